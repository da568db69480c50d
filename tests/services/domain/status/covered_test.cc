// Since when what was declared of the whole comes to what the plan promised by the end of a phase.

#include "services/domain/status/covered.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "services/domain/definitions/current_definition.h"
#include "services/domain/evolve/evolve.h"
#include "tests/testing/fact_builder.h"

namespace traguardo::domain {
namespace {

using namespace traguardo::testing;  // NOLINT: the facts read as sentences.

Definition TwoPhases() {
  return Definition("1")
      .ByDate("2024-12-31")
      .Add(PhaseOf("p1", "40", "", "2024-04-30"))
      .Add(PhaseOf("p2", "60", "", "2024-09-30"));
}

event::v1::Phase Cumulative(const std::string& id, const std::string& percent,
                            const std::string& to) {
  event::v1::Phase phase = PhaseOf(id, "", "", to);
  phase.set_cumulative_percent(percent);
  return phase;
}

class CoveredTest : public ::testing::Test {
 protected:
  void Given(const FactBuilder& fact) { story_.Add(fact); }

  // The day, or "".
  std::string CoveredOn(const std::string& phase, const std::string& unit = "") {
    const Objective objective =
        Fold("demo", story_.Pointers()).years.at(2024).objectives.at("ob-1");
    return CoveredBy(objective, *CurrentDefinition(objective), phase, unit).EffectiveOn();
  }

  Story story_{"demo"};
};

TEST_F(CoveredTest, TheWeightsOfThePhasesThatHaveEndedAddUp) {
  Given(Defined("ob-1", TwoPhases()));
  EXPECT_EQ(CoveredOn("p1"), "");
  Given(Progress("39.99").On("2024-04-10"));
  EXPECT_EQ(CoveredOn("p1"), "");
  Given(Progress("40").On("2024-04-20"));
  Given(Progress("99").On("2024-08-31"));
  EXPECT_EQ(CoveredOn("p1"), "2024-04-20");
  EXPECT_EQ(CoveredOn("p2"), "");
  Given(Progress("100").On("2024-10-05"));
  EXPECT_EQ(CoveredOn("p2"), "2024-10-05");
}

// 60 was typed for 6: what was taken back the day after covered nothing.
TEST_F(CoveredTest, ItIsTheUnbrokenRunUpToTheLatestThatCounts) {
  Given(Defined("ob-1", TwoPhases()));
  Given(Progress("60").On("2024-03-01"));
  EXPECT_EQ(CoveredOn("p1"), "2024-03-01");
  Given(Progress("6").On("2024-03-02"));
  EXPECT_EQ(CoveredOn("p1"), "");
  Given(Progress("45").On("2024-05-15"));
  Given(Progress("50").On("2024-06-30"));
  EXPECT_EQ(CoveredOn("p1"), "2024-05-15");
}

TEST_F(CoveredTest, OfCumulativePercentsTheHighestOfThoseThatHaveEnded) {
  Given(Defined("ob-1", Definition("1")
                            .ByDate("2024-12-31")
                            .Add(Cumulative("p1", "70", "2024-03-31"))
                            .Add(Cumulative("p2", "50", "2024-06-30"))
                            .Add(Cumulative("p3", "100", "2024-12-31"))));
  Given(Progress("60").On("2024-03-20"));
  EXPECT_EQ(CoveredOn("p2"), "") << "70 had been promised before";
  Given(Progress("70").On("2024-04-20"));
  EXPECT_EQ(CoveredOn("p1"), "2024-04-20");
  EXPECT_EQ(CoveredOn("p2"), "2024-04-20");
}

TEST_F(CoveredTest, AnOutcomeCoversWhenItIsReachedAndElseSaysNothingOfShares) {
  Given(Defined("ob-1", TwoPhases()));
  Given(Progress("40").On("2024-03-20"));
  Given(Stated(event::v1::OUTCOME_PARTLY_REACHED).On("2024-05-01"));
  EXPECT_EQ(CoveredOn("p1"), "2024-03-20");
  EXPECT_EQ(CoveredOn("p2"), "");
  Given(Stated(event::v1::OUTCOME_REACHED).On("2024-06-01"));
  EXPECT_EQ(CoveredOn("p2"), "2024-06-01");
}

TEST_F(CoveredTest, PhasesWithoutFiguresPromiseNoShare) {
  Given(Defined("ob-1",
                Definition("1").Add(PhaseOf("p1", "", "", "2024-04-30")).Add(PhaseOf("p2", "60"))));
  Given(Progress("60").On("2024-03-20"));
  EXPECT_EQ(CoveredOn("p1"), "");
  EXPECT_EQ(CoveredOn("p2"), "") << "it has no end";
  EXPECT_EQ(CoveredOn("boh"), "");
}

// p1 was due with the deadline and is put off with it: by the end of p2 only that one was promised.
TEST_F(CoveredTest, WhatWasDueWithTheDeadlineMovesWithIt) {
  Given(Defined("ob-1", Definition("1")
                            .ByDate("2024-06-30")
                            .Add(PhaseOf("p1", "70", "", "2024-06-30"))
                            .Add(PhaseOf("p2", "30", "", "2024-09-30"))));
  Given(Progress("30").On("2024-09-10"));
  EXPECT_EQ(CoveredOn("p2"), "");
  Given(ReplanProposed("r1", {DeadlineChange("2024-12-31")}).On("2024-06-01"));
  Given(ReplanApproved("r1", GiuntaAct("60", "2024-06-10")));
  EXPECT_EQ(CoveredOn("p2"), "2024-09-10");
}

// Of an objective that goes on, to the end of the year.
TEST_F(CoveredTest, APhaseWithoutAnEndCountsAtTheDeadline) {
  Given(Defined("ob-1", Definition("1")
                            .Continuous()
                            .Add(PhaseOf("p1", "30"))
                            .Add(PhaseOf("p2", "20", "", "2024-06-30"))
                            .Add(PhaseOf("p3", "50", "", "2024-12-31"))));
  Given(Progress("70").On("2024-06-20"));
  EXPECT_EQ(CoveredOn("p2"), "2024-06-20");
  EXPECT_EQ(CoveredOn("p3"), "") << "100 of the whole";
}

TEST_F(CoveredTest, EachUnitCoversItsOwn) {
  Given(Defined("ob-1", TwoPhases().Units({"tributi", "tecnico"})));
  Given(Progress("40").For("tributi").On("2024-04-20"));
  EXPECT_EQ(CoveredOn("p1", "tributi"), "2024-04-20");
  EXPECT_EQ(CoveredOn("p1", "tecnico"), "");
}

}  // namespace
}  // namespace traguardo::domain
