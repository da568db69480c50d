// What a watch does by itself, as time goes by and when the server stops.

#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "absl/synchronization/notification.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/services/api/watch_fixture.h"

namespace traguardo::api::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using WatchTimeTest = WatchFixture;

// The next message, while the server's clock goes on in steps that bring no new day before one has
// had more than enough time to come.
std::optional<v1::WatchResponse> NextWhileTimePasses(WatchCall& watch,
                                                     runtime::ManualClock& clock) {
  absl::Notification answered;
  std::optional<v1::WatchResponse> response;
  std::thread reader([&] {
    response = watch.Next();
    answered.Notify();
  });
  while (!answered.WaitForNotificationWithTimeout(absl::Milliseconds(10))) {
    clock.Advance(absl::Seconds(6));
  }
  reader.join();
  return response;
}

TEST_F(WatchTimeTest, SaysThatItIsThereWhenNothingChanges) {
  WatchCall watch(As("nucleo"), Request());
  const Watched snapshot = watch.ReadSnapshot();
  for (int i = 0; i < 2; ++i) {
    const auto heartbeat = NextWhileTimePasses(watch, clock_);
    ASSERT_TRUE(heartbeat.has_value());
    EXPECT_THAT(heartbeat->objectives(), IsEmpty());
    EXPECT_TRUE(heartbeat->snapshot_complete());
    EXPECT_EQ(heartbeat->position(), snapshot.last.position());
    EXPECT_EQ(heartbeat->as_of(), "2024-07-01");
  }
}

TEST_F(WatchTimeTest, SendsEverythingAgainOnANewDay) {
  WatchCall watch(As("nucleo"), Request());
  const Watched before = watch.ReadSnapshot();
  EXPECT_EQ(before.objectives.at("ob-1").today().state(), view::v1::OBJECTIVE_STATE_RUNNING);
  // Nothing is recorded; the deadline of 30 November passes.
  clock_.Set(absl::FromCivil(absl::CivilSecond(2024, 12, 1, 9, 0, 0), absl::UTCTimeZone()));
  const auto message = watch.Next();
  ASSERT_TRUE(message.has_value()) << watch.End().error_message();
  Watched after;
  after.Add(*message);
  EXPECT_THAT(after.objective_ids(), ElementsAre("ob-1", "ob-2"));
  EXPECT_EQ(after.last.as_of(), "2024-12-01");
  EXPECT_EQ(after.objectives.at("ob-1").today().state(), view::v1::OBJECTIVE_STATE_LATE);
  EXPECT_EQ(after.last.position(), before.last.position());
}

// Which rows a new day changes is not in the log, so a token of yesterday brings all of them.
TEST_F(WatchTimeTest, SendsEverythingAgainToWhoComesBackOnAnotherDay) {
  std::string token;
  {
    WatchCall watch(As("nucleo"), Request());
    token = watch.ReadSnapshot().last.resume_token();
  }
  clock_.Advance(absl::Hours(24));
  WatchCall back(As("nucleo"), Resumed(Request(), token));
  const Watched again = back.ReadSnapshot();
  EXPECT_THAT(again.objective_ids(), ElementsAre("ob-1", "ob-2"));
  EXPECT_EQ(again.last.as_of(), "2024-07-02");
  // And the token of that answer brings nothing a second time.
  const uint64_t position = Progress("30").position();
  WatchCall same_day(As("nucleo"), Resumed(Request(), again.last.resume_token()));
  EXPECT_THAT(same_day.ReadTo(position).objective_ids(), ElementsAre("ob-1"));
}

TEST_F(WatchTimeTest, CutsWhoDoesNotReadAndLetsThemComeBack) {
  WatchCall watch(As("nucleo"), Request());
  while (server().core().watches().watch_count() == 0) std::this_thread::yield();
  // Nothing is read: the snapshot stays on its way, and what changes has to wait.
  AwaitViews(Progress("30").position());
  MoveClock(absl::Minutes(1));
  const Watched snapshot = watch.ReadSnapshot();
  EXPECT_THAT(snapshot.objective_ids(), ElementsAre("ob-1", "ob-2"));
  const Trouble trouble(watch.End());
  EXPECT_EQ(trouble.reason, "WATCHER_TOO_SLOW");
  EXPECT_EQ(server().core().watches().watch_count(), 0u);

  const uint64_t position = Progress("40").position();
  WatchCall back(As("nucleo"), Resumed(Request(), snapshot.last.resume_token()));
  EXPECT_EQ(Percent(back.ReadTo(position).objectives.at("ob-1")), "40");
}

TEST_F(WatchTimeTest, IsForgottenWhenItsCallerLeaves) {
  {
    WatchCall watch(As("nucleo"), Request());
    watch.ReadSnapshot();
    EXPECT_EQ(server().core().watches().watch_count(), 1u);
  }
  while (server().core().watches().watch_count() != 0) std::this_thread::yield();
}

// The clock stands still, so nothing ends by time: a watch that was not told, or a stop that waited
// for the next round of the timer, would never end.
class StoppingWatchTest : public WatchFixture {
 protected:
  void SetUp() override {
    // A real connection: what is under way on one without a network is cut by gRPC itself.
    options_.grpc.address = "127.0.0.1:0";
    WatchFixture::SetUp();
  }
};

TEST_F(StoppingWatchTest, WatchesGetTheirLastWordAndEndAtOnce) {
  const std::vector<v1::WatchRequest> requests = {
      Request(), Request({v1::WATCHED_VIEW_OVERVIEW, v1::WATCHED_VIEW_ROUNDS}), Request()};
  std::vector<std::unique_ptr<WatchCall>> watches;
  for (const v1::WatchRequest& request : requests) {
    watches.push_back(std::make_unique<WatchCall>(As("nucleo"), request));
    watches.back()->ReadSnapshot();
  }
  std::vector<grpc::Status> ends(watches.size());
  std::vector<std::thread> readers;
  for (size_t i = 0; i < watches.size(); ++i) {
    readers.emplace_back([&, i] { ends[i] = watches[i]->End(); });
  }
  server().Stop(absl::Hours(1));
  for (std::thread& reader : readers) reader.join();
  for (const grpc::Status& end : ends) {
    const Trouble trouble(end);
    EXPECT_EQ(trouble.reason, "SHUTTING_DOWN") << end.error_message();
    EXPECT_TRUE(trouble.has_retry);
  }
}

TEST_F(StoppingWatchTest, AServerWithoutWatchesStopsAtOnce) { server().Stop(absl::Hours(1)); }

// After a round of the timer has run, the stop must not wait for another one.
TEST_F(StoppingWatchTest, AServerThatHasWatchedForAWhileStopsAtOnce) {
  WatchCall watch(As("nucleo"), Request());
  watch.ReadSnapshot();
  MoveClock(absl::Seconds(6));
  std::thread reader([&] { EXPECT_EQ(Trouble(watch.End()).reason, "SHUTTING_DOWN"); });
  server().Stop(absl::Hours(1));
  reader.join();
}

}  // namespace
}  // namespace traguardo::api::testing
