// Exact decimals: the only numbers that weights, percentages, targets and measurements are made of.
//
// A Decimal is an int64 coefficient and a scale: 91.50 is 9150 with scale 2. It has at most 18
// digits, at most 9 of them after the point, so it always fits and its text is never rounded. The
// scale as written is kept: "4.00" prints "4.00" and is equal to "4".
//
// The text form is the same from proto to screen: an optional '-', digits, and optionally '.' and
// digits. No '+', no exponent, no thousands separator, no needless leading zero, no "-0": a value
// with a given scale has exactly one text. Beware that "1.000" is one, not a thousand: an importer
// of Italian spreadsheets must settle that before it gets here.
//
// Sums go through DecimalSum (exact, whatever the order), products and quotients through Ratio
// (ratio.h). No binary floating point anywhere. All types are plain values, safe to share.

#ifndef TRAGUARDO_SERVICES_DOMAIN_VALUES_DECIMAL_H_
#define TRAGUARDO_SERVICES_DOMAIN_VALUES_DECIMAL_H_

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "absl/numeric/int128.h"
#include "absl/status/statusor.h"

namespace traguardo::domain {

// Why a text is not a decimal. The first character that does not fit decides between the first
// three; the others, checked in this order, are about texts of the right shape.
enum class DecimalError {
  kEmpty,          // ""
  kDecimalComma,   // "3,5", "1.234,56": write 3.5
  kSyntax,         // "+1", "1e3", "1.", ".5", " 1", "1 000", "abc"
  kLeadingZero,    // "007", "00.5"
  kScaleTooLarge,  // more than 9 digits after the point
  kTooManyDigits,  // more than 18 digits in all
  kNegativeZero,   // "-0", "-0.00"
};

class Decimal {
 public:
  static constexpr int kMaxScale = 9;
  static constexpr int kMaxDigits = 18;
  static constexpr int64_t kMaxCoefficient = 999'999'999'999'999'999;

  constexpr Decimal() = default;  // zero

  // A whole number; every int32 fits.
  static constexpr Decimal Whole(int32_t value) { return Decimal(value, 0); }
  // coefficient / 10^scale. INVALID_ARGUMENT when the scale is outside 0..9 or the coefficient has
  // more than 18 digits.
  static absl::StatusOr<Decimal> FromParts(int64_t coefficient, int scale);

  constexpr int64_t coefficient() const { return coefficient_; }
  constexpr int scale() const { return scale_; }

  // The one text of this value at this scale; ParseDecimal gives back the same value and scale.
  std::string ToString() const;

  // By value: 4.00 == 4. Weak, because equal values may have different texts.
  friend bool operator==(const Decimal& a, const Decimal& b) { return (a <=> b) == 0; }
  friend std::weak_ordering operator<=>(const Decimal& a, const Decimal& b);

 private:
  friend class DecimalSum;
  friend std::variant<Decimal, DecimalError> TryParseDecimal(std::string_view text);

  constexpr Decimal(int64_t coefficient, int scale)
      : coefficient_(coefficient), scale_(static_cast<int8_t>(scale)) {}

  int64_t coefficient_ = 0;
  int8_t scale_ = 0;
};

// Allocates nothing: for callers that word their own messages, and for hot paths.
std::variant<Decimal, DecimalError> TryParseDecimal(std::string_view text);

// One English sentence for logs and developers, quoting `text` (shortened, always valid UTF-8).
std::string DescribeDecimalError(DecimalError error, std::string_view text);

// TryParseDecimal with the description as an INVALID_ARGUMENT status.
absl::StatusOr<Decimal> ParseDecimal(std::string_view text);

// For text whose form was checked before: none for an empty text, and for one that is no decimal.
std::optional<Decimal> ReadDecimal(std::string_view text);

// Adds many decimals exactly; the result does not depend on their order. Bound, not checked: 10^11
// addends of any size, which is what 128 bits hold with nine decimals.
class DecimalSum {
 public:
  void Add(const Decimal& value);
  // Adds everything the other one holds.
  void Add(const DecimalSum& other);

  // How many values were added: the denominator of a plain mean.
  int64_t count() const { return count_; }
  // The sum times 10^9: what Ratio and comparisons need, without loss.
  absl::int128 scaled() const { return scaled_; }

  // The sum at the largest scale among the values added (so that 4.00 + 96 is "100.00").
  // OUT_OF_RANGE when that has more than 18 digits: then use Ratio::FromSum.
  absl::StatusOr<Decimal> ToDecimal() const;

  // By value: 4.00 + 96 == 100.
  friend std::weak_ordering operator<=>(const DecimalSum& a, const Decimal& b);
  friend bool operator==(const DecimalSum& a, const Decimal& b) { return (a <=> b) == 0; }

 private:
  absl::int128 scaled_ = 0;
  int64_t count_ = 0;
  int8_t scale_ = 0;
};

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_VALUES_DECIMAL_H_
