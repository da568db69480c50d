// What measurements say about a result, for the days on which targets had to hold.

#ifndef TRAGUARDO_SERVICES_PROJECTION_TODAY_MEASURED_H_
#define TRAGUARDO_SERVICES_PROJECTION_TODAY_MEASURED_H_

#include <optional>

#include "services/domain/values/civil_date.h"
#include "services/projection/measures/time_frame.h"
#include "traguardo/view/v1/objective.pb.h"

namespace traguardo::projection {

// Whether a measurement is one of this result.
bool BelongsTo(const view::v1::MeasurementView& measurement, const view::v1::UnitResult& result);

// What was known of the indicator, for the unit of `latest`, on `day`: the latest measurement that
// speaks of it or an earlier day, also when it was recorded later; without one, the first after it.
// `day` is the indicator's due day, or the objective's deadline where that comes later: the row
// keeps the measurements of no other (indicator_parts.h).
const view::v1::MeasurementView& KnownFor(const view::v1::IndicatorView& indicator,
                                          const view::v1::MeasurementView& latest,
                                          domain::DayNumber day);

// Every target that was due of a result is measured as met.
struct MeasuredAsMet {
  // One of them was measured as not met when the deadline came.
  bool late = false;
  // The newest day that one of these measurements speaks of.
  domain::DayNumber newest = 0;
};

// For a deadline that has passed. A target is met when the latest measurement says so, or what was
// known for the deadline did: a promise that was kept stays kept. None when one was not met, or
// nothing was measured.
std::optional<MeasuredAsMet> MeasuredAsMetBy(const view::v1::Objective& row, const TimeFrame& frame,
                                             const view::v1::UnitResult& result);

}  // namespace traguardo::projection

#endif  // TRAGUARDO_SERVICES_PROJECTION_TODAY_MEASURED_H_
