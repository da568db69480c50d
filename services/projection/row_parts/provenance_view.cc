#include "services/projection/row_parts/provenance_view.h"

#include "services/projection/measures/dates.h"

namespace traguardo::projection {

void FillProvenance(const domain::FactOrder& order, view::v1::Provenance* view) {
  view->set_position(order.position);
  view->set_effective_on(EffectiveText(order));
}

void FillProvenance(const domain::Provenance& by, view::v1::Provenance* view) {
  FillProvenance(by.order, view);
  view->set_principal(by.principal());
  view->set_on_behalf_of(by.on_behalf_of());
  view->set_responsabile_then(by.responsabile_then());
  view->set_recorded_at_seconds(by.recorded_at_seconds);
}

}  // namespace traguardo::projection
