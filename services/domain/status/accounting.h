// What a scostamento accounts for. One rule for everybody who asks: the question for a cause when a
// shortfall is recorded, the list of what nobody explains, and what an act took back.
//
// One that is open, or was confirmed as a shortfall of the year, speaks. One that was recovered or
// replanned has been answered: it accounts for what was due before it was closed, and what is
// missed after that is a new deviation.

#ifndef TRAGUARDO_SERVICES_DOMAIN_STATUS_ACCOUNTING_H_
#define TRAGUARDO_SERVICES_DOMAIN_STATUS_ACCOUNTING_H_

#include <optional>
#include <string>

#include "services/domain/state/state_scostamento.h"
#include "services/domain/values/civil_date.h"
#include "traguardo/event/v1/objective.pb.h"
#include "traguardo/event/v1/scostamento.pb.h"

namespace traguardo::domain {

// What fell short, and wants an explanation.
struct Miss {
  // Of a transversal objective, whose result.
  std::string unit;
  // An indicator, or a milestone or phase: a scostamento on the same. The deadline or progress: one
  // on either. Unset: the result as a whole, which whatever is said of any part of it explains.
  event::v1::ScostamentoSubject subject;
  // The last day on which it was in time; none where the plan gives none.
  std::optional<DayNumber> due;
};

// What is said about `told`, for `told_unit`, is about what was missed: the same thing, of the same
// unit or of the whole. Who speaks of a part of an objective that is one speaks of the objective.
bool IsAbout(const event::v1::ObjectiveDefinition& definition, const std::string& told_unit,
             const event::v1::ScostamentoSubject& told, const Miss& miss);

// It is about what was missed, and still speaks of that day.
bool AccountsFor(const event::v1::ObjectiveDefinition& definition, const Scostamento& scostamento,
                 const Miss& miss);

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_STATUS_ACCOUNTING_H_
