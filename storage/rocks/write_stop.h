// The end of writing: set once, by the first failed write or background error, and never cleared.
// Private to storage.

#ifndef TRAGUARDO_STORAGE_ROCKS_WRITE_STOP_H_
#define TRAGUARDO_STORAGE_ROCKS_WRITE_STOP_H_

#include <rocksdb/listener.h>

#include <atomic>
#include <memory>
#include <string_view>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "storage/rocks/rocks_status.h"

namespace traguardo::storage {

// Safe from any thread. Asking whether it is set costs one relaxed load.
class WriteStop {
 public:
  bool is_set() const { return is_set_.load(std::memory_order_acquire); }

  // The first reason wins; later ones are its consequences.
  void Set(absl::Status reason) {
    absl::MutexLock lock(&mutex_);
    if (!reason_.ok()) return;
    reason_ = std::move(reason);
    is_set_.store(true, std::memory_order_release);
  }

  absl::Status reason() const {
    absl::MutexLock lock(&mutex_);
    return reason_;
  }

 private:
  std::atomic<bool> is_set_{false};
  mutable absl::Mutex mutex_;
  absl::Status reason_ ABSL_GUARDED_BY(mutex_);
};

// Sets the stop when RocksDB fails in the background, where no caller would hear of it, and keeps
// it from resuming by itself when the disk has space again.
class StopOnBackgroundError : public rocksdb::EventListener {
 public:
  explicit StopOnBackgroundError(std::shared_ptr<WriteStop> stop) : stop_(std::move(stop)) {}

  void OnBackgroundError(rocksdb::BackgroundErrorReason reason, rocksdb::Status* error) override {
    if (error != nullptr && !error->ok()) stop_->Set(ToStatus(*error, Doing(reason)));
  }
  void OnErrorRecoveryBegin(rocksdb::BackgroundErrorReason /*reason*/, rocksdb::Status /*error*/,
                            bool* auto_recovery) override {
    *auto_recovery = false;
  }

 private:
  // RocksDB tells of failed writes here too, before the writer's own call returns.
  static std::string_view Doing(rocksdb::BackgroundErrorReason reason) {
    switch (reason) {
      case rocksdb::BackgroundErrorReason::kWriteCallback:
        return "writing and syncing the write-ahead log";
      case rocksdb::BackgroundErrorReason::kMemTable:
        return "filling a write buffer";
      case rocksdb::BackgroundErrorReason::kFlush:
      case rocksdb::BackgroundErrorReason::kFlushNoWAL:
        return "flushing a write buffer into a table";
      case rocksdb::BackgroundErrorReason::kCompaction:
        return "compacting tables";
      case rocksdb::BackgroundErrorReason::kManifestWrite:
      case rocksdb::BackgroundErrorReason::kManifestWriteNoWAL:
        return "writing the manifest";
    }
    return "writing in the background";
  }

  std::shared_ptr<WriteStop> stop_;
};

}  // namespace traguardo::storage

#endif  // TRAGUARDO_STORAGE_ROCKS_WRITE_STOP_H_
