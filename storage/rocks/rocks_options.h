// How RocksDB 7.8.3 is set up, in one place with the reasons. Private to storage.

#ifndef TRAGUARDO_STORAGE_ROCKS_ROCKS_OPTIONS_H_
#define TRAGUARDO_STORAGE_ROCKS_ROCKS_OPTIONS_H_

#include <rocksdb/cache.h>
#include <rocksdb/options.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>

namespace traguardo::storage {

// The column families of the event log. Their names are permanent.
enum class Family { kMeta, kFacts, kStreams, kRequests, kTree, kOperational };
inline constexpr std::array kAllFamilies = {Family::kMeta,    Family::kFacts,
                                            Family::kStreams, Family::kRequests,
                                            Family::kTree,    Family::kOperational};

// The name on disk. `meta` lives in the family that every RocksDB has, "default", so that it can
// be read before anything is known about the others.
std::string_view FamilyName(Family family);

// What all our databases share: no statistics thread, bounded open files.
rocksdb::DBOptions CommonDbOptions(rocksdb::Env* env);

// The event log: durable group by group, no writing after the first error.
rocksdb::DBOptions LogDbOptions(rocksdb::Env* env, uint64_t write_buffer_bytes);
rocksdb::ColumnFamilyOptions LogFamilyOptions(Family family, uint64_t write_buffer_bytes,
                                              const std::shared_ptr<rocksdb::Cache>& cache);

// A view store: one family, its write-ahead log never synced.
rocksdb::Options ViewOptions(rocksdb::Env* env, uint64_t write_buffer_bytes,
                             const std::shared_ptr<rocksdb::Cache>& cache);

// Synced, with a checksum on every key and value from here to the disk.
rocksdb::WriteOptions SyncedWrite();

// Every key in order, whatever the family's prefixes.
rocksdb::ReadOptions OrderedRead();

}  // namespace traguardo::storage

#endif  // TRAGUARDO_STORAGE_ROCKS_ROCKS_OPTIONS_H_
