// How much of the whole the plan promises by the end of its phases, and what an act does to that.
// Of replanning.cc.

#ifndef TRAGUARDO_SERVICES_DOMAIN_DEFINITIONS_PHASE_SHARES_H_
#define TRAGUARDO_SERVICES_DOMAIN_DEFINITIONS_PHASE_SHARES_H_

#include <optional>
#include <string>
#include <vector>

#include "services/domain/definitions/due_day.h"
#include "services/domain/definitions/replanning.h"
#include "services/domain/values/civil_date.h"
#include "services/domain/values/decimal.h"
#include "traguardo/event/v1/objective.pb.h"
#include "traguardo/event/v1/ripianificazione.pb.h"

namespace traguardo::domain {

// The share promised by `day`: the highest cumulative percent of the phases that have ended by
// then, or the sum of their weights. A phase without an end ends with the deadline, and what ended
// with the deadline as first planned moves with it. None where nothing with a figure has ended.
std::optional<DecimalSum> SharePromisedBy(const event::v1::ObjectiveDefinition& definition,
                                          const Deadlines& deadlines, DayNumber day);

// The phases that stay in the plan, and by whose last day less of the whole is promised once what
// the act does to phases is laid upon it: all of it together, because figures are moved from one
// phase to another.
std::vector<std::string> LoweredPhases(const ReplannedPlan& plan,
                                       const event::v1::RipianificazioneProposed& proposed);

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_DEFINITIONS_PHASE_SHARES_H_
