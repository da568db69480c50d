// What was measured, asked for one day.

#ifndef TRAGUARDO_SERVICES_DOMAIN_STATUS_MEASURED_H_
#define TRAGUARDO_SERVICES_DOMAIN_STATUS_MEASURED_H_

#include "services/domain/state/state_results.h"
#include "services/domain/values/civil_date.h"

namespace traguardo::domain {

// What was known for `day`: the latest measurement that speaks of it or an earlier day, whenever it
// was recorded; without one, the first after it. `all` must not be empty.
Measurements::const_iterator KnownFor(const Measurements& all, DayNumber day);

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_STATUS_MEASURED_H_
