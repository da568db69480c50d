// The real server, all of it, over a file system that kills it at a planned moment.
//
//   READY 127.0.0.1:PORT        said once every part is ready
//   SIGUSR1                     from now on calls count towards the planned moment
//   SIGUSR2                     cut the power and die now
//   SIGTERM                     stop as traguardod does

#include <rocksdb/env.h>
#include <signal.h>

#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "CLI/CLI.hpp"
#include "absl/synchronization/notification.h"
#include "services/server/read_principals.h"
#include "services/server/server.h"
#include "tests/crash/crash_file_system.h"
#include "tests/crash/kill_plan.h"

namespace traguardo::crash {
namespace {

struct Arguments {
  std::string data_directory;
  std::string principals_file;
  std::string note_file;
  std::string plan = "random:any:1";
  std::string unsynced = "kept";
  bool lies_about_syncs = false;
  uint64_t write_buffer_kib = 64;
};

// Rebuilds the views again and again, so that there is a switch to be killed in.
void RebuildUntilStopped(runtime::Projector& projector) {
  for (absl::Status done; !absl::IsCancelled(done);) {
    absl::Notification ended;
    const absl::Status begun = projector.Rebuild([](const runtime::RebuildProgress&) {},
                                                 [&](absl::Status status) {
                                                   done = std::move(status);
                                                   ended.Notify();
                                                 });
    if (!begun.ok()) return;
    ended.WaitForNotification();
  }
}

sigset_t BlockSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGTERM, SIGINT, SIGUSR1, SIGUSR2}) sigaddset(&signals, signal);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

// Null when what was last written shall survive, as it does a mere SIGKILL.
std::optional<storage::UnsyncedTail> UnsyncedTailOf(const std::string& name) {
  if (name == "dropped") return storage::UnsyncedTail::kDropped;
  if (name == "torn") return storage::UnsyncedTail::kTorn;
  return std::nullopt;
}

server::ServerOptions OptionsFor(const Arguments& arguments, rocksdb::Env* env) {
  server::ServerOptions options;
  options.core.data_directory = arguments.data_directory;
  options.core.env = env;
  // Small, so that flushes and compactions come as often as groups.
  options.core.log_write_buffer_bytes = arguments.write_buffer_kib << 10;
  options.core.projector.store.write_buffer_bytes = arguments.write_buffer_kib << 10;
  options.core.log_block_cache_bytes = 8 << 20;
  options.core.projector.store.block_cache_bytes = 8 << 20;
  options.grpc.address = "127.0.0.1:0";
  return options;
}

int Run(const Arguments& arguments) {
  const sigset_t signals = BlockSignals();
  const std::optional<KillPlan> plan = ParseKillPlan(arguments.plan);
  if (!plan) {
    std::cerr << "no such plan: " << arguments.plan << std::endl;
    return 2;
  }
  CrashOptions crash;
  crash.data_directory = arguments.data_directory;
  crash.note_file = arguments.note_file;
  crash.plan = *plan;
  if (const auto tail = UnsyncedTailOf(arguments.unsynced)) {
    crash.unsynced_tail = *tail;
    crash.disk = std::make_shared<storage::FaultyFileSystem>(static_cast<uint32_t>(plan->at_call));
    if (arguments.lies_about_syncs) {
      crash.disk->LieAboutSyncsOf(storage::FileKind::kWriteAheadLog);
    }
  }
  const auto files = std::make_shared<CrashFileSystem>(crash);
  const std::unique_ptr<rocksdb::Env> env = rocksdb::NewCompositeEnv(files);
  if (plan->kind == KillKind::kStartUp) files->Arm();

  server::ServerOptions options = OptionsFor(arguments, env.get());
  auto principals = server::ReadPrincipals(arguments.principals_file);
  if (!principals.ok()) {
    std::cerr << principals.status().message() << std::endl;
    return 1;
  }
  options.principals = *std::move(principals);
  auto server = server::Server::Start(options);
  if (!server.ok()) {
    std::cout << "REFUSED " << server.status().ToString() << std::endl;
    return 1;
  }
  runtime::Readiness& readiness = (*server)->core().readiness();
  const bool dies_at_start = plan->kind == KillKind::kStartUp;
  readiness.Listen([&readiness, &files, dies_at_start, port = (*server)->port()](bool ready) {
    if (ready && dies_at_start) files->Disarm();  // the start is over
    if (ready) std::cout << "READY 127.0.0.1:" << port << std::endl;
    if (!ready) std::cout << "NOT READY " << readiness.why_not() << std::endl;
  });
  std::thread rebuilder;
  for (int signal = 0; sigwait(&signals, &signal) == 0;) {
    if (signal == SIGUSR2) files->Die("from outside");
    if (signal != SIGUSR1) break;
    if (!dies_at_start) files->Arm();
    if (plan->kind == KillKind::kViewSwitch && !rebuilder.joinable()) {
      rebuilder = std::thread([&] { RebuildUntilStopped((*server)->core().projector()); });
    }
  }
  (*server)->Stop(server::Server::kDefaultGrace);
  if (rebuilder.joinable()) rebuilder.join();
  std::cout << "STOPPED" << std::endl;
  return 0;
}

}  // namespace
}  // namespace traguardo::crash

int main(int argc, char** argv) {
  CLI::App app("A Traguardo server that dies at a planned moment");
  traguardo::crash::Arguments arguments;
  app.add_option("--data", arguments.data_directory)->required();
  app.add_option("--principals", arguments.principals_file)->required();
  app.add_option("--note", arguments.note_file, "says where it died")->required();
  app.add_option("--plan", arguments.plan, "KIND:PHASE:CALL, see kill_plan.h");
  app.add_option("--unsynced", arguments.unsynced,
                 "what the disk does with unsynced bytes: kept, dropped, torn")
      ->check(CLI::IsMember({"kept", "dropped", "torn"}));
  app.add_flag("--lie-about-syncs", arguments.lies_about_syncs,
               "plant a bug: the log's syncs say OK and do nothing");
  app.add_option("--write-buffer-kib", arguments.write_buffer_kib);
  CLI11_PARSE(app, argc, argv);
  return traguardo::crash::Run(arguments);
}
