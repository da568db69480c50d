// Why a call failed, taken apart: the server's own reason, its words for people, the fields it
// complains about, and when to try again.

#ifndef TRAGUARDO_CLIENTS_CPP_CALL_ERROR_H_
#define TRAGUARDO_CLIENTS_CPP_CALL_ERROR_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "google/rpc/status.pb.h"
#include "grpcpp/support/status.h"

namespace traguardo::client {

struct FieldProblem {
  std::string field;
  std::string description;
};

struct CallError {
  grpc::StatusCode code = grpc::StatusCode::UNKNOWN;
  // Name of the ErrorReason without prefix, "REVISION_MISMATCH"; empty when the error did not come
  // from a Traguardo server (nobody listens, a proxy answered).
  std::string reason;
  // For people, in the language of the connection: what happened and what to do next.
  std::string message;
  std::vector<FieldProblem> fields;
  // Particulars by stable names.
  std::map<std::string, std::string> details;
  // Set when the same request may succeed later, and after how long to try.
  std::optional<absl::Duration> retry_after;
};

// `status` is not OK.
CallError ErrorFrom(const grpc::Status& status);
CallError ErrorFrom(const google::rpc::Status& status);

// Whether no Traguardo server answered: nobody listens, or the connection broke in the middle of the
// call, in which case what was sent may have been done all the same.
bool IsUnreachable(const CallError& error);

// Whether the server says no, and so has recorded nothing. After every other error (its log closed, it
// did not answer in time, the connection broke) a command may be recorded or not: sent again with the
// same request id it is recorded once, and the answer tells.
bool IsRefusal(const CallError& error);

}  // namespace traguardo::client

#endif  // TRAGUARDO_CLIENTS_CPP_CALL_ERROR_H_
