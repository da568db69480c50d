// Kills a server under load, again and again, and looks at what it left behind. README.md says how.

#include <stdlib.h>

#include <cstdint>
#include <filesystem>
#include <iostream>
#include <random>
#include <string>
#include <vector>

#include "CLI/CLI.hpp"
#include "tests/crash/crash_run.h"

namespace traguardo::crash {
namespace {

struct Arguments {
  uint64_t seed = 0;
  int kills = 24;
  std::string kind = "all";
  std::vector<std::string> unsynced = {"kept", "dropped", "torn"};
  int at_least = 0;
  bool lie_about_syncs = false;
  bool quiet = false;
  std::string server;
};

Unsynced UnsyncedOf(const std::string& name) {
  if (name == "dropped") return Unsynced::kDropped;
  return name == "torn" ? Unsynced::kTorn : Unsynced::kKept;
}

std::vector<std::string> NamesOfKinds() {
  std::vector<std::string> names = {"all"};
  for (const KillKind kind : kAllKillKinds) names.emplace_back(NameOf(kind));
  return names;
}

std::string MakeDirectory() {
  const char* const parent = getenv("TMPDIR");
  std::string path = std::string(parent != nullptr ? parent : "/tmp") + "/traguardo_crash_XXXXXX";
  if (mkdtemp(path.data()) == nullptr) {
    perror(path.c_str());
    exit(2);
  }
  return path;
}

int Run(const Arguments& arguments) {
  CrashRunOptions options;
  options.server_binary = arguments.server;
  options.directory = MakeDirectory();
  options.seed = arguments.seed != 0 ? arguments.seed : std::random_device()();
  options.kills = arguments.kills;
  if (arguments.kind != "all") options.kinds = {*ParseKillKind(arguments.kind)};
  options.unsynced.clear();
  for (const std::string& name : arguments.unsynced) options.unsynced.push_back(UnsyncedOf(name));
  options.lie_about_syncs = arguments.lie_about_syncs;
  if (!arguments.quiet) {
    options.on_progress = [](const std::string& line) { std::cout << line << std::flush; };
  }
  std::cout << "seed " << options.seed << ", directory " << options.directory << std::endl;
  const CrashReport report = CrashRun(options).Run();
  std::cout << report.Table();
  for (const std::string& violation : report.violations)
    std::cout << "BROKEN " << violation << "\n";
  bool enough = true;
  for (const KillKind kind : options.kinds) {
    if (report.InsideOf(kind) >= arguments.at_least) continue;
    std::cout << "TOO FEW inside " << NameOf(kind) << "\n";
    enough = false;
  }
  if (!report.violations.empty()) {
    std::cout << "seed " << options.seed << ": the files are in " << options.directory << std::endl;
    return 1;
  }
  std::filesystem::remove_all(options.directory);
  std::cout << "every promise held" << std::endl;
  return enough ? 0 : 3;
}

}  // namespace
}  // namespace traguardo::crash

int main(int argc, char** argv) {
  CLI::App app(
      "Kills a Traguardo server under load and checks what it left behind.\n"
      "Exits 0 when every promise held, 1 when one was broken, 3 when too few kills were inside.");
  traguardo::crash::Arguments arguments;
  const std::string beside = std::filesystem::path(argv[0]).parent_path() / "crash_server";
  arguments.server = beside;
  app.add_option("--seed", arguments.seed, "repeat a run; 0: a new one")->capture_default_str();
  app.add_option("--kills", arguments.kills)->check(CLI::PositiveNumber)->capture_default_str();
  app.add_option("--kind", arguments.kind)
      ->check(CLI::IsMember(traguardo::crash::NamesOfKinds()))
      ->capture_default_str();
  app.add_option("--unsynced", arguments.unsynced,
                 "what becomes of bytes that were not synced, in turn")
      ->check(CLI::IsMember({"kept", "dropped", "torn"}))
      ->capture_default_str();
  app.add_option("--at-least", arguments.at_least, "kills that must be inside each kind")
      ->capture_default_str();
  app.add_flag("--lie-about-syncs", arguments.lie_about_syncs,
               "plant a bug: commands are acknowledged before they are on disk");
  app.add_flag("--quiet", arguments.quiet);
  app.add_option("--server", arguments.server, "the crash_server to run")->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  return traguardo::crash::Run(arguments);
}
