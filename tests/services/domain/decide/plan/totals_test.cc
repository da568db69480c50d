// Declared totals and counts of individual evaluations, with the slips that published documents
// show.

#include "tests/services/domain/decide/given_when_then.h"
#include "tests/services/domain/decide/small_ente.h"

namespace traguardo::domain {
namespace {

using namespace traguardo::testing;  // NOLINT: the facts read as sentences.

class TotalsTest : public DecideTest {
 protected:
  static event::v1::Fact Aggregate(std::string percent) {
    event::v1::Fact fact;
    auto* aggregate = fact.mutable_aggregate_result_declared();
    aggregate->set_aggregate("ordinari");
    aggregate->set_percent(std::move(percent));
    aggregate->set_source("Relazione 2024, tabella 2");
    return fact;
  }
  static FactBuilder Counted(uint32_t reached, uint32_t assigned, std::string percent = "") {
    event::v1::Fact fact = Aggregate(std::move(percent));
    fact.mutable_aggregate_result_declared()->set_reached(reached);
    fact.mutable_aggregate_result_declared()->set_assigned(assigned);
    return InPlan(std::move(fact)).On("2024-11-30");
  }
  static FactBuilder Bands(std::vector<std::pair<std::string, uint32_t>> bands,
                           std::string unit = "") {
    event::v1::Fact fact;
    for (auto& [band, count] : bands) {
      auto* counted = fact.mutable_band_counts_recorded()->add_bands();
      counted->set_band(std::move(band));
      counted->set_count(count);
    }
    fact.mutable_band_counts_recorded()->set_unit(std::move(unit));
    return InPlan(std::move(fact)).On("2024-11-30");
  }
};

TEST_F(TotalsTest, AreDeclaredAsPercentOrAsCounts) {
  Given(AdoptedPlan());
  When(InPlan(Aggregate("98.01")).On("2024-11-30"));
  ThenAccepted();
  When(Counted(148, 151));
  ThenAccepted();
}

TEST_F(TotalsTest, NeedAFigure) {
  Given(AdoptedPlan());
  When(InPlan(Aggregate("")).On("2024-11-30"));
  ThenRefused(RefusalReason::kAggregateWithoutFigure);
  When(Counted(148, 151).With(
      [](auto& fact) { fact.mutable_aggregate_result_declared()->clear_assigned(); }));
  ThenRefused(RefusalReason::kAggregateWithoutFigure);
}

TEST_F(TotalsTest, StayWithinWhatAResultCanBe) {
  Given(AdoptedPlan());
  When(InPlan(Aggregate("-0.5")).On("2024-11-30"));
  ThenRefused(RefusalReason::kResultNegative);
  When(InPlan(Aggregate("999999999")).On("2024-11-30"));
  ThenRefused(RefusalReason::kResultTooLarge, {{"percent", "999999999"}, {"limit", "10000"}});
}

TEST_F(TotalsTest, AreNotSwapped) {
  Given(AdoptedPlan());
  When(Counted(151, 148));
  ThenRefused(RefusalReason::kReachedExceedsAssigned, {{"reached", "151"}, {"assigned", "148"}});
}

TEST_F(TotalsTest, AreNotSharesOfNothing) {
  Given(AdoptedPlan());
  When(Counted(0, 0));
  ThenRefused(RefusalReason::kDenominatorZero);
}

TEST_F(TotalsTest, MayBeRoundedOrCutOff) {
  Given(AdoptedPlan());
  // 34/37 = 91.891…
  for (const char* percent : {"91.89", "91.9", "91.8", "92", "91"}) {
    When(Counted(34, 37, percent));
    ThenAccepted();
  }
}

TEST_F(TotalsTest, AreWarnedOfWhenTheyDoNotAddUp) {
  Given(AdoptedPlan());
  When(Counted(34, 37, "91.98"));
  ThenAccepted({WarningReason::kAggregatePercentDiffers});
  EXPECT_EQ(WarningDetails(WarningReason::kAggregatePercentDiffers).at("computed"), "91.89");
}

TEST_F(TotalsTest, NameAScopeAndAUnitThatAreThere) {
  Given(AdoptedPlan());
  When(Counted(5, 5).With(
      [](auto& fact) { fact.mutable_aggregate_result_declared()->set_scope("ordinari"); }));
  ThenRefused(RefusalReason::kScopeUnknown, {{"scope", "ordinari"}});
  When(Counted(5, 5).With(
      [](auto& fact) { fact.mutable_aggregate_result_declared()->set_unit("polizia"); }));
  ThenRefused(RefusalReason::kUnitUnknown, {{"unit", "polizia"}});
  EXPECT_EQ(refusal().field, "fact.aggregate_result_declared.unit");
}

// Druogno reports how far it has come with each of its linee di mandato.
TEST_F(TotalsTest, MayBeThoseOfAStrategicNode) {
  Given(AdoptedPlan());
  Given(OrganisedAs({}).On("2024-01-01").With([](event::v1::Fact& fact) {
    auto* const node = fact.mutable_organisation_changed()->add_strategic_nodes();
    node->set_id("linea-1");
    node->set_type(event::v1::STRATEGIC_NODE_TYPE_LINEA_DI_MANDATO);
    node->set_name("Un paese sicuro");
  }));
  const auto of_node = [](const std::string& node, const std::string& unit = "") {
    return Counted(5, 5).With([&](event::v1::Fact& fact) {
      fact.mutable_aggregate_result_declared()->set_node(node);
      fact.mutable_aggregate_result_declared()->set_unit(unit);
    });
  };
  When(of_node("linea-1"));
  ThenAccepted();
  When(of_node("linea-9"));
  ThenRefused(RefusalReason::kStrategicNodeUnknown, {{"node", "linea-9"}});
  EXPECT_EQ(refusal().field, "fact.aggregate_result_declared.node");
  When(of_node("linea-1", "cultura"));
  ThenRefused(RefusalReason::kUnitNotExpected, {{"unit", "cultura"}});
  When(of_node("linea-1").With([](event::v1::Fact& fact) {
    fact.mutable_aggregate_result_declared()->set_scope("performance");
  }));
  ThenRefused(RefusalReason::kFieldInvalid, {{"problem", "stands beside a node"}});
  EXPECT_EQ(refusal().field, "fact.aggregate_result_declared.scope");
}

TEST_F(TotalsTest, AreOfNodesThatAreStillThere) {
  Given(AdoptedPlan());
  Given(OrganisedAs({}).On("2024-01-01").With([](event::v1::Fact& fact) {
    auto* const node = fact.mutable_organisation_changed()->add_strategic_nodes();
    node->set_id("linea-1");
    node->set_type(event::v1::STRATEGIC_NODE_TYPE_LINEA_DI_MANDATO);
    node->set_name("Un paese sicuro");
    node->mutable_validity()->set_to("2024-06-30");
  }));
  const auto of_node = [](const std::string& day) {
    return Counted(5, 5).On(day).With([](event::v1::Fact& fact) {
      fact.mutable_aggregate_result_declared()->set_node("linea-1");
    });
  };
  When(of_node("2024-06-30"));
  ThenAccepted();
  When(of_node("2024-11-30"));
  ThenRefused(RefusalReason::kStrategicNodeUnknown, {{"node", "linea-1"}, {"day", "2024-11-30"}});
}

TEST_F(TotalsTest, CountEvaluationsByBand) {
  Given(AdoptedPlan());
  When(Bands({{"91-100", 5}, {"71-90", 0}}));
  ThenAccepted();
  When(Bands({{"91-100", 5}, {"91-100", 1}}));
  ThenRefused(RefusalReason::kDuplicateId, {{"id", "91-100"}});
  When(Bands({{"91-100", 5}}, "polizia"));
  ThenRefused(RefusalReason::kUnitUnknown);
}

TEST_F(TotalsTest, AreWarnedOfWhenTheySingleSomebodyOut) {
  Given(AdoptedPlan());
  When(Bands({{"91-100", 1}, {"71-90", 0}}, "cultura"));
  ThenAccepted({WarningReason::kBandCountsSingleOut});
  When(Bands({{"91-100", 1}}));
  ThenAccepted();
}

}  // namespace
}  // namespace traguardo::domain
