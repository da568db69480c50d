// One unary call: an answer or an error that says everything.

#ifndef TRAGUARDO_CLIENTS_CPP_CALL_H_
#define TRAGUARDO_CLIENTS_CPP_CALL_H_

#include <functional>
#include <optional>
#include <utility>
#include <variant>

#include "absl/time/time.h"
#include "clients/cpp/call_error.h"
#include "clients/cpp/connection.h"

namespace traguardo::client {

template <typename Response>
using Reply = std::variant<Response, CallError>;

// How often a call is made whose error says that the same request may succeed later. Commands carry
// a request id, so making them again is safe.
inline constexpr int kMaxAttempts = 4;
// Nobody waits longer than this for a second attempt.
inline constexpr absl::Duration kMaxRetryPause = absl::Seconds(5);

// Makes `attempt` with fresh contexts until it succeeds or its error says that it will not.
std::optional<CallError> CallWithRetries(
    const Connection& connection,
    const std::function<grpc::Status(grpc::ClientContext* context)>& attempt);

template <typename Stub, typename Request, typename Response>
using UnaryMethod = grpc::Status (Stub::*)(grpc::ClientContext*, const Request&, Response*);

// Call(connection, connection.plan(), &PlanService::Stub::GetPlan, request)
template <typename Stub, typename Request, typename Response>
Reply<Response> Call(const Connection& connection, Stub& stub,
                     UnaryMethod<Stub, Request, Response> method, const Request& request) {
  Response response;
  auto error = CallWithRetries(connection, [&](grpc::ClientContext* context) {
    return (stub.*method)(context, request, &response);
  });
  if (error.has_value()) return *std::move(error);
  return response;
}

}  // namespace traguardo::client

#endif  // TRAGUARDO_CLIENTS_CPP_CALL_H_
