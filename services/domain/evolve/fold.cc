#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "services/domain/evolve/evolve.h"

namespace traguardo::domain {
namespace {

using event::v1::Envelope;
using event::v1::Fact;

absl::flat_hash_set<uint64_t> CorrectedPositions(const std::vector<const Envelope*>& facts) {
  absl::flat_hash_set<uint64_t> corrected;
  for (const Envelope* fact : facts) {
    if (fact->fact().kind_case() == Fact::kFactCorrected) {
      corrected.insert(fact->fact().fact_corrected().corrected_position());
    }
  }
  return corrected;
}

}  // namespace

Ente Fold(std::string_view ente, std::vector<const Envelope*> facts) {
  const absl::flat_hash_set<uint64_t> corrected = CorrectedPositions(facts);

  // Evolve needs no order; sorting lets it append where it would otherwise insert, and lets a
  // reader of the state follow the story.
  std::vector<std::pair<FactOrder, const Envelope*>> ordered;
  ordered.reserve(facts.size());
  for (const Envelope* fact : facts) {
    if (!corrected.contains(fact->position())) ordered.emplace_back(OrderOf(*fact), fact);
  }
  std::sort(ordered.begin(), ordered.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });

  Ente state;
  state.id = std::string(ente);
  for (const auto& [order, fact] : ordered) Evolve(state, *fact);
  return state;
}

}  // namespace traguardo::domain
