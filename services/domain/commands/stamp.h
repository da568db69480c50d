// The place and the time that a command gets when its turn comes.

#ifndef TRAGUARDO_SERVICES_DOMAIN_COMMANDS_STAMP_H_
#define TRAGUARDO_SERVICES_DOMAIN_COMMANDS_STAMP_H_

#include <cstdint>

#include "absl/time/time.h"
#include "services/domain/values/civil_date.h"

namespace traguardo::domain {

// What the sequencer gives every command.
struct Stamp {
  // Of the first fact.
  uint64_t next_position;
  // One value per group, never running backwards.
  absl::Time recorded_at;
  // The civil day of recorded_at in Italy.
  CivilDate today;
};

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_COMMANDS_STAMP_H_
