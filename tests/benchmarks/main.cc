// traguardo_benchmarks: measures, and prints one table. Started by tests/benchmarks/run.

#include <algorithm>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "tests/benchmarks/benchmarks.h"
#include "tests/benchmarks/import_process.h"
#include "tests/benchmarks/limit_servers.h"
#include "tests/benchmarks/measure.h"

namespace traguardo::benchmarks {
namespace {

struct Benchmark {
  const char* name;
  void (*measure)(const Options&, Report&);
};

constexpr Benchmark kBenchmarks[] = {
    {"adapter", MeasureAdapter}, {"appends", MeasureAppends},   {"stream", MeasureStream},
    {"reads", MeasureReads},     {"rebuild", MeasureRebuild},   {"memory", MeasureMemory},
    {"watch", MeasureWatch},     {"growth", MeasureGrowth},     {"fairness", MeasureFairness},
    {"history", MeasureHistory}, {"postgres", MeasurePostgres},
};

int Misuse(std::string_view argument) {
  std::string names;
  for (const Benchmark& benchmark : kBenchmarks) absl::StrAppend(&names, " ", benchmark.name);
  std::fprintf(stderr,
               "unknown or incomplete: %.*s\n--server PATH [--postgres DIR] [--quick] "
               "[--large] [--rounds N] [--only NAME]…, of:%s\n",
               static_cast<int>(argument.size()), argument.data(), names.c_str());
  return 2;
}

bool IsKnown(std::string_view name) {
  for (const Benchmark& benchmark : kBenchmarks) {
    if (name == benchmark.name) return true;
  }
  return false;
}

int Main(int argc, char** argv) {
  Options options;
  options.self = argv[0];
  if (argc == 2 && argv[1] == std::string_view(kEchoArgument)) RunEchoServer();
  if (argc == 2 && argv[1] == std::string_view(kAdapterArgument)) RunAdapterServer();
  if (argc > 1 && argv[1] == std::string_view(kImportArgument)) RunImport(argc, argv);
  std::vector<std::string> only;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    const bool has_value = i + 1 < argc;
    if (argument == "--quick") {
      options.quick = true;
    } else if (argument == "--large") {
      options.large = true;
    } else if (argument == "--server" && has_value) {
      options.server = argv[++i];
    } else if (argument == "--postgres" && has_value) {
      options.postgres = argv[++i];
    } else if (argument == "--rounds" && has_value &&
               absl::SimpleAtoi(argv[i + 1], &options.rounds_asked) && options.rounds_asked > 0) {
      ++i;
    } else if (argument == "--only" && has_value && IsKnown(argv[i + 1])) {
      only.push_back(argv[++i]);
    } else {
      return Misuse(argument);
    }
  }
  if (options.server.empty()) return Misuse("--server");
  Report report;
  for (const Benchmark& benchmark : kBenchmarks) {
    if (!only.empty() && std::find(only.begin(), only.end(), benchmark.name) == only.end())
      continue;
    const Stopwatch time;
    benchmark.measure(options, report);
    std::printf("(%s: %.0f s)\n", benchmark.name, time.Seconds());
  }
  report.Print();
  return 0;
}

}  // namespace
}  // namespace traguardo::benchmarks

int main(int argc, char** argv) {
  // As in traguardod, so that client and limits have it no harder than the server.
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  return traguardo::benchmarks::Main(argc, argv);
}
