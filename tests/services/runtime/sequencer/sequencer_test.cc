// What becomes of one command at a time.

#include "services/runtime/sequencer/sequencer.h"

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/runtime/states/fact_reader.h"
#include "storage/bytes/sha256.h"
#include "tests/services/runtime/harness.h"
#include "tests/testing/status_matchers.h"

namespace traguardo::runtime {
namespace {

using domain::RefusalReason;
using event::v1::Envelope;
using testing::Deviated;
using testing::Progress;
using testing::StatusIs;

class SequencerTest : public ::testing::Test {
 protected:
  SequencerTest() { harness_.Start(); }

  Envelope ReadFact(storage::Position position, Texts texts = Texts::kIncluded) {
    Envelope fact;
    const auto stored = harness_.log->Read(position);
    EXPECT_TRUE(stored.ok()) << stored.status();
    if (stored.ok() && !ParseFact(*stored, texts, {}, fact).ok()) ADD_FAILURE() << position;
    return fact;
  }

  Harness harness_{[] {
    HarnessOptions options;
    options.with_views = false;
    return options;
  }()};
};

TEST_F(SequencerTest, AnAcceptedCommandIsInTheLogWhenItIsAnswered) {
  harness_.Record(AdoptedPlan());
  const storage::Position before = harness_.log->head();
  const Outcome outcome = Accepted(harness_.Submit({Progress("40").On("2024-06-30")}));
  EXPECT_EQ(outcome.position, before + 1);
  EXPECT_EQ(outcome.first_position, before + 1);
  EXPECT_EQ(outcome.revision, 1u);
  EXPECT_FALSE(outcome.replayed);
  EXPECT_EQ(harness_.log->head(), before + 1);
  const Envelope fact = ReadFact(outcome.position);
  EXPECT_EQ(fact.fact().progress_recorded().percent(), "40");
  EXPECT_EQ(fact.stream(), "plans/2024/objectives/ob-1");
  EXPECT_EQ(fact.command_size(), 1u);
}

TEST_F(SequencerTest, TextsAreKeptBesideTheEnvelopeUnderASaltedHash) {
  harness_.Record(AdoptedPlan());
  const storage::Position position = harness_.Record({Deviated("s1").On("2024-07-01")});
  const auto stored = harness_.log->Read(position);
  ASSERT_TRUE(stored.ok());
  const std::string text = ReadFact(position).fact().scostamento_recorded().description();
  ASSERT_FALSE(text.empty());
  EXPECT_EQ(stored->envelope.find(text), std::string::npos);
  EXPECT_NE(stored->private_part.find(text), std::string::npos);
  const auto hash = storage::Sha256({stored->private_part});
  EXPECT_EQ(ReadFact(position, Texts::kLeftOut).private_hash(),
            std::string(hash.begin(), hash.end()));
  event::v1::PrivatePart part;
  ASSERT_TRUE(part.ParseFromString(stored->private_part));
  EXPECT_EQ(part.salt().size(), 16u);
}

TEST_F(SequencerTest, ARefusalLeavesTheLogAsItWas) {
  const SubmitResult answer = harness_.Submit({Progress("40").On("2024-06-30")});
  EXPECT_EQ(Refused(answer).reason, RefusalReason::kEnteNotRegistered);
  EXPECT_EQ(harness_.log->head(), 0u);
  EXPECT_EQ(harness_.sequencer->ReadStatistics().refused, 1u);
}

TEST_F(SequencerTest, TheSameRequestGetsTheSameAnswerAlsoAfterARestart) {
  harness_.Record(AdoptedPlan());
  const Submission command =
      Harness::MakeCommand({Deviated("s1").On("2024-07-01")}, "the same request");
  const Outcome first = Accepted(harness_.Submit(command));
  ASSERT_FALSE(first.warnings.empty());
  const storage::Position head = harness_.log->head();
  for (const bool restart : {false, true}) {
    if (restart) harness_.Restart();
    const Outcome again = Accepted(harness_.Submit(command));
    EXPECT_TRUE(again.replayed);
    EXPECT_EQ(again.position, first.position);
    EXPECT_EQ(again.first_position, first.first_position);
    EXPECT_EQ(again.revision, first.revision);
    ASSERT_EQ(again.warnings.size(), first.warnings.size());
    for (size_t i = 0; i < again.warnings.size(); ++i) {
      EXPECT_EQ(again.warnings[i].SerializeAsString(), first.warnings[i].SerializeAsString());
    }
    EXPECT_EQ(harness_.log->head(), head);
  }
}

TEST_F(SequencerTest, ARequestIdWithOtherContentIsRefused) {
  harness_.Record(AdoptedPlan());
  Accepted(harness_.Submit(Harness::MakeCommand({Progress("40").On("2024-06-30")}, "id")));
  const SubmitResult other =
      harness_.Submit(Harness::MakeCommand({Progress("50").On("2024-06-30")}, "id"));
  EXPECT_EQ(Troubled(other).kind, Trouble::Kind::kRequestIdReused);
  const SubmitResult of_another_ente =
      harness_.Submit(Harness::MakeCommand({testing::Registered()}, "id", "altro"));
  EXPECT_EQ(Accepted(of_another_ente).revision, 1u);
}

TEST_F(SequencerTest, ARefusedRequestMayComeAgainAndBeAccepted) {
  const Submission early = Harness::MakeCommand({testing::Drafted().On("2024-01-01")}, "early");
  EXPECT_EQ(Refused(harness_.Submit(early)).reason, RefusalReason::kEnteNotRegistered);
  harness_.Record({testing::Registered()});
  EXPECT_EQ(Accepted(harness_.Submit(early)).position, 2u);
}

TEST_F(SequencerTest, FactsOfOneCommandAreAllRecordedOrNone) {
  harness_.Record(AdoptedPlan());
  const storage::Position head = harness_.log->head();
  const SubmitResult refused = harness_.Submit(
      {Progress("10").On("2024-03-31"), Progress("20").On("2024-03-31").Of("nobody")});
  EXPECT_EQ(Refused(refused).reason, RefusalReason::kObjectiveUnknown);
  EXPECT_EQ(Refused(refused).proposal_index, 1);
  EXPECT_EQ(harness_.log->head(), head);
  // The first proposal had changed the state: what is judged next must not see it.
  Submission next = Harness::MakeCommand({Progress("30").On("2024-03-31")}, "next");
  next.command.expected_revision = 0;
  const Outcome accepted = Accepted(harness_.Submit(next));
  EXPECT_EQ(accepted.revision, 1u);
  EXPECT_TRUE(accepted.warnings.empty());
  const Outcome both = Accepted(harness_.Submit(
      {Progress("40").On("2024-04-30"), Progress("50").On("2024-04-30").Of("ob-2")}));
  EXPECT_EQ(both.position, both.first_position + 1);
  EXPECT_EQ(ReadFact(both.position).command_index(), 1u);
  EXPECT_EQ(ReadFact(both.position).command_size(), 2u);
}

TEST_F(SequencerTest, ACorrectedFactNoLongerCountsForTheNextCommand) {
  harness_.Record(AdoptedPlan());
  const storage::Position wrong = harness_.Record({testing::Reached("bando").On("2024-05-31")});
  const SubmitResult twice = harness_.Submit({testing::Reached("bando").On("2024-06-15")});
  EXPECT_EQ(Refused(twice).reason, RefusalReason::kMilestoneAlreadyReached);
  harness_.Record({Correction(wrong)});
  Accepted(harness_.Submit({testing::Reached("bando").On("2024-06-15")}));
  const SubmitResult unknown = harness_.Submit({Correction(harness_.log->head() + 1)});
  EXPECT_EQ(Refused(unknown).reason, RefusalReason::kCorrectedFactUnknown);
}

TEST_F(SequencerTest, WithdrawnTextsAreGoneWhenTheWithdrawalIsAnswered) {
  harness_.Record(AdoptedPlan());
  const storage::Position position = harness_.Record({Deviated("s1").On("2024-07-01")});
  harness_.Record({Withdrawal({position})});
  const auto stored = harness_.log->Read(position);
  ASSERT_TRUE(stored.ok());
  EXPECT_TRUE(stored->private_withdrawn);
  EXPECT_EQ(ReadFact(position).fact().scostamento_recorded().description(), "");
  harness_.Restart();
  Accepted(harness_.Submit({testing::DeviationClosed("s1").On("2024-08-01")}));
}

TEST_F(SequencerTest, AWithdrawalCutShortIsCarriedOutAtTheNextStart) {
  harness_.Record(AdoptedPlan());
  const storage::Position position = harness_.Record({Deviated("s1").On("2024-07-01")});
  // As a server leaves it that is killed between recording the withdrawal and carrying it out.
  harness_.sequencer->Stop();
  storage::AppendGroup group;
  Envelope fact = Withdrawal({position}).Build();
  fact.set_position(position + 1);
  fact.set_ente(kDemo);
  fact.set_stream("ente");
  fact.set_revision(3);
  fact.set_command_size(1);
  const std::string bytes = fact.SerializeAsString();
  group.facts.push_back({position + 1, kDemo, "ente", 3, bytes, "", "0123456789abcdef"});
  group.requests.push_back(
      {{kDemo, "segretario", storage::HashRequestId("withdraw")}, {}, position + 1, 1, ""});
  ASSERT_TRUE(harness_.log
                  ->PutOperational("runtime/withdrawals under way",
                                   absl::StrCat(position + 1, " ", position + 1))
                  .ok());
  ASSERT_TRUE(harness_.log->Append(group).ok());
  ASSERT_FALSE(harness_.log->Read(position)->private_part.empty());
  harness_.Restart();
  EXPECT_TRUE(harness_.log->Read(position)->private_withdrawn);
  harness_.sequencer.reset();  // waits for the erasure
  EXPECT_THAT(harness_.log->GetOperational("runtime/withdrawals under way"),
              StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(SequencerTest, RecordedAtNeverRunsBackwards) {
  harness_.Record({testing::Registered()});
  harness_.clock.Advance(-absl::Minutes(4));
  harness_.Record({testing::OrganisedAs({testing::UnitNamed("tributi")})});
  harness_.Restart();
  harness_.Record({testing::Drafted()});
  const int64_t first = ReadFact(1).recorded_at().seconds();
  EXPECT_EQ(ReadFact(2).recorded_at().seconds(), first);
  EXPECT_EQ(ReadFact(3).recorded_at().seconds(), first);
  harness_.clock.Advance(absl::Minutes(64));
  harness_.Record({testing::RulesAdopted()});
  EXPECT_EQ(ReadFact(4).recorded_at().seconds(), first + 3600);
}

TEST_F(SequencerTest, TodayFollowsTheClockAcrossMidnightInItaly) {
  harness_.Record({testing::Registered()});
  // 23:30 in Italy on 24 December.
  harness_.clock.Set(absl::FromCivil(absl::CivilMinute(2024, 12, 24, 22, 30), absl::UTCTimeZone()));
  EXPECT_EQ(Refused(harness_.Submit({testing::Drafted().On("2024-12-25")})).reason,
            RefusalReason::kEffectiveDateInFuture);
  harness_.clock.Advance(absl::Minutes(30));
  Accepted(harness_.Submit({testing::Drafted().On("2024-12-25")}));
}

TEST_F(SequencerTest, ACommandPastItsDeadlineIsNotRecorded) {
  Submission late = Harness::MakeCommand({testing::Registered()}, "late");
  late.deadline = harness_.clock.Now();
  EXPECT_EQ(Troubled(harness_.Submit(late)).kind, Trouble::Kind::kDeadlinePassed);

  Submission waits = Harness::MakeCommand({testing::Registered()}, "waits");
  waits.deadline = harness_.clock.Now() + absl::Seconds(1);
  SubmitResult answer;
  absl::Notification answered;
  {
    Plug plug(harness_);
    harness_.sequencer->Submit(waits, [&](SubmitResult result) {
      answer = std::move(result);
      answered.Notify();
    });
    harness_.clock.Advance(absl::Seconds(2));
  }
  answered.WaitForNotification();
  EXPECT_EQ(Troubled(answer).kind, Trouble::Kind::kDeadlinePassed);
  EXPECT_EQ(harness_.log->head(), 1u);  // the plug's
}

TEST_F(SequencerTest, WhatDoesNotFitTheLogIsRefusedByName) {
  harness_.Record(AdoptedPlan());
  const auto long_note = [](size_t bytes) {
    return [bytes](event::v1::Fact& fact) {
      fact.mutable_progress_recorded()->set_note(std::string(bytes, 'x'));
    };
  };
  const SubmitResult one_fact = harness_.Submit(
      {Progress("10").On("2024-06-30"), Progress("20").On("2024-06-30").With(long_note(70 << 10))});
  EXPECT_EQ(Troubled(one_fact).kind, Trouble::Kind::kTooLarge);
  EXPECT_EQ(Troubled(one_fact).proposal_index, 1);
  // A text may be longer than an envelope may be; whether it is too long for its field is the
  // domain's to say.
  EXPECT_EQ(
      Refused(harness_.Submit({Progress("10").On("2024-06-30").With(long_note(60 << 10))})).reason,
      RefusalReason::kFieldInvalid);
  const std::vector<FactBuilder> many(120,
                                      Progress("10").On("2024-06-30").With(long_note(60 << 10)));
  EXPECT_EQ(Troubled(harness_.Submit(many)).kind, Trouble::Kind::kTooLarge);
}

TEST_F(SequencerTest, WhatIsQueuedIsAnsweredBeforeAStopAndNothingAfter) {
  harness_.Record(AdoptedPlan());
  std::atomic<int> accepted{0};
  auto plug = std::make_unique<Plug>(harness_);
  constexpr int kQueued = 50;
  for (int i = 0; i < kQueued; ++i) {
    harness_.sequencer->Submit(
        Harness::MakeCommand({Progress("40").On("2024-06-30")}, absl::StrCat("queued ", i)),
        [&](SubmitResult result) { accepted += std::holds_alternative<Outcome>(result); });
  }
  std::thread stopping([&] { harness_.sequencer->Stop(); });
  // The plug lets go only when the queues are closed: then a newcomer is told so at once.
  std::atomic<bool> is_closed{false};
  while (!is_closed) {
    harness_.sequencer->Submit(
        Harness::MakeCommand({Progress("40").On("2024-06-30")}, "queued 0"),
        [&](SubmitResult result) {
          const auto* const trouble = std::get_if<Trouble>(&result);
          if (trouble != nullptr && trouble->kind == Trouble::Kind::kShuttingDown) is_closed = true;
        });
    std::this_thread::yield();
  }
  plug.reset();
  stopping.join();
  EXPECT_EQ(accepted, kQueued);
  const SubmitResult after = harness_.Submit({Progress("50").On("2024-06-30")});
  EXPECT_EQ(Troubled(after).kind, Trouble::Kind::kShuttingDown);
  // What was accepted is answered for ever.
  EXPECT_TRUE(
      Accepted(harness_.Submit(Harness::MakeCommand({Progress("40").On("2024-06-30")}, "queued 0")))
          .replayed);
}

}  // namespace
}  // namespace traguardo::runtime
