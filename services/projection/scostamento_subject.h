// What a scostamento speaks of, as text: "indicator:atti", "milestone:bando", "deadline",
// "progress"; for one unit of a transversal objective with the unit behind it: "deadline@tributi".

#ifndef TRAGUARDO_SERVICES_PROJECTION_SCOSTAMENTO_SUBJECT_H_
#define TRAGUARDO_SERVICES_PROJECTION_SCOSTAMENTO_SUBJECT_H_

#include <string>

#include "services/domain/state_scostamento.h"
#include "services/projection/due_day.h"
#include "traguardo/event/v1/objective.pb.h"
#include "traguardo/event/v1/scostamento.pb.h"

namespace traguardo::projection {

// Without the unit; empty when nothing is named.
std::string SubjectText(const event::v1::ScostamentoSubject& subject);
std::string SubjectText(const domain::Scostamento& scostamento);

// Whether it accounts for what falls short of the current definition: while it is open, and when it
// was confirmed. One that was recovered or replanned has been answered: it accounts for what was
// missed before it was closed, and what is missed after that is a new deviation.
bool StillSpeaks(const domain::Scostamento& scostamento,
                 const event::v1::ObjectiveDefinition& current,
                 const Deadlines& deadlines, int year);

}  // namespace traguardo::projection

#endif  // TRAGUARDO_SERVICES_PROJECTION_SCOSTAMENTO_SUBJECT_H_
