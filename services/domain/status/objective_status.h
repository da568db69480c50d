// How an objective stands, derived from what was recorded. Where a unit is asked for, "" is the
// whole objective; an answer for a unit includes what holds for the whole objective.

#ifndef TRAGUARDO_SERVICES_DOMAIN_STATUS_OBJECTIVE_STATUS_H_
#define TRAGUARDO_SERVICES_DOMAIN_STATUS_OBJECTIVE_STATUS_H_

#include <optional>
#include <string>
#include <vector>

#include "services/domain/state/state_objective.h"
#include "services/domain/state/state_plan.h"
#include "services/domain/values/civil_date.h"

namespace traguardo::domain {

// Excluded on or before `day`.
bool IsExcludedOn(const Objective& objective, const std::string& unit, DayNumber day);
// The same, and it was said by then.
bool WasExcludedFor(const Objective& objective, const std::string& unit, DayNumber due);
// The exclusion of the whole objective, or of the unit; unset when there is none.
const Seldom<Register<Exclusion>>& ExclusionOf(const Objective& objective, const std::string& unit);

// The suspension that `day` falls into; unset when there is none. The latest suspension or
// resumption with an effective day up to `day` decides.
FactOrder SuspendedBy(const Objective& objective, const std::string& unit, DayNumber day);
bool IsSuspendedOn(const Objective& objective, const std::string& unit, DayNumber day);
// The same, and it was said by `said_by`: a suspension that is recorded after what it would excuse
// takes nothing back.
bool WasSuspendedFor(const Objective& objective, const std::string& unit, DayNumber day,
                     DayNumber said_by);
// The first day for which the suspension that still holds was said; none when there is none.
std::optional<DayNumber> NothingDueFrom(const Objective& objective, const std::string& unit);
// The last resumption, unless it was suspended again; unset when there is none.
FactOrder ResumedBy(const Objective& objective, const std::string& unit);

// Taken out of the plan on or before `day` by an approved ripianificazione.
bool IsDroppedOn(const Objective& objective, DayNumber day);

// Added by an amendment: defined after the plan was adopted.
bool WasAddedAfterAdoption(const PlanYear& plan, const Objective& objective);

// The declaration that counts for this result; nullptr when nothing was declared for it. Only what
// was declared for exactly this unit.
const Declaration* LatestDeclarationOf(const Objective& objective, const std::string& unit);

// The whole of what was promised: 100 percent or, where no percent is given, the outcome "reached".
bool IsWhole(const std::string& percent, event::v1::Outcome outcome);

// The last word on a result: the Nucleo's assessment, else what was proposed, unless the result was
// declared later than that; of each the unit's own, else that of the whole objective. Unset while
// there is neither.
const Seldom<Attributed<FinalResult>>& FinalProposalOf(const Objective& objective,
                                                       const std::string& unit);
const Seldom<Attributed<FinalResult>>& FinalAssessmentOf(const Objective& objective,
                                                         const std::string& unit);
const Seldom<Attributed<FinalResult>>& FinalWordOf(const Objective& objective,
                                                   const std::string& unit);
// The last word says that it fell short.
bool IsFinallyShort(const Objective& objective, const std::string& unit);

// The first of the unbroken run of declarations that say it is wholly done, up to the latest; unset
// while the latest does not say so.
FactOrder DoneSince(const std::vector<Declaration>& declarations);
// The same of a result; unset also when the last word says otherwise.
FactOrder DoneBy(const Objective& objective, const std::string& unit);
// By declaration or by the last word.
bool IsDone(const Objective& objective, const std::string& unit);

// Whether the unit (or the whole objective) was declared not due for a period that contains `day`.
bool IsNotDueOn(const Objective& objective, const std::string& unit, DayNumber day);

// Whether the Nucleo has assessed the result of the unit, or of the whole objective.
bool IsAssessed(const Objective& objective, const std::string& unit);
// The same for any unit or the whole.
bool IsAssessedAnywhere(const Objective& objective);

// When the milestone or phase was reached; unset while it is not.
FactOrder ReachedBy(const Objective& objective, const std::string& milestone,
                    const std::string& unit);

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_STATUS_OBJECTIVE_STATUS_H_
