#include "services/domain/values/rome_calendar.h"

#include "absl/status/status.h"

namespace traguardo::domain {

absl::StatusOr<RomeCalendar> RomeCalendar::Load() {
  absl::TimeZone zone;
  if (!absl::LoadTimeZone("Europe/Rome", &zone)) {
    return absl::NotFoundError(
        "the system has no time zone data for Europe/Rome: install the package tzdata");
  }
  return RomeCalendar(zone);
}

absl::StatusOr<CivilDate> RomeCalendar::DayOf(absl::Time time) const {
  return CivilDate::FromCivilDay(absl::ToCivilDay(time, zone_));
}

// FromCivil gives the moment of the change when a midnight was skipped, and the first of the two
// when it came twice: the first instant of the day in both cases.
absl::Time RomeCalendar::StartOf(const CivilDate& date) const {
  return absl::FromCivil(date.first_day(), zone_);
}

absl::Time RomeCalendar::EndOf(const CivilDate& date) const {
  return absl::FromCivil(date.last_day() + 1, zone_);
}

}  // namespace traguardo::domain
