// How an objective stands on a day: its state and its silence, for all its results or, of a
// transversal objective, for those of some units. today.h says what each state means.

#ifndef TRAGUARDO_SERVICES_PROJECTION_TODAY_STANDING_H_
#define TRAGUARDO_SERVICES_PROJECTION_TODAY_STANDING_H_

#include <cstdint>
#include <optional>

#include "services/projection/today/day_reading.h"
#include "traguardo/view/v1/objective.pb.h"

namespace traguardo::projection {

struct Standing {
  view::v1::ObjectiveState state = view::v1::OBJECTIVE_STATE_UNSPECIFIED;
  // The longest silence among the results that are not done; none when nothing is awaited.
  std::optional<int32_t> silence_days;
  bool silent = false;
};

Standing StandingOf(const DayReading& reading);

bool IsDone(const Standing& standing);

}  // namespace traguardo::projection

#endif  // TRAGUARDO_SERVICES_PROJECTION_TODAY_STANDING_H_
