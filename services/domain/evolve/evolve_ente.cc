#include "services/domain/evolve/evolve_internal.h"

namespace traguardo::domain {

void Add(EnteBase& base, const Recorded& fact, const event::v1::EnteRegistered& kind) {
  base.registered.Offer(fact.by, Frozen(kind));
}

void Add(EnteBase& base, const Recorded& fact, const event::v1::OrganisationChanged& kind) {
  // A fact that names an id twice means its last entry: its entries share one place in the order.
  for (const event::v1::Unit& unit : kind.units()) {
    base.units[unit.id()][fact.order()] = Frozen(unit);
  }
  for (const event::v1::StrategicNode& node : kind.strategic_nodes()) {
    base.strategic_nodes[node.id()][fact.order()] = Frozen(node);
  }
}

void Add(EnteBase& base, const Recorded& fact, const event::v1::ConsentGiven& kind) {
  base.consents[ConsentKey{kind.purpose(), kind.grantee()}].Offer(fact.order(), true);
}

void Add(EnteBase& base, const Recorded& fact, const event::v1::ConsentWithdrawn& kind) {
  base.consents[ConsentKey{kind.purpose(), kind.grantee()}].Offer(fact.order(), false);
}

void Add(EnteBase& base, const Recorded&, const event::v1::PersonalDataWithdrawn& kind) {
  base.withdrawn_positions.insert(kind.positions().begin(), kind.positions().end());
}

}  // namespace traguardo::domain
