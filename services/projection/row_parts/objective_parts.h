// The parts of an objective's row that repeat: phases, milestones, declared points. Indicators are
// in indicator_parts.h.

#ifndef TRAGUARDO_SERVICES_PROJECTION_ROW_PARTS_OBJECTIVE_PARTS_H_
#define TRAGUARDO_SERVICES_PROJECTION_ROW_PARTS_OBJECTIVE_PARTS_H_

#include <string>
#include <vector>

#include "services/domain/state/fact_order.h"
#include "services/domain/state/state_objective.h"
#include "services/domain/state/state_plan.h"
#include "traguardo/event/v1/objective.pb.h"
#include "traguardo/view/v1/objective.pb.h"

namespace traguardo::projection {

// The day it holds for all of them: that of the last. Unset while it does not, or for none.
template <typename OrderOfUnit>
domain::FactOrder HoldsForAll(const std::vector<std::string>& units, const OrderOfUnit& order_of) {
  domain::FactOrder last;
  for (const std::string& unit : units) {
    const domain::FactOrder order = order_of(unit);
    if (!order.is_set()) return {};
    if (!last.is_set() || last < order) last = order;
  }
  return last;
}

// For these results, of a transversal objective those that still count: a phase stands at the
// lowest of them, and phases and milestones are reached when they are in all; so is the share that
// was promised by the end of a phase covered. What each unit has reached stands beside it
// (by_unit); what was said of the whole holds for every unit.
void FillPhases(const domain::Objective& objective, const event::v1::ObjectiveDefinition& current,
                const std::vector<std::string>& units, view::v1::Objective* row);
void FillMilestones(const domain::PlanYear& plan, const domain::Objective& objective,
                    const event::v1::ObjectiveDefinition& current,
                    const std::vector<std::string>& units, view::v1::Objective* row);

// In fold order; of a very long history the newest points.
void FillDeclaredCurve(const domain::Objective& objective, const std::vector<std::string>& units,
                       view::v1::Objective* row);

}  // namespace traguardo::projection

#endif  // TRAGUARDO_SERVICES_PROJECTION_ROW_PARTS_OBJECTIVE_PARTS_H_
