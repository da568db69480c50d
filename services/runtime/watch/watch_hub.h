// Tells watchers of a plan-year which rows have changed.
//
// A watch is pulled: Next() calls back when there is something. Between two calls the hub keeps the
// latest version of each changed row, once, so a watch never holds more than the plan-year has
// rows, however slow its reader and however fast the writer.
//
// Nothing is lost: subscribe first, read the snapshot afterwards (ViewReader::Scan), then call
// Next() again and again. A row may come twice; a later one replaces an earlier one. To resume at
// position P, subscribe, wait until the views have reached P, and read the rows with changed_after
// = P, the removed ones included; then Next().
//
// A watcher that does not call Next() for `slow_watcher_limit` while something waits is cut.

#ifndef TRAGUARDO_SERVICES_RUNTIME_WATCH_WATCH_HUB_H_
#define TRAGUARDO_SERVICES_RUNTIME_WATCH_WATCH_HUB_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/domain/values/civil_date.h"
#include "services/domain/values/rome_calendar.h"
#include "services/projection/keys/row_key.h"
#include "services/runtime/threads/timer.h"
#include "storage/bytes/position.h"

namespace traguardo::runtime {

// One version of one row, shared by all who watch it: what is made from it once may be kept by
// whoever holds the same pointer.
struct WatchedRow {
  std::string key;  // encoded
  projection::RowKey row;
  storage::Position last_change = 0;
  bool removed = false;
  std::string message;  // serialised view.v1 message; empty when removed
};
using WatchedRows = std::vector<std::shared_ptr<const WatchedRow>>;
// What one change brings to everybody who watches the same kinds of rows and kept up so far: the
// same pointer for all of them, so that the message is made once.
using SharedRows = std::shared_ptr<const WatchedRows>;

struct WatchEvent {
  enum class Kind {
    kRows,          // `rows` have changed, in key order
    kHeartbeat,     // nothing for a while
    kDayChanged,    // `today` is new: everything that depends on the day is to be sent again
    kTooSlow,       // cut; the last event
    kShuttingDown,  // the last event
  };
  Kind kind = Kind::kHeartbeat;
  SharedRows rows;  // null unless kRows
  // Everything up to here is in the rows that this watch has been given, or is in a snapshot that
  // was read after subscribing: resume here.
  storage::Position position = 0;
  domain::CivilDate today;
};
// Never under a lock. On the thread of Next(), of the projector or of the timer: hand it on.
using WatchCallback = absl::AnyInvocable<void(WatchEvent) &&>;

struct WatchOptions {
  size_t max_watches = 20000;
  absl::Duration heartbeat = absl::Seconds(20);
  absl::Duration slow_watcher_limit = absl::Seconds(30);
  // How often heartbeats and slow watchers are looked for.
  absl::Duration sweep = absl::Seconds(5);
};

class WatchHub;

// One subscription; ends with the object. Safe from any thread.
class Watch {
 public:
  ~Watch();
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

  // Asks for the next event; one question at a time. After kTooSlow or kShuttingDown every further
  // question gets the same answer at once.
  void Next(WatchCallback callback);

  // Ends the subscription; an open question is dropped without an answer.
  void Cancel();

  // The position of the views when the subscription began: a snapshot read later is at least as
  // new.
  storage::Position begun_at() const { return begun_at_; }

 private:
  friend class WatchHub;
  struct Entry;  // watch_hub.cc
  Watch(WatchHub& hub, std::shared_ptr<Entry> entry, storage::Position begun_at);

  WatchHub& hub_;
  const std::shared_ptr<Entry> entry_;
  const storage::Position begun_at_;
};

// Safe from any thread. Must outlive its watches.
class WatchHub {
 public:
  // `timer` is not owned. `on_delivered` is called after each round of events, on the same thread:
  // the place to send what was collected.
  WatchHub(Timer& timer, const domain::RomeCalendar& calendar, WatchOptions options,
           std::function<void()> on_delivered = nullptr);
  ~WatchHub();
  WatchHub(const WatchHub&) = delete;
  WatchHub& operator=(const WatchHub&) = delete;

  // Rows of these kinds of one plan-year. RESOURCE_EXHAUSTED at max_watches, UNAVAILABLE after
  // Stop().
  absl::StatusOr<std::unique_ptr<Watch>> Subscribe(std::string_view ente, int year,
                                                   std::string_view kinds);

  size_t watch_count() const;

  // For the projector: everything up to `position` is written, and these rows changed.
  void Publish(storage::Position position, const WatchedRows& rows);
  // Whether anybody watches this plan-year: if not, its rows need not be published.
  bool IsWatched(std::string_view ente, int year) const;

  // Every watch gets kShuttingDown.
  void Stop();

 private:
  friend class Watch;
  struct State;
  const std::shared_ptr<State> state_;
};

}  // namespace traguardo::runtime

#endif  // TRAGUARDO_SERVICES_RUNTIME_WATCH_WATCH_HUB_H_
