// What a ripianificazione does to what was promised: whether it comes after the fact, and whether
// it takes something back. Told when it is decided, and shown beside it for ever: each time by what
// is known then about the days before, so that a report that comes later and speaks of them counts.
//
// Late: the later of the act's day and the day from which it holds lies after the time of what is
// changed, as that was before. An act that bears a day after the deadline moved nothing before it,
// whatever day it says it holds from. The time of
//   an indicator       its due day (due_day.h); of a target date that moves, also that date
//   a phase, milestone its own; of a phase without an end, the objective's deadline; or that of
//                      another phase that is lowered with it and had passed and was not kept
//   the objective      that is dropped, or a unit of a transversal one that leaves: its deadline,
//                      or the earliest of its parts that had passed by then and was not kept
//   a time shape       the deadline, or the earliest of the checks, or of the last days of
//                      seasons, that it takes out, likewise
//   everything else    the objective's deadline: that deadline itself, weight, what is added
// Nothing is late where the plan gives no time, nor a change of responsabile ever.
//
// Takes back: a later date, or none where there was one; a time shape that binds less, whatever its
// days (done by a date is more than going on until it, and that more than an expectation); a target
// that is easier to meet (of an exact one, any other); a lower weight of the objective or of an
// indicator; figures of phases by which less of the whole is promised by the end of one of them; a
// check, a season, a unit, an indicator, a phase or a milestone that goes; a season that is cut
// short; the objective that is dropped. Whether a text asks for less, nobody can compute.

#ifndef TRAGUARDO_SERVICES_DOMAIN_DEFINITIONS_REPLANNING_H_
#define TRAGUARDO_SERVICES_DOMAIN_DEFINITIONS_REPLANNING_H_

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "services/domain/state/fact_order.h"
#include "services/domain/state/state_objective.h"
#include "services/domain/values/civil_date.h"
#include "traguardo/event/v1/objective.pb.h"
#include "traguardo/event/v1/ripianificazione.pb.h"
#include "traguardo/event/v1/scostamento.pb.h"
#include "traguardo/event/v1/values.pb.h"

namespace traguardo::domain {

// Something of one result that had to be there by a day, and the day has passed.
struct PassedPart {
  // Of a transversal objective; else empty.
  std::string unit;
  // As a scostamento on it names it; the deadline for the result as a whole, the progress for a
  // check.
  event::v1::ScostamentoSubject subject;
  DayNumber due;
};

struct ReplannedPlan {
  // As the objective was first defined.
  const event::v1::ObjectiveDefinition& original;
  // As it was when the ripianificazione was, or would be, approved.
  const event::v1::ObjectiveDefinition& before;
  int year;
  // Whether a part was there by its day (status/taken_back.h). Not given: nothing was.
  std::function<bool(const PassedPart&)> was_kept = nullptr;
};

struct ChangeJudgement {
  // The last day of what is changed; none where it has no time.
  std::optional<DayNumber> time;
  bool is_late = false;
  bool takes_back = false;
  // What of it had passed when it was decided, and was not kept.
  std::vector<PassedPart> missed;
};

// The day a decision counts from: `effective` or the act's own day, whichever is later. Of an act
// of which only the month or the year is known, the last day of it by which it was recorded: the
// doubt counts against it.
DayNumber DecisionDay(const FactOrder& effective, const event::v1::Act& act, DayNumber recorded_on);

// One entry for each change, each against the plan as it was: a target that is lowered together
// with the deadline that is moved is as late as it would be alone.
std::vector<ChangeJudgement> JudgeChanges(const ReplannedPlan& plan,
                                          const event::v1::RipianificazioneProposed& proposed,
                                          DayNumber decided_on);

// Whether it holds of the objective as it was first defined, or as any act has left it since. What
// an act took out can still be spoken of.
bool WasEverPlanned(const Objective& objective,
                    const std::function<bool(const event::v1::ObjectiveDefinition&)>& holds);

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_DEFINITIONS_REPLANNING_H_
