// Questions to the results of an objective's row, for one day.

#ifndef TRAGUARDO_SERVICES_PROJECTION_TODAY_ROW_RESULTS_H_
#define TRAGUARDO_SERVICES_PROJECTION_TODAY_ROW_RESULTS_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "services/domain/values/civil_date.h"
#include "traguardo/view/v1/objective.pb.h"

namespace traguardo::projection {

// Units of a transversal objective that are asked about.
using UnitFilter = absl::FunctionRef<bool(const std::string& unit)>;
inline bool AnyUnit(const std::string&) { return true; }

using Results = std::vector<const view::v1::UnitResult*>;

bool IsTransversal(const view::v1::Objective& row);

// The results that decide: of a transversal objective those of the units that pass and for which it
// is still applicable; of any other the one for the whole, whatever the filter.
Results CountingResults(const view::v1::Objective& row, UnitFilter counts);

// The day it was wholly done, when that lies on or before `day`.
std::optional<domain::DayNumber> DoneDay(const view::v1::UnitResult& result, domain::DayNumber day);
// The same for all of them: the day of the last. None when there are none.
std::optional<domain::DayNumber> DoneDay(const Results& results, domain::DayNumber day);

// Declared not due for a period that contains `day`.
bool IsNotDue(const view::v1::UnitResult& result, domain::DayNumber day);

// The recurring check of that day has a report of its own, or nothing was due on it.
bool IsCheckReported(const view::v1::UnitResult& result, domain::DayNumber check);

// Whether anything at all was said about this result: a percent, an outcome, a measurement, a
// milestone. That nothing was due does not count.
bool HasBeenSpokenOf(const view::v1::Objective& row, const view::v1::UnitResult& result);

// Nobody declared a percent or an outcome, and every indicator with a target is measured as met.
// Once the deadline has passed that stands for "done".
bool IsMeasuredAsMet(const view::v1::Objective& row, const view::v1::UnitResult& result);

// Whether a measurement is one of this result.
bool BelongsTo(const view::v1::MeasurementView& measurement, const view::v1::UnitResult& result);

}  // namespace traguardo::projection

#endif  // TRAGUARDO_SERVICES_PROJECTION_TODAY_ROW_RESULTS_H_
