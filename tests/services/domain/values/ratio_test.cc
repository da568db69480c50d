#include "services/domain/values/ratio.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

#include "tests/services/domain/values/value_generators.h"

namespace traguardo::domain {
namespace {

using testing_values::AnyDecimal;
using testing_values::AnyRatio;
using testing_values::SmallRatio;

constexpr absl::int128 kLargest = absl::Int128Max();

Ratio R(absl::int128 numerator, absl::int128 denominator) {
  const absl::StatusOr<Ratio> value = Ratio::Of(numerator, denominator);
  EXPECT_TRUE(value.ok()) << value.status();
  return value.value_or(Ratio());
}

std::string Rounded(const Ratio& value, Rounding rounding, int decimals) {
  const absl::StatusOr<Decimal> result = value.Round(rounding, decimals);
  return result.ok() ? result->ToString() : std::string(result.status().message());
}

TEST(RatioTest, IsAlwaysInLowestTermsWithAPositiveDenominator) {
  EXPECT_EQ(R(34, 37).ToString(), "34/37");
  EXPECT_EQ(R(50, 100).ToString(), "1/2");
  EXPECT_EQ(R(50, -100).ToString(), "-1/2");
  EXPECT_EQ(R(-50, -100).ToString(), "1/2");
  EXPECT_EQ(R(0, -7).ToString(), "0");
  EXPECT_EQ(R(151, 151).ToString(), "1");
  EXPECT_EQ(R(kLargest, kLargest).ToString(), "1");
  // One part in 64 bits, the other above: 2^64 + 2 is a multiple of 3.
  EXPECT_EQ(R(3, absl::MakeInt128(1, 2)).ToString(), "1/6148914691236517206");
  EXPECT_EQ(R(absl::MakeInt128(1, 2), 3).ToString(), "6148914691236517206");
  EXPECT_EQ(Ratio(*ParseDecimal("-91.50")).ToString(), "-183/2");
  EXPECT_EQ(Ratio(*ParseDecimal("0.000000001")).ToString(), "1/1000000000");
  EXPECT_EQ(Ratio().ToString(), "0");
}

TEST(RatioTest, RefusesAZeroDenominatorAndWhatHasNoOpposite) {
  EXPECT_EQ(Ratio::Of(0, 0).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Ratio::Of(1, 0).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Ratio::Of(absl::Int128Min(), 2).status().code(), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(Ratio::Of(2, absl::Int128Min()).status().code(), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(Divide(R(1, 2), Ratio()).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(RatioTest, RoundsThePrintedSharesOfAYear) {
  const Ratio hundred = Decimal::Whole(100);
  EXPECT_EQ(Rounded(*Multiply(R(34, 37), hundred), Rounding::kHalfUp, 2), "91.89");
  EXPECT_EQ(Rounded(*Multiply(R(148, 151), hundred), Rounding::kHalfUp, 2), "98.01");
  EXPECT_EQ(Rounded(R(100, 3), Rounding::kHalfUp, 2), "33.33");
  EXPECT_EQ(Rounded(R(200, 3), Rounding::kHalfUp, 2), "66.67");
  EXPECT_EQ(Rounded(R(200, 3), Rounding::kTruncate, 2), "66.66");
  EXPECT_EQ(Rounded(R(4, 1), Rounding::kHalfUp, 2), "4.00");
}

TEST(RatioTest, RoundsHalvesAwayFromZeroAndTruncatesTowardsIt) {
  EXPECT_EQ(Rounded(R(1, 2), Rounding::kHalfUp, 0), "1");
  EXPECT_EQ(Rounded(R(-1, 2), Rounding::kHalfUp, 0), "-1");
  EXPECT_EQ(Rounded(R(1, 2), Rounding::kTruncate, 0), "0");
  EXPECT_EQ(Rounded(R(-1, 2), Rounding::kTruncate, 0), "0");
  EXPECT_EQ(Rounded(R(-199, 100), Rounding::kTruncate, 1), "-1.9");
  EXPECT_EQ(Rounded(R(1005, 1000), Rounding::kHalfUp, 2), "1.01");
  EXPECT_EQ(Rounded(R(10049, 10000), Rounding::kHalfUp, 2), "1.00");
  EXPECT_EQ(Rounded(R(49999, 100000), Rounding::kHalfUp, 0), "0");
  EXPECT_EQ(Rounded(R(1, 2'000'000'000), Rounding::kHalfUp, 9), "0.000000001");
}

TEST(RatioTest, SaysWhenARoundedResultDoesNotFit) {
  const Ratio largest = *ParseDecimal("999999999999999999");
  EXPECT_EQ(Rounded(largest, Rounding::kHalfUp, 0), "999999999999999999");
  EXPECT_EQ(largest.Round(Rounding::kHalfUp, 1).status().code(), absl::StatusCode::kOutOfRange);
  const Ratio above = *Add(largest, R(1, 2));
  EXPECT_EQ(above.Round(Rounding::kHalfUp, 0).status().code(), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(Rounded(above, Rounding::kTruncate, 0), "999999999999999999");
  EXPECT_EQ(R(kLargest, 1).Round(Rounding::kTruncate, 9).status().code(),
            absl::StatusCode::kOutOfRange);
  for (const int decimals : {-1, 10}) {
    EXPECT_EQ(Ratio().Round(Rounding::kHalfUp, decimals).status().code(),
              absl::StatusCode::kInvalidArgument);
  }
}

TEST(RatioTest, RoundsExactlyAtTheEdgeOf127Bits) {
  // kLargest is odd: these are just below and just above one half.
  EXPECT_EQ(Rounded(R(kLargest / 2, kLargest), Rounding::kHalfUp, 0), "0");
  EXPECT_EQ(Rounded(R(kLargest / 2 + 1, kLargest), Rounding::kHalfUp, 0), "1");
  EXPECT_EQ(Rounded(R(kLargest - 1, kLargest), Rounding::kTruncate, 9), "0.999999999");
  EXPECT_EQ(Rounded(R(1 - kLargest, kLargest), Rounding::kHalfUp, 9), "-1.000000000");
}

TEST(RatioTest, ReportsOverflowInsteadOfApproximating) {
  const Ratio largest = R(kLargest, 1);
  const Ratio smallest = R(1, kLargest);
  EXPECT_EQ(Add(largest, R(1, 1)).status().code(), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(Subtract(R(-kLargest, 1), R(1, 1)).status().code(), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(Add(R(-kLargest, 1), R(-1, 1)).status().code(), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(Add(largest, R(1, 2)).status().code(), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(Add(smallest, R(1, kLargest - 1)).status().code(), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(Multiply(largest, R(2, 1)).status().code(), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(Multiply(R(absl::MakeInt128(INT64_MIN >> 1, 0), 1), R(2, 1)).status().code(),
            absl::StatusCode::kOutOfRange);  // -2^127 would fit, but not its opposite
  EXPECT_EQ(Multiply(smallest, R(1, 2)).status().code(), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(Divide(largest, smallest).status().code(), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(Multiply(largest, smallest)->ToString(), "1");
  EXPECT_EQ(Subtract(largest, largest)->ToString(), "0");
}

TEST(RatioTest, HoldsAnyProductOfTwoDecimalsAndAHundredOfThem) {
  const Ratio largest = *ParseDecimal("999999999999999999");
  const Ratio finest = *ParseDecimal("999999999.999999999");
  const Ratio product = *Multiply(largest, largest);
  Ratio sum;
  for (int i = 0; i < 100; ++i) {
    const absl::StatusOr<Ratio> next = Add(sum, product);
    ASSERT_TRUE(next.ok()) << i;
    sum = *next;
  }
  EXPECT_EQ(*Divide(sum, product), R(100, 1));
  EXPECT_TRUE(Multiply(finest, finest).ok());
}

TEST(RatioTest, ComparesWhereCrossProductsWouldOverflow) {
  EXPECT_LT(R(kLargest - 2, kLargest - 1), R(kLargest - 1, kLargest));
  EXPECT_GT(R(2 - kLargest, kLargest - 1), R(1 - kLargest, kLargest));
  EXPECT_GT(R(kLargest, kLargest - 1), R(kLargest, kLargest - 1 + 1));
  EXPECT_LT(R(1, kLargest), R(1, kLargest - 1));
  EXPECT_LT(R(-kLargest, 1), R(1, kLargest));
  EXPECT_LT(Ratio(), R(1, kLargest));
  EXPECT_GT(Ratio(), R(-1, kLargest));
}

RC_GTEST_PROP(RatioProperty, AdditionAndMultiplicationFollowTheLawsOfAField, ()) {
  const Ratio a = *SmallRatio();
  const Ratio b = *SmallRatio();
  const Ratio c = *SmallRatio();
  const Ratio zero;
  const Ratio one = Decimal::Whole(1);
  RC_ASSERT(*Add(a, b) == *Add(b, a));
  RC_ASSERT(*Multiply(a, b) == *Multiply(b, a));
  RC_ASSERT(*Add(*Add(a, b), c) == *Add(a, *Add(b, c)));
  RC_ASSERT(*Multiply(*Multiply(a, b), c) == *Multiply(a, *Multiply(b, c)));
  RC_ASSERT(*Multiply(a, *Add(b, c)) == *Add(*Multiply(a, b), *Multiply(a, c)));
  RC_ASSERT(*Add(a, zero) == a);
  RC_ASSERT(*Multiply(a, one) == a);
  RC_ASSERT(*Subtract(a, a) == zero);
  if (a != zero) {
    RC_ASSERT(*Divide(a, a) == one);
    RC_ASSERT(*Multiply(*Divide(b, a), a) == b);
  }
}

RC_GTEST_PROP(RatioProperty, AgreesWithNaiveFractions, ()) {
  const auto part = rc::gen::inRange<int64_t>(-10'000, 10'001);
  const auto below = rc::gen::inRange<int64_t>(1, 10'001);
  const int64_t a = *part, b = *below, c = *part, d = *below;
  RC_ASSERT(*Add(R(a, b), R(c, d)) == R(a * d + c * b, b * d));
  RC_ASSERT(*Subtract(R(a, b), R(c, d)) == R(a * d - c * b, b * d));
  RC_ASSERT(*Multiply(R(a, b), R(c, d)) == R(a * c, b * d));
  RC_ASSERT((R(a, b) < R(c, d)) == (a * d < c * b));
  RC_ASSERT((R(a, b) == R(c, d)) == (a * d == c * b));
}

RC_GTEST_PROP(RatioProperty, ComparisonAgreesWithSubtractionWhereThatFits, ()) {
  const Ratio a = *rc::gen::oneOf(AnyRatio(), SmallRatio());
  const Ratio b = *rc::gen::oneOf(AnyRatio(), SmallRatio(), rc::gen::just(a));
  RC_ASSERT(((a <=> b) < 0) == ((b <=> a) > 0));
  RC_ASSERT(((a <=> b) == 0) == (a == b));
  const absl::StatusOr<Ratio> difference = Subtract(a, b);
  RC_CLASSIFY(difference.ok());
  if (difference.ok()) RC_ASSERT((a < b) == (difference->sign() < 0));
}

RC_GTEST_PROP(RatioProperty, ComparisonSeesTheSmallestStep, ()) {
  const Ratio a = *AnyRatio();
  RC_PRE(a.numerator() < kLargest && a.sign() >= 0);
  RC_ASSERT(a < R(a.numerator() + 1, a.denominator()));
  if (a.denominator() > 1 && a.sign() > 0) RC_ASSERT(a < R(a.numerator(), a.denominator() - 1));
}

RC_GTEST_PROP(RatioProperty, OfADecimalRoundsBackToIt, ()) {
  const Decimal value = *AnyDecimal();
  for (const Rounding rounding : {Rounding::kHalfUp, Rounding::kTruncate}) {
    RC_ASSERT(Ratio(value).Round(rounding, value.scale())->ToString() == value.ToString());
  }
}

// The definition of rounding, with comparisons only: the result is within one step of the value on
// the side of zero (truncation), or within half a step on either side (half up).
RC_GTEST_PROP(RatioProperty, RoundingKeepsItsDefinitionAtAnySize, ()) {
  const Ratio value = *AnyRatio();
  const Ratio size = value.sign() < 0 ? *Subtract(Ratio(), value) : value;
  const int decimals = *rc::gen::inRange(0, 10);
  const absl::StatusOr<Decimal> truncated = size.Round(Rounding::kTruncate, decimals);
  RC_CLASSIFY(truncated.ok());
  if (truncated.ok()) {
    const absl::int128 digits = truncated->coefficient();
    const absl::int128 step = Ratio(*Decimal::FromParts(1, decimals)).denominator();
    RC_ASSERT(R(digits, step) <= size);
    RC_ASSERT(size < R(digits + 1, step));
  }
  const absl::StatusOr<Decimal> rounded = size.Round(Rounding::kHalfUp, decimals);
  if (rounded.ok()) {
    const absl::int128 digits = rounded->coefficient();
    const absl::int128 step = Ratio(*Decimal::FromParts(1, decimals)).denominator();
    RC_ASSERT(R(2 * digits - 1, 2 * step) <= size);
    RC_ASSERT(size < R(2 * digits + 1, 2 * step));
    RC_ASSERT(Ratio(*value.Round(Rounding::kHalfUp, decimals)) ==
              (value.sign() < 0 ? *Subtract(Ratio(), *rounded) : Ratio(*rounded)));
  }
}

}  // namespace
}  // namespace traguardo::domain
