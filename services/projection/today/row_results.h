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

// A date that the row states has come; false where it states none.
bool HasComeBy(const std::string& date, domain::DayNumber day);

// The day from which it was declared done, when that lies on or before `day`: of a date without a
// day the last one, by which it was.
std::optional<domain::DayNumber> DoneDay(const view::v1::UnitResult& result, domain::DayNumber day);

// Nothing was due of it on `day`: it was declared not due for a period that contains the day, or an
// act brought its unit into the objective only afterwards.
bool IsNotDue(const view::v1::UnitResult& result, domain::DayNumber day);

// The recurring check of that day has a report of its own.
bool IsCheckReported(const view::v1::UnitResult& result, domain::DayNumber check);

// Whether anything at all was said about this result: a percent, an outcome, a measurement, a
// milestone, the final result. That nothing was due does not count.
bool HasBeenSpokenOf(const view::v1::UnitResult& result);

// How far one result is with a phase or a milestone; dates as the row has them, empty while it is
// not.
struct PartReached {
  std::string reached_on;
  // Of a phase: what was declared of the whole covers the share promised by its end.
  std::string covered_on;
};
PartReached ReachedOf(const view::v1::PhaseView& phase, const view::v1::UnitResult& result);
PartReached ReachedOf(const view::v1::MilestoneView& milestone, const view::v1::UnitResult& result);

}  // namespace traguardo::projection

#endif  // TRAGUARDO_SERVICES_PROJECTION_TODAY_ROW_RESULTS_H_
