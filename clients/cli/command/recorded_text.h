// What a command has recorded, in words: who mistyped a figure sees it at once, and not at the next
// reading.

#ifndef TRAGUARDO_CLIENTS_CLI_COMMAND_RECORDED_TEXT_H_
#define TRAGUARDO_CLIENTS_CLI_COMMAND_RECORDED_TEXT_H_

#include <string>
#include <vector>

#include "clients/cli/command/session.h"
#include "google/protobuf/message.h"

namespace traguardo::cli {

// "ob-1, 2025-06-30: avanzamento — 40%": a line for each fact of the request, for the first few of
// many. None where nothing is known to say.
std::vector<std::string> RecordedText(const Session& session,
                                      const google::protobuf::Message& request);

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_COMMAND_RECORDED_TEXT_H_
