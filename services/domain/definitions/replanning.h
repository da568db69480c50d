// What a ripianificazione does to what was promised: whether it comes after the fact, and whether
// it takes something back. Judged when it is decided, and shown beside it for ever.
//
// Late: the later of the act's day and the day from which it holds lies after the time of what is
// changed, as that was before. An act that bears a day after the deadline moved nothing before it,
// whatever day it says it holds from. The time of
//   an indicator       its due day (due_day.h); of a target date that moves, also that date
//   a phase, milestone its own; of a phase without an end, the objective's deadline
//   everything else    the objective's deadline: that deadline itself, weight, units, time shape,
//                      what is added, the objective that is dropped
// Nothing is late where the plan gives no time, nor a change of responsabile ever.
//
// Takes back: a later date, or none where there was one; a target that is easier to meet (of an
// exact one, any other); a lower weight of the objective or of an indicator; a check, a unit, an
// indicator, a phase or a milestone that goes; the objective that is dropped. Figures of phases say
// how the whole is counted and promise nothing by themselves. Whether a text asks for less, nobody
// can compute.

#ifndef TRAGUARDO_SERVICES_DOMAIN_DEFINITIONS_REPLANNING_H_
#define TRAGUARDO_SERVICES_DOMAIN_DEFINITIONS_REPLANNING_H_

#include <optional>
#include <vector>

#include "services/domain/state/fact_order.h"
#include "services/domain/values/civil_date.h"
#include "traguardo/event/v1/objective.pb.h"
#include "traguardo/event/v1/ripianificazione.pb.h"
#include "traguardo/event/v1/values.pb.h"

namespace traguardo::domain {

struct ReplannedPlan {
  // As the objective was first defined.
  const event::v1::ObjectiveDefinition& original;
  // As it was when the ripianificazione was, or would be, approved.
  const event::v1::ObjectiveDefinition& before;
  int year;
};

struct ChangeJudgement {
  // The last day of what is changed; none where it has no time.
  std::optional<DayNumber> time;
  bool is_late = false;
  bool takes_back = false;
};

// The day a decision counts from: `effective` or the act's own day, whichever is later. Of an act
// of which only the month or the year is known, the first day.
DayNumber DecisionDay(const FactOrder& effective, const event::v1::Act& act);

// One entry for each change, each against the plan as it was: a target that is lowered together
// with the deadline that is moved is as late as it would be alone.
std::vector<ChangeJudgement> JudgeChanges(const ReplannedPlan& plan,
                                          const event::v1::RipianificazioneProposed& proposed,
                                          DayNumber decided_on);

// Approved, it leaves nothing that says what went wrong: it takes something back and names no
// scostamento.
bool IsSilent(const std::vector<ChangeJudgement>& changes,
              const event::v1::RipianificazioneProposed& proposed);

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_DEFINITIONS_REPLANNING_H_
