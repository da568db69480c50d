// Given facts, then state: what each kind of fact does to it.

#include "services/domain/evolve/evolve.h"

#include <gtest/gtest.h>

#include <string>

#include "services/domain/status/plan_status.h"
#include "tests/testing/fact_builder.h"

namespace traguardo::domain {
namespace {

using namespace traguardo::testing;  // NOLINT: the facts read as sentences.

class EvolveTest : public ::testing::Test {
 protected:
  // Records the fact and evolves the state by it; gives its position.
  uint64_t Given(const FactBuilder& fact) {
    const event::v1::Envelope& recorded = story_.Add(fact);
    Evolve(state_, recorded);
    return recorded.position();
  }

  const PlanYear& Plan() { return state_.years.at(2024); }
  const Objective& Ob(const std::string& id = "ob-1") { return Plan().objectives.at(id); }
  const domain::Round& Giugno() { return Plan().rounds.at("giugno"); }

  Story story_{"demo"};
  Ente state_;
};

TEST_F(EvolveTest, ARegisteredEnteExistsAndIsNamed) {
  EXPECT_FALSE(state_.base.exists());
  Given(Registered("Comune di Prova").On("2024-01-02"));

  EXPECT_EQ(state_.id, "demo");
  EXPECT_TRUE(state_.base.exists());
  EXPECT_EQ(state_.base.revision, 1u);
  EXPECT_EQ(state_.base.registered.value->name(), "Comune di Prova");
  EXPECT_EQ(state_.base.registered.order().EffectiveOn(), "2024-01-02");
  EXPECT_EQ(state_.base.registered.by.principal(), "amministratore");
}

TEST_F(EvolveTest, ConsentsAreGivenAndWithdrawnByPurposeAndGrantee) {
  event::v1::Fact given;
  given.mutable_consent_given()->set_purpose(event::v1::CONSENT_PURPOSE_COMPARISON);
  given.mutable_consent_given()->set_grantee("regione");
  event::v1::Fact withdrawn;
  withdrawn.mutable_consent_withdrawn()->set_purpose(event::v1::CONSENT_PURPOSE_COMPARISON);
  withdrawn.mutable_consent_withdrawn()->set_grantee("regione");

  Given(FactBuilder(FactBuilder::Stream::kEnte, given).On("2024-01-10"));
  EXPECT_TRUE(state_.base.HasConsent(event::v1::CONSENT_PURPOSE_COMPARISON, "regione"));
  EXPECT_FALSE(state_.base.HasConsent(event::v1::CONSENT_PURPOSE_OPERATION, "regione"));
  EXPECT_FALSE(state_.base.HasConsent(event::v1::CONSENT_PURPOSE_COMPARISON, "unione"));

  Given(FactBuilder(FactBuilder::Stream::kEnte, withdrawn).On("2024-02-10"));
  EXPECT_FALSE(state_.base.HasConsent(event::v1::CONSENT_PURPOSE_COMPARISON, "regione"));
}

TEST_F(EvolveTest, WithdrawnPositionsAreRemembered) {
  event::v1::Fact withdrawn;
  withdrawn.mutable_personal_data_withdrawn()->add_positions(3);
  withdrawn.mutable_personal_data_withdrawn()->add_positions(8);
  Given(FactBuilder(FactBuilder::Stream::kEnte, withdrawn));
  EXPECT_EQ(state_.base.withdrawn_positions, (absl::btree_set<uint64_t>{3, 8}));
}

TEST_F(EvolveTest, APlanIsDraftedRuledAdoptedAndAmended) {
  Given(Drafted("2024-01-31"));
  EXPECT_TRUE(Plan().exists());
  EXPECT_FALSE(Plan().is_adopted());
  Given(RulesAdopted(1));
  Given(RulesAdopted(2, rules::v1::WEIGHTING_UNWEIGHTED));
  EXPECT_EQ(CurrentRuleSet(Plan()).version, 2u);
  EXPECT_EQ(FindScope(*CurrentRuleSet(Plan()).rule_set, "performance")->weighting(),
            rules::v1::WEIGHTING_UNWEIGHTED);
  EXPECT_EQ(FindScope(*CurrentRuleSet(Plan()).rule_set, "altro"), nullptr);

  Given(Adopted(GiuntaAct("21", "2024-02-28")));
  EXPECT_TRUE(Plan().is_adopted());
  EXPECT_EQ(Plan().adopted.order().EffectiveOn(), "2024-02-28");
  Given(Amended(GiuntaAct("106", "2024-11-07")));
  Given(Amended(GiuntaAct("60", "2024-07-01")));

  ASSERT_EQ(Plan().amendments.size(), 2u);
  EXPECT_EQ(Plan().amendments.begin()->second.value->act().number(), "60");
  EXPECT_EQ(Plan().revision, 6u);
}

TEST_F(EvolveTest, ThereIsNoRuleSetBeforeTheFirst) {
  Given(Drafted());
  EXPECT_FALSE(CurrentRuleSet(Plan()).is_set());
}

TEST_F(EvolveTest, ARedefinitionReplacesTheDefinitionAndARemovalEndsIt) {
  Given(Defined("ob-1", Definition("1")));
  Given(Redefined("ob-1", Definition("1 bis")).On("2024-01-10"));
  EXPECT_EQ(Ob().definition.value->code(), "1 bis");
  EXPECT_EQ(Ob().defined.position, 1u);
  EXPECT_TRUE(Ob().exists());

  Given(Removed("ob-1").On("2024-01-11"));
  EXPECT_FALSE(Ob().exists());
  EXPECT_EQ(Ob().last_position, 3u);
  EXPECT_EQ(Ob().revision, 0u) << "nothing was recorded in its own stream";
}

TEST_F(EvolveTest, AnObjectiveThatOnlyOtherFactsNameDoesNotExist) {
  Given(Progress("40").Of("ob-9").On("2024-06-30"));
  EXPECT_FALSE(Ob("ob-9").exists());
  EXPECT_EQ(Ob("ob-9").revision, 1u);
  EXPECT_EQ(state_.FindObjective(2024, "ob-9"), &Ob("ob-9"));
  EXPECT_EQ(state_.FindObjective(2024, "ob-8"), nullptr);
  EXPECT_EQ(state_.FindObjective(2023, "ob-9"), nullptr);
}

TEST_F(EvolveTest, ALaterDayWinsOverALaterPosition) {
  Given(Progress("60").On("2024-09-30"));
  Given(Progress("40").On("2024-06-30"));  // Late registration.

  const UnitResult& result = Ob().ResultOf("");
  ASSERT_EQ(result.declarations.size(), 2u);
  EXPECT_EQ(result.declarations[0].percent(), *ParseDecimal("40"));
  EXPECT_EQ(result.declarations[1].percent(), *ParseDecimal("60"));
  EXPECT_EQ(result.latest.order().EffectiveOn(), "2024-09-30");
  EXPECT_EQ(result.last_report.EffectiveOn(), "2024-09-30");
}

TEST_F(EvolveTest, KeepsTheDayOfEveryReportOnce) {
  Given(Measured("atti", "900").On("2024-09-30"));
  Given(Measured("atti", "400").On("2024-06-30"));
  Given(Progress("40").On("2024-06"));  // Speaks up to the last day of June.
  Given(Progress("20").On("2024-03-31"));
  const auto day = [](const char* date) { return ParseCivilDate(date)->first_day_number(); };
  EXPECT_EQ(Ob().ResultOf("").report_days,
            (std::vector<DayNumber>{day("2024-03-31"), day("2024-06-30"), day("2024-09-30")}));
}

TEST_F(EvolveTest, OnTheSameDayTheLaterPositionWins) {
  Given(Progress("60").On("2024-06"));
  Given(Progress("55.50").On("2024-06-01"));
  EXPECT_EQ(Ob().ResultOf("").declarations.back().percent()->ToString(), "55.50");
}

TEST_F(EvolveTest, ZeroIsADeclarationAndNotDueIsNone) {
  Given(traguardo::testing::NotDue("2024-01", "2024-06").On("2024-06-30"));
  EXPECT_TRUE(Ob().ResultOf("").declarations.empty());
  EXPECT_FALSE(Ob().ResultOf("").last_report.is_set()) << "nor a report";
  EXPECT_EQ(Ob().ResultOf("").not_due.begin()->second.to, "2024-06");
  EXPECT_EQ(Ob().ResultOf("").not_due.begin()->second.said_on,
            ParseCivilDate("2024-06-30")->first_day_number());

  Given(Progress("0").On("2024-07-31"));
  ASSERT_EQ(Ob().ResultOf("").declarations.size(), 1u);
  EXPECT_EQ(Ob().ResultOf("").declarations[0].percent(), Decimal::Whole(0));
}

TEST_F(EvolveTest, UnitsOfATransversalObjectiveHaveResultsOfTheirOwn) {
  Given(Progress("95").For("tributi").On("2024-12-31"));
  Given(Progress("100").For("polizia").On("2024-12-31"));
  EXPECT_EQ(Ob().results.size(), 2u);
  EXPECT_EQ(Ob().ResultOf("tributi").declarations.back().percent(), Decimal::Whole(95));
  EXPECT_TRUE(Ob().ResultOf("").declarations.empty());
}

TEST_F(EvolveTest, ProgressOfAPhaseIsNotProgressOfTheWhole) {
  Given(PhaseProgress("f1", "100").On("2024-06-30"));
  EXPECT_TRUE(Ob().ResultOf("").declarations.empty());
  EXPECT_EQ(Ob().ResultOf("").phase_percents.at("f1").back().percent()->ToString(), "100");
}

TEST_F(EvolveTest, EveryMeasurementOfEachIndicatorAndUnitIsKeptByTheDayItSpeaksOf) {
  Given(Measured("accertamenti", "1357").On("2024-12-31"));
  Given(Measured("accertamenti", "900").On("2024-06-30"));
  Given(Measured("accertamenti", "910").On("2024-06-30"));
  Given(Measured("accertamenti", "12").For("tributi").On("2024-03-31"));
  EXPECT_EQ(Ob().measurements.size(), 2u);
  const Measurements& whole = Ob().measurements.at({"accertamenti", ""});
  ASSERT_EQ(whole.size(), 3u);
  EXPECT_EQ(whole[0].value->value(), "900");
  EXPECT_EQ(whole[1].value->value(), "910") << "of one day, the one recorded later comes later";
  EXPECT_EQ(whole[2].value->value(), "1357");
  EXPECT_EQ(whole[2].by.order.EffectiveOn(), "2024-12-31");
  EXPECT_EQ(Ob().measurements.at({"accertamenti", "tributi"}).back().value->value(), "12");
}

TEST_F(EvolveTest, AMeasurementThatIsMetAgainChangesNothing) {
  const event::v1::Envelope first = story_.Add(Measured("accertamenti", "900").On("2024-06-30"));
  const event::v1::Envelope second = story_.Add(Measured("accertamenti", "950").On("2024-09-30"));
  for (const event::v1::Envelope& fact : {second, first, second, first}) Evolve(state_, fact);
  EXPECT_EQ(Ob().measurements.at({"accertamenti", ""}).size(), 2u);
}

TEST_F(EvolveTest, OutcomesMilestonesAndFinalResultsAreKept) {
  Given(Reached("m1").On("2024-03-19"));
  Given(Stated(event::v1::OUTCOME_PARTLY_REACHED).On("2024-12-31"));
  Given(Proposed("95").On("2025-01-31"));
  Given(Assessed("90").On("2025-03-31"));
  EXPECT_EQ(Ob().reached.at({"m1", ""}).order.EffectiveOn(), "2024-03-19");
  EXPECT_EQ(Ob().ResultOf("").declarations.back().outcome(), event::v1::OUTCOME_PARTLY_REACHED);
  EXPECT_EQ(Ob().ResultOf("").final_proposed->value.percent, "95");
  EXPECT_EQ(Ob().ResultOf("").final_assessed->value.percent, "90");
  EXPECT_EQ(Ob().ResultOf("").final_assessed->by.principal(), "nucleo");
  EXPECT_EQ(Ob().ResultOf("").last_report.EffectiveOn(), "2025-03-31") << "they are reports";
}

TEST_F(EvolveTest, AScostamentoCollectsItsCausesMeasuresAndClosing) {
  Given(MeasureAdopted("s1", "m1").On("2024-09-01"));  // Seen before what it names.
  EXPECT_FALSE(Ob().scostamenti.at("s1").exists());
  EXPECT_FALSE(Ob().scostamenti.at("s1").is_open());

  Given(Deviated("s1").On("2024-07-01"));
  EXPECT_TRUE(Ob().scostamenti.at("s1").is_open());
  EXPECT_TRUE(Ob().scostamenti.at("s1").causes_missing());
  Given(CausesStated("s1", {CauseOf(event::v1::CAUSE_KIND_EXOGENOUS, "Affidatario in ritardo")})
            .On("2024-07-10"));
  EXPECT_FALSE(Ob().scostamenti.at("s1").causes_missing());
  Given(MeasurePlanned("s1", "m1", "2024-08-31").On("2024-07-10"));
  EXPECT_EQ(Ob().scostamenti.at("s1").measures.at("m1").settled.value.settlement,
            Settlement::kAdopted);
  Given(MeasureDropped("s1", "m2").On("2024-09-01"));
  EXPECT_EQ(Ob().scostamenti.at("s1").measures.at("m2").settled.value.settlement,
            Settlement::kDropped);

  const uint64_t last = Given(DeviationClosed("s1").On("2024-10-01").By("segretario"));
  EXPECT_EQ(Ob().scostamenti.at("s1").closed.by.principal(), "segretario");
  EXPECT_FALSE(Ob().scostamenti.at("s1").is_open());
  EXPECT_EQ(Ob().scostamenti.at("s1").last_position, last);
}

TEST_F(EvolveTest, ARipianificazioneIsPendingUntilAnActDecides) {
  Given(ReplanProposed("r1", {DeadlineChange("2025-03-31")}).On("2024-10-01"));
  EXPECT_TRUE(Ob().ripianificazioni.at("r1").is_pending());
  Given(ReplanApproved("r1", GiuntaAct("106", "2024-11-07")));
  EXPECT_TRUE(Ob().ripianificazioni.at("r1").is_approved());
  EXPECT_EQ(Ob().ripianificazioni.at("r1").decided.value.act->number(), "106");

  Given(ReplanProposed("r2", {WeightChange("3.00")}).On("2024-10-01"));
  Given(ReplanRejected("r2", GiuntaAct("107", "2024-11-07")));
  EXPECT_TRUE(Ob().ripianificazioni.at("r2").is_rejected());
}

TEST_F(EvolveTest, AnApprovalWithoutAProposalDecidesNothingYet) {
  Given(ReplanApproved("r1", GiuntaAct("106", "2024-11-07")));
  EXPECT_FALSE(Ob().ripianificazioni.at("r1").is_approved());
  EXPECT_FALSE(Ob().ripianificazioni.at("r1").is_pending());
}

TEST_F(EvolveTest, ARoundKnowsHowEachReportStands) {
  Given(Opened("2024-06-30", "2024-07-15").On("2024-06-20"));
  EXPECT_TRUE(Giugno().is_open());
  Given(Submitted("resp-tributi", {"ob-1"}).On("2024-07-10"));
  EXPECT_EQ(Giugno().reports.at("resp-tributi").status(), ReportStatus::kSubmitted);
  Given(Returned("resp-tributi").On("2024-07-11"));
  EXPECT_EQ(Giugno().reports.at("resp-tributi").status(), ReportStatus::kReturned);
  Given(Submitted("resp-tributi", {"ob-1", "ob-2"}).On("2024-07-12"));
  Given(Approved("resp-tributi").On("2024-07-13"));
  EXPECT_EQ(Giugno().reports.at("resp-tributi").status(), ReportStatus::kApproved);
  EXPECT_EQ(Giugno().reports.at("resp-tributi").submitted.value->objectives_size(), 2);
  Given(Closed().On("2024-07-20"));
  EXPECT_FALSE(Giugno().is_open());
  EXPECT_EQ(RoundReport{}.status(), ReportStatus::kMissing);
}

// A report that comes again does not wipe out that it was sent back, and why: in whatever order the
// facts arrive.
TEST_F(EvolveTest, AReportRemembersEveryTimeItWasSentBack) {
  Given(Opened("2024-06-30", "2024-07-15").On("2024-06-20"));
  const uint64_t first = Given(Submitted("resp-tributi", {"ob-1"}).On("2024-07-10"));
  Given(Returned("resp-tributi").On("2024-07-11").With([](event::v1::Fact& fact) {
    fact.mutable_report_returned()->set_reason("Manca una cifra");
  }));
  const uint64_t third = Given(Submitted("resp-tributi", {"ob-1", "ob-2"}).On("2024-07-14"));
  const uint64_t second = Given(Submitted("resp-tributi", {"ob-1"}).On("2024-07-12"));
  Given(Returned("resp-tributi").On("2024-07-13"));

  const RoundReport& report = Giugno().reports.at("resp-tributi");
  EXPECT_EQ(report.submitted.order().position, third);
  ASSERT_EQ(report.earlier_submissions.size(), 2u);
  EXPECT_EQ(report.earlier_submissions.begin()->second.position(), first);
  EXPECT_EQ(report.earlier_submissions.rbegin()->second.position(), second);
  ASSERT_EQ(report.earlier_returns.size(), 1u);
  EXPECT_EQ(report.earlier_returns.begin()->second.value, "Manca una cifra");
  EXPECT_EQ(report.returned.order().EffectiveOn(), "2024-07-13");
}

TEST_F(EvolveTest, TheConsuntivoGoesFromFreezeToPublication) {
  const auto in_plan = [](event::v1::Fact fact) {
    return FactBuilder(FactBuilder::Stream::kPlan, std::move(fact));
  };
  event::v1::Fact frozen;
  frozen.mutable_consuntivo_frozen()->set_version(1);
  frozen.mutable_consuntivo_frozen()->set_frozen_position(120);
  event::v1::Fact refused;
  refused.mutable_validation_refused()->set_version(1);
  refused.mutable_validation_refused()->set_reasons("Mancano le cause");
  event::v1::Fact validated;
  validated.mutable_consuntivo_validated()->set_version(2);
  event::v1::Fact closed;
  closed.mutable_year_closed();

  Given(in_plan(frozen).On("2025-05-31"));
  EXPECT_EQ(Plan().consuntivo.at(1).frozen.value, 120u);
  Given(in_plan(refused).On("2025-06-10"));
  EXPECT_TRUE(Plan().consuntivo.at(1).is_refused());
  EXPECT_FALSE(IsValidated(Plan()));
  Given(in_plan(validated).On("2025-06-25"));
  EXPECT_EQ(CurrentConsuntivoVersion(Plan()), 2u);
  EXPECT_TRUE(IsValidated(Plan()));
  Given(in_plan(closed).On("2025-07-01"));
  EXPECT_TRUE(Plan().is_closed());
}

TEST_F(EvolveTest, ACorrectionIsRememberedByItsStream) {
  const uint64_t progress = Given(Progress("40").On("2024-06-30"));
  Evolve(state_, story_.Correct(progress, "Cifra di un altro obiettivo"));
  ASSERT_EQ(Ob().corrections.size(), 1u);
  EXPECT_EQ(Ob().corrections.at(progress).value, "Cifra di un altro obiettivo");
  EXPECT_EQ(Ob().revision, 2u);
}

TEST_F(EvolveTest, AFactInAStreamOfAnotherKindOnlyMovesTheRevision) {
  event::v1::Fact progress;
  progress.mutable_progress_recorded()->set_percent("40");
  Given(FactBuilder(FactBuilder::Stream::kPlan, progress));
  EXPECT_EQ(Plan().revision, 1u);
  EXPECT_TRUE(Plan().objectives.empty());
}

TEST_F(EvolveTest, WhatNoDecideWouldAcceptIsStillFolded) {
  event::v1::Envelope odd = Progress("quaranta").On("2023-02-29").Build();
  odd.set_position(1);
  odd.set_revision(1);
  Evolve(state_, odd);
  EXPECT_TRUE(Ob().ResultOf("").declarations.empty());
  EXPECT_EQ(Ob().ResultOf("").last_report.EffectiveOn(), "1900-01-01");

  event::v1::Envelope nowhere = odd;
  nowhere.set_stream("piani/2024");
  const Ente before = state_;
  Evolve(state_, nowhere);
  EXPECT_TRUE(state_ == before);
}

// After a handover the successor reports the months before it: who answered then stays readable.
TEST_F(EvolveTest, WhoAnsweredThenIsKeptWithTheActor) {
  event::v1::Envelope fact = Progress("40").By("resp-nuovo").On("2024-02-29").Build();
  fact.set_position(1);
  fact.set_revision(1);
  fact.set_responsabile_then("resp-tributi");
  Evolve(state_, fact);
  EXPECT_EQ(Ob().ResultOf("").latest.by.responsabile_then(), "resp-tributi");
  EXPECT_EQ(Ob().ResultOf("").latest.by.principal(), "resp-nuovo");
  fact.set_position(2);
  fact.set_revision(2);
  fact.set_effective_on("2024-03-31");
  fact.set_responsabile_then("resp-nuovo");
  Evolve(state_, fact);
  EXPECT_EQ(Ob().ResultOf("").latest.by.responsabile_then(), "resp-nuovo");
  EXPECT_EQ(state_.actors.size(), 2u);
}

TEST_F(EvolveTest, OneActorIsHeldOnceHoweverManyFactsItRecords) {
  for (int i = 0; i < 20; ++i) Given(Progress("40").By("resp-tributi").On("2024-06-30"));
  Given(Progress("41").By("resp-tributi").OnBehalfOf("resp-polizia").On("2024-06-30"));
  EXPECT_EQ(state_.actors.size(), 2u);
  EXPECT_EQ(Ob().ResultOf("").latest.by.on_behalf_of(), "resp-polizia");
}

}  // namespace
}  // namespace traguardo::domain
