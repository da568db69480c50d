// What a scostamento speaks of, as text: "indicator:atti", "milestone:bando", "deadline",
// "progress"; for one unit of a transversal objective with the unit behind it: "deadline@tributi".

#ifndef TRAGUARDO_SERVICES_PROJECTION_ROW_PARTS_SCOSTAMENTO_SUBJECT_H_
#define TRAGUARDO_SERVICES_PROJECTION_ROW_PARTS_SCOSTAMENTO_SUBJECT_H_

#include <string>
#include <vector>

#include "services/domain/state/state_scostamento.h"
#include "services/projection/measures/due_day.h"
#include "traguardo/event/v1/objective.pb.h"
#include "traguardo/event/v1/scostamento.pb.h"

namespace traguardo::projection {

// Without a unit; empty when nothing is named.
std::string SubjectText(const event::v1::ScostamentoSubject& subject);

// What the scostamento accounts for, of what falls short of the current definition: its subject,
// and "deadline", which is the result as a whole. While it is open and when it was confirmed, both.
// One that was recovered or replanned has been answered: it accounts for what was due before it was
// closed, and what is missed after that is a new deviation. So nothing, or one, or two texts.
std::vector<std::string> AccountedFor(const domain::Scostamento& scostamento,
                                      const event::v1::ObjectiveDefinition& current,
                                      const Deadlines& deadlines, int year);

}  // namespace traguardo::projection

#endif  // TRAGUARDO_SERVICES_PROJECTION_ROW_PARTS_SCOSTAMENTO_SUBJECT_H_
