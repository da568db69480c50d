#include "services/domain/status/measured.h"

#include <algorithm>

namespace traguardo::domain {

Measurements::const_iterator KnownFor(const Measurements& all, DayNumber day) {
  const auto after = std::find_if(all.begin(), all.end(), [&](const auto& measurement) {
    return measurement.order().day > day;
  });
  return after == all.begin() ? after : after - 1;
}

}  // namespace traguardo::domain
