// Dates as rows hold them: text with a precision, empty when not stated. Shared by the sources of
// this folder.

#ifndef TRAGUARDO_SERVICES_PROJECTION_MEASURES_DATES_H_
#define TRAGUARDO_SERVICES_PROJECTION_MEASURES_DATES_H_

#include <string>

#include "services/domain/state/fact_order.h"
#include "services/domain/values/civil_date.h"

namespace traguardo::projection {

using domain::FirstDay;
using domain::LastDay;
using domain::ReadDate;

// "2024-06-30"; empty for a day outside the years 1900..2199.
std::string DayText(domain::DayNumber day);

// What order.EffectiveOn() says, without computing it anew for each of the thousand dates of a row:
// the days of this century are looked up.
std::string EffectiveText(const domain::FactOrder& order);

// 1 January and 31 December of the plan's year.
domain::DayNumber YearBegin(int year);
domain::DayNumber YearEnd(int year);

}  // namespace traguardo::projection

#endif  // TRAGUARDO_SERVICES_PROJECTION_MEASURES_DATES_H_
