// The only place of the product that reads a clock. Everything else is told the time, so that
// decisions can be repeated, tests need no waiting, and a demo year is built in seconds.
//
// Two clocks in one. Now() says which moment it is, and may be set back or ahead by whoever keeps
// the machine's time: it is for what is recorded and for the day. Elapsed() says how much time has
// gone by, and only ever goes on: it is for spans, for waiting, and for who is too slow.

#ifndef TRAGUARDO_SERVICES_RUNTIME_CLOCK_CLOCK_H_
#define TRAGUARDO_SERVICES_RUNTIME_CLOCK_CLOCK_H_

#include <functional>
#include <map>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "services/domain/values/civil_date.h"
#include "services/domain/values/rome_calendar.h"

namespace traguardo::runtime {

// Safe from any thread.
class Clock {
 public:
  virtual ~Clock() = default;

  virtual absl::Time Now() const = 0;

  // Since some moment that stays the same while the process lives.
  virtual absl::Duration Elapsed() const = 0;

  // How long a thread that waits for Elapsed() to move on by `span` may sleep on its condition
  // variable: as long as that, or for ever on a clock that tells when it moves.
  virtual absl::Duration SleepFor(absl::Duration span) const = 0;

  // `waker` is called whenever the clock is set, from then on and until RemoveWaker() has returned.
  // A clock that runs by itself never calls it.
  using WakerId = int;
  virtual WakerId AddWaker(std::function<void()> waker) = 0;
  virtual void RemoveWaker(WakerId id) = 0;
};

class SystemClock : public Clock {
 public:
  absl::Time Now() const override;
  absl::Duration Elapsed() const override;
  absl::Duration SleepFor(absl::Duration span) const override { return span; }
  WakerId AddWaker(std::function<void()>) override { return 0; }
  void RemoveWaker(WakerId) override {}
};

// Stands still until it is set. Setting it back moves Now() only, setting it ahead both.
class ManualClock : public Clock {
 public:
  explicit ManualClock(absl::Time now) : now_(now) {}

  absl::Time Now() const override;
  // Must not be called from a waker.
  void Set(absl::Time now);
  void Advance(absl::Duration by);

  absl::Duration Elapsed() const override;
  absl::Duration SleepFor(absl::Duration) const override { return absl::InfiniteDuration(); }
  WakerId AddWaker(std::function<void()> waker) override;
  void RemoveWaker(WakerId id) override;

 private:
  void Wake();

  mutable absl::Mutex mutex_;
  absl::Time now_ ABSL_GUARDED_BY(mutex_);
  absl::Duration elapsed_ ABSL_GUARDED_BY(mutex_);
  absl::Mutex wakers_mutex_;
  WakerId last_id_ ABSL_GUARDED_BY(wakers_mutex_) = 0;
  std::map<WakerId, std::function<void()>> wakers_ ABSL_GUARDED_BY(wakers_mutex_);
};

// The day in Italy at `time`. Total: a time outside the years 1900..2199 gives the nearest day
// inside, so that a machine with a broken clock refuses facts instead of crashing.
domain::CivilDate DayInItaly(const domain::RomeCalendar& calendar, absl::Time time);

// Today in Italy.
inline domain::CivilDate Today(const Clock& clock, const domain::RomeCalendar& calendar) {
  return DayInItaly(calendar, clock.Now());
}

}  // namespace traguardo::runtime

#endif  // TRAGUARDO_SERVICES_RUNTIME_CLOCK_CLOCK_H_
