// Why the server is not ready, for people.

#ifndef TRAGUARDO_SERVICES_API_MESSAGES_READINESS_TEXT_H_
#define TRAGUARDO_SERVICES_API_MESSAGES_READINESS_TEXT_H_

#include <string>
#include <string_view>

#include "services/api/language.h"

namespace traguardo::api {

// `why_not` as runtime::Readiness says it: "views: replaying facts, 3 of 10". What it quotes of a
// disk's error stays as it is.
std::string ReadinessText(std::string_view why_not, Language language);

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_MESSAGES_READINESS_TEXT_H_
