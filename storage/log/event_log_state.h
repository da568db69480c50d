// What stands behind EventLog. Private to event_log*.cc.

#ifndef TRAGUARDO_STORAGE_LOG_EVENT_LOG_STATE_H_
#define TRAGUARDO_STORAGE_LOG_EVENT_LOG_STATE_H_

#include <rocksdb/write_batch.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/synchronization/mutex.h"
#include "storage/log/event_log.h"
#include "storage/log/log_database.h"
#include "storage/rocks/write_stop.h"
#include "storage/tree/tree_edge.h"

namespace traguardo::storage {

struct EventLog::State {
  State();

  // Makes the group in `batch` durable, or stops writing for good.
  absl::Status WriteSynced(std::string_view doing);
  absl::Status WriteSynced(rocksdb::WriteBatch& synced_batch, std::string_view doing);
  // OK, or why nothing may be written.
  absl::Status CheckMayWrite() const;

  void Publish(const TreeHead& head);
  bool IsPublished(Position position) const {
    return position != 0 && position <= published.load(std::memory_order_acquire);
  }

  absl::Status CheckGroup(const AppendGroup& group);
  void AddFactsToBatch(const AppendGroup& group);
  void AddRequestsToBatch(const AppendGroup& group);
  void AddChangesToBatch(const AppendGroup& group);
  TreeHead AddTreeToBatch();

  std::shared_ptr<WriteStop> stop = std::make_shared<WriteStop>();
  std::unique_ptr<LogDatabase> database;
  bool read_only = false;
  uint64_t write_buffer_bytes = 0;

  // Readers' side: moved only after a group is durable.
  std::atomic<Position> published{0};
  mutable absl::Mutex tree_head_mutex;
  TreeHead tree_head ABSL_GUARDED_BY(tree_head_mutex);

  // The writer's side. The flag catches a second writer, which would be our own bug.
  std::atomic<bool> writing{false};
  TreeEdge edge;
  // Kept between groups for their memory only.
  rocksdb::WriteBatch batch;
  std::string key;
  std::string value;
  absl::flat_hash_map<std::pair<std::string_view, std::string_view>, Revision> group_revisions;
};

// Marks the writer as busy for a scope.
class WriterScope {
 public:
  explicit WriterScope(std::atomic<bool>& writing);
  ~WriterScope();
  WriterScope(const WriterScope&) = delete;
  WriterScope& operator=(const WriterScope&) = delete;

 private:
  std::atomic<bool>& writing_;
};

}  // namespace traguardo::storage

#endif  // TRAGUARDO_STORAGE_LOG_EVENT_LOG_STATE_H_
