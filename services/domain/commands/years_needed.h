// Which plan-years a command is judged by. The caller loads them before Decide, and Decide looks at
// no other, so that the answer does not depend on what happens to be loaded.

#ifndef TRAGUARDO_SERVICES_DOMAIN_COMMANDS_YEARS_NEEDED_H_
#define TRAGUARDO_SERVICES_DOMAIN_COMMANDS_YEARS_NEEDED_H_

#include <set>

#include "services/domain/commands/command.h"
#include "traguardo/event/v1/ente.pb.h"

namespace traguardo::domain {

// Those of its streams, of objectives carried over from, and those of YearsAfterEnd.
std::set<int> YearsNeeded(const Command& command);

// The years whose plans may name the unit after its validity has ended: the one of the day after,
// and the next, which may be drafted by then. None without an end.
std::set<int> YearsAfterEnd(const event::v1::Unit& unit);

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_COMMANDS_YEARS_NEEDED_H_
