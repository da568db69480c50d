// A time shape in one line, for variations.

#ifndef TRAGUARDO_SERVICES_PROJECTION_RENDER_TIME_SHAPE_TEXT_H_
#define TRAGUARDO_SERVICES_PROJECTION_RENDER_TIME_SHAPE_TEXT_H_

#include <string>

#include "traguardo/event/v1/objective.pb.h"

namespace traguardo::projection {

// Its kind, then its dates ("by_date 2024-06-30", "continuous 2024-01-01/",
// "seasonal 2024-06-01/2024-08-31 2024-12-01/2024-12-24", "not_stated").
std::string TimeShapeText(const event::v1::TimeShape& shape);

}  // namespace traguardo::projection

#endif  // TRAGUARDO_SERVICES_PROJECTION_RENDER_TIME_SHAPE_TEXT_H_
