// Whether an act comes after the fact, and whether it takes something back.

#include "services/domain/definitions/replanning.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "services/domain/definitions/current_definition.h"
#include "tests/testing/fact_builder.h"

namespace traguardo::domain {
namespace {

using event::v1::Change;
using event::v1::ObjectiveDefinition;
using namespace traguardo::testing;  // NOLINT: the facts read as sentences.

ObjectiveDefinition Planned() {
  return Definition("1")
      .ByDate("2024-06-30")
      .Weight("4.00")
      .Units({"tributi", "cultura"})
      .Add(IndicatorOf("su", event::v1::DIRECTION_UP, "100"))
      .Add(IndicatorOf("giu", event::v1::DIRECTION_DOWN, "30"))
      .Add(IndicatorOf("pari", event::v1::DIRECTION_EXACT, "12"))
      .Add(IndicatorOf("avvio", event::v1::DIRECTION_DATE, "2024-02"))
      .Add(PhaseOf("bando", "40", "2024-01-01", "2024-03-31"))
      .Add(PhaseOf("lavori", "60"))
      .Add(MilestoneOf("atto", "2024-04-30"))
      .Build();
}

Change IndicatorChanged(const std::string& id, const std::string& target,
                        const std::string& weight = "") {
  Change change;
  change.mutable_indicator()->set_indicator(id);
  change.mutable_indicator()->set_target(target);
  change.mutable_indicator()->set_weight(weight);
  return change;
}

Change Moved(const std::string& id, const std::string& target_date, const std::string& due) {
  Change change;
  change.mutable_indicator()->set_indicator(id);
  change.mutable_indicator()->set_target_date(target_date);
  change.mutable_indicator()->set_due(due);
  return change;
}

Change PhaseEnds(const std::string& id, const std::string& end) {
  Change change;
  change.mutable_phase()->set_phase(id);
  change.mutable_phase()->mutable_planned()->set_to(end);
  return change;
}

Change MilestoneDue(const std::string& due) {
  Change change;
  change.mutable_milestone()->set_milestone("atto");
  change.mutable_milestone()->set_due(due);
  return change;
}

ChangeJudgement Judged(const ObjectiveDefinition& before, const Change& change,
                       const std::string& decided_on = "2024-05-15") {
  event::v1::RipianificazioneProposed proposed;
  *proposed.add_changes() = change;
  return JudgeChanges({before, before, 2024}, proposed, *FirstDay(decided_on)).front();
}
ChangeJudgement Judged(const Change& change, const std::string& decided_on = "2024-05-15") {
  return Judged(Planned(), change, decided_on);
}

std::string TimeOf(const Change& change) {
  const auto time = Judged(change).time;
  return time.has_value() ? CivilDate::FromDayNumber(*time)->ToString() : "";
}

TEST(ReplanningTest, EachThingHasItsTime) {
  EXPECT_EQ(TimeOf(DeadlineChange("2024-12-31")), "2024-06-30");
  EXPECT_EQ(TimeOf(WeightChange("3")), "2024-06-30");
  EXPECT_EQ(TimeOf(IndicatorChanged("su", "40")), "2024-06-30");
  EXPECT_EQ(TimeOf(Moved("avvio", "2024-03", "")), "2024-02-29");
  EXPECT_EQ(TimeOf(PhaseEnds("bando", "2024-05-31")), "2024-03-31");
  EXPECT_EQ(TimeOf(PhaseEnds("lavori", "2024-05-31")), "2024-06-30") << "it has no end of its own";
  EXPECT_EQ(TimeOf(MilestoneDue("2024-05-31")), "2024-04-30");
  EXPECT_EQ(TimeOf(AssignmentChange(AssignmentOf("resp-nuovo"))), "");
  ObjectiveDefinition timeless = Definition("1").NotStated().Build();
  EXPECT_FALSE(Judged(timeless, WeightChange("3"), "2024-12-31").is_late);
}

// The objective's deadline had not come when it went, and its milestone of April had.
TEST(ReplanningTest, WhatGoesAsAWholeHasTheTimeOfItsEarliestPartThatHadPassed) {
  ObjectiveDefinition before = Definition("1")
                                   .ByDate("2024-12-31")
                                   .Units({"tributi", "cultura"})
                                   .Add(IndicatorOf("su", event::v1::DIRECTION_UP, "100"))
                                   .Add(PhaseOf("bando", "40", "2024-01-01", "2024-03-31"))
                                   .Add(MilestoneOf("atto", "2024-04-30"))
                                   .Build();
  before.set_kind(event::v1::OBJECTIVE_KIND_OPERATIVE);
  Change leaving;
  leaving.mutable_units()->add_units("tributi");
  EXPECT_EQ(Judged(before, Dropped(), "2024-03-31").time, FirstDay("2024-12-31"));
  EXPECT_FALSE(Judged(before, Dropped(), "2024-03-31").is_late);
  const ChangeJudgement dropped = Judged(before, Dropped(), "2024-05-01");
  EXPECT_TRUE(dropped.is_late);
  EXPECT_EQ(dropped.time, FirstDay("2024-03-31"));
  ASSERT_EQ(dropped.missed.size(), 2u);
  EXPECT_EQ(dropped.missed[0].subject.milestone(), "atto");
  EXPECT_EQ(dropped.missed[1].subject.milestone(), "bando");
  // Where the units share one result, that stays when one of them goes.
  EXPECT_FALSE(Judged(before, leaving, "2024-05-01").is_late);
  before.set_kind(event::v1::OBJECTIVE_KIND_TRANSVERSAL);
  const ChangeJudgement left = Judged(before, leaving, "2024-05-01");
  EXPECT_TRUE(left.is_late);
  ASSERT_EQ(left.missed.size(), 2u);
  EXPECT_EQ(left.missed[0].unit, "cultura");
}

TEST(ReplanningTest, WhatWasKeptMakesNothingLate) {
  const ObjectiveDefinition before =
      Definition("1").ByDate("2024-12-31").Add(MilestoneOf("atto", "2024-04-30")).Build();
  event::v1::RipianificazioneProposed proposed;
  *proposed.add_changes() = Dropped();
  const ReplannedPlan plan{before, before, 2024,
                           [](const PassedPart& part) { return part.subject.has_milestone(); }};
  const auto judged = JudgeChanges(plan, proposed, *FirstDay("2024-05-01"));
  EXPECT_FALSE(judged.front().is_late);
  EXPECT_TRUE(judged.front().missed.empty());
}

// A part that was due with the objective moved with it when its deadline was put off in time.
TEST(ReplanningTest, APartMovesAlongWithTheDeadline) {
  const ObjectiveDefinition original =
      Definition("1").ByDate("2024-06-30").Add(MilestoneOf("atto", "2024-06-30")).Build();
  ObjectiveDefinition before = original;
  ASSERT_TRUE(ApplyChange(before, DeadlineChange("2024-09-30")));
  event::v1::RipianificazioneProposed proposed;
  *proposed.add_changes() = MilestoneDue("2024-12-31");
  EXPECT_FALSE(
      JudgeChanges({original, before, 2024}, proposed, *FirstDay("2024-08-01")).front().is_late);
  EXPECT_TRUE(
      JudgeChanges({original, before, 2024}, proposed, *FirstDay("2024-10-01")).front().is_late);
}

TEST(ReplanningTest, IsLateFromTheDayAfter) {
  EXPECT_FALSE(Judged(MilestoneDue("2024-12-31"), "2024-04-30").is_late);
  EXPECT_TRUE(Judged(MilestoneDue("2024-12-31"), "2024-05-01").is_late);
}

TEST(ReplanningTest, ADecisionIsOfTheLaterOfItsTwoDays) {
  const FactOrder june{.day = *FirstDay("2024-06-25"), .position = 7};
  const auto decided_on = [&](const std::string& act_date) {
    return DecisionDay(june, GiuntaAct("1", act_date), *FirstDay("2024-11-20"));
  };
  EXPECT_EQ(decided_on("2024-11-01"), *FirstDay("2024-11-01"));
  EXPECT_EQ(decided_on("2024-05-01"), june.day);
  // Of a month or a year, the last day by which it was recorded.
  EXPECT_EQ(decided_on("2024-07"), *FirstDay("2024-07-31"));
  EXPECT_EQ(decided_on("2024-05"), june.day);
  EXPECT_EQ(decided_on("2024-11"), *FirstDay("2024-11-20"));
  EXPECT_EQ(decided_on("2024"), *FirstDay("2024-11-20"));
  EXPECT_EQ(decided_on("2023"), june.day);
}

TEST(ReplanningTest, TakesBackWhatIsLaterOrEasierOrGone) {
  Change units;
  units.mutable_units()->add_units("tributi");
  Change removed;
  removed.set_milestone_removed("atto");
  Change timeless;
  timeless.mutable_time_shape()->mutable_not_stated();
  for (const Change& change :
       {DeadlineChange("2024-07-01"), WeightChange("3.99"), IndicatorChanged("su", "99"),
        IndicatorChanged("giu", "31"), IndicatorChanged("pari", "11"),
        IndicatorChanged("pari", "13"), Moved("avvio", "2024-03", ""),
        Moved("su", "", "2024-07-31"), PhaseEnds("bando", "2024-04-01"), MilestoneDue("2024-05-01"),
        units, removed, timeless, Dropped()}) {
    EXPECT_TRUE(Judged(change).takes_back) << change.ShortDebugString();
  }
}

TEST(ReplanningTest, TakesNothingBackThatAsksForAsMuch) {
  Change units;
  for (const char* unit : {"cultura", "tributi", "tecnico"}) units.mutable_units()->add_units(unit);
  Change added;
  *added.mutable_milestone_added() = MilestoneOf("nuovo", "2024-06-15");
  Change renamed;
  renamed.mutable_indicator()->set_indicator("su");
  renamed.mutable_indicator()->set_name("Avvisi emessi");
  for (const Change& change : {DeadlineChange("2024-06-01"), WeightChange("4"),
                               IndicatorChanged("su", "101"), IndicatorChanged("giu", "29"),
                               IndicatorChanged("pari", "12.0"), Moved("avvio", "2024-01", ""),
                               Moved("su", "", "2024-05-31"), PhaseEnds("bando", "2024-03-01"),
                               MilestoneDue("2024-04-01"), PhaseEnds("lavori", "2024-12-31"), units,
                               added, renamed, AssignmentChange(AssignmentOf("resp-nuovo"))}) {
    EXPECT_FALSE(Judged(change).takes_back) << change.ShortDebugString();
  }
}

TEST(ReplanningTest, TakesBackAWeightOfAnIndicator) {
  ObjectiveDefinition before = Planned();
  before.mutable_indicators(0)->set_weight("60");
  EXPECT_TRUE(Judged(before, IndicatorChanged("su", "", "50")).takes_back);
  EXPECT_FALSE(Judged(before, IndicatorChanged("su", "", "70")).takes_back);
}

TEST(ReplanningTest, TakesBackACheckThatGoes) {
  const ObjectiveDefinition before =
      Definition("1").Recurring({"2024-03-31", "2024-06-30"}).Build();
  Change fewer;
  fewer.mutable_time_shape()->mutable_recurring_checks()->add_dates("2024-06-30");
  EXPECT_TRUE(Judged(before, fewer).takes_back);
  Change more = fewer;
  more.mutable_time_shape()->mutable_recurring_checks()->add_dates("2024-03-31");
  more.mutable_time_shape()->mutable_recurring_checks()->add_dates("2024-05-31");
  EXPECT_FALSE(Judged(before, more).takes_back);
}

// June as a date to be done by becomes June as the end of something that goes on, or as a day on
// which something is expected: nobody is late any more.
TEST(ReplanningTest, TakesBackADeadlineThatBindsNoMore) {
  Change expected;
  expected.mutable_time_shape()->mutable_tied_to_event()->set_event("Il bando regionale");
  expected.mutable_time_shape()->mutable_tied_to_event()->set_expected_on("2024-06-30");
  Change going_on;
  going_on.mutable_time_shape()->mutable_continuous()->mutable_period()->set_to("2024-06-30");
  Change by_date;
  by_date.mutable_time_shape()->mutable_by_date()->set_deadline("2024-06-30");
  for (const Change& change : {expected, going_on}) {
    EXPECT_TRUE(Judged(change).takes_back) << change.ShortDebugString();
  }
  const ObjectiveDefinition goes_on =
      Definition("1").Continuous("2024-01-01", "2024-06-30").Build();
  EXPECT_TRUE(Judged(goes_on, expected).takes_back);
  EXPECT_FALSE(Judged(goes_on, by_date).takes_back) << "it asks for more";
}

TEST(ReplanningTest, ACheckThatGoesIsLateByItsOwnDay) {
  const ObjectiveDefinition before =
      Definition("1").Recurring({"2024-03-31", "2024-06-30"}).Build();
  Change fewer;
  fewer.mutable_time_shape()->mutable_recurring_checks()->add_dates("2024-06-30");
  EXPECT_FALSE(Judged(before, fewer, "2024-03-31").is_late);
  EXPECT_TRUE(Judged(before, fewer, "2024-04-01").is_late);
  EXPECT_EQ(Judged(before, fewer, "2024-04-01").time, FirstDay("2024-03-31"));
  // The whole has to be there on the day of the last check.
  Change by_date;
  by_date.mutable_time_shape()->mutable_by_date()->set_deadline("2024-06-30");
  const ChangeJudgement judged = Judged(before, by_date, "2024-04-01");
  ASSERT_EQ(judged.missed.size(), 1u);
  EXPECT_EQ(judged.missed[0].due, *FirstDay("2024-03-31"));
}

Change SeasonsChange(const std::vector<event::v1::Period>& windows) {
  Change change;
  for (const auto& window : windows) {
    *change.mutable_time_shape()->mutable_seasonal()->add_windows() = window;
  }
  return change;
}

// Nobody had reported in spring, and in July there had never been a spring.
TEST(ReplanningTest, TakesBackASeasonThatGoesOrIsCutShort) {
  const auto spring = PeriodOf("2024-03-01", "2024-05-31");
  const auto autumn = PeriodOf("2024-09-01", "2024-11-30");
  const ObjectiveDefinition before = Definition("1").Seasonal({spring, autumn}).Build();
  for (const Change& change :
       {SeasonsChange({autumn}), SeasonsChange({PeriodOf("2024-04-01", "2024-05-31"), autumn}),
        SeasonsChange({PeriodOf("2024-03-01", "2024-04-30"), autumn}),
        SeasonsChange({PeriodOf("2024-03-01", "2024-06-30"), autumn}),
        SeasonsChange({PeriodOf("2024-03-01", "2024-11-30")}), DeadlineChange("2024-10-31")}) {
    EXPECT_TRUE(Judged(before, change, "2024-07-10").takes_back) << change.ShortDebugString();
  }
  for (const Change& change :
       {SeasonsChange({autumn, spring}),
        SeasonsChange({PeriodOf("2024-02-01", "2024-05-31"), autumn}),
        SeasonsChange({spring, PeriodOf("2024-07-01", "2024-07-31"), autumn})}) {
    EXPECT_FALSE(Judged(before, change, "2024-07-10").takes_back) << change.ShortDebugString();
  }
  // Done by the last day of autumn asks for more than autumn did; of spring nothing is left.
  Change by_date;
  by_date.mutable_time_shape()->mutable_by_date()->set_deadline("2024-11-30");
  EXPECT_TRUE(Judged(before, by_date).takes_back);
  EXPECT_FALSE(Judged(Definition("1").Seasonal({autumn}).Build(), by_date).takes_back);
}

TEST(ReplanningTest, ASeasonThatGoesIsLateByItsLastDay) {
  const ObjectiveDefinition before =
      Definition("1")
          .Seasonal({PeriodOf("2024-03-01", "2024-05-31"), PeriodOf("2024-09-01", "2024-11-30")})
          .Build();
  const Change autumn_only = SeasonsChange({PeriodOf("2024-09-01", "2024-11-30")});
  EXPECT_FALSE(Judged(before, autumn_only, "2024-05-31").is_late);
  const ChangeJudgement judged = Judged(before, autumn_only, "2024-06-01");
  EXPECT_TRUE(judged.is_late);
  ASSERT_EQ(judged.missed.size(), 1u);
  EXPECT_TRUE(judged.missed[0].subject.has_progress());
  EXPECT_EQ(judged.missed[0].due, *FirstDay("2024-05-31"));
  // A report of April spoke of spring.
  event::v1::RipianificazioneProposed proposed;
  *proposed.add_changes() = autumn_only;
  const ReplannedPlan reported{before, before, 2024, [](const PassedPart& part) {
                                 return part.due <= *FirstDay("2024-04-15");
                               }};
  EXPECT_FALSE(JudgeChanges(reported, proposed, *FirstDay("2024-06-01")).front().is_late);
}

// What has to hold this year stays, and the end of it all is put off.
TEST(ReplanningTest, TakesBackTheEndOfSeveralYears) {
  const auto until = [](const std::string& year, const std::string& this_year) {
    Change change;
    auto* const shape = change.mutable_time_shape()->mutable_multi_year();
    *shape->mutable_period() = PeriodOf("2024-01-01", year + "-12-31");
    shape->set_this_year_deadline(this_year);
    return change;
  };
  ObjectiveDefinition before = Definition("1").Build();
  *before.mutable_time_shape() = until("2026", "2024-12-31").time_shape();
  EXPECT_TRUE(Judged(before, until("2027", "2024-12-31")).takes_back);
  EXPECT_FALSE(Judged(before, until("2025", "2024-12-31")).takes_back);
  EXPECT_FALSE(Judged(before, until("2026", "2024-11-30")).takes_back);
}

// The deadline that is moved with it gives a target no new time.
TEST(ReplanningTest, JudgesEachChangeByThePlanAsItWas) {
  event::v1::RipianificazioneProposed proposed;
  *proposed.add_changes() = DeadlineChange("2024-12-31");
  *proposed.add_changes() = IndicatorChanged("su", "40");
  const auto judged = JudgeChanges({Planned(), Planned(), 2024}, proposed, *FirstDay("2024-07-15"));
  ASSERT_EQ(judged.size(), 2u);
  EXPECT_TRUE(judged[0].is_late);
  EXPECT_TRUE(judged[1].is_late);
}

}  // namespace
}  // namespace traguardo::domain
