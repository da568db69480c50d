// One monitoring round (rilevazione). Plain values; see state.h.

#ifndef TRAGUARDO_SERVICES_DOMAIN_STATE_STATE_ROUND_H_
#define TRAGUARDO_SERVICES_DOMAIN_STATE_STATE_ROUND_H_

#include <cstdint>
#include <string>

#include "absl/container/btree_map.h"
#include "services/domain/state/fact_order.h"
#include "services/domain/state/frozen.h"
#include "services/domain/state/state_corrections.h"
#include "traguardo/event/v1/round.pb.h"

namespace traguardo::domain {

enum class ReportStatus : uint8_t { kMissing, kSubmitted, kReturned, kApproved };

// The report of one responsabile. The latest of the three facts says how it stands.
struct RoundReport {
  Attributed<Frozen<event::v1::ReportSubmitted>> submitted;
  // The value is the reason.
  Attributed<std::string> returned;
  // The value is the note.
  Attributed<std::string> approved;
  // What `submitted` and `returned` have replaced, in fold order: a report that came again has its
  // first coming and the reason why it was sent back.
  absl::btree_map<FactOrder, Provenance> earlier_submissions;
  absl::btree_map<FactOrder, Attributed<std::string>> earlier_returns;

  ReportStatus status() const;

  friend bool operator==(const RoundReport&, const RoundReport&) = default;
};

struct Round {
  // Last revision of the stream "plans/{year}/rounds/{id}".
  uint64_t revision = 0;
  uint64_t last_position = 0;
  Attributed<Frozen<event::v1::RoundOpened>> opened;
  // By responsabile.
  absl::btree_map<std::string, RoundReport> reports;
  // The value is the note.
  Register<std::string> closed;
  Corrections corrections;

  bool exists() const { return opened.is_set(); }
  bool is_open() const { return exists() && !closed.is_set(); }

  Round();
  Round(const Round&);
  Round(Round&&) noexcept;
  Round& operator=(const Round&);
  Round& operator=(Round&&) noexcept;
  ~Round();

  friend bool operator==(const Round&, const Round&);
};

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_STATE_STATE_ROUND_H_
