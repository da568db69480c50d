// What keeps the sequencer from recording for a while: a disk that is almost full, and a clock that
// is behind the log. What is recorded is answered and read meanwhile, and it goes on by itself.

#include <rocksdb/env.h>

#include <memory>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/runtime/sequencer/sequencer.h"
#include "services/runtime/states/fact_reader.h"
#include "tests/services/runtime/harness.h"
#include "tests/services/runtime/sequencer/on_faulty_disk.h"
#include "tests/storage/faulty_file_system.h"

namespace traguardo::runtime {
namespace {

using ::testing::HasSubstr;
using testing::Progress;

class SequencerConditionsTest : public OnFaultyDisk {
 protected:
  SequencerConditionsTest() {
    Start();
    harness_.Record(AdoptedPlan());
  }

  // There are no views here, so nobody speaks for them.
  void Start() {
    harness_.Start();
    harness_.readiness->ReportReady(Part::kViews);
  }

  absl::Time RecordedAt(storage::Position position) {
    event::v1::Envelope fact;
    const auto stored = harness_.log->Read(position);
    EXPECT_TRUE(stored.ok() && ParseFact(*stored, Texts::kLeftOut, {}, fact).ok());
    return absl::FromUnixSeconds(fact.recorded_at().seconds());
  }
};

TEST_F(SequencerConditionsTest, LittleRoomRefusesCommandsAndLeavesTheRest) {
  Accepted(Submit("before"));
  const storage::Position head = harness_.log->head();
  files_->SetFreeBytes(10 << 20);
  EXPECT_EQ(Troubled(Submit("first")).kind, Trouble::Kind::kLittleRoom);
  EXPECT_EQ(Troubled(Submit("second")).kind, Trouble::Kind::kLittleRoom);
  EXPECT_FALSE(harness_.readiness->ready());
  EXPECT_THAT(harness_.readiness->why_not(), HasSubstr("log: little room on the disk: "));
  EXPECT_THAT(harness_.readiness->why_not(), HasSubstr("10 MiB free"));
  EXPECT_TRUE(Accepted(Submit("before")).replayed);
  EXPECT_TRUE(harness_.log->Read(head).ok());
  EXPECT_EQ(harness_.log->head(), head);
  EXPECT_TRUE(harness_.log->failure().ok());

  files_->SetFreeBytes(std::nullopt);
  EXPECT_FALSE(Accepted(Submit("first")).replayed);
  EXPECT_TRUE(harness_.readiness->ready());
}

TEST_F(SequencerConditionsTest, LittleRoomIsNoticedAndForgottenWithoutCommands) {
  files_->SetFreeBytes(0);
  EXPECT_TRUE(harness_.readiness->ready());
  harness_.sequencer->LookAround();
  EXPECT_FALSE(harness_.readiness->ready());
  files_->SetFreeBytes(std::nullopt);
  harness_.sequencer->LookAround();
  EXPECT_TRUE(harness_.readiness->ready());
}

TEST_F(SequencerConditionsTest, WhatWaitsWhenTheRoomGoesIsRefusedToo) {
  SubmitResult answer;
  absl::Notification answered;
  {
    Plug plug(harness_);
    harness_.sequencer->Submit(Harness::MakeCommand({Progress("40").On("2024-06-30")}, "waits"),
                               [&](SubmitResult result) {
                                 answer = std::move(result);
                                 answered.Notify();
                               });
    files_->SetFreeBytes(0);
  }
  answered.WaitForNotification();
  EXPECT_EQ(Troubled(answer).kind, Trouble::Kind::kLittleRoom);
}

TEST_F(SequencerConditionsTest, AClosedLogStaysClosedWhateverTheRoom) {
  files_->Plan({.call = storage::FileCall::kSync, .kind = storage::FileKind::kWriteAheadLog});
  EXPECT_EQ(Troubled(Submit("during")).kind, Trouble::Kind::kLogClosed);
  files_->Heal();
  files_->SetFreeBytes(0);
  harness_.sequencer->LookAround();
  files_->SetFreeBytes(std::nullopt);
  harness_.sequencer->LookAround();
  EXPECT_THAT(harness_.readiness->why_not(), HasSubstr("log: closed for writing"));
  EXPECT_EQ(Troubled(Submit("after")).kind, Trouble::Kind::kLogClosed);
}

TEST_F(SequencerConditionsTest, AClockMinutesBehindTheLogRefusesCommands) {
  const absl::Time last = RecordedAt(harness_.log->head());
  harness_.clock.Advance(-absl::Minutes(6));
  EXPECT_EQ(Troubled(Submit("early")).kind, Trouble::Kind::kClockBehind);
  EXPECT_THAT(harness_.readiness->why_not(), HasSubstr("sequencer: the clock is behind the log"));
  // A little behind is what setting a clock right does: the log's time waits for it.
  harness_.clock.Advance(absl::Minutes(2));
  const Outcome accepted = Accepted(Submit("early"));
  EXPECT_EQ(RecordedAt(accepted.position), last);
  EXPECT_TRUE(harness_.readiness->ready());
}

TEST_F(SequencerConditionsTest, AStartWithAClockBehindTheLogIsNotReady) {
  harness_.Stop();
  harness_.clock.Advance(-absl::Hours(24 * 365 * 5));
  Start();
  EXPECT_FALSE(harness_.readiness->ready());
  EXPECT_THAT(harness_.readiness->why_not(), HasSubstr("2024-12-24"));
  EXPECT_THAT(harness_.readiness->why_not(), HasSubstr("2019-12-2"));
  EXPECT_EQ(Troubled(Submit("early")).kind, Trouble::Kind::kClockBehind);
  harness_.clock.Advance(absl::Hours(24 * 365 * 5));
  harness_.sequencer->LookAround();
  EXPECT_TRUE(harness_.readiness->ready()) << harness_.readiness->why_not();
  Accepted(Submit("early"));
}

// A clock that was ahead for a moment, in which nothing was recorded, leaves no trace.
TEST_F(SequencerConditionsTest, OnlyRecordedTimesCount) {
  harness_.clock.Advance(absl::Hours(24 * 365));
  EXPECT_EQ(Refused(harness_.Submit({Progress("40").On("2024-06-30").Of("nobody")})).reason,
            domain::RefusalReason::kObjectiveUnknown);
  harness_.clock.Advance(-absl::Hours(24 * 365));
  Accepted(Submit("now"));
}

// Views wait for room instead of meeting a full disk, and then go on.
TEST(ProjectorRoomTest, WaitsForRoomAndRebuildsNothingWithoutIt) {
  const auto files = std::make_shared<storage::FaultyFileSystem>(1);
  const std::unique_ptr<rocksdb::Env> env = rocksdb::NewCompositeEnv(files);
  HarnessOptions options;
  options.projector.store.env = env.get();
  options.projector.store.write_buffer_bytes = 1 << 20;
  Harness harness(options);
  harness.Start();
  harness.Record(DraftedPlan());
  harness.AwaitViews();
  files->SetFreeBytes(0);
  const storage::Position head =
      harness.Record({testing::Adopted(testing::GiuntaAct("21", "2024-01-31"))});

  absl::Status rebuilt;
  absl::Notification ended;
  ASSERT_TRUE(harness.projector
                  ->Rebuild([](const RebuildProgress&) {},
                            [&](absl::Status status) {
                              rebuilt = std::move(status);
                              ended.Notify();
                            })
                  .ok());
  ended.WaitForNotification();
  EXPECT_TRUE(absl::IsResourceExhausted(rebuilt)) << rebuilt;
  EXPECT_LT(harness.reader->position(), head);
  EXPECT_TRUE(harness.projector->failure().ok());

  files->SetFreeBytes(std::nullopt);
  harness.AwaitViews();
  EXPECT_EQ(harness.reader->position(), head);
}

}  // namespace
}  // namespace traguardo::runtime
