#include "services/domain/values/decimal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "services/domain/values/ratio.h"
#include "tests/services/domain/values/value_generators.h"

namespace traguardo::domain {
namespace {

using ::testing::HasSubstr;
using testing_values::AlmostText;
using testing_values::AnyDecimal;

Decimal D(std::string_view text) {
  const absl::StatusOr<Decimal> value = ParseDecimal(text);
  EXPECT_TRUE(value.ok()) << value.status();
  return value.value_or(Decimal());
}

void ExpectRefused(std::string_view text, DecimalError expected, std::string_view reason) {
  const std::variant<Decimal, DecimalError> result = TryParseDecimal(text);
  ASSERT_TRUE(std::holds_alternative<DecimalError>(result)) << text;
  EXPECT_EQ(std::get<DecimalError>(result), expected) << text;
  const absl::Status status = ParseDecimal(text).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr(std::string(reason)));
}

TEST(DecimalTest, KeepsTheScaleAsWritten) {
  for (const char* text : {"0", "0.0", "0.000000000", "4", "4.00", "-4.00", "100", "91.50", "-0.5",
                           "0.000000001", "999999999999999999", "-999999999.999999999",
                           "123456789012345678", "0.050", "10", "-10.10"}) {
    EXPECT_EQ(D(text).ToString(), text);
  }
}

TEST(DecimalTest, ReadsCoefficientAndScale) {
  EXPECT_EQ(D("91.50").coefficient(), 9150);
  EXPECT_EQ(D("91.50").scale(), 2);
  EXPECT_EQ(D("-0.001").coefficient(), -1);
  EXPECT_EQ(D("-0.001").scale(), 3);
}

TEST(DecimalTest, ComparesByValue) {
  EXPECT_EQ(D("4.00"), D("4"));
  EXPECT_EQ(D("0.000"), Decimal());
  EXPECT_NE(D("4.01"), D("4"));
  EXPECT_LT(D("0.999999999"), D("1"));
  EXPECT_LT(D("-1.000000001"), D("-1"));
  EXPECT_GT(D("2"), D("-999999999999999999"));
  EXPECT_LT(D("999999999.999999999"), D("999999999999999999"));
  EXPECT_EQ(Decimal::Whole(-7), D("-7.0"));
}

TEST(DecimalTest, RefusesEveryOtherWayToWriteANumber) {
  ExpectRefused("", DecimalError::kEmpty, "is empty");
  ExpectRefused("3,5", DecimalError::kDecimalComma, "use '.' and not ','");
  ExpectRefused("1.234,56", DecimalError::kDecimalComma, "no thousands separators");
  ExpectRefused("-3,", DecimalError::kDecimalComma, "use '.' and not ','");
  ExpectRefused(",5", DecimalError::kSyntax, "\",\" at byte 1");
  ExpectRefused("+1", DecimalError::kSyntax, "\"+\" at byte 1");
  ExpectRefused("1e3", DecimalError::kSyntax, "\"e\" at byte 2");
  ExpectRefused("1 000", DecimalError::kSyntax, "\" \" at byte 2");
  ExpectRefused(" 1", DecimalError::kSyntax, "\" \" at byte 1");
  ExpectRefused("1 ", DecimalError::kSyntax, "\" \" at byte 2");
  ExpectRefused("1.2.3", DecimalError::kSyntax, "\".\" at byte 4");
  ExpectRefused("1.", DecimalError::kSyntax, "a digit is missing at its end");
  ExpectRefused("-", DecimalError::kSyntax, "a digit is missing at its end");
  ExpectRefused(".5", DecimalError::kSyntax, "\".\" at byte 1");
  ExpectRefused("--1", DecimalError::kSyntax, "\"-\" at byte 2");
  ExpectRefused("50%", DecimalError::kSyntax, "\"%\" at byte 3");
  ExpectRefused("5½", DecimalError::kSyntax, "\"½\" at byte 2");
  ExpectRefused("5\xff", DecimalError::kSyntax, "\"\\xff\" at byte 2");
  ExpectRefused(std::string_view("1\0", 2), DecimalError::kSyntax, "\"\\x00\" at byte 2");
  ExpectRefused("007", DecimalError::kLeadingZero, "needless leading zero");
  ExpectRefused("-00.5", DecimalError::kLeadingZero, "needless leading zero");
  ExpectRefused("0.1234567890", DecimalError::kScaleTooLarge, "more than 9 digits");
  ExpectRefused("1234567890123456789", DecimalError::kTooManyDigits, "more than 18 digits");
  ExpectRefused("1234567890.123456789", DecimalError::kTooManyDigits, "more than 18 digits");
  ExpectRefused("-0", DecimalError::kNegativeZero, "without '-'");
  ExpectRefused("-0.00", DecimalError::kNegativeZero, "without '-'");
}

TEST(DecimalTest, DescribesAnEndlessTextInFewWords) {
  const absl::Status status = ParseDecimal(std::string(1 << 20, '9')).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_LT(status.message().size(), 200u);
}

TEST(DecimalTest, IsMadeOfPartsWithinItsBounds) {
  EXPECT_EQ(Decimal::FromParts(9150, 2)->ToString(), "91.50");
  EXPECT_EQ(Decimal::FromParts(-Decimal::kMaxCoefficient, 9)->ToString(), "-999999999.999999999");
  for (const auto& [coefficient, scale] :
       std::vector<std::pair<int64_t, int>>{{1, -1},
                                            {1, 10},
                                            {Decimal::kMaxCoefficient + 1, 0},
                                            {-Decimal::kMaxCoefficient - 1, 0},
                                            {INT64_MIN, 0}}) {
    EXPECT_EQ(Decimal::FromParts(coefficient, scale).status().code(),
              absl::StatusCode::kInvalidArgument);
  }
}

TEST(DecimalSumTest, AddsWeightsExactly) {
  DecimalSum sum;
  for (int i = 0; i < 25; ++i) sum.Add(D("4.00"));
  EXPECT_EQ(sum.count(), 25);
  EXPECT_EQ(sum.ToDecimal()->ToString(), "100.00");
  EXPECT_EQ(sum, Decimal::Whole(100));
  sum.Add(D("0.000000001"));
  EXPECT_GT(sum, Decimal::Whole(100));
  EXPECT_EQ(sum.ToDecimal()->ToString(), "100.000000001");
}

TEST(DecimalSumTest, OfTenTenthsIsOne) {
  DecimalSum sum;
  for (int i = 0; i < 10; ++i) sum.Add(D("0.1"));
  EXPECT_EQ(sum, Decimal::Whole(1));
}

TEST(DecimalSumTest, OfNothingIsZero) {
  const DecimalSum sum;
  EXPECT_EQ(sum.count(), 0);
  EXPECT_EQ(sum.ToDecimal()->ToString(), "0");
}

TEST(DecimalSumTest, SaysWhenItDoesNotFitADecimalAndStaysExact) {
  DecimalSum sum;
  sum.Add(D("999999999999999999"));
  sum.Add(D("1"));
  EXPECT_EQ(sum.ToDecimal().status().code(), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(Ratio::FromSum(sum).ToString(), "1000000000000000000");
  EXPECT_GT(sum, D("999999999999999999"));
  sum.Add(D("-1"));
  EXPECT_EQ(sum.ToDecimal()->ToString(), "999999999999999999");

  DecimalSum fine;  // fits as a whole number, but not with the nine decimals it was written with
  fine.Add(D("999999999999"));
  fine.Add(D("0.000000000"));
  EXPECT_EQ(fine.ToDecimal().status().code(), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(fine, D("999999999999"));
}

RC_GTEST_PROP(DecimalProperty, ParsingUndoesFormatting, ()) {
  const Decimal value = *AnyDecimal();
  const absl::StatusOr<Decimal> back = ParseDecimal(value.ToString());
  RC_ASSERT(back.ok());
  RC_ASSERT(back->coefficient() == value.coefficient());
  RC_ASSERT(back->scale() == value.scale());
}

RC_GTEST_PROP(DecimalProperty, FormattingUndoesParsing, ()) {
  const std::string text = *AlmostText("0123456789012345678900..-");
  const absl::StatusOr<Decimal> value = ParseDecimal(text);
  RC_CLASSIFY(value.ok());
  if (value.ok()) RC_ASSERT(value->ToString() == text);
}

RC_GTEST_PROP(DecimalProperty, RandomBytesNeverCrash, (const std::string& bytes)) {
  const absl::StatusOr<Decimal> value = ParseDecimal(bytes);
  if (!value.ok()) RC_ASSERT(value.status().message().size() < 400u);
}

RC_GTEST_PROP(DecimalProperty, ComparesLikeTheExactRatios, ()) {
  const Decimal a = *AnyDecimal();
  const Decimal b = *rc::gen::oneOf(AnyDecimal(), rc::gen::just(a));
  RC_ASSERT(((a <=> b) < 0) == (Ratio(a) < Ratio(b)));
  RC_ASSERT((a == b) == (Ratio(a) == Ratio(b)));
  RC_ASSERT(((a <=> b) < 0) == ((b <=> a) > 0));
}

RC_GTEST_PROP(DecimalProperty, ASumDoesNotDependOnOrderOrGrouping, ()) {
  const auto values = *rc::gen::container<std::vector<Decimal>>(AnyDecimal());
  DecimalSum forwards;
  for (const Decimal& value : values) forwards.Add(value);
  DecimalSum backwards;
  std::for_each(values.rbegin(), values.rend(), [&](const Decimal& v) { backwards.Add(v); });
  const size_t cut = *rc::gen::inRange<size_t>(0, values.size() + 1);
  DecimalSum left;
  DecimalSum right;
  for (size_t i = 0; i < values.size(); ++i) (i < cut ? left : right).Add(values[i]);
  right.Add(left);
  for (const DecimalSum& other : {backwards, right}) {
    RC_ASSERT(other.scaled() == forwards.scaled());
    RC_ASSERT(other.count() == forwards.count());
    RC_ASSERT(other.ToDecimal().status() == forwards.ToDecimal().status());
    if (forwards.ToDecimal().ok()) {
      RC_ASSERT(other.ToDecimal()->ToString() == forwards.ToDecimal()->ToString());
    }
  }
}

RC_GTEST_PROP(DecimalProperty, ASumEqualsTheSumOfRatios, ()) {
  const auto values = *rc::gen::container<std::vector<Decimal>>(AnyDecimal());
  DecimalSum sum;
  Ratio expected;
  for (const Decimal& value : values) {
    sum.Add(value);
    expected = *Add(expected, value);
  }
  RC_ASSERT(Ratio::FromSum(sum) == expected);
  const absl::StatusOr<Decimal> decimal = sum.ToDecimal();
  if (decimal.ok()) {
    RC_ASSERT(Ratio(*decimal) == expected);
    RC_ASSERT(sum == *decimal);
  }
}

}  // namespace
}  // namespace traguardo::domain
