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
// Not thread-safe. Readers of the generation need not care. Large batches are folded on several
// threads, each of which has its own enti.

#ifndef TRAGUARDO_SERVICES_RUNTIME_PROJECTOR_VIEW_BUILDER_H_
#define TRAGUARDO_SERVICES_RUNTIME_PROJECTOR_VIEW_BUILDER_H_

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "services/domain/values/rome_calendar.h"
#include "services/runtime/states/fact_batch.h"
#include "services/runtime/views/live_views.h"
#include "services/runtime/watch/watch_hub.h"
#include "storage/log/event_log.h"
#include "storage/views/view_store.h"

namespace traguardo::runtime {

struct ViewBuilderOptions {
  // Folded states with their texts, kept between batches.
  size_t state_cache_bytes = 64u << 20;
  // Large batches are folded on so many threads.
  size_t threads = 1;
  size_t large_batch_facts = 8192;
  // Not live yet: nobody watches, and a kill loses it anyway. Until GoLive() ChangedRows() says
  // nothing, and rows are not written to a write-ahead log.
  bool is_live = true;
};

class ViewBuilder {
 public:
  // `log` is not owned.
  ViewBuilder(const storage::EventLog& log, const domain::RomeCalendar& calendar,
              std::shared_ptr<ViewGeneration> generation, const ViewBuilderOptions& options);
  ViewBuilder(const storage::EventLog& log, const domain::RomeCalendar& calendar,
              std::shared_ptr<ViewGeneration> generation, size_t state_cache_bytes);
  ~ViewBuilder();

  const std::shared_ptr<ViewGeneration>& generation() const { return generation_; }
  storage::Position checkpoint() const { return generation_->store->checkpoint(); }
  void GoLive() { is_live_ = true; }

  // Folds and writes the next batch, of facts up to `head`, which is the end of a command past the
  // checkpoint. Moves the checkpoint by at least one command.
  absl::Status Step(const BatchLimits& limits, storage::Position head);

  // What the last Step() changed in the plan-years for which `is_watched` says so.
  WatchedRows ChangedRows(
      const std::function<bool(const std::string& ente, int year)>& is_watched) const;

 private:
  class Shard;  // view_builder_shard.h

  bool IsBatchLarge() const;
  absl::Status Read(const BatchLimits& limits, storage::Position head);
  void ReadAhead(const BatchLimits& limits, storage::Position head);
  absl::Status Build();
  absl::Status Write();

  const storage::EventLog& log_;
  const std::shared_ptr<ViewGeneration> generation_;
  const size_t large_batch_facts_;
  bool is_live_;
  std::unique_ptr<FactBatch> batch_ = std::make_unique<FactBatch>();
  // The batch after a large one, read while that one is folded.
  std::unique_ptr<FactBatch> ahead_ = std::make_unique<FactBatch>();
  absl::Status read_ahead_;
  std::thread reader_;
  std::vector<std::unique_ptr<Shard>> shards_;
};

}  // namespace traguardo::runtime

#endif  // TRAGUARDO_SERVICES_RUNTIME_PROJECTOR_VIEW_BUILDER_H_
