// A read says at which position its rows stand, also in the moment in which they are written.

#include "services/runtime/views/view_reader.h"

#include <memory>
#include <string>
#include <thread>

#include "absl/synchronization/notification.h"
#include "gtest/gtest.h"
#include "services/runtime/clock/clock.h"
#include "services/runtime/threads/timer.h"
#include "services/runtime/views/live_views.h"
#include "services/runtime/views/view_row.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_directory.h"

namespace traguardo::runtime {
namespace {

using testing::IsOk;

class ViewReaderTest : public ::testing::Test {
 protected:
  ViewReaderTest() {
    auto store = storage::ViewStore::Open({.directory = directory_.File("views")});
    EXPECT_THAT(store, IsOk());
    generation_->store = *std::move(store);
    views_.Switch(generation_, 0);
  }

  // The row at `row_position`, under a checkpoint that may not count it yet.
  void Write(storage::Position row_position, storage::Position checkpoint) {
    storage::ViewBatch batch;
    std::string value;
    EncodeViewRow({row_position, false, "row"}, value);
    batch.Put(projection::EncodeRowKey(key_), value);
    batch.Put(YearChangeKey(key_.ente, key_.year), EncodePosition(row_position));
    ASSERT_THAT(generation_->store->Write(batch, checkpoint), IsOk());
  }

  const projection::RowKey key_{"demo", 2024, projection::RowKind::kObjective, "ob-1", ""};
  testing::TemporaryDirectory directory_;
  ManualClock clock_{absl::UnixEpoch()};
  Timer timer_{clock_};
  LiveViews views_{timer_};
  std::shared_ptr<ViewGeneration> generation_ = std::make_shared<ViewGeneration>();
  ViewReader reader_{views_};
};

// The store shows rows a moment before it moves its checkpoint. A reader in between once gave out
// rows of position 7 as those of position 6.
TEST_F(ViewReaderTest, ARowIsNotGivenOutUnderAPositionThatDoesNotCountItYet) {
  Write(6, 6);
  absl::Notification answered;
  storage::Position position = 0;
  storage::Position last_change = 0;
  std::thread reading;
  {
    const absl::WriterMutexLock writing(&generation_->quiet);
    Write(7, 6);
    reading = std::thread([&] {
      const auto row = reader_.Get(key_);
      EXPECT_THAT(row, IsOk());
      position = row->position;
      last_change = row->row->last_change;
      answered.Notify();
    });
    // It has to wait for the writer to be done.
    EXPECT_FALSE(answered.WaitForNotificationWithTimeout(absl::Milliseconds(200)));
    Write(7, 7);
  }
  reading.join();
  EXPECT_EQ(last_change, 7u);
  EXPECT_EQ(position, 7u);
}

TEST_F(ViewReaderTest, APositionThatCountsMoreThanTheRowIsRight) {
  Write(6, 9);
  const auto row = reader_.Get(key_);
  ASSERT_THAT(row, IsOk());
  EXPECT_EQ(row->position, 9u);
  EXPECT_EQ(row->row->last_change, 6u);
}

}  // namespace
}  // namespace traguardo::runtime
