// Corrections: a storno points at a fact, says why, and both stay readable.

#include "tests/services/domain/decide/given_when_then.h"
#include "tests/services/domain/decide/small_ente.h"

namespace traguardo::domain {
namespace {

using namespace traguardo::testing;  // NOLINT: the facts read as sentences.

class CorrectionTest : public DecideTest {
 protected:
  void SetUp() override { Given(AdoptedPlan()); }

  // Position of the last given fact, which the next line of a test corrects.
  uint64_t Standing(const FactBuilder& fact) {
    Given(fact);
    return head();
  }
  // The follower is named by its position: that is what whoever corrects has to give.
  void ThenHasFollower(std::string kind, uint64_t position) {
    ThenRefused(RefusalReason::kCorrectedFactHasFollowers,
                {{"follower", std::to_string(position)}, {"kind", std::move(kind)}});
  }
  void ThenHasFollower(std::string kind) { ThenHasFollower(std::move(kind), head()); }
};

TEST_F(CorrectionTest, TakesAFactBack) {
  const uint64_t wrong = Standing(Progress("40").On("2024-06-30"));
  When(Corrected(wrong));
  ThenAccepted();
  EXPECT_TRUE(acceptance().reload_needed);
  EXPECT_TRUE(after().FindObjective(2024, "ob-1")->corrections.contains(wrong));
}

TEST_F(CorrectionTest, TakesSeveralFactsBackAtOnce) {
  const uint64_t first = Standing(Progress("40").On("2024-06-30"));
  const uint64_t second = Standing(Measured("atti", "1300").On("2024-06-30"));
  When(Corrected(first), Corrected(second));
  ThenAccepted({WarningReason::kMissTakenBack});
  When(Corrected(first), Corrected(first));
  ThenRefused(RefusalReason::kFactAlreadyCorrected, {}, 1);
}

TEST_F(CorrectionTest, PointsAtAFactThatIsThere) {
  When(Corrected(999));
  ThenRefused(RefusalReason::kCorrectedFactUnknown, {{"position", "999"}});
}

TEST_F(CorrectionTest, PointsAtAFactOfThisEnte) {
  event::v1::Envelope elsewhere = Progress("40").On("2024-06-30").Build();
  elsewhere.set_ente("altro");
  elsewhere.set_position(3);
  Command command = CommandOf({Corrected(3)});
  command.corrected = {elsewhere};
  WhenCommand(command);
  ThenRefused(RefusalReason::kCorrectedFactOfOtherEnte, {{"position", "3"}});
}

TEST_F(CorrectionTest, StandsInTheStreamOfTheFactItCorrects) {
  const uint64_t wrong = Standing(Progress("40").On("2024-06-30"));
  When(Corrected(wrong).Of("ob-2"));
  ThenRefused(RefusalReason::kCorrectedFactInOtherStream,
              {{"position", std::to_string(wrong)}, {"stream", "plans/2024/objectives/ob-1"}});
  When(CorrectedInPlan(wrong));
  ThenRefused(RefusalReason::kCorrectedFactInOtherStream);
}

TEST_F(CorrectionTest, TakesAFactBackOnce) {
  const uint64_t wrong = Standing(Progress("40").On("2024-06-30"));
  Given(Corrected(wrong));
  When(Corrected(wrong));
  ThenRefused(RefusalReason::kFactAlreadyCorrected, {{"position", std::to_string(wrong)}});
}

TEST_F(CorrectionTest, IsNotTakenBackItself) {
  const uint64_t wrong = Standing(Progress("40").On("2024-06-30"));
  const uint64_t correction = Standing(Corrected(wrong));
  When(Corrected(correction));
  ThenRefused(RefusalReason::kCorrectionOfCorrection);
}

TEST_F(CorrectionTest, ComesAlone) {
  const uint64_t wrong = Standing(Progress("40").On("2024-06-30"));
  When(Corrected(wrong), Progress("30").On("2024-06-30"));
  ThenRefused(RefusalReason::kCorrectionNotAlone);
  When(Progress("30").On("2024-06-30"), Corrected(wrong));
  ThenRefused(RefusalReason::kCorrectionNotAlone, {}, 1);
}

TEST_F(CorrectionTest, IsNotForStructuralFacts) {
  // 1 registered, 2 organised, 3 drafted, 4 rules, 5 and 6 defined, 7 adopted.
  When(CorrectedInEnte(2));
  ThenRefused(RefusalReason::kStructuralFactNotCorrectable,
              {{"kind", "organisation_changed"}, {"advice", "organisation_changed"}});
  const std::map<uint64_t, std::string> advice{
      {3, ""}, {4, "rule_set_adopted"}, {5, "objective_removed"}, {7, "plan_amended"}};
  for (const auto& [position, instead] : advice) {
    When(CorrectedInPlan(position));
    ThenRefused(RefusalReason::kStructuralFactNotCorrectable, {{"advice", instead}});
  }
  Given(Opened("2024-06-30", "2024-07-15").On("2024-06-20"));
  When(CorrectedInRound(head()));
  ThenRefused(RefusalReason::kStructuralFactNotCorrectable, {{"advice", "round_closed"}});
}

TEST_F(CorrectionTest, IsNotForTheConsuntivo) {
  Given(FrozenAt(1, 7));
  Today("2025-06-01");
  When(CorrectedInPlan(8));
  ThenRefused(RefusalReason::kStructuralFactNotCorrectable,
              {{"kind", "consuntivo_frozen"}, {"advice", "consuntivo_frozen"}});
}

TEST_F(CorrectionTest, IsForTheOneWhoMayRecordTheFact) {
  const uint64_t progress = Standing(Progress("40").On("2024-06-30"));
  When(Corrected(progress).By("resp-tributi"));
  ThenAccepted();
  When(Corrected(progress).By("resp-cultura"));
  ThenRefused(RefusalReason::kNotResponsible, {{"principal", "resp-cultura"}});
  When(Corrected(progress).By("nucleo-1", event::v1::ROLE_NUCLEO));
  ThenRefused(RefusalReason::kRoleMayNotRecord, {{"kind", "progress_recorded"}});
  const uint64_t exclusion = Standing(Excluded().On("2024-10-01"));
  When(Corrected(exclusion).By("resp-tributi"));
  ThenRefused(RefusalReason::kRoleMayNotRecord, {{"kind", "objective_excluded"}});
  When(Corrected(exclusion));
  ThenAccepted();
}

TEST_F(CorrectionTest, OfAnAssessmentIsTheNucleos) {
  const uint64_t assessment =
      Standing(Assessed("90").On("2024-11-30").By("nucleo-1", event::v1::ROLE_NUCLEO));
  When(Corrected(assessment).By("resp-tributi"));
  ThenRefused(RefusalReason::kRoleMayNotRecord);
  When(Corrected(assessment).By("nucleo-1", event::v1::ROLE_NUCLEO));
  ThenAccepted();
}

TEST_F(CorrectionTest, OfWhatAnAssessmentRestsOnWaitsForTheNucleo) {
  const uint64_t progress = Standing(Progress("90").On("2024-10-31"));
  const uint64_t deviation = Standing(Deviated("s-9").On("2024-10-31"));
  Given(Assessed("90").On("2024-11-30").By("nucleo-1", event::v1::ROLE_NUCLEO));
  When(Corrected(progress));
  ThenRefused(RefusalReason::kObjectiveAssessed, {{"objective", "ob-1"}});
  // It explains figures and moves none.
  When(Corrected(deviation));
  ThenAccepted();
}

TEST_F(CorrectionTest, OfAReportIsItsResponsabiles) {
  Given(Opened("2024-06-30", "2024-07-15").On("2024-06-20"),
        Submitted("resp-tributi", {"ob-1", "ob-2"}).On("2024-07-10"));
  const uint64_t report = head();
  When(CorrectedInRound(report).By("resp-cultura"));
  ThenRefused(RefusalReason::kNotResponsible);
  When(CorrectedInRound(report).By("resp-tributi"));
  ThenAccepted();
  Given(Approved("resp-tributi").On("2024-07-12"));
  When(CorrectedInRound(report));
  ThenHasFollower("report_approved");
  When(CorrectedInRound(head()));
  ThenAccepted();
}

TEST_F(CorrectionTest, OfAReturnedReportWaitsForWhatFollowed) {
  Given(Opened("2024-06-30", "2024-07-15").On("2024-06-20"),
        Submitted("resp-tributi", {"ob-1"}).On("2024-07-10"));
  const uint64_t submitted = head();
  Given(Returned("resp-tributi").On("2024-07-11"));
  const uint64_t returned = head();
  When(CorrectedInRound(submitted));
  ThenHasFollower("report_returned");
  Given(Submitted("resp-tributi", {"ob-1", "ob-2"}).On("2024-07-12"));
  When(CorrectedInRound(returned));
  ThenHasFollower("report_submitted");
}

TEST_F(CorrectionTest, OfAScostamentoWaitsForWhatFollowed) {
  const uint64_t recorded = Standing(Deviated("s-1").On("2024-09-30"));
  When(Corrected(recorded));
  ThenAccepted();
  const uint64_t planned = Standing(MeasurePlanned("s-1", "m-1", "2024-10-31").On("2024-10-01"));
  When(Corrected(recorded));
  ThenHasFollower("corrective_measure_planned");
  Given(MeasureAdopted("s-1", "m-1").On("2024-10-20"));
  When(Corrected(planned));
  ThenHasFollower("corrective_measure_adopted");
  // Of several, the first that was written.
  When(Corrected(recorded));
  ThenHasFollower("corrective_measure_planned", planned);
}

TEST_F(CorrectionTest, OfAScostamentoWaitsForItsCausesItsEndAndItsRipianificazione) {
  const uint64_t first = Standing(Deviated("s-1").On("2024-09-30"));
  Given(CausesStated("s-1", {CauseOf(event::v1::CAUSE_KIND_INDICATOR, "Formula errata")})
            .On("2024-10-01"));
  When(Corrected(first));
  ThenHasFollower("scostamento_causes_stated");
  const uint64_t second = Standing(Deviated("s-2").On("2024-09-30"));
  Given(DeviationClosed("s-2").On("2024-10-10"));
  When(Corrected(second));
  ThenHasFollower("scostamento_closed");
  const uint64_t third = Standing(Deviated("s-3").On("2024-09-30"));
  Given(ReplanProposed("r-1", {DeadlineChange("2024-12-31")}, {"s-3"}).On("2024-10-01"));
  When(Corrected(third));
  ThenHasFollower("ripianificazione_proposed");
}

TEST_F(CorrectionTest, OfAProposalWaitsForItsDecision) {
  const uint64_t proposal =
      Standing(ReplanProposed("r-1", {DeadlineChange("2024-12-31")}).On("2024-10-01"));
  When(Corrected(proposal));
  ThenAccepted();
  const uint64_t approval =
      Standing(ReplanApproved("r-1", GiuntaAct("106", "2024-11-07")).On("2024-11-07"));
  When(Corrected(proposal));
  ThenHasFollower("ripianificazione_approved");
  When(Corrected(approval));
  ThenAccepted();
}

TEST_F(CorrectionTest, OfAnApprovalWaitsForWhatWasRecordedOnItsAdditions) {
  event::v1::Change added;
  *added.mutable_milestone_added() = MilestoneOf("collaudo", "2024-11-20");
  Given(ReplanProposed("r-1", {added}).On("2024-10-01"));
  const uint64_t approval =
      Standing(ReplanApproved("r-1", GiuntaAct("106", "2024-11-07")).On("2024-11-07"));
  Given(Reached("collaudo").On("2024-11-15"));
  When(Corrected(approval));
  ThenHasFollower("milestone_reached");
}

TEST_F(CorrectionTest, OfAnApprovalWaitsForWhatWasRecordedForAUnitItBrought) {
  event::v1::Change units;
  units.mutable_units()->add_units("tributi");
  units.mutable_units()->add_units("cultura");
  units.mutable_units()->add_units("tecnico");
  Given(ReplanProposed("r-1", {units}).Of("ob-2").On("2024-10-01"));
  const uint64_t approval =
      Standing(ReplanApproved("r-1", GiuntaAct("106", "2024-11-07")).Of("ob-2").On("2024-11-07"));
  Given(Progress("30").Of("ob-2").For("tributi").On("2024-11-10"));
  When(Corrected(approval).Of("ob-2"));
  ThenAccepted();
  Given(Progress("20").Of("ob-2").For("tecnico").On("2024-11-10"));
  When(Corrected(approval).Of("ob-2"));
  ThenHasFollower("progress_recorded");
}

TEST_F(CorrectionTest, OfAnApprovalWaitsForTheScostamentoItReplanned) {
  Given(Deviated("s-1").On("2024-09-30"),
        ReplanProposed("r-1", {DeadlineChange("2024-12-31")}, {"s-1"}).On("2024-10-01"));
  const uint64_t approval =
      Standing(ReplanApproved("r-1", GiuntaAct("106", "2024-11-07")).On("2024-11-07"));
  Given(DeviationClosed("s-1", event::v1::SCOSTAMENTO_CLOSING_REPLANNED).On("2024-11-10"));
  When(Corrected(approval));
  ThenHasFollower("scostamento_closed");
}

TEST_F(CorrectionTest, OfWeightsIsJudgedByTheSumItLeaves) {
  const auto act = GiuntaAct("106", "2024-11-07");
  Given(ReplanProposed("r-1", {WeightChange("70")}).On("2024-10-01"),
        ReplanProposed("r-2", {WeightChange("30")}).Of("ob-2").On("2024-10-01"));
  const uint64_t first = Standing(ReplanApproved("r-1", act).On("2024-11-07"));
  const uint64_t second = Standing(ReplanApproved("r-2", act).Of("ob-2").On("2024-11-07"));
  When(Corrected(first));
  ThenRefused(RefusalReason::kWeightsNotTotal, {{"sum", "90"}, {"total", "100"}});
  When(Corrected(first), Corrected(second).Of("ob-2"));
  ThenAccepted();
}

TEST_F(CorrectionTest, OfASuspensionWaitsForTheResumption) {
  const uint64_t suspension = Standing(Suspended().On("2024-03-01"));
  const uint64_t resumption = Standing(Resumed().On("2024-05-01"));
  When(Corrected(suspension));
  ThenHasFollower("objective_resumed");
  When(Corrected(resumption));
  ThenAccepted();
}

class DraftCorrectionTest : public DecideTest {};

TEST_F(DraftCorrectionTest, TakesBackRemovalsAndRedefinitionsWhileDrafting) {
  Given(PlanWithObjectives(), Removed("ob-2"));
  When(CorrectedInPlan(head()));
  ThenAccepted();
  Given(Redefined("ob-1", ObjectiveOne().Weight("100")), Adopted(FirstAct()));
  When(CorrectedInPlan(head() - 1));
  ThenRefused(RefusalReason::kStructuralFactNotCorrectable,
              {{"kind", "objective_redefined"}, {"advice", "ripianificazione_proposed"}});
}

}  // namespace
}  // namespace traguardo::domain
