// From what people type ("ob-1", "2025", a whole resource name) to resource names. Where the ente
// or the year is not given and only one is possible, the server is asked which.

#ifndef TRAGUARDO_CLIENTS_CLI_COMMAND_NAMES_H_
#define TRAGUARDO_CLIENTS_CLI_COMMAND_NAMES_H_

#include <optional>
#include <string>
#include <string_view>

#include "clients/cli/command/session.h"

namespace traguardo::cli {

// Each is nothing when the name cannot be told: then the reason was shown and
// session.exit_code() says how to end.

// "demo" or "enti/demo"; empty: --ente, or the only ente the caller may see.
std::optional<std::string> EnteName(Session& session, std::string_view typed);

// "2025", "demo/2025" or "enti/demo/plans/2025"; empty: --ente and --year, or the year in course,
// or the latest one that has a plan.
std::optional<std::string> PlanName(Session& session, std::string_view typed);

// "ob-1" or "enti/demo/plans/2025/objectives/ob-1".
std::optional<std::string> ObjectiveName(Session& session, std::string_view typed);

// "giugno" or "enti/demo/plans/2025/rounds/giugno".
std::optional<std::string> RoundName(Session& session, std::string_view typed);

// An objective's id or any resource name: what facts may be about.
std::optional<std::string> AnyName(Session& session, std::string_view typed);

// The last part of a resource name: "ob-1".
std::string IdOf(std::string_view name);

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_COMMAND_NAMES_H_
