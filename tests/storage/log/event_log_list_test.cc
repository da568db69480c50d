// Entries of many streams in the order of positions, from the middle: what a page of facts costs
// must not depend on how many facts lie before it.

#include <gtest/gtest.h>
#include <rocksdb/perf_context.h>
#include <rocksdb/perf_level.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "storage/log/event_log.h"
#include "tests/storage/ledger.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_directory.h"

namespace traguardo::storage {
namespace {

using traguardo::testing::IsOk;

bool Everything(std::string_view) { return true; }

class EventLogListTest : public ::testing::Test {
 protected:
  EventLogListTest() {
    EventLogOptions options;
    options.directory = directory_.File("log");
    options.create_if_missing = true;
    options.write_buffer_bytes = 32 << 20;  // holds all of a test
    auto log = EventLog::Open(options);
    EXPECT_THAT(log, IsOk());
    log_ = *std::move(log);
  }

  // Everything of one ente in the order of positions, from what was written.
  std::vector<Position> Expected(std::string_view ente, std::string_view prefix, Position after,
                                 Position up_to, size_t limit) const {
    std::vector<Position> positions;
    for (const Ledger::Fact& fact : ledger_.facts()) {
      const bool is_listed = fact.ente == ente && fact.stream.starts_with(prefix) &&
                             fact.position > after && fact.position <= up_to;
      if (is_listed && positions.size() < limit) positions.push_back(fact.position);
    }
    return positions;
  }

  std::vector<Position> Listed(std::string_view ente, std::string_view prefix, Position after,
                               Position up_to, size_t limit) const {
    const auto entries = log_->ListAfter(ente, prefix, Everything, after, up_to, limit);
    EXPECT_THAT(entries, IsOk());
    std::vector<Position> positions;
    for (const StreamEntry& entry : *entries) {
      const Ledger::Fact& fact = ledger_.facts()[entry.position - 1];
      EXPECT_EQ(entry.stream, fact.stream);
      EXPECT_EQ(entry.revision, fact.revision);
      positions.push_back(entry.position);
    }
    return positions;
  }

  testing::TemporaryDirectory directory_;
  std::unique_ptr<EventLog> log_;
  Ledger ledger_{7};
};

TEST_F(EventLogListTest, ListsWhatLiesBehindAPositionInTheOrderOfTheLog) {
  for (int i = 0; i < 20; ++i) ASSERT_THAT(ledger_.AppendTo(*log_, 6, 3), IsOk());
  const Position head = log_->head();
  for (const std::string_view ente : {"ente0", "ente1", "nobody"}) {
    for (const Position after : {Position{0}, Position{1}, head / 3, head - 1, head, head + 9}) {
      for (const Position up_to : {Position{0}, head / 2, head, head + 9}) {
        for (const size_t limit : {size_t{0}, size_t{1}, size_t{10}, size_t{1000}}) {
          EXPECT_EQ(Listed(ente, "", after, up_to, limit), Expected(ente, "", after, up_to, limit))
              << ente << " after " << after << " up to " << up_to << ", " << limit;
        }
      }
    }
  }
}

TEST_F(EventLogListTest, ListsTheChosenStreamsOnly) {
  for (int i = 0; i < 10; ++i) ASSERT_THAT(ledger_.AppendTo(*log_, 6, 3), IsOk());
  const std::string chosen = ledger_.facts().front().stream;
  const auto entries = log_->ListAfter(
      ledger_.facts().front().ente, "", [&](std::string_view stream) { return stream == chosen; },
      0, log_->head(), 1000);
  ASSERT_THAT(entries, IsOk());
  ASSERT_FALSE(entries->empty());
  for (size_t i = 0; i < entries->size(); ++i) {
    EXPECT_EQ((*entries)[i].stream, chosen);
    EXPECT_EQ((*entries)[i].revision, i + 1);
  }
}

TEST_F(EventLogListTest, APageCostsWhatItShowsAndNotWhatLiesBefore) {
  constexpr int kFacts = 20000;
  const std::string salt(kSaltBytes, 's');
  std::vector<std::string> streams;
  for (int i = 0; i < 20; ++i) streams.push_back(absl::StrCat("plans/2024/objectives/ob-", i));
  std::map<std::string, Revision> revisions;
  for (int i = 0; i < kFacts;) {
    AppendGroup group;
    for (int end = i + 2000; i < end; ++i) {
      const std::string& stream = streams[i % streams.size()];
      group.facts.push_back({static_cast<Position>(i + 1), "ente", stream, ++revisions[stream],
                             "an envelope", "", salt});
    }
    ASSERT_THAT(log_->Append(group), IsOk());
  }
  rocksdb::SetPerfLevel(rocksdb::PerfLevel::kEnableCount);
  const auto steps_of_page = [&](Position after) {
    rocksdb::get_perf_context()->Reset();
    const auto page = log_->ListAfter("ente", "plans/2024", Everything, after, kFacts, 50);
    EXPECT_THAT(page, IsOk());
    EXPECT_EQ(page->size(), 50u);
    EXPECT_EQ(page->front().position, after + 1);
    const rocksdb::PerfContext& counted = *rocksdb::get_perf_context();
    return counted.seek_on_memtable_count + counted.next_on_memtable_count +
           counted.prev_on_memtable_count;
  };
  const uint64_t first = steps_of_page(0);
  const uint64_t last = steps_of_page(kFacts - 50);
  rocksdb::SetPerfLevel(rocksdb::PerfLevel::kDisable);
  EXPECT_GT(first, 0u);
  // Twenty streams, each with a thousand entries to find the first wanted one in.
  EXPECT_LT(first, 500u);
  EXPECT_LT(last, 1000u);
}

}  // namespace
}  // namespace traguardo::storage
