#include "services/server/log_error.h"

#include "absl/strings/str_cat.h"
#include "services/api/messages/bilingual_error.h"

namespace traguardo::server {

absl::Status LogError(const absl::Status& error, const std::string& directory) {
  const char* what_to_do = "non si può aprire: verificare il disco e i permessi";
  if (absl::IsDataLoss(error)) {
    what_to_do = "è danneggiato e resta com'è: ripristinare la cartella da una copia";
  } else if (absl::IsFailedPrecondition(error)) {
    what_to_do =
        "non c'è o non si può aprire: verificare il percorso; forse lo usa già un altro server, o "
        "lo ha scritto una versione più recente";
  } else if (absl::IsResourceExhausted(error)) {
    what_to_do = "non si apre perché sul disco c'è poco spazio: liberarne e avviare di nuovo";
  }
  const std::string detail(error.message());
  return api::BilingualError(error.code(),
                             absl::StrCat("il registro in ", directory, " ", what_to_do,
                                          ". In dettaglio, in inglese: ", detail),
                             detail);
}

}  // namespace traguardo::server
