#include "services/projection/answers/calendar.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/projection/today/today.h"
#include "tests/services/projection/year_story.h"

namespace traguardo::projection {
namespace {

using ::testing::Contains;
using testing::Definition;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;

// "2024-02-29 MILESTONE ob-1 bando overdue", one for each entry.
std::vector<std::string> EntriesOn(const YearStory& story, const std::string& day,
                                   const DateRange& range = {}, UnitFilter counts = AnyUnit) {
  const domain::Ente state = story.StateOn(day);
  const view::v1::Plan plan = story.PlanOn(day);
  std::vector<view::v1::Objective> objectives;
  std::vector<view::v1::Scostamento> scostamenti;
  std::vector<view::v1::Round> rounds;
  for (const auto& [id, objective] : state.years.at(YearStory::kYear).objectives) {
    objectives.push_back(story.On(day, id));
    for (auto& row : story.ScostamentiOn(day, id)) scostamenti.push_back(std::move(row));
  }
  for (const auto& [id, round] : state.years.at(YearStory::kYear).rounds) {
    rounds.push_back(story.RoundOn(day, id));
  }
  CalendarRows rows;
  rows.plan = &plan;
  for (const auto& row : objectives) rows.objectives.push_back(&row);
  for (const auto& row : scostamenti) rows.scostamenti.push_back(&row);
  for (const auto& row : rounds) rows.rounds.push_back(&row);
  std::vector<std::string> texts;
  for (const view::v1::CalendarEntry& entry : CalendarOf(rows, range, Day(day), counts)) {
    std::string text = entry.date() + " ";
    text += view::v1::CalendarKind_Name(entry.kind()).substr(std::string("CALENDAR_KIND_").size());
    if (!entry.code().empty()) text += " " + entry.code();
    if (!entry.detail().empty()) text += " " + entry.detail();
    if (entry.done()) text += " done";
    if (entry.overdue()) text += " overdue";
    texts.push_back(std::move(text));
  }
  return texts;
}

TEST(Calendar, HasEverythingWithADate) {
  event::v1::Indicator half_year = testing::IndicatorOf("avvisi", event::v1::DIRECTION_UP, "100");
  half_year.set_due("2024-06-30");
  YearStory story(Definition("1")
                      .ByDate("2024-09")
                      .Add(half_year)
                      .Add(testing::PhaseOf("p1", "", "2024-02-01", "2024-05-31"))
                      .Add(testing::MilestoneOf("bando", "2024-02")));
  story.Tell(testing::Opened("2024-06-30", "2024-07-15").On("2024-06-20"));
  story.Tell(testing::Reached("bando").On("2024-03-19"));
  story.Tell(testing::Deviated("s1").On("2024-06-01"));
  story.Tell(testing::MeasurePlanned("s1", "m1", "2024-06-15").On("2024-06-01"));
  EXPECT_THAT(
      EntriesOn(story, "2024-07-01"),
      ElementsAre("2024-01-31 INSTITUTIONAL_TERM adoption_term done",
                  "2024-02-29 MILESTONE 1 bando done", "2024-05-31 PHASE_END 1 p1 overdue",
                  "2024-06-15 MEASURE_DUE 1 s1/m1 overdue",
                  "2024-06-30 INDICATOR_DUE 1 avvisi overdue", "2024-07-15 ROUND_DUE giugno done",
                  "2024-09-30 DEADLINE 1", "2025-06-30 INSTITUTIONAL_TERM relazione_term"));
}

TEST(Calendar, ARangeIncludesBothEnds) {
  const YearStory story(Definition("1").ByDate("2024-09-30"));
  EXPECT_THAT(EntriesOn(story, "2024-07-01", {Day("2024-09-30"), Day("2024-09-30")}),
              ElementsAre("2024-09-30 DEADLINE 1"));
  EXPECT_THAT(EntriesOn(story, "2024-07-01", {Day("2024-10-01"), Day("2024-12")}), IsEmpty());
  EXPECT_THAT(EntriesOn(story, "2024-07-01", {std::nullopt, Day("2024-09")}),
              Contains("2024-09-30 DEADLINE 1"))
      << "a month as an end is its last day";
}

TEST(Calendar, RecurringChecksAreDoneByAReportOfTheirOwn) {
  YearStory story(Definition("1").Recurring({"2024-05-31", "2024-09-30", "2024-11-30"}));
  story.Tell(testing::Progress("50").On("2024-06-03"));
  EXPECT_THAT(
      EntriesOn(story, "2024-10-01"),
      IsSupersetOf({"2024-05-31 RECURRING_CHECK 1 done", "2024-09-30 RECURRING_CHECK 1 overdue"}));
  // The last one's, and no longer that of September.
  story.Tell(testing::Progress("80").On("2024-12-01"));
  EXPECT_THAT(EntriesOn(story, "2024-12-02"), IsSupersetOf({"2024-09-30 RECURRING_CHECK 1 overdue",
                                                            "2024-11-30 RECURRING_CHECK 1 done"}));
  // Nearer to September than to November; said late, of an October day.
  story.Tell(testing::Progress("60").On("2024-10-30"), "2024-12-10");
  EXPECT_THAT(EntriesOn(story, "2024-12-10"), IsSupersetOf({"2024-09-30 RECURRING_CHECK 1 done"}));
}

TEST(Calendar, AReportThatIsNearerToTheNextCheckIsNotTheOneBefores) {
  YearStory story(Definition("1").Recurring({"2024-05-31", "2024-11-30"}));
  story.Tell(testing::Progress("50").On("2024-08-31"));
  EXPECT_THAT(EntriesOn(story, "2024-09-01"), Contains("2024-05-31 RECURRING_CHECK 1 overdue"));
  story.Tell(testing::Progress("50").On("2024-08-30"));
  EXPECT_THAT(EntriesOn(story, "2024-09-01"), Contains("2024-05-31 RECURRING_CHECK 1 done"));
}

TEST(Calendar, WhatWasDoneBeforeACheckNeedsNoReportOnIt) {
  YearStory story(Definition("1").Recurring({"2024-05-31", "2024-09-30", "2024-11-30"}));
  story.Tell(testing::Progress("100").On("2024-08-20"));
  EXPECT_THAT(EntriesOn(story, "2024-12-01"), IsSupersetOf({"2024-05-31 RECURRING_CHECK 1 overdue",
                                                            "2024-09-30 RECURRING_CHECK 1 done",
                                                            "2024-11-30 RECURRING_CHECK 1 done"}));
}

TEST(Calendar, EachUnitReportsOnEachCheck) {
  YearStory story(
      Definition("1").Recurring({"2024-05-31", "2024-11-30"}).Units({"tributi", "tecnico"}));
  story.Tell(testing::Progress("50").For("tributi").On("2024-05-31"));
  EXPECT_THAT(EntriesOn(story, "2024-06-01"), Contains("2024-05-31 RECURRING_CHECK 1 overdue"));
  story.Tell(testing::Progress("50").For("tecnico").On("2024-05-31"));
  EXPECT_THAT(EntriesOn(story, "2024-06-01"), Contains("2024-05-31 RECURRING_CHECK 1 done"));
}

// Three of a hundred, counted in February, once settled what was due in September.
TEST(Calendar, AnIndicatorIsDoneWhenItsTargetIsMet) {
  event::v1::Indicator indicator = testing::IndicatorOf("avvisi", event::v1::DIRECTION_UP, "100");
  indicator.set_due("2024-09-30");
  YearStory story(Definition("1").Add(indicator));
  story.Tell(testing::Measured("avvisi", "3").On("2024-02-15"));
  EXPECT_THAT(EntriesOn(story, "2024-09-30"), Contains("2024-09-30 INDICATOR_DUE 1 avvisi"));
  EXPECT_THAT(EntriesOn(story, "2024-10-01"),
              Contains("2024-09-30 INDICATOR_DUE 1 avvisi overdue"));
  story.Tell(testing::Measured("avvisi", "80").On("2024-10-05"));
  EXPECT_THAT(EntriesOn(story, "2024-10-05"),
              Contains("2024-09-30 INDICATOR_DUE 1 avvisi overdue"));
  story.Tell(testing::Measured("avvisi", "100").On("2024-11-10"));
  EXPECT_THAT(EntriesOn(story, "2024-11-10"), Contains("2024-09-30 INDICATOR_DUE 1 avvisi done"));
}

TEST(Calendar, AnIndicatorOfEveryUnitIsDoneByEveryUnit) {
  event::v1::Indicator indicator = testing::IndicatorOf("giorni", event::v1::DIRECTION_DOWN, "30");
  indicator.set_due("2024-09-30");
  YearStory story(Definition("1").Units({"tributi", "tecnico"}).Add(indicator));
  story.Tell(testing::Measured("giorni", "16").For("tributi").On("2024-09-30"));
  EXPECT_THAT(EntriesOn(story, "2024-10-01"),
              Contains("2024-09-30 INDICATOR_DUE 1 giorni overdue"));
  story.Tell(testing::Measured("giorni", "28").For("tecnico").On("2024-09-30"));
  EXPECT_THAT(EntriesOn(story, "2024-10-01"), Contains("2024-09-30 INDICATOR_DUE 1 giorni done"));
}

TEST(Calendar, WhatHadToHappenByADateIsDoneHoweverLate) {
  YearStory story(Definition("1").Add(
      testing::IndicatorOf("apertura", event::v1::DIRECTION_DATE, "2024-02-29")));
  EXPECT_THAT(EntriesOn(story, "2024-03-10"),
              Contains("2024-02-29 INDICATOR_DUE 1 apertura overdue"));
  story.Tell(testing::Measured("apertura", "").On("2024-03-19").With([](event::v1::Fact& fact) {
    fact.mutable_measurement_recorded()->set_date("2024-03-19");
  }));
  EXPECT_THAT(EntriesOn(story, "2024-03-19"), Contains("2024-02-29 INDICATOR_DUE 1 apertura done"));
}

TEST(Calendar, AFigureThatProvesNeitherIsEnoughOnceItsDayHasCome) {
  event::v1::Indicator indicator = testing::IndicatorOf("utenze", event::v1::DIRECTION_UP, "25");
  indicator.set_due("2024-09-30");
  YearStory story(Definition("1").Add(indicator));
  const auto at_least = [](event::v1::Fact& fact) {
    fact.mutable_measurement_recorded()->set_precision(event::v1::MEASUREMENT_PRECISION_AT_LEAST);
  };
  story.Tell(testing::Measured("utenze", "9").On("2024-06-30").With(at_least));
  EXPECT_THAT(EntriesOn(story, "2024-10-01"),
              Contains("2024-09-30 INDICATOR_DUE 1 utenze overdue"));
  story.Tell(testing::Measured("utenze", "9").On("2024-09-30").With(at_least));
  EXPECT_THAT(EntriesOn(story, "2024-10-01"), Contains("2024-09-30 INDICATOR_DUE 1 utenze done"));
}

TEST(Calendar, AnIndicatorThatWasMetOnItsDayStaysDone) {
  event::v1::Indicator indicator = testing::IndicatorOf("giorni", event::v1::DIRECTION_DOWN, "30");
  indicator.set_due("2024-09-30");
  YearStory story(Definition("1").Add(indicator));
  story.Tell(testing::Measured("giorni", "20").On("2024-09-30"));
  story.Tell(testing::Measured("giorni", "45").On("2024-10-31"));
  EXPECT_THAT(EntriesOn(story, "2024-11-01"), Contains("2024-09-30 INDICATOR_DUE 1 giorni done"));
}

// A check of March, declared not due, was overdue for ever once a second period had been declared.
TEST(Calendar, WhatFallsIntoAnyPeriodNotDueIsAskedOfNobody) {
  YearStory story(Definition("1")
                      .Recurring({"2024-03-31", "2024-07-31", "2024-11-30"})
                      .Add(testing::MilestoneOf("bando", "2024-03-15")));
  story.Tell(testing::NotDue("2024-03-01", "2024-04-30").On("2024-02-01"));
  story.Tell(testing::NotDue("2024-06-01", "2024-08-31").On("2024-02-02"));
  EXPECT_THAT(
      EntriesOn(story, "2024-12-01"),
      IsSupersetOf({"2024-03-31 RECURRING_CHECK 1 done", "2024-03-15 MILESTONE 1 bando done",
                    "2024-07-31 RECURRING_CHECK 1 done", "2024-11-30 RECURRING_CHECK 1 overdue"}));
}

TEST(Calendar, WhatFellDueBeforeItWasDeclaredNotDueStaysOverdue) {
  YearStory story(Definition("1")
                      .Recurring({"2024-03-31", "2024-11-30"})
                      .Add(testing::MilestoneOf("bando", "2024-03-15")));
  story.Tell(testing::NotDue("2024-03-01", "2024-12-31").On("2024-06-10"));
  EXPECT_THAT(EntriesOn(story, "2024-12-01"), IsSupersetOf({"2024-03-31 RECURRING_CHECK 1 overdue",
                                                            "2024-03-15 MILESTONE 1 bando overdue",
                                                            "2024-11-30 RECURRING_CHECK 1 done"}));
}

TEST(Calendar, ADeadlineInsideAPeriodNotDueIsNotOverdue) {
  YearStory story(Definition("1").ByDate("2024-06-30"));
  story.Tell(testing::NotDue("2024-02-01", "").On("2024-02-01"));
  EXPECT_THAT(EntriesOn(story, "2024-07-15"), Contains("2024-06-30 DEADLINE 1 done"));
}

TEST(Calendar, OfATransversalObjectiveAUnitSeesWhatItOwesItself) {
  YearStory story(Definition("1")
                      .ByDate("2024-06-30")
                      .Units({"tributi", "tecnico"})
                      .Add(testing::MilestoneOf("bando", "2024-03-31")));
  story.Tell(testing::Reached("bando").For("tributi").On("2024-03-20"));
  story.Tell(testing::Progress("100").For("tributi").On("2024-06-20"));
  const auto seen_by = [&](const std::string& unit) {
    return EntriesOn(story, "2024-07-15", {Day("2024-02-01"), Day("2024-12-31")},
                     [&](const std::string& candidate) { return candidate == unit; });
  };
  EXPECT_THAT(seen_by("tributi"),
              ElementsAre("2024-03-31 MILESTONE 1 bando done", "2024-06-30 DEADLINE 1 done"));
  EXPECT_THAT(seen_by("tecnico"),
              ElementsAre("2024-03-31 MILESTONE 1 bando overdue", "2024-06-30 DEADLINE 1 overdue"));
  EXPECT_THAT(seen_by("amministrativo"), IsEmpty());
  EXPECT_THAT(EntriesOn(story, "2024-07-15"), Contains("2024-06-30 DEADLINE 1 overdue"));
}

TEST(Calendar, NothingOfASuspendedUnitIsOverdue) {
  YearStory story(Definition("1").ByDate("2024-06-30").Units({"tributi", "tecnico"}));
  story.Tell(testing::Suspended().For("tecnico").On("2024-05-01"));
  EXPECT_THAT(EntriesOn(story, "2024-07-15"), Contains("2024-06-30 DEADLINE 1 overdue"));
  story.Tell(testing::Progress("100").For("tributi").On("2024-07-16"));
  EXPECT_THAT(EntriesOn(story, "2024-07-16"), Contains("2024-06-30 DEADLINE 1"));
}

TEST(Calendar, WhatTheNucleoAssessedAsReachedIsDoneWithAllItsParts) {
  YearStory story(
      Definition("1").ByDate("2024-06-30").Add(testing::MilestoneOf("bando", "2024-03-31")));
  story.Tell(testing::Assessed("100").On("2025-03-10"));
  EXPECT_THAT(EntriesOn(story, "2025-03-10"),
              IsSupersetOf({"2024-03-31 MILESTONE 1 bando done", "2024-06-30 DEADLINE 1 done"}));
}

TEST(Calendar, AdoptedMeasuresAreDoneAndDroppedOnesAreGone) {
  YearStory story(Definition("1"));
  story.Tell(testing::Deviated("s1").On("2024-05-01"));
  story.Tell(testing::MeasurePlanned("s1", "m1", "2024-06-01").On("2024-05-01"));
  story.Tell(testing::MeasurePlanned("s1", "m2", "2024-06-02").On("2024-05-01"));
  story.Tell(testing::MeasureAdopted("s1", "m1").On("2024-06-10"));
  story.Tell(testing::MeasureDropped("s1", "m2").On("2024-06-10"));
  EXPECT_THAT(EntriesOn(story, "2024-07-01", {Day("2024-06-01"), Day("2024-06-30")}),
              ElementsAre("2024-06-01 MEASURE_DUE 1 s1/m1 done"));
}

TEST(Calendar, ARoundIsDoneWhenEveryReportIsIn) {
  YearStory story(Definition("1").Add(testing::AssignmentOf("resp-tributi")));
  story.Tell(testing::Opened("2024-06-30", "2024-07-15").On("2024-06-20"));
  EXPECT_THAT(EntriesOn(story, "2024-07-16"), Contains("2024-07-15 ROUND_DUE giugno overdue"));
  story.Tell(testing::Submitted("resp-tributi", {"ob-1"}).On("2024-07-17"));
  EXPECT_THAT(EntriesOn(story, "2024-07-17"), Contains("2024-07-15 ROUND_DUE giugno done"));
}

TEST(Calendar, AReportThatLeavesOutAnObjectiveIsNotIn) {
  YearStory story(Definition("1").Add(testing::AssignmentOf("resp-tributi")));
  story.Tell(testing::Defined("ob-2", Definition("2").Add(testing::AssignmentOf("resp-tributi"))));
  story.Tell(testing::Opened("2024-06-30", "2024-07-15").On("2024-06-20"));
  story.Tell(testing::Submitted("resp-tributi", {"ob-1"}).On("2024-07-10"));
  EXPECT_THAT(EntriesOn(story, "2024-07-16"), Contains("2024-07-15 ROUND_DUE giugno overdue"));
  story.Tell(testing::Submitted("resp-tributi", {"ob-1", "ob-2"}).On("2024-07-17"));
  EXPECT_THAT(EntriesOn(story, "2024-07-17"), Contains("2024-07-15 ROUND_DUE giugno done"));
}

TEST(Calendar, OfWhatWasTakenOutOnlyTheMeasuresAreOwed) {
  YearStory story(Definition("1").Add(testing::MilestoneOf("bando", "2024-03-31")));
  story.Tell(testing::Deviated("s1").On("2024-04-01"));
  story.Tell(testing::MeasurePlanned("s1", "m1", "2024-06-01").On("2024-04-01"));
  story.Tell(testing::Excluded().On("2024-05-01"));
  EXPECT_THAT(EntriesOn(story, "2024-07-01"),
              ElementsAre("2024-01-31 INSTITUTIONAL_TERM adoption_term done",
                          "2024-06-01 MEASURE_DUE 1 s1/m1 overdue",
                          "2025-06-30 INSTITUTIONAL_TERM relazione_term"));
  story.Tell(testing::MeasureDropped("s1", "m1").On("2024-07-02"));
  EXPECT_THAT(EntriesOn(story, "2024-07-02", {Day("2024-02-01"), Day("2024-12-31")}), IsEmpty());
}

// The overdue measures of one settore stood in the calendars of all.
TEST(Calendar, AMeasureIsOfTheUnitThatItsScostamentoIsAbout) {
  YearStory story(Definition("1").Units({"tributi", "tecnico"}));
  story.Tell(testing::Deviated("s1").For("tecnico").On("2024-04-01"));
  story.Tell(testing::MeasurePlanned("s1", "m1", "2024-06-01").For("tecnico").On("2024-04-01"));
  story.Tell(testing::Deviated("s2").On("2024-04-01"));
  story.Tell(testing::MeasurePlanned("s2", "m1", "2024-06-02").On("2024-04-01"));
  const auto seen_by = [&](const std::string& unit) {
    return EntriesOn(story, "2024-07-01", {Day("2024-06-01"), Day("2024-06-30")},
                     [&](const std::string& candidate) { return candidate == unit; });
  };
  EXPECT_THAT(seen_by("tecnico"), ElementsAre("2024-06-01 MEASURE_DUE 1 s1/m1 overdue",
                                              "2024-06-02 MEASURE_DUE 1 s2/m1 overdue"));
  EXPECT_THAT(seen_by("tributi"), ElementsAre("2024-06-02 MEASURE_DUE 1 s2/m1 overdue"));
}

TEST(Calendar, NothingOfASuspendedObjectiveIsOverdue) {
  YearStory story(Definition("1").ByDate("2024-05-31"));
  story.Tell(testing::Suspended().On("2024-05-01"));
  EXPECT_THAT(EntriesOn(story, "2024-07-01"), Contains("2024-05-31 DEADLINE 1"));
}

}  // namespace
}  // namespace traguardo::projection
