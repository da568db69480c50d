#include "services/projection/measures/comparison.h"

#include <string>

#include "gtest/gtest.h"
#include "tests/testing/definition_builder.h"

namespace traguardo::projection {
namespace {

using event::v1::Direction;
using event::v1::Indicator;
using event::v1::MeasurementPrecision;
using event::v1::MeasurementRecorded;
using testing::IndicatorOf;

constexpr auto kUp = event::v1::DIRECTION_UP;
constexpr auto kDown = event::v1::DIRECTION_DOWN;
constexpr auto kExact = event::v1::DIRECTION_EXACT;
constexpr auto kDate = event::v1::DIRECTION_DATE;
constexpr auto kAbout = event::v1::MEASUREMENT_PRECISION_ABOUT;
constexpr auto kAtLeast = event::v1::MEASUREMENT_PRECISION_AT_LEAST;
constexpr auto kMet = view::v1::COMPARISON_MET;
constexpr auto kNotMet = view::v1::COMPARISON_NOT_MET;
constexpr auto kUnknown = view::v1::COMPARISON_UNKNOWN;

Indicator Strict(Indicator indicator) {
  indicator.set_strict(true);
  return indicator;
}

Indicator WithThreshold(Indicator indicator, const std::string& threshold) {
  indicator.set_minimum_threshold(threshold);
  return indicator;
}

MeasurementRecorded Value(const std::string& value,
                          MeasurementPrecision precision = event::v1::MEASUREMENT_PRECISION_EXACT) {
  MeasurementRecorded measurement;
  measurement.set_value(value);
  measurement.set_precision(precision);
  return measurement;
}

MeasurementRecorded Date(const std::string& date,
                         MeasurementPrecision precision = event::v1::MEASUREMENT_PRECISION_EXACT) {
  MeasurementRecorded measurement;
  measurement.set_date(date);
  measurement.set_precision(precision);
  return measurement;
}

TEST(Comparison, UpIsMetFromTheTarget) {
  const Indicator notices = IndicatorOf("atti", kUp, "2500");
  EXPECT_EQ(Compare(notices, Value("2499.99")), kNotMet);
  EXPECT_EQ(Compare(notices, Value("2500")), kMet);
  EXPECT_EQ(Compare(notices, Value("2500.00")), kMet) << "by value, not by text";
  EXPECT_EQ(Compare(notices, Value("1357")), kNotMet);
  EXPECT_EQ(Compare(Strict(notices), Value("2500")), kNotMet);
  EXPECT_EQ(Compare(Strict(notices), Value("2500.000000001")), kMet);
}

TEST(Comparison, DownIsMetUpToTheTarget) {
  const Indicator payment_days = IndicatorOf("giorni", kDown, "30");
  EXPECT_EQ(Compare(payment_days, Value("16")), kMet);
  EXPECT_EQ(Compare(payment_days, Value("30")), kMet);
  EXPECT_EQ(Compare(payment_days, Value("30.1")), kNotMet);
  EXPECT_EQ(Compare(payment_days, Value("-3")), kMet) << "paid before the term";
  EXPECT_EQ(Compare(Strict(payment_days), Value("30")), kNotMet);
}

TEST(Comparison, ExactIsMetByTheTargetOnly) {
  const Indicator services = IndicatorOf("servizi", kExact, "14");
  EXPECT_EQ(Compare(services, Value("14.0")), kMet);
  EXPECT_EQ(Compare(services, Value("13")), kNotMet);
  EXPECT_EQ(Compare(services, Value("15")), kNotMet);
}

TEST(Comparison, YesNoFollowsWhatWasSaid) {
  const Indicator approved = IndicatorOf("approvato", event::v1::DIRECTION_YES_NO, "");
  MeasurementRecorded said;
  EXPECT_EQ(Compare(approved, said), kUnknown) << "nothing was said: not the same as no";
  said.set_met(false);
  EXPECT_EQ(Compare(approved, said), kNotMet);
  said.set_met(true);
  EXPECT_EQ(Compare(approved, said), kMet);
}

TEST(Comparison, DateIsMetUpToTheLastDayOfItsTarget) {
  const Indicator notice = IndicatorOf("bando", kDate, "2024-02");
  EXPECT_EQ(Compare(notice, Date("2024-02-29")), kMet);
  EXPECT_EQ(Compare(notice, Date("2024-03-01")), kNotMet);
  EXPECT_EQ(Compare(notice, Date("2024-03-19")), kNotMet);
  EXPECT_EQ(Compare(Strict(notice), Date("2024-01-31")), kMet);
  EXPECT_EQ(Compare(Strict(notice), Date("2024-02-01")), kNotMet) << "before February";
}

TEST(Comparison, DatesThatDoNotDecideAreUnknown) {
  const Indicator mid_month = IndicatorOf("bando", kDate, "2024-03-15");
  EXPECT_EQ(Compare(mid_month, Date("2024-03")), kUnknown);
  EXPECT_EQ(Compare(mid_month, Date("2024-02")), kMet);
  EXPECT_EQ(Compare(mid_month, Date("2024-04")), kNotMet);
  EXPECT_EQ(Compare(mid_month, Date("2024-03-01", kAtLeast)), kUnknown) << "that day or later";
  EXPECT_EQ(Compare(mid_month, Date("2024-03-16", kAtLeast)), kNotMet);
}

TEST(Comparison, AboutComparesByItsValue) {
  EXPECT_EQ(Compare(IndicatorOf("segnali", kUp, "1300"), Value("1050", kAbout)), kNotMet);
  EXPECT_EQ(Compare(IndicatorOf("segnali", kUp, "1000"), Value("1050", kAbout)), kMet);
}

TEST(Comparison, AtLeastProvesOnlyOneSide) {
  EXPECT_EQ(Compare(IndicatorOf("interventi", kUp, "800"), Value("1300", kAtLeast)), kMet);
  EXPECT_EQ(Compare(IndicatorOf("interventi", kUp, "1400"), Value("1300", kAtLeast)), kUnknown);
  EXPECT_EQ(Compare(Strict(IndicatorOf("interventi", kUp, "1300")), Value("1300", kAtLeast)),
            kUnknown);
  EXPECT_EQ(Compare(IndicatorOf("giorni", kDown, "30"), Value("16", kAtLeast)), kUnknown);
  EXPECT_EQ(Compare(IndicatorOf("giorni", kDown, "30"), Value("31", kAtLeast)), kNotMet);
  EXPECT_EQ(Compare(Strict(IndicatorOf("giorni", kDown, "30")), Value("30", kAtLeast)), kNotMet);
  EXPECT_EQ(Compare(IndicatorOf("servizi", kExact, "14"), Value("14", kAtLeast)), kUnknown);
  EXPECT_EQ(Compare(IndicatorOf("servizi", kExact, "14"), Value("15", kAtLeast)), kNotMet);
}

TEST(Comparison, OnTheWrongSideOfTheThresholdNothingCounts) {
  const Indicator rate = WithThreshold(IndicatorOf("quota", kUp, "80"), "90");
  EXPECT_EQ(Compare(rate, Value("85")), kNotMet) << "the target alone would be met";
  EXPECT_EQ(Compare(rate, Value("90")), kMet) << "the threshold itself counts, even when strict";
  EXPECT_EQ(Compare(rate, Value("85", kAtLeast)), kUnknown);
  const Indicator days = WithThreshold(IndicatorOf("giorni", kDown, "30"), "20");
  EXPECT_EQ(Compare(days, Value("25")), kNotMet);
  EXPECT_EQ(Compare(days, Value("20")), kMet);
  const Indicator no_target = WithThreshold(IndicatorOf("quota", kUp, ""), "90");
  EXPECT_EQ(Compare(no_target, Value("95")), kUnknown);
  EXPECT_EQ(Compare(no_target, Value("85")), kNotMet);
}

TEST(Comparison, WithoutValueOrTargetNothingIsKnown) {
  EXPECT_EQ(Compare(IndicatorOf("atti", kUp, "10"), Value("")), kUnknown);
  EXPECT_EQ(Compare(IndicatorOf("atti", kUp, ""), Value("10")), kUnknown);
  EXPECT_EQ(Compare(IndicatorOf("atti", kUp, "10"), Value("molti")), kUnknown);
  EXPECT_EQ(Compare(IndicatorOf("bando", kDate, ""), Date("2024-03-01")), kUnknown);
  EXPECT_EQ(Compare(IndicatorOf("atti", event::v1::DIRECTION_UNSPECIFIED, "10"), Value("10")),
            kUnknown);
}

}  // namespace
}  // namespace traguardo::projection
