#include "services/domain/values/civil_date.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdio>
#include <string>

#include "tests/services/domain/values/value_generators.h"

namespace traguardo::domain {
namespace {

using ::testing::HasSubstr;
using testing_values::AlmostText;
using testing_values::AnyCivilDate;
using testing_values::AnyDay;

// 1900 to 2199: 300 years, 73 of them leap years.
constexpr int kDays = 300 * 365 + 73;

CivilDate Date(std::string_view text) {
  const absl::StatusOr<CivilDate> date = ParseCivilDate(text);
  EXPECT_TRUE(date.ok()) << date.status();
  return date.value_or(*CivilDate::Year(1900));
}

void ExpectRefused(std::string_view text, CivilDateError expected, std::string_view reason) {
  const std::variant<CivilDate, CivilDateError> result = TryParseCivilDate(text);
  ASSERT_TRUE(std::holds_alternative<CivilDateError>(result)) << text;
  EXPECT_EQ(std::get<CivilDateError>(result), expected) << text;
  const absl::Status status = ParseCivilDate(text).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr(std::string(reason)));
}

TEST(CivilDateTest, ReadsTheThreePrecisions) {
  EXPECT_EQ(Date("2024-06-30").precision(), DatePrecision::kDay);
  EXPECT_EQ(Date("2024-06").precision(), DatePrecision::kMonth);
  EXPECT_EQ(Date("2024").precision(), DatePrecision::kYear);
  EXPECT_EQ(Date("2024-06").year(), 2024);
}

TEST(CivilDateTest, SpansItsWholePeriod) {
  EXPECT_EQ(Date("2024-06-30").first_day(), absl::CivilDay(2024, 6, 30));
  EXPECT_EQ(Date("2024-06-30").last_day(), absl::CivilDay(2024, 6, 30));
  EXPECT_EQ(Date("2024-02").first_day(), absl::CivilDay(2024, 2, 1));
  EXPECT_EQ(Date("2024-02").last_day(), absl::CivilDay(2024, 2, 29));
  EXPECT_EQ(Date("2023-02").last_day(), absl::CivilDay(2023, 2, 28));
  EXPECT_EQ(Date("2024").first_day(), absl::CivilDay(2024, 1, 1));
  EXPECT_EQ(Date("2024").last_day(), absl::CivilDay(2024, 12, 31));
  EXPECT_EQ(Date("1970-01-01").first_day_number(), 0);
  EXPECT_EQ(Date("1969-12-31").last_day_number(), -1);
  EXPECT_EQ(Date("2024-12-31").first_day_number(), Date("2024").last_day_number());
}

TEST(CivilDateTest, RefusesWhatIsNotADate) {
  ExpectRefused("", CivilDateError::kEmpty, "is empty");
  for (const char* text :
       {"30/06/2024", "2024-6-3", "24-06-30", "2024-06-30T10:00", "2024/06/30", "2024-06-3x",
        "2024-0630", "202406", "20240630", "-024", "2024-", "2024-06-", " 2024", "2024 ", "+024",
        "30-06-2024", "giugno", "2024-1 ", "٢٠٢٤"}) {
    ExpectRefused(text, CivilDateError::kSyntax, "is not a date: write year-month-day");
  }
  ExpectRefused("1899", CivilDateError::kYearOutOfRange, "1900 to 2199");
  ExpectRefused("2200-01", CivilDateError::kYearOutOfRange, "1900 to 2199");
  ExpectRefused("0000-00-00", CivilDateError::kYearOutOfRange, "1900 to 2199");
  ExpectRefused("2024-00", CivilDateError::kMonthOutOfRange, "01 to 12");
  ExpectRefused("2024-13-01", CivilDateError::kMonthOutOfRange, "01 to 12");
  ExpectRefused("2023-02-29", CivilDateError::kDayDoesNotExist,
                "\"2023-02-29\" does not exist: February 2023 has 28 days");
  ExpectRefused("1900-02-29", CivilDateError::kDayDoesNotExist, "February 1900 has 28 days");
  ExpectRefused("2024-04-31", CivilDateError::kDayDoesNotExist, "April 2024 has 30 days");
  ExpectRefused("2024-12-00", CivilDateError::kDayDoesNotExist, "December 2024 has 31 days");
}

TEST(CivilDateTest, KnowsFebruaryInEveryCentury) {
  for (const auto& [year, days] : {std::pair{1900, 28}, std::pair{2000, 29}, std::pair{2100, 28},
                                   std::pair{2200, 28}, std::pair{2023, 28}, std::pair{2024, 29}}) {
    EXPECT_EQ(DaysInMonth(year, 2), days) << year;
  }
}

TEST(CivilDateTest, FactoriesRefuseWithTheWordsOfTheParser) {
  EXPECT_EQ(CivilDate::Day(2023, 2, 29).status(), ParseCivilDate("2023-02-29").status());
  EXPECT_EQ(CivilDate::Day(2024, 6, 0).status(), ParseCivilDate("2024-06-00").status());
  EXPECT_EQ(CivilDate::Month(2024, 13).status(), ParseCivilDate("2024-13").status());
  EXPECT_EQ(CivilDate::Year(1899).status(), ParseCivilDate("1899").status());
  EXPECT_FALSE(CivilDate::Month(2024, 0).ok());
  EXPECT_FALSE(CivilDate::Day(INT32_MIN, INT32_MIN, INT32_MIN).ok());
  EXPECT_FALSE(CivilDate::Day(2024, INT32_MAX, 1).ok());
  EXPECT_FALSE(CivilDate::Day(2024, 1, -1).ok());
  EXPECT_EQ(CivilDate::FromCivilDay(absl::CivilDay(2200, 1, 1)).status().code(),
            absl::StatusCode::kOutOfRange);
  EXPECT_EQ(CivilDate::FromDayNumber(INT32_MAX).status().code(), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(CivilDate::FromDayNumber(INT32_MIN).status().code(), absl::StatusCode::kOutOfRange);
}

TEST(CivilDateTest, DescribesAnErrorEvenWhenTheTextDoesNotMatchIt) {
  EXPECT_EQ(DescribeCivilDateError(CivilDateError::kDayDoesNotExist, "?"), "\"?\" does not exist");
  EXPECT_EQ(DescribeCivilDateError(CivilDateError::kDayDoesNotExist, "2024-99-99"),
            "\"2024-99-99\" does not exist");
}

TEST(CivilDateTest, IsCertainOnlyWhereNoDayIsShared) {
  EXPECT_TRUE(IsCertainlyBefore(Date("2024-05"), Date("2024-06-01")));
  EXPECT_TRUE(IsCertainlyAfter(Date("2024-06-01"), Date("2024-05")));
  EXPECT_TRUE(IsCertainlyBefore(Date("2023"), Date("2024")));
  for (const auto& [a, b] : {std::pair{"2024-06", "2024-06-15"}, std::pair{"2024", "2024-12-31"},
                             std::pair{"2024", "2024-01"}, std::pair{"2024-06-30", "2024-06-30"}}) {
    EXPECT_FALSE(IsCertainlyBefore(Date(a), Date(b))) << a << ' ' << b;
    EXPECT_FALSE(IsCertainlyAfter(Date(a), Date(b))) << a << ' ' << b;
  }
}

TEST(CivilDateTest, FoldsByFirstDayAndLeavesTiesToThePosition) {
  EXPECT_TRUE(CompareFirstDays(Date("2024"), Date("2024-01-01")) == 0);
  EXPECT_FALSE(Date("2024") == Date("2024-01-01"));
  EXPECT_TRUE(CompareFirstDays(Date("2024-06"), Date("2024-06-15")) < 0);
  EXPECT_TRUE(CompareFirstDays(Date("2024-06"), Date("2024-05-31")) > 0);
}

TEST(CivilDateTest, CountsDays) {
  EXPECT_EQ(DaysBetween(Date("2024-02-28"), Date("2024-03-01")), 2);
  EXPECT_EQ(DaysBetween(Date("2023-02-28"), Date("2023-03-01")), 1);
  EXPECT_EQ(DaysBetween(Date("2024-06"), Date("2024-05-31")), -1);
  EXPECT_EQ(DaysBetween(Date("1900"), Date("2199-12-31")), kDays - 1);
}

TEST(CivilDateTest, ADayIsWrittenWhereItCanBeADate) {
  EXPECT_EQ(TextOfDay(Date("2024-02-29").first_day_number()), "2024-02-29");
  EXPECT_EQ(TextOfDay(Date("2199-12-31").first_day_number()), "2199-12-31");
  EXPECT_EQ(TextOfDay(Date("2199-12-31").first_day_number() + 1), "");
  EXPECT_EQ(TextOfDay(Date("1900-01-01").first_day_number() - 1), "");
}

TEST(CivilDateTest, AddsDaysAndMonths) {
  EXPECT_EQ(AddDays(Date("2024-12-31"), 1)->ToString(), "2025-01-01");
  EXPECT_EQ(AddDays(Date("2024-03-01"), -1)->ToString(), "2024-02-29");
  EXPECT_EQ(AddMonths(Date("2024-01-31"), 1)->ToString(), "2024-02-29");
  EXPECT_EQ(AddMonths(Date("2023-01-31"), 1)->ToString(), "2023-02-28");
  EXPECT_EQ(AddMonths(Date("2024-03-31"), -1)->ToString(), "2024-02-29");
  EXPECT_EQ(AddMonths(Date("2024-01-15"), -13)->ToString(), "2022-12-15");
  EXPECT_EQ(AddMonths(Date("2024-11"), 3)->ToString(), "2025-02");
}

TEST(CivilDateTest, RefusesToAddWhatItsPrecisionCannotTell) {
  EXPECT_EQ(AddDays(Date("2024-06"), 1).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(AddDays(Date("2024"), 0).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(AddMonths(Date("2024"), 12).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(AddDays(Date("2199-12-31"), 1).status().code(), absl::StatusCode::kOutOfRange);
  for (const int32_t huge : {INT32_MAX, INT32_MIN}) {
    EXPECT_EQ(AddDays(Date("2024-06-30"), huge).status().code(), absl::StatusCode::kOutOfRange);
    EXPECT_EQ(AddMonths(Date("2024-06"), huge).status().code(), absl::StatusCode::kOutOfRange);
  }
}

// Every text of the shape of a day, around and inside the years we know, against Abseil: it moves
// a day that does not exist to one that does.
TEST(CivilDateTest, KnowsExactlyTheDaysThatExist) {
  int days = 0;
  for (int year = 1899; year <= 2200; ++year) {
    for (int month = 0; month <= 13; ++month) {
      for (int day = 0; day <= 32; ++day) {
        const absl::CivilDay moved(year, month, day);
        const bool exists = moved.year() == year && moved.month() == month && moved.day() == day &&
                            year >= 1900 && year <= 2199;
        char text[40];
        std::snprintf(text, sizeof(text), "%04d-%02d-%02d", year, month, day);
        const auto result = TryParseCivilDate(text);
        ASSERT_EQ(std::holds_alternative<CivilDate>(result), exists) << text;
        if (!exists) continue;
        ++days;
        ASSERT_EQ(std::get<CivilDate>(result).ToString(), text);
        ASSERT_EQ(std::get<CivilDate>(result).first_day(), moved);
      }
    }
  }
  EXPECT_EQ(days, kDays);
}

TEST(CivilDateTest, NumbersEveryDayOneAfterTheOther) {
  const DayNumber first = DayNumberOf(absl::CivilDay(1900, 1, 1));
  const DayNumber last = DayNumberOf(absl::CivilDay(2199, 12, 31));
  CivilDate yesterday = *CivilDate::FromDayNumber(first);
  for (DayNumber number = first + 1; number <= last; ++number) {
    const CivilDate today = *CivilDate::FromDayNumber(number);
    ASSERT_EQ(today.first_day_number(), number);
    ASSERT_TRUE(IsCertainlyBefore(yesterday, today));
    ASSERT_LT(yesterday.ToString(), today.ToString());
    ASSERT_EQ(*AddDays(yesterday, 1), today);
    yesterday = today;
  }
  EXPECT_FALSE(CivilDate::FromDayNumber(first - 1).ok());
  EXPECT_FALSE(CivilDate::FromDayNumber(last + 1).ok());
}

RC_GTEST_PROP(CivilDateProperty, ParsingUndoesFormatting, ()) {
  const CivilDate date = *AnyCivilDate();
  const absl::StatusOr<CivilDate> back = ParseCivilDate(date.ToString());
  RC_ASSERT(back.ok());
  RC_ASSERT(*back == date);
}

RC_GTEST_PROP(CivilDateProperty, WhatIsAcceptedIsTheOneTextOfItsDate, ()) {
  std::string text = (*AnyCivilDate()).ToString();
  if (!text.empty() && *rc::gen::arbitrary<bool>()) {
    text[*rc::gen::inRange<size_t>(0, text.size())] =
        *rc::gen::oneOf(rc::gen::inRange<char>('0', '9' + 1), rc::gen::arbitrary<char>());
  }
  const absl::StatusOr<CivilDate> date = ParseCivilDate(text);
  RC_CLASSIFY(date.ok());
  if (date.ok()) RC_ASSERT(date->ToString() == text);
}

RC_GTEST_PROP(CivilDateProperty, RandomBytesNeverCrash, ()) {
  const std::string bytes =
      *rc::gen::oneOf(rc::gen::arbitrary<std::string>(), AlmostText("0123456789-"));
  const absl::StatusOr<CivilDate> date = ParseCivilDate(bytes);
  if (date.ok()) RC_ASSERT(date->ToString() == bytes);
}

RC_GTEST_PROP(CivilDateProperty, CertaintyIsAStrictOrderAndAgreesWithTheFold, ()) {
  const CivilDate a = *AnyCivilDate();
  const CivilDate b = *AnyCivilDate();
  RC_ASSERT(IsCertainlyBefore(a, b) == IsCertainlyAfter(b, a));
  RC_ASSERT(!(IsCertainlyBefore(a, b) && IsCertainlyAfter(a, b)));
  if (IsCertainlyBefore(a, b)) RC_ASSERT((CompareFirstDays(a, b) < 0));
  RC_ASSERT(a.first_day_number() <= a.last_day_number());
  RC_ASSERT((DaysBetween(a, b) > 0) == (CompareFirstDays(a, b) < 0));
}

RC_GTEST_PROP(CivilDateProperty, AddingDaysUndoesCountingThem, ()) {
  const CivilDate a = *AnyDay();
  const CivilDate b = *AnyDay();
  RC_ASSERT(*AddDays(a, DaysBetween(a, b)) == b);
}

RC_GTEST_PROP(CivilDateProperty, AddingMonthsMovesTheMonthAndNeverTheDayForward, ()) {
  const CivilDate date = *AnyDay();
  const int32_t months = *rc::gen::inRange(-400, 401);
  const absl::CivilMonth expected = absl::CivilMonth(date.first_day()) + months;
  const absl::StatusOr<CivilDate> moved = AddMonths(date, months);
  RC_ASSERT(moved.ok() == (expected.year() >= 1900 && expected.year() <= 2199));
  if (!moved.ok()) return;
  RC_ASSERT(absl::CivilMonth(moved->first_day()) == expected);
  RC_ASSERT(moved->first_day().day() == date.first_day().day() ||
            moved->first_day() + 1 == absl::CivilDay(expected + 1));
  RC_ASSERT(moved->first_day().day() <= date.first_day().day());
}

}  // namespace
}  // namespace traguardo::domain
