// Of a transversal objective each unit owes its own: milestones, phases, and nothing while it is
// suspended.

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/projection/today/day_reading.h"
#include "services/projection/today/standing.h"
#include "tests/services/projection/year_story.h"

namespace traguardo::projection {
namespace {

using testing::Definition;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::MilestoneOf;
using testing::PhaseOf;
using testing::Progress;
using testing::Reached;
using ::testing::SizeIs;
using namespace view::v1;  // NOLINT: the states, by their names

ObjectiveState StateIn(const view::v1::Objective& row, const std::string& day,
                       const std::string& unit) {
  const auto only = [&](const std::string& candidate) { return candidate == unit; };
  return StandingOf(ReadOn(row, Day(day).first_day_number(), only)).state;
}

testing::FactBuilder DeviatedOnMilestone(const std::string& id, const std::string& milestone) {
  return testing::Deviated(id).With([&](event::v1::Fact& fact) {
    fact.mutable_scostamento_recorded()->mutable_subject()->set_milestone(milestone);
  });
}

TEST(Transversal, AMilestoneIsKeptUnitByUnit) {
  YearStory story(
      Definition("1").Units({"tributi", "tecnico"}).Add(MilestoneOf("bando", "2024-03-31")));
  story.Tell(Reached("bando").For("tributi").On("2024-03-20"));
  view::v1::Objective row = story.On("2024-04-15");
  EXPECT_EQ(row.milestones(0).reached_on(), "") << "not in every unit";
  ASSERT_THAT(row.milestones(0).by_unit(), SizeIs(1));
  EXPECT_EQ(row.milestones(0).by_unit(0).unit(), "tributi");
  EXPECT_EQ(row.milestones(0).by_unit(0).reached_on(), "2024-03-20");
  EXPECT_THAT(MissTexts(row),
              ElementsAre("milestone:bando@tecnico 2024-03-31 →  since 2024-04-01"));
  EXPECT_EQ(row.today().state(), OBJECTIVE_STATE_MILESTONE_MISSED);
  EXPECT_EQ(StateIn(row, "2024-04-15", "tributi"), OBJECTIVE_STATE_RUNNING);
  EXPECT_EQ(StateIn(row, "2024-04-15", "tecnico"), OBJECTIVE_STATE_MILESTONE_MISSED);

  story.Tell(Reached("bando").For("tecnico").On("2024-04-20"));
  row = story.On("2024-04-20");
  EXPECT_EQ(row.milestones(0).reached_on(), "2024-04-20") << "the day of the last unit";
  EXPECT_EQ(row.today().state(), OBJECTIVE_STATE_RUNNING);
  EXPECT_THAT(MissTexts(row),
              ElementsAre("milestone:bando@tecnico 2024-03-31 → 2024-04-20 since 2024-04-01"));
}

TEST(Transversal, AScostamentoOfOneUnitAccountsForThatUnitOnly) {
  YearStory story(Definition("1")
                      .Units({"amministrativo", "tributi", "tecnico"})
                      .Add(MilestoneOf("bando", "2024-03-31")));
  story.Tell(DeviatedOnMilestone("s1", "bando").For("tributi").On("2024-04-05"));
  EXPECT_THAT(MissTexts(story.On("2024-04-05")),
              ElementsAre("milestone:bando@amministrativo 2024-03-31 →  since 2024-04-01",
                          "milestone:bando@tecnico 2024-03-31 →  since 2024-04-01"));
  story.Tell(DeviatedOnMilestone("s2", "bando").On("2024-04-06"));
  EXPECT_THAT(MissTexts(story.On("2024-04-06")), IsEmpty()) << "one of the whole is for all";
}

TEST(Transversal, AMilestoneReachedByTheWholeIsReachedByEveryUnit) {
  YearStory story(
      Definition("1").Units({"tributi", "tecnico"}).Add(MilestoneOf("bando", "2024-03-31")));
  story.Tell(Reached("bando").On("2024-03-20"));
  const view::v1::Objective row = story.On("2024-04-15");
  EXPECT_EQ(row.milestones(0).reached_on(), "2024-03-20");
  EXPECT_THAT(row.milestones(0).by_unit(), SizeIs(2));
  EXPECT_THAT(MissTexts(row), IsEmpty());
}

TEST(Transversal, APhaseIsDeclaredAndKeptUnitByUnit) {
  YearStory story(Definition("1")
                      .Units({"tributi", "tecnico"})
                      .Add(PhaseOf("p1", "40", "", "2024-04-30"))
                      .Add(PhaseOf("p2", "60", "", "2024-12-31")));
  story.Tell(testing::PhaseProgress("p1", "100").For("tributi").On("2024-04-30"));
  story.Tell(testing::PhaseProgress("p1", "30").For("tecnico").On("2024-04-30"));
  const view::v1::Objective row = story.On("2024-05-01");
  ASSERT_THAT(row.phases(0).by_unit(), SizeIs(2));
  EXPECT_EQ(row.phases(0).by_unit(0).declared_percent(), "100");
  EXPECT_EQ(row.phases(0).by_unit(0).reached_on(), "2024-04-30");
  EXPECT_EQ(row.phases(0).by_unit(1).declared_percent(), "30");
  EXPECT_EQ(row.phases(0).by_unit(1).reached_on(), "");
  EXPECT_EQ(row.phases(0).declared_percent(), "30") << "the lowest";
  EXPECT_THAT(row.phases(1).by_unit(), IsEmpty());
  EXPECT_THAT(MissTexts(row), ElementsAre("phase:p1@tecnico 2024-04-30 →  since 2024-05-01"));
}

TEST(Transversal, AUnitThatIsDoneOwesNoMilestone) {
  YearStory story(
      Definition("1").Units({"tributi", "tecnico"}).Add(MilestoneOf("bando", "2024-03-31")));
  story.Tell(Progress("100").For("tributi").On("2024-03-10"));
  EXPECT_THAT(MissTexts(story.On("2024-04-15")),
              ElementsAre("milestone:bando@tecnico 2024-03-31 →  since 2024-04-01"));
}

TEST(Transversal, NothingIsAskedOfAUnitWhileItIsSuspended) {
  YearStory story(Definition("1")
                      .ByDate("2024-06-30")
                      .Units({"tributi", "tecnico"})
                      .Add(MilestoneOf("bando", "2024-04-30"))
                      .Add(testing::IndicatorOf("atti", event::v1::DIRECTION_UP, "10")),
                  {.silence_days = 30});
  story.Tell(testing::Measured("atti", "4").For("tributi").On("2024-03-31"));
  story.Tell(Progress("100").For("tecnico").On("2024-04-20"));
  story.Tell(testing::Suspended().For("tributi").On("2024-04-15"));
  const view::v1::Objective row = story.On("2024-08-01");
  EXPECT_EQ(row.results(0).suspended_on(), "2024-04-15");
  EXPECT_EQ(row.results(1).suspended_on(), "");
  EXPECT_EQ(row.today().state(), OBJECTIVE_STATE_SUSPENDED) << "all that is open";
  EXPECT_FALSE(row.today().has_silence_days());
  EXPECT_THAT(MissTexts(row), IsEmpty());

  story.Tell(testing::Resumed().For("tributi").On("2024-09-01"));
  EXPECT_EQ(story.On("2024-09-02").results(0).suspended_on(), "");
  EXPECT_EQ(story.StateOf("2024-09-02"), OBJECTIVE_STATE_LATE);
  EXPECT_THAT(MissTexts(story.On("2024-09-02")), SizeIs(3));
}

TEST(Transversal, TheOthersGoOnWhileOneUnitIsSuspended) {
  YearStory story(Definition("1").ByDate("2024-06-30").Units({"tributi", "tecnico"}),
                  {.silence_days = 30});
  story.Tell(testing::Suspended().For("tributi").On("2024-02-10"));
  story.Tell(Progress("20").For("tecnico").On("2024-05-25"));
  EXPECT_EQ(story.StateOf("2024-06-01"), OBJECTIVE_STATE_RUNNING);
  EXPECT_EQ(story.On("2024-06-01").today().silence_days(), 7) << "of the one that is asked";
  EXPECT_EQ(story.StateOf("2024-07-01"), OBJECTIVE_STATE_LATE);
  EXPECT_THAT(MissTexts(story.On("2024-07-01")),
              ElementsAre("deadline@tecnico 2024-06-30 →  since 2024-07-01"));
}

TEST(Transversal, WhatIsLeftOfItMayBeSuspendedAsAWhole) {
  YearStory story(Definition("1").Units({"tributi", "tecnico"}));
  story.Tell(testing::Excluded().For("tecnico").On("2024-03-01"));
  EXPECT_EQ(story.On("2024-03-15").suspended_on(), "");
  story.Tell(testing::Suspended().For("tributi").On("2024-04-01"));
  EXPECT_EQ(story.On("2024-04-15").suspended_on(), "2024-04-01");
  EXPECT_EQ(story.StateOf("2024-04-15"), OBJECTIVE_STATE_SUSPENDED);
}

TEST(Transversal, TheNextMilestoneIsTheOneThatSomeUnitStillOwes) {
  YearStory story(Definition("1")
                      .Units({"tributi", "tecnico"})
                      .Add(MilestoneOf("bando", "2024-03-31"))
                      .Add(MilestoneOf("incarico", "2024-05-31")));
  story.Tell(Reached("bando").For("tributi").On("2024-02-20"));
  EXPECT_EQ(story.On("2024-03-01").today().next_milestone().id(), "bando");
  story.Tell(Reached("bando").For("tecnico").On("2024-03-05"));
  EXPECT_EQ(story.On("2024-03-06").today().next_milestone().id(), "incarico");
}

TEST(Transversal, ASuspensionOfTheWholeIsOneOfEveryUnit) {
  YearStory story(Definition("1").ByDate("2024-06-30").Units({"tributi", "tecnico"}));
  story.Tell(testing::Suspended().On("2024-03-01"));
  const view::v1::Objective row = story.On("2024-07-01");
  EXPECT_EQ(row.results(1).suspended_on(), "2024-03-01");
  EXPECT_EQ(row.today().state(), OBJECTIVE_STATE_SUSPENDED);
  EXPECT_THAT(MissTexts(row), IsEmpty());
}

void ChangeUnits(YearStory& story, const std::vector<std::string>& units,
                 const std::string& act_date, const std::string& effective_on) {
  event::v1::Change change;
  for (const std::string& unit : units) change.mutable_units()->add_units(unit);
  const std::string id = "r" + std::to_string(story.facts().size());
  story.Tell(testing::ReplanProposed(id, {change}).On(effective_on));
  story.Tell(testing::ReplanApproved(id, testing::GiuntaAct("60", act_date)).On(effective_on),
             act_date);
}

TEST(Transversal, AUnitThatComesInOwesNothingThatFellDueBefore) {
  event::v1::Indicator indicator = testing::IndicatorOf("atti", event::v1::DIRECTION_UP, "10");
  indicator.set_due("2024-04-15");
  YearStory story(Definition("1")
                      .ByDate("2024-06-30")
                      .Units({"amministrativo", "tributi"})
                      .Add(indicator)
                      .Add(MilestoneOf("bando", "2024-03-31"))
                      .Add(MilestoneOf("incarico", "2024-05-31")));
  story.Tell(Reached("bando").For("tributi").On("2024-03-20"));
  story.Tell(Reached("bando").For("amministrativo").On("2024-03-20"));
  ChangeUnits(story, {"amministrativo", "tributi", "tecnico"}, "2024-05-01", "2024-05-01");
  story.Tell(testing::Measured("atti", "4").For("tecnico").On("2024-05-10"));
  const view::v1::Objective row = story.On("2024-05-15");
  ASSERT_THAT(row.results(), SizeIs(3));
  EXPECT_EQ(row.results(0).joined_on(), "");
  EXPECT_EQ(row.results(2).joined_on(), "2024-05-01");
  EXPECT_THAT(MissTexts(row), IsEmpty());
  EXPECT_EQ(row.today().state(), OBJECTIVE_STATE_RUNNING);
  EXPECT_EQ(StateIn(row, "2024-05-15", "tecnico"), OBJECTIVE_STATE_RUNNING);
  EXPECT_THAT(MissTexts(story.On("2024-06-01")),
              ::testing::Contains("milestone:incarico@tecnico 2024-05-31 →  since 2024-06-01"))
      << "what falls due afterwards it owes as the others do";
}

TEST(Transversal, AUnitThatComesInAfterTheDeadlineIsNotLateThatDay) {
  YearStory story(Definition("1").ByDate("2024-06-30").Units({"amministrativo", "tributi"}),
                  {.silence_days = 30});
  ChangeUnits(story, {"amministrativo", "tributi", "tecnico"}, "2024-09-01", "2024-09-01");
  const view::v1::Objective row = story.On("2024-09-02");
  EXPECT_EQ(StateIn(row, "2024-09-02", "tributi"), OBJECTIVE_STATE_LATE);
  EXPECT_EQ(StateIn(row, "2024-09-02", "tecnico"), OBJECTIVE_STATE_RUNNING);
  EXPECT_EQ(StateIn(story.On("2024-10-15"), "2024-10-15", "tecnico"), OBJECTIVE_STATE_NOT_DECLARED)
      << "silent since it came in";
}

// An act cannot ask anybody for what had fallen due when it was made.
TEST(Transversal, AUnitComesInWithTheActWhateverDayThatHoldsFrom) {
  YearStory story(
      Definition("1").Units({"amministrativo", "tributi"}).Add(MilestoneOf("bando", "2024-03-31")));
  ChangeUnits(story, {"amministrativo", "tributi", "tecnico"}, "2024-11-01", "2024-03-01");
  EXPECT_EQ(story.On("2024-12-01").results(2).joined_on(), "2024-11-01");
  EXPECT_THAT(MissTexts(story.On("2024-12-01")),
              ElementsAre("milestone:bando@amministrativo 2024-03-31 →  since 2024-04-01",
                          "milestone:bando@tributi 2024-03-31 →  since 2024-04-01"));
}

// Its figures can be read, and count no more.
TEST(Transversal, WhatWasSaidOfAUnitThatLeftStaysReadable) {
  YearStory story(Definition("1")
                      .ByDate("2024-12-31")
                      .Units({"amministrativo", "tributi", "tecnico"})
                      .Add(MilestoneOf("bando", "2024-03-31")));
  story.Tell(Reached("bando").For("tributi").On("2024-03-20"));
  story.Tell(Reached("bando").For("amministrativo").On("2024-03-20"));
  story.Tell(Progress("60").For("tecnico").On("2024-04-10"));
  ChangeUnits(story, {"amministrativo", "tributi"}, "2024-05-01", "2024-05-01");
  story.Tell(Progress("100").For("tributi").On("2024-05-10"));
  story.Tell(Progress("100").For("amministrativo").On("2024-05-10"));
  const view::v1::Objective row = story.On("2024-05-15");
  ASSERT_THAT(row.results(), SizeIs(3));
  EXPECT_EQ(row.results(2).unit(), "tecnico");
  EXPECT_EQ(row.results(2).percent(), "60");
  EXPECT_EQ(row.results(2).declaration(), DECLARATION_NOT_APPLICABLE);
  EXPECT_THAT(row.units(), ElementsAre("amministrativo", "tributi"));
  EXPECT_EQ(row.milestones(0).reached_on(), "2024-03-20") << "in all that are left";
  EXPECT_EQ(row.today().state(), OBJECTIVE_STATE_DONE);
  // Back again, it counts again.
  ChangeUnits(story, {"amministrativo", "tributi", "tecnico"}, "2024-06-01", "2024-06-01");
  const view::v1::Objective again = story.On("2024-06-02");
  EXPECT_EQ(again.results(2).declaration(), DECLARATION_DECLARED);
  EXPECT_EQ(again.results(2).joined_on(), "") << "it was in it from the beginning";
  EXPECT_THAT(MissTexts(again), ::testing::Not(IsEmpty())) << "and owes what it owed";
}

TEST(Transversal, AnExclusionOfAllThatAreLeftIsOneOfTheWhole) {
  YearStory story(Definition("1").Units({"amministrativo", "tributi", "tecnico"}));
  story.Tell(Progress("60").For("tecnico").On("2024-04-10"));
  ChangeUnits(story, {"amministrativo", "tributi"}, "2024-05-01", "2024-05-01");
  story.Tell(testing::Excluded().For("tributi").On("2024-05-10"));
  story.Tell(testing::Excluded().For("amministrativo").On("2024-05-11"));
  EXPECT_EQ(story.On("2024-05-15").excluded_on(), "2024-05-11");
  EXPECT_EQ(story.StateOf("2024-05-15"), OBJECTIVE_STATE_EXCLUDED);
}

}  // namespace
}  // namespace traguardo::projection
