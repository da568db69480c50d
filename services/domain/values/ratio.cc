#include "services/domain/values/ratio.h"

#include <numeric>
#include <optional>
#include <sstream>

#include "absl/status/status.h"

namespace traguardo::domain {
namespace {

// The compiler's own type, because its checked arithmetic does not know Abseil's.
using Wide = __int128;
using Magnitude = unsigned __int128;

constexpr Wide kWideMin = static_cast<Wide>(Magnitude{1} << 127);

Wide ToWide(absl::int128 value) { return static_cast<Wide>(value); }

// -2^127 counts as overflow, so that every Ratio has an opposite.
std::optional<Wide> CheckedMultiply(Wide a, Wide b) {
  Wide result;
  if (__builtin_mul_overflow(a, b, &result) || result == kWideMin) return std::nullopt;
  return result;
}

std::optional<Wide> CheckedAdd(Wide a, Wide b) {
  Wide result;
  if (__builtin_add_overflow(a, b, &result) || result == kWideMin) return std::nullopt;
  return result;
}

Magnitude MagnitudeOf(Wide value) {
  return value < 0 ? -static_cast<Magnitude>(value) : static_cast<Magnitude>(value);
}

Magnitude GreatestCommonDivisor(Magnitude a, Magnitude b) {
  // 128-bit remainders are slow; most values are soon small enough for 64-bit ones.
  while (b != 0 && ((a | b) >> 64) != 0) {
    const Magnitude rest = a % b;
    a = b;
    b = rest;
  }
  if (b == 0) return a;
  return std::gcd(static_cast<uint64_t>(a), static_cast<uint64_t>(b));
}

Wide GreatestCommonDivisor(Wide a, Wide b) {
  // Below 2^127, because neither argument is ever -2^127.
  return static_cast<Wide>(GreatestCommonDivisor(MagnitudeOf(a), MagnitudeOf(b)));
}

absl::Status Overflow(const char* what) {
  return absl::OutOfRangeError(std::string("the exact ") + what +
                               " of two ratios needs more than 127 bits");
}

// Compares a/b with c/d, all at least 0 and b, d above 0, by their continued fractions: cross
// products could need 254 bits.
std::strong_ordering CompareMagnitudes(Magnitude a, Magnitude b, Magnitude c, Magnitude d) {
  while (true) {
    const Magnitude left_whole = a / b;
    const Magnitude right_whole = c / d;
    if (left_whole != right_whole) return left_whole <=> right_whole;
    const Magnitude left_rest = a - left_whole * b;
    const Magnitude right_rest = c - right_whole * d;
    if (left_rest == 0 || right_rest == 0) return (left_rest != 0) <=> (right_rest != 0);
    // left_rest/b <=> right_rest/d is d/right_rest <=> b/left_rest.
    a = d;
    d = left_rest;
    c = b;
    b = right_rest;
  }
}

// The next decimal digit of rest/denominator: replaces `rest` by what is left of 10 * rest. Bit by
// bit (10 is 1010 in binary), because 10 * rest may need more than 128 bits. rest < denominator.
int NextDigit(Magnitude& rest, Magnitude denominator) {
  int digit = 0;
  Magnitude left = 0;
  for (const bool bit : {true, false, true, false}) {
    left *= 2;
    digit *= 2;
    if (left >= denominator) {
      left -= denominator;
      ++digit;
    }
    if (!bit) continue;
    left += rest;
    if (left >= denominator) {
      left -= denominator;
      ++digit;
    }
  }
  rest = left;
  return digit;
}

}  // namespace

Ratio::Ratio(const Decimal& value) {
  int64_t power = 1;
  for (int i = 0; i < value.scale(); ++i) power *= 10;
  const int64_t divisor = std::gcd(value.coefficient(), power);
  numerator_ = value.coefficient() / divisor;
  denominator_ = power / divisor;
}

absl::StatusOr<Ratio> Ratio::Of(absl::int128 numerator, absl::int128 denominator) {
  if (denominator == 0) return absl::InvalidArgumentError("a ratio's denominator must not be zero");
  Wide over = ToWide(numerator);
  Wide under = ToWide(denominator);
  if (over == kWideMin || under == kWideMin) {
    return absl::OutOfRangeError("a ratio's parts must be above -2^127");
  }
  const Wide divisor = GreatestCommonDivisor(over, under);
  over /= divisor;
  under /= divisor;
  if (under < 0) {
    over = -over;
    under = -under;
  }
  return Ratio(over, under);
}

Ratio Ratio::FromSum(const DecimalSum& sum) {
  constexpr Wide kUnits = 1'000'000'000;
  const Wide over = ToWide(sum.scaled());
  const Wide divisor = GreatestCommonDivisor(over, kUnits);
  return Ratio(over / divisor, kUnits / divisor);
}

absl::StatusOr<Decimal> Ratio::Round(Rounding rounding, int decimals) const {
  if (decimals < 0 || decimals > Decimal::kMaxScale) {
    return absl::InvalidArgumentError("rounding keeps 0 to 9 decimals, not " +
                                      std::to_string(decimals));
  }
  const Magnitude denominator = MagnitudeOf(ToWide(denominator_));
  const Magnitude numerator = MagnitudeOf(ToWide(numerator_));
  Magnitude result = numerator / denominator;
  Magnitude rest = numerator % denominator;
  const auto too_large = [&] {
    return absl::OutOfRangeError(ToString() + " with " + std::to_string(decimals) +
                                 " decimals has more than 18 digits");
  };
  if (result > Magnitude{Decimal::kMaxCoefficient}) return too_large();
  for (int i = 0; i < decimals; ++i) result = result * 10 + NextDigit(rest, denominator);
  switch (rounding) {
    case Rounding::kHalfUp:
      if (rest >= denominator - rest) ++result;
      break;
    case Rounding::kTruncate:
      break;
  }
  if (result > Magnitude{Decimal::kMaxCoefficient}) return too_large();
  const int64_t coefficient = static_cast<int64_t>(result);
  return Decimal::FromParts(numerator_ < 0 ? -coefficient : coefficient, decimals);
}

std::string Ratio::ToString() const {
  std::ostringstream text;
  text << numerator_;
  if (denominator_ != 1) text << '/' << denominator_;
  return text.str();
}

std::strong_ordering operator<=>(const Ratio& a, const Ratio& b) {
  if (a.sign() != b.sign()) return a.sign() <=> b.sign();
  const std::strong_ordering order =
      CompareMagnitudes(MagnitudeOf(ToWide(a.numerator_)), MagnitudeOf(ToWide(a.denominator_)),
                        MagnitudeOf(ToWide(b.numerator_)), MagnitudeOf(ToWide(b.denominator_)));
  return a.sign() < 0 ? 0 <=> order : order;
}

// a/b + c/d with g = gcd(b, d): whatever the new numerator shares with the new denominator divides
// g, so the result is in lowest terms and the numbers on the way stay small (Knuth 4.5.1).
absl::StatusOr<Ratio> Add(const Ratio& a, const Ratio& b) {
  const Wide left_under = ToWide(a.denominator());
  const Wide right_under = ToWide(b.denominator());
  const Wide common = GreatestCommonDivisor(left_under, right_under);
  const std::optional<Wide> left = CheckedMultiply(ToWide(a.numerator()), right_under / common);
  const std::optional<Wide> right = CheckedMultiply(ToWide(b.numerator()), left_under / common);
  if (!left || !right) return Overflow("sum");
  const std::optional<Wide> over = CheckedAdd(*left, *right);
  if (!over) return Overflow("sum");
  const Wide divisor = GreatestCommonDivisor(*over, common);
  const std::optional<Wide> under = CheckedMultiply(left_under / common, right_under / divisor);
  if (!under) return Overflow("sum");
  return Ratio(*over / divisor, *under);
}

absl::StatusOr<Ratio> Subtract(const Ratio& a, const Ratio& b) {
  return Add(a, *Ratio::Of(-b.numerator(), b.denominator()));
}

absl::StatusOr<Ratio> Multiply(const Ratio& a, const Ratio& b) {
  // Cancelling crosswise first leaves lowest terms: what overflows then really does not fit.
  const Wide first = GreatestCommonDivisor(ToWide(a.numerator()), ToWide(b.denominator()));
  const Wide second = GreatestCommonDivisor(ToWide(b.numerator()), ToWide(a.denominator()));
  const std::optional<Wide> over =
      CheckedMultiply(ToWide(a.numerator()) / first, ToWide(b.numerator()) / second);
  const std::optional<Wide> under =
      CheckedMultiply(ToWide(a.denominator()) / second, ToWide(b.denominator()) / first);
  if (!over || !under) return Overflow("product");
  return Ratio(*over, *under);
}

absl::StatusOr<Ratio> Divide(const Ratio& a, const Ratio& b) {
  if (b.sign() == 0) return absl::InvalidArgumentError("a ratio cannot be divided by zero");
  return Multiply(a, *Ratio::Of(b.denominator(), b.numerator()));
}

}  // namespace traguardo::domain
