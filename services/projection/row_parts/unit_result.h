// The results of an objective: one for each unit of a transversal one, then those of units that an
// act took out of it; one with an empty unit for any other (with further ones for units that
// reports were made for).

#ifndef TRAGUARDO_SERVICES_PROJECTION_ROW_PARTS_UNIT_RESULT_H_
#define TRAGUARDO_SERVICES_PROJECTION_ROW_PARTS_UNIT_RESULT_H_

#include <string>
#include <vector>

#include "services/domain/state/state_objective.h"
#include "traguardo/event/v1/objective.pb.h"
#include "traguardo/view/v1/objective.pb.h"

namespace traguardo::projection {

// Which results there are: the units of a transversal objective as planned, and behind them those
// that have left; else "" first.
std::vector<std::string> ResultUnits(const domain::Objective& objective,
                                     const event::v1::ObjectiveDefinition& current);

// What was declared for the whole counts; where nobody did, or phases say more since, phases speak
// for it (phase_result.h), and without them the final result. What was proposed as short of the
// whole is not done, whatever was declared before; what was assessed so, whatever was declared.
// Since when it is done also its phases and measurements say (domain/status/done.h).
// A period declared not due counts from the day on which that was said (domain::NotDue).
void FillUnitResult(const domain::Objective& objective, const std::string& unit,
                    const event::v1::ObjectiveDefinition& current,
                    const std::optional<domain::DayNumber>& deadline, view::v1::UnitResult* view);

}  // namespace traguardo::projection

#endif  // TRAGUARDO_SERVICES_PROJECTION_ROW_PARTS_UNIT_RESULT_H_
