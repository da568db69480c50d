// How the program ends. Stable: scripts rely on these numbers, and `traguardo --help` prints them.

#ifndef TRAGUARDO_CLIENTS_CLI_COMMAND_EXIT_CODE_H_
#define TRAGUARDO_CLIENTS_CLI_COMMAND_EXIT_CODE_H_

#include "clients/cli/screen/text.h"

namespace traguardo::cli {

enum class ExitCode {
  kDone = 0,
  kRefused = 1,
  kUsage = 2,
  kUnreachable = 3,
  kNotAllowed = 4,
  kNotFound = 5,
  kPartial = 6,
  kFile = 7,
};

inline constexpr Text kExitCodes{
    "Codici di uscita:\n"
    "  0  fatto\n"
    "  1  rifiutato: non è stato registrato nulla (o un controllo ha trovato problemi)\n"
    "  2  argomenti o documento sbagliati: non è stato inviato nulla\n"
    "  3  il server non risponde, non è pronto o è guasto: un comando può essere stato registrato "
    "oppure no,\n"
    "     e il messaggio dice con quale --request-id ripeterlo per saperlo\n"
    "  4  chiave d'accesso mancante o non sufficiente\n"
    "  5  non trovato\n"
    "  6  importazione incompleta: qualche voce è stata rifiutata o è rimasta senza risposta\n"
    "  7  un file non si può leggere o scrivere",
    "Exit codes:\n"
    "  0  done\n"
    "  1  refused: nothing was recorded (or a check found problems)\n"
    "  2  wrong arguments or document: nothing was sent\n"
    "  3  the server does not answer, is not ready or has failed: a command may have been recorded "
    "or not,\n"
    "     and the message says with which --request-id to repeat it to know\n"
    "  4  token missing, or not enough\n"
    "  5  not found\n"
    "  6  import incomplete: some entry was refused or has had no answer\n"
    "  7  a file cannot be read or written"};

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_COMMAND_EXIT_CODE_H_
