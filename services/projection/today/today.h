// What depends on the day: filled into a row when somebody asks, never stored.
//
// `day` must have day precision, and is meant to be no earlier than the facts behind the row: a row
// of the current view is filled with today in Italy; for an earlier day the row is folded from the
// facts that were effective by then. Filling twice for the same day changes nothing.
//
// State of an objective, the first that holds (README.md has the reasons):
//   DROPPED           taken out of the plan by an act
//   EXCLUDED          excluded as a whole
//   PLANNED           the plan is not adopted yet
//   DONE, DONE_LATE   done in every unit; late: after the last day of the current deadline, or not
//                     met by the figures that were known for it, or only proposed as done after it;
//                     of an activity, declared as short when its time was over
//   SUSPENDED         every result that is not done is
//   LATE              the current deadline has passed. Not for an objective tied to an event, whose
//                     day is an expectation and no promise; and not where nobody ever said anything
//                     about an activity that simply went on until then (continuous, seasonal,
//                     recurring): that is NOT_DECLARED
//   MILESTONE_MISSED  a milestone or the end of a phase has passed without being reached
//   PLANNED           its time has not begun; for a seasonal one, also between two windows
//   NOT_DECLARED      something was due for a report and nobody said anything (see README.md)
//   RUNNING
//
// What falls due inside a period declared not due, after that was said, makes no result late and is
// missed by none; a suspended result is neither late nor silent nor asked for a report.
//
// A date without a day is due on the last day of its month or year, and passed the day after.

#ifndef TRAGUARDO_SERVICES_PROJECTION_TODAY_TODAY_H_
#define TRAGUARDO_SERVICES_PROJECTION_TODAY_TODAY_H_

#include "services/domain/values/civil_date.h"
#include "services/domain/values/rome_calendar.h"
#include "traguardo/view/v1/objective.pb.h"
#include "traguardo/view/v1/round.pb.h"
#include "traguardo/view/v1/scostamento.pb.h"

namespace traguardo::projection {

// Also turns the declaration of a unit into NOT_DUE while `day` lies in a period declared not due
// and nothing was declared, and into NOT_DECLARED when no such period contains `day`.
void FillToday(view::v1::Objective* objective, const domain::CivilDate& day);

// `rome` says on which day it was recorded.
void FillToday(view::v1::Scostamento* scostamento, const domain::CivilDate& day,
               const domain::RomeCalendar& rome);

void FillToday(view::v1::Round* round, const domain::CivilDate& day);

}  // namespace traguardo::projection

#endif  // TRAGUARDO_SERVICES_PROJECTION_TODAY_TODAY_H_
