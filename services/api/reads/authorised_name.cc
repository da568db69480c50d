#include "services/api/reads/authorised_name.h"

#include <algorithm>
#include <string>
#include <utility>

#include "services/api/permissions.h"
#include "services/api/principals_file.h"
#include "services/api/refusal_status.h"
#include "services/domain/commands/refusal.h"
#include "services/domain/values/text.h"

namespace traguardo::api {

ErrorStatus CheckConsent(const ReadParts& parts, const CallContext& context,
                         std::string_view ente) {
  const Caller& caller = *context.caller;
  if (!NeedsConsent(caller.role)) return nullptr;
  const auto entry = parts.views->GetEnte(ente);
  if (!entry.ok()) return ErrorOf(entry.status(), context.language);
  if (entry->has_value() && std::binary_search((*entry)->operators.begin(),
                                               (*entry)->operators.end(), caller.principal)) {
    return nullptr;
  }
  return ErrorOf({.reason = domain::RefusalReason::kOperatorWithoutConsent,
                  .details = {{"principal", caller.principal}, {"ente", std::string(ente)}}},
                 context.language, {}, [](int, std::string_view) { return std::string(); });
}

std::variant<domain::ResourceName, ErrorStatus> AuthorisedName(
    const ReadParts& parts, const CallContext& context, std::string_view text,
    std::string_view field, std::initializer_list<domain::StreamKind> kinds) {
  auto parsed = domain::TryParseResourceName(text);
  auto* const name = std::get_if<domain::ResourceName>(&parsed);
  if (name == nullptr ||
      std::find(kinds.begin(), kinds.end(), name->stream.kind()) == kinds.end()) {
    return ErrorOf({{.path = std::string(field),
                     .kind = domain::FieldViolationKind::kNameSyntax,
                     .value = domain::Quoted(text)}},
                   context.language);
  }
  if (!MayReach(*context.caller, name->ente)) {
    return ErrorOf(v1::ERROR_REASON_PERMISSION_DENIED, context.language,
                   {{"role", std::string(RoleName(context.caller->role))}, {"ente", name->ente}});
  }
  if (ErrorStatus error = CheckConsent(parts, context, name->ente)) return error;
  return std::move(*name);
}

}  // namespace traguardo::api
