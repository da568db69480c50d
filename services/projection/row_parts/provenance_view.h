// Shows who said something, and when it became known.

#ifndef TRAGUARDO_SERVICES_PROJECTION_ROW_PARTS_PROVENANCE_VIEW_H_
#define TRAGUARDO_SERVICES_PROJECTION_ROW_PARTS_PROVENANCE_VIEW_H_

#include "services/domain/state/fact_order.h"
#include "traguardo/view/v1/objective.pb.h"

namespace traguardo::projection {

// `by` must be set.
void FillProvenance(const domain::Provenance& by, view::v1::Provenance* view);
// Where the state keeps no more: position and day, without the author.
void FillProvenance(const domain::FactOrder& order, view::v1::Provenance* view);

}  // namespace traguardo::projection

#endif  // TRAGUARDO_SERVICES_PROJECTION_ROW_PARTS_PROVENANCE_VIEW_H_
