#include "services/api/messages/texts.h"

namespace traguardo::api {

std::string_view RefusalTextIt(domain::RefusalReason reason) {
  using domain::RefusalReason;
  switch (reason) {
    case RefusalReason::kCommandEmpty:
      return "Il comando non registra nulla. Aggiungere almeno un fatto.";
    case RefusalReason::kCommandTooLarge:
      return "Il comando ha {count} fatti, il massimo è {limit}. Dividerlo, tenendo insieme ciò "
             "che decide un solo atto.";
    case RefusalReason::kFactMissing:
      return "Una proposta non indica alcun fatto. Indicare che cosa va registrato.";
    case RefusalReason::kFieldInvalid:
      return "Un dato non ha la forma prevista[: {problem:word}]. Correggerlo e inviare di "
             "nuovo.";
    case RefusalReason::kReasonMissing:
      return "Serve una motivazione e non è stata indicata. Scrivere perché.";
    case RefusalReason::kActMissing:
      return "Serve un atto e non è stato indicato. Indicare organo, tipo, numero e data.";
    case RefusalReason::kStreamMismatch:
      return "Il fatto è indirizzato a questo: {stream:place}. Riguarda invece "
             "{expected:word}. Indirizzarlo lì.";
    case RefusalReason::kRevisionMismatch:
      return "Qualcuno ha scritto nel frattempo: la revisione attesa era {expected}, quella "
             "attuale è {actual}. Rileggere, valutare di nuovo e inviare un comando nuovo.";
    case RefusalReason::kUnitNotExpected:
      return "Qui non va indicata un'unità[ («{unit}»)]: il fatto vale per il tutto. Anche "
             "un obiettivo di più unità, se non è trasversale, ha un solo risultato. "
             "Togliere l'unità.";
    case RefusalReason::kEffectiveDateMissing:
      return "Manca il giorno a cui il fatto si riferisce. Indicarlo.";
    case RefusalReason::kEffectiveDateInFuture:
      return "Il fatto è riferito al {effective_on:date}, che deve ancora venire (oggi è il "
             "{today:date}). Registrarlo quel giorno, o correggere la data.";
    case RefusalReason::kEffectiveDateNotOver:
      return "Il periodo «{effective_on:date}» non è ancora finito (oggi è il {today:date}): non "
             "si "
             "saprebbe entro quando il risultato c'era. Indicare il giorno, o un mese già finito.";
    case RefusalReason::kEffectiveDateOutsidePlan:
      return "Il fatto è riferito al {effective_on:date}, fuori dalla vita del piano[, che va dal "
             "{from:date} al {to:date}]. Controllare giorno e anno.";
    case RefusalReason::kActInFuture:
      return "L'atto ha la data del {act_date:date}, che deve ancora venire (oggi è il "
             "{today:date}). Controllare la data dell'atto.";
    case RefusalReason::kActBeforeWhatItDecides:
      return "L'atto ha la data del {act_date:date}, prima di ciò su cui decide ({previous:date}). "
             "Controllare le due date.";
    case RefusalReason::kDateInFuture:
      return "La data {date:date} deve ancora venire (oggi è il {today:date}). Controllarla.";
    case RefusalReason::kPeriodEndsBeforeStart:
      return "Il periodo finisce ({to:date}) prima di cominciare ({from:date}). Correggere le "
             "date.";
    case RefusalReason::kPeriodIncomplete:
      return "Al periodo manca un estremo necessario. Indicarlo.";
    case RefusalReason::kDatedBeforeWhatItFollows:
      return "Il fatto è riferito al {effective_on:date}, prima di ciò da cui dipende "
             "({previous:date}). Controllare la data.";
    case RefusalReason::kActorMissing:
      return "Il comando non dice chi lo registra. È un errore del server: avvisare chi lo "
             "gestisce.";
    case RefusalReason::kRoleMayNotRecord:
      return "Il ruolo {role:word} non registra questo tipo di fatto[ ({kind:word})]. "
             "Rivolgersi al segretario.";
    case RefusalReason::kOperatorWithoutConsent:
      return "L'operatore {principal} non ha il consenso registrato di questo ente. È l'ente a "
             "darlo.";
    case RefusalReason::kNotResponsible:
      return "{principal} oggi ({today:date}) non risponde dell'obiettivo {objective}. Lo "
             "registra il responsabile, chi lo sostituisce o il segretario.";
    case RefusalReason::kNucleoNotNamed:
      return "È un fatto del Nucleo e manca un atto del Nucleo. Indicare un suo atto "
             "(organo: Nucleo; per esempio un verbale) nel fatto o fra le evidenze: scrivere "
             "per conto del Nucleo non basta.";
    case RefusalReason::kOnBehalfOfOneself:
      return "Chi scrive ({principal}) non scrive per conto di sé stesso. Togliere «per "
             "conto di».";
    case RefusalReason::kOwnObjectiveAssessed:
      return "{principal} risponde di questo obiettivo e non può valutarlo. Lo valuta un altro "
             "componente.";
    case RefusalReason::kEnteNotRegistered:
      return "L'ente non è ancora registrato. Va registrato prima da chi amministra il server.";
    case RefusalReason::kEnteAlreadyRegistered:
      return "L'ente è già registrato. Non serve fare altro.";
    case RefusalReason::kOrganisationChangeEmpty:
      return "La modifica non nomina né unità né nodi strategici. Indicarne almeno uno.";
    case RefusalReason::kDuplicateId:
      return "L'identificativo «{id}» è usato due volte, o era di una parte che un atto ha tolto. "
             "Sceglierne un altro; traguardi e fasi condividono gli stessi identificativi.";
    case RefusalReason::kUnitUnknown:
      return "L'organizzazione non ha l'unità «{unit}». Aggiungerla con una modifica "
             "dell'organizzazione, o controllare l'identificativo.";
    case RefusalReason::kUnitNotValid:
      return "L'unità «{unit}» non esiste[ il {day:date}][ nel {year}]. Controllare la data "
             "e la validità dell'unità.";
    case RefusalReason::kUnitHasUnitsBelow:
      return "L'unità «{unit}» non esiste più il {day:date}, ma «{child}» dipende ancora da essa. "
             "Spostare o chiudere anche quella nella stessa modifica.";
    case RefusalReason::kStrategicNodeUnknown:
      return "L'ente non ha il nodo strategico «{node}»[ il {day:date}], o non di questo tipo. "
             "Aggiungerlo, o controllare identificativo e data.";
    case RefusalReason::kOrganisationCycle:
      return "L'albero tornerebbe su sé stesso in «{id}». Correggere le unità superiori.";
    case RefusalReason::kConsentAlreadyGiven:
      return "Il consenso a {grantee} è già stato dato. Non serve fare altro.";
    case RefusalReason::kConsentNotGiven:
      return "Non risulta un consenso a {grantee} da revocare. Controllare finalità e "
             "destinatario.";
    case RefusalReason::kPositionUnknown:
      return "L'ente non ha un fatto alla posizione {position}. Controllare il numero.";
    case RefusalReason::kPlanNotDrafted:
      return "Il piano {year} non esiste ancora. Aprirne prima la bozza, o controllare "
             "l'anno.";
    case RefusalReason::kPlanAlreadyDrafted:
      return "Il piano {year} esiste già. Proseguire con quello.";
    case RefusalReason::kTermsOutOfOrder:
      return "Il termine della Relazione non segue quello di adozione. Correggere le date.";
    case RefusalReason::kRuleSetMissing:
      return "Il piano non ha ancora regole. Adottarle prima: sono loro a nominare gli ambiti.";
    case RefusalReason::kRuleSetVersionNotNext:
      return "La versione {version} delle regole non segue l'ultima: usare la {expected}.";
    case RefusalReason::kScopeUnknown:
      return "Le regole del piano non hanno l'ambito «{scope}». Controllare l'identificativo o "
             "adottare una versione che lo contenga.";
    case RefusalReason::kScopeWithoutWeightSumPolicy:
      return "L'ambito pesato «{scope}» non dice che cosa fare quando i pesi non tornano. "
             "Indicare nelle regole se si rifiuta o si segnala.";
    case RefusalReason::kScopeWeightsContradictory:
      return "L'ambito «{scope}» si contraddice: un ambito pesato vuole un totale sopra lo zero, "
             "uno non pesato non ha né totale né regola sui pesi. Correggere le regole.";
    case RefusalReason::kObjectivesContradictRuleSet:
      return "Ci sono obiettivi che non rispettano le regole: {count}, il primo è "
             "{objective}[ ({problem:word})]. Ridefinirli o ripianificarli prima.";
    case RefusalReason::kPlanAlreadyAdopted:
      return "Il piano è già adottato[ dal {adopted_on:date}]. Le modifiche passano da un atto di "
             "variazione.";
    case RefusalReason::kPlanNotAdopted:
      return "Il piano non è ancora adottato. Finché è in bozza, ridefinire l'obiettivo.";
    case RefusalReason::kDefinitionFixedByAdoption:
      return "Le definizioni sono fisse dall'adozione[ del {adopted_on:date}]. Proporre una "
             "ripianificazione.";
    case RefusalReason::kAmendmentMissing:
      return "Un obiettivo si aggiunge a un piano adottato solo insieme all'atto che lo "
             "aggiunge. Registrare la variazione del piano con il suo atto, e l'obiettivo in "
             "essa.";
    case RefusalReason::kPlanWithoutObjectives:
      return "Il piano non ha obiettivi. Definirli prima dell'adozione.";
    case RefusalReason::kWeightsNotTotal:
      return "I pesi dell'ambito «{scope}»[ per l'unità {unit}] fanno {sum:number} invece di "
             "{total:number}[ (differenza {difference:number})]. Correggerli nello stesso atto.";
    case RefusalReason::kLatenessReasonMissing:
      return "L'atto è del {act_date:date}, dopo il termine del {term:date}, e manca il "
             "motivo del ritardo. Indicarlo.";
    case RefusalReason::kAmendmentBeforeAdoption:
      return "La variazione è datata prima dell'adozione[ del {adopted_on:date}]. Controllare le "
             "due date.";
    case RefusalReason::kActDiffersFromAmendment:
      return "Il comando nomina due atti diversi. Un comando contiene ciò che decide un solo atto.";
    case RefusalReason::kCarriedOverFromLaterYear:
      return "Un obiettivo si riporta solo da un anno precedente, non dal {from_year}. "
             "Controllare l'anno.";
    case RefusalReason::kAlreadyCarriedOver:
      return "L'obiettivo è già collegato a un altro anno[: {from}]. Correggere prima quel fatto.";
    case RefusalReason::kAggregateWithoutFigure:
      return "Un totale dichiarato vuole una percentuale, oppure raggiunti e assegnati insieme. "
             "Indicarli.";
    case RefusalReason::kReachedExceedsAssigned:
      return "Gli obiettivi raggiunti ({reached}) superano gli assegnati ({assigned}). Forse sono "
             "scambiati.";
    case RefusalReason::kDenominatorZero:
      return "Un rapporto con denominatore zero non ha valore. Controllare il denominatore.";
    case RefusalReason::kDenominatorNegative:
      return "Il denominatore è sotto lo zero. Controllarlo.";
    case RefusalReason::kAmountNegative:
      return "Una quantità di risorse è sotto lo zero. Correggerla.";
    case RefusalReason::kObjectiveUnknown:
      return "Il piano non ha l'obiettivo «{objective}». Controllare l'identificativo.";
    case RefusalReason::kObjectiveAlreadyDefined:
      return "L'obiettivo «{objective}» esiste già, o è esistito. Scegliere un altro "
             "identificativo.";
    case RefusalReason::kObjectiveRemoved:
      return "L'obiettivo «{objective}» è stato tolto dalla bozza. Definirne uno nuovo, se serve.";
    case RefusalReason::kObjectiveNamedByGate:
      return "L'obiettivo {objective} ha questo come condizione «{gate}». Ridefinire prima quello.";
    case RefusalReason::kWeightMissing:
      return "L'ambito «{scope}» è pesato e manca il peso. Indicarlo.";
    case RefusalReason::kWeightInUnweightedScope:
      return "L'ambito «{scope}» non è pesato. Togliere il peso.";
    case RefusalReason::kWeightNegative:
      return "Il peso di un indicatore è sotto lo zero. Correggerlo.";
    case RefusalReason::kUnitNotOfObjective:
      return "L'unità «{unit}» non è fra quelle dell'obiettivo {objective}. Controllarla.";
    case RefusalReason::kUnitMissing:
      return "L'obiettivo è trasversale: indicare per quale unità vale il fatto.";
    case RefusalReason::kDeadlineBeforePlanYear:
      return "La scadenza {date:date} è prima dell'anno del piano ({year}). Controllarla.";
    case RefusalReason::kPeriodOutsidePlanYear:
      return "Il periodo[ dal {from:date}][ al {to:date}] non tocca l'anno del piano ({year}). "
             "Controllare le date.";
    case RefusalReason::kDeadlineOutsidePeriod:
      return "La scadenza di quest'anno, {date:date}, è fuori dal periodo pluriennale o in un "
             "altro anno. Controllarla.";
    case RefusalReason::kSeasonalWindowsOverlap:
      return "Le finestre stagionali {first} e {second} si sovrappongono. Correggere le date.";
    case RefusalReason::kPhaseConventionMismatch:
      return "La fase «{phase}» non segue la convenzione delle regole[ ({convention:word})]: "
             "o pesi, o percentuali cumulate, o nessuna cifra. Correggere le fasi.";
    case RefusalReason::kPhaseWeightsNotHundred:
      return "I pesi delle fasi fanno {sum:number} invece di 100. Correggerli.";
    case RefusalReason::kPhasePercentNotRising:
      return "Le percentuali cumulate non crescono, o l'ultima non è 100[ (fase «{phase}»)]. "
             "Correggerle.";
    case RefusalReason::kIndicatorTargetMissing:
      return "All'indicatore «{indicator}» manca il valore atteso che la sua direzione "
             "richiede[ ({direction:word})]. Indicarlo.";
    case RefusalReason::kIndicatorTargetNotFitting:
      return "L'indicatore «{indicator}» ha un valore atteso che la sua direzione non usa[ "
             "({direction:word})]. Toglierlo o cambiare direzione.";
    case RefusalReason::kGateObjectiveUnknown:
      return "La condizione «{gate}» nomina l'obiettivo {objective}, che il piano non ha, o "
             "non ha più. Controllare l'identificativo.";
    case RefusalReason::kGateNamesItself:
      return "La condizione «{gate}» nomina il suo stesso obiettivo. Indicarne un altro.";
    case RefusalReason::kGateCycle:
      return "Le condizioni tornano al punto di partenza[ ({objective})]. Toglierne una.";
    case RefusalReason::kObjectiveExcluded:
      return "L'obiettivo è escluso[ dal {excluded_on:date}]. Si possono riportare solo giorni "
             "precedenti.";
    case RefusalReason::kObjectiveDropped:
      return "Un atto ha tolto l'obiettivo dal piano[ il {dropped_on:date}]. Si possono riportare "
             "solo giorni precedenti.";
    case RefusalReason::kObjectiveAssessed:
      return "Il Nucleo ha già valutato il risultato. Prima corregge la sua valutazione.";
    case RefusalReason::kObjectiveAlreadySuspended:
      return "L'obiettivo è già sospeso[ dal {suspended_on:date}]. Non serve fare altro.";
    case RefusalReason::kObjectiveNotSuspended:
      return "L'obiettivo non è sospeso in quel giorno. Controllare la data.";
    case RefusalReason::kObjectiveAlreadyExcluded:
      return "L'obiettivo è già escluso[ dal {excluded_on:date}]. Non serve fare altro.";
    case RefusalReason::kIndicatorUnknown:
      return "L'obiettivo non ha l'indicatore «{indicator}». Controllare l'identificativo.";
    case RefusalReason::kMeasurementNotFitting:
      return "La misurazione non ha il dato che la direzione dell'indicatore richiede[: "
             "{expected:word}][ (direzione: {direction:word})]. Correggerla.";
    case RefusalReason::kPhaseUnknown:
      return "L'obiettivo non ha la fase «{phase}». Controllare l'identificativo.";
    case RefusalReason::kMilestoneUnknown:
      return "L'obiettivo non ha il traguardo o la fase «{milestone}». Controllare "
             "l'identificativo.";
    case RefusalReason::kMilestoneAlreadyReached:
      return "Il traguardo «{milestone}» risulta già raggiunto[ il {reached_on:date}]. Se il "
             "giorno è sbagliato, correggere quel fatto.";
    case RefusalReason::kOutgoingNotResponsible:
      return "In quel giorno {outgoing} non ha, per l'obiettivo o per quell'unità, il ruolo "
             "di chi subentra[ ({role:word})]. Controllare chi lascia, il ruolo e la data.";
    case RefusalReason::kIncomingEqualsOutgoing:
      return "Chi lascia e chi subentra sono la stessa persona. Controllare i nomi.";
    case RefusalReason::kIncomingAlreadyResponsible:
      return "{incoming} ha già questo ruolo in quel giorno. Non serve fare altro.";
    case RefusalReason::kSegnalazioneExists:
      return "La segnalazione «{segnalazione}» esiste già. Scegliere un altro identificativo.";
    case RefusalReason::kResultWithoutFigure:
      return "Un risultato finale vuole una percentuale o un esito. Indicarne uno.";
    case RefusalReason::kResultNegative:
      return "Un risultato non può essere sotto lo zero. Correggerlo.";
    case RefusalReason::kResultTooLarge:
      return "{percent} per cento è più di quanto un risultato possa valere: al massimo {limit}. "
             "Controllare la cifra.";
    case RefusalReason::kScostamentoExists:
      return "Lo scostamento «{scostamento}» esiste già. Scegliere un altro identificativo.";
    case RefusalReason::kScostamentoUnknown:
      return "L'obiettivo non ha lo scostamento «{scostamento}». Controllare l'identificativo.";
    case RefusalReason::kScostamentoClosed:
      return "Lo scostamento «{scostamento}» è chiuso[ dal {closed_on:date}]. Registrarne uno "
             "nuovo, se serve.";
    case RefusalReason::kObjectiveWithoutDeadline:
      return "L'obiettivo non ha una scadenza che si possa mancare o spostare. Controllare "
             "l'obiettivo.";
    case RefusalReason::kDelayNegative:
      return "Un ritardo non può essere sotto gli zero giorni. Correggerlo.";
    case RefusalReason::kMeasureExists:
      return "La misura «{measure}» esiste già. Scegliere un altro identificativo.";
    case RefusalReason::kMeasureUnknown:
      return "Lo scostamento non ha la misura «{measure}». Controllare l'identificativo.";
    case RefusalReason::kMeasureSettled:
      return "La misura «{measure}» è già stata adottata o abbandonata[ il {settled_on:date}]. "
             "Non serve fare altro.";
    case RefusalReason::kScostamentoNotReplanned:
      return "Nessuna ripianificazione approvata risponde a questo scostamento. Approvarne una "
             "che lo nomini, o chiuderlo in altro modo.";
    case RefusalReason::kRipianificazioneExists:
      return "La ripianificazione «{ripianificazione}» esiste già. Scegliere un altro "
             "identificativo.";
    case RefusalReason::kRipianificazioneUnknown:
      return "L'obiettivo non ha la ripianificazione «{ripianificazione}». Proporla prima, o "
             "controllare l'identificativo.";
    case RefusalReason::kRipianificazioneDecided:
      return "La ripianificazione «{ripianificazione}» è già stata decisa[ il {decided_on:date}]. "
             "Proporne una nuova.";
    case RefusalReason::kChangeWithoutEffect:
      return "Una modifica lascia tutto com'è[ ({what:word})]. Toglierla.";
    case RefusalReason::kChangeRepeated:
      return "Due modifiche toccano la stessa cosa[ ({what:word})]. Tenerne una.";
    case RefusalReason::kDropNotAlone:
      return "L'obiettivo è tolto e insieme modificato. Fare una cosa sola.";
    case RefusalReason::kRoundExists:
      return "La rilevazione «{round}» è già aperta, o lo è stata. Scegliere un altro "
             "identificativo.";
    case RefusalReason::kRoundUnknown:
      return "Il piano non ha la rilevazione «{round}». Aprirla prima, o controllare "
             "l'identificativo.";
    case RefusalReason::kRoundClosed:
      return "La rilevazione è chiusa[ dal {closed_on:date}]. Aprirne una nuova, se serve.";
    case RefusalReason::kRoundDueBeforeReference:
      return "La consegna è prevista prima della data di riferimento. Correggere le date.";
    case RefusalReason::kNothingDueInRound:
      return "In questa rilevazione {responsabile} non deve riportare nulla. Controllare il "
             "responsabile.";
    case RefusalReason::kObjectiveNotDueFromResponsabile:
      return "L'obiettivo {objective} non spetta a questo responsabile. Toglierlo dal "
             "rapporto.";
    case RefusalReason::kReportAlreadySubmitted:
      return "Il rapporto di {responsabile} è già consegnato o approvato. Prima va "
             "restituito.";
    case RefusalReason::kReportNotSubmitted:
      return "Non c'è un rapporto consegnato da questo responsabile su cui decidere. "
             "Attendere la consegna.";
    case RefusalReason::kConsuntivoVersionNotNext:
      return "La versione {version} del consuntivo non segue l'ultima: usare la {expected}.";
    case RefusalReason::kFrozenPositionInvalid:
      return "La posizione {position} non è valida per congelare il consuntivo[: il registro "
             "arriva alla {head}]. Indicarne una scritta, dopo l'adozione e dopo la versione "
             "precedente.";
    case RefusalReason::kFrozenPositionInsideCommand:
      return "La posizione {position} è in mezzo a un comando, e fin lì non si può leggere. "
             "Indicare la "
             "{after}[, oppure la {before}].";
    case RefusalReason::kConsuntivoNotFrozen:
      return "Nessun consuntivo è congelato. Congelarne prima uno.";
    case RefusalReason::kConsuntivoVersionNotCurrent:
      return "La versione {version} non è quella attuale, che è la {current}. Indicare l'attuale.";
    case RefusalReason::kFrozenPositionDiffers:
      return "L'atto nomina la posizione {position}, ma è congelata la {frozen}. Controllare "
             "l'atto.";
    case RefusalReason::kConsuntivoAlreadyApproved:
      return "Questa versione del consuntivo è già approvata. Non serve fare altro.";
    case RefusalReason::kConsuntivoNotApproved:
      return "Questa versione del consuntivo non è ancora approvata. Approvarla prima.";
    case RefusalReason::kConsuntivoAwaitsValidation:
      return "La versione approvata attende il Nucleo. Congelarne un'altra solo se la validazione "
             "è rifiutata.";
    case RefusalReason::kConsuntivoAlreadyValidated:
      return "Il consuntivo è validato: i risultati non si muovono più.";
    case RefusalReason::kValidationAlreadyRefused:
      return "La validazione di questa versione è stata rifiutata. Congelare una versione nuova.";
    case RefusalReason::kConsuntivoNotValidated:
      return "Il consuntivo non è ancora validato. Attendere il Nucleo.";
    case RefusalReason::kRelazioneAlreadyPublished:
      return "La Relazione è già pubblicata. Non serve fare altro.";
    case RefusalReason::kRelazioneNotPublished:
      return "La Relazione non è ancora pubblicata. Pubblicarla prima.";
    case RefusalReason::kYearClosed:
      return "L'anno è chiuso[ dal {closed_on:date}]. Si registrano solo correzioni motivate e il "
             "seguito di scostamenti e misure, che non muovono le cifre.";
    case RefusalReason::kCorrectedFactUnknown:
      return "Non c'è un fatto alla posizione {position}. Controllare il numero.";
    case RefusalReason::kCorrectedFactOfOtherEnte:
      return "Il fatto alla posizione {position} è di un altro ente. Controllare il numero.";
    case RefusalReason::kCorrectedFactInOtherStream:
      return "Il fatto alla posizione {position} riguarda altro: {stream:place}. Correggerlo "
             "lì.";
    case RefusalReason::kFactAlreadyCorrected:
      return "Il fatto alla posizione {position} è già stato corretto. Non serve fare altro.";
    case RefusalReason::kCorrectionOfCorrection:
      return "Il fatto alla posizione {position} è una correzione e non si annulla. Registrare di "
             "nuovo il fatto.";
    case RefusalReason::kStructuralFactNotCorrectable:
      return "Altri fatti poggiano su quello alla posizione {position}[ ({kind:word})], che "
             "non si annulla.[ Registrare invece: {advice:word}.]";
    case RefusalReason::kCorrectedFactHasFollowers:
      return "Dal fatto alla posizione {position} ne dipendono altri[, il primo alla "
             "posizione {follower}][ ({kind:word})]. Correggere prima quelli, ciascuno con "
             "un suo comando.";
    case RefusalReason::kCorrectionNotAlone:
      return "Un comando che corregge non fa altro. Correggere prima, poi registrare il resto.";
  }
  return {};
}

}  // namespace traguardo::api
