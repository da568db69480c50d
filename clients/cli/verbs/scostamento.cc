// traguardo scostamento …: deviations, their causes and corrective measures.

#include <memory>
#include <string>
#include <vector>

#include "clients/cli/command/command_verb.h"
#include "clients/cli/command/names.h"
#include "clients/cli/command/reading.h"
#include "clients/cli/command/session.h"
#include "clients/cli/command/short_forms.h"
#include "clients/cli/verbs/rows.h"
#include "clients/cli/verbs/scostamento_verbs.h"
#include "clients/cli/verbs/verbs.h"

namespace traguardo::cli {

using api::v1::MonitoringService;
using client::Connection;

namespace {

constexpr Text kScostamentoId{"id dello scostamento", "id of the scostamento"};
constexpr Text kMeasureId{"id della misura", "id of the measure"};
constexpr Text kCause{"causa: il tipo e il testo", "cause: its kind and the text"};

Option Subject(CommandVerb& verb, const std::string& flags, const Text& help,
               void (event::v1::ScostamentoSubject::*set)(bool)) {
  auto* request = static_cast<api::v1::RecordScostamentoRequest*>(&verb.request());
  return {.flags = flags, .help = help, .take = [request, set](const std::string&) {
            (request->mutable_scostamento()->mutable_subject()->*set)(true);
            return std::nullopt;
          }};
}

void AddRecord(Verb group) {
  CommandVerb verb = Command(
      group, "record",
      {"registra uno scostamento; senza cause resta segnato come da completare",
       "record a deviation; without causes it stays marked as incomplete"},
      Target::kObjective, &Connection::monitoring, &MonitoringService::Stub::RecordScostamento);
  verb.Default("scostamento.scostamento", "s1")
      .Field("--id", "scostamento.scostamento", {"id (senza: s1)", "id (without it: s1)"},
             {"ID", "ID"})
      .Field("--indicator", "scostamento.subject.indicator",
             {"riguarda questo indicatore", "is about this indicator"}, {"ID", "ID"})
      .Field("--milestone", "scostamento.subject.milestone",
             {"riguarda questo traguardo o fase", "is about this milestone or phase"}, {"ID", "ID"})
      .Custom(Subject(verb, "--deadline", {"riguarda la scadenza", "is about the deadline"},
                      &event::v1::ScostamentoSubject::set_deadline))
      .Custom(Subject(verb, "--progress",
                      {"riguarda l'avanzamento rispetto alla curva prevista",
                       "is about progress against the planned curve"},
                      &event::v1::ScostamentoSubject::set_progress))
      .Field("--planned", "scostamento.planned", {"programmato", "planned"}, {"NUMERO", "NUMBER"})
      .Field("--actual", "scostamento.actual", {"consuntivo", "actual"}, {"NUMERO", "NUMBER"})
      .Field("--delay-days", "scostamento.delay_days", {"giorni di ritardo", "days of delay"},
             {"GIORNI", "DAYS"})
      .Field("--detected-on", "scostamento.detected_on",
             {"giorno in cui è emerso", "day it came to light"}, {"DATA", "DATE"})
      .Items<event::v1::Cause>("--cause", "scostamento.causes", kCause, kCauseForm, ParseCause)
      .Field("--description", "scostamento.description", {"che cosa è successo", "what happened"},
             {"TESTO", "TEXT"})
      .OfUnit();
}

void AddMeasures(Verb group) {
  Command(group, "plan-measure",
          {"prevede una misura correttiva, con chi la cura e la scadenza",
           "plan a corrective measure, with an owner and a due date"},
          Target::kObjective, &Connection::monitoring,
          &MonitoringService::Stub::PlanCorrectiveMeasure)
      .Field("scostamento", "measure.scostamento", kScostamentoId, {"ID", "ID"})
      .Field("measure", "measure.measure", kMeasureId, {"ID", "ID"})
      .Field("--description", "measure.description", {"che cosa si farà", "what will be done"},
             {"TESTO", "TEXT"})
      .Field("--owner", "measure.owner", {"chi la cura", "who takes care of it"}, {"ID", "ID"})
      .Field("--due", "measure.due", {"entro quando", "until when"}, {"DATA", "DATE"})
      .OfUnit();

  Command(group, "adopt-measure",
          {"registra che una misura è stata adottata", "record that a measure was adopted"},
          Target::kObjective, &Connection::monitoring,
          &MonitoringService::Stub::AdoptCorrectiveMeasure)
      .Field("scostamento", "measure.scostamento", kScostamentoId, {"ID", "ID"})
      .Field("measure", "measure.measure", kMeasureId, {"ID", "ID"})
      .Field("--note", "measure.note", {"nota", "note"}, {"TESTO", "TEXT"})
      .OfUnit();

  Command(group, "drop-measure", {"abbandona una misura prevista", "give up a planned measure"},
          Target::kObjective, &Connection::monitoring,
          &MonitoringService::Stub::DropCorrectiveMeasure)
      .Field("scostamento", "measure.scostamento", kScostamentoId, {"ID", "ID"})
      .Field("measure", "measure.measure", kMeasureId, {"ID", "ID"})
      .Field("--reason", "measure.reason", {"motivo", "reason"}, {"TESTO", "TEXT"})
      .OfUnit();
}

void AddList(Verb group) {
  struct Options {
    std::string plan;
    std::vector<std::string> units;
    std::vector<std::string> objectives;
    bool open = false;
    bool without_causes = false;
    bool not_replanned = false;
    uint64_t limit = 0;
  };
  auto options = std::make_shared<Options>();
  Verb verb = group.Sub("list", {"il registro degli scostamenti, con cause e misure",
                                 "the register of deviations, with causes and measures"});
  AddPlanArgument(verb, &options->plan);
  verb.Add("--unit", {"solo di questa unità", "of this unit only"}, {"ID", "ID"}, &options->units);
  AddObjectives(verb, &options->objectives);
  verb.Switch("--open", {"solo quelli aperti", "only open ones"}, &options->open);
  verb.Switch("--without-causes", {"solo quelli senza cause", "only those without causes"},
              &options->without_causes);
  verb.Switch("--not-replanned",
              {"solo i ritardi che nessuna ripianificazione approvata riprende",
               "only delays that no approved ripianificazione answers"},
              &options->not_replanned);
  AddLimit(verb, &options->limit);
  verb.Runs([options](Session& session) {
    const auto plan = PlanName(session, options->plan);
    if (!plan.has_value()) return session.exit_code();
    api::v1::ListScostamentiRequest request;
    request.set_plan(*plan);
    FillMoment(session, request.mutable_moment());
    request.mutable_units()->Assign(options->units.begin(), options->units.end());
    request.mutable_objectives()->Assign(options->objectives.begin(), options->objectives.end());
    request.set_open_only(options->open);
    request.set_causes_missing_only(options->without_causes);
    request.set_late_not_replanned_only(options->not_replanned);
    const auto all = ListAll(
        session, &Connection::projection, &api::v1::ProjectionService::Stub::ListScostamenti,
        request, options->limit,
        +[](const api::v1::ListScostamentiResponse& page) { return page.scostamenti_size(); });
    if (!all.has_value()) return session.exit_code();
    ShowMoment(session, all->as_of());
    return session.Show(*all, ScostamentiTable(all->scostamenti(), session.language()));
  });
}

}  // namespace

void AddScostamento(Verb root) {
  Verb group = root.Sub("scostamento", {"scostamenti, cause e misure correttive",
                                        "deviations, causes and corrective measures"});
  AddRecord(group);

  Command(group, "causes", {"aggiunge cause note più tardi", "add causes that became known later"},
          Target::kObjective, &Connection::monitoring,
          &MonitoringService::Stub::StateScostamentoCauses)
      .Field("scostamento", "causes.scostamento", kScostamentoId, {"ID", "ID"})
      .Items<event::v1::Cause>("--cause", "causes.causes", kCause, kCauseForm, ParseCause)
      .OfUnit();

  AddMeasures(group);

  Command(group, "close",
          {"chiude uno scostamento: recuperato, ripianificato o confermato",
           "close a deviation: recovered, replanned or confirmed"},
          Target::kObjective, &Connection::monitoring, &MonitoringService::Stub::CloseScostamento)
      .Field("scostamento", "closing.scostamento", kScostamentoId, {"ID", "ID"})
      .Field("--as", "closing.closing", {"come si chiude", "how it ends"})
      .Field("--note", "closing.note", {"nota", "note"}, {"TESTO", "TEXT"})
      .OfUnit();
  AddList(group);
  AddScostamentoShow(group);
}

}  // namespace traguardo::cli
