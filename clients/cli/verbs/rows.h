// Rows of the views as tables.

#ifndef TRAGUARDO_CLIENTS_CLI_VERBS_ROWS_H_
#define TRAGUARDO_CLIENTS_CLI_VERBS_ROWS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "clients/cli/command/session.h"
#include "clients/cli/screen/table.h"
#include "clients/cli/screen/text.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "traguardo/api/v1/projection_service.pb.h"
#include "traguardo/event/v1/values.pb.h"
#include "traguardo/view/v1/calendar.pb.h"
#include "traguardo/view/v1/objective.pb.h"
#include "traguardo/view/v1/round.pb.h"
#include "traguardo/view/v1/scostamento.pb.h"
#include "traguardo/view/v1/summary.pb.h"
#include "traguardo/view/v1/variation.pb.h"

namespace traguardo::cli {

template <typename Row>
using Rows = google::protobuf::RepeatedPtrField<Row>;

// One objective, a field in each row.
Table ObjectiveTable(const view::v1::Objective& objective, Language language);
Table ObjectivesTable(const Rows<view::v1::Objective>& objectives, Language language);
// Everything below target without a scostamento, one row for each.
Table SilentMissesTable(const Rows<view::v1::Objective>& objectives, Language language);
Table ScostamentiTable(const Rows<view::v1::Scostamento>& scostamenti, Language language);
Table VariationsTable(const Rows<view::v1::Variation>& variations, Language language);
Table RoundsTable(const Rows<view::v1::Round>& rounds, Language language);
// Who reported in one round.
Table ReportsTable(const view::v1::Round& round, Language language);
Table CalendarTable(const Rows<view::v1::CalendarEntry>& entries, Language language);
// The history, in the order of the log.
Table FactsTable(const api::v1::ListFactsResponse& facts, const Session& session);
// Groups of one kind; the ente may stand below them.
Table GroupsTable(const std::vector<const view::v1::GroupSummary*>& groups, Language language);

// "Giunta delibera 106 2023-11-07"; empty when there is no act.
std::string ActText(const event::v1::Act& act, Language language);
// The same for programs: "ORGAN_GIUNTA ACT_KIND_DELIBERA 106 2023-11-07".
std::string ActCodes(const event::v1::Act& act);
// "a, b, c"
template <typename List>
std::string Joined(const List& words) {
  std::string joined;
  for (const auto& word : words) joined += (joined.empty() ? "" : ", ") + std::string(word);
  return joined;
}

// Lists what was proposed and decided of a plan; shared by two verbs.
int ShowVariations(Session& session, const std::string& plan,
                   const std::vector<std::string>& objectives, uint64_t limit);

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_VERBS_ROWS_H_
