#include "services/domain/state/fact_order.h"

#include <string>
#include <variant>

namespace traguardo::domain {
namespace {

// 1900-01-01: where a fact goes whose date cannot be read.
constexpr DayNumber kEarliestDay = -25567;

}  // namespace

std::optional<CivilDate> FactOrder::Date() const {
  if (!is_set()) return std::nullopt;
  const absl::CivilDay first = CivilDayOf(day);
  const int year = static_cast<int>(first.year());
  absl::StatusOr<CivilDate> date = precision == DatePrecision::kDay ? CivilDate::FromCivilDay(first)
                                   : precision == DatePrecision::kMonth
                                       ? CivilDate::Month(year, first.month())
                                       : CivilDate::Year(year);
  if (!date.ok()) return std::nullopt;
  return *date;
}

DayNumber FactOrder::last_day() const {
  if (precision == DatePrecision::kDay) return day;
  const std::optional<CivilDate> date = Date();
  return date.has_value() ? date->last_day_number() : day;
}

std::string FactOrder::EffectiveOn() const {
  const std::optional<CivilDate> date = Date();
  return date.has_value() ? date->ToString() : std::string();
}

FactOrder OrderOf(const event::v1::Envelope& fact) {
  FactOrder order;
  order.position = fact.position();
  const std::variant<CivilDate, CivilDateError> date = TryParseCivilDate(fact.effective_on());
  if (const CivilDate* parsed = std::get_if<CivilDate>(&date)) {
    order.day = parsed->first_day_number();
    order.precision = parsed->precision();
  } else {
    order.day = kEarliestDay;
  }
  return order;
}

}  // namespace traguardo::domain
