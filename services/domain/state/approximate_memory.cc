// Heap bytes of a state: one overload for each type, adding up what its parts hold outside
// themselves. The overheads are those of the common 64-bit malloc and of Abseil's B-trees.

#include <algorithm>
#include <bit>
#include <cstddef>
#include <map>
#include <string>
#include <type_traits>
#include <vector>

#include "google/protobuf/message.h"
#include "services/domain/state/state.h"

namespace traguardo::domain {
namespace {

constexpr size_t kPerAllocation = 16;
// Two pointers and two counts that make_shared puts before the value.
constexpr size_t kSharedCount = 16;
// Colour and three pointers of a std::map node.
constexpr size_t kTreeNode = 32;
constexpr size_t kBtreeNode = 16;
constexpr size_t kInlineString = 15;

// Numbers, enums and FactOrders hold nothing outside themselves.
template <typename T>
requires std::is_trivially_copyable_v<T> size_t Heap(const T&) { return 0; }

size_t Heap(const std::string& text) {
  return text.capacity() <= kInlineString ? 0 : text.capacity() + 1 + kPerAllocation;
}

size_t Heap(const PartOfUnit& key) { return Heap(key.part) + Heap(key.unit); }
size_t Heap(const ConsentKey& key) { return Heap(key.grantee); }
size_t Heap(const ActorNames& names) {
  return Heap(names.principal) + Heap(names.on_behalf_of) + Heap(names.responsabile_then);
}
// The actor's names are counted once, in Ente::actors.
size_t Heap(const Provenance&) { return 0; }
size_t Heap(const LatestDeclaration& latest) { return Heap(latest.note); }
size_t Heap(const CarriedOver& carried) { return Heap(carried.from_objective); }
size_t Heap(const NotDue& not_due) {
  return Heap(not_due.from) + Heap(not_due.to) + Heap(not_due.reason);
}
size_t Heap(const Suspension& suspension) { return Heap(suspension.text); }
size_t Heap(const Exclusion& exclusion) { return Heap(exclusion.reason); }
size_t Heap(const FinalResult& result) { return Heap(result.percent) + Heap(result.text); }
size_t Heap(const SettledMeasure& settled) { return Heap(settled.note); }
size_t Heap(const ClosedScostamento& closed) { return Heap(closed.note); }

// Whatever is built of the others is declared before it is used in a container.
size_t Heap(const Decision& decision);
size_t Heap(const CorrectiveMeasure& measure);
size_t Heap(const Scostamento& scostamento);
size_t Heap(const Ripianificazione& ripianificazione);
size_t Heap(const UnitResult& result);
size_t Heap(const Objective& objective);
size_t Heap(const RoundReport& report);
size_t Heap(const Round& round);
size_t Heap(const ConsuntivoVersion& version);
size_t Heap(const PlanYear& plan);

template <typename T>
size_t Heap(const Frozen<T>& frozen) {
  if (!frozen.is_set()) return 0;
  if constexpr (std::is_base_of_v<google::protobuf::Message, T>) {
    return kPerAllocation + kSharedCount + frozen->SpaceUsedLong();
  } else {
    return kPerAllocation + kSharedCount + sizeof(T) + Heap(*frozen);
  }
}

template <typename T>
size_t Heap(const Packed<T>& packed) {
  // The node with its count, the bytes, and the message when it is unfolded.
  return packed.is_set() ? 2 * kPerAllocation + kSharedCount + packed.HeapBytes() : 0;
}

template <typename T>
requires(!std::is_trivially_copyable_v<Register<T>>) size_t Heap(const Register<T>& entry) {
  return Heap(entry.value);
}

template <typename T>
size_t Heap(const Attributed<T>& entry) {
  return Heap(entry.by) + Heap(entry.value);
}

template <typename T>
size_t Heap(const Seldom<T>& seldom) {
  if (!seldom.is_set()) return 0;
  return kPerAllocation + kSharedCount + sizeof(T) + Heap(*seldom);
}

template <typename T>
size_t Heap(const std::vector<T>& list) {
  size_t bytes = list.capacity() == 0 ? 0 : list.capacity() * sizeof(T) + kPerAllocation;
  for (const T& entry : list) bytes += Heap(entry);
  return bytes;
}

// A small tree is one node that grows by doubling; of a larger one, nodes of some 256 bytes, three
// quarters full.
template <typename Tree>
size_t BtreeNodes(const Tree& tree) {
  if (tree.empty()) return 0;
  constexpr size_t kEntry = sizeof(typename Tree::value_type);
  constexpr size_t kSlots = std::max<size_t>(4, 240 / kEntry);
  const size_t size = tree.size();
  if (size <= kSlots) {
    return std::min(kSlots, std::bit_ceil(size)) * kEntry + kBtreeNode + kPerAllocation;
  }
  return size * 4 / 3 * kEntry + size / kSlots * 2 * (kBtreeNode + kPerAllocation);
}

template <typename K, typename V>
size_t Heap(const absl::btree_map<K, V>& tree) {
  size_t bytes = BtreeNodes(tree);
  for (const auto& [key, value] : tree) bytes += Heap(key) + Heap(value);
  return bytes;
}

template <typename K, typename V, typename Before>
size_t Heap(const std::map<K, V, Before>& tree) {
  size_t bytes = 0;
  for (const auto& [key, value] : tree) {
    bytes += sizeof(std::pair<const K, V>) + kTreeNode + kPerAllocation + Heap(key) + Heap(value);
  }
  return bytes;
}

size_t Heap(const Decision& decision) { return Heap(decision.act) + Heap(decision.reason); }

size_t Heap(const CorrectiveMeasure& measure) {
  return Heap(measure.planned) + Heap(measure.settled);
}

size_t Heap(const Scostamento& scostamento) {
  return Heap(scostamento.recorded) + Heap(scostamento.unit) + Heap(scostamento.causes_stated) +
         Heap(scostamento.measures) + Heap(scostamento.closed);
}

size_t Heap(const Ripianificazione& ripianificazione) {
  return Heap(ripianificazione.proposed) + Heap(ripianificazione.decided);
}

size_t Heap(const UnitResult& result) {
  return Heap(result.declarations) + Heap(result.latest) + Heap(result.phase_percents) +
         Heap(result.report_days) + Heap(result.not_due) + Heap(result.suspensions) +
         Heap(result.excluded) + Heap(result.final_proposed) + Heap(result.final_assessed);
}

size_t Heap(const Objective& objective) {
  return Heap(objective.definition) + Heap(objective.removed) + Heap(objective.carried_over) +
         Heap(objective.resources_planned) + Heap(objective.resources_used) +
         Heap(objective.results) + Heap(objective.measurements) + Heap(objective.reached) +
         Heap(objective.responsabile_changes) + Heap(objective.scostamenti) +
         Heap(objective.ripianificazioni) + Heap(objective.segnalazioni) +
         Heap(objective.corrections);
}

size_t Heap(const RoundReport& report) {
  return Heap(report.submitted) + Heap(report.returned) + Heap(report.approved) +
         Heap(report.earlier_submissions) + Heap(report.earlier_returns);
}

size_t Heap(const Round& round) {
  return Heap(round.opened) + Heap(round.reports) + Heap(round.closed) + Heap(round.corrections);
}

size_t Heap(const ConsuntivoVersion& version) {
  return Heap(version.approved) + Heap(version.validated) + Heap(version.refused) +
         Heap(version.published);
}

size_t Heap(const PlanYear& plan) {
  return Heap(plan.drafted) + Heap(plan.rule_sets) + Heap(plan.adopted) + Heap(plan.amendments) +
         Heap(plan.objectives) + Heap(plan.rounds) + Heap(plan.consuntivo) + Heap(plan.narratives) +
         Heap(plan.aggregates) + Heap(plan.band_counts) + Heap(plan.closed) +
         Heap(plan.corrections);
}

}  // namespace

size_t ApproximateMemory(const Ente& ente) {
  size_t bytes = sizeof(Ente) + Heap(ente.id);
  bytes += Heap(ente.base.registered) + Heap(ente.base.units) + Heap(ente.base.strategic_nodes) +
           Heap(ente.base.consents) + Heap(ente.base.corrections) +
           BtreeNodes(ente.base.withdrawn_positions);
  bytes += Heap(ente.years);
  for (const Frozen<ActorNames>& actor : ente.actors) {
    bytes += kTreeNode + kPerAllocation + sizeof(actor) + Heap(actor);
  }
  return bytes;
}

}  // namespace traguardo::domain
