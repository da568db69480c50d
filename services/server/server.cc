#include "services/server/server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <unistd.h>

#include <charconv>
#include <cstdint>
#include <fstream>
#include <string_view>
#include <system_error>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "services/api/admin/admin_methods.h"
#include "services/api/commands/command_methods.h"
#include "services/api/commands/record_facts.h"
#include "services/api/digest.h"
#include "services/api/messages/bilingual_error.h"
#include "services/api/reads/read_methods.h"
#include "services/api/reads/watch_handler.h"
#include "services/api/reflection/reflection_methods.h"

namespace traguardo::server {
namespace {

// Permanent name in the log's operational state.
constexpr std::string_view kTokenKeyName = "api/token-key";

// The key that page and watch tokens are sealed with: made once, kept with the log.
absl::StatusOr<std::string> TokenKey(storage::EventLog& log) {
  absl::StatusOr<std::string> key = log.GetOperational(kTokenKeyName);
  if (!absl::IsNotFound(key.status())) return key;
  std::string made = api::RandomBytes(api::Sealer::kKeyBytes);
  if (absl::Status kept = log.PutOperational(kTokenKeyName, made); !kept.ok()) return kept;
  return made;
}

// 0 where the system does not tell.
uint64_t ResidentBytes() {
  std::ifstream file("/proc/self/statm");
  uint64_t total = 0;
  uint64_t resident = 0;
  file >> total >> resident;
  return resident * static_cast<uint64_t>(sysconf(_SC_PAGESIZE));
}

api::LogFigures ReadLogFigures(const storage::EventLog& log) {
  const storage::TreeHead tree = log.tree_head();
  api::LogFigures figures;
  figures.head_position = tree.size;
  figures.tree_root.assign(reinterpret_cast<const char*>(tree.root.data()), tree.root.size());
  figures.resident_bytes = ResidentBytes();
  // Without them the answer says 0; readiness says what is wrong with the log.
  if (const auto statistics = log.ReadStatistics(); statistics.ok()) {
    figures.disk_bytes = statistics->disk_bytes;
    figures.memory_bytes = statistics->memory_bytes;
  }
  return figures;
}

}  // namespace

absl::Status CheckListenAddress(const std::string& address) {
  const size_t colon = address.rfind(':');
  const std::string port = colon == std::string::npos ? "" : address.substr(colon + 1);
  uint32_t number_of_port = 0;
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), number_of_port);
  // The transport would read 99999 as another port, and stop reading at a letter.
  if (error != std::errc() || end != port.data() + port.size() || number_of_port > 65535) {
    return api::BilingualError(
        absl::StatusCode::kInvalidArgument,
        absl::StrCat("l'indirizzo \"", address,
                     "\" non ha una porta da 0 a 65535: si scrive 127.0.0.1:7450"),
        absl::StrCat("the address \"", address,
                     "\" has no port from 0 to 65535: write it as 127.0.0.1:7450"));
  }
  const std::string host = address.substr(0, colon);
  in_addr number{};
  // As a number: a name that begins with 127. may be anybody's.
  const bool is_loopback_number =
      inet_pton(AF_INET, host.c_str(), &number) == 1 && ntohl(number.s_addr) >> 24 == 127;
  if (is_loopback_number || host == "localhost" || host == "[::1]") return absl::OkStatus();
  return api::BilingualError(
      absl::StatusCode::kInvalidArgument,
      absl::StrCat("l'indirizzo \"", address,
                   "\" si raggiunge da altre macchine, e questo server non cifra ancora: ascoltare "
                   "su 127.0.0.1 e mettergli davanti un proxy con TLS"),
      absl::StrCat("the address \"", address,
                   "\" can be reached from other machines, and this server does not encrypt yet: "
                   "listen on 127.0.0.1 and put a proxy with TLS in front of it"));
}

absl::StatusOr<std::unique_ptr<Server>> Server::Start(const ServerOptions& options) {
  if (!options.grpc.address.empty()) {
    if (absl::Status status = CheckListenAddress(options.grpc.address); !status.ok()) {
      return status;
    }
  }
  std::unique_ptr<Server> server(new Server());
  CoreOptions core_options = options.core;
  core_options.on_group_answered = [server = server.get()] {
    if (api::GrpcServer* grpc = server->answering_.load()) grpc->FlushAnswers();
  };
  absl::StatusOr<std::unique_ptr<Core>> core = Core::Open(core_options);
  if (!core.ok()) return core.status();
  server->core_ = *std::move(core);
  if (absl::Status wired = server->Wire(options); !wired.ok()) return wired;

  absl::StatusOr<std::unique_ptr<api::GrpcServer>> grpc =
      api::GrpcServer::Start(options.grpc, server->table_, *server->dispatcher_);
  if (!grpc.ok()) return grpc.status();
  server->grpc_ = *std::move(grpc);
  server->answering_.store(server->grpc_.get());
  server->core_->readiness().Listen(
      [grpc = server->grpc_.get()](bool ready) { grpc->SetServing(ready); });
  return server;
}

absl::Status Server::Wire(const ServerOptions& options) {
  Core& core = *core_;
  authenticator_ = std::make_unique<api::Authenticator>(options.principals);
  dispatcher_ = std::make_unique<api::Dispatcher>(authenticator_.get(), &core.clock());
  absl::StatusOr<std::string> key = TokenKey(core.log());
  if (!key.ok()) return key.status();
  sealer_ = std::make_unique<api::Sealer>(*std::move(key));
  row_cache_ = std::make_unique<api::BytesCache>(options.row_cache_bytes);
  overview_cache_ = std::make_unique<api::BytesCache>(options.overview_cache_bytes);
  read_pool_ = std::make_unique<api::ReadPool>(options.read_threads, options.max_waiting_reads);
  log_check_ = std::make_unique<LogCheck>(
      &core.log(), options.core.data_directory + "/log-being-checked", options.core.env);

  const api::CommandParts commands{.sequencer = &core.sequencer(),
                                   .clock = {.clock = &core.clock(), .calendar = &core.calendar()}};
  api::AddCommandMethods(commands, table_);
  table_.Add(api::RecordFactsMethod(commands, options.record_facts));
  const api::ReadParts reads{.views = &core.views(),
                             .travel = &core.time_travel(),
                             .watches = &core.watches(),
                             .clock = &core.clock(),
                             .calendar = &core.calendar(),
                             .pool = read_pool_.get(),
                             .sealer = sealer_.get(),
                             .row_cache = row_cache_.get(),
                             .overview_cache = overview_cache_.get()};
  api::AddReadMethods(reads, table_);
  table_.Add(api::WatchMethod(reads));
  api::AddAdminMethods(AdminPartsFor(options.version), table_);
  if (options.reflection) api::AddReflectionMethods(table_);
  return absl::OkStatus();
}

void Server::ReplacePrincipals(std::vector<api::Principal> principals) {
  authenticator_->Replace(std::move(principals));
}

api::AdminParts Server::AdminPartsFor(std::string version) {
  Core& core = *core_;
  return {.read_log = [&core] { return ReadLogFigures(core.log()); },
          .check_log =
              [this](auto on_step, auto on_end) {
                return log_check_->Start(std::move(on_step), std::move(on_end));
              },
          .sequencer = &core.sequencer(),
          .projector = &core.projector(),
          .views = &core.views(),
          .live_views = &core.live_views(),
          .watches = &core.watches(),
          .readiness = &core.readiness(),
          .sealer = sealer_.get(),
          .pool = read_pool_.get(),
          .version = std::move(version),
          .started_at = core.clock().Now()};
}

Server::~Server() { Stop(kDefaultGrace); }

void Server::Stop(absl::Duration grace) {
  if (stopped_) return;
  stopped_ = true;
  // The listener before the sequencer: calls under way are answered by a core that still works. Who
  // waits for rows to come, or for the log to be checked, is told first, or the listener would wait
  // for them too.
  if (core_ != nullptr) {
    core_->watches().Stop();
    core_->live_views().Stop();
  }
  if (log_check_ != nullptr) log_check_->Stop();
  if (grpc_ != nullptr) grpc_->Shutdown(grace);
  read_pool_.reset();
  log_check_.reset();
  if (core_ != nullptr) core_->Stop();
}

}  // namespace traguardo::server
