// The projector's rest: what it spares, and who ends it.

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/synchronization/notification.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/runtime/clock/clock.h"
#include "services/runtime/projector/projector.h"
#include "services/runtime/readiness/readiness.h"
#include "services/runtime/threads/timer.h"
#include "services/runtime/views/live_views.h"
#include "services/runtime/watch/watch_hub.h"
#include "storage/views/view_generations.h"
#include "tests/services/runtime/harness.h"
#include "tests/testing/status_matchers.h"

namespace traguardo::runtime {
namespace {

using testing::IsOk;
using testing::Progress;

// Moves on a little whenever it is looked at, and is believed to run by itself.
class SlowClock : public Clock {
 public:
  absl::Time Now() const override { return absl::UnixEpoch() + Elapsed(); }
  absl::Duration Elapsed() const override { return absl::Milliseconds(++looks_); }
  absl::Duration SleepFor(absl::Duration span) const override { return span; }
  WakerId AddWaker(std::function<void()>) override { return 0; }
  void RemoveWaker(WakerId) override {}

 private:
  mutable std::atomic<int64_t> looks_{0};
};

// A second projector over the harness's log, which rests for an hour whenever it may.
class ProjectorRestTest : public ::testing::Test {
 protected:
  ProjectorRestTest() {
    harness_.Start();
    harness_.Record(AdoptedPlan());
    auto generations = storage::ViewGenerations::Open(harness_.path("resting views"));
    EXPECT_THAT(generations, IsOk());
    generations_ = *std::move(generations);
  }

  void Start(ProjectorOptions options = {}) {
    options.rest_per_work = 1e9;
    options.longest_rest = absl::Hours(1);
    auto projector = Projector::Start(*harness_.log, harness_.calendar, *generations_, views_,
                                      watches_, readiness_, options);
    EXPECT_THAT(projector, IsOk());
    projector_ = *std::move(projector);
  }

  ~ProjectorRestTest() override {
    watches_.Stop();
    projector_->Stop();
    views_.Stop();
  }

  storage::Position RecordProgress() {
    const storage::Position position =
        harness_.Record({Progress("10").On("2024-06-30").Of("ob-1")});
    projector_->HeadMoved();
    return position;
  }

  ReachResult Await(storage::Position position) {
    absl::Notification reached;
    ReachResult result = ReachResult::kShuttingDown;
    views_.WhenReached(position, absl::InfiniteFuture(), [&](ReachResult given) {
      result = given;
      reached.Notify();
    });
    reached.WaitForNotification();
    return result;
  }

  Harness harness_;
  SlowClock clock_;
  Timer timer_{clock_};
  LiveViews views_{timer_};
  WatchHub watches_{timer_, harness_.calendar, {}};
  Readiness readiness_;
  std::unique_ptr<storage::ViewGenerations> generations_;
  std::unique_ptr<Projector> projector_;
};

TEST_F(ProjectorRestTest, FactsDoNotEndARest) {
  Start();
  const storage::Position first = harness_.log->head();
  EXPECT_EQ(Await(first), ReachResult::kReached);
  for (int i = 0; i < 50; ++i) RecordProgress();
  EXPECT_EQ(views_.position(), first);
}

TEST_F(ProjectorRestTest, WhoWaitsForAPositionEndsARest) {
  Start();
  EXPECT_EQ(Await(harness_.log->head()), ReachResult::kReached);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(Await(RecordProgress()), ReachResult::kReached);
}

TEST_F(ProjectorRestTest, StoppingEndsARest) {
  Start();
  EXPECT_EQ(Await(harness_.log->head()), ReachResult::kReached);
  projector_->Stop();  // returns
  EXPECT_THAT(projector_->failure(), IsOk());
}

// A rebuild does not rest, so it may have come further than the rows whose place it takes; those
// catch up first, because watchers are told from them.
TEST_F(ProjectorRestTest, ARebuildEndsARest) {
  ProjectorOptions options;
  options.batch_facts = 4;  // fewer than there are: the rebuild does not leave all to the end
  Start(options);
  EXPECT_EQ(Await(harness_.log->head()), ReachResult::kReached);
  const storage::Position head = RecordProgress();
  ASSERT_GT(head, options.batch_facts);
  absl::Notification done;
  ASSERT_THAT(projector_->Rebuild([](const RebuildProgress&) {},
                                  [&](absl::Status status) {
                                    EXPECT_THAT(status, IsOk());
                                    done.Notify();
                                  }),
              IsOk());
  done.WaitForNotification();
  EXPECT_EQ(views_.position(), head);
}

TEST_F(ProjectorRestTest, SomebodyWaitsUntilTheyAreAnswered) {
  Start();
  EXPECT_FALSE(views_.HasWaiters());
  absl::Notification answered;
  views_.WhenReached(harness_.log->head() + 1, absl::InfiniteFuture(),
                     [&](ReachResult) { answered.Notify(); });
  EXPECT_TRUE(views_.HasWaiters());
  RecordProgress();
  answered.WaitForNotification();
  EXPECT_FALSE(views_.HasWaiters());
}

}  // namespace
}  // namespace traguardo::runtime
