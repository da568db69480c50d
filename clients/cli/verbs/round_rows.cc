// Monitoring rounds and who reported in them.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "clients/cli/verbs/cells.h"
#include "clients/cli/verbs/provenance_cells.h"
#include "clients/cli/verbs/rows.h"

namespace traguardo::cli {

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

// What is due and no report that stands speaks of: all of it where none does.
std::vector<std::string> LeftOut(const RoundReport& report) {
  const bool stands = report.state() == view::v1::REPORT_STATE_SUBMITTED ||
                      report.state() == view::v1::REPORT_STATE_APPROVED;
  const auto& covered = report.covered_objectives();
  std::vector<std::string> left_out;
  for (const std::string& id : report.due_objectives()) {
    if (!stands || std::find(covered.begin(), covered.end(), id) == covered.end()) {
      left_out.push_back(id);
    }
  }
  return left_out;
}

// "2025-07-18 segretario: manca il censimento; …": every time it was sent back.
Cell ReturnsCell(const RoundReport& report, Language language) {
  std::string text;
  std::string csv;
  for (const view::v1::ReportReturn& returned : report.returns()) {
    const auto& by = returned.returned();
    const std::string between = text.empty() ? "" : "; ";
    text += between + by.effective_on() + " " + WhoText(by, language) + ": " + returned.reason();
    csv += between + by.effective_on() + " " + by.principal() + ": " + returned.reason();
  }
  return {.text = text, .csv = csv};
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
                  {.key = "due_objectives",
                   .heading = {"Obiettivi attesi", "Objectives due"},
                   .align = Align::kRight,
                   .aside = 2},
                  {.key = "missing_objectives",
                   .heading = {"Obiettivi mancanti", "Objectives missing"},
                   .align = Align::kRight,
                   .aside = 2},
              }};
  constexpr Text kOpen{"aperta", "open"};
  constexpr Text kClosed{"chiusa", "closed"};
  for (const Round& round : rounds) {
    std::vector<std::string> missing;
    for (const RoundReport& report : round.reports()) {
      if (!LeftOut(report).empty()) missing.push_back(report.responsabile());
    }
    table.rows.push_back({{round.id(), Tone::kStrong},
                          {round.reference_date()},
                          {round.due_date()},
                          {std::string((round.closed_on().empty() ? kOpen : kClosed).In(language))},
                          TruthCell(round.closed_on().empty(), {}),
                          NumberCell(round.today().expected_count()),
                          CountCell(round.today().missing_count(), Tone::kBad),
                          {Joined(missing)},
                          NumberCell(round.today().due_objectives_count()),
                          CountCell(round.today().missing_objectives_count(), Tone::kBad)});
  }
  return table;
}

Table ReportsTable(const Round& round, Language language) {
  Table table{
      .columns = {
          {.key = "responsabile", .heading = {"Responsabile", "Responsabile"}},
          {.key = "state", .heading = {"Rapporto", "Report"}},
          {.key = "due",
           .heading = {"Obiettivi attesi", "Objectives due"},
           .wraps = true,
           .aside = 1},
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
          {.key = "left_out",
           .heading = {"Obiettivi mancanti", "Objectives missing"},
           .wraps = true,
           .aside = 1},
          {.key = "returns", .heading = {"Restituzioni", "Returns"}, .wraps = true, .aside = 4},
      }};
  AddProvenanceColumns("submitted_", {"Registrato", "Recorded"}, 5, &table.columns);
  for (const RoundReport& report : round.reports()) {
    std::vector<Cell> row = {{report.responsabile(), Tone::kStrong},
                             EnumCell(report.state(), language, ToneOf(report.state())),
                             {Joined(report.due_objectives())},
                             {Joined(report.covered_objectives())},
                             {report.submitted().effective_on()},
                             YesCell(report.late(), language, Tone::kWarning),
                             {report.return_reason()},
                             {report.note()},
                             {Joined(LeftOut(report)), Tone::kBad},
                             ReturnsCell(report, language)};
    AddProvenanceCells(report.submitted(), language, &row);
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace traguardo::cli
