#include "services/api/grpc/stream_call.h"

#include <utility>
#include <variant>
#include <vector>

#include "absl/time/time.h"
#include "grpc/support/time.h"
#include "services/api/grpc/call_bytes.h"

namespace traguardo::api {
namespace {

gpr_timespec InThisTime(absl::Duration delay) {
  const timespec parts = absl::ToTimespec(delay);
  const gpr_timespec span{parts.tv_sec, static_cast<int32_t>(parts.tv_nsec), GPR_TIMESPAN};
  return gpr_convert_clock_type(span, GPR_CLOCK_MONOTONIC);
}

}  // namespace

StreamLane::StreamLane(const StreamMethod* method, int index, ByteService* service,
                       const Dispatcher* dispatcher, CallBounds* bounds, CompletionThread* thread)
    : method_(method),
      index_(index),
      service_(service),
      dispatcher_(dispatcher),
      bounds_(bounds),
      thread_(thread) {}

StreamLane::~StreamLane() = default;

void StreamLane::Listen() { std::make_shared<StreamCall>(this)->Listen(); }

void StreamLane::StallCheck::Arm() {
  // After a shutdown has begun the queue may not take an alarm any more; then all streams end soon.
  if (armed_ || !lane_->bounds_->accepting.load(std::memory_order_relaxed)) return;
  armed_ = true;
  alarm_.Set(lane_->thread_->queue(), InThisTime(lane_->bounds_->stall_limit / 2),
             static_cast<CompletionEvent*>(this));
}

void StreamLane::StallCheck::Cancel() {
  if (armed_) alarm_.Cancel();
}

void StreamLane::StallCheck::OnEvent(bool ok) {
  armed_ = false;
  if (ok) {
    ++looks_;
    for (StreamCall* const call : lane_->open_) call->LookForStall(looks_);
  }
  if (!lane_->open_.empty()) Arm();
}

void StreamLane::AnnounceShutdown() { thread_->Post(&shutdown_event_); }

void StreamLane::ShutdownEvent::OnEvent(bool) {
  lane_->stall_check_.Cancel();
  // A stream may end, and leave the set, while it is told.
  std::vector<std::shared_ptr<StreamCall>> open;
  for (StreamCall* call : lane_->open_) open.push_back(call->shared_from_this());
  for (const auto& call : open) call->TellShutdown();
}

void StreamCall::Listen() {
  self_ = shared_from_this();
  context_.emplace();
  stream_.emplace(&*context_);
  // Comes back only if the stream begins.
  context_->AsyncNotifyWhenDone(Tag(over_));
  lane_->service_->RequestStream(lane_->index_, &*context_, &*stream_, lane_->thread_->queue(),
                                 Tag(listen_));
}

void StreamCall::OnListen(bool ok) {
  if (!ok) {
    self_.reset();  // the server is stopping; this may be the end of *this
    return;
  }
  operations_ = 1;
  if (lane_->bounds_->accepting.load(std::memory_order_relaxed)) lane_->Listen();
  const CallMetadata metadata = ReadMetadata(*context_);
  counted_ = lane_->bounds_->streams.TryEnter();
  if (!counted_) {
    Finish(Dispatcher::Refuse(v1::ERROR_REASON_TOO_MANY_STREAMS, metadata));
    return;
  }
  auto opened = lane_->dispatcher_->OpenStream(*lane_->method_, metadata);
  if (auto* error = std::get_if<ErrorStatus>(&opened)) {
    Finish(std::move(*error));
    return;
  }
  handler_ = std::get<std::unique_ptr<StreamHandler>>(std::move(opened));
  lane_->open_.insert(this);
  lane_->stall_check_.Arm();
  handler_->OnOpen(shared_from_this());
}

void StreamCall::TellShutdown() {
  if (handler_ != nullptr) {
    handler_->OnShutdown(
        Dispatcher::Refuse(v1::ERROR_REASON_SHUTTING_DOWN, ReadMetadata(*context_)));
  }
}

void StreamCall::LookForStall(uint64_t looks) {
  // The first look after it began may have come at once.
  if (writing_ && looks - write_begun_ > 2) context_->TryCancel();
}

void StreamCall::Read() {
  ++operations_;
  stream_->Read(&read_bytes_, Tag(read_));
}

void StreamCall::OnRead(bool ok) {
  if (handler_ != nullptr) {
    FlatBytes bytes;
    if (!ok) {
      handler_->OnHalfClose();
    } else if (bytes.Read(read_bytes_)) {
      handler_->OnMessage(bytes.view());
    } else {
      handler_->OnMessage({});
    }
  }
  read_bytes_.Clear();
  End();
}

void StreamCall::Write(Payload message) {
  ++operations_;
  writing_ = true;
  write_begun_ = lane_->stall_check_.looks();
  stream_->Write(ToByteBuffer(std::move(message)), Tag(write_));
}

void StreamCall::OnWrite(bool ok) {
  writing_ = false;
  // After a failed write nothing more can be said: the notice that it is over follows.
  if (ok && handler_ != nullptr) handler_->OnWritten();
  End();
}

void StreamCall::Finish(ErrorStatus error) {
  ++operations_;
  stream_->Finish(error == nullptr ? grpc::Status::OK : ToGrpcStatus(*error), Tag(finish_));
}

void StreamCall::Cancel() { context_->TryCancel(); }

void StreamCall::OnFinish(bool) { End(); }

void StreamCall::Wake() {
  if (!wake_posted_.exchange(true, std::memory_order_acq_rel)) {
    lane_->thread_->Post(&wake_, shared_from_this());
  }
}

void StreamCall::OnWake(bool) {
  wake_posted_.store(false, std::memory_order_release);
  if (handler_ != nullptr) handler_->OnWake();
}

void StreamCall::WakeAfter(absl::Duration delay) {
  const gpr_timespec when = InThisTime(delay);
  if (timer_set_) {
    timer_next_ = when;
    timer_.Cancel();
    return;
  }
  timer_set_ = true;
  ++operations_;
  timer_.Set(lane_->thread_->queue(), when, Tag(timer_event_));
}

void StreamCall::OnTimer(bool) {
  timer_set_ = false;
  if (handler_ != nullptr) {
    if (timer_next_.has_value()) {
      timer_set_ = true;
      ++operations_;
      timer_.Set(lane_->thread_->queue(), *std::exchange(timer_next_, std::nullopt),
                 Tag(timer_event_));
    } else {
      handler_->OnWake();
    }
  }
  End();
}

void StreamCall::OnOver(bool) {
  if (std::exchange(counted_, false)) lane_->bounds_->streams.Leave();
  lane_->open_.erase(this);
  if (lane_->open_.empty()) lane_->stall_check_.Cancel();
  if (timer_set_) timer_.Cancel();
  if (auto handler = std::move(handler_)) handler->OnDone();
  End();
}

void StreamCall::End() {
  if (--operations_ > 0) return;
  stream_.reset();
  context_.reset();
  self_.reset();  // this may be the end of *this
}

}  // namespace traguardo::api
