// What an act took back after its time had passed stays on the list until somebody says why,
// whatever has become of the objective.

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
using ::testing::IsEmpty;
using namespace view::v1;  // NOLINT: the states, by their names

void Replan(YearStory& story, const std::string& id, const event::v1::Change& change,
            const std::string& day) {
  story.Tell(testing::ReplanProposed(id, {change}).On(day));
  story.Tell(testing::ReplanApproved(id, testing::GiuntaAct("106", day)).On(day));
}

TEST(UnexplainedVariation, ATargetLoweredToWhatWasCountedIsDoneAndStillMissed) {
  YearStory story(Definition("1")
                      .ByDate("2024-06-30")
                      .Add(testing::IndicatorOf("avvisi", event::v1::DIRECTION_UP, "100")));
  story.Tell(testing::Measured("avvisi", "40").On("2024-06-30"));
  event::v1::Change target;
  target.mutable_indicator()->set_indicator("avvisi");
  target.mutable_indicator()->set_target("40");
  Replan(story, "r1", target, "2024-11-01");
  const view::v1::Objective row = story.On("2024-11-02");
  EXPECT_EQ(row.today().state(), OBJECTIVE_STATE_DONE);
  EXPECT_THAT(MissTexts(row), ElementsAre("ripianificazione:r1 100 → 40 since 2024-11-01"));
}

TEST(UnexplainedVariation, AnObjectiveDroppedAfterItsDeadlineIsMissed) {
  YearStory story(Definition("1").ByDate("2024-06-30"));
  Replan(story, "r1", testing::Dropped(), "2024-11-01");
  const view::v1::Objective row = story.On("2024-11-02");
  EXPECT_EQ(row.today().state(), OBJECTIVE_STATE_DROPPED);
  ASSERT_EQ(row.today().silent_misses_size(), 1);
  EXPECT_EQ(row.today().silent_misses(0).subject(), "ripianificazione:r1");
  EXPECT_EQ(row.today().silent_misses(0).since(), "2024-11-01");
}

// An act of November that holds from 25 June: who looks back at July sees the miss, and nobody sees
// one while the day that it took back had not passed.
TEST(UnexplainedVariation, IsSeenFromTheDayAfterWhatItTookBack) {
  YearStory story(Definition("1").ByDate("2024-06-30"));
  story.Tell(
      testing::ReplanProposed("r1", {testing::DeadlineChange("2024-12-31")}).On("2024-06-25"),
      "2024-11-01");
  story.Tell(
      testing::ReplanApproved("r1", testing::GiuntaAct("106", "2024-11-01")).On("2024-06-25"),
      "2024-11-01");
  EXPECT_THAT(MissTexts(story.On("2024-06-28")), IsEmpty());
  for (const std::string day : {"2024-07-15", "2024-10-31", "2024-11-02"}) {
    EXPECT_THAT(MissTexts(story.On(day)),
                ElementsAre("ripianificazione:r1 2024-06-30 → 2024-12-31 since 2024-07-01"))
        << day;
  }
}

TEST(UnexplainedVariation, AnActInTimeIsNone) {
  YearStory story(Definition("1").ByDate("2024-06-30"));
  Replan(story, "r1", testing::DeadlineChange("2024-09-30"), "2024-06-10");
  EXPECT_THAT(MissTexts(story.On("2024-07-15")), IsEmpty());
}

TEST(UnexplainedVariation, ThatHasNotBeenDecidedYetIsNone) {
  view::v1::Objective row = YearStory(Definition("1").ByDate("2024-12-31")).On("2024-07-01");
  view::v1::UnexplainedVariation* const entry = row.add_unexplained_variations();
  entry->set_ripianificazione("r1");
  entry->set_decided_on("2024-11-01");
  FillToday(&row, Day("2024-10-31"));
  EXPECT_THAT(MissTexts(row), IsEmpty());
  FillToday(&row, Day("2024-11-01"));
  EXPECT_THAT(MissTexts(row), ElementsAre("ripianificazione:r1  →  since 2024-11-01"));
}

TEST(UnexplainedVariation, OneLineIsEnoughForEachRipianificazione) {
  view::v1::Objective row = YearStory(Definition("1").ByDate("2024-12-31")).On("2024-12-01");
  for (const std::string id : {"r1", "r1", "r2"}) {
    view::v1::UnexplainedVariation* const entry = row.add_unexplained_variations();
    entry->set_ripianificazione(id);
    entry->set_before("100");
    entry->set_after("40");
    entry->set_decided_on("2024-11-01");
  }
  FillToday(&row, Day("2024-12-01"));
  EXPECT_THAT(MissTexts(row), ElementsAre("ripianificazione:r1 100 → 40 since 2024-11-01",
                                          "ripianificazione:r2 100 → 40 since 2024-11-01"));
}

}  // namespace
}  // namespace traguardo::projection
