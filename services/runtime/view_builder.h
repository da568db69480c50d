// Folds the log into one generation of the views, batch by batch. The projector's thread keeps the
// live generation up with one of these; a rebuild fills a new generation with another.
//
// Rows are a function of the log alone, however it is cut into batches. Two rules see to that:
//  - a row carries the position of the last fact that touched it, which the projection derives from
//    the state (projection/render.h);
//  - a command that may make rows vanish is a batch of its own, so that a tombstone is left exactly
//    when the row was there before the command, and never for a row that came and went in one
//    batch.
//
// Not thread-safe. Readers of the generation need not care.

#ifndef TRAGUARDO_SERVICES_RUNTIME_VIEW_BUILDER_H_
#define TRAGUARDO_SERVICES_RUNTIME_VIEW_BUILDER_H_

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/domain/rome_calendar.h"
#include "services/projection/render.h"
#include "services/projection/touched.h"
#include "services/runtime/fact_reader.h"
#include "services/runtime/live_views.h"
#include "services/runtime/state_cache.h"
#include "services/runtime/watch_hub.h"
#include "storage/event_log.h"
#include "storage/view_store.h"

namespace traguardo::runtime {

// A batch ends at the first end of a command past any of these.
struct BatchLimits {
  size_t facts = 0;
  size_t bytes = 0;
  size_t rows = 0;  // touched, roughly
};

class ViewBuilder {
 public:
  // `log` is not owned.
  ViewBuilder(const storage::EventLog& log, const domain::RomeCalendar& calendar,
              std::shared_ptr<ViewGeneration> generation, size_t state_cache_bytes)
      : log_(log),
        calendar_(calendar),
        generation_(std::move(generation)),
        state_cache_bytes_(state_cache_bytes) {}

  const std::shared_ptr<ViewGeneration>& generation() const { return generation_; }
  storage::Position checkpoint() const { return generation_->store->checkpoint(); }

  // Folds and writes the next batch, of facts up to `head`, which is the end of a command past the
  // checkpoint. Moves the checkpoint by at least one command.
  absl::Status Step(const BatchLimits& limits, storage::Position head);

  // What the last Step() changed in the plan-years for which `is_watched` says so.
  WatchedRows ChangedRows(
      const std::function<bool(const std::string& ente, int year)>& is_watched) const;

 private:
  struct EnteChanges {
    projection::Touched touched;
    // The last fact that shows in the list of enti; 0: none.
    storage::Position directory_change = 0;
    std::vector<int> drafted_years;
  };
  struct ChangedYear {
    std::string ente;
    int year = 0;
    std::vector<projection::Row> rows;
    std::vector<projection::RowKey> removed;
  };

  absl::Status ReadBatch(const BatchLimits& limits, storage::Position head);
  absl::Status ApplyCommand();
  absl::Status ApplyFact(const event::v1::Envelope& fact);
  absl::StatusOr<ResidentEnte*> Load(const std::string& ente, const StateParts& parts,
                                     storage::Position up_to);
  absl::Status RenderEnte(const std::string& ente, const EnteChanges& changes);
  absl::Status RenderYear(const std::string& ente, int year,
                          const projection::TouchedRows& touched);
  absl::Status RemoveVanished(const projection::TouchedRows& touched, ChangedYear& changed);
  absl::StatusOr<std::vector<int>> YearsOf(const std::string& ente);
  absl::Status WriteDirectory(const std::string& ente, const EnteChanges& changes);
  bool IsBatchFull(const BatchLimits& limits) const;

  const storage::EventLog& log_;
  const domain::RomeCalendar calendar_;
  const std::shared_ptr<ViewGeneration> generation_;
  const size_t state_cache_bytes_;

  StateCache cache_;
  FactSet command_;  // read so far
  size_t command_bytes_ = 0;

  // The batch at hand.
  storage::Position batch_first_ = 0;
  storage::Position batch_last_ = 0;
  size_t batch_facts_ = 0;
  size_t batch_bytes_ = 0;
  size_t batch_rows_ = 0;
  bool batch_is_alone_ = false;  // its one command may make rows vanish
  storage::Position directory_change_ = 0;
  std::map<std::string, EnteChanges> enti_;
  std::vector<ChangedYear> changed_;
  storage::ViewBatch writes_;
  std::string value_;
};

}  // namespace traguardo::runtime

#endif  // TRAGUARDO_SERVICES_RUNTIME_VIEW_BUILDER_H_
