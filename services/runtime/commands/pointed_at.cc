#include "services/runtime/commands/pointed_at.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "services/runtime/commands/answers.h"
#include "services/runtime/states/fact_reader.h"

namespace traguardo::runtime {
namespace {

using storage::Position;

// Read from the log together. A stored fact may take a hundred kilobytes.
constexpr size_t kReadAtOnce = 64;

struct Positions {
  std::vector<Position> all;  // ascending, each once
  std::vector<Position> withdrawn;
};

void SortOnce(std::vector<Position>& positions) {
  std::sort(positions.begin(), positions.end());
  positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
}

Positions PositionsOf(const domain::Command& command) {
  Positions positions;
  for (const domain::Proposal& proposal : command.proposals) {
    const event::v1::Fact& fact = proposal.fact;
    if (fact.has_fact_corrected()) {
      positions.all.push_back(fact.fact_corrected().corrected_position());
    } else if (fact.has_consuntivo_frozen()) {
      positions.all.push_back(fact.consuntivo_frozen().frozen_position());
    } else if (fact.has_personal_data_withdrawn()) {
      const auto& withdrawn = fact.personal_data_withdrawn().positions();
      positions.withdrawn.insert(positions.withdrawn.end(), withdrawn.begin(), withdrawn.end());
    }
  }
  SortOnce(positions.withdrawn);
  positions.all.insert(positions.all.end(), positions.withdrawn.begin(), positions.withdrawn.end());
  SortOnce(positions.all);
  return positions;
}

Trouble TooLarge(const char* what, size_t count, size_t limit) {
  return MakeTrouble(Trouble::Kind::kTooLarge,
                     absl::StrCat("the command ", what, ": ", count, " of ", limit));
}

}  // namespace

std::optional<Trouble> NotePointedAt(PendingCommand& command) {
  const Positions positions = PositionsOf(command.command);
  if (positions.withdrawn.size() > kMaxWithdrawnAtOnce) {
    return TooLarge("withdraws the texts of earlier facts", positions.withdrawn.size(),
                    kMaxWithdrawnAtOnce);
  }
  if (positions.all.size() > kMaxPointedAt) {
    return TooLarge("points at earlier facts", positions.all.size(), kMaxPointedAt);
  }
  command.must_read = !positions.all.empty();
  command.withdrawn_count = positions.withdrawn.size();
  return std::nullopt;
}

void ReadPointedAt(const storage::EventLog& log, size_t max_rewritten_bytes,
                   PendingCommand& command) {
  command.must_read = false;
  Positions positions = PositionsOf(command.command);
  const Position head = log.head();
  // What is not recorded is missing from `corrected`, and refused by the domain.
  std::erase_if(positions.all,
                [head](Position position) { return position == 0 || position > head; });
  size_t rewritten_bytes = 0;
  for (size_t begin = 0; begin < positions.all.size(); begin += kReadAtOnce) {
    const auto first = positions.all.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto last = positions.all.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                  begin + kReadAtOnce, positions.all.size()));
    absl::StatusOr<std::vector<storage::StoredFact>> stored = log.ReadMany({first, last});
    absl::Status read = stored.status();
    if (read.ok()) {
      for (storage::StoredFact& fact : *stored) {
        read = ParseFact(fact, Texts::kLeftOut, {}, command.command.corrected.emplace_back());
        if (!read.ok()) break;
        const bool is_withdrawn = !fact.private_part.empty() &&
                                  std::binary_search(positions.withdrawn.begin(),
                                                     positions.withdrawn.end(), fact.position);
        if (!is_withdrawn) continue;
        rewritten_bytes += fact.envelope.size();
        fact.private_part = std::string();
        command.withdrawn.push_back(std::move(fact));
      }
    }
    if (!read.ok()) {
      const auto kind =
          absl::IsDataLoss(read) ? Trouble::Kind::kDataLoss : Trouble::Kind::kInternal;
      command.unreadable = MakeTrouble(kind, read.ToString());
      return;
    }
    if (rewritten_bytes > max_rewritten_bytes) {
      command.unreadable = TooLarge("withdraws the texts of facts with this many bytes",
                                    rewritten_bytes, max_rewritten_bytes);
      return;
    }
  }
}

}  // namespace traguardo::runtime
