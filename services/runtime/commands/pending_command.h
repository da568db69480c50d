// A submitted command on its way through the sequencer.

#ifndef TRAGUARDO_SERVICES_RUNTIME_COMMANDS_PENDING_COMMAND_H_
#define TRAGUARDO_SERVICES_RUNTIME_COMMANDS_PENDING_COMMAND_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "absl/time/time.h"
#include "services/domain/commands/command.h"
#include "services/runtime/commands/submission.h"
#include "services/runtime/states/state_parts.h"
#include "storage/bytes/position.h"
#include "storage/layout/log_records.h"
#include "storage/layout/request_key.h"

namespace traguardo::runtime {

struct PendingCommand {
  domain::Command command;
  storage::RequestKey key;
  storage::RequestFingerprint fingerprint{};
  absl::Time deadline;
  Answer answer;

  // The head of the log before the request was looked up there and not found.
  storage::Position looked_up_at = 0;
  // Found when it was looked up again.
  std::optional<storage::StoredRequest> known;
  // What the state must hold to judge it.
  StateParts parts;
  size_t bytes = 0;  // roughly, in memory and in the log

  // It points at facts of earlier commands that have not been read yet (pointed_at.h).
  bool must_read = false;
  // Why they could not be read: its answer.
  std::optional<Trouble> unreadable;
  // Of those whose texts it withdraws: how many, and envelope and salt, to be written again.
  size_t withdrawn_count = 0;
  std::vector<storage::StoredFact> withdrawn;

  // What it adds to a group: facts to write, new ones and old ones.
  size_t fact_count() const { return command.proposals.size() + withdrawn_count; }
};

}  // namespace traguardo::runtime

#endif  // TRAGUARDO_SERVICES_RUNTIME_COMMANDS_PENDING_COMMAND_H_
