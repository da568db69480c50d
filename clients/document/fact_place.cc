#include "clients/document/fact_place.h"

namespace traguardo::document {

// The ranges are permanent: see envelope.proto.
FactPlace PlaceOf(const event::v1::Fact& fact) {
  const int number = fact.kind_case();
  if (number == 0 || number >= 100) return FactPlace::kAnywhere;
  if (number < 20) return FactPlace::kEnte;
  if (number < 50) return FactPlace::kPlan;
  return number < 90 ? FactPlace::kObjective : FactPlace::kRound;
}

}  // namespace traguardo::document
