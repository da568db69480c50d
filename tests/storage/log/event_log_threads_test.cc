// Readers beside the writer: they never see a fact before it is published, and never half of one.

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "storage/checker/checker.h"
#include "storage/log/event_log.h"
#include "tests/storage/ledger.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_directory.h"

namespace traguardo::storage {
namespace {

using traguardo::testing::IsOk;

// Everything a reader can ask, once. Empty, or what it should not have seen.
std::string LookAround(const EventLog& log) {
  const Position before = log.head();
  if (before == 0) return "";
  const absl::StatusOr<StoredFact> last = log.Read(before);
  if (!last.ok()) return "the head cannot be read: " + last.status().ToString();
  const absl::StatusOr<DecodedHeader> header = Ledger::Decode(last->envelope);
  if (!header.ok() || header->position != before) return "the head reads as another fact";
  const absl::StatusOr<StoredRequest> request =
      log.FindRequest({header->ente, header->principal, *header->command_hash});
  if (!request.ok()) return "a published fact has no request";
  const absl::StatusOr<Revision> revision = log.LastRevision(header->ente, header->stream);
  if (!revision.ok() || *revision < header->revision) return "a stream ends before its fact";
  const absl::StatusOr<std::vector<StreamEntry>> entries =
      log.ListStreams(header->ente, "", ~Position{0}, 1'000'000, nullptr);
  if (!entries.ok()) return entries.status().ToString();
  for (const StreamEntry& entry : *entries) {
    if (entry.position > log.head()) return "the stream index runs ahead of the head";
  }
  Position seen = 0;
  const absl::Status scanned =
      log.Scan(before > 50 ? before - 50 : 1, ~Position{0}, [&](const FactView& fact) {
        seen = fact.position;
        return absl::OkStatus();
      });
  if (!scanned.ok()) return scanned.ToString();
  if (seen < before || seen > log.head()) return "a scan ends elsewhere than at the head";
  const TreeHead tree_head = log.tree_head();
  if (tree_head.size < before || tree_head.size > log.head()) return "the tree head is elsewhere";
  return "";
}

TEST(EventLogThreadsTest, ReadersSeePublishedFactsAndNothingElse) {
  testing::TemporaryDirectory directory;
  Ledger ledger;
  TRAGUARDO_ASSERT_OK_AND_ASSIGN(
      const auto log, EventLog::Open({.directory = directory.File("log"),
                                      .create_if_missing = true,
                                      .write_buffer_bytes = 64 << 10}));  // flushes all the time
  std::atomic<bool> done{false};
  std::vector<std::string> troubles(3);
  std::vector<int> looks(3, 0);
  std::vector<std::thread> readers;
  for (size_t reader = 0; reader < troubles.size(); ++reader) {
    readers.emplace_back([&, reader] {
      while (!done && troubles[reader].empty()) {
        troubles[reader] = LookAround(*log);
        ++looks[reader];
      }
    });
  }
  readers.emplace_back([&] {
    for (int i = 0; !done; ++i) {
      const std::string key = "key " + std::to_string(i % 7);
      if (!log->PutOperational(key, key).ok() || !log->GetOperational(key).ok()) break;
    }
  });
  absl::Status appended;
  for (int group = 0; group < 150 && appended.ok(); ++group) {
    appended = ledger.AppendTo(*log, 4, 3, 200);
  }
  done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_THAT(appended, IsOk());
  for (size_t reader = 0; reader < troubles.size(); ++reader) {
    EXPECT_EQ(troubles[reader], "");
    EXPECT_GT(looks[reader], 0);
  }
  EXPECT_EQ(ledger.FindLoss(*log), "");
  EXPECT_THAT(log->failure(), IsOk());
}

TEST(EventLogThreadsTest, ACopyTakenWhileGroupsAreWrittenIsAWholeLog) {
  testing::TemporaryDirectory directory;
  Ledger ledger;
  TRAGUARDO_ASSERT_OK_AND_ASSIGN(const auto log, EventLog::Open({.directory = directory.File("log"),
                                                                 .create_if_missing = true}));
  ASSERT_THAT(ledger.AppendTo(*log, 10, 10), IsOk());
  std::atomic<bool> done{false};
  absl::Status appended;
  std::thread writer([&] {
    while (!done && appended.ok()) appended = ledger.AppendTo(*log, 4, 10);
  });
  std::vector<std::pair<std::string, Position>> copies;
  absl::Status copied;
  for (int copy = 0; copy < 5 && copied.ok(); ++copy) {
    copies.emplace_back(directory.File("copy " + std::to_string(copy)), log->head());
    copied = log->CopyTo(copies.back().first);
  }
  done = true;
  writer.join();
  ASSERT_THAT(appended, IsOk());
  ASSERT_THAT(copied, IsOk());
  for (const auto& [path, head] : copies) {
    TRAGUARDO_ASSERT_OK_AND_ASSIGN(const CheckReport report,
                                   CheckLog({.directory = path, .decode = Ledger::Decode}));
    EXPECT_TRUE(report.ok()) << report.findings.front().what;
    EXPECT_GE(report.facts, head);
    EXPECT_EQ(report.facts % 10, 0u);
    TRAGUARDO_ASSERT_OK_AND_ASSIGN(const auto opened, EventLog::Open({.directory = path}));
    EXPECT_EQ(opened->log_id(), log->log_id());
  }
  EXPECT_FALSE(log->CopyTo(copies.front().first).ok()) << "over an older copy";
  EXPECT_THAT(log->failure(), IsOk());
}

}  // namespace
}  // namespace traguardo::storage
