// What was declared of the whole, against the share of it that the plan promised by the end of a
// phase. One rule for the rows and for what an act takes back.

#ifndef TRAGUARDO_SERVICES_DOMAIN_STATUS_COVERED_H_
#define TRAGUARDO_SERVICES_DOMAIN_STATUS_COVERED_H_

#include <optional>
#include <string>
#include <vector>

#include "services/domain/state/state_objective.h"
#include "services/domain/values/decimal.h"
#include "traguardo/event/v1/objective.pb.h"

namespace traguardo::domain {

// The share promised by the end of the phase: its cumulative percent, or that of another phase that
// had ended by then and stood for more; or the sum of the weights of the phases that had. A phase
// without an end ends with the deadline, and what ended with the deadline as first planned moves
// with it. As the planned curve of the objective's row has it. None for a phase without an end, and
// where phases have no figures.
std::optional<DecimalSum> ShareByEndOf(const Objective& objective,
                                       const event::v1::ObjectiveDefinition& definition,
                                       const std::string& phase);

// The first of the unbroken run of declarations, up to the latest, that came to the share; unset
// while the latest does not. What was declared as done covers every share; an outcome short of that
// says nothing of shares.
FactOrder CoveredSince(const std::vector<Declaration>& declarations, const DecimalSum& share);

// Since when what was declared of the unit, or of the whole objective, has covered the share that
// was promised by the end of the phase.
FactOrder CoveredBy(const Objective& objective, const event::v1::ObjectiveDefinition& definition,
                    const std::string& phase, const std::string& unit);

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_STATUS_COVERED_H_
