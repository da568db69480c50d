// What only the whole command can be judged by: sums of weights, and where gates lead.

#include <algorithm>
#include <utility>

#include "services/domain/decide/case/decide_case.h"
#include "services/domain/decide/plan/decide_plan.h"
#include "services/domain/definitions/current_definition.h"
#include "services/domain/definitions/weights.h"
#include "services/domain/status/plan_status.h"

namespace traguardo::domain {
namespace {

// Every scope to judge, with the last proposal that touched it.
std::map<std::string, int> ScopesToJudge(const CommandMemory& memory, int year,
                                         const rules::v1::RuleSet& rule_set) {
  std::map<std::string, int> scopes;
  const auto all = memory.touched_scopes.find({year, ""});
  for (const rules::v1::Scope& scope : rule_set.scopes()) {
    const auto one = memory.touched_scopes.find({year, scope.id()});
    int index = -1;
    if (all != memory.touched_scopes.end()) index = all->second;
    if (one != memory.touched_scopes.end()) index = std::max(index, one->second);
    if (index >= 0) scopes[scope.id()] = index;
  }
  return scopes;
}

Details DetailsOf(const WeightGroup& group) {
  const auto sum = group.sum.ToDecimal();
  Details details{{"scope", group.scope},
                  {"sum", sum.ok() ? sum->ToString() : ""},
                  {"total", group.total.ToString()},
                  {"difference", MissingWeight(group)}};
  if (!group.unit.empty()) details["unit"] = group.unit;
  return details;
}

Refused JudgeScope(const PlanYear& plan, const rules::v1::Scope& scope,
                   const std::map<std::string, Objective>& instead, int index,
                   std::vector<Warning>& warnings) {
  for (const WeightGroup& group : WeightGroups(plan, scope, instead)) {
    const WeightVerdict verdict = JudgeWeights(group, scope.weight_sum_policy());
    if (verdict == WeightVerdict::kHolds) continue;
    if (verdict == WeightVerdict::kRefused && plan.is_adopted()) {
      return Refusal{.reason = RefusalReason::kWeightsNotTotal,
                     .proposal_index = index,
                     .details = DetailsOf(group)};
    }
    warnings.push_back({.reason = WarningReason::kWeightsNotTotal,
                        .proposal_index = index,
                        .details = DetailsOf(group)});
  }
  return std::nullopt;
}

Refused JudgeWeightsOfYear(const CommandMemory& memory, int year, const PlanYear& plan,
                           std::vector<Warning>& warnings) {
  const RuleSetInForce in_force = CurrentRuleSet(plan);
  if (!in_force.is_set()) return std::nullopt;
  static const std::map<std::string, Objective> kAsPlanned;
  const auto without = memory.without_approvals.find(year);
  const auto& instead = without == memory.without_approvals.end() ? kAsPlanned : without->second;
  for (const auto& [id, index] : ScopesToJudge(memory, year, *in_force.rule_set)) {
    const rules::v1::Scope& scope = *FindScope(*in_force.rule_set, id);
    if (Refused refused = JudgeScope(plan, scope, instead, index, warnings); refused) {
      return refused;
    }
  }
  return std::nullopt;
}

// Objectives that gates of `id` name and that the plan has.
std::vector<std::string> Prerequisites(const PlanYear& plan, const std::string& id) {
  std::vector<std::string> named;
  const auto found = plan.objectives.find(id);
  if (found == plan.objectives.end() || !found->second.exists()) return named;
  for (const event::v1::Gate& gate : found->second.definition.value->gates()) {
    if (!gate.objective().empty()) named.push_back(gate.objective());
  }
  return named;
}

bool LeadsBack(const PlanYear& plan, const std::string& id) {
  std::set<std::string> seen;
  std::vector<std::string> waiting = Prerequisites(plan, id);
  while (!waiting.empty()) {
    const std::string at = waiting.back();
    waiting.pop_back();
    if (at == id) return true;
    if (!seen.insert(at).second) continue;
    for (std::string& next : Prerequisites(plan, at)) waiting.push_back(std::move(next));
  }
  return false;
}

Refused JudgeGates(const PlanYear& plan, const std::string& id, int index) {
  const auto defined = plan.objectives.find(id);
  if (defined == plan.objectives.end() || !defined->second.exists()) return std::nullopt;
  const Objective& objective = defined->second;
  for (const event::v1::Gate& gate : objective.definition.value->gates()) {
    if (gate.objective().empty()) continue;
    const auto found = plan.objectives.find(gate.objective());
    const bool stands = found != plan.objectives.end() && found->second.exists() &&
                        !DroppedBy(found->second).is_set();
    if (stands) continue;
    return Refusal{.reason = RefusalReason::kGateObjectiveUnknown,
                   .proposal_index = index,
                   .details = {{"gate", gate.id()}, {"objective", gate.objective()}}};
  }
  if (!LeadsBack(plan, id)) return std::nullopt;
  return Refusal{
      .reason = RefusalReason::kGateCycle, .proposal_index = index, .details = {{"objective", id}}};
}

// The gates of objectives that stand and now lead to one that an act has dropped. One walk for all
// that the command drops: an act may drop hundreds, and a plan hold many thousands.
void WarnOfGatesToDropped(const CommandMemory& memory, int year, const PlanYear& plan,
                          std::vector<Warning>& warnings) {
  for (const auto& [id, objective] : plan.objectives) {
    if (!objective.exists()) continue;
    const event::v1::ObjectiveDefinition& definition = *objective.definition.value;
    for (const event::v1::Gate& gate : definition.gates()) {
      const auto dropped = memory.dropped.find({year, gate.objective()});
      if (dropped == memory.dropped.end()) continue;
      if (DroppedBy(objective).is_set()) break;
      warnings.push_back({.reason = WarningReason::kDroppedObjectiveNamedByGate,
                          .proposal_index = dropped->second,
                          .details = {{"objective", id},
                                      {"code", definition.code()},
                                      {"gate", gate.id()},
                                      {"dropped", gate.objective()}}});
    }
  }
}

}  // namespace

Refused JudgeEndOfCommand(const Ente& ente, const CommandMemory& memory,
                          std::vector<Warning>& warnings) {
  for (const auto& [where, index] : memory.new_gates) {
    const PlanYear* plan = ente.FindYear(where.first);
    if (plan == nullptr) continue;
    if (Refused refused = JudgeGates(*plan, where.second, index); refused) return refused;
  }
  std::set<int> years;
  for (const auto& [where, index] : memory.dropped) years.insert(where.first);
  for (const int year : years) {
    const PlanYear* plan = ente.FindYear(year);
    if (plan != nullptr) WarnOfGatesToDropped(memory, year, *plan, warnings);
  }
  years.clear();
  for (const auto& [where, index] : memory.touched_scopes) years.insert(where.first);
  for (const int year : years) {
    const PlanYear* plan = ente.FindYear(year);
    if (plan == nullptr) continue;
    if (Refused refused = JudgeWeightsOfYear(memory, year, *plan, warnings); refused) {
      return refused;
    }
  }
  return std::nullopt;
}

}  // namespace traguardo::domain
