// Every time shape of an objective, within the plan's year.

#include "tests/services/domain/decide/given_when_then.h"
#include "tests/services/domain/decide/small_ente.h"

namespace traguardo::domain {
namespace {

using namespace traguardo::testing;  // NOLINT: the facts read as sentences.

class TimeShapeTest : public DecideTest {
 protected:
  void SetUp() override { Given(DraftedPlan()); }
  void WhenPlanned(const Definition& definition) { When(Defined("ob-1", definition)); }
  static Definition Whole() { return Plain("100"); }
};

TEST_F(TimeShapeTest, ByDate) {
  for (const char* deadline : {"2024-06-30", "2024-06", "2024"}) {
    WhenPlanned(Whole().ByDate(deadline));
    ThenAccepted();
  }
}

TEST_F(TimeShapeTest, DeadlineAfterTheYearIsWarnedAbout) {
  WhenPlanned(Whole().ByDate("2025-03-31"));
  ThenAccepted({WarningReason::kDeadlineOutsidePlanYear});
}

TEST_F(TimeShapeTest, DeadlineBeforeTheYearIsRefused) {
  WhenPlanned(Whole().ByDate("2023-12-31"));
  ThenRefused(RefusalReason::kDeadlineBeforePlanYear, {{"date", "2023-12-31"}, {"year", "2024"}});
}

TEST_F(TimeShapeTest, ContinuousThroughTheYearOrAPartOfIt) {
  WhenPlanned(Whole().Continuous());
  ThenAccepted();
  WhenPlanned(Whole().Continuous("2024-03-01", "2024-10-31"));
  ThenAccepted();
  WhenPlanned(Whole().Continuous("", "2024-10-31"));
  ThenAccepted();
}

TEST_F(TimeShapeTest, ContinuousEndsAfterItStartsAndTouchesTheYear) {
  WhenPlanned(Whole().Continuous("2024-10-01", "2024-09-30"));
  ThenRefused(RefusalReason::kPeriodEndsBeforeStart);
  WhenPlanned(Whole().Continuous("2025-01-01", "2025-06-30"));
  ThenRefused(RefusalReason::kPeriodOutsidePlanYear,
              {{"from", "2025-01-01"}, {"to", "2025-06-30"}, {"year", "2024"}});
  WhenPlanned(Whole().Continuous("", "2023-12-31"));
  ThenRefused(RefusalReason::kPeriodOutsidePlanYear);
}

TEST_F(TimeShapeTest, SeasonalWindows) {
  WhenPlanned(Whole().Seasonal(
      {PeriodOf("2024-05-01", "2024-05-31"), PeriodOf("2024-09-01", "2024-10-15")}));
  ThenAccepted();
}

TEST_F(TimeShapeTest, SeasonalWindowsHaveBothEndsAndDoNotOverlap) {
  WhenPlanned(Whole().Seasonal({PeriodOf("2024-05-01", "")}));
  ThenRefused(RefusalReason::kPeriodIncomplete);
  WhenPlanned(Whole().Seasonal(
      {PeriodOf("2024-09-01", "2024-10-15"), PeriodOf("2024-05-01", "2024-09-01")}));
  ThenRefused(RefusalReason::kSeasonalWindowsOverlap,
              {{"first", "2024-09-01/2024-10-15"}, {"second", "2024-05-01/2024-09-01"}});
  WhenPlanned(Whole().Seasonal({PeriodOf("2023-05-01", "2023-06-01")}));
  ThenRefused(RefusalReason::kPeriodOutsidePlanYear);
}

TEST_F(TimeShapeTest, RecurringChecks) {
  WhenPlanned(Whole().Recurring({"2024-05-31", "2024-11-30"}));
  ThenAccepted();
  WhenPlanned(Whole().Recurring({"2024-05-31", "2025-01-31"}));
  ThenAccepted({WarningReason::kCheckDateOutsidePlanYear});
  EXPECT_EQ(WarningDetails(WarningReason::kCheckDateOutsidePlanYear).at("date"), "2025-01-31");
  WhenPlanned(Whole().Recurring({"2024-05-31", "2024-05-31"}));
  ThenRefused(RefusalReason::kDuplicateId, {{"id", "2024-05-31"}});
}

TEST_F(TimeShapeTest, MultiYear) {
  WhenPlanned(Whole().MultiYear("2023-01-01", "2025-12-31", "2024-12-31"));
  ThenAccepted();
  WhenPlanned(Whole().MultiYear("2024-06-30", "2025-06-30"));
  ThenAccepted();
}

TEST_F(TimeShapeTest, MultiYearEndsAndTouchesTheYear) {
  WhenPlanned(Whole().MultiYear("2023-01-01", ""));
  ThenRefused(RefusalReason::kPeriodIncomplete);
  WhenPlanned(Whole().MultiYear("2025-01-01", "2026-12-31"));
  ThenRefused(RefusalReason::kPeriodOutsidePlanYear);
  WhenPlanned(Whole().MultiYear("2026-01-01", "2025-12-31"));
  ThenRefused(RefusalReason::kPeriodEndsBeforeStart);
}

TEST_F(TimeShapeTest, MultiYearSaysWhatHoldsInThisYear) {
  WhenPlanned(Whole().MultiYear("2023-01-01", "2025-12-31", "2025-06-30"));
  ThenRefused(RefusalReason::kDeadlineOutsidePeriod, {{"date", "2025-06-30"}});
  WhenPlanned(Whole().MultiYear("2024-06-30", "2025-12-31", "2024-03-31"));
  ThenRefused(RefusalReason::kDeadlineOutsidePeriod, {{"date", "2024-03-31"}});
}

TEST_F(TimeShapeTest, TiedToAnEvent) {
  WhenPlanned(Whole().TiedTo("Elezioni europee"));
  ThenAccepted();
  WhenPlanned(Whole().TiedTo("Elezioni europee", "2024-06"));
  ThenAccepted();
  WhenPlanned(Whole().TiedTo("Apertura della strada", "2025-06"));
  ThenAccepted({WarningReason::kDeadlineOutsidePlanYear});
  WhenPlanned(Whole().TiedTo("Apertura della strada", "2023-06"));
  ThenRefused(RefusalReason::kDeadlineBeforePlanYear);
}

TEST_F(TimeShapeTest, NotStated) {
  WhenPlanned(Whole().NotStated());
  ThenAccepted();
}

TEST_F(TimeShapeTest, IsNeverLeftOut) {
  WhenPlanned(Whole().With([](auto& definition) { definition.clear_time_shape(); }));
  ThenRefused(RefusalReason::kFieldInvalid);
  WhenPlanned(Whole().With([](auto& definition) { definition.mutable_time_shape()->Clear(); }));
  ThenRefused(RefusalReason::kFieldInvalid);
}

}  // namespace
}  // namespace traguardo::domain
