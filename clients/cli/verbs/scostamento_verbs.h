// The parts of `traguardo scostamento`.

#ifndef TRAGUARDO_CLIENTS_CLI_VERBS_SCOSTAMENTO_VERBS_H_
#define TRAGUARDO_CLIENTS_CLI_VERBS_SCOSTAMENTO_VERBS_H_

#include "clients/cli/command/verb.h"

namespace traguardo::cli {

// scostamento show
void AddScostamentoShow(Verb group);

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_VERBS_SCOSTAMENTO_VERBS_H_
