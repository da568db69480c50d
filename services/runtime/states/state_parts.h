// Which parts of an ente's state: its base, and some of its plan-years.

#ifndef TRAGUARDO_SERVICES_RUNTIME_STATES_STATE_PARTS_H_
#define TRAGUARDO_SERVICES_RUNTIME_STATES_STATE_PARTS_H_

#include <algorithm>
#include <vector>

namespace traguardo::runtime {

struct StateParts {
  bool base = false;
  std::vector<int> years;  // ascending, each once

  bool empty() const { return !base && years.empty(); }

  bool HasYear(int year) const { return std::binary_search(years.begin(), years.end(), year); }
  void AddYear(int year) {
    const auto place = std::lower_bound(years.begin(), years.end(), year);
    if (place == years.end() || *place != year) years.insert(place, year);
  }
  void RemoveYear(int year) {
    const auto place = std::lower_bound(years.begin(), years.end(), year);
    if (place != years.end() && *place == year) years.erase(place);
  }

  bool Contains(const StateParts& other) const {
    return (base || !other.base) &&
           std::includes(years.begin(), years.end(), other.years.begin(), other.years.end());
  }
  void Add(const StateParts& other) {
    base = base || other.base;
    for (const int year : other.years) AddYear(year);
  }
  void Remove(const StateParts& other) {
    base = base && !other.base;
    for (const int year : other.years) RemoveYear(year);
  }
  // What of this `other` does not have.
  StateParts Without(const StateParts& other) const {
    StateParts rest = *this;
    rest.Remove(other);
    return rest;
  }
};

}  // namespace traguardo::runtime

#endif  // TRAGUARDO_SERVICES_RUNTIME_STATES_STATE_PARTS_H_
