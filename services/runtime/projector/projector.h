// Keeps the views up with the log: tails it, folds, renders the touched rows, and writes rows and
// checkpoint together. One thread keeps the live rows up; while it catches up two more help it, and
// a rebuild has as many of its own.
//
// Promise. Rows are a function of the log alone: one pass, stopping and resuming anywhere, and a
// rebuild give the same bytes. Checkpoints stand only at the ends of commands, so no reader ever
// sees half an act.
//
// Failure. A failed read of the log or write of the views stops the projector: readiness says why
// and readers keep the rows there are. A restart goes on from the checkpoint. Too little room on
// the disk is waited for instead, and readiness says so. Views that cannot be opened, look
// otherwise than this version's, or were folded from another log are begun anew.

#ifndef TRAGUARDO_SERVICES_RUNTIME_PROJECTOR_PROJECTOR_H_
#define TRAGUARDO_SERVICES_RUNTIME_PROJECTOR_PROJECTOR_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/domain/values/rome_calendar.h"
#include "services/runtime/readiness/readiness.h"
#include "services/runtime/views/live_views.h"
#include "services/runtime/watch/watch_hub.h"
#include "storage/log/event_log.h"
#include "storage/views/view_generations.h"

namespace traguardo::runtime {

struct ProjectorOptions {
  // One batch ends at the first end of a command past any of these.
  size_t batch_facts = 4000;
  size_t batch_bytes = 4u << 20;
  // The same while a rebuild, or a start far behind, catches up: each row is rendered once a batch.
  size_t catch_up_facts = 200000;
  size_t catch_up_bytes = 32u << 20;
  size_t catch_up_rows = 20000;
  // On so many threads, each with its own enti.
  size_t catch_up_threads = 2;
  // While nobody waits for a position it rests after a batch, so many times as long as the batch
  // took: what changes again meanwhile is rendered once, and the writer has the core. Never longer
  // than this (zero: no rest), and not when it is more than a batch behind.
  double rest_per_work = 3;
  absl::Duration longest_rest = absl::Milliseconds(100);
  // Folded states with their texts, kept between batches.
  size_t state_cache_bytes = 512u << 20;
  storage::ViewStoreOptions store;  // `directory` is set by the projector
};

struct RebuildProgress {
  storage::Position position = 0;
  storage::Position head = 0;
  bool switched = false;  // the last call: readers see the new generation
};

class Projector {
 public:
  // Opens the live generation, or begins one, and starts the thread. Returns before the views have
  // caught up: readiness tells. Nothing is owned; all must outlive it.
  static absl::StatusOr<std::unique_ptr<Projector>> Start(const storage::EventLog& log,
                                                          const domain::RomeCalendar& calendar,
                                                          storage::ViewGenerations& generations,
                                                          LiveViews& views, WatchHub& watches,
                                                          Readiness& readiness,
                                                          const ProjectorOptions& options);

  // Stops.
  ~Projector();
  Projector(const Projector&) = delete;
  Projector& operator=(const Projector&) = delete;

  // The log has new facts. Any thread; costs next to nothing while the projector is busy.
  void HeadMoved();

  // Builds all rows anew beside the live ones, and switches when caught up. Returns at once;
  // `on_progress` is called on a thread of ours, then `on_done` once: CANCELLED when the projector
  // was stopped meanwhile, RESOURCE_EXHAUSTED when the disk has no room for a second generation.
  // ALREADY_EXISTS while one is running. What is asked of the views meanwhile is answered by the
  // old generation.
  absl::Status Rebuild(std::function<void(const RebuildProgress&)> on_progress,
                       std::function<void(absl::Status)> on_done);

  // Finishes the batch at hand, flushes the views so that the next start has nothing to fold again,
  // and joins the threads. Harmless when repeated.
  void Stop();

  // OK, or why the views stand still.
  absl::Status failure() const;

 private:
  struct State;  // projector_state.h
  explicit Projector(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

}  // namespace traguardo::runtime

#endif  // TRAGUARDO_SERVICES_RUNTIME_PROJECTOR_PROJECTOR_H_
