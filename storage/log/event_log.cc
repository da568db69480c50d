// Opening, closing, and what is small.

#include "storage/log/event_log.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "storage/layout/keys.h"
#include "storage/log/event_log_state.h"
#include "storage/log/tree_store.h"
#include "storage/rocks/free_space.h"
#include "storage/rocks/rocks_status.h"

namespace traguardo::storage {
namespace {

// Below this, replaying at the next start is quicker than writing tables now.
constexpr uint64_t kWorthFlushingBytes = 1 << 20;

}  // namespace

absl::StatusOr<std::unique_ptr<EventLog>> EventLog::Open(const EventLogOptions& options) {
  const auto tell = [&](std::string_view doing) {
    if (options.on_progress) options.on_progress(doing);
  };
  auto state = std::make_unique<State>();
  state->read_only = options.read_only;
  state->write_buffer_bytes = options.write_buffer_bytes;
  tell("replaying the write-ahead log");
  absl::StatusOr<std::unique_ptr<LogDatabase>> database =
      LogDatabase::Open(options, std::make_shared<StopOnBackgroundError>(state->stop));
  if (!database.ok()) return database.status();
  state->database = *std::move(database);
  tell("recomputing the tree's edge");
  absl::StatusOr<TreeEdge> edge = RestoreEdge(*state->database);
  if (!edge.ok()) {
    return absl::Status(edge.status().code(), absl::StrCat("the event log in ", options.directory,
                                                           ": ", edge.status().message()));
  }
  state->edge = *std::move(edge);
  state->Publish({state->edge.size(), state->edge.Root()});
  return std::unique_ptr<EventLog>(new EventLog(std::move(state)));
}

EventLog::EventLog(std::unique_ptr<State> state) : state_(std::move(state)) {}

EventLog::~EventLog() {
  if (state_->read_only || state_->stop->is_set()) return;
  const absl::StatusOr<uint64_t> to_replay_bytes = state_->database->WriteAheadLogBytes();
  if (!to_replay_bytes.ok() || *to_replay_bytes < kWorthFlushingBytes) return;
  if (!state_->database->CheckRoom(*to_replay_bytes, "closing the event log").ok()) return;
  // Only the speed of the next start hangs on it: every fact is in the write-ahead log.
  state_->database->FlushAll().IgnoreError();
}

absl::Status EventLog::CheckRoom() const {
  // All write buffers take about twice the facts' one, and may be full twice over.
  return state_->database->CheckRoom(4 * state_->write_buffer_bytes, "writing to the event log");
}

Position EventLog::head() const { return state_->published.load(std::memory_order_acquire); }

absl::Status EventLog::failure() const { return state_->stop->reason(); }

std::string_view EventLog::log_id() const { return state_->database->log_id(); }

TreeHead EventLog::tree_head() const {
  absl::MutexLock lock(&state_->tree_head_mutex);
  return state_->tree_head;
}

absl::Status EventLog::PutOperational(std::string_view key, std::string_view value) {
  if (key.empty() || key.size() > kMaxOperationalKeyBytes ||
      value.size() > kMaxOperationalValueBytes) {
    return absl::InvalidArgumentError(absl::StrCat(
        "an operational record has a key of ", key.size(), " bytes (1 to ", kMaxOperationalKeyBytes,
        ") and a value of ", value.size(), " (0 to ", kMaxOperationalValueBytes, ")"));
  }
  rocksdb::WriteBatch batch;
  const rocksdb::Status put =
      batch.Put(state_->database->family(Family::kOperational), AsSlice(key), AsSlice(value));
  if (!put.ok()) return ToStatus(put, "writing operational state");
  return state_->WriteSynced(batch, "writing operational state");
}

absl::Status EventLog::DeleteOperational(std::string_view key) {
  rocksdb::WriteBatch batch;
  const rocksdb::Status removed =
      batch.Delete(state_->database->family(Family::kOperational), AsSlice(key));
  if (!removed.ok()) return ToStatus(removed, "writing operational state");
  return state_->WriteSynced(batch, "writing operational state");
}

absl::StatusOr<std::string> EventLog::GetOperational(std::string_view key) const {
  std::string value;
  const rocksdb::Status status = state_->database->db().Get(
      rocksdb::ReadOptions(), state_->database->family(Family::kOperational), AsSlice(key), &value);
  if (status.ok()) return value;
  return ToStatus(status, "reading operational state");
}

absl::StatusOr<EventLog::Statistics> EventLog::ReadStatistics() const {
  rocksdb::DB& db = state_->database->db();
  const auto sum = [&](const std::string& property) {
    uint64_t value = 0;
    db.GetAggregatedIntProperty(property, &value);
    return value;
  };
  const absl::StatusOr<uint64_t> log_bytes = state_->database->WriteAheadLogBytes();
  if (!log_bytes.ok()) return log_bytes.status();
  Statistics statistics;
  statistics.head = head();
  statistics.write_ahead_log_bytes = *log_bytes;
  statistics.disk_bytes = sum(rocksdb::DB::Properties::kTotalSstFilesSize) + *log_bytes;
  statistics.memory_bytes = sum(rocksdb::DB::Properties::kCurSizeAllMemTables) +
                            sum(rocksdb::DB::Properties::kEstimateTableReadersMem) +
                            state_->database->CacheBytes();
  statistics.pending_compaction_bytes =
      sum(rocksdb::DB::Properties::kEstimatePendingCompactionBytes);
  return statistics;
}

}  // namespace traguardo::storage
