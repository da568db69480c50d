#include "services/projection/answers/summary.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/services/projection/year_story.h"

namespace traguardo::projection {
namespace {

using testing::AssignmentOf;
using testing::Defined;
using testing::Definition;
using testing::Progress;
using view::v1::GroupSummary;

GroupSummary Group(const std::vector<GroupSummary>& groups, view::v1::GroupKind kind,
                   const std::string& id) {
  for (const GroupSummary& group : groups) {
    if (group.kind() == kind && group.id() == id) return group;
  }
  ADD_FAILURE() << "no group " << id;
  return {};
}

GroupSummary Ente(const std::vector<GroupSummary>& groups) {
  return Group(groups, view::v1::GROUP_KIND_ENTE, "");
}

GroupSummary Unit(const std::vector<GroupSummary>& groups, const std::string& id) {
  return Group(groups, view::v1::GROUP_KIND_UNIT, id);
}

uint32_t CountOf(const GroupSummary& group, view::v1::ObjectiveState state) {
  for (const view::v1::StateCount& count : group.states()) {
    if (count.state() == state) return count.count();
  }
  return 0;
}

// A second scope without weights beside "performance".
testing::FactBuilder TwoScopes() {
  return testing::RulesAdopted(2).With([](event::v1::Fact& fact) {
    auto* const rules = fact.mutable_rule_set_adopted()->mutable_rule_set();
    rules->set_silence_days(60);
    auto* const scope = rules->add_scopes();
    scope->set_id("ordinari");
    scope->set_name("Obiettivi ordinari");
    scope->set_weighting(rules::v1::WEIGHTING_UNWEIGHTED);
  });
}

YearStory WeightedStory() {
  YearStory story;
  story.Tell(TwoScopes());
  story.Tell(Defined(
      "ob-1",
      Definition("1").Weight("60.00").ByDate("2024-09-30").Add(AssignmentOf("resp-tributi"))));
  story.Tell(Defined(
      "ob-2",
      Definition("2").Weight("40.00").Units({"tecnico"}).Add(AssignmentOf("resp-tecnico"))));
  story.Tell(Defined("ob-3", Definition("3").Scope("ordinari").Add(AssignmentOf("resp-tributi"))));
  story.Adopt();
  return story;
}

TEST(Summary, CountsStatesAndTheirWeights) {
  YearStory story = WeightedStory();
  story.Tell(Progress("100").On("2024-03-01"));
  story.Tell(Progress("20").Of("ob-2").On("2024-06-15"));
  const GroupSummary ente = Ente(story.SummaryOn("2024-07-01"));
  EXPECT_EQ(ente.name(), "Comune di prova");
  EXPECT_EQ(ente.objectives_count(), 3u);
  EXPECT_EQ(CountOf(ente, view::v1::OBJECTIVE_STATE_DONE), 1u);
  EXPECT_EQ(CountOf(ente, view::v1::OBJECTIVE_STATE_RUNNING), 1u);
  EXPECT_EQ(CountOf(ente, view::v1::OBJECTIVE_STATE_NOT_DECLARED), 1u);
  EXPECT_EQ(ente.states(0).weight(), "40.00") << "running";
  EXPECT_EQ(ente.states(1).weight(), "") << "not declared: no weight in that scope";
  EXPECT_EQ(ente.declared_count(), 2u);
  EXPECT_EQ(ente.not_declared_count(), 1u);
  EXPECT_EQ(ente.silent_count(), 1u);
  EXPECT_EQ(ente.next_deadline(), "2024-12-31") << "of those that are still to be done";
}

TEST(Summary, TheMeanIsExactAndSaysWhatItStandsFor) {
  YearStory story = WeightedStory();
  story.Tell(Progress("33.33").On("2024-03-01"));
  auto scope = Group(story.SummaryOn("2024-03-01"), view::v1::GROUP_KIND_SCOPE, "performance");
  EXPECT_EQ(scope.declared_mean_percent(), "33.33") << "over the declared ones only";
  EXPECT_EQ(scope.declared_weight(), "60.00");
  story.Tell(Progress("0").Of("ob-2").On("2024-03-02"));
  scope = Group(story.SummaryOn("2024-03-02"), view::v1::GROUP_KIND_SCOPE, "performance");
  EXPECT_EQ(scope.declared_mean_percent(), "20.00") << "(33.33 · 60 + 0 · 40) / 100 = 19.998";
  EXPECT_EQ(scope.declared_weight(), "100.00");
}

TEST(Summary, WeightsOfDifferentScopesAreNotMixed) {
  YearStory story = WeightedStory();
  story.Tell(Progress("50").On("2024-03-01"));
  EXPECT_EQ(Ente(story.SummaryOn("2024-03-01")).declared_mean_percent(), "50.00");
  story.Tell(Progress("80").Of("ob-3").On("2024-03-02"));
  const auto groups = story.SummaryOn("2024-03-02");
  EXPECT_EQ(Ente(groups).declared_mean_percent(), "");
  const auto ordinary = Group(groups, view::v1::GROUP_KIND_SCOPE, "ordinari");
  EXPECT_EQ(ordinary.declared_mean_percent(), "80.00");
  EXPECT_EQ(ordinary.declared_weight(), "") << "a plain mean stands for no weight";
}

// One scope, weights that sum to 100 in each settore by itself: only one settore's may be added.
TEST(Summary, WeightsThatSumUpPerUnitAreMixedByNobody) {
  YearStory story;
  story.Tell(testing::RulesAdopted(2).With([](event::v1::Fact& fact) {
    auto* const scope = fact.mutable_rule_set_adopted()->mutable_rule_set()->mutable_scopes(0);
    scope->set_weighting(rules::v1::WEIGHTING_WEIGHTED);
    scope->set_per_unit(true);
  }));
  story.Tell(Defined("ob-1", Definition("1").Weight("70").Add(AssignmentOf("resp-tributi"))));
  story.Tell(Defined("ob-2", Definition("2").Weight("70").Units({"tecnico"})));
  story.Tell(Defined("ob-3", Definition("3").Weight("30").Units({"tributi", "tecnico"})));
  story.Adopt();
  story.Tell(Progress("10").On("2024-06-30"));
  story.Tell(Progress("45").Of("ob-2").On("2024-06-30"));
  story.Tell(Progress("80").For("tributi").Of("ob-3").On("2024-06-30"));
  const auto groups = story.SummaryOn("2024-07-01");
  EXPECT_EQ(Unit(groups, "tributi").declared_mean_percent(), "31.00") << "10 · 70 + 80 · 30";
  EXPECT_EQ(Unit(groups, "tributi").declared_weight(), "100");
  EXPECT_EQ(Unit(groups, "tecnico").declared_mean_percent(), "45.00");
  EXPECT_EQ(Unit(groups, "tecnico").declared_weight(), "70") << "the other 30 said nothing yet";
  EXPECT_EQ(Ente(groups).declared_mean_percent(), "");
  EXPECT_EQ(Ente(groups).declared_weight(), "");
  EXPECT_EQ(Ente(groups).states(0).weight(), "");
  const auto scope = Group(groups, view::v1::GROUP_KIND_SCOPE, "performance");
  EXPECT_EQ(scope.declared_mean_percent(), "");
  const auto tributi = Group(groups, view::v1::GROUP_KIND_RESPONSABILE, "resp-tributi");
  EXPECT_EQ(tributi.declared_mean_percent(), "10.00");
}

// What two of four settori say is said for half of the weight.
TEST(Summary, ATransversalObjectiveCountsForTheUnitsThatDeclared) {
  YearStory story({.weighting = rules::v1::WEIGHTING_WEIGHTED});
  story.Tell(Defined("ob-1", Definition("1").Weight("60.00").Units({"amministrativo"})));
  story.Tell(Defined("ob-2", Definition("2").Weight("40.00").Units({"tributi", "tecnico"})));
  story.Adopt();
  story.Tell(Progress("50").On("2024-06-30"));
  story.Tell(Progress("100").For("tributi").Of("ob-2").On("2024-06-30"));
  const auto scope_on = [&](const std::string& day) {
    return Group(story.SummaryOn(day), view::v1::GROUP_KIND_SCOPE, "performance");
  };
  EXPECT_EQ(scope_on("2024-06-30").declared_mean_percent(), "62.50") << "(3000 + 2000) / 80";
  EXPECT_EQ(scope_on("2024-06-30").declared_weight(), "80.00");
  EXPECT_EQ(Unit(story.SummaryOn("2024-06-30"), "tributi").declared_weight(), "40.00")
      << "in the settore itself it is whole";
  story.Tell(Progress("80").For("tecnico").Of("ob-2").On("2024-07-31"));
  EXPECT_EQ(scope_on("2024-07-31").declared_mean_percent(), "66.00") << "(3000 + 40 · 90) / 100";
  EXPECT_EQ(scope_on("2024-07-31").declared_weight(), "100.00");
}

TEST(Summary, AShareThatNoDecimalHoldsIsRoundedAtTheEndOnly) {
  YearStory story({.weighting = rules::v1::WEIGHTING_WEIGHTED});
  story.Tell(Defined("ob-1",
                     Definition("1").Weight("10").Units({"amministrativo", "tributi", "tecnico"})));
  story.Adopt();
  story.Tell(Progress("70").For("tributi").On("2024-06-30"));
  const auto scope =
      Group(story.SummaryOn("2024-06-30"), view::v1::GROUP_KIND_SCOPE, "performance");
  EXPECT_EQ(scope.declared_mean_percent(), "70.00");
  EXPECT_EQ(scope.declared_weight(), "3.33");
}

TEST(Summary, NothingDeclaredHasNoMean) {
  const YearStory story = WeightedStory();
  const GroupSummary ente = Ente(story.SummaryOn("2024-02-15"));
  EXPECT_EQ(ente.declared_mean_percent(), "");
  EXPECT_EQ(ente.not_declared_count(), 3u);
}

TEST(Summary, AnOutcomeCountsAsDeclaredAndNotInTheMean) {
  YearStory story = WeightedStory();
  story.Tell(testing::Stated(event::v1::OUTCOME_PARTLY_REACHED).On("2024-03-01"));
  const GroupSummary ente = Ente(story.SummaryOn("2024-03-01"));
  EXPECT_EQ(ente.declared_count(), 1u);
  EXPECT_EQ(ente.declared_mean_percent(), "");
}

TEST(Summary, AUnitHasWhatHangsBelowIt) {
  const YearStory story = WeightedStory();
  const auto groups = story.SummaryOn("2024-02-15");
  EXPECT_EQ(Unit(groups, "tributi").objectives_count(), 2u);
  EXPECT_EQ(Unit(groups, "amministrativo").objectives_count(), 2u);
  EXPECT_EQ(Unit(groups, "tecnico").objectives_count(), 1u);
  EXPECT_EQ(Unit(groups, "tecnico").name(), "Settore tecnico");
}

// Druogno asks how far each linea di mandato has come.
TEST(Summary, ANodeHasWhatHangsOnItAndBelowIt) {
  YearStory story;
  story.Tell(testing::OrganisedAs({}).On("2024-01-01").With([](event::v1::Fact& fact) {
    for (const auto& [id, parent] :
         {std::pair{"linea-1", ""}, std::pair{"p-1", "linea-1"}, std::pair{"linea-2", ""}}) {
      auto* const node = fact.mutable_organisation_changed()->add_strategic_nodes();
      node->set_id(id);
      node->set_name("Nodo");
      node->set_parent(parent);
    }
  }));
  story.Tell(Defined("ob-1", Definition("1").With([](event::v1::ObjectiveDefinition& definition) {
    definition.mutable_links()->set_programma("p-1");
    definition.mutable_links()->set_linea_di_mandato("linea-1");
  })));
  story.Tell(Defined("ob-2", Definition("2").With([](event::v1::ObjectiveDefinition& definition) {
    definition.mutable_links()->set_linea_di_mandato("linea-2");
  })));
  story.Tell(Defined("ob-3", Definition("3")));
  story.Adopt();
  story.Tell(Progress("40").On("2024-03-01"));
  const auto groups = story.SummaryOn("2024-03-01");
  const auto node = [&](const std::string& id) {
    return Group(groups, view::v1::GROUP_KIND_NODE, id);
  };
  EXPECT_EQ(node("linea-1").objectives_count(), 1u) << "named twice, it counts once";
  EXPECT_EQ(node("linea-1").declared_mean_percent(), "40.00");
  EXPECT_EQ(node("p-1").objectives_count(), 1u);
  EXPECT_EQ(node("linea-2").objectives_count(), 1u);
  EXPECT_EQ(node("linea-2").not_declared_count(), 1u);
  EXPECT_EQ(node("linea-2").name(), "Nodo");
}

TEST(Summary, AResponsabileHasWhatTheyAnswerForOnTheDay) {
  YearStory story = WeightedStory();
  story.Tell(testing::HandedOver("resp-tributi", AssignmentOf("resp-tecnico")).On("2024-03-01"));
  const auto count = [&](const std::string& day, const std::string& who) {
    return Group(story.SummaryOn(day), view::v1::GROUP_KIND_RESPONSABILE, who).objectives_count();
  };
  EXPECT_EQ(count("2024-02-29", "resp-tributi"), 2u);
  EXPECT_EQ(count("2024-03-01", "resp-tributi"), 1u);
  EXPECT_EQ(count("2024-03-01", "resp-tecnico"), 2u);
}

TEST(Summary, OfATransversalObjectiveEachUnitHasItsOwnResult) {
  YearStory story;
  story.Tell(Defined("ob-1", Definition("1")
                                 .Units({"tributi", "tecnico"})
                                 .Add(AssignmentOf("resp-tributi", "tributi"))
                                 .Add(AssignmentOf("resp-tecnico", "tecnico"))));
  story.Adopt();
  story.Tell(Progress("100").For("tributi").On("2024-06-30"));
  const auto groups = story.SummaryOn("2024-07-01");
  EXPECT_EQ(CountOf(Unit(groups, "tributi"), view::v1::OBJECTIVE_STATE_DONE), 1u);
  EXPECT_EQ(CountOf(Unit(groups, "tecnico"), view::v1::OBJECTIVE_STATE_RUNNING), 1u);
  EXPECT_EQ(Unit(groups, "tecnico").not_declared_count(), 1u);
  EXPECT_EQ(Ente(groups).objectives_count(), 1u) << "one objective";
  EXPECT_EQ(CountOf(Ente(groups), view::v1::OBJECTIVE_STATE_RUNNING), 1u);
  const auto tributi = Group(groups, view::v1::GROUP_KIND_RESPONSABILE, "resp-tributi");
  EXPECT_EQ(tributi.declared_mean_percent(), "100.00");
  EXPECT_EQ(CountOf(tributi, view::v1::OBJECTIVE_STATE_DONE), 1u);
}

TEST(Summary, ExcludedOnesCountInTheirStateOnly) {
  YearStory story = WeightedStory();
  story.Tell(Progress("10").On("2024-03-01"));
  story.Tell(testing::Excluded().On("2024-04-01"));
  const GroupSummary scope =
      Group(story.SummaryOn("2024-04-01"), view::v1::GROUP_KIND_SCOPE, "performance");
  EXPECT_EQ(CountOf(scope, view::v1::OBJECTIVE_STATE_EXCLUDED), 1u);
  EXPECT_EQ(scope.declared_count(), 0u);
  EXPECT_EQ(scope.declared_mean_percent(), "");
}

TEST(Summary, CountsDeviationsMeasuresMissesAndProposals) {
  YearStory story = WeightedStory();
  story.Tell(testing::Deviated("s1").Of("ob-2").On("2024-05-01"));
  story.Tell(testing::MeasurePlanned("s1", "m1", "2024-06-01").Of("ob-2").On("2024-05-01"));
  story.Tell(testing::ReplanProposed("r1", {testing::DeadlineChange("2024-12-30")})
                 .Of("ob-2")
                 .On("2024-05-02"));
  const auto groups = story.SummaryOn("2024-10-01");
  EXPECT_EQ(Ente(groups).open_scostamenti_count(), 1u);
  EXPECT_EQ(Ente(groups).overdue_measures_count(), 1u);
  EXPECT_EQ(Ente(groups).pending_ripianificazioni_count(), 1u);
  EXPECT_EQ(Ente(groups).silent_misses_count(), 1u) << "the deadline of ob-1";
  EXPECT_EQ(Unit(groups, "tributi").open_scostamenti_count(), 0u);
  EXPECT_EQ(Unit(groups, "tributi").silent_misses_count(), 1u);
}

// It is open in the register, and somebody has promised the measure.
TEST(Summary, WhatStaysToBeSettledOfAnExcludedObjectiveCounts) {
  YearStory story = WeightedStory();
  story.Tell(testing::Deviated("s1").Of("ob-2").On("2024-05-01"));
  story.Tell(testing::MeasurePlanned("s1", "m1", "2024-06-01").Of("ob-2").On("2024-05-01"));
  story.Tell(testing::ReplanProposed("r1", {testing::DeadlineChange("2024-12-30")})
                 .Of("ob-2")
                 .On("2024-05-02"));
  story.Tell(testing::Excluded().Of("ob-2").On("2024-05-10"));
  const GroupSummary tecnico = Unit(story.SummaryOn("2024-10-01"), "tecnico");
  EXPECT_EQ(tecnico.objectives_count(), 1u);
  EXPECT_EQ(CountOf(tecnico, view::v1::OBJECTIVE_STATE_EXCLUDED), 1u);
  EXPECT_EQ(tecnico.open_scostamenti_count(), 1u);
  EXPECT_EQ(tecnico.overdue_measures_count(), 1u);
  EXPECT_EQ(tecnico.pending_ripianificazioni_count(), 0u);
  EXPECT_EQ(tecnico.next_deadline(), "");
}

TEST(Summary, WhatWasDroppedTooLateWithoutAWordIsStillMissed) {
  YearStory story = WeightedStory();
  story.Tell(testing::ReplanProposed("r1", {testing::Dropped()}).On("2024-11-01"));
  story.Tell(
      testing::ReplanApproved("r1", testing::GiuntaAct("106", "2024-11-01")).On("2024-11-01"));
  const GroupSummary ente = Ente(story.SummaryOn("2024-11-02"));
  EXPECT_EQ(CountOf(ente, view::v1::OBJECTIVE_STATE_DROPPED), 1u);
  EXPECT_EQ(ente.silent_misses_count(), 1u);
}

TEST(Summary, NotDueIsNeitherDeclaredNorMissing) {
  YearStory story = WeightedStory();
  story.Tell(testing::NotDue("2024-02-01", "2024-06-30").On("2024-02-01"));
  EXPECT_EQ(Ente(story.SummaryOn("2024-06-30")).not_due_count(), 1u);
  EXPECT_EQ(Ente(story.SummaryOn("2024-06-30")).not_declared_count(), 2u);
  EXPECT_EQ(Ente(story.SummaryOn("2024-07-01")).not_due_count(), 0u);
}

}  // namespace
}  // namespace traguardo::projection
