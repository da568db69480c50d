#include "services/domain/facts/field_forms.h"

#include <algorithm>
#include <array>
#include <variant>

#include "services/domain/values/civil_date.h"
#include "services/domain/values/decimal.h"
#include "services/domain/values/resource_name.h"
#include "services/domain/values/text.h"

namespace traguardo::domain {
namespace {

using Fault = std::optional<FormFault>;
using Kind = FieldViolationKind;

Fault CheckText(std::string_view text, size_t max_bytes) {
  const TextReport report = ValidateText(text, max_bytes);
  const auto offset = static_cast<int64_t>(report.offset);
  switch (report.fault) {
    case TextFault::kOk:
      return std::nullopt;
    case TextFault::kEmpty:
      return FormFault{Kind::kRequired};
    case TextFault::kTooLong:
      return FormFault{Kind::kTooLong, static_cast<int64_t>(max_bytes),
                       static_cast<int64_t>(text.size())};
    case TextFault::kInvalidUtf8:
      return FormFault{Kind::kInvalidUtf8, 0, offset};
    case TextFault::kControlCharacter:
      return FormFault{Kind::kControlCharacter, 0, offset};
    case TextFault::kDirectionControl:
      return FormFault{Kind::kDirectionControl, 0, offset};
  }
  return std::nullopt;
}

Fault CheckLabel(std::string_view text, size_t max_bytes) {
  if (Fault fault = CheckText(text, max_bytes)) return fault;
  const size_t line_end = text.find_first_of("\n\t");
  if (line_end == std::string_view::npos) return std::nullopt;
  return FormFault{Kind::kSeveralLines, 0, static_cast<int64_t>(line_end)};
}

Fault CheckDate(std::string_view text, bool must_be_day) {
  const std::variant<CivilDate, CivilDateError> parsed = TryParseCivilDate(text);
  if (const CivilDate* date = std::get_if<CivilDate>(&parsed)) {
    if (must_be_day && date->precision() != DatePrecision::kDay) {
      return FormFault{Kind::kDateNotADay};
    }
    return std::nullopt;
  }
  switch (std::get<CivilDateError>(parsed)) {
    case CivilDateError::kEmpty:
    case CivilDateError::kSyntax:
      return FormFault{Kind::kDateSyntax};
    case CivilDateError::kYearOutOfRange:
      return FormFault{Kind::kDateYearOutOfRange};
    case CivilDateError::kMonthOutOfRange:
    case CivilDateError::kDayDoesNotExist:
      return FormFault{Kind::kDateDoesNotExist};
  }
  return std::nullopt;
}

Fault CheckDecimal(std::string_view text, bool must_be_percent) {
  const std::variant<Decimal, DecimalError> parsed = TryParseDecimal(text);
  if (const Decimal* value = std::get_if<Decimal>(&parsed)) {
    if (must_be_percent && (*value < Decimal::Whole(0) || *value > Decimal::Whole(100))) {
      return FormFault{Kind::kPercentOutOfRange};
    }
    return std::nullopt;
  }
  switch (std::get<DecimalError>(parsed)) {
    case DecimalError::kDecimalComma:
      return FormFault{Kind::kDecimalComma};
    case DecimalError::kEmpty:
    case DecimalError::kSyntax:
    case DecimalError::kLeadingZero:
    case DecimalError::kNegativeZero:
      return FormFault{Kind::kDecimalSyntax};
    case DecimalError::kScaleTooLarge:
    case DecimalError::kTooManyDigits:
      return FormFault{Kind::kDecimalTooManyDigits};
  }
  return std::nullopt;
}

Fault CheckName(std::string_view text) {
  if (std::holds_alternative<ResourceName>(TryParseResourceName(text))) return std::nullopt;
  if (std::holds_alternative<StreamName>(TryParseStreamName(text))) return std::nullopt;
  return FormFault{Kind::kNameSyntax};
}

// Addresses end up as links on screens: only schemes that cannot run anything there.
Fault CheckUri(std::string_view text, size_t max_bytes) {
  static constexpr std::array<std::string_view, 6> kSchemes = {"https://", "http://", "ftp://",
                                                               "sftp://",  "file://", "urn:"};
  if (Fault fault = CheckLabel(text, max_bytes)) return fault;
  if (text.find(' ') != std::string_view::npos) return FormFault{Kind::kUriSyntax};
  const bool known = std::any_of(kSchemes.begin(), kSchemes.end(), [&](std::string_view scheme) {
    return text.size() > scheme.size() && text.starts_with(scheme);
  });
  return known ? std::nullopt : Fault(FormFault{Kind::kUriSyntax});
}

Fault CheckSha256(std::string_view text) {
  const auto is_hex = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  };
  if (text.size() == 64 && std::all_of(text.begin(), text.end(), is_hex)) return std::nullopt;
  return FormFault{Kind::kSha256Syntax};
}

}  // namespace

Fault CheckForm(std::string_view text, schema::v1::Form form, size_t max_bytes) {
  if (text.size() > max_bytes) {
    return FormFault{Kind::kTooLong, static_cast<int64_t>(max_bytes),
                     static_cast<int64_t>(text.size())};
  }
  switch (form) {
    case schema::v1::FORM_UNSPECIFIED:
    case schema::v1::FORM_TEXT:
      return CheckText(text, max_bytes);
    case schema::v1::FORM_LABEL:
      return CheckLabel(text, max_bytes);
    case schema::v1::FORM_DATE:
      return CheckDate(text, /*must_be_day=*/false);
    case schema::v1::FORM_DAY:
      return CheckDate(text, /*must_be_day=*/true);
    case schema::v1::FORM_DECIMAL:
      return CheckDecimal(text, /*must_be_percent=*/false);
    case schema::v1::FORM_PERCENT:
      return CheckDecimal(text, /*must_be_percent=*/true);
    case schema::v1::FORM_ID:
      return IsId(text) ? std::nullopt : Fault(FormFault{Kind::kIdSyntax});
    case schema::v1::FORM_NAME:
      return CheckName(text);
    case schema::v1::FORM_URI:
      return CheckUri(text, max_bytes);
    case schema::v1::FORM_SHA256:
      return CheckSha256(text);
    case schema::v1::FORM_BYTES:
    case schema::v1::Form_INT_MIN_SENTINEL_DO_NOT_USE_:
    case schema::v1::Form_INT_MAX_SENTINEL_DO_NOT_USE_:
      return std::nullopt;
  }
  return std::nullopt;
}

size_t DefaultMaxBytes(schema::v1::Form form) {
  switch (form) {
    case schema::v1::FORM_UNSPECIFIED:
    case schema::v1::FORM_TEXT:
      return 4000;
    case schema::v1::FORM_LABEL:
      return 120;
    // Longer than any that is right, so that a slip of a few characters is called by its name.
    case schema::v1::FORM_DATE:
    case schema::v1::FORM_DAY:
    case schema::v1::FORM_DECIMAL:
    case schema::v1::FORM_PERCENT:
      return 64;
    case schema::v1::FORM_ID:
      return kMaxIdBytes;
    case schema::v1::FORM_NAME:
      return 200;
    case schema::v1::FORM_URI:
      return 2000;
    case schema::v1::FORM_SHA256:
      return 200;
    case schema::v1::FORM_BYTES:
    case schema::v1::Form_INT_MIN_SENTINEL_DO_NOT_USE_:
    case schema::v1::Form_INT_MAX_SENTINEL_DO_NOT_USE_:
      return 64;
  }
  return 0;
}

}  // namespace traguardo::domain
