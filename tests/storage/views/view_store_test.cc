// One generation of views: rows and checkpoint together, pages of rows, survival.

#include "storage/views/view_store.h"

#include <gtest/gtest.h>
#include <rocksdb/env.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tests/storage/faulty_file_system.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_directory.h"

namespace traguardo::storage {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using traguardo::testing::IsOk;
using traguardo::testing::IsOkAndHolds;
using traguardo::testing::StatusIs;

class ViewStoreTest : public ::testing::Test {
 protected:
  void SetUp() override { Open(); }

  void Open() {
    store_.reset();
    TRAGUARDO_ASSERT_OK_AND_ASSIGN(store_, ViewStore::Open({.directory = directory_.File("v")}));
  }

  void OpenAsAfterAKill() {
    testing::CopyOfOneMoment(directory_.File("v"), directory_.File("killed"));
    TRAGUARDO_ASSERT_OK_AND_ASSIGN(store_,
                                   ViewStore::Open({.directory = directory_.File("killed")}));
  }

  void Put(const std::map<std::string, std::string>& rows, Position checkpoint,
           Durability durability = Durability::kKill) {
    for (const auto& [key, value] : rows) batch_.Put(key, value);
    ASSERT_THAT(store_->Write(batch_, checkpoint, durability), IsOk());
  }

  struct Page {
    std::vector<std::string> keys;
    bool more = false;
  };
  Page Scan(const ViewScan& scan) {
    Page page;
    const absl::StatusOr<bool> more =
        store_->Scan(scan, [&](std::string_view key, std::string_view value) {
          EXPECT_EQ(value, "of " + std::string(key));
          page.keys.emplace_back(key);
          return true;
        });
    EXPECT_THAT(more, IsOk());
    page.more = more.ok() && *more;
    return page;
  }

  testing::TemporaryDirectory directory_;
  ViewBatch batch_;
  std::unique_ptr<ViewStore> store_;
};

TEST_F(ViewStoreTest, ANewStoreIsEmptyAtCheckpointZero) {
  EXPECT_EQ(store_->checkpoint(), 0u);
  EXPECT_THAT(store_->Get("a"), IsOkAndHolds(std::nullopt));
  EXPECT_THAT(Scan({}).keys, IsEmpty());
}

TEST_F(ViewStoreTest, RowsAndCheckpointMoveTogetherAndSurviveAClose) {
  Put({{"a", "of a"}, {"b", "of b"}}, 7);
  EXPECT_EQ(batch_.change_count(), 0u);
  batch_.Put("c", "of c");
  batch_.Delete("a");
  EXPECT_EQ(batch_.change_count(), 2u);
  ASSERT_THAT(store_->Write(batch_, 9), IsOk());
  EXPECT_EQ(store_->checkpoint(), 9u);
  Open();
  EXPECT_EQ(store_->checkpoint(), 9u);
  EXPECT_THAT(store_->Get("a"), IsOkAndHolds(std::nullopt));
  EXPECT_THAT(store_->Get("b"), IsOkAndHolds(std::optional<std::string>("of b")));
  EXPECT_THAT(Scan({}).keys, ElementsAre("b", "c"));
}

TEST_F(ViewStoreTest, AfterAKillItStandsAtTheLastWrite) {
  Put({{"a", "of a"}}, 5);
  ASSERT_THAT(store_->Flush(), IsOk());
  Put({{"a", "newer"}, {"b", "of b"}}, 6);
  OpenAsAfterAKill();
  EXPECT_EQ(store_->checkpoint(), 6u);
  EXPECT_THAT(store_->Get("a"), IsOkAndHolds(std::optional<std::string>("newer")));
  EXPECT_THAT(Scan({.after = "a"}).keys, ElementsAre("b"));
}

TEST_F(ViewStoreTest, AfterAKillABulkFoldStandsAtTheLastFlushAsAWhole) {
  Put({{"a", "of a"}}, 5, Durability::kFlush);
  ASSERT_THAT(store_->Flush(), IsOk());
  Put({{"a", "newer"}, {"b", "of b"}}, 6, Durability::kFlush);
  OpenAsAfterAKill();
  EXPECT_EQ(store_->checkpoint(), 5u);
  EXPECT_THAT(store_->Get("a"), IsOkAndHolds(std::optional<std::string>("of a")));
  EXPECT_THAT(Scan({}).keys, ElementsAre("a"));
}

TEST_F(ViewStoreTest, NoWriteOutlivesAnEarlierOne) {
  Put({{"a", "of a"}}, 5, Durability::kFlush);
  Put({{"b", "of b"}}, 6);
  OpenAsAfterAKill();
  EXPECT_EQ(store_->checkpoint(), 6u);
  EXPECT_THAT(Scan({}).keys, ElementsAre("a", "b"));
}

// Or else the first live write after a bulk fold, asking for room that it does not need, would
// share the fate of rows that are long flushed.
TEST_F(ViewStoreTest, WhatWasFlushedIsNotFlushedAgainBeforeALiveWrite) {
  const auto files = std::make_shared<FaultyFileSystem>(1);
  const auto env = rocksdb::NewCompositeEnv(files);
  store_.reset();
  TRAGUARDO_ASSERT_OK_AND_ASSIGN(
      store_, ViewStore::Open({.directory = directory_.File("v"), .env = env.get()}));
  Put({{"a", "of a"}}, 5, Durability::kFlush);
  ASSERT_THAT(store_->Flush(), IsOk());
  files->SetFreeBytes(0);
  ASSERT_THAT(store_->CheckRoom(), StatusIs(absl::StatusCode::kResourceExhausted));
  Put({{"b", "of b"}}, 6);
  files->SetFreeBytes(std::nullopt);
  OpenAsAfterAKill();
  EXPECT_EQ(store_->checkpoint(), 6u);
  EXPECT_THAT(Scan({}).keys, ElementsAre("a", "b"));
}

TEST_F(ViewStoreTest, OfATornLogWhatComesBeforeIsKept) {
  Put({{"a", "of a"}}, 5);
  Put({{"a", "newer"}, {"b", std::string(1000, 'b')}}, 6);
  testing::CopyOfOneMoment(directory_.File("v"), directory_.File("killed"));
  int logs = 0;
  for (const auto& file : std::filesystem::directory_iterator(directory_.File("killed"))) {
    if (file.path().extension() != ".log" || file.file_size() == 0) continue;
    ++logs;
    std::filesystem::resize_file(file.path(), file.file_size() - 500);
  }
  ASSERT_EQ(logs, 1);
  TRAGUARDO_ASSERT_OK_AND_ASSIGN(store_, ViewStore::Open({.directory = directory_.File("killed")}));
  EXPECT_EQ(store_->checkpoint(), 5u);
  EXPECT_THAT(Scan({}).keys, ElementsAre("a"));
}

TEST_F(ViewStoreTest, ABatchTakesTheChangesOfAnother) {
  Put({{"a", "of a"}}, 5);
  batch_.Put("b", "of another");
  ViewBatch other;
  other.Put("b", "of b");
  other.Delete("a");
  batch_.Add(other);
  EXPECT_EQ(batch_.change_count(), 3u);
  ASSERT_THAT(store_->Write(batch_, 6), IsOk());
  EXPECT_THAT(Scan({}).keys, ElementsAre("b"));
  other.Put("", "v");
  batch_.Add(other);
  EXPECT_THAT(store_->Write(batch_, 7), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_F(ViewStoreTest, ScansWithinPrefixAndBounds) {
  Put({{"a", "of a"}, {"p/1", "of p/1"}, {"p/2", "of p/2"}, {"p/3", "of p/3"}, {"q", "of q"}}, 1);
  EXPECT_THAT(Scan({.prefix = "p/"}).keys, ElementsAre("p/1", "p/2", "p/3"));
  EXPECT_THAT(Scan({.prefix = "p/", .after = "p/1"}).keys, ElementsAre("p/2", "p/3"));
  EXPECT_THAT(Scan({.prefix = "p/", .after = "p/15"}).keys, ElementsAre("p/2", "p/3"));
  EXPECT_THAT(Scan({.prefix = "p/", .before = "p/3"}).keys, ElementsAre("p/1", "p/2"));
  EXPECT_THAT(Scan({.prefix = "p/", .after = "a", .before = "z"}).keys,
              ElementsAre("p/1", "p/2", "p/3"));
  EXPECT_THAT(Scan({.after = "p/2"}).keys, ElementsAre("p/3", "q"));
  EXPECT_THAT(Scan({.prefix = "p/", .after = "p/9"}).keys, IsEmpty());
  EXPECT_THAT(Scan({.after = "q", .before = "b"}).keys, IsEmpty());
  EXPECT_THAT(Scan({.prefix = "x"}).keys, IsEmpty());
}

TEST_F(ViewStoreTest, PagesSayWhetherMoreFollows) {
  Put({{"a", "of a"}, {"b", "of b"}, {"c", "of c"}}, 1);
  EXPECT_TRUE(Scan({.limit = 2}).more);
  EXPECT_FALSE(Scan({.limit = 3}).more);
  EXPECT_THAT(Scan({.after = "b", .limit = 2}).keys, ElementsAre("c"));
  EXPECT_FALSE(Scan({.after = "b", .limit = 2}).more);
  EXPECT_THAT(Scan({.limit = 0}).keys, IsEmpty());
  int visited = 0;
  const auto stop_at_once = [&](std::string_view, std::string_view) { return ++visited < 1; };
  EXPECT_THAT(store_->Scan({}, stop_at_once), IsOkAndHolds(true));
  EXPECT_EQ(visited, 1);
}

TEST_F(ViewStoreTest, RefusesKeysAndValuesOutOfBoundsAndWritesNothing) {
  const std::vector<std::pair<std::string, std::string>> refused = {
      {"", "v"},
      {std::string("\0own", 4), "v"},
      {std::string(kMaxViewKeyBytes + 1, 'k'), "v"},
      {"k", std::string(kMaxViewValueBytes + 1, 'v')}};
  for (const auto& [key, value] : refused) {
    batch_.Put("good", "of good");
    batch_.Put(key, value);
    EXPECT_THAT(store_->Write(batch_, 1), StatusIs(absl::StatusCode::kInvalidArgument));
    batch_.Clear();
  }
  batch_.Delete("");
  EXPECT_THAT(store_->Write(batch_, 1), StatusIs(absl::StatusCode::kInvalidArgument));
  batch_.Clear();
  EXPECT_EQ(store_->checkpoint(), 0u);
  EXPECT_THAT(Scan({}).keys, IsEmpty());
}

TEST_F(ViewStoreTest, TheCheckpointNeverGoesBack) {
  Put({{"a", "of a"}}, 5);
  Put({}, 5);
  batch_.Put("b", "of b");
  EXPECT_THAT(store_->Write(batch_, 4),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("go back from 5 to 4")));
  EXPECT_THAT(Scan({}).keys, ElementsAre("a"));
}

TEST_F(ViewStoreTest, SettlingMergesOldVersionsAwayAndChangesNothing) {
  const std::string padding(1000, 'x');
  for (Position version = 1; version <= 20; ++version) {
    for (int row = 0; row < 50; ++row) {
      batch_.Put("row " + std::to_string(row), std::to_string(version) + padding);
    }
    ASSERT_THAT(store_->Write(batch_, version), IsOk());
    ASSERT_THAT(store_->Flush(), IsOk());
  }
  ASSERT_THAT(store_->Settle(), IsOk());
  EXPECT_EQ(store_->checkpoint(), 20u);
  EXPECT_THAT(store_->Get("row 49"), IsOkAndHolds(std::optional<std::string>("20" + padding)));
  int rows = 0;
  const auto count = [&](std::string_view, std::string_view value) {
    EXPECT_EQ(value, "20" + padding);
    ++rows;
    return true;
  };
  ASSERT_THAT(store_->Scan({}, count), IsOkAndHolds(false));
  EXPECT_EQ(rows, 50);
}

TEST_F(ViewStoreTest, IsDestroyedWithItsDirectory) {
  Put({{"a", "of a"}}, 5);
  store_.reset();
  ASSERT_THAT(ViewStore::Destroy(directory_.File("v")), IsOk());
  EXPECT_FALSE(std::filesystem::exists(directory_.File("v")));
  EXPECT_THAT(ViewStore::Destroy(directory_.File("v")), IsOk());
  std::filesystem::create_directory(directory_.File("v"));
  std::ofstream(directory_.File("v") + "/left by an interrupted creation") << "x";
  EXPECT_THAT(ViewStore::Destroy(directory_.File("v")), IsOk());
  EXPECT_FALSE(std::filesystem::exists(directory_.File("v")));
  Open();
  EXPECT_EQ(store_->checkpoint(), 0u);
}

TEST_F(ViewStoreTest, CountsWhatItUses) {
  for (int i = 0; i < 1000; ++i) batch_.Put("key " + std::to_string(i), std::string(100, 'v'));
  EXPECT_GT(batch_.byte_count(), 100'000u);
  ASSERT_THAT(store_->Write(batch_, 3), IsOk());
  ASSERT_THAT(store_->Flush(), IsOk());
  TRAGUARDO_ASSERT_OK_AND_ASSIGN(const auto statistics, store_->ReadStatistics());
  EXPECT_EQ(statistics.checkpoint, 3u);
  EXPECT_GT(statistics.disk_bytes, 1000u);
  EXPECT_GT(statistics.memory_bytes, 0u);
}

}  // namespace
}  // namespace traguardo::storage
