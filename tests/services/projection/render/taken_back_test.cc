// What an act takes back late stays on the list until each part of it that was missed has a
// scostamento that speaks of it.

#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/services/projection/year_story.h"

namespace traguardo::projection {
namespace {

using event::v1::Change;
using event::v1::SCOSTAMENTO_CLOSING_RECOVERED;
using event::v1::SCOSTAMENTO_CLOSING_REPLANNED;
using testing::Definition;
using testing::Deviated;
using testing::DeviationClosed;
using testing::Dropped;
using ::testing::ElementsAre;
using testing::GiuntaAct;
using ::testing::IsEmpty;
using testing::MilestoneOf;

testing::FactBuilder OnMilestone(const std::string& id, const std::string& milestone) {
  return Deviated(id).With([&](event::v1::Fact& fact) {
    fact.mutable_scostamento_recorded()->mutable_subject()->set_milestone(milestone);
  });
}

testing::FactBuilder OnIndicator(const std::string& id, const std::string& indicator) {
  return Deviated(id).With([&](event::v1::Fact& fact) {
    fact.mutable_scostamento_recorded()->mutable_subject()->set_indicator(indicator);
  });
}

Change Lowered(const std::string& target) {
  Change change;
  change.mutable_indicator()->set_indicator("atti");
  change.mutable_indicator()->set_target(target);
  return change;
}

Change UnitsLeft(const std::string& unit) {
  Change change;
  change.mutable_units()->add_units(unit);
  return change;
}

Definition ByJune() { return Definition("1").ByDate("2024-06-30"); }
Definition ByDecember() {
  return Definition("1")
      .ByDate("2024-12-31")
      .Add(MilestoneOf("bando", "2024-03-31"))
      .Add(testing::IndicatorOf("atti", event::v1::DIRECTION_UP, "100"))
      .With([](auto& definition) { definition.mutable_indicators(0)->set_due("2024-06-30"); });
}
Definition OfTwoUnits() { return ByDecember().Units({"tributi", "tecnico"}); }

void Replan(YearStory& story, Change change, std::vector<std::string> scostamenti = {},
            const std::string& day = "2024-11-01") {
  story.Tell(testing::ReplanProposed("r1", {std::move(change)}, std::move(scostamenti)).On(day));
  story.Tell(testing::ReplanApproved("r1", GiuntaAct("106", day)).On(day));
}

view::v1::Variation Row(const YearStory& story) { return story.VariationsOn("2024-12-01").at(0); }

// What stays on the list, by what was changed.
std::vector<std::string> Listed(const YearStory& story) {
  std::vector<std::string> listed;
  const view::v1::Objective row = story.On("2024-12-01");
  for (const auto& entry : row.unexplained_variations()) listed.push_back(entry.what());
  return listed;
}

TEST(TakenBack, WhatWasReplannedBeforeSaysNothingOfTheNextMiss) {
  YearStory story(ByJune());
  story.Tell(Deviated("s1").On("2024-02-10"));
  story.Tell(DeviationClosed("s1", SCOSTAMENTO_CLOSING_REPLANNED).On("2024-02-21"));
  Replan(story, testing::DeadlineChange("2024-12-31"));
  EXPECT_THAT(Listed(story), ElementsAre("deadline"));
  // Closed when the miss was there, it had been about it.
  story.Tell(Deviated("s2").On("2024-07-10"));
  story.Tell(DeviationClosed("s2", SCOSTAMENTO_CLOSING_REPLANNED).On("2024-11-02"));
  EXPECT_THAT(Listed(story), IsEmpty());
}

TEST(TakenBack, NamingAScostamentoThatWasAnsweredLongAgoIsSilent) {
  YearStory story(Definition("1").ByDate("2024-06-30").Add(MilestoneOf("bando", "2024-03-31")));
  story.Tell(OnMilestone("s1", "bando").On("2024-04-02"));
  story.Tell(DeviationClosed("s1", SCOSTAMENTO_CLOSING_RECOVERED).On("2024-04-20"));
  Replan(story, testing::DeadlineChange("2024-12-31"), {"s1"});
  EXPECT_TRUE(Row(story).silent());
  EXPECT_THAT(Listed(story), ElementsAre("deadline"));
}

// What is replanned in time is closed as replanned, on the day of the act or before the deadline.
TEST(TakenBack, NamingAScostamentoThatTheActAnswersIsNotSilent) {
  YearStory story(ByJune());
  story.Tell(Deviated("s1").On("2024-05-10"));
  Replan(story, testing::DeadlineChange("2024-12-31"), {"s1"}, "2024-05-20");
  story.Tell(DeviationClosed("s1", SCOSTAMENTO_CLOSING_REPLANNED).On("2024-05-20"));
  EXPECT_FALSE(Row(story).silent());
  EXPECT_THAT(Listed(story), IsEmpty());
}

TEST(TakenBack, OneUnitExplainsNothingForAnother) {
  YearStory story(OfTwoUnits());
  story.Tell(testing::Measured("atti", "40").For("tributi").On("2024-06-30"));
  story.Tell(testing::Measured("atti", "100").For("tecnico").On("2024-06-30"));
  story.Tell(OnIndicator("s1", "atti").For("tecnico").On("2024-07-10"));
  Replan(story, Lowered("40"));
  EXPECT_THAT(Listed(story), ElementsAre("indicator:atti/target"));
  // The other unit had met it: nobody asks for more.
  story.Tell(OnIndicator("s2", "atti").For("tributi").On("2024-11-10"));
  EXPECT_THAT(Listed(story), IsEmpty());
}

TEST(TakenBack, ADropWantsAReasonForEachPartThatWasMissed) {
  YearStory story(ByDecember());
  story.Tell(testing::Measured("atti", "40").On("2024-06-30"));
  Replan(story, Dropped());
  EXPECT_TRUE(Row(story).late()) << "the milestone of March had passed";
  EXPECT_THAT(Listed(story), ElementsAre("dropped"));
  EXPECT_THAT(MissTexts(story.On("2024-12-01")), ::testing::SizeIs(1));
  story.Tell(OnMilestone("s1", "bando").On("2024-11-10"));
  EXPECT_THAT(Listed(story), ElementsAre("dropped")) << "it says nothing of the indicator";
  story.Tell(OnIndicator("s2", "atti").On("2024-11-11"));
  EXPECT_THAT(Listed(story), IsEmpty());
}

TEST(TakenBack, ADropIsExplainedAsAWhole) {
  YearStory story(ByDecember());
  Replan(story, Dropped());
  ASSERT_THAT(Listed(story), ElementsAre("dropped"));
  story.Tell(Deviated("s1").On("2024-11-10"));
  EXPECT_THAT(Listed(story), IsEmpty());
}

// The deadline is the objective's matter and not that of a part.
TEST(TakenBack, AMilestoneDoesNotExplainADropAfterTheDeadline) {
  YearStory story(Definition("1").ByDate("2024-06-30").Add(MilestoneOf("bando", "2024-03-31")));
  story.Tell(OnMilestone("s1", "bando").On("2024-04-10"));
  Replan(story, Dropped());
  EXPECT_THAT(Listed(story), ElementsAre("dropped"));
}

TEST(TakenBack, ADropOfWhatWasKeptIsInTime) {
  YearStory story(ByDecember());
  story.Tell(testing::Reached("bando").On("2024-03-20"));
  story.Tell(testing::Measured("atti", "100").On("2024-06-30"));
  Replan(story, Dropped());
  EXPECT_FALSE(Row(story).late());
  EXPECT_THAT(Listed(story), IsEmpty());
}

// A figure of June says nothing of March.
TEST(TakenBack, AMilestoneIsNotKeptByWhatWasMeasuredLater) {
  YearStory story(ByDecember());
  story.Tell(testing::Measured("atti", "100").On("2024-06-30"));
  Replan(story, Dropped());
  EXPECT_THAT(Listed(story), ElementsAre("dropped"));
}

// A phase is kept by what was declared of the whole, too.
TEST(TakenBack, APhaseIsKeptByTheShareThatWasDeclared) {
  YearStory story(Definition("1")
                      .ByDate("2024-12-31")
                      .Add(testing::PhaseOf("p1", "40", "2024-01-01", "2024-03-31"))
                      .Add(testing::PhaseOf("p2", "60", "2024-04-01", "2024-12-31")));
  story.Tell(testing::Progress("40").On("2024-03-31"));
  Replan(story, Dropped());
  EXPECT_FALSE(Row(story).late());
  YearStory behind(Definition("1")
                       .ByDate("2024-12-31")
                       .Add(testing::PhaseOf("p1", "40", "2024-01-01", "2024-03-31"))
                       .Add(testing::PhaseOf("p2", "60", "2024-04-01", "2024-12-31")));
  behind.Tell(testing::Progress("39").On("2024-03-31"));
  Replan(behind, Dropped());
  EXPECT_TRUE(Row(behind).late());
}

TEST(TakenBack, AUnitThatLeavesTakesItsMissesWithItAndTheyStay) {
  YearStory story(OfTwoUnits());
  story.Tell(testing::Reached("bando").For("tecnico").On("2024-03-20"));
  story.Tell(testing::Measured("atti", "100").For("tributi").On("2024-06-30"));
  story.Tell(testing::Measured("atti", "100").For("tecnico").On("2024-06-30"));
  Replan(story, UnitsLeft("tecnico"));
  EXPECT_TRUE(Row(story).late());
  EXPECT_THAT(Listed(story), ElementsAre("units"));
  story.Tell(OnMilestone("s1", "bando").For("tecnico").On("2024-11-10"));
  EXPECT_THAT(Listed(story), ElementsAre("units")) << "of the unit that stays";
  story.Tell(OnMilestone("s2", "bando").For("tributi").On("2024-11-10"));
  EXPECT_THAT(Listed(story), IsEmpty());
}

TEST(TakenBack, AUnitThatLeavesHavingKeptEverythingLeavesNothing) {
  YearStory story(OfTwoUnits());
  story.Tell(testing::Reached("bando").For("tributi").On("2024-03-20"));
  story.Tell(testing::Measured("atti", "100").For("tributi").On("2024-06-30"));
  Replan(story, UnitsLeft("tecnico"));
  EXPECT_FALSE(Row(story).late()) << "what the other unit missed stays with it";
  EXPECT_THAT(Listed(story), IsEmpty());
}

TEST(TakenBack, ATimeShapeThatBindsNoMoreLeavesTheMissOnTheList) {
  YearStory story(ByJune());
  Change expected;
  expected.mutable_time_shape()->mutable_tied_to_event()->set_event("Il bando regionale");
  expected.mutable_time_shape()->mutable_tied_to_event()->set_expected_on("2024-06-30");
  Replan(story, expected);
  EXPECT_TRUE(Row(story).late());
  EXPECT_TRUE(Row(story).silent());
  EXPECT_THAT(Listed(story), ElementsAre("time_shape"));
}

TEST(TakenBack, ACheckThatIsTakenOutStaysMissedUnlessItWasReportedOn) {
  const auto told = [](bool reported) {
    YearStory story(Definition("1").Recurring({"2024-03-31", "2024-12-31"}));
    if (reported) story.Tell(testing::Progress("20").On("2024-04-05"));
    Change fewer;
    fewer.mutable_time_shape()->mutable_recurring_checks()->add_dates("2024-12-31");
    Replan(story, fewer, {}, "2024-07-01");
    return story;
  };
  EXPECT_TRUE(Row(told(false)).late());
  EXPECT_THAT(Listed(told(false)), ElementsAre("time_shape"));
  EXPECT_THAT(Listed(told(true)), IsEmpty());
}

// Nothing was asked for while it stood still; what is said afterwards to have stood still was.
TEST(TakenBack, WhatWasNotAskedForIsNotMissed) {
  YearStory story(Definition("1").ByDate("2024-12-31").Add(MilestoneOf("bando", "2024-03-31")));
  story.Tell(testing::Suspended().On("2024-02-15"));
  Replan(story, Dropped());
  EXPECT_FALSE(Row(story).late());
  YearStory afterwards(
      Definition("1").ByDate("2024-12-31").Add(MilestoneOf("bando", "2024-03-31")));
  afterwards.Tell(testing::NotDue("2024-03-01", "2024-04-30").On("2024-10-20"));
  Replan(afterwards, Dropped());
  EXPECT_THAT(Listed(afterwards), ElementsAre("dropped"));
  YearStory stood_still(
      Definition("1").ByDate("2024-12-31").Add(MilestoneOf("bando", "2024-03-31")));
  stood_still.Tell(testing::Suspended().On("2024-02-15"), "2024-10-20");
  Replan(stood_still, Dropped());
  EXPECT_THAT(Listed(stood_still), ElementsAre("dropped"));
}

// Only the year of the act is known, and it came into the register in November.
TEST(TakenBack, TheDoubtAboutTheDayCountsAgainstIt) {
  YearStory story(ByJune());
  story.Tell(
      testing::ReplanProposed("r1", {testing::DeadlineChange("2024-12-31")}).On("2024-06-20"));
  story.Tell(testing::ReplanApproved("r1", GiuntaAct("106", "2024")).On("2024-06-25"),
             "2024-11-20");
  EXPECT_TRUE(Row(story).late());
  EXPECT_THAT(Listed(story), ElementsAre("deadline"));
}

// From the day from which it holds, as soon as the day it takes back would have passed.
TEST(TakenBack, IsSeenFromTheDayOnWhichItWouldHaveBeenMissed) {
  YearStory story(ByJune());
  story.Tell(
      testing::ReplanProposed("r1", {testing::DeadlineChange("2024-12-31")}).On("2024-06-20"));
  story.Tell(testing::ReplanApproved("r1", GiuntaAct("106", "2024-11-01")).On("2024-06-25"),
             "2024-11-01");
  EXPECT_THAT(MissTexts(story.On("2024-06-28")), IsEmpty());
  EXPECT_THAT(MissTexts(story.On("2024-07-15")),
              ElementsAre("ripianificazione:r1 2024-06-30 → 2024-12-31 since 2024-07-01"));
}

}  // namespace
}  // namespace traguardo::projection
