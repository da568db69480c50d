#include "storage/log/log_database.h"

#include <openssl/rand.h>
#include <rocksdb/env.h>
#include <rocksdb/file_system.h>
#include <rocksdb/write_batch.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "storage/bytes/big_endian.h"
#include "storage/bytes/check.h"
#include "storage/rocks/free_space.h"
#include "storage/rocks/info_log.h"
#include "storage/rocks/rocks_status.h"

namespace traguardo::storage {
namespace {

// While opening, a file that is not there is not a passing trouble: something took it away.
absl::Status OpenStatus(const rocksdb::Status& status, const std::string& directory) {
  if (status.IsPathNotFound()) {
    return absl::DataLossError(absl::StrCat("a file of the event log in ", directory,
                                            " is missing (", status.ToString(),
                                            "): restore the directory from a backup"));
  }
  const std::string text = status.ToString();
  if (status.IsIOError() && (absl::StrContains(text, "While lock file") ||
                             absl::StrContains(text, "lock hold by current process"))) {
    return absl::FailedPreconditionError(
        absl::StrCat("another server is running on the event log in ", directory,
                     ": stop it first, or use another directory (", text, ")"));
  }
  return ToStatus(status, absl::StrCat("opening the event log in ", directory));
}

// A table or a write-ahead log: what a database that was never completed does not have yet.
bool HoldsData(const std::string& file) {
  return absl::EndsWith(file, ".sst") || absl::EndsWith(file, ".log");
}

// Without CURRENT, RocksDB would make a new database and delete the files of the old one.
absl::Status CheckMayCreate(rocksdb::Env* env, const std::string& directory) {
  std::vector<std::string> children;
  const rocksdb::Status status = env->GetChildren(directory, &children);
  if (status.IsNotFound() || status.IsPathNotFound()) return absl::OkStatus();
  if (!status.ok()) return ToStatus(status, absl::StrCat("listing ", directory));
  if (std::none_of(children.begin(), children.end(), HoldsData)) return absl::OkStatus();
  return absl::DataLossError(
      absl::StrCat("the event log in ", directory,
                   " has data but its file CURRENT is missing: restore the directory from a backup "
                   "(no new log is made over it)"));
}

// A new directory survives a power cut only once its parent is synced, which RocksDB leaves to us.
absl::Status SyncParent(rocksdb::Env* env, std::string directory) {
  while (directory.size() > 1 && directory.back() == '/') directory.pop_back();
  const size_t slash = directory.rfind('/');
  const std::string parent = slash == std::string::npos ? "."
                             : slash == 0               ? "/"
                                                        : directory.substr(0, slash);
  std::unique_ptr<rocksdb::Directory> handle;
  rocksdb::Status status = env->NewDirectory(parent, &handle);
  if (status.ok()) status = handle->Fsync();
  return ToStatus(status, absl::StrCat("syncing the folder ", parent));
}

std::string FourBytes(uint32_t number) {
  std::string bytes(4, '\0');
  WriteBigEndian32(number, bytes.data());
  return bytes;
}

}  // namespace

absl::StatusOr<std::unique_ptr<LogDatabase>> LogDatabase::Open(
    const EventLogOptions& options, std::shared_ptr<rocksdb::EventListener> listener) {
  std::unique_ptr<LogDatabase> database(new LogDatabase);
  database->directory_ = options.directory;
  database->env_ = options.env != nullptr ? options.env : rocksdb::Env::Default();
  rocksdb::Env* const env = database->env_;

  const rocksdb::Status current = env->FileExists(absl::StrCat(options.directory, "/CURRENT"));
  if (current.IsNotFound()) {
    if (absl::Status status = CheckMayCreate(env, options.directory); !status.ok()) return status;
    if (options.read_only || !options.create_if_missing) {
      return absl::FailedPreconditionError(
          absl::StrCat("there is no event log in ", options.directory,
                       ": check the path, or let the server create a new log there"));
    }
  } else if (!current.ok()) {
    return OpenStatus(current, options.directory);
  }
  if (options.read_only) {
    if (absl::Status status = database->LockForReading(); !status.ok()) return status;
  }
  if (absl::Status status = database->OpenFamilies(options, std::move(listener)); !status.ok()) {
    return status;
  }
  if (absl::Status status = database->CheckMeta(); !status.ok()) return status;
  return database;
}

absl::Status LogDatabase::LockForReading() {
  const rocksdb::Status status = env_->LockFile(absl::StrCat(directory_, "/LOCK"), &lock_);
  if (status.ok()) return absl::OkStatus();
  const absl::Status refusal = OpenStatus(status, directory_);
  // A lock that cannot even be made (a read-only medium) is held by nobody else.
  return absl::IsFailedPrecondition(refusal) ? refusal : absl::OkStatus();
}

absl::Status LogDatabase::OpenFamilies(const EventLogOptions& options,
                                       std::shared_ptr<rocksdb::EventListener> listener) {
  rocksdb::DBOptions db_options = LogDbOptions(env_, options.write_buffer_bytes);
  if (listener != nullptr) db_options.listeners.push_back(std::move(listener));
  db_options.info_log = NoInfoLog();

  size_t found = 0;
  if (env_->FileExists(absl::StrCat(directory_, "/CURRENT")).ok()) {
    std::vector<std::string> names;
    const rocksdb::Status listed = rocksdb::DB::ListColumnFamilies(db_options, directory_, &names);
    if (!listed.ok()) return OpenStatus(listed, directory_);
    for (const std::string& name : names) {
      const bool known = std::any_of(kAllFamilies.begin(), kAllFamilies.end(),
                                     [&](Family family) { return FamilyName(family) == name; });
      if (!known) {
        return absl::FailedPreconditionError(
            absl::StrCat("the event log in ", directory_, " has the unknown column family '", name,
                         "': it was written by a newer version; start that version"));
      }
    }
    found = names.size();
  }
  const bool completing = found < kAllFamilies.size();
  if (completing && (options.read_only || !options.create_if_missing)) {
    return absl::FailedPreconditionError(absl::StrCat(
        "the event log in ", directory_,
        " was not completely created: let the server create it, or restore it from a backup"));
  }
  if (completing && found > 0) {
    if (absl::Status status = CheckNeverCompleted(db_options); !status.ok()) return status;
  }
  if (!options.read_only) {
    // What a kill left in the write-ahead log goes to tables; and the buffers must fit beside them.
    const absl::StatusOr<uint64_t> to_replay_bytes = WriteAheadLogBytes();
    absl::Status room = storage::CheckRoom(
        *env_, directory_,
        kRoomMarginBytes + 2 * options.write_buffer_bytes + to_replay_bytes.value_or(0),
        absl::StrCat("opening the event log in ", directory_));
    if (!room.ok()) return room;
    db_options.info_log = NewInfoLog(*env_, directory_);
  }
  db_options.create_if_missing = completing;
  db_options.create_missing_column_families = completing;

  cache_ = rocksdb::NewLRUCache(options.block_cache_bytes);
  std::vector<rocksdb::ColumnFamilyDescriptor> descriptors;
  for (const Family family : kAllFamilies) {
    descriptors.emplace_back(std::string(FamilyName(family)),
                             LogFamilyOptions(family, options.write_buffer_bytes, cache_));
  }
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* db = nullptr;
  const rocksdb::Status opened =
      options.read_only
          ? rocksdb::DB::OpenForReadOnly(db_options, directory_, descriptors, &handles, &db)
          : rocksdb::DB::Open(db_options, directory_, descriptors, &handles, &db);
  if (!opened.ok()) return OpenStatus(opened, directory_);
  db_.reset(db);
  std::copy(handles.begin(), handles.end(), handles_.begin());

  std::string format;
  const rocksdb::Status read =
      db_->Get(rocksdb::ReadOptions(), family(Family::kMeta), AsSlice(kMetaFormat), &format);
  return read.IsNotFound() ? WriteMeta(options) : OpenStatus(read, directory_);
}

// A family is missing. That is how an interrupted creation looks, and then meta was never written;
// making the family anew in a complete log would hide a loss for ever.
absl::Status LogDatabase::CheckNeverCompleted(const rocksdb::DBOptions& db_options) {
  const std::vector<rocksdb::ColumnFamilyDescriptor> only_meta = {
      {std::string(FamilyName(Family::kMeta)), rocksdb::ColumnFamilyOptions()}};
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* opened = nullptr;
  rocksdb::Status status =
      rocksdb::DB::OpenForReadOnly(db_options, directory_, only_meta, &handles, &opened);
  if (!status.ok()) return OpenStatus(status, directory_);
  const std::unique_ptr<rocksdb::DB> db(opened);
  std::string format;
  status = db->Get(rocksdb::ReadOptions(), handles.front(), AsSlice(kMetaFormat), &format);
  db->DestroyColumnFamilyHandle(handles.front()).PermitUncheckedError();
  if (status.IsNotFound()) return absl::OkStatus();
  if (!status.ok()) return OpenStatus(status, directory_);
  return absl::DataLossError(absl::StrCat("the event log in ", directory_,
                                          " lost a column family: restore it from a backup"));
}

// Last step of making a log: before it, no fact can have been written.
absl::Status LogDatabase::WriteMeta(const EventLogOptions& options) {
  std::unique_ptr<rocksdb::Iterator> facts(db_->NewIterator(OrderedRead(), family(Family::kFacts)));
  facts->SeekToFirst();
  if (facts->Valid() || !facts->status().ok()) {
    return absl::DataLossError(absl::StrCat("the event log in ", directory_,
                                            " has facts but lost its format record: restore it "
                                            "from a backup"));
  }
  if (options.read_only || !options.create_if_missing) {
    return absl::FailedPreconditionError(absl::StrCat(
        "the event log in ", directory_, " was not completely created: let the server create it"));
  }
  if (absl::Status status = SyncParent(env_, directory_); !status.ok()) return status;
  std::string log_id(kLogIdBytes, '\0');
  STORAGE_CHECK(RAND_bytes(reinterpret_cast<unsigned char*>(log_id.data()), kLogIdBytes) == 1);
  rocksdb::WriteBatch batch;
  rocksdb::ColumnFamilyHandle* const meta = family(Family::kMeta);
  std::string created;
  AppendBigEndian(options.created_unix_seconds, created);
  rocksdb::Status status = batch.Put(meta, AsSlice(kMetaFormat), FourBytes(kFormat));
  if (status.ok()) status = batch.Put(meta, AsSlice(kMetaMinimumReader), FourBytes(kReader));
  if (status.ok()) status = batch.Put(meta, AsSlice(kMetaLogId), log_id);
  if (status.ok()) status = batch.Put(meta, AsSlice(kMetaCreated), created);
  if (status.ok()) status = db_->Write(SyncedWrite(), &batch);
  return ToStatus(status, absl::StrCat("creating the event log in ", directory_));
}

absl::Status LogDatabase::CheckMeta() {
  const absl::StatusOr<std::string> format = ReadMeta(kMetaFormat);
  if (!format.ok()) return format.status();
  const absl::StatusOr<std::string> reader = ReadMeta(kMetaMinimumReader);
  if (!reader.ok()) return reader.status();
  const absl::StatusOr<std::string> log_id = ReadMeta(kMetaLogId);
  if (!log_id.ok()) return log_id.status();
  if (format->size() != 4 || reader->size() != 4 || log_id->size() != kLogIdBytes) {
    return absl::DataLossError(absl::StrCat("the format record of the event log in ", directory_,
                                            " is damaged: restore it from a backup"));
  }
  if (const uint32_t number = ReadBigEndian32(*format); number != kFormat) {
    return absl::FailedPreconditionError(absl::StrCat(
        "the event log in ", directory_, " has format ", number, " and this version reads format ",
        kFormat, ": start the version that wrote it, or a newer one"));
  }
  if (const uint32_t number = ReadBigEndian32(*reader); number > kReader) {
    return absl::FailedPreconditionError(
        absl::StrCat("the event log in ", directory_, " holds facts that need reader ", number,
                     " and this version is reader ", kReader,
                     ": start the version that wrote it, or a newer one"));
  }
  log_id_ = *log_id;
  return absl::OkStatus();
}

absl::StatusOr<std::string> LogDatabase::ReadMeta(std::string_view key) const {
  std::string value;
  const rocksdb::Status status =
      db_->Get(rocksdb::ReadOptions(), family(Family::kMeta), AsSlice(key), &value);
  if (status.ok()) return value;
  if (!status.IsNotFound()) return OpenStatus(status, directory_);
  return absl::DataLossError(absl::StrCat("the event log in ", directory_, " lost its record '",
                                          std::string(key), "': restore it from a backup"));
}

absl::StatusOr<uint64_t> LogDatabase::WriteAheadLogBytes() const {
  std::vector<rocksdb::Env::FileAttributes> files;
  const rocksdb::Status status = env_->GetChildrenFileAttributes(directory_, &files);
  if (!status.ok()) return ToStatus(status, absl::StrCat("listing ", directory_));
  uint64_t bytes = 0;
  for (const auto& file : files) {
    if (absl::EndsWith(file.name, ".log")) bytes += file.size_bytes;
  }
  return bytes;
}

absl::Status LogDatabase::CheckRoom(uint64_t needed_bytes, std::string_view doing) const {
  return storage::CheckRoom(*env_, directory_, kRoomMarginBytes + needed_bytes, doing);
}

absl::Status LogDatabase::FlushAll() {
  const std::vector<rocksdb::ColumnFamilyHandle*> all(handles_.begin(), handles_.end());
  return ToStatus(db_->Flush(rocksdb::FlushOptions(), all), "flushing the event log");
}

LogDatabase::~LogDatabase() {
  if (db_ != nullptr) {
    for (rocksdb::ColumnFamilyHandle* handle : handles_) {
      if (handle != nullptr) db_->DestroyColumnFamilyHandle(handle).PermitUncheckedError();
    }
    // Nothing that is acknowledged depends on this: a failure here leaves a longer replay.
    db_->Close().PermitUncheckedError();
    db_.reset();
  }
  if (lock_ != nullptr) env_->UnlockFile(lock_).PermitUncheckedError();
}

}  // namespace traguardo::storage
