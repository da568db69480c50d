// The register of scostamenti, a row for each.

#include <algorithm>
#include <utility>
#include <vector>

#include "clients/cli/command/names.h"
#include "clients/cli/screen/labels.h"
#include "clients/cli/verbs/cells.h"
#include "clients/cli/verbs/provenance_cells.h"
#include "clients/cli/verbs/rows.h"
#include "clients/cli/verbs/scostamento_words.h"

namespace traguardo::cli {

using view::v1::Scostamento;

namespace {

Cell CausesCell(const Scostamento& scostamento, Language language) {
  constexpr Text kMissing{"MANCANO", "MISSING"};
  std::string text;
  std::string csv;
  for (const auto& cause : scostamento.causes()) {
    const Cell kind = EnumCell(cause.kind(), language);
    text += (text.empty() ? "" : "; ") + kind.text + ": " + cause.description();
    csv += (csv.empty() ? "" : "; ") + *kind.csv + ": " + cause.description();
  }
  if (scostamento.causes_missing()) {
    return {.text = std::string(kMissing.In(language)), .tone = Tone::kBad, .csv = csv};
  }
  return {.text = text, .csv = csv};
}

uint64_t MeasuresIn(const Scostamento& scostamento, view::v1::MeasureState state) {
  return static_cast<uint64_t>(
      std::count_if(scostamento.measures().begin(), scostamento.measures().end(),
                    [&](const auto& measure) { return measure.state() == state; }));
}

// "1/3, 1 scaduta, 2 abbandonate": adopted, of those that still hold. What was given up is not
// done.
Cell MeasuresCell(const Scostamento& scostamento, Language language) {
  const auto all = static_cast<uint64_t>(scostamento.measures_size());
  const uint64_t dropped = MeasuresIn(scostamento, view::v1::MEASURE_STATE_DROPPED);
  const uint64_t overdue = scostamento.today().overdue_measures_count();
  std::vector<std::string> parts;
  if (all > dropped) {
    const uint64_t adopted = MeasuresIn(scostamento, view::v1::MEASURE_STATE_ADOPTED);
    parts.push_back(std::to_string(adopted) + "/" + std::to_string(all - dropped));
  }
  if (overdue > 0) {
    parts.push_back(Counted(overdue, {"scaduta", "overdue"}, {"scadute", "overdue"}, language));
  }
  if (dropped > 0) {
    parts.push_back(
        Counted(dropped, {"abbandonata", "dropped"}, {"abbandonate", "dropped"}, language));
  }
  return {Joined(parts), overdue > 0 ? Tone::kBad : Tone::kPlain};
}

// "m1: MEASURE_STATE_ADOPTED; m2: …"
std::string MeasureCodes(const Scostamento& scostamento) {
  std::string codes;
  for (const auto& measure : scostamento.measures()) {
    codes += (codes.empty() ? "" : "; ") + measure.id() + ": " +
             view::v1::MeasureState_Name(measure.state());
  }
  return codes;
}

std::vector<Column> ScostamentoColumns() {
  std::vector<Column> columns = {
      {.key = "objective", .heading = {"Obiettivo", "Objective"}},
      {.key = "id", .heading = {"Id", "Id"}},
      {.key = "unit", .heading = {"Unità", "Unit"}, .aside = 3},
      {.key = "subject", .heading = {"Che cosa", "What"}, .flexible = true},
      {.key = "planned", .heading = {"Programmato", "Planned"}, .align = Align::kRight, .aside = 5},
      {.key = "actual", .heading = {"Consuntivo", "Actual"}, .align = Align::kRight, .aside = 5},
      {.key = "difference", .heading = {"Scostamento", "Difference"}, .align = Align::kRight},
      {.key = "delay_days", .medium = Medium::kCsv},
      {.key = "state", .heading = {"Stato", "State"}, .medium = Medium::kScreen},
      {.key = "open", .medium = Medium::kCsv},
      {.key = "closing", .medium = Medium::kCsv},
      {.key = "age_days", .heading = {"Da giorni", "For days"}, .align = Align::kRight, .aside = 2},
      {.key = "measures", .heading = {"Misure", "Measures"}, .aside = 1, .medium = Medium::kScreen},
      {.key = "measures_count", .medium = Medium::kCsv},
      {.key = "settled_measures_count", .medium = Medium::kCsv},
      {.key = "overdue_measures_count", .medium = Medium::kCsv},
      {.key = "ripianificazioni", .heading = {"Ripianif.", "Replanned"}, .aside = 4},
      {.key = "late_not_replanned",
       .heading = {"Ritardo non ripianificato", "Late, not replanned"},
       .aside = 4},
      {.key = "detected_on", .heading = {"Emerso il", "Detected"}, .aside = 3},
      {.key = "causes", .heading = {"Cause", "Causes"}, .wraps = true, .aside = 6},
      {.key = "causes_missing", .medium = Medium::kCsv},
      {.key = "description", .heading = {"Descrizione", "Description"}, .wraps = true, .aside = 7},
  };
  AddProvenanceColumns("recorded_", {"Registrato", "Recorded"}, 8, &columns);
  const std::vector<Column> last = {
      {.key = "recorded_late_days",
       .heading = {"Giorni prima di registrarlo", "Days until recorded"},
       .align = Align::kRight,
       .aside = 8},
      {.key = "closed_on", .heading = {"Chiuso il", "Closed"}, .aside = 3},
      {.key = "adopted_measures_count", .medium = Medium::kCsv},
      {.key = "dropped_measures_count", .medium = Medium::kCsv},
      {.key = "measure_states", .medium = Medium::kCsv},
  };
  columns.insert(columns.end(), last.begin(), last.end());
  return columns;
}

}  // namespace

Table ScostamentiTable(const Rows<Scostamento>& scostamenti, Language language) {
  Table table{.columns = ScostamentoColumns()};
  for (const Scostamento& scostamento : scostamenti) {
    const auto& today = scostamento.today();
    const uint64_t adopted = MeasuresIn(scostamento, view::v1::MEASURE_STATE_ADOPTED);
    const uint64_t dropped = MeasuresIn(scostamento, view::v1::MEASURE_STATE_DROPPED);
    std::vector<Cell> row = {
        {IdOf(scostamento.objective()), Tone::kStrong},
        {scostamento.id()},
        {scostamento.unit()},
        {.text = SubjectText(scostamento, language), .csv = SubjectCode(scostamento)},
        {scostamento.planned()},
        {scostamento.actual()},
        {.text = DifferenceText(scostamento, language), .csv = scostamento.difference()},
        {scostamento.has_delay_days() ? std::to_string(scostamento.delay_days()) : ""},
        StateCell(scostamento, language),
        TruthCell(IsOpen(scostamento), {}),
        EnumCell(scostamento.closing(), language),
        {std::to_string(today.age_days())},
        MeasuresCell(scostamento, language),
        NumberCell(static_cast<uint64_t>(scostamento.measures_size())),
        NumberCell(adopted + dropped),
        NumberCell(today.overdue_measures_count()),
        {Joined(scostamento.ripianificazioni())},
        YesCell(today.late_not_replanned(), language, Tone::kWarning),
        {scostamento.detected_on()},
        CausesCell(scostamento, language),
        TruthCell(scostamento.causes_missing(), {}),
        {scostamento.description()}};
    AddProvenanceCells(scostamento.recorded(), language, &row);
    row.push_back(CountCell(static_cast<uint64_t>(today.recorded_late_days()), Tone::kWarning));
    row.push_back({scostamento.closed_on()});
    row.push_back(NumberCell(adopted));
    row.push_back(NumberCell(dropped));
    row.push_back({MeasureCodes(scostamento)});
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace traguardo::cli
