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
  EXPECT_EQ(row.today().state(), OBJECTIVE_STATE_DONE) << "never late by the day of the proposal";
  EXPECT_THAT(MissTexts(row), IsEmpty());
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
