#include "services/runtime/states/state_loader.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "services/domain/evolve/evolve.h"
#include "services/domain/state/fact_order.h"
#include "services/runtime/states/envelope_head.h"

namespace traguardo::runtime {
namespace {

using event::v1::Envelope;
using storage::StoredFact;
using storage::StreamEntry;

class StateLoader {
 public:
  using Counts = absl::FunctionRef<bool(const Envelope&)>;

  StateLoader(const storage::EventLog& log, std::string_view ente, storage::Position up_to,
              Texts texts, const WithdrawnPositions& withdrawn, Counts counts)
      : log_(log),
        ente_(ente),
        up_to_(up_to),
        texts_(texts),
        counts_(counts),
        withdrawn_(withdrawn) {
    state_.id = ente_;
  }

  absl::StatusOr<domain::Ente> Load(const StateParts& parts) {
    // The base first: it says which texts of the years were withdrawn.
    std::vector<std::string> streams;
    if (parts.base) streams.push_back("ente");
    for (const int year : parts.years) streams.push_back(YearStream(year));
    for (const std::string& stream : streams) {
      if (absl::Status read = Survey(stream); !read.ok()) return read;
    }
    for (size_t i = 0; i < streams.size() && !holds_all_; ++i) {
      if (absl::Status read = ReadPages(streams[i]); !read.ok()) return read;
    }
    FoldPage();
    return std::move(state_);
  }

 private:
  StreamSelection SelectionOf(const std::string& stream) const {
    return {ente_, stream, /*below=*/stream != "ente"};
  }

  // Finds what is taken back, and keeps everything as long as it fits one page.
  absl::Status Survey(const std::string& stream) {
    return ForEachStored(
        log_, SelectionOf(stream), up_to_,
        [this](const StreamEntry& entry, const StoredFact& stored) -> absl::Status {
          if (holds_all_) {
            if (absl::Status kept = Keep(entry, stored); !kept.ok()) return kept;
            NoteTakenBack(*page_.facts().back());
            if (!IsPageFull()) return absl::OkStatus();
            holds_all_ = false;
            ClearPage();
            return absl::OkStatus();
          }
          const auto kind = PeekKind(stored.envelope);
          if (kind != event::v1::Fact::kFactCorrected &&
              kind != event::v1::Fact::kPersonalDataWithdrawn) {
            return absl::OkStatus();
          }
          Envelope fact;
          absl::Status parsed = ParseFact(stored, Texts::kLeftOut, {}, fact);
          NoteTakenBack(fact);
          return parsed;
        });
  }

  absl::Status ReadPages(const std::string& stream) {
    return ForEachStored(log_, SelectionOf(stream), up_to_,
                         [this](const StreamEntry& entry, const StoredFact& stored) {
                           absl::Status kept = Keep(entry, stored);
                           if (kept.ok() && IsPageFull()) FoldPage();
                           return kept;
                         });
  }

  absl::Status Keep(const StreamEntry& entry, const StoredFact& stored) {
    Envelope& fact = page_.Add();
    page_bytes_ += stored.envelope.size() + stored.private_part.size();
    absl::Status parsed = ParseFact(stored, texts_, withdrawn_, fact);
    return parsed.ok() ? CheckPlace(entry, ente_, fact) : parsed;
  }

  void NoteTakenBack(const Envelope& fact) {
    if (fact.fact().has_fact_corrected()) {
      corrected_.insert(fact.fact().fact_corrected().corrected_position());
    }
    const auto& positions = fact.fact().personal_data_withdrawn().positions();
    withdrawn_.insert(positions.begin(), positions.end());
  }

  bool IsPageFull() const {
    return page_.facts().size() >= kFactsPerPage || page_bytes_ >= kPageBytes;
  }
  void ClearPage() {
    page_.Clear();
    page_bytes_ = 0;
  }

  // As domain::Fold, a page at a time: Evolve needs no order; sorting lets it append where it would
  // otherwise insert.
  void FoldPage() {
    std::vector<std::pair<domain::FactOrder, const Envelope*>> ordered;
    ordered.reserve(page_.facts().size());
    for (const Envelope* fact : page_.facts()) {
      if (corrected_.contains(fact->position()) || !counts_(*fact)) continue;
      ordered.emplace_back(domain::OrderOf(*fact), fact);
    }
    std::sort(ordered.begin(), ordered.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& [order, fact] : ordered) domain::Evolve(state_, *fact);
    ClearPage();
  }

  const storage::EventLog& log_;
  const std::string ente_;
  const storage::Position up_to_;
  const Texts texts_;
  const Counts counts_;
  WithdrawnPositions withdrawn_;
  absl::flat_hash_set<uint64_t> corrected_;
  FactSet page_;
  size_t page_bytes_ = 0;
  bool holds_all_ = true;
  domain::Ente state_;
};

}  // namespace

absl::StatusOr<domain::Ente> LoadState(const storage::EventLog& log, std::string_view ente,
                                       const StateParts& parts, storage::Position up_to,
                                       Texts texts, const WithdrawnPositions& withdrawn) {
  return LoadState(log, ente, parts, up_to, texts, withdrawn, [](const Envelope&) { return true; });
}

absl::StatusOr<domain::Ente> LoadState(const storage::EventLog& log, std::string_view ente,
                                       const StateParts& parts, storage::Position up_to,
                                       Texts texts, const WithdrawnPositions& withdrawn,
                                       absl::FunctionRef<bool(const Envelope&)> counts) {
  return StateLoader(log, ente, up_to, texts, withdrawn, counts).Load(parts);
}

}  // namespace traguardo::runtime
