// Which gRPC status code each reason travels with, and its name on the wire.

#ifndef TRAGUARDO_SERVICES_API_ERROR_CODE_H_
#define TRAGUARDO_SERVICES_API_ERROR_CODE_H_

#include <optional>
#include <string_view>

#include "google/rpc/code.pb.h"
#include "services/domain/commands/refusal.h"
#include "traguardo/api/v1/errors.pb.h"

namespace traguardo::api {

google::rpc::Code CodeOf(domain::RefusalReason reason);
// For the server's own reasons; UNKNOWN for the domain's.
google::rpc::Code CodeOf(v1::ErrorReason reason);

// The twin of a domain's refusal in errors.proto, by name.
v1::ErrorReason ErrorReasonOf(domain::RefusalReason reason);

// "REVISION_MISMATCH": what ErrorInfo.reason holds.
std::string_view ReasonName(v1::ErrorReason reason);

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_ERROR_CODE_H_
