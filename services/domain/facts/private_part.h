// Which fields of a fact are kept beside its envelope, so that a recorded withdrawal can remove
// them while the envelope's hash still holds. Driven by (traguardo.schema.v1.rule).private: whoever
// adds a field says there whether it is private, and nothing else needs to change.
//
// Law: after SplitPrivate no private field of the envelope is set, and MergePrivate gives back the
// envelope as it was, whatever it holds. Lists that hold messages with private fields keep their
// length in both parts. Safe to call from any thread.

#ifndef TRAGUARDO_SERVICES_DOMAIN_FACTS_PRIVATE_PART_H_
#define TRAGUARDO_SERVICES_DOMAIN_FACTS_PRIVATE_PART_H_

#include "traguardo/event/v1/envelope.pb.h"

namespace traguardo::domain {

// Moves the private fields of `envelope.fact` and `envelope.evidence` out. The result has no salt
// (the caller draws it) and is empty when nothing private was set: see IsEmpty. Does not touch
// private_hash.
event::v1::PrivatePart SplitPrivate(event::v1::Envelope& envelope);

// The reverse. Where the envelope has no place for an element of the part (the two do not belong
// together), that element is left out; nothing of the envelope itself is ever changed or removed.
void MergePrivate(event::v1::Envelope& envelope, const event::v1::PrivatePart& part);

// Whether there is anything to keep, salt apart.
bool IsEmpty(const event::v1::PrivatePart& part);

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_FACTS_PRIVATE_PART_H_
