// Progress, measurements, outcomes, milestones, not due: what may be said about a result and when.

#include <tuple>

#include "tests/services/domain/decide/given_when_then.h"
#include "tests/services/domain/decide/small_ente.h"

namespace traguardo::domain {
namespace {

using namespace traguardo::testing;  // NOLINT: the facts read as sentences.

class ResultsTest : public DecideTest {
 protected:
  static FactBuilder Met(std::string indicator, bool met) {
    return Measured(std::move(indicator), "").On("2024-06-30").With([&](auto& fact) {
      fact.mutable_measurement_recorded()->set_met(met);
    });
  }
  static FactBuilder Dated(std::string indicator, std::string date) {
    return Measured(std::move(indicator), "").On("2024-06-30").With([&](auto& fact) {
      fact.mutable_measurement_recorded()->set_date(std::move(date));
    });
  }
  static FactBuilder Share(std::string value, std::string numerator, std::string denominator) {
    return Measured("atti", std::move(value)).On("2024-06-30").With([&](auto& fact) {
      fact.mutable_measurement_recorded()->set_numerator(std::move(numerator));
      fact.mutable_measurement_recorded()->set_denominator(std::move(denominator));
    });
  }
};

// --- Zero, not declared, not due.
// ------------------------------------------------------------------

TEST_F(ResultsTest, ZeroIsADeclaration) {
  Given(AdoptedPlan());
  When(Progress("0").On("2024-06-30"));
  ThenAccepted();
  EXPECT_EQ(after().FindObjective(2024, "ob-1")->ResultOf("").declarations.size(), 1u);
}

TEST_F(ResultsTest, NotDueIsNoDeclaration) {
  Given(AdoptedPlan());
  Today("2024-02-10");
  When(testing::NotDue("2024-01-01", "2024-06-30").On("2024-02-10"));
  ThenAccepted();
  const UnitResult& result = after().FindObjective(2024, "ob-1")->ResultOf("");
  EXPECT_TRUE(result.declarations.empty());
  EXPECT_EQ(result.not_due.size(), 1u);
}

TEST_F(ResultsTest, NotDueSpeaksOfAPeriod) {
  Given(AdoptedPlan());
  When(testing::NotDue("2024-06-30", "2024-01-01").On("2024-06-30"));
  ThenRefused(RefusalReason::kPeriodEndsBeforeStart);
  When(testing::NotDue("", "").On("2024-06-30"));
  ThenRefused(RefusalReason::kPeriodIncomplete);
}

TEST_F(ResultsTest, NotDueAndReportedContradictEachOther) {
  Given(AdoptedPlan(), Progress("30").On("2024-05-31"));
  When(testing::NotDue("2024-05-01", "2024-06-15").On("2024-06-30"));
  ThenAccepted({WarningReason::kNotDueAlreadyReported});
  Given(testing::NotDue("2024-07-01", "2024-09-30").On("2024-06-30"));
  When(Progress("40").On("2024-08-31"));
  ThenAccepted({WarningReason::kReportedWhileNotDue});
  EXPECT_EQ(WarningDetails(WarningReason::kReportedWhileNotDue).at("to"), "2024-09-30");
}

// --- Progress.
// -------------------------------------------------------------------------------------

TEST_F(ResultsTest, ProgressBeforeAdoptionCountsAndIsShown) {
  Given(PlanWithObjectives());
  When(Progress("5").On("2024-01-20"));
  ThenAccepted({WarningReason::kPlanNotAdoptedYet});
}

TEST_F(ResultsTest, ProgressOfAPhaseNamesOneThatIsThere) {
  Given(AdoptedPlan());
  When(PhaseProgress("bando", "100").On("2024-03-31"));
  ThenAccepted();
  When(PhaseProgress("collaudo", "10").On("2024-03-31"));
  ThenRefused(RefusalReason::kPhaseUnknown, {{"phase", "collaudo"}});
}

TEST_F(ResultsTest, DecreasingProgressIsWarnedAbout) {
  Given(AdoptedPlan(), Progress("40").On("2024-05-31"),
        PhaseProgress("bando", "80").On("2024-05-31"));
  When(Progress("35").On("2024-06-30"));
  ThenAccepted({WarningReason::kProgressDecreased});
  EXPECT_EQ(WarningDetails(WarningReason::kProgressDecreased).at("previous"), "40");
  // Of a phase that should have been complete in March.
  When(PhaseProgress("bando", "70").On("2024-06-30"));
  ThenAccepted({WarningReason::kProgressDecreased, WarningReason::kShortfallWithoutScostamento});
  When(Progress("40.00").On("2024-06-30"));
  ThenAccepted();
}

TEST_F(ResultsTest, AnEarlierDayMayHaveLess) {
  Given(AdoptedPlan(), Progress("40").On("2024-05-31"));
  When(Progress("15").On("2024-03-31"));
  ThenAccepted();
}

TEST_F(ResultsTest, CompleteWithOpenMilestonesIsWarnedAbout) {
  Given(AdoptedPlan());
  When(Progress("100").On("2024-11-30"));
  ThenAccepted({WarningReason::kCompleteWithOpenMilestones});
  EXPECT_EQ(WarningDetails(WarningReason::kCompleteWithOpenMilestones).at("milestone"),
            "approvazione");
  When(Stated(event::v1::OUTCOME_REACHED).On("2024-11-30"));
  ThenAccepted({WarningReason::kCompleteWithOpenMilestones});
  Given(Reached("approvazione").On("2024-06-20"));
  When(Progress("100").On("2024-11-30"));
  ThenAccepted();
}

TEST_F(ResultsTest, ProgressWhileSuspendedIsWarnedAbout) {
  Given(AdoptedPlan(), Suspended().On("2024-04-01"));
  When(Progress("30").On("2024-05-31"));
  ThenAccepted({WarningReason::kReportedWhileSuspended});
  When(Progress("30").On("2024-03-31"));
  ThenAccepted();
}

TEST_F(ResultsTest, IsRefusedFromTheDayOfTheExclusion) {
  Given(AdoptedPlan(), Excluded().On("2024-05-01"));
  for (const FactBuilder& fact :
       Facts{Progress("50").On("2024-05-01"), Measured("atti", "1300").On("2024-06-30"),
             Stated(event::v1::OUTCOME_NOT_REACHED).On("2024-06-30"),
             Reached("approvazione").On("2024-06-30"),
             testing::NotDue("2024-05-01", "").On("2024-06-30"), Deviated("s-1").On("2024-06-30"),
             Proposed("40").On("2024-06-30")}) {
    When(fact);
    ThenRefused(RefusalReason::kObjectiveExcluded, {{"excluded_on", "2024-05-01"}});
  }
}

TEST_F(ResultsTest, MayStillSpeakOfTheDaysBeforeTheExclusion) {
  Given(AdoptedPlan(), Excluded().On("2024-05-01"));
  When(Progress("50").On("2024-04-30"));
  ThenAccepted();
}

TEST_F(ResultsTest, IsRefusedOnceTheObjectiveIsDropped) {
  Given(AdoptedPlan(), ReplanProposed("r-1", {Dropped()}).On("2024-05-02"),
        ReplanApproved("r-1", GiuntaAct("60", "2024-06-01")).On("2024-06-01"));
  When(Progress("50").On("2024-06-30"));
  ThenRefused(RefusalReason::kObjectiveDropped, {{"dropped_on", "2024-06-01"}});
  When(Progress("50").On("2024-05-31"));
  ThenAccepted();
}

TEST_F(ResultsTest, IsRefusedOnceTheNucleoHasAssessed) {
  Given(AdoptedPlan(), Assessed("90").On("2024-11-30").By("nucleo-1", event::v1::ROLE_NUCLEO));
  When(Progress("100").On("2024-11-30"));
  ThenRefused(RefusalReason::kObjectiveAssessed, {{"objective", "ob-1"}});
  When(Proposed("100").On("2024-11-30"));
  ThenRefused(RefusalReason::kObjectiveAssessed);
}

TEST_F(ResultsTest, IsRefusedOnceTheConsuntivoIsValidated) {
  Given(ValidatedYear());
  Today("2025-06-22");
  When(Progress("100").On("2024-11-30"));
  ThenRefused(RefusalReason::kConsuntivoAlreadyValidated);
}

// --- Transversal objectives.
// -----------------------------------------------------------------------

TEST_F(ResultsTest, OfATransversalObjectiveNameTheUnit) {
  Given(AdoptedPlan());
  When(Progress("50").Of("ob-2").On("2024-06-30"));
  ThenRefused(RefusalReason::kUnitMissing, {{"objective", "ob-2"}});
  When(Progress("50").Of("ob-2").For("tecnico").On("2024-06-30"));
  ThenRefused(RefusalReason::kUnitNotOfObjective, {{"unit", "tecnico"}, {"objective", "ob-2"}});
  When(Progress("50").Of("ob-2").For("cultura").On("2024-06-30"));
  ThenAccepted();
  EXPECT_EQ(Recorded().front().responsabile_then(), "resp-cultura");
}

// Where several units share one result, a figure of one of them would count nowhere: a percent was
// taken for tributi, and the objective went on without it.
TEST_F(ResultsTest, OfOtherObjectivesAreOfTheWhole) {
  Given(AdoptedPlan());
  for (const FactBuilder& fact :
       Facts{Progress("50").On("2024-06-30"), PhaseProgress("bando", "100").On("2024-03-31"),
             Measured("atti", "1300").On("2024-06-30"),
             Stated(event::v1::OUTCOME_REACHED).On("2024-06-30"),
             Reached("approvazione").On("2024-06-20"),
             testing::NotDue("2024-01-01", "2024-03-31").On("2024-06-30"),
             Proposed("100").On("2024-11-30"), Suspended().On("2024-04-01"),
             Resumed().On("2024-05-01"), Excluded().On("2024-05-01")}) {
    When(FactBuilder(fact).For("tributi"));
    ThenRefused(RefusalReason::kUnitNotExpected, {{"unit", "tributi"}});
  }
  // What explains may lie in one unit.
  When(Deviated("s-1").For("tributi").On("2024-09-30"));
  ThenAccepted({WarningReason::kScostamentoWithoutCause});
  When(Deviated("s-1").For("cultura").On("2024-09-30"));
  ThenRefused(RefusalReason::kUnitNotOfObjective);
}

TEST_F(ResultsTest, OfOneUnitDoNotTouchTheOther) {
  Given(AdoptedPlan(), Excluded().Of("ob-2").For("cultura").On("2024-05-01"));
  When(Progress("50").Of("ob-2").For("cultura").On("2024-06-30"));
  ThenRefused(RefusalReason::kObjectiveExcluded);
  When(Progress("50").Of("ob-2").For("tributi").On("2024-06-30"));
  ThenAccepted();
}

// --- Measurements.
// ---------------------------------------------------------------------------------

TEST_F(ResultsTest, MeasurementsFitTheirIndicator) {
  Given(AdoptedPlan());
  When(Measured("atti", "1357").On("2024-06-30"), Measured("giorni", "16").On("2024-06-30"),
       Met("aperto", false), Dated("avvio", "2024-02-19"));
  ThenAccepted();
}

TEST_F(ResultsTest, MeasurementsMayExceedTheirTarget) {
  Given(AdoptedPlan());
  When(Share("1129", "1129", "100"));
  ThenAccepted();
}

TEST_F(ResultsTest, MeasurementsThatDoNotFitAreRefused) {
  Given(AdoptedPlan());
  When(Met("atti", true));
  ThenRefused(RefusalReason::kMeasurementNotFitting,
              {{"direction", "DIRECTION_UP"}, {"expected", "value"}});
  EXPECT_EQ(refusal().field, "fact.measurement_recorded.value");
  When(Dated("aperto", "2024-03-19"));
  ThenRefused(RefusalReason::kMeasurementNotFitting, {{"expected", "met"}});
  When(Measured("avvio", "3").On("2024-06-30"));
  ThenRefused(RefusalReason::kMeasurementNotFitting, {{"expected", "date"}});
  When(Measured("giorni", "").On("2024-06-30"));
  ThenRefused(RefusalReason::kMeasurementNotFitting, {{"expected", "value"}});
  When(Share("40", "40", ""));
  ThenRefused(RefusalReason::kMeasurementNotFitting, {{"expected", "denominator"}});
}

TEST_F(ResultsTest, MeasurementsOfAnExactTarget) {
  Given(DraftedPlan(),
        Defined("ob-1", Plain("100").Add(IndicatorOf("pari", event::v1::DIRECTION_EXACT, "12"))));
  When(Measured("pari", "12").On("2024-06-30"));
  ThenAccepted({WarningReason::kPlanNotAdoptedYet});
}

TEST_F(ResultsTest, SharesOfNothingAreRefused) {
  Given(AdoptedPlan());
  When(Share("0", "0", "0.00"));
  ThenRefused(RefusalReason::kDenominatorZero);
  When(Share("5", "1129", "-3"));
  ThenRefused(RefusalReason::kDenominatorNegative);
  EXPECT_EQ(refusal().field, "fact.measurement_recorded.denominator");
}

TEST_F(ResultsTest, ValuesThatContradictTheirRatioAreWarnedAbout) {
  Given(AdoptedPlan());
  When(Share("5", "1129", "100"));
  ThenAccepted({WarningReason::kValueContradictsRatio});
  EXPECT_EQ(WarningDetails(WarningReason::kValueContradictsRatio),
            (Details{{"ratio", "11.29"}, {"percent", "1129.00"}}));
  // A ratio, a percent, either rounded or cut off; or the count that is measured.
  for (const auto& [value, numerator, denominator] :
       {std::tuple("11.29", "1129", "100"), std::tuple("11", "1129", "100"),
        std::tuple("66.67", "2", "3"), std::tuple("66.6", "2", "3"),
        std::tuple("1357", "1357", "2500")}) {
    When(Share(value, numerator, denominator));
    ThenAccepted();
  }
  // What is said to be about so much contradicts nothing.
  When(Share("60", "2", "3").With([](auto& fact) {
    fact.mutable_measurement_recorded()->set_precision(event::v1::MEASUREMENT_PRECISION_ABOUT);
  }));
  ThenAccepted();
}

TEST_F(ResultsTest, MeasurementsNameAnIndicatorOfTheObjective) {
  Given(AdoptedPlan());
  When(Measured("utenze", "9").On("2024-06-30"));
  ThenRefused(RefusalReason::kIndicatorUnknown, {{"indicator", "utenze"}});
}

TEST_F(ResultsTest, MeasuredDaysHaveCome) {
  Given(AdoptedPlan());
  Today("2024-07-18");
  When(Dated("avvio", "2024-09-01"));
  ThenRefused(RefusalReason::kDateInFuture, {{"date", "2024-09-01"}, {"today", "2024-07-18"}});
}

// --- Milestones.
// -----------------------------------------------------------------------------------

TEST_F(ResultsTest, MilestonesAndPhasesAreReachedOnce) {
  Given(AdoptedPlan());
  When(Reached("approvazione").On("2024-06-20"), Reached("bando").On("2024-03-19"));
  ThenAccepted();
  Given(Reached("approvazione").On("2024-06-20"));
  When(Reached("approvazione").On("2024-06-25"));
  ThenRefused(RefusalReason::kMilestoneAlreadyReached,
              {{"milestone", "approvazione"}, {"reached_on", "2024-06-20"}});
}

TEST_F(ResultsTest, MilestonesAreThoseOfTheObjective) {
  Given(AdoptedPlan());
  When(Reached("collaudo").On("2024-06-20"));
  ThenRefused(RefusalReason::kMilestoneUnknown, {{"milestone", "collaudo"}});
}

TEST_F(ResultsTest, MilestonesReachedBeforeTheAdoptionAreWarnedAbout) {
  Given(AdoptedPlan());
  When(Reached("bando").On("2024-01-10"));
  ThenAccepted({WarningReason::kReachedBeforeAdoption});
  EXPECT_EQ(WarningDetails(WarningReason::kReachedBeforeAdoption).at("adopted_on"), "2024-01-31");
}

TEST_F(ResultsTest, OutcomesAreStatedWithoutAPercent) {
  Given(AdoptedPlan());
  When(Stated(event::v1::OUTCOME_PARTLY_REACHED).On("2024-11-30"));
  ThenAccepted({WarningReason::kShortfallWithoutScostamento});
}

}  // namespace
}  // namespace traguardo::domain
