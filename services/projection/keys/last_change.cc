#include "services/projection/keys/last_change.h"

#include <algorithm>

namespace traguardo::projection {
namespace {

using domain::Corrections;
using domain::Ente;
using domain::Objective;
using domain::PlanYear;

// A correction changes whatever the fact it takes back had changed; all rows of its stream may be.
uint64_t LastOf(const Corrections& corrections) {
  uint64_t last = 0;
  for (const auto& [corrected, storno] : corrections) {
    last = std::max(last, storno.by.position());
  }
  return last;
}

// A withdrawal removes texts from any row. The state keeps what was withdrawn and not by which
// fact: with one, any fact of the ente's own stream counts as a change of everything.
uint64_t LastWithdrawal(const Ente& ente) {
  return ente.base.withdrawn_positions.empty() ? 0 : ente.base.last_position;
}

uint64_t LastOfYear(const Ente& ente, const PlanYear& plan) {
  return std::max(LastWithdrawal(ente), LastOf(plan.corrections));
}

template <typename ByOrder>
uint64_t LastKey(const ByOrder& by_order) {
  uint64_t last = 0;
  for (const auto& [order, entry] : by_order) last = std::max(last, order.position);
  return last;
}

uint64_t LastApproval(const Objective& objective) {
  uint64_t last = 0;
  for (const auto& [id, ripianificazione] : objective.ripianificazioni) {
    if (ripianificazione.is_approved()) {
      last = std::max(
          {last, ripianificazione.decided.by.position(), ripianificazione.proposed.by.position()});
    }
  }
  return last;
}

uint64_t LastRuleSet(const PlanYear& plan) {
  uint64_t last = 0;
  for (const auto& [version, rule_set] : plan.rule_sets) {
    last = std::max(last, rule_set.order.position);
  }
  return last;
}

// What decides from whom a report on this objective is due.
uint64_t LastDueChange(const Objective& objective) {
  uint64_t last = std::max({objective.defined.position, objective.definition.order.position,
                            objective.removed->order.position, LastOf(objective.corrections),
                            LastKey(objective.responsabile_changes), LastApproval(objective)});
  for (const auto& [unit, result] : objective.results) {
    last = std::max({last, result.excluded->order.position, LastKey(result.suspensions),
                     LastKey(result.not_due)});
  }
  return last;
}

}  // namespace

uint64_t PlanLastChange(const Ente& ente, const PlanYear& plan) {
  return std::max(ente.base.last_position, plan.last_own_position);
}

uint64_t ObjectiveLastChange(const Ente& ente, const PlanYear& plan, const Objective& objective) {
  return std::max({LastOfYear(ente, plan), plan.adopted.by.position(), LastRuleSet(plan),
                   objective.last_position, LastOf(objective.corrections)});
}

uint64_t FrameLastChange(const Ente& ente, const PlanYear& plan, const Objective& objective) {
  return std::max({LastOfYear(ente, plan), plan.adopted.by.position(),
                   objective.definition.order.position, LastOf(objective.corrections),
                   LastKey(objective.responsabile_changes), LastApproval(objective)});
}

uint64_t RoundLastChange(const Ente& ente, const PlanYear& plan, const domain::Round& round) {
  uint64_t last =
      std::max({LastOfYear(ente, plan), round.last_position, LastOf(round.corrections)});
  for (const auto& [id, objective] : plan.objectives) {
    last = std::max(last, LastDueChange(objective));
  }
  return last;
}

}  // namespace traguardo::projection
