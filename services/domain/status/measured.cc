#include "services/domain/status/measured.h"

#include <algorithm>

namespace traguardo::domain {

Measurements::const_iterator KnownFor(const Measurements& all, DayNumber day) {
  const auto after = std::upper_bound(
      all.begin(), all.end(), day,
      [](DayNumber asked, const auto& measurement) { return asked < measurement.order().day; });
  // Of a month that was not over by then it speaks afterwards.
  auto known = after;
  while (known != all.begin()) {
    --known;
    if (known->order().last_day() <= day) return known;
  }
  return all.begin();
}

}  // namespace traguardo::domain
