// A measured value against the target of its indicator, as the domain compares them: a row and the
// question for a cause never disagree.

#ifndef TRAGUARDO_SERVICES_PROJECTION_MEASURES_COMPARISON_H_
#define TRAGUARDO_SERVICES_PROJECTION_MEASURES_COMPARISON_H_

#include "traguardo/event/v1/objective.pb.h"
#include "traguardo/view/v1/objective.pb.h"

namespace traguardo::projection {

view::v1::Comparison Compare(const event::v1::Indicator& indicator,
                             const event::v1::MeasurementRecorded& measurement);

}  // namespace traguardo::projection

#endif  // TRAGUARDO_SERVICES_PROJECTION_MEASURES_COMPARISON_H_
