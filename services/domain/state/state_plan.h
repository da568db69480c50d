// One plan-year: its rules, acts, objectives, rounds and closing. Plain values; see state.h.

#ifndef TRAGUARDO_SERVICES_DOMAIN_STATE_STATE_PLAN_H_
#define TRAGUARDO_SERVICES_DOMAIN_STATE_STATE_PLAN_H_

#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "absl/container/btree_map.h"
#include "services/domain/state/fact_order.h"
#include "services/domain/state/frozen.h"
#include "services/domain/state/state_corrections.h"
#include "services/domain/state/state_objective.h"
#include "services/domain/state/state_round.h"
#include "traguardo/event/v1/plan.pb.h"

namespace traguardo::domain {

// One version of the consuntivo, from the freeze to its publication.
struct ConsuntivoVersion {
  // The value is the position up to which everything counts.
  Register<uint64_t> frozen;
  Register<Frozen<event::v1::ConsuntivoApproved>> approved;
  Register<Frozen<event::v1::ConsuntivoValidated>> validated;
  // The value is the reasons.
  Register<std::string> refused;
  // The value is the address of the Relazione.
  Register<std::string> published;

  // Validated, and not refused since.
  bool is_validated() const {
    return validated.is_set() && (!refused.is_set() || refused.order < validated.order);
  }
  bool is_refused() const {
    return refused.is_set() && (!validated.is_set() || validated.order < refused.order);
  }

  ConsuntivoVersion();
  ConsuntivoVersion(const ConsuntivoVersion&);
  ConsuntivoVersion(ConsuntivoVersion&&) noexcept;
  ConsuntivoVersion& operator=(const ConsuntivoVersion&);
  ConsuntivoVersion& operator=(ConsuntivoVersion&&) noexcept;
  ~ConsuntivoVersion();

  friend bool operator==(const ConsuntivoVersion&, const ConsuntivoVersion&);
};

struct PlanYear {
  // Last revision of the stream "plans/{year}".
  uint64_t revision = 0;
  // Position of the last fact in that stream.
  uint64_t last_own_position = 0;
  // Position of the last fact about the plan itself, its objectives or its rounds.
  uint64_t last_position = 0;
  Attributed<Frozen<event::v1::PlanDrafted>> drafted;
  // By version. The one in force is in plan_status.h.
  absl::btree_map<uint32_t, Register<Frozen<event::v1::RuleSetAdopted>>> rule_sets;
  Attributed<Frozen<event::v1::PlanAdopted>> adopted;
  // In fold order.
  absl::btree_map<FactOrder, Attributed<Frozen<event::v1::PlanAmended>>> amendments;
  // By id, also those that are removed or that only other facts have named: see Objective::exists.
  std::map<std::string, Objective, std::less<>> objectives;
  std::map<std::string, Round, std::less<>> rounds;
  // By version.
  absl::btree_map<uint32_t, ConsuntivoVersion> consuntivo;
  // The latest text of each section.
  absl::btree_map<event::v1::NarrativeSection, Attributed<std::string>> narratives;
  // By the aggregate's id.
  absl::btree_map<std::string, Attributed<Frozen<event::v1::AggregateResultDeclared>>> aggregates;
  // By unit; "" is the ente.
  absl::btree_map<std::string, Attributed<Frozen<event::v1::BandCountsRecorded>>> band_counts;
  // The value is the note.
  Register<std::string> closed;
  // Of facts in the plan's stream.
  Corrections corrections;

  bool exists() const { return drafted.is_set(); }
  bool is_adopted() const { return adopted.is_set(); }
  bool is_closed() const { return closed.is_set(); }

  PlanYear();
  PlanYear(const PlanYear&);
  PlanYear(PlanYear&&) noexcept;
  PlanYear& operator=(const PlanYear&);
  PlanYear& operator=(PlanYear&&) noexcept;
  ~PlanYear();

  friend bool operator==(const PlanYear&, const PlanYear&);
};

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_STATE_STATE_PLAN_H_
