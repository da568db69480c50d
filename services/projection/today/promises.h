// Whether milestones and phases were kept, result by result, and from which day that holds.

#ifndef TRAGUARDO_SERVICES_PROJECTION_TODAY_PROMISES_H_
#define TRAGUARDO_SERVICES_PROJECTION_TODAY_PROMISES_H_

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "services/domain/values/civil_date.h"
#include "services/projection/measures/time_frame.h"
#include "services/projection/today/result_reading.h"
#include "traguardo/view/v1/objective.pb.h"

namespace traguardo::projection {

// A milestone, or a phase with an end.
struct Promise {
  // What one result owes of it.
  struct Part {
    // Its place among the results it was asked for.
    size_t result;
    // The day it was kept, when that lies on or before the day asked; the earlier of
    //  - the day it was reached;
    //  - for a phase with figures, the day since which what was declared of the whole has covered
    //    the share promised by its end (PartOfUnit.covered_on);
    //  - the day on which the whole was done.
    // Of a date without a day, its last one.
    std::optional<domain::DayNumber> kept;
  };

  std::string_view id;
  std::string_view name;
  bool is_phase;
  // As planned, with its precision.
  std::string_view due;
  // Its last day; what was due with the original deadline has moved with it.
  domain::DayNumber due_day;
  // Of every result but those of which nothing was due on that day (IsNotDue): they owe nothing.
  std::vector<Part> parts;
};

// Of the row for these results, by due day. The views point into the row; `frame` is
// TimeFrameOf(row).
std::vector<Promise> PromisesOf(const view::v1::Objective& row, const TimeFrame& frame,
                                const std::vector<ResultReading>& results, domain::DayNumber day);

}  // namespace traguardo::projection

#endif  // TRAGUARDO_SERVICES_PROJECTION_TODAY_PROMISES_H_
