// Silent misses: what came out below the plan, or late, without a scostamento that says so.
//
// Looked at, for every result that counts, each with its unit (README.md has the reasons):
//   deadline       passed without being done, or done after it; of an activity, only done late and
//                  where none of the others is missed
//   milestone:{id} passed without being kept, or kept after it; one that is due with the deadline
//                  is the deadline's matter
//   phase:{id}     the same for the end of a phase
//   indicator:{id} measured below target by what was known for its due day, whatever came later
//   progress       the final result (assessed, else proposed) is short of the whole: in place of
//                  the deadline where one has passed, else where none of the others is missed; or
//                  the objective's time is over and what was last declared is
// and for the objective, in whatever state it is:
//   ripianificazione:{id} an act took back what was promised after its time had passed, and nothing
//                  says why (view.v1.UnexplainedVariation, seen from its decided_on)
//
// Nothing measured or declared is not a miss: that is "not declared". For a milestone, a phase
// ("milestone:{id}", as scostamenti name it) and an indicator a scostamento on the same subject
// accounts; for the deadline and for progress, which are the result as a whole, any scostamento
// that still speaks. One that is for a unit accounts for that unit only. What was due inside a
// period declared not due is no miss of that result. None before the plan is adopted; of the
// results nothing that was due after it was said to be suspended, while it is, and none once the
// objective is excluded or dropped.

#ifndef TRAGUARDO_SERVICES_PROJECTION_TODAY_SILENT_MISS_H_
#define TRAGUARDO_SERVICES_PROJECTION_TODAY_SILENT_MISS_H_

#include <vector>

#include "services/projection/today/day_reading.h"
#include "services/projection/today/standing.h"
#include "traguardo/view/v1/objective.pb.h"

namespace traguardo::projection {

// `planned` and `actual` are dates for deadlines and milestones ("" while it is not done), values
// or dates for indicators ("yes" and "no" for yes-no ones), percents for progress (an outcome
// without a percent as "partly_reached" or "not_reached"). `standing` is StandingOf(reading).
std::vector<view::v1::SilentMiss> SilentMisses(const DayReading& reading, const Standing& standing);

}  // namespace traguardo::projection

#endif  // TRAGUARDO_SERVICES_PROJECTION_TODAY_SILENT_MISS_H_
