// What the plan says about an objective now: the original definition with every approved
// ripianificazione applied, in the order of (effective day of the approval, position). The original
// stays beside it for ever (Objective::definition).

#ifndef TRAGUARDO_SERVICES_DOMAIN_DEFINITIONS_CURRENT_DEFINITION_H_
#define TRAGUARDO_SERVICES_DOMAIN_DEFINITIONS_CURRENT_DEFINITION_H_

#include <string>
#include <utility>
#include <vector>

#include "services/domain/definitions/time_shape.h"
#include "services/domain/state/frozen.h"
#include "services/domain/state/state_objective.h"
#include "services/domain/values/civil_date.h"
#include "traguardo/event/v1/objective.pb.h"
#include "traguardo/event/v1/ripianificazione.pb.h"

namespace traguardo::domain {

// The original itself, shared, when nothing was approved; cheap then. Assignments are those of the
// original: who answers on which day is in assignments.h.
Frozen<event::v1::ObjectiveDefinition> CurrentDefinition(const Objective& objective);
// The same as it held on `day`: with what was approved to hold from that day or an earlier one.
Frozen<event::v1::ObjectiveDefinition> DefinitionOn(const Objective& objective, DayNumber day);

// Applies one change. What it names and is not there is left alone; what it adds and is there
// already is replaced; empty fields of a change leave the old value. Assignment and dropped change
// no definition. What was said about a part that is removed, or a unit that leaves, stays in the
// state and counts no more. Returns false when the change had nothing to act on.
bool ApplyChange(event::v1::ObjectiveDefinition& definition, const event::v1::Change& change);

// The definition that an approval at `decided` is, or would be, laid upon: what was approved before
// it. All of it where `decided` is unset.
event::v1::ObjectiveDefinition DefinitionBefore(const Objective& objective,
                                                const FactOrder& decided);

// The approved ripianificazioni in the order in which they apply, with their ids.
std::vector<std::pair<const std::string*, const Ripianificazione*>> ApprovedInOrder(
    const Objective& objective);

// The approval that took the objective out of the plan; unset when there is none. Its effective day
// is the day it left.
FactOrder DroppedBy(const Objective& objective);

// The first approval that brought the unit into the objective; nullptr for one that was in it from
// the beginning, and for one that never was. Who leaves and comes back owes what it owed.
const Ripianificazione* JoinedBy(const Objective& objective, const std::string& unit);

// Lookup by id; nullptr when there is none.
const event::v1::Indicator* FindIndicator(const event::v1::ObjectiveDefinition& definition,
                                          const std::string& id);
const event::v1::Phase* FindPhase(const event::v1::ObjectiveDefinition& definition,
                                  const std::string& id);
const event::v1::Milestone* FindMilestone(const event::v1::ObjectiveDefinition& definition,
                                          const std::string& id);
bool HasUnit(const event::v1::ObjectiveDefinition& definition, const std::string& unit);

// Each of its units has a result of its own.
inline bool IsTransversal(const event::v1::ObjectiveDefinition& definition) {
  return definition.kind() == event::v1::OBJECTIVE_KIND_TRANSVERSAL;
}

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_DEFINITIONS_CURRENT_DEFINITION_H_
