#include "storage/views/view_store.h"

#include <rocksdb/db.h>
#include <rocksdb/env.h>
#include <rocksdb/iterator.h>
#include <rocksdb/write_batch.h>

#include <algorithm>
#include <atomic>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "storage/bytes/big_endian.h"
#include "storage/bytes/check.h"
#include "storage/layout/keys.h"
#include "storage/rocks/free_space.h"
#include "storage/rocks/info_log.h"
#include "storage/rocks/rocks_options.h"
#include "storage/rocks/rocks_status.h"

namespace traguardo::storage {
namespace {

// The store's own keys lie before all rows.
constexpr std::string_view kCheckpointKey("\0checkpoint", 11);
constexpr std::string_view kFormatKey("\0format", 7);
constexpr std::string_view kFormat = "1";
constexpr std::string_view kFirstRowKey = "\x01";

bool IsRowKey(std::string_view key) {
  return !key.empty() && key.front() != '\0' && key.size() <= kMaxViewKeyBytes;
}

rocksdb::WriteOptions OptionsFor(Durability durability) {
  rocksdb::WriteOptions options;
  options.disableWAL = durability == Durability::kFlush;
  return options;
}

// The buffer being filled and the one being written, and the log of each; what they need on disk.
uint64_t RoomFor(uint64_t write_buffer_bytes) { return kRoomMarginBytes + 4 * write_buffer_bytes; }

}  // namespace

struct ViewBatch::State {
  rocksdb::WriteBatch changes;
  bool out_of_bounds = false;
};

ViewBatch::ViewBatch() : state_(std::make_unique<State>()) {}
ViewBatch::~ViewBatch() = default;
ViewBatch::ViewBatch(ViewBatch&&) noexcept = default;
ViewBatch& ViewBatch::operator=(ViewBatch&&) noexcept = default;

void ViewBatch::Put(std::string_view key, std::string_view value) {
  if (!IsRowKey(key) || value.size() > kMaxViewValueBytes) {
    state_->out_of_bounds = true;
    return;
  }
  STORAGE_CHECK(state_->changes.Put(AsSlice(key), AsSlice(value)).ok());
}

void ViewBatch::Delete(std::string_view key) {
  if (!IsRowKey(key)) {
    state_->out_of_bounds = true;
    return;
  }
  STORAGE_CHECK(state_->changes.Delete(AsSlice(key)).ok());
}

void ViewBatch::Clear() {
  state_->changes.Clear();
  state_->out_of_bounds = false;
}

void ViewBatch::Add(const ViewBatch& other) {
  // WriteBatch has no public way to append another one.
  struct Appender : rocksdb::WriteBatch::Handler {
    explicit Appender(rocksdb::WriteBatch& batch) : to(batch) {}
    rocksdb::Status PutCF(uint32_t /*family*/, const rocksdb::Slice& key,
                          const rocksdb::Slice& value) override {
      return to.Put(key, value);
    }
    rocksdb::Status DeleteCF(uint32_t /*family*/, const rocksdb::Slice& key) override {
      return to.Delete(key);
    }
    rocksdb::WriteBatch& to;
  };
  Appender appender(state_->changes);
  STORAGE_CHECK(other.state_->changes.Iterate(&appender).ok());
  state_->out_of_bounds = state_->out_of_bounds || other.state_->out_of_bounds;
}

size_t ViewBatch::change_count() const { return state_->changes.Count(); }
size_t ViewBatch::byte_count() const { return state_->changes.GetDataSize(); }

struct ViewStore::State {
  rocksdb::Env* env = nullptr;
  std::string directory;
  uint64_t write_buffer_bytes = 0;
  std::shared_ptr<rocksdb::Cache> cache;
  std::unique_ptr<rocksdb::DB> db;
  std::atomic<Position> checkpoint{0};
  // Something was written that only a flush saves. True too often costs a flush, too seldom rows.
  std::atomic<bool> has_unlogged{false};
};

absl::StatusOr<std::unique_ptr<ViewStore>> ViewStore::Open(const ViewStoreOptions& options) {
  const std::string doing = absl::StrCat("opening the view store in ", options.directory);
  auto state = std::make_unique<State>();
  state->env = options.env != nullptr ? options.env : rocksdb::Env::Default();
  state->directory = options.directory;
  state->write_buffer_bytes = options.write_buffer_bytes;
  absl::Status room = storage::CheckRoom(*state->env, options.directory,
                                         RoomFor(options.write_buffer_bytes), doing);
  if (!room.ok()) return room;
  state->cache = rocksdb::NewLRUCache(options.block_cache_bytes);
  rocksdb::Options db_options = ViewOptions(options.env, options.write_buffer_bytes, state->cache);
  db_options.create_if_missing = true;
  db_options.info_log = NewInfoLog(*state->env, options.directory);
  rocksdb::DB* db = nullptr;
  rocksdb::Status status = rocksdb::DB::Open(db_options, options.directory, &db);
  if (!status.ok()) return ToStatus(status, doing);
  state->db.reset(db);

  std::string format;
  status = db->Get(rocksdb::ReadOptions(), AsSlice(kFormatKey), &format);
  if (status.IsNotFound()) {
    status = db->Put(OptionsFor(Durability::kKill), AsSlice(kFormatKey), AsSlice(kFormat));
    format = kFormat;
  }
  if (!status.ok()) return ToStatus(status, doing);
  if (format != kFormat) {
    return absl::FailedPreconditionError(
        absl::StrCat(doing, ": its format is unknown; remove it, and it is built again"));
  }
  std::string checkpoint;
  status = db->Get(rocksdb::ReadOptions(), AsSlice(kCheckpointKey), &checkpoint);
  if (!status.ok() && !status.IsNotFound()) return ToStatus(status, doing);
  if (status.ok() && checkpoint.size() != kNumberBytes) {
    return absl::DataLossError(
        absl::StrCat(doing, ": its checkpoint is damaged; remove it, and it is built again"));
  }
  if (status.ok()) state->checkpoint = ReadBigEndian(checkpoint);
  return std::unique_ptr<ViewStore>(new ViewStore(std::move(state)));
}

ViewStore::ViewStore(std::unique_ptr<State> state) : state_(std::move(state)) {}

ViewStore::~ViewStore() {
  // A failure costs time only: the projector folds again from the last flush.
  Flush().IgnoreError();
  state_->db->Close().PermitUncheckedError();
}

absl::Status ViewStore::Destroy(const std::string& directory, rocksdb::Env* env) {
  if (env == nullptr) env = rocksdb::Env::Default();
  const std::string doing = absl::StrCat("removing the view store in ", directory);
  if (env->FileExists(directory).IsNotFound()) return absl::OkStatus();
  rocksdb::Options options;
  options.env = env;
  options.info_log = NoInfoLog();
  rocksdb::Status status = rocksdb::DestroyDB(directory, options);
  if (!status.ok()) return ToStatus(status, doing);
  if (env->FileExists(directory).IsNotFound()) return absl::OkStatus();
  // What RocksDB does not know as its own, left by an interrupted creation.
  std::vector<std::string> children;
  status = env->GetChildren(directory, &children);
  for (const std::string& child : children) {
    if (child == "." || child == "..") continue;
    if (status.ok()) status = env->DeleteFile(absl::StrCat(directory, "/", child));
  }
  if (status.ok()) status = env->DeleteDir(directory);
  return ToStatus(status, doing);
}

Position ViewStore::checkpoint() const {
  return state_->checkpoint.load(std::memory_order_acquire);
}

absl::Status ViewStore::Write(ViewBatch& batch, Position checkpoint, Durability durability) {
  if (batch.state_->out_of_bounds) {
    return absl::InvalidArgumentError(absl::StrCat("a view row has a key of 1 to ",
                                                   kMaxViewKeyBytes,
                                                   " bytes not starting with a zero, and "
                                                   "a value of at most ",
                                                   kMaxViewValueBytes));
  }
  if (checkpoint < this->checkpoint()) {
    return absl::InvalidArgumentError(absl::StrCat("the view's checkpoint would go back from ",
                                                   this->checkpoint(), " to ", checkpoint));
  }
  char bytes[kNumberBytes];
  WriteBigEndian(checkpoint, bytes);
  rocksdb::WriteBatch& changes = batch.state_->changes;
  STORAGE_CHECK(changes.Put(AsSlice(kCheckpointKey), rocksdb::Slice(bytes, sizeof(bytes))).ok());
  // Where they cannot be flushed now, this write shares their fate.
  if (durability == Durability::kKill && !FlushUnlogged().ok()) durability = Durability::kFlush;
  const rocksdb::Status status = state_->db->Write(OptionsFor(durability), &changes);
  // After the write: a flush in between, on another thread, may or may not have had it.
  if (durability == Durability::kFlush) state_->has_unlogged = true;
  if (!status.ok()) return ToStatus(status, "writing view rows");
  state_->checkpoint.store(checkpoint, std::memory_order_release);
  batch.Clear();
  return absl::OkStatus();
}

absl::Status ViewStore::CheckRoom(uint64_t further_bytes) const {
  return storage::CheckRoom(*state_->env, state_->directory,
                            RoomFor(state_->write_buffer_bytes) + further_bytes,
                            "writing view rows");
}

absl::Status ViewStore::Flush() {
  if (absl::Status room = CheckRoom(); !room.ok()) return room;
  const bool had_unlogged = state_->has_unlogged.exchange(false);
  const rocksdb::Status status = state_->db->Flush(rocksdb::FlushOptions());
  if (!status.ok() && had_unlogged) state_->has_unlogged = true;
  return ToStatus(status, "flushing view rows");
}

absl::Status ViewStore::FlushUnlogged() {
  return state_->has_unlogged ? Flush() : absl::OkStatus();
}

absl::Status ViewStore::Settle() {
  rocksdb::CompactRangeOptions options;
  options.exclusive_manual_compaction = false;
  return ToStatus(state_->db->CompactRange(options, nullptr, nullptr), "settling view rows");
}

absl::StatusOr<std::optional<std::string>> ViewStore::Get(std::string_view key) const {
  if (!IsRowKey(key)) return std::nullopt;
  std::string value;
  const rocksdb::Status status = state_->db->Get(rocksdb::ReadOptions(), AsSlice(key), &value);
  if (status.IsNotFound()) return std::nullopt;
  if (!status.ok()) return ToStatus(status, "reading a view row");
  return value;
}

absl::StatusOr<bool> ViewStore::Scan(
    const ViewScan& scan,
    const std::function<bool(std::string_view key, std::string_view value)>& visit) const {
  std::string lower(std::max(scan.prefix, kFirstRowKey));
  if (!scan.after.empty()) lower = std::max(lower, std::string(scan.after) + '\0');
  std::string upper = PrefixEnd(scan.prefix);
  if (!scan.before.empty() && (upper.empty() || scan.before < upper)) upper = scan.before;
  if (scan.limit == 0 || (!upper.empty() && lower >= upper)) return false;

  const rocksdb::Slice upper_slice = upper;
  rocksdb::ReadOptions options = OrderedRead();
  if (!upper.empty()) options.iterate_upper_bound = &upper_slice;
  std::unique_ptr<rocksdb::Iterator> rows(state_->db->NewIterator(options));
  rows->Seek(lower);
  bool goes_on = true;
  for (size_t visited = 0; rows->Valid() && goes_on && visited < scan.limit; ++visited) {
    goes_on = visit(AsView(rows->key()), AsView(rows->value()));
    rows->Next();
  }
  if (!rows->status().ok()) return ToStatus(rows->status(), "reading view rows");
  return rows->Valid();
}

absl::StatusOr<ViewStore::Statistics> ViewStore::ReadStatistics() const {
  const auto property = [&](const std::string& name) {
    uint64_t value = 0;
    state_->db->GetIntProperty(name, &value);
    return value;
  };
  Statistics statistics;
  statistics.checkpoint = checkpoint();
  statistics.disk_bytes = property(rocksdb::DB::Properties::kTotalSstFilesSize);
  statistics.memory_bytes = property(rocksdb::DB::Properties::kCurSizeAllMemTables) +
                            property(rocksdb::DB::Properties::kEstimateTableReadersMem) +
                            state_->cache->GetUsage();
  return statistics;
}

}  // namespace traguardo::storage
