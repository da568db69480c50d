// What a stream remembers about its corrections: each corrected position with the storno that took
// it back. The corrected fact itself is left out by Fold; its envelope stays readable in the log.

#ifndef TRAGUARDO_SERVICES_DOMAIN_STATE_STATE_CORRECTIONS_H_
#define TRAGUARDO_SERVICES_DOMAIN_STATE_STATE_CORRECTIONS_H_

#include <cstdint>
#include <string>

#include "absl/container/btree_map.h"
#include "services/domain/state/fact_order.h"

namespace traguardo::domain {

// Corrected position → the storno, with its reason.
using Corrections = absl::btree_map<uint64_t, Attributed<std::string>>;

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_STATE_STATE_CORRECTIONS_H_
