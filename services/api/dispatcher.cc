#include "services/api/dispatcher.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/api/permissions.h"
#include "services/api/principals_file.h"
#include "services/api/refusal_status.h"
#include "services/api/wire_text.h"
#include "services/domain/facts/field_rules.h"

namespace traguardo::api {
namespace {

constexpr size_t kMaxViolations = 20;

}  // namespace

void Dispatcher::HandleUnary(const UnaryMethod& method, const CallMetadata& metadata,
                             std::string_view bytes, UnaryScratch& scratch, Reply reply) const {
  ErrorStatus error = Admit(method.access, metadata, scratch.context);
  if (error == nullptr) {
    if (scratch.request == nullptr) {
      scratch.request.reset(method.request_prototype->New());
    } else {
      scratch.request->Clear();
    }
    error = ParseRequest(bytes, *scratch.request, scratch.context.language);
  }
  if (error == nullptr && method.access != Access::kEverybody) {
    error = CheckForm(*scratch.request, scratch.context.language);
  }
  if (error != nullptr) {
    std::move(reply).Send(Result{std::move(error), Payload()});
    return;
  }
  method.handle(scratch.context, *scratch.request, std::move(reply));
}

std::variant<std::unique_ptr<StreamHandler>, ErrorStatus> Dispatcher::OpenStream(
    const StreamMethod& method, const CallMetadata& metadata) const {
  CallContext context;
  if (ErrorStatus error = Admit(method.access, metadata, context); error != nullptr) return error;
  return method.open(context);
}

ErrorStatus Dispatcher::Admit(Access access, const CallMetadata& metadata,
                              CallContext& context) const {
  context.language = ParseAcceptLanguage(metadata.accept_language);
  context.deadline = metadata.time_left == absl::InfiniteDuration()
                         ? absl::InfiniteFuture()
                         : clock_->Now() + metadata.time_left;
  if (access == Access::kEverybody) return nullptr;
  context.caller = authenticator_->Authenticate(metadata.authorization);
  if (context.caller == nullptr) {
    return ErrorOf(v1::ERROR_REASON_UNAUTHENTICATED, context.language);
  }
  if (!MayCall(context.caller->role, access)) {
    return ErrorOf(v1::ERROR_REASON_PERMISSION_DENIED, context.language,
                   {{"role", std::string(RoleName(context.caller->role))}});
  }
  return nullptr;
}

ErrorStatus Dispatcher::Refuse(v1::ErrorReason reason, const CallMetadata& metadata,
                               std::string_view detail_name, std::string_view detail) {
  Details details;
  if (!detail_name.empty()) details.emplace(detail_name, detail);
  return ErrorOf(reason, ParseAcceptLanguage(metadata.accept_language), std::move(details));
}

ErrorStatus ParseRequest(std::string_view bytes, google::protobuf::Message& message,
                         Language language) {
  if (bytes.size() > kMaxMessageBytes) {
    return ErrorOf(
        v1::ERROR_REASON_MESSAGE_TOO_LARGE, language,
        {{"size", absl::StrCat(bytes.size())}, {"limit", absl::StrCat(kMaxMessageBytes)}});
  }
  if (message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return nullptr;
  if (auto field = FindInvalidText(bytes, *message.GetDescriptor())) {
    return ErrorOf(v1::ERROR_REASON_TEXT_NOT_UTF8, language, {{"field", *field}}, *field);
  }
  return ErrorOf(v1::ERROR_REASON_MESSAGE_MALFORMED, language);
}

ErrorStatus CheckForm(const google::protobuf::Message& message, Language language) {
  const auto violations = domain::CheckFields(message, kMaxViolations);
  return violations.empty() ? nullptr : ErrorOf(violations, language);
}

}  // namespace traguardo::api
