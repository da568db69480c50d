// One objective of one plan-year: what was planned and what was recorded about it. Plain values;
// see state.h. What can be derived (current definition, deadline, assignments, whether it is done)
// is in current_definition.h, assignments.h and objective_status.h and is never stored.

#ifndef TRAGUARDO_SERVICES_DOMAIN_STATE_STATE_OBJECTIVE_H_
#define TRAGUARDO_SERVICES_DOMAIN_STATE_STATE_OBJECTIVE_H_

#include <cstdint>
#include <string>

#include "absl/container/btree_map.h"
#include "services/domain/state/fact_order.h"
#include "services/domain/state/frozen.h"
#include "services/domain/state/packed.h"
#include "services/domain/state/seldom.h"
#include "services/domain/state/state_corrections.h"
#include "services/domain/state/state_results.h"
#include "services/domain/state/state_ripianificazione.h"
#include "services/domain/state/state_scostamento.h"
#include "traguardo/event/v1/objective.pb.h"
#include "traguardo/event/v1/plan.pb.h"

namespace traguardo::domain {

struct CarriedOver {
  uint32_t from_year = 0;
  std::string from_objective;

  friend bool operator==(const CarriedOver&, const CarriedOver&) = default;
};

struct Objective {
  // Last revision of the stream "plans/{year}/objectives/{id}"; 0 while nothing was recorded there.
  uint64_t revision = 0;
  // Position of the last fact about it in any stream.
  uint64_t last_position = 0;

  // From the plan's stream.

  // The earliest ObjectiveDefined (lowest position), to tell drafted from added by amendment.
  FactOrder defined;
  // The original definition: as defined, or redefined while drafting. Never changed by a
  // ripianificazione.
  Register<Packed<event::v1::ObjectiveDefinition>> definition;
  // While drafting; the value is the reason.
  Seldom<Register<std::string>> removed;
  Seldom<Register<CarriedOver>> carried_over;
  Seldom<Register<Frozen<event::v1::ResourcesPlanned>>> resources_planned;
  Seldom<Register<Frozen<event::v1::ResourcesUsed>>> resources_used;

  // From its own stream.

  // By unit; "" is the whole objective.
  absl::btree_map<std::string, UnitResult> results;
  // Every one of each indicator and unit: what was known for its due day outlives what came later.
  absl::btree_map<PartOfUnit, Measurements> measurements;
  // Reached milestones and phases; the value is the note.
  absl::btree_map<PartOfUnit, Register<std::string>> reached;
  absl::btree_map<FactOrder, Frozen<event::v1::ResponsabileChanged>> responsabile_changes;
  // By id.
  absl::btree_map<std::string, Scostamento> scostamenti;
  absl::btree_map<std::string, Ripianificazione> ripianificazioni;
  // The value is the text.
  absl::btree_map<std::string, Attributed<std::string>> segnalazioni;
  Corrections corrections;

  // Defined and not removed since. False for an entry that was only named by other facts.
  bool exists() const {
    return definition.is_set() && (!removed.is_set() || removed->order < definition.order);
  }
  // The entry of `unit`, or an empty one.
  const UnitResult& ResultOf(const std::string& unit) const;

  Objective();
  Objective(const Objective&);
  Objective(Objective&&) noexcept;
  Objective& operator=(const Objective&);
  Objective& operator=(Objective&&) noexcept;
  ~Objective();

  friend bool operator==(const Objective&, const Objective&);
};

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_STATE_STATE_OBJECTIVE_H_
