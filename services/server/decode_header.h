// What the checker wants to know from an envelope.

#ifndef TRAGUARDO_SERVICES_SERVER_DECODE_HEADER_H_
#define TRAGUARDO_SERVICES_SERVER_DECODE_HEADER_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "storage/checker/checker.h"

namespace traguardo::server {

// DATA_LOSS for bytes that are no envelope.
absl::StatusOr<storage::DecodedHeader> DecodeHeader(std::string_view envelope);

}  // namespace traguardo::server

#endif  // TRAGUARDO_SERVICES_SERVER_DECODE_HEADER_H_
