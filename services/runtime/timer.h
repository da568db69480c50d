// One thread that calls back at given times of a Clock: heartbeats, slow watchers, waits for a
// position. Callbacks run one after the other, so each must be short.

#ifndef TRAGUARDO_SERVICES_RUNTIME_TIMER_H_
#define TRAGUARDO_SERVICES_RUNTIME_TIMER_H_

#include <cstdint>
#include <functional>
#include <map>
#include <thread>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/functional/any_invocable.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "services/runtime/clock.h"

namespace traguardo::runtime {

// Safe from any thread.
class Timer {
 public:
  using Id = uint64_t;  // never 0

  // `clock` is not owned.
  explicit Timer(Clock& clock);
  // What is still waiting is dropped without a call.
  ~Timer();
  Timer(const Timer&) = delete;
  Timer& operator=(const Timer&) = delete;

  // Calls back once `at` is reached, on the timer's thread and under no lock of ours.
  Id At(absl::Time at, absl::AnyInvocable<void() &&> callback);

  // True: the callback will not run. False: it has run to its end, or was cancelled before. Waits for
  // a callback that is running, so hold no lock that it may want; a callback may cancel itself. 0 is
  // no callback.
  bool Cancel(Id id);

  Clock& clock() const { return clock_; }

 private:
  using Key = std::pair<absl::Time, Id>;

  void Run();

  Clock& clock_;
  absl::Mutex mutex_;
  absl::CondVar changed_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  Id last_id_ ABSL_GUARDED_BY(mutex_) = 0;
  Id running_ ABSL_GUARDED_BY(mutex_) = 0;
  absl::CondVar finished_;
  std::map<Key, absl::AnyInvocable<void() &&>> alarms_ ABSL_GUARDED_BY(mutex_);
  absl::flat_hash_map<Id, absl::Time> times_ ABSL_GUARDED_BY(mutex_);
  Clock::WakerId waker_ = 0;
  std::thread thread_;
};

}  // namespace traguardo::runtime

#endif  // TRAGUARDO_SERVICES_RUNTIME_TIMER_H_
