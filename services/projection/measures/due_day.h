// The last day on which a part of an objective is in time: as the domain says it, which asks for
// causes by the same day as the views list what is missed.

#ifndef TRAGUARDO_SERVICES_PROJECTION_MEASURES_DUE_DAY_H_
#define TRAGUARDO_SERVICES_PROJECTION_MEASURES_DUE_DAY_H_

#include "services/domain/definitions/due_day.h"

namespace traguardo::projection {

using domain::Deadlines;
using domain::DeadlinesOf;
using domain::IndicatorDueDay;
using domain::SubjectDueDay;

}  // namespace traguardo::projection

#endif  // TRAGUARDO_SERVICES_PROJECTION_MEASURES_DUE_DAY_H_
