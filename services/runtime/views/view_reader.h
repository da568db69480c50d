// Reading the rows of the views as they are stored.
//
// Promise. Every answer names a position and shows the rows as they stand at that position: all
// facts up to it, none after. That holds for all rows of one call; two calls may stand at different
// positions.
//
// DATA_LOSS, naming the key, when a stored row does not decode: the views can be rebuilt.
// UNAVAILABLE before the views are open.

#ifndef TRAGUARDO_SERVICES_RUNTIME_VIEWS_VIEW_READER_H_
#define TRAGUARDO_SERVICES_RUNTIME_VIEWS_VIEW_READER_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/projection/keys/row_key.h"
#include "services/runtime/views/live_views.h"
#include "services/runtime/views/view_row.h"
#include "storage/bytes/position.h"
#include "storage/views/view_store.h"

namespace traguardo::runtime {

struct ReadRow {
  std::string key;  // encoded: projection::ParseRowKey reads it
  storage::Position last_change = 0;
  bool removed = false;
  std::string message;  // serialised view.v1 message; empty when removed
};

struct OneRow {
  std::optional<ReadRow> row;  // none when there is none, or when it was removed
  storage::Position position = 0;
};

struct ManyRows {
  std::vector<ReadRow> rows;  // in key order: by kind, then by id
  bool more = false;          // the limit cut the list
  storage::Position position = 0;
};

struct YearScan {
  std::string_view ente;
  int year = 0;
  // Kinds of row (projection::RowKind) as characters, for instance "os"; read in this order.
  std::string_view kinds;
  // Only rows of the first kind after this encoded key; empty: from the first.
  std::string_view after;
  size_t limit = 1000;
  // Only rows that changed after this position; with it also the removed ones.
  std::optional<storage::Position> changed_after;
};

struct EntiPage {
  std::vector<DirectoryEntry> enti;  // by id
  bool more = false;
  storage::Position position = 0;
};

// Safe from any thread.
class ViewReader {
 public:
  // Not owned.
  explicit ViewReader(LiveViews& views) : views_(views) {}

  // What the views have reached.
  storage::Position position() const { return views_.position(); }

  // See LiveViews::WhenReached: never blocks, calls back once.
  void WhenReached(storage::Position position, absl::Time deadline, ReachCallback callback) {
    views_.WhenReached(position, deadline, std::move(callback));
  }

  absl::StatusOr<OneRow> Get(const projection::RowKey& key) const;
  absl::StatusOr<ManyRows> Scan(const YearScan& scan) const;

  // The last position that changed any row of the plan-year, 0 when it has none: what is computed
  // from the rows and a day stays right until this moves.
  absl::StatusOr<storage::Position> LastChange(std::string_view ente, int year) const;

  // The enti after `after`, with their plan-years.
  absl::StatusOr<EntiPage> ListEnti(std::string_view after, size_t limit) const;
  absl::StatusOr<std::optional<DirectoryEntry>> GetEnte(std::string_view ente) const;

  // The storno that took this fact back, as far as the views have come.
  absl::StatusOr<std::optional<storage::Position>> CorrectionOf(storage::Position fact) const;

 private:
  using Read = absl::FunctionRef<absl::Status(const storage::ViewStore&)>;

  absl::StatusOr<storage::Position> AtOnePosition(std::string_view version_key, Read read) const;

  LiveViews& views_;
};

// For the projector, which reads the generation it writes.
absl::StatusOr<std::optional<DirectoryEntry>> ReadDirectoryEntry(const storage::ViewStore& store,
                                                                 std::string_view ente);

}  // namespace traguardo::runtime

#endif  // TRAGUARDO_SERVICES_RUNTIME_VIEWS_VIEW_READER_H_
