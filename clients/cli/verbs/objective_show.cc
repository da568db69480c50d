// traguardo objective show.

#include <memory>

#include "absl/strings/str_cat.h"
#include "clients/cli/command/names.h"
#include "clients/cli/command/reading.h"
#include "clients/cli/command/session.h"
#include "clients/cli/screen/labels.h"
#include "clients/cli/screen/messages.h"
#include "clients/cli/verbs/objective_verbs.h"
#include "clients/cli/verbs/rows.h"

namespace traguardo::cli {

using api::v1::ProjectionService;
using client::Connection;
using view::v1::Objective;

namespace {

std::string FromTo(const std::string& now, const std::string& original) {
  if (original.empty() || original == now) return now;
  return absl::StrCat(now, " (", original, ")");
}

Table HeadTable(const Objective& objective, Language language) {
  Table table{.columns = {{.key = "what", .heading = {"Obiettivo", "Objective"}},
                          {.key = "value", .heading = {"", ""}}}};
  const auto row = [&](const Text& what, const std::string& value, Tone tone = Tone::kPlain) {
    if (!value.empty()) table.rows.push_back({{std::string(what.In(language))}, {value, tone}});
  };
  const auto& today = objective.today();
  row({"nome", "name"}, objective.name());
  row({"codice", "code"}, objective.code());
  row({"titolo", "title"}, objective.title(), Tone::kStrong);
  row({"risultato atteso", "expected outcome"}, objective.expected_outcome());
  row({"come si misura", "measured by"}, objective.measurement());
  row({"tipo", "kind"}, Label(objective.kind(), language));
  row({"stato", "state"}, Label(today.state(), language), ToneOf(today.state()));
  row({"unità", "units"}, Joined(objective.units()));
  row({"responsabili", "responsabili"}, Joined(today.responsabili()));
  row({"ambito", "scope"}, objective.scope());
  row({"peso (originale)", "weight (original)"},
      FromTo(objective.weight(), objective.original_weight()));
  row({"quota di retribuzione", "pay share"}, objective.pay_share());
  row({"scadenza (originale)", "deadline (original)"},
      FromTo(objective.current_deadline(), objective.original_deadline()));
  if (today.has_days_to_deadline()) {
    row({"giorni alla scadenza", "days to deadline"}, std::to_string(today.days_to_deadline()));
  }
  row({"previsto oggi", "planned today"},
      today.planned_percent().empty() ? "" : today.planned_percent() + "%");
  if (today.has_silence_days()) {
    row({"giorni di silenzio", "days of silence"}, std::to_string(today.silence_days()),
        today.silent() ? Tone::kWarning : Tone::kPlain);
  }
  row({"prossimo traguardo", "next milestone"},
      today.next_milestone().id().empty()
          ? ""
          : absl::StrCat(today.next_milestone().name(), " ", today.next_milestone().due()));
  row({"sospeso dal", "suspended since"}, objective.suspended_on());
  row({"escluso dal", "excluded since"},
      objective.excluded_on().empty()
          ? ""
          : absl::StrCat(objective.excluded_on(), ": ",
                         Label(objective.exclusion_cause(), language)));
  row({"soppresso dal", "dropped since"}, objective.dropped_on());
  row({"aggiunto il", "added on"}, objective.added_on());
  row({"continua", "continues"}, objective.carried_over_from());
  if (objective.scostamenti_count() > 0) {
    row({"scostamenti (aperti)", "scostamenti (open)"},
        absl::StrCat(objective.scostamenti_count(), " (", objective.open_scostamenti_count(), ")"));
  }
  if (objective.corrections_count() > 0) {
    row({"fatti annullati", "facts taken back"}, std::to_string(objective.corrections_count()));
  }
  return table;
}

Table ResultsTable(const Objective& objective, Language language) {
  Table table{.columns = {{.key = "unit", .heading = {"Unità", "Unit"}},
                          {.key = "declaration", .heading = {"Dichiarazione", "Declaration"}},
                          {.key = "percent", .heading = {"%", "%"}, .align = Align::kRight},
                          {.key = "outcome", .heading = {"Esito", "Outcome"}},
                          {.key = "declared_on", .heading = {"Del", "Of"}},
                          {.key = "by", .heading = {"Chi", "Who"}},
                          {.key = "done_on", .heading = {"Raggiunto il", "Done on"}},
                          {.key = "proposed", .heading = {"Proposto", "Proposed"},
                           .align = Align::kRight},
                          {.key = "assessed", .heading = {"Valutato", "Assessed"},
                           .align = Align::kRight},
                          {.key = "note", .heading = {"Nota", "Note"}, .flexible = true}}};
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
                          {.key = "direction", .heading = {"Verso", "Direction"}},
                          {.key = "target", .heading = {"Atteso (originale)", "Target (original)"},
                           .align = Align::kRight},
                          {.key = "unit_of_measure", .heading = {"Misura", "Unit"}},
                          {.key = "unit", .heading = {"Unità", "Unit of the ente"}},
                          {.key = "value", .heading = {"Valore", "Value"},
                           .align = Align::kRight},
                          {.key = "on", .heading = {"Al", "On"}},
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
                          {.key = "remark", .heading = {"", ""}}}};
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
                          {.key = "text", .heading = {"Testo", "Text"}, .flexible = true}}};
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
  session.Show(*response, HeadTable(objective, language));
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
