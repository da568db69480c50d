#include "services/domain/values/decimal.h"

#include <cstddef>

#include "absl/status/status.h"
#include "services/domain/values/text.h"

namespace traguardo::domain {
namespace {

constexpr int64_t kPowersOfTen[Decimal::kMaxScale + 1] = {
    1, 10, 100, 1'000, 10'000, 100'000, 1'000'000, 10'000'000, 100'000'000, 1'000'000'000};

constexpr bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Every value in units of 10^-9: below 10^27, so that 128 bits hold sums of 10^11 of them.
absl::int128 Scaled(int64_t coefficient, int scale) {
  return absl::int128(coefficient) * kPowersOfTen[Decimal::kMaxScale - scale];
}

// The longest beginning of a text that has the shape of a decimal.
struct Shape {
  bool negative = false;
  size_t whole_digits = 0;
  size_t fraction_digits = 0;
  bool complete = false;  // the whole text fits, and neither part lacks its digits
  size_t end = 0;         // the first character that does not fit, or the text's end
};

Shape ReadShape(std::string_view text) {
  Shape shape;
  size_t at = 0;
  shape.negative = !text.empty() && text[0] == '-';
  if (shape.negative) ++at;
  const size_t whole = at;
  while (at < text.size() && IsDigit(text[at])) ++at;
  shape.whole_digits = at - whole;
  bool parts_have_digits = shape.whole_digits > 0;
  if (parts_have_digits && at < text.size() && text[at] == '.') {
    const size_t fraction = ++at;
    while (at < text.size() && IsDigit(text[at])) ++at;
    shape.fraction_digits = at - fraction;
    parts_have_digits = shape.fraction_digits > 0;
  }
  shape.end = at;
  shape.complete = parts_have_digits && at == text.size();
  return shape;
}

std::string DescribeSyntax(std::string_view text) {
  const Shape shape = ReadShape(text);
  std::string reason = Quoted(text) + " is not a decimal: ";
  if (shape.end == text.size()) {
    reason += "a digit is missing at its end";
  } else {
    const size_t length = DecodeCodePoint(text.substr(shape.end)).length;
    reason += Quoted(text.substr(shape.end, length == 0 ? 1 : length));
    reason += " at byte " + std::to_string(shape.end + 1) + " does not fit";
  }
  return reason + "; write an optional '-', digits, and optionally '.' and digits, like -12.50";
}

}  // namespace

absl::StatusOr<Decimal> Decimal::FromParts(int64_t coefficient, int scale) {
  if (scale < 0 || scale > kMaxScale) {
    return absl::InvalidArgumentError("a decimal's scale must be 0 to 9, not " +
                                      std::to_string(scale));
  }
  if (coefficient > kMaxCoefficient || coefficient < -kMaxCoefficient) {
    return absl::InvalidArgumentError("a decimal's coefficient has at most 18 digits: " +
                                      std::to_string(coefficient) + " has 19");
  }
  return Decimal(coefficient, scale);
}

std::string Decimal::ToString() const {
  // 18 digits, or a leading zero and 9 decimals, and a sign and a point: written from the end.
  char buffer[kMaxDigits + 3];
  char* const end = buffer + sizeof(buffer);
  char* at = end;
  uint64_t rest = coefficient_ < 0 ? -static_cast<uint64_t>(coefficient_) : coefficient_;
  for (int digits = 0; rest != 0 || digits <= scale_; ++digits) {
    if (digits == scale_ && digits > 0) *--at = '.';
    *--at = static_cast<char>('0' + rest % 10);
    rest /= 10;
  }
  if (coefficient_ < 0) *--at = '-';
  return std::string(at, end);
}

std::weak_ordering operator<=>(const Decimal& a, const Decimal& b) {
  if (a.scale_ == b.scale_) return a.coefficient_ <=> b.coefficient_;
  const absl::int128 left = Scaled(a.coefficient_, a.scale_);
  const absl::int128 right = Scaled(b.coefficient_, b.scale_);
  if (left < right) return std::weak_ordering::less;
  if (left > right) return std::weak_ordering::greater;
  return std::weak_ordering::equivalent;
}

std::variant<Decimal, DecimalError> TryParseDecimal(std::string_view text) {
  if (text.empty()) return DecimalError::kEmpty;
  const Shape shape = ReadShape(text);
  if (!shape.complete) {
    const bool comma_after_digit = shape.end < text.size() && text[shape.end] == ',' &&
                                   shape.end > 0 && IsDigit(text[shape.end - 1]);
    return comma_after_digit ? DecimalError::kDecimalComma : DecimalError::kSyntax;
  }
  const size_t whole = shape.negative ? 1 : 0;
  if (shape.whole_digits > 1 && text[whole] == '0') return DecimalError::kLeadingZero;
  if (shape.fraction_digits > Decimal::kMaxScale) return DecimalError::kScaleTooLarge;
  if (shape.whole_digits + shape.fraction_digits > Decimal::kMaxDigits) {
    return DecimalError::kTooManyDigits;
  }
  int64_t coefficient = 0;
  for (const char c : text.substr(whole)) {
    if (c != '.') coefficient = coefficient * 10 + (c - '0');
  }
  if (shape.negative && coefficient == 0) return DecimalError::kNegativeZero;
  return Decimal(shape.negative ? -coefficient : coefficient,
                 static_cast<int>(shape.fraction_digits));
}

std::string DescribeDecimalError(DecimalError error, std::string_view text) {
  switch (error) {
    case DecimalError::kEmpty:
      return "a decimal is expected, like 12.50, but the text is empty";
    case DecimalError::kDecimalComma:
      return Quoted(text) +
             " is not a decimal: use '.' and not ',' before the decimals, and no "
             "thousands separators";
    case DecimalError::kSyntax:
      return DescribeSyntax(text);
    case DecimalError::kLeadingZero:
      return Quoted(text) + " has a needless leading zero: leave it out";
    case DecimalError::kScaleTooLarge:
      return Quoted(text) + " has more than 9 digits after the point";
    case DecimalError::kTooManyDigits:
      return Quoted(text) + " has more than 18 digits in all";
    case DecimalError::kNegativeZero:
      return Quoted(text) + " is a negative zero: write it without '-'";
  }
  return {};
}

absl::StatusOr<Decimal> ParseDecimal(std::string_view text) {
  const std::variant<Decimal, DecimalError> result = TryParseDecimal(text);
  if (const Decimal* value = std::get_if<Decimal>(&result)) return *value;
  return absl::InvalidArgumentError(DescribeDecimalError(std::get<DecimalError>(result), text));
}

std::optional<Decimal> ReadDecimal(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const auto parsed = TryParseDecimal(text);
  if (const Decimal* decimal = std::get_if<Decimal>(&parsed)) return *decimal;
  return std::nullopt;
}

void DecimalSum::Add(const Decimal& value) {
  scaled_ += Scaled(value.coefficient_, value.scale_);
  ++count_;
  if (value.scale_ > scale_) scale_ = value.scale_;
}

void DecimalSum::Add(const DecimalSum& other) {
  scaled_ += other.scaled_;
  count_ += other.count_;
  if (other.scale_ > scale_) scale_ = other.scale_;
}

absl::StatusOr<Decimal> DecimalSum::ToDecimal() const {
  // Exact: no addend had a digit beyond scale_.
  const absl::int128 coefficient = scaled_ / kPowersOfTen[Decimal::kMaxScale - scale_];
  if (coefficient > Decimal::kMaxCoefficient || coefficient < -Decimal::kMaxCoefficient) {
    return absl::OutOfRangeError("the sum of " + std::to_string(count_) +
                                 " decimals has more than 18 digits");
  }
  return Decimal(static_cast<int64_t>(coefficient), scale_);
}

std::weak_ordering operator<=>(const DecimalSum& a, const Decimal& b) {
  const absl::int128 right = Scaled(b.coefficient(), b.scale());
  if (a.scaled_ < right) return std::weak_ordering::less;
  if (a.scaled_ > right) return std::weak_ordering::greater;
  return std::weak_ordering::equivalent;
}

}  // namespace traguardo::domain
