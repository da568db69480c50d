// What is asked of every fact before its own judge sees it: where it stands, of which day it
// speaks, for which unit, and whether its year and its objective still take it. Included by the
// sources of this folder only.

#ifndef TRAGUARDO_SERVICES_DOMAIN_DECIDE_DECIDE_EVERY_FACT_H_
#define TRAGUARDO_SERVICES_DOMAIN_DECIDE_DECIDE_EVERY_FACT_H_

#include "services/domain/decide/case/decide_case.h"

namespace traguardo::domain {

Refused CheckStream(const Case& c);
Refused CheckDayHasCome(const Case& c);
// Asked once the plan is known to be there: what is wrong with a day of a plan that nobody has
// drafted is the year.
Refused CheckDayInPlan(const Case& c);
// What was decided about the year as a whole.
Refused CheckYear(const Case& c, const PlanYear& plan);
Refused CheckUnit(const Case& c, const ObjectiveCase& o);
Refused CheckLive(const Case& c, const ObjectiveCase& o);
// What a person should know about any result.
void WarnOfResultDay(Case& c, const PlanYear& plan);

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_DECIDE_DECIDE_EVERY_FACT_H_
