// The check of a running server's log: its verdicts, one at a time, and nothing left behind.

#include "services/server/log_check.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>

#include "absl/synchronization/notification.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/services/runtime/harness.h"
#include "tests/storage/raw_log.h"
#include "tests/testing/status_matchers.h"

namespace traguardo::server {
namespace {

using ::testing::IsEmpty;
using testing::IsOk;
using ::testing::SizeIs;
using testing::StatusIs;

class LogCheckTest : public ::testing::Test {
 protected:
  LogCheckTest() : harness_({.with_views = false}) {
    harness_.Start();
    head_ = harness_.Record(runtime::AdoptedPlan());
  }

  std::string copy() const { return harness_.path("being-checked"); }

  // Checks, and waits for the end.
  absl::StatusOr<api::v1::CheckLogResponse> Check(LogCheck& check) {
    absl::StatusOr<api::v1::CheckLogResponse> verdict;
    absl::Notification ended;
    const absl::Status begun = check.Start([this](const api::CheckStep&) { ++steps_; },
                                           [&](absl::StatusOr<api::v1::CheckLogResponse> last) {
                                             verdict = std::move(last);
                                             ended.Notify();
                                           });
    if (!begun.ok()) return begun;
    ended.WaitForNotification();
    return verdict;
  }

  // As nobody may do while a server runs: `damage` is done to the files of the log.
  template <typename Damage>
  void Plant(const Damage& damage) {
    harness_.Stop();
    {
      storage::RawLog raw(harness_.path("log"));
      damage(raw);
    }
    harness_.Start();
  }

  runtime::Harness harness_;
  storage::Position head_ = 0;
  int steps_ = 0;
};

TEST_F(LogCheckTest, FindsAGoodLogSoundWhileItIsWritten) {
  LogCheck check(harness_.log.get(), copy(), nullptr);
  for (int i = 0; i < 2; ++i) {
    const auto verdict = Check(check);
    ASSERT_THAT(verdict, IsOk());
    EXPECT_TRUE(verdict->finished());
    EXPECT_TRUE(verdict->sound());
    EXPECT_EQ(verdict->checked_count(), head_);
    EXPECT_THAT(verdict->findings(), IsEmpty());
    EXPECT_GT(steps_, 0);
    EXPECT_FALSE(std::filesystem::exists(copy()));
    head_ = harness_.Record({testing::Progress("40").On("2024-06-30")});
  }
}

TEST_F(LogCheckTest, NamesTheFactWhoseIndexIsGone) {
  Plant([](storage::RawLog& raw) { raw.Delete("streams", raw.Keys("streams").front()); });
  LogCheck check(harness_.log.get(), copy(), nullptr);
  const auto verdict = Check(check);
  ASSERT_THAT(verdict, IsOk());
  EXPECT_TRUE(verdict->finished());
  EXPECT_FALSE(verdict->sound());
  ASSERT_FALSE(verdict->findings().empty());
  EXPECT_GT(verdict->findings(0).position(), 0u);
  EXPECT_FALSE(verdict->findings(0).what().empty());
}

TEST_F(LogCheckTest, FindsARequestThatNobodyMade) {
  Plant([](storage::RawLog& raw) {
    const std::string key = raw.Keys("requests").front();
    std::string other = key;
    other.back() = static_cast<char>(other.back() ^ 1);
    raw.Put("requests", other, *raw.Get("requests", key));
  });
  LogCheck check(harness_.log.get(), copy(), nullptr);
  const auto verdict = Check(check);
  ASSERT_THAT(verdict, IsOk());
  EXPECT_FALSE(verdict->sound());
  EXPECT_THAT(verdict->findings(), SizeIs(1));
}

TEST_F(LogCheckTest, SaysWhyThereIsNoVerdict) {
  std::ofstream(harness_.path("file")) << "not a folder";
  LogCheck check(harness_.log.get(), harness_.path("file/copy"), nullptr);
  const auto verdict = Check(check);
  EXPECT_FALSE(verdict.ok());
  EXPECT_FALSE(verdict.status().message().empty());
  // And is ready for another try.
  EXPECT_THAT(Check(check), ::testing::Not(StatusIs(absl::StatusCode::kAlreadyExists)));
}

TEST_F(LogCheckTest, RunsOnceAtATime) {
  LogCheck check(harness_.log.get(), copy(), nullptr);
  absl::Notification begun;
  absl::Notification go_on;
  absl::Notification ended;
  ASSERT_THAT(check.Start(
                  [&](const api::CheckStep&) {
                    if (!begun.HasBeenNotified()) begun.Notify();
                    go_on.WaitForNotification();
                  },
                  [&](const absl::StatusOr<api::v1::CheckLogResponse>&) { ended.Notify(); }),
              IsOk());
  begun.WaitForNotification();
  EXPECT_THAT(Check(check), StatusIs(absl::StatusCode::kAlreadyExists));
  go_on.Notify();
  ended.WaitForNotification();
  EXPECT_THAT(Check(check), IsOk());
}

// A server that is killed during a check leaves the copy where it is.
TEST_F(LogCheckTest, RemovesWhatAnEarlierRunLeft) {
  std::filesystem::create_directories(copy());
  std::ofstream(copy() + "/000007.sst") << "left behind";
  LogCheck check(harness_.log.get(), copy(), nullptr);
  EXPECT_FALSE(std::filesystem::exists(copy()));
  EXPECT_THAT(Check(check), IsOk());
}

// Checking millions of facts takes minutes, and nobody waits so long for a server to stop.
TEST_F(LogCheckTest, StopsBetweenTwoFactsWhenTheServerStops) {
  absl::Notification begun;
  absl::Notification go_on;
  absl::StatusOr<api::v1::CheckLogResponse> verdict;
  {
    LogCheck check(harness_.log.get(), copy(), nullptr);
    ASSERT_THAT(
        check.Start(
            [&](const api::CheckStep&) {
              if (!begun.HasBeenNotified()) begun.Notify();
              go_on.WaitForNotification();
            },
            [&](absl::StatusOr<api::v1::CheckLogResponse> last) { verdict = std::move(last); }),
        IsOk());
    begun.WaitForNotification();
    check.Stop();
    go_on.Notify();
  }
  EXPECT_THAT(verdict, StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_FALSE(std::filesystem::exists(copy()));
}

}  // namespace
}  // namespace traguardo::server
