// Every verb of the program: each in the source of its name.

#ifndef TRAGUARDO_CLIENTS_CLI_VERBS_VERBS_H_
#define TRAGUARDO_CLIENTS_CLI_VERBS_VERBS_H_

#include "clients/cli/command/verb.h"

namespace traguardo::cli {

void AddStatus(Verb root);
void AddPlan(Verb root);
void AddObjective(Verb root);
void AddProgress(Verb root);
void AddMeasure(Verb root);
void AddMilestone(Verb root);
void AddScostamento(Verb root);
void AddRipianificazione(Verb root);
void AddRound(Verb root);
void AddFacts(Verb root);
void AddWatch(Verb root);
void AddImport(Verb root);
void AddExport(Verb root);
void AddEnte(Verb root);
void AddAdmin(Verb root);
void AddCompletion(Verb root, const VerbTree& tree);
void AddVersion(Verb root);

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_VERBS_VERBS_H_
