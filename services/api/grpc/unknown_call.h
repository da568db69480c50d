// Calls of methods that the table does not have.

#ifndef TRAGUARDO_SERVICES_API_GRPC_UNKNOWN_CALL_H_
#define TRAGUARDO_SERVICES_API_GRPC_UNKNOWN_CALL_H_

#include "grpcpp/generic/async_generic_service.h"
#include "services/api/grpc/call_bounds.h"
#include "services/api/grpc/completion_thread.h"

namespace traguardo::api {

// Owned by the completion queue: deletes itself when the call has been refused.
class UnknownCall final : public CompletionEvent {
 public:
  // Asks gRPC for one call; the next one is asked for when it arrives.
  static void Listen(grpc::AsyncGenericService* service, const CallBounds* bounds,
                     CompletionThread* thread);

  void OnEvent(bool ok) override;

 private:
  UnknownCall(grpc::AsyncGenericService* service, const CallBounds* bounds,
              CompletionThread* thread)
      : service_(service), bounds_(bounds), thread_(thread) {}

  grpc::AsyncGenericService* const service_;
  const CallBounds* const bounds_;
  CompletionThread* const thread_;
  grpc::GenericServerContext context_;
  grpc::GenericServerAsyncReaderWriter stream_{&context_};
  bool finishing_ = false;
};

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_GRPC_UNKNOWN_CALL_H_
