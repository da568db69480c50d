// Which civil day it is in Italy at a given instant: facts are recorded at instants and speak of
// civil days in Europe/Rome.
//
// The rules of daylight saving come from the system's tzdata, read once by Load(). The object is
// cheap to copy and safe to use from any thread. It never asks what time it is now.

#ifndef TRAGUARDO_SERVICES_DOMAIN_VALUES_ROME_CALENDAR_H_
#define TRAGUARDO_SERVICES_DOMAIN_VALUES_ROME_CALENDAR_H_

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/domain/values/civil_date.h"

namespace traguardo::domain {

class RomeCalendar {
 public:
  // NOT_FOUND, with what to install, when the system has no data for Europe/Rome.
  static absl::StatusOr<RomeCalendar> Load();

  // The day (with day precision) that `time` belongs to. OUT_OF_RANGE outside the years 1900..2199.
  absl::StatusOr<CivilDate> DayOf(absl::Time time) const;

  // The first instant of the date's first day, and the first instant after its last day: what was
  // known "on 30 June" is what was recorded before EndOf(30 June).
  absl::Time StartOf(const CivilDate& date) const;
  absl::Time EndOf(const CivilDate& date) const;

 private:
  explicit RomeCalendar(absl::TimeZone zone) : zone_(zone) {}

  absl::TimeZone zone_;
};

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_VALUES_ROME_CALENDAR_H_
