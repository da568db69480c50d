// Folds the log into one generation of the views, batch by batch. The projector's thread keeps the
// live generation up with one of these; a rebuild fills a new generation with another.
//
// Rows are a function of the log alone, however it is cut into batches. Two rules see to that:
//  - a row carries the position of the last fact that touched it, which the projection derives from
//    the state (projection/render/render.h);
//  - a command that may make rows vanish is a batch of its own, so that a tombstone is left exactly
//    when the row was there before the command, and never for a row that came and went in one
//    batch.
//
// Not thread-safe. Readers of the generation need not care. Large batches are folded on several
// threads, each of which has its own enti.
//
// Memory. Between steps it keeps, besides the folded states, what batches of up to kKeptBytes need;
// more only while it catches up.

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
  // Facts as they are stored, and the rows of a batch.
  static constexpr size_t kKeptBytes = 16u << 20;

  // `log` is not owned.
  ViewBuilder(const storage::EventLog& log, const domain::RomeCalendar& calendar,
              std::shared_ptr<ViewGeneration> generation, const ViewBuilderOptions& options);
  ~ViewBuilder();

  const std::shared_ptr<ViewGeneration>& generation() const { return generation_; }
  storage::Position checkpoint() const { return generation_->store->checkpoint(); }
  void GoLive() { is_live_ = true; }

  // Folds and writes the next batch, of facts up to `head`, which is the end of a command past the
  // checkpoint. Moves the checkpoint by at least one command. RESOURCE_EXHAUSTED with
  // waits_for_room() when the disk has no room for the rows: nothing is written, and the next
  // Step() writes them and does no more.
  absl::Status Step(const BatchLimits& limits, storage::Position head);
  bool waits_for_room() const { return waits_for_room_; }
  // OK when the disk has room for rows that wait for it, and for what the store needs anyway.
  absl::Status CheckRoom() const;

  // What the last Step() changed in the plan-years for which `is_watched` says so.
  WatchedRows ChangedRows(
      const std::function<bool(const std::string& ente, int year)>& is_watched) const;

 private:
  class Shard;  // view_builder_shard.h

  bool IsBatchLarge() const;
  absl::Status Read(const BatchLimits& limits, storage::Position head);
  void ReadAhead(const BatchLimits& limits, storage::Position head);
  absl::Status Build();
  void GatherWrites();
  absl::Status Write();
  void GiveBack(bool is_at_head);

  const storage::EventLog& log_;
  const std::shared_ptr<ViewGeneration> generation_;
  const size_t large_batch_facts_;
  bool is_live_;
  // The batch at hand is folded and not written.
  bool waits_for_room_ = false;
  // Of the batch at hand, facts and rows; and of the largest one whose memory is still there.
  size_t bytes_ = 0;
  size_t most_bytes_ = 0;
  std::unique_ptr<FactBatch> batch_ = std::make_unique<FactBatch>();
  // The batch after a large one, read while that one is folded.
  std::unique_ptr<FactBatch> ahead_ = std::make_unique<FactBatch>();
  absl::Status read_ahead_;
  std::thread reader_;
  std::vector<std::unique_ptr<Shard>> shards_;
};

}  // namespace traguardo::runtime

#endif  // TRAGUARDO_SERVICES_RUNTIME_PROJECTOR_VIEW_BUILDER_H_
