// Everything the domain knows about one ente: the result of folding its facts (evolve.h).
//
// Plain values without behaviour beyond what one entry can say about itself; copying is a
// checkpoint, == is sameness of what was recorded. Not thread safe: one owner at a time.
//
// Promises of every part:
//  - Facts may arrive in any order; registers and ordered containers make the result the same.
//  - An entry exists as soon as any fact names it. `exists()` says whether it was itself recorded.
//  - Texts are kept as they come: empty where the caller split them off (the sequencer does).
//  - Nothing depends on today; questions about a day take it as an argument.

#ifndef TRAGUARDO_SERVICES_DOMAIN_STATE_STATE_H_
#define TRAGUARDO_SERVICES_DOMAIN_STATE_STATE_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>

#include "absl/container/btree_map.h"
#include "absl/container/btree_set.h"
#include "services/domain/state/fact_order.h"
#include "services/domain/state/frozen.h"
#include "services/domain/state/state_corrections.h"
#include "services/domain/state/state_plan.h"
#include "traguardo/event/v1/ente.pb.h"

namespace traguardo::domain {

struct ConsentKey {
  event::v1::ConsentPurpose purpose = event::v1::CONSENT_PURPOSE_UNSPECIFIED;
  std::string grantee;

  friend auto operator<=>(const ConsentKey&, const ConsentKey&) = default;
};

// The ente's own stream.
struct EnteBase {
  // Last revision of the stream "ente".
  uint64_t revision = 0;
  uint64_t last_position = 0;
  Attributed<Frozen<event::v1::EnteRegistered>> registered;
  // Every version of every unit and node, by id and then in fold order. What holds on a day is in
  // organisation.h.
  absl::btree_map<std::string, absl::btree_map<FactOrder, Frozen<event::v1::Unit>>> units;
  absl::btree_map<std::string, absl::btree_map<FactOrder, Frozen<event::v1::StrategicNode>>>
      strategic_nodes;
  // True while given.
  absl::btree_map<ConsentKey, Register<bool>> consents;
  // Positions whose private part was withdrawn. A state that was folded before still holds those
  // texts: its owner folds again.
  absl::btree_set<uint64_t> withdrawn_positions;
  Corrections corrections;

  bool exists() const { return registered.is_set(); }
  bool HasConsent(event::v1::ConsentPurpose purpose, const std::string& grantee) const;

  EnteBase();
  EnteBase(const EnteBase&);
  EnteBase(EnteBase&&) noexcept;
  EnteBase& operator=(const EnteBase&);
  EnteBase& operator=(EnteBase&&) noexcept;
  ~EnteBase();

  friend bool operator==(const EnteBase&, const EnteBase&);
};

// By content, so that the three are found without building one.
struct ActorNamesBefore {
  using is_transparent = void;
  using Names = std::tuple<std::string_view, std::string_view, std::string_view>;
  static Names Of(const Frozen<ActorNames>& actor) {
    return {actor->principal, actor->on_behalf_of, actor->responsabile_then};
  }
  bool operator()(const Frozen<ActorNames>& a, const Frozen<ActorNames>& b) const {
    return Of(a) < Of(b);
  }
  bool operator()(const Frozen<ActorNames>& a, const Names& b) const { return Of(a) < b; }
  bool operator()(const Names& a, const Frozen<ActorNames>& b) const { return a < Of(b); }
};

struct Ente {
  std::string id;
  EnteBase base;
  // The years that were folded; the caller may load only those it needs.
  std::map<int, PlanYear> years;
  // Every three ids met together so far, so that a thousand provenances share one.
  std::set<Frozen<ActorNames>, ActorNamesBefore> actors;

  // The year, objective or round, or nullptr when no fact names it.
  const PlanYear* FindYear(int year) const;
  const Objective* FindObjective(int year, std::string_view objective) const;
  const Round* FindRound(int year, std::string_view round) const;

  Ente();
  Ente(const Ente&);
  Ente(Ente&&) noexcept;
  Ente& operator=(const Ente&);
  Ente& operator=(Ente&&) noexcept;
  ~Ente();

  friend bool operator==(const Ente&, const Ente&);
};

// Bytes of memory this state holds, within some percent: what bounds a cache. Values that copies
// share are counted in each. Walks the whole state: call it when a state was loaded or has grown,
// not for every fact.
size_t ApproximateMemory(const Ente& ente);

// Folds up what reading has unfolded (packed.h): for a state that stays in a cache and is not being
// used. Invalidates references into definitions of this state, not those of its copies.
void Rest(Ente& ente);

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_STATE_STATE_H_
