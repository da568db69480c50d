// What a ripianificazione took back (definitions/replanning.h), against what was there by its day
// and what scostamenti say about it: a replanning explains itself, or it stays on the list.

#ifndef TRAGUARDO_SERVICES_DOMAIN_STATUS_TAKEN_BACK_H_
#define TRAGUARDO_SERVICES_DOMAIN_STATUS_TAKEN_BACK_H_

#include <vector>

#include "services/domain/definitions/replanning.h"
#include "services/domain/state/state_objective.h"
#include "services/domain/values/civil_date.h"
#include "traguardo/event/v1/objective.pb.h"
#include "traguardo/event/v1/ripianificazione.pb.h"

namespace traguardo::domain {

// Whether the part was there by its day: an indicator met its target by what was known for the day,
// a milestone or phase was reached, declared at 100 percent or covered by what was declared of the
// whole, the whole was done (done.h), a check was reported on. A fact of which only the month is
// known counts at its end.
bool WasThere(const Objective& objective, const event::v1::ObjectiveDefinition& before,
              const PassedPart& part);

// The same, or nothing was asked for on that day: the result was suspended, excluded or declared
// not due, and that had been said by then. A suspension that has ended moves no day; but who moves
// one that fell into it takes nothing back.
bool WasKept(const Objective& objective, const event::v1::ObjectiveDefinition& before,
             const PassedPart& part);

// An act brought the unit into the objective only after that day, of which it owes nothing.
bool JoinedAfter(const Objective& objective, const std::string& unit, DayNumber due);

// DecisionDay of one that is approved: by the day on which the approval was recorded.
DayNumber DecisionDayOf(const Ripianificazione& approved);

// For JudgeChanges: the objective as it stands, laid against `before`. Both have to outlive it.
ReplannedPlan PlanBefore(const Objective& objective, const event::v1::ObjectiveDefinition& before,
                         int year);

// A proposal with what it would do to the plan.
struct JudgedProposal {
  const Objective& objective;
  const event::v1::ObjectiveDefinition& before;
  const event::v1::RipianificazioneProposed& proposed;
  DayNumber proposed_on;
  std::vector<ChangeJudgement> changes;
};

// It takes something back, and none of the scostamenti that it names speaks of that: one that was
// answered before what is changed fell due says nothing about it. Of what had not fallen due yet,
// it had to be unanswered when it was named.
bool IsSilent(const JudgedProposal& judged);

// The change takes something back late, and something of what was missed by then is explained by
// no scostamento, neither by one that is named nor by one on that very thing. Of the whole any
// speaks; where the whole goes, only one on the whole.
bool IsUnexplained(const JudgedProposal& judged, int change);

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_STATUS_TAKEN_BACK_H_
