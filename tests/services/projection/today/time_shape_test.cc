// What the other six time shapes make of the same days.

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/services/projection/year_story.h"

namespace traguardo::projection {
namespace {

using testing::Definition;
using testing::PeriodOf;
using testing::Progress;
using namespace view::v1;  // NOLINT: the states, by their names

TEST(Continuous, RunsThroughItsPeriodAndFallsDueAtItsEnd) {
  YearStory story(Definition("1").Continuous("2024-03-01", "2024-10-31"));
  EXPECT_EQ(story.StateOf("2024-02-29"), OBJECTIVE_STATE_PLANNED);
  EXPECT_EQ(story.StateOf("2024-03-01"), OBJECTIVE_STATE_RUNNING);
  EXPECT_EQ(story.StateOf("2024-10-31"), OBJECTIVE_STATE_RUNNING);
  EXPECT_EQ(story.On("2024-10-01").current_deadline(), "2024-10-31");
  EXPECT_EQ(story.StateOf("2024-11-01"), OBJECTIVE_STATE_NOT_DECLARED)
      << "nobody said that it failed";
  story.Tell(Progress("90").On("2024-10-31"));
  EXPECT_EQ(story.StateOf("2024-11-01"), OBJECTIVE_STATE_LATE);
  story.Tell(Progress("100").On("2024-10-31"));
  EXPECT_EQ(story.StateOf("2024-11-01"), OBJECTIVE_STATE_DONE);
}

TEST(Continuous, WithoutAPeriodItIsTheYear) {
  YearStory story(Definition("1").Continuous());
  EXPECT_EQ(story.StateOf("2024-12-31"), OBJECTIVE_STATE_RUNNING);
  EXPECT_EQ(story.StateOf("2025-01-01"), OBJECTIVE_STATE_NOT_DECLARED);
  EXPECT_THAT(story.On("2024-06-30").planned_curve(), ::testing::IsEmpty())
      << "half the year is not half the work";
  EXPECT_EQ(story.On("2024-06-30").today().planned_percent(), "");
}

TEST(Seasonal, RunsInsideItsWindowsOnly) {
  YearStory story(Definition("1").Seasonal(
                      {PeriodOf("2024-06-01", "2024-08-31"), PeriodOf("2024-12-01", "2024-12-24")}),
                  {.silence_days = 30});
  EXPECT_EQ(story.StateOf("2024-05-31"), OBJECTIVE_STATE_PLANNED);
  EXPECT_FALSE(story.On("2024-05-31").today().has_silence_days());
  EXPECT_EQ(story.StateOf("2024-06-01"), OBJECTIVE_STATE_RUNNING);
  EXPECT_EQ(story.On("2024-06-11").today().silence_days(), 10) << "from the window's begin";
  EXPECT_EQ(story.StateOf("2024-07-02"), OBJECTIVE_STATE_NOT_DECLARED);
  story.Tell(Progress("50").On("2024-08-31"));
  EXPECT_EQ(story.StateOf("2024-10-15"), OBJECTIVE_STATE_PLANNED) << "waits for its next window";
  EXPECT_FALSE(story.On("2024-10-15").today().silent());
  EXPECT_EQ(story.StateOf("2024-12-01"), OBJECTIVE_STATE_RUNNING);
  EXPECT_EQ(story.StateOf("2024-12-25"), OBJECTIVE_STATE_LATE) << "50 percent was all";
}

TEST(Seasonal, AWindowWithoutAReportIsMissedInTheNextOne) {
  YearStory story(Definition("1").Seasonal(
      {PeriodOf("2024-06-01", "2024-08-31"), PeriodOf("2024-12-01", "2024-12-24")}));
  EXPECT_EQ(story.StateOf("2024-08-31"), OBJECTIVE_STATE_RUNNING);
  EXPECT_EQ(story.StateOf("2024-10-15"), OBJECTIVE_STATE_PLANNED) << "not judged outside";
  EXPECT_EQ(story.StateOf("2024-12-01"), OBJECTIVE_STATE_NOT_DECLARED);
  EXPECT_EQ(story.StateOf("2024-12-25"), OBJECTIVE_STATE_NOT_DECLARED);
}

TEST(RecurringChecks, TheLatestWantsAReportOfItsOwn) {
  YearStory story(Definition("1").Recurring({"2024-03-31", "2024-06-30", "2024-09-30"}));
  story.Tell(Progress("30").On("2024-06-20"));
  EXPECT_EQ(story.StateOf("2024-06-21"), OBJECTIVE_STATE_NOT_DECLARED)
      << "a report of June says nothing about March";
  story.Tell(Progress("50").On("2024-06-30"));
  EXPECT_EQ(story.StateOf("2024-07-01"), OBJECTIVE_STATE_RUNNING)
      << "March stays missed in the calendar; how it stands is known";
}

TEST(RecurringChecks, EachWantsAReportOfThatDayOrLater) {
  YearStory story(Definition("1").Recurring({"2024-05-31", "2024-11-30"}));
  EXPECT_EQ(story.StateOf("2024-05-31"), OBJECTIVE_STATE_RUNNING);
  EXPECT_EQ(story.StateOf("2024-06-01"), OBJECTIVE_STATE_NOT_DECLARED);
  story.Tell(Progress("50").On("2024-05-28"));
  EXPECT_EQ(story.StateOf("2024-06-01"), OBJECTIVE_STATE_NOT_DECLARED)
      << "speaks of a day before the check";
  story.Tell(Progress("50").On("2024-05-31"));
  EXPECT_EQ(story.StateOf("2024-06-01"), OBJECTIVE_STATE_RUNNING);
  EXPECT_EQ(story.StateOf("2024-12-01"), OBJECTIVE_STATE_LATE) << "the last check is its deadline";
  story.Tell(testing::Stated(event::v1::OUTCOME_REACHED).On("2024-11-30"));
  EXPECT_EQ(story.StateOf("2024-12-01"), OBJECTIVE_STATE_DONE);
}

TEST(RecurringChecks, ACheckBeforeTheAdoptionAsksForNothing) {
  YearStory story(Definition("1").Recurring({"2024-01-15", "2024-11-30"}));
  EXPECT_EQ(story.StateOf("2024-03-01"), OBJECTIVE_STATE_RUNNING);
}

TEST(RecurringChecks, ACheckInsideAPeriodNotDueAsksForNothing) {
  YearStory story(Definition("1").Recurring({"2024-05-31", "2024-11-30"}));
  story.Tell(testing::NotDue("2024-05-01", "2024-05-31").On("2024-05-01"));
  EXPECT_EQ(story.StateOf("2024-06-01"), OBJECTIVE_STATE_RUNNING);
}

TEST(MultiYear, ThisYearsDeadlineDecidesWhereThereIsOne) {
  YearStory story(Definition("1").MultiYear("2023-06-30", "2026-06-30", "2024-11-30"));
  EXPECT_EQ(story.StateOf("2024-02-01"), OBJECTIVE_STATE_RUNNING) << "begun the year before";
  EXPECT_EQ(story.StateOf("2024-12-01"), OBJECTIVE_STATE_LATE);
  story.Tell(Progress("100").On("2024-12-15"));
  EXPECT_EQ(story.StateOf("2024-12-16"), OBJECTIVE_STATE_DONE_LATE);
}

TEST(MultiYear, ElseItIsNotLateBeforeThePeriodEnds) {
  YearStory story(Definition("1")
                      .MultiYear("2024-06-30", "2025-12-31")
                      .Add(testing::MilestoneOf("adozione", "2024-11-30")));
  EXPECT_EQ(story.StateOf("2024-06-29"), OBJECTIVE_STATE_PLANNED);
  EXPECT_EQ(story.StateOf("2024-06-30"), OBJECTIVE_STATE_RUNNING);
  EXPECT_EQ(story.StateOf("2024-12-01"), OBJECTIVE_STATE_MILESTONE_MISSED)
      << "its milestones of this year are judged";
  story.Tell(testing::Reached("adozione").On("2024-11-20"));
  EXPECT_EQ(story.StateOf("2024-12-01"), OBJECTIVE_STATE_RUNNING);
  EXPECT_EQ(story.On("2024-12-01").today().days_to_deadline(), 395);
}

TEST(TiedToEvent, AnEventThatSlipsBreaksNoPromise) {
  YearStory story(Definition("1").TiedTo("Elezioni europee", "2024-06-09"));
  EXPECT_EQ(story.On("2024-06-01").today().days_to_deadline(), 8) << "shown and counted down to";
  EXPECT_EQ(story.StateOf("2024-06-10"), OBJECTIVE_STATE_NOT_DECLARED);
  story.Tell(Progress("60").On("2024-06-15"));
  EXPECT_EQ(story.StateOf("2024-06-16"), OBJECTIVE_STATE_RUNNING);
  story.Tell(Progress("100").On("2024-07-01"));
  EXPECT_EQ(story.StateOf("2024-07-01"), OBJECTIVE_STATE_DONE) << "never done late";
}

TEST(TiedToEvent, WithoutADayNothingIsDueBeforeTheYearEnds) {
  YearStory story(Definition("1").TiedTo("Elezioni provinciali"));
  EXPECT_FALSE(story.On("2024-06-01").today().has_days_to_deadline());
  EXPECT_EQ(story.StateOf("2024-12-31"), OBJECTIVE_STATE_RUNNING);
  EXPECT_EQ(story.StateOf("2025-01-01"), OBJECTIVE_STATE_NOT_DECLARED);
}

TEST(NotStated, IsNeverLate) {
  YearStory story(Definition("1").NotStated());
  EXPECT_EQ(story.On("2024-06-01").current_deadline(), "");
  EXPECT_EQ(story.StateOf("2024-12-31"), OBJECTIVE_STATE_RUNNING);
  EXPECT_EQ(story.StateOf("2025-01-01"), OBJECTIVE_STATE_NOT_DECLARED);
  story.Tell(Progress("70").On("2024-12-31"));
  EXPECT_EQ(story.StateOf("2025-01-01"), OBJECTIVE_STATE_RUNNING);
  story.Tell(Progress("100").On("2025-02-01"));
  EXPECT_EQ(story.StateOf("2025-02-01"), OBJECTIVE_STATE_DONE);
}

}  // namespace
}  // namespace traguardo::projection
