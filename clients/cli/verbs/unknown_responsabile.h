// A mistyped --responsabile gives an empty list, which reads as "nothing to do": the server takes
// any id, since a responsabile without objectives is no mistake.

#ifndef TRAGUARDO_CLIENTS_CLI_VERBS_UNKNOWN_RESPONSABILE_H_
#define TRAGUARDO_CLIENTS_CLI_VERBS_UNKNOWN_RESPONSABILE_H_

#include <string>

#include "clients/cli/command/session.h"
#include "traguardo/api/v1/projection_service.pb.h"

namespace traguardo::cli {

// After `request` has found nothing on the day `as_of`: where none of the responsabili whom it asks
// for answers for any objective, says so on `err`. The server is asked once more where another
// filter may be why; without an answer nothing is said.
void NoteUnknownResponsabili(Session& session, const api::v1::ListObjectivesRequest& request,
                             const std::string& as_of);

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_VERBS_UNKNOWN_RESPONSABILE_H_
