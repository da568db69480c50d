// What a ripianificazione changes: whether what it names is there, and whether it does anything.

#include "services/domain/decide/monitoring/decide_changes.h"

#include "services/domain/definitions/current_definition.h"
#include "services/domain/definitions/time_shape.h"
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
    case Change::kUnits:
      return "units";
    case Change::kIndicatorRemoved:
      return "indicator:" + change.indicator_removed();
    case Change::kPhaseRemoved:
      return "phase:" + change.phase_removed();
    case Change::kMilestoneRemoved:
      return "milestone:" + change.milestone_removed();
    case Change::CHANGE_NOT_SET:
      return "";
  }
  return "";
}

bool IsReachedEverywhere(const ObjectiveCase& o, const std::string& milestone) {
  if (ReachedBy(o.objective, milestone, "").is_set()) return true;
  if (!IsTransversal(*o.definition)) return false;
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

// Each once, and those that come have to be there when the change holds. A unit that stays was
// judged when it came.
Refused CheckNewUnits(const Case& c, const ObjectiveCase& o, const ObjectiveDefinition& definition,
                      const event::v1::UnitsChanged& change, const std::string& path) {
  const std::vector<std::string> units(change.units().begin(), change.units().end());
  if (Refused refused = CheckDistinct(c, units, path + ".units"); refused) return refused;
  for (size_t i = 0; i < units.size(); ++i) {
    if (HasUnit(definition, units[i])) continue;
    const std::string at = path + ".units[" + std::to_string(i) + "]";
    if (Refused refused = CheckUnitInYear(c, units[i], o.year, at); refused) return refused;
  }
  return std::nullopt;
}

// Assignments and drops change no definition: they have an effect of their own.
bool ChangesDefinition(const Change& change) {
  return !change.has_assignment() && !change.has_dropped();
}

}  // namespace

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
    case Change::kUnits:
      return CheckNewUnits(c, o, definition, change.units(), path + ".units");
    case Change::kIndicatorRemoved:
      if (FindIndicator(definition, change.indicator_removed()) != nullptr) return std::nullopt;
      return c.RefuseField(RefusalReason::kIndicatorUnknown, path + ".indicator_removed",
                           {{"indicator", change.indicator_removed()}});
    case Change::kPhaseRemoved:
      if (FindPhase(definition, change.phase_removed()) != nullptr) return std::nullopt;
      return c.RefuseField(RefusalReason::kPhaseUnknown, path + ".phase_removed",
                           {{"phase", change.phase_removed()}});
    case Change::kMilestoneRemoved:
      if (FindMilestone(definition, change.milestone_removed()) != nullptr) return std::nullopt;
      return c.RefuseField(RefusalReason::kMilestoneUnknown, path + ".milestone_removed",
                           {{"milestone", change.milestone_removed()}});
    case Change::kWeight:
    case Change::kDropped:
    case Change::kTimeShape:
    case Change::CHANGE_NOT_SET:
      return std::nullopt;
  }
  return std::nullopt;
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

}  // namespace traguardo::domain
