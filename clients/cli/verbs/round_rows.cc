#include "clients/cli/verbs/rows.h"

#include "clients/cli/command/names.h"
#include "clients/cli/screen/labels.h"

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
    default:
      return Tone::kPlain;
  }
}

}  // namespace

Table RoundsTable(const Rows<Round>& rounds, Language language) {
  Table table{.columns = {
                  {.key = "id", .heading = {"Rilevazione", "Round"}},
                  {.key = "reference_date", .heading = {"Riferita al", "Reference"}},
                  {.key = "due_date", .heading = {"Entro il", "Due"}},
                  {.key = "state", .heading = {"Stato", "State"}},
                  {.key = "expected", .heading = {"Attesi", "Expected"}, .align = Align::kRight},
                  {.key = "missing", .heading = {"Mancano", "Missing"}, .align = Align::kRight},
                  {.key = "missing_from", .heading = {"Chi manca", "Missing from"},
                   .flexible = true},
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
         {std::to_string(round.today().expected_count())},
         {round.today().missing_count() == 0 ? "" : std::to_string(round.today().missing_count()),
          Tone::kBad},
         {Joined(missing)}});
  }
  return table;
}

Table ReportsTable(const Round& round, Language language) {
  Table table{.columns = {
                  {.key = "responsabile", .heading = {"Responsabile", "Responsabile"}},
                  {.key = "state", .heading = {"Rapporto", "Report"}},
                  {.key = "due", .heading = {"Obiettivi attesi", "Objectives due"},
                   .flexible = true},
                  {.key = "covered", .heading = {"Obiettivi riferiti", "Objectives covered"},
                   .flexible = true},
                  {.key = "submitted_on", .heading = {"Presentato il", "Submitted"}},
                  {.key = "late", .heading = {"In ritardo", "Late"}},
                  {.key = "return_reason", .heading = {"Motivo della restituzione", "Why returned"},
                   .flexible = true},
                  {.key = "note", .heading = {"Nota", "Note"}, .flexible = true},
              }};
  constexpr Text kYes{"sì", "yes"};
  for (const RoundReport& report : round.reports()) {
    table.rows.push_back({{report.responsabile(), Tone::kStrong},
                          {Label(report.state(), language), ToneOf(report.state())},
                          {Joined(report.due_objectives())},
                          {Joined(report.covered_objectives())},
                          {report.submitted().effective_on()},
                          {report.late() ? std::string(kYes.In(language)) : "", Tone::kWarning},
                          {report.return_reason()},
                          {report.note()}});
  }
  return table;
}

Table CalendarTable(const Rows<CalendarEntry>& entries, Language language) {
  Table table{.columns = {
                  {.key = "date", .heading = {"Data", "Date"}},
                  {.key = "kind", .heading = {"Che cosa", "What"}},
                  {.key = "name", .heading = {"Di", "Of"}},
                  {.key = "title", .heading = {"Titolo", "Title"}, .flexible = true},
                  {.key = "detail", .heading = {"Dettaglio", "Detail"}, .flexible = true},
                  {.key = "state", .heading = {"Stato", "State"}},
                  {.key = "responsabili", .heading = {"Responsabili", "Responsabili"},
                   .flexible = true},
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
                          {Label(entry.kind(), language)},
                          {IdOf(entry.name()), Tone::kStrong},
                          {entry.title()},
                          {.text = entry.detail_name().empty()
                                       ? SubjectLabel(entry.detail(), "", language)
                                       : entry.detail_name(),
                           .csv = entry.detail()},
                          state,
                          {Joined(entry.responsabili())}});
  }
  return table;
}

}  // namespace traguardo::cli
