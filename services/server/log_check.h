// The check of a running server's log: the checker walks a copy, so that reads and writes go on.

#ifndef TRAGUARDO_SERVICES_SERVER_LOG_CHECK_H_
#define TRAGUARDO_SERVICES_SERVER_LOG_CHECK_H_

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/api/admin/admin_methods.h"
#include "storage/log/event_log.h"

namespace traguardo::server {

// One check at a time. Any thread.
class LogCheck {
 public:
  // `directory` is where the copy is made: beside the log, on the same file system, so that its
  // tables are linked and take no room. What an earlier run left there is removed. Not owned.
  LogCheck(const storage::EventLog* log, std::string directory, rocksdb::Env* env);
  // Stops the check that is running, and waits for its end.
  ~LogCheck();
  LogCheck(const LogCheck&) = delete;
  LogCheck& operator=(const LogCheck&) = delete;

  // The check that is running ends with UNAVAILABLE at its next file, entry or fact, and later ones
  // at their first: making the copy and the checksums of one file are not broken off. Does not
  // wait.
  void Stop() { stopped_.store(true); }

  // ALREADY_EXISTS while one is running. `on_step` and `on_end` are called on a thread of ours.
  absl::Status Start(std::function<void(const api::CheckStep&)> on_step,
                     std::function<void(absl::StatusOr<api::v1::CheckLogResponse>)> on_end);

 private:
  absl::StatusOr<api::v1::CheckLogResponse> Check(
      const std::function<void(const api::CheckStep&)>& on_step) const;
  void RemoveCopy() const;

  const storage::EventLog* const log_;
  const std::string directory_;
  rocksdb::Env* const env_;
  std::atomic<bool> stopped_{false};
  std::mutex mutex_;
  std::thread thread_;    // guarded by mutex_
  bool running_ = false;  // guarded by mutex_
};

}  // namespace traguardo::server

#endif  // TRAGUARDO_SERVICES_SERVER_LOG_CHECK_H_
