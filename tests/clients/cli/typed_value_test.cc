#include "clients/cli/command/typed_value.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace traguardo::cli {
namespace {

using ::testing::HasSubstr;

TEST(TypedDateTest, ADateAsItIsPrintedIsTheSameDate) {
  EXPECT_EQ(TypedDate("20/11/2026"), "2026-11-20");
  EXPECT_EQ(TypedDate("1/2/2026"), "2026-02-01");
  EXPECT_EQ(TypedDate("2026-11-20"), "2026-11-20");
}

TEST(TypedDateTest, WhatIsNoDayOfAMonthStaysAsItWasTyped) {
  EXPECT_EQ(TypedDate("5/1/2025"), "2025-01-05");
  EXPECT_EQ(TypedDate("12/31/2025"), "12/31/2025");
}

TEST(TypedDateTest, WhatIsNoDateStaysForTheServerToJudge) {
  for (const char* typed :
       {"", "2026", "30/6", "30/6/26", "30/giugno/2026", "1/2/3/2026", "100/1/2026"}) {
    EXPECT_EQ(TypedDate(typed), typed);
  }
}

std::string Read(const std::string& typed) {
  std::string decimal;
  const auto complaint = TypedDecimal(typed, &decimal);
  EXPECT_FALSE(complaint.has_value()) << typed << ": " << complaint->italian;
  return decimal;
}

TEST(TypedDecimalTest, AnItalianCommaIsAPoint) {
  EXPECT_EQ(Read("71,5"), "71.5");
  EXPECT_EQ(Read("-3,25"), "-3.25");
  EXPECT_EQ(Read("1357,5000"), "1357.5000");
}

TEST(TypedDecimalTest, WhatCanBeReadInOneWayOnlyStays) {
  for (const char* typed : {"0", "1250", "1.25", "12.50", "0.125", "1250.500", "1.2500", "tanti"}) {
    EXPECT_EQ(Read(typed), typed);
  }
  EXPECT_EQ(Read("0,125"), "0.125");
}

TEST(TypedDecimalTest, WhatMayBeAThousandTimesAsMuchIsAsked) {
  struct Case {
    std::string typed;
    std::string says;
  };
  for (const Case& c :
       {Case{"1.250", "scrivere 1.25 oppure 1250"}, Case{"1,250", "scrivere 1.25 oppure 1250"},
        Case{"640.000", "scrivere 640.0 oppure 640000"},
        Case{"-12.345", "scrivere -12.3450 oppure -12345"},
        Case{"1.250,50", "senza separatore, 1250.50"},
        Case{"1,250.50", "senza separatore, 1250.50"},
        Case{"1.250.000", "senza separatore, 1250000"}, Case{"1.250.00", "non è una cifra"},
        Case{"12.50.00", "non è una cifra"}, Case{"1.250,500.000", "non è una cifra"},
        Case{"1240,", "non è una cifra"}, Case{",5", "non è una cifra"},
        Case{"71,5%", "senza il segno %"}}) {
    std::string decimal;
    const auto complaint = TypedDecimal(c.typed, &decimal);
    ASSERT_TRUE(complaint.has_value()) << c.typed;
    EXPECT_THAT(complaint->italian, HasSubstr(c.says));
    EXPECT_THAT(complaint->english, HasSubstr(c.typed));
  }
}

// The way out that a complaint offers has to be one.
TEST(TypedDecimalTest, WhatAComplaintProposesIsTaken) {
  for (const char* typed : {"1.25", "640.0", "-12.3450", "1250.50", "1250000"}) {
    EXPECT_EQ(Read(typed), typed);
  }
}

}  // namespace
}  // namespace traguardo::cli
