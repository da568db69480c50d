// A phase with figures is kept by what was declared of the whole, from the row's covered_on.

#include "services/domain/status/covered.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "rapidcheck/gtest.h"
#include "services/domain/definitions/current_definition.h"
#include "services/projection/measures/planned_curve.h"
#include "services/projection/measures/time_frame.h"
#include "tests/services/projection/year_story.h"

namespace traguardo::projection {
namespace {

using testing::Definition;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::PhaseOf;
using testing::Progress;

Definition TwoPhases() {
  return Definition("1")
      .ByDate("2024-12-31")
      .Add(PhaseOf("p1", "40", "", "2024-04-30"))
      .Add(PhaseOf("p2", "60", "", "2024-09-30"));
}

TEST(Covered, APhaseIsKeptFromTheDayOnWhichItsShareWasDeclared) {
  YearStory story(TwoPhases());
  story.Tell(Progress("40").On("2024-04-30"));
  EXPECT_EQ(story.On("2024-05-01").phases(0).covered_on(), "2024-04-30");
  EXPECT_EQ(story.On("2024-05-01").phases(1).covered_on(), "");
  EXPECT_THAT(MissTexts(story.On("2024-05-01")), IsEmpty());
  YearStory behind(TwoPhases());
  behind.Tell(Progress("40").On("2024-05-20"));
  EXPECT_THAT(MissTexts(behind.On("2024-06-01")),
              ElementsAre("phase:p1 2024-04-30 → 2024-05-20 since 2024-05-01"));
}

TEST(Covered, TellingAfterwardsThatItWasReachedMakesItNoLater) {
  YearStory story(TwoPhases());
  story.Tell(Progress("40").On("2024-04-30"));
  story.Tell(testing::Reached("p1").On("2024-05-20"));
  EXPECT_THAT(MissTexts(story.On("2024-06-01")), IsEmpty());
}

TEST(Covered, WhatWasTakenBackTheDayAfterKeptNothing) {
  YearStory story(TwoPhases());
  story.Tell(Progress("60").On("2024-03-01"));
  story.Tell(Progress("6").On("2024-03-02"));
  EXPECT_THAT(MissTexts(story.On("2024-05-01")),
              ElementsAre("phase:p1 2024-04-30 →  since 2024-05-01"));
  EXPECT_EQ(story.StateOf("2024-05-01"), view::v1::OBJECTIVE_STATE_MILESTONE_MISSED);
}

// Of a month only it is known that it was so by its end.
TEST(Covered, AMonthCountsAtItsEnd) {
  YearStory in_time(TwoPhases());
  in_time.Tell(Progress("40").On("2024-04"));
  EXPECT_THAT(MissTexts(in_time.On("2024-06-01")), IsEmpty());
  YearStory perhaps(Definition("1")
                        .ByDate("2024-12-31")
                        .Add(PhaseOf("p1", "40", "", "2024-04-15"))
                        .Add(testing::MilestoneOf("bando", "2024-04-15")));
  perhaps.Tell(Progress("40").On("2024-04"));
  perhaps.Tell(testing::Reached("bando").On("2024-04"));
  EXPECT_THAT(MissTexts(perhaps.On("2024-06-01")),
              ElementsAre("milestone:bando 2024-04-15 → 2024-04-30 since 2024-04-16",
                          "phase:p1 2024-04-15 → 2024-04-30 since 2024-04-16"));
}

// The curve of declared points keeps the newest 500 of all units together.
TEST(Covered, ManyReportsOfOthersTakeNothingFromAUnit) {
  YearStory story(TwoPhases().Units({"tributi", "tecnico"}));
  story.Tell(Progress("45").For("tributi").On("2024-04-28"));
  story.Tell(Progress("45").For("tecnico").On("2024-04-28"));
  for (int i = 0; i < 600; ++i) story.Tell(Progress("45").For("tecnico").On("2024-05-31"));
  const view::v1::Objective row = story.On("2024-06-01");
  EXPECT_EQ(row.declared_curve_size(), 500);
  EXPECT_EQ(row.phases(0).covered_on(), "2024-04-28");
  EXPECT_EQ(row.phases(0).by_unit(0).unit(), "tributi");
  EXPECT_EQ(row.phases(0).by_unit(0).covered_on(), "2024-04-28");
  EXPECT_THAT(MissTexts(row), IsEmpty());
}

// A milestone that is told later than the whole was done is kept with the whole, as a phase is.
TEST(Covered, WhatIsPartOfTheWholeIsThereWithIt) {
  YearStory story(
      Definition("1").ByDate("2024-12-31").Add(testing::MilestoneOf("bando", "2024-06-30")));
  story.Tell(Progress("100").On("2024-06-25"));
  story.Tell(testing::Reached("bando").On("2024-07-20"));
  EXPECT_THAT(MissTexts(story.On("2024-08-01")), IsEmpty());
}

std::string ADate() {
  return *rc::gen::elementOf(
      std::vector<std::string>{"2024-03", "2024-06-30", "2024-09-30", "2024-10-15", "2024-12-31"});
}

event::v1::Phase APhase(const std::string& id, bool cumulative) {
  const std::string figure =
      *rc::gen::elementOf(std::vector<std::string>{"", "0", "12.5", "40", "60", "100"});
  const bool ends = *rc::gen::inRange(0, 4) > 0;
  event::v1::Phase phase = PhaseOf(id, cumulative ? "" : figure, "", ends ? ADate() : "");
  if (cumulative) phase.set_cumulative_percent(figure);
  return phase;
}

// The curve that is drawn and the share that is asked for are computed in two rooms.
RC_GTEST_PROP(Covered, TheShareIsThatOfThePlannedCurve, ()) {
  const bool cumulative = *rc::gen::arbitrary<bool>();
  Definition definition = *rc::gen::arbitrary<bool>() ? Definition("1").ByDate(ADate())
                                                      : Definition("1").Continuous("2024-01-01");
  for (const char* id : {"p1", "p2", "p3"}) {
    definition = std::move(definition).Add(APhase(id, cumulative));
  }
  YearStory story(definition);
  if (*rc::gen::arbitrary<bool>()) {
    story.Tell(testing::ReplanProposed("r1", {testing::DeadlineChange(ADate())}).On("2024-02-10"));
    story.Tell(
        testing::ReplanApproved("r1", testing::GiuntaAct("60", "2024-02-20")).On("2024-02-20"));
  }
  const domain::Ente ente = story.StateOn("2024-12-31");
  const domain::Objective& objective = *ente.FindObjective(YearStory::kYear, "ob-1");
  const domain::Frozen<event::v1::ObjectiveDefinition> current =
      domain::CurrentDefinition(objective);
  const view::v1::Objective row = story.On("2024-12-31");
  const TimeFrame frame = TimeFrameOf(row);
  for (const event::v1::Phase& phase : current->phases()) {
    const auto share = domain::ShareByEndOf(objective, *current, phase.id());
    const auto end = domain::LastDay(phase.planned().to());
    if (!share.has_value() || !end.has_value()) continue;
    const auto drawn = PlannedShareOn(row.planned_curve(), frame.deadlines.MovedAlong(*end));
    RC_ASSERT(drawn.has_value());
    RC_ASSERT(*share == *drawn);
  }
}

}  // namespace
}  // namespace traguardo::projection
