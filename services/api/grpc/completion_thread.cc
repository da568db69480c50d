#include "services/api/grpc/completion_thread.h"

#include <algorithm>
#include <utility>

#include "grpc/support/time.h"
#include "services/runtime/threads/threads.h"

namespace traguardo::api {
namespace {

thread_local const CompletionThread* current_thread = nullptr;
// Set on a thread that has called FlushPosted(): it will call it again after what it posts next.
thread_local bool flushes_itself = false;

}  // namespace

CompletionThread::CompletionThread(std::unique_ptr<grpc::ServerCompletionQueue> queue)
    : queue_(std::move(queue)) {}

CompletionThread::~CompletionThread() {
  if (thread_.joinable()) thread_.join();
}

void CompletionThread::Start() {
  thread_ = runtime::StartThread("completion", runtime::Priority::kNormal, [this] { Run(); });
}

void CompletionThread::ShutDown() {
  {
    const std::lock_guard lock(mutex_);
    if (shut_down_) return;
    shut_down_ = true;
  }
  queue_->Shutdown();
  // A queue that no thread serves must be drained all the same before it may be destroyed.
  if (!thread_.joinable()) {
    void* tag;
    bool ok;
    while (queue_->Next(&tag, &ok)) {
    }
  }
}

bool CompletionThread::IsCurrent() const { return current_thread == this; }

void CompletionThread::Post(CompletionEvent* event, std::shared_ptr<void> keep) {
  const std::lock_guard lock(mutex_);
  if (shut_down_) return;
  posted_.push_back({event, std::move(keep)});
  if (!flushes_itself && !IsCurrent()) Wake();
}

void CompletionThread::FlushPosted() {
  flushes_itself = true;
  WakeForPosted();
}

void CompletionThread::WakeForPosted() {
  const std::lock_guard lock(mutex_);
  if (!posted_.empty() && !shut_down_) Wake();
}

// With mutex_ held, so that the queue cannot be shut down meanwhile. An alarm may be set again once
// its event has been delivered, and not before.
void CompletionThread::Wake() {
  if (wake_under_way_) return;
  wake_under_way_ = true;
  wake_alarm_.Set(queue_.get(), gpr_inf_past(GPR_CLOCK_MONOTONIC), &wake_event_);
}

void CompletionThread::WakeEvent::OnEvent(bool) {
  const std::lock_guard lock(thread_->mutex_);
  thread_->wake_under_way_ = false;
}

// What posts itself again (a stream that has more to submit) takes turns with everything else: as
// long as it does, the queue is looked at between two rounds without waiting. An alarm would do
// worse: while the queue holds an event, gRPC does not even read what came over the network.
void CompletionThread::Run() {
  current_thread = this;
  bool more_posted = false;
  size_t taken = 0;
  while (true) {
    void* tag;
    bool ok;
    switch (queue_->AsyncNext(
        &tag, &ok,
        more_posted ? gpr_inf_past(GPR_CLOCK_MONOTONIC) : gpr_inf_future(GPR_CLOCK_MONOTONIC))) {
      case grpc::CompletionQueue::SHUTDOWN:
        running_.clear();
        return;
      case grpc::CompletionQueue::GOT_EVENT:
        static_cast<CompletionEvent*>(tag)->OnEvent(ok);
        if (more_posted && ++taken < kMaxEventsOfTurn) continue;
        break;
      case grpc::CompletionQueue::TIMEOUT:
        break;
    }
    taken = 0;
    more_posted = RunPosted();
  }
}

bool CompletionThread::RunPosted() {
  if (next_running_ == running_.size()) {
    running_.clear();
    next_running_ = 0;
    const std::lock_guard lock(mutex_);
    if (posted_.empty()) return false;
    running_.swap(posted_);
  }
  const size_t end = std::min(next_running_ + kMaxEventsOfTurn, running_.size());
  while (next_running_ < end) {
    Posted& posted = running_[next_running_++];
    posted.event->OnEvent(true);
    posted.keep.reset();
  }
  if (next_running_ < running_.size()) return true;
  const std::lock_guard lock(mutex_);
  return !posted_.empty() && !shut_down_;
}

}  // namespace traguardo::api
