// Whether a command says what the log has: hashes of facts, equal where the facts say the same.

#ifndef TRAGUARDO_CLIENTS_DOCUMENT_CONTENT_HASH_H_
#define TRAGUARDO_CLIENTS_DOCUMENT_CONTENT_HASH_H_

#include <string>
#include <vector>

#include "traguardo/api/v1/command.pb.h"
#include "traguardo/event/v1/envelope.pb.h"

namespace traguardo::document {

enum class Texts {
  kWith,
  // The private ones are left out, on both sides of a comparison: the log has no others of a fact
  // whose texts were withdrawn.
  kWithout,
};

// Covers all that whoever records a fact says: stream, day, unit, in whose name, evidence and the
// fact itself, the position that a correction takes back included. Who recorded it, when and where
// it stands make no difference. No evidence and an empty one are the same, as in the log.
std::string ContentHash(const event::v1::Envelope& envelope, Texts texts);

// What recording the command would write down, as far as ContentHash looks at it; in its order.
std::vector<event::v1::Envelope> EnvelopesOf(const api::v1::Command& command);

}  // namespace traguardo::document

#endif  // TRAGUARDO_CLIENTS_DOCUMENT_CONTENT_HASH_H_
