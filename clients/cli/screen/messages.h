// What the program says, in both languages: the one table of messages and headings. The help of an
// option stands beside the option (clients/cli/verbs), the words for enum values in labels.cc.
// "{}" is filled in, in order.

#ifndef TRAGUARDO_CLIENTS_CLI_SCREEN_MESSAGES_H_
#define TRAGUARDO_CLIENTS_CLI_SCREEN_MESSAGES_H_

#include "clients/cli/screen/text.h"

namespace traguardo::cli::messages {

// --- Outcomes of commands. ---------------------------------------------------------------------
inline constexpr Text kRecorded{"Registrato (posizione {}, revisione {}).",
                                "Recorded (position {}, revision {})."};
inline constexpr Text kRecordedSeveral{
    "Registrati {} fatti insieme (posizioni {}-{}, revisione {}).",
    "Recorded {} facts together (positions {}-{}, revision {})."};
inline constexpr Text kWarning{"Attenzione: {}", "Warning: {}"};
inline constexpr Text kCommandFor{"Il comando: {}", "The command: {}"};
inline constexpr Text kNothing{"Nessuna riga.", "No rows."};

// --- Errors. -----------------------------------------------------------------------------------
inline constexpr Text kUnreachable{
    "nessun server risponde su {}. Se è questa macchina, avviarlo con ./deploy/run; altrimenti "
    "indicare l'indirizzo con --server.",
    "no server answers at {}. If it is this machine, start it with ./deploy/run; otherwise give "
    "the address with --server."};
inline constexpr Text kNoToken{
    "serve una chiave d'accesso: --token, la variabile TRAGUARDO_TOKEN oppure il file {}.",
    "a token is needed: --token, the variable TRAGUARDO_TOKEN, or the file {}."};
inline constexpr Text kTokenFileUnreadable{"la chiave d'accesso in {} non si può leggere.",
                                           "the token in {} cannot be read."};
inline constexpr Text kNotLoopback{
    "{} non è su questa macchina: la chiave d'accesso viaggerebbe in chiaro. Aprire un tunnel "
    "(ssh -L 7450:127.0.0.1:7450 …) e usare 127.0.0.1:7450.",
    "{} is not on this machine: the token would travel in clear. Open a tunnel "
    "(ssh -L 7450:127.0.0.1:7450 …) and use 127.0.0.1:7450."};
inline constexpr Text kDeadline{"il server non ha risposto in tempo.",
                                "the server did not answer in time."};
inline constexpr Text kFateUnknown{
    "Il comando può essere stato registrato oppure no. Per saperlo ripeterlo uguale con "
    "--request-id {}: se c'è già, non si registra una seconda volta.",
    "The command may have been recorded or not. To know, repeat it unchanged with "
    "--request-id {}: if it is there already, it is not recorded a second time."};
inline constexpr Text kFateUnknownIfSent{
    "Se il collegamento è caduto a comando già inviato, può essere stato registrato. Ripeterlo "
    "uguale con --request-id {}: se c'è già, non si registra una seconda volta.",
    "If the connection broke after the command was sent, it may have been recorded. Repeat it "
    "unchanged with --request-id {}: if it is there already, it is not recorded a second time."};
inline constexpr Text kDeadlineRead{"il server non ha risposto in tempo: riprovare.",
                                    "the server did not answer in time: try again."};
inline constexpr Text kSilentServer{"il server ha risposto senza dire perché (codice {})",
                                    "the server answered without saying why (code {})"};
inline constexpr Text kEnteMissing{
    "di quale ente? Indicarlo con --ente o TRAGUARDO_ENTE. Quelli accessibili: {}",
    "of which ente? Give it with --ente or TRAGUARDO_ENTE. Those you may see: {}"};
inline constexpr Text kNoEnte{"nessun ente è accessibile con questa chiave.",
                              "no ente is accessible with this token."};
inline constexpr Text kNoPlan{"l'ente {} non ha ancora un piano: traguardo plan draft.",
                              "the ente {} has no plan yet: traguardo plan draft."};
inline constexpr Text kNotUtf8{
    "l'argomento \"{}\" non è in UTF-8: impostare il terminale su UTF-8 e scriverlo di nuovo.",
    "the argument \"{}\" is not UTF-8: set the terminal to UTF-8 and type it again."};
inline constexpr Text kBadName{"\"{}\" non è {}", "\"{}\" is not {}"};
inline constexpr Text kFieldMissing{"manca {} ({})", "{} is missing ({})"};
inline constexpr Text kBadValue{"{}: {}", "{}: {}"};
inline constexpr Text kOutputLost{
    "lo standard output non si può scrivere (il disco è pieno, o chi legge ha chiuso): il testo "
    "non "
    "è completo.",
    "standard output cannot be written (the disk is full, or whoever reads has closed it): the "
    "text "
    "is not complete."};
inline constexpr Text kFileUnreadable{"il file {} non si può leggere.",
                                      "the file {} cannot be read."};
inline constexpr Text kFileExists{"il file {} esiste già: --force lo sovrascrive.",
                                  "the file {} exists already: --force overwrites it."};
inline constexpr Text kDocumentTooLarge{"il file {} è troppo grande per un documento.",
                                        "the file {} is too large for a document."};
inline constexpr Text kMistakes{"{}: errori trovati: {}. Non è stato inviato nulla.",
                                "{}: mistakes found: {}. Nothing was sent."};

// --- Import and export. --------------------------------------------------------------------------
inline constexpr Text kImportProgress{"{} di {} comandi", "{} of {} commands"};
inline constexpr Text kImportSummary{"registrati {}, già presenti {}, rifiutati {}.",
                                     "recorded {}, already there {}, refused {}."};
inline constexpr Text kImportUnsent{
    "interrotto: {} comandi senza risposta. Ripetere l'importazione riprende da qui, e non "
    "registra nulla due volte.",
    "broken off: {} commands without an answer. Repeating the import goes on from here and records "
    "nothing twice."};
inline constexpr Text kDryRun{"{} comandi, forma corretta; non è stato inviato nulla.",
                              "{} commands, well formed; nothing was sent."};
inline constexpr Text kCorrectedRefused{
    "il fatto da annullare non è stato registrato: la voce \"{}\" è stata rifiutata.",
    "the fact to take back was not recorded: the entry \"{}\" was refused."};
inline constexpr Text kRequestIdReused{
    "sotto il requestId \"{}\" il registro ha già un contenuto diverso, che resta: per un "
    "contenuto nuovo serve un requestId nuovo, per rimediare a un errore una voce con "
    "correctsEntry.",
    "under the requestId \"{}\" the log has another content, which stays: new content needs a new "
    "requestId, a mistake is mended by an entry with correctsEntry."};
inline constexpr Text kExported{"{}: {} voci, {} fatti.", "{}: {} entries, {} facts."};
inline constexpr Text kExportWithdrawn{
    "{} fatti hanno perso i testi per una richiesta di cancellazione: nel documento mancano.",
    "the texts of {} facts were withdrawn: the document does not have them."};

// --- Reads. --------------------------------------------------------------------------------------
inline constexpr Text kAsOf{"al {}", "as of {}"};
inline constexpr Text kKnownAt{"noto al {}", "as known on {}"};
inline constexpr Text kKnownAtPosition{"noto alla posizione {}", "as known at position {}"};
inline constexpr Text kMoment{"La situazione {}:", "The situation {}:"};
inline constexpr Text kFactsKnownAt{"I fatti noti al {}:", "The facts known on {}:"};
inline constexpr Text kFactsKnownAtPosition{"I fatti noti alla posizione {}:",
                                            "The facts known at position {}:"};
inline constexpr Text kJudgedToday{
    "Senza --as-of ritardi e silenzi sono giudicati a oggi.",
    "Without --as-of, what is late or silent is judged as of today."};
inline constexpr Text kSilentMisses{"Sotto il previsto e senza scostamento:",
                                    "Below target and without a scostamento:"};
inline constexpr Text kGroupsOverlap{
    "Le righe non si sommano: un obiettivo può stare in più d'una, o in nessuna.",
    "Rows do not add up: an objective may stand in several of them, or in none."};
inline constexpr Text kNextDeadlines{"Prossime scadenze:", "Next deadlines:"};
inline constexpr Text kNoNextDeadlines{"Nessuna scadenza aperta nei prossimi mesi.",
                                       "No open deadline in the coming months."};
inline constexpr Text kOverdue{"Scadenze passate e ancora aperte: {}.",
                               "Deadlines passed and still open: {}."};
inline constexpr Text kOnBehalfOf{"per {}", "for {}"};
inline constexpr Text kAssignments{"Chi ne risponde", "Who answers for it"};
inline constexpr Text kGates{"Condizioni", "Gates"};
inline constexpr Text kResults{"Risultati", "Results"};
inline constexpr Text kIndicators{"Indicatori", "Indicators"};
inline constexpr Text kPhasesMilestones{"Fasi e traguardi", "Phases and milestones"};
inline constexpr Text kResources{"Risorse", "Resources"};
inline constexpr Text kBands{"Valutazioni individuali per fascia",
                             "Individual evaluations by band"};
inline constexpr Text kSegnalazioni{"Segnalazioni del Nucleo", "Segnalazioni of the Nucleo"};
inline constexpr Text kAmendments{"Variazioni del piano", "Amendments"};
inline constexpr Text kNarratives{"Parti narrative", "Narratives"};
inline constexpr Text kAggregates{"Risultati aggregati dichiarati", "Declared aggregate results"};
inline constexpr Text kScopes{"Ambiti", "Scopes"};
inline constexpr Text kNodes{"Linee di mandato e altri nodi strategici", "Strategic nodes"};
inline constexpr Text kUnits{"Unità organizzative", "Units"};
inline constexpr Text kCorrected{"annullato da {}", "taken back by {}"};
inline constexpr Text kWithdrawn{"(testi cancellati su richiesta)", "(texts withdrawn on request)"};
inline constexpr Text kWatching{"In ascolto dalla posizione {}; Ctrl-C per uscire.",
                                "Watching from position {}; Ctrl-C to leave."};
inline constexpr Text kWatchResumed{"Connessione ripresa.", "Connected again."};
inline constexpr Text kRemoved{"tolto", "removed"};

// --- Administration. -----------------------------------------------------------------------------
inline constexpr Text kReady{"Il server è pronto.", "The server is ready."};
inline constexpr Text kNotReady{"Il server non è pronto: {}", "The server is not ready: {}"};
inline constexpr Text kRestForAdministrators{
    "Il resto (registro, code, memoria) il server lo dice a chi lo amministra.",
    "The rest (log, queues, memory) the server tells those who run it."};
inline constexpr Text kRebuilding{"{} di {} fatti", "{} of {} facts"};
inline constexpr Text kRebuilt{"Viste ricostruite fino alla posizione {} e in uso.",
                               "Views rebuilt up to position {} and in use."};
inline constexpr Text kSound{"Il registro è integro: {} fatti controllati.",
                             "The log is sound: {} facts checked."};
inline constexpr Text kUnsound{"Il registro NON è integro: problemi trovati: {}, in {} fatti.",
                               "The log is NOT sound: problems found: {}, in {} facts."};
inline constexpr Text kBrokenOff{
    "Il flusso si è interrotto prima della fine; il lavoro sul server prosegue.",
    "The stream broke off before its end; the work on the server goes on."};

}  // namespace traguardo::cli::messages

#endif  // TRAGUARDO_CLIENTS_CLI_SCREEN_MESSAGES_H_
