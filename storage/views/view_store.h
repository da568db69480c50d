// One generation of the views: rows that a projector folded from the log, in a RocksDB directory
// of their own.
//
// Promise. Rows and checkpoint of one Write() are there together or not at all. Views are a
// function of the log, so nothing here is synced: after a power cut the store stands at one of the
// last checkpoints, never before the last flush, and the projector folds again from there. After a
// kill it stands where its last Durability::kKill write left it. Flush() and the destructor make
// everything written so far survive anything.
//
// Threads. One writer; the rest from any thread at any time. A reader that takes checkpoint() first
// and reads rows afterwards sees rows at least as new as that checkpoint.
//
// Keys are any bytes, not empty and not starting with a zero byte (those are the store's own).
// Bounds: a key up to kMaxViewKeyBytes, a value up to kMaxViewValueBytes.

#ifndef TRAGUARDO_STORAGE_VIEWS_VIEW_STORE_H_
#define TRAGUARDO_STORAGE_VIEWS_VIEW_STORE_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "storage/bytes/position.h"

namespace rocksdb {
class Env;
}

namespace traguardo::storage {

inline constexpr size_t kMaxViewKeyBytes = 1 << 10;
inline constexpr size_t kMaxViewValueBytes = 4 << 20;

struct ViewStoreOptions {
  std::string directory;
  // Bound on memory for cached blocks, filters and index blocks together.
  uint64_t block_cache_bytes = 128ull << 20;
  uint64_t write_buffer_bytes = 32ull << 20;
  rocksdb::Env* env = nullptr;  // null: the operating system's. Not owned.
};

// What of a Write() outlives the process.
enum class Durability {
  // What was flushed: for a bulk fold, whose rows would otherwise be written twice.
  kFlush,
  // All of it: it goes into an unsynced write-ahead log, too. The first one after others flushes
  // them, so that no earlier write is missing where a later one is there.
  kKill,
};

// Changes of one Write(), in order; later ones win. Reuse one object: Clear() keeps its memory.
class ViewBatch {
 public:
  ViewBatch();
  ~ViewBatch();
  ViewBatch(ViewBatch&&) noexcept;
  ViewBatch& operator=(ViewBatch&&) noexcept;

  void Put(std::string_view key, std::string_view value);
  void Delete(std::string_view key);
  // All changes of the other one, after ours.
  void Add(const ViewBatch& other);
  void Clear();

  size_t change_count() const;
  size_t byte_count() const;

 private:
  friend class ViewStore;
  struct State;
  std::unique_ptr<State> state_;
};

// Which rows to scan, in key order.
struct ViewScan {
  std::string_view prefix;  // only keys that start with it; empty: all rows
  std::string_view after;   // only keys greater than it; need not exist; empty: from the first
  std::string_view before;  // only keys smaller than it; empty: to the end of the prefix
  size_t limit = 1000;
};

class ViewStore {
 public:
  // Opens the directory, or makes it with an empty store at checkpoint 0. RESOURCE_EXHAUSTED, and
  // nothing done, when the disk has no room for it.
  static absl::StatusOr<std::unique_ptr<ViewStore>> Open(const ViewStoreOptions& options);
  // Removes a store that is not open, and its directory. OK when there is none.
  static absl::Status Destroy(const std::string& directory, rocksdb::Env* env = nullptr);

  ~ViewStore();
  ViewStore(const ViewStore&) = delete;
  ViewStore& operator=(const ViewStore&) = delete;

  // Everything up to this position of the log is folded into the rows.
  Position checkpoint() const;

  // Applies `batch` and moves the checkpoint, together, and empties the batch. INVALID_ARGUMENT
  // (nothing written) when a key or value is out of bounds or the checkpoint would go back.
  absl::Status Write(ViewBatch& batch, Position checkpoint,
                     Durability durability = Durability::kKill);

  // Puts everything written so far into synced files. RESOURCE_EXHAUSTED, and nothing done, without
  // room. Any thread.
  absl::Status Flush();

  // OK while the disk has room for what is in memory and for `further_bytes`. A write that meets a
  // full disk ends the store, and may end the process: ask before, for twice a batch's bytes, which
  // go into the write-ahead log and into a table.
  absl::Status CheckRoom(uint64_t further_bytes = 0) const;

  // After a bulk fold: merges all versions of all rows into one sorted run, from which pages are
  // read several times faster. Takes seconds per gigabyte; reads and writes go on meanwhile.
  absl::Status Settle();

  // Null when there is no such row.
  absl::StatusOr<std::optional<std::string>> Get(std::string_view key) const;

  // Calls `visit` for at most `scan.limit` rows, in key order, until it returns false. The views
  // live only during the call. Returns whether more rows follow the last one visited.
  absl::StatusOr<bool> Scan(
      const ViewScan& scan,
      const std::function<bool(std::string_view key, std::string_view value)>& visit) const;

  struct Statistics {
    Position checkpoint = 0;
    uint64_t disk_bytes = 0;
    uint64_t memory_bytes = 0;
  };
  absl::StatusOr<Statistics> ReadStatistics() const;

 private:
  struct State;
  // Flush() when there is something that a kill would take.
  absl::Status FlushUnlogged();
  explicit ViewStore(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

}  // namespace traguardo::storage

#endif  // TRAGUARDO_STORAGE_VIEWS_VIEW_STORE_H_
