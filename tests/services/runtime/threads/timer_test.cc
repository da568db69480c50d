// Taking callbacks back: what Cancel() waits for, and above all what it does not wait for.

#include "services/runtime/threads/timer.h"

#include <atomic>

#include "absl/synchronization/notification.h"
#include "gtest/gtest.h"
#include "services/runtime/clock/clock.h"

namespace traguardo::runtime {
namespace {

class TimerCancelTest : public ::testing::Test {
 protected:
  ManualClock clock_{absl::UnixEpoch()};
  Timer timer_{clock_};
};

// "No callback" once was taken for the one that runs when none runs: a stop then waited until the
// next alarm had gone off, which under a clock that stands still is never.
TEST_F(TimerCancelTest, NoCallbackIsNotWaitedFor) {
  EXPECT_FALSE(timer_.Cancel(0));
  timer_.After(absl::Seconds(5), [] {});
  EXPECT_FALSE(timer_.Cancel(0));
}

TEST_F(TimerCancelTest, OneThatHasRunIsNotWaitedFor) {
  absl::Notification ran;
  const Timer::Id id = timer_.After(absl::ZeroDuration(), [&] { ran.Notify(); });
  ran.WaitForNotification();
  timer_.After(absl::Seconds(5), [] {});
  EXPECT_FALSE(timer_.Cancel(id));
  EXPECT_FALSE(timer_.Cancel(id));
  EXPECT_FALSE(timer_.Cancel(id + 1000));
}

TEST_F(TimerCancelTest, AnotherOneThatRunsIsNotWaitedFor) {
  absl::Notification begun;
  absl::Notification go_on;
  timer_.After(absl::ZeroDuration(), [&] {
    begun.Notify();
    go_on.WaitForNotification();
  });
  bool called = false;
  const Timer::Id next = timer_.After(absl::ZeroDuration(), [&] { called = true; });
  begun.WaitForNotification();
  EXPECT_TRUE(timer_.Cancel(next));
  EXPECT_FALSE(timer_.Cancel(0));
  absl::Notification last;
  timer_.After(absl::ZeroDuration(), [&] { last.Notify(); });
  go_on.Notify();
  last.WaitForNotification();
  EXPECT_FALSE(called);
}

TEST_F(TimerCancelTest, ACallbackMayCancelItself) {
  absl::Notification done;
  std::atomic<Timer::Id> own{0};
  own = timer_.After(absl::Seconds(1), [&] {
    EXPECT_FALSE(timer_.Cancel(own));
    done.Notify();
  });
  clock_.Advance(absl::Seconds(1));
  done.WaitForNotification();
}

TEST(TimerTest, EndsWithoutCallingWhatIsStillWaiting) {
  ManualClock clock(absl::UnixEpoch());
  bool called = false;
  {
    Timer timer(clock);
    timer.After(absl::Hours(1), [&] { called = true; });
  }
  clock.Advance(absl::Hours(2));
  EXPECT_FALSE(called);
}

}  // namespace
}  // namespace traguardo::runtime
