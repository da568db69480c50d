// Monitoring rounds: who reports, on what, once; who decides on reports; what is missing at the
// end.

#include "services/domain/status/round_duties.h"
#include "tests/services/domain/decide/given_when_then.h"
#include "tests/services/domain/decide/small_ente.h"

namespace traguardo::domain {
namespace {

using namespace traguardo::testing;  // NOLINT: the facts read as sentences.

class RoundTest : public DecideTest {
 protected:
  void SetUp() override { Given(AdoptedPlan()); }

  static FactBuilder OpenedForJune() { return Opened("2024-06-30", "2024-07-15").On("2024-06-20"); }
  static FactBuilder OpenedFor(std::vector<std::string> units) {
    return OpenedForJune().With([&](auto& fact) {
      for (auto& unit : units) fact.mutable_round_opened()->add_units(std::move(unit));
    });
  }
  static FactBuilder TributiReport() {
    return Submitted("resp-tributi", {"ob-1", "ob-2"}).On("2024-07-10");
  }
};

TEST_F(RoundTest, IsOpenedOnce) {
  When(OpenedForJune());
  ThenAccepted();
  Given(OpenedForJune());
  When(OpenedForJune());
  ThenRefused(RefusalReason::kRoundExists, {{"round", "giugno"}});
}

TEST_F(RoundTest, IsDueAfterItsReferenceDate) {
  When(Opened("2024-06-30", "2024-06-15").On("2024-06-01"));
  ThenRefused(RefusalReason::kRoundDueBeforeReference);
}

TEST_F(RoundTest, AsksUnitsThatAreThere) {
  When(OpenedFor({"polizia"}));
  ThenRefused(RefusalReason::kUnitUnknown, {{"unit", "polizia"}});
  EXPECT_EQ(refusal().field, "fact.round_opened.units[0]");
  When(OpenedFor({"cultura", "cultura"}));
  ThenRefused(RefusalReason::kDuplicateId, {{"id", "cultura"}});
}

TEST_F(RoundTest, IsWarnedOfAReferenceOutsideTheYear) {
  When(Opened("2025-01-31", "2025-02-15").On("2024-11-20"));
  ThenAccepted({WarningReason::kRoundReferenceOutsidePlanYear});
}

TEST_F(RoundTest, TakesReportsWhileItIsOpen) {
  When(TributiReport());
  ThenRefused(RefusalReason::kRoundUnknown, {{"round", "giugno"}});
  Given(OpenedForJune());
  When(TributiReport().By("resp-tributi"));
  ThenAccepted();
  Given(Closed().On("2024-07-31"));
  When(TributiReport());
  ThenRefused(RefusalReason::kRoundClosed, {{"closed_on", "2024-07-31"}});
  When(Closed().On("2024-08-31"));
  ThenRefused(RefusalReason::kRoundClosed);
}

TEST_F(RoundTest, TakesReportsFromThoseWhoHaveSomethingDue) {
  Given(OpenedForJune());
  When(Submitted("resp-tecnico", {"ob-1"}).On("2024-07-10"));
  ThenRefused(RefusalReason::kNothingDueInRound, {{"responsabile", "resp-tecnico"}});
  When(Submitted("resp-cultura", {"ob-2", "ob-1"}).On("2024-07-10"));
  ThenRefused(RefusalReason::kObjectiveNotDueFromResponsabile, {{"objective", "ob-1"}});
  EXPECT_EQ(refusal().field, "fact.report_submitted.objectives[1]");
  When(Submitted("resp-cultura", {"ob-9"}).On("2024-07-10"));
  ThenRefused(RefusalReason::kObjectiveUnknown, {{"objective", "ob-9"}});
  When(Submitted("resp-cultura", {"ob-2", "ob-2"}).On("2024-07-10"));
  ThenRefused(RefusalReason::kDuplicateId, {{"id", "ob-2"}});
}

TEST_F(RoundTest, AsksOnlyItsUnits) {
  Given(OpenedFor({"cultura"}));
  When(Submitted("resp-tributi", {"ob-1"}).On("2024-07-10"));
  ThenRefused(RefusalReason::kObjectiveNotDueFromResponsabile, {{"objective", "ob-1"}});
}

TEST_F(RoundTest, AsksNothingOfWhatLeftThePlan) {
  Given(OpenedForJune(), Excluded().On("2024-05-01"));
  When(TributiReport());
  ThenRefused(RefusalReason::kObjectiveNotDueFromResponsabile, {{"objective", "ob-1"}});
}

TEST_F(RoundTest, ReportsAreSubmittedByTheResponsabileOrADeputyInTheirName) {
  Given(OpenedForJune());
  const auto report = Submitted("resp-tributi", {"ob-1"}).On("2024-07-10");
  When(FactBuilder(report).By("vice-tributi"));
  ThenRefused(RefusalReason::kNotResponsible, {{"principal", "vice-tributi"}});
  When(FactBuilder(report).By("vice-tributi").OnBehalfOf("resp-tributi"));
  ThenAccepted({WarningReason::kReportIncomplete});
  When(FactBuilder(report).By("resp-cultura").OnBehalfOf("resp-tributi"));
  ThenRefused(RefusalReason::kNotResponsible, {{"principal", "resp-cultura"}});
}

TEST_F(RoundTest, AfterAHandoverTheSuccessorReports) {
  Given(OpenedForJune(), HandedOver("resp-tributi", AssignmentOf("resp-nuovo")).On("2024-07-05"));
  When(Submitted("resp-nuovo", {"ob-1"}).On("2024-07-10").By("resp-nuovo"));
  ThenAccepted();
  When(Submitted("resp-tributi", {"ob-1"}).On("2024-07-10").By("resp-tributi"));
  ThenRefused(RefusalReason::kNotResponsible);
}

TEST_F(RoundTest, IsWarnedOfReportsThatAreIncompleteOrLate) {
  Given(OpenedForJune());
  When(Submitted("resp-tributi", {"ob-1"}).On("2024-07-20"));
  ThenAccepted({WarningReason::kReportIncomplete, WarningReason::kReportLate});
  EXPECT_EQ(WarningDetails(WarningReason::kReportIncomplete).at("objective"), "ob-2");
  EXPECT_EQ(WarningDetails(WarningReason::kReportLate).at("due_date"), "2024-07-15");
}

TEST_F(RoundTest, TakesAReportAgainOnlyWhenItWasReturned) {
  Given(OpenedForJune(), TributiReport());
  When(TributiReport());
  ThenRefused(RefusalReason::kReportAlreadySubmitted, {{"responsabile", "resp-tributi"}});
  Given(Returned("resp-tributi").On("2024-07-12"));
  When(Submitted("resp-tributi", {"ob-1", "ob-2"}).On("2024-07-11"));
  ThenRefused(RefusalReason::kDatedBeforeWhatItFollows, {{"previous", "2024-07-12"}});
  When(Submitted("resp-tributi", {"ob-1", "ob-2"}).On("2024-07-14"));
  ThenAccepted();
  Given(Submitted("resp-tributi", {"ob-1", "ob-2"}).On("2024-07-14"),
        Approved("resp-tributi").On("2024-07-15"));
  When(Submitted("resp-tributi", {"ob-1", "ob-2"}).On("2024-07-15"));
  ThenRefused(RefusalReason::kReportAlreadySubmitted);
}

TEST_F(RoundTest, DecidesOnReportsThatWereSubmitted) {
  Given(OpenedForJune());
  When(Approved("resp-tributi").On("2024-07-12"));
  ThenRefused(RefusalReason::kReportNotSubmitted, {{"responsabile", "resp-tributi"}});
  Given(TributiReport());
  When(Approved("resp-tributi").On("2024-07-12"));
  ThenAccepted();
  When(Returned("resp-tributi").On("2024-07-12"));
  ThenAccepted();
  When(Returned("resp-tributi").On("2024-07-09"));
  ThenRefused(RefusalReason::kDatedBeforeWhatItFollows);
  Given(Returned("resp-tributi").On("2024-07-12"));
  When(Approved("resp-tributi").On("2024-07-13"));
  ThenRefused(RefusalReason::kReportNotSubmitted);
}

TEST_F(RoundTest, IsClosedAndSaysWhatIsMissing) {
  Given(OpenedForJune(), TributiReport());
  When(Closed().On("2024-07-31"));
  ThenAccepted({WarningReason::kReportsMissing});
  const Details details = WarningDetails(WarningReason::kReportsMissing);
  EXPECT_EQ(details.at("count"), "1");
  EXPECT_EQ(details.at("expected"), "2");
  EXPECT_EQ(details.at("responsabile"), "resp-cultura");
  Given(Submitted("resp-cultura", {"ob-2"}).On("2024-07-14"));
  When(Closed().On("2024-07-31"));
  ThenAccepted();
  When(Closed().On("2024-06-01"));
  ThenRefused(RefusalReason::kDatedBeforeWhatItFollows);
}

TEST_F(RoundTest, DutiesFollowResponsabiliUnitsAndSuspensions) {
  Given(OpenedForJune(), Suspended().Of("ob-2").For("cultura").On("2024-06-01"));
  const Ente ente = FoldWithoutTexts(SoFar());
  const PlanYear& plan = ente.years.at(2024);
  const auto duties = DutiesOf(plan, plan.rounds.at("giugno"));
  const std::map<std::string, std::vector<std::string>> expected{
      {"resp-tributi", {"ob-1", "ob-2"}}};
  EXPECT_EQ(duties, expected);
}

TEST_F(RoundTest, IsOpenedAlsoBeforeALateAdoptionAndSaysSo) {
  Given(Drafted().InYear(2023).On("2023-01-02"));
  When(Opened("2023-06-30", "2023-07-15").InYear(2023).On("2023-06-20"));
  ThenAccepted({WarningReason::kPlanNotAdoptedYet});
}

}  // namespace
}  // namespace traguardo::domain
