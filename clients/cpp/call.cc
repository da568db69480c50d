#include "clients/cpp/call.h"

#include "absl/time/clock.h"

namespace traguardo::client {

std::optional<CallError> CallWithRetries(
    const Connection& connection,
    const std::function<grpc::Status(grpc::ClientContext* context)>& attempt) {
  for (int attempts = 1;; ++attempts) {
    grpc::ClientContext context;
    connection.PrepareUnary(context);
    const grpc::Status status = attempt(&context);
    if (status.ok()) return std::nullopt;
    CallError error = ErrorFrom(status);
    if (!error.retry_after.has_value() || *error.retry_after > kMaxRetryPause ||
        attempts == kMaxAttempts) {
      return error;
    }
    absl::SleepFor(*error.retry_after);
  }
}

}  // namespace traguardo::client
