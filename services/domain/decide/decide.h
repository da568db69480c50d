// Whether a command may be recorded: state, command and time in; facts or a refusal out.
//
// Pure: reads no clock, waits for nothing, and gives the same answer for the same arguments.

#ifndef TRAGUARDO_SERVICES_DOMAIN_DECIDE_DECIDE_H_
#define TRAGUARDO_SERVICES_DOMAIN_DECIDE_DECIDE_H_

#include <cstdint>
#include <variant>
#include <vector>

#include "services/domain/commands/command.h"
#include "services/domain/commands/refusal.h"
#include "services/domain/commands/stamp.h"
#include "services/domain/state/state.h"
#include "traguardo/event/v1/envelope.pb.h"

namespace traguardo::domain {

struct Acceptance {
  // One per proposal, in the same order, with contiguous positions: complete but for private_hash,
  // which is the caller's to fill. Private fields are split off (private_part.h), because the state
  // that decides is evolved without texts.
  std::vector<event::v1::Envelope> facts;
  // The private fields of the fact with the same index, without salt; may be empty (IsEmpty).
  std::vector<event::v1::PrivatePart> private_parts;
  std::vector<Warning> warnings;
  // The command took an earlier fact back, or withdrew texts: the state still has what no longer
  // counts. Drop it, and fold again before the next command on this ente.
  bool reload_needed = false;
  // Of the first proposal's stream, after this command.
  uint64_t revision = 0;
};

struct DecideResult {
  std::variant<Acceptance, Refusal> outcome;
  // Refused after some proposals had already evolved the state: drop it, and fold again.
  bool state_is_dirty = false;

  bool accepted() const { return std::holds_alternative<Acceptance>(outcome); }
};

// Judges each proposal against the state that the ones before it leave, and evolves `ente` by the
// accepted facts. `ente` must hold its base and the years of YearsNeeded (years_needed.h), as of
// position stamp.next_position - 1; years beyond those change nothing.
DecideResult Decide(Ente& ente, Command command, const Stamp& stamp);

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_DECIDE_DECIDE_H_
