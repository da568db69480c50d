#include "services/domain/definitions/measure_kind.h"

namespace traguardo::domain {

MeasureKind MeasureKindOf(event::v1::Direction direction) {
  switch (direction) {
    case event::v1::DIRECTION_UP:
    case event::v1::DIRECTION_DOWN:
    case event::v1::DIRECTION_EXACT:
      return MeasureKind::kNumber;
    case event::v1::DIRECTION_YES_NO:
      return MeasureKind::kYesNo;
    case event::v1::DIRECTION_DATE:
      return MeasureKind::kDate;
    case event::v1::DIRECTION_UNSPECIFIED:
    case event::v1::Direction_INT_MIN_SENTINEL_DO_NOT_USE_:
    case event::v1::Direction_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return MeasureKind::kNone;
}

}  // namespace traguardo::domain
