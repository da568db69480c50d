// What a ripianificazione does to what was promised: late by the day of its act, silent without a
// scostamento; units and parts that come and go; gates of an objective that is dropped.

#include "tests/services/domain/decide/given_when_then.h"
#include "tests/services/domain/decide/small_ente.h"

namespace traguardo::domain {
namespace {

using namespace traguardo::testing;  // NOLINT: the facts read as sentences.
using event::v1::Change;

Change TargetChange(std::string indicator, std::string target) {
  Change change;
  change.mutable_indicator()->set_indicator(std::move(indicator));
  change.mutable_indicator()->set_target(std::move(target));
  return change;
}

Change UnitsChange(const std::vector<std::string>& units) {
  Change change;
  for (const std::string& unit : units) change.mutable_units()->add_units(unit);
  if (units.empty()) change.mutable_units();
  return change;
}

Change IndicatorRemoved(std::string id) {
  Change change;
  change.set_indicator_removed(std::move(id));
  return change;
}

Change PhaseRemoved(std::string id) {
  Change change;
  change.set_phase_removed(std::move(id));
  return change;
}

Change MilestoneRemoved(std::string id) {
  Change change;
  change.set_milestone_removed(std::move(id));
  return change;
}

class ReplanningTest : public DecideTest {
 protected:
  void SetUp() override { Given(AdoptedPlan()); }

  static FactBuilder ProposalOf(std::vector<Change> changes) {
    return ReplanProposed("r-1", std::move(changes)).On("2024-05-02");
  }
  static FactBuilder ApprovalOf(std::string act_date, std::string effective_on) {
    return ReplanApproved("r-1", GiuntaAct("106", std::move(act_date))).On(std::move(effective_on));
  }
  Objective ObjectiveAfter(const std::string& id) const { return *after().FindObjective(2024, id); }
};

// The deadline of June was moved by an act of November that said it held from June, and the plan
// had never been late.
TEST_F(ReplanningTest, IsLateByTheDayOfTheAct) {
  Given(Defined("ob-3", Plain("0").ByDate("2024-06-30")).On("2024-02-01"),
        ProposalOf({DeadlineChange("2024-12-31")}).Of("ob-3"));
  When(ApprovalOf("2024-11-07", "2024-06-25").Of("ob-3"));
  ThenAccepted({WarningReason::kActDatedAfterEffect, WarningReason::kDeadlineAlreadyPassed,
                WarningReason::kTakenBackWithoutScostamento});
  EXPECT_EQ(WarningDetails(WarningReason::kDeadlineAlreadyPassed).at("deadline"), "2024-06-30");
  When(ApprovalOf("2024-06-30", "2024-06-30").Of("ob-3"));
  ThenAccepted();
  When(ApprovalOf("2024-06-10", "2024-07-01").Of("ob-3"));
  ThenAccepted(
      {WarningReason::kDeadlineAlreadyPassed, WarningReason::kTakenBackWithoutScostamento});
}

// Of an act of which only the month is known, the last day by which it can have been taken.
TEST_F(ReplanningTest, AnActOfAMonthIsOfItsLastDay) {
  Given(Defined("ob-3", Plain("0").ByDate("2024-06-15")).On("2024-02-01"),
        ProposalOf({DeadlineChange("2024-12-31")}).Of("ob-3"));
  When(ApprovalOf("2024-05", "2024-06-10").Of("ob-3"));
  ThenAccepted();
  When(ApprovalOf("2024-06", "2024-06-10").Of("ob-3"));
  ThenAccepted(
      {WarningReason::kDeadlineAlreadyPassed, WarningReason::kTakenBackWithoutScostamento});
}

// Another one, closed as recovered before the deadline, was about something else.
TEST_F(ReplanningTest, IsWarnedOfAScostamentoThatSaysNothingOfIt) {
  Given(
      Defined("ob-3", Plain("0").ByDate("2024-06-30")).On("2024-02-01"),
      Deviated("s-1").Of("ob-3").On("2024-04-01"),
      DeviationClosed("s-1", event::v1::SCOSTAMENTO_CLOSING_RECOVERED).Of("ob-3").On("2024-04-20"));
  const auto proposal = ReplanProposed("r-1", {DeadlineChange("2024-12-31")}, {"s-1"}).Of("ob-3");
  When(FactBuilder(proposal).On("2024-07-02"));
  ThenAccepted({WarningReason::kTakenBackWithoutScostamento});
  Given(FactBuilder(proposal).On("2024-07-02"));
  When(ApprovalOf("2024-11-07", "2024-11-07").Of("ob-3"));
  ThenAccepted(
      {WarningReason::kDeadlineAlreadyPassed, WarningReason::kTakenBackWithoutScostamento});
}

// A target that came down to what had been counted, an objective that went after its deadline.
TEST_F(ReplanningTest, IsLateWhateverItTakesBack) {
  Given(
      Defined(
          "ob-3",
          Plain("0").ByDate("2024-06-30").Add(IndicatorOf("atti", event::v1::DIRECTION_UP, "100")))
          .On("2024-02-01"));
  for (const Change& change : {TargetChange("atti", "40"), Dropped(), IndicatorRemoved("atti"),
                               UnitsChange({"cultura"}), DeadlineChange("2024-12-31")}) {
    Given(ReplanProposed("r-" + std::to_string(head()), {change}).Of("ob-3").On("2024-05-02"));
    When(ReplanApproved("r-" + std::to_string(head() - 1), GiuntaAct("106", "2024-11-07"))
             .Of("ob-3")
             .On("2024-11-07"));
    ThenAccepted(
        {WarningReason::kDeadlineAlreadyPassed, WarningReason::kTakenBackWithoutScostamento});
  }
}

TEST_F(ReplanningTest, LateButInNeedOfNoExplanation) {
  Given(Defined("ob-3", Plain("0").ByDate("2024-06-30")).On("2024-02-01"),
        Deviated("s-1").Of("ob-3").On("2024-07-01"));
  // It names its scostamento.
  Given(ReplanProposed("r-1", {DeadlineChange("2024-12-31")}, {"s-1"}).Of("ob-3").On("2024-07-02"));
  When(ApprovalOf("2024-11-07", "2024-11-07").Of("ob-3"));
  ThenAccepted({WarningReason::kDeadlineAlreadyPassed});
  // It asks for more.
  Given(ReplanProposed("r-2", {DeadlineChange("2024-06-15")}).Of("ob-3").On("2024-05-02"));
  When(ReplanApproved("r-2", GiuntaAct("106", "2024-07-07")).Of("ob-3").On("2024-07-07"));
  ThenAccepted({WarningReason::kDeadlineAlreadyPassed, WarningReason::kNewDeadlineAlreadyPassed});
  // Who answers is no promise.
  Given(ReplanProposed("r-3", {AssignmentChange(AssignmentOf("resp-nuovo"))})
            .Of("ob-3")
            .On("2024-05-02"));
  When(ReplanApproved("r-3", GiuntaAct("106", "2024-11-07")).Of("ob-3").On("2024-11-07"));
  ThenAccepted();
}

TEST_F(ReplanningTest, IsWarnedWhileItCanStillNameItsScostamento) {
  When(ProposalOf({TargetChange("atti", "1300")}));
  ThenAccepted({WarningReason::kTakenBackWithoutScostamento});
  When(ProposalOf({TargetChange("giorni", "35")}));
  ThenAccepted({WarningReason::kTakenBackWithoutScostamento});
  When(ProposalOf({TargetChange("atti", "3000")}));
  ThenAccepted();
  When(ProposalOf({TargetChange("giorni", "25")}));
  ThenAccepted();
  Given(Deviated("s-1").On("2024-05-01"));
  When(ReplanProposed("r-1", {TargetChange("atti", "1300")}, {"s-1"}).On("2024-05-02"));
  ThenAccepted();
}

// --- Units and parts that come and go. -----------------------------------------------------------

TEST_F(ReplanningTest, ChangesTheUnits) {
  Given(ProposalOf({UnitsChange({"tributi", "tecnico"}),
                    AssignmentChange(AssignmentOf("resp-tecnico", "tecnico"))})
            .Of("ob-2"),
        Progress("30").Of("ob-2").For("cultura").On("2024-04-30"));
  When(ApprovalOf("2024-06-10", "2024-06-10").Of("ob-2"),
       Progress("20").Of("ob-2").For("tecnico").On("2024-06-30"));
  // What cultura has declared stays, and counts no more.
  ThenAccepted({WarningReason::kRemovedPartReported});
  EXPECT_EQ(WarningDetails(WarningReason::kRemovedPartReported).at("id"), "cultura");
  EXPECT_EQ(WarningDetails(WarningReason::kRemovedPartReported).at("position"),
            std::to_string(head()));
  EXPECT_EQ(ObjectiveAfter("ob-2").ResultOf("cultura").declarations.size(), 1u);
  When(ApprovalOf("2024-06-10", "2024-06-10").Of("ob-2"),
       Progress("40").Of("ob-2").For("cultura").On("2024-06-30"));
  ThenRefused(RefusalReason::kUnitNotOfObjective, {{"unit", "cultura"}}, 1);
}

TEST_F(ReplanningTest, BringsUnitsThatAreThere) {
  Given(OrganisedAs({UnitNamed("nuovo")}).On("2024-10-01"));
  const auto units = [](std::vector<std::string> ids) {
    return ProposalOf({UnitsChange(ids)}).Of("ob-2").On("2024-11-02");
  };
  When(units({"tributi", "cultura", "nuovo"}));
  ThenAccepted();
  When(units({"tributi", "boh"}));
  ThenRefused(RefusalReason::kUnitUnknown, {{"unit", "boh"}});
  EXPECT_EQ(refusal().field, "fact.ripianificazione_proposed.changes[0].units.units[1]");
  When(units({"tributi", "tributi"}));
  ThenRefused(RefusalReason::kDuplicateId, {{"id", "tributi"}});
  // The same in another order.
  When(units({"cultura", "tributi"}));
  ThenRefused(RefusalReason::kChangeWithoutEffect, {{"what", "units"}});
  When(units({}));
  ThenRefused(RefusalReason::kFieldInvalid);
}

TEST_F(ReplanningTest, RemovesParts) {
  Given(Measured("atti", "900").On("2024-04-30"));
  Given(ProposalOf({IndicatorRemoved("atti"), MilestoneRemoved("approvazione")}));
  When(ApprovalOf("2024-06-10", "2024-06-10"));
  ThenAccepted({WarningReason::kRemovedPartReported});
  EXPECT_EQ(
      WarningDetails(WarningReason::kRemovedPartReported),
      (Details{{"what", "indicator"}, {"id", "atti"}, {"position", std::to_string(head() - 1)}}));
  When(ApprovalOf("2024-06-10", "2024-06-10"), Measured("atti", "1000").On("2024-06-30"));
  ThenRefused(RefusalReason::kIndicatorUnknown, {}, 1);
}

TEST_F(ReplanningTest, RemovesNoPhaseThatLeavesTheWeightsApart) {
  When(ProposalOf({PhaseRemoved("bando")}));
  ThenRefused(RefusalReason::kPhaseWeightsNotHundred, {{"sum", "60"}});
  Change heavier;
  heavier.mutable_phase()->set_phase("lavori");
  heavier.mutable_phase()->set_weight("100");
  When(ProposalOf({PhaseRemoved("bando"), heavier}));
  ThenAccepted({WarningReason::kTakenBackWithoutScostamento});
}

TEST_F(ReplanningTest, RemovesWhatIsThere) {
  When(ProposalOf({IndicatorRemoved("utenze")}));
  ThenRefused(RefusalReason::kIndicatorUnknown, {{"indicator", "utenze"}});
  When(ProposalOf({PhaseRemoved("collaudo")}));
  ThenRefused(RefusalReason::kPhaseUnknown, {{"phase", "collaudo"}});
  When(ProposalOf({MilestoneRemoved("collaudo")}));
  ThenRefused(RefusalReason::kMilestoneUnknown, {{"milestone", "collaudo"}});
  When(ProposalOf({IndicatorRemoved("atti"), TargetChange("atti", "3000")}));
  ThenRefused(RefusalReason::kChangeRepeated, {{"what", "indicator:atti"}});
  // Another approval has removed it since.
  Given(ProposalOf({IndicatorRemoved("atti")}),
        ReplanProposed("r-2", {TargetChange("atti", "3000")}).On("2024-05-03"),
        ApprovalOf("2024-06-10", "2024-06-10"));
  When(ReplanApproved("r-2", GiuntaAct("107", "2024-06-11")).On("2024-06-11"));
  ThenRefused(RefusalReason::kIndicatorUnknown, {{"indicator", "atti"}});
}

// --- What was removed does not come back. --------------------------------------------------------

Change IndicatorAdded(std::string id) {
  Change change;
  *change.mutable_indicator_added() = IndicatorOf(std::move(id), event::v1::DIRECTION_UP, "80");
  return change;
}

Change MilestoneAdded(std::string id) {
  Change change;
  *change.mutable_milestone_added() = MilestoneOf(std::move(id), "2024-11-15");
  return change;
}

// The milestone of June was reached and went; one of November under its id began as reached.
TEST_F(ReplanningTest, AnIdThatWentDoesNotComeBack) {
  Given(Reached("approvazione").On("2024-03-20"),
        ProposalOf({IndicatorRemoved("atti"), MilestoneRemoved("approvazione")}),
        ApprovalOf("2024-06-10", "2024-06-10"));
  const auto adds = [](Change change) {
    return ReplanProposed("r-2", {std::move(change)}).On("2024-07-02");
  };
  When(adds(MilestoneAdded("approvazione")));
  ThenRefused(RefusalReason::kDuplicateId, {{"id", "approvazione"}});
  EXPECT_EQ(refusal().field, "fact.ripianificazione_proposed.changes");
  When(adds(IndicatorAdded("atti")));
  ThenRefused(RefusalReason::kDuplicateId, {{"id", "atti"}});
  // A phase may be reached, too.
  Change phase;
  *phase.mutable_phase_added() = PhaseOf("approvazione", "10");
  When(adds(phase));
  ThenRefused(RefusalReason::kDuplicateId, {{"id", "approvazione"}});
  // An indicator is something else.
  When(adds(IndicatorAdded("approvazione")));
  ThenAccepted();
}

TEST_F(ReplanningTest, AMilestoneDoesNotTakeTheIdOfAPhaseThatGoesWithTheSameAct) {
  When(ProposalOf({PhaseRemoved("bando"), MilestoneAdded("bando")}));
  ThenRefused(RefusalReason::kDuplicateId, {{"id", "bando"}});
}

// While it waited, another act brought that id and a third one took it out.
TEST_F(ReplanningTest, AnIdThatCameAndWentSinceItWasProposedDoesNotComeBack) {
  Given(ProposalOf({IndicatorAdded("utenze")}),
        ReplanProposed("r-2", {IndicatorAdded("utenze")}).On("2024-05-03"),
        ReplanApproved("r-2", GiuntaAct("107", "2024-06-11")).On("2024-06-11"),
        ReplanProposed("r-3", {IndicatorRemoved("utenze")}).On("2024-06-20"),
        ReplanApproved("r-3", GiuntaAct("108", "2024-07-11")).On("2024-07-11"));
  When(ApprovalOf("2024-07-20", "2024-07-20"));
  ThenRefused(RefusalReason::kDuplicateId, {{"id", "utenze"}});
}

// --- Phases and seasons. -------------------------------------------------------------------------

Change PhaseWeighs(std::string id, std::string weight) {
  Change change;
  change.mutable_phase()->set_phase(std::move(id));
  change.mutable_phase()->set_weight(std::move(weight));
  return change;
}

// 20 were declared in March, where 40 had been promised: by an act of November 20 were enough.
TEST_F(ReplanningTest, IsLateWhenItLowersTheFigureOfAPhaseThatIsOver) {
  Given(Progress("20").On("2024-03-31"),
        ProposalOf({PhaseWeighs("bando", "20"), PhaseWeighs("lavori", "80")}));
  When(ApprovalOf("2024-11-07", "2024-11-07"));
  ThenAccepted(
      {WarningReason::kDeadlineAlreadyPassed, WarningReason::kTakenBackWithoutScostamento});
  EXPECT_EQ(WarningDetails(WarningReason::kDeadlineAlreadyPassed).at("deadline"), "2024-03-31");
  // More of it by March asks for nothing.
  Given(ReplanProposed("r-2", {PhaseWeighs("bando", "50"), PhaseWeighs("lavori", "50")})
            .On("2024-05-02"));
  When(ReplanApproved("r-2", GiuntaAct("106", "2024-11-07")).On("2024-11-07"));
  ThenAccepted({WarningReason::kDeadlineAlreadyPassed});
}

TEST_F(ReplanningTest, IsLateWhenItTakesOutASeasonOfWhichNobodyReported) {
  const auto spring = PeriodOf("2024-03-01", "2024-05-31");
  const auto autumn = PeriodOf("2024-09-01", "2024-11-30");
  Change autumn_only;
  *autumn_only.mutable_time_shape()->mutable_seasonal()->add_windows() = autumn;
  Given(Defined("ob-3", Plain("0").Seasonal({spring, autumn})).On("2024-02-01"),
        ProposalOf({autumn_only}).Of("ob-3"));
  When(ApprovalOf("2024-07-10", "2024-07-10").Of("ob-3"));
  ThenAccepted(
      {WarningReason::kDeadlineAlreadyPassed, WarningReason::kTakenBackWithoutScostamento});
  EXPECT_EQ(WarningDetails(WarningReason::kDeadlineAlreadyPassed).at("deadline"), "2024-05-31");
  Given(Progress("30").Of("ob-3").On("2024-04-15"));
  When(ApprovalOf("2024-07-10", "2024-07-10").Of("ob-3"));
  ThenAccepted();
}

// --- Gates. --------------------------------------------------------------------------------------

Definition GatedBy(std::string objective) {
  return Plain("0").With([&](auto& definition) {
    event::v1::Gate* const gate = definition.add_gates();
    gate->set_id("prima");
    gate->set_description("Solo se l'altro è raggiunto");
    gate->set_effect(event::v1::GATE_EFFECT_ZEROES);
    gate->set_objective(std::move(objective));
  });
}

class GatedPlanTest : public ReplanningTest {
 protected:
  void SetUp() override {
    Given(AdoptedPlan(), Defined("ob-3", Plain("0")).On("2024-02-01"),
          Defined("ob-4", GatedBy("ob-3")).On("2024-02-01"),
          ReplanProposed("r-3", {Dropped()}).Of("ob-3").On("2024-05-02"),
          ReplanProposed("r-4", {Dropped()}).Of("ob-4").On("2024-05-02"));
  }
  static FactBuilder Drop(std::string proposal, std::string objective) {
    return ReplanApproved(std::move(proposal), GiuntaAct("60", "2024-06-01"))
        .Of(std::move(objective))
        .On("2024-06-01");
  }
};

TEST_F(GatedPlanTest, NamesWhoseGateLeadsToWhatIsDropped) {
  When(Drop("r-3", "ob-3"));
  ThenAccepted({WarningReason::kDroppedObjectiveNamedByGate});
  EXPECT_EQ(
      WarningDetails(WarningReason::kDroppedObjectiveNamedByGate),
      (Details{{"objective", "ob-4"}, {"code", "3"}, {"gate", "prima"}, {"dropped", "ob-3"}}));
  // The same act drops both, in whatever order.
  When(Drop("r-3", "ob-3"), Drop("r-4", "ob-4"));
  ThenAccepted();
}

// One walk for all of them: each warning is of the approval that drops.
TEST_F(GatedPlanTest, NamesWhoseGatesLeadToWhatOneActDrops) {
  Given(Defined("ob-5", Plain("0")).On("2024-02-01"),
        Defined("ob-6", GatedBy("ob-5")).On("2024-02-01"),
        ReplanProposed("r-5", {Dropped()}).Of("ob-5").On("2024-05-02"));
  When(Drop("r-5", "ob-5"), Drop("r-3", "ob-3"));
  ThenAccepted(
      {WarningReason::kDroppedObjectiveNamedByGate, WarningReason::kDroppedObjectiveNamedByGate});
  std::map<std::string, int> proposals;
  for (const Warning& warning : acceptance().warnings) {
    proposals[warning.details.at("objective")] = warning.proposal_index;
  }
  EXPECT_EQ(proposals, (std::map<std::string, int>{{"ob-4", 1}, {"ob-6", 0}}));
}

TEST_F(GatedPlanTest, TakesNoGateToWhatWasDropped) {
  Given(Drop("r-3", "ob-3"));
  When(Amended(GiuntaAct("90", "2024-07-01")), Defined("ob-5", GatedBy("ob-3")).On("2024-07-01"));
  ThenRefused(RefusalReason::kGateObjectiveUnknown, {{"gate", "prima"}, {"objective", "ob-3"}}, 1);
}

}  // namespace
}  // namespace traguardo::domain
