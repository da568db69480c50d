// Who has to report on what in a monitoring round.

#ifndef TRAGUARDO_SERVICES_DOMAIN_STATUS_ROUND_DUTIES_H_
#define TRAGUARDO_SERVICES_DOMAIN_STATUS_ROUND_DUTIES_H_

#include <map>
#include <string>
#include <vector>

#include "services/domain/state/state_plan.h"

namespace traguardo::domain {

// Objectives by the responsabile who answered for them on the round's reference date, for units
// that the round asks. Without those that were dropped on that day; nor, if that was said by the
// day on which the reports were due, those that were excluded or suspended on it or declared not
// due for it; nor units that had left a transversal one by then: nothing is due for them. Empty for
// a round that was never opened.
std::map<std::string, std::vector<std::string>> DutiesOf(const PlanYear& plan, const Round& round);

// The same without what a submitted or approved report covers, whoever submitted it: after a
// handover the successor reports. For a transversal objective each responsabile's own report
// counts.
std::map<std::string, std::vector<std::string>> MissingDutiesOf(const PlanYear& plan,
                                                                const Round& round);

// What each one has to report themselves: DutiesOf without what somebody else's report covers in
// their place. Nobody without anything is in it. Who is missing (MissingDutiesOf) is in it, so the
// two say how many of how many reports are missing.
std::map<std::string, std::vector<std::string>> OwnDutiesOf(const PlanYear& plan,
                                                            const Round& round);

// Whether the objective can be reported on in this round: it is in the plan on the reference date,
// in a unit that the round asks, by the definition that held then. An act that moves it to another
// unit afterwards rewrites no round.
bool IsInRound(const Objective& objective, const Round& round);

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_STATUS_ROUND_DUTIES_H_
