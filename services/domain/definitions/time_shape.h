// When an objective begins and by when it must be done, from whatever time shape it has.

#ifndef TRAGUARDO_SERVICES_DOMAIN_DEFINITIONS_TIME_SHAPE_H_
#define TRAGUARDO_SERVICES_DOMAIN_DEFINITIONS_TIME_SHAPE_H_

#include <optional>
#include <string>

#include "services/domain/values/civil_date.h"
#include "traguardo/event/v1/objective.pb.h"

namespace traguardo::domain {

// The day (or month, or year) it must be done by, from whatever time shape it has:
//   by a date         the deadline
//   continuous        the end of its period; the end of the plan's year when that is open
//   seasonal          the end of the window that ends last; of the year when that is open
//   recurring checks  the last check
//   multi-year        what must hold this year, where stated, else the end of its period
//   tied to an event  the day the event is expected, where stated
//   not stated        none
// A date of lower precision is due on its last day.
std::optional<CivilDate> DeadlineOf(const event::v1::ObjectiveDefinition& definition, int year);

// The day its time begins; none when the time shape does not say.
std::optional<CivilDate> BeginOf(const event::v1::ObjectiveDefinition& definition, int year);

// Whether there is a date to move. Not for recurring checks, whose dates are changed by giving a
// new time shape.
bool HasMovableDeadline(const event::v1::TimeShape& shape);

// What Change.deadline does. The new date is then the DeadlineOf, whatever the time shape: it moves
// the end of the window that ends last, what must hold this year where a multi-year shape states
// it, the day an event is expected; it makes a deadline where none was stated. False, and nothing
// moved, when there is nothing to move.
bool MoveDeadline(event::v1::TimeShape& shape, const std::string& deadline);

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_DEFINITIONS_TIME_SHAPE_H_
