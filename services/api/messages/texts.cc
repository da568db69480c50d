#include "services/api/messages/texts.h"

namespace traguardo::api {

std::string_view RefusalText(domain::RefusalReason reason, Language language) {
  return language == Language::kItalian ? RefusalTextIt(reason) : RefusalTextEn(reason);
}

std::string_view WarningText(domain::WarningReason reason, Language language) {
  return language == Language::kItalian ? WarningTextIt(reason) : WarningTextEn(reason);
}

std::string_view FieldText(domain::FieldViolationKind kind, Language language) {
  return language == Language::kItalian ? FieldTextIt(kind) : FieldTextEn(kind);
}

std::string_view ServerText(v1::ErrorReason reason, Language language) {
  return language == Language::kItalian ? ServerTextIt(reason) : ServerTextEn(reason);
}

}  // namespace traguardo::api
