// Who answers for an objective on which day: the assignments of the definition, then every
// ResponsabileChanged and every assignment in an approved ripianificazione, in fold order.
//
//  - ResponsabileChanged: from its effective day the incoming one answers. The same role of the
//    outgoing one, for the same unit, ends the day before; no other role does, and without an
//    outgoing one nothing ends.
//  - An assignment in an approved ripianificazione begins on the effective day of the approval. As
//    RESPONSABILE it takes the place of those who were that for the same unit; a deputy or
//    contributor is added.
//  - A validity stated in the incoming assignment counts instead of the effective day.

#ifndef TRAGUARDO_SERVICES_DOMAIN_STATUS_ASSIGNMENTS_H_
#define TRAGUARDO_SERVICES_DOMAIN_STATUS_ASSIGNMENTS_H_

#include <string>
#include <string_view>
#include <vector>

#include "services/domain/state/state_objective.h"
#include "services/domain/values/civil_date.h"
#include "traguardo/event/v1/values.pb.h"

namespace traguardo::domain {

// Every assignment there ever was, each with the days it holds; those that never held a day because
// a later change overtook them are left out. Ends are open where nothing ends them.
std::vector<event::v1::Assignment> AllAssignments(const Objective& objective);

// Those that hold on `day`, with validity.
std::vector<event::v1::Assignment> AssignmentsOn(const Objective& objective, DayNumber day);

// Whether `principal` may report on the objective on `day`: as responsabile or deputy, for the
// whole objective or, when `unit` is not empty, for that unit.
bool AnswersFor(const Objective& objective, std::string_view principal, std::string_view unit,
                DayNumber day);

// Who answered on `day` for `unit`: the responsabile of the unit, else of the whole objective.
// Empty when nobody was named; the first in the order of the definition when there are several.
std::string ResponsabileOn(const Objective& objective, std::string_view unit, DayNumber day);

// Whether any day of the period is `day`. Empty ends are open; dates of lower precision count
// whole.
bool Contains(const event::v1::Period& period, DayNumber day);

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_STATUS_ASSIGNMENTS_H_
