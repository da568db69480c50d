// What an act did to what was promised: late by its own day, silent without a scostamento; and what
// of it stays listed as unexplained on the objective.

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/projection/render/unexplained_variations.h"
#include "tests/services/projection/year_story.h"

namespace traguardo::projection {
namespace {

using event::v1::Change;
using testing::Definition;
using testing::Deviated;
using ::testing::ElementsAre;
using testing::GiuntaAct;
using ::testing::IsEmpty;

Change TargetChange(std::string target) {
  Change change;
  change.mutable_indicator()->set_indicator("avvisi");
  change.mutable_indicator()->set_target(std::move(target));
  return change;
}

Change UnitsChange() {
  Change change;
  change.mutable_units()->add_units("tributi");
  change.mutable_units()->add_units("tecnico");
  return change;
}

class VariationTest : public ::testing::Test {
 protected:
  void Propose(std::vector<Change> changes, std::vector<std::string> scostamenti = {}) {
    story_.Tell(
        testing::ReplanProposed("r1", std::move(changes), std::move(scostamenti)).On("2024-06-01"));
  }
  void Approve(const std::string& act_date, const std::string& effective_on) {
    story_.Tell(testing::ReplanApproved("r1", GiuntaAct("106", act_date)).On(effective_on),
                act_date);
  }
  view::v1::Variation Row() const { return story_.VariationsOn("2024-12-31").at(0); }
  std::vector<std::string> Steps() const {
    std::vector<std::string> steps;
    const view::v1::Variation row = Row();
    for (const view::v1::ValueChange& change : row.changes()) {
      steps.push_back(change.what() + ": " + change.before() + " → " + change.after() + " (" +
                      change.original() + ")");
    }
    return steps;
  }
  // As FillUnexplainedVariations leaves them in a row that had none.
  std::vector<std::string> Unexplained() const {
    const domain::Ente ente = story_.StateOn("2024-12-31");
    view::v1::Objective row;
    FillUnexplainedVariations(*ente.FindObjective(2024, "ob-1"), 2024, &row);
    std::vector<std::string> texts;
    for (const view::v1::UnexplainedVariation& entry : row.unexplained_variations()) {
      texts.push_back(entry.ripianificazione() + " " + entry.what() + ": " + entry.before() +
                      " → " + entry.after() + " on " + entry.decided_on());
    }
    return texts;
  }

  YearStory story_{Definition("1")
                       .ByDate("2024-06-30")
                       .Weight("4.00")
                       .Units({"tributi", "amministrativo"})
                       .Add(testing::IndicatorOf("avvisi", event::v1::DIRECTION_UP, "100"))
                       .Add(testing::PhaseOf("p1", "100", "2024-02-01", "2024-03-31"))
                       .Add(testing::MilestoneOf("bando", "2024-03-31"))};
};

// A deadline of June, moved by an act of November that was said to hold from the 25th of June: the
// miss was gone and nothing was late.
TEST_F(VariationTest, IsLateByTheDayOfTheActWhateverDayItHoldsFrom) {
  Propose({testing::DeadlineChange("2024-12-31")});
  Approve("2024-11-01", "2024-06-25");
  EXPECT_TRUE(Row().late());
  EXPECT_TRUE(Row().silent());
  EXPECT_THAT(Unexplained(), ElementsAre("r1 deadline: 2024-06-30 → 2024-12-31 on 2024-07-01"));
}

TEST_F(VariationTest, IsInTimeUpToTheLastDay) {
  Propose({testing::DeadlineChange("2024-12-31")});
  Approve("2024-06-30", "2024-06-30");
  EXPECT_FALSE(Row().late());
  EXPECT_TRUE(Row().silent()) << "put off, and nobody says why";
  EXPECT_THAT(Unexplained(), IsEmpty()) << "nothing had been missed";
}

TEST_F(VariationTest, ATargetThatComesDownToWhatWasCountedIsUnexplained) {
  Propose({TargetChange("40")});
  Approve("2024-11-01", "2024-11-01");
  EXPECT_TRUE(Row().late());
  EXPECT_TRUE(Row().silent());
  EXPECT_THAT(Unexplained(), ElementsAre("r1 indicator:avvisi/target: 100 → 40 on 2024-11-01"));
}

TEST_F(VariationTest, AnObjectiveThatGoesAfterItsDeadlineIsUnexplained) {
  Propose({testing::Dropped()});
  Approve("2024-11-01", "2024-11-01");
  EXPECT_TRUE(Row().late());
  EXPECT_THAT(Unexplained(), ElementsAre("r1 dropped:  →  on 2024-11-01"));
}

TEST_F(VariationTest, MoreThanWasPromisedIsLateAndNotSilent) {
  Propose({TargetChange("120"), testing::WeightChange("5.00")});
  Approve("2024-11-01", "2024-11-01");
  EXPECT_TRUE(Row().late());
  EXPECT_FALSE(Row().silent());
  EXPECT_THAT(Unexplained(), IsEmpty());
}

TEST_F(VariationTest, OnlyWhatTakesSomethingBackIsUnexplained) {
  Propose({testing::AssignmentChange(testing::AssignmentOf("resp-nuovo")),
           testing::WeightChange("3.00")});
  Approve("2024-11-01", "2024-11-01");
  EXPECT_THAT(Unexplained(), ElementsAre("r1 weight: 4.00 → 3.00 on 2024-11-01"));
}

TEST_F(VariationTest, WithItsScostamentoItIsExplained) {
  story_.Tell(Deviated("s1").On("2024-05-31"));
  Propose({testing::DeadlineChange("2024-12-31")}, {"s1"});
  Approve("2024-11-01", "2024-11-01");
  EXPECT_TRUE(Row().late());
  EXPECT_FALSE(Row().silent());
  EXPECT_THAT(Unexplained(), IsEmpty());
}

// Whoever forgot to name it can still say what went wrong.
TEST_F(VariationTest, AScostamentoOnTheSameThingExplainsItAfterwards) {
  Propose({TargetChange("40")});
  Approve("2024-11-01", "2024-11-01");
  story_.Tell(Deviated("s1").On("2024-11-10"));
  EXPECT_EQ(Unexplained().size(), 1u) << "it speaks of the deadline";
  story_.Tell(Deviated("s2").On("2024-11-10").With([](auto& fact) {
    fact.mutable_scostamento_recorded()->mutable_subject()->set_indicator("avvisi");
  }));
  EXPECT_THAT(Unexplained(), IsEmpty());
  EXPECT_TRUE(Row().silent()) << "the act itself named none";
}

TEST_F(VariationTest, ARejectedOneDoesNothing) {
  Propose({testing::DeadlineChange("2024-12-31")});
  story_.Tell(testing::ReplanRejected("r1", GiuntaAct("106", "2024-11-01")).On("2024-11-01"));
  EXPECT_FALSE(Row().late());
  EXPECT_FALSE(Row().silent());
  EXPECT_THAT(Unexplained(), IsEmpty());
}

TEST_F(VariationTest, SaysWhichUnitsAndPartsComeAndGo) {
  std::vector<Change> changes{UnitsChange(), Change(), Change(), Change()};
  changes[1].set_indicator_removed("avvisi");
  changes[2].set_phase_removed("p1");
  changes[3].set_milestone_removed("bando");
  Propose(changes);
  Approve("2024-06-10", "2024-06-10");
  EXPECT_THAT(Steps(), ElementsAre("units: tributi amministrativo → tributi tecnico (tributi "
                                   "amministrativo)",
                                   "indicator:avvisi removed: 100 →  (100)",
                                   "phase:p1 removed: 2024-03-31 →  (2024-03-31)",
                                   "milestone:bando removed: 2024-03-31 →  (2024-03-31)"));
  const view::v1::Variation row = Row();
  EXPECT_EQ(row.changes(1).what_name(), "Indicatore avvisi");
  EXPECT_THAT(row.units(), ElementsAre("tributi", "tecnico"));
  // The phase and the milestone were due in March, also of the unit that leaves; the indicator with
  // the objective.
  EXPECT_THAT(Unexplained(),
              ElementsAre("r1 units: tributi amministrativo → tributi tecnico on 2024-06-10",
                          "r1 phase:p1 removed: 2024-03-31 →  on 2024-06-10",
                          "r1 milestone:bando removed: 2024-03-31 →  on 2024-06-10"));
}

}  // namespace
}  // namespace traguardo::projection
