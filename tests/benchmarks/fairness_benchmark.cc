#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "tests/benchmarks/benchmarks.h"
#include "tests/benchmarks/byte_load.h"
#include "tests/benchmarks/server_under_test.h"
#include "tests/benchmarks/world.h"

namespace traguardo::benchmarks {
namespace {

constexpr char kRecordProgress[] = "/traguardo.api.v1.MonitoringService/RecordProgress";
constexpr size_t kCommandsOfMessage = 100;

// Imports into one ente as fast as the server takes it, until it is told to stop.
class Import {
 public:
  Import(const ServerUnderTest& server, ReportMaker& reports)
      : thread_([this, target = server.NewSegretario(), &reports] {
          FactsLoad load;
          load.commands_per_message = kCommandsOfMessage;
          load.next = [&]() -> std::optional<grpc::ByteBuffer> {
            if (stopping_.load()) return std::nullopt;
            // By the fifth message it is under way.
            if (++sent_ == 5) running_.Notify();
            return reports.StreamMessage(kCommandsOfMessage);
          };
          result_ = DriveRecordFacts(target, load);
        }) {
    running_.WaitForNotification();
  }

  FactsResult Stop() {
    stopping_.store(true);
    thread_.join();
    return result_;
  }

 private:
  std::atomic<bool> stopping_{false};
  absl::Notification running_;
  size_t sent_ = 0;
  FactsResult result_;
  std::thread thread_;
};

}  // namespace

void MeasureFairness(const Options& options, Report& report) {
  const ServerUnderTest server(options.server, World{.enti = 2, .objectives_per_ente = 100});
  ReportMaker person(server.world(), "person", 0, 1);
  ReportMaker import(server.world(), "import", 1, 1);
  const size_t calls = options.Scaled(1'000);
  const auto work = [&] {
    const std::vector<grpc::ByteBuffer> requests = person.UnaryRequests(calls);
    UnaryLoad load;
    load.method = kRecordProgress;
    load.requests = &requests;
    load.calls = calls;
    return DriveUnary(server.segretario(), load);
  };
  Row p99{"one caller while another ente is imported, p99", "µs", "idle p99",
          Goal{3, 3, Better::kLower}};
  Row median{"one caller while another ente is imported, median", "µs", "idle median"};
  std::vector<double> import_rates;
  for (size_t round = 0; round < options.rounds(); ++round) {
    server.AwaitViews();
    const LoadResult idle = work();
    const uint64_t before = server.Head();
    Import running(server, import);
    const LoadResult busy = work();
    const FactsResult imported = running.Stop();
    server.RequireGrowth(before, calls + imported.accepted);
    p99.Add(busy.p99_us, idle.p99_us);
    median.Add(busy.median_us, idle.median_us);
    import_rates.push_back(imported.per_second);
  }
  report.Add(std::move(p99));
  report.Add(std::move(median));
  report.Note(absl::StrCat("fairness: the import went on at ",
                           Readable(SpreadOf(std::move(import_rates)).median), " facts/s"));
}

}  // namespace traguardo::benchmarks
