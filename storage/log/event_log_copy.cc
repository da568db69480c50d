#include <rocksdb/utilities/checkpoint.h>

#include <cstdint>
#include <memory>

#include "absl/strings/str_cat.h"
#include "storage/log/event_log.h"
#include "storage/log/event_log_state.h"
#include "storage/rocks/rocks_status.h"

namespace traguardo::storage {

absl::Status EventLog::CopyTo(const std::string& directory) const {
  // The copy begins with a flush of what the write-ahead log holds.
  const absl::StatusOr<uint64_t> to_flush_bytes = state_->database->WriteAheadLogBytes();
  if (!to_flush_bytes.ok()) return to_flush_bytes.status();
  const absl::Status room = state_->database->CheckRoom(
      2 * *to_flush_bytes, absl::StrCat("copying the log to ", directory));
  if (!room.ok()) return room;
  rocksdb::Checkpoint* made = nullptr;
  const rocksdb::Status created = rocksdb::Checkpoint::Create(&state_->database->db(), &made);
  const std::unique_ptr<rocksdb::Checkpoint> checkpoint(made);
  if (!created.ok()) return ToStatus(created, "preparing a copy of the log");
  // Flushes first; of what is written meanwhile the copy holds the write-ahead log, cut at one
  // moment for all families, so its last group is whole.
  return ToStatus(checkpoint->CreateCheckpoint(directory),
                  absl::StrCat("copying the log to ", directory));
}

}  // namespace traguardo::storage
