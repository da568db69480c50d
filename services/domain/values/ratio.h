// Exact rationals, for what decimals cannot hold: means, shares, weighted results before rounding.
//
// A Ratio is always in lowest terms with a positive denominator. Numerator and denominator stay
// below 2^127 in size (about 1.7 * 10^38). Bound: a product of two 18-digit decimals always fits,
// and so do sums of many of them; what does not fit is OUT_OF_RANGE, never an approximation. Close
// to the bound an operation may be refused although its reduced result would fit. Unbounded
// rationals are to take over there when a consuntivo needs them.
//
// Comparison and rounding are exact for every Ratio and cannot overflow.

#ifndef TRAGUARDO_SERVICES_DOMAIN_VALUES_RATIO_H_
#define TRAGUARDO_SERVICES_DOMAIN_VALUES_RATIO_H_

#include <compare>
#include <cstdint>
#include <string>

#include "absl/numeric/int128.h"
#include "absl/status/statusor.h"
#include "services/domain/values/decimal.h"

namespace traguardo::domain {

// Where the digits that do not fit go. Both treat negative numbers as mirror images: half up turns
// -0.5 into -1, truncation turns it into 0.
enum class Rounding {
  kHalfUp,    // to the nearest; a half goes away from zero
  kTruncate,  // towards zero
};

class Ratio {
 public:
  constexpr Ratio() = default;  // zero
  // Not explicit: every decimal is a ratio, exactly.
  Ratio(const Decimal& value);  // NOLINT(google-explicit-constructor)

  // INVALID_ARGUMENT when the denominator is zero; OUT_OF_RANGE for -2^127, which has no opposite.
  static absl::StatusOr<Ratio> Of(absl::int128 numerator, absl::int128 denominator);
  static Ratio FromSum(const DecimalSum& sum);

  absl::int128 numerator() const { return numerator_; }
  absl::int128 denominator() const { return denominator_; }
  // -1, 0 or 1.
  int sign() const { return numerator_ == 0 ? 0 : numerator_ < 0 ? -1 : 1; }

  // The value with exactly `decimals` digits after the point. INVALID_ARGUMENT when
  // `decimals` is outside 0..9, OUT_OF_RANGE when the result has more than 18 digits.
  absl::StatusOr<Decimal> Round(Rounding rounding, int decimals) const;

  // "1129/100", or "12" for whole numbers.
  std::string ToString() const;

  friend bool operator==(const Ratio& a, const Ratio& b) {
    return a.numerator_ == b.numerator_ && a.denominator_ == b.denominator_;
  }
  friend std::strong_ordering operator<=>(const Ratio& a, const Ratio& b);

  // Declared again below, where their failures are told.
  friend absl::StatusOr<Ratio> Add(const Ratio& a, const Ratio& b);
  friend absl::StatusOr<Ratio> Multiply(const Ratio& a, const Ratio& b);

 private:
  // Already in lowest terms.
  constexpr Ratio(absl::int128 numerator, absl::int128 denominator)
      : numerator_(numerator), denominator_(denominator) {}

  absl::int128 numerator_ = 0;
  absl::int128 denominator_ = 1;
};

// OUT_OF_RANGE on overflow.
absl::StatusOr<Ratio> Add(const Ratio& a, const Ratio& b);
absl::StatusOr<Ratio> Subtract(const Ratio& a, const Ratio& b);
absl::StatusOr<Ratio> Multiply(const Ratio& a, const Ratio& b);
// INVALID_ARGUMENT when `b` is zero: 0/0 has no value, and the rules must say what to do about it.
absl::StatusOr<Ratio> Divide(const Ratio& a, const Ratio& b);

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_VALUES_RATIO_H_
