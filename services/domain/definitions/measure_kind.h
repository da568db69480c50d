// What an indicator is measured in.

#ifndef TRAGUARDO_SERVICES_DOMAIN_DEFINITIONS_MEASURE_KIND_H_
#define TRAGUARDO_SERVICES_DOMAIN_DEFINITIONS_MEASURE_KIND_H_

#include "traguardo/event/v1/objective.pb.h"

namespace traguardo::domain {

enum class MeasureKind {
  kNone,  // the direction is not known
  kNumber,
  kYesNo,
  kDate,
};

MeasureKind MeasureKindOf(event::v1::Direction direction);

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_DEFINITIONS_MEASURE_KIND_H_
