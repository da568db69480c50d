#include "services/runtime/states/state_cache.h"

#include <algorithm>
#include <utility>

namespace traguardo::runtime {
namespace {

// What an entry costs besides its state: the list node, the index and the name twice.
constexpr size_t kEntryBytes = 256;
// A fact kept in the state takes about as many bytes again as its envelope has.
constexpr size_t kBytesPerFactByte = 2;
// How far the estimate may drift before the state is measured again.
constexpr size_t kDriftBytes = 64 << 10;

size_t CountDefinitions(const domain::Ente& state) {
  size_t definitions = 0;
  for (const auto& [year, plan] : state.years) definitions += plan.objectives.size();
  return definitions;
}

}  // namespace

ResidentEnte* StateCache::Find(const std::string& ente) {
  const auto found = by_ente_.find(ente);
  if (found == by_ente_.end()) return nullptr;
  // Counted before it is read: folding up afterwards would take from the caller what it holds.
  if (unfolded_ >= kMaxUnfolded) RestAwake();
  Use(found->second);
  Count(*found->second, 1);
  return &*found->second;
}

ResidentEnte& StateCache::FindOrAdd(const std::string& ente) {
  if (ResidentEnte* found = Find(ente); found != nullptr) return *found;
  order_.emplace_front();
  order_.front().state.id = ente;
  by_ente_.emplace(ente, order_.begin());
  order_.front().is_awake = true;
  Measure(order_.front());
  return order_.front();
}

void StateCache::Adopt(domain::Ente loaded, const StateParts& parts) {
  ResidentEnte& resident = FindOrAdd(loaded.id);
  domain::Ente& state = resident.state;
  if (parts.base) state.base = std::move(loaded.base);
  for (const int year : parts.years) {
    state.years.erase(year);
    if (auto node = loaded.years.extract(year)) state.years.insert(std::move(node));
  }
  state.actors.merge(loaded.actors);
  resident.parts.Add(parts);
  Measure(resident);
}

void StateCache::Drop(const std::string& ente, const StateParts& parts) {
  const auto found = by_ente_.find(ente);
  if (found == by_ente_.end()) return;
  ResidentEnte& resident = *found->second;
  resident.parts.Remove(parts);
  if (resident.parts.empty()) {
    Discount(resident);
    order_.erase(found->second);
    by_ente_.erase(found);
    return;
  }
  if (parts.base) resident.state.base = domain::EnteBase();
  for (const int year : parts.years) resident.state.years.erase(year);
  Measure(resident);
}

void StateCache::NoteGrowth(ResidentEnte& resident, size_t fact_bytes) {
  const size_t growth = fact_bytes * kBytesPerFactByte;
  resident.grown_bytes += growth;
  bytes_ += growth;
  if (resident.grown_bytes > kDriftBytes + resident.measured_bytes / 4) Measure(resident);
}

void StateCache::NoteUnfolded(ResidentEnte& resident, size_t definitions) {
  // Others may have been found since, and all been folded up.
  if (!resident.is_awake) Use(by_ente_.at(resident.state.id));
  Count(resident, definitions);
  if (unfolded_ > kMaxUnfolded) RestAwake();
}

void StateCache::Use(Order::iterator entry) {
  order_.splice(order_.begin(), order_, entry);
  entry->is_awake = true;
}

void StateCache::Count(ResidentEnte& resident, size_t definitions) {
  const size_t all = CountDefinitions(resident.state);
  const size_t left = all > resident.unfolded ? all - resident.unfolded : 0;
  const size_t more = std::min(definitions, left);
  resident.unfolded += more;
  unfolded_ += more;
}

void StateCache::RestAwake() {
  // Each was used after all that are not awake.
  for (ResidentEnte& resident : order_) {
    if (!resident.is_awake) break;
    resident.is_awake = false;
    resident.unfolded = 0;
    domain::Rest(resident.state);
  }
  unfolded_ = 0;
}

void StateCache::Discount(const ResidentEnte& resident) {
  bytes_ -= resident.measured_bytes + resident.grown_bytes;
  unfolded_ -= resident.unfolded;
}

std::vector<domain::Ente> StateCache::EvictTo(size_t bytes,
                                              absl::FunctionRef<bool(const std::string&)> may_go) {
  std::vector<domain::Ente> evicted;
  auto next = order_.end();
  while (bytes_ > bytes && next != order_.begin()) {
    const auto candidate = std::prev(next);
    if (!may_go(candidate->state.id)) {
      next = candidate;
      continue;
    }
    Discount(*candidate);
    by_ente_.erase(candidate->state.id);
    evicted.push_back(std::move(candidate->state));
    next = order_.erase(candidate);
  }
  return evicted;
}

void StateCache::Measure(ResidentEnte& resident) {
  Discount(resident);
  // What was unfolded to be read is folded up again, so that a state costs what it does at rest.
  domain::Rest(resident.state);
  resident.unfolded = 0;
  resident.measured_bytes = domain::ApproximateMemory(resident.state) + kEntryBytes;
  resident.grown_bytes = 0;
  bytes_ += resident.measured_bytes;
}

}  // namespace traguardo::runtime
