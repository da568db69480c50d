#include "services/api/grpc/unary_call.h"

#include <utility>

#include "services/api/grpc/call_bytes.h"

namespace traguardo::api {
namespace {

// More than this many finished calls of one method are not kept.
constexpr size_t kMaxIdleCalls = 128;
// A request that grew beyond this is not kept for the next call.
constexpr size_t kMaxKeptRequestBytes = 16 << 10;

}  // namespace

UnaryLane::UnaryLane(const UnaryMethod* method, int index, ByteService* service,
                     const Dispatcher* dispatcher, CallBounds* bounds, CompletionThread* thread)
    : method_(method),
      index_(index),
      service_(service),
      dispatcher_(dispatcher),
      bounds_(bounds),
      thread_(thread) {}

UnaryLane::~UnaryLane() = default;

void UnaryLane::Listen() {
  // A call is owned by gRPC's queue and by whoever holds its reply until Release().
  UnaryCall* call;
  if (idle_.empty()) {
    call = new UnaryCall(this);
  } else {
    call = idle_.back().release();
    idle_.pop_back();
  }
  call->Listen();
}

void UnaryLane::Release(UnaryCall* call) {
  std::unique_ptr<UnaryCall> owned(call);
  if (idle_.size() < kMaxIdleCalls) idle_.push_back(std::move(owned));
}

void UnaryCall::Listen() {
  stage_ = Stage::kListening;
  context_.emplace();
  writer_.emplace(&*context_);
  lane_->service_->RequestUnary(lane_->index_, &*context_, &request_bytes_, &*writer_,
                                lane_->thread_->queue(), static_cast<CompletionEvent*>(this));
}

void UnaryCall::OnEvent(bool ok) {
  switch (stage_) {
    case Stage::kListening:
      if (ok) {
        Begin();
      } else {
        // The server is stopping.
        Clear();
        lane_->Release(this);
      }
      return;
    case Stage::kHandled:
      Send(result_.has_value() ? *std::exchange(result_, std::nullopt)
                               : std::exchange(render_, nullptr)());
      return;
    case Stage::kFinishing:
      Clear();
      lane_->Release(this);
      return;
  }
}

void UnaryCall::Begin() {
  if (lane_->bounds_->accepting.load(std::memory_order_relaxed)) lane_->Listen();
  stage_ = Stage::kHandled;
  const CallMetadata metadata = ReadMetadata(*context_);
  counted_ = lane_->bounds_->unary_calls.TryEnter();
  if (!counted_) {
    Send(Result{Dispatcher::Refuse(v1::ERROR_REASON_SERVER_BUSY, metadata), Payload()});
    return;
  }
  FlatBytes bytes;
  if (!bytes.Read(request_bytes_)) {
    Send(Result{Dispatcher::Refuse(v1::ERROR_REASON_MESSAGE_MALFORMED, metadata), Payload()});
    return;
  }
  request_is_large_ = bytes.view().size() > kMaxKeptRequestBytes;
  lane_->dispatcher_->HandleUnary(*lane_->method_, metadata, bytes.view(), scratch_, Reply(this));
}

void UnaryCall::Respond(Result result) {
  if (lane_->thread_->IsCurrent()) {
    Send(std::move(result));
    return;
  }
  result_ = std::move(result);
  lane_->thread_->Post(this);
}

void UnaryCall::RespondLater(RenderResult render) {
  if (lane_->thread_->IsCurrent()) {
    Send(std::move(render)());
    return;
  }
  render_ = std::move(render);
  lane_->thread_->Post(this);
}

void UnaryCall::Send(Result result) {
  stage_ = Stage::kFinishing;
  void* const tag = static_cast<CompletionEvent*>(this);
  if (result.ok()) {
    writer_->Finish(ToByteBuffer(std::move(result.payload)), grpc::Status::OK, tag);
  } else {
    writer_->FinishWithError(ToGrpcStatus(*result.error), tag);
  }
}

void UnaryCall::Clear() {
  if (std::exchange(counted_, false)) lane_->bounds_->unary_calls.Leave();
  writer_.reset();
  context_.reset();
  request_bytes_.Clear();
  scratch_.context.caller.reset();
  if (std::exchange(request_is_large_, false)) scratch_.request.reset();
}

}  // namespace traguardo::api
