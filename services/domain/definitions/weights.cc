#include "services/domain/definitions/weights.h"

#include <utility>
#include <variant>

#include "services/domain/definitions/current_definition.h"
#include "services/domain/values/ratio.h"

namespace traguardo::domain {
namespace {

using rules::v1::Scope;

// A weight is stored only when its form is right; an absent one adds nothing.
Decimal WeightOf(const event::v1::ObjectiveDefinition& definition) {
  return ReadDecimal(definition.weight()).value_or(Decimal());
}

Decimal TotalOf(const Scope& scope) {
  return ReadDecimal(scope.weight_total()).value_or(Decimal::Whole(100));
}

bool AreEqualRounded(const std::vector<Decimal>& weights, const Decimal& total) {
  if (weights.empty()) return false;
  const auto share = Divide(total, Decimal::Whole(static_cast<int32_t>(weights.size())));
  if (!share.ok()) return false;
  const auto rounded = share->Round(Rounding::kHalfUp, 2);
  if (!rounded.ok()) return false;
  for (const Decimal& weight : weights) {
    if (weight != *rounded) return false;
  }
  return true;
}

}  // namespace

WeightVerdict JudgeWeights(const WeightGroup& group, rules::v1::WeightSumPolicy policy) {
  if (group.is_exact()) return WeightVerdict::kHolds;
  switch (policy) {
    case rules::v1::WEIGHT_SUM_POLICY_WARN:
      return WeightVerdict::kWarned;
    case rules::v1::WEIGHT_SUM_POLICY_EQUAL_WEIGHTS_ROUNDED:
      return group.equal_weights_rounded ? WeightVerdict::kHolds : WeightVerdict::kRefused;
    case rules::v1::WEIGHT_SUM_POLICY_REFUSE:
    case rules::v1::WEIGHT_SUM_POLICY_UNSPECIFIED:
    case rules::v1::WeightSumPolicy_INT_MIN_SENTINEL_DO_NOT_USE_:
    case rules::v1::WeightSumPolicy_INT_MAX_SENTINEL_DO_NOT_USE_:
      return WeightVerdict::kRefused;
  }
  return WeightVerdict::kRefused;
}

std::vector<WeightGroup> WeightGroups(const PlanYear& plan, const Scope& scope,
                                      const std::map<std::string, Objective>& instead) {
  if (scope.weighting() != rules::v1::WEIGHTING_WEIGHTED) return {};
  std::map<std::string, std::vector<Decimal>> weights_by_unit;
  for (const auto& [id, planned] : plan.objectives) {
    const auto replaced = instead.find(id);
    const Objective& objective = replaced == instead.end() ? planned : replaced->second;
    if (!objective.exists() || DroppedBy(objective).is_set()) continue;
    const auto definition = CurrentDefinition(objective);
    if (definition->scope() != scope.id()) continue;
    const Decimal weight = WeightOf(*definition);
    if (!scope.per_unit()) {
      weights_by_unit[""].push_back(weight);
      continue;
    }
    for (const std::string& unit : definition->units()) weights_by_unit[unit].push_back(weight);
  }

  std::vector<WeightGroup> groups;
  groups.reserve(weights_by_unit.size());
  for (const auto& [unit, weights] : weights_by_unit) {
    WeightGroup group;
    group.scope = scope.id();
    group.unit = unit;
    group.objectives_count = static_cast<int>(weights.size());
    for (const Decimal& weight : weights) group.sum.Add(weight);
    group.total = TotalOf(scope);
    group.equal_weights_rounded = AreEqualRounded(weights, group.total);
    groups.push_back(std::move(group));
  }
  return groups;
}

std::string MissingWeight(const WeightGroup& group) {
  const auto missing = Subtract(group.total, Ratio::FromSum(group.sum));
  if (!missing.ok()) return "";
  for (int decimals = 0; decimals <= Decimal::kMaxScale; ++decimals) {
    const auto rounded = missing->Round(Rounding::kTruncate, decimals);
    if (rounded.ok() && Ratio(*rounded) == *missing) return rounded->ToString();
  }
  return "";
}

}  // namespace traguardo::domain
