// What time does to watches: clocks that are set, and days that end while rows wait.

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/synchronization/notification.h"
#include "gtest/gtest.h"
#include "services/runtime/clock/clock.h"
#include "services/runtime/threads/timer.h"
#include "services/runtime/views/live_views.h"
#include "services/runtime/watch/watch_hub.h"

namespace traguardo::runtime {
namespace {

using Kind = WatchEvent::Kind;

class WatchTimeTest : public ::testing::Test {
 protected:
  std::unique_ptr<Watch> Subscribe() {
    auto watch = hub_.Subscribe("demo", 2024, "o");
    EXPECT_TRUE(watch.ok()) << watch.status();
    return *std::move(watch);
  }
  // Waits for an answer.
  static WatchEvent Ask(Watch& watch) {
    std::optional<WatchEvent> answer;
    absl::Notification answered;
    watch.Next([&](WatchEvent event) {
      answer.emplace(std::move(event));
      answered.Notify();
    });
    answered.WaitForNotification();
    return *std::move(answer);
  }
  // Until everything that was due has been done: the timer calls back in order.
  void AwaitTimer() {
    absl::Notification done;
    timer_.After(absl::ZeroDuration(), [&] { done.Notify(); });
    done.WaitForNotification();
  }
  void PublishRow(storage::Position position, bool removed) {
    const projection::RowKey key{"demo", 2024, projection::RowKind::kObjective, "ob-1", ""};
    hub_.Publish(position, {std::make_shared<const WatchedRow>(WatchedRow{
                               projection::EncodeRowKey(key), key, position, removed, ""})});
  }

  ManualClock clock_{absl::FromUnixSeconds(1'719'730'000)};  // 30 June 2024, 8:46 in Italy
  const domain::RomeCalendar calendar_ = *domain::RomeCalendar::Load();
  Timer timer_{clock_};
  WatchHub hub_{timer_, calendar_, WatchOptions()};
};

// Timers once were kept by the wall clock: after it was set back there was an hour of silence.
TEST_F(WatchTimeTest, HeartbeatsComeThoughTheClockIsSetBack) {
  const auto watch = Subscribe();
  absl::Notification answered;
  std::optional<Kind> kind;
  watch->Next([&](WatchEvent event) {
    kind = event.kind;
    answered.Notify();
  });
  clock_.Advance(-absl::Hours(1));
  clock_.Advance(absl::Seconds(30));
  AwaitTimer();
  ASSERT_TRUE(answered.HasBeenNotified());
  EXPECT_EQ(kind, Kind::kHeartbeat);
}

TEST_F(WatchTimeTest, SlowWatchersAreCutThoughTheClockIsSetBack) {
  const auto watch = Subscribe();
  PublishRow(7, false);
  clock_.Advance(-absl::Hours(1));
  for (int i = 0; i < 8; ++i) {
    clock_.Advance(absl::Seconds(5));
    AwaitTimer();
  }
  EXPECT_EQ(Ask(*watch).kind, Kind::kTooSlow);
}

TEST_F(WatchTimeTest, WaitsForAPositionEndThoughTheClockIsSetBack) {
  LiveViews views(timer_);
  absl::Notification answered;
  std::optional<ReachResult> result;
  views.WhenReached(5, clock_.Now() + absl::Seconds(10), [&](ReachResult reached) {
    result = reached;
    answered.Notify();
  });
  clock_.Advance(-absl::Hours(1));
  clock_.Advance(absl::Seconds(10));
  AwaitTimer();
  ASSERT_TRUE(answered.HasBeenNotified());
  EXPECT_EQ(result, ReachResult::kDeadlinePassed);
}

// A new day is told before the rows that wait. Whoever is cut then, and resumes, must hear of a row
// that was removed: no snapshot says so.
TEST_F(WatchTimeTest, ANewDayClaimsNothingOfTheRowsThatStillWait) {
  // Five seconds before midnight in Italy.
  clock_.Set(absl::FromCivil(absl::CivilSecond(2024, 6, 30, 21, 59, 55), absl::UTCTimeZone()));
  const auto watch = Subscribe();
  PublishRow(7, false);
  EXPECT_EQ(Ask(*watch).position, 7u);
  PublishRow(9, true);
  clock_.Advance(absl::Seconds(5));
  AwaitTimer();
  const WatchEvent day = Ask(*watch);
  EXPECT_EQ(day.kind, Kind::kDayChanged);
  EXPECT_EQ(day.today.ToString(), "2024-07-01");
  EXPECT_EQ(day.position, 7u);
  const WatchEvent rows = Ask(*watch);
  EXPECT_EQ(rows.kind, Kind::kRows);
  EXPECT_EQ(rows.position, 9u);
  ASSERT_EQ(rows.rows->size(), 1u);
  EXPECT_TRUE((*rows.rows)[0]->removed);
}

}  // namespace
}  // namespace traguardo::runtime
