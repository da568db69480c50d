// A file system for RocksDB that fails when it is told to, and that forgets at a power cut
// whatever was not synced.
//
//   auto files = std::make_shared<FaultyFileSystem>(/*seed=*/1);
//   const std::unique_ptr<rocksdb::Env> env = rocksdb::NewCompositeEnv(files);
//   files->Plan({.at_call = 7});                                     // the 7th call of any kind
//   files->Plan({.at_call = 1, .call = FileCall::kSync, .kind = FileKind::kWriteAheadLog});
//   … run something with EventLogOptions::env = env.get() …
//   files->PowerCut(UnsyncedTail::kTorn);   // from here on the running database reaches nothing
//   … destroy it …
//   files->Restart();                       // the disk as it was found after the cut
//
// Syncs are only noted, never carried out, so a run costs little. Safe from any thread.

#ifndef TRAGUARDO_TESTS_STORAGE_FAULTY_FILE_SYSTEM_H_
#define TRAGUARDO_TESTS_STORAGE_FAULTY_FILE_SYSTEM_H_

#include <rocksdb/file_system.h>

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "tests/storage/unsynced_changes.h"

namespace traguardo::storage {

// By a file's name.
enum class FileKind { kWriteAheadLog, kTable, kManifest, kCurrent, kInfoLog, kOther };
FileKind KindOf(const std::string& path);

// Everything that can fail.
enum class FileCall {
  kCreate,
  kAppend,
  kSync,
  kOpen,
  kRead,
  kRename,
  kDelete,
  kList,
  kOpenDirectory,
  kSyncDirectory
};

enum class FaultError { kInputOutput, kNoSpace };

struct Fault {
  // 1 is the first call that fits, counted from Plan(). RocksDB's account of itself is written line
  // by line: those calls count only if `kind` asks for them.
  uint64_t at_call = 1;
  std::optional<FileCall> call;  // any
  std::optional<FileKind> kind;  // any
  FaultError error = FaultError::kInputOutput;
  bool from_then_on = false;  // and every fitting call after it
  // A full disk that says before that it has room, as when another program fills it in between.
  bool by_surprise = false;
};

class FaultyFileSystem : public rocksdb::FileSystemWrapper {
 public:
  explicit FaultyFileSystem(
      uint32_t seed, std::shared_ptr<rocksdb::FileSystem> base = rocksdb::FileSystem::Default());

  // Replaces the plan and its count.
  void Plan(const Fault& fault);
  void Heal();
  // Calls that fitted the plan so far, and whether it struck.
  uint64_t calls() const;
  bool struck() const;

  // What the disk says is free; without a value, what the real one says. While a plan of kNoSpace
  // would strike the next call that fits, and every one after it, the disk is full and says so,
  // unless it does so by surprise.
  void SetFreeBytes(std::optional<uint64_t> bytes);

  // A disk that says "synced" and has not: for testing the tests.
  void LieAboutSyncsOf(FileKind kind);

  void PowerCut(UnsyncedTail tail);
  void Restart();

  // For the files of this file system: notes the call, and says whether it fails.
  rocksdb::IOStatus Meet(FileCall call, const std::string& path);
  void NoteAppend(const std::string& path, uint64_t bytes);
  void NoteTruncate(const std::string& path, uint64_t size);
  void NoteSync(const std::string& path);
  void NoteDirectorySync(const std::string& path);
  // How much of a failing append reaches the file all the same.
  size_t TornLength(size_t bytes);

  static const char* kClassName() { return "FaultyFileSystem"; }
  const char* Name() const override { return kClassName(); }

  rocksdb::IOStatus NewWritableFile(const std::string& path, const rocksdb::FileOptions& options,
                                    std::unique_ptr<rocksdb::FSWritableFile>* file,
                                    rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus ReopenWritableFile(const std::string& path, const rocksdb::FileOptions& options,
                                       std::unique_ptr<rocksdb::FSWritableFile>* file,
                                       rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus NewSequentialFile(const std::string& path, const rocksdb::FileOptions& options,
                                      std::unique_ptr<rocksdb::FSSequentialFile>* file,
                                      rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus NewRandomAccessFile(const std::string& path,
                                        const rocksdb::FileOptions& options,
                                        std::unique_ptr<rocksdb::FSRandomAccessFile>* file,
                                        rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus NewDirectory(const std::string& path, const rocksdb::IOOptions& options,
                                 std::unique_ptr<rocksdb::FSDirectory>* directory,
                                 rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus GetChildren(const std::string& path, const rocksdb::IOOptions& options,
                                std::vector<std::string>* children,
                                rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus CreateDirIfMissing(const std::string& path, const rocksdb::IOOptions& options,
                                       rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus DeleteFile(const std::string& path, const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus RenameFile(const std::string& from, const std::string& to,
                               const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus GetFreeSpace(const std::string& path, const rocksdb::IOOptions& options,
                                 uint64_t* free_bytes, rocksdb::IODebugContext* debug) override;

 private:
  mutable std::mutex mutex_;
  std::mt19937 random_;
  UnsyncedChanges unsynced_;
  std::optional<Fault> fault_;
  uint64_t calls_ = 0;
  bool struck_ = false;
  bool power_is_off_ = false;
  std::optional<uint64_t> free_bytes_;
  std::optional<FileKind> lies_about_;
};

}  // namespace traguardo::storage

#endif  // TRAGUARDO_TESTS_STORAGE_FAULTY_FILE_SYSTEM_H_
