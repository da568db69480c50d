#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/benchmarks/benchmarks.h"
#include "tests/benchmarks/byte_load.h"
#include "tests/benchmarks/import_process.h"
#include "tests/benchmarks/server_under_test.h"
#include "tests/benchmarks/world.h"

namespace traguardo::benchmarks {
namespace {

constexpr char kRecordProgress[] = "/traguardo.api.v1.MonitoringService/RecordProgress";
// The person works for the first ente, the import is of the second one.
constexpr World kWorld{.enti = 2, .objectives_per_ente = 100};
constexpr size_t kImportedEnte = 1;

// A server that can be imported into.
class Imported {
 public:
  explicit Imported(const Options& options)
      : program_(options.self), server_(options.server, kWorld) {}

  const ServerUnderTest& server() const { return server_; }

  // What `work` returns while the import goes on; `besides` are the facts that it records here.
  template <typename Work>
  LoadResult While(const Work& work, size_t besides) {
    const uint64_t before = server_.Head();
    ImportProcess import(program_,
                         {server_.address(), kImportedEnte, kWorld.objectives_per_ente, imported_});
    const LoadResult result = work();
    const FactsResult imported = import.Stop();
    imported_ += imported.accepted;
    rates_.push_back(imported.per_second);
    server_.RequireGrowth(before, besides + imported.accepted);
    server_.AwaitViews();
    return result;
  }

  std::string Rate() const { return Readable(SpreadOf(rates_).median); }

 private:
  const std::string program_;
  const ServerUnderTest server_;
  size_t imported_ = 0;
  std::vector<double> rates_;
};

}  // namespace

// The third row says how much of the first is the machine's: the same import, with the same work
// for the same cores, goes to another server.
void MeasureFairness(const Options& options, Report& report) {
  Imported same(options);
  Imported other(options);
  ReportMaker person(kWorld, "person", 0, 1);
  const size_t calls = options.Scaled(1'000);
  const auto work = [&] {
    const std::vector<grpc::ByteBuffer> requests = person.UnaryRequests(calls);
    UnaryLoad load;
    load.method = kRecordProgress;
    load.requests = &requests;
    load.calls = calls;
    return DriveUnary(same.server().segretario(), load);
  };
  // The same, where nobody else records into that log.
  const auto work_alone = [&] {
    const uint64_t before = same.server().Head();
    const LoadResult result = work();
    same.server().RequireGrowth(before, calls);
    return result;
  };
  Row p99{"one caller while another ente is imported, p99", "µs", "idle p99",
          Goal{3, 3, Better::kLower}};
  Row median{"one caller while another ente is imported, median", "µs", "idle median"};
  Row elsewhere{"one caller while another server imports on the same cores, p99", "µs", "idle p99"};
  for (size_t round = 0; round < options.rounds(); ++round) {
    const LoadResult idle = work_alone();
    // Neither import always comes right after the quiet.
    LoadResult busy;
    LoadResult crowded;
    if (round % 2 == 0) busy = same.While(work, calls);
    crowded = other.While(work_alone, 0);
    if (round % 2 != 0) busy = same.While(work, calls);
    p99.Add(busy.p99_us, idle.p99_us);
    median.Add(busy.median_us, idle.median_us);
    elsewhere.Add(crowded.p99_us, idle.p99_us);
  }
  report.Add(std::move(p99));
  report.Add(std::move(median));
  report.Add(std::move(elsewhere));
  report.Note(absl::StrCat("fairness: the import went on at ", same.Rate(),
                           " facts/s, into the other server at ", other.Rate()));
}

}  // namespace traguardo::benchmarks
