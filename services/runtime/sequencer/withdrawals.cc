#include "services/runtime/sequencer/withdrawals.h"

#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/runtime/states/fact_reader.h"

namespace traguardo::runtime {
namespace {

using storage::Position;

absl::StatusOr<std::vector<Position>> WithdrawnBetween(const storage::EventLog& log, Position first,
                                                       Position last) {
  std::vector<Position> positions;
  const absl::Status scanned = log.Scan(first, last, [&](const storage::FactView& stored) {
    event::v1::Envelope fact;
    absl::Status parsed = ParseFact(stored, Texts::kLeftOut, {}, fact);
    const auto& withdrawn = fact.fact().personal_data_withdrawn().positions();
    positions.insert(positions.end(), withdrawn.begin(), withdrawn.end());
    return parsed;
  });
  if (!scanned.ok()) return scanned;
  return positions;
}

}  // namespace

absl::Status Withdrawals::Finish() {
  const absl::StatusOr<std::string> note = log_.GetOperational(kNoteKey);
  if (absl::IsNotFound(note.status())) return absl::OkStatus();
  if (!note.ok()) return note.status();
  const std::vector<std::string> ends = absl::StrSplit(*note, ' ');
  Position first = 0;
  Position last = 0;
  if (ends.size() != 2 || !absl::SimpleAtoi(ends[0], &first) || !absl::SimpleAtoi(ends[1], &last)) {
    return absl::DataLossError(absl::StrCat("the note of withdrawals under way reads \"", *note,
                                            "\" instead of two positions"));
  }
  absl::StatusOr<std::vector<Position>> positions = WithdrawnBetween(log_, first, last);
  if (!positions.ok()) return positions.status();
  // Rewritten already, in the write that recorded the withdrawal; a look costs little and takes no
  // copy of the log on trust.
  for (const Position position : *positions) {
    const absl::Status withdrawn = log_.WithdrawPrivatePart(position);
    if (!withdrawn.ok()) return withdrawn;
  }
  {
    absl::MutexLock lock(&mutex_);
    first_ = first;
    last_ = last;
    ++announced_;
  }
  EraseLater(*positions);
  return absl::OkStatus();
}

std::string Withdrawals::Announce(Position first, Position last) {
  absl::MutexLock lock(&mutex_);
  if (first_ == 0) first_ = first;
  last_ = last;
  ++announced_;
  return absl::StrCat(first_, " ", last_);
}

void Withdrawals::EraseLater(const std::vector<Position>& positions) {
  bool is_first = false;
  {
    absl::MutexLock lock(&mutex_);
    waiting_.insert(waiting_.end(), positions.begin(), positions.end());
    is_first = groups_waiting_++ == 0;
  }
  if (is_first) eraser_.Run([this] { Erase(); });
}

void Withdrawals::Erase() {
  std::vector<Position> positions;
  size_t groups = 0;
  {
    absl::MutexLock lock(&mutex_);
    positions.swap(waiting_);
    groups = std::exchange(groups_waiting_, 0);
  }
  const bool erased = log_.EraseWithdrawn(std::move(positions)).ok();
  absl::MutexLock lock(&mutex_);
  announced_ -= groups;
  failed_ = failed_ || !erased;
  if (announced_ > 0 || failed_) return;
  // If the note stays, the next start does the same work again, to no harm.
  if (log_.DeleteOperational(kNoteKey).ok()) first_ = 0;
}

}  // namespace traguardo::runtime
