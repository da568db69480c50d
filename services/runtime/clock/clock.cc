#include "services/runtime/clock/clock.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace traguardo::runtime {

absl::Time SystemClock::Now() const { return absl::Now(); }

absl::Duration SystemClock::Elapsed() const {
  return absl::FromChrono(std::chrono::steady_clock::now().time_since_epoch());
}

absl::Time ManualClock::Now() const {
  absl::MutexLock lock(&mutex_);
  return now_;
}

absl::Duration ManualClock::Elapsed() const {
  absl::MutexLock lock(&mutex_);
  return elapsed_;
}

void ManualClock::Set(absl::Time now) {
  {
    absl::MutexLock lock(&mutex_);
    elapsed_ += std::max(now - now_, absl::ZeroDuration());
    now_ = now;
  }
  Wake();
}

void ManualClock::Advance(absl::Duration by) {
  {
    absl::MutexLock lock(&mutex_);
    elapsed_ += std::max(by, absl::ZeroDuration());
    now_ += by;
  }
  Wake();
}

Clock::WakerId ManualClock::AddWaker(std::function<void()> waker) {
  absl::MutexLock lock(&wakers_mutex_);
  wakers_.emplace(++last_id_, std::move(waker));
  return last_id_;
}

void ManualClock::RemoveWaker(WakerId id) {
  absl::MutexLock lock(&wakers_mutex_);
  wakers_.erase(id);
}

void ManualClock::Wake() {
  absl::MutexLock lock(&wakers_mutex_);
  for (const auto& [id, waker] : wakers_) waker();
}

domain::CivilDate DayInItaly(const domain::RomeCalendar& calendar, absl::Time time) {
  const absl::StatusOr<domain::CivilDate> day = calendar.DayOf(time);
  if (day.ok()) return *day;
  // OUT_OF_RANGE is the only error, and these two days exist.
  return time < absl::UnixEpoch() ? *domain::CivilDate::Day(domain::CivilDate::kMinYear, 1, 1)
                                  : *domain::CivilDate::Day(domain::CivilDate::kMaxYear, 12, 31);
}

}  // namespace traguardo::runtime
