// A file system for RocksDB that kills its own process, with SIGKILL, at a planned moment.
//
// It knows the moment by the file: appends to and syncs of the log's *.log are a group commit, of
// the views' *.log a view commit; of a table, a flush or a compaction, told apart by the priority
// that RocksDB gives the file; of views/CURRENT.new and what follows it, a view switch.
//
// SIGKILL takes nothing away that was written: the page cache outlives the process. So that a disk
// can forget what was never synced, it may stand on a FaultyFileSystem; the power is then cut in
// the moment before the kill.
//
// Safe from any thread. Whoever comes while the power is being cut waits, and dies waiting.

#ifndef TRAGUARDO_TESTS_CRASH_CRASH_FILE_SYSTEM_H_
#define TRAGUARDO_TESTS_CRASH_CRASH_FILE_SYSTEM_H_

#include <rocksdb/file_system.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>

#include "tests/crash/kill_plan.h"
#include "tests/storage/faulty_file_system.h"

namespace traguardo::crash {

struct CrashOptions {
  std::string data_directory;  // with "log" and "views" in it
  KillPlan plan;
  // Written just before the kill: moment, file and thread, for whoever counts. Made when missing.
  std::string note_file;
  // Null: the operating system's file system, and nothing is forgotten.
  std::shared_ptr<storage::FaultyFileSystem> disk;
  storage::UnsyncedTail unsynced_tail = storage::UnsyncedTail::kDropped;
};

class CrashFileSystem : public rocksdb::FileSystemWrapper {
 public:
  explicit CrashFileSystem(const CrashOptions& options);

  // From here on calls count. Until then nothing happens.
  void Arm();
  void Disarm();
  // Cuts the power, if there is a disk that can forget, and kills the process.
  [[noreturn]] void Die(const std::string& moment);

  // For the files of this file system: counts the call; true when this is the one.
  bool Strikes(std::optional<KillKind> kind, KillPhase phase);
  [[noreturn]] void DieIn(KillPhase phase, const std::string& path);
  // Nobody changes the disk while the power is being cut.
  template <typename Change>
  auto WhilePowered(const Change& change) {
    const std::shared_lock lock(power_);
    return change();
  }
  // What a write to this file belongs to.
  std::optional<KillKind> KindOfWrite(const std::string& path,
                                      rocksdb::Env::IOPriority priority) const;
  void NoteNewLiveGeneration(const std::string& path, const rocksdb::Slice& content);

  static const char* kClassName() { return "CrashFileSystem"; }
  const char* Name() const override { return kClassName(); }

  rocksdb::IOStatus NewWritableFile(const std::string& path, const rocksdb::FileOptions& options,
                                    std::unique_ptr<rocksdb::FSWritableFile>* file,
                                    rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus ReopenWritableFile(const std::string& path, const rocksdb::FileOptions& options,
                                       std::unique_ptr<rocksdb::FSWritableFile>* file,
                                       rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus DeleteFile(const std::string& path, const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus RenameFile(const std::string& from, const std::string& to,
                               const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* debug) override;

 private:
  void WriteNote(const std::string& moment) const;
  bool IsOfOldGeneration(const std::string& path) const;

  const CrashOptions options_;
  const std::string log_prefix_;
  const std::string views_prefix_;
  const int note_;  // file descriptor
  std::shared_mutex power_;
  std::atomic<bool> armed_{false};
  std::atomic<uint64_t> calls_{0};

  mutable std::mutex switch_mutex_;
  std::string next_generation_;  // named in CURRENT.new
  std::string live_generation_;  // since the rename; empty before the first
};

}  // namespace traguardo::crash

#endif  // TRAGUARDO_TESTS_CRASH_CRASH_FILE_SYSTEM_H_
