// The command `traguardo`, as a function: what main() calls and tests drive.

#ifndef TRAGUARDO_CLIENTS_CLI_PROGRAM_H_
#define TRAGUARDO_CLIENTS_CLI_PROGRAM_H_

#include <string>
#include <vector>

#include "clients/cli/command/settings.h"

namespace traguardo::cli {

// `arguments` without the program's name. Returns the exit code (command/exit_code.h).
int RunProgram(std::vector<std::string> arguments, Environment& environment);

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_PROGRAM_H_
