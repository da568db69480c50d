// What the definition of an objective has to say, and may not say.

#include "tests/services/domain/decide/given_when_then.h"
#include "tests/services/domain/decide/small_ente.h"

namespace traguardo::domain {
namespace {

using namespace traguardo::testing;  // NOLINT: the facts read as sentences.
using event::v1::Indicator;
using event::v1::Phase;

class DefinitionTest : public DecideTest {
 protected:
  void SetUp() override { Given(DraftedPlan()); }

  // A definition that sums to 100 by itself, so that nothing but its own faults is said.
  static Definition Whole() { return Plain("100"); }

  void WhenDefined(const Definition& definition) { When(Defined("ob-1", definition)); }
  template <typename Change>
  void WhenDefinedWith(const Change& change) {
    WhenDefined(Whole().With(change));
  }
  void ThenRefusedAt(RefusalReason reason, const std::string& path, const Details& details = {}) {
    ThenRefused(reason, details);
    EXPECT_EQ(refusal().field, "fact.objective_defined.definition." + path);
  }
  static Phase CumulativePhase(std::string id, std::string percent) {
    Phase phase = PhaseOf(std::move(id), "");
    phase.set_cumulative_percent(std::move(percent));
    return phase;
  }
};

TEST_F(DefinitionTest, NeedsACode) {
  WhenDefinedWith([](auto& definition) { definition.clear_code(); });
  ThenRefusedAt(RefusalReason::kFieldInvalid, "code");
}

TEST_F(DefinitionTest, NamesUnitsOfTheOrganisation) {
  WhenDefined(Whole().Units({"polizia"}));
  ThenRefusedAt(RefusalReason::kUnitUnknown, "units[0]", {{"unit", "polizia"}});
  WhenDefinedWith([](auto& definition) { definition.add_units("tecnico"); });
  ThenRefusedAt(RefusalReason::kDuplicateId, "units[1]", {{"id", "tecnico"}});
}

TEST_F(DefinitionTest, NamesUnitsThatExistInTheYear) {
  Given(OrganisedAs({UnitNamed("vecchio", "", "2020-01-01", "2023-12-31"),
                     UnitNamed("estivo", "", "2024-06-01", "2024-09-30")}));
  WhenDefined(Whole().Units({"vecchio"}));
  ThenRefusedAt(RefusalReason::kUnitNotValid, "units[0]", {{"unit", "vecchio"}});
  WhenDefined(Whole().Units({"estivo"}));
  ThenAccepted();
}

// An objective of 2024 was taken for a unit that the organisation has only since December 2025.
TEST_F(DefinitionTest, NamesUnitsThatTheOrganisationHadByThen) {
  Today("2025-12-10");
  Given(OrganisedAs({UnitNamed("nuovo"), UnitNamed("antico", "", "2010-01-01")}).On("2025-12-01"));
  WhenDefined(Whole().Units({"nuovo"}));
  ThenRefusedAt(RefusalReason::kUnitNotValid, "units[0]", {{"unit", "nuovo"}, {"year", "2024"}});
  // Written down late, with the day since when it is there.
  WhenDefined(Whole().Units({"antico"}));
  ThenAccepted();
}

class AddedObjectiveTest : public DecideTest {};

TEST_F(AddedObjectiveTest, NamesUnitsThatAreStillThere) {
  Given(AdoptedPlan(), OrganisedAs({UnitNamed("estivo", "", "2024-06-01", "2024-09-30")}));
  const auto added_on = [&](const char* day) {
    When(Amended(GiuntaAct("90", day)), Defined("ob-3", Plain("0").Units({"estivo"})).On(day));
  };
  added_on("2024-10-01");
  ThenRefused(RefusalReason::kUnitNotValid, {{"unit", "estivo"}, {"day", "2024-10-01"}}, 1);
  added_on("2024-04-01");
  ThenAccepted();
}

TEST_F(DefinitionTest, NamesSomebodyWhoAnswers) {
  WhenDefinedWith([](auto& definition) { definition.clear_assignments(); });
  ThenAccepted({WarningReason::kResponsabileMissing});
}

TEST_F(DefinitionTest, AssignsItsOwnUnitsForPeriodsThatAreOne) {
  WhenDefined(Whole().Add(AssignmentOf("resp-tributi", "tributi")));
  ThenRefusedAt(RefusalReason::kUnitNotOfObjective, "assignments[1].unit", {{"unit", "tributi"}});
  WhenDefined(Whole().Add(AssignmentOf("resp-tributi", "", "2024-06-01", "2024-03-01")));
  ThenRefusedAt(RefusalReason::kPeriodEndsBeforeStart, "assignments[1].validity");
}

TEST_F(DefinitionTest, LinksToNodesOfTheirType) {
  WhenDefinedWith([](auto& definition) { definition.mutable_links()->set_missione("m-12"); });
  ThenRefusedAt(RefusalReason::kStrategicNodeUnknown, "links.missione", {{"node", "m-12"}});

  event::v1::Fact fact;
  auto* node = fact.mutable_organisation_changed()->add_strategic_nodes();
  node->set_id("m-12");
  node->set_type(event::v1::STRATEGIC_NODE_TYPE_MISSIONE);
  node->set_name("Diritti sociali");
  Given(InEnte(fact));
  WhenDefinedWith([](auto& definition) { definition.mutable_links()->set_missione("m-12"); });
  ThenAccepted();
  WhenDefinedWith([](auto& definition) { definition.mutable_links()->set_programma("m-12"); });
  ThenRefusedAt(RefusalReason::kStrategicNodeUnknown, "links.programma");
}

TEST_F(DefinitionTest, BelongsToAScopeAndFollowsItsWeighting) {
  WhenDefined(Whole().Scope("ordinari"));
  ThenRefusedAt(RefusalReason::kScopeUnknown, "scope", {{"scope", "ordinari"}});
  WhenDefined(Plain(""));
  ThenRefusedAt(RefusalReason::kWeightMissing, "weight", {{"scope", "performance"}});
  Given(RulesAdopted(2, rules::v1::WEIGHTING_UNWEIGHTED));
  WhenDefined(Plain("10"));
  ThenRefusedAt(RefusalReason::kWeightInUnweightedScope, "weight", {{"scope", "performance"}});
}

TEST_F(DefinitionTest, PlansResourcesAboveZero) {
  WhenDefinedWith([](auto& definition) {
    definition.add_resources()->set_unit_of_measure("euro");
    definition.mutable_resources(0)->set_amount("-10");
  });
  ThenRefusedAt(RefusalReason::kAmountNegative, "resources[0].amount");
}

TEST_F(DefinitionTest, GivesEachIndicatorTheTargetOfItsDirection) {
  WhenDefined(Whole()
                  .Add(IndicatorOf("su", event::v1::DIRECTION_UP, "2500"))
                  .Add(IndicatorOf("giu", event::v1::DIRECTION_DOWN, "30"))
                  .Add(IndicatorOf("pari", event::v1::DIRECTION_EXACT, "12"))
                  .Add(IndicatorOf("fatto", event::v1::DIRECTION_YES_NO, ""))
                  .Add(IndicatorOf("quando", event::v1::DIRECTION_DATE, "2024-02-29")));
  ThenAccepted();
}

TEST_F(DefinitionTest, LacksNoTarget) {
  for (const auto direction :
       {event::v1::DIRECTION_UP, event::v1::DIRECTION_DOWN, event::v1::DIRECTION_EXACT}) {
    WhenDefined(Whole().Add(IndicatorOf("atti", direction, "")));
    ThenRefusedAt(RefusalReason::kIndicatorTargetMissing, "indicators[0].target",
                  {{"indicator", "atti"}, {"direction", event::v1::Direction_Name(direction)}});
  }
  WhenDefined(Whole().Add(IndicatorOf("avvio", event::v1::DIRECTION_DATE, "")));
  ThenRefusedAt(RefusalReason::kIndicatorTargetMissing, "indicators[0].target_date");
}

TEST_F(DefinitionTest, HasNoTargetItsDirectionHasNoUseFor) {
  WhenDefined(Whole().Add(IndicatorOf("fatto", event::v1::DIRECTION_YES_NO, "1")));
  ThenRefusedAt(RefusalReason::kIndicatorTargetNotFitting, "indicators[0].target");
  Indicator both = IndicatorOf("atti", event::v1::DIRECTION_UP, "10");
  both.set_target_date("2024-05-01");
  WhenDefined(Whole().Add(both));
  ThenRefusedAt(RefusalReason::kIndicatorTargetNotFitting, "indicators[0].target_date");
}

TEST_F(DefinitionTest, WeighsIndicatorsAllOrNone) {
  Indicator weighted = IndicatorOf("a", event::v1::DIRECTION_UP, "10");
  weighted.set_weight("60");
  WhenDefined(Whole().Add(weighted).Add(IndicatorOf("b", event::v1::DIRECTION_UP, "10")));
  ThenAccepted({WarningReason::kIndicatorWeightsIncomplete});
  weighted.set_weight("-1");
  WhenDefined(Whole().Add(weighted));
  ThenRefusedAt(RefusalReason::kWeightNegative, "indicators[0].weight");
}

TEST_F(DefinitionTest, HasAThresholdThatDecidesSomething) {
  Indicator indicator = IndicatorOf("atti", event::v1::DIRECTION_UP, "10");
  indicator.set_minimum_threshold("12");
  WhenDefined(Whole().Add(indicator));
  ThenAccepted({WarningReason::kThresholdBeyondTarget});
}

TEST_F(DefinitionTest, NamesEverythingOnce) {
  const Indicator indicator = IndicatorOf("a", event::v1::DIRECTION_UP, "10");
  WhenDefined(Whole().Add(indicator).Add(indicator));
  ThenRefused(RefusalReason::kDuplicateId, {{"id", "a"}});
  WhenDefined(Whole().Add(PhaseOf("a", "50")).Add(PhaseOf("a", "50")));
  ThenRefused(RefusalReason::kDuplicateId, {{"id", "a"}});
  WhenDefinedWith([](auto& definition) {
    for (int i = 0; i < 2; ++i) {
      definition.add_gates()->set_id("g");
      definition.mutable_gates(i)->set_description("Parere");
      definition.mutable_gates(i)->set_effect(event::v1::GATE_EFFECT_ZEROES);
    }
  });
  ThenRefused(RefusalReason::kDuplicateId, {{"id", "g"}});
}

TEST_F(DefinitionTest, LetsNoMilestoneShareItsIdWithAPhase) {
  WhenDefined(Whole().Add(PhaseOf("bando", "100")).Add(MilestoneOf("bando", "2024-05-01")));
  ThenRefused(RefusalReason::kDuplicateId, {{"id", "bando"}});
  // An indicator is never "reached", so it may.
  WhenDefined(
      Whole().Add(PhaseOf("bando", "100")).Add(IndicatorOf("bando", event::v1::DIRECTION_UP, "1")));
  ThenAccepted();
}

TEST_F(DefinitionTest, WeighsPhasesToAHundred) {
  WhenDefined(Whole().Add(PhaseOf("a", "40")).Add(PhaseOf("b", "60")));
  ThenAccepted();
  WhenDefined(Whole().Add(PhaseOf("a", "40")).Add(PhaseOf("b", "59.9")));
  ThenRefusedAt(RefusalReason::kPhaseWeightsNotHundred, "phases", {{"sum", "99.9"}});
  WhenDefined(Whole().Add(PhaseOf("a", "100")).Add(PhaseOf("b", "")));
  ThenRefusedAt(RefusalReason::kPhaseConventionMismatch, "phases[1].weight",
                {{"phase", "b"}, {"convention", "PHASE_CONVENTION_WEIGHTS"}});
  WhenDefined(Whole().Add(PhaseOf("a", "100")).Add(CumulativePhase("b", "100")));
  ThenRefusedAt(RefusalReason::kPhaseConventionMismatch, "phases[1].weight");
}

TEST_F(DefinitionTest, LetsCumulativePhasesRiseToAHundred) {
  Given(RulesAdopted(2, rules::v1::WEIGHTING_WEIGHTED, rules::v1::PHASE_CONVENTION_CUMULATIVE));
  WhenDefined(Whole().Add(CumulativePhase("a", "30")).Add(CumulativePhase("b", "100")));
  ThenAccepted();
  WhenDefined(Whole().Add(CumulativePhase("a", "30")).Add(CumulativePhase("b", "90")));
  ThenRefusedAt(RefusalReason::kPhasePercentNotRising, "phases[1].cumulative_percent",
                {{"phase", "b"}});
  WhenDefined(Whole()
                  .Add(CumulativePhase("a", "50"))
                  .Add(CumulativePhase("b", "50"))
                  .Add(CumulativePhase("c", "100")));
  ThenRefusedAt(RefusalReason::kPhasePercentNotRising, "phases[1].cumulative_percent");
  WhenDefined(Whole().Add(PhaseOf("a", "100")));
  ThenRefusedAt(RefusalReason::kPhaseConventionMismatch, "phases[0].weight",
                {{"convention", "PHASE_CONVENTION_CUMULATIVE"}});
}

TEST_F(DefinitionTest, GivesPhasesNoFiguresWhereTheRulesKnowNone) {
  Given(RulesAdopted(2, rules::v1::WEIGHTING_WEIGHTED, rules::v1::PHASE_CONVENTION_NO_FIGURES));
  WhenDefined(Whole().Add(PhaseOf("a", "")).Add(PhaseOf("b", "")));
  ThenAccepted();
  WhenDefined(Whole().Add(PhaseOf("a", "100")));
  ThenRefusedAt(RefusalReason::kPhaseConventionMismatch, "phases[0].weight");
  WhenDefined(Whole().Add(CumulativePhase("a", "100")));
  ThenRefusedAt(RefusalReason::kPhaseConventionMismatch, "phases[0].cumulative_percent");
}

TEST_F(DefinitionTest, PlansPhasesOneAfterTheOther) {
  WhenDefined(Whole()
                  .Add(PhaseOf("a", "50", "2024-05-01", "2024-06-30"))
                  .Add(PhaseOf("b", "50", "2024-01-01", "2024-04-30")));
  ThenAccepted({WarningReason::kPhasesOutOfOrder});
  EXPECT_EQ(WarningDetails(WarningReason::kPhasesOutOfOrder).at("phase"), "b");
  WhenDefined(Whole().Add(PhaseOf("a", "100", "2024-05-01", "2024-04-30")));
  ThenRefusedAt(RefusalReason::kPeriodEndsBeforeStart, "phases[0].planned");
}

TEST_F(DefinitionTest, IsWarnedOfWhatIsDueAfterItsDeadline) {
  WhenDefined(Whole().ByDate("2024-06-30").Add(MilestoneOf("collaudo", "2024-07-01")));
  ThenAccepted({WarningReason::kDueAfterDeadline});
  const Details details = WarningDetails(WarningReason::kDueAfterDeadline);
  EXPECT_EQ(details.at("id"), "collaudo");
  EXPECT_EQ(details.at("deadline"), "2024-06-30");
}

// --- Gates.
// ----------------------------------------------------------------------------------------

class GateTest : public DecideTest {
 protected:
  static Definition GatedBy(std::string objective, std::string weight = "50") {
    return Plain(std::move(weight)).With([&](auto& definition) {
      auto* gate = definition.add_gates();
      gate->set_id("prerequisito");
      gate->set_description("Obbligo di legge");
      gate->set_effect(event::v1::GATE_EFFECT_EXCLUDES);
      gate->set_objective(std::move(objective));
    });
  }
};

TEST_F(GateTest, NamesAnObjectiveOfThePlan) {
  Given(DraftedPlan());
  When(Defined("ob-1", GatedBy("ob-9", "100")));
  ThenRefused(RefusalReason::kGateObjectiveUnknown,
              {{"gate", "prerequisito"}, {"objective", "ob-9"}});
  EXPECT_TRUE(result().state_is_dirty);
}

TEST_F(GateTest, MayNameOneThatTheSameCommandDefinesLater) {
  Given(DraftedPlan());
  When(Defined("ob-1", GatedBy("ob-2")), Defined("ob-2", Plain("50")));
  ThenAccepted();
}

TEST_F(GateTest, MayNameNothing) {
  Given(DraftedPlan());
  When(Defined("ob-1", GatedBy("", "100")));
  ThenAccepted();
}

TEST_F(GateTest, NamesNotItsOwnObjective) {
  Given(DraftedPlan());
  When(Defined("ob-1", GatedBy("ob-1", "100")));
  ThenRefused(RefusalReason::kGateNamesItself, {{"gate", "prerequisito"}});
}

TEST_F(GateTest, DoesNotLeadBack) {
  Given(DraftedPlan());
  When(Defined("ob-1", GatedBy("ob-2")), Defined("ob-2", GatedBy("ob-1")));
  ThenRefused(RefusalReason::kGateCycle, {{"objective", "ob-1"}});
}

TEST_F(GateTest, KeepsItsObjectiveInTheDraft) {
  Given(DraftedPlan(), Defined("ob-1", Plain("50")), Defined("ob-2", GatedBy("ob-1")));
  When(Removed("ob-1"));
  ThenRefused(RefusalReason::kObjectiveNamedByGate,
              {{"objective", "ob-2"}, {"gate", "prerequisito"}});
}

}  // namespace
}  // namespace traguardo::domain
