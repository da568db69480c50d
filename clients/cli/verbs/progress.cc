// traguardo progress …: what is declared of an objective.

#include "clients/cli/command/command_verb.h"
#include "clients/cli/command/short_forms.h"
#include "clients/cli/verbs/verbs.h"

namespace traguardo::cli {

using api::v1::MonitoringService;
using client::Connection;

void AddProgress(Verb root) {
  Verb group = root.Sub("progress", {"avanzamento dichiarato: percentuali, esiti, periodi non dovuti",
                                     "declared progress: percents, outcomes, periods not due"});

  Command(group, "record",
          {"registra la percentuale compiuta (zero è una dichiarazione)",
           "record the share completed (zero is a declaration)"},
          Target::kObjective, &Connection::monitoring, &MonitoringService::Stub::RecordProgress)
      .Field("--percent", "progress.percent", {"da 0 a 100", "from 0 to 100"},
             {"PERCENTO", "PERCENT"})
      .Field("--phase", "progress.phase", {"solo di questa fase", "of this phase only"},
             {"ID", "ID"})
      .OfUnit()
      .Field("--note", "progress.note", {"nota", "note"}, {"TESTO", "TEXT"});

  Command(group, "outcome",
          {"dichiara l'esito senza percentuale", "state the outcome without a percent"},
          Target::kObjective, &Connection::monitoring, &MonitoringService::Stub::StateOutcome)
      .Field("--outcome", "outcome.outcome", {"esito", "outcome"})
      .OfUnit()
      .Field("--note", "outcome.note", {"nota", "note"}, {"TESTO", "TEXT"});

  Command(group, "not-due",
          {"dichiara che per un periodo non c'era nulla da dire: non è zero e non è silenzio",
           "declare that nothing was due for a period: neither zero nor silence"},
          Target::kObjective, &Connection::monitoring, &MonitoringService::Stub::DeclareNotDue)
      .Item<event::v1::Period>("--period", "not_due.period", {"periodo", "period"}, kPeriodForm,
                               ParsePeriod)
      .Field("--reason", "not_due.reason", {"motivo", "reason"}, {"TESTO", "TEXT"})
      .OfUnit();

  Command(group, "propose-result",
          {"propone il risultato finale dell'anno", "propose the year's final result"},
          Target::kObjective, &Connection::monitoring,
          &MonitoringService::Stub::ProposeFinalResult)
      .Field("--percent", "result.percent", {"percentuale", "percent"}, {"PERCENTO", "PERCENT"})
      .Field("--outcome", "result.outcome", {"esito", "outcome"})
      .OfUnit()
      .Field("--note", "result.note", {"nota", "note"}, {"TESTO", "TEXT"});

  Command(group, "assess-result",
          {"valuta il risultato finale (Nucleo); se differisce dalla proposta servono le ragioni",
           "assess the final result (Nucleo); reasons are needed where it differs from the proposal"},
          Target::kObjective, &Connection::monitoring, &MonitoringService::Stub::AssessFinalResult)
      .Field("--percent", "assessment.percent", {"percentuale", "percent"},
             {"PERCENTO", "PERCENT"})
      .Field("--outcome", "assessment.outcome", {"esito", "outcome"})
      .OfUnit()
      .Field("--reasons", "assessment.reasons", {"ragioni", "reasons"}, {"TESTO", "TEXT"});
}

}  // namespace traguardo::cli
