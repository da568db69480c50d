// Ripianificazioni: proposed with a reason, decided by an act. What a proposal would make of the
// plan is judged when it is made and again when it is approved, because the plan may have moved.

#include <utility>

#include "services/domain/decide/case/decide_case.h"
#include "services/domain/decide/monitoring/decide_monitoring.h"
#include "services/domain/decide/plan/decide_definition.h"
#include "services/domain/definitions/current_definition.h"
#include "services/domain/status/assignments.h"
#include "services/domain/status/objective_status.h"

namespace traguardo::domain {
namespace {

using event::v1::Change;
using event::v1::ObjectiveDefinition;
using event::v1::RipianificazioneProposed;

// What a change touches: one proposal touches a thing once.
std::string TargetOf(const Change& change) {
  switch (change.change_case()) {
    case Change::kDeadline:
    case Change::kTimeShape:
      return "time";
    case Change::kWeight:
      return "weight";
    case Change::kIndicator:
      return "indicator:" + change.indicator().indicator();
    case Change::kIndicatorAdded:
      return "indicator:" + change.indicator_added().id();
    case Change::kPhase:
      return "phase:" + change.phase().phase();
    case Change::kPhaseAdded:
      return "phase:" + change.phase_added().id();
    case Change::kMilestone:
      return "milestone:" + change.milestone().milestone();
    case Change::kMilestoneAdded:
      return "milestone:" + change.milestone_added().id();
    case Change::kAssignment:
      return "assignment:" + change.assignment().responsabile() + ":" + change.assignment().unit();
    case Change::kDropped:
      return "dropped";
    case Change::CHANGE_NOT_SET:
      return "";
  }
  return "";
}

bool IsReachedEverywhere(const ObjectiveCase& o, const std::string& milestone) {
  if (ReachedBy(o.objective, milestone, "").is_set()) return true;
  if (o.definition->kind() != event::v1::OBJECTIVE_KIND_TRANSVERSAL) return false;
  for (const std::string& unit : o.definition->units()) {
    if (!ReachedBy(o.objective, milestone, unit).is_set()) return false;
  }
  return true;
}

Refused CheckNewId(const Case& c, const ObjectiveDefinition& definition, const std::string& id,
                   bool is_indicator, std::string_view path) {
  const bool taken = is_indicator ? FindIndicator(definition, id) != nullptr
                                  : FindPhase(definition, id) != nullptr ||
                                        FindMilestone(definition, id) != nullptr;
  if (!taken) return std::nullopt;
  return c.RefuseField(RefusalReason::kDuplicateId, path, {{"id", id}});
}

// Whether what the change names is there, and what it adds is not.
Refused CheckNames(const Case& c, const ObjectiveCase& o, const ObjectiveDefinition& definition,
                   const Change& change, const std::string& path) {
  switch (change.change_case()) {
    case Change::kDeadline:
      if (change.deadline().empty()) {
        return c.RefuseField(RefusalReason::kFieldInvalid, path + ".deadline",
                             {{"problem", "names no date"}});
      }
      if (HasMovableDeadline(definition.time_shape())) return std::nullopt;
      return c.RefuseField(RefusalReason::kObjectiveWithoutDeadline, path + ".deadline",
                           {{"objective", o.id}});
    case Change::kIndicator:
      if (FindIndicator(definition, change.indicator().indicator()) != nullptr) return std::nullopt;
      return c.RefuseField(RefusalReason::kIndicatorUnknown, path + ".indicator",
                           {{"indicator", change.indicator().indicator()}});
    case Change::kPhase:
      if (FindPhase(definition, change.phase().phase()) == nullptr) {
        return c.RefuseField(RefusalReason::kPhaseUnknown, path + ".phase",
                             {{"phase", change.phase().phase()}});
      }
      return std::nullopt;
    case Change::kMilestone: {
      const std::string& id = change.milestone().milestone();
      const Details details{{"milestone", id}};
      if (FindMilestone(definition, id) == nullptr) {
        return c.RefuseField(RefusalReason::kMilestoneUnknown, path + ".milestone", details);
      }
      if (!IsReachedEverywhere(o, id)) return std::nullopt;
      return c.RefuseField(RefusalReason::kMilestoneAlreadyReached, path + ".milestone", details);
    }
    case Change::kAssignment: {
      const event::v1::Assignment& assignment = change.assignment();
      if (!assignment.unit().empty() && !HasUnit(definition, assignment.unit())) {
        return c.RefuseField(RefusalReason::kUnitNotOfObjective, path + ".assignment.unit",
                             {{"unit", assignment.unit()}, {"objective", o.id}});
      }
      return CheckPeriod(c, assignment.validity(), path + ".assignment.validity");
    }
    case Change::kIndicatorAdded:
      return CheckNewId(c, definition, change.indicator_added().id(), true, path);
    case Change::kPhaseAdded:
      return CheckNewId(c, definition, change.phase_added().id(), false, path);
    case Change::kMilestoneAdded:
      return CheckNewId(c, definition, change.milestone_added().id(), false, path);
    case Change::kWeight:
    case Change::kDropped:
    case Change::kTimeShape:
    case Change::CHANGE_NOT_SET:
      return std::nullopt;
  }
  return std::nullopt;
}

// Assignments and drops change no definition: they have an effect of their own.
bool ChangesDefinition(const Change& change) {
  return !change.has_assignment() && !change.has_dropped();
}

bool ChangesTime(const RipianificazioneProposed& proposed) {
  for (const Change& change : proposed.changes()) {
    if (change.has_deadline() || change.has_time_shape() || change.has_milestone() ||
        change.has_milestone_added() || change.has_phase()) {
      return true;
    }
  }
  return false;
}

// A drop stands alone: CheckTargets.
bool IsDrop(const RipianificazioneProposed& proposed) {
  return proposed.changes_size() == 1 && proposed.changes(0).has_dropped();
}

Refused CheckTargets(const Case& c, const RipianificazioneProposed& fact) {
  std::set<std::string> targets;
  for (int i = 0; i < fact.changes_size(); ++i) {
    const std::string target = TargetOf(fact.changes(i));
    const std::string path = "changes[" + std::to_string(i) + "]";
    if (!targets.insert(target).second) {
      return c.RefuseField(RefusalReason::kChangeRepeated, path, {{"what", target}});
    }
  }
  if (targets.contains("dropped") && targets.size() > 1) {
    return c.RefuseField(RefusalReason::kDropNotAlone, "changes");
  }
  return std::nullopt;
}

// Applies the changes one by one to `definition`.
Refused CheckChanges(const Case& c, const ObjectiveCase& o, const RipianificazioneProposed& fact,
                     ObjectiveDefinition& definition) {
  for (int i = 0; i < fact.changes_size(); ++i) {
    const Change& change = fact.changes(i);
    const std::string path = "changes[" + std::to_string(i) + "]";
    if (Refused refused = CheckNames(c, o, definition, change, path); refused) return refused;
    if (!ChangesDefinition(change)) continue;
    const std::string before = definition.SerializeAsString();
    if (!ApplyChange(definition, change) || definition.SerializeAsString() == before) {
      return c.RefuseField(RefusalReason::kChangeWithoutEffect, path, {{"what", TargetOf(change)}});
    }
  }
  return std::nullopt;
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

void WarnOfNewDeadline(Case& c, const ObjectiveCase& o, const ObjectiveDefinition& changed) {
  const auto deadline = DeadlineOf(changed, o.year);
  if (!deadline.has_value() || !IsCertainlyBefore(*deadline, c.effective_on)) return;
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

void RememberWeights(Case& c, const ObjectiveCase& o, const RipianificazioneProposed& proposed) {
  for (const Change& change : proposed.changes()) {
    if (!change.has_weight() && !change.has_dropped()) continue;
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
  WarnOfNewDeadline(c, o, changed);
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

  // Another approval may have added the same id since.
  for (int i = 0; i < proposed.changes_size(); ++i) {
    if (Refused refused = CheckNames(c, o, *o.definition, proposed.changes(i),
                                     "changes[" + std::to_string(i) + "]");
        refused) {
      return refused;
    }
  }
  const Objective approved = WithApproval(c, o, fact.ripianificazione(), fact.act());
  const auto changed = CurrentDefinition(approved);
  if (Refused refused = CheckResult(c, o, *changed, false); refused) return refused;

  const auto deadline = DeadlineOf(*o.definition, o.year);
  if (deadline.has_value() && deadline != DeadlineOf(*changed, o.year) &&
      IsCertainlyBefore(*deadline, c.effective_on)) {
    c.Warn(WarningReason::kDeadlineAlreadyPassed, {{"deadline", deadline->ToString()}});
  }
  WarnOfNewDeadline(c, o, *changed);
  WarnOfLateAct(c, fact.act());
  if (IsDrop(proposed)) WarnOfFactsAfter(c, o);
  RememberWeights(c, o, proposed);
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
