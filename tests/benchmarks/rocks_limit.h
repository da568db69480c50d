// What the disk and RocksDB alone can do with facts of the same size: the limits of everything that
// writes.

#ifndef TRAGUARDO_TESTS_BENCHMARKS_ROCKS_LIMIT_H_
#define TRAGUARDO_TESTS_BENCHMARKS_ROCKS_LIMIT_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "tests/testing/temporary_directory.h"

namespace rocksdb {
class DB;
}

namespace traguardo::benchmarks {

// A RocksDB with default options. A fact is four keys, about 610 bytes: itself, the entry in its
// stream's index, its request, and the state it leads to.
class RocksLimit {
 public:
  RocksLimit();
  ~RocksLimit();

  // Synced batches of `facts_per_batch`, by as many threads. Facts per second.
  double Write(size_t threads, size_t facts_per_batch, size_t batches_of_thread);

 private:
  void WriteBatches(size_t facts_per_batch, size_t batches);

  testing::TemporaryDirectory directory_;
  std::unique_ptr<rocksdb::DB> db_;
  std::atomic<uint64_t> last_position_{0};
};

// fdatasync of a small append to a file, the median in microseconds.
class SyncedFile {
 public:
  SyncedFile();
  ~SyncedFile();
  double MedianMicroseconds(size_t appends);

 private:
  testing::TemporaryDirectory directory_;
  int file_ = -1;
};

}  // namespace traguardo::benchmarks

#endif  // TRAGUARDO_TESTS_BENCHMARKS_ROCKS_LIMIT_H_
