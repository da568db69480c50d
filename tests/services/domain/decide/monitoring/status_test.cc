// Suspended, resumed, excluded, handed over, signalled; proposed and assessed.

#include "tests/services/domain/decide/given_when_then.h"
#include "tests/services/domain/decide/small_ente.h"

namespace traguardo::domain {
namespace {

using namespace traguardo::testing;  // NOLINT: the facts read as sentences.

class StatusTest : public DecideTest {
 protected:
  void SetUp() override { Given(AdoptedPlan()); }

  static FactBuilder ByNucleo(FactBuilder fact) {
    return std::move(fact).On("2024-11-30").By("nucleo-1", event::v1::ROLE_NUCLEO);
  }
  static FactBuilder WithReasons(FactBuilder fact) {
    return std::move(fact).With([](auto& content) {
      content.mutable_final_result_assessed()->set_reasons("Verificato sugli atti");
    });
  }
};

TEST_F(StatusTest, SuspendsAndResumesInTurn) {
  When(Suspended().On("2024-03-01"), Resumed().On("2024-05-01"), Suspended().On("2024-09-01"));
  // Registered in December: each had a due day inside that had passed.
  ThenAccepted({WarningReason::kExcusedAfterDueDay, WarningReason::kExcusedAfterDueDay});
}

TEST_F(StatusTest, SuspendsOnlyWhatRuns) {
  Given(Suspended().On("2024-03-01"));
  When(Suspended().On("2024-04-01"));
  ThenRefused(RefusalReason::kObjectiveAlreadySuspended, {{"suspended_on", "2024-03-01"}});
  // Two in a row, registered late.
  When(Suspended().On("2024-02-01"));
  ThenRefused(RefusalReason::kObjectiveAlreadySuspended, {{"suspended_on", "2024-03-01"}});
}

TEST_F(StatusTest, ResumesOnlyWhatIsSuspended) {
  When(Resumed().On("2024-04-01"));
  ThenRefused(RefusalReason::kObjectiveNotSuspended);
  Given(Suspended().On("2024-03-01"), Resumed().On("2024-05-01"));
  When(Resumed().On("2024-06-01"));
  ThenRefused(RefusalReason::kObjectiveNotSuspended);
  When(Resumed().On("2024-02-15"));
  ThenRefused(RefusalReason::kObjectiveNotSuspended);
  // Suspended on that day, and resumed once already.
  When(Resumed().On("2024-04-01"));
  ThenRefused(RefusalReason::kObjectiveNotSuspended);
}

TEST_F(StatusTest, SuspendsOneUnitOfATransversalObjective) {
  Given(Suspended().Of("ob-2").For("cultura").On("2024-03-01"));
  When(Suspended().Of("ob-2").For("tributi").On("2024-04-01"));
  ThenAccepted();
  When(Suspended().Of("ob-2").For("cultura").On("2024-04-01"));
  ThenRefused(RefusalReason::kObjectiveAlreadySuspended);
  When(Suspended().Of("ob-2").For("tecnico").On("2024-04-01"));
  ThenRefused(RefusalReason::kUnitNotOfObjective);
}

TEST_F(StatusTest, ExcludesOnce) {
  When(Excluded().On("2024-05-01"));
  ThenAccepted({WarningReason::kExcusedAfterDueDay});
  Given(Excluded().On("2024-05-01"));
  When(Excluded().On("2024-06-01"));
  ThenRefused(RefusalReason::kObjectiveAlreadyExcluded, {{"excluded_on", "2024-05-01"}});
  When(Excluded().On("2024-04-01"));
  ThenRefused(RefusalReason::kObjectiveAlreadyExcluded);
  When(Suspended().On("2024-06-01"));
  ThenRefused(RefusalReason::kObjectiveExcluded);
}

TEST_F(StatusTest, HandsOver) {
  When(HandedOver("resp-tributi", AssignmentOf("resp-nuovo")).On("2024-03-15"));
  ThenAccepted();
  When(HandedOver("resp-tributi", AssignmentOf("resp-nuovo", "tributi"))
           .Of("ob-2")
           .On("2024-03-15"));
  ThenAccepted();
  // A deputy joins; nobody goes.
  When(HandedOver("", AssignmentOf("vice-nuovo", "", "", "", event::v1::RESPONSABILE_ROLE_DEPUTY))
           .On("2024-03-15"));
  ThenAccepted();
}

TEST_F(StatusTest, HandsOverFromSomebodyWhoAnswers) {
  When(HandedOver("resp-cultura", AssignmentOf("resp-nuovo")).On("2024-03-15"));
  ThenRefused(RefusalReason::kOutgoingNotResponsible, {{"outgoing", "resp-cultura"}});
  // For another unit than theirs.
  When(HandedOver("resp-cultura", AssignmentOf("resp-nuovo", "tributi"))
           .Of("ob-2")
           .On("2024-03-15"));
  ThenRefused(RefusalReason::kOutgoingNotResponsible);
}

// A contributor who went made room for a responsabile, and there were two.
TEST_F(StatusTest, HandsOverTheRoleThatTheOutgoingHas) {
  Given(HandedOver("", AssignmentOf("aiuto", "", "", "", event::v1::RESPONSABILE_ROLE_CONTRIBUTOR))
            .On("2024-02-01"));
  When(HandedOver("aiuto", AssignmentOf("resp-nuovo")).On("2024-03-15"));
  ThenRefused(RefusalReason::kOutgoingNotResponsible,
              {{"outgoing", "aiuto"}, {"role", "RESPONSABILE_ROLE_RESPONSABILE"}});
  When(HandedOver("aiuto",
                  AssignmentOf("altro-aiuto", "", "", "", event::v1::RESPONSABILE_ROLE_CONTRIBUTOR))
           .On("2024-03-15"));
  ThenAccepted();
}

TEST_F(StatusTest, HandsOverFromSomebodyWhoseTimeEndedTheDayBefore) {
  Given(
      HandedOver("", AssignmentOf("interinale", "", "2024-02-01", "2024-03-14")).On("2024-02-01"));
  When(HandedOver("interinale", AssignmentOf("resp-nuovo")).On("2024-03-15"));
  ThenAccepted();
  When(HandedOver("interinale", AssignmentOf("resp-nuovo")).On("2024-03-16"));
  ThenRefused(RefusalReason::kOutgoingNotResponsible);
}

TEST_F(StatusTest, HandsOverToSomebodyElse) {
  When(HandedOver("resp-tributi", AssignmentOf("resp-tributi")).On("2024-03-15"));
  ThenRefused(RefusalReason::kIncomingEqualsOutgoing);
  When(HandedOver("", AssignmentOf("resp-tributi")).On("2024-03-15"));
  ThenRefused(RefusalReason::kIncomingAlreadyResponsible, {{"incoming", "resp-tributi"}});
  // The deputy becomes the responsabile: another role.
  When(HandedOver("resp-tributi", AssignmentOf("vice-tributi")).On("2024-03-15"));
  ThenAccepted();
}

TEST_F(StatusTest, HandsOverAUnitOfTheObjectiveForAPeriodThatIsOne) {
  When(HandedOver("", AssignmentOf("resp-nuovo", "tecnico")).On("2024-03-15"));
  ThenRefused(RefusalReason::kUnitNotOfObjective);
  EXPECT_EQ(refusal().field, "fact.responsabile_changed.incoming.unit");
  When(HandedOver("", AssignmentOf("resp-nuovo", "", "2024-06-01", "2024-03-01")).On("2024-03-15"));
  ThenRefused(RefusalReason::kPeriodEndsBeforeStart);
}

TEST_F(StatusTest, NucleoSignals) {
  When(Signalled("n-1").On("2024-09-30").By("nucleo-1", event::v1::ROLE_NUCLEO));
  ThenAccepted();
  Given(Signalled("n-1").On("2024-09-30"));
  When(Signalled("n-1").On("2024-10-30").By("nucleo-1", event::v1::ROLE_NUCLEO));
  ThenRefused(RefusalReason::kSegnalazioneExists, {{"segnalazione", "n-1"}});
}

// --- The final result.
// -----------------------------------------------------------------------------

TEST_F(StatusTest, FinalResultHasAFigure) {
  When(Proposed("").On("2024-11-30"));
  ThenRefused(RefusalReason::kResultWithoutFigure);
  When(Proposed("-5").On("2024-11-30"));
  ThenRefused(RefusalReason::kResultNegative);
  When(Proposed("112.9").On("2024-11-30").By("resp-tributi"));
  ThenAccepted();
  When(Proposed("").On("2024-11-30").With([](auto& fact) {
    fact.mutable_final_result_proposed()->set_outcome(event::v1::OUTCOME_PARTLY_REACHED);
  }));
  ThenAccepted({WarningReason::kShortfallWithoutScostamento});
}

// A ratio may exceed a hundred, 1,129 of 100 was published; a hundred times that was never meant.
TEST_F(StatusTest, FinalResultIsAtMostTenThousandPercent) {
  When(Proposed("10000").On("2024-11-30"));
  ThenAccepted();
  When(Proposed("10000.000000001").On("2024-11-30"));
  ThenRefused(RefusalReason::kResultTooLarge, {{"percent", "10000.000000001"}, {"limit", "10000"}});
  EXPECT_EQ(refusal().field, "fact.final_result_proposed.percent");
  When(ByNucleo(Assessed("999999999")));
  ThenRefused(RefusalReason::kResultTooLarge, {{"percent", "999999999"}, {"limit", "10000"}});
}

TEST_F(StatusTest, FinalResultThatContradictsItselfIsWarnedAbout) {
  When(Proposed("100").On("2024-11-30").With([](auto& fact) {
    fact.mutable_final_result_proposed()->set_outcome(event::v1::OUTCOME_NOT_REACHED);
  }));
  ThenAccepted(
      {WarningReason::kOutcomeContradictsPercent, WarningReason::kShortfallWithoutScostamento});
}

TEST_F(StatusTest, NucleoAssessesWhatWasProposed) {
  Given(Proposed("90").On("2024-11-30"));
  When(ByNucleo(Assessed("90.00")));
  ThenAccepted({WarningReason::kShortfallWithoutScostamento});
}

TEST_F(StatusTest, NucleoGivesReasonsWhenItDiffers) {
  Given(Proposed("90").On("2024-11-30"));
  When(ByNucleo(Assessed("80")));
  ThenRefused(RefusalReason::kReasonMissing);
  EXPECT_EQ(refusal().field, "fact.final_result_assessed.reasons");
  When(ByNucleo(Assessed("80").With(
      [](auto& fact) { fact.mutable_final_result_assessed()->set_reasons("\u00a0"); })));
  ThenRefused(RefusalReason::kReasonMissing);
  When(ByNucleo(WithReasons(Assessed("80"))));
  ThenAccepted({WarningReason::kShortfallWithoutScostamento});
}

TEST_F(StatusTest, NucleoGivesReasonsWhenItChangesItsMind) {
  Given(Proposed("90").On("2024-11-30"), ByNucleo(Assessed("90")));
  When(ByNucleo(Assessed("80")));
  ThenRefused(RefusalReason::kReasonMissing);
  When(ByNucleo(WithReasons(Assessed("80"))));
  ThenAccepted({WarningReason::kShortfallWithoutScostamento});
  When(WithReasons(Assessed("80")).On("2024-11-01").By("nucleo-1", event::v1::ROLE_NUCLEO));
  ThenRefused(RefusalReason::kDatedBeforeWhatItFollows);
}

TEST_F(StatusTest, AssessmentOfWhatNobodyProposedIsWarnedAbout) {
  When(ByNucleo(Assessed("80")));
  ThenAccepted({WarningReason::kNothingProposed, WarningReason::kShortfallWithoutScostamento});
}

class DraftStatusTest : public DecideTest {};

TEST_F(DraftStatusTest, HasNothingToSuspendExcludeOrAssess) {
  Given(PlanWithObjectives());
  for (const FactBuilder& fact :
       Facts{Suspended().On("2024-01-20"), Resumed().On("2024-01-20"), Excluded().On("2024-01-20"),
             ReplanProposed("r-1", {DeadlineChange("2024-12-31")}).On("2024-01-20"),
             Assessed("80").On("2024-01-20").By("nucleo-1", event::v1::ROLE_NUCLEO)}) {
    When(fact);
    ThenRefused(RefusalReason::kPlanNotAdopted, {{"year", "2024"}});
  }
}

// --- What the Nucleo has assessed, and what stands when an objective leaves. ---------------------

TEST_F(StatusTest, NobodyElseMovesWhatTheNucleoHasAssessed) {
  Given(ReplanProposed("r-1", {WeightChange("55")}).On("2024-10-01"),
        Assessed("90").On("2024-11-30").By("nucleo-1", event::v1::ROLE_NUCLEO));
  for (const FactBuilder& fact :
       Facts{Excluded().On("2024-06-30"), Suspended().On("2024-06-30"),
             ReplanProposed("r-2", {WeightChange("50")}).On("2024-10-02"),
             ReplanApproved("r-1", GiuntaAct("106", "2024-11-07")).On("2024-11-07")}) {
    When(fact);
    ThenRefused(RefusalReason::kObjectiveAssessed, {{"objective", "ob-1"}});
  }
  // It moves nothing.
  When(ReplanRejected("r-1", GiuntaAct("106", "2024-11-07")).On("2024-11-07"));
  ThenAccepted();
  When(ByNucleo(WithReasons(Assessed("80"))));
  EXPECT_TRUE(result().accepted());
}

TEST_F(StatusTest, AnAssessmentOfOneUnitHoldsThatUnitAndTheWhole) {
  Given(Assessed("90")
            .Of("ob-2")
            .For("cultura")
            .On("2024-11-30")
            .By("nucleo-1", event::v1::ROLE_NUCLEO));
  When(Excluded().Of("ob-2").For("cultura").On("2024-06-30"));
  ThenRefused(RefusalReason::kObjectiveAssessed);
  When(Excluded().Of("ob-2").On("2024-06-30"));
  ThenRefused(RefusalReason::kObjectiveAssessed);
  When(Excluded().Of("ob-2").For("tributi").On("2024-06-30"));
  ThenAccepted();
}

TEST_F(StatusTest, IsWarnedOfFactsAfterTheExclusion) {
  Given(Progress("40").On("2024-06-30"), Deviated("s-1").On("2024-09-30"));
  When(Excluded().On("2024-01-31"));
  ThenAccepted({WarningReason::kExcusedAfterDueDay, WarningReason::kFactsAfterExclusion});
  EXPECT_EQ(WarningDetails(WarningReason::kFactsAfterExclusion),
            (Details{{"last", "2024-09-30"}, {"scostamenti", "1"}}));
  When(Excluded().On("2024-12-01"));
  ThenAccepted({WarningReason::kExcusedAfterDueDay});
  When(Excluded().Of("ob-2").On("2024-01-31"));
  ThenAccepted();
}

TEST_F(StatusTest, IsWarnedOfFactsAfterTheActThatDropsIt) {
  Given(Defined("ob-3", Plain("0")).On("2024-02-01"), Progress("40").Of("ob-3").On("2024-06-30"),
        ReplanProposed("r-1", {Dropped()}).Of("ob-3").On("2024-03-01"));
  When(ReplanApproved("r-1", GiuntaAct("60", "2024-05-01")).Of("ob-3").On("2024-05-01"));
  ThenAccepted({WarningReason::kFactsAfterExclusion});
  EXPECT_EQ(WarningDetails(WarningReason::kFactsAfterExclusion), (Details{{"last", "2024-06-30"}}));
}

}  // namespace
}  // namespace traguardo::domain
