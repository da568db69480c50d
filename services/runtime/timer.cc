#include "services/runtime/timer.h"

#include <utility>

namespace traguardo::runtime {

Timer::Timer(Clock& clock) : clock_(clock) {
  waker_ = clock_.AddWaker([this] {
    absl::MutexLock lock(&mutex_);
    changed_.Signal();
  });
  thread_ = std::thread([this] { Run(); });
}

Timer::~Timer() {
  clock_.RemoveWaker(waker_);
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
    changed_.Signal();
  }
  thread_.join();
}

Timer::Id Timer::At(absl::Time at, absl::AnyInvocable<void() &&> callback) {
  absl::MutexLock lock(&mutex_);
  const Id id = ++last_id_;
  times_.emplace(id, at);
  const auto [alarm, inserted] = alarms_.emplace(Key(at, id), std::move(callback));
  if (alarm == alarms_.begin()) changed_.Signal();
  return id;
}

bool Timer::Cancel(Id id) {
  absl::AnyInvocable<void() &&> dropped;  // destroyed after the lock is released
  absl::MutexLock lock(&mutex_);
  if (id == 0) return false;
  while (running_ == id && std::this_thread::get_id() != thread_.get_id()) finished_.Wait(&mutex_);
  const auto time = times_.find(id);
  if (time == times_.end()) return false;
  const auto alarm = alarms_.find(Key(time->second, id));
  dropped = std::move(alarm->second);
  alarms_.erase(alarm);
  times_.erase(time);
  return true;
}

void Timer::Run() {
  mutex_.Lock();
  while (!stopping_) {
    if (alarms_.empty()) {
      changed_.Wait(&mutex_);
      continue;
    }
    const auto first = alarms_.begin();
    if (clock_.Now() < first->first.first) {
      changed_.WaitWithDeadline(&mutex_, clock_.SleepUntil(first->first.first));
      continue;
    }
    absl::AnyInvocable<void() &&> callback = std::move(first->second);
    running_ = first->first.second;
    times_.erase(running_);
    alarms_.erase(first);
    mutex_.Unlock();
    std::move(callback)();
    callback = nullptr;  // what it holds may come back to this object
    mutex_.Lock();
    running_ = 0;
    finished_.SignalAll();
  }
  mutex_.Unlock();
}

}  // namespace traguardo::runtime
