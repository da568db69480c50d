// The cause is asked for when a shortfall is recorded, unless a scostamento says it already.

#include "tests/services/domain/decide/given_when_then.h"
#include "tests/services/domain/decide/small_ente.h"

namespace traguardo::domain {
namespace {

using namespace traguardo::testing;  // NOLINT: the facts read as sentences.

constexpr WarningReason kShortfall = WarningReason::kShortfallWithoutScostamento;

class ShortfallTest : public DecideTest {
 protected:
  void SetUp() override { Given(AdoptedPlan(), Reached("approvazione").On("2024-06-20")); }

  static FactBuilder Short(std::string id, std::string indicator) {
    return Deviated(std::move(id)).On("2024-11-30").With([&](auto& fact) {
      fact.mutable_scostamento_recorded()->mutable_subject()->set_indicator(indicator);
    });
  }
  Details Asked() const { return WarningDetails(kShortfall); }
};

TEST_F(ShortfallTest, IsAskedOfAValueBelowItsTargetOnTheDueDay) {
  When(Measured("atti", "1357").On("2024-11-30"));
  ThenAccepted({kShortfall});
  EXPECT_EQ(Asked(), (Details{{"subject", "indicator"},
                              {"indicator", "atti"},
                              {"planned", "2500"},
                              {"actual", "1357"}}));
  // Before, there is time; and who reaches it is asked nothing.
  When(Measured("atti", "1357").On("2024-11-29"));
  ThenAccepted();
  When(Measured("atti", "2500").On("2024-11-30"));
  ThenAccepted();
  // A month that ends with the due day.
  When(Measured("atti", "1357").On("2024-11"));
  ThenAccepted({kShortfall});
}

TEST_F(ShortfallTest, IsExplainedByAScostamentoOnTheSameThing) {
  Given(Short("s-1", "giorni"));
  When(Measured("atti", "1357").On("2024-11-30"));
  ThenAccepted({kShortfall});
  Given(Short("s-2", "atti"));
  When(Measured("atti", "1357").On("2024-11-30"));
  ThenAccepted();
  Given(DeviationClosed("s-2", event::v1::SCOSTAMENTO_CLOSING_CONFIRMED).On("2024-11-30"));
  When(Measured("atti", "1357").On("2024-11-30"));
  ThenAccepted();
}

TEST_F(ShortfallTest, IsNotExplainedByWhatWasRecoveredBefore) {
  Given(Deviated("s-1").On("2024-05-31"),
        DeviationClosed("s-1", event::v1::SCOSTAMENTO_CLOSING_RECOVERED).On("2024-07-31"));
  When(Progress("60").On("2024-11-30"));
  ThenAccepted({kShortfall});
}

// Whoever records both at once is not asked for what they are just saying.
TEST_F(ShortfallTest, IsExplainedByTheScostamentoThatComesWithIt) {
  When(Measured("atti", "1357").On("2024-11-30"), Short("s-1", "atti"));
  ThenAccepted({WarningReason::kScostamentoWithoutCause});
}

TEST_F(ShortfallTest, IsAskedOfWhatIsDoneLate) {
  When(Progress("100").On("2024-12-01"));
  ThenAccepted({kShortfall});
  EXPECT_EQ(Asked(), (Details{{"subject", "deadline"},
                              {"planned", "2024-11-30"},
                              {"actual", "2024-12-01"},
                              {"days", "1"}}));
  When(Stated(event::v1::OUTCOME_REACHED).On("2024-12-01"));
  ThenAccepted({kShortfall});
  When(Progress("100").On("2024-11-30"));
  ThenAccepted();
  // Said again.
  Given(Progress("100").On("2024-11-20"));
  When(Progress("100").On("2024-12-01"));
  ThenAccepted();
}

TEST_F(ShortfallTest, IsAskedOfWhatIsNotDoneWhenTheTimeIsOver) {
  When(Progress("60").On("2024-11-30"));
  ThenAccepted({kShortfall});
  EXPECT_EQ(Asked(), (Details{{"subject", "result"}, {"planned", "100"}, {"actual", "60"}}));
  Given(testing::NotDue("2024-11-01", "2024-12-31").On("2024-11-10"));
  When(Progress("60").On("2024-11-30"));
  ThenAccepted({WarningReason::kReportedWhileNotDue});
}

TEST_F(ShortfallTest, IsAskedOfOutcomesAndFinalResults) {
  When(Stated(event::v1::OUTCOME_NOT_REACHED).On("2024-09-30"));
  ThenAccepted({kShortfall});
  EXPECT_EQ(Asked().at("actual"), "not_reached");
  When(Proposed("80").On("2024-11-30"));
  ThenAccepted({kShortfall});
  When(Proposed("100").On("2024-11-30"));
  ThenAccepted();
  Given(Proposed("100").On("2024-11-30"), Short("s-1", "atti"));
  When(Assessed("0").On("2024-11-30").By("nucleo-1", event::v1::ROLE_NUCLEO).With([](auto& fact) {
    fact.mutable_final_result_assessed()->set_reasons("Verificato");
  }));
  ThenAccepted();
}

// It had been met on its day: what a later figure says is another story.
TEST_F(ShortfallTest, IsNotAskedOfWhatWasMetOnItsDay) {
  Given(Measured("atti", "2500").On("2024-11-30"));
  When(Measured("atti", "40").On("2024-12-01"));
  ThenAccepted();
}

TEST_F(ShortfallTest, IsAskedOfMilestonesAndPhasesThatComeLate) {
  Given(Defined("ob-3", Plain("0")
                            .ByDate("2024-11-30")
                            .Add(PhaseOf("bando", "100", "2024-02-01", "2024-03-31"))
                            .Add(MilestoneOf("atto", "2024-04-30")))
            .On("2024-02-01"));
  When(Reached("atto").Of("ob-3").On("2024-06-09"));
  ThenAccepted({kShortfall});
  EXPECT_EQ(Asked(), (Details{{"subject", "milestone"},
                              {"milestone", "atto"},
                              {"planned", "2024-04-30"},
                              {"actual", "2024-06-09"},
                              {"days", "40"}}));
  When(Reached("atto").Of("ob-3").On("2024-04-30"));
  ThenAccepted();
  When(PhaseProgress("bando", "60").Of("ob-3").On("2024-04-01"));
  ThenAccepted({kShortfall});
  EXPECT_EQ(Asked().at("milestone"), "bando");
  When(PhaseProgress("bando", "100").Of("ob-3").On("2024-03-31"));
  ThenAccepted();
  // Said again of what was complete in time.
  Given(PhaseProgress("bando", "100").Of("ob-3").On("2024-03-31"));
  When(PhaseProgress("bando", "100").Of("ob-3").On("2024-07-09"));
  ThenAccepted();
  Given(Deviated("s-1").Of("ob-3").On("2024-05-02").With([](auto& fact) {
    fact.mutable_scostamento_recorded()->mutable_subject()->set_milestone("atto");
  }));
  When(Reached("atto").Of("ob-3").On("2024-06-09"));
  ThenAccepted();
}

TEST_F(ShortfallTest, OfOneUnitIsNotExplainedByAnother) {
  Given(Deviated("s-1").Of("ob-2").For("cultura").On("2024-09-30"));
  When(Stated(event::v1::OUTCOME_NOT_REACHED).Of("ob-2").For("tributi").On("2024-11-30"));
  ThenAccepted({kShortfall});
  When(Stated(event::v1::OUTCOME_NOT_REACHED).Of("ob-2").For("cultura").On("2024-11-30"));
  ThenAccepted();
}

}  // namespace
}  // namespace traguardo::domain
