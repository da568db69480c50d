// traguardo admin …: for those who run the server.

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "clients/cli/command/session.h"
#include "clients/cli/screen/fields_table.h"
#include "clients/cli/screen/messages.h"
#include "clients/cli/screen/rome_time.h"
#include "clients/cli/verbs/verbs.h"
#include "google/protobuf/struct.pb.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/support/byte_buffer.h"

namespace traguardo::cli {

using api::v1::AdminService;
using api::v1::CheckLogResponse;
using api::v1::GetServerStatusResponse;
using api::v1::RebuildViewsResponse;
using client::Connection;

namespace {

constexpr absl::Duration kReadyPause = absl::Milliseconds(100);

// Asks the standard health service, which needs no token. The two messages are a few bytes on the
// wire (grpc.health.v1): an empty request asks for the whole server, field 1 of the answer is 1
// when it serves.
grpc::Status CheckHealth(const Connection& connection, absl::Duration deadline, bool* serving) {
  constexpr char kServing[] = {0x08, 0x01};
  grpc::GenericStub stub(connection.channel());
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + deadline));
  grpc::CompletionQueue queue;
  const grpc::ByteBuffer request(nullptr, 0);
  grpc::ByteBuffer response;
  grpc::Status status;
  auto call = stub.PrepareUnaryCall(&context, "/grpc.health.v1.Health/Check", request, &queue);
  call->StartCall();
  call->Finish(&response, &status, &queue);
  void* tag = nullptr;
  bool ok = false;
  queue.Next(&tag, &ok);
  grpc::Slice bytes;
  if (status.ok() && response.TrySingleSlice(&bytes).ok()) {
    *serving = bytes.size() == sizeof kServing &&
               std::equal(bytes.begin(), bytes.end(), std::begin(kServing),
                          [](uint8_t a, char b) { return a == static_cast<uint8_t>(b); });
  }
  return status;
}

int RunReady(Session& session, uint64_t wait_seconds) {
  const Connection* const connected = session.ConnectWithoutToken();
  if (connected == nullptr) return session.exit_code();
  const Connection& connection = *connected;
  const absl::Time until = absl::Now() + absl::Seconds(wait_seconds);
  for (;;) {
    bool serving = false;
    const absl::Duration left = std::max(until - absl::Now(), absl::Seconds(1));
    const grpc::Status status = CheckHealth(connection, std::min(left, absl::Seconds(5)), &serving);
    if (serving) {
      google::protobuf::Struct answer;
      (*answer.mutable_fields())["ready"].set_bool_value(true);
      return session.ShowSentence(std::string(session.Say(messages::kReady)), answer,
                                  {.columns = {{.key = "ready"}}, .rows = {{{"true"}}}});
    }
    if (absl::Now() >= until) {
      if (!status.ok()) return session.Fail(client::ErrorFrom(status));
      constexpr Text kStarting{"si sta avviando o arrestando", "it is starting or stopping"};
      return session.Fail(ExitCode::kUnreachable,
                          Fill(session.Say(messages::kNotReady), session.Say(kStarting)));
    }
    absl::SleepFor(kReadyPause);
  }
}

std::string Bytes(uint64_t bytes) {
  if (bytes < 10'000) return absl::StrCat(bytes, " B");
  if (bytes < 10'000'000) return absl::StrCat(bytes / 1000, " kB");
  return absl::StrCat(bytes / 1'000'000, " MB");
}

// What only an administrator is told is not there for others; zero would be a figure.
Table StatusTable(const GetServerStatusResponse& status, Language language) {
  FieldsTable table(language, {"Che cosa", "What"});
  const bool told = status.has_started_at();
  const auto number = [&](std::string key, const Text& name, uint64_t value) {
    table.Add(std::move(key), name, told ? std::to_string(value) : "");
  };
  const auto bytes = [&](std::string key, const Text& name, uint64_t value) {
    table.Add(std::move(key), name, told ? Bytes(value) : "", told ? std::to_string(value) : "");
  };
  constexpr Text kYes{"sì", "yes"};
  table.Add("ready", {"pronto", "ready"},
            status.ready() ? std::string(kYes.In(language)) : status.not_ready_reason(),
            status.ready() ? "true" : "false");
  table.Add("version", {"versione", "version"}, status.version());
  table.Add("started_at", {"avviato", "started"},
            told ? RomeTime(status.started_at().seconds()) : "",
            told ? UtcTime(status.started_at().seconds()) : "");
  number("head_position", {"fatti nel registro", "facts in the log"}, status.head_position());
  number("view_position", {"posizione delle viste", "position of the views"},
         status.view_position());
  table.Add("view_generation", {"generazione delle viste", "generation of the views"},
            status.view_generation());
  number("enti_count", {"enti", "enti"}, status.enti_count());
  bytes("log_disk_bytes", {"registro su disco", "log on disk"}, status.log_disk_bytes());
  bytes("log_memory_bytes", {"registro in memoria", "log in memory"}, status.log_memory_bytes());
  number("state_cache_enti_count", {"enti in memoria", "enti in memory"},
         status.state_cache_enti_count());
  bytes("state_cache_bytes", {"stati in memoria", "states in memory"}, status.state_cache_bytes());
  bytes("resident_memory_bytes", {"memoria del processo", "memory of the process"},
        status.resident_memory_bytes());
  number("watchers_count", {"in ascolto", "watchers"}, status.watchers_count());
  number("commands_accepted_count", {"comandi accettati", "commands accepted"},
         status.commands_accepted_count());
  number("commands_refused_count", {"comandi rifiutati", "commands refused"},
         status.commands_refused_count());
  number("commands_replayed_count", {"comandi ripetuti", "commands repeated"},
         status.commands_replayed_count());
  number("groups_count", {"gruppi scritti", "groups written"}, status.groups_count());
  std::string queues;
  for (const auto& queue : status.queues()) {
    absl::StrAppend(&queues, queues.empty() ? "" : ", ", queue.ente(), ": ", queue.waiting_count());
  }
  table.Add("queues", {"code", "queues"}, queues);
  table.Add("tree_root", {"radice dell'albero", "tree root"},
            absl::BytesToHexString(status.tree_root()));
  return std::move(table).Take();
}

int RunStats(Session& session) {
  const auto status = session.Call(&Connection::admin, &AdminService::Stub::GetServerStatus,
                                   api::v1::GetServerStatusRequest());
  if (!status.has_value()) return session.exit_code();
  session.Show(*status, StatusTable(*status, session.language()));
  if (!status->has_started_at() && session.settings().format == Format::kTable) {
    session.Note(std::string(session.Say(messages::kRestForAdministrators)));
  }
  return 0;
}

// A line that is written over by the next one, on a terminal only.
void ShowProgress(Session& session, const Text& text, uint64_t done, uint64_t total) {
  if (!session.environment().err_is_terminal) return;
  session.environment().err << "\r"
                            << Fill(session.Say(text), std::to_string(done), std::to_string(total))
                            << std::flush;
}

void EndProgress(Session& session) {
  if (session.environment().err_is_terminal) session.Note("");
}

int RunRebuild(Session& session) {
  const Connection* connection = session.Connect();
  if (connection == nullptr) return session.exit_code();
  grpc::ClientContext context;
  connection->PrepareStream(context);
  const auto stream = connection->admin().RebuildViews(&context, {});
  RebuildViewsResponse response;
  RebuildViewsResponse last;
  while (stream->Read(&response)) {
    ShowProgress(session, messages::kRebuilding, response.position(), response.head_position());
    last = response;
  }
  EndProgress(session);
  const grpc::Status status = stream->Finish();
  if (!status.ok()) return session.Fail(client::ErrorFrom(status));
  if (!last.switched()) {
    return session.Fail(ExitCode::kUnreachable, std::string(session.Say(messages::kBrokenOff)));
  }
  const std::string position = std::to_string(last.position());
  return session.ShowSentence(
      Fill(session.Say(messages::kRebuilt), position), last,
      {.columns = {{.key = "position"}, {.key = "head_position"}, {.key = "switched"}},
       .rows = {{{position}, {std::to_string(last.head_position())}, {"true"}}}});
}

int RunCheck(Session& session) {
  const Connection* connection = session.Connect();
  if (connection == nullptr) return session.exit_code();
  grpc::ClientContext context;
  connection->PrepareStream(context);
  const auto stream = connection->admin().CheckLog(&context, {});
  CheckLogResponse response;
  CheckLogResponse all;
  while (stream->Read(&response)) {
    ShowProgress(session, messages::kRebuilding, response.checked_count(), response.total_count());
    all.MergeFrom(response);
  }
  EndProgress(session);
  const grpc::Status status = stream->Finish();
  if (!status.ok()) return session.Fail(client::ErrorFrom(status));
  if (!all.finished()) {
    return session.Fail(ExitCode::kUnreachable, std::string(session.Say(messages::kBrokenOff)));
  }
  Table findings{
      .columns = {{.key = "position", .heading = {"Posizione", "Position"}, .align = Align::kRight},
                  {.key = "what", .heading = {"Problema", "Problem"}, .wraps = true}}};
  for (const auto& finding : all.findings()) {
    findings.rows.push_back({{std::to_string(finding.position())}, {finding.what()}});
  }
  if (session.settings().format != Format::kTable || !findings.rows.empty()) {
    session.Show(all, findings);
  }
  const std::string checked = std::to_string(all.checked_count());
  if (!all.sound()) {
    return session.Fail(ExitCode::kRefused, Fill(session.Say(messages::kUnsound),
                                                 std::to_string(all.findings_size()), checked));
  }
  if (session.settings().format == Format::kTable) {
    session.Line(Fill(session.Say(messages::kSound), checked));
  }
  return 0;
}

}  // namespace

void AddAdmin(Verb root) {
  const std::vector<std::string> read_options{"--as-of", "--known-at", "--min-position"};
  Verb group = root.Sub("admin", {"per chi gestisce il server", "for those who run the server"});

  auto wait = std::make_shared<uint64_t>(0);
  Verb ready =
      group.Sub("ready", {"dice se il server è pronto (esce con 3 se non lo è); non serve "
                          "una chiave",
                          "says whether the server is ready (exits with 3 when it is not); "
                          "needs no token"});
  ready.Add("--wait", {"aspetta fino a tanti secondi", "wait up to so many seconds"},
            {"SECONDI", "SECONDS"}, wait.get());
  ready.Refuses(read_options);
  ready.Runs([wait](Session& session) { return RunReady(session, *wait); });

  group
      .Sub("stats", {"come sta il server: registro, viste, code, memoria",
                     "how the server is: log, views, queues, memory"})
      .Refuses(read_options)
      .Runs(RunStats);

  group
      .Sub("rebuild", {"ricostruisce le viste accanto a quelle in uso e poi le sostituisce",
                       "build the views anew beside the live ones, then switch"})
      .Refuses(read_options)
      .Runs(RunRebuild);

  group
      .Sub("check", {"percorre tutto il registro e ne prova l'integrità",
                     "walk the whole log and prove that it is sound"})
      .Refuses(read_options)
      .Runs(RunCheck);
}

}  // namespace traguardo::cli
