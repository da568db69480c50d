// What a batch needs: room on the disk before its rows are written, and memory only while it is
// large.

#include "services/runtime/projector/view_builder.h"

#include <malloc.h>
#include <rocksdb/env.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/services/runtime/harness.h"
#include "tests/storage/faulty_file_system.h"
#include "tests/testing/status_matchers.h"

namespace traguardo::runtime {
namespace {

using ::testing::HasSubstr;
using testing::IsOk;
using testing::Progress;
using testing::StatusIs;

constexpr BatchLimits kEverything{SIZE_MAX, SIZE_MAX, SIZE_MAX};
constexpr uint64_t kWriteBufferBytes = 1 << 20;
// What is asked for when there is nothing to write.
constexpr uint64_t kMarginBytes = (16 << 20) + 4 * kWriteBufferBytes;

struct Disk {
  std::shared_ptr<storage::FaultyFileSystem> files = std::make_shared<storage::FaultyFileSystem>(1);
  std::unique_ptr<rocksdb::Env> env = rocksdb::NewCompositeEnv(files);
};

class ViewBuilderTest : public ::testing::Test {
 protected:
  // The views on a disk of their own.
  ViewBuilderTest()
      : harness_([this] {
          HarnessOptions options;
          options.projector.store.write_buffer_bytes = kWriteBufferBytes;
          options.projector.store.env = disk_.env.get();
          return options;
        }()) {
    harness_.Start();
  }

  // Reports about one objective, with long notes, in commands of a thousand.
  void RecordNotes(size_t thousands) {
    const auto noted = [](event::v1::Fact& fact) {
      fact.mutable_progress_recorded()->set_note(std::string(2000, 'n'));
    };
    for (size_t i = 0; i < thousands; ++i) {
      std::vector<FactBuilder> facts;
      for (int day = 0; day < 1000; ++day) {
        facts.push_back(Progress(absl::StrCat(day % 90))
                            .On(absl::StrCat("2024-0", 1 + day % 9, "-1", day % 10))
                            .With(noted));
      }
      harness_.RecordTogether(facts);
    }
  }

  std::shared_ptr<ViewGeneration> NewGeneration(const std::string& name) {
    auto generation = std::make_shared<ViewGeneration>();
    generation->name = name;
    storage::ViewStoreOptions options;
    options.directory = harness_.path(name);
    options.write_buffer_bytes = kWriteBufferBytes;
    options.block_cache_bytes = kWriteBufferBytes;
    options.env = disk_.env.get();
    auto store = storage::ViewStore::Open(options);
    EXPECT_THAT(store, IsOk());
    generation->store = *std::move(store);
    return generation;
  }

  static std::map<std::string, std::string> RowsOf(const ViewGeneration& generation) {
    std::map<std::string, std::string> rows;
    EXPECT_THAT(generation.store->Scan({.limit = 100000},
                                       [&](std::string_view key, std::string_view value) {
                                         rows.emplace(key, value);
                                         return true;
                                       }),
                IsOk());
    return rows;
  }

  Disk disk_;
  Harness harness_;
};

TEST_F(ViewBuilderTest, RowsWaitForRoomAndAreWrittenOnce) {
  RecordBusyYears(harness_);
  harness_.AwaitViews();
  const storage::Position head = harness_.log->head();
  const auto expected = NewGeneration("expected");
  ViewBuilder whole(*harness_.log, harness_.calendar, expected, ViewBuilderOptions());
  while (whole.checkpoint() < head) ASSERT_THAT(whole.Step(kEverything, head), IsOk());

  const auto generation = NewGeneration("waiting");
  ViewBuilder builder(*harness_.log, harness_.calendar, generation, ViewBuilderOptions());
  while (builder.checkpoint() < head) {
    const storage::Position before = builder.checkpoint();
    // Enough for the store and not for the rows.
    disk_.files->SetFreeBytes(kMarginBytes + 1);
    EXPECT_THAT(builder.CheckRoom(), IsOk());
    for (int attempt = 0; attempt < 2; ++attempt) {
      EXPECT_THAT(builder.Step(kEverything, head),
                  StatusIs(absl::StatusCode::kResourceExhausted, HasSubstr("MiB are needed")));
      EXPECT_TRUE(builder.waits_for_room());
      EXPECT_THAT(builder.CheckRoom(), StatusIs(absl::StatusCode::kResourceExhausted));
      EXPECT_EQ(builder.checkpoint(), before);
    }
    disk_.files->SetFreeBytes(std::nullopt);
    EXPECT_THAT(builder.CheckRoom(), IsOk());
    ASSERT_THAT(builder.Step(kEverything, head), IsOk());
    EXPECT_FALSE(builder.waits_for_room());
    EXPECT_GT(builder.checkpoint(), before);
  }
  EXPECT_EQ(RowsOf(*generation), RowsOf(*expected));
}

TEST_F(ViewBuilderTest, TheProjectorWaitsForRoomForTheRowsAtHand) {
  harness_.Record(AdoptedPlan());
  harness_.AwaitViews();
  const storage::Position before = harness_.views->position();
  // Ready, not ready, ready again. The listener outlives this test's body.
  struct Told {
    absl::Notification changes[3];
    size_t next = 0;
  };
  const auto told = std::make_shared<Told>();
  harness_.readiness->Listen([told](bool is_ready) {
    const bool is_awaited = told->next < 3 && is_ready == (told->next % 2 == 0);
    if (is_awaited) told->changes[told->next++].Notify();
  });
  told->changes[0].WaitForNotification();
  disk_.files->SetFreeBytes(kMarginBytes + 1);
  const storage::Position recorded = harness_.Record({Progress("10").On("2024-06-30")});
  told->changes[1].WaitForNotification();
  EXPECT_THAT(harness_.readiness->why_not(), HasSubstr("waiting for room on the disk"));
  EXPECT_EQ(harness_.views->position(), before);
  EXPECT_THAT(harness_.projector->failure(), IsOk());
  disk_.files->SetFreeBytes(std::nullopt);
  harness_.projector->HeadMoved();
  harness_.AwaitViews();
  told->changes[2].WaitForNotification();
  EXPECT_EQ(harness_.views->position(), recorded);
}

TEST_F(ViewBuilderTest, ARebuildWithoutRoomForItsRowsIsRefusedAndTheLiveOnesStay) {
  RecordBusyYears(harness_);
  harness_.AwaitViews();
  const auto rows = harness_.ViewRows();
  absl::Notification done;
  absl::Status result;
  ASSERT_THAT(harness_.projector->Rebuild(
                  [&](const RebuildProgress&) { disk_.files->SetFreeBytes(kMarginBytes + 1); },
                  [&](absl::Status status) {
                    result = std::move(status);
                    done.Notify();
                  }),
              IsOk());
  done.WaitForNotification();
  EXPECT_THAT(result, StatusIs(absl::StatusCode::kResourceExhausted));
  disk_.files->SetFreeBytes(std::nullopt);
  EXPECT_EQ(harness_.ViewRows(), rows);
  harness_.Record({Progress("95").On("2024-12-01").Of("ob-2")});
  harness_.AwaitViews();
  EXPECT_NE(harness_.ViewRows(), rows);
}

// What is counted are bytes in use; an allocator that does not count (a sanitizer's) leaves nothing
// to see.
TEST_F(ViewBuilderTest, MemoryOfALargeBatchIsGivenBack) {
  harness_.Record(AdoptedPlan());
  RecordNotes(12);
  const storage::Position large = harness_.log->head();
  harness_.Record({Progress("95").On("2024-12-01")});
  harness_.AwaitViews();
  const storage::Position head = harness_.log->head();
  const auto in_use = [] {
    return static_cast<int64_t>(mallinfo2().uordblks + mallinfo2().hblkhd);
  };
  const auto generation = NewGeneration("large");
  const int64_t before = in_use();
  ViewBuilder builder(*harness_.log, harness_.calendar, generation, ViewBuilderOptions());
  ASSERT_THAT(builder.Step({large, SIZE_MAX, SIZE_MAX}, head), IsOk());
  ASSERT_EQ(builder.checkpoint(), large);
  const int64_t after_large = in_use() - before;
  if (after_large == 0) GTEST_SKIP() << "this allocator does not count";
  // Twelve thousand facts with their notes are more than 24 MB as they are stored.
  EXPECT_GT(after_large, static_cast<int64_t>(ViewBuilder::kKeptBytes));
  ASSERT_THAT(builder.Step(kEverything, head), IsOk());
  ASSERT_EQ(builder.checkpoint(), head);
  EXPECT_LT(in_use() - before, static_cast<int64_t>(ViewBuilder::kKeptBytes));
  // Caught up at once: nothing more may come for a while.
  ViewBuilder at_once(*harness_.log, harness_.calendar, NewGeneration("at-once"),
                      ViewBuilderOptions());
  const int64_t before_all = in_use();
  ASSERT_THAT(at_once.Step(kEverything, head), IsOk());
  EXPECT_LT(in_use() - before_all, static_cast<int64_t>(ViewBuilder::kKeptBytes));
}

}  // namespace
}  // namespace traguardo::runtime
