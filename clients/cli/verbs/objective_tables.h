// What stands in tables of its own when one objective is shown.

#ifndef TRAGUARDO_CLIENTS_CLI_VERBS_OBJECTIVE_TABLES_H_
#define TRAGUARDO_CLIENTS_CLI_VERBS_OBJECTIVE_TABLES_H_

#include "clients/cli/screen/table.h"
#include "clients/cli/screen/text.h"
#include "traguardo/view/v1/objective.pb.h"

namespace traguardo::cli {

// A row for each unit, or for the whole: what was declared, proposed and assessed.
Table ResultsTable(const view::v1::Objective& objective, Language language);
// The latest figure of each indicator and unit, and the one of the day it was due.
Table IndicatorsTable(const view::v1::Objective& objective, Language language);
// Phases, then milestones: a row for the whole and, of a transversal objective, one for each unit.
Table PhasesTable(const view::v1::Objective& objective, Language language);
Table ResourcesTable(const view::v1::Objective& objective, Language language);
// Who has answered for it, and from when until when: also those who handed over.
Table AssignmentsTable(const view::v1::Objective& objective, Language language);
Table GatesTable(const view::v1::Objective& objective, Language language);
Table SegnalazioniTable(const view::v1::Objective& objective);

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_VERBS_OBJECTIVE_TABLES_H_
