#include "services/runtime/views/live_views.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace traguardo::runtime {

using storage::Position;

LiveViews::~LiveViews() { Stop(); }

std::shared_ptr<ViewGeneration> LiveViews::Current() const {
  absl::MutexLock lock(&mutex_);
  return current_;
}

Position LiveViews::position() const {
  absl::MutexLock lock(&mutex_);
  return position_;
}

bool LiveViews::HasWaiters() const {
  absl::MutexLock lock(&mutex_);
  return !waiters_.empty();
}

void LiveViews::WhenReached(Position position, absl::Time deadline, ReachCallback callback) {
  std::optional<ReachResult> at_once = ReachResult::kReached;
  {
    absl::MutexLock lock(&mutex_);
    if (position > position_) {
      const absl::Duration left = deadline - timer_.clock().Now();
      if (stopped_) {
        at_once = ReachResult::kShuttingDown;
      } else if (left <= absl::ZeroDuration()) {
        at_once = ReachResult::kDeadlinePassed;
      } else if (waiters_.size() >= kMaxWaiters) {
        at_once = ReachResult::kTooManyWaiters;
      } else {
        const std::pair key(position, ++last_number_);
        Waiter& waiter = waiters_[key];
        waiter.callback = std::move(callback);
        // The alarm waits for our mutex, so it always finds its waiter or none.
        waiter.alarm = timer_.After(left, [this, key] { Expire(key.first, key.second); });
        at_once.reset();
      }
    }
  }
  if (at_once.has_value()) {
    std::move(callback)(*at_once);
  } else if (on_waiting_) {
    on_waiting_();
  }
}

void LiveViews::Expire(Position position, uint64_t number) {
  ReachCallback callback;
  {
    absl::MutexLock lock(&mutex_);
    const auto found = waiters_.find({position, number});
    if (found == waiters_.end()) return;
    callback = std::move(found->second.callback);
    waiters_.erase(found);
  }
  std::move(callback)(ReachResult::kDeadlinePassed);
}

void LiveViews::Switch(std::shared_ptr<ViewGeneration> generation, Position position) {
  std::shared_ptr<ViewGeneration> old;  // let go outside the lock
  {
    absl::MutexLock lock(&mutex_);
    old = std::exchange(current_, std::move(generation));
  }
  Advance(position);
}

void LiveViews::Advance(Position position) {
  std::vector<Waiter> reached;
  {
    absl::MutexLock lock(&mutex_);
    position_ = position;
    const auto end = waiters_.upper_bound({position, UINT64_MAX});
    for (auto waiter = waiters_.begin(); waiter != end; ++waiter) {
      reached.push_back(std::move(waiter->second));
    }
    waiters_.erase(waiters_.begin(), end);
  }
  for (Waiter& waiter : reached) {
    timer_.Cancel(waiter.alarm);
    std::move(waiter.callback)(ReachResult::kReached);
  }
}

void LiveViews::Stop() {
  std::map<std::pair<Position, uint64_t>, Waiter> left;
  {
    absl::MutexLock lock(&mutex_);
    stopped_ = true;
    left.swap(waiters_);
  }
  for (auto& [key, waiter] : left) {
    timer_.Cancel(waiter.alarm);
    std::move(waiter.callback)(ReachResult::kShuttingDown);
  }
}

}  // namespace traguardo::runtime
