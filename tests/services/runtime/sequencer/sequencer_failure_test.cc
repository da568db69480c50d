// What happens when the disk fails under the sequencer.

#include <atomic>
#include <string>
#include <string_view>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/notification.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/runtime/sequencer/sequencer.h"
#include "tests/services/runtime/harness.h"
#include "tests/services/runtime/sequencer/on_faulty_disk.h"
#include "tests/storage/faulty_file_system.h"

namespace traguardo::runtime {
namespace {

using storage::FileCall;
using storage::FileKind;
using ::testing::HasSubstr;
using testing::Progress;

class SequencerFailureTest : public OnFaultyDisk {
 protected:
  SequencerFailureTest() {
    harness_.Start();
    harness_.Record(AdoptedPlan());
  }
};

TEST_F(SequencerFailureTest, AFailedSyncEndsWritingForGood) {
  Accepted(Submit("before"));
  const storage::Position head = harness_.log->head();
  files_->Plan({.call = FileCall::kSync, .kind = FileKind::kWriteAheadLog});
  EXPECT_EQ(Troubled(Submit("during")).kind, Trouble::Kind::kLogClosed);
  ASSERT_TRUE(files_->struck());
  files_->Heal();
  EXPECT_EQ(Troubled(Submit("after")).kind, Trouble::Kind::kLogClosed);
  EXPECT_FALSE(harness_.readiness->ready());
  EXPECT_THAT(harness_.readiness->why_not(), HasSubstr("log: closed for writing"));
  EXPECT_EQ(harness_.log->head(), head);
  // What was accepted before is still answered.
  EXPECT_TRUE(Accepted(Submit("before")).replayed);
}

TEST_F(SequencerFailureTest, EveryCommandOfTheGroupAndAllThatWaitAreToldSo) {
  constexpr int kQueued = 600;
  std::atomic<int> closed{0};
  std::atomic<int> others{0};
  absl::Notification last;
  {
    Plug plug(harness_);
    files_->Plan({.call = FileCall::kSync, .kind = FileKind::kWriteAheadLog});
    for (int i = 0; i < kQueued; ++i) {
      harness_.sequencer->Submit(
          Harness::MakeCommand({Progress("40").On("2024-06-30")}, absl::StrCat(i)),
          [&](SubmitResult result) {
            const auto* const trouble = std::get_if<Trouble>(&result);
            const bool is_closed = trouble != nullptr && trouble->kind == Trouble::Kind::kLogClosed;
            ++(is_closed ? closed : others);
            if (closed + others == kQueued) last.Notify();
          });
    }
  }
  last.WaitForNotification();
  EXPECT_EQ(closed, kQueued);
  EXPECT_EQ(harness_.sequencer->ReadStatistics().queued_commands, 0u);
}

// The second group was judged, and told to nobody, while the first was on its way to the disk.
TEST_F(SequencerFailureTest, WhatWasJudgedUponAGroupThatFailsIsToldSoToo) {
  const storage::Position head = harness_.log->head();
  absl::Notification plugged;
  absl::Notification go_on;
  absl::BlockingCounter answered(3);
  std::atomic<int> closed{0};
  const auto submit = [&](const char* id) {
    harness_.sequencer->Submit(
        Harness::MakeCommand({Progress("40").On("2024-06-30")}, id), [&](SubmitResult result) {
          const auto* const trouble = std::get_if<Trouble>(&result);
          closed += trouble != nullptr && trouble->kind == Trouble::Kind::kLogClosed;
          answered.DecrementCount();
        });
  };
  {
    Plug plug(harness_);
    for (const char* const id : {"a", "b"}) {
      harness_.sequencer->Submit(Harness::MakeCommand({Progress("40").On("2024-06-30")}, id),
                                 [&, id](SubmitResult result) {
                                   Accepted(result);
                                   if (std::string_view(id) != "a") return;
                                   plugged.Notify();
                                   go_on.WaitForNotification();
                                 });
    }
  }
  plugged.WaitForNotification();
  files_->Plan({.call = FileCall::kSync, .kind = FileKind::kWriteAheadLog});
  submit("one");
  submit("two");
  submit("one");
  while (harness_.sequencer->ReadStatistics().queued_commands > 0) std::this_thread::yield();
  go_on.Notify();
  answered.Wait();
  EXPECT_EQ(closed, 3);
  EXPECT_EQ(harness_.log->head(), head + 3);  // the plug's, "a" and "b"
}

// Whatever was answered as accepted is there after the power is cut; what was not may be sent again
// under the same id, and is there once.
TEST_F(SequencerFailureTest, AfterAPowerCutTheSameRequestsFinishTheWork) {
  Accepted(Submit("one"));
  files_->Plan({.call = FileCall::kSync, .kind = FileKind::kWriteAheadLog});
  EXPECT_EQ(Troubled(Submit("two")).kind, Trouble::Kind::kLogClosed);
  files_->PowerCut(storage::UnsyncedTail::kDropped);
  harness_.Stop();
  files_->Heal();
  files_->Restart();
  harness_.Start();
  EXPECT_TRUE(Accepted(Submit("one")).replayed);
  const Outcome two = Accepted(Submit("two"));
  EXPECT_FALSE(two.replayed);
  EXPECT_EQ(two.revision, 2u);
}

}  // namespace
}  // namespace traguardo::runtime
