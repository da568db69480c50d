#include <rocksdb/utilities/checkpoint.h>

#include <memory>

#include "absl/strings/str_cat.h"
#include "storage/event_log.h"
#include "storage/event_log_state.h"
#include "storage/rocks_status.h"

namespace traguardo::storage {

absl::Status EventLog::CopyTo(const std::string& directory) const {
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
