#include "services/api/messages/texts.h"

namespace traguardo::api {

std::string_view WarningTextIt(domain::WarningReason reason) {
  using domain::WarningReason;
  switch (reason) {
    case WarningReason::kWeightsNotTotal:
      return "I pesi dell'ambito «{scope}»[ per l'unità {unit}] fanno {sum:number} invece di "
             "{total:number}. Completarli prima dell'adozione.";
    case WarningReason::kObjectivesContradictRuleSet:
      return "{count} obiettivi della bozza non rispettano le nuove regole, il primo è "
             "{objective}. Ridefinirli: l'adozione li rifiuterebbe.";
    case WarningReason::kTermUnusual:
      return "Un termine istituzionale cade in un anno insolito[ ({year})]. Controllarlo.";
    case WarningReason::kPlanAdoptedLate:
      return "Il piano è adottato {days} giorni dopo il termine; il motivo comparirà nella "
             "Relazione.";
    case WarningReason::kActDatedAfterEffect:
      return "L'atto ha la data del {act_date:date}, dopo il giorno da cui si dice che valga. "
             "Controllare effective_on.";
    case WarningReason::kEndedUnitStillNamed:
      return "L'unità «{unit}» finisce il {ended_on:date}[, ma {count} obiettivi la nominano "
             "ancora, il primo "
             "è {objective}][, ma «{child}» dipende ancora da essa]. Riassegnarli.";
    case WarningReason::kDeadlineOutsidePlanYear:
      return "La scadenza {date:date} è dopo l'anno del piano. Se è voluta, usare la forma "
             "pluriennale.";
    case WarningReason::kCheckDateOutsidePlanYear:
      return "La verifica del {date:date} è fuori dall'anno del piano. Controllarla.";
    case WarningReason::kDueAfterDeadline:
      return "La data {due:date} è dopo la scadenza dell'obiettivo ({deadline:date}). Controllare "
             "le due date.";
    case WarningReason::kPhasesOutOfOrder:
      return "La fase «{phase}» finisce prima di quella che la precede. Controllare l'ordine.";
    case WarningReason::kThresholdBeyondTarget:
      return "La soglia minima è oltre il valore atteso e quindi non decide nulla. Controllare "
             "entrambi.";
    case WarningReason::kIndicatorWeightsIncomplete:
      return "Alcuni indicatori hanno un peso e altri no. Darlo a tutti o a nessuno.";
    case WarningReason::kResponsabileMissing:
      return "Nessuno risponde dell'obiettivo. Nominare un responsabile.";
    case WarningReason::kAggregatePercentDiffers:
      return "La percentuale dichiarata non corrisponde a raggiunti su assegnati[ (risulta "
             "{computed:number})]. Controllare la fonte.";
    case WarningReason::kBandCountsSingleOut:
      return "Una sola valutazione in un'unità è riconducibile a una persona. Togliere l'unità.";
    case WarningReason::kPlanNotAdoptedYet:
      return "Il piano non è ancora adottato; ciò che è registrato conta comunque.";
    case WarningReason::kOutsidePlanYear:
      return "Il fatto si riferisce a un giorno fuori dall'anno del piano. Controllare "
             "effective_on.";
    case WarningReason::kReachedBeforeAdoption:
      return "Raggiunto prima dell'adozione del piano[ ({adopted_on:date})]: quel risultato non "
             "era ancora un traguardo.";
    case WarningReason::kProgressDecreased:
      return "È meno di quanto già dichiarato[ ({previous:number})]. Correggere il valore "
             "sbagliato.";
    case WarningReason::kCompleteWithOpenMilestones:
      return "È dichiarato il 100 % ma {count} traguardi o fasi non risultano raggiunti, il primo "
             "è «{milestone}». Registrarli con il loro giorno.";
    case WarningReason::kReportedWhileSuspended:
      return "In quel giorno l'obiettivo è sospeso. Se il lavoro continua, riprenderlo.";
    case WarningReason::kFactsAfterExclusion:
      return "Ci sono già fatti riferiti a giorni dopo l'uscita dell'obiettivo, l'ultimo del "
             "{last:date}[; "
             "{scostamenti} scostamenti sono ancora aperti]. Controllare la data o chiuderli.";
    case WarningReason::kReportedWhileNotDue:
      return "Quel giorno era dichiarato non dovuto[ (dal {from:date}][ al {to:date})]. "
             "Correggere il fatto sbagliato.";
    case WarningReason::kNotDueAlreadyReported:
      return "Nel periodo ora dichiarato non dovuto c'è già un resoconto[ del "
             "{reported_on:date}]. Controllare.";
    case WarningReason::kOutcomeContradictsPercent:
      return "Esito e percentuale si contraddicono: raggiunto con 0, o non raggiunto con 100. "
             "Controllare entrambi.";
    case WarningReason::kValueContradictsRatio:
      return "Il valore non corrisponde a numeratore e denominatore[ (rapporto {ratio:number}, in "
             "percentuale {percent:number})]. Controllare i tre numeri.";
    case WarningReason::kNothingProposed:
      return "Il Nucleo ha valutato ciò che nessuno aveva proposto.";
    case WarningReason::kScostamentoWithoutCause:
      return "Manca la causa dello scostamento: ogni elenco lo segnala finché non è indicata. "
             "Indicarla.";
    case WarningReason::kScostamentoWithoutDifference:
      return "Programmato e consuntivo coincidono, o mancano sia le cifre sia il ritardo. Dire "
             "che cosa si scosta.";
    case WarningReason::kScostamentoRepeated:
      return "Sullo stesso oggetto è già aperto lo scostamento «{scostamento}». Usare quello, o "
             "chiuderlo.";
    case WarningReason::kMeasureDueBeforeScostamento:
      return "La misura è prevista prima che lo scostamento ci fosse. Controllare la data.";
    case WarningReason::kMeasuresStillOpen:
      return "{count} misure dello scostamento chiuso non sono né adottate né abbandonate.";
    case WarningReason::kNewDeadlineAlreadyPassed:
      return "La nuova scadenza {date:date} è già passata quando comincia a valere. Controllarla.";
    case WarningReason::kDeadlineAlreadyPassed:
      return "La scadenza che si sposta ({deadline:date}) era già passata: la ripianificazione "
             "risulterà tardiva.";
    case WarningReason::kRoundReferenceOutsidePlanYear:
      return "La data di riferimento è fuori dall'anno del piano. Controllarla.";
    case WarningReason::kReportIncomplete:
      return "La relazione non comprende {count} obiettivi dovuti, il primo è {objective}. "
             "Completarla.";
    case WarningReason::kReportLate:
      return "La relazione è arrivata dopo il termine[ del {due_date:date}].";
    case WarningReason::kReportsMissing:
      return "La rilevazione è chiusa con {count} relazioni mancanti su {expected}, la prima è di "
             "{responsabile}.";
    case WarningReason::kFrozenBeforeYearEnd:
      return "Il consuntivo è congelato prima della fine dell'anno.";
    case WarningReason::kObjectivesNotDeclared:
      return "{count} obiettivi sono senza un risultato dichiarato, il primo è {objective}.";
    case WarningReason::kScostamentiStillOpen:
      return "{count} scostamenti sono ancora aperti; si possono seguire anche dopo la chiusura "
             "dell'anno.";
    case WarningReason::kRelazioneLate:
      return "La Relazione è approvata dopo il suo termine[ del {term:date}].";
  }
  return {};
}

}  // namespace traguardo::api
