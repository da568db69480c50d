// The last day on which a part of an objective is in time. None where the plan does not say.

#ifndef TRAGUARDO_SERVICES_DOMAIN_DEFINITIONS_DUE_DAY_H_
#define TRAGUARDO_SERVICES_DOMAIN_DEFINITIONS_DUE_DAY_H_

#include <optional>
#include <string>

#include "services/domain/values/civil_date.h"
#include "traguardo/event/v1/objective.pb.h"
#include "traguardo/event/v1/scostamento.pb.h"

namespace traguardo::domain {

// The last day of the objective's deadline as first planned, and of the one in force.
struct Deadlines {
  std::optional<DayNumber> original;
  std::optional<DayNumber> current;

  // A part that was due with the deadline as first planned moves with it: an act that puts the
  // deadline off does not leave the last phase behind, overdue.
  DayNumber MovedAlong(DayNumber due) const;
};

// Of the objective's deadlines as the plan gives them (DeadlineOf), which may be a month or a year:
// then its last day counts.
Deadlines DeadlinesOf(const std::optional<CivilDate>& original,
                      const std::optional<CivilDate>& current);

// When the indicator's target has to hold: its own due date, else for a date indicator its target
// date, else the objective's deadline. In a plan of one year a target without any date holds for
// the year: then it is 31 December.
DayNumber IndicatorDueDay(const event::v1::Indicator& indicator, const Deadlines& deadlines,
                          int year);

// Of a milestone, or of a phase, whose last planned day it is.
std::optional<DayNumber> MilestoneDueDay(const event::v1::ObjectiveDefinition& definition,
                                         const std::string& id, const Deadlines& deadlines);

// The same for whatever a scostamento speaks of; for progress, the objective's deadline.
std::optional<DayNumber> SubjectDueDay(const event::v1::ScostamentoSubject& subject,
                                       const event::v1::ObjectiveDefinition& current,
                                       const Deadlines& deadlines, int year);

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_DEFINITIONS_DUE_DAY_H_
