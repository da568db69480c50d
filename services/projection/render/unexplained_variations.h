// What acts took back after its time had passed, while nothing says what went wrong: a deadline of
// June that an act of November moves, a target that comes down to what was counted. The row of the
// objective carries them, so that a miss does not vanish with the act that came after it.

#ifndef TRAGUARDO_SERVICES_PROJECTION_RENDER_UNEXPLAINED_VARIATIONS_H_
#define TRAGUARDO_SERVICES_PROJECTION_RENDER_UNEXPLAINED_VARIATIONS_H_

#include "services/domain/state/state_objective.h"
#include "traguardo/view/v1/objective.pb.h"

namespace traguardo::projection {

// Of each approved ripianificazione, in the order in which they apply: one entry for each value of
// a change that takes something back late and is not explained (domain/status/taken_back.h). Its
// decided_on is the day from which it is seen: the one from which the act holds, yet not before the
// day after what is taken back fell due. An act of November that is to hold from 25 June is seen by
// who looks back at July.
void FillUnexplainedVariations(const domain::Objective& objective, int year,
                               view::v1::Objective* row);

}  // namespace traguardo::projection

#endif  // TRAGUARDO_SERVICES_PROJECTION_RENDER_UNEXPLAINED_VARIATIONS_H_
