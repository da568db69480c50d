#include "tests/crash/offline_check.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/domain/values/rome_calendar.h"
#include "services/runtime/projector/view_builder.h"
#include "services/runtime/views/live_views.h"
#include "services/runtime/views/view_row.h"
#include "services/server/decode_header.h"
#include "storage/checker/checker.h"
#include "storage/log/event_log.h"
#include "storage/views/view_generations.h"
#include "storage/views/view_store.h"

namespace traguardo::crash {
namespace {

namespace fs = std::filesystem;

using Rows = std::map<std::string, std::string>;

constexpr uint64_t kCacheBytes = 8 << 20;
// One damage shows in many places; what the clients lost must be told as well.
constexpr size_t kFindings = 4;

absl::StatusOr<Rows> ReadRows(const storage::ViewStore& store) {
  Rows rows;
  std::string after;
  bool more = true;
  while (more) {
    const absl::StatusOr<bool> scanned =
        store.Scan({.after = after}, [&](std::string_view key, std::string_view value) {
          after = std::string(key);
          rows.emplace(key, value);
          return true;
        });
    if (!scanned.ok()) return scanned.status();
    more = *scanned;
  }
  rows.erase(std::string(runtime::kLogIdKey));  // says whose rows they are, not what they say
  return rows;
}

absl::StatusOr<std::unique_ptr<storage::ViewStore>> OpenStore(const std::string& directory) {
  storage::ViewStoreOptions options;
  options.directory = directory;
  options.block_cache_bytes = kCacheBytes;
  return storage::ViewStore::Open(options);
}

absl::StatusOr<Rows> RowsBuiltAnew(const storage::EventLog& log, const std::string& directory,
                                   storage::Position position) {
  absl::StatusOr<domain::RomeCalendar> calendar = domain::RomeCalendar::Load();
  if (!calendar.ok()) return calendar.status();
  auto store = OpenStore(directory);
  if (!store.ok()) return store.status();
  auto generation = std::make_shared<runtime::ViewGeneration>();
  generation->store = *std::move(store);
  runtime::ViewBuilder builder(log, *calendar, generation, runtime::ViewBuilderOptions());
  const runtime::BatchLimits limits{/*facts=*/200'000, /*bytes=*/64 << 20, /*rows=*/20'000};
  while (builder.checkpoint() < position) {
    if (absl::Status stepped = builder.Step(limits, position); !stepped.ok()) return stepped;
  }
  return ReadRows(*generation->store);
}

// Empty when the live views are what the log says at their checkpoint.
std::string CompareViews(const storage::EventLog& log, const std::string& views,
                         const std::string& scratch) {
  const std::string copy = scratch + "/views";
  fs::copy(views, copy, fs::copy_options::recursive);
  const auto generations = storage::ViewGenerations::Open(copy);
  if (!generations.ok()) return generations.status().ToString();
  if ((*generations)->live().empty()) return "";
  const auto live = OpenStore((*generations)->DirectoryOf((*generations)->live()));
  if (!live.ok()) return live.status().ToString();
  const storage::Position position = (*live)->checkpoint();
  if (position > log.head()) {
    return absl::StrCat("stand at ", position, ", behind the log's end ", log.head());
  }
  const absl::StatusOr<Rows> found = ReadRows(**live);
  if (!found.ok()) return found.status().ToString();
  const absl::StatusOr<Rows> expected = RowsBuiltAnew(log, scratch + "/anew", position);
  if (!expected.ok()) return absl::StrCat("building anew: ", expected.status().ToString());
  if (*found == *expected) return "";
  const auto [here, there] =
      std::mismatch(found->begin(), found->end(), expected->begin(), expected->end());
  const std::string row = here != found->end() ? here->first : there->first;
  std::string printable;
  for (const char c : row) printable.push_back(c >= ' ' && c <= '~' ? c : '.');
  return absl::StrCat("at position ", position, " the row '", printable,
                      "' differs from the one built anew (", found->size(), " rows and ",
                      expected->size(), ")");
}

}  // namespace

void CheckOffline(const std::string& data_directory, const std::string& scratch_directory,
                  CommandLedger& ledger) {
  storage::CheckOptions check;
  check.directory = data_directory + "/log";
  check.decode = server::DecodeHeader;
  check.block_cache_bytes = kCacheBytes;
  check.finding_limit = kFindings;
  const absl::StatusOr<storage::CheckReport> report = storage::CheckLog(check);
  if (!report.ok()) {
    // Killed before the log was made whole for the first time: nothing can have been accepted.
    const bool is_not_made = absl::IsFailedPrecondition(report.status());
    if (!is_not_made || ledger.counts().accepted > 0) {
      ledger.AddViolation(absl::StrCat("checker: ", report.status().ToString()));
    }
    return;
  }
  for (const storage::CheckFinding& finding : report->findings) {
    ledger.AddViolation(absl::StrCat("checker: ", std::string(storage::CheckAreaName(finding.area)),
                                     " #", finding.position, ": ", finding.what));
  }
  storage::EventLogOptions options;
  options.directory = check.directory;
  options.read_only = true;
  options.block_cache_bytes = kCacheBytes;
  const auto log = storage::EventLog::Open(options);
  if (!log.ok()) {
    ledger.AddViolation(absl::StrCat("opening the log: ", log.status().ToString()));
    return;
  }
  ledger.CompareWith(**log);
  fs::remove_all(scratch_directory);
  fs::create_directories(scratch_directory);
  const std::string views = data_directory + "/views";
  if (!fs::exists(views)) return;
  if (const std::string wrong = CompareViews(**log, views, scratch_directory); !wrong.empty()) {
    ledger.AddViolation(absl::StrCat("views: ", wrong));
  }
}

}  // namespace traguardo::crash
