#include "tests/benchmarks/rocks_limit.h"

#include <fcntl.h>
#include <rocksdb/db.h>
#include <rocksdb/options.h>
#include <rocksdb/slice.h>
#include <rocksdb/write_batch.h>
#include <unistd.h>

#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/benchmarks/measure.h"

namespace traguardo::benchmarks {
namespace {

constexpr size_t kFactBytes = 263;
constexpr size_t kRequestBytes = 100;
constexpr size_t kStateBytes = 110;
constexpr size_t kAppendBytes = 300;
constexpr uint64_t kObjectives = 1920;
constexpr size_t kPoolBytes = 1 << 20;

// Made beforehand, so that making bytes is not measured.
const std::string& Pool() {
  static const std::string pool = [] {
    std::string bytes;
    for (uint64_t mixed = 1; bytes.size() < kPoolBytes;) {
      mixed = mixed * 6364136223846793005u + 1442695040888963407u;
      absl::StrAppend(&bytes, "progress", absl::Hex(mixed, absl::kZeroPad16));
    }
    return bytes;
  }();
  return pool;
}

rocksdb::Slice Filling(uint64_t position, size_t size) {
  return {Pool().data() + position * 97 % (kPoolBytes - size), size};
}

void AddFact(uint64_t position, rocksdb::WriteBatch& batch) {
  const uint64_t objective = position % kObjectives;
  const std::string number = absl::StrCat(absl::Hex(position, absl::kZeroPad16));
  const std::string mixed =
      absl::StrCat(absl::Hex(position * 0x9E3779B97F4A7C15u, absl::kZeroPad16));
  const std::string stream =
      absl::StrCat("comune-", objective / 60 + 1000, "/plans/2024/objectives/ob-", objective % 60);
  batch.Put("f" + number, Filling(position, kFactBytes));
  batch.Put(absl::StrCat("s", stream, number), number.substr(8));
  batch.Put(absl::StrCat("r", mixed, number), Filling(position + 1, kRequestBytes));
  batch.Put("t" + stream, Filling(position + 2, kStateBytes));
}

}  // namespace

RocksLimit::RocksLimit() {
  Pool();
  rocksdb::Options options;
  options.create_if_missing = true;
  rocksdb::DB* db = nullptr;
  const rocksdb::Status opened = rocksdb::DB::Open(options, directory_.File("rocks"), &db);
  Require(opened.ok(), opened.ToString());
  db_.reset(db);
}

RocksLimit::~RocksLimit() = default;

double RocksLimit::Write(size_t threads, size_t facts_per_batch, size_t batches_of_thread) {
  const Stopwatch time;
  std::vector<std::thread> running;
  for (size_t i = 0; i < threads; ++i) {
    running.emplace_back([&] { WriteBatches(facts_per_batch, batches_of_thread); });
  }
  for (std::thread& thread : running) thread.join();
  return static_cast<double>(threads * facts_per_batch * batches_of_thread) / time.Seconds();
}

void RocksLimit::WriteBatches(size_t facts_per_batch, size_t batches) {
  rocksdb::WriteOptions synced;
  synced.sync = true;
  rocksdb::WriteBatch batch;
  for (size_t i = 0; i < batches; ++i) {
    batch.Clear();
    const uint64_t first = last_position_.fetch_add(facts_per_batch) + 1;
    for (uint64_t position = first; position < first + facts_per_batch; ++position) {
      AddFact(position, batch);
    }
    const rocksdb::Status written = db_->Write(synced, &batch);
    Require(written.ok(), written.ToString());
  }
}

SyncedFile::SyncedFile()
    : file_(open(directory_.File("file").c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600)) {
  Require(file_ >= 0, "the file cannot be made");
}

SyncedFile::~SyncedFile() { close(file_); }

double SyncedFile::MedianMicroseconds(size_t appends) {
  const std::string bytes(kAppendBytes, 'x');
  std::vector<double> times;
  for (size_t i = 0; i < appends; ++i) {
    const Stopwatch time;
    const bool synced =
        write(file_, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()) &&
        fdatasync(file_) == 0;
    times.push_back(time.Microseconds());
    Require(synced, "the file cannot be written");
  }
  return Percentile(std::move(times), 0.5);
}

}  // namespace traguardo::benchmarks
