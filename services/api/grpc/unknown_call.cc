#include "services/api/grpc/unknown_call.h"

#include <string_view>

#include "services/api/dispatcher.h"
#include "services/api/grpc/call_bytes.h"

namespace traguardo::api {
namespace {

constexpr size_t kShownMethodBytes = 100;

}  // namespace

void UnknownCall::Listen(grpc::AsyncGenericService* service, const CallBounds* bounds,
                         CompletionThread* thread) {
  auto* call = new UnknownCall(service, bounds, thread);
  service->RequestCall(&call->context_, &call->stream_, thread->queue(), thread->queue(),
                       static_cast<CompletionEvent*>(call));
}

void UnknownCall::OnEvent(bool ok) {
  if (!ok || finishing_) {
    delete this;
    return;
  }
  if (bounds_->accepting.load(std::memory_order_relaxed)) Listen(service_, bounds_, thread_);
  finishing_ = true;
  const std::string_view method = context_.method();
  const ErrorStatus error =
      Dispatcher::Refuse(v1::ERROR_REASON_METHOD_UNKNOWN, ReadMetadata(context_), "method",
                         method.substr(0, kShownMethodBytes));
  stream_.Finish(ToGrpcStatus(*error), static_cast<CompletionEvent*>(this));
}

}  // namespace traguardo::api
