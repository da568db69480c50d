// What is said today of a day that has passed: recorded, with a word to whoever says it.

#include "tests/services/domain/decide/given_when_then.h"
#include "tests/services/domain/decide/small_ente.h"

namespace traguardo::domain {
namespace {

using testing::Definition;
using testing::Measured;
using testing::NotDue;
using testing::Progress;
using testing::Proposed;
using testing::Suspended;

constexpr auto kLate = WarningReason::kExcusedAfterDueDay;
constexpr auto kAnew = WarningReason::kMeasuredAnewAsMet;
constexpr auto kShortfall = WarningReason::kShortfallWithoutScostamento;

class HindsightTest : public DecideTest {
 protected:
  HindsightTest() { Given(AdoptedPlan()); }
};

// --- Not due, and suspended. ---------------------------------------------------------------------

TEST_F(HindsightTest, NotDueWarnsOfTheFirstDueDayThatHadPassed) {
  When(NotDue("2024-01-01", "2024-06-30").On("2024-06-30"));
  ThenAccepted({kLate});
  EXPECT_EQ(WarningDetails(kLate), (Details{{"due", "2024-03-31"}})) << "the end of the phase";
  // Each of them, one by one.
  When(NotDue("2024-06-30", "2024-06-30").On("2024-06-30"));
  ThenAccepted({kLate});
  When(NotDue("2024-11-30", "").On("2024-12-01"));
  ThenAccepted({kLate});
}

TEST_F(HindsightTest, NotDueInAdvanceIsAsItShouldBe) {
  Today("2024-03-31");
  When(NotDue("2024-03-31", "2024-12-31").On("2024-03-31"));
  ThenAccepted();
}

// The day it speaks of is the responsabile's to choose.
TEST_F(HindsightTest, NotDueIsJudgedByTheDayOfItsRecordingWhereThatIsLater) {
  Today("2024-04-01");
  When(NotDue("2024-03-01", "2024-03-31").On("2024-02-20"));
  ThenAccepted({kLate});
}

TEST_F(HindsightTest, NotDueSaysNothingOfWhatWasKept) {
  Given(testing::Reached("approvazione").On("2024-06-20"));
  When(NotDue("2024-06-01", "2024-06-30").On("2024-07-10"));
  ThenAccepted();
  Given(testing::PhaseProgress("bando", "100").On("2024-03-20"));
  When(NotDue("2024-03-31", "2024-03-31").On("2024-07-10"));
  ThenAccepted();
  Given(Progress("100").On("2024-11-20"));
  When(NotDue("2024-11-30", "2024-11-30").On("2024-12-01"));
  ThenAccepted();
}

TEST_F(HindsightTest, NotDueLooksAtWhatWasMeasured) {
  const auto is_due = [](event::v1::Indicator indicator) {
    indicator.set_due("2024-06-30");
    return indicator;
  };
  Given(testing::Redefined("ob-2", ObjectiveTwo().Add(is_due(testing::IndicatorOf(
                                       "ore", event::v1::DIRECTION_UP, "10")))));
  const FactBuilder not_due =
      NotDue("2024-06-30", "2024-06-30").Of("ob-2").For("tributi").On("2024-07-10");
  When(not_due);
  ThenAccepted();
  Given(Measured("ore", "4").Of("ob-2").For("cultura").On("2024-06-30"));
  When(not_due);
  ThenAccepted();
  Given(Measured("ore", "4").Of("ob-2").For("tributi").On("2024-06-30"));
  When(not_due);
  ThenAccepted({kLate});
}

TEST_F(HindsightTest, ASuspensionOfADayBeforeTheDeadlineWarns) {
  When(Suspended().On("2024-11-29"));
  ThenAccepted({kLate});
  EXPECT_EQ(WarningDetails(kLate), (Details{{"due", "2024-11-30"}}));
  Today("2024-11-30");
  When(Suspended().On("2024-11-29"));
  ThenAccepted();
}

TEST_F(HindsightTest, WhatWasSuspendedInTimeIsExcusedAlready) {
  Given(Suspended().On("2024-11-29"));
  When(NotDue("2024-11-30", "2024-11-30").On("2024-12-01"));
  ThenAccepted();
}

// Suspended only now, for a day in November.
TEST_F(HindsightTest, WhatWasSuspendedTooLateIsNot) {
  When(Suspended().On("2024-11-29"), NotDue("2024-11-30", "2024-11-30").On("2024-12-01"));
  ThenAccepted({kLate, kLate});
}

TEST_F(HindsightTest, AnExclusionOfADayBeforeTheDeadlineWarns) {
  When(testing::Excluded().On("2024-11-29"));
  ThenAccepted({kLate});
  EXPECT_EQ(WarningDetails(kLate), (Details{{"due", "2024-03-31"}})) << "it ends every miss";
  When(testing::Excluded().On("2024-12-01"));
  ThenAccepted({kLate});
  Today("2024-03-31");
  When(testing::Excluded().On("2024-03-31"));
  ThenAccepted();
}

// --- Said anew, and taken back. ------------------------------------------------------------------

TEST_F(HindsightTest, AllOfItForADayThatHadLessIsWarnedAbout) {
  Given(Progress("60").On("2024-11-30"));
  When(Progress("100").On("2024-11-30"));
  ThenAccepted({WarningReason::kCompleteWithOpenMilestones, WarningReason::kDeclaredAnewAsDone});
  EXPECT_EQ(WarningDetails(WarningReason::kDeclaredAnewAsDone),
            (Details{{"due", "2024-11-30"}, {"effective_on", "2024-11-30"}}));
  Today("2024-11-30");
  When(Progress("100").On("2024-11-30"));
  ThenAccepted({WarningReason::kCompleteWithOpenMilestones});
}

TEST_F(HindsightTest, TheMeasurementOfAMissThatIsTakenBackIsWarnedAbout) {
  Given(Measured("atti", "900").On("2024-11-30"));
  const uint64_t missed = SoFar().size();
  When(Corrected(missed));
  ThenAccepted({WarningReason::kMissTakenBack});
  EXPECT_EQ(WarningDetails(WarningReason::kMissTakenBack),
            (Details{{"indicator", "atti"}, {"due", "2024-11-30"}, {"previous", "900"}}));
  Given(Measured("atti", "1000").On("2024-12-10"));
  const uint64_t later = SoFar().size();
  When(Corrected(later));
  ThenAccepted();
}

// --- Measured again. -----------------------------------------------------------------------------

TEST_F(HindsightTest, AMeasurementThatMakesMetWhatWasNotIsWarnedAbout) {
  Given(Measured("atti", "900").On("2024-11-30"));
  When(Measured("atti", "2500").On("2024-11-30"));
  ThenAccepted({kAnew});
  EXPECT_EQ(WarningDetails(kAnew),
            (Details{{"indicator", "atti"}, {"due", "2024-11-30"}, {"previous", "900"}}));
  When(Measured("atti", "2500").On("2024-12-01"));
  ThenAccepted();  // Of a later day: the figure of the deadline stands.
  When(Measured("atti", "2500").On("2024-10-31"));
  ThenAccepted();  // Of an earlier one: so it does.
}

TEST_F(HindsightTest, AMeasurementBeforeTheDueDayHasPassedIsNot) {
  Today("2024-11-30");
  Given(Measured("atti", "900").On("2024-11-29"));
  When(Measured("atti", "2500").On("2024-11-30"));
  ThenAccepted();
}

TEST_F(HindsightTest, AMeasurementThatComesBeforeTheFirstThatSpokeIsWarnedAbout) {
  Given(Measured("atti", "900").On("2024-12-01"));
  When(Measured("atti", "2500").On("2024-11-20"));
  ThenAccepted({kAnew});
}

// --- The whole, proposed after the deadline. -----------------------------------------------------

TEST_F(HindsightTest, AProposalOfTheWholeAfterTheDeadlineIsAskedForItsCause) {
  When(Proposed("100").On("2024-12-01"));
  ThenAccepted({kShortfall});
  EXPECT_EQ(WarningDetails(kShortfall).at("subject"), "deadline");
  Given(Progress("100").On("2024-11-30"));
  When(Proposed("100").On("2024-12-01"));
  ThenAccepted();
}

TEST_F(HindsightTest, AProposalOfWhatWasMeasuredInTimeIsNotAsked) {
  Given(testing::Redefined(
      "ob-1", Definition("1")
                  .ByDate("2024-11-30")
                  .Weight("60")
                  .Add(testing::IndicatorOf("atti", event::v1::DIRECTION_UP, "2500"))));
  Given(Measured("atti", "2500").On("2024-11-30"));
  When(Proposed("100").On("2024-12-01"));
  ThenAccepted();
}

}  // namespace
}  // namespace traguardo::domain
