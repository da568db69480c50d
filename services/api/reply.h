// How a unary call is answered, whatever carries it.

#ifndef TRAGUARDO_SERVICES_API_REPLY_H_
#define TRAGUARDO_SERVICES_API_REPLY_H_

#include <memory>
#include <utility>

#include "absl/functional/any_invocable.h"
#include "google/rpc/status.pb.h"
#include "services/api/payload.h"

namespace traguardo::api {

// An error as it travels: code, message and details. Null means OK.
using ErrorStatus = std::unique_ptr<google::rpc::Status>;

struct Result {
  ErrorStatus error;
  // The response message; meaningless when there is an error.
  Payload payload;

  static Result Ok(Payload payload) { return Result{nullptr, std::move(payload)}; }
  static Result Error(google::rpc::Status error) {
    return Result{std::make_unique<google::rpc::Status>(std::move(error)), Payload()};
  }
  bool ok() const { return error == nullptr; }
};

// Makes the result on one of the transport's threads, so that whoever knows the outcome first (the
// sequencer, above all) pays neither for serialising nor for sending it.
using RenderResult = absl::AnyInvocable<Result() &&>;

// A unary call that waits for its answer. Implemented by transports.
class Responder {
 public:
  virtual void Respond(Result result) = 0;
  virtual void RespondLater(RenderResult render) = 0;

 protected:
  ~Responder() = default;
};

// The right to answer one call, once. Any thread. A reply that is dropped unanswered is answered
// INTERNAL, so that no caller waits for ever.
class Reply {
 public:
  explicit Reply(Responder* responder) : responder_(responder) {}
  Reply(Reply&& other) noexcept : responder_(std::exchange(other.responder_, nullptr)) {}
  Reply& operator=(Reply&&) = delete;
  ~Reply();

  void Send(Result result) && { std::exchange(responder_, nullptr)->Respond(std::move(result)); }
  void SendRendered(RenderResult render) && {
    std::exchange(responder_, nullptr)->RespondLater(std::move(render));
  }

 private:
  Responder* responder_;
};

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_REPLY_H_
