// One objective on one day, read once for everything that is asked about it.

#ifndef TRAGUARDO_SERVICES_PROJECTION_TODAY_DAY_READING_H_
#define TRAGUARDO_SERVICES_PROJECTION_TODAY_DAY_READING_H_

#include <vector>

#include "services/domain/values/civil_date.h"
#include "services/projection/measures/time_frame.h"
#include "services/projection/today/promises.h"
#include "services/projection/today/result_reading.h"
#include "services/projection/today/row_results.h"
#include "traguardo/view/v1/objective.pb.h"

namespace traguardo::projection {

// Points into the row, which must outlive it.
struct DayReading {
  const view::v1::Objective* row;
  domain::DayNumber day;
  TimeFrame frame;
  // Those that count: all, or of a transversal objective those of the units asked about.
  std::vector<ResultReading> results;
  std::vector<Promise> promises;

  const ResultReading& ResultOf(const Promise::Part& part) const { return results[part.result]; }
  // Still to be kept: whoever has done the whole owes no part of it.
  bool IsOwed(const Promise::Part& part) const {
    return !part.kept.has_value() && !ResultOf(part).done;
  }
};

DayReading ReadOn(const view::v1::Objective& row, domain::DayNumber day, UnitFilter counts);
// The same row and day for other units.
DayReading ForUnits(const DayReading& reading, UnitFilter counts);

}  // namespace traguardo::projection

#endif  // TRAGUARDO_SERVICES_PROJECTION_TODAY_DAY_READING_H_
