// What a scostamento is about and how it stands, in words and in the codes of the views.

#ifndef TRAGUARDO_CLIENTS_CLI_VERBS_SCOSTAMENTO_WORDS_H_
#define TRAGUARDO_CLIENTS_CLI_VERBS_SCOSTAMENTO_WORDS_H_

#include <string>

#include "clients/cli/screen/table.h"
#include "clients/cli/screen/text.h"
#include "traguardo/view/v1/scostamento.pb.h"

namespace traguardo::cli {

std::string SubjectText(const view::v1::Scostamento& scostamento, Language language);
// The code in which views speak of it: "indicator:atti", "deadline".
std::string SubjectCode(const view::v1::Scostamento& scostamento);

// "-1143", "+1 giorno": what is known of the two, both when both are.
std::string DifferenceText(const view::v1::Scostamento& scostamento, Language language);

bool IsOpen(const view::v1::Scostamento& scostamento);
// "aperto", or how it was closed.
Cell StateCell(const view::v1::Scostamento& scostamento, Language language);

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_VERBS_SCOSTAMENTO_WORDS_H_
