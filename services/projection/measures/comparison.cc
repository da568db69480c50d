#include "services/projection/measures/comparison.h"

#include "services/domain/definitions/comparison.h"

namespace traguardo::projection {

view::v1::Comparison Compare(const event::v1::Indicator& indicator,
                             const event::v1::MeasurementRecorded& measurement) {
  switch (domain::Compare(indicator, measurement)) {
    case domain::Comparison::kMet:
      return view::v1::COMPARISON_MET;
    case domain::Comparison::kNotMet:
      return view::v1::COMPARISON_NOT_MET;
    case domain::Comparison::kUnknown:
      break;
  }
  return view::v1::COMPARISON_UNKNOWN;
}

}  // namespace traguardo::projection
