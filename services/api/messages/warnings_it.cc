#include "services/api/messages/texts.h"

namespace traguardo::api {

std::string_view WarningTextIt(domain::WarningReason reason) {
  using domain::WarningReason;
  switch (reason) {
    case WarningReason::kWeightsNotTotal:
      return "I pesi dell'ambito «{scope}»[ per l'unità {unit}] fanno {sum:number} invece di "
             "{total:number}. Completarli prima dell'adozione.";
    case WarningReason::kObjectivesContradictRuleSet:
      return "Nella bozza ci sono obiettivi che non rispettano le nuove regole: {count}, il "
             "primo è {objective}. Ridefinirli: l'adozione li rifiuterebbe.";
    case WarningReason::kTermUnusual:
      return "Un termine istituzionale cade in un anno insolito[ ({year})]. Controllarlo.";
    case WarningReason::kPlanAdoptedLate:
      return "Il piano è adottato dopo il termine (giorni di ritardo: {days}); il motivo "
             "comparirà nella Relazione.";
    case WarningReason::kActDatedAfterEffect:
      return "L'atto ha la data del {act_date:date}, dopo il giorno da cui si dice che "
             "valga. Controllare quel giorno.";
    case WarningReason::kEndedUnitStillNamed:
      return "L'unità «{unit}» finisce il {ended_on:date}[, ma è ancora indicata in "
             "obiettivi ({count}; il primo è {objective})][, ma «{child}» dipende ancora da "
             "essa]. Riassegnarli, con una ripianificazione se il piano è adottato.";
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
      return "Il fatto si riferisce al {effective_on:date}, fuori dall'anno del piano. "
             "Controllare il giorno.";
    case WarningReason::kReachedBeforeAdoption:
      return "Raggiunto prima dell'adozione del piano[ ({adopted_on:date})]: quel risultato non "
             "era ancora un traguardo.";
    case WarningReason::kProgressDecreased:
      return "È meno di quanto già dichiarato[ ({previous:number})]. Correggere il valore "
             "sbagliato.";
    case WarningReason::kCompleteWithOpenMilestones:
      return "È dichiarato il 100 % ma non risultano raggiunti tutti i traguardi e le fasi "
             "(mancanti: {count}; il primo è «{milestone}»). Registrarli con il loro giorno.";
    case WarningReason::kReportedWhileSuspended:
      return "In quel giorno l'obiettivo è sospeso. Se il lavoro continua, riprenderlo.";
    case WarningReason::kFactsAfterExclusion:
      return "Ci sono già fatti riferiti a giorni dopo l'uscita dell'obiettivo, l'ultimo del "
             "{last:date}[; scostamenti ancora aperti: {scostamenti}]. Controllare la data o "
             "chiuderli.";
    case WarningReason::kReportedWhileNotDue:
      return "Quel giorno era dichiarato non dovuto[ (dal {from:date}][ al {to:date})]. "
             "Correggere il fatto sbagliato.";
    case WarningReason::kNotDueAlreadyReported:
      return "Nel periodo ora dichiarato non dovuto c'è già una dichiarazione[, del "
             "{reported_on:date}]. Controllare.";
    case WarningReason::kExcusedAfterDueDay:
      return "Il termine del {due:date} era già passato quando lo si dice. Se non era rispettato, "
             "dire perché con uno scostamento.";
    case WarningReason::kMeasuredAnewAsMet:
      return "Per il {due:date}, già passato, l'indicatore «{indicator}» risultava sotto il valore "
             "atteso[ ({previous:value})] e con questa misura lo raggiunge. Controllare che si "
             "riferisca a quel giorno.";
    case WarningReason::kDeclaredAnewAsDone:
      return "Per il {effective_on:date} risultava dichiarato un valore inferiore: con questa "
             "dichiarazione risulta completato entro il termine del {due:date}, già passato. "
             "Controllare che si riferisca a quel giorno.";
    case WarningReason::kMissTakenBack:
      return "La misura annullata[ ({previous:value})] diceva che per il {due:date} l'indicatore "
             "«{indicator}» era sotto il valore atteso: senza di essa non risulta più nulla. Se il "
             "valore era sbagliato, registrare quello giusto.";
    case WarningReason::kOutcomeContradictsPercent:
      return "Esito e percentuale si contraddicono: raggiunto con 0, o non raggiunto con 100. "
             "Controllare entrambi.";
    case WarningReason::kValueContradictsRatio:
      return "Il valore non corrisponde a numeratore e denominatore[ (rapporto {ratio:number}, in "
             "percentuale {percent:number})]. Controllare i tre numeri.";
    case WarningReason::kNothingProposed:
      return "Il Nucleo ha valutato ciò che nessuno aveva proposto.";
    case WarningReason::kShortfallWithoutScostamento:
      return "Il risultato non è quello previsto[ (indicatore «{indicator}»)]"
             "[ (traguardo o fase «{milestone}»)][: previsto "
             "{planned:value}][, ottenuto {actual:value}][ (giorni di ritardo: {days})]. "
             "Manca la causa: registrare uno scostamento.";
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
      return "Lo scostamento si chiude con misure né adottate né abbandonate: {count}.";
    case WarningReason::kNewDeadlineAlreadyPassed:
      return "La nuova scadenza {date:date} è già passata quando comincia a valere. Controllarla.";
    case WarningReason::kDeadlineAlreadyPassed:
      return "Il tempo di ciò che si modifica era già passato[ ({deadline:date})]: la "
             "ripianificazione risulterà tardiva.";
    case WarningReason::kTakenBackWithoutScostamento:
      return "Si rinvia, si abbassa o si toglie ciò che era previsto e nessuno scostamento "
             "dice perché. Registrare lo scostamento, e indicarlo nella proposta se non è "
             "ancora decisa.";
    case WarningReason::kRemovedPartReported:
      return "Su ciò che si toglie ({what:word} «{id}») ci sono già fatti, il primo alla posizione "
             "{position}: restano leggibili, ma non contano più.";
    case WarningReason::kDroppedObjectiveNamedByGate:
      return "L'obiettivo {objective}[ ({code})] ha come condizione «{gate}» quello che si toglie "
             "({dropped}): la condizione non si potrà più verificare. Ripianificare anche quello.";
    case WarningReason::kRoundReferenceOutsidePlanYear:
      return "La data di riferimento è fuori dall'anno del piano. Controllarla.";
    case WarningReason::kReportIncomplete:
      return "Nel rapporto mancano obiettivi dovuti: {count}, il primo è {objective}. "
             "Completarlo.";
    case WarningReason::kReportLate:
      return "Il rapporto è arrivato dopo il termine[ del {due_date:date}].";
    case WarningReason::kReportsMissing:
      return "La rilevazione è chiusa e mancano rapporti: {count} su {expected}, il primo è "
             "di {responsabile}.";
    case WarningReason::kFrozenBeforeYearEnd:
      return "Il consuntivo è congelato prima della fine dell'anno.";
    case WarningReason::kObjectivesNotDeclared:
      return "Ci sono obiettivi senza un risultato dichiarato: {count}, il primo è "
             "{objective}.";
    case WarningReason::kScostamentiStillOpen:
      return "Scostamenti ancora aperti: {count}; si possono seguire anche dopo la chiusura "
             "dell'anno.";
    case WarningReason::kRelazioneLate:
      return "La Relazione è approvata dopo il suo termine[ del {term:date}]; il motivo "
             "comparirà nella Relazione.";
  }
  return {};
}

}  // namespace traguardo::api
