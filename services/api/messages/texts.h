// The texts for people behind every reason, one file per language and family: what happened, why
// where that helps, and what to do next. Templates: see template.h.
//
// Refusals and warnings of the domain are switches without a default, so that a new one does not
// compile until both languages have their words for it.

#ifndef TRAGUARDO_SERVICES_API_MESSAGES_TEXTS_H_
#define TRAGUARDO_SERVICES_API_MESSAGES_TEXTS_H_

#include <string_view>

#include "services/api/language.h"
#include "services/domain/commands/refusal.h"
#include "services/domain/commands/warning.h"
#include "services/domain/facts/field_rules.h"
#include "traguardo/api/v1/errors.pb.h"

namespace traguardo::api {

std::string_view RefusalText(domain::RefusalReason reason, Language language);
std::string_view WarningText(domain::WarningReason reason, Language language);
// Details: value, limit, actual.
std::string_view FieldText(domain::FieldViolationKind kind, Language language);
// For the reasons that are the server's own (below 100). Empty for the domain's.
std::string_view ServerText(v1::ErrorReason reason, Language language);

std::string_view RefusalTextIt(domain::RefusalReason reason);
std::string_view RefusalTextEn(domain::RefusalReason reason);
std::string_view WarningTextIt(domain::WarningReason reason);
std::string_view WarningTextEn(domain::WarningReason reason);
std::string_view FieldTextIt(domain::FieldViolationKind kind);
std::string_view FieldTextEn(domain::FieldViolationKind kind);
std::string_view ServerTextIt(v1::ErrorReason reason);
std::string_view ServerTextEn(v1::ErrorReason reason);

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_MESSAGES_TEXTS_H_
