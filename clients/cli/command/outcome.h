// What a command answered.

#ifndef TRAGUARDO_CLIENTS_CLI_COMMAND_OUTCOME_H_
#define TRAGUARDO_CLIENTS_CLI_COMMAND_OUTCOME_H_

#include <functional>
#include <string>
#include <vector>

#include "clients/cli/command/session.h"
#include "google/protobuf/message.h"

namespace traguardo::cli {

// Shows the CommandOutcome in field "outcome" of a command's response, what it has recorded, a
// sentence each, and its warnings. Returns the exit code. `sentences` are for people only: asked
// for once it stands on the screen that something was recorded, so that nobody who waits for them,
// or gives up waiting, takes it for not recorded.
int ShowOutcome(Session& session, const google::protobuf::Message& response,
                const std::function<std::vector<std::string>()>& sentences);

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_COMMAND_OUTCOME_H_
