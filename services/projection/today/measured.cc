#include "services/projection/today/measured.h"

#include <algorithm>
#include <limits>

#include "services/projection/measures/dates.h"
#include "services/projection/measures/due_day.h"
#include "services/projection/today/row_results.h"

namespace traguardo::projection {
namespace {

using domain::DayNumber;
using view::v1::IndicatorView;
using view::v1::MeasurementView;
using view::v1::UnitResult;

bool IsMet(const MeasurementView& measurement) {
  return measurement.comparison() == view::v1::COMPARISON_MET;
}

// Before every day that anything can speak of.
constexpr DayNumber kLongAgo = std::numeric_limits<DayNumber>::min();

DayNumber DayOf(const view::v1::Provenance& said) {
  return FirstDay(said.effective_on()).value_or(kLongAgo);
}

// Of a month that was not over by then it speaks afterwards.
bool SpeaksOf(const MeasurementView& measurement, DayNumber day) {
  return LastDay(measurement.recorded().effective_on()).value_or(kLongAgo) <= day;
}

// Adds one indicator of the result. False when a measurement says that its target is not met, or
// none says that it is.
bool AddIndicator(const IndicatorView& indicator, const UnitResult& result, DayNumber day,
                  MeasuredAsMet& all) {
  bool measured = false;
  for (const MeasurementView& latest : indicator.measurements()) {
    if (!BelongsTo(latest, result)) continue;
    const MeasurementView& then = KnownFor(indicator, latest, day);
    if (!IsMet(latest) && !IsMet(then)) return false;
    measured = true;
    all.late |= then.comparison() == view::v1::COMPARISON_NOT_MET;
    all.newest = std::max(all.newest, DayOf((IsMet(latest) ? latest : then).recorded()));
  }
  return measured;
}

}  // namespace

bool BelongsTo(const MeasurementView& measurement, const UnitResult& result) {
  return measurement.unit().empty() || result.unit().empty() || measurement.unit() == result.unit();
}

const MeasurementView& KnownFor(const IndicatorView& indicator, const MeasurementView& latest,
                                DayNumber day) {
  if (SpeaksOf(latest, day)) return latest;
  const MeasurementView* known = nullptr;
  for (const MeasurementView& earlier : indicator.at_due()) {
    if (earlier.unit() != latest.unit()) continue;
    if (known != nullptr && !SpeaksOf(earlier, day)) break;
    known = &earlier;
  }
  return known == nullptr ? latest : *known;
}

std::optional<MeasuredAsMet> MeasuredAsMetBy(const view::v1::Objective& row, const TimeFrame& frame,
                                             const UnitResult& result) {
  if (!frame.deadline().has_value()) return std::nullopt;
  MeasuredAsMet all{.late = false, .newest = kLongAgo};
  for (const IndicatorView& indicator : row.indicators()) {
    const DayNumber due =
        IndicatorDueDay(indicator.indicator(), frame.deadlines, static_cast<int>(row.year()));
    if (IsNotDue(result, due)) continue;
    if (!AddIndicator(indicator, result, std::max(due, *frame.deadline()), all)) {
      return std::nullopt;
    }
  }
  if (all.newest == kLongAgo) return std::nullopt;
  return all;
}

}  // namespace traguardo::projection
