// The state of an objective that is due by a date, on each day of its life. Other time shapes are
// in time_shape_test.cc.

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/projection/today/today.h"
#include "tests/services/projection/year_story.h"

namespace traguardo::projection {
namespace {

using testing::Definition;
using ::testing::ElementsAre;
using testing::MilestoneOf;
using testing::Progress;
using namespace view::v1;  // NOLINT: the states, by their names

constexpr auto kReached = event::v1::OUTCOME_REACHED;

TEST(TodayState, PlannedUntilThePlanIsAdopted) {
  YearStory story;
  story.Tell(testing::Defined("ob-1", Definition("1").ByDate("2024-01-20")));
  EXPECT_EQ(story.StateOf("2024-01-25"), OBJECTIVE_STATE_PLANNED) << "its deadline has passed, too";
  story.Adopt("2024-01-31");
  EXPECT_EQ(story.StateOf("2024-01-30"), OBJECTIVE_STATE_PLANNED);
  EXPECT_EQ(story.StateOf("2024-01-31"), OBJECTIVE_STATE_LATE);
}

TEST(TodayState, PlannedUntilTheYearBeginsWhenThePlanIsEarly) {
  YearStory story;
  story.Tell(testing::Defined("ob-1", Definition("1")).On("2023-12-01"));
  story.Tell(testing::Adopted(testing::GiuntaAct("200", "2023-12-20")));
  // The other facts of the story are of 1 January 2024.
  EXPECT_EQ(story.StateOf("2023-12-31"), OBJECTIVE_STATE_PLANNED);
  EXPECT_EQ(story.StateOf("2024-01-01"), OBJECTIVE_STATE_RUNNING);
}

TEST(TodayState, RunningLateAndDone) {
  YearStory story(Definition("1").ByDate("2024-09-30"));
  EXPECT_EQ(story.StateOf("2024-02-01"), OBJECTIVE_STATE_RUNNING);
  EXPECT_EQ(story.StateOf("2024-09-30"), OBJECTIVE_STATE_RUNNING) << "the last day is in time";
  EXPECT_EQ(story.StateOf("2024-10-01"), OBJECTIVE_STATE_LATE);
  story.Tell(Progress("100").On("2024-09-28"), "2024-10-10");
  EXPECT_EQ(story.StateOf("2024-09-30"), OBJECTIVE_STATE_DONE);
  EXPECT_EQ(story.StateOf("2024-12-31"), OBJECTIVE_STATE_DONE);
  EXPECT_EQ(story.StateOf("2024-09-27"), OBJECTIVE_STATE_RUNNING) << "as things stood then";
}

TEST(TodayState, DoneLate) {
  YearStory story(Definition("1").ByDate("2024-09-30"));
  story.Tell(testing::Stated(kReached).On("2024-10-01"));
  EXPECT_EQ(story.StateOf("2024-10-02"), OBJECTIVE_STATE_DONE_LATE);
}

TEST(TodayState, DoneFromTheFirstDayOfAnUnbrokenRun) {
  YearStory story(Definition("1").ByDate("2024-09-30"));
  story.Tell(Progress("100").On("2024-09-01"));
  story.Tell(Progress("100").On("2024-11-01"));
  EXPECT_EQ(story.StateOf("2024-11-02"), OBJECTIVE_STATE_DONE);
  story.Tell(Progress("80").On("2024-11-15"));
  EXPECT_EQ(story.StateOf("2024-11-16"), OBJECTIVE_STATE_LATE) << "somebody thought better of it";
  story.Tell(Progress("100").On("2024-12-01"));
  EXPECT_EQ(story.StateOf("2024-12-02"), OBJECTIVE_STATE_DONE_LATE);
}

TEST(TodayState, MonthAsDeadlineIsDueOnItsLastDay) {
  YearStory story(Definition("1").ByDate("2024-06"));
  EXPECT_EQ(story.StateOf("2024-06-30"), OBJECTIVE_STATE_RUNNING);
  EXPECT_EQ(story.On("2024-06-28").today().days_to_deadline(), 2);
  EXPECT_EQ(story.StateOf("2024-07-01"), OBJECTIVE_STATE_LATE);
  EXPECT_EQ(story.On("2024-07-03").today().days_to_deadline(), -3);
}

TEST(TodayState, ReplannedDeadlineDecides) {
  YearStory story(Definition("1").ByDate("2024-09-30"));
  story.Tell(
      testing::ReplanProposed("r1", {testing::DeadlineChange("2024-11-30")}).On("2024-09-15"));
  EXPECT_EQ(story.StateOf("2024-10-01"), OBJECTIVE_STATE_LATE) << "proposed is not approved";
  story.Tell(
      testing::ReplanApproved("r1", testing::GiuntaAct("106", "2024-10-07")).On("2024-10-07"));
  EXPECT_EQ(story.StateOf("2024-10-06"), OBJECTIVE_STATE_LATE);
  EXPECT_EQ(story.StateOf("2024-10-07"), OBJECTIVE_STATE_RUNNING);
  EXPECT_EQ(story.On("2024-10-07").original_deadline(), "2024-09-30");
  EXPECT_EQ(story.On("2024-10-07").current_deadline(), "2024-11-30");
  EXPECT_EQ(story.StateOf("2024-12-01"), OBJECTIVE_STATE_LATE);
}

TEST(TodayState, MilestoneMissedUntilItIsReached) {
  YearStory story(Definition("1").Add(MilestoneOf("bando", "2024-03-31")));
  EXPECT_EQ(story.StateOf("2024-03-31"), OBJECTIVE_STATE_RUNNING);
  EXPECT_EQ(story.StateOf("2024-04-01"), OBJECTIVE_STATE_MILESTONE_MISSED);
  story.Tell(testing::Reached("bando").On("2024-04-20"));
  EXPECT_EQ(story.StateOf("2024-04-21"), OBJECTIVE_STATE_RUNNING);
  EXPECT_EQ(story.StateOf("2025-01-01"), OBJECTIVE_STATE_LATE) << "the deadline weighs more";
}

TEST(TodayState, SuspendedAndResumed) {
  YearStory story(Definition("1").ByDate("2024-09-30"));
  story.Tell(testing::Suspended().On("2024-09-01"));
  EXPECT_EQ(story.StateOf("2024-09-01"), OBJECTIVE_STATE_SUSPENDED);
  EXPECT_EQ(story.StateOf("2024-10-15"), OBJECTIVE_STATE_SUSPENDED);
  EXPECT_FALSE(story.On("2024-10-15").today().has_silence_days());
  EXPECT_EQ(story.On("2024-10-15").results(0).nothing_due_from(), "2024-09-01");
  story.Tell(testing::Resumed().On("2024-11-01"));
  EXPECT_EQ(story.StateOf("2024-11-01"), OBJECTIVE_STATE_LATE);
  const view::v1::UnitResult resumed = story.On("2024-11-05").results(0);
  EXPECT_EQ(resumed.resumed_on(), "2024-11-01");
  EXPECT_EQ(resumed.nothing_due_from(), "");
}

TEST(TodayState, NobodyIsSilentWhoWasNotAskedWhileItWasSuspended) {
  YearStory story(Definition("1"), {.silence_days = 30});
  story.Tell(Progress("20").On("2024-03-01"));
  story.Tell(testing::Suspended().On("2024-03-10"));
  story.Tell(testing::Resumed().On("2024-09-01"));
  EXPECT_EQ(story.On("2024-09-11").today().silence_days(), 10);
  EXPECT_FALSE(story.On("2024-09-11").today().silent());
  EXPECT_TRUE(story.On("2024-10-15").today().silent());
}

TEST(TodayState, ExcludedWeighsMoreThanDone) {
  YearStory story(Definition("1"));
  story.Tell(Progress("100").On("2024-03-01"));
  story.Tell(testing::Excluded().On("2024-04-01"));
  const view::v1::Objective row = story.On("2024-04-02");
  EXPECT_EQ(row.today().state(), OBJECTIVE_STATE_EXCLUDED);
  EXPECT_EQ(row.excluded_on(), "2024-04-01");
  EXPECT_EQ(row.exclusion_cause(), event::v1::EXCLUSION_CAUSE_FUNDING_LOST);
  EXPECT_EQ(row.results(0).declaration(), DECLARATION_NOT_APPLICABLE);
  EXPECT_EQ(row.results(0).percent(), "100") << "what was declared stays readable";
}

TEST(TodayState, DroppedByAnAct) {
  YearStory story(Definition("1"));
  story.Tell(testing::ReplanProposed("r1", {testing::Dropped()}).On("2024-05-01"));
  story.Tell(
      testing::ReplanApproved("r1", testing::GiuntaAct("60", "2024-05-20")).On("2024-05-20"));
  EXPECT_EQ(story.StateOf("2024-05-19"), OBJECTIVE_STATE_RUNNING);
  EXPECT_EQ(story.StateOf("2024-05-20"), OBJECTIVE_STATE_DROPPED);
}

TEST(TodayState, ZeroIsDeclaredAndNothingIsNot) {
  YearStory story(Definition("1"));
  EXPECT_EQ(story.On("2024-07-01").results(0).declaration(), DECLARATION_NOT_DECLARED);
  EXPECT_EQ(story.On("2024-07-01").results(0).percent(), "");
  story.Tell(Progress("0").On("2024-06-30"));
  const view::v1::Objective row = story.On("2024-07-01");
  EXPECT_EQ(row.results(0).declaration(), DECLARATION_DECLARED);
  EXPECT_EQ(row.results(0).percent(), "0");
  EXPECT_EQ(row.results(0).declared().effective_on(), "2024-06-30");
  EXPECT_EQ(row.today().state(), OBJECTIVE_STATE_RUNNING);
}

TEST(TodayState, NotDueFollowsItsPeriod) {
  YearStory story(Definition("1"));
  story.Tell(testing::NotDue("2024-02-01", "2024-06-30").On("2024-02-01"));
  EXPECT_EQ(story.On("2024-06-30").results(0).declaration(), DECLARATION_NOT_DUE);
  EXPECT_EQ(story.On("2024-07-01").results(0).declaration(), DECLARATION_NOT_DECLARED);
  story.Tell(Progress("10").On("2024-07-01"));
  EXPECT_EQ(story.On("2024-07-01").results(0).declaration(), DECLARATION_DECLARED);
}

TEST(TodayState, SilenceCountsFromTheLastReport) {
  YearStory story(Definition("1"), {.silence_days = 90});
  EXPECT_EQ(story.On("2024-01-31").today().silence_days(), 0);
  EXPECT_EQ(story.On("2024-04-30").today().silence_days(), 90);
  EXPECT_FALSE(story.On("2024-04-30").today().silent()) << "the limit itself is allowed";
  EXPECT_TRUE(story.On("2024-05-01").today().silent());
  EXPECT_EQ(story.StateOf("2024-05-01"), OBJECTIVE_STATE_NOT_DECLARED);
  story.Tell(Progress("20").On("2024-05-01"));
  EXPECT_EQ(story.On("2024-05-11").today().silence_days(), 10);
  EXPECT_TRUE(story.On("2024-09-01").today().silent());
  EXPECT_EQ(story.StateOf("2024-09-01"), OBJECTIVE_STATE_RUNNING)
      << "somebody has said something: silent, but not undeclared";
}

TEST(TodayState, SilenceStopsWhileNothingIsDue) {
  YearStory story(Definition("1"), {.silence_days = 30});
  story.Tell(testing::NotDue("2024-02-01", "2024-06-30").On("2024-02-01"));
  EXPECT_FALSE(story.On("2024-06-30").today().has_silence_days());
  EXPECT_FALSE(story.On("2024-06-30").today().silent());
  EXPECT_EQ(story.On("2024-07-10").today().silence_days(), 10) << "from the end of the period";
  EXPECT_EQ(story.StateOf("2024-07-31"), OBJECTIVE_STATE_NOT_DECLARED);
}

TEST(TodayState, WithoutALimitNobodyIsSilent) {
  YearStory story(Definition("1"), {.silence_days = 0});
  EXPECT_EQ(story.On("2024-12-31").today().silence_days(), 335);
  EXPECT_FALSE(story.On("2024-12-31").today().silent());
}

TEST(TodayState, NextMilestoneIsTheFirstOneAhead) {
  YearStory story(Definition("1")
                      .Add(MilestoneOf("collaudo", "2024-10-31"))
                      .Add(MilestoneOf("bando", "2024-03-31"))
                      .Add(testing::PhaseOf("progetto", "", "2024-02-01", "2024-06-30")));
  EXPECT_EQ(story.On("2024-03-31").today().next_milestone().id(), "bando");
  EXPECT_EQ(story.On("2024-04-01").today().next_milestone().id(), "progetto") << "phases end, too";
  story.Tell(testing::Reached("progetto").On("2024-05-01"));
  EXPECT_EQ(story.On("2024-05-02").today().next_milestone().due(), "2024-10-31");
  EXPECT_EQ(story.On("2024-05-02").today().next_milestone().name(), "Traguardo collaudo");
  story.Tell(Progress("100").On("2024-09-01"));
  EXPECT_FALSE(story.On("2024-09-02").today().has_next_milestone());
}

TEST(TodayState, ResponsabiliAreThoseOfTheDay) {
  YearStory story(Definition("1").Add(testing::AssignmentOf("resp-affari")));
  story.Tell(testing::HandedOver("resp-affari", testing::AssignmentOf("resp-territorio"))
                 .On("2024-03-01"));
  EXPECT_THAT(story.On("2024-02-29").today().responsabili(), ElementsAre("resp-affari"));
  EXPECT_THAT(story.On("2024-03-01").today().responsabili(), ElementsAre("resp-territorio"));
  EXPECT_EQ(story.On("2024-03-01").assignments_size(), 2) << "both stay readable";
}

TEST(TodayState, TransversalIsDoneWhenEveryUnitIs) {
  YearStory story(Definition("1").ByDate("2024-09-30").Units({"tributi", "tecnico"}));
  story.Tell(Progress("100").For("tributi").On("2024-06-30"));
  EXPECT_EQ(story.StateOf("2024-07-01"), OBJECTIVE_STATE_RUNNING);
  EXPECT_EQ(story.StateOf("2024-10-01"), OBJECTIVE_STATE_LATE);
  story.Tell(Progress("100").For("tecnico").On("2024-10-05"));
  EXPECT_EQ(story.StateOf("2024-10-06"), OBJECTIVE_STATE_DONE_LATE);
}

TEST(TodayState, AnExcludedUnitNoLongerCounts) {
  YearStory story(Definition("1").Units({"tributi", "tecnico"}));
  story.Tell(Progress("100").For("tributi").On("2024-06-30"));
  story.Tell(testing::Excluded().For("tecnico").On("2024-07-01"));
  EXPECT_EQ(story.StateOf("2024-07-01"), OBJECTIVE_STATE_DONE);
  story.Tell(testing::Excluded().For("tributi").On("2024-08-01"));
  EXPECT_EQ(story.StateOf("2024-08-01"), OBJECTIVE_STATE_EXCLUDED);
  EXPECT_EQ(story.On("2024-08-01").excluded_on(), "2024-08-01") << "the day of the last unit";
}

TEST(TodayState, MeasuredAsMetStandsForDoneOnceTheDeadlineHasPassed) {
  YearStory story(Definition("1")
                      .ByDate("2024-11-30")
                      .Add(testing::IndicatorOf("avvisi", event::v1::DIRECTION_UP, "100")));
  story.Tell(testing::Measured("avvisi", "1129").On("2024-10-31"));
  EXPECT_EQ(story.StateOf("2024-11-30"), OBJECTIVE_STATE_RUNNING);
  EXPECT_EQ(story.StateOf("2024-12-01"), OBJECTIVE_STATE_DONE);
  story.Tell(Progress("90").On("2024-12-02"));
  EXPECT_EQ(story.StateOf("2024-12-03"), OBJECTIVE_STATE_LATE) << "what is declared weighs more";
}

TEST(TodayState, PhasesSpeakForTheWholeWhereNobodyDeclaredIt) {
  YearStory story(Definition("1")
                      .ByDate("2024-09-30")
                      .Add(testing::PhaseOf("p1", "40", "", "2024-04-30"))
                      .Add(testing::PhaseOf("p2", "60", "", "2024-09-30")));
  story.Tell(testing::PhaseProgress("p1", "50").On("2024-03-31"));
  view::v1::Objective row = story.On("2024-04-01");
  EXPECT_EQ(row.results(0).percent(), "20");
  EXPECT_EQ(row.results(0).declaration(), DECLARATION_DECLARED);
  EXPECT_EQ(row.phases(0).declared_percent(), "50");
  story.Tell(testing::Reached("p1").On("2024-04-30"));
  story.Tell(testing::PhaseProgress("p2", "100").On("2024-09-15"));
  row = story.On("2024-09-16");
  EXPECT_EQ(row.results(0).percent(), "100");
  EXPECT_EQ(row.results(0).done_on(), "2024-09-15");
  EXPECT_EQ(row.phases(1).reached_on(), "2024-09-15");
  EXPECT_EQ(row.today().state(), OBJECTIVE_STATE_DONE);
}

TEST(TodayState, FillingTwiceChangesNothing) {
  YearStory story(Definition("1").Add(MilestoneOf("bando", "2024-03-31")));
  view::v1::Objective row = story.On("2024-05-01");
  const std::string once = row.SerializeAsString();
  FillToday(&row, Day("2024-05-01"));
  EXPECT_EQ(row.SerializeAsString(), once);
}

}  // namespace
}  // namespace traguardo::projection
