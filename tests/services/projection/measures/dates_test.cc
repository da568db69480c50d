// Dates as rows hold them.

#include "services/projection/measures/dates.h"

#include "gtest/gtest.h"
#include "services/domain/state/fact_order.h"

namespace traguardo::projection {
namespace {

using domain::DatePrecision;
using domain::FactOrder;

TEST(DatesTest, EffectiveTextIsWhatTheOrderItselfSays) {
  EXPECT_EQ(EffectiveText(FactOrder{}), "");
  const domain::DayNumber first = YearBegin(1995);
  const domain::DayNumber last = YearEnd(2104);
  for (domain::DayNumber day = first; day <= last; ++day) {
    const FactOrder order{day, DatePrecision::kDay, 1};
    ASSERT_EQ(EffectiveText(order), order.EffectiveOn());
  }
  const FactOrder leap_day{YearBegin(2024) + 59, DatePrecision::kDay, 1};
  EXPECT_EQ(EffectiveText(leap_day), "2024-02-29");
}

TEST(DatesTest, EffectiveTextKeepsThePrecision) {
  EXPECT_EQ(EffectiveText({YearBegin(2024), DatePrecision::kMonth, 1}), "2024-01");
  EXPECT_EQ(EffectiveText({YearBegin(2024), DatePrecision::kYear, 1}), "2024");
}

}  // namespace
}  // namespace traguardo::projection
