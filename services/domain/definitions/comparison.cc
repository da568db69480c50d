#include "services/domain/definitions/comparison.h"

#include <optional>

#include "services/domain/definitions/measure_kind.h"
#include "services/domain/values/civil_date.h"
#include "services/domain/values/decimal.h"

namespace traguardo::domain {
namespace {

using event::v1::Indicator;
using event::v1::MeasurementRecorded;

Comparison MetWhen(bool met) { return met ? Comparison::kMet : Comparison::kNotMet; }

// One bound that the value has to keep. `strict`: the bound itself does not do.
Comparison AtOrAbove(const Decimal& value, const Decimal& bound, bool strict, bool at_least) {
  if (value > bound || (value == bound && !strict)) return Comparison::kMet;
  return at_least ? Comparison::kUnknown : Comparison::kNotMet;
}

Comparison AtOrBelow(const Decimal& value, const Decimal& bound, bool strict, bool at_least) {
  if (value > bound || (value == bound && strict)) return Comparison::kNotMet;
  return at_least ? Comparison::kUnknown : Comparison::kMet;
}

Comparison Exactly(const Decimal& value, const Decimal& bound, bool at_least) {
  if (value > bound) return Comparison::kNotMet;
  if (at_least) return Comparison::kUnknown;
  return MetWhen(value == bound);
}

// Both bounds have to be kept.
Comparison Both(Comparison a, Comparison b) {
  if (a == Comparison::kNotMet || b == Comparison::kNotMet) {
    return Comparison::kNotMet;
  }
  if (a == Comparison::kMet && b == Comparison::kMet) {
    return Comparison::kMet;
  }
  return Comparison::kUnknown;
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
  return Comparison::kUnknown;
}

Comparison CompareValue(const Indicator& indicator, const MeasurementRecorded& measurement) {
  const std::optional<Decimal> value = ReadDecimal(measurement.value());
  if (!value.has_value()) return Comparison::kUnknown;
  const bool at_least = measurement.precision() == event::v1::MEASUREMENT_PRECISION_AT_LEAST;

  const std::optional<Decimal> target = ReadDecimal(indicator.target());
  const Comparison by_target =
      target.has_value() ? AgainstBound(indicator, *value, *target, indicator.strict(), at_least)
                         : Comparison::kUnknown;

  const std::optional<Decimal> threshold = ReadDecimal(indicator.minimum_threshold());
  if (!threshold.has_value()) return by_target;
  const Comparison by_threshold = indicator.direction() == event::v1::DIRECTION_DOWN
                                      ? AtOrBelow(*value, *threshold, /*strict=*/false, at_least)
                                      : AtOrAbove(*value, *threshold, /*strict=*/false, at_least);
  return Both(by_target, by_threshold);
}

Comparison CompareYesNo(const MeasurementRecorded& measurement) {
  if (!measurement.has_met()) return Comparison::kUnknown;
  return MetWhen(measurement.met());
}

Comparison CompareDate(const Indicator& indicator, const MeasurementRecorded& measurement) {
  const std::optional<CivilDate> date = ReadDate(measurement.date());
  const std::optional<CivilDate> target = ReadDate(indicator.target_date());
  if (!date.has_value() || !target.has_value()) return Comparison::kUnknown;
  // The last day that still does: "by February" ends with February, "before February" begins it.
  const DayNumber last_good =
      indicator.strict() ? target->first_day_number() - 1 : target->last_day_number();
  if (date->first_day_number() > last_good) return Comparison::kNotMet;
  if (measurement.precision() == event::v1::MEASUREMENT_PRECISION_AT_LEAST ||
      date->last_day_number() > last_good) {
    return Comparison::kUnknown;
  }
  return Comparison::kMet;
}

}  // namespace

Comparison Compare(const Indicator& indicator, const MeasurementRecorded& measurement) {
  switch (MeasureKindOf(indicator.direction())) {
    case MeasureKind::kNumber:
      return CompareValue(indicator, measurement);
    case MeasureKind::kYesNo:
      return CompareYesNo(measurement);
    case MeasureKind::kDate:
      return CompareDate(indicator, measurement);
    case MeasureKind::kNone:
      break;
  }
  return Comparison::kUnknown;
}

}  // namespace traguardo::domain
