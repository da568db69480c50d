// What was recorded about a part of an objective: what hangs on it when the part is taken away, or
// when the fact that brought it is taken back.

#ifndef TRAGUARDO_SERVICES_DOMAIN_STATUS_REPORTS_ABOUT_H_
#define TRAGUARDO_SERVICES_DOMAIN_STATUS_REPORTS_ABOUT_H_

#include <cstdint>
#include <string>

#include "services/domain/facts/fact_traits.h"
#include "services/domain/state/fact_order.h"
#include "services/domain/state/state_objective.h"

namespace traguardo::domain {

// Of several facts, the one that was written first.
struct FirstFact {
  FactKind kind = FactKind::KIND_NOT_SET;
  uint64_t position = 0;

  bool is_set() const { return position != 0; }
  void Offer(FactKind candidate, const FactOrder& order);
  void Offer(const FirstFact& candidate);
};

// What stands about the indicator; about the milestone or phase; for the unit.
FirstFact FirstAboutIndicator(const Objective& objective, const std::string& indicator);
FirstFact FirstAboutMilestone(const Objective& objective, const std::string& milestone);
FirstFact FirstForUnit(const Objective& objective, const std::string& unit);

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_STATUS_REPORTS_ABOUT_H_
