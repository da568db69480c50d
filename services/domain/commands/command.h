// What somebody wants recorded. The API translates requests into this; the domain knows no request.

#ifndef TRAGUARDO_SERVICES_DOMAIN_COMMANDS_COMMAND_H_
#define TRAGUARDO_SERVICES_DOMAIN_COMMANDS_COMMAND_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "services/domain/values/resource_name.h"
#include "traguardo/event/v1/envelope.pb.h"

namespace traguardo::domain {

// Permanent bound: readers, checkpoints and known_at stop only at the ends of commands.
inline constexpr size_t kMaxProposals = 2000;

// One fact as proposed, with its texts. Its form has been checked with CheckFields.
struct Proposal {
  StreamName stream = StreamName::Ente();
  // For which unit of a transversal objective; empty otherwise.
  std::string unit;
  // Civil date with its precision; never empty.
  std::string effective_on;
  event::v1::Evidence evidence;
  event::v1::Fact fact;
};

// All of it is recorded, or nothing.
struct Command {
  std::string ente;
  event::v1::Actor actor;
  // First 16 bytes of SHA-256 of the request id.
  std::string command_hash;
  // What the caller believes is the last revision of the first proposal's stream.
  std::optional<uint64_t> expected_revision;
  // 1 to kMaxProposals, in the order in which they are to be recorded; may span several streams of
  // the one ente.
  std::vector<Proposal> proposals;
  // The facts that FactCorrected, PersonalDataWithdrawn and ConsuntivoFrozen proposals point at, of
  // whatever ente, as far as the log has them; read by the caller.
  std::vector<event::v1::Envelope> corrected;
};

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_COMMANDS_COMMAND_H_
