// traguardo objective show.

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "clients/cli/command/names.h"
#include "clients/cli/command/reading.h"
#include "clients/cli/command/session.h"
#include "clients/cli/screen/labels.h"
#include "clients/cli/screen/messages.h"
#include "clients/cli/verbs/cells.h"
#include "clients/cli/verbs/objective_verbs.h"
#include "clients/cli/verbs/rows.h"

namespace traguardo::cli {

using api::v1::ProjectionService;
using client::Connection;
using view::v1::Objective;

namespace {

Table ResultsTable(const Objective& objective, Language language) {
  Table table{.columns = {{.key = "unit", .heading = {"Unità", "Unit"}},
                          {.key = "declaration", .heading = {"Dichiarazione", "Declaration"}},
                          {.key = "percent", .heading = {"%", "%"}, .align = Align::kRight},
                          {.key = "outcome", .heading = {"Esito", "Outcome"}},
                          {.key = "declared_on", .heading = {"Del", "Of"}},
                          {.key = "by", .heading = {"Chi", "Who"}, .aside = 2},
                          {.key = "done_on", .heading = {"Raggiunto il", "Done on"}},
                          {.key = "proposed",
                           .heading = {"Proposto", "Proposed"},
                           .align = Align::kRight,
                           .aside = 1},
                          {.key = "assessed",
                           .heading = {"Valutato", "Assessed"},
                           .align = Align::kRight,
                           .aside = 1},
                          {.key = "note", .heading = {"Nota", "Note"}, .wraps = true, .aside = 3}}};
  for (const auto& result : objective.results()) {
    table.rows.push_back({{result.unit(), Tone::kStrong},
                          {Label(result.declaration(), language)},
                          {result.percent()},
                          {Label(result.outcome(), language)},
                          {result.declared().effective_on()},
                          {result.declared().on_behalf_of().empty()
                               ? result.declared().principal()
                               : result.declared().on_behalf_of()},
                          {result.done_on()},
                          {result.final_proposed_percent()},
                          {result.final_assessed_percent()},
                          {result.note()}});
  }
  return table;
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

Table IndicatorsTable(const Objective& objective, Language language) {
  Table table{.columns = {{.key = "id", .heading = {"Id", "Id"}},
                          {.key = "name", .heading = {"Indicatore", "Indicator"},
                           .flexible = true},
                          {.key = "direction", .heading = {"Verso", "Direction"}, .aside = 3},
                          {.key = "target", .heading = {"Atteso (originale)", "Target (original)"},
                           .align = Align::kRight},
                          {.key = "unit_of_measure", .heading = {"Misura", "Unit"}, .aside = 2},
                          {.key = "unit", .heading = {"Unità", "Unit of the ente"}},
                          {.key = "value", .heading = {"Valore", "Value"},
                           .align = Align::kRight},
                          {.key = "on", .heading = {"Al", "On"}, .aside = 1},
                          {.key = "met", .heading = {"Rispettato", "Met"}}}};
  for (const auto& view : objective.indicators()) {
    const auto& indicator = view.indicator();
    const std::string target = FromTo(
        indicator.target().empty() ? indicator.target_date() : indicator.target(),
        view.original_target().empty() ? view.original_target_date() : view.original_target());
    const auto row = [&](const view::v1::MeasurementView& measurement) {
      const bool missed = measurement.comparison() == view::v1::COMPARISON_NOT_MET;
      table.rows.push_back({{indicator.id(), Tone::kStrong},
                            {indicator.name()},
                            {Label(indicator.direction(), language)},
                            {target},
                            {indicator.unit_of_measure()},
                            {measurement.unit()},
                            {MeasuredText(measurement, language)},
                            {measurement.recorded().effective_on()},
                            {Label(measurement.comparison(), language),
                             missed ? Tone::kBad : Tone::kPlain}});
    };
    for (const auto& measurement : view.measurements()) row(measurement);
    if (view.measurements().empty()) {
      table.rows.push_back({{indicator.id(), Tone::kStrong},
                            {indicator.name()},
                            {Label(indicator.direction(), language)},
                            {target},
                            {indicator.unit_of_measure()},
                            {},
                            {std::string(kNoValue)},
                            {},
                            {}});
    }
  }
  return table;
}

Table PhasesTable(const Objective& objective, Language language) {
  Table table{.columns = {{.key = "id", .heading = {"Id", "Id"}},
                          {.key = "name", .heading = {"Nome", "Name"}, .flexible = true},
                          {.key = "weight", .heading = {"Peso", "Weight"}, .align = Align::kRight},
                          {.key = "due", .heading = {"Entro (originale)", "Due (original)"}},
                          {.key = "percent", .heading = {"%", "%"}, .align = Align::kRight},
                          {.key = "reached_on", .heading = {"Raggiunto il", "Reached on"}},
                          {.key = "remark", .heading = {"", ""}, .aside = 1}}};
  for (const auto& view : objective.phases()) {
    const auto& phase = view.phase();
    table.rows.push_back(
        {{phase.id(), Tone::kStrong},
         {phase.name()},
         {phase.weight().empty() ? phase.cumulative_percent() : phase.weight()},
         {FromTo(phase.planned().to(), view.original_end())},
         {view.declared_percent()},
         {view.reached_on(), Tone::kGood},
         {}});
  }
  constexpr Text kBefore{"prima dell'adozione del piano", "before the plan was adopted"};
  for (const auto& view : objective.milestones()) {
    table.rows.push_back({{view.milestone().id(), Tone::kStrong},
                          {view.milestone().name()},
                          {},
                          {FromTo(view.milestone().due(), view.original_due())},
                          {},
                          {view.reached_on(), Tone::kGood},
                          {view.before_adoption() ? std::string(kBefore.In(language)) : "",
                           Tone::kWarning}});
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

int RunShow(Session& session, const std::string& typed) {
  const auto name = ObjectiveName(session, typed);
  if (!name.has_value()) return session.exit_code();
  api::v1::GetObjectiveRequest request;
  request.set_objective(*name);
  FillMoment(session, request.mutable_moment());
  const auto response =
      session.Call(&Connection::projection, &ProjectionService::Stub::GetObjective, request);
  if (!response.has_value()) return session.exit_code();
  const Objective& objective = response->objective();
  const Language language = session.language();
  ShowMoment(session, objective.today().date());
  session.Show(*response, ObjectiveTable(objective, language));
  if (session.settings().format != Format::kTable) return 0;
  session.Section(std::string(session.Say(messages::kResults)), ResultsTable(objective, language));
  session.Section(std::string(session.Say(messages::kIndicators)),
                  IndicatorsTable(objective, language));
  session.Section(std::string(session.Say(messages::kPhasesMilestones)),
                  PhasesTable(objective, language));
  Rows<Objective> one;
  *one.Add() = objective;
  session.Section(std::string(session.Say(messages::kSilentMisses)),
                  SilentMissesTable(one, language));
  session.Section(std::string(session.Say(messages::kSegnalazioni)), SegnalazioniTable(objective));
  return 0;
}

}  // namespace

void AddObjectiveShow(Verb group) {
  auto typed = std::make_shared<std::string>();
  Verb show = group.Sub("show", {"tutto di un obiettivo", "everything about one objective"});
  show.Add({.flags = "objective",
            .help = {"obiettivo: id o nome completo", "objective: id or full name"},
            .value = {"NOME", "NAME"},
            .required = true,
            .take = [typed](const std::string& value) {
              *typed = value;
              return std::nullopt;
            }});
  show.Runs([typed](Session& session) { return RunShow(session, *typed); });
}

}  // namespace traguardo::cli
