// Whether a command fits what the log takes, found out before it is queued: a fact that turned out
// too large after it was judged would have changed the state already.

#ifndef TRAGUARDO_SERVICES_RUNTIME_COMMANDS_COMMAND_SIZE_H_
#define TRAGUARDO_SERVICES_RUNTIME_COMMANDS_COMMAND_SIZE_H_

#include <cstddef>
#include <optional>

#include "services/domain/commands/command.h"
#include "services/runtime/commands/submission.h"

namespace traguardo::runtime {

// kTooLarge with the fact that is, or none; sets `bytes` to about what the command takes in the
// log.
std::optional<Trouble> CheckCommandSize(const domain::Command& command, size_t max_command_bytes,
                                        size_t& bytes);

}  // namespace traguardo::runtime

#endif  // TRAGUARDO_SERVICES_RUNTIME_COMMANDS_COMMAND_SIZE_H_
