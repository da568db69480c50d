// Periods for which nothing was due: as many as were declared, and nothing inside them is asked
// for.

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/services/projection/year_story.h"

namespace traguardo::projection {
namespace {

using testing::Definition;
using ::testing::IsEmpty;
using testing::NotDue;
using testing::Progress;
using ::testing::SizeIs;
using namespace view::v1;  // NOLINT: the states, by their names

TEST(NotDue, EveryDeclaredPeriodCountsAndNotOnlyTheLatest) {
  YearStory story(Definition("1"), {.silence_days = 30});
  story.Tell(NotDue("2024-06-01", "2024-08-31").On("2024-02-01"));
  story.Tell(NotDue("2024-03-01", "2024-04-30").On("2024-02-02"));
  for (const std::string day : {"2024-04-15", "2024-07-15"}) {
    const view::v1::Objective row = story.On(day);
    EXPECT_EQ(row.results(0).declaration(), DECLARATION_NOT_DUE) << day;
    EXPECT_EQ(row.today().state(), OBJECTIVE_STATE_RUNNING) << day;
    EXPECT_FALSE(row.today().has_silence_days()) << day;
  }
  EXPECT_EQ(story.On("2024-05-10").today().silence_days(), 10) << "from the end of the first";
  EXPECT_EQ(story.On("2024-09-10").today().silence_days(), 10) << "from the end of the second";
  EXPECT_EQ(story.StateOf("2024-10-15"), OBJECTIVE_STATE_NOT_DECLARED);

  const view::v1::UnitResult result = story.On("2024-10-15").results(0);
  ASSERT_THAT(result.not_due_periods(), SizeIs(2));
  EXPECT_EQ(result.not_due_periods(0).from(), "2024-03-01") << "by their beginning";
  EXPECT_EQ(result.not_due_periods(1).from(), "2024-06-01");
  EXPECT_EQ(result.not_due().from(), "2024-03-01") << "the one that was declared last";
}

TEST(NotDue, ADeadlineInsideAsksForNothing) {
  YearStory story(Definition("1").ByDate("2024-06-30"));
  story.Tell(NotDue("2024-02-01", "").On("2024-02-01"));
  const view::v1::Objective row = story.On("2024-07-15");
  EXPECT_EQ(row.today().state(), OBJECTIVE_STATE_RUNNING);
  EXPECT_EQ(row.results(0).declaration(), DECLARATION_NOT_DUE);
  EXPECT_THAT(MissTexts(row), IsEmpty());
  story.Tell(Progress("100").On("2024-09-15"));
  EXPECT_EQ(story.StateOf("2024-09-15"), OBJECTIVE_STATE_DONE) << "there was no day to be late for";
  EXPECT_THAT(MissTexts(story.On("2024-09-15")), IsEmpty());
}

TEST(NotDue, ADeadlineOutsideStillBinds) {
  YearStory story(Definition("1").ByDate("2024-06-30"));
  story.Tell(NotDue("2024-02-01", "2024-05-31").On("2024-02-01"));
  EXPECT_EQ(story.StateOf("2024-07-01"), OBJECTIVE_STATE_LATE);
  EXPECT_THAT(MissTexts(story.On("2024-07-01")), SizeIs(1));
}

TEST(NotDue, AMilestoneOrPhaseInsideIsNotMissed) {
  YearStory story(Definition("1")
                      .Add(testing::MilestoneOf("bando", "2024-03-31"))
                      .Add(testing::MilestoneOf("incarico", "2024-08-31"))
                      .Add(testing::PhaseOf("progetto", "", "2024-02-01", "2024-04-15")));
  story.Tell(NotDue("2024-03-01", "2024-04-30").On("2024-02-01"));
  EXPECT_EQ(story.StateOf("2024-05-15"), OBJECTIVE_STATE_RUNNING);
  EXPECT_THAT(MissTexts(story.On("2024-05-15")), IsEmpty());
  EXPECT_EQ(story.On("2024-03-15").today().next_milestone().id(), "incarico");
  EXPECT_EQ(story.StateOf("2024-09-01"), OBJECTIVE_STATE_MILESTONE_MISSED);
}

TEST(NotDue, AnIndicatorInsideIsNotMissed) {
  event::v1::Indicator indicator = testing::IndicatorOf("avvisi", event::v1::DIRECTION_UP, "100");
  indicator.set_due("2024-06-30");
  YearStory story(Definition("1").Add(indicator));
  story.Tell(NotDue("2024-06-01", "2024-06-30").On("2024-06-01"));
  story.Tell(testing::Measured("avvisi", "40").On("2024-06-30"));
  EXPECT_THAT(MissTexts(story.On("2024-07-05")), IsEmpty());
}

// One day declared not due in November wiped out the deadline, the milestone or the figure of June.
TEST(NotDue, WhatWasMissedBeforeItWasSaidStaysMissed) {
  YearStory story(Definition("1").ByDate("2024-06-30"), {.silence_days = 30});
  const std::vector<std::string> missed = MissTexts(story.On("2024-11-19"));
  EXPECT_THAT(missed, SizeIs(1));
  story.Tell(NotDue("2024-06-30", "2024-06-30").On("2024-11-20"));
  const view::v1::Objective row = story.On("2024-11-21");
  EXPECT_EQ(row.today().state(), OBJECTIVE_STATE_LATE);
  EXPECT_EQ(MissTexts(row), missed);
  EXPECT_TRUE(row.today().silent()) << "it is no report";
  EXPECT_EQ(row.results(0).declaration(), DECLARATION_NOT_DECLARED);
  EXPECT_THAT(row.results(0).not_due_periods(), IsEmpty());
  EXPECT_EQ(row.results(0).not_due().from(), "2024-06-30") << "as it was said";
  story.Tell(Progress("100").On("2024-11-25"));
  EXPECT_EQ(story.StateOf("2024-11-25"), OBJECTIVE_STATE_DONE_LATE);
  story.Tell(testing::Deviated("s1").On("2024-11-26"));
  EXPECT_THAT(MissTexts(story.On("2024-11-26")), IsEmpty()) << "accounted for as any other";
}

TEST(NotDue, OfAPeriodThatHasBegunTheDaysToComeAreExcused) {
  YearStory story(
      Definition("1").ByDate("2024-09-30").Add(testing::MilestoneOf("bando", "2024-03-31")));
  story.Tell(NotDue("2024-02-01", "2024-12-31").On("2024-06-10"));
  EXPECT_THAT(MissTexts(story.On("2024-10-15")),
              ::testing::ElementsAre("milestone:bando 2024-03-31 →  since 2024-04-01"));
  ASSERT_THAT(story.On("2024-10-15").results(0).not_due_periods(), SizeIs(1));
  EXPECT_EQ(story.On("2024-10-15").results(0).not_due_periods(0).from(), "2024-06-10");
  EXPECT_EQ(story.On("2024-10-15").results(0).not_due_periods(0).to(), "2024-12-31");
}

// The day it speaks of can be chosen by whoever says it; the day it was recorded cannot.
TEST(NotDue, SaidOfADayBeforeItsRecordingItCountsFromTheRecording) {
  YearStory story(Definition("1").ByDate("2024-06-30"));
  story.Tell(NotDue("2024-06-01", "2024-08-31").On("2024-05-31"), "2024-11-20");
  EXPECT_EQ(story.StateOf("2024-11-20"), OBJECTIVE_STATE_LATE);
  EXPECT_EQ(story.StateOf("2024-07-15"), OBJECTIVE_STATE_LATE) << "a look back says the same";
}

TEST(NotDue, EndsNoSilenceBeforeItsOwnDays) {
  YearStory story(Definition("1"), {.silence_days = 60});
  story.Tell(NotDue("2024-06-01", "2024-08-31").On("2024-03-01"));
  EXPECT_EQ(story.On("2024-03-10").today().silence_days(), 39) << "since the adoption";
  EXPECT_EQ(story.StateOf("2024-04-15"), OBJECTIVE_STATE_NOT_DECLARED);
  EXPECT_EQ(story.On("2024-09-10").today().silence_days(), 10);
}

TEST(NotDue, WhatWasDeclaredOfAnActivityWhoseEndIsInsideIsNoShortfall) {
  YearStory story(Definition("1").Continuous());
  story.Tell(Progress("70").On("2024-06-30"));
  story.Tell(NotDue("2024-10-01", "2025-03-31").On("2024-10-01"));
  EXPECT_EQ(story.StateOf("2025-01-15"), OBJECTIVE_STATE_RUNNING);
  EXPECT_THAT(MissTexts(story.On("2025-01-15")), IsEmpty());
}

TEST(NotDue, OfOneUnitItExcusesThatUnit) {
  YearStory story(Definition("1").ByDate("2024-06-30").Units({"tributi", "tecnico"}));
  story.Tell(NotDue("2024-06-01", "2024-07-31").For("tributi").On("2024-06-01"));
  EXPECT_THAT(MissTexts(story.On("2024-07-01")),
              ::testing::ElementsAre("deadline@tecnico 2024-06-30 →  since 2024-07-01"));
}

}  // namespace
}  // namespace traguardo::projection
