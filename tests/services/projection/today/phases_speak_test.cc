// Where phases say more than the last declaration of the whole, they speak for it.

#include <array>
#include <string>

#include "gtest/gtest.h"
#include "tests/services/projection/year_story.h"

namespace traguardo::projection {
namespace {

using testing::Definition;
using testing::PhaseOf;
using testing::PhaseProgress;
using testing::Progress;
using testing::Reached;
using namespace view::v1;  // NOLINT: the states, by their names

Definition TwoPhases() {
  return Definition("1")
      .ByDate("2024-12-31")
      .Add(PhaseOf("f1", "40", "", "2024-04-30"))
      .Add(PhaseOf("f2", "60", "", "2024-09-30"));
}

std::string PercentOn(const YearStory& story, const std::string& day) {
  return story.On(day).results(0).percent();
}

// 55 percent of June had come back in August, when the second phase was found to be short.
TEST(PhasesSpeak, AnOldFigureOfTheWholeDoesNotComeBack) {
  YearStory story(TwoPhases());
  story.Tell(Reached("f1").On("2024-04-30"));
  story.Tell(Progress("55").On("2024-06-30"));
  EXPECT_EQ(PercentOn(story, "2024-07-01"), "55") << "the whole is newer";
  story.Tell(PhaseProgress("f2", "100").On("2024-07-31"));
  EXPECT_EQ(PercentOn(story, "2024-08-01"), "100");
  EXPECT_EQ(story.On("2024-08-01").results(0).done_on(), "2024-07-31");
  story.Tell(PhaseProgress("f2", "80").On("2024-08-31"));
  const view::v1::UnitResult result = story.On("2024-09-01").results(0);
  EXPECT_EQ(result.percent(), "88");
  EXPECT_EQ(result.done_on(), "");
  EXPECT_EQ(result.declared().effective_on(), "2024-08-31");
}

TEST(PhasesSpeak, APhaseThatIsToldTwiceWasCompleteTheFirstTime) {
  YearStory story(TwoPhases());
  story.Tell(PhaseProgress("f1", "100").On("2024-03-31"));
  story.Tell(PhaseProgress("f2", "100").On("2024-05-31"));
  story.Tell(PhaseProgress("f1", "100").On("2024-08-31"));
  const view::v1::Objective row = story.On("2024-09-01");
  EXPECT_EQ(row.phases(0).reached_on(), "2024-03-31");
  EXPECT_EQ(row.results(0).done_on(), "2024-05-31");
}

TEST(PhasesSpeak, CumulativePercentsAddUpInSteps) {
  YearStory story(
      Definition("1").ByDate("2024-12-31").With([](event::v1::ObjectiveDefinition& definition) {
        for (const auto& [id, percent, end] :
             {std::array<const char*, 3>{"f1", "40", "2024-04-30"},
              std::array<const char*, 3>{"f2", "100", "2024-09-30"}}) {
          event::v1::Phase* const phase = definition.add_phases();
          phase->set_id(id);
          phase->set_name(id);
          phase->set_cumulative_percent(percent);
          phase->mutable_planned()->set_to(end);
        }
      }));
  story.Tell(Reached("f1").On("2024-04-30"));
  story.Tell(Progress("55").On("2024-06-30"));
  story.Tell(PhaseProgress("f2", "80").On("2024-08-31"));
  EXPECT_EQ(PercentOn(story, "2024-09-01"), "88") << "40 and 80 percent of the 60 that follow";
}

TEST(PhasesSpeak, OnePhaseOfTwoSaysLessThanTheWholeAndDoesNotReplaceIt) {
  YearStory story(TwoPhases());
  story.Tell(Progress("55").On("2024-06-30"));
  story.Tell(PhaseProgress("f1", "90").On("2024-07-31"));
  EXPECT_EQ(PercentOn(story, "2024-08-01"), "55") << "of f2 nobody has spoken";
  story.Tell(PhaseProgress("f2", "20").On("2024-08-31"));
  EXPECT_EQ(PercentOn(story, "2024-09-01"), "48") << "now everything is said";
}

TEST(PhasesSpeak, OnePhaseThatAloneIsMoreThanTheWholeWasReplacesIt) {
  YearStory story(TwoPhases());
  story.Tell(Progress("30").On("2024-06-30"));
  story.Tell(PhaseProgress("f1", "100").On("2024-07-31"));
  EXPECT_EQ(PercentOn(story, "2024-08-01"), "40");
}

TEST(PhasesSpeak, ANewerFigureOfTheWholeCounts) {
  YearStory story(TwoPhases());
  story.Tell(PhaseProgress("f1", "100").On("2024-04-30"));
  story.Tell(PhaseProgress("f2", "50").On("2024-06-30"));
  story.Tell(Progress("75").On("2024-07-31"));
  EXPECT_EQ(PercentOn(story, "2024-08-01"), "75");
}

TEST(PhasesSpeak, WhatWasDeclaredDoneStaysDoneFromThatDayWhenThePhasesFollow) {
  YearStory story(TwoPhases());
  story.Tell(Progress("100").On("2024-09-15"));
  story.Tell(PhaseProgress("f1", "100").On("2024-09-20"));
  story.Tell(PhaseProgress("f2", "100").On("2024-09-20"));
  EXPECT_EQ(story.On("2024-10-01").results(0).done_on(), "2024-09-15");
  story.Tell(PhaseProgress("f2", "90").On("2024-10-05"));
  EXPECT_EQ(PercentOn(story, "2024-10-05"), "94") << "somebody thought better of it";
  EXPECT_EQ(story.StateOf("2024-10-05"), OBJECTIVE_STATE_RUNNING);
}

}  // namespace
}  // namespace traguardo::projection
