// Rule sets: whether one makes sense, and whether definitions follow it.

#include <algorithm>
#include <utility>

#include "services/domain/decide/plan/decide_definition.h"
#include "services/domain/decide/plan/decide_plan.h"
#include "services/domain/definitions/current_definition.h"
#include "services/domain/status/plan_status.h"

namespace traguardo::domain {
namespace {

using event::v1::ObjectiveDefinition;
using event::v1::Phase;
using rules::v1::PhaseConvention;
using rules::v1::RuleSet;
using rules::v1::Scope;

std::string PhasePath(int index, std::string_view field) {
  return "phases[" + std::to_string(index) + "]." + std::string(field);
}

std::optional<Misfit> MisfitWithScope(const ObjectiveDefinition& definition,
                                      const RuleSet& rule_set) {
  const Scope* scope = FindScope(rule_set, definition.scope());
  const Details details{{"scope", definition.scope()}};
  if (scope == nullptr) return Misfit{RefusalReason::kScopeUnknown, "scope", details};
  const bool weighted = scope->weighting() == rules::v1::WEIGHTING_WEIGHTED;
  if (weighted && definition.weight().empty()) {
    return Misfit{RefusalReason::kWeightMissing, "weight", details};
  }
  if (!weighted && !definition.weight().empty()) {
    return Misfit{RefusalReason::kWeightInUnweightedScope, "weight", details};
  }
  return std::nullopt;
}

// Which of the two figures the convention wants.
std::optional<Misfit> MisfitWithConvention(const ObjectiveDefinition& definition,
                                           PhaseConvention convention) {
  const bool wants_weight = convention == rules::v1::PHASE_CONVENTION_WEIGHTS;
  const bool wants_cumulative = convention == rules::v1::PHASE_CONVENTION_CUMULATIVE;
  for (int i = 0; i < definition.phases_size(); ++i) {
    const Phase& phase = definition.phases(i);
    const bool weight_fits = phase.weight().empty() != wants_weight;
    const bool cumulative_fits = phase.cumulative_percent().empty() != wants_cumulative;
    if (weight_fits && cumulative_fits) continue;
    return Misfit{
        RefusalReason::kPhaseConventionMismatch,
        PhasePath(i, weight_fits ? "cumulative_percent" : "weight"),
        {{"phase", phase.id()}, {"convention", rules::v1::PhaseConvention_Name(convention)}}};
  }
  return std::nullopt;
}

std::optional<Misfit> MisfitOfWeights(const ObjectiveDefinition& definition) {
  DecimalSum sum;
  for (const Phase& phase : definition.phases()) {
    if (const auto weight = ReadDecimal(phase.weight()); weight.has_value()) sum.Add(*weight);
  }
  if (definition.phases().empty() || sum == Decimal::Whole(100)) return std::nullopt;
  const auto text = sum.ToDecimal();
  return Misfit{RefusalReason::kPhaseWeightsNotHundred,
                "phases",
                {{"sum", text.ok() ? text->ToString() : ""}}};
}

std::optional<Misfit> MisfitOfCumulative(const ObjectiveDefinition& definition, bool is_changed) {
  std::vector<std::pair<Decimal, int>> percents;
  for (int i = 0; i < definition.phases_size(); ++i) {
    const auto percent = ReadDecimal(definition.phases(i).cumulative_percent());
    if (percent.has_value()) percents.emplace_back(*percent, i);
  }
  if (percents.empty()) return std::nullopt;
  // A phase that was added later stands at the end of the list, wherever it belongs.
  if (is_changed) {
    std::stable_sort(percents.begin(), percents.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
  }
  const auto misfit_at = [&](int i) {
    return Misfit{RefusalReason::kPhasePercentNotRising,
                  PhasePath(i, "cumulative_percent"),
                  {{"phase", definition.phases(i).id()}}};
  };
  for (size_t i = 1; i < percents.size(); ++i) {
    if (percents[i].first <= percents[i - 1].first) return misfit_at(percents[i].second);
  }
  if (percents.back().first != Decimal::Whole(100)) return misfit_at(percents.back().second);
  return std::nullopt;
}

Refused CheckScope(const Case& c, const Scope& scope, const std::string& path) {
  const Details details{{"scope", scope.id()}};
  if (scope.weighting() != rules::v1::WEIGHTING_WEIGHTED) {
    const bool has_figures = !scope.weight_total().empty() || scope.per_unit() ||
                             scope.weight_sum_policy() != rules::v1::WEIGHT_SUM_POLICY_UNSPECIFIED;
    if (!has_figures) return std::nullopt;
    return c.RefuseField(RefusalReason::kScopeWeightsContradictory, path, details);
  }
  if (scope.weight_sum_policy() == rules::v1::WEIGHT_SUM_POLICY_UNSPECIFIED) {
    return c.RefuseField(RefusalReason::kScopeWithoutWeightSumPolicy, path + ".weight_sum_policy",
                         details);
  }
  const auto total = ReadDecimal(scope.weight_total());
  if (!total.has_value() || *total > Decimal()) return std::nullopt;
  return c.RefuseField(RefusalReason::kScopeWeightsContradictory, path + ".weight_total", details);
}

// The objectives of the plan must fit the rule set that is to be in force: a draft may still be
// mended, an adopted plan may not be broken.
Refused CheckObjectivesFollow(Case& c, const PlanCase& p, const RuleSet& rule_set) {
  int count = 0;
  Details details;
  for (const auto& [id, objective] : p.plan.objectives) {
    if (!objective.exists() || DroppedBy(objective).is_set()) continue;
    const auto misfit =
        MisfitWithRuleSet(*CurrentDefinition(objective), rule_set, p.plan.is_adopted());
    if (!misfit.has_value()) continue;
    if (++count > 1) continue;
    details = {{"objective", id}, {"problem", std::string(RefusalReasonName(misfit->reason))}};
  }
  if (count == 0) return std::nullopt;
  details["count"] = std::to_string(count);
  if (p.plan.is_adopted()) {
    return c.RefuseField(RefusalReason::kObjectivesContradictRuleSet, "rule_set", details);
  }
  c.Warn(WarningReason::kObjectivesContradictRuleSet, details);
  return std::nullopt;
}

}  // namespace

std::optional<Misfit> MisfitWithRuleSet(const ObjectiveDefinition& definition,
                                        const RuleSet& rule_set, bool is_changed) {
  if (auto misfit = MisfitWithScope(definition, rule_set); misfit) return misfit;
  const PhaseConvention convention = rule_set.phase_convention();
  if (auto misfit = MisfitWithConvention(definition, convention); misfit) return misfit;
  switch (convention) {
    case rules::v1::PHASE_CONVENTION_WEIGHTS:
      return MisfitOfWeights(definition);
    case rules::v1::PHASE_CONVENTION_CUMULATIVE:
      return MisfitOfCumulative(definition, is_changed);
    case rules::v1::PHASE_CONVENTION_NO_FIGURES:
    case rules::v1::PHASE_CONVENTION_UNSPECIFIED:
    case rules::v1::PhaseConvention_INT_MIN_SENTINEL_DO_NOT_USE_:
    case rules::v1::PhaseConvention_INT_MAX_SENTINEL_DO_NOT_USE_:
      return std::nullopt;
  }
  return std::nullopt;
}

Refused JudgeRuleSetAdopted(Case& c, const PlanCase& p, const event::v1::RuleSetAdopted& fact) {
  const uint32_t expected = CurrentRuleSet(p.plan).version + 1;
  if (fact.version() != expected) {
    return c.RefuseField(
        RefusalReason::kRuleSetVersionNotNext, "version",
        {{"version", std::to_string(fact.version())}, {"expected", std::to_string(expected)}});
  }
  // Once the plan is adopted its rules change as it does: by an act.
  if (p.plan.is_adopted() && !fact.has_act()) {
    return c.RefuseField(RefusalReason::kActMissing, "act");
  }
  std::vector<std::string> ids;
  for (const Scope& scope : fact.rule_set().scopes()) ids.push_back(scope.id());
  if (Refused refused = CheckDistinct(c, ids, "rule_set.scopes"); refused) return refused;
  for (int i = 0; i < fact.rule_set().scopes_size(); ++i) {
    const std::string path = "rule_set.scopes[" + std::to_string(i) + "]";
    if (Refused refused = CheckScope(c, fact.rule_set().scopes(i), path); refused) return refused;
  }
  if (Refused refused = CheckObjectivesFollow(c, p, fact.rule_set()); refused) return refused;
  if (fact.has_act()) WarnOfLateAct(c, fact.act());
  c.memory.touched_scopes[{p.year, ""}] = c.index;
  return std::nullopt;
}

}  // namespace traguardo::domain
