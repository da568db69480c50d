#include "services/domain/status/plan_status.h"

#include <iterator>

namespace traguardo::domain {

RuleSetInForce CurrentRuleSet(const PlanYear& plan) {
  if (plan.rule_sets.empty()) return {};
  const auto& [version, adopted] = *std::prev(plan.rule_sets.end());
  return {version, &adopted.value->rule_set()};
}

const rules::v1::Scope* FindScope(const rules::v1::RuleSet& rule_set, const std::string& scope) {
  for (const rules::v1::Scope& candidate : rule_set.scopes()) {
    if (candidate.id() == scope) return &candidate;
  }
  return nullptr;
}

uint32_t CurrentConsuntivoVersion(const PlanYear& plan) {
  return plan.consuntivo.empty() ? 0 : std::prev(plan.consuntivo.end())->first;
}

bool IsValidated(const PlanYear& plan) {
  return !plan.consuntivo.empty() && std::prev(plan.consuntivo.end())->second.is_validated();
}

}  // namespace traguardo::domain
