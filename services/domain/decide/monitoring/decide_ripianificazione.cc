// Ripianificazioni: proposed with a reason, decided by an act. What a proposal would make of the
// plan is judged when it is made and again when it is approved, because the plan may have moved.

#include <utility>

#include "services/domain/decide/case/decide_case.h"
#include "services/domain/decide/monitoring/decide_changes.h"
#include "services/domain/decide/monitoring/decide_monitoring.h"
#include "services/domain/decide/plan/decide_definition.h"
#include "services/domain/definitions/current_definition.h"
#include "services/domain/definitions/replanning.h"
#include "services/domain/definitions/time_shape.h"

namespace traguardo::domain {
namespace {

using event::v1::Change;
using event::v1::ObjectiveDefinition;
using event::v1::RipianificazioneProposed;

bool ChangesTime(const RipianificazioneProposed& proposed) {
  for (const Change& change : proposed.changes()) {
    if (change.has_deadline() || change.has_time_shape() || change.has_milestone() ||
        change.has_milestone_added() || change.has_phase()) {
      return true;
    }
  }
  return false;
}

Refused CheckResult(Case& c, const ObjectiveCase& o, const ObjectiveDefinition& definition,
                    bool warns) {
  return CheckStructure({.c = c,
                         .year = o.year,
                         .plan = o.plan,
                         .objective = o.id,
                         .definition = definition,
                         .is_changed = true,
                         .warns = warns});
}

void WarnOfNewDeadline(Case& c, const ObjectiveCase& o, const ObjectiveDefinition& changed,
                       DayNumber decided_on) {
  const auto deadline = DeadlineOf(changed, o.year);
  if (!deadline.has_value() || deadline->last_day_number() >= decided_on) return;
  if (deadline == DeadlineOf(*o.definition, o.year)) return;
  c.Warn(WarningReason::kNewDeadlineAlreadyPassed, {{"date", deadline->ToString()}});
}

struct Pending {
  const Ripianificazione* ripianificazione = nullptr;
  Refused refused;
};

Pending FindPending(const Case& c, const ObjectiveCase& o, const std::string& id) {
  const auto found = o.objective.ripianificazioni.find(id);
  if (found == o.objective.ripianificazioni.end() || !found->second.exists()) {
    return {nullptr, c.RefuseField(RefusalReason::kRipianificazioneUnknown, "ripianificazione",
                                   {{"ripianificazione", id}})};
  }
  const Ripianificazione& ripianificazione = found->second;
  if (!ripianificazione.is_pending()) {
    return {nullptr,
            c.RefuseField(RefusalReason::kRipianificazioneDecided, "ripianificazione",
                          {{"ripianificazione", id},
                           {"decided_on", ripianificazione.decided.order().EffectiveOn()}})};
  }
  return {&ripianificazione, CheckNotBefore(c, ripianificazione.proposed.order())};
}

// One command, one act.
Refused CheckActOfAmendment(const Case& c, int year, const event::v1::Act& act) {
  const auto amendment = c.memory.amendments.find(year);
  if (amendment == c.memory.amendments.end() || IsSameAct(amendment->second, act)) {
    return std::nullopt;
  }
  return c.RefuseField(RefusalReason::kActDiffersFromAmendment, "act");
}

// Nobody decides on what was not proposed yet, nor changes a plan that was not adopted yet.
Refused CheckActAge(const Case& c, const ObjectiveCase& o, const Ripianificazione& decided,
                    const event::v1::Act& act) {
  if (Refused refused = CheckActNotBefore(c, act, decided.proposed.order().Date()); refused) {
    return refused;
  }
  return CheckActNotBefore(c, act, ReadDate(o.plan.adopted.value->act().date()));
}

// The objective as it will be with the approval in its place among the others, which may be dated
// later.
Objective WithApproval(const Case& c, const ObjectiveCase& o, const std::string& id,
                       const event::v1::Act& act) {
  Objective approved = o.objective;
  Provenance by;
  by.order = c.order();
  approved.ripianificazioni[id].decided.Offer(
      by, Decision{.verdict = Verdict::kApproved, .act = Frozen<event::v1::Act>(act)});
  return approved;
}

// What the end of the command is judged by.
void Remember(Case& c, const ObjectiveCase& o, const RipianificazioneProposed& proposed) {
  for (const Change& change : proposed.changes()) {
    if (change.has_dropped()) c.memory.dropped[{o.year, o.id}] = c.index;
    // Units too: a scope may sum per unit.
    if (!change.has_weight() && !change.has_dropped() && !change.has_units()) continue;
    c.memory.touched_scopes[{o.year, o.definition->scope()}] = c.index;
  }
}

}  // namespace

Refused JudgeProposed(Case& c, const ObjectiveCase& o, const RipianificazioneProposed& fact) {
  const auto found = o.objective.ripianificazioni.find(fact.ripianificazione());
  if (found != o.objective.ripianificazioni.end() && found->second.exists()) {
    return c.RefuseField(RefusalReason::kRipianificazioneExists, "ripianificazione",
                         {{"ripianificazione", fact.ripianificazione()}});
  }
  const std::vector<std::string> answered(fact.scostamenti().begin(), fact.scostamenti().end());
  if (Refused refused = CheckDistinct(c, answered, "scostamenti"); refused) return refused;
  for (size_t i = 0; i < answered.size(); ++i) {
    const auto scostamento = o.objective.scostamenti.find(answered[i]);
    if (scostamento != o.objective.scostamenti.end() && scostamento->second.exists()) continue;
    return c.RefuseField(RefusalReason::kScostamentoUnknown,
                         "scostamenti[" + std::to_string(i) + "]", {{"scostamento", answered[i]}});
  }
  if (Refused refused = CheckTargets(c, fact); refused) return refused;
  ObjectiveDefinition changed = *o.definition;
  if (Refused refused = CheckChanges(c, o, fact, changed); refused) return refused;
  if (Refused refused = CheckResult(c, o, changed, ChangesTime(fact)); refused) return refused;
  WarnOfNewDeadline(c, o, changed, c.day());
  WarnOfProposal(c, o, fact);
  return std::nullopt;
}

Refused JudgeApproval(Case& c, const ObjectiveCase& o,
                      const event::v1::RipianificazioneApproved& fact) {
  const Pending pending = FindPending(c, o, fact.ripianificazione());
  if (pending.refused) return pending.refused;
  if (Refused refused = CheckActOfAmendment(c, o.year, fact.act()); refused) return refused;
  if (Refused refused = CheckActAge(c, o, *pending.ripianificazione, fact.act()); refused) {
    return refused;
  }
  const RipianificazioneProposed& proposed = *pending.ripianificazione->proposed.value;

  // Another approval may have added the same id since, or removed what this one changes.
  ObjectiveDefinition standing = *o.definition;
  for (int i = 0; i < proposed.changes_size(); ++i) {
    if (Refused refused =
            CheckNames(c, o, standing, proposed.changes(i), "changes[" + std::to_string(i) + "]");
        refused) {
      return refused;
    }
    ApplyChange(standing, proposed.changes(i));
  }
  const Objective approved = WithApproval(c, o, fact.ripianificazione(), fact.act());
  const auto changed = CurrentDefinition(approved);
  if (Refused refused = CheckResult(c, o, *changed, false); refused) return refused;

  WarnOfApproval(c, o, *pending.ripianificazione, fact.act());
  WarnOfNewDeadline(c, o, *changed, DecisionDay(c.order(), fact.act(), c.today()));
  WarnOfLateAct(c, fact.act());
  Remember(c, o, proposed);
  return std::nullopt;
}

Refused JudgeRejection(Case& c, const ObjectiveCase& o,
                       const event::v1::RipianificazioneRejected& fact) {
  const Pending pending = FindPending(c, o, fact.ripianificazione());
  if (pending.refused) return pending.refused;
  if (Refused refused = CheckActOfAmendment(c, o.year, fact.act()); refused) return refused;
  if (Refused refused = CheckActAge(c, o, *pending.ripianificazione, fact.act()); refused) {
    return refused;
  }
  WarnOfLateAct(c, fact.act());
  return std::nullopt;
}

}  // namespace traguardo::domain
