// traguardo scostamento show: one deviation with everything that was recorded about it, and where.

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "clients/cli/command/names.h"
#include "clients/cli/command/reading.h"
#include "clients/cli/command/session.h"
#include "clients/cli/screen/fields_table.h"
#include "clients/cli/screen/labels.h"
#include "clients/cli/screen/messages.h"
#include "clients/cli/verbs/cells.h"
#include "clients/cli/verbs/message_fields.h"
#include "clients/cli/verbs/provenance_cells.h"
#include "clients/cli/verbs/rows.h"
#include "clients/cli/verbs/scostamento_verbs.h"
#include "clients/cli/verbs/scostamento_words.h"
#include "clients/document/message_to_yaml.h"

namespace traguardo::cli {

using api::v1::ProjectionService;
using client::Connection;
using view::v1::Scostamento;
using view::v1::Variation;

namespace {

constexpr Text kCauses{"Cause", "Causes"};
constexpr Text kMeasures{"Misure correttive", "Corrective measures"};
constexpr Text kAnswers{"Ripianificazioni che lo riprendono", "Ripianificazioni that answer it"};

// The head; what stands in tables of its own below is for programs in lines of its own.
Table HeadTable(const Scostamento& scostamento, Language language) {
  FieldsTable table(language, {"Scostamento", "Scostamento"});
  const auto& today = scostamento.today();
  const Cell state = StateCell(scostamento, language);
  table.Add("objective", {"obiettivo", "objective"}, IdOf(scostamento.objective()),
            scostamento.objective(), Tone::kStrong);
  table.Add("objective_code", {"codice", "code"}, scostamento.objective_code());
  table.Add("objective_title", {"titolo", "title"}, scostamento.objective_title());
  table.Add("id", {"id", "id"}, scostamento.id());
  table.Add("unit", {"unità", "unit"}, scostamento.unit());
  table.Add("subject", {"che cosa", "what"}, SubjectText(scostamento, language),
            SubjectCode(scostamento));
  table.Add("planned", {"programmato", "planned"}, scostamento.planned());
  table.Add("actual", {"consuntivo", "actual"}, scostamento.actual());
  table.Add("difference", {"scostamento", "difference"}, DifferenceText(scostamento, language),
            scostamento.difference());
  table.Add("delay_days", {}, "",
            scostamento.has_delay_days() ? std::to_string(scostamento.delay_days()) : "");
  table.Add("description", {"descrizione", "description"}, scostamento.description());
  constexpr Text kMissing{"MANCANO", "MISSING"};
  table.Add("causes_missing", {"cause", "causes"},
            std::string(scostamento.causes_missing() ? kMissing.In(language) : ""),
            scostamento.causes_missing() ? "true" : "false", Tone::kBad);
  table.Add("responsabili", {"responsabili da allora", "responsabili since"},
            Joined(scostamento.responsabili()));
  table.Add("open", {"stato", "state"}, state.text, IsOpen(scostamento) ? "true" : "false",
            state.tone);
  table.Add("detected_on", {"emerso il", "detected on"}, scostamento.detected_on());
  AddProvenance("recorded_", {"registrato", "recorded"}, scostamento.recorded(), language, &table);
  table.Add("recorded_late_days", {"giorni prima di registrarlo", "days until recorded"},
            today.recorded_late_days() == 0 ? "" : std::to_string(today.recorded_late_days()),
            std::to_string(today.recorded_late_days()), Tone::kWarning);
  table.Add("age_days", {"da giorni", "for days"}, std::to_string(today.age_days()));
  table.Add("late_not_replanned", {"ritardo non ripianificato", "late, not replanned"},
            YesCell(today.late_not_replanned(), language).text,
            today.late_not_replanned() ? "true" : "false", Tone::kWarning);
  table.Add("closed_on", {"chiuso il", "closed on"}, scostamento.closed_on());
  AddProvenance("closed_", {"chiusura registrata", "closing recorded"}, scostamento.closed(),
                language, &table);
  table.Add("closing_note", {"nota di chiusura", "closing note"}, scostamento.closing_note());
  return std::move(table).Take();
}

Table CausesTable(const Scostamento& scostamento, Language language) {
  Table table{.columns = {
                  {.key = "kind", .heading = {"Causa", "Cause"}},
                  {.key = "description", .heading = {"Descrizione", "Description"}, .wraps = true},
              }};
  AddProvenanceColumns("recorded_", {"Indicata", "Named"}, 1, &table.columns);
  for (int i = 0; i < scostamento.causes_size(); ++i) {
    const event::v1::Cause& cause = scostamento.causes(i);
    std::vector<Cell> row = {EnumCell(cause.kind(), language), {cause.description()}};
    AddProvenanceCells(i < scostamento.causes_recorded_size() ? scostamento.causes_recorded(i)
                                                              : view::v1::Provenance(),
                       language, &row);
    table.rows.push_back(std::move(row));
  }
  return table;
}

Tone ToneOf(const view::v1::CorrectiveMeasure& measure, const std::string& today) {
  switch (measure.state()) {
    case view::v1::MEASURE_STATE_ADOPTED:
      return Tone::kGood;
    case view::v1::MEASURE_STATE_DROPPED:
      return Tone::kFaint;
    case view::v1::MEASURE_STATE_PLANNED:
      // A month or a year lasts until its end: its text begins the day's.
      return today.substr(0, measure.due().size()) > measure.due() ? Tone::kBad : Tone::kPlain;
    case view::v1::MEASURE_STATE_UNSPECIFIED:
    case view::v1::MeasureState_INT_MIN_SENTINEL_DO_NOT_USE_:
    case view::v1::MeasureState_INT_MAX_SENTINEL_DO_NOT_USE_:
      return Tone::kPlain;
  }
  return Tone::kPlain;
}

Table MeasuresTable(const Scostamento& scostamento, Language language) {
  Table table{.columns = {
                  {.key = "id", .heading = {"Id", "Id"}},
                  {.key = "description", .heading = {"Misura", "Measure"}, .wraps = true},
                  {.key = "owner", .heading = {"La cura", "Owner"}},
                  {.key = "due", .heading = {"Entro il", "Due"}},
                  {.key = "state", .heading = {"Stato", "State"}},
                  {.key = "settled_on", .heading = {"Conclusa il", "Settled on"}},
                  {.key = "note", .heading = {"Nota", "Note"}, .wraps = true, .aside = 1},
              }};
  AddProvenanceColumns("planned_", {"Prevista", "Planned"}, 3, &table.columns);
  AddProvenanceColumns("settled_", {"Registrata", "Recorded"}, 2, &table.columns);
  for (const auto& measure : scostamento.measures()) {
    std::vector<Cell> row = {
        {measure.id(), Tone::kStrong},
        {measure.description()},
        {measure.owner()},
        {measure.due()},
        EnumCell(measure.state(), language, ToneOf(measure, scostamento.today().date())),
        {measure.settled_on()},
        {measure.note()}};
    AddProvenanceCells(measure.planned(), language, &row);
    AddProvenanceCells(measure.settled(), language, &row);
    table.rows.push_back(std::move(row));
  }
  return table;
}

// All of the objective's scostamenti; nothing when the call failed.
std::optional<api::v1::ListScostamentiResponse> ListOf(Session& session,
                                                       const std::string& objective) {
  api::v1::ListScostamentiRequest request;
  request.set_plan(objective.substr(0, objective.find("/objectives/")));
  request.add_objectives(IdOf(objective));
  FillMoment(session, request.mutable_moment());
  return ListAll(
      session, &Connection::projection, &ProjectionService::Stub::ListScostamenti, request, 0,
      +[](const api::v1::ListScostamentiResponse& page) { return page.scostamenti_size(); });
}

// Those that name this scostamento, decided or not.
std::optional<Rows<Variation>> AnswersTo(Session& session, const Scostamento& scostamento) {
  api::v1::ListVariationsRequest request;
  const std::string& objective = scostamento.objective();
  request.set_plan(objective.substr(0, objective.find("/objectives/")));
  request.add_objectives(IdOf(objective));
  FillMoment(session, request.mutable_moment());
  const auto all = ListAll(
      session, &Connection::projection, &ProjectionService::Stub::ListVariations, request, 0,
      +[](const api::v1::ListVariationsResponse& page) { return page.variations_size(); });
  if (!all.has_value()) return std::nullopt;
  Rows<Variation> answers;
  for (const Variation& variation : all->variations()) {
    const auto& named = variation.scostamenti();
    // Ids of scostamenti are those of one objective.
    if (variation.objective() == objective &&
        std::find(named.begin(), named.end(), scostamento.id()) != named.end()) {
      *answers.Add() = variation;
    }
  }
  return answers;
}

// No message of the API has both.
std::string AsJson(const Scostamento& scostamento, const Rows<Variation>& answers) {
  const auto indented = [](const google::protobuf::Message& message) {
    std::string json = document::MessageToJson(message);
    if (json.ends_with('\n')) json.pop_back();
    return absl::StrReplaceAll(json, {{"\n", "\n "}});
  };
  std::string json =
      absl::StrCat("{\n \"scostamento\": ", indented(scostamento), ",\n \"variations\": [");
  for (int i = 0; i < answers.size(); ++i) {
    absl::StrAppend(&json, i == 0 ? "" : ", ", indented(answers.at(i)));
  }
  return json + "]\n}";
}

int NotFound(Session& session, const std::string& id, const api::v1::ListScostamentiResponse& all) {
  std::vector<std::string> ids;
  for (const Scostamento& scostamento : all.scostamenti()) ids.push_back(scostamento.id());
  constexpr Text kNone{"l'obiettivo non ha lo scostamento \"{}\".",
                       "the objective has no scostamento \"{}\"."};
  constexpr Text kThese{" Ha questi: {}.", " It has these: {}."};
  std::string message = Fill(session.Say(kNone), id);
  if (!ids.empty()) message += Fill(session.Say(kThese), Joined(ids));
  return session.Fail(ExitCode::kNotFound, message);
}

int RunShow(Session& session, const std::string& typed, const std::string& id) {
  const auto name = ObjectiveName(session, typed);
  if (!name.has_value()) return session.exit_code();
  const auto all = ListOf(session, *name);
  if (!all.has_value()) return session.exit_code();
  const auto& rows = all->scostamenti();
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const Scostamento& scostamento) {
    return scostamento.id() == id && scostamento.objective() == *name;
  });
  if (found == rows.end()) return NotFound(session, id, *all);
  const auto answers = AnswersTo(session, *found);
  if (!answers.has_value()) return session.exit_code();
  if (session.settings().format == Format::kJson) {
    session.Line(AsJson(*found, *answers));
    return 0;
  }
  const Language language = session.language();
  Table head = HeadTable(*found, language);
  AddFields(*found,
            {"objective", "id", "objective_code", "objective_title", "unit", "planned", "actual",
             "difference", "delay_days", "description", "responsabili", "detected_on", "recorded",
             "causes_missing", "closed_on", "closed", "closing_note"},
            &head);
  for (int i = 0; i < answers->size(); ++i) {
    AddFields(absl::StrCat("variations.", i + 1, "."), answers->at(i), &head);
  }
  ShowMoment(session, all->as_of());
  session.Show(*found, head);
  if (session.settings().format != Format::kTable) return 0;
  session.Section(std::string(session.Say(kCauses)), CausesTable(*found, language));
  session.Section(std::string(session.Say(kMeasures)), MeasuresTable(*found, language));
  session.Section(std::string(session.Say(kAnswers)), VariationsTable(*answers, language));
  return 0;
}

}  // namespace

void AddScostamentoShow(Verb group) {
  struct Options {
    std::string objective;
    std::string id;
  };
  auto options = std::make_shared<Options>();
  Verb show =
      group.Sub("show", {"tutto di uno scostamento: cause, misure, chi lo ha saputo e quando",
                         "everything about one deviation: causes, measures, who knew when"});
  const auto required = [&](const std::string& flags, const Text& help, const Text& value,
                            std::string Options::*member) {
    show.Add({.flags = flags,
              .help = help,
              .value = value,
              .required = true,
              .take = [options, member](const std::string& typed) {
                (*options).*member = typed;
                return std::nullopt;
              }});
  };
  required("objective", {"obiettivo: id o nome completo", "objective: id or full name"},
           {"NOME", "NAME"}, &Options::objective);
  required("scostamento", {"id dello scostamento", "id of the scostamento"}, {"ID", "ID"},
           &Options::id);
  show.Runs(
      [options](Session& session) { return RunShow(session, options->objective, options->id); });
}

}  // namespace traguardo::cli
