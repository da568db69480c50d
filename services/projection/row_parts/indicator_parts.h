// The indicators of an objective's row, with what was measured.

#ifndef TRAGUARDO_SERVICES_PROJECTION_ROW_PARTS_INDICATOR_PARTS_H_
#define TRAGUARDO_SERVICES_PROJECTION_ROW_PARTS_INDICATOR_PARTS_H_

#include "services/domain/state/state_objective.h"
#include "services/projection/measures/due_day.h"
#include "traguardo/event/v1/objective.pb.h"
#include "traguardo/view/v1/objective.pb.h"

namespace traguardo::projection {

// `measurements` has the latest for each unit. `at_due` has what was known for the day on which the
// target had to hold, where later ones followed: the latest measurement that speaks of that day or
// an earlier one, or else the first after it. For an indicator that is due before the objective's
// deadline it has the same for the deadline, where that is a third one; those of one unit stand in
// the order of the days they speak of.
void FillIndicators(const domain::Objective& objective,
                    const event::v1::ObjectiveDefinition& current, const Deadlines& deadlines,
                    int year, view::v1::Objective* row);

}  // namespace traguardo::projection

#endif  // TRAGUARDO_SERVICES_PROJECTION_ROW_PARTS_INDICATOR_PARTS_H_
