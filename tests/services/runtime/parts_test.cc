// The small parts: clock, timer, readiness, recent requests, row codec.

#include <atomic>
#include <string>
#include <vector>

#include "absl/synchronization/notification.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/runtime/clock/clock.h"
#include "services/runtime/group/recent_requests.h"
#include "services/runtime/readiness/readiness.h"
#include "services/runtime/threads/timer.h"
#include "services/runtime/views/view_row.h"

namespace traguardo::runtime {
namespace {

using ::testing::ElementsAre;

TEST(ClockTest, TodayIsTheDayInItalyAndNeverFails) {
  const auto calendar = domain::RomeCalendar::Load();
  ASSERT_TRUE(calendar.ok());
  ManualClock clock(absl::FromCivil(absl::CivilMinute(2024, 6, 30, 21, 59), absl::UTCTimeZone()));
  EXPECT_EQ(Today(clock, *calendar).ToString(), "2024-06-30");
  clock.Advance(absl::Minutes(1));
  EXPECT_EQ(Today(clock, *calendar).ToString(), "2024-07-01");
  EXPECT_EQ(DayInItaly(*calendar, absl::InfiniteFuture()).ToString(), "2199-12-31");
  EXPECT_EQ(DayInItaly(*calendar, absl::InfinitePast()).ToString(), "1900-01-01");
}

TEST(TimerTest, CallsBackInTheOrderOfTimeOnceItHasCome) {
  ManualClock clock(absl::UnixEpoch());
  Timer timer(clock);
  std::vector<std::string> called;
  absl::Notification last;
  timer.After(absl::Seconds(2), [&] { called.push_back("second"); });
  timer.After(absl::Seconds(1), [&] { called.push_back("first"); });
  timer.After(absl::Seconds(3), [&] { last.Notify(); });
  const Timer::Id cancelled = timer.After(absl::Seconds(1), [&] { called.push_back("cancelled"); });
  EXPECT_TRUE(timer.Cancel(cancelled));
  EXPECT_FALSE(timer.Cancel(cancelled));
  EXPECT_TRUE(called.empty());
  clock.Advance(absl::Seconds(3));
  last.WaitForNotification();
  EXPECT_THAT(called, ElementsAre("first", "second"));
}

TEST(TimerTest, CancelWaitsForACallbackThatRuns) {
  ManualClock clock(absl::UnixEpoch());
  Timer timer(clock);
  absl::Notification begun;
  absl::Notification go_on;
  std::atomic<bool> ended{false};
  const Timer::Id id = timer.After(absl::ZeroDuration(), [&] {
    begun.Notify();
    go_on.WaitForNotification();
    ended = true;
  });
  begun.WaitForNotification();
  go_on.Notify();
  EXPECT_FALSE(timer.Cancel(id));
  EXPECT_TRUE(ended);
}

TEST(ReadinessTest, IsReadyWhenNoPartObjectsAndTellsEveryChange) {
  Readiness readiness;
  std::vector<bool> heard;
  readiness.Listen([&](bool ready) { heard.push_back(ready); });
  EXPECT_EQ(readiness.why_not(), "log: starting; sequencer: starting; views: starting");
  readiness.ReportReady(Part::kLog);
  readiness.ReportReady(Part::kSequencer);
  readiness.ReportNotReady(Part::kViews, "replaying facts, 3 of 10");
  EXPECT_EQ(readiness.why_not(), "views: replaying facts, 3 of 10");
  EXPECT_FALSE(readiness.ready());
  readiness.ReportReady(Part::kViews);
  EXPECT_TRUE(readiness.ready());
  readiness.ReportReady(Part::kViews);
  readiness.ReportNotReady(Part::kLog, "closed for writing");
  EXPECT_THAT(heard, ElementsAre(false, true, false));
}

storage::RequestKey KeyOf(const std::string& id) {
  return {"demo", "segretario", storage::HashRequestId(id)};
}

TEST(RecentRequestsTest, ForgetsTheOldestAndSaysFromWhereItIsComplete) {
  RecentRequests recent(2, 10);
  EXPECT_EQ(recent.floor(), 10u);
  recent.Add(KeyOf("a"), {.last_position = 11});
  recent.Add(KeyOf("b"), {.last_position = 14});
  EXPECT_EQ(recent.floor(), 10u);
  ASSERT_NE(recent.Find(KeyOf("a")), nullptr);
  recent.Add(KeyOf("c"), {.last_position = 15});
  EXPECT_EQ(recent.Find(KeyOf("a")), nullptr);
  EXPECT_EQ(recent.floor(), 11u);
  ASSERT_NE(recent.Find(KeyOf("b")), nullptr);
  EXPECT_EQ(recent.Find(KeyOf("b"))->last_position, 14u);
}

TEST(ViewRowTest, RoundTripsAndRefusesOtherBytes) {
  std::string bytes;
  EncodeViewRow({77, false, "message"}, bytes);
  EXPECT_EQ(bytes, std::string("\0\0\0\0\0\0\0\x4d\0message", 16));
  const auto row = DecodeViewRow(bytes);
  ASSERT_TRUE(row.has_value());
  EXPECT_EQ(row->last_change, 77u);
  EXPECT_FALSE(row->removed);
  EXPECT_EQ(row->message, "message");
  EncodeViewRow({78, true, ""}, bytes);
  EXPECT_TRUE(DecodeViewRow(bytes)->removed);
  EXPECT_FALSE(DecodeViewRow(bytes.substr(0, 8)).has_value());
  EXPECT_FALSE(DecodeViewRow(bytes + "a tombstone with a message").has_value());
  bytes[8] = 2;
  EXPECT_FALSE(DecodeViewRow(bytes).has_value());
}

TEST(ViewRowTest, DirectoryEntriesRoundTripAndRefuseOtherBytes) {
  DirectoryEntry entry{"demo", {}, {2023, 2024}, {"op-1", "op-2"}};
  entry.registered.set_name("Comune di prova");
  const std::string bytes = EncodeDirectoryEntry(entry);
  const auto decoded = DecodeDirectoryEntry("demo", bytes);
  ASSERT_TRUE(decoded.has_value());
  EXPECT_EQ(decoded->ente, "demo");
  EXPECT_THAT(decoded->years, ElementsAre(2023, 2024));
  EXPECT_THAT(decoded->operators, ElementsAre("op-1", "op-2"));
  EXPECT_EQ(decoded->registered.name(), "Comune di prova");
  EXPECT_FALSE(DecodeDirectoryEntry("demo", "\x01").has_value());
  for (size_t size = 0; size < 20; ++size) {
    EXPECT_FALSE(DecodeDirectoryEntry("demo", bytes.substr(0, size)).has_value()) << size;
  }
  EXPECT_FALSE(DecodeDirectoryEntry("demo", bytes.substr(0, bytes.size() - 3)).has_value());
}

}  // namespace
}  // namespace traguardo::runtime
