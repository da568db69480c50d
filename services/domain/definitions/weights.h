// The sums of weights of a plan's scopes: what adoption, amendments and approvals are judged by,
// and what a draft is warned about.
//
// Counts every objective that is in the plan: not those removed from the draft, not those that an
// act has dropped. An excluded one counts: whether its weight leaves the denominator is for the
// consuntivo's rules, and the plan's own sum does not change with it.

#ifndef TRAGUARDO_SERVICES_DOMAIN_DEFINITIONS_WEIGHTS_H_
#define TRAGUARDO_SERVICES_DOMAIN_DEFINITIONS_WEIGHTS_H_

#include <map>
#include <string>
#include <vector>

#include "services/domain/state/state_plan.h"
#include "services/domain/values/decimal.h"
#include "traguardo/rules/v1/rule_set.pb.h"

namespace traguardo::domain {

// The objectives that one sum holds for: a whole scope, or one unit of a scope that sums per unit.
struct WeightGroup {
  std::string scope;
  // Empty unless the scope sums per unit.
  std::string unit;
  int objectives_count = 0;
  // An objective without a weight adds nothing.
  DecimalSum sum;
  // Scope.weight_total, or 100.
  Decimal total;
  // Every weight is total / objectives_count, rounded half up to two decimals.
  bool equal_weights_rounded = false;

  bool is_exact() const { return sum == total; }
};

// What a sum that is not exact does to an act.
enum class WeightVerdict { kHolds, kWarned, kRefused };
WeightVerdict JudgeWeights(const WeightGroup& group, rules::v1::WeightSumPolicy policy);

// Every group of `scope` that has objectives, in the order of the units; none for an unweighted
// scope. `instead` names objectives that are to count as given there and not as in the plan: how
// would the sum be if.
std::vector<WeightGroup> WeightGroups(const PlanYear& plan, const rules::v1::Scope& scope,
                                      const std::map<std::string, Objective>& instead = {});

// total − sum as text, "-0.01" for a sum of 100.01.
std::string MissingWeight(const WeightGroup& group);

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_DEFINITIONS_WEIGHTS_H_
