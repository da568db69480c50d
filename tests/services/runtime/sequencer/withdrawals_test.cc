// What a withdrawal of many texts costs others, and what it leaves when it is cut short.

#include "services/runtime/sequencer/withdrawals.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/runtime/commands/pointed_at.h"
#include "services/runtime/sequencer/ente_queues.h"
#include "services/runtime/sequencer/sequencer.h"
#include "tests/services/runtime/harness.h"
#include "tests/services/runtime/sequencer/on_faulty_disk.h"
#include "tests/storage/faulty_file_system.h"
#include "tests/testing/status_matchers.h"

namespace traguardo::runtime {
namespace {

using storage::FileCall;
using storage::FileKind;
using testing::Progress;
using testing::StatusIs;

class WithdrawalsTest : public OnFaultyDisk {
 protected:
  WithdrawalsTest() {
    harness_.Start();
    harness_.Record(AdoptedPlan());
  }

  // Facts with a note each; their positions.
  std::vector<uint64_t> RecordNotes(size_t count) {
    const auto noted = [](event::v1::Fact& fact) {
      fact.mutable_progress_recorded()->set_note("Ne parla una persona");
    };
    const std::vector<FactBuilder> facts(count, Progress("40").On("2024-06-30").With(noted));
    const storage::Position last = harness_.RecordTogether(facts);
    std::vector<uint64_t> positions;
    for (storage::Position at = last - count + 1; at <= last; ++at) positions.push_back(at);
    return positions;
  }
  bool IsWithdrawn(storage::Position position) {
    const auto fact = harness_.log->Read(position);
    EXPECT_TRUE(fact.ok()) << fact.status();
    return fact.ok() && fact->private_withdrawn && fact->private_part.empty();
  }
};

// It once was one read and one synced write per fact, with all enti waiting.
TEST_F(WithdrawalsTest, ManyTextsAreWithdrawnInTheWriteThatRecordsIt) {
  const std::vector<uint64_t> positions = RecordNotes(1000);
  // Counts the log's syncs; none fails.
  files_->Plan({.at_call = 1'000'000, .call = FileCall::kSync, .kind = FileKind::kWriteAheadLog});
  const uint64_t groups = harness_.sequencer->ReadStatistics().groups;
  harness_.Record({Withdrawal(positions)});
  for (const uint64_t position : positions) ASSERT_TRUE(IsWithdrawn(position)) << position;
  EXPECT_EQ(harness_.sequencer->ReadStatistics().groups, groups + 1);
  harness_.sequencer.reset();  // waits for the erasure
  // The group, and whatever the erasure's flush and the note's removal take.
  EXPECT_LT(files_->calls(), 10u);
  EXPECT_THAT(harness_.log->GetOperational(Withdrawals::kNoteKey),
              StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(WithdrawalsTest, OneCommandWithdrawsWhatOneWriteHolds) {
  std::vector<uint64_t> positions = RecordNotes(kMaxWithdrawnAtOnce);
  const uint64_t one_more = RecordNotes(1).front();
  positions.push_back(one_more);
  EXPECT_EQ(Troubled(harness_.Submit({Withdrawal(positions)})).kind, Trouble::Kind::kTooLarge);
  // However they are spread over its facts.
  positions.pop_back();
  EXPECT_EQ(Troubled(harness_.Submit({Withdrawal(positions), Withdrawal({one_more})})).kind,
            Trouble::Kind::kTooLarge);
  EXPECT_FALSE(IsWithdrawn(positions.front()));
  harness_.Record({Withdrawal(positions)});
  EXPECT_TRUE(IsWithdrawn(positions.back()));
  EXPECT_FALSE(IsWithdrawn(one_more));
}

// A share of a group is counted in what is written, so that others come between two withdrawals.
TEST(WithdrawalsInQueuesTest, CountAsTheFactsTheyWriteAgain) {
  EnteQueues queues{SequencerOptions()};
  const auto push = [&queues](std::string ente, size_t withdrawn) {
    auto command = std::make_unique<PendingCommand>();
    command->key.ente = std::move(ente);
    command->command.proposals.emplace_back();
    command->withdrawn_count = withdrawn;
    EXPECT_EQ(queues.Push(command), EnteQueues::PushResult::kQueued);
  };
  push("a", 500);
  push("a", 500);
  push("b", 0);
  std::vector<EnteQueues::Task> tasks;
  ASSERT_TRUE(queues.BeginGroup(tasks));
  std::vector<std::unique_ptr<PendingCommand>> taken;
  const EnteQueues::Room room{1024, 4096, 8 << 20};
  EXPECT_EQ(queues.Take(room, true, taken)->ente, "a");
  EXPECT_EQ(taken.size(), 1u);
  EXPECT_EQ(queues.Take(room, false, taken)->ente, "b");
  EXPECT_EQ(queues.Take(room, false, taken), nullptr);
  ASSERT_TRUE(queues.BeginGroup(tasks));
  EXPECT_EQ(queues.Take(room, true, taken)->ente, "a");
}

TEST_F(WithdrawalsTest, WhatIsNotRecordedTakesNothingAway) {
  const std::vector<uint64_t> positions = RecordNotes(20);
  files_->Plan({.call = FileCall::kSync, .kind = FileKind::kWriteAheadLog});
  EXPECT_EQ(Troubled(harness_.Submit({Withdrawal(positions)})).kind, Trouble::Kind::kLogClosed);
  files_->PowerCut(storage::UnsyncedTail::kDropped);
  harness_.Stop();
  files_->Heal();
  files_->Restart();
  harness_.Start();
  EXPECT_EQ(harness_.log->head(), positions.back());
  for (const uint64_t position : positions) EXPECT_FALSE(IsWithdrawn(position));
  EXPECT_THAT(harness_.log->GetOperational(Withdrawals::kNoteKey),
              StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(WithdrawalsTest, FactsThatAreNotThereOrAreAnotherEntesAreRefused) {
  const std::vector<uint64_t> positions = RecordNotes(1);
  EXPECT_EQ(Refused(harness_.Submit({Withdrawal({harness_.log->head() + 5})})).reason,
            domain::RefusalReason::kPositionUnknown);
  harness_.Record({testing::Registered()}, "altro");
  EXPECT_EQ(Refused(harness_.Submit({Withdrawal(positions)}, "altro")).reason,
            domain::RefusalReason::kPositionUnknown);
  EXPECT_FALSE(IsWithdrawn(positions.front()));
}

}  // namespace
}  // namespace traguardo::runtime
