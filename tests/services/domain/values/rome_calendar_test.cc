#include "services/domain/values/rome_calendar.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

namespace traguardo::domain {
namespace {

absl::Time Utc(int year, int month, int day, int hour, int minute, int second) {
  return absl::FromCivil(absl::CivilSecond(year, month, day, hour, minute, second),
                         absl::UTCTimeZone());
}

class RomeCalendarTest : public ::testing::Test {
 protected:
  std::string DayOf(absl::Time time) const {
    const absl::StatusOr<CivilDate> day = rome_.DayOf(time);
    return day.ok() ? day->ToString() : std::string(day.status().message());
  }
  CivilDate Date(std::string_view text) const { return *ParseCivilDate(text); }

  const RomeCalendar rome_ = *RomeCalendar::Load();
};

TEST_F(RomeCalendarTest, StartsTheYearAnHourBeforeGreenwich) {
  EXPECT_EQ(DayOf(Utc(2023, 12, 31, 22, 59, 59)), "2023-12-31");
  EXPECT_EQ(DayOf(Utc(2023, 12, 31, 23, 0, 0)), "2024-01-01");
  EXPECT_EQ(DayOf(Utc(2024, 12, 31, 22, 59, 59)), "2024-12-31");
  EXPECT_EQ(DayOf(Utc(2024, 12, 31, 23, 0, 0)), "2025-01-01");
}

TEST_F(RomeCalendarTest, StartsSummerDaysTwoHoursBeforeGreenwich) {
  EXPECT_EQ(DayOf(Utc(2024, 6, 29, 21, 59, 59)), "2024-06-29");
  EXPECT_EQ(DayOf(Utc(2024, 6, 29, 22, 0, 0)), "2024-06-30");
  EXPECT_EQ(rome_.EndOf(Date("2024-06-30")), Utc(2024, 6, 30, 22, 0, 0));
}

TEST_F(RomeCalendarTest, KnowsTheShortAndTheLongDayOf2024) {
  EXPECT_EQ(rome_.EndOf(Date("2024-03-31")) - rome_.StartOf(Date("2024-03-31")), absl::Hours(23));
  EXPECT_EQ(rome_.EndOf(Date("2024-10-27")) - rome_.StartOf(Date("2024-10-27")), absl::Hours(25));
  // Both instants of the hour that comes twice belong to the same day.
  EXPECT_EQ(DayOf(Utc(2024, 10, 27, 0, 30, 0)), "2024-10-27");
  EXPECT_EQ(DayOf(Utc(2024, 10, 27, 1, 30, 0)), "2024-10-27");
}

TEST_F(RomeCalendarTest, SpansMonthsAndYears) {
  EXPECT_EQ(rome_.StartOf(Date("2024")), Utc(2023, 12, 31, 23, 0, 0));
  EXPECT_EQ(rome_.EndOf(Date("2024")), Utc(2024, 12, 31, 23, 0, 0));
  EXPECT_EQ(rome_.StartOf(Date("2024-04")), Utc(2024, 3, 31, 22, 0, 0));
  EXPECT_EQ(rome_.EndOf(Date("2024-03")), Utc(2024, 3, 31, 22, 0, 0));
}

// Until 1980 Italy moved its clocks at midnight, so some days had no 00:00 and some had two.
TEST_F(RomeCalendarTest, GivesEveryInstantToExactlyOneDay) {
  const DayNumber last = Date("2199-12-30").first_day_number();
  for (DayNumber number = Date("1900-01-02").first_day_number(); number <= last; ++number) {
    const CivilDate day = *CivilDate::FromDayNumber(number);
    const CivilDate day_before = *CivilDate::FromDayNumber(number - 1);
    const absl::Time start = rome_.StartOf(day);
    ASSERT_EQ(rome_.EndOf(day_before), start) << day.ToString();
    ASSERT_EQ(*rome_.DayOf(start), day);
    ASSERT_EQ(*rome_.DayOf(start - absl::Nanoseconds(1)), day_before);
  }
}

TEST_F(RomeCalendarTest, RefusesInstantsOutsideTheYearsOfADate) {
  for (const absl::Time time : {absl::InfiniteFuture(), absl::InfinitePast(),
                                Utc(2200, 6, 1, 0, 0, 0), Utc(1899, 6, 1, 0, 0, 0)}) {
    EXPECT_EQ(rome_.DayOf(time).status().code(), absl::StatusCode::kOutOfRange);
  }
}

TEST(RomeCalendarDeathTest, SaysWhatToInstallWithoutTimeZoneData) {
  // A process of its own: zone data is read once per process.
  ::testing::FLAGS_gtest_death_test_style = "threadsafe";
  EXPECT_EXIT(
      {
        setenv("TZDIR", "/nonexistent", 1);
        const absl::Status status = RomeCalendar::Load().status();
        std::fputs(std::string(status.message()).c_str(), stderr);
        std::exit(status.code() == absl::StatusCode::kNotFound ? 7 : 1);
      },
      ::testing::ExitedWithCode(7), "install the package tzdata");
}

}  // namespace
}  // namespace traguardo::domain
