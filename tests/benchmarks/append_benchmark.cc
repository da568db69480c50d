#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/benchmarks/benchmarks.h"
#include "tests/benchmarks/byte_load.h"
#include "tests/benchmarks/limit_servers.h"
#include "tests/benchmarks/rocks_limit.h"
#include "tests/benchmarks/server_under_test.h"
#include "tests/benchmarks/world.h"

namespace traguardo::benchmarks {
namespace {

constexpr char kRecordProgress[] = "/traguardo.api.v1.MonitoringService/RecordProgress";
constexpr Goal kBesideEcho{0.40, 0.55};
constexpr Goal kAloneBesideEchoAndSync{1.6, 1.2, Better::kLower};

// The size of an answer to RecordProgress.
size_t ReplyBytes(const ServerUnderTest& server, const std::vector<grpc::ByteBuffer>& requests) {
  size_t bytes = 0;
  UnaryLoad load;
  load.method = kRecordProgress;
  load.requests = &requests;
  load.calls = 1;
  load.check = [&](const grpc::ByteBuffer& reply) { bytes = reply.Length(); };
  DriveUnary(server.segretario(), load);
  return bytes;
}

class Appends {
 public:
  explicit Appends(const Options& options)
      : options_(options),
        server_(options.server, World{.enti = 256}),
        echo_(options.self, kEchoArgument),
        reply_bytes_(ReplyBytes(server_, reports_.UnaryRequests(1))) {}

  void Measure(size_t in_flight, Report& report) {
    const std::string name = absl::StrCat("durable command a call, ", in_flight, " in flight");
    Row beside_echo{name, "/s", "gRPC echo of the same bytes"};
    if (in_flight >= 64) beside_echo.goal = kBesideEcho;
    Row beside_rocks{name, "/s", absl::StrCat("RocksDB, ", in_flight, " threads × 1, synced")};
    Row median{absl::StrCat(name, ", median"), "µs", "echo + one fdatasync"};
    median.goal = kAloneBesideEchoAndSync;
    const size_t calls = options_.Scaled(in_flight == 1    ? 4'000
                                         : in_flight == 16 ? 16'000
                                                           : 30'000);
    for (size_t round = 0; round < options_.rounds(); ++round) {
      const LoadResult ours = DriveServer(in_flight, calls);
      const LoadResult echoed = DriveEcho(in_flight, calls);
      const double rocks = rocks_.Write(in_flight, 1, calls / in_flight + 1);
      beside_echo.Add(ours.per_second, echoed.per_second);
      beside_rocks.Add(ours.per_second, rocks);
      if (in_flight == 1) {
        median.Add(ours.median_us, echoed.median_us + file_.MedianMicroseconds(1 + calls / 4));
      }
    }
    report.Note(absl::StrCat(name, ": ", Readable(commands_per_sync_), " commands a synced write"));
    report.Add(std::move(beside_echo));
    report.Add(std::move(beside_rocks));
    if (in_flight == 1) report.Add(std::move(median));
  }

 private:
  LoadResult DriveServer(size_t in_flight, size_t calls) {
    const std::vector<grpc::ByteBuffer> requests = reports_.UnaryRequests(calls);
    UnaryLoad load;
    load.method = kRecordProgress;
    load.requests = &requests;
    load.calls = calls;
    load.in_flight = in_flight;
    const uint64_t before = server_.Head();
    const uint64_t groups_before = ReadStatus(server_.amministratore()).groups_count();
    const LoadResult result = DriveUnary(server_.segretario(), load);
    const uint64_t groups = ReadStatus(server_.amministratore()).groups_count() - groups_before;
    commands_per_sync_ = static_cast<double>(calls) / static_cast<double>(groups);
    server_.RequireGrowth(before, calls);
    // The views catch up outside the limits' time, which they would otherwise spoil.
    server_.AwaitViews();
    return result;
  }

  LoadResult DriveEcho(size_t in_flight, size_t calls) {
    const std::vector<grpc::ByteBuffer> requests =
        ReportMaker(server_.world(), "echo").UnaryRequests(calls);
    UnaryLoad load;
    load.method = ReplyMethod(reply_bytes_);
    load.requests = &requests;
    load.calls = calls;
    load.in_flight = in_flight;
    return DriveUnary(echo_.target(), load);
  }

  const Options& options_;
  const ServerUnderTest server_;
  const LimitServer echo_;
  RocksLimit rocks_;
  SyncedFile file_;
  ReportMaker reports_{server_.world(), "unary"};
  const size_t reply_bytes_;
  // In the last round.
  double commands_per_sync_ = 0;
};

}  // namespace

void MeasureAppends(const Options& options, Report& report) {
  Appends appends(options);
  for (const size_t in_flight : {1, 16, 64, 256}) appends.Measure(in_flight, report);
}

}  // namespace traguardo::benchmarks
