// How an objective stands on a day.

#include "services/domain/status/objective_status.h"

#include <gtest/gtest.h>

#include <string>

#include "services/domain/evolve/evolve.h"
#include "tests/testing/fact_builder.h"

namespace traguardo::domain {
namespace {

using namespace traguardo::testing;  // NOLINT: the facts read as sentences.

DayNumber DayOf(const std::string& date) { return ParseCivilDate(date)->first_day_number(); }

class ObjectiveStatusTest : public ::testing::Test {
 protected:
  void Given(const FactBuilder& fact) { Evolve(state_, story_.Add(fact)); }
  const Objective& Ob() { return state_.years.at(2024).objectives.at("ob-1"); }

  Story story_{"demo"};
  Ente state_;
};

TEST_F(ObjectiveStatusTest, ItIsExcludedFromTheDayOn) {
  Given(Excluded(event::v1::EXCLUSION_CAUSE_FUNDING_LOST).On("2024-05-10"));
  EXPECT_FALSE(IsExcludedOn(Ob(), "", DayOf("2024-05-09")));
  EXPECT_TRUE(IsExcludedOn(Ob(), "", DayOf("2024-05-10")));
  EXPECT_TRUE(IsExcludedOn(Ob(), "tributi", DayOf("2024-05-10"))) << "with all its units";
  EXPECT_EQ(ExclusionOf(Ob(), "tributi")->value.cause, event::v1::EXCLUSION_CAUSE_FUNDING_LOST);
}

TEST_F(ObjectiveStatusTest, OneUnitMayBeExcludedAlone) {
  Given(Excluded().For("polizia").On("2024-05-10"));
  EXPECT_TRUE(IsExcludedOn(Ob(), "polizia", DayOf("2024-06-01")));
  EXPECT_FALSE(IsExcludedOn(Ob(), "tributi", DayOf("2024-06-01")));
  EXPECT_FALSE(IsExcludedOn(Ob(), "", DayOf("2024-06-01")));
  EXPECT_TRUE(ExclusionOf(Ob(), "polizia").is_set());
  EXPECT_FALSE(ExclusionOf(Ob(), "").is_set());
}

TEST_F(ObjectiveStatusTest, ASuspensionLastsUntilItIsResumed) {
  Given(Resumed().On("2024-06-01"));
  Given(Suspended().On("2024-03-01"));
  EXPECT_FALSE(IsSuspendedOn(Ob(), "", DayOf("2024-02-29")));
  EXPECT_TRUE(IsSuspendedOn(Ob(), "", DayOf("2024-05-31")));
  EXPECT_FALSE(IsSuspendedOn(Ob(), "", DayOf("2024-06-01")));
  EXPECT_TRUE(IsSuspendedOn(Ob(), "tributi", DayOf("2024-05-31")));
  EXPECT_EQ(SuspendedBy(Ob(), "", DayOf("2024-05-31")).EffectiveOn(), "2024-03-01");

  Given(Suspended().For("polizia").On("2024-09-01"));
  EXPECT_TRUE(IsSuspendedOn(Ob(), "polizia", DayOf("2024-09-01")));
  EXPECT_FALSE(IsSuspendedOn(Ob(), "", DayOf("2024-09-01")));
}

TEST_F(ObjectiveStatusTest, ItIsDroppedByAnApproval) {
  Given(ReplanProposed("r1", {Dropped()}).On("2024-06-01"));
  EXPECT_FALSE(IsDroppedOn(Ob(), DayOf("2024-12-31")));
  Given(ReplanApproved("r1", GiuntaAct("60", "2024-07-01")));
  EXPECT_FALSE(IsDroppedOn(Ob(), DayOf("2024-06-30")));
  EXPECT_TRUE(IsDroppedOn(Ob(), DayOf("2024-07-01")));
}

TEST_F(ObjectiveStatusTest, ItWasAddedWhenThePlanWasAdoptedBefore) {
  Given(Drafted());
  Given(Defined("ob-1", Definition("1")));
  Given(Adopted(GiuntaAct("21", "2024-02-28")));
  Given(Defined("ob-2", Definition("2")).On("2024-11-07"));
  const PlanYear& plan = state_.years.at(2024);
  EXPECT_FALSE(WasAddedAfterAdoption(plan, plan.objectives.at("ob-1")));
  EXPECT_TRUE(WasAddedAfterAdoption(plan, plan.objectives.at("ob-2")));
}

TEST_F(ObjectiveStatusTest, ItIsDoneOnTheFirstDayOfTheUnbrokenRun) {
  EXPECT_EQ(state_.FindObjective(2024, "ob-1"), nullptr);
  Given(Progress("100").On("2024-06-30"));
  Given(Progress("90").On("2024-07-31"));  // Taken back by a later report.
  EXPECT_FALSE(IsDone(Ob(), ""));
  EXPECT_FALSE(DoneBy(Ob(), "").is_set());

  Given(Stated(event::v1::OUTCOME_REACHED).On("2024-09-30"));
  Given(Progress("100.00").On("2024-12-31"));
  EXPECT_TRUE(IsDone(Ob(), ""));
  EXPECT_EQ(DoneBy(Ob(), "").EffectiveOn(), "2024-09-30");
  EXPECT_FALSE(IsDone(Ob(), "tributi"));

  Given(Stated(event::v1::OUTCOME_PARTLY_REACHED).On("2025-01-31"));
  EXPECT_FALSE(IsDone(Ob(), ""));
}

TEST_F(ObjectiveStatusTest, NothingDeclaredIsNoDeclaration) {
  Given(Measured("avvisi", "12").On("2024-06-30"));
  EXPECT_EQ(LatestDeclarationOf(Ob(), ""), nullptr);
  Given(Progress("0").On("2024-06-30"));
  ASSERT_NE(LatestDeclarationOf(Ob(), ""), nullptr);
  EXPECT_EQ(LatestDeclarationOf(Ob(), "")->percent(), Decimal::Whole(0));
}

TEST_F(ObjectiveStatusTest, NotDueHoldsForItsPeriodAndItsUnits) {
  Given(traguardo::testing::NotDue("2024-01", "2024-06").On("2024-01-15"));
  Given(traguardo::testing::NotDue("2024-07", "2024-09").For("polizia").On("2024-06-30"));
  EXPECT_TRUE(IsNotDueOn(Ob(), "", DayOf("2024-06-30")));
  EXPECT_FALSE(IsNotDueOn(Ob(), "", DayOf("2024-07-01")));
  EXPECT_TRUE(IsNotDueOn(Ob(), "polizia", DayOf("2024-03-01")));
  EXPECT_TRUE(IsNotDueOn(Ob(), "polizia", DayOf("2024-07-01")));
  EXPECT_FALSE(IsNotDueOn(Ob(), "tributi", DayOf("2024-07-01")));
  EXPECT_FALSE(IsNotDueOn(Ob(), "", DayOf("2024-01-10"))) << "before it was said";
}

TEST_F(ObjectiveStatusTest, AMilestoneReachedByAllIsReachedByEachUnit) {
  Given(Reached("m1").On("2024-03-19"));
  Given(Reached("m2").For("tributi").On("2024-04-01"));
  EXPECT_EQ(ReachedBy(Ob(), "m1", "tributi").EffectiveOn(), "2024-03-19");
  EXPECT_EQ(ReachedBy(Ob(), "m2", "tributi").EffectiveOn(), "2024-04-01");
  EXPECT_FALSE(ReachedBy(Ob(), "m2", "").is_set());
  EXPECT_FALSE(ReachedBy(Ob(), "m2", "polizia").is_set());
}

TEST_F(ObjectiveStatusTest, TheNucleosWordComesBeforeTheProposalAndBothBeforeWhatWasDeclared) {
  Given(Progress("100").On("2024-09-30"));
  EXPECT_FALSE(FinalWordOf(Ob(), "").is_set());
  EXPECT_EQ(DoneBy(Ob(), "").EffectiveOn(), "2024-09-30");
  Given(Proposed("80").On("2025-01-20"));
  EXPECT_TRUE(IsFinallyShort(Ob(), ""));
  EXPECT_FALSE(DoneBy(Ob(), "").is_set()) << "who proposes 80 takes back the 100";
  EXPECT_FALSE(IsDone(Ob(), ""));
  Given(Progress("70").On("2025-01-25"));
  EXPECT_FALSE(FinalWordOf(Ob(), "").is_set()) << "declared later than it was proposed";
  EXPECT_FALSE(IsDone(Ob(), ""));
  Given(Progress("100").On("2025-01-26"));
  EXPECT_EQ(DoneBy(Ob(), "").EffectiveOn(), "2025-01-26");
  Given(Assessed("60").On("2025-03-01"));
  EXPECT_TRUE(IsFinallyShort(Ob(), "")) << "the Nucleo's word is the last one";
  Given(Assessed("100").On("2025-03-10"));
  EXPECT_FALSE(IsFinallyShort(Ob(), ""));
  EXPECT_TRUE(IsDone(Ob(), ""));
  EXPECT_EQ(DoneBy(Ob(), "").EffectiveOn(), "2025-01-26") << "since when stays what was declared";
}

TEST_F(ObjectiveStatusTest, AFinalResultOfTheWholeIsTheWordForEachUnitWithoutItsOwn) {
  Given(Assessed("60").On("2025-03-10"));
  Given(Assessed("100").For("tributi").On("2025-03-10"));
  EXPECT_TRUE(IsFinallyShort(Ob(), "polizia"));
  EXPECT_FALSE(IsFinallyShort(Ob(), "tributi"));
}

TEST(IsWholeTest, ThePercentCountsAndWithoutOneTheOutcome) {
  EXPECT_TRUE(IsWhole("100", event::v1::OUTCOME_UNSPECIFIED));
  EXPECT_TRUE(IsWhole("112.9", event::v1::OUTCOME_NOT_REACHED));
  EXPECT_FALSE(IsWhole("99.99", event::v1::OUTCOME_REACHED));
  EXPECT_TRUE(IsWhole("", event::v1::OUTCOME_REACHED));
  EXPECT_FALSE(IsWhole("", event::v1::OUTCOME_PARTLY_REACHED));
  EXPECT_FALSE(IsWhole("", event::v1::OUTCOME_UNSPECIFIED));
}

}  // namespace
}  // namespace traguardo::domain
