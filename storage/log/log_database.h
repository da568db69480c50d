// The RocksDB of an event log, open and of a format we know. Private to storage:
// EventLog and the checker stand on it.

#ifndef TRAGUARDO_STORAGE_LOG_LOG_DATABASE_H_
#define TRAGUARDO_STORAGE_LOG_LOG_DATABASE_H_

#include <rocksdb/db.h>
#include <rocksdb/listener.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "storage/log/event_log.h"
#include "storage/rocks/rocks_options.h"

namespace traguardo::storage {

// Permanent. The format is how keys and values are laid out (FORMAT.md); exactly this one is
// understood. The reader number grows with kinds of facts that an older program would misread: a
// log says the least one it needs, and every lower one refuses it.
inline constexpr uint32_t kFormat = 1;
inline constexpr uint32_t kReader = 1;

// Keys of the meta family. Permanent.
inline constexpr std::string_view kMetaFormat = "format";                 // 4 bytes, big-endian
inline constexpr std::string_view kMetaMinimumReader = "minimum reader";  // 4 bytes, big-endian
inline constexpr std::string_view kMetaLogId = "log id";                  // kLogIdBytes
inline constexpr std::string_view kMetaCreated = "created";               // 8 bytes, Unix seconds
inline constexpr size_t kLogIdBytes = 16;

class LogDatabase {
 public:
  // See EventLog::Open for what is refused. Does not look at facts or tree.
  static absl::StatusOr<std::unique_ptr<LogDatabase>> Open(
      const EventLogOptions& options, std::shared_ptr<rocksdb::EventListener> listener);
  ~LogDatabase();
  LogDatabase(const LogDatabase&) = delete;
  LogDatabase& operator=(const LogDatabase&) = delete;

  rocksdb::DB& db() const { return *db_; }
  rocksdb::ColumnFamilyHandle* family(Family family) const {
    return handles_[static_cast<size_t>(family)];
  }
  const std::string& log_id() const { return log_id_; }

  // Bytes of the write-ahead log files.
  absl::StatusOr<uint64_t> WriteAheadLogBytes() const;

  // OK when the disk has room for this much and the usual margin; else RESOURCE_EXHAUSTED.
  absl::Status CheckRoom(uint64_t needed_bytes, std::string_view doing) const;

  // Bytes that the block cache of all families holds.
  uint64_t CacheBytes() const { return cache_->GetUsage(); }

  // Puts all memtables into tables, so that the write-ahead log holds nothing that is needed.
  absl::Status FlushAll();

 private:
  LogDatabase() = default;
  absl::Status LockForReading();
  absl::Status OpenFamilies(const EventLogOptions& options,
                            std::shared_ptr<rocksdb::EventListener> listener);
  absl::Status CheckNeverCompleted(const rocksdb::DBOptions& db_options);
  absl::Status WriteMeta(const EventLogOptions& options);
  absl::Status CheckMeta();
  absl::StatusOr<std::string> ReadMeta(std::string_view key) const;

  std::string directory_;
  rocksdb::Env* env_ = nullptr;
  rocksdb::FileLock* lock_ = nullptr;  // only when reading; a writing RocksDB locks by itself
  std::shared_ptr<rocksdb::Cache> cache_;
  std::unique_ptr<rocksdb::DB> db_;
  std::array<rocksdb::ColumnFamilyHandle*, kAllFamilies.size()> handles_{};
  std::string log_id_;
};

}  // namespace traguardo::storage

#endif  // TRAGUARDO_STORAGE_LOG_LOG_DATABASE_H_
