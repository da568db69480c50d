// Unary calls of one method on one completion thread, used again and again.

#ifndef TRAGUARDO_SERVICES_API_GRPC_UNARY_CALL_H_
#define TRAGUARDO_SERVICES_API_GRPC_UNARY_CALL_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "grpcpp/server_context.h"
#include "services/api/dispatcher.h"
#include "services/api/grpc/byte_service.h"
#include "services/api/grpc/call_bounds.h"
#include "services/api/grpc/completion_thread.h"
#include "services/api/method.h"

namespace traguardo::api {

class UnaryCall;

// Keeps one call waiting for the method at any time, and finished ones for the next. All of it on
// the completion thread, but for the first Listen().
class UnaryLane {
 public:
  // All must outlive the lane. `index` is the method's in `service`.
  UnaryLane(const UnaryMethod* method, int index, ByteService* service,
            const Dispatcher* dispatcher, CallBounds* bounds, CompletionThread* thread);
  ~UnaryLane();

  // Asks gRPC for one more call of the method.
  void Listen();

 private:
  friend class UnaryCall;

  void Release(UnaryCall* call);

  const UnaryMethod* const method_;
  const int index_;
  ByteService* const service_;
  const Dispatcher* const dispatcher_;
  CallBounds* const bounds_;
  CompletionThread* const thread_;
  std::vector<std::unique_ptr<UnaryCall>> idle_;
};

class UnaryCall final : public CompletionEvent, public Responder {
 public:
  explicit UnaryCall(UnaryLane* lane) : lane_(lane) {}

  void Listen();
  void OnEvent(bool ok) override;

  // Any thread; once per call.
  void Respond(Result result) override;
  void RespondLater(RenderResult render) override;

 private:
  enum class Stage { kListening, kHandled, kFinishing };

  void Begin();
  void Send(Result result);
  void Clear();

  UnaryLane* const lane_;
  Stage stage_ = Stage::kListening;
  bool counted_ = false;
  bool request_is_large_ = false;
  std::optional<grpc::ServerContext> context_;
  std::optional<UnaryWriter> writer_;
  grpc::ByteBuffer request_bytes_;
  UnaryScratch scratch_;
  // Handed over by Respond() and RespondLater() together with the posted event.
  std::optional<Result> result_;
  RenderResult render_;
};

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_GRPC_UNARY_CALL_H_
