#include "services/projection/dates.h"

#include <variant>

#include "absl/time/civil_time.h"

namespace traguardo::projection {

using domain::CivilDate;
using domain::DayNumber;

std::optional<CivilDate> ReadDate(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const auto parsed = domain::TryParseCivilDate(text);
  if (const CivilDate* date = std::get_if<CivilDate>(&parsed)) return *date;
  return std::nullopt;
}

std::optional<DayNumber> FirstDay(std::string_view text) {
  const std::optional<CivilDate> date = ReadDate(text);
  if (!date.has_value()) return std::nullopt;
  return date->first_day_number();
}

std::optional<DayNumber> LastDay(std::string_view text) {
  const std::optional<CivilDate> date = ReadDate(text);
  if (!date.has_value()) return std::nullopt;
  return date->last_day_number();
}

std::string DayText(DayNumber day) {
  const auto date = CivilDate::FromDayNumber(day);
  return date.ok() ? date->ToString() : "";
}

DayNumber YearBegin(int year) { return domain::DayNumberOf(absl::CivilDay(year, 1, 1)); }

DayNumber YearEnd(int year) { return domain::DayNumberOf(absl::CivilDay(year, 12, 31)); }

}  // namespace traguardo::projection
