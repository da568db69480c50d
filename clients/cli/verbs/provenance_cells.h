// Who recorded something, when it became known, and where in the log it stands: columns that every
// register has alike.

#ifndef TRAGUARDO_CLIENTS_CLI_VERBS_PROVENANCE_CELLS_H_
#define TRAGUARDO_CLIENTS_CLI_VERBS_PROVENANCE_CELLS_H_

#include <string>
#include <vector>

#include "clients/cli/screen/fields_table.h"
#include "clients/cli/screen/table.h"
#include "clients/cli/screen/text.h"
#include "traguardo/view/v1/objective.pb.h"

namespace traguardo::cli {

// "segretario per responsabile.tributi"
std::string WhoText(const view::v1::Provenance& by, Language language);
// Who answered for the objective then, where that is neither of those: empty otherwise.
std::string OtherResponsabileThen(const view::v1::Provenance& by);

// The columns, their keys in CSV beginning with `prefix`; `moment` heads the one that says when.
// Beside the row only where there is room: `aside` and higher.
void AddProvenanceColumns(const std::string& prefix, const Text& moment, int aside,
                          std::vector<Column>* columns);
// Their cells, in the same order; all empty for a fact there is none of.
void AddProvenanceCells(const view::v1::Provenance& by, Language language, std::vector<Cell>* row);

// The same in a table of names and values: one line for people.
void AddProvenance(const std::string& prefix, const Text& name, const view::v1::Provenance& by,
                   Language language, FieldsTable* table);

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_VERBS_PROVENANCE_CELLS_H_
