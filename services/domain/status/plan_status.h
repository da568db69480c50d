// How a plan-year stands, derived from what was recorded.

#ifndef TRAGUARDO_SERVICES_DOMAIN_STATUS_PLAN_STATUS_H_
#define TRAGUARDO_SERVICES_DOMAIN_STATUS_PLAN_STATUS_H_

#include <cstdint>
#include <string>

#include "services/domain/state/state_plan.h"
#include "traguardo/rules/v1/rule_set.pb.h"

namespace traguardo::domain {

// The rule set in force: the highest version. Nothing set before the first one was adopted.
struct RuleSetInForce {
  uint32_t version = 0;
  const rules::v1::RuleSet* rule_set = nullptr;

  bool is_set() const { return rule_set != nullptr; }
};
RuleSetInForce CurrentRuleSet(const PlanYear& plan);

// nullptr when the rule set has no such scope.
const rules::v1::Scope* FindScope(const rules::v1::RuleSet& rule_set, const std::string& scope);

// The highest version of the consuntivo; 0 before the first freeze.
uint32_t CurrentConsuntivoVersion(const PlanYear& plan);
// Whether the highest version was validated and not refused since.
bool IsValidated(const PlanYear& plan);

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_STATUS_PLAN_STATUS_H_
