// traguardo objective …

#include "clients/cli/command/command_verb.h"
#include "clients/cli/command/short_forms.h"
#include "clients/cli/verbs/objective_verbs.h"
#include "clients/cli/verbs/verbs.h"

namespace traguardo::cli {

using api::v1::MonitoringService;
using client::Connection;

void AddObjective(Verb root) {
  Verb group = root.Sub("objective", {"obiettivi: definirli, leggerli, sospenderli, escluderli, "
                                      "cambiare chi ne risponde",
                                      "objectives: define, read, suspend, exclude, hand over"});
  AddObjectiveList(group);
  AddObjectiveShow(group);
  AddObjectiveDefinition(group);

  Command(group, "suspend",
          {"sospende un obiettivo da --on in poi", "suspend an objective from --on"},
          Target::kObjective, &Connection::monitoring, &MonitoringService::Stub::SuspendObjective)
      .OfUnit()
      .Field("--reason", "suspension.reason", {"motivo", "reason"}, {"TESTO", "TEXT"});

  Command(group, "resume", {"riprende un obiettivo sospeso", "end a suspension"},
          Target::kObjective, &Connection::monitoring, &MonitoringService::Stub::ResumeObjective)
      .OfUnit()
      .Field("--note", "resumption.note", {"nota", "note"}, {"TESTO", "TEXT"});

  Command(group, "exclude",
          {"esclude un obiettivo, con la causa", "exclude an objective, with a cause"},
          Target::kObjective, &Connection::monitoring, &MonitoringService::Stub::ExcludeObjective)
      .Field("--cause", "exclusion.cause", {"causa", "cause"})
      .OfUnit()
      .Field("--reason", "exclusion.reason", {"motivo", "reason"}, {"TESTO", "TEXT"});

  Command(group, "hand-over",
          {"da --on in poi risponde un altro; chi rispondeva prima resta visibile",
           "from --on somebody else answers for it; who did before stays visible"},
          Target::kObjective, &Connection::monitoring, &MonitoringService::Stub::ChangeResponsabile)
      .Field("--from-responsabile", "change.outgoing", {"chi lascia", "who leaves"}, {"ID", "ID"})
      .Item<event::v1::Assignment>("--to", "change.incoming", {"chi subentra", "who comes"},
                                   kAssignmentForm, ParseAssignment)
      .OfUnit()
      .Field("--reason", "change.reason", {"motivo", "reason"}, {"TESTO", "TEXT"});

  Command(group, "signal",
          {"segnalazione del Nucleo: servono interventi correttivi",
           "segnalazione of the Nucleo: corrective action is needed"},
          Target::kObjective, &Connection::monitoring, &MonitoringService::Stub::RaiseSegnalazione)
      .Field("segnalazione", "segnalazione.segnalazione",
             {"id della segnalazione", "id of the segnalazione"}, {"ID", "ID"})
      .OfUnit()
      .Field("--text", "segnalazione.text", {"testo", "text"}, {"TESTO", "TEXT"});
}

}  // namespace traguardo::cli
