// How an indicator stood on its due day, whatever was measured after it.

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/services/projection/year_story.h"

namespace traguardo::projection {
namespace {

using testing::Definition;
using ::testing::ElementsAre;
using testing::IndicatorOf;
using ::testing::IsEmpty;
using testing::Measured;
using testing::Progress;
using ::testing::SizeIs;
using namespace view::v1;  // NOLINT: the states, by their names

constexpr auto kUp = event::v1::DIRECTION_UP;
constexpr auto kDown = event::v1::DIRECTION_DOWN;

Definition DueInJune() { return Definition("1").ByDate("2024-06-30"); }

event::v1::Indicator DueOn(const std::string& due, event::v1::Indicator indicator) {
  indicator.set_due(due);
  return indicator;
}

// 40 of 100 on the deadline, 100 in October. As progress this was always late; as a measurement the
// year forgot it.
TEST(Measured, WhatWasMissedStaysMissedWhateverIsMeasuredLater) {
  YearStory story(DueInJune().Add(IndicatorOf("avvisi", kUp, "100")));
  story.Tell(Measured("avvisi", "40").On("2024-06-30"));
  EXPECT_EQ(story.StateOf("2024-07-15"), OBJECTIVE_STATE_LATE);
  const auto missed = ElementsAre("deadline 2024-06-30 →  since 2024-07-01",
                                  "indicator:avvisi 100 → 40 since 2024-07-01");
  EXPECT_THAT(MissTexts(story.On("2024-07-15")), missed);
  story.Tell(Measured("avvisi", "100").On("2024-10-15"));
  const view::v1::Objective row = story.On("2024-12-31");
  EXPECT_EQ(row.today().state(), OBJECTIVE_STATE_DONE_LATE);
  EXPECT_THAT(MissTexts(row), missed) << "as it was seen in July";
  EXPECT_EQ(row.indicators(0).measurements(0).value(), "100") << "the latest still shows";
  ASSERT_THAT(row.indicators(0).at_due(), SizeIs(1));
  EXPECT_EQ(row.indicators(0).at_due(0).value(), "40");
  EXPECT_EQ(row.indicators(0).at_due(0).recorded().effective_on(), "2024-06-30");

  story.Tell(testing::Deviated("s1").On("2024-12-31").With([](event::v1::Fact& fact) {
    fact.mutable_scostamento_recorded()->mutable_subject()->set_indicator("avvisi");
  }));
  EXPECT_THAT(MissTexts(story.On("2024-12-31")), IsEmpty()) << "accounted for as any other";
}

// The figure first, the report after it: to say once more that it is done makes it no later.
TEST(Measured, WhatIsDeclaredAfterItWasMeasuredInTimeIsInTime) {
  YearStory story(DueInJune().Add(IndicatorOf("avvisi", kUp, "100")));
  story.Tell(Measured("avvisi", "100").On("2024-06-20"));
  story.Tell(Progress("100").On("2024-07-10"));
  const view::v1::Objective row = story.On("2024-07-15");
  EXPECT_EQ(row.today().state(), OBJECTIVE_STATE_DONE);
  EXPECT_EQ(row.results(0).done_on(), "2024-06-30") << "no measurement makes it done ahead of time";
  EXPECT_THAT(MissTexts(row), IsEmpty());

  YearStory doubted(DueInJune().Add(IndicatorOf("avvisi", kUp, "100")));
  doubted.Tell(Measured("avvisi", "100").On("2024-06-20"));
  doubted.Tell(Progress("80").On("2024-07-05"));
  doubted.Tell(Progress("100").On("2024-07-10"));
  EXPECT_EQ(doubted.StateOf("2024-07-15"), OBJECTIVE_STATE_DONE_LATE)
      << "somebody said in between that it was not";
}

// What is measured as met in March keeps no milestone of June.
TEST(Measured, AnEarlyFigureDatesNothingBeforeTheDeadline) {
  YearStory story(Definition("1")
                      .ByDate("2024-12-31")
                      .Add(IndicatorOf("avvisi", kUp, "100"))
                      .Add(testing::MilestoneOf("apertura", "2024-06-30")));
  story.Tell(Measured("avvisi", "100").On("2024-03-20"));
  const auto missed = ElementsAre("milestone:apertura 2024-06-30 →  since 2024-07-01");
  EXPECT_THAT(MissTexts(story.On("2024-07-01")), missed);
  story.Tell(Progress("100").On("2024-12-15"));
  EXPECT_EQ(story.On("2024-12-16").results(0).done_on(), "2024-12-15");
  EXPECT_THAT(MissTexts(story.On("2024-12-16")),
              ElementsAre("milestone:apertura 2024-06-30 → 2024-12-15 since 2024-07-01"));
}

// Half of it, as was said on the very day: what is measured for the first time in October does not
// make June true.
TEST(Measured, WhatWasDeclaredShortOnTheDayIsDoneLate) {
  YearStory story(DueInJune().Add(IndicatorOf("avvisi", kUp, "100")));
  story.Tell(Progress("50").On("2024-06-30"));
  story.Tell(Measured("avvisi", "100").On("2024-10-10"));
  const view::v1::Objective row = story.On("2024-10-11");
  EXPECT_EQ(row.today().state(), OBJECTIVE_STATE_DONE_LATE);
  EXPECT_EQ(row.results(0).declared_short_on(), "2024-06-30");
  EXPECT_THAT(MissTexts(row), ElementsAre("deadline 2024-06-30 →  since 2024-07-01"));
}

// In June, somebody says: by the middle of the month nobody can tell.
TEST(Measured, AMonthSpeaksFromItsEndOn) {
  YearStory story(Definition("1").ByDate("2024-06-15").Add(IndicatorOf("avvisi", kUp, "100")));
  story.Tell(Measured("avvisi", "40").On("2024-06-10"));
  story.Tell(Measured("avvisi", "100").On("2024-06"), "2024-07-01");
  EXPECT_THAT(MissTexts(story.On("2024-07-02")),
              ElementsAre("deadline 2024-06-15 →  since 2024-06-16",
                          "indicator:avvisi 100 → 40 since 2024-06-16"));
  YearStory declared(Definition("1").ByDate("2024-06-15"));
  declared.Tell(Progress("100").On("2024-06"), "2024-07-01");
  EXPECT_EQ(declared.StateOf("2024-07-02"), OBJECTIVE_STATE_DONE_LATE);
  YearStory in_time(DueInJune());
  in_time.Tell(Progress("100").On("2024-06"), "2024-07-01");
  EXPECT_EQ(in_time.StateOf("2024-07-02"), OBJECTIVE_STATE_DONE);
}

// Payment times: 20 days when 30 were asked for, and worse after the day that counted.
TEST(Measured, WhatWasKeptStaysKeptWhateverIsMeasuredLater) {
  YearStory story(DueInJune().Add(IndicatorOf("giorni", kDown, "30")));
  story.Tell(Measured("giorni", "20").On("2024-06-30"));
  EXPECT_EQ(story.StateOf("2024-07-01"), OBJECTIVE_STATE_DONE);
  story.Tell(Measured("giorni", "45").On("2024-10-31"));
  EXPECT_EQ(story.StateOf("2024-12-31"), OBJECTIVE_STATE_DONE);
  EXPECT_THAT(MissTexts(story.On("2024-12-31")), IsEmpty());
}

TEST(Measured, AFigureOfTheDueDayCountsThoughItIsRecordedLater) {
  YearStory story(DueInJune().Add(IndicatorOf("avvisi", kUp, "100")));
  story.Tell(Measured("avvisi", "40").On("2024-05-31"));
  story.Tell(Measured("avvisi", "100").On("2024-10-15"));
  EXPECT_EQ(story.StateOf("2024-10-16"), OBJECTIVE_STATE_DONE_LATE);
  story.Tell(Measured("avvisi", "100").On("2024-06-30"), "2024-11-05");
  EXPECT_EQ(story.StateOf("2024-11-05"), OBJECTIVE_STATE_DONE);
  EXPECT_THAT(MissTexts(story.On("2024-11-05")), IsEmpty());
}

TEST(Measured, WithoutOneUpToTheDueDayTheFirstAfterItCounts) {
  YearStory story(DueInJune().Add(IndicatorOf("avvisi", kUp, "100")));
  story.Tell(Measured("avvisi", "80").On("2024-07-10"));
  story.Tell(Measured("avvisi", "100").On("2024-09-01"));
  EXPECT_THAT(MissTexts(story.On("2024-12-31")),
              ElementsAre("deadline 2024-06-30 →  since 2024-07-01",
                          "indicator:avvisi 100 → 80 since 2024-07-01"));

  YearStory met(DueInJune().Add(IndicatorOf("avvisi", kUp, "100")));
  met.Tell(Measured("avvisi", "100").On("2024-07-10"));
  EXPECT_EQ(met.StateOf("2024-12-31"), OBJECTIVE_STATE_DONE) << "nothing says that it was late";
}

TEST(Measured, ACorrectedFigureOfTheDueDayNoLongerCounts) {
  YearStory story(DueInJune().Add(IndicatorOf("avvisi", kUp, "100")));
  story.Tell(Measured("avvisi", "100").On("2024-05-31"));
  const uint64_t slip = story.Tell(Measured("avvisi", "10").On("2024-06-30"));
  story.Tell(Measured("avvisi", "100").On("2024-09-30"));
  EXPECT_EQ(story.StateOf("2024-10-01"), OBJECTIVE_STATE_DONE_LATE);
  story.Correct(slip);
  EXPECT_EQ(story.StateOf("2024-10-01"), OBJECTIVE_STATE_DONE);
  EXPECT_THAT(MissTexts(story.On("2024-10-01")), IsEmpty());
}

// Due in March and missed, made good in time for the deadline: the indicator was missed, the
// deadline was not. 105 in October must not make the figure of the deadline forgotten.
TEST(Measured, AnIndicatorWithAnEarlierDayIsJudgedByThatDayAndTheDeadlineByItsOwn) {
  YearStory story(Definition("1")
                      .ByDate("2024-09-30")
                      .Add(DueOn("2024-03-31", IndicatorOf("avvisi", kUp, "100"))));
  story.Tell(Measured("avvisi", "40").On("2024-03-31"));
  story.Tell(Measured("avvisi", "100").On("2024-06-30"));
  story.Tell(Measured("avvisi", "105").On("2024-10-31"));
  const view::v1::Objective row = story.On("2024-12-31");
  EXPECT_EQ(row.today().state(), OBJECTIVE_STATE_DONE);
  EXPECT_THAT(MissTexts(row), ElementsAre("indicator:avvisi 100 → 40 since 2024-04-01"));
  ASSERT_THAT(row.indicators(0).at_due(), SizeIs(2));
  EXPECT_EQ(row.indicators(0).at_due(1).value(), "100") << "of the deadline";

  YearStory late(Definition("1")
                     .ByDate("2024-09-30")
                     .Add(DueOn("2024-03-31", IndicatorOf("avvisi", kUp, "100"))));
  late.Tell(Measured("avvisi", "40").On("2024-03-31"));
  late.Tell(Measured("avvisi", "100").On("2024-10-31"));
  EXPECT_EQ(late.StateOf("2024-12-31"), OBJECTIVE_STATE_DONE_LATE);
}

TEST(Measured, OneIndicatorThatWasNotMetMakesTheObjectiveLate) {
  YearStory story(
      DueInJune().Add(IndicatorOf("avvisi", kUp, "100")).Add(IndicatorOf("giorni", kDown, "30")));
  story.Tell(Measured("avvisi", "100").On("2024-06-30"));
  story.Tell(Measured("giorni", "35").On("2024-06-30"));
  EXPECT_EQ(story.StateOf("2024-07-01"), OBJECTIVE_STATE_LATE);
  story.Tell(Measured("giorni", "28").On("2024-09-30"));
  EXPECT_EQ(story.StateOf("2024-10-01"), OBJECTIVE_STATE_DONE_LATE);
}

// Of an activity the deadline is the end of the year, and there is no miss of its own.
TEST(Measured, AnActivityThatWasShortAtTheEndOfTheYearIsDoneLate) {
  YearStory story(Definition("1").Continuous().Add(IndicatorOf("avvisi", kUp, "2500")));
  story.Tell(Measured("avvisi", "1357").On("2024-12-31"));
  story.Tell(Measured("avvisi", "2500").On("2025-02-10"));
  EXPECT_EQ(story.StateOf("2025-02-10"), OBJECTIVE_STATE_DONE_LATE);
  EXPECT_THAT(MissTexts(story.On("2025-02-10")),
              ElementsAre("indicator:avvisi 2500 → 1357 since 2025-01-01"));
}

TEST(Measured, ADeclarationHidesOlderMeasurementsAndNoNewerOnes) {
  YearStory story(DueInJune().Add(IndicatorOf("avvisi", kUp, "100")));
  story.Tell(Progress("50").On("2024-03-31"));
  story.Tell(Measured("avvisi", "100").On("2024-06-20"));
  EXPECT_EQ(story.StateOf("2024-06-30"), OBJECTIVE_STATE_RUNNING) << "the day has not passed";
  EXPECT_EQ(story.StateOf("2024-07-01"), OBJECTIVE_STATE_DONE);
  EXPECT_THAT(MissTexts(story.On("2024-07-01")), IsEmpty());
  story.Tell(Progress("80").On("2024-07-10"));
  EXPECT_EQ(story.StateOf("2024-07-11"), OBJECTIVE_STATE_LATE) << "somebody thought better of it";
}

TEST(Measured, AnOlderDeclarationOfAnActivityIsNoShortfallOfItsProgress) {
  YearStory story(Definition("1").Continuous().Add(IndicatorOf("avvisi", kUp, "100")));
  story.Tell(Progress("50").On("2024-06-30"));
  story.Tell(Measured("avvisi", "100").On("2024-12-31"));
  EXPECT_EQ(story.StateOf("2025-01-02"), OBJECTIVE_STATE_DONE);
  EXPECT_THAT(MissTexts(story.On("2025-01-02")), IsEmpty());
}

// Whatever is measured later, each day after the deadline says the same of what was missed.
TEST(Measured, ALookBackAndALookAtAnyLaterDayAgree) {
  const std::vector<std::string> days = {"2024-03-31", "2024-06-30", "2024-10-31", "2024-11-30"};
  for (int figures = 0; figures < 16; ++figures) {
    const auto is_met = [&](size_t i) { return ((figures >> i) & 1) != 0; };
    YearStory story(Definition("1")
                        .ByDate("2024-09-30")
                        .Add(DueOn("2024-03-31", IndicatorOf("avvisi", kUp, "100"))));
    for (size_t i = 0; i < days.size(); ++i) {
      story.Tell(Measured("avvisi", is_met(i) ? "100" : "40").On(days[i]));
    }
    std::vector<std::string> expected;
    if (!is_met(1)) expected.push_back("deadline 2024-09-30 →  since 2024-10-01");
    if (!is_met(0)) expected.push_back("indicator:avvisi 100 → 40 since 2024-04-01");
    for (const std::string day : {"2024-10-01", "2024-10-31", "2024-12-01", "2025-02-01"}) {
      EXPECT_EQ(MissTexts(story.On(day)), expected) << figures << " on " << day;
    }
  }
}

TEST(Measured, EachUnitHasItsOwnDueDayFigure) {
  YearStory story(DueInJune().Units({"tributi", "tecnico"}).Add(IndicatorOf("atti", kUp, "10")));
  story.Tell(Measured("atti", "10").For("tributi").On("2024-06-30"));
  story.Tell(Measured("atti", "4").For("tecnico").On("2024-06-30"));
  story.Tell(Measured("atti", "12").For("tributi").On("2024-09-30"));
  story.Tell(Measured("atti", "10").For("tecnico").On("2024-09-30"));
  EXPECT_EQ(story.StateOf("2024-10-01"), OBJECTIVE_STATE_DONE_LATE);
  EXPECT_THAT(MissTexts(story.On("2024-10-01")),
              ElementsAre("deadline@tecnico 2024-06-30 →  since 2024-07-01",
                          "indicator:atti@tecnico 10 → 4 since 2024-07-01"));
}

}  // namespace
}  // namespace traguardo::projection
