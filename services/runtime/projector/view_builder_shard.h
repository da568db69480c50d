// Some of the enti of a ViewBuilder: their folded states, and what the batch at hand writes about
// them. Each ente has one shard, always the same, so shards share nothing and may work at once.
// Private to the builder's sources: view_builder_fold.cc folds, view_builder_render.cc renders.

#ifndef TRAGUARDO_SERVICES_RUNTIME_PROJECTOR_VIEW_BUILDER_SHARD_H_
#define TRAGUARDO_SERVICES_RUNTIME_PROJECTOR_VIEW_BUILDER_SHARD_H_

#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/projection/keys/touched.h"
#include "services/projection/render/render.h"
#include "services/runtime/projector/view_builder.h"
#include "services/runtime/states/state_cache.h"
#include "services/runtime/views/view_row.h"

namespace traguardo::runtime {

class ViewBuilder::Shard {
 public:
  // Nothing is owned.
  Shard(const storage::EventLog& log, const domain::RomeCalendar& calendar,
        const storage::ViewStore& store, size_t state_cache_bytes)
      : log_(log), calendar_(calendar), store_(store), state_cache_bytes_(state_cache_bytes) {}

  // Folds and renders those of the batch's enti for which `is_ours` says so.
  absl::Status Build(const FactBatch& batch, bool tells_changes,
                     const std::function<bool(const FactBatch::Ente&)>& is_ours);

  // What the last Build() has to write.
  storage::ViewBatch& writes() { return writes_; }
  // The last fact that shows in the list of enti; 0: none.
  storage::Position directory_change() const { return directory_change_; }
  // Lets go of memory that a large batch needed and the next one need not.
  void GiveBack();
  void AddChangedRows(const std::function<bool(const std::string& ente, int year)>& is_watched,
                      WatchedRows& rows) const;

 private:
  // What the batch changed of the ente at hand.
  struct EnteChanges {
    projection::Touched touched;
    storage::Position directory_change = 0;
    std::vector<int> drafted_years;
  };
  // Kept as bytes, one after the other in changed_bytes_: most plan-years are watched by nobody.
  struct ChangedRow {
    size_t key_bytes = 0;
    size_t message_bytes = 0;
    storage::Position last_change = 0;
    bool removed = false;
  };
  struct ChangedYear {
    std::string ente;
    int year = 0;
    size_t first_byte = 0;
    std::vector<ChangedRow> rows;
  };

  absl::Status BuildEnte(const FactBatch::Ente& facts);
  absl::Status FoldStream(const FactBatch::Stream& stream, ResidentEnte& resident,
                          EnteChanges& changes);
  absl::StatusOr<ResidentEnte*> Load(const std::string& ente, const StateParts& parts,
                                     storage::Position up_to);
  absl::Status RenderEnte(const std::string& ente, const EnteChanges& changes);
  absl::Status RenderYear(const std::string& ente, int year,
                          const projection::TouchedRows& touched);
  absl::StatusOr<bool> RemoveVanished(const projection::TouchedRows& touched,
                                      const std::set<std::string>& rendered, ChangedYear& changed);
  void NoteChange(std::string_view key, const ViewRow& row, ChangedYear& changed);
  absl::StatusOr<std::vector<int>> YearsOf(const std::string& ente);
  absl::Status WriteDirectory(const std::string& ente, const EnteChanges& changes);

  const storage::EventLog& log_;
  const domain::RomeCalendar calendar_;
  const storage::ViewStore& store_;
  const size_t state_cache_bytes_;

  StateCache cache_;
  // Used again and again: they keep their memory.
  event::v1::Envelope fact_;
  view::v1::Objective row_;

  const FactBatch* batch_ = nullptr;
  bool tells_changes_ = false;
  storage::Position directory_change_ = 0;
  std::vector<ChangedYear> changed_;
  std::string changed_bytes_;
  storage::ViewBatch writes_;
  std::string value_;
};

}  // namespace traguardo::runtime

#endif  // TRAGUARDO_SERVICES_RUNTIME_PROJECTOR_VIEW_BUILDER_SHARD_H_
