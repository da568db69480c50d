#include "services/projection/today/day_reading.h"

#include <utility>

namespace traguardo::projection {
namespace {

DayReading Read(const view::v1::Objective& row, domain::DayNumber day, TimeFrame frame,
                UnitFilter counts) {
  std::vector<ResultReading> results;
  for (const view::v1::UnitResult* result : CountingResults(row, counts)) {
    results.push_back(ReadResult(row, frame, *result, day));
  }
  std::vector<Promise> promises = PromisesOf(row, frame, results, day);
  return {&row, day, std::move(frame), std::move(results), std::move(promises)};
}

}  // namespace

DayReading ReadOn(const view::v1::Objective& row, domain::DayNumber day, UnitFilter counts) {
  return Read(row, day, TimeFrameOf(row), counts);
}

DayReading ForUnits(const DayReading& reading, UnitFilter counts) {
  return Read(*reading.row, reading.day, reading.frame, counts);
}

}  // namespace traguardo::projection
