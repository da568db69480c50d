#include "services/projection/measures/comparison.h"

#include <optional>

#include "services/domain/definitions/measure_kind.h"
#include "services/domain/values/civil_date.h"
#include "services/domain/values/decimal.h"
#include "services/projection/measures/dates.h"
#include "services/projection/measures/figures.h"

namespace traguardo::projection {
namespace {

using domain::Decimal;
using event::v1::Indicator;
using event::v1::MeasurementRecorded;
using view::v1::Comparison;

Comparison MetWhen(bool met) {
  return met ? view::v1::COMPARISON_MET : view::v1::COMPARISON_NOT_MET;
}

// One bound that the value has to keep. `strict`: the bound itself does not do.
Comparison AtOrAbove(const Decimal& value, const Decimal& bound, bool strict, bool at_least) {
  if (value > bound || (value == bound && !strict)) return view::v1::COMPARISON_MET;
  return at_least ? view::v1::COMPARISON_UNKNOWN : view::v1::COMPARISON_NOT_MET;
}

Comparison AtOrBelow(const Decimal& value, const Decimal& bound, bool strict, bool at_least) {
  if (value > bound || (value == bound && strict)) return view::v1::COMPARISON_NOT_MET;
  return at_least ? view::v1::COMPARISON_UNKNOWN : view::v1::COMPARISON_MET;
}

Comparison Exactly(const Decimal& value, const Decimal& bound, bool at_least) {
  if (value > bound) return view::v1::COMPARISON_NOT_MET;
  if (at_least) return view::v1::COMPARISON_UNKNOWN;
  return MetWhen(value == bound);
}

// Both bounds have to be kept.
Comparison Both(Comparison a, Comparison b) {
  if (a == view::v1::COMPARISON_NOT_MET || b == view::v1::COMPARISON_NOT_MET) {
    return view::v1::COMPARISON_NOT_MET;
  }
  if (a == view::v1::COMPARISON_MET && b == view::v1::COMPARISON_MET) {
    return view::v1::COMPARISON_MET;
  }
  return view::v1::COMPARISON_UNKNOWN;
}

// Against one bound, in the indicator's direction.
Comparison AgainstBound(const Indicator& indicator, const Decimal& value, const Decimal& bound,
                        bool strict, bool at_least) {
  switch (indicator.direction()) {
    case event::v1::DIRECTION_UP:
      return AtOrAbove(value, bound, strict, at_least);
    case event::v1::DIRECTION_DOWN:
      return AtOrBelow(value, bound, strict, at_least);
    case event::v1::DIRECTION_EXACT:
      return Exactly(value, bound, at_least);
    case event::v1::DIRECTION_YES_NO:
    case event::v1::DIRECTION_DATE:
    case event::v1::DIRECTION_UNSPECIFIED:
    case event::v1::Direction_INT_MIN_SENTINEL_DO_NOT_USE_:
    case event::v1::Direction_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return view::v1::COMPARISON_UNKNOWN;
}

Comparison CompareValue(const Indicator& indicator, const MeasurementRecorded& measurement) {
  const std::optional<Decimal> value = ReadDecimal(measurement.value());
  if (!value.has_value()) return view::v1::COMPARISON_UNKNOWN;
  const bool at_least = measurement.precision() == event::v1::MEASUREMENT_PRECISION_AT_LEAST;

  const std::optional<Decimal> target = ReadDecimal(indicator.target());
  const Comparison by_target =
      target.has_value() ? AgainstBound(indicator, *value, *target, indicator.strict(), at_least)
                         : view::v1::COMPARISON_UNKNOWN;

  const std::optional<Decimal> threshold = ReadDecimal(indicator.minimum_threshold());
  if (!threshold.has_value()) return by_target;
  const Comparison by_threshold = indicator.direction() == event::v1::DIRECTION_DOWN
                                      ? AtOrBelow(*value, *threshold, /*strict=*/false, at_least)
                                      : AtOrAbove(*value, *threshold, /*strict=*/false, at_least);
  return Both(by_target, by_threshold);
}

Comparison CompareYesNo(const MeasurementRecorded& measurement) {
  if (!measurement.has_met()) return view::v1::COMPARISON_UNKNOWN;
  return MetWhen(measurement.met());
}

Comparison CompareDate(const Indicator& indicator, const MeasurementRecorded& measurement) {
  const std::optional<domain::CivilDate> date = ReadDate(measurement.date());
  const std::optional<domain::CivilDate> target = ReadDate(indicator.target_date());
  if (!date.has_value() || !target.has_value()) return view::v1::COMPARISON_UNKNOWN;
  // The last day that still does: "by February" ends with February, "before February" begins it.
  const domain::DayNumber last_good =
      indicator.strict() ? target->first_day_number() - 1 : target->last_day_number();
  if (date->first_day_number() > last_good) return view::v1::COMPARISON_NOT_MET;
  if (measurement.precision() == event::v1::MEASUREMENT_PRECISION_AT_LEAST ||
      date->last_day_number() > last_good) {
    return view::v1::COMPARISON_UNKNOWN;
  }
  return view::v1::COMPARISON_MET;
}

}  // namespace

Comparison Compare(const Indicator& indicator, const MeasurementRecorded& measurement) {
  switch (domain::MeasureKindOf(indicator.direction())) {
    case domain::MeasureKind::kNumber:
      return CompareValue(indicator, measurement);
    case domain::MeasureKind::kYesNo:
      return CompareYesNo(measurement);
    case domain::MeasureKind::kDate:
      return CompareDate(indicator, measurement);
    case domain::MeasureKind::kNone:
      break;
  }
  return view::v1::COMPARISON_UNKNOWN;
}

}  // namespace traguardo::projection
