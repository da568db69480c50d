// The consuntivo in its order, and what a closed year still takes.

#include "tests/services/domain/decide/given_when_then.h"
#include "tests/services/domain/decide/small_ente.h"

namespace traguardo::domain {
namespace {

using namespace traguardo::testing;  // NOLINT: the facts read as sentences.

class ConsuntivoTest : public DecideTest {
 protected:
  void SetUp() override {
    Today("2025-07-10");
    Given(AdoptedPlan(), Progress("100").On("2024-11-30"),
          Progress("80").Of("ob-2").For("cultura").On("2024-12-31"));
  }
};

TEST_F(ConsuntivoTest, GoesItsWay) {
  When(FrozenAt(1, head()));
  ThenAccepted();
  Given(FrozenAt(1, head()));
  When(ConsuntivoApproved(1, head() - 1).By("giunta", event::v1::ROLE_ORGANO_POLITICO));
  ThenAccepted();
  Given(ConsuntivoApproved(1, head() - 1));
  When(Validated(1));
  ThenAccepted();
  Given(Validated(1));
  When(Published(1));
  ThenAccepted();
  Given(Published(1));
  When(YearClosed());
  ThenAccepted();
}

TEST_F(ConsuntivoTest, IsForAnAdoptedPlan) {
  Given(Drafted().InYear(2023).On("2023-01-02"));
  When(FrozenAt(1, head()).InYear(2023));
  ThenRefused(RefusalReason::kPlanNotAdopted);
}

TEST_F(ConsuntivoTest, TakesVersionsInTurn) {
  When(FrozenAt(2, head()));
  ThenRefused(RefusalReason::kConsuntivoVersionNotNext, {{"version", "2"}, {"expected", "1"}});
  Given(FrozenAt(1, head()));
  // Frozen only: it may be frozen again.
  When(FrozenAt(2, head()));
  ThenAccepted();
}

TEST_F(ConsuntivoTest, FreezesAPositionThatIsWritten) {
  When(FrozenAt(1, head() + 1));
  ThenRefused(RefusalReason::kFrozenPositionInvalid,
              {{"position", std::to_string(head() + 1)}, {"head", std::to_string(head())}});
  // Before the adoption, which stands at position 7.
  When(FrozenAt(1, 6));
  ThenRefused(RefusalReason::kFrozenPositionInvalid, {{"earliest", "7"}});
  Given(FrozenAt(1, head()));
  When(FrozenAt(2, head() - 2));
  ThenRefused(RefusalReason::kFrozenPositionInvalid);
}

TEST_F(ConsuntivoTest, FreezesTheEndOfACommand) {
  // As if the last four facts had been one command.
  const auto freeze_inside = [this](uint32_t index) {
    Command command = CommandOf({FrozenAt(1, head() - 3 + index)});
    command.corrected.at(0).set_command_index(index);
    command.corrected.at(0).set_command_size(4);
    WhenCommand(command);
  };
  freeze_inside(1);
  ThenRefused(RefusalReason::kFrozenPositionInsideCommand,
              {{"position", std::to_string(head() - 2)}, {"after", std::to_string(head())}});
  EXPECT_EQ(refusal().field, "fact.consuntivo_frozen.frozen_position");
  EXPECT_FALSE(refusal().details.contains("before")) << "that lies before the adoption";
  freeze_inside(3);
  ThenAccepted();

  Given(Progress("81").Of("ob-2").For("cultura").On("2024-12-31"),
        Progress("82").Of("ob-2").For("cultura").On("2024-12-31"));
  freeze_inside(2);
  ThenRefused(RefusalReason::kFrozenPositionInsideCommand,
              {{"before", std::to_string(head() - 4)}, {"after", std::to_string(head())}});
}

TEST_F(ConsuntivoTest, FreezesNothingThatItsCallerDidNotRead) {
  Command command = CommandOf({FrozenAt(1, head())});
  command.corrected.clear();
  WhenCommand(command);
  ThenRefused(RefusalReason::kFrozenPositionInvalid);
}

TEST_F(ConsuntivoTest, IsWarnedOfWhatIsUnfinished) {
  Given(Deviated("s-1").On("2024-09-30"), Amended(GiuntaAct("60", "2024-06-01")),
        Defined("ob-3", Plain("0")).On("2024-06-01"));
  When(FrozenAt(1, head()).On("2024-12-30"));
  ThenAccepted({WarningReason::kFrozenBeforeYearEnd, WarningReason::kObjectivesNotDeclared,
                WarningReason::kScostamentiStillOpen});
  EXPECT_EQ(WarningDetails(WarningReason::kObjectivesNotDeclared).at("objective"), "ob-3");
  EXPECT_EQ(WarningDetails(WarningReason::kScostamentiStillOpen).at("count"), "1");
}

TEST_F(ConsuntivoTest, IsApprovedAsItWasFrozen) {
  When(ConsuntivoApproved(1, head()));
  ThenRefused(RefusalReason::kConsuntivoNotFrozen);
  const uint64_t frozen = head();
  Given(FrozenAt(1, frozen));
  When(ConsuntivoApproved(2, frozen));
  ThenRefused(RefusalReason::kConsuntivoVersionNotCurrent, {{"version", "2"}, {"current", "1"}});
  When(ConsuntivoApproved(1, frozen - 1));
  ThenRefused(RefusalReason::kFrozenPositionDiffers, {{"frozen", std::to_string(frozen)}});
  When(ConsuntivoApproved(1, frozen, "2025-05-01"));
  ThenRefused(RefusalReason::kDatedBeforeWhatItFollows, {{"previous", "2025-05-20"}});
  Given(ConsuntivoApproved(1, frozen));
  When(ConsuntivoApproved(1, frozen));
  ThenRefused(RefusalReason::kConsuntivoAlreadyApproved);
}

TEST_F(ConsuntivoTest, IsWarnedOfALateRelazione) {
  const uint64_t frozen = head();
  Given(FrozenAt(1, frozen));
  // Art. 10: lateness needs a reason.
  When(ConsuntivoApproved(1, frozen, "2025-07-03"));
  ThenRefused(RefusalReason::kLatenessReasonMissing,
              {{"term", "2025-06-30"}, {"act_date", "2025-07-03"}});
  EXPECT_EQ(refusal().field, "fact.consuntivo_approved.lateness_reason");
  When(ConsuntivoApproved(1, frozen, "2025-07-03").With([](auto& fact) {
    fact.mutable_consuntivo_approved()->set_lateness_reason("Rendiconto approvato il 27 giugno");
  }));
  ThenAccepted({WarningReason::kRelazioneLate});
  // A text: it stands beside the envelope.
  EXPECT_EQ(acceptance().facts.front().fact().consuntivo_approved().lateness_reason(), "");
  EXPECT_EQ(Recorded().front().fact().consuntivo_approved().lateness_reason(),
            "Rendiconto approvato il 27 giugno");
  EXPECT_EQ(WarningDetails(WarningReason::kRelazioneLate).at("term"), "2025-06-30");
}

TEST_F(ConsuntivoTest, IsValidatedOnceItIsApproved) {
  When(Validated(1));
  ThenRefused(RefusalReason::kConsuntivoNotFrozen);
  const uint64_t frozen = head();
  Given(FrozenAt(1, frozen));
  When(Validated(1));
  ThenRefused(RefusalReason::kConsuntivoNotApproved);
  Given(ConsuntivoApproved(1, frozen));
  When(FrozenAt(2, frozen).On("2025-06-15"));
  ThenRefused(RefusalReason::kConsuntivoAwaitsValidation);
  When(Validated(1).On("2025-06-01"));
  ThenRefused(RefusalReason::kDatedBeforeWhatItFollows);
  Given(Validated(1));
  When(Validated(1));
  ThenRefused(RefusalReason::kConsuntivoAlreadyValidated);
  When(ValidationRefused(1));
  ThenRefused(RefusalReason::kConsuntivoAlreadyValidated);
  When(FrozenAt(2, frozen).On("2025-06-25"));
  ThenRefused(RefusalReason::kConsuntivoAlreadyValidated);
}

TEST_F(ConsuntivoTest, IsFrozenAnewWhenValidationIsRefused) {
  const uint64_t frozen = head();
  Given(FrozenAt(1, frozen), ConsuntivoApproved(1, frozen));
  When(ValidationRefused(1));
  ThenAccepted();
  Given(ValidationRefused(1));
  When(Validated(1));
  ThenRefused(RefusalReason::kValidationAlreadyRefused);
  When(FrozenAt(2, frozen).On("2025-06-22"));
  ThenAccepted();
  // Meanwhile results may be mended: the refused version stays what it was.
  When(Progress("100").Of("ob-2").For("cultura").On("2024-12-31"));
  ThenAccepted({WarningReason::kDeclaredAnewAsDone});
}

TEST_F(ConsuntivoTest, IsPublishedOnceItIsValidatedAndClosedOnceItIsPublished) {
  const uint64_t frozen = head();
  When(YearClosed());
  ThenRefused(RefusalReason::kConsuntivoNotFrozen);
  Given(FrozenAt(1, frozen), ConsuntivoApproved(1, frozen));
  When(Published(1));
  ThenRefused(RefusalReason::kConsuntivoNotValidated);
  When(YearClosed());
  ThenRefused(RefusalReason::kConsuntivoNotValidated);
  Given(Validated(1));
  When(YearClosed());
  ThenRefused(RefusalReason::kRelazioneNotPublished);
  Given(Published(1));
  When(Published(1));
  ThenRefused(RefusalReason::kRelazioneAlreadyPublished);
}

// --- After validation, and after closing.
// ----------------------------------------------------------

class ClosedYearTest : public DecideTest {
 protected:
  void SetUp() override {
    Today("2025-09-01");
    Given(AdoptedPlan(), Progress("90").On("2024-11-30"), Deviated("s-1").On("2024-09-30"),
          MeasurePlanned("s-1", "m-1", "2025-03-31").On("2024-10-01"),
          MeasurePlanned("s-1", "m-2", "2025-03-31").On("2024-10-01"));
    const uint64_t frozen = head();
    Given(FrozenAt(1, frozen), ConsuntivoApproved(1, frozen), Validated(1), Published(1),
          YearClosed());
  }
};

TEST_F(ClosedYearTest, TakesNothingNew) {
  for (const FactBuilder& fact :
       Facts{Progress("100").On("2024-11-30"), Deviated("s-2").On("2024-11-30"),
             MeasurePlanned("s-1", "m-3", "2025-12-31").On("2025-08-01"),
             Opened("2024-12-31", "2025-01-31").On("2025-01-10"),
             Amended(GiuntaAct("200", "2024-12-20")), YearClosed(),
             Signalled("n-1").On("2025-08-01").By("nucleo-1", event::v1::ROLE_NUCLEO)}) {
    When(fact);
    ThenRefused(RefusalReason::kYearClosed, {{"closed_on", "2025-07-01"}});
  }
}

TEST_F(ClosedYearTest, TakesTheFollowUpOfScostamentiAndMeasures) {
  When(CausesStated("s-1", {CauseOf(event::v1::CAUSE_KIND_ENDOGENOUS, "Due pensionamenti")})
           .On("2025-08-01"),
       MeasureAdopted("s-1", "m-1").On("2025-08-10"), MeasureDropped("s-1", "m-2").On("2025-08-10"),
       DeviationClosed("s-1").On("2025-08-20"));
  ThenAccepted();
}

TEST_F(ClosedYearTest, TakesCorrectionsWithAReason) {
  When(Corrected(8).On("2025-08-20"));
  ThenAccepted();
  EXPECT_TRUE(acceptance().reload_needed);
  When(Corrected(8).On("2025-08-20").With([](auto& fact) {
    fact.mutable_fact_corrected()->clear_reason();
  }));
  ThenRefused(RefusalReason::kReasonMissing);
}

class ValidatedYearTest : public DecideTest {};

TEST_F(ValidatedYearTest, MayStillExplainAndSignal) {
  Today("2025-06-28");
  Given(ValidatedYear());
  When(Deviated("s-1", {CauseOf(event::v1::CAUSE_KIND_EXOGENOUS, "Fondi persi")}).On("2024-11-30"));
  ThenAccepted();
  When(Excluded().On("2024-11-30"));
  ThenRefused(RefusalReason::kConsuntivoAlreadyValidated);
}

}  // namespace
}  // namespace traguardo::domain
