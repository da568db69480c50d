// One language's texts of the server's own reasons, as a table: the domain's are switches, which
// the compiler holds complete; a proto's enum has values that no switch should name.

#ifndef TRAGUARDO_SERVICES_API_MESSAGES_REASON_TEXT_H_
#define TRAGUARDO_SERVICES_API_MESSAGES_REASON_TEXT_H_

#include <span>
#include <string_view>

#include "traguardo/api/v1/errors.pb.h"

namespace traguardo::api {

struct ReasonText {
  v1::ErrorReason reason;
  std::string_view text;
};

// Empty for a reason without one.
inline std::string_view TextOf(v1::ErrorReason reason, std::span<const ReasonText> texts) {
  for (const ReasonText& entry : texts) {
    if (entry.reason == reason) return entry.text;
  }
  return {};
}

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_MESSAGES_REASON_TEXT_H_
