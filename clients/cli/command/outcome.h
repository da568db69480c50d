// What a command answered.

#ifndef TRAGUARDO_CLIENTS_CLI_COMMAND_OUTCOME_H_
#define TRAGUARDO_CLIENTS_CLI_COMMAND_OUTCOME_H_

#include <string>
#include <vector>

#include "clients/cli/command/session.h"
#include "google/protobuf/message.h"

namespace traguardo::cli {

// Shows the CommandOutcome in field "outcome" of a command's response, what it has recorded, a
// sentence each, and its warnings. Returns the exit code.
int ShowOutcome(Session& session, const google::protobuf::Message& response,
                const std::vector<std::string>& sentences);

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_COMMAND_OUTCOME_H_
