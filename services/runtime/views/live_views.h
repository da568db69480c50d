// The generation of the views that readers see now, and the position they have reached.
//
// A reader takes Current() and keeps it for the length of one read: a rebuild may put another
// generation in its place meanwhile, and the old one stays open until its last reader lets go.

#ifndef TRAGUARDO_SERVICES_RUNTIME_VIEWS_LIVE_VIEWS_H_
#define TRAGUARDO_SERVICES_RUNTIME_VIEWS_LIVE_VIEWS_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/functional/any_invocable.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "services/runtime/threads/timer.h"
#include "storage/bytes/position.h"
#include "storage/views/view_store.h"

namespace traguardo::runtime {

enum class ReachResult { kReached, kDeadlinePassed, kShuttingDown, kTooManyWaiters };
using ReachCallback = absl::AnyInvocable<void(ReachResult) &&>;

struct ViewGeneration {
  std::string name;
  std::shared_ptr<storage::ViewStore> store;
  // Held for writing around each write of rows, and for reading by a reader that gave up on finding
  // a quiet moment; so normally nobody waits.
  absl::Mutex quiet;
};

// Safe from any thread.
class LiveViews {
 public:
  static constexpr size_t kMaxWaiters = 65536;

  // `timer` is not owned.
  explicit LiveViews(Timer& timer) : timer_(timer) {}
  // Every waiter is answered kShuttingDown.
  ~LiveViews();

  // Null before the first generation is open.
  std::shared_ptr<ViewGeneration> Current() const;
  // Everything up to here is in the rows of Current(). Does not go back, but at a switch after a
  // kill; readers that need a position wait for it.
  storage::Position position() const;

  // Calls back once, never under a lock: at once on this thread when the position is reached
  // already, else on the projector's or the timer's thread. `deadline` is of the clock's Now(), and
  // becomes a span at once: setting the clock moves no wait.
  void WhenReached(storage::Position position, absl::Time deadline, ReachCallback callback);

  // Called back whenever somebody begins to wait, on their thread and under no lock. Set once,
  // before anybody reads.
  void TellOfWaiters(std::function<void()> on_waiting) { on_waiting_ = std::move(on_waiting); }
  bool HasWaiters() const;
  Timer& timer() const { return timer_; }

  // For the projector.
  void Switch(std::shared_ptr<ViewGeneration> generation, storage::Position position);
  void Advance(storage::Position position);
  void Stop();

 private:
  struct Waiter {
    ReachCallback callback;
    Timer::Id alarm = 0;
  };

  void Expire(storage::Position position, uint64_t number);

  Timer& timer_;
  std::function<void()> on_waiting_;
  mutable absl::Mutex mutex_;
  std::shared_ptr<ViewGeneration> current_ ABSL_GUARDED_BY(mutex_);
  storage::Position position_ ABSL_GUARDED_BY(mutex_) = 0;
  bool stopped_ ABSL_GUARDED_BY(mutex_) = false;
  // By (position, number), so that the reached ones come first.
  std::map<std::pair<storage::Position, uint64_t>, Waiter> waiters_ ABSL_GUARDED_BY(mutex_);
  uint64_t last_number_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace traguardo::runtime

#endif  // TRAGUARDO_SERVICES_RUNTIME_VIEWS_LIVE_VIEWS_H_
