// Ripianificazioni: proposed with a reason, decided by an act, judged against the plan as it is
// then.

#include "tests/services/domain/decide/given_when_then.h"
#include "tests/services/domain/decide/small_ente.h"

namespace traguardo::domain {
namespace {

using namespace traguardo::testing;  // NOLINT: the facts read as sentences.
using event::v1::Change;

class RipianificazioneTest : public DecideTest {
 protected:
  void SetUp() override { Given(AdoptedPlan()); }

  static Change ChangeOf(void (*set)(Change&)) {
    Change change;
    set(change);
    return change;
  }
  static FactBuilder Proposal(std::vector<Change> changes) {
    return ReplanProposed("r-1", std::move(changes)).On("2024-10-01");
  }
  static event::v1::Act NovemberAct() { return GiuntaAct("106", "2024-11-07"); }
  static FactBuilder Approval(std::string id = "r-1") {
    return ReplanApproved(std::move(id), NovemberAct()).On("2024-11-07");
  }
  void ThenRefusedFor(Change change, RefusalReason reason, const Details& details = {}) {
    When(Proposal({std::move(change)}));
    ThenRefused(reason, details);
  }
};

TEST_F(RipianificazioneTest, ChangesWhatItNames) {
  const auto target = ChangeOf([](auto& c) {
    c.mutable_indicator()->set_indicator("atti");
    c.mutable_indicator()->set_target("1300");
  });
  const auto planned = ChangeOf([](auto& c) {
    c.mutable_phase()->set_phase("lavori");
    *c.mutable_phase()->mutable_planned() = PeriodOf("2024-04-01", "2024-12-31");
  });
  const auto due = ChangeOf([](auto& c) {
    c.mutable_milestone()->set_milestone("approvazione");
    c.mutable_milestone()->set_due("2024-12-15");
  });
  const auto added = ChangeOf(
      [](auto& c) { *c.mutable_milestone_added() = MilestoneOf("collaudo", "2024-12-20"); });
  When(Proposal({DeadlineChange("2024-12-31"), WeightChange("55"), target, planned, due, added,
                 AssignmentChange(AssignmentOf("resp-nuovo"))})
           .By("resp-tributi"));
  ThenAccepted({WarningReason::kTakenBackWithoutScostamento});
}

TEST_F(RipianificazioneTest, MayChangeTheTimeShape) {
  const auto shape = ChangeOf([](auto& c) {
    auto* multi_year = c.mutable_time_shape()->mutable_multi_year();
    *multi_year->mutable_period() = PeriodOf("2024-01-01", "2025-12-31");
  });
  When(Proposal({shape}));
  ThenAccepted({WarningReason::kTakenBackWithoutScostamento});
}

TEST_F(RipianificazioneTest, AddsIndicatorsAndPhases) {
  const auto indicator = ChangeOf([](auto& c) {
    *c.mutable_indicator_added() = IndicatorOf("utenze", event::v1::DIRECTION_UP, "25");
  });
  const auto lighter = ChangeOf([](auto& c) {
    c.mutable_phase()->set_phase("lavori");
    c.mutable_phase()->set_weight("50");
  });
  const auto phase =
      ChangeOf([](auto& c) { *c.mutable_phase_added() = PhaseOf("collaudo", "10"); });
  When(Proposal({indicator, lighter, phase}));
  ThenAccepted();
  // Without the lighter one they weigh 110.
  ThenRefusedFor(phase, RefusalReason::kPhaseWeightsNotHundred, {{"sum", "110"}});
  EXPECT_EQ(refusal().field, "fact.ripianificazione_proposed.changes");
}

TEST_F(RipianificazioneTest, PutsAnAddedPhaseWhereItsPercentBelongs) {
  event::v1::Phase half = PhaseOf("meta", "");
  half.set_cumulative_percent("50");
  event::v1::Phase whole = PhaseOf("fine", "");
  whole.set_cumulative_percent("100");
  Given(RulesAdopted(2, rules::v1::WEIGHTING_WEIGHTED, rules::v1::PHASE_CONVENTION_CUMULATIVE),
        Amended(NovemberAct()), Defined("ob-3", Plain("0").Add(half).Add(whole)).On("2024-11-07"));
  const auto phase = ChangeOf([](auto& c) {
    *c.mutable_phase_added() = PhaseOf("quasi", "");
    c.mutable_phase_added()->set_cumulative_percent("80");
  });
  When(Proposal({phase}).Of("ob-3").On("2024-11-20"));
  ThenAccepted();
}

TEST_F(RipianificazioneTest, HasAnIdOfItsOwn) {
  Given(Proposal({DeadlineChange("2024-12-31")}));
  When(Proposal({WeightChange("55")}));
  ThenRefused(RefusalReason::kRipianificazioneExists, {{"ripianificazione", "r-1"}});
}

TEST_F(RipianificazioneTest, NamesThingsThatAreThere) {
  ThenRefusedFor(ChangeOf([](auto& c) {
                   c.mutable_indicator()->set_indicator("utenze");
                   c.mutable_indicator()->set_target("25");
                 }),
                 RefusalReason::kIndicatorUnknown, {{"indicator", "utenze"}});
  EXPECT_EQ(refusal().field, "fact.ripianificazione_proposed.changes[0].indicator");
  ThenRefusedFor(ChangeOf([](auto& c) {
                   c.mutable_phase()->set_phase("collaudo");
                   c.mutable_phase()->set_weight("10");
                 }),
                 RefusalReason::kPhaseUnknown, {{"phase", "collaudo"}});
  ThenRefusedFor(ChangeOf([](auto& c) {
                   c.mutable_milestone()->set_milestone("collaudo");
                   c.mutable_milestone()->set_due("2024-12-15");
                 }),
                 RefusalReason::kMilestoneUnknown, {{"milestone", "collaudo"}});
  ThenRefusedFor(AssignmentChange(AssignmentOf("resp-nuovo", "tecnico")),
                 RefusalReason::kUnitNotOfObjective, {{"unit", "tecnico"}});
}

TEST_F(RipianificazioneTest, AddsOnlyWhatIsNotThere) {
  ThenRefusedFor(ChangeOf([](auto& c) {
                   *c.mutable_indicator_added() =
                       IndicatorOf("atti", event::v1::DIRECTION_UP, "25");
                 }),
                 RefusalReason::kDuplicateId, {{"id", "atti"}});
  ThenRefusedFor(
      ChangeOf([](auto& c) { *c.mutable_milestone_added() = MilestoneOf("bando", "2024-12-20"); }),
      RefusalReason::kDuplicateId, {{"id", "bando"}});
}

TEST_F(RipianificazioneTest, ChangesSomething) {
  ThenRefusedFor(DeadlineChange("2024-11-30"), RefusalReason::kChangeWithoutEffect,
                 {{"what", "time"}});
  ThenRefusedFor(WeightChange("60"), RefusalReason::kChangeWithoutEffect, {{"what", "weight"}});
  ThenRefusedFor(ChangeOf([](auto& c) { c.mutable_indicator()->set_indicator("atti"); }),
                 RefusalReason::kChangeWithoutEffect, {{"what", "indicator:atti"}});
  ThenRefusedFor(DeadlineChange(""), RefusalReason::kFieldInvalid);
}

TEST_F(RipianificazioneTest, TouchesEachThingOnce) {
  When(Proposal({WeightChange("50"), WeightChange("55")}));
  ThenRefused(RefusalReason::kChangeRepeated, {{"what", "weight"}});
  EXPECT_EQ(refusal().field, "fact.ripianificazione_proposed.changes[1]");
}

TEST_F(RipianificazioneTest, DropsOrChanges) {
  When(Proposal({Dropped()}));
  ThenAccepted({WarningReason::kTakenBackWithoutScostamento});
  When(Proposal({Dropped(), DeadlineChange("2024-12-31")}));
  ThenRefused(RefusalReason::kDropNotAlone);
}

TEST_F(RipianificazioneTest, GivesADeadlineWhereNoTimeWasStated) {
  Given(Amended(NovemberAct()), Defined("ob-3", Plain("0").NotStated()).On("2024-11-07"));
  When(Proposal({DeadlineChange("2024-12-31")}).Of("ob-3").On("2024-11-10"));
  ThenAccepted();
}

TEST_F(RipianificazioneTest, MovesNoDeadlineOfRecurringChecks) {
  Given(Amended(NovemberAct()),
        Defined("ob-3", Plain("0").Recurring({"2024-11-30"})).On("2024-11-07"));
  When(Proposal({DeadlineChange("2024-12-31")}).Of("ob-3").On("2024-11-10"));
  ThenRefused(RefusalReason::kObjectiveWithoutDeadline, {{"objective", "ob-3"}});
}

TEST_F(RipianificazioneTest, MovesNoMilestoneThatIsReached) {
  Given(Reached("approvazione").On("2024-06-20"));
  ThenRefusedFor(ChangeOf([](auto& c) {
                   c.mutable_milestone()->set_milestone("approvazione");
                   c.mutable_milestone()->set_due("2024-12-15");
                 }),
                 RefusalReason::kMilestoneAlreadyReached, {{"milestone", "approvazione"}});
}

TEST_F(RipianificazioneTest, GivesNoTargetTheDirectionHasNoUseFor) {
  ThenRefusedFor(ChangeOf([](auto& c) {
                   c.mutable_indicator()->set_indicator("aperto");
                   c.mutable_indicator()->set_target("3");
                 }),
                 RefusalReason::kIndicatorTargetNotFitting, {{"indicator", "aperto"}});
}

TEST_F(RipianificazioneTest, AnswersScostamentiThatAreThere) {
  When(ReplanProposed("r-1", {DeadlineChange("2024-12-31")}, {"s-1"}).On("2024-10-01"));
  ThenRefused(RefusalReason::kScostamentoUnknown, {{"scostamento", "s-1"}});
  Given(Deviated("s-1").On("2024-09-30"));
  When(ReplanProposed("r-1", {DeadlineChange("2024-12-31")}, {"s-1"}).On("2024-10-01"));
  ThenAccepted();
  When(ReplanProposed("r-1", {DeadlineChange("2024-12-31")}, {"s-1", "s-1"}).On("2024-10-01"));
  ThenRefused(RefusalReason::kDuplicateId, {{"id", "s-1"}});
}

TEST_F(RipianificazioneTest, IsWarnedOfADeadlineThatHasPassedAlready) {
  When(Proposal({DeadlineChange("2024-09-15")}).On("2024-10-01"));
  // The phase "lavori" ends on 30 November.
  ThenAccepted({WarningReason::kNewDeadlineAlreadyPassed, WarningReason::kDueAfterDeadline});
}

TEST_F(RipianificazioneTest, IsWarnedOfANewDeadlineAfterTheYear) {
  When(Proposal({DeadlineChange("2025-03-31")}));
  ThenAccepted(
      {WarningReason::kDeadlineOutsidePlanYear, WarningReason::kTakenBackWithoutScostamento});
}

TEST_F(RipianificazioneTest, IsNotForAnExcludedObjective) {
  Given(Excluded().On("2024-05-01"));
  When(Proposal({DeadlineChange("2024-12-31")}));
  ThenRefused(RefusalReason::kObjectiveExcluded);
}

// --- Decisions.
// ------------------------------------------------------------------------------------

TEST_F(RipianificazioneTest, IsApprovedByAnAct) {
  Given(Proposal({DeadlineChange("2024-12-31")}));
  When(Approval().By("giunta", event::v1::ROLE_ORGANO_POLITICO));
  ThenAccepted();
}

TEST_F(RipianificazioneTest, IsRejectedByAnActAndAReason) {
  Given(Proposal({DeadlineChange("2024-12-31")}));
  When(ReplanRejected("r-1", NovemberAct()).On("2024-11-07"));
  ThenAccepted();
}

TEST_F(RipianificazioneTest, IsDecidedOnce) {
  Given(Proposal({DeadlineChange("2024-12-31")}), Approval());
  When(Approval());
  ThenRefused(RefusalReason::kRipianificazioneDecided,
              {{"ripianificazione", "r-1"}, {"decided_on", "2024-11-07"}});
  When(ReplanRejected("r-1", NovemberAct()).On("2024-11-10"));
  ThenRefused(RefusalReason::kRipianificazioneDecided);
}

TEST_F(RipianificazioneTest, IsDecidedOnlyWhenProposed) {
  When(Approval("r-9"));
  ThenRefused(RefusalReason::kRipianificazioneUnknown, {{"ripianificazione", "r-9"}});
  Given(Proposal({DeadlineChange("2024-12-31")}));
  When(ReplanApproved("r-1", GiuntaAct("90", "2024-09-15")).On("2024-09-15"));
  ThenRefused(RefusalReason::kDatedBeforeWhatItFollows, {{"previous", "2024-10-01"}});
}

// An act of 2019 once approved a proposal of 2025.
TEST_F(RipianificazioneTest, IsNotDecidedByAnOlderAct) {
  Given(Proposal({DeadlineChange("2024-12-31")}));
  for (const char* date : {"2019-09-01", "2024-09-30", "2024-09", "2023"}) {
    When(ReplanApproved("r-1", GiuntaAct("90", date)).On("2024-11-07"));
    ThenRefused(RefusalReason::kActBeforeWhatItDecides,
                {{"act_date", date}, {"previous", "2024-10-01"}});
    EXPECT_EQ(refusal().field, "fact.ripianificazione_approved.act.date");
    When(ReplanRejected("r-1", GiuntaAct("90", date)).On("2024-11-07"));
    ThenRefused(RefusalReason::kActBeforeWhatItDecides);
  }
  // A date that may be late enough is.
  for (const char* date : {"2024-10-01", "2024-10"}) {
    When(ReplanApproved("r-1", GiuntaAct("90", date)).On("2024-11-07"));
    ThenAccepted();
  }
  // And one that may be too late is late.
  When(ReplanApproved("r-1", GiuntaAct("90", "2024")).On("2024-11-07"));
  ThenAccepted(
      {WarningReason::kDeadlineAlreadyPassed, WarningReason::kTakenBackWithoutScostamento});
}

TEST_F(RipianificazioneTest, IsNotDecidedByAnActOlderThanThePlan) {
  Given(ReplanProposed("r-1", {DeadlineChange("2024-12-31")}).On("2024-01-10"));
  When(ReplanApproved("r-1", GiuntaAct("12", "2024-01-20")).On("2024-02-10"));
  ThenRefused(RefusalReason::kActBeforeWhatItDecides, {{"previous", "2024-01-31"}});
}

TEST_F(RipianificazioneTest, IsWarnedWhenItComesAfterTheDeadlineItMoves) {
  Given(ReplanProposed("r-1", {DeadlineChange("2024-12-31")}).On("2024-11-29"));
  When(ReplanApproved("r-1", GiuntaAct("120", "2024-12-01")).On("2024-12-01"));
  ThenAccepted(
      {WarningReason::kDeadlineAlreadyPassed, WarningReason::kTakenBackWithoutScostamento});
  EXPECT_EQ(WarningDetails(WarningReason::kDeadlineAlreadyPassed).at("deadline"), "2024-11-30");
}

TEST_F(RipianificazioneTest, IsWarnedOfAnActDatedAfterItsEffect) {
  Given(Proposal({DeadlineChange("2024-12-31")}));
  When(ReplanApproved("r-1", NovemberAct()).On("2024-10-15"));
  ThenAccepted({WarningReason::kActDatedAfterEffect});
}

TEST_F(RipianificazioneTest, IsJudgedAgainWhenItIsApproved) {
  const auto collaudo = ChangeOf(
      [](auto& c) { *c.mutable_milestone_added() = MilestoneOf("collaudo", "2024-11-20"); });
  Given(Proposal({collaudo}), ReplanProposed("r-2", {collaudo}).On("2024-10-02"), Approval("r-2"));
  When(Approval("r-1"));
  ThenRefused(RefusalReason::kDuplicateId, {{"id", "collaudo"}});
}

TEST_F(RipianificazioneTest, ThatLeavesTheWeightsApartIsRefused) {
  Given(Proposal({WeightChange("50")}));
  When(Approval());
  ThenRefused(RefusalReason::kWeightsNotTotal,
              {{"scope", "performance"}, {"sum", "90"}, {"total", "100"}, {"difference", "10"}});
}

TEST_F(RipianificazioneTest, ThatDropsAWeightIsRefusedByItself) {
  Given(Proposal({Dropped()}));
  When(Approval());
  ThenRefused(RefusalReason::kWeightsNotTotal, {{"sum", "40"}});
}

// --- Amendments.
// -----------------------------------------------------------------------------------

TEST_F(RipianificazioneTest, SeveralAreDecidedByOneAmendment) {
  Given(Proposal({WeightChange("50")}),
        ReplanProposed("r-2", {WeightChange("30")}).Of("ob-2").On("2024-10-02"),
        ReplanProposed("r-3", {DeadlineChange("2024-12-31")}).On("2024-10-03"));
  When(Amended(NovemberAct()), Approval("r-1"), Approval("r-2").Of("ob-2"),
       ReplanRejected("r-3", NovemberAct()).On("2024-11-07"),
       Defined("ob-3", Plain("20")).On("2024-11-07"));
  ThenAccepted();
  EXPECT_EQ(acceptance().facts.size(), 5u);
}

TEST_F(RipianificazioneTest, AmendmentMayBeTheOrgansOwn) {
  Given(Proposal({WeightChange("50")}));
  When(Amended(NovemberAct()).By("giunta", event::v1::ROLE_ORGANO_POLITICO), Approval("r-1"),
       Defined("ob-3", Plain("10")).On("2024-11-07"));
  ThenAccepted();
}

TEST_F(RipianificazioneTest, AmendmentThatLeavesTheWeightsApartLeavesNothing) {
  Given(Proposal({WeightChange("50")}),
        ReplanProposed("r-2", {WeightChange("30")}).Of("ob-2").On("2024-10-02"));
  When(Amended(NovemberAct()), Approval("r-1"), Approval("r-2").Of("ob-2"));
  ThenRefused(RefusalReason::kWeightsNotTotal, {{"sum", "80"}}, 2);
  EXPECT_TRUE(result().state_is_dirty);
}

TEST_F(RipianificazioneTest, AmendmentIsRefusedInTheMiddleAndLeavesNothing) {
  Given(Proposal({WeightChange("50")}));
  When(Amended(NovemberAct()), Approval("r-1"), Approval("r-9"), Approval("r-1"));
  ThenRefused(RefusalReason::kRipianificazioneUnknown, {{"ripianificazione", "r-9"}}, 2);
  EXPECT_TRUE(result().state_is_dirty);
}

TEST_F(RipianificazioneTest, ObjectivesJoinAnAdoptedPlanOnlyByAnAmendment) {
  When(Defined("ob-3", Plain("0")).On("2024-11-07"));
  ThenRefused(RefusalReason::kAmendmentMissing, {{"adopted_on", "2024-01-31"}});
  When(Defined("ob-3", Plain("0")).On("2024-11-07"), Amended(NovemberAct()));
  ThenAccepted();
}

TEST_F(RipianificazioneTest, OneCommandIsOneAct) {
  Given(Proposal({DeadlineChange("2024-12-31")}));
  When(Amended(NovemberAct()),
       ReplanApproved("r-1", GiuntaAct("107", "2024-11-07")).On("2024-11-07"));
  ThenRefused(RefusalReason::kActDiffersFromAmendment, {}, 1);
  When(Amended(NovemberAct()), Amended(GiuntaAct("107", "2024-11-07")));
  ThenRefused(RefusalReason::kActDiffersFromAmendment, {}, 1);
}

TEST_F(RipianificazioneTest, AmendmentComesAfterTheAdoption) {
  When(Amended(GiuntaAct("10", "2024-01-15")));
  ThenRefused(RefusalReason::kAmendmentBeforeAdoption, {{"adopted_on", "2024-01-31"}});
}

TEST_F(RipianificazioneTest, AmendmentIsByALaterActThanTheAdoption) {
  When(Amended(GiuntaAct("10", "2024-01-15")).On("2024-02-15"));
  ThenRefused(RefusalReason::kActBeforeWhatItDecides,
              {{"act_date", "2024-01-15"}, {"previous", "2024-01-31"}});
}

class DraftAmendmentTest : public DecideTest {};

TEST_F(DraftAmendmentTest, IsRefused) {
  Given(PlanWithObjectives());
  When(Amended(GiuntaAct("10", "2024-01-15")));
  ThenRefused(RefusalReason::kPlanNotAdopted);
}

}  // namespace
}  // namespace traguardo::domain
