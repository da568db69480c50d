// The folder of all view generations, and which of them is live.
//
//   views/CURRENT                the name of the live generation and a newline
//   views/<version>-<number>/    one view store per generation
//
// A rebuild fills a new generation beside the live one and switches when it has caught up. The
// switch is atomic: CURRENT is written beside, synced, renamed over, and the folder synced, so
// after a kill at any moment either the old or the new generation is live and whole. Open()
// removes whatever CURRENT does not name: an interrupted rebuild, or an old generation whose
// removal was interrupted.
//
// One thread at a time, in one process: the one that holds the event log.

#ifndef TRAGUARDO_STORAGE_VIEWS_VIEW_GENERATIONS_H_
#define TRAGUARDO_STORAGE_VIEWS_VIEW_GENERATIONS_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace rocksdb {
class Env;
}

namespace traguardo::storage {

class ViewGenerations {
 public:
  // Makes the folder when it is missing. DATA_LOSS when CURRENT cannot be read as a name: the
  // views can be rebuilt, so removing the whole folder is safe, and the message says so.
  static absl::StatusOr<std::unique_ptr<ViewGenerations>> Open(std::string root,
                                                               rocksdb::Env* env = nullptr);

  // The live generation, or an empty string before the first switch.
  const std::string& live() const { return live_; }

  // The version that `generation` was named with: what its rows look like.
  static std::string_view VersionOf(std::string_view generation);

  // A fresh name for a generation of `version` (1 to 32 of a-z, 0-9 and '.'); no directory yet.
  absl::StatusOr<std::string> NewGeneration(std::string_view version);

  // Where the store of a generation lives.
  std::string DirectoryOf(std::string_view generation) const;

  // Makes `generation` the live one. Its store must exist and be flushed; the old one stays until
  // Remove(), so that its readers can finish.
  absl::Status SwitchTo(const std::string& generation);

  // Removes a generation whose store is closed. FAILED_PRECONDITION for the live one.
  absl::Status Remove(const std::string& generation);

 private:
  ViewGenerations(std::string root, rocksdb::Env* env);
  absl::Status ReadCurrent();
  absl::Status RemoveLeftovers();

  std::string root_;
  rocksdb::Env* env_;
  std::string live_;
  uint64_t last_number_ = 0;
};

}  // namespace traguardo::storage

#endif  // TRAGUARDO_STORAGE_VIEWS_VIEW_GENERATIONS_H_
