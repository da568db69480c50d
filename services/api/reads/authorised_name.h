// The name of what is to be read: only through here does a handler get one, so none can be read
// without the caller's right to its ente, and for an operator the ente's recorded consent.

#ifndef TRAGUARDO_SERVICES_API_READS_AUTHORISED_NAME_H_
#define TRAGUARDO_SERVICES_API_READS_AUTHORISED_NAME_H_

#include <initializer_list>
#include <string_view>
#include <variant>

#include "services/api/call_context.h"
#include "services/api/reads/read_parts.h"
#include "services/api/reply.h"
#include "services/domain/values/resource_name.h"

namespace traguardo::api {

// FIELD_INVALID when `text` is no name of one of these kinds, PERMISSION_DENIED when the ente is
// not the caller's, and what CheckConsent answers.
std::variant<domain::ResourceName, ErrorStatus> AuthorisedName(
    const ReadParts& parts, const CallContext& context, std::string_view text,
    std::string_view field, std::initializer_list<domain::StreamKind> kinds);

// OPERATOR_WITHOUT_CONSENT for an operator whom the ente has not given consent, or no longer, as
// far as the views have come; null for everybody else. One look-up in memory. Asked again while a
// watch lasts.
ErrorStatus CheckConsent(const ReadParts& parts, const CallContext& context, std::string_view ente);

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_READS_AUTHORISED_NAME_H_
