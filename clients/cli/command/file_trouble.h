// Why a file cannot be read or written, in the reader's language. The system's own words are
// English.

#ifndef TRAGUARDO_CLIENTS_CLI_COMMAND_FILE_TROUBLE_H_
#define TRAGUARDO_CLIENTS_CLI_COMMAND_FILE_TROUBLE_H_

#include <string>

#include "clients/cli/screen/text.h"

namespace traguardo::cli {

// What an errno means for whoever named the file: "non c'è", "è una cartella". In the system's
// words where it is none of the usual ones.
std::string FileTrouble(int error_number, Language language);

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_COMMAND_FILE_TROUBLE_H_
