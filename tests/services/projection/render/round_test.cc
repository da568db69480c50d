#include <array>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/domain/status/round_duties.h"
#include "tests/services/projection/year_story.h"

namespace traguardo::projection {
namespace {

using testing::AssignmentOf;
using testing::Definition;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Two responsabili; a round about 30 June with reports due by 15 July.
YearStory RoundStory() {
  YearStory story(Definition("1").Add(AssignmentOf("resp-tributi")));
  story.Tell(testing::Defined(
      "ob-2", Definition("2").Units({"tecnico"}).Add(AssignmentOf("resp-tecnico"))));
  story.Tell(testing::Defined("ob-3", Definition("3").Add(AssignmentOf("resp-tributi"))));
  story.Tell(testing::Opened("2024-06-30", "2024-07-15").On("2024-06-20"));
  return story;
}

const view::v1::RoundReport& ReportOf(const view::v1::Round& round, const std::string& who) {
  for (const view::v1::RoundReport& report : round.reports()) {
    if (report.responsabile() == who) return report;
  }
  ADD_FAILURE() << "no report of " << who;
  return view::v1::RoundReport::default_instance();
}

TEST(Round, NamesWhoIsMissingAndForWhat) {
  const YearStory story = RoundStory();
  const view::v1::Round round = story.RoundOn("2024-07-01");
  EXPECT_EQ(round.name(), "enti/demo/plans/2024/rounds/giugno");
  ASSERT_EQ(round.reports_size(), 2);
  EXPECT_EQ(ReportOf(round, "resp-tributi").state(), view::v1::REPORT_STATE_MISSING);
  EXPECT_THAT(ReportOf(round, "resp-tributi").due_objectives(), ElementsAre("ob-1", "ob-3"));
  EXPECT_THAT(ReportOf(round, "resp-tecnico").due_objectives(), ElementsAre("ob-2"));
  EXPECT_TRUE(round.today().open());
  EXPECT_EQ(round.today().expected_count(), 2u);
  EXPECT_EQ(round.today().missing_count(), 2u);
  EXPECT_EQ(round.today().days_to_due(), 14);
  EXPECT_EQ(story.RoundOn("2024-07-18").today().days_to_due(), -3);
}

TEST(Round, SubmittedReturnedSubmittedAgainApproved) {
  YearStory story = RoundStory();
  story.Tell(testing::Submitted("resp-tributi", {"ob-1"}).On("2024-07-10").By("resp-tributi"));
  view::v1::RoundReport report = ReportOf(story.RoundOn("2024-07-10"), "resp-tributi");
  EXPECT_EQ(report.state(), view::v1::REPORT_STATE_SUBMITTED);
  EXPECT_THAT(report.covered_objectives(), ElementsAre("ob-1"));
  EXPECT_THAT(report.due_objectives(), ElementsAre("ob-1", "ob-3")) << "one was left out";
  EXPECT_FALSE(report.late());
  EXPECT_EQ(story.RoundOn("2024-07-10").today().missing_count(), 2u)
      << "a report that leaves out an objective is missing as well";
  EXPECT_EQ(story.RoundOn("2024-07-10").today().due_objectives_count(), 3u);
  EXPECT_EQ(story.RoundOn("2024-07-10").today().missing_objectives_count(), 2u);

  story.Tell(testing::Returned("resp-tributi").On("2024-07-11"));
  report = ReportOf(story.RoundOn("2024-07-11"), "resp-tributi");
  EXPECT_EQ(report.state(), view::v1::REPORT_STATE_RETURNED);
  EXPECT_EQ(report.return_reason(), "Manca il dato di un indicatore");
  EXPECT_EQ(story.RoundOn("2024-07-11").today().missing_count(), 2u) << "it has to come again";

  story.Tell(testing::Submitted("resp-tributi", {"ob-1", "ob-3"}).On("2024-07-12"));
  story.Tell(testing::Approved("resp-tributi").On("2024-07-13"));
  report = ReportOf(story.RoundOn("2024-07-13"), "resp-tributi");
  EXPECT_EQ(report.state(), view::v1::REPORT_STATE_APPROVED);
  EXPECT_EQ(report.return_reason(), "");
  ASSERT_EQ(report.returns_size(), 1) << "that it was sent back stays, and why";
  EXPECT_EQ(report.returns(0).reason(), "Manca il dato di un indicatore");
  EXPECT_EQ(report.returns(0).submitted().effective_on(), "2024-07-10");
  EXPECT_EQ(report.returns(0).returned().effective_on(), "2024-07-11");
  EXPECT_EQ(story.RoundOn("2024-07-13").today().missing_count(), 1u);
  EXPECT_EQ(story.RoundOn("2024-07-13").today().missing_objectives_count(), 1u);
}

// The closing of a round warns by the same functions: the row and the warning say the same.
TEST(Round, CountsWhatTheClosingWarnsOf) {
  YearStory story = RoundStory();
  story.Tell(
      testing::HandedOver("resp-tecnico", AssignmentOf("resp-nuovo")).Of("ob-2").On("2024-07-01"));
  const auto expect_agreement = [&](const std::string& day) {
    const domain::Ente ente = story.StateOn(day);
    const domain::PlanYear& plan = *ente.FindYear(YearStory::kYear);
    const domain::Round& round = *ente.FindRound(YearStory::kYear, "giugno");
    const view::v1::RoundToday today = story.RoundOn(day).today();
    EXPECT_EQ(today.missing_count(), domain::MissingDutiesOf(plan, round).size()) << day;
    EXPECT_EQ(today.expected_count(), domain::OwnDutiesOf(plan, round).size()) << day;
  };
  expect_agreement("2024-07-02");
  story.Tell(testing::Submitted("resp-tributi", {"ob-1"}).On("2024-07-03"));
  expect_agreement("2024-07-03");
  story.Tell(testing::Submitted("resp-nuovo", {"ob-2", "ob-3"}).On("2024-07-04"));
  expect_agreement("2024-07-04");
  EXPECT_EQ(story.RoundOn("2024-07-04").today().missing_count(), 0u);
  story.Tell(testing::Returned("resp-tributi").On("2024-07-05"));
  expect_agreement("2024-07-05");
  EXPECT_EQ(story.RoundOn("2024-07-05").today().missing_objectives_count(), 1u);
}

TEST(Round, LateIsJudgedByTheDayItWasRecorded) {
  YearStory story = RoundStory();
  story.Tell(testing::Submitted("resp-tributi", {"ob-1", "ob-3"}).On("2024-06-30"), "2024-07-15");
  story.Tell(testing::Submitted("resp-tecnico", {"ob-2"}).On("2024-06-30"), "2024-07-16");
  const view::v1::Round round = story.RoundOn("2024-07-20");
  EXPECT_FALSE(ReportOf(round, "resp-tributi").late());
  EXPECT_TRUE(ReportOf(round, "resp-tecnico").late()) << "whatever day it speaks of";
}

TEST(Round, AsksItsUnitsOnly) {
  YearStory story = RoundStory();
  story.Tell(
      testing::Opened("2024-09-30", "2024-10-15")
          .Of("settembre")
          .On("2024-09-20")
          .With([](event::v1::Fact& fact) { fact.mutable_round_opened()->add_units("tecnico"); }));
  const view::v1::Round round = story.RoundOn("2024-09-21", "settembre");
  ASSERT_EQ(round.reports_size(), 1);
  EXPECT_EQ(round.reports(0).responsabile(), "resp-tecnico");
}

TEST(Round, WhatIsExcludedOrSuspendedIsNotAsked) {
  YearStory story = RoundStory();
  story.Tell(testing::Excluded().Of("ob-1").On("2024-06-25"));
  story.Tell(testing::Suspended().Of("ob-2").On("2024-06-25"));
  const view::v1::Round round = story.RoundOn("2024-07-01");
  ASSERT_EQ(round.reports_size(), 1);
  EXPECT_THAT(round.reports(0).due_objectives(), ElementsAre("ob-3"));
}

// Said after the reports were due, of a day before: whoever was missing was missing.
TEST(Round, WhatIsSaidTooLateToHaveBeenSuspendedIsStillAsked) {
  YearStory in_time = RoundStory();
  in_time.Tell(testing::Suspended().Of("ob-2").On("2024-06-25"), "2024-07-10");
  EXPECT_EQ(in_time.RoundOn("2024-07-31").reports_size(), 1);
  YearStory too_late = RoundStory();
  too_late.Tell(testing::Suspended().Of("ob-2").On("2024-06-25"), "2024-10-10");
  EXPECT_EQ(ReportOf(too_late.RoundOn("2024-07-31"), "resp-tecnico").state(),
            view::v1::REPORT_STATE_MISSING);
}

TEST(Round, WhatIsDeclaredNotDueForItsDayIsNotAsked) {
  YearStory story = RoundStory();
  story.Tell(testing::NotDue("2024-06-01", "2024-06-30").Of("ob-2").On("2024-06-25"));
  story.Tell(testing::NotDue("2024-05-01", "2024-06-29").Of("ob-3").On("2024-06-25"));
  const view::v1::Round round = story.RoundOn("2024-07-31");
  ASSERT_EQ(round.reports_size(), 1);
  EXPECT_THAT(round.reports(0).due_objectives(), ElementsAre("ob-1", "ob-3"));
  EXPECT_EQ(round.today().missing_objectives_count(), 2u);
}

TEST(Round, WhatIsDeclaredNotDueWhenTheReportsWereDueIsStillAsked) {
  YearStory last_day = RoundStory();
  last_day.Tell(testing::NotDue("2024-06-01", "2024-06-30").Of("ob-2").On("2024-07-15"));
  EXPECT_EQ(last_day.RoundOn("2024-07-31").reports_size(), 1);
  YearStory too_late = RoundStory();
  too_late.Tell(testing::NotDue("2024-06-01", "2024-06-30").Of("ob-2").On("2024-07-16"));
  EXPECT_EQ(too_late.RoundOn("2024-07-31").reports_size(), 2);
}

TEST(Round, WhatIsExcludedAfterTheReportsWereDueIsStillAsked) {
  YearStory too_late = RoundStory();
  too_late.Tell(testing::Excluded().Of("ob-2").On("2024-06-25"), "2024-10-10");
  EXPECT_EQ(too_late.RoundOn("2024-07-31").reports_size(), 2);
}

TEST(Round, OfATransversalObjectiveOnlyTheUnitThatIsNotDueIsLeftOut) {
  YearStory story(Definition("1")
                      .Units({"tributi", "tecnico"})
                      .Add(AssignmentOf("resp-tributi", "tributi"))
                      .Add(AssignmentOf("resp-tecnico", "tecnico")));
  story.Tell(testing::Opened("2024-06-30", "2024-07-15").On("2024-06-20"));
  story.Tell(testing::NotDue("2024-06-01", "2024-06-30").For("tributi").On("2024-06-25"));
  const view::v1::Round round = story.RoundOn("2024-07-31");
  ASSERT_EQ(round.reports_size(), 1);
  EXPECT_EQ(round.reports(0).responsabile(), "resp-tecnico");
}

TEST(Round, AUnitThatHasLeftOwesNoReport) {
  YearStory story(Definition("1")
                      .Units({"tributi", "tecnico"})
                      .Add(AssignmentOf("resp-tributi", "tributi"))
                      .Add(AssignmentOf("resp-tecnico", "tecnico")));
  story.Tell(testing::Opened("2024-06-30", "2024-07-15").On("2024-06-20"));
  event::v1::Change left;
  left.mutable_units()->add_units("tributi");
  story.Tell(testing::ReplanProposed("r1", {left}).On("2024-05-01"));
  story.Tell(testing::ReplanApproved("r1", testing::GiuntaAct("60", "2024-05-10")));
  const view::v1::Round round = story.RoundOn("2024-07-31");
  ASSERT_EQ(round.reports_size(), 1);
  EXPECT_EQ(round.reports(0).responsabile(), "resp-tributi");
}

// An act of November gave the objective to another unit, and the round of June, which had asked the
// first one, had nobody missing any more.
TEST(Round, AnActThatMovesAnObjectiveRewritesNoRoundBeforeIt) {
  YearStory story(Definition("1").Add(AssignmentOf("resp-tributi")));
  for (const auto& [id, reference, due] :
       {std::array<const char*, 3>{"giugno", "2024-06-30", "2024-07-15"},
        std::array<const char*, 3>{"novembre", "2024-11-30", "2024-12-15"}}) {
    story.Tell(
        testing::Opened(reference, due).Of(id).On("2024-06-20").With([](event::v1::Fact& fact) {
          fact.mutable_round_opened()->add_units("tributi");
        }));
  }
  event::v1::Change moved;
  moved.mutable_units()->add_units("tecnico");
  story.Tell(testing::ReplanProposed("r1", {moved}).On("2024-11-01"));
  story.Tell(testing::ReplanApproved("r1", testing::GiuntaAct("106", "2024-11-07")));
  EXPECT_EQ(story.RoundOn("2024-12-31", "giugno").today().missing_count(), 1u);
  EXPECT_EQ(story.RoundOn("2024-12-31", "novembre").today().expected_count(), 0u);
  const domain::Ente ente = story.StateOn("2024-12-31");
  const domain::Objective& objective = *ente.FindObjective(YearStory::kYear, "ob-1");
  EXPECT_TRUE(domain::IsInRound(objective, *ente.FindRound(YearStory::kYear, "giugno")))
      << "the report of June can still come";
}

TEST(Round, AfterAHandoverTheSuccessorsReportCounts) {
  YearStory story = RoundStory();
  story.Tell(
      testing::HandedOver("resp-tecnico", AssignmentOf("resp-nuovo")).Of("ob-2").On("2024-07-01"));
  EXPECT_EQ(ReportOf(story.RoundOn("2024-07-02"), "resp-tecnico").state(),
            view::v1::REPORT_STATE_MISSING);
  story.Tell(testing::Submitted("resp-nuovo", {"ob-2"}).On("2024-07-05"));
  const view::v1::Round round = story.RoundOn("2024-07-05");
  EXPECT_EQ(round.reports_size(), 2) << "the one who left owes nothing any more";
  EXPECT_EQ(ReportOf(round, "resp-nuovo").state(), view::v1::REPORT_STATE_SUBMITTED);
  EXPECT_THAT(ReportOf(round, "resp-nuovo").due_objectives(), IsEmpty());
  EXPECT_EQ(round.today().expected_count(), 1u);
}

TEST(Round, Closed) {
  YearStory story = RoundStory();
  story.Tell(testing::Closed().On("2024-07-31"));
  EXPECT_TRUE(story.RoundOn("2024-07-30").today().open());
  EXPECT_FALSE(story.RoundOn("2024-07-31").today().open());
  EXPECT_EQ(story.RoundOn("2024-07-31").closed_on(), "2024-07-31");
}

}  // namespace
}  // namespace traguardo::projection
