// Since when a result is wholly done, by all that may say so: what was declared of the whole, its
// phases, what was measured. One rule for the rows, for what an act takes back, and for the
// question why something came late.

#ifndef TRAGUARDO_SERVICES_DOMAIN_STATUS_DONE_H_
#define TRAGUARDO_SERVICES_DOMAIN_STATUS_DONE_H_

#include <optional>
#include <string>

#include "services/domain/state/state_objective.h"
#include "services/domain/values/civil_date.h"
#include "services/domain/values/decimal.h"
#include "traguardo/event/v1/objective.pb.h"

namespace traguardo::domain {

// Said, and of a day that had certainly come by then.
bool IsBy(const FactOrder& order, DayNumber due);

// What was said of one phase. Reached counts as 100; the later of the two facts counts.
struct PhaseDeclared {
  FactOrder by;
  Decimal percent;
  // Since when it is complete; unset while it is not.
  FactOrder complete;
};
PhaseDeclared DeclaredOfPhase(const Objective& objective, const std::string& phase,
                              const std::string& unit);

// The fact since which every phase is complete; unset while one is not, and where phases have no
// figures: then they order the work and say nothing about its share.
FactOrder PhasesCompleteBy(const Objective& objective,
                           const event::v1::ObjectiveDefinition& definition,
                           const std::string& unit);

// Every target that was due of the result is measured as met: by the latest measurement, or by what
// was known for its day, which is the deadline where its own comes before. None when one is not, or
// nothing was measured.
struct MeasuredAsMet {
  // One of them was measured as not met when its day came.
  bool late = false;
  // The newest of these measurements.
  FactOrder newest;
};
std::optional<MeasuredAsMet> MeasuredAsMetFor(const Objective& objective,
                                              const event::v1::ObjectiveDefinition& definition,
                                              const std::string& unit, DayNumber deadline);

// The latest fact that says it is short of the whole: a declaration of it, or of a phase with a
// figure while not all are complete. Unset when none does.
FactOrder DeclaredShortBy(const Objective& objective,
                          const event::v1::ObjectiveDefinition& definition,
                          const std::string& unit);

// Declared as done now: since when. To say again that it is done makes it no later than its phases
// had shown before, unless it was declared short meanwhile. What comes after the deadline was there
// on it where every target had been measured as met by then.
// Unset while it is not declared as done, or the last word says otherwise.
FactOrder DoneOn(const Objective& objective, const event::v1::ObjectiveDefinition& definition,
                 const std::string& unit, std::optional<DayNumber> deadline);

// Whether it was done by `due`, by whatever says so, or was assessed as done since.
bool WasDone(const Objective& objective, const event::v1::ObjectiveDefinition& definition,
             const std::string& unit, DayNumber due);

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_STATUS_DONE_H_
