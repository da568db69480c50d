#include "clients/cli/verbs/rows.h"

#include "clients/cli/command/names.h"
#include "clients/cli/screen/labels.h"
#include "clients/cli/verbs/cells.h"

namespace traguardo::cli {

using view::v1::CalendarEntry;
using view::v1::Round;
using view::v1::RoundReport;

namespace {

Tone ToneOf(view::v1::ReportState state) {
  switch (state) {
    case view::v1::REPORT_STATE_APPROVED:
      return Tone::kGood;
    case view::v1::REPORT_STATE_MISSING:
      return Tone::kBad;
    case view::v1::REPORT_STATE_RETURNED:
      return Tone::kWarning;
    case view::v1::REPORT_STATE_SUBMITTED:
    case view::v1::REPORT_STATE_UNSPECIFIED:
    case view::v1::ReportState_INT_MIN_SENTINEL_DO_NOT_USE_:
    case view::v1::ReportState_INT_MAX_SENTINEL_DO_NOT_USE_:
      return Tone::kPlain;
  }
  return Tone::kPlain;
}

}  // namespace

Table RoundsTable(const Rows<Round>& rounds, Language language) {
  Table table{.columns = {
                  {.key = "id", .heading = {"Rilevazione", "Round"}},
                  {.key = "reference_date", .heading = {"Riferita al", "Reference"}},
                  {.key = "due_date", .heading = {"Entro il", "Due"}},
                  {.key = "state", .heading = {"Stato", "State"}, .medium = Medium::kScreen},
                  {.key = "open", .medium = Medium::kCsv},
                  {.key = "expected", .heading = {"Attesi", "Expected"}, .align = Align::kRight},
                  {.key = "missing", .heading = {"Mancano", "Missing"}, .align = Align::kRight},
                  {.key = "missing_from",
                   .heading = {"Chi manca", "Missing from"},
                   .wraps = true,
                   .aside = 1},
              }};
  constexpr Text kOpen{"aperta", "open"};
  constexpr Text kClosed{"chiusa", "closed"};
  for (const Round& round : rounds) {
    std::vector<std::string> missing;
    for (const RoundReport& report : round.reports()) {
      if (report.state() == view::v1::REPORT_STATE_MISSING ||
          report.state() == view::v1::REPORT_STATE_RETURNED) {
        missing.push_back(report.responsabile());
      }
    }
    table.rows.push_back(
        {{round.id(), Tone::kStrong},
         {round.reference_date()},
         {round.due_date()},
         {std::string((round.closed_on().empty() ? kOpen : kClosed).In(language))},
         TruthCell(round.closed_on().empty(), {}),
         NumberCell(round.today().expected_count()),
         CountCell(round.today().missing_count(), Tone::kBad),
         {Joined(missing)}});
  }
  return table;
}

Table ReportsTable(const Round& round, Language language) {
  Table table{
      .columns = {
          {.key = "responsabile", .heading = {"Responsabile", "Responsabile"}},
          {.key = "state", .heading = {"Rapporto", "Report"}},
          {.key = "due", .heading = {"Obiettivi attesi", "Objectives due"}, .wraps = true, .aside = 1},
          {.key = "covered",
           .heading = {"Obiettivi riferiti", "Objectives covered"},
           .wraps = true,
           .aside = 1},
          {.key = "submitted_on", .heading = {"Presentato il", "Submitted"}},
          {.key = "late", .heading = {"In ritardo", "Late"}},
          {.key = "return_reason",
           .heading = {"Motivo della restituzione", "Why returned"},
           .wraps = true,
           .aside = 2},
          {.key = "note", .heading = {"Nota", "Note"}, .wraps = true, .aside = 3},
      }};
  for (const RoundReport& report : round.reports()) {
    table.rows.push_back({{report.responsabile(), Tone::kStrong},
                          EnumCell(report.state(), language, ToneOf(report.state())),
                          {Joined(report.due_objectives())},
                          {Joined(report.covered_objectives())},
                          {report.submitted().effective_on()},
                          YesCell(report.late(), language, Tone::kWarning),
                          {report.return_reason()},
                          {report.note()}});
  }
  return table;
}

Table CalendarTable(const Rows<CalendarEntry>& entries, Language language) {
  Table table{
      .columns = {
          {.key = "date", .heading = {"Data", "Date"}},
          {.key = "kind", .heading = {"Che cosa", "What"}},
          // Of an objective, a round or the plan: programs need the whole name to tell them apart.
          {.key = "name", .heading = {"Di", "Of"}},
          {.key = "title", .heading = {"Titolo", "Title"}, .flexible = true, .aside = 1},
          {.key = "detail", .heading = {"Dettaglio", "Detail"}, .flexible = true, .aside = 2},
          {.key = "state", .heading = {"Stato", "State"}, .medium = Medium::kScreen},
          {.key = "done", .medium = Medium::kCsv},
          {.key = "overdue", .medium = Medium::kCsv},
          {.key = "responsabili",
           .heading = {"Responsabili", "Responsabili"},
           .wraps = true,
           .aside = 3},
      }};
  constexpr Text kDone{"fatto", "done"};
  constexpr Text kOverdue{"scaduto", "overdue"};
  for (const CalendarEntry& entry : entries) {
    Cell state;
    if (entry.done()) {
      state = {std::string(kDone.In(language)), Tone::kGood};
    } else if (entry.overdue()) {
      state = {std::string(kOverdue.In(language)), Tone::kBad};
    }
    table.rows.push_back({{entry.date()},
                          EnumCell(entry.kind(), language),
                          {.text = IdOf(entry.name()), .tone = Tone::kStrong, .csv = entry.name()},
                          {entry.title()},
                          {.text = entry.detail_name().empty()
                                       ? SubjectLabel(entry.detail(), "", language)
                                       : entry.detail_name(),
                           .csv = entry.detail()},
                          state,
                          TruthCell(entry.done(), {}),
                          TruthCell(entry.overdue(), {}),
                          {Joined(entry.responsabili())}});
  }
  return table;
}

}  // namespace traguardo::cli
