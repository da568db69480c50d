// Rule sets, and the sums of weights that they ask for: warned about in a draft, judged at
// adoption, by amendments and by approvals.

#include "services/domain/definitions/weights.h"

#include "services/domain/status/plan_status.h"
#include "tests/services/domain/decide/given_when_then.h"
#include "tests/services/domain/decide/small_ente.h"

namespace traguardo::domain {
namespace {

using namespace traguardo::testing;  // NOLINT: the facts read as sentences.
using rules::v1::Scope;

class WeightsTest : public DecideTest {
 protected:
  static FactBuilder Rules(uint32_t version, void (*change)(rules::v1::RuleSet&)) {
    return RulesAdopted(version).With(
        [&](auto& fact) { change(*fact.mutable_rule_set_adopted()->mutable_rule_set()); });
  }
  static FactBuilder RulesWithPolicy(rules::v1::WeightSumPolicy policy) {
    return RulesAdopted().With([&](auto& fact) {
      fact.mutable_rule_set_adopted()->mutable_rule_set()->mutable_scopes(0)->set_weight_sum_policy(
          policy);
    });
  }
  // Objectives "ob-1", "ob-2", … with these weights.
  static Facts Weighing(std::vector<std::string> weights) {
    Facts facts;
    for (size_t i = 0; i < weights.size(); ++i) {
      facts.push_back(Defined("ob-" + std::to_string(i + 1), Plain(weights[i])));
    }
    return facts;
  }
};

TEST_F(WeightsTest, VersionsFollowOneAnother) {
  Given(OrganisedEnte(), Drafted());
  When(RulesAdopted(2));
  ThenRefused(RefusalReason::kRuleSetVersionNotNext, {{"version", "2"}, {"expected", "1"}});
  When(RulesAdopted(1), RulesAdopted(2));
  ThenAccepted();
}

TEST_F(WeightsTest, ScopesAreNamedOnce) {
  Given(OrganisedEnte(), Drafted());
  When(Rules(1, [](auto& rules) { *rules.add_scopes() = rules.scopes(0); }));
  ThenRefused(RefusalReason::kDuplicateId, {{"id", "performance"}});
}

TEST_F(WeightsTest, WeightedScopesSayWhatHappensWhenTheyDoNotSumUp) {
  Given(OrganisedEnte(), Drafted());
  When(Rules(1, [](auto& rules) { rules.mutable_scopes(0)->clear_weight_sum_policy(); }));
  ThenRefused(RefusalReason::kScopeWithoutWeightSumPolicy, {{"scope", "performance"}});
}

TEST_F(WeightsTest, TotalsAreAboveZeroAndOnlyForWeightedScopes) {
  Given(OrganisedEnte(), Drafted());
  When(Rules(1, [](auto& rules) { rules.mutable_scopes(0)->set_weight_total("0"); }));
  ThenRefused(RefusalReason::kScopeWeightsContradictory, {{"scope", "performance"}});
  When(Rules(1, [](auto& rules) {
    rules.mutable_scopes(0)->set_weighting(rules::v1::WEIGHTING_UNWEIGHTED);
  }));
  ThenRefused(RefusalReason::kScopeWeightsContradictory);
}

TEST_F(WeightsTest, DraftIsWarnedWhenNewRulesDoNotFitItsObjectives) {
  Given(PlanWithObjectives());
  When(RulesAdopted(2, rules::v1::WEIGHTING_UNWEIGHTED));
  ThenAccepted({WarningReason::kObjectivesContradictRuleSet});
  const Details details = WarningDetails(WarningReason::kObjectivesContradictRuleSet);
  EXPECT_EQ(details.at("count"), "2");
  EXPECT_EQ(details.at("objective"), "ob-1");
  EXPECT_EQ(details.at("problem"), "WEIGHT_IN_UNWEIGHTED_SCOPE");
}

TEST_F(WeightsTest, PlanIsNotAdoptedUnderRulesItsObjectivesDoNotFollow) {
  Given(PlanWithObjectives(),
        RulesAdopted(2, rules::v1::WEIGHTING_WEIGHTED, rules::v1::PHASE_CONVENTION_CUMULATIVE));
  When(Adopted(FirstAct()));
  ThenRefused(RefusalReason::kObjectivesContradictRuleSet,
              {{"count", "1"}, {"objective", "ob-1"}, {"problem", "PHASE_CONVENTION_MISMATCH"}});
}

TEST_F(WeightsTest, RulesOfAnAdoptedPlanChangeByAnActAndFitItsObjectives) {
  Given(AdoptedPlan());
  When(RulesAdopted(2).On("2024-06-01"));
  ThenRefused(RefusalReason::kActMissing);
  const auto by_act = [](auto& fact) {
    *fact.mutable_rule_set_adopted()->mutable_act() = GiuntaAct("60", "2024-06-01");
  };
  When(RulesAdopted(2).On("2024-06-01").With(by_act));
  ThenAccepted();
  When(RulesAdopted(2, rules::v1::WEIGHTING_UNWEIGHTED).On("2024-06-01").With(by_act));
  ThenRefused(RefusalReason::kObjectivesContradictRuleSet);
}

TEST_F(WeightsTest, NewTotalsAreJudgedAgainstTheAdoptedPlan) {
  Given(AdoptedPlan());
  When(RulesAdopted(2).On("2024-06-01").With([](auto& fact) {
    *fact.mutable_rule_set_adopted()->mutable_act() = GiuntaAct("60", "2024-06-01");
    fact.mutable_rule_set_adopted()->mutable_rule_set()->mutable_scopes(0)->set_weight_total("70");
  }));
  ThenRefused(RefusalReason::kWeightsNotTotal, {{"sum", "100"}, {"total", "70"}});
}

TEST_F(WeightsTest, DraftIsWarnedAndAdoptionRefusedWhenWeightsDoNotSumUp) {
  Given(DraftedPlan());
  When(Defined("ob-1", Plain("60")), Defined("ob-2", Plain("39.50")));
  ThenAccepted({WarningReason::kWeightsNotTotal});
  const Details details = WarningDetails(WarningReason::kWeightsNotTotal);
  EXPECT_EQ(details.at("sum"), "99.50");
  EXPECT_EQ(details.at("total"), "100");
  EXPECT_EQ(details.at("difference"), "0.5");

  Given(Weighing({"60", "39.50"}));
  When(Adopted(FirstAct()));
  ThenRefused(RefusalReason::kWeightsNotTotal,
              {{"scope", "performance"}, {"sum", "99.50"}, {"total", "100"}});
  EXPECT_TRUE(result().state_is_dirty);
}

TEST_F(WeightsTest, RuleSetMayOnlyWarn) {
  Given(OrganisedEnte(), Drafted(), RulesWithPolicy(rules::v1::WEIGHT_SUM_POLICY_WARN),
        Weighing({"60", "39.50"}));
  When(Adopted(FirstAct()));
  ThenAccepted({WarningReason::kWeightsNotTotal});
}

TEST_F(WeightsTest, EqualWeightsMayAddUpToWhateverRoundingGives) {
  Given(OrganisedEnte(), Drafted(),
        RulesWithPolicy(rules::v1::WEIGHT_SUM_POLICY_EQUAL_WEIGHTS_ROUNDED),
        Weighing({"33.33", "33.33", "33.33"}));
  When(Adopted(FirstAct()));
  ThenAccepted();
}

TEST_F(WeightsTest, EqualWeightsRoundedDoNotExcuseOtherSums) {
  Given(OrganisedEnte(), Drafted(),
        RulesWithPolicy(rules::v1::WEIGHT_SUM_POLICY_EQUAL_WEIGHTS_ROUNDED),
        Weighing({"33", "33", "33"}));
  When(Adopted(FirstAct()));
  ThenRefused(RefusalReason::kWeightsNotTotal, {{"sum", "99"}, {"difference", "1"}});
}

TEST_F(WeightsTest, TwentyFiveTimesFourIsAHundred) {
  Given(DraftedPlan(), Weighing(std::vector<std::string>(25, "4.00")));
  When(Adopted(FirstAct()));
  ThenAccepted();
}

TEST_F(WeightsTest, UnweightedScopesHaveNoSum) {
  Given(OrganisedEnte(), Drafted(), RulesAdopted(1, rules::v1::WEIGHTING_UNWEIGHTED));
  When(Defined("ob-1", Plain("")), Adopted(FirstAct()));
  ThenAccepted();
}

TEST_F(WeightsTest, SumMayHoldForEachUnit) {
  Given(OrganisedEnte(), Drafted(),
        Rules(1, [](auto& rules) { rules.mutable_scopes(0)->set_per_unit(true); }),
        Defined("comune", Definition("S1").Weight("30").Units({"tributi", "cultura"})),
        Defined("solo-tributi", Definition("T1").Weight("70")),
        Defined("solo-cultura", Definition("C1").Weight("65").Units({"cultura"})));
  When(Adopted(FirstAct()));
  ThenRefused(RefusalReason::kWeightsNotTotal,
              {{"scope", "performance"}, {"unit", "cultura"}, {"sum", "95"}, {"total", "100"}});
  When(Redefined("solo-cultura", Definition("C1").Weight("70").Units({"cultura"})),
       Adopted(FirstAct()));
  ThenAccepted({WarningReason::kResponsabileMissing});
}

TEST_F(WeightsTest, ExcludedObjectivesStillCountInThePlansSum) {
  Given(AdoptedPlan(), Excluded().On("2024-05-01"));
  const Ente ente = FoldWithoutTexts(SoFar());
  const PlanYear& plan = ente.years.at(2024);
  const auto groups = WeightGroups(plan, CurrentRuleSet(plan).rule_set->scopes(0));
  ASSERT_EQ(groups.size(), 1u);
  EXPECT_TRUE(groups[0].is_exact());
  EXPECT_EQ(groups[0].objectives_count, 2);
}

}  // namespace
}  // namespace traguardo::domain
