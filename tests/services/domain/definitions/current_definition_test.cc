// Original and current value, side by side: what approved ripianificazioni make of a definition.

#include "services/domain/definitions/current_definition.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/domain/evolve/evolve.h"
#include "tests/testing/fact_builder.h"

namespace traguardo::domain {
namespace {

using event::v1::Change;
using event::v1::ObjectiveDefinition;
using namespace traguardo::testing;  // NOLINT: the facts read as sentences.

std::string DeadlineText(const ObjectiveDefinition& definition) {
  const std::optional<CivilDate> deadline = DeadlineOf(definition, 2024);
  return deadline.has_value() ? deadline->ToString() : "";
}

std::string BeginText(const ObjectiveDefinition& definition) {
  const std::optional<CivilDate> begin = BeginOf(definition, 2024);
  return begin.has_value() ? begin->ToString() : "";
}

Objective ObjectiveAfter(const Story& story) {
  return Fold("demo", story.Pointers()).years.at(2024).objectives.at("ob-1");
}

TEST(CurrentDefinitionTest, IsTheOriginalWhileNothingWasApproved) {
  Story story("demo");
  story.Add(Defined("ob-1", Definition("1").ByDate("2024-11-30")));
  story.Add(ReplanProposed("r1", {DeadlineChange("2025-03-31")}).On("2024-10-01"));
  story.Add(ReplanProposed("r2", {DeadlineChange("2025-06-30")}).On("2024-10-01"));
  story.Add(ReplanRejected("r2", GiuntaAct("106", "2024-11-07")));

  const Objective objective = ObjectiveAfter(story);
  EXPECT_EQ(&*CurrentDefinition(objective), &*objective.definition.value) << "shared, not copied";
}

TEST(CurrentDefinitionTest, AppliesApprovalsInTheOrderOfTheirEffectiveDays) {
  Story story("demo");
  story.Add(Defined("ob-1", Definition("1").ByDate("2024-11-30").Weight("4.00")));
  story.Add(ReplanProposed("r1", {DeadlineChange("2025-03-31")}).On("2024-06-01"));
  story.Add(
      ReplanProposed("r2", {DeadlineChange("2024-12-31"), WeightChange("3.00")}).On("2024-06-01"));
  // Recorded first, effective last.
  story.Add(ReplanApproved("r1", GiuntaAct("106", "2024-11-07")));
  story.Add(ReplanApproved("r2", GiuntaAct("60", "2024-07-01")));

  const Objective objective = ObjectiveAfter(story);
  EXPECT_EQ(DeadlineText(*CurrentDefinition(objective)), "2025-03-31");
  EXPECT_EQ(CurrentDefinition(objective)->weight(), "3.00");
  EXPECT_EQ(DeadlineText(*objective.definition.value), "2024-11-30") << "the original stays";
  EXPECT_EQ(objective.definition.value->weight(), "4.00");
  ASSERT_EQ(ApprovedInOrder(objective).size(), 2u);
  EXPECT_EQ(*ApprovedInOrder(objective)[0].first, "r2");
}

TEST(CurrentDefinitionTest, UnitsComeAndGo) {
  ObjectiveDefinition definition = Definition("1").Units({"tributi", "cultura"}).Build();
  Change change;
  change.mutable_units()->add_units("cultura");
  change.mutable_units()->add_units("tributi");
  EXPECT_FALSE(ApplyChange(definition, change)) << "the same in another order";
  EXPECT_EQ(definition.units(0), "tributi");
  change.mutable_units()->set_units(1, "tecnico");
  EXPECT_TRUE(ApplyChange(definition, change));
  EXPECT_TRUE(HasUnit(definition, "tecnico"));
  EXPECT_FALSE(HasUnit(definition, "tributi"));
  change.mutable_units()->clear_units();
  EXPECT_FALSE(ApplyChange(definition, change)) << "an objective without a unit is nobody's";
  EXPECT_EQ(definition.units_size(), 2);
}

TEST(CurrentDefinitionTest, PartsAreRemovedById) {
  ObjectiveDefinition definition = Definition("1")
                                       .Add(IndicatorOf("avvisi", event::v1::DIRECTION_UP, "2500"))
                                       .Add(PhaseOf("bando", "40"))
                                       .Add(PhaseOf("lavori", "60"))
                                       .Add(MilestoneOf("atto", "2024-06-30"))
                                       .Build();
  Change indicator;
  indicator.set_indicator_removed("avvisi");
  Change phase;
  phase.set_phase_removed("bando");
  Change milestone;
  milestone.set_milestone_removed("atto");
  for (const Change& change : {indicator, phase, milestone}) {
    EXPECT_TRUE(ApplyChange(definition, change));
    EXPECT_FALSE(ApplyChange(definition, change)) << "it is no longer there";
  }
  EXPECT_EQ(FindIndicator(definition, "avvisi"), nullptr);
  EXPECT_EQ(FindPhase(definition, "bando"), nullptr);
  EXPECT_NE(FindPhase(definition, "lavori"), nullptr);
  EXPECT_EQ(FindMilestone(definition, "atto"), nullptr);
}

TEST(CurrentDefinitionTest, BeforeAnApprovalHasWhatWasApprovedEarlier) {
  Story story("demo");
  story.Add(Defined("ob-1", Definition("1").ByDate("2024-11-30").Weight("4.00")));
  story.Add(ReplanProposed("r1", {DeadlineChange("2025-03-31")}).On("2024-06-01"));
  story.Add(ReplanProposed("r2", {DeadlineChange("2024-12-31")}).On("2024-06-01"));
  story.Add(ReplanApproved("r1", GiuntaAct("106", "2024-11-07")));
  story.Add(ReplanApproved("r2", GiuntaAct("60", "2024-07-01")));
  const Objective objective = ObjectiveAfter(story);
  const auto before = [&](const char* id) {
    return DeadlineText(
        DefinitionBefore(objective, objective.ripianificazioni.at(id).decided.order()));
  };
  EXPECT_EQ(before("r2"), "2024-11-30");
  EXPECT_EQ(before("r1"), "2024-12-31");
  EXPECT_EQ(DeadlineText(DefinitionBefore(objective, {})), "2025-03-31");
}

TEST(CurrentDefinitionTest, KnowsTheDayAnObjectiveWasDropped) {
  Story story("demo");
  story.Add(Defined("ob-1", Definition("1")));
  story.Add(ReplanProposed("r1", {Dropped()}).On("2024-06-01"));
  EXPECT_FALSE(DroppedBy(ObjectiveAfter(story)).is_set());
  story.Add(ReplanApproved("r1", GiuntaAct("60", "2024-07-01")));
  EXPECT_EQ(DroppedBy(ObjectiveAfter(story)).EffectiveOn(), "2024-07-01");
}

TEST(CurrentDefinitionTest, ChangesOnlyTheStatedFieldsOfAnIndicator) {
  ObjectiveDefinition definition =
      Definition("1").Add(IndicatorOf("avvisi", event::v1::DIRECTION_UP, "2500")).Build();
  Change change;
  change.mutable_indicator()->set_indicator("avvisi");
  change.mutable_indicator()->set_target("1300");
  EXPECT_TRUE(ApplyChange(definition, change));
  EXPECT_EQ(FindIndicator(definition, "avvisi")->target(), "1300");
  EXPECT_EQ(FindIndicator(definition, "avvisi")->name(), "Indicatore avvisi");

  change.mutable_indicator()->set_name("Avvisi emessi");
  change.mutable_indicator()->set_due("2024-11-30");
  change.mutable_indicator()->set_weight("50");
  EXPECT_TRUE(ApplyChange(definition, change));
  EXPECT_EQ(FindIndicator(definition, "avvisi")->name(), "Avvisi emessi");
  EXPECT_EQ(FindIndicator(definition, "avvisi")->due(), "2024-11-30");
  EXPECT_EQ(FindIndicator(definition, "avvisi")->weight(), "50");
}

TEST(CurrentDefinitionTest, ChangesPhasesAndMilestonesAndAddsNewOnes) {
  ObjectiveDefinition definition = Definition("1")
                                       .Add(PhaseOf("f1", "40", "2024-01", "2024-06"))
                                       .Add(MilestoneOf("m1", "2024-02-28"))
                                       .Build();
  Change phase;
  phase.mutable_phase()->set_phase("f1");
  phase.mutable_phase()->mutable_planned()->set_to("2024-09");
  phase.mutable_phase()->set_weight("60");
  Change milestone;
  milestone.mutable_milestone()->set_milestone("m1");
  milestone.mutable_milestone()->set_due("2024-03-19");
  Change new_phase;
  *new_phase.mutable_phase_added() = PhaseOf("f2", "40");
  Change new_milestone;
  *new_milestone.mutable_milestone_added() = MilestoneOf("m2", "2024-12-31");
  Change new_indicator;
  *new_indicator.mutable_indicator_added() = IndicatorOf("giorni", event::v1::DIRECTION_DOWN, "30");

  for (const Change& change : {phase, milestone, new_phase, new_milestone, new_indicator}) {
    EXPECT_TRUE(ApplyChange(definition, change));
  }
  EXPECT_EQ(FindPhase(definition, "f1")->planned().from(), "2024-01");
  EXPECT_EQ(FindPhase(definition, "f1")->planned().to(), "2024-09");
  EXPECT_EQ(FindPhase(definition, "f1")->weight(), "60");
  EXPECT_EQ(FindMilestone(definition, "m1")->due(), "2024-03-19");
  EXPECT_NE(FindPhase(definition, "f2"), nullptr);
  EXPECT_NE(FindMilestone(definition, "m2"), nullptr);
  EXPECT_NE(FindIndicator(definition, "giorni"), nullptr);

  EXPECT_TRUE(ApplyChange(definition, new_phase));
  EXPECT_EQ(definition.phases_size(), 2) << "what is there already is replaced";
}

TEST(CurrentDefinitionTest, LeavesAloneWhatAChangeDoesNotFind) {
  ObjectiveDefinition definition = Definition("1").Build();
  const std::string before = definition.SerializeAsString();
  Change indicator;
  indicator.mutable_indicator()->set_indicator("x");
  Change phase;
  phase.mutable_phase()->set_phase("x");
  Change milestone;
  milestone.mutable_milestone()->set_milestone("x");
  for (const Change& change : {indicator, phase, milestone, Change()}) {
    EXPECT_FALSE(ApplyChange(definition, change));
  }
  EXPECT_TRUE(ApplyChange(definition, AssignmentChange(AssignmentOf("resp-altro"))));
  EXPECT_TRUE(ApplyChange(definition, Dropped()));
  EXPECT_EQ(definition.SerializeAsString(), before);
}

struct ShapeCase {
  std::string name;
  ObjectiveDefinition definition;
  std::string begin;
  std::string deadline;
  bool movable = true;
};

std::vector<ShapeCase> Shapes() {
  return {
      {"by date", Definition("1").ByDate("2024-11-30").Build(), "", "2024-11-30"},
      {"by a month", Definition("1").ByDate("2024-11").Build(), "", "2024-11"},
      {"the whole year", Definition("1").Continuous().Build(), "2024-01-01", "2024-12-31"},
      {"part of the year", Definition("1").Continuous("2024-02-01", "2024-09").Build(),
       "2024-02-01", "2024-09"},
      {"seasonal",
       Definition("1")
           .Seasonal({PeriodOf("2024-11-01", "2024-12-15"), PeriodOf("2024-06-01", "2024-08-31")})
           .Build(),
       "2024-06-01", "2024-12-15"},
      {"seasonal with an open end",
       Definition("1")
           .Seasonal({PeriodOf("2024-11-01", ""), PeriodOf("2024-06-01", "2024-08-31")})
           .Build(),
       "2024-06-01", "2024-12-31"},
      {"recurring", Definition("1").Recurring({"2024-09-30", "2024-12-20", "2024-03-31"}).Build(),
       "", "2024-12-20", false},
      {"multi-year", Definition("1").MultiYear("2023", "2025-12-31").Build(), "2023", "2025-12-31"},
      {"multi-year with a step this year",
       Definition("1").MultiYear("2024-06-30", "2025-06-30", "2024-12-31").Build(), "2024-06-30",
       "2024-12-31"},
      {"tied to an event", Definition("1").TiedTo("Apertura del bando").Build(), "", ""},
      {"tied to an expected event", Definition("1").TiedTo("Apertura del bando", "2024-05").Build(),
       "", "2024-05"},
      {"not stated", Definition("1").NotStated().Build(), "", ""},
  };
}

Change UnitsOnly(const std::vector<std::string>& units) {
  Change change;
  for (const std::string& unit : units) change.mutable_units()->add_units(unit);
  return change;
}

DayNumber DayOf(const std::string& date) { return *FirstDay(date); }

TEST(CurrentDefinitionTest, IsAskedForADay) {
  Story story("demo");
  story.Add(Defined("ob-1", Definition("1").ByDate("2024-11-30")));
  story.Add(ReplanProposed("r1", {DeadlineChange("2025-03-31")}).On("2024-06-01"));
  story.Add(ReplanApproved("r1", GiuntaAct("106", "2024-11-07")));
  const Objective objective = ObjectiveAfter(story);
  EXPECT_EQ(&*DefinitionOn(objective, DayOf("2024-11-06")), &*objective.definition.value);
  EXPECT_EQ(DeadlineText(*DefinitionOn(objective, DayOf("2024-11-07"))), "2025-03-31");
}

TEST(CurrentDefinitionTest, AUnitJoinedByTheFirstActThatBroughtIt) {
  Story story("demo");
  story.Add(Defined("ob-1", Definition("1").Units({"tributi", "cultura"})));
  const auto told = [&](const std::string& id, const std::vector<std::string>& units,
                        const std::string& date) {
    story.Add(ReplanProposed(id, {UnitsOnly(units)}).On(date));
    story.Add(ReplanApproved(id, GiuntaAct("106", date)));
  };
  const auto joined = [&](const std::string& unit) {
    const Objective objective = ObjectiveAfter(story);
    const Ripianificazione* const by = JoinedBy(objective, unit);
    return by == nullptr ? std::string() : by->decided.order().EffectiveOn();
  };
  told("r1", {"tributi", "polizia"}, "2024-03-01");
  EXPECT_EQ(joined("tributi"), "") << "from the beginning";
  EXPECT_EQ(joined("sport"), "") << "it never was in it";
  EXPECT_EQ(joined("polizia"), "2024-03-01");
  told("r2", {"tributi", "polizia", "cultura"}, "2024-05-01");
  EXPECT_EQ(joined("cultura"), "") << "back again, it owes what it owed";
  EXPECT_EQ(joined("polizia"), "2024-03-01");
  told("r3", {"tributi"}, "2024-07-01");
  told("r4", {"tributi", "polizia"}, "2024-08-01");
  EXPECT_EQ(joined("polizia"), "2024-03-01");
}

TEST(DeadlineTest, FollowsFromEveryTimeShape) {
  for (const ShapeCase& shape : Shapes()) {
    EXPECT_EQ(DeadlineText(shape.definition), shape.deadline) << shape.name;
    EXPECT_EQ(BeginText(shape.definition), shape.begin) << shape.name;
  }
  EXPECT_EQ(DeadlineText(ObjectiveDefinition()), "");
}

TEST(DeadlineTest, OnceMovedIsTheNewOneWhateverTheTimeShape) {
  for (ShapeCase& shape : Shapes()) {
    EXPECT_EQ(HasMovableDeadline(shape.definition.time_shape()), shape.movable) << shape.name;
    EXPECT_EQ(ApplyChange(shape.definition, DeadlineChange("2025-01-31")), shape.movable)
        << shape.name;
    EXPECT_EQ(DeadlineText(shape.definition), shape.movable ? "2025-01-31" : shape.deadline)
        << shape.name;
  }
}

TEST(DeadlineTest, ANewTimeShapeTakesThePlaceOfTheOldOne) {
  ObjectiveDefinition definition = Definition("1").Recurring({"2024-03-31"}).Build();
  Change change;
  change.mutable_time_shape()->mutable_by_date()->set_deadline("2024-10-31");
  EXPECT_TRUE(ApplyChange(definition, change));
  EXPECT_EQ(DeadlineText(definition), "2024-10-31");
}

}  // namespace
}  // namespace traguardo::domain
