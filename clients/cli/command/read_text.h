// Files that people name on the command line.

#ifndef TRAGUARDO_CLIENTS_CLI_COMMAND_READ_TEXT_H_
#define TRAGUARDO_CLIENTS_CLI_COMMAND_READ_TEXT_H_

#include <optional>
#include <string>

#include "clients/cli/command/session.h"

namespace traguardo::cli {

// The whole file, or standard input for "-". Nothing when it cannot be read or is larger than any
// document of ours may be: said on `err`.
std::optional<std::string> ReadText(Session& session, const std::string& path);

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_COMMAND_READ_TEXT_H_
