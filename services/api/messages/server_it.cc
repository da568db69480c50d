#include "services/api/messages/reason_text.h"
#include "services/api/messages/texts.h"

namespace traguardo::api {
namespace {

constexpr ReasonText kTexts[] = {
    {v1::ERROR_REASON_FIELD_INVALID,
     "La richiesta non è stata accolta: {problems}. Correggere e inviare di nuovo."},
    {v1::ERROR_REASON_MESSAGE_TOO_LARGE,
     "Il messaggio è di {size} byte, il massimo è {limit}. Dividerlo in più richieste."},
    {v1::ERROR_REASON_MESSAGE_MALFORMED,
     "I byte ricevuti non sono un messaggio di questo tipo. Verificare la versione del programma "
     "che li ha inviati."},
    {v1::ERROR_REASON_TEXT_NOT_UTF8,
     "Il testo del campo «{field:field}» non è in UTF-8. Correggere la codifica e inviare di "
     "nuovo."},
    {v1::ERROR_REASON_UNAUTHENTICATED,
     "Credenziali mancanti o sconosciute. Indicare un token valido: authorization: Bearer TOKEN."},
    {v1::ERROR_REASON_PERMISSION_DENIED,
     "Il ruolo {role:word} non consente questa operazione[ per l'ente {ente}]. Rivolgersi al "
     "segretario "
     "dell'ente o a chi amministra il server."},
    {v1::ERROR_REASON_REQUEST_ID_REUSED,
     "Questo identificativo di richiesta è già stato usato con un contenuto diverso; nulla è stato "
     "registrato. Per un contenuto nuovo scegliere un identificativo nuovo."},
    {v1::ERROR_REASON_QUEUE_FULL,
     "La coda di questo ente è piena; nulla è stato registrato. Attendere un momento e inviare di "
     "nuovo la stessa richiesta."},
    {v1::ERROR_REASON_LOG_CLOSED_FOR_WRITING,
     "Il registro non accetta più scritture dopo un errore del disco; il comando potrebbe essere "
     "stato registrato. Avvisare chi gestisce il server: va riavviato. Dopo il riavvio inviare di "
     "nuovo la richiesta con lo stesso identificativo, per saperlo."},
    {v1::ERROR_REASON_SHUTTING_DOWN,
     "Il server si sta fermando. Collegarsi di nuovo fra poco e ripetere la stessa richiesta."},
    {v1::ERROR_REASON_VIEW_BEHIND,
     "Le viste sono alla posizione {position} e non hanno raggiunto in tempo la {min_position}. "
     "Ripetere la richiesta."},
    {v1::ERROR_REASON_TOKEN_INVALID,
     "Il segnaposto non è valido per questo chiamante, ente o filtro. Ricominciare dall'inizio, "
     "senza segnaposto."},
    {v1::ERROR_REASON_WATCHER_TOO_SLOW,
     "Gli aggiornamenti non venivano letti e l'osservazione è stata interrotta. Riprenderla "
     "dall'ultimo segnaposto ricevuto."},
    {v1::ERROR_REASON_NOT_FOUND,
     "Non c'è nulla con il nome «{name}»[ a quel momento: {moment}]. Verificare il nome."},
    {v1::ERROR_REASON_METHOD_UNKNOWN,
     "Il server non conosce il metodo «{method}». Verificare la versione del programma."},
    {v1::ERROR_REASON_DATA_LOSS,
     "Dati memorizzati non superano la verifica. Avvisare chi gestisce il server: «traguardod "
     "check» dice quali."},
    {v1::ERROR_REASON_COMMAND_SHAPE,
     "Il comando non può essere registrato così[: mescola gli enti {ente} e {other}][: la proposta "
     "{too_large} è troppo grande per il registro]. Dividerlo in più comandi."},
    {v1::ERROR_REASON_DEADLINE_EXCEEDED,
     "Il tempo concesso alla richiesta è scaduto. Per sapere se un comando è stato registrato, "
     "inviarlo di nuovo con lo stesso identificativo."},
    {v1::ERROR_REASON_TOO_MANY_STREAMS,
     "Il server ha già il massimo di flussi aperti. Riprovare fra poco."},
    {v1::ERROR_REASON_TIME_INVALID,
     "Il momento «{value}» non è valido[: il registro arriva alla posizione {head}]. Per la "
     "situazione di un giorno indicare il giorno (2024-06-30); per ciò che si sapeva, una "
     "posizione, "
     "un istante (2024-06-30T12:00:00Z) o un giorno."},
    {v1::ERROR_REASON_INTERNAL,
     "Qualcosa non ha funzionato nel server. Ripetere la stessa richiesta; se accade ancora, "
     "avvisare chi gestisce il server."},
    {v1::ERROR_REASON_SERVER_BUSY,
     "Il server ha già il massimo di richieste in corso. Riprovare fra poco."},
    {v1::ERROR_REASON_ALREADY_RUNNING,
     "Questo lavoro è già in corso e se ne fa uno alla volta. Attenderne la fine."},
    {v1::ERROR_REASON_DISK_ALMOST_FULL,
     "Il disco del server è quasi pieno; nulla è stato registrato. Quanto è già registrato resta e "
     "si può leggere. Avvisare chi gestisce il server: liberato lo spazio, le registrazioni "
     "riprendono da sole."},
    {v1::ERROR_REASON_CLOCK_BEHIND_LOG,
     "L'orologio del server è indietro rispetto all'ultimo fatto registrato; nulla è stato "
     "registrato. Avvisare chi gestisce il server: l'ora va corretta."},
};

}  // namespace

std::string_view ServerTextIt(v1::ErrorReason reason) { return TextOf(reason, kTexts); }

std::string_view FieldTextIt(domain::FieldViolationKind kind) {
  using domain::FieldViolationKind;
  switch (kind) {
    case FieldViolationKind::kRequired:
      return "è obbligatorio e manca";
    case FieldViolationKind::kNoCase:
      return "deve indicare una delle possibilità previste";
    case FieldViolationKind::kTooLong:
      return "è di {actual} byte, il massimo è {limit}";
    case FieldViolationKind::kTooManyItems:
      return "ha {actual} elementi, il massimo è {limit}";
    case FieldViolationKind::kInvalidUtf8:
      return "non è in UTF-8 dal byte {actual}";
    case FieldViolationKind::kControlCharacter:
      return "contiene un carattere di controllo al byte {actual}";
    case FieldViolationKind::kDirectionControl:
      return "contiene al byte {actual} un carattere invisibile che cambia il verso della "
             "scrittura: scriverlo di nuovo a mano";
    case FieldViolationKind::kSeveralLines:
      return "deve stare su una riga: c'è un a capo o un tabulatore al byte {actual}";
    case FieldViolationKind::kDateSyntax:
      return "{value} non è una data come 2024-06-30, 2024-06 o 2024";
    case FieldViolationKind::kDateYearOutOfRange:
      return "{value} è fuori dagli anni ammessi, dal 1900 al 2199";
    case FieldViolationKind::kDateDoesNotExist:
      return "{value} non esiste nel calendario";
    case FieldViolationKind::kDateNotADay:
      return "{value} non basta: serve un giorno, come 2024-06-30";
    case FieldViolationKind::kDecimalSyntax:
      return "{value} non è un numero come -12.50";
    case FieldViolationKind::kDecimalComma:
      return "{value} usa la virgola: scrivere il punto, come 12.50";
    case FieldViolationKind::kDecimalTooManyDigits:
      return "{value} ha troppe cifre: al massimo 18, di cui 9 dopo il punto";
    case FieldViolationKind::kPercentOutOfRange:
      return "{value} non è compreso fra 0 e 100";
    case FieldViolationKind::kIdSyntax:
      return "{value} non è un identificativo: minuscole, cifre, punto, trattino e trattino basso, "
             "al massimo 60 caratteri, il primo una lettera o una cifra";
    case FieldViolationKind::kNameSyntax:
      return "{value} non è un nome come enti/demo/plans/2024/objectives/ob-1: è fatto di "
             "identificativi (minuscole, cifre, punto, trattini), non di codici o titoli";
    case FieldViolationKind::kUriSyntax:
      return "{value} non è un indirizzo come https://comune.example/atto.pdf";
    case FieldViolationKind::kSha256Syntax:
      return "deve avere 64 cifre esadecimali";
    case FieldViolationKind::kEnumUnknown:
      return "ha il valore {actual}, che questo server non conosce";
    case FieldViolationKind::kUnknownField:
      return "contiene il campo numero {actual}, che questo server non conosce: aggiornare il "
             "server, o usare un programma della sua versione";
  }
  return {};
}

}  // namespace traguardo::api
