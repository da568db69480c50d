// The one fold. Decide, the sequencer's cache, every view and every question about the past use it.
//
// Total: any subset of an ente's facts, in any order, gives a state, and the same subset always the
// same state. A fact that is met again changes nothing. Never fails, never allocates without bound,
// reads no clock.

#ifndef TRAGUARDO_SERVICES_DOMAIN_EVOLVE_EVOLVE_H_
#define TRAGUARDO_SERVICES_DOMAIN_EVOLVE_EVOLVE_H_

#include <string_view>
#include <vector>

#include "services/domain/state/state.h"
#include "traguardo/event/v1/envelope.pb.h"

namespace traguardo::domain {

// Adds one fact. A FactCorrected is only remembered here: the fact it takes back may already be
// inside. Whoever meets one in arrival order folds the ente-year again (as for
// PersonalDataWithdrawn, whose texts may already be inside).
//
// The fact must be of this ente. One of a kind that does not belong into its stream only moves the
// stream's revision on.
void Evolve(Ente& ente, const event::v1::Envelope& fact);

// All the facts without those that a FactCorrected among them takes back, in fold order. The
// pointers are only read during the call.
Ente Fold(std::string_view ente, std::vector<const event::v1::Envelope*> facts);

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_EVOLVE_EVOLVE_H_
