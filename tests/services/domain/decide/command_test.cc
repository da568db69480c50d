// What is asked of every command and every fact, and what an accepted fact carries.

#include "services/domain/decide/decide.h"
#include "tests/services/domain/decide/given_when_then.h"
#include "tests/services/domain/decide/small_ente.h"

namespace traguardo::domain {
namespace {

using namespace traguardo::testing;  // NOLINT: the facts read as sentences.

class CommandTest : public DecideTest {};

TEST_F(CommandTest, RecordsSomething) {
  Given(AdoptedPlan());
  WhenCommand(CommandOf({}));
  ThenRefused(RefusalReason::kCommandEmpty);
}

TEST_F(CommandTest, HasAtMostTwoThousandFacts) {
  Given(AdoptedPlan());
  Facts facts(2000, Progress("10").On("2024-06-30"));
  facts.push_back(Progress("10").On("2024-06-30"));
  When(facts);
  ThenRefused(RefusalReason::kCommandTooLarge, {{"count", "2001"}, {"limit", "2000"}});
}

TEST_F(CommandTest, OfTwoThousandFactsIsTaken) {
  Given(AdoptedPlan());
  When(Facts(2000, Progress("10").On("2024-06-30")));
  ThenAccepted();
  EXPECT_EQ(acceptance().facts.size(), 2000u);
}

TEST_F(CommandTest, NeedsAFact) {
  Given(AdoptedPlan());
  When(FactBuilder(FactBuilder::Stream::kObjective, {}));
  ThenRefused(RefusalReason::kFactMissing);
  EXPECT_EQ(refusal().field, "fact");
}

TEST_F(CommandTest, KeepsItsForm) {
  Given(AdoptedPlan());
  for (const char* percent : {"101", "-1", "4,5", "1e3", ""}) {
    When(Progress(percent).On("2024-06-30"));
    ThenRefused(RefusalReason::kFieldInvalid);
    EXPECT_EQ(refusal().field, "fact.progress_recorded.percent") << percent;
  }
  When(Progress("40").On("2024-02-30"));
  ThenRefused(RefusalReason::kFieldInvalid);
  EXPECT_EQ(refusal().field, "effective_on");
  When(Progress("40").For("Tributi!").On("2024-06-30"));
  ThenRefused(RefusalReason::kFieldInvalid);
  EXPECT_EQ(refusal().field, "unit");
}

TEST_F(CommandTest, KeepsTheFormOfItsEvidence) {
  Given(AdoptedPlan());
  event::v1::Evidence evidence;
  evidence.set_sha256("zz");
  When(Progress("40").Evidence(evidence).On("2024-06-30"));
  ThenRefused(RefusalReason::kFieldInvalid);
  EXPECT_EQ(refusal().field, "evidence.sha256");
}

TEST_F(CommandTest, GivesAReasonWhereOneIsNeeded) {
  Given(AdoptedPlan());
  When(ReplanProposed("r-1", {DeadlineChange("2024-12-31")}).On("2024-10-01").With([](auto& fact) {
    fact.mutable_ripianificazione_proposed()->clear_reason();
  }));
  ThenRefused(RefusalReason::kReasonMissing);
  EXPECT_EQ(refusal().field, "fact.ripianificazione_proposed.reason");
}

TEST_F(CommandTest, NamesTheActWhereOneIsNeeded) {
  Given(AdoptedPlan(), ReplanProposed("r-1", {DeadlineChange("2024-12-31")}).On("2024-10-01"));
  When(ReplanApproved("r-1", FirstAct()).On("2024-11-07").With([](auto& fact) {
    fact.mutable_ripianificazione_approved()->clear_act();
  }));
  ThenRefused(RefusalReason::kActMissing);
  EXPECT_EQ(refusal().field, "fact.ripianificazione_approved.act");
}

TEST_F(CommandTest, AddressesTheStreamOfItsKind) {
  Given(AdoptedPlan());
  When(InPlan(Progress("40").fact()).On("2024-06-30"));
  ThenRefused(RefusalReason::kStreamMismatch,
              {{"stream", "plans/2024"}, {"expected", "plans/{year}/objectives/{objective}"}});
}

TEST_F(CommandTest, IsRefusedWhenSomebodyWroteInBetween) {
  Given(AdoptedPlan(), Progress("30").On("2024-05-31"), Progress("40").On("2024-06-30"));
  Command command = CommandOf({Progress("50").On("2024-09-30")});
  command.expected_revision = 1;
  WhenCommand(command);
  ThenRefused(RefusalReason::kRevisionMismatch, {{"expected", "1"}, {"actual", "2"}});
}

TEST_F(CommandTest, IsTakenAtTheRevisionItExpects) {
  Given(AdoptedPlan(), Progress("30").On("2024-05-31"), Progress("40").On("2024-06-30"));
  Command command = CommandOf({Progress("50").On("2024-09-30")});
  command.expected_revision = 2;
  WhenCommand(command);
  ThenAccepted();
  EXPECT_EQ(acceptance().revision, 3u);
}

TEST_F(CommandTest, ExpectsRevisionZeroOfAStreamThatIsNotThere) {
  Given(AdoptedPlan());
  Command command = CommandOf({Opened("2024-06-30", "2024-07-15").On("2024-07-01")});
  command.expected_revision = 0;
  WhenCommand(command);
  ThenAccepted();
  EXPECT_EQ(acceptance().revision, 1u);
}

TEST_F(CommandTest, NamesAUnitOnlyForFactsAboutOne) {
  Given(AdoptedPlan());
  When(ReplanProposed("r-1", {DeadlineChange("2024-12-31")}).For("tributi").On("2024-10-01"));
  ThenRefused(RefusalReason::kUnitNotExpected, {{"unit", "tributi"}});
  When(FactBuilder(Opened("2024-06-30", "2024-07-15")).On("2024-07-01").For("tributi"));
  ThenRefused(RefusalReason::kUnitNotExpected, {{"unit", "tributi"}});
}

TEST_F(CommandTest, SaysOfWhichDayItSpeaks) {
  Given(AdoptedPlan());
  When(Progress("40").On(""));
  ThenRefused(RefusalReason::kEffectiveDateMissing);
}

TEST_F(CommandTest, SpeaksOfNoDayToCome) {
  Given(AdoptedPlan());
  Today("2024-07-18");
  When(Progress("40").On("2024-07-19"));
  ThenRefused(RefusalReason::kEffectiveDateInFuture,
              {{"effective_on", "2024-07-19"}, {"today", "2024-07-18"}});
  When(Progress("40").On("2024-08"));
  ThenRefused(RefusalReason::kEffectiveDateInFuture);
}

TEST_F(CommandTest, MaySpeakOfTodayAndOfAPeriodThatIsOver) {
  Given(AdoptedPlan());
  Today("2024-07-31");
  When(Progress("40").On("2024-07-31"), Progress("41").Of("ob-1").On("2024-07"));
  ThenAccepted();
}

// By when it was there, nobody could tell; what a scostamento speaks of may still go on.
TEST_F(CommandTest, SpeaksOfNoResultInAPeriodThatIsRunning) {
  Given(AdoptedPlan());
  Today("2024-07-30");
  for (const std::string period : {"2024-07", "2024"}) {
    When(Progress("100").On(period));
    ThenRefused(RefusalReason::kEffectiveDateNotOver,
                {{"effective_on", period}, {"today", "2024-07-30"}});
  }
  When(Deviated("s1").On("2024-07"));
  ThenAccepted({WarningReason::kScostamentoWithoutCause});
}

TEST_F(CommandTest, SpeaksOfADayInThePlansLife) {
  Given(AdoptedPlan());
  Today("2027-05-01");
  When(Progress("40").On("2022-12-31"));
  ThenRefused(RefusalReason::kEffectiveDateOutsidePlan,
              {{"from", "2023-01-01"}, {"to", "2026-12-31"}});
  When(Progress("40").On("2027-01-01"));
  ThenRefused(RefusalReason::kEffectiveDateOutsidePlan);
}

// A slip in the year: there is no plan, and the day is not what is wrong.
TEST_F(CommandTest, OfAPlanThatNobodyDraftedIsToldSo) {
  Given(AdoptedPlan());
  When(Progress("40").InYear(2031).On("2024-06-30"));
  ThenRefused(RefusalReason::kPlanNotDrafted, {{"year", "2031"}});
  When(testing::Drafted().InYear(2031).On("2024-06-30"));
  ThenRefused(RefusalReason::kEffectiveDateOutsidePlan);
}

TEST_F(CommandTest, FollowsScostamentiAndCorrectsBeyondThePlansLife) {
  Given(AdoptedPlan(), Deviated("s-1").On("2024-09-30"));
  Today("2027-05-01");
  When(DeviationClosed("s-1").On("2027-04-30"));
  ThenAccepted({WarningReason::kScostamentoWithoutCause});
  When(Corrected(head()).On("2027-04-30"));
  ThenAccepted();
  When(Corrected(head()).On("2022-12-31"));
  ThenRefused(RefusalReason::kEffectiveDateOutsidePlan);
}

TEST_F(CommandTest, WarnsOfResultsOutsideThePlansYear) {
  Given(AdoptedPlan());
  Today("2025-03-01");
  When(Progress("100").For("tributi").Of("ob-2").On("2025-02-10"));
  ThenAccepted({WarningReason::kOutsidePlanYear});
}

TEST_F(CommandTest, RefersToNoActToCome) {
  Given(PlanWithObjectives());
  Today("2024-01-20");
  When(Adopted(FirstAct()).On("2024-01-20"));
  ThenRefused(RefusalReason::kActInFuture, {{"act_date", "2024-01-31"}, {"today", "2024-01-20"}});
  EXPECT_EQ(refusal().field, "fact.plan_adopted.act.date");

  event::v1::Evidence evidence;
  *evidence.mutable_act() = FirstAct();
  When(Progress("5").Evidence(evidence).On("2024-01-15"));
  ThenRefused(RefusalReason::kActInFuture);
  EXPECT_EQ(refusal().field, "evidence.act.date");
}

TEST_F(CommandTest, SpeaksOfAnEnteAPlanAndAnObjectiveThatAreThere) {
  When(OrganisedAs({UnitNamed("tributi")}));
  ThenRefused(RefusalReason::kEnteNotRegistered);
  Given(AdoptedPlan());
  When(Progress("40").InYear(2023).On("2023-06-30"));
  ThenRefused(RefusalReason::kPlanNotDrafted, {{"year", "2023"}});
  When(Progress("40").Of("ob-9").On("2024-06-30"));
  ThenRefused(RefusalReason::kObjectiveUnknown, {{"objective", "ob-9"}});
}

TEST_F(CommandTest, MayRegisterLateAndKeepsBothDays) {
  Given(AdoptedPlan());
  Today("2024-07-18");
  When(Progress("40").On("2024-06-30").By("resp-tributi"));
  ThenAccepted();
  const event::v1::Envelope fact = Recorded().front();
  EXPECT_EQ(fact.effective_on(), "2024-06-30");
  // 1.5 seconds before midnight, UTC, of 18 July.
  EXPECT_EQ(fact.recorded_at().seconds(), 1'721'347'198);
  EXPECT_EQ(fact.recorded_at().nanos(), 500'000'000);
  EXPECT_EQ(fact.actor().principal(), "resp-tributi");
  EXPECT_EQ(fact.responsabile_then(), "resp-tributi");
  EXPECT_EQ(fact.ente(), "demo");
  EXPECT_EQ(fact.command_hash(), "0123456789abcdef");
  EXPECT_FALSE(fact.has_evidence());
  EXPECT_TRUE(fact.private_hash().empty());
}

TEST_F(CommandTest, SplitsTextsOffTheFactsItRecords) {
  Given(AdoptedPlan());
  When(Progress("40").On("2024-06-30").With([](auto& fact) {
    fact.mutable_progress_recorded()->set_note("Manca il collaudo");
  }));
  ThenAccepted();
  EXPECT_EQ(acceptance().facts.front().fact().progress_recorded().note(), "");
  EXPECT_EQ(acceptance().private_parts.front().fact().progress_recorded().note(),
            "Manca il collaudo");
}

TEST_F(CommandTest, IsAllOrNothing) {
  Given(AdoptedPlan());
  When(Progress("40").On("2024-06-30"), Progress("50").For("tributi").Of("ob-2").On("2024-06-30"),
       Measured("sconosciuto", "1").On("2024-06-30"), Progress("60").On("2024-07-31"));
  ThenRefused(RefusalReason::kIndicatorUnknown, {{"indicator", "sconosciuto"}}, 2);
  EXPECT_TRUE(result().state_is_dirty);
  EXPECT_FALSE(after() == before());
}

TEST_F(CommandTest, LeavesACleanStateWhenItsFirstFactIsRefused) {
  Given(AdoptedPlan());
  When(Measured("sconosciuto", "1").On("2024-06-30"), Progress("60").On("2024-07-31"));
  ThenRefused(RefusalReason::kIndicatorUnknown);
  EXPECT_FALSE(result().state_is_dirty);
}

TEST_F(CommandTest, SeesItsOwnEarlierFacts) {
  Given(AdoptedPlan());
  When(Deviated("s-1").On("2024-09-30"),
       CausesStated("s-1", {CauseOf(event::v1::CAUSE_KIND_EXOGENOUS, "Ritardo dell'appaltatore")})
           .On("2024-10-02"));
  ThenAccepted({WarningReason::kScostamentoWithoutCause});
}

}  // namespace
}  // namespace traguardo::domain
