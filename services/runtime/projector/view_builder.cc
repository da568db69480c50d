#include "services/runtime/projector/view_builder.h"

#include <algorithm>
#include <cstdint>
#include <thread>
#include <utility>

#include "absl/hash/hash.h"
#include "services/runtime/projector/view_builder_shard.h"
#include "services/runtime/threads/threads.h"
#include "services/runtime/views/view_row.h"

namespace traguardo::runtime {

using storage::Position;

namespace {

// A row is written to the write-ahead log and to a table.
constexpr uint64_t kTimesWritten = 2;

}  // namespace

ViewBuilder::ViewBuilder(const storage::EventLog& log, const domain::RomeCalendar& calendar,
                         std::shared_ptr<ViewGeneration> generation,
                         const ViewBuilderOptions& options)
    : log_(log),
      generation_(std::move(generation)),
      large_batch_facts_(options.large_batch_facts),
      is_live_(options.is_live) {
  const size_t shards = std::max<size_t>(options.threads, 1);
  for (size_t i = 0; i < shards; ++i) {
    shards_.push_back(std::make_unique<Shard>(log, calendar, *generation_->store,
                                              options.state_cache_bytes / shards));
  }
}

ViewBuilder::~ViewBuilder() {
  if (reader_.joinable()) reader_.join();
}

bool ViewBuilder::IsBatchLarge() const {
  return batch_->last_position() - batch_->first_position() + 1 >= large_batch_facts_;
}

absl::Status ViewBuilder::Step(const BatchLimits& limits, Position head) {
  if (!waits_for_room_) {
    if (absl::Status read = Read(limits, head); !read.ok()) return read;
    if (IsBatchLarge() && batch_->last_position() < head) ReadAhead(limits, head);
    if (absl::Status built = Build(); !built.ok()) return built;
    GatherWrites();
  }
  waits_for_room_ = true;
  if (absl::Status room = CheckRoom(); !room.ok()) return room;
  waits_for_room_ = false;
  absl::Status written = Write();
  if (written.ok()) GiveBack(/*is_at_head=*/batch_->last_position() >= head);
  return written;
}

absl::Status ViewBuilder::CheckRoom() const {
  const uint64_t rows = waits_for_room_ ? shards_.front()->writes().byte_count() : 0;
  return generation_->store->CheckRoom(kTimesWritten * rows);
}

absl::Status ViewBuilder::Read(const BatchLimits& limits, Position head) {
  const Position first = checkpoint() + 1;
  if (reader_.joinable()) {
    reader_.join();
    // Asked for less than was read ahead: it is read again.
    if (read_ahead_.ok() && ahead_->first_position() == first && ahead_->last_position() <= head) {
      batch_.swap(ahead_);
      return absl::OkStatus();
    }
  }
  return batch_->Read(log_, first, head, limits);
}

void ViewBuilder::ReadAhead(const BatchLimits& limits, Position head) {
  const Position first = batch_->last_position() + 1;
  reader_ = StartThread("views-read", Priority::kNormal, [this, first, head, limits] {
    read_ahead_ = ahead_->Read(log_, first, head, limits);
  });
}

absl::Status ViewBuilder::Build() {
  const auto build = [this](size_t index) {
    return shards_[index]->Build(*batch_, is_live_, [&](const FactBatch::Ente& ente) {
      return absl::HashOf(ente.id) % shards_.size() == index;
    });
  };
  const bool is_large = IsBatchLarge();
  std::vector<absl::Status> built(shards_.size());
  std::vector<std::thread> threads;
  for (size_t i = 1; is_large && i < shards_.size(); ++i) {
    threads.push_back(
        StartThread("views-fold", Priority::kNormal, [&, i] { built[i] = build(i); }));
  }
  for (size_t i = 0; i < (is_large ? 1 : shards_.size()); ++i) built[i] = build(i);
  for (std::thread& thread : threads) thread.join();
  for (absl::Status& status : built) {
    if (!status.ok()) return std::move(status);
  }
  return absl::OkStatus();
}

// Into the first shard's.
void ViewBuilder::GatherWrites() {
  storage::ViewBatch& writes = shards_.front()->writes();
  Position directory_change = 0;
  for (const std::unique_ptr<Shard>& shard : shards_) {
    if (shard != shards_.front()) writes.Add(shard->writes());
    directory_change = std::max(directory_change, shard->directory_change());
  }
  if (directory_change > 0) writes.Put(kDirectoryChangeKey, EncodePosition(directory_change));
  bytes_ = batch_->bytes() + writes.byte_count();
  most_bytes_ = std::max(most_bytes_, bytes_);
}

absl::Status ViewBuilder::Write() {
  const storage::Durability durability =
      is_live_ ? storage::Durability::kKill : storage::Durability::kFlush;
  absl::WriterMutexLock quiet(&generation_->quiet);
  return generation_->store->Write(shards_.front()->writes(), batch_->last_position(), durability);
}

// Not while large batches follow each other, which would ask for it again at once.
void ViewBuilder::GiveBack(bool is_at_head) {
  if (most_bytes_ <= kKeptBytes || (bytes_ > kKeptBytes && !is_at_head)) return;
  if (reader_.joinable()) return;  // it fills the next one
  most_bytes_ = 0;
  batch_ = std::make_unique<FactBatch>();
  ahead_ = std::make_unique<FactBatch>();
  for (const std::unique_ptr<Shard>& shard : shards_) shard->GiveBack();
}

WatchedRows ViewBuilder::ChangedRows(
    const std::function<bool(const std::string&, int)>& is_watched) const {
  WatchedRows rows;
  for (const std::unique_ptr<Shard>& shard : shards_) shard->AddChangedRows(is_watched, rows);
  return rows;
}

}  // namespace traguardo::runtime
