// What people type → what the API reads, where the two are written differently: dates as acts write
// them, figures with an Italian comma. One place, so that it holds for every option.

#ifndef TRAGUARDO_CLIENTS_CLI_COMMAND_TYPED_VALUE_H_
#define TRAGUARDO_CLIENTS_CLI_COMMAND_TYPED_VALUE_H_

#include <optional>
#include <string>

#include "clients/cli/command/verb.h"
#include "clients/cli/screen/text.h"

namespace traguardo::cli {

// "20/11/2026" → "2026-11-20"; anything else as it is, for whoever reads it to judge.
std::string TypedDate(const std::string& typed);

// "71,5" → "71.5". One point or comma before exactly three digits may be meant for thousands, and a
// figure that is wrong by a thousand looks right: a complaint says the two ways to write it. So
// does one about separators of thousands. Anything else as it is.
std::optional<Complaint> TypedDecimal(const std::string& typed, std::string* decimal);

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_COMMAND_TYPED_VALUE_H_
