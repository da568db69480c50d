#include "services/runtime/threads/timer.h"

#include <algorithm>
#include <utility>

#include "services/runtime/threads/threads.h"

namespace traguardo::runtime {
namespace {

// What a condition variable can count up to without overflowing.
constexpr absl::Duration kLongestSleep = absl::Hours(24);

}  // namespace

Timer::Timer(Clock& clock) : clock_(clock) {
  waker_ = clock_.AddWaker([this] {
    const std::lock_guard lock(mutex_);
    changed_.notify_one();
  });
  thread_ = StartThread("timer", Priority::kNormal, [this] { Run(); });
}

Timer::~Timer() {
  clock_.RemoveWaker(waker_);
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    changed_.notify_one();
  }
  thread_.join();
}

Timer::Id Timer::After(absl::Duration span, absl::AnyInvocable<void() &&> callback) {
  const std::lock_guard lock(mutex_);
  const Id id = ++last_id_;
  const absl::Duration at = clock_.Elapsed() + span;
  times_.emplace(id, at);
  const auto [alarm, inserted] = alarms_.emplace(Key(at, id), std::move(callback));
  if (alarm == alarms_.begin()) changed_.notify_one();
  return id;
}

bool Timer::Cancel(Id id) {
  absl::AnyInvocable<void() &&> dropped;  // destroyed after the lock is released
  std::unique_lock lock(mutex_);
  if (id == 0) return false;
  if (std::this_thread::get_id() != thread_.get_id()) {
    finished_.wait(lock, [this, id] { return running_ != id; });
  }
  const auto time = times_.find(id);
  if (time == times_.end()) return false;
  const auto alarm = alarms_.find(Key(time->second, id));
  dropped = std::move(alarm->second);
  alarms_.erase(alarm);
  times_.erase(time);
  return true;
}

void Timer::Run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    if (alarms_.empty()) {
      changed_.wait(lock);
      continue;
    }
    const auto first = alarms_.begin();
    const absl::Duration left = first->first.first - clock_.Elapsed();
    if (left > absl::ZeroDuration()) {
      const absl::Duration sleep = std::min(clock_.SleepFor(left), kLongestSleep);
      changed_.wait_for(lock, absl::ToChronoNanoseconds(sleep));
      continue;
    }
    absl::AnyInvocable<void()&&> callback = std::move(first->second);
    running_ = first->first.second;
    times_.erase(running_);
    alarms_.erase(first);
    lock.unlock();
    std::move(callback)();
    callback = nullptr;  // what it holds may come back to this object
    lock.lock();
    running_ = 0;
    finished_.notify_all();
  }
}

}  // namespace traguardo::runtime
