#include "services/projection/today/row_results.h"

#include <algorithm>

#include "services/domain/status/assignments.h"
#include "services/projection/measures/dates.h"

namespace traguardo::projection {

using domain::DayNumber;
using view::v1::Objective;
using view::v1::UnitResult;

bool IsTransversal(const Objective& row) {
  return row.kind() == event::v1::OBJECTIVE_KIND_TRANSVERSAL;
}

Results CountingResults(const Objective& row, UnitFilter counts) {
  Results results;
  const bool transversal = IsTransversal(row);
  for (const UnitResult& result : row.results()) {
    if (transversal ? !counts(result.unit()) : !result.unit().empty()) continue;
    if (result.declaration() == view::v1::DECLARATION_NOT_APPLICABLE) continue;
    results.push_back(&result);
  }
  return results;
}

std::optional<DayNumber> DoneDay(const UnitResult& result, DayNumber day) {
  const std::optional<DayNumber> done = FirstDay(result.done_on());
  return done.has_value() && *done <= day ? done : std::nullopt;
}

std::optional<DayNumber> DoneDay(const Results& results, DayNumber day) {
  std::optional<DayNumber> last;
  for (const UnitResult* result : results) {
    const std::optional<DayNumber> done = DoneDay(*result, day);
    if (!done.has_value()) return std::nullopt;
    last = std::max(last.value_or(*done), *done);
  }
  return last;
}

bool IsNotDue(const UnitResult& result, DayNumber day) {
  return result.has_not_due() && domain::Contains(result.not_due(), day);
}

bool IsCheckReported(const UnitResult& result, DayNumber check) {
  if (IsNotDue(result, check)) return true;
  const auto& reported = result.reported_checks();
  return std::find(reported.begin(), reported.end(), DayText(check)) != reported.end();
}

bool BelongsTo(const view::v1::MeasurementView& measurement, const UnitResult& result) {
  return measurement.unit().empty() || result.unit().empty() || measurement.unit() == result.unit();
}

bool HasBeenSpokenOf(const Objective& row, const UnitResult& result) {
  if (result.declaration() == view::v1::DECLARATION_DECLARED) return true;
  // The last report may be that nothing was due: then something else has to show.
  if (!result.has_not_due()) return !result.last_reported_on().empty();
  for (const view::v1::IndicatorView& indicator : row.indicators()) {
    for (const view::v1::MeasurementView& measurement : indicator.measurements()) {
      if (BelongsTo(measurement, result)) return true;
    }
  }
  return std::any_of(row.milestones().begin(), row.milestones().end(),
                     [](const view::v1::MilestoneView& m) { return !m.reached_on().empty(); }) ||
         std::any_of(row.phases().begin(), row.phases().end(), [](const view::v1::PhaseView& p) {
           return !p.reached_on().empty() || !p.declared_percent().empty();
         });
}

bool IsMeasuredAsMet(const Objective& row, const UnitResult& result) {
  if (result.declaration() == view::v1::DECLARATION_DECLARED || row.indicators().empty()) {
    return false;
  }
  return std::all_of(
      row.indicators().begin(), row.indicators().end(),
      [&](const view::v1::IndicatorView& indicator) {
        bool met = false;
        for (const view::v1::MeasurementView& measurement : indicator.measurements()) {
          if (!BelongsTo(measurement, result)) continue;
          if (measurement.comparison() != view::v1::COMPARISON_MET) return false;
          met = true;
        }
        return met;
      });
}

}  // namespace traguardo::projection
