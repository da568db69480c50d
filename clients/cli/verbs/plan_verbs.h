// The parts of `traguardo plan`.

#ifndef TRAGUARDO_CLIENTS_CLI_VERBS_PLAN_VERBS_H_
#define TRAGUARDO_CLIENTS_CLI_VERBS_PLAN_VERBS_H_

#include "clients/cli/command/verb.h"

namespace traguardo::cli {

// plan show, calendar, variations
void AddPlanReads(Verb group);
void AddPlanCalendar(Verb group);

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_VERBS_PLAN_VERBS_H_
