// The last day on which a part of an objective is in time. None where the plan does not say.

#ifndef TRAGUARDO_SERVICES_PROJECTION_MEASURES_DUE_DAY_H_
#define TRAGUARDO_SERVICES_PROJECTION_MEASURES_DUE_DAY_H_

#include <optional>

#include "services/domain/values/civil_date.h"
#include "traguardo/event/v1/objective.pb.h"
#include "traguardo/event/v1/scostamento.pb.h"

namespace traguardo::projection {

// The last day of the objective's deadline as first planned, and of the one in force.
struct Deadlines {
  std::optional<domain::DayNumber> original;
  std::optional<domain::DayNumber> current;

  // A part that was due with the deadline as first planned moves with it: an act that puts the
  // deadline off does not leave the last phase behind, overdue.
  domain::DayNumber MovedAlong(domain::DayNumber due) const;
};

// Of the objective's deadlines as the plan gives them (domain::DeadlineOf), which may be a month or
// a year: then its last day counts.
Deadlines DeadlinesOf(const std::optional<domain::CivilDate>& original,
                      const std::optional<domain::CivilDate>& current);

// When the indicator's target has to hold: its own due date, else for a date indicator its target
// date, else the objective's deadline. In a plan of one year a target without any date holds for
// the year: then it is 31 December.
domain::DayNumber IndicatorDueDay(const event::v1::Indicator& indicator, const Deadlines& deadlines,
                                  int year);

// The same for whatever a scostamento speaks of; for progress, the objective's deadline.
std::optional<domain::DayNumber> SubjectDueDay(const event::v1::ScostamentoSubject& subject,
                                               const event::v1::ObjectiveDefinition& current,
                                               const Deadlines& deadlines, int year);

}  // namespace traguardo::projection

#endif  // TRAGUARDO_SERVICES_PROJECTION_MEASURES_DUE_DAY_H_
