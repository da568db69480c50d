// What declared and reached phases say about the whole result, where nobody declared it, or where
// they are newer than what was declared. Only phases with figures do: others order the work and say
// nothing about its share.

#ifndef TRAGUARDO_SERVICES_PROJECTION_ROW_PARTS_PHASE_RESULT_H_
#define TRAGUARDO_SERVICES_PROJECTION_ROW_PARTS_PHASE_RESULT_H_

#include <string>

#include "services/domain/state/fact_order.h"
#include "services/domain/state/state_objective.h"
#include "traguardo/event/v1/objective.pb.h"

namespace traguardo::projection {

// All unset when the phases carry no figures or nobody spoke of any.
struct PhaseResult {
  // The latest fact about a phase.
  domain::FactOrder latest;
  // Every phase is at 100 percent or reached; the fact since which that is so. Unset while one is
  // not.
  domain::FactOrder complete;
  // The share of the whole, by the weights or the steps of the cumulative percents; a phase nobody
  // spoke of adds nothing.
  std::string percent;
  // Something was said about every phase: the share is the whole truth and not only a part of it.
  bool of_all_phases = false;

  // Whether they have more to say than `declared`, the latest declaration of the whole (nullptr
  // when there is none): they are newer and speak of every phase; or they are newer and their share
  // alone is as much already, whatever the phases nobody spoke of add. Where both say that all is
  // done, the declaration speaks; since when, domain/status/done.h says.
  bool SpeakInsteadOf(const domain::Declaration* declared) const;
};

// For one unit, or with an empty unit for the whole objective.
PhaseResult PhaseResultOf(const domain::Objective& objective, const std::string& unit,
                          const event::v1::ObjectiveDefinition& current);

}  // namespace traguardo::projection

#endif  // TRAGUARDO_SERVICES_PROJECTION_ROW_PARTS_PHASE_RESULT_H_
