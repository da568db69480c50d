#include <functional>
#include <string>
#include <utility>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/domain/evolve/evolve.h"
#include "tests/services/projection/year_story.h"

namespace traguardo::projection {
namespace {

using testing::Definition;
using testing::GiuntaAct;
using ::testing::SizeIs;

testing::FactBuilder OfPlan(const std::function<void(event::v1::Fact&)>& fill) {
  event::v1::Fact fact;
  fill(fact);
  return testing::FactBuilder(testing::FactBuilder::Stream::kPlan, std::move(fact));
}

testing::FactBuilder Frozen(uint64_t position) {
  return OfPlan([&](event::v1::Fact& fact) {
    fact.mutable_consuntivo_frozen()->set_version(1);
    fact.mutable_consuntivo_frozen()->set_frozen_position(position);
  });
}

testing::FactBuilder Validated() {
  return OfPlan([](event::v1::Fact& fact) { fact.mutable_consuntivo_validated()->set_version(1); });
}

TEST(Plan, PhasesOfTheCycle) {
  YearStory story;
  EXPECT_EQ(story.PlanOn("2024-01-15").phase(), view::v1::CYCLE_PHASE_DRAFTING);
  story.Adopt("2024-01-31");
  EXPECT_EQ(story.PlanOn("2024-01-31").phase(), view::v1::CYCLE_PHASE_MONITORING);
  story.Tell(Frozen(5).On("2025-03-01"));
  EXPECT_EQ(story.PlanOn("2025-03-01").phase(), view::v1::CYCLE_PHASE_CONSUNTIVO);
  story.Tell(Validated().On("2025-06-20"));
  EXPECT_EQ(story.PlanOn("2025-06-20").phase(), view::v1::CYCLE_PHASE_VALIDATED);
  story.Tell(OfPlan([](event::v1::Fact& fact) { fact.mutable_year_closed(); }).On("2025-07-01"));
  EXPECT_EQ(story.PlanOn("2025-07-01").phase(), view::v1::CYCLE_PHASE_CLOSED);
  EXPECT_EQ(story.PlanOn("2025-07-01").closed_on(), "2025-07-01");
  EXPECT_EQ(story.PlanOn("2024-02-15").phase(), view::v1::CYCLE_PHASE_MONITORING) << "as of then";
}

TEST(Plan, ShowsItsActsRulesAndTerms) {
  YearStory story(Definition("1"));
  story.Tell(testing::Amended(GiuntaAct("106", "2024-07-03")));
  const view::v1::Plan plan = story.PlanOn("2024-12-01");
  EXPECT_EQ(plan.name(), "enti/demo/plans/2024");
  EXPECT_EQ(plan.ente_name(), "Comune di prova");
  EXPECT_EQ(plan.adoption().number(), "21");
  EXPECT_EQ(plan.adopted_on(), "2024-01-31");
  EXPECT_EQ(plan.adoption_term(), "2024-01-31");
  EXPECT_EQ(plan.relazione_term(), "2025-06-30");
  ASSERT_THAT(plan.amendments(), SizeIs(1));
  EXPECT_EQ(plan.amendments(0).act().number(), "106");
  EXPECT_EQ(plan.rule_set_version(), 1u);
  EXPECT_EQ(plan.rule_set().scopes(0).id(), "performance");
  EXPECT_EQ(plan.objectives_count(), 1u);
}

TEST(Plan, UnitsAreThoseOfTheYearAsTheyWereAtItsEnd) {
  YearStory story;
  story.Tell(testing::OrganisedAs({testing::UnitNamed("sociali", "", "2023-01-01", "2023-12-31"),
                                   testing::UnitNamed("cultura", "", "2024-07-01")})
                 .On("2024-03-01"));
  story.Tell(testing::OrganisedAs({testing::UnitNamed("tributi", "tecnico")}).On("2024-05-01"));
  story.Tell(testing::OrganisedAs({testing::UnitNamed("tributi", "")}).On("2025-02-01"));
  const view::v1::Plan plan = story.PlanOn("2025-03-01");
  ASSERT_THAT(plan.units(), SizeIs(4)) << "sociali had gone before the year";
  EXPECT_EQ(plan.units(0).id(), "amministrativo");
  EXPECT_EQ(plan.units(1).id(), "cultura");
  EXPECT_EQ(plan.units(2).id(), "tecnico");
  EXPECT_EQ(plan.units(3).id(), "tributi");
  EXPECT_EQ(plan.units(3).parent(), "tecnico");
  EXPECT_EQ(plan.units(3).type(), "UNIT_TYPE_SETTORE");
}

TEST(Plan, StrategicNodesAreThoseOfTheYearAsTheyWereAtItsEnd) {
  YearStory story;
  const auto node = [](const std::string& id, event::v1::StrategicNodeType type,
                       const std::string& name, const std::string& parent = "",
                       const std::string& to = "") {
    return [=](event::v1::Fact& fact) {
      auto* const added = fact.mutable_organisation_changed()->add_strategic_nodes();
      added->set_id(id);
      added->set_type(type);
      added->set_name(name);
      added->set_parent(parent);
      if (!to.empty()) added->mutable_validity()->set_to(to);
    };
  };
  constexpr auto kLinea = event::v1::STRATEGIC_NODE_TYPE_LINEA_DI_MANDATO;
  constexpr auto kProgramma = event::v1::STRATEGIC_NODE_TYPE_PROGRAMMA;
  story.Tell(testing::OrganisedAs({}).On("2024-01-01").With(node("linea-1", kLinea, "Scuola")));
  story.Tell(testing::OrganisedAs({})
                 .On("2024-01-01")
                 .With(node("linea-0", kLinea, "Di prima", "", "2023-12-31")));
  story.Tell(
      testing::OrganisedAs({}).On("2024-01-01").With(node("p-1", kProgramma, "Mense", "linea-1")));
  story.Tell(
      testing::OrganisedAs({}).On("2024-09-01").With(node("linea-1", kLinea, "Scuola e sport")));
  const view::v1::Plan plan = story.PlanOn("2024-12-31");
  ASSERT_THAT(plan.nodes(), SizeIs(2)) << "the other one had gone before the year";
  EXPECT_EQ(plan.nodes(0).id(), "linea-1");
  EXPECT_EQ(plan.nodes(0).name(), "Scuola e sport");
  EXPECT_EQ(plan.nodes(1).type(), "STRATEGIC_NODE_TYPE_PROGRAMMA");
  EXPECT_EQ(plan.nodes(1).parent(), "linea-1");
}

TEST(Plan, AggregatesAndNarrativesAreShownAsDeclared) {
  YearStory story;
  story.Tell(OfPlan([](event::v1::Fact& fact) {
    auto* const declared = fact.mutable_aggregate_result_declared();
    declared->set_aggregate("tecnici");
    declared->set_unit("tecnico");
    declared->set_reached(34);
    declared->set_assigned(37);
    declared->set_percent("91.89");
  }));
  story.Tell(OfPlan([](event::v1::Fact& fact) {
    fact.mutable_narrative_recorded()->set_section(event::v1::NARRATIVE_SECTION_CONTEXT);
    fact.mutable_narrative_recorded()->set_text("Organico ridotto");
  }));
  const view::v1::Plan plan = story.PlanOn("2024-12-31");
  EXPECT_EQ(plan.aggregates(0).percent(), "91.89");
  EXPECT_EQ(plan.aggregates(0).assigned(), 37u);
  EXPECT_EQ(plan.narratives(0).section(), "NARRATIVE_SECTION_CONTEXT");
  EXPECT_EQ(plan.narratives(0).text(), "Organico ridotto");
}

// Druogno reports how far it has come with each linea di mandato.
TEST(Plan, ShowsResultsOfStrategicNodesAndCountsPerBand) {
  YearStory story;
  story.Tell(OfPlan([](event::v1::Fact& fact) {
    auto* const declared = fact.mutable_aggregate_result_declared();
    declared->set_aggregate("linea-1");
    declared->set_node("linea-1");
    declared->set_percent("98");
  }));
  story.Tell(OfPlan([](event::v1::Fact& fact) {
               auto* const counts = fact.mutable_band_counts_recorded();
               counts->set_unit("tecnico");
               counts->add_bands()->set_band("oltre 90");
               counts->mutable_bands(0)->set_count(5);
             }).By("nucleo"));
  const view::v1::Plan plan = story.PlanOn("2024-12-31");
  ASSERT_THAT(plan.aggregates(), SizeIs(1));
  EXPECT_EQ(plan.aggregates(0).node(), "linea-1");
  ASSERT_THAT(plan.band_counts(), SizeIs(1));
  EXPECT_EQ(plan.band_counts(0).unit(), "tecnico");
  EXPECT_EQ(plan.band_counts(0).bands(0).band(), "oltre 90");
  EXPECT_EQ(plan.band_counts(0).bands(0).count(), 5u);
  EXPECT_EQ(plan.band_counts(0).recorded().principal(), "nucleo");
}

TEST(Plan, ThereIsNoRowBeforeItIsDrafted) {
  EXPECT_FALSE(RenderPlan(domain::Fold("demo", {}), 2024).has_value());
  const YearStory story;
  EXPECT_FALSE(RenderPlan(story.StateOn("2024-12-31"), 2025).has_value());
}

}  // namespace
}  // namespace traguardo::projection
