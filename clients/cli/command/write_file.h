// Files that people ask the program to write: whole under their name, or not at all.

#ifndef TRAGUARDO_CLIENTS_CLI_COMMAND_WRITE_FILE_H_
#define TRAGUARDO_CLIENTS_CLI_COMMAND_WRITE_FILE_H_

#include <string>
#include <string_view>

#include "clients/cli/command/session.h"

namespace traguardo::cli {

enum class IfThere { kRefuse, kReplace };

// Whether WriteFile() would have a chance; said on `err` when not. For asking before long work.
bool MayWriteFile(Session& session, const std::string& path, IfThere if_there);

// Beside it under a name that nobody has, then renamed, so that a full disk leaves neither half a
// file under the right name nor a stray one beside it. A link is followed: what it points to is
// replaced, the link stays. What is there and is no file of bytes (a device, a pipe, a folder) is
// never replaced. False when it was not written: then the reason was said on `err`.
bool WriteFile(Session& session, const std::string& path, std::string_view text, IfThere if_there);

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_COMMAND_WRITE_FILE_H_
