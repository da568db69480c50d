#include "tests/storage/faulty_file_system.h"

#include <string_view>
#include <utility>
#include <vector>

#include "tests/storage/faulty_files.h"

namespace traguardo::storage {

using rocksdb::FileOptions;
using rocksdb::IODebugContext;
using rocksdb::IOOptions;
using rocksdb::IOStatus;

FileKind KindOf(const std::string& path) {
  const std::string_view name = std::string_view(path).substr(path.rfind('/') + 1);
  if (name.ends_with(".log")) return FileKind::kWriteAheadLog;
  if (name.ends_with(".sst")) return FileKind::kTable;
  if (name.starts_with("MANIFEST-")) return FileKind::kManifest;
  if (name.starts_with("CURRENT") || name.ends_with(".dbtmp")) return FileKind::kCurrent;
  if (name == "LOG" || name == "LOG.old") return FileKind::kInfoLog;
  return FileKind::kOther;
}

FaultyFileSystem::FaultyFileSystem(uint32_t seed, std::shared_ptr<rocksdb::FileSystem> base)
    : FileSystemWrapper(std::move(base)), random_(seed) {}

void FaultyFileSystem::Plan(const Fault& fault) {
  const std::lock_guard lock(mutex_);
  fault_ = fault;
  calls_ = 0;
  struck_ = false;
}

void FaultyFileSystem::Heal() {
  const std::lock_guard lock(mutex_);
  fault_.reset();
}

uint64_t FaultyFileSystem::calls() const {
  const std::lock_guard lock(mutex_);
  return calls_;
}

bool FaultyFileSystem::struck() const {
  const std::lock_guard lock(mutex_);
  return struck_;
}

void FaultyFileSystem::LieAboutSyncsOf(FileKind kind) {
  const std::lock_guard lock(mutex_);
  lies_about_ = kind;
}

void FaultyFileSystem::SetFreeBytes(std::optional<uint64_t> bytes) {
  const std::lock_guard lock(mutex_);
  free_bytes_ = bytes;
}

void FaultyFileSystem::PowerCut(UnsyncedTail tail) {
  const std::lock_guard lock(mutex_);
  power_is_off_ = true;
  unsynced_.PowerCut(tail, random_);
}

void FaultyFileSystem::Restart() {
  const std::lock_guard lock(mutex_);
  power_is_off_ = false;
}

IOStatus FaultyFileSystem::Meet(FileCall call, const std::string& path) {
  const std::lock_guard lock(mutex_);
  if (power_is_off_) return IOStatus::IOError("the power is off", path);
  const FileKind kind = KindOf(path);
  if (!fault_ || (fault_->call && *fault_->call != call) ||
      (fault_->kind && *fault_->kind != kind)) {
    return IOStatus::OK();
  }
  const bool counts = fault_->kind || kind != FileKind::kInfoLog;
  if (counts) ++calls_;
  const bool strikes =
      fault_->from_then_on ? calls_ >= fault_->at_call : counts && calls_ == fault_->at_call;
  if (!strikes) return IOStatus::OK();
  struck_ = true;
  switch (fault_->error) {
    case FaultError::kInputOutput:
      return IOStatus::IOError("planned input/output error", path);
    case FaultError::kNoSpace:
      return IOStatus::NoSpace("planned: no space left on device", path);
  }
  return IOStatus::OK();
}

void FaultyFileSystem::NoteAppend(const std::string& path, uint64_t bytes) {
  const std::lock_guard lock(mutex_);
  if (!power_is_off_) unsynced_.Append(path, bytes);
}

void FaultyFileSystem::NoteTruncate(const std::string& path, uint64_t size) {
  const std::lock_guard lock(mutex_);
  if (!power_is_off_) unsynced_.Truncate(path, size);
}

void FaultyFileSystem::NoteSync(const std::string& path) {
  const std::lock_guard lock(mutex_);
  if (!power_is_off_ && lies_about_ != KindOf(path)) unsynced_.Sync(path);
}

void FaultyFileSystem::NoteDirectorySync(const std::string& path) {
  const std::lock_guard lock(mutex_);
  if (!power_is_off_) unsynced_.SyncDirectory(path);
}

size_t FaultyFileSystem::TornLength(size_t bytes) {
  const std::lock_guard lock(mutex_);
  return power_is_off_ || bytes == 0 ? 0 : random_() % bytes;
}

IOStatus FaultyFileSystem::NewWritableFile(const std::string& path, const FileOptions& options,
                                           std::unique_ptr<rocksdb::FSWritableFile>* file,
                                           IODebugContext* debug) {
  IOStatus status = Meet(FileCall::kCreate, path);
  if (!status.ok()) return status;
  {
    const std::lock_guard lock(mutex_);
    unsynced_.Create(path);
  }
  status = target()->NewWritableFile(path, options, file, debug);
  if (status.ok()) *file = std::make_unique<FaultyWritableFile>(std::move(*file), path, *this);
  return status;
}

IOStatus FaultyFileSystem::ReopenWritableFile(const std::string& path, const FileOptions& options,
                                              std::unique_ptr<rocksdb::FSWritableFile>* file,
                                              IODebugContext* debug) {
  IOStatus status = Meet(FileCall::kCreate, path);
  if (!status.ok()) return status;
  {
    const std::lock_guard lock(mutex_);
    unsynced_.Reopen(path);
  }
  status = target()->ReopenWritableFile(path, options, file, debug);
  if (status.ok()) *file = std::make_unique<FaultyWritableFile>(std::move(*file), path, *this);
  return status;
}

IOStatus FaultyFileSystem::NewSequentialFile(const std::string& path, const FileOptions& options,
                                             std::unique_ptr<rocksdb::FSSequentialFile>* file,
                                             IODebugContext* debug) {
  IOStatus status = Meet(FileCall::kOpen, path);
  if (status.ok()) status = target()->NewSequentialFile(path, options, file, debug);
  if (status.ok()) *file = std::make_unique<FaultySequentialFile>(std::move(*file), path, *this);
  return status;
}

IOStatus FaultyFileSystem::NewRandomAccessFile(const std::string& path, const FileOptions& options,
                                               std::unique_ptr<rocksdb::FSRandomAccessFile>* file,
                                               IODebugContext* debug) {
  IOStatus status = Meet(FileCall::kOpen, path);
  if (status.ok()) status = target()->NewRandomAccessFile(path, options, file, debug);
  if (status.ok()) *file = std::make_unique<FaultyRandomAccessFile>(std::move(*file), path, *this);
  return status;
}

IOStatus FaultyFileSystem::NewDirectory(const std::string& path, const IOOptions& options,
                                        std::unique_ptr<rocksdb::FSDirectory>* directory,
                                        IODebugContext* debug) {
  IOStatus status = Meet(FileCall::kOpenDirectory, path);
  if (status.ok()) status = target()->NewDirectory(path, options, directory, debug);
  if (status.ok()) *directory = std::make_unique<FaultyDirectory>(path, *this);
  return status;
}

IOStatus FaultyFileSystem::GetChildren(const std::string& path, const IOOptions& options,
                                       std::vector<std::string>* children, IODebugContext* debug) {
  const IOStatus status = Meet(FileCall::kList, path);
  return status.ok() ? target()->GetChildren(path, options, children, debug) : status;
}

IOStatus FaultyFileSystem::CreateDirIfMissing(const std::string& path, const IOOptions& options,
                                              IODebugContext* debug) {
  const IOStatus status = Meet(FileCall::kCreate, path);
  if (!status.ok()) return status;
  {
    const std::lock_guard lock(mutex_);
    unsynced_.CreateDirectory(path);
  }
  return target()->CreateDirIfMissing(path, options, debug);
}

IOStatus FaultyFileSystem::DeleteFile(const std::string& path, const IOOptions& options,
                                      IODebugContext* debug) {
  const IOStatus status = Meet(FileCall::kDelete, path);
  if (!status.ok()) return status;
  {
    const std::lock_guard lock(mutex_);
    unsynced_.Delete(path);
  }
  return target()->DeleteFile(path, options, debug);
}

IOStatus FaultyFileSystem::RenameFile(const std::string& from, const std::string& to,
                                      const IOOptions& options, IODebugContext* debug) {
  const IOStatus status = Meet(FileCall::kRename, to);
  if (!status.ok()) return status;
  {
    const std::lock_guard lock(mutex_);
    unsynced_.Rename(from, to);
  }
  return target()->RenameFile(from, to, options, debug);
}

IOStatus FaultyFileSystem::GetFreeSpace(const std::string& path, const IOOptions& options,
                                        uint64_t* free_bytes, IODebugContext* debug) {
  {
    const std::lock_guard lock(mutex_);
    const bool is_full = fault_ && fault_->error == FaultError::kNoSpace && fault_->from_then_on &&
                         !fault_->by_surprise && calls_ + 1 >= fault_->at_call;
    if (is_full || free_bytes_) {
      *free_bytes = is_full ? 0 : *free_bytes_;
      return IOStatus::OK();
    }
  }
  return target()->GetFreeSpace(path, options, free_bytes, debug);
}

}  // namespace traguardo::storage
