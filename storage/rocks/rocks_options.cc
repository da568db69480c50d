#include "storage/rocks/rocks_options.h"

#include <rocksdb/env.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/memtablerep.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/table.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include "storage/layout/keys.h"

namespace traguardo::storage {
namespace {

constexpr double kFilterBitsPerKey = 10;  // 1 % false positives

// About the size of an entry of the request index in memory, so that a full buffer has one or two
// entries a bucket. The buckets count as part of the buffer.
constexpr uint64_t kBufferBytesPerBucket = 256;

// One length for the checksum that travels with each key and value in memory.
constexpr size_t kProtectionBytes = 8;

// "ente NUL stream NUL" of a stream key: the filter then answers whether a stream exists. The name
// is stored in the tables; with another name they would be read without their filters.
class StreamPrefix : public rocksdb::SliceTransform {
 public:
  const char* Name() const override { return "traguardo.StreamPrefix"; }
  bool InDomain(const rocksdb::Slice& key) const override {
    return key.size() >= kMinStreamKeyBytes;
  }
  rocksdb::Slice Transform(const rocksdb::Slice& key) const override {
    return {key.data(), key.size() - kNumberBytes};
  }
};

// What a key begins with up to its first NUL: in the stream index and among the rows of the views,
// the ente. Only ever used in memory: where the last key of the same ente was put is where the
// search for the next one's place begins, a few steps instead of a walk through all enti.
class UpToNul : public rocksdb::SliceTransform {
 public:
  const char* Name() const override { return "traguardo.UpToNul"; }
  bool InDomain(const rocksdb::Slice& key) const override { return !key.empty(); }
  rocksdb::Slice Transform(const rocksdb::Slice& key) const override {
    const void* const nul = std::memchr(key.data(), 0, key.size());
    if (nul == nullptr) return key;
    return {key.data(), static_cast<size_t>(static_cast<const char*>(nul) - key.data())};
  }
};

rocksdb::BlockBasedTableOptions TableOptions(const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::BlockBasedTableOptions table;
  table.format_version = 5;
  table.block_cache = cache;
  // Filters and indexes grow with the log; inside the cache they stay within its bound.
  table.cache_index_and_filter_blocks = true;
  table.cache_index_and_filter_blocks_with_high_priority = true;
  table.pin_l0_filter_and_index_blocks_in_cache = true;
  return table;
}

void UseTable(const rocksdb::BlockBasedTableOptions& table, rocksdb::ColumnFamilyOptions& options) {
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
}

rocksdb::ColumnFamilyOptions CommonFamilyOptions(uint64_t write_buffer_bytes) {
  rocksdb::ColumnFamilyOptions options;
  options.write_buffer_size = write_buffer_bytes;
  options.max_write_buffer_number = 2;
  options.memtable_protection_bytes_per_key = kProtectionBytes;
  options.compaction_style = rocksdb::kCompactionStyleLevel;
  // Space stays within about 1.1 of the data, and most of it lies in the last level.
  options.level_compaction_dynamic_level_bytes = true;
  options.compression = rocksdb::kLZ4Compression;
  options.bottommost_compression = rocksdb::kZSTD;
  return options;
}

}  // namespace

std::string_view FamilyName(Family family) {
  switch (family) {
    case Family::kMeta:
      return "default";
    case Family::kFacts:
      return "facts";
    case Family::kStreams:
      return "streams";
    case Family::kRequests:
      return "requests";
    case Family::kTree:
      return "tree";
    case Family::kOperational:
      return "operational";
  }
  return "";
}

rocksdb::DBOptions CommonDbOptions(rocksdb::Env* env) {
  rocksdb::DBOptions options;
  options.env = env != nullptr ? env : rocksdb::Env::Default();
  // One flush and one compaction at a time: the machine has other work for its cores.
  options.max_background_jobs = 2;
  options.max_open_files = 1024;
  // Their timer thread tells us nothing that ReadStatistics() does not.
  options.stats_dump_period_sec = 0;
  options.stats_persist_period_sec = 0;
  // Tables are handed to the disk bit by bit while they are written, so that the sync at their end
  // does not hold up the log's own syncs.
  options.bytes_per_sync = 1 << 20;
  // Opening must not read every table to refresh estimates.
  options.skip_stats_update_on_db_open = true;
  // One writer thread: nothing to gain, and the insert hint works only without.
  options.allow_concurrent_memtable_write = false;
  options.enable_write_thread_adaptive_yield = false;
  return options;
}

rocksdb::DBOptions LogDbOptions(rocksdb::Env* env, uint64_t write_buffer_bytes) {
  rocksdb::DBOptions options = CommonDbOptions(env);
  // Accepts the cut tail that a SIGKILL leaves; refuses a flipped byte in the middle or in the last
  // record, which the default would silently take for the end of the log.
  options.wal_recovery_mode = rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
  // What recovery read from the log goes to new, synced tables. After a failed sync the page cache
  // may hold log bytes that the disk does not; once rewritten they are safe.
  options.avoid_flush_during_recovery = false;
  // Everything that would let a write be seen or acknowledged before its bytes are synced is off.
  options.enable_pipelined_write = false;
  options.two_write_queues = false;
  options.unordered_write = false;
  options.manual_wal_flush = false;
  options.atomic_flush = false;
  options.wal_compression = rocksdb::kNoCompression;
  options.wal_bytes_per_sync = 0;
  options.recycle_log_file_num = 0;
  // Version 7.8.3 can report a write-ahead log as missing that was rightly deleted.
  options.track_and_verify_wals_in_manifest = false;
  // Never resume by itself: nobody knows what reached the disk.
  options.max_bgerror_resume_count = 0;
  // Bounds what a restart after a kill has to replay. A few times the facts' buffer, so that the
  // log is usually let go by full buffers and not by this.
  options.max_total_wal_size = 3 * write_buffer_bytes;
  return options;
}

rocksdb::ColumnFamilyOptions LogFamilyOptions(Family family, uint64_t write_buffer_bytes,
                                              const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::BlockBasedTableOptions table = TableOptions(cache);
  switch (family) {
    case Family::kFacts: {
      rocksdb::ColumnFamilyOptions options = CommonFamilyOptions(write_buffer_bytes);
      // Keys only ever come at the end; the hint spares the search for it. Four bytes of a
      // position are the same for the next four billion facts.
      options.memtable_insert_with_hint_prefix_extractor.reset(rocksdb::NewFixedPrefixTransform(4));
      // Read in runs, and every position up to the head exists: no filter.
      table.block_size = 8 << 10;
      UseTable(table, options);
      return options;
    }
    case Family::kStreams: {
      rocksdb::ColumnFamilyOptions options = CommonFamilyOptions(write_buffer_bytes / 2);
      options.prefix_extractor = std::make_shared<StreamPrefix>();
      options.memtable_insert_with_hint_prefix_extractor = std::make_shared<UpToNul>();
      table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(kFilterBitsPerKey));
      table.whole_key_filtering = false;
      UseTable(table, options);
      return options;
    }
    case Family::kRequests: {
      const uint64_t buffer_bytes = write_buffer_bytes / 2;
      rocksdb::ColumnFamilyOptions options = CommonFamilyOptions(buffer_bytes);
      // Only ever read key by key, and its keys come in no order: a hash table in memory takes
      // a third off the CPU that the writer spends on a command. The background sorts it when it is
      // full. A prefix that is the whole key makes it a table of keys.
      options.prefix_extractor.reset(rocksdb::NewNoopTransform());
      options.memtable_factory.reset(
          rocksdb::NewHashLinkListRepFactory(buffer_bytes / kBufferBytesPerBucket));
      table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(kFilterBitsPerKey));
      table.whole_key_filtering = true;
      UseTable(table, options);
      return options;
    }
    case Family::kTree:
    case Family::kOperational:
    case Family::kMeta: {
      rocksdb::ColumnFamilyOptions options =
          CommonFamilyOptions(std::max<uint64_t>(write_buffer_bytes / 8, 64 << 10));
      // Hashes do not shrink; trying costs time in every flush.
      if (family == Family::kTree) {
        options.compression = rocksdb::kNoCompression;
        options.bottommost_compression = rocksdb::kNoCompression;
      }
      table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(kFilterBitsPerKey));
      UseTable(table, options);
      return options;
    }
  }
  return {};
}

rocksdb::Options ViewOptions(rocksdb::Env* env, uint64_t write_buffer_bytes,
                             const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::ColumnFamilyOptions family = CommonFamilyOptions(write_buffer_bytes);
  // Rows are only ever rebuilt from verified facts: no checksum beyond the tables' own.
  family.memtable_protection_bytes_per_key = 0;
  family.memtable_prefix_bloom_size_ratio = 0.02;
  family.memtable_whole_key_filtering = true;
  family.memtable_insert_with_hint_prefix_extractor = std::make_shared<UpToNul>();
  // Rows are rewritten often and read by the page: a page passes over every old version that is
  // not merged away yet, so merging early halves its cost.
  family.level0_file_num_compaction_trigger = 2;
  rocksdb::BlockBasedTableOptions table = TableOptions(cache);
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(kFilterBitsPerKey));
  table.block_size = 8 << 10;
  UseTable(table, family);
  rocksdb::DBOptions options = CommonDbOptions(env);
  // The store flushes by itself before it closes, if the disk has room.
  options.avoid_flush_during_shutdown = true;
  // Unsynced, so a power cut may leave the log cut or torn anywhere: whatever comes before that is
  // a batch with its checkpoint. And a start need not write what it has just read.
  options.wal_recovery_mode = rocksdb::WALRecoveryMode::kPointInTimeRecovery;
  options.avoid_flush_during_recovery = true;
  return rocksdb::Options(options, family);
}

rocksdb::WriteOptions SyncedWrite() {
  rocksdb::WriteOptions options;
  options.sync = true;
  options.protection_bytes_per_key = kProtectionBytes;
  return options;
}

rocksdb::ReadOptions OrderedRead() {
  rocksdb::ReadOptions options;
  options.total_order_seek = true;
  return options;
}

}  // namespace traguardo::storage
