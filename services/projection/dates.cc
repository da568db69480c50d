#include "services/projection/dates.h"

#include "absl/time/civil_time.h"

namespace traguardo::projection {

using domain::CivilDate;
using domain::DayNumber;

std::string DayText(DayNumber day) {
  const auto date = CivilDate::FromDayNumber(day);
  return date.ok() ? date->ToString() : "";
}

DayNumber YearBegin(int year) { return domain::DayNumberOf(absl::CivilDay(year, 1, 1)); }

DayNumber YearEnd(int year) { return domain::DayNumberOf(absl::CivilDay(year, 12, 31)); }

}  // namespace traguardo::projection
