// The last word on a result: the Nucleo's assessment, then the proposed final result, then what was
// declared through the year.

#include "services/projection/today/final_word.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/services/projection/year_story.h"

namespace traguardo::projection {
namespace {

using testing::Assessed;
using testing::Definition;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::Progress;
using testing::Proposed;
using namespace view::v1;  // NOLINT: the states, by their names

Definition DueInSeptember() { return Definition("1").ByDate("2024-09-30"); }

testing::FactBuilder AssessedAs(event::v1::Outcome outcome) {
  return Assessed("").With(
      [&](event::v1::Fact& fact) { fact.mutable_final_result_assessed()->set_outcome(outcome); });
}

TEST(FinalWord, ReachedEndsWhatNobodyDeclared) {
  YearStory story(DueInSeptember(), {.silence_days = 60});
  EXPECT_EQ(story.StateOf("2025-01-20"), OBJECTIVE_STATE_LATE);
  story.Tell(Proposed("100").On("2025-01-31"));
  const view::v1::Objective row = story.On("2025-02-01");
  EXPECT_EQ(row.today().state(), OBJECTIVE_STATE_DONE_LATE) << "nobody said that it was in time";
  EXPECT_THAT(MissTexts(row), ElementsAre("deadline 2024-09-30 →  since 2024-10-01"));
  EXPECT_FALSE(row.today().silent());
  EXPECT_EQ(row.results(0).declaration(), DECLARATION_DECLARED);
  EXPECT_EQ(row.results(0).percent(), "100");
  EXPECT_EQ(row.results(0).done_on(), "") << "nobody said since when";
  EXPECT_EQ(row.results(0).last_reported_on(), "2025-01-31");
  EXPECT_EQ(story.StateOf("2025-01-30"), OBJECTIVE_STATE_LATE) << "as it was known then";
}

TEST(FinalWord, AssessedAsReachedWeighsMoreThanWhatWasDeclaredBelow) {
  YearStory story(DueInSeptember());
  story.Tell(Progress("60").On("2024-09-30"));
  EXPECT_EQ(story.StateOf("2024-10-01"), OBJECTIVE_STATE_LATE);
  story.Tell(AssessedAs(event::v1::OUTCOME_REACHED).On("2025-03-10"));
  const view::v1::Objective row = story.On("2025-03-10");
  EXPECT_EQ(row.today().state(), OBJECTIVE_STATE_DONE);
  EXPECT_THAT(MissTexts(row), IsEmpty());
  EXPECT_EQ(row.results(0).percent(), "60") << "what was declared stays readable";
}

// Whoever missed the deadline proposed 100 in January, and the year forgot it.
TEST(FinalWord, ProposedAsReachedLeavesItLateUntilTheNucleoSaysOtherwise) {
  YearStory story(DueInSeptember());
  story.Tell(Progress("60").On("2024-12-20"));
  story.Tell(Proposed("100").On("2025-01-31"));
  EXPECT_EQ(story.StateOf("2025-02-01"), OBJECTIVE_STATE_DONE_LATE);
  EXPECT_THAT(MissTexts(story.On("2025-02-01")),
              ElementsAre("deadline 2024-09-30 →  since 2024-10-01"));
  story.Tell(Assessed("100").On("2025-03-10"));
  EXPECT_EQ(story.StateOf("2025-03-10"), OBJECTIVE_STATE_DONE);
  EXPECT_THAT(MissTexts(story.On("2025-03-10")), IsEmpty());
}

TEST(FinalWord, ALateDeclarationThatWasLoweredIsNoLessLateForTheProposal) {
  YearStory story(DueInSeptember());
  story.Tell(Progress("100").On("2024-10-10"));
  story.Tell(Progress("95").On("2024-11-10"));
  story.Tell(Proposed("100").On("2025-01-31"));
  EXPECT_EQ(story.StateOf("2025-02-01"), OBJECTIVE_STATE_DONE_LATE);
  EXPECT_THAT(MissTexts(story.On("2025-02-01")), ::testing::SizeIs(1));
}

TEST(FinalWord, ProposedAsReachedIsInTimeWhereSomethingSaysSo) {
  YearStory declared(DueInSeptember());
  declared.Tell(Progress("100").On("2024-09-20"));
  declared.Tell(Proposed("100").On("2025-01-31"));
  YearStory measured(
      DueInSeptember().Add(testing::IndicatorOf("avvisi", event::v1::DIRECTION_UP, "100")));
  measured.Tell(testing::Measured("avvisi", "100").On("2024-09-30"));
  measured.Tell(Proposed("100").On("2025-01-31"));
  YearStory proposed(DueInSeptember());
  proposed.Tell(Proposed("100").On("2024-09-30"));
  for (const YearStory* story : {&declared, &measured, &proposed}) {
    EXPECT_EQ(story->StateOf("2025-02-01"), OBJECTIVE_STATE_DONE);
    EXPECT_THAT(MissTexts(story->On("2025-02-01")), IsEmpty());
  }
}

// It goes on until its end, so the first word on the whole of it comes after it.
TEST(FinalWord, AnActivityIsProposedAsReachedAfterItsEnd) {
  YearStory story(Definition("1").Continuous());
  story.Tell(Progress("70").On("2024-09-30"));
  story.Tell(Proposed("100").On("2025-01-31"));
  EXPECT_EQ(story.StateOf("2025-02-01"), OBJECTIVE_STATE_DONE);
  YearStory late(Definition("1").Continuous());
  late.Tell(Progress("50").On("2024-12-31"));
  late.Tell(Proposed("100").On("2025-01-31"));
  EXPECT_EQ(late.StateOf("2025-02-01"), OBJECTIVE_STATE_DONE_LATE) << "it was short at its end";
  EXPECT_THAT(MissTexts(late.On("2025-02-01")),
              ElementsAre("deadline 2024-12-31 →  since 2025-01-01"))
      << "what is made good in January was not there in December";
}

// What its phases say at its end is a word on the whole.
TEST(FinalWord, AnActivityWhosePhasesWereShortAtItsEndIsLate) {
  YearStory story(Definition("1")
                      .Continuous()
                      .Add(testing::PhaseOf("p1", "60", "", "2024-06-30"))
                      .Add(testing::PhaseOf("p2", "40", "", "2024-12-31")));
  story.Tell(testing::PhaseProgress("p1", "100").On("2024-06-30"));
  story.Tell(testing::PhaseProgress("p2", "0").On("2024-12-31"));
  story.Tell(Proposed("100").On("2025-01-10"));
  EXPECT_EQ(story.On("2025-02-01").results(0).declared_short_on(), "2024-12-31");
  EXPECT_EQ(story.StateOf("2025-02-01"), OBJECTIVE_STATE_DONE_LATE);
}

// The same rule for what is declared.
TEST(FinalWord, AnActivityIsDeclaredLateOnlyWhereItWasShortAtItsEnd) {
  YearStory story(Definition("1").Continuous());
  story.Tell(Progress("70").On("2024-09-30"));
  story.Tell(Progress("100").On("2025-01-10"));
  EXPECT_EQ(story.StateOf("2025-02-01"), OBJECTIVE_STATE_DONE);
  EXPECT_THAT(MissTexts(story.On("2025-02-01")), IsEmpty());
  YearStory late(Definition("1").Continuous());
  late.Tell(Progress("80").On("2024-12-31"));
  late.Tell(Progress("100").On("2025-01-20"));
  EXPECT_EQ(late.StateOf("2025-02-01"), OBJECTIVE_STATE_DONE_LATE);
  EXPECT_THAT(MissTexts(late.On("2025-02-01")),
              ElementsAre("deadline 2024-12-31 → 2025-01-20 since 2025-01-01"));
}

TEST(FinalWord, WhatIsDeclaredAfterAProposalCountsInItsPlace) {
  YearStory made_good(DueInSeptember());
  made_good.Tell(Proposed("80").On("2024-10-10"));
  EXPECT_THAT(MissTexts(made_good.On("2024-10-11")),
              ElementsAre("progress 100 → 80 since 2024-10-01"));
  made_good.Tell(Progress("100").On("2024-12-10"));
  const view::v1::Objective row = made_good.On("2024-12-11");
  EXPECT_EQ(row.today().state(), OBJECTIVE_STATE_DONE_LATE);
  EXPECT_EQ(row.results(0).done_on(), "2024-12-10");
  EXPECT_THAT(MissTexts(row), ElementsAre("deadline 2024-09-30 → 2024-12-10 since 2024-10-01"));

  YearStory taken_back(DueInSeptember());
  taken_back.Tell(Proposed("100").On("2024-09-10"));
  EXPECT_EQ(taken_back.StateOf("2024-09-11"), OBJECTIVE_STATE_DONE);
  taken_back.Tell(Progress("60").On("2024-12-10"));
  EXPECT_EQ(taken_back.StateOf("2024-12-11"), OBJECTIVE_STATE_LATE);
  taken_back.Tell(Assessed("100").On("2025-03-10"));
  EXPECT_EQ(taken_back.StateOf("2025-03-10"), OBJECTIVE_STATE_DONE) << "the last word";
}

TEST(FinalWord, PhasesThatAreCompletedAfterAProposalCountInItsPlace) {
  YearStory story(DueInSeptember()
                      .Add(testing::PhaseOf("p1", "40", "", "2024-04-30"))
                      .Add(testing::PhaseOf("p2", "60", "", "2024-09-30")));
  story.Tell(testing::PhaseProgress("p1", "100").On("2024-04-30"));
  story.Tell(Proposed("80").On("2024-10-10"));
  EXPECT_EQ(story.StateOf("2024-10-11"), OBJECTIVE_STATE_LATE);
  story.Tell(testing::PhaseProgress("p2", "100").On("2024-12-10"));
  EXPECT_EQ(story.StateOf("2024-12-11"), OBJECTIVE_STATE_DONE_LATE);
  EXPECT_EQ(story.On("2024-12-11").results(0).done_on(), "2024-12-10");
}

TEST(FinalWord, AssessedBelowIsNotDoneWhateverWasDeclared) {
  YearStory story(DueInSeptember());
  story.Tell(Progress("100").On("2024-09-20"));
  story.Tell(Proposed("100").On("2025-01-31"));
  EXPECT_EQ(story.StateOf("2025-02-01"), OBJECTIVE_STATE_DONE);
  EXPECT_EQ(story.On("2025-02-01").results(0).done_on(), "2024-09-20");
  story.Tell(Assessed("0").On("2025-03-10"));
  const view::v1::Objective row = story.On("2025-03-10");
  EXPECT_EQ(row.today().state(), OBJECTIVE_STATE_LATE);
  EXPECT_EQ(row.results(0).done_on(), "");
  EXPECT_THAT(MissTexts(row), ElementsAre("progress 100 → 0 since 2024-10-01"));
}

TEST(FinalWord, AnOutcomeBelowIsAShortfallInWords) {
  YearStory story(DueInSeptember());
  story.Tell(Progress("100").On("2024-09-20"));
  story.Tell(AssessedAs(event::v1::OUTCOME_NOT_REACHED).On("2025-03-10"));
  EXPECT_THAT(MissTexts(story.On("2025-03-10")),
              ElementsAre("progress 100 → not_reached since 2024-10-01"));
  story.Tell(testing::Deviated("s1").On("2025-03-20"));
  EXPECT_THAT(MissTexts(story.On("2025-03-20")), IsEmpty());
}

TEST(FinalWord, DoneLateStaysDoneLate) {
  YearStory story(DueInSeptember());
  story.Tell(Progress("100").On("2024-10-20"));
  story.Tell(Assessed("100").On("2025-03-10"));
  EXPECT_EQ(story.StateOf("2025-03-10"), OBJECTIVE_STATE_DONE_LATE);
  EXPECT_THAT(MissTexts(story.On("2025-03-10")),
              ElementsAre("deadline 2024-09-30 → 2024-10-20 since 2024-10-01"));
}

// A proposal at the end of the year does not make a known lateness unknown.
TEST(FinalWord, AFigureOfTheDeadlinesDayStillSaysThatItWasLate) {
  YearStory story(
      DueInSeptember().Add(testing::IndicatorOf("avvisi", event::v1::DIRECTION_UP, "100")));
  story.Tell(testing::Measured("avvisi", "40").On("2024-09-30"));
  story.Tell(testing::Measured("avvisi", "100").On("2024-11-15"));
  const std::vector<std::string> missed = MissTexts(story.On("2024-12-01"));
  story.Tell(Proposed("100").On("2025-01-31"));
  EXPECT_EQ(story.StateOf("2025-02-01"), OBJECTIVE_STATE_DONE_LATE);
  EXPECT_EQ(MissTexts(story.On("2025-02-01")), missed);
}

TEST(FinalWord, MeasuredAsMetIsNotDoneWhenItIsAssessedBelow) {
  YearStory story(
      DueInSeptember().Add(testing::IndicatorOf("avvisi", event::v1::DIRECTION_UP, "100")));
  story.Tell(testing::Measured("avvisi", "100").On("2024-09-30"));
  EXPECT_EQ(story.StateOf("2024-10-01"), OBJECTIVE_STATE_DONE);
  story.Tell(Assessed("70").On("2025-03-10"));
  EXPECT_EQ(story.StateOf("2025-03-10"), OBJECTIVE_STATE_LATE);
  EXPECT_THAT(MissTexts(story.On("2025-03-10")), ElementsAre("progress 100 → 70 since 2024-10-01"));
}

TEST(FinalWord, WhatIsDueWithTheDeadlineIsKeptWithTheWhole) {
  YearStory story(DueInSeptember()
                      .Add(testing::MilestoneOf("bando", "2024-03-31"))
                      .Add(testing::MilestoneOf("fine", "2024-09-30")));
  story.Tell(Assessed("100").On("2025-03-10"));
  EXPECT_THAT(MissTexts(story.On("2025-03-10")),
              ElementsAre("milestone:bando 2024-03-31 →  since 2024-04-01"))
      << "of a day in between nobody has said anything";
}

TEST(FinalWord, TheRowSaysWhoProposedAndWhoAssessedAndWhy) {
  YearStory story(DueInSeptember());
  story.Tell(Proposed("95").On("2025-01-31").By("resp-tributi").With([](event::v1::Fact& fact) {
    fact.mutable_final_result_proposed()->set_note("Due atti a gennaio");
  }));
  story.Tell(Assessed("90").On("2025-03-10").With([](event::v1::Fact& fact) {
    fact.mutable_final_result_assessed()->set_reasons("Tre atti fuori termine");
  }));
  const view::v1::UnitResult result = story.On("2025-03-10").results(0);
  EXPECT_EQ(result.final_proposed().principal(), "resp-tributi");
  EXPECT_EQ(result.final_proposed().effective_on(), "2025-01-31");
  EXPECT_EQ(result.final_proposed_note(), "Due atti a gennaio");
  EXPECT_EQ(result.final_assessed().principal(), "nucleo");
  EXPECT_EQ(result.final_assessed_percent(), "90");
  EXPECT_EQ(result.final_assessed_reasons(), "Tre atti fuori termine");
  EXPECT_EQ(result.percent(), "95") << "nobody declared before";
}

TEST(FinalWord, NobodyIsSilentAboutWhatTheNucleoHasAssessed) {
  YearStory story(DueInSeptember(), {.silence_days = 30});
  story.Tell(Proposed("60").On("2025-01-31"));
  EXPECT_EQ(story.On("2025-02-10").today().silence_days(), 10) << "a report of its day";
  EXPECT_TRUE(story.On("2025-03-09").today().silent());
  story.Tell(Assessed("60").On("2025-03-10"));
  EXPECT_FALSE(story.On("2025-06-01").today().has_silence_days());
  EXPECT_FALSE(story.On("2025-06-01").today().silent());
}

TEST(FinalWord, WithoutADeadlineTheShortfallDatesFromTheWord) {
  YearStory story(Definition("1").NotStated());
  story.Tell(Assessed("80").On("2024-12-10"));
  EXPECT_THAT(MissTexts(story.On("2024-12-10")), ElementsAre("progress 100 → 80 since 2024-12-10"));
}

TEST(Shortfall, IsThePercentElseTheOutcome) {
  EXPECT_EQ(Shortfall("80", event::v1::OUTCOME_REACHED), "80");
  EXPECT_EQ(Shortfall("", event::v1::OUTCOME_PARTLY_REACHED), "partly_reached");
  EXPECT_EQ(Shortfall("100", event::v1::OUTCOME_UNSPECIFIED), std::nullopt);
  EXPECT_EQ(Shortfall("", event::v1::OUTCOME_UNSPECIFIED), std::nullopt) << "nothing was said";
}

}  // namespace
}  // namespace traguardo::projection
