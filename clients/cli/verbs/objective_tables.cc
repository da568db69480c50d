// What stands in tables of its own when one objective is shown.

#include "clients/cli/verbs/objective_tables.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/screen/labels.h"
#include "clients/cli/verbs/cells.h"
#include "clients/cli/verbs/provenance_cells.h"

namespace traguardo::cli {

using view::v1::Objective;

namespace {

// "2025-03-01 → 2025-04-30; …": every period that was declared not due.
std::string NotDueText(const view::v1::UnitResult& result) {
  std::string text;
  for (const event::v1::Period& period : result.not_due_periods()) {
    text += (text.empty() ? "" : "; ") + period.from() + " → " + period.to();
  }
  return text;
}

// "60%", "non raggiunto", or both.
std::string FinalText(const std::string& percent, event::v1::Outcome outcome, Language language) {
  const std::string label = Label(outcome, language);
  const std::string figure = percent.empty() ? "" : percent + "%";
  return figure + (figure.empty() || label.empty() ? "" : ", ") + label;
}

std::vector<Column> ResultColumns() {
  return {{.key = "unit", .heading = {"Unità", "Unit"}},
          {.key = "declaration", .heading = {"Dichiarazione", "Declaration"}},
          {.key = "percent", .heading = {"%", "%"}, .align = Align::kRight},
          {.key = "outcome", .heading = {"Esito", "Outcome"}},
          {.key = "declared_on", .heading = {"Del", "Of"}},
          {.key = "by", .heading = {"Chi", "Who"}, .aside = 2},
          {.key = "responsabile_then",
           .heading = {"Allora rispondeva", "Responsabile then"},
           .aside = 4},
          {.key = "done_on", .heading = {"Raggiunto il", "Done on"}},
          {.key = "suspended_on", .heading = {"Sospeso dal", "Suspended since"}, .aside = 1},
          {.key = "not_due", .heading = {"Non dovuto", "Not due"}, .wraps = true, .aside = 1},
          {.key = "note", .heading = {"Nota", "Note"}, .wraps = true, .aside = 3},
          {.key = "proposed", .heading = {"Proposto", "Proposed"}, .aside = 5},
          {.key = "proposed_by", .heading = {"Proposto da", "Proposed by"}, .aside = 6},
          {.key = "proposed_note",
           .heading = {"Nota alla proposta", "Note of the proposal"},
           .wraps = true,
           .aside = 6},
          {.key = "assessed", .heading = {"Valutato dal Nucleo", "Assessed"}, .aside = 5},
          {.key = "assessed_by", .heading = {"Valutato da", "Assessed by"}, .aside = 6},
          {.key = "assessed_reasons",
           .heading = {"Motivi della valutazione", "Reasons of the assessment"},
           .wraps = true,
           .aside = 5}};
}

std::string MeasuredText(const view::v1::MeasurementView& measurement, Language language) {
  std::string text = measurement.value();
  if (text.empty()) text = measurement.date();
  if (text.empty() && measurement.has_met()) {
    text = std::string((measurement.met() ? Text{"sì", "yes"} : Text{"no", "no"}).In(language));
  }
  if (measurement.precision() == event::v1::MEASUREMENT_PRECISION_EXACT) return text;
  return absl::StrCat(Label(measurement.precision(), language), " ", text);
}

// "1240 (2025-12-31)": what was known for the day it was due, where later figures followed.
std::string AtDueText(const view::v1::IndicatorView& view, const std::string& unit,
                      Language language) {
  for (const auto& measurement : view.at_due()) {
    if (measurement.unit() != unit) continue;
    return absl::StrCat(MeasuredText(measurement, language), " (",
                        measurement.recorded().effective_on(), ")");
  }
  return "";
}

}  // namespace

Table ResultsTable(const Objective& objective, Language language) {
  Table table{.columns = ResultColumns()};
  for (const auto& result : objective.results()) {
    table.rows.push_back(
        {{result.unit(), Tone::kStrong},
         {Label(result.declaration(), language)},
         {result.percent()},
         {Label(result.outcome(), language)},
         {result.declared().effective_on()},
         {WhoText(result.declared(), language)},
         {OtherResponsabileThen(result.declared())},
         {result.done_on()},
         {result.suspended_on(), Tone::kWarning},
         {NotDueText(result)},
         {result.note()},
         {FinalText(result.final_proposed_percent(), result.final_proposed_outcome(), language)},
         {WhoText(result.final_proposed(), language)},
         {result.final_proposed_note()},
         {FinalText(result.final_assessed_percent(), result.final_assessed_outcome(), language),
          Tone::kStrong},
         {WhoText(result.final_assessed(), language)},
         {result.final_assessed_reasons()}});
  }
  return table;
}

Table IndicatorsTable(const Objective& objective, Language language) {
  Table table{.columns = {{.key = "id", .heading = {"Id", "Id"}},
                          {.key = "name", .heading = {"Indicatore", "Indicator"}, .flexible = true},
                          {.key = "direction", .heading = {"Verso", "Direction"}, .aside = 3},
                          {.key = "target",
                           .heading = {"Atteso (originale)", "Target (original)"},
                           .align = Align::kRight},
                          {.key = "unit_of_measure", .heading = {"Misura", "Unit"}, .aside = 2},
                          {.key = "unit", .heading = {"Unità", "Unit of the ente"}},
                          {.key = "value", .heading = {"Valore", "Value"}, .align = Align::kRight},
                          {.key = "on", .heading = {"Al", "On"}, .aside = 1},
                          {.key = "met", .heading = {"Rispettato", "Met"}},
                          {.key = "at_due", .heading = {"Al termine", "When due"}, .aside = 1},
                          {.key = "by", .heading = {"Chi", "Who"}, .aside = 4},
                          {.key = "note", .heading = {"Nota", "Note"}, .wraps = true, .aside = 4}}};
  for (const auto& view : objective.indicators()) {
    const auto& indicator = view.indicator();
    const std::string target = FromTo(
        indicator.target().empty() ? indicator.target_date() : indicator.target(),
        view.original_target().empty() ? view.original_target_date() : view.original_target());
    const auto row = [&](const view::v1::MeasurementView& measurement, const std::string& value) {
      const bool missed = measurement.comparison() == view::v1::COMPARISON_NOT_MET;
      table.rows.push_back(
          {{indicator.id(), Tone::kStrong},
           {indicator.name()},
           {Label(indicator.direction(), language)},
           {target},
           {indicator.unit_of_measure()},
           {measurement.unit()},
           {value},
           {measurement.recorded().effective_on()},
           {Label(measurement.comparison(), language), missed ? Tone::kBad : Tone::kPlain},
           {AtDueText(view, measurement.unit(), language)},
           {WhoText(measurement.recorded(), language)},
           {measurement.note()}});
    };
    for (const auto& measurement : view.measurements()) {
      row(measurement, MeasuredText(measurement, language));
    }
    if (view.measurements().empty()) row({}, std::string(kNoValue));
  }
  return table;
}

Table PhasesTable(const Objective& objective, Language language) {
  Table table{.columns = {{.key = "id", .heading = {"Id", "Id"}},
                          {.key = "name", .heading = {"Nome", "Name"}, .flexible = true},
                          {.key = "unit", .heading = {"Unità", "Unit"}},
                          {.key = "weight", .heading = {"Peso", "Weight"}, .align = Align::kRight},
                          {.key = "due", .heading = {"Entro (originale)", "Due (original)"}},
                          {.key = "percent", .heading = {"%", "%"}, .align = Align::kRight},
                          {.key = "reached_on", .heading = {"Raggiunto il", "Reached on"}},
                          {.key = "remark", .heading = {"", ""}, .aside = 1}}};
  const auto by_unit = [&](const std::string& id, const auto& view) {
    for (const view::v1::PartOfUnit& part : view.by_unit()) {
      table.rows.push_back({{id, Tone::kStrong},
                            {},
                            {part.unit()},
                            {},
                            {},
                            {part.declared_percent()},
                            {part.reached_on(), Tone::kGood},
                            {}});
    }
  };
  for (const auto& view : objective.phases()) {
    const auto& phase = view.phase();
    table.rows.push_back({{phase.id(), Tone::kStrong},
                          {phase.name()},
                          {},
                          {phase.weight().empty() ? phase.cumulative_percent() : phase.weight()},
                          {FromTo(phase.planned().to(), view.original_end())},
                          {view.declared_percent()},
                          {view.reached_on(), Tone::kGood},
                          {}});
    by_unit(phase.id(), view);
  }
  constexpr Text kBefore{"prima dell'adozione del piano", "before the plan was adopted"};
  for (const auto& view : objective.milestones()) {
    table.rows.push_back(
        {{view.milestone().id(), Tone::kStrong},
         {view.milestone().name()},
         {},
         {},
         {FromTo(view.milestone().due(), view.original_due())},
         {},
         {view.reached_on(), Tone::kGood},
         {view.before_adoption() ? std::string(kBefore.In(language)) : "", Tone::kWarning}});
    by_unit(view.milestone().id(), view);
  }
  return table;
}

Table ResourcesTable(const Objective& objective, Language language) {
  Table table{
      .columns = {
          {.key = "what", .heading = {"Quali", "Which"}},
          {.key = "amount", .heading = {"Quantità", "Amount"}, .align = Align::kRight},
          {.key = "unit_of_measure", .heading = {"Misura", "Unit"}},
          {.key = "description", .heading = {"Descrizione", "Description"}, .wraps = true}}};
  const auto add = [&](const Text& what, const auto& resources) {
    for (const event::v1::ResourceAmount& resource : resources) {
      table.rows.push_back({{std::string(what.In(language)), Tone::kStrong},
                            {resource.amount()},
                            {resource.unit_of_measure()},
                            {resource.description()}});
    }
  };
  add({"previste", "planned"}, objective.resources());
  add({"impiegate", "used"}, objective.resources_used());
  return table;
}

Table AssignmentsTable(const Objective& objective, Language language) {
  Table table{.columns = {{.key = "responsabile", .heading = {"Responsabile", "Responsabile"}},
                          {.key = "name", .heading = {"Nome", "Name"}, .wraps = true, .aside = 2},
                          {.key = "role", .heading = {"Come", "As"}, .aside = 1},
                          {.key = "unit", .heading = {"Unità", "Unit"}, .aside = 1},
                          {.key = "from", .heading = {"Dal", "From"}},
                          {.key = "to", .heading = {"Al", "To"}}}};
  for (const event::v1::Assignment& assignment : objective.assignments()) {
    table.rows.push_back({{assignment.responsabile(), Tone::kStrong},
                          {assignment.name()},
                          EnumCell(assignment.role(), language),
                          {assignment.unit()},
                          {assignment.validity().from()},
                          {assignment.validity().to()}});
  }
  return table;
}

Table GatesTable(const Objective& objective, Language language) {
  Table table{.columns = {{.key = "id", .heading = {"Id", "Id"}},
                          {.key = "description", .heading = {"Condizione", "Gate"}, .wraps = true},
                          {.key = "objective",
                           .heading = {"Obiettivo da raggiungere", "Objective to be reached"}},
                          {.key = "effect",
                           .heading = {"Finché manca", "While it is shut"},
                           .wraps = true,
                           .aside = 1}}};
  for (const event::v1::Gate& gate : objective.gates()) {
    table.rows.push_back({{gate.id(), Tone::kStrong},
                          {gate.description()},
                          {gate.objective()},
                          EnumCell(gate.effect(), language)});
  }
  return table;
}

Table SegnalazioniTable(const Objective& objective) {
  Table table{.columns = {{.key = "id", .heading = {"Id", "Id"}},
                          {.key = "on", .heading = {"Del", "Of"}},
                          {.key = "text", .heading = {"Testo", "Text"}, .wraps = true}}};
  for (const auto& segnalazione : objective.segnalazioni()) {
    table.rows.push_back({{segnalazione.segnalazione(), Tone::kStrong},
                          {segnalazione.raised().effective_on()},
                          {segnalazione.text()}});
  }
  return table;
}

}  // namespace traguardo::cli
