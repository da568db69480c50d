// Silent misses: what came out below the plan, or late, without a scostamento that says so.
//
// Looked at, for every result that counts (README.md has the reasons):
//   deadline       passed without being done, or done after it
//   milestone:{id} a milestone or the end of a phase passed without being kept, or kept after it;
//                  one that is due with the deadline is the deadline's matter
//   indicator:{id} its due day has passed, and it is measured below target
//   progress       where none of the others is missed: the final result (assessed, else proposed)
//                  is short of the whole, or the objective's time is over and what was last
//                  declared is
// Nothing measured or declared is not a miss: that is "not declared". For a milestone and for an
// indicator a scostamento on the same subject accounts; for the deadline and for progress, which
// are the result as a whole, any scostamento that still speaks (of a unit: only for that unit).
// None before the plan is adopted, nor while the objective is suspended, excluded or dropped.

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
