#include "services/runtime/withdrawals.h"

#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/runtime/fact_reader.h"

namespace traguardo::runtime {
namespace {

using storage::Position;

// Permanent: "{first position} {last position}" in decimal.
constexpr std::string_view kNoteKey = "runtime/withdrawals under way";

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
  {
    absl::MutexLock lock(&mutex_);
    first_ = first;
    last_ = last;
    ++announced_;
  }
  return CarryOut(*positions);
}

absl::Status Withdrawals::Announce(Position first, Position last) {
  absl::MutexLock lock(&mutex_);
  if (first_ == 0) first_ = first;
  last_ = last;
  ++announced_;
  return log_.PutOperational(kNoteKey, absl::StrCat(first_, " ", last_));
}

absl::Status Withdrawals::CarryOut(const std::vector<Position>& positions) {
  for (const Position position : positions) {
    const absl::Status withdrawn = log_.WithdrawPrivatePart(position);
    if (!withdrawn.ok()) return withdrawn;
  }
  eraser_.Run([this, positions] { Erase(positions); });
  return absl::OkStatus();
}

void Withdrawals::Erase(const std::vector<Position>& positions) {
  bool erased = true;
  for (const Position position : positions) erased = erased && log_.EraseWithdrawn(position).ok();
  absl::MutexLock lock(&mutex_);
  --announced_;
  failed_ = failed_ || !erased;
  if (announced_ > 0 || failed_) return;
  // If the note stays, the next start does the same work again, to no harm.
  if (log_.DeleteOperational(kNoteKey).ok()) first_ = 0;
}

}  // namespace traguardo::runtime
