#include <atomic>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/benchmarks/benchmarks.h"
#include "tests/benchmarks/byte_load.h"
#include "tests/benchmarks/limit_servers.h"
#include "tests/benchmarks/server_under_test.h"
#include "tests/benchmarks/watchers.h"
#include "tests/benchmarks/world.h"
#include "traguardo/api/v1/projection_service.pb.h"

namespace traguardo::benchmarks {
namespace {

constexpr char kWatch[] = "/traguardo.api.v1.ProjectionService/Watch";
constexpr char kRecordProgress[] = "/traguardo.api.v1.MonitoringService/RecordProgress";
// A message with a row is longer, a heartbeat shorter.
constexpr size_t kMinRowBytes = 300;

// Watchers of the objectives of one ente; ready once all of them have their snapshot.
class Audience {
 public:
  Audience(const ServerUnderTest& server, size_t ente, size_t count)
      : server_(server),
        count_(count),
        reports_(server.world(), absl::StrCat("watched-", ente), ente, 1),
        watchers_(server.NewSegretario(), kWatch, Request(ente), count,
                  [this](const grpc::ByteBuffer& message) { return Counts(message); }) {
    watchers_.Await(count_);
    has_snapshot_.store(true);
  }

  // From sending a report to its row being with the last of them; the median, in microseconds.
  double ReachAll(size_t changes) {
    std::vector<double> times;
    for (size_t i = 0; i < changes; ++i) {
      const std::vector<grpc::ByteBuffer> requests = reports_.UnaryRequests(1);
      UnaryLoad load;
      load.method = kRecordProgress;
      load.requests = &requests;
      load.calls = 1;
      const Stopwatch time;
      DriveUnary(server_.segretario(), load);
      watchers_.Await(count_ * (2 + changes_++));
      times.push_back(time.Microseconds());
    }
    return Percentile(std::move(times), 0.5);
  }

  size_t row_bytes() const { return watchers_.last_bytes(); }

 private:
  static grpc::ByteBuffer Request(size_t ente) {
    api::v1::WatchRequest request;
    request.set_plan(PlanName(ente));
    request.add_views(api::v1::WATCHED_VIEW_OBJECTIVES);
    return ToBytes(request);
  }

  // The end of the snapshot, then every row. Only the former has to be looked into.
  bool Counts(const grpc::ByteBuffer& message) {
    if (has_snapshot_.load(std::memory_order_relaxed)) return message.Length() >= kMinRowBytes;
    api::v1::WatchResponse response;
    return FromBytes(message, response) && response.snapshot_complete();
  }

  const ServerUnderTest& server_;
  const size_t count_;
  ReportMaker reports_;
  std::atomic<bool> has_snapshot_{false};
  size_t changes_ = 0;
  Watchers watchers_;
};

// The same from a bare server: a call that makes it push, until the last stream has it.
class BareAudience {
 public:
  BareAudience(const LimitServer& echo, size_t count)
      : target_(Connect(echo.address(), "")),
        count_(count),
        watchers_(target_, kSubscribeMethod, ToBytes(std::string("x")), count,
                  [](const grpc::ByteBuffer&) { return true; }) {
    watchers_.Await(count_);
  }

  double ReachAll(size_t pushes, size_t bytes) {
    const std::vector<grpc::ByteBuffer> requests = {ToBytes(std::string("x"))};
    std::vector<double> times;
    for (size_t i = 0; i < pushes; ++i) {
      UnaryLoad load;
      load.method = PushMethod(bytes);
      load.requests = &requests;
      load.calls = 1;
      const Stopwatch time;
      DriveUnary(target_, load);
      watchers_.Await(count_ * (2 + pushes_++));
      times.push_back(time.Microseconds());
    }
    return Percentile(std::move(times), 0.5);
  }

 private:
  const Target target_;
  const size_t count_;
  size_t pushes_ = 0;
  Watchers watchers_;
};

}  // namespace

void MeasureWatch(const Options& options, Report& report) {
  const size_t many = options.quick ? 100 : 1000;
  const size_t changes = options.quick ? 3 : 15;
  const ServerUnderTest server(options.server, World{.enti = 2});
  const LimitServer echo(options.self, kEchoArgument);
  Audience one(server, 0, 1);
  Audience all(server, 1, many);
  BareAudience bare(echo, many);
  Row fan_out{absl::StrCat("a change reaches ", many, " watchers"), "µs", "it reaches one watcher",
              Goal{3, 3, Better::kLower}};
  Row rate{absl::StrCat("rows pushed to ", many, " watchers"), "/s", "", Goal{0.8, 0.8}};
  all.ReachAll(1);
  for (size_t round = 0; round < options.rounds(); ++round) {
    const double reached_all = all.ReachAll(changes);
    fan_out.Add(reached_all, one.ReachAll(changes));
    const auto messages = static_cast<double>(many) * 1e6;
    rate.Add(messages / reached_all, messages / bare.ReachAll(changes, all.row_bytes()));
  }
  rate.limit_name = absl::StrCat("bare streams, ", all.row_bytes(), " bytes each");
  report.Add(std::move(fan_out));
  report.Add(std::move(rate));
}

}  // namespace traguardo::benchmarks
