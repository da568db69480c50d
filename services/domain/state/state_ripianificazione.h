// Ripianificazioni of one objective. Plain values; see state.h. What the approved ones make of the
// definition is in current_definition.h.

#ifndef TRAGUARDO_SERVICES_DOMAIN_STATE_STATE_RIPIANIFICAZIONE_H_
#define TRAGUARDO_SERVICES_DOMAIN_STATE_STATE_RIPIANIFICAZIONE_H_

#include <cstdint>
#include <string>

#include "services/domain/state/fact_order.h"
#include "services/domain/state/frozen.h"
#include "traguardo/event/v1/ripianificazione.pb.h"

namespace traguardo::domain {

enum class Verdict : uint8_t { kApproved, kRejected };

struct Decision {
  Verdict verdict = Verdict::kRejected;
  Frozen<event::v1::Act> act;
  // Of a rejection.
  std::string reason;

  friend bool operator==(const Decision&, const Decision&) = default;
};

struct Ripianificazione {
  Attributed<Frozen<event::v1::RipianificazioneProposed>> proposed;
  // Unset while it waits for an act.
  Attributed<Decision> decided;
  // Position of the last fact that names it.
  uint64_t last_position = 0;

  // False while only its decision has been seen.
  bool exists() const { return proposed.is_set(); }
  bool is_pending() const { return exists() && !decided.is_set(); }
  bool is_approved() const {
    return exists() && decided.is_set() && decided.value.verdict == Verdict::kApproved;
  }
  bool is_rejected() const {
    return exists() && decided.is_set() && decided.value.verdict == Verdict::kRejected;
  }

  friend bool operator==(const Ripianificazione&, const Ripianificazione&) = default;
};

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_STATE_STATE_RIPIANIFICAZIONE_H_
