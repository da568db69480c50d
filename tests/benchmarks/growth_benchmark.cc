#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/benchmarks/benchmarks.h"
#include "tests/benchmarks/byte_load.h"
#include "tests/benchmarks/server_under_test.h"
#include "tests/benchmarks/world.h"
#include "traguardo/api/v1/projection_service.pb.h"

namespace traguardo::benchmarks {
namespace {

constexpr char kRecordProgress[] = "/traguardo.api.v1.MonitoringService/RecordProgress";
constexpr char kGetObjective[] = "/traguardo.api.v1.ProjectionService/GetObjective";
constexpr char kGetOverview[] = "/traguardo.api.v1.ProjectionService/GetOverview";
constexpr size_t kFactsOfEnte = 1250;
constexpr double kStartUpSeconds = 2;
constexpr size_t kTailReports = 20'000;

World WorldOf(size_t facts) { return World{.enti = facts / kFactsOfEnte}; }

// A server with so many facts, evenly over so many enti that each has a year's worth.
class Grown {
 public:
  Grown(const Options& options, size_t facts)
      : server_(options.server, WorldOf(facts)), reports_(server_.world(), "growth") {
    RecordReports(server_.segretario(), reports_, facts - server_.world().set_up_facts());
    Require(server_.Head() == facts, "the log has not as many facts as were recorded");
    server_.AwaitViews();
  }

  LoadResult Append(size_t in_flight, size_t calls) {
    const uint64_t before = server_.Head();
    const LoadResult result = Drive(kRecordProgress, reports_.UnaryRequests(calls), in_flight);
    server_.RequireGrowth(before, calls);
    server_.AwaitViews();
    return result;
  }

  // One command for each ente, one after the other: after a start, each waits for the state of its
  // ente to be folded from the log.
  LoadResult TouchEnti() { return Append(1, server_.world().enti); }

  LoadResult ReadObjectives(size_t calls) const {
    const World& world = server_.world();
    std::vector<grpc::ByteBuffer> requests;
    for (size_t i = 0; i < calls; ++i) {
      const size_t mixed = i * 7919;
      api::v1::GetObjectiveRequest request;
      request.set_objective(
          ObjectiveName(mixed % world.enti, mixed / world.enti % world.objectives_per_ente));
      requests.push_back(ToBytes(request));
    }
    return Drive(kGetObjective, requests, 1);
  }

  // Once each beforehand: an overview is computed when it is first asked for after a change, which
  // is more often where there are more enti, and not what is measured here.
  LoadResult ReadOverviews(size_t calls) const {
    Drive(kGetOverview, OverviewRequests(server_.world().enti), 1);
    return Drive(kGetOverview, OverviewRequests(calls), 1);
  }

  double BytesPerFact() {
    // Closing flushes, so that what is in memory counts too.
    server_.StopCleanly();
    server_.StartUp();
    const api::v1::GetServerStatusResponse status = ReadStatus(server_.amministratore());
    return static_cast<double>(status.log_disk_bytes()) /
           static_cast<double>(status.head_position());
  }

  double SecondsToReadyAfterStop() {
    server_.StopCleanly();
    return server_.StartUp();
  }
  // Killed right after these reports; `tail_seconds` is the time in which they were recorded.
  double SecondsToReadyAfterKill(size_t reports, double& tail_seconds) {
    const Stopwatch time;
    Append(64, reports);
    tail_seconds = time.Seconds();
    server_.Kill();
    return server_.StartUp();
  }

 private:
  std::vector<grpc::ByteBuffer> OverviewRequests(size_t count) const {
    std::vector<grpc::ByteBuffer> requests;
    for (size_t i = 0; i < count; ++i) {
      api::v1::GetOverviewRequest request;
      request.set_plan(PlanName(i * 7919 % server_.world().enti));
      requests.push_back(ToBytes(request));
    }
    return requests;
  }

  LoadResult Drive(const std::string& method, const std::vector<grpc::ByteBuffer>& requests,
                   size_t in_flight) const {
    UnaryLoad load;
    load.method = method;
    load.requests = &requests;
    load.calls = requests.size();
    load.in_flight = in_flight;
    return DriveUnary(server_.segretario(), load);
  }

  ServerUnderTest server_;
  ReportMaker reports_;
};

// Rows of one kind of work: p50 and p99 beside those of the small log.
struct Pair {
  Pair(const std::string& what, const std::string& small, const std::string& large)
      : median{absl::StrCat(what, ", ", large, " facts, median"), "µs",
               absl::StrCat("the same at ", small), Goal{1.25, 1.25, Better::kLower}},
        p99{absl::StrCat(what, ", ", large, " facts, p99"), "µs",
            absl::StrCat("the same at ", small), Goal{2, 2, Better::kLower}} {}
  void Add(const LoadResult& large, const LoadResult& small) {
    median.Add(large.median_us, small.median_us);
    p99.Add(large.p99_us, small.p99_us);
  }
  void GoTo(Report& report) {
    report.Add(std::move(median));
    report.Add(std::move(p99));
  }
  Row median;
  Row p99;
};

void MeasureAt(const Options& options, Grown& small, const std::string& small_name, size_t facts,
               Report& report) {
  const std::string name = Readable(static_cast<double>(facts));
  Grown large(options, facts);
  Row bytes{absl::StrCat("bytes of the log per fact, ", name, " facts"), "bytes",
            absl::StrCat("the same at ", small_name), Goal{1.25, 1.25, Better::kLower}};
  bytes.Add(large.BytesPerFact(), small.BytesPerFact());
  // Both were started just now. What follows is measured with all states in memory that fit.
  Row first{absl::StrCat("first command of an ente after a start, ", name, " facts, median"), "µs",
            absl::StrCat("the same at ", small_name)};
  first.Add(large.TouchEnti().median_us, small.TouchEnti().median_us);
  Pair alone("command alone", small_name, name);
  Pair crowd("command, 64 in flight", small_name, name);
  Pair objective("point read alone", small_name, name);
  Pair overview("overview alone", small_name, name);
  // Few commands, so that the small log stays small.
  for (size_t round = 0; round < options.rounds(); ++round) {
    const auto both = [&](Pair& pair, const auto& measure) {
      const LoadResult large_result = measure(large);
      pair.Add(large_result, measure(small));
    };
    both(alone, [&](Grown& grown) { return grown.Append(1, options.Scaled(400)); });
    both(crowd, [&](Grown& grown) { return grown.Append(64, options.Scaled(3'000)); });
    both(objective, [&](Grown& grown) { return grown.ReadObjectives(options.Scaled(5'000)); });
    both(overview, [&](Grown& grown) { return grown.ReadOverviews(options.Scaled(3'000)); });
  }
  report.Add(std::move(first));
  alone.GoTo(report);
  crowd.GoTo(report);
  objective.GoTo(report);
  overview.GoTo(report);
  report.Add(std::move(bytes));

  Row clean{absl::StrCat("start to ready after a clean stop, ", name, " facts"), "s",
            "what is allowed", Goal{1, 1, Better::kLower}};
  Row killed = clean;
  killed.name = absl::StrCat("start to ready after a kill, ", name, " facts");
  killed.limit_name = "what is allowed, and the tail's own time";
  for (size_t i = 0; i < 3; ++i) {
    clean.Add(large.SecondsToReadyAfterStop(), kStartUpSeconds);
    double tail_seconds = 0;
    const double ready = large.SecondsToReadyAfterKill(options.Scaled(kTailReports), tail_seconds);
    killed.Add(ready, kStartUpSeconds + tail_seconds);
  }
  report.Add(std::move(clean));
  report.Add(std::move(killed));
}

}  // namespace

void MeasureGrowth(const Options& options, Report& report) {
  constexpr size_t kSmall = 10'000;
  Grown small(options, kSmall);
  const std::string name = Readable(kSmall);
  MeasureAt(options, small, name, options.quick ? 50'000 : 1'000'000, report);
  if (options.large) MeasureAt(options, small, name, 10'000'000, report);
}

}  // namespace traguardo::benchmarks
