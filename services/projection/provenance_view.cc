#include "services/projection/provenance_view.h"

namespace traguardo::projection {

view::v1::Provenance ProvenanceView(const domain::FactOrder& order) {
  view::v1::Provenance view;
  view.set_position(order.position);
  view.set_effective_on(order.EffectiveOn());
  return view;
}

view::v1::Provenance ProvenanceView(const domain::Provenance& by) {
  view::v1::Provenance view = ProvenanceView(by.order);
  view.set_principal(by.principal());
  view.set_on_behalf_of(by.on_behalf_of());
  view.set_recorded_at_seconds(by.recorded_at_seconds);
  return view;
}

}  // namespace traguardo::projection
