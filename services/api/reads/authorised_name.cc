#include "services/api/reads/authorised_name.h"

#include <algorithm>
#include <string>
#include <utility>

#include "services/api/permissions.h"
#include "services/api/principals_file.h"
#include "services/api/refusal_status.h"
#include "services/domain/text.h"

namespace traguardo::api {

std::variant<domain::ResourceName, ErrorStatus> AuthorisedName(
    const CallContext& context, std::string_view text, std::string_view field,
    std::initializer_list<domain::StreamKind> kinds) {
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
  return std::move(*name);
}

}  // namespace traguardo::api
