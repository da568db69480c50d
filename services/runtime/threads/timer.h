// One thread that calls back after given spans of a Clock: heartbeats, slow watchers, waits for a
// position. Callbacks run one after the other, so each must be short.
//
// Spans are of elapsed time: when somebody sets the machine's clock back by an hour, nobody waits
// an hour longer. Hence the condition variables of the standard library, which can wait on the
// monotonic clock; those of Abseil wait on the wall clock.

#ifndef TRAGUARDO_SERVICES_RUNTIME_THREADS_TIMER_H_
#define TRAGUARDO_SERVICES_RUNTIME_THREADS_TIMER_H_

#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/any_invocable.h"
#include "absl/time/time.h"
#include "services/runtime/clock/clock.h"

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

  // Calls back once this much time has gone by, on the timer's thread and under no lock of ours.
  Id After(absl::Duration span, absl::AnyInvocable<void() &&> callback);

  // True: the callback will not run. False: it has run to its end, or was cancelled before. Waits
  // for a callback that is running, so hold no lock that it may want; a callback may cancel itself.
  // 0 is no callback.
  bool Cancel(Id id);

  Clock& clock() const { return clock_; }

 private:
  using Key = std::pair<absl::Duration, Id>;  // of Clock::Elapsed()

  void Run();

  Clock& clock_;
  std::mutex mutex_;  // guards all that follows, but the waker and the thread
  std::condition_variable changed_;
  bool stopping_ = false;
  Id last_id_ = 0;
  Id running_ = 0;
  std::condition_variable finished_;
  std::map<Key, absl::AnyInvocable<void() &&>> alarms_;
  absl::flat_hash_map<Id, absl::Duration> times_;
  Clock::WakerId waker_ = 0;
  std::thread thread_;
};

}  // namespace traguardo::runtime

#endif  // TRAGUARDO_SERVICES_RUNTIME_THREADS_TIMER_H_
