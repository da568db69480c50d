// Private parts that go away by themselves, and the bytes that they leave behind in the files.

#include <rocksdb/slice.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "storage/bytes/check.h"
#include "storage/layout/fact_record.h"
#include "storage/layout/keys.h"
#include "storage/log/event_log.h"
#include "storage/log/event_log_state.h"
#include "storage/rocks/rocks_status.h"

namespace traguardo::storage {
namespace {

// Positions nearer than this are likely to lie in the same table, which is then rewritten once.
constexpr Position kFactsPerErasure = 100'000;

}  // namespace

absl::Status EventLog::WithdrawPrivatePart(Position position) {
  const WriterScope scope(state_->writing);
  if (absl::Status status = state_->CheckMayWrite(); !status.ok()) return status;
  const absl::StatusOr<StoredFact> fact = Read(position);
  if (!fact.ok()) return fact.status();
  if (fact->private_part.empty()) return absl::OkStatus();
  FactRecord rewritten;
  rewritten.envelope = fact->envelope;
  rewritten.entry_salt = fact->entry_salt;
  rewritten.private_withdrawn = true;
  state_->batch.Clear();
  // Building a batch in memory fails only when it is used wrongly.
  STORAGE_CHECK(state_->batch
                    .Put(state_->database->family(Family::kFacts), FactKey(position),
                         EncodeFactRecord(rewritten))
                    .ok());
  return state_->WriteSynced("withdrawing a private part");
}

absl::Status EventLog::EraseWithdrawn(std::vector<Position> positions) {
  if (absl::Status status = state_->CheckMayWrite(); !status.ok()) return status;
  if (positions.empty()) return absl::OkStatus();
  std::sort(positions.begin(), positions.end());
  for (const Position outermost : {positions.front(), positions.back()}) {
    if (!state_->IsPublished(outermost)) {
      return absl::NotFoundError(absl::StrCat("there is no fact at position ", outermost));
    }
  }
  // A rewrite that fails for want of room would end writing for good.
  if (absl::Status status = CheckRoom(); !status.ok()) return status;
  // First everything out of the write-ahead log, then the old values out of every table.
  if (absl::Status status = state_->database->FlushAll(); !status.ok()) return status;
  rocksdb::DB& db = state_->database->db();
  rocksdb::CompactRangeOptions options;
  options.exclusive_manual_compaction = false;
  options.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForce;
  rocksdb::Status status;
  for (size_t first = 0; first < positions.size() && status.ok();) {
    size_t last = first;
    while (last + 1 < positions.size() &&
           positions[last + 1] - positions[last] <= kFactsPerErasure) {
      ++last;
    }
    const std::string begin = FactKey(positions[first]);
    const std::string end = FactKey(positions[last] + 1);
    const rocksdb::Slice begin_slice = begin;
    const rocksdb::Slice end_slice = end;
    status = db.CompactRange(options, state_->database->family(Family::kFacts), &begin_slice,
                             &end_slice);
    first = last + 1;
  }
  // Files that nobody needs any more are deleted some time later; this deletes them now.
  if (status.ok()) status = db.DisableFileDeletions();
  if (status.ok()) status = db.EnableFileDeletions(/*force=*/false);
  return ToStatus(status, "erasing a withdrawn private part");
}

}  // namespace traguardo::storage
