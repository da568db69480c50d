// Scostamenti: what deviates, why, what is done about it, how it ends.

#include "tests/services/domain/decide/given_when_then.h"
#include "tests/services/domain/decide/small_ente.h"

namespace traguardo::domain {
namespace {

using namespace traguardo::testing;  // NOLINT: the facts read as sentences.
using event::v1::CAUSE_KIND_EXOGENOUS;
using event::v1::SCOSTAMENTO_CLOSING_CONFIRMED;
using event::v1::SCOSTAMENTO_CLOSING_RECOVERED;
using event::v1::SCOSTAMENTO_CLOSING_REPLANNED;

class ScostamentoTest : public DecideTest {
 protected:
  void SetUp() override { Given(AdoptedPlan()); }

  static std::vector<event::v1::Cause> Contractor() {
    return {CauseOf(CAUSE_KIND_EXOGENOUS, "Ritardo dell'appaltatore")};
  }
  // Of the deadline, 45 days late, with its cause.
  static FactBuilder Late(std::string id) {
    return Deviated(std::move(id), Contractor()).On("2024-09-30").With([](auto& fact) {
      fact.mutable_scostamento_recorded()->set_delay_days(45);
    });
  }
  static FactBuilder About(FactBuilder fact, void (*change)(event::v1::ScostamentoSubject&)) {
    return std::move(fact).With(
        [&](auto& content) { change(*content.mutable_scostamento_recorded()->mutable_subject()); });
  }
  static FactBuilder Closing(event::v1::ScostamentoClosing closing) {
    return DeviationClosed("s-1", closing).On("2024-11-15");
  }
};

TEST_F(ScostamentoTest, IsAboutADeadlineAnIndicatorAMilestoneOrProgress) {
  When(Late("s-1"), About(Late("s-2"), [](auto& subject) { subject.set_indicator("atti"); }),
       About(Late("s-3"), [](auto& subject) { subject.set_milestone("approvazione"); }),
       About(Late("s-4"), [](auto& subject) { subject.set_milestone("bando"); }),
       About(Late("s-5"), [](auto& subject) { subject.set_progress(true); }));
  ThenAccepted();
}

TEST_F(ScostamentoTest, IsAboutSomethingThatIsThere) {
  When(About(Late("s-1"), [](auto& subject) { subject.set_indicator("utenze"); }));
  ThenRefused(RefusalReason::kIndicatorUnknown, {{"indicator", "utenze"}});
  EXPECT_EQ(refusal().field, "fact.scostamento_recorded.subject.indicator");
  When(About(Late("s-1"), [](auto& subject) { subject.set_milestone("collaudo"); }));
  ThenRefused(RefusalReason::kMilestoneUnknown, {{"milestone", "collaudo"}});
  When(About(Late("s-1"), [](auto& subject) { subject.set_deadline(false); }));
  ThenRefused(RefusalReason::kFieldInvalid);
}

// An act took it out after it had been missed: the list asks why, so it can be said.
TEST_F(ScostamentoTest, IsAboutWhatAnActHasTakenOut) {
  event::v1::Change indicator;
  indicator.set_indicator_removed("atti");
  event::v1::Change milestone;
  milestone.set_milestone_removed("approvazione");
  event::v1::Change timeless;
  timeless.mutable_time_shape()->mutable_not_stated();
  Given(ReplanProposed("r-1", {indicator, milestone, timeless}).On("2024-07-10"),
        ReplanApproved("r-1", GiuntaAct("106", "2024-07-20")).On("2024-07-20"));
  When(About(Late("s-1"), [](auto& subject) { subject.set_indicator("atti"); }),
       About(Late("s-2"), [](auto& subject) { subject.set_milestone("approvazione"); }),
       Late("s-3"));
  ThenAccepted();
  When(About(Late("s-1"), [](auto& subject) { subject.set_indicator("utenze"); }));
  ThenRefused(RefusalReason::kIndicatorUnknown, {{"indicator", "utenze"}});
}

TEST_F(ScostamentoTest, IsAboutAnObjectiveThatWasDroppedAndGoesOn) {
  Given(ReplanProposed("r-1", {Dropped()}).On("2024-07-10"),
        ReplanApproved("r-1", GiuntaAct("106", "2024-07-20")).On("2024-07-20"));
  When(Late("s-1"), CausesStated("s-1", Contractor()).On("2024-10-01"),
       MeasurePlanned("s-1", "m-1", "2024-12-01").On("2024-10-02"),
       MeasureDropped("s-1", "m-1").On("2024-10-03"), Closing(SCOSTAMENTO_CLOSING_CONFIRMED));
  ThenAccepted();
  // Nothing else is said of it.
  When(Progress("40").On("2024-09-30"));
  ThenRefused(RefusalReason::kObjectiveDropped);
}

TEST_F(ScostamentoTest, IsOfAUnitThatHasLeft) {
  event::v1::Change units;
  units.mutable_units()->add_units("tributi");
  units.mutable_units()->add_units("tecnico");
  Given(ReplanProposed("r-1", {units}).Of("ob-2").On("2024-07-10"),
        ReplanApproved("r-1", GiuntaAct("106", "2024-07-20")).Of("ob-2").On("2024-07-20"));
  When(Late("s-1").Of("ob-2").For("cultura"),
       CausesStated("s-1", Contractor()).Of("ob-2").For("cultura").On("2024-10-01"));
  ThenAccepted();
  When(Progress("40").Of("ob-2").For("cultura").On("2024-09-30"));
  ThenRefused(RefusalReason::kUnitNotOfObjective, {{"unit", "cultura"}});
  When(Late("s-1").Of("ob-2").For("boh"));
  ThenRefused(RefusalReason::kUnitNotOfObjective, {{"unit", "boh"}});
}

TEST_F(ScostamentoTest, IsAboutADeadlineOnlyWhereThereIsOne) {
  Given(Amended(GiuntaAct("60", "2024-06-01")),
        Defined("ob-3", Plain("0").NotStated()).On("2024-06-01"));
  When(Late("s-1").Of("ob-3"));
  ThenRefused(RefusalReason::kObjectiveWithoutDeadline, {{"objective", "ob-3"}});
}

TEST_F(ScostamentoTest, HasAnIdOfItsOwn) {
  Given(Late("s-1"));
  When(Late("s-1"));
  ThenRefused(RefusalReason::kScostamentoExists, {{"scostamento", "s-1"}});
}

TEST_F(ScostamentoTest, HasNoNegativeDelayAndWasDetectedByNow) {
  When(Late("s-1").With(
      [](auto& fact) { fact.mutable_scostamento_recorded()->set_delay_days(-3); }));
  ThenRefused(RefusalReason::kDelayNegative);
  When(Late("s-1").With(
      [](auto& fact) { fact.mutable_scostamento_recorded()->set_detected_on("2025-01-10"); }));
  ThenRefused(RefusalReason::kDateInFuture, {{"date", "2025-01-10"}});
  EXPECT_EQ(refusal().field, "fact.scostamento_recorded.detected_on");
}

TEST_F(ScostamentoTest, IsAskedForItsCause) {
  When(Late("s-1").With([](auto& fact) { fact.mutable_scostamento_recorded()->clear_causes(); }));
  ThenAccepted({WarningReason::kScostamentoWithoutCause});
}

TEST_F(ScostamentoTest, IsWarnedOfWhenNothingDiffers) {
  const auto with_figures = [](std::string actual) {
    return About(Deviated("s-1", Contractor()).On("2024-09-30").With([&](auto& fact) {
      fact.mutable_scostamento_recorded()->set_planned("2500");
      fact.mutable_scostamento_recorded()->set_actual(actual);
      fact.mutable_scostamento_recorded()->clear_delay_days();
    }),
                 [](auto& subject) { subject.set_indicator("atti"); });
  };
  When(with_figures("2500.0"));
  ThenAccepted({WarningReason::kScostamentoWithoutDifference});
  When(with_figures("1357"));
  ThenAccepted();
}

TEST_F(ScostamentoTest, IsWarnedOfWhenOneOnTheSameSubjectIsOpen) {
  Given(Late("s-1"));
  When(Late("s-2"));
  ThenAccepted({WarningReason::kScostamentoRepeated});
  EXPECT_EQ(WarningDetails(WarningReason::kScostamentoRepeated).at("scostamento"), "s-1");
  Given(Closing(SCOSTAMENTO_CLOSING_RECOVERED));
  When(Late("s-2").On("2024-11-20"));
  ThenAccepted();
}

TEST_F(ScostamentoTest, OfATransversalObjectiveNamesTheUnit) {
  When(Late("s-1").Of("ob-2"));
  ThenRefused(RefusalReason::kUnitMissing);
  When(Late("s-1").Of("ob-2").For("cultura"));
  ThenAccepted();
}

TEST_F(ScostamentoTest, IsFollowedInItsOwnUnit) {
  Given(Late("s-1").Of("ob-2").For("cultura"));
  When(CausesStated("s-1", Contractor()).Of("ob-2").For("tributi").On("2024-10-02"));
  ThenRefused(RefusalReason::kUnitNotExpected, {{"unit", "tributi"}});
  When(CausesStated("s-1", Contractor()).Of("ob-2").On("2024-10-02").By("resp-tributi"));
  ThenRefused(RefusalReason::kNotResponsible, {{"principal", "resp-tributi"}});
  When(CausesStated("s-1", Contractor()).Of("ob-2").On("2024-10-02").By("resp-cultura"));
  ThenAccepted();
}

TEST_F(ScostamentoTest, IsFollowedOnlyWhenItIsThere) {
  for (const FactBuilder& fact :
       Facts{CausesStated("s-9", Contractor()), MeasurePlanned("s-9", "m-1", "2024-11-30"),
             MeasureAdopted("s-9", "m-1"), MeasureDropped("s-9", "m-1"), DeviationClosed("s-9")}) {
    When(FactBuilder(fact).On("2024-10-15"));
    ThenRefused(RefusalReason::kScostamentoUnknown, {{"scostamento", "s-9"}});
  }
}

TEST_F(ScostamentoTest, IsNotFollowedBeforeItWasThere) {
  Given(Late("s-1"));
  When(CausesStated("s-1", Contractor()).On("2024-09-15"));
  ThenRefused(RefusalReason::kDatedBeforeWhatItFollows, {{"previous", "2024-09-30"}});
}

TEST_F(ScostamentoTest, HasMeasuresWithAnOwnerAndADueDate) {
  Given(Late("s-1"));
  When(MeasurePlanned("s-1", "m-1", "2024-10-31").On("2024-10-01"),
       MeasurePlanned("s-1", "m-2", "2024-11-30").On("2024-10-01"),
       MeasureAdopted("s-1", "m-1").On("2024-10-20"),
       MeasureDropped("s-1", "m-2").On("2024-11-10"));
  ThenAccepted();
}

TEST_F(ScostamentoTest, HasEachMeasureOnce) {
  Given(Late("s-1"), MeasurePlanned("s-1", "m-1", "2024-10-31").On("2024-10-01"));
  When(MeasurePlanned("s-1", "m-1", "2024-11-30").On("2024-10-02"));
  ThenRefused(RefusalReason::kMeasureExists, {{"measure", "m-1"}});
  When(MeasureAdopted("s-1", "m-9").On("2024-10-20"));
  ThenRefused(RefusalReason::kMeasureUnknown, {{"measure", "m-9"}});
}

TEST_F(ScostamentoTest, SettlesEachMeasureOnceAndNotBeforeItWasPlanned) {
  Given(Late("s-1"), MeasurePlanned("s-1", "m-1", "2024-10-31").On("2024-10-10"));
  When(MeasureAdopted("s-1", "m-1").On("2024-10-05"));
  ThenRefused(RefusalReason::kDatedBeforeWhatItFollows, {{"previous", "2024-10-10"}});
  Given(MeasureAdopted("s-1", "m-1").On("2024-10-20"));
  When(MeasureAdopted("s-1", "m-1").On("2024-10-25"));
  ThenRefused(RefusalReason::kMeasureSettled, {{"measure", "m-1"}, {"settled_on", "2024-10-20"}});
  When(MeasureDropped("s-1", "m-1").On("2024-10-25"));
  ThenRefused(RefusalReason::kMeasureSettled);
}

TEST_F(ScostamentoTest, IsWarnedOfMeasuresDueBeforeIt) {
  Given(Late("s-1"));
  When(MeasurePlanned("s-1", "m-1", "2024-08-31").On("2024-10-01"));
  ThenAccepted({WarningReason::kMeasureDueBeforeScostamento});
}

TEST_F(ScostamentoTest, MeasuresAreAdoptedByTheirOwner) {
  Given(Late("s-1"),
        MeasurePlanned("s-1", "m-1", "2024-10-31").On("2024-10-01").With([](auto& fact) {
          fact.mutable_corrective_measure_planned()->set_owner("resp-tecnico");
        }));
  When(MeasureAdopted("s-1", "m-1").On("2024-10-20").By("resp-tecnico"));
  ThenAccepted();
  When(MeasureAdopted("s-1", "m-1").On("2024-10-20").By("resp-tributi"));
  ThenAccepted();
  When(MeasureAdopted("s-1", "m-1").On("2024-10-20").By("resp-cultura"));
  ThenRefused(RefusalReason::kNotResponsible);
  When(MeasureAdopted("s-1", "m-1").On("2024-10-20").By("resp-tecnico").OnBehalfOf("resp-cultura"));
  ThenRefused(RefusalReason::kNotResponsible);
  When(MeasureAdopted("s-1", "m-1")
           .On("2024-10-20")
           .By("segretario", event::v1::ROLE_SEGRETARIO)
           .OnBehalfOf("resp-tecnico"));
  ThenAccepted();
  // Giving it up is for who answers for the objective.
  When(MeasureDropped("s-1", "m-1").On("2024-10-20").By("resp-tecnico"));
  ThenRefused(RefusalReason::kNotResponsible);
}

TEST_F(ScostamentoTest, IsClosedOnce) {
  Given(Late("s-1"));
  When(Closing(SCOSTAMENTO_CLOSING_RECOVERED));
  ThenAccepted();
  Given(Closing(SCOSTAMENTO_CLOSING_RECOVERED));
  When(Closing(SCOSTAMENTO_CLOSING_CONFIRMED));
  ThenRefused(RefusalReason::kScostamentoClosed,
              {{"scostamento", "s-1"}, {"closed_on", "2024-11-15"}});
  When(MeasurePlanned("s-1", "m-1", "2024-12-31").On("2024-11-20"));
  ThenRefused(RefusalReason::kScostamentoClosed);
  // A cause may become known last of all.
  When(CausesStated("s-1", Contractor()).On("2024-11-20"));
  ThenAccepted();
}

TEST_F(ScostamentoTest, IsWarnedOfWhatClosingLeavesOpen) {
  Given(Deviated("s-1").On("2024-09-30"),
        MeasurePlanned("s-1", "m-1", "2024-10-31").On("2024-10-01"));
  When(Closing(SCOSTAMENTO_CLOSING_CONFIRMED));
  ThenAccepted({WarningReason::kScostamentoWithoutCause, WarningReason::kMeasuresStillOpen});
  EXPECT_EQ(WarningDetails(WarningReason::kMeasuresStillOpen).at("count"), "1");
}

TEST_F(ScostamentoTest, IsReplannedOnlyByAnApprovedRipianificazioneThatNamesIt) {
  const auto act = GiuntaAct("106", "2024-11-07");
  Given(Late("s-1"), ReplanProposed("r-1", {DeadlineChange("2024-12-31")}).On("2024-10-15"),
        ReplanApproved("r-1", act).On("2024-11-07"));
  When(Closing(SCOSTAMENTO_CLOSING_REPLANNED));
  ThenRefused(RefusalReason::kScostamentoNotReplanned, {{"scostamento", "s-1"}});
  Given(ReplanProposed("r-2", {WeightChange("50")}, {"s-1"}).On("2024-11-08"));
  When(Closing(SCOSTAMENTO_CLOSING_REPLANNED));
  ThenRefused(RefusalReason::kScostamentoNotReplanned);
  Given(ReplanApproved("r-2", act).On("2024-11-10"));
  When(Closing(SCOSTAMENTO_CLOSING_REPLANNED));
  ThenAccepted();
}

}  // namespace
}  // namespace traguardo::domain
