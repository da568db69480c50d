// The parts of `traguardo objective`.

#ifndef TRAGUARDO_CLIENTS_CLI_VERBS_OBJECTIVE_VERBS_H_
#define TRAGUARDO_CLIENTS_CLI_VERBS_OBJECTIVE_VERBS_H_

#include "clients/cli/command/verb.h"

namespace traguardo::cli {

// objective define, redefine, remove, carry-over
void AddObjectiveDefinition(Verb group);
void AddObjectiveList(Verb group);
void AddObjectiveShow(Verb group);

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_VERBS_OBJECTIVE_VERBS_H_
