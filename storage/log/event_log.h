// The event log: the truth of the product, one RocksDB directory with one writer.
//
// Promise. Append() returns OK only after every byte of its group is synced to disk; a group is
// there wholly or not at all, also after a SIGKILL or a power cut. Positions are gapless from 1,
// revisions of a stream are gapless from 1, and neither is ever reused. A request id that was
// accepted once is found for ever.
//
// Threads. Append() and everything under "writing" belong to one thread at a time (the sequencer).
// Reading is safe from any thread at any time and never shows a fact that is not synced yet.
//
// Failure. The first failed write or sync closes the log for writing for good: failure() says why,
// every later Append() answers the same status, and only a restart (which re-reads what the disk
// really holds) opens it again. Bytes that do not verify are reported as DATA_LOSS, never guessed.
//
// This folder knows bytes and their order only: what an envelope says is none of its business.
// Every stored byte is described in FORMAT.md.

#ifndef TRAGUARDO_STORAGE_LOG_EVENT_LOG_H_
#define TRAGUARDO_STORAGE_LOG_EVENT_LOG_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "storage/layout/log_records.h"
#include "storage/tree/tree_hash.h"

namespace rocksdb {
class Env;
}

namespace traguardo::storage {

struct EventLogOptions {
  std::string directory;
  bool create_if_missing = false;
  bool read_only = false;  // for the offline tools; Append() then answers FAILED_PRECONDITION
  // Bound on memory for cached blocks, filters and index blocks together.
  uint64_t block_cache_bytes = 256ull << 20;
  // Of the facts' write buffer; the indexes together take as much again.
  uint64_t write_buffer_bytes = 64ull << 20;
  // Kept in a new log as the moment of its creation, from the caller's clock. 0: not told.
  uint64_t created_unix_seconds = 0;
  // Null means the operating system's. Tests put a faulty file system here. Not owned.
  rocksdb::Env* env = nullptr;
  // Told what start-up is doing ("replaying the write-ahead log", "recomputing the tree's edge").
  std::function<void(std::string_view)> on_progress;
};

class EventLog {
 public:
  using FactView = storage::FactView;

  // Opens or creates. FAILED_PRECONDITION, with what to do, for a directory that is missing, in use
  // by another server, or of a format that is unknown or needs a newer reader; DATA_LOSS when the
  // bytes do not verify or the stored tree head does not match the facts.
  static absl::StatusOr<std::unique_ptr<EventLog>> Open(const EventLogOptions& options);

  // Flushes what a restart would have to replay. No other call may be running.
  ~EventLog();
  EventLog(const EventLog&) = delete;
  EventLog& operator=(const EventLog&) = delete;

  // Writing (one thread) ----------------------------------------------------------------------

  // One synced write for the whole group, withdrawals and operational records included.
  // INVALID_ARGUMENT (nothing written) when positions, revisions or bounds do not fit: that is our
  // own bug, kept from reaching the disk.
  absl::Status Append(const AppendGroup& group);

  // Rewrites a fact without its private part; the envelope, its salt and all proofs stay. OK and
  // nothing written when the fact has none. The old bytes leave the files with EraseWithdrawn().
  absl::Status WithdrawPrivatePart(Position position);

  // Reading (any thread) ----------------------------------------------------------------------

  // The last synced position; moves only after its group is durable.
  Position head() const;
  // OK, or why writing stopped for good.
  absl::Status failure() const;
  // 16 random bytes chosen when the log was created; binds tokens and exports to this log.
  std::string_view log_id() const;

  // NOT_FOUND for a position past head().
  absl::StatusOr<StoredFact> Read(Position position) const;

  // Calls `visit` for positions from..to (inclusive, clipped to head()) in order, without keeping
  // an iterator open longer than this call. The views given to `visit` live only during the call.
  // A non-OK status from `visit` stops the scan and is returned.
  absl::Status Scan(Position from, Position to,
                    const std::function<absl::Status(const FactView&)>& visit) const;

  // Reads many positions (ascending or not) with few seeks; order of results = order asked.
  absl::StatusOr<std::vector<StoredFact>> ReadMany(const std::vector<Position>& positions) const;

  // Every entry of the streams of `ente` whose name starts with `stream_prefix`, ordered by
  // (stream, revision), with position <= up_to, at most `limit`; continues after `after` if given.
  absl::StatusOr<std::vector<StreamEntry>> ListStreams(std::string_view ente,
                                                       std::string_view stream_prefix,
                                                       Position up_to, size_t limit,
                                                       const StreamEntry* after) const;

  // The entries of those streams of `ente` for whose name `is_selected` says so, with
  // after < position <= up_to, in the order of positions, at most `limit`. Looks each stream up and
  // reads what it returns: the cost grows with the streams and the limit, not with the facts before
  // `after`.
  absl::StatusOr<std::vector<StreamEntry>> ListAfter(
      std::string_view ente, std::string_view stream_prefix,
      const std::function<bool(std::string_view stream)>& is_selected, Position after,
      Position up_to, size_t limit) const;

  // The last revision of one stream (0 when it does not exist).
  absl::StatusOr<Revision> LastRevision(std::string_view ente, std::string_view stream) const;

  // NOT_FOUND when this request was never accepted.
  absl::StatusOr<StoredRequest> FindRequest(const RequestKey& key) const;

  // Transparency tree: size == head(); root over the commitments of all facts.
  TreeHead tree_head() const;

  // Operational state: small mutable records (tokens, drafts, deliveries): synced, outside tree
  // and views. Any thread. An empty value is allowed; Delete of a missing key is not an error; Get
  // of one is NOT_FOUND.
  absl::Status PutOperational(std::string_view key, std::string_view value);
  absl::Status DeleteOperational(std::string_view key);
  absl::StatusOr<std::string> GetOperational(std::string_view key) const;

  // Upkeep (any thread) -------------------------------------------------------------------------

  // OK while the disk has room to go on; else RESOURCE_EXHAUSTED, with how much is missing. What is
  // asked for is enough to put away everything that is in memory and to start again, so a writer
  // that stops then, instead of at the first failed write, goes on as soon as there is room.
  absl::Status CheckRoom() const;

  // Rewrites the files that may still hold the bytes of withdrawn private parts, so that they are
  // in no file of the log any more (copies and backups made before still have them; so has a scan
  // that is running, until it ends). Reads and writes go on meanwhile, slower. Give many positions
  // at once: near ones cost no more than one. RESOURCE_EXHAUSTED, and nothing done, without room.
  absl::Status EraseWithdrawn(std::vector<Position> positions);

  // A whole log of its own in `directory`, which must not exist and lie on the same file system:
  // tables are linked, not copied. It stands at a synced position no earlier than head() at the
  // call. Reads and writes go on meanwhile. RESOURCE_EXHAUSTED, and nothing done, without room.
  absl::Status CopyTo(const std::string& directory) const;

  struct Statistics {
    Position head = 0;
    uint64_t disk_bytes = 0;    // tables and write-ahead log
    uint64_t memory_bytes = 0;  // memtables, block cache in use, table readers
    uint64_t write_ahead_log_bytes = 0;
    uint64_t pending_compaction_bytes = 0;
  };
  absl::StatusOr<Statistics> ReadStatistics() const;

 private:
  struct State;  // event_log_state.h, with everything that knows RocksDB
  explicit EventLog(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

}  // namespace traguardo::storage

#endif  // TRAGUARDO_STORAGE_LOG_EVENT_LOG_H_
