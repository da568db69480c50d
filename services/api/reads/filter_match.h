// Whether a row passes a filter of a request. An empty filter takes everything.

#ifndef TRAGUARDO_SERVICES_API_READS_FILTER_MATCH_H_
#define TRAGUARDO_SERVICES_API_READS_FILTER_MATCH_H_

#include <algorithm>
#include <string>
#include <string_view>

#include "google/protobuf/repeated_field.h"
#include "google/protobuf/repeated_ptr_field.h"

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

template <typename Enum>
bool Matches(const google::protobuf::RepeatedField<int>& filter, Enum value) {
  return filter.empty() ||
         std::find(filter.begin(), filter.end(), static_cast<int>(value)) != filter.end();
}

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_READS_FILTER_MATCH_H_
