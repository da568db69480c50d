// The facts of earlier commands that a command points at: those it takes back, those whose texts it
// withdraws, the one at which it freezes a year. Judging it needs their envelopes, and withdrawing
// texts rewrites the facts; both are read before, by a thread that may wait for the disk.

#ifndef TRAGUARDO_SERVICES_RUNTIME_COMMANDS_POINTED_AT_H_
#define TRAGUARDO_SERVICES_RUNTIME_COMMANDS_POINTED_AT_H_

#include <cstddef>
#include <optional>

#include "services/runtime/commands/pending_command.h"
#include "services/runtime/commands/submission.h"
#include "storage/log/event_log.h"

namespace traguardo::runtime {

// What one command may withdraw and take back. A thousand rewritten facts are a few milliseconds of
// the one writer's time: no more than a group of anybody else's.
inline constexpr size_t kMaxWithdrawnAtOnce = 1000;
inline constexpr size_t kMaxPointedAt = 4000;

// Reads nothing: notes whether something will have to be read, and how many facts will be
// rewritten. kTooLarge past the bounds.
std::optional<Trouble> NotePointedAt(PendingCommand& command);

// Reads it all from the log into the command. What cannot be read, or takes more than
// `max_rewritten_bytes` to rewrite, becomes the command's answer.
void ReadPointedAt(const storage::EventLog& log, size_t max_rewritten_bytes,
                   PendingCommand& command);

}  // namespace traguardo::runtime

#endif  // TRAGUARDO_SERVICES_RUNTIME_COMMANDS_POINTED_AT_H_
