// Scostamenti of one objective and the measures taken on them. Plain values; see state.h.

#ifndef TRAGUARDO_SERVICES_DOMAIN_STATE_STATE_SCOSTAMENTO_H_
#define TRAGUARDO_SERVICES_DOMAIN_STATE_STATE_SCOSTAMENTO_H_

#include <cstdint>
#include <string>

#include "absl/container/btree_map.h"
#include "services/domain/state/fact_order.h"
#include "services/domain/state/frozen.h"
#include "traguardo/event/v1/scostamento.pb.h"

namespace traguardo::domain {

enum class Settlement : uint8_t { kAdopted, kDropped };

struct SettledMeasure {
  Settlement settlement = Settlement::kAdopted;
  // The note of an adoption, the reason of a drop.
  std::string note;

  friend bool operator==(const SettledMeasure&, const SettledMeasure&) = default;
};

struct CorrectiveMeasure {
  Attributed<Frozen<event::v1::CorrectiveMeasurePlanned>> planned;
  // Unset while it is neither adopted nor dropped.
  Attributed<SettledMeasure> settled;

  friend bool operator==(const CorrectiveMeasure&, const CorrectiveMeasure&) = default;
};

struct ClosedScostamento {
  event::v1::ScostamentoClosing closing = event::v1::SCOSTAMENTO_CLOSING_UNSPECIFIED;
  std::string note;

  friend bool operator==(const ClosedScostamento&, const ClosedScostamento&) = default;
};

struct Scostamento {
  Attributed<Frozen<event::v1::ScostamentoRecorded>> recorded;
  // The unit it was recorded for, when the objective is transversal.
  std::string unit;
  // Causes stated later, beside those it was recorded with; all of them hold.
  absl::btree_map<FactOrder, Attributed<Frozen<event::v1::ScostamentoCausesStated>>> causes_stated;
  // By id.
  absl::btree_map<std::string, CorrectiveMeasure> measures;
  Attributed<ClosedScostamento> closed;
  // Position of the last fact that names it.
  uint64_t last_position = 0;

  // False while only facts that name it have been seen.
  bool exists() const { return recorded.is_set(); }
  bool is_open() const { return exists() && !closed.is_set(); }
  bool causes_missing() const { return recorded.value->causes().empty() && causes_stated.empty(); }

  Scostamento();
  Scostamento(const Scostamento&);
  Scostamento(Scostamento&&) noexcept;
  Scostamento& operator=(const Scostamento&);
  Scostamento& operator=(Scostamento&&) noexcept;
  ~Scostamento();

  friend bool operator==(const Scostamento&, const Scostamento&);
};

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_STATE_STATE_SCOSTAMENTO_H_
