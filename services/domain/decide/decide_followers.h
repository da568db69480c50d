// What follows from a fact, and has to go before it: a decision from a proposal, what was recorded
// about an indicator from the approval that added it. Included by the sources of this folder only.

#ifndef TRAGUARDO_SERVICES_DOMAIN_DECIDE_DECIDE_FOLLOWERS_H_
#define TRAGUARDO_SERVICES_DOMAIN_DECIDE_DECIDE_FOLLOWERS_H_

#include "services/domain/state/state_objective.h"
#include "services/domain/state/state_round.h"
#include "services/domain/status/reports_about.h"
#include "traguardo/event/v1/envelope.pb.h"

namespace traguardo::domain {

// The follower that was written first; unset when nothing follows.
FirstFact FollowerInObjective(const Objective& objective, const event::v1::Envelope& corrected);
FirstFact FollowerInRound(const Round& round, const event::v1::Envelope& corrected);

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_DECIDE_DECIDE_FOLLOWERS_H_
