// Whether a row passes a filter of a request. An empty filter takes everything.

#ifndef TRAGUARDO_SERVICES_API_READS_FILTER_MATCH_H_
#define TRAGUARDO_SERVICES_API_READS_FILTER_MATCH_H_

#include <algorithm>
#include <string>
#include <string_view>

#include "google/protobuf/repeated_field.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "services/projection/answers/unit_tree.h"
#include "traguardo/view/v1/objective.pb.h"
#include "traguardo/view/v1/scostamento.pb.h"

namespace traguardo::api {

// The row has several values: one that the filter names is enough.
inline bool Matches(const google::protobuf::RepeatedPtrField<std::string>& filter,
                    const google::protobuf::RepeatedPtrField<std::string>& values) {
  return filter.empty() ||
         std::any_of(values.begin(), values.end(), [&filter](const std::string& value) {
           return std::find(filter.begin(), filter.end(), value) != filter.end();
         });
}

inline bool Matches(const google::protobuf::RepeatedPtrField<std::string>& filter,
                    std::string_view value) {
  return filter.empty() || std::find(filter.begin(), filter.end(), value) != filter.end();
}

// Units: one that the filter names, or one anywhere below it, as in the groups of the overview.
inline bool MatchesUnit(const google::protobuf::RepeatedPtrField<std::string>& filter,
                        const projection::UnitTree& tree, std::string_view unit) {
  return filter.empty() ||
         std::any_of(filter.begin(), filter.end(),
                     [&](const std::string& wanted) { return tree.IsWithin(unit, wanted); });
}

inline bool MatchesUnit(const google::protobuf::RepeatedPtrField<std::string>& filter,
                        const projection::UnitTree& tree,
                        const google::protobuf::RepeatedPtrField<std::string>& units) {
  return filter.empty() || std::any_of(units.begin(), units.end(), [&](const std::string& unit) {
           return MatchesUnit(filter, tree, unit);
         });
}

// A scostamento that was recorded for a unit is that unit's.
inline bool MatchesUnit(const google::protobuf::RepeatedPtrField<std::string>& filter,
                        const projection::UnitTree& tree, const view::v1::Scostamento& row) {
  return row.unit().empty() ? MatchesUnit(filter, tree, row.units())
                            : MatchesUnit(filter, tree, row.unit());
}

// Of a transversal objective only what the units asked for have missed.
inline bool HasSilentMiss(const google::protobuf::RepeatedPtrField<std::string>& units,
                          const projection::UnitTree& tree, const view::v1::Objective& row) {
  const auto& misses = row.today().silent_misses();
  return std::any_of(misses.begin(), misses.end(), [&](const view::v1::SilentMiss& miss) {
    return miss.unit().empty() || MatchesUnit(units, tree, miss.unit());
  });
}

template <typename Enum>
bool Matches(const google::protobuf::RepeatedField<int>& filter, Enum value) {
  return filter.empty() ||
         std::find(filter.begin(), filter.end(), static_cast<int>(value)) != filter.end();
}

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_READS_FILTER_MATCH_H_
