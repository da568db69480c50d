#include <cstddef>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "services/runtime/projector/projector.h"
#include "storage/log/event_log.h"
#include "tests/benchmarks/benchmarks.h"
#include "tests/benchmarks/server_in_process.h"
#include "tests/benchmarks/world.h"

namespace traguardo::benchmarks {
namespace {

// Facts per second of reading the log from end to end and looking at each byte's place, no more.
double ScanLog(const storage::EventLog& log, size_t& bytes) {
  size_t facts = 0;
  bytes = 0;
  const Stopwatch time;
  const absl::Status scanned = log.Scan(1, log.head(), [&](const storage::FactView& fact) {
    ++facts;
    bytes += fact.envelope.size() + fact.private_part.size();
    return absl::OkStatus();
  });
  const double seconds = time.Seconds();
  Require(scanned.ok() && facts == log.head(), "the scan does not see every fact");
  return static_cast<double>(facts) / seconds;
}

double Rebuild(server::Core& core) {
  absl::Notification done;
  absl::Status ended;
  runtime::RebuildProgress last;
  const Stopwatch time;
  const absl::Status begun =
      core.projector().Rebuild([&](const runtime::RebuildProgress& progress) { last = progress; },
                               [&](absl::Status status) {
                                 ended = std::move(status);
                                 done.Notify();
                               });
  Require(begun.ok(), begun.ToString());
  done.WaitForNotification();
  const double seconds = time.Seconds();
  Require(ended.ok() && last.switched && last.position == core.log().head(),
          "the rebuild did not end at the log's head");
  return static_cast<double>(last.position) / seconds;
}

}  // namespace

void MeasureRebuild(const Options& options, Report& report) {
  // Twenty reports on each objective, as a busy year has them.
  const World world{.enti = options.quick ? 8u : 160u};
  ServerInProcess server(world, world.set_up_facts() + world.objectives() * 20);
  Row row{absl::StrCat("rebuild of all views, ",
                       Readable(static_cast<double>(server.core().log().head())), " facts"),
          "facts/s", "", Goal{0.4, 0.8}};
  size_t bytes = 0;
  for (size_t round = 0; round < options.rounds(); ++round) {
    const double rebuilt = Rebuild(server.core());
    row.Add(rebuilt, ScanLog(server.core().log(), bytes));
  }
  row.limit_name = absl::StrCat("raw scan of the same log, ", bytes / server.core().log().head(),
                                " bytes a fact");
  report.Add(std::move(row));
}

}  // namespace traguardo::benchmarks
