#include "services/api/refusal_status.h"

#include <memory>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/duration.pb.h"
#include "google/rpc/error_details.pb.h"
#include "services/api/error_code.h"
#include "services/api/messages/template.h"
#include "services/api/messages/texts.h"

namespace traguardo::api {
namespace {

// How many violations the message for people spells out; BadRequest has them all.
constexpr size_t kSpelledViolations = 3;
// Before somebody tries again what met a bound.
constexpr absl::Duration kDefaultRetry = absl::Milliseconds(500);

template <typename Detail>
void AddDetail(google::rpc::Status& status, const Detail& detail) {
  status.add_details()->PackFrom(detail);
}

ErrorStatus Begin(google::rpc::Code code, std::string_view reason, std::string message,
                  const Details& details, Language language) {
  auto status = std::make_unique<google::rpc::Status>();
  status->set_code(code);
  google::rpc::ErrorInfo info;
  info.set_reason(std::string(reason));
  info.set_domain(std::string(kErrorDomain));
  info.mutable_metadata()->insert(details.begin(), details.end());
  AddDetail(*status, info);
  google::rpc::LocalizedMessage localized;
  localized.set_locale(std::string(LanguageTag(language)));
  localized.set_message(message);
  AddDetail(*status, localized);
  status->set_message(std::move(message));
  return status;
}

void AddField(google::rpc::Status& status, std::string_view field, const std::string& problem) {
  google::rpc::BadRequest bad_request;
  auto* violation = bad_request.add_field_violations();
  violation->set_field(std::string(field));
  violation->set_description(problem);
  AddDetail(status, bad_request);
}

void AddRetry(google::rpc::Status& status, absl::Duration retry_after) {
  google::rpc::RetryInfo retry;
  const int64_t seconds = absl::IDivDuration(retry_after, absl::Seconds(1), &retry_after);
  retry.mutable_retry_delay()->set_seconds(seconds);
  retry.mutable_retry_delay()->set_nanos(
      static_cast<int32_t>(absl::ToInt64Nanoseconds(retry_after)));
  AddDetail(status, retry);
}

bool MayRetry(v1::ErrorReason reason) {
  const google::rpc::Code code = CodeOf(reason);
  return (code == google::rpc::RESOURCE_EXHAUSTED &&
          reason != v1::ERROR_REASON_MESSAGE_TOO_LARGE) ||
         (code == google::rpc::UNAVAILABLE && reason != v1::ERROR_REASON_LOG_CLOSED_FOR_WRITING);
}

Details DetailsOf(const domain::FieldViolation& violation) {
  return {{"value", violation.value},
          {"limit", absl::StrCat(violation.limit)},
          {"actual", absl::StrCat(violation.actual)}};
}

// An empty path is the message as a whole.
std::string SpelledPath(const std::string& path, Language language) {
  const bool italian = language == Language::kItalian;
  if (path.empty()) return italian ? "la richiesta" : "the request";
  return FillTemplate(italian ? "il campo «{path:field}»" : "the field \"{path:field}\"",
                      {{"path", path}}, language);
}

// A missing act or a missing reason is what a person is told first, in its own words.
v1::ErrorReason ReasonOf(const domain::FieldViolation& violation) {
  if (violation.kind != domain::FieldViolationKind::kRequired) {
    return v1::ERROR_REASON_FIELD_INVALID;
  }
  const std::string_view path = violation.path;
  const std::string_view name = path.substr(path.rfind('.') + 1);
  if (name == "act") return v1::ERROR_REASON_ACT_MISSING;
  if (name == "reason" || name == "reasons") return v1::ERROR_REASON_REASON_MISSING;
  return v1::ERROR_REASON_FIELD_INVALID;
}

std::string MessageOf(v1::ErrorReason reason, const Details& details, Language language) {
  std::string_view text = ServerText(reason, language);
  if (reason == v1::ERROR_REASON_ACT_MISSING) {
    text = RefusalText(domain::RefusalReason::kActMissing, language);
  } else if (reason == v1::ERROR_REASON_REASON_MISSING) {
    text = RefusalText(domain::RefusalReason::kReasonMissing, language);
  }
  return FillTemplate(text, details, language);
}

}  // namespace

ErrorStatus ErrorOf(v1::ErrorReason reason, Language language, Details details,
                    std::string_view field) {
  ErrorStatus status =
      Begin(CodeOf(reason), ReasonName(reason),
            FillTemplate(ServerText(reason, language), details, language), details, language);
  if (!field.empty()) AddField(*status, field, status->message());
  if (MayRetry(reason)) AddRetry(*status, kDefaultRetry);
  return status;
}

ErrorStatus RetryableError(v1::ErrorReason reason, Language language, absl::Duration retry_after) {
  ErrorStatus status =
      Begin(CodeOf(reason), ReasonName(reason),
            FillTemplate(ServerText(reason, language), {}, language), {}, language);
  AddRetry(*status, retry_after);
  return status;
}

ErrorStatus ErrorOf(const std::vector<domain::FieldViolation>& violations, Language language) {
  google::rpc::BadRequest bad_request;
  std::string problems;
  for (size_t i = 0; i < violations.size(); ++i) {
    const domain::FieldViolation& violation = violations[i];
    const std::string problem =
        FillTemplate(FieldText(violation.kind, language), DetailsOf(violation), language);
    auto* field = bad_request.add_field_violations();
    field->set_field(violation.path);
    field->set_description(problem);
    if (i < kSpelledViolations) {
      absl::StrAppend(&problems, i == 0 ? "" : "; ", SpelledPath(violation.path, language), " ",
                      problem);
    } else if (i == kSpelledViolations) {
      absl::StrAppend(&problems, "; …");
    }
  }
  const v1::ErrorReason reason =
      violations.empty() ? v1::ERROR_REASON_FIELD_INVALID : ReasonOf(violations.front());
  ErrorStatus status =
      Begin(google::rpc::INVALID_ARGUMENT, ReasonName(reason),
            MessageOf(reason, {{"problems", problems}}, language),
            {{"field", violations.empty() ? "" : violations.front().path}}, language);
  AddDetail(*status, bad_request);
  return status;
}

ErrorStatus ErrorOf(const domain::Refusal& refusal, Language language, std::string_view subject,
                    const RequestPath& path) {
  const google::rpc::Code code = CodeOf(refusal.reason);
  Details details = refusal.details;
  if (refusal.proposal_index > 0) {
    details.emplace("proposal_index", absl::StrCat(refusal.proposal_index));
  }
  const std::string_view name = ReasonName(ErrorReasonOf(refusal.reason));
  ErrorStatus status =
      Begin(code, name, FillTemplate(RefusalText(refusal.reason, language), details, language),
            details, language);
  if (!refusal.field.empty()) {
    AddField(*status, path(refusal.proposal_index, refusal.field), status->message());
  }
  if (code == google::rpc::FAILED_PRECONDITION) {
    google::rpc::PreconditionFailure failure;
    auto* violation = failure.add_violations();
    violation->set_type(std::string(name));
    violation->set_subject(std::string(subject));
    violation->set_description(status->message());
    AddDetail(*status, failure);
  }
  return status;
}

ErrorStatus ErrorOf(const runtime::Trouble& trouble, Language language) {
  using Kind = runtime::Trouble::Kind;
  switch (trouble.kind) {
    case Kind::kQueueFull:
      return RetryableError(v1::ERROR_REASON_QUEUE_FULL, language, trouble.retry_after);
    case Kind::kRequestIdReused:
      return ErrorOf(v1::ERROR_REASON_REQUEST_ID_REUSED, language);
    case Kind::kLogClosed:
      return ErrorOf(v1::ERROR_REASON_LOG_CLOSED_FOR_WRITING, language);
    case Kind::kLittleRoom:
      return ErrorOf(v1::ERROR_REASON_DISK_ALMOST_FULL, language);
    case Kind::kClockBehind:
      return ErrorOf(v1::ERROR_REASON_CLOCK_BEHIND_LOG, language);
    case Kind::kShuttingDown:
      return ErrorOf(v1::ERROR_REASON_SHUTTING_DOWN, language);
    case Kind::kDeadlinePassed:
      return ErrorOf(v1::ERROR_REASON_DEADLINE_EXCEEDED, language);
    case Kind::kTooLarge:
      return ErrorOf(v1::ERROR_REASON_COMMAND_SHAPE, language,
                     {{"too_large", absl::StrCat(trouble.proposal_index)}});
    case Kind::kDataLoss:
      return ErrorOf(v1::ERROR_REASON_DATA_LOSS, language);
    case Kind::kInternal:
      return ErrorOf(v1::ERROR_REASON_INTERNAL, language);
  }
  return ErrorOf(v1::ERROR_REASON_INTERNAL, language);
}

ErrorStatus ErrorOf(const absl::Status& status, Language language) {
  if (absl::IsDataLoss(status)) return ErrorOf(v1::ERROR_REASON_DATA_LOSS, language);
  if (absl::IsUnavailable(status)) return ErrorOf(v1::ERROR_REASON_SHUTTING_DOWN, language);
  // Storage says so before it writes anything.
  if (absl::IsResourceExhausted(status)) {
    return ErrorOf(v1::ERROR_REASON_DISK_ALMOST_FULL, language);
  }
  return ErrorOf(v1::ERROR_REASON_INTERNAL, language);
}

std::string WarningMessage(std::string_view reason, const Details& details, Language language) {
  static const auto* const reasons = [] {
    auto* by_name = new absl::flat_hash_map<std::string, domain::WarningReason>;
    for (int i = 0; i < domain::kWarningReasonCount; ++i) {
      const auto warning = static_cast<domain::WarningReason>(i);
      by_name->emplace(domain::WarningReasonName(warning), warning);
    }
    return by_name;
  }();
  const auto found = reasons->find(std::string(reason));
  if (found == reasons->end()) return std::string(reason);
  return FillTemplate(WarningText(found->second, language), details, language);
}

}  // namespace traguardo::api
