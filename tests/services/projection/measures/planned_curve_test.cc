#include "services/projection/measures/planned_curve.h"

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
using testing::MilestoneOf;
using testing::PhaseOf;

std::vector<std::string> CurveOf(const Definition& definition) {
  std::vector<std::string> points;
  const view::v1::Objective row = YearStory(definition).On("2024-06-30");
  for (const view::v1::PlannedPoint& point : row.planned_curve()) {
    points.push_back(point.date() + " " + point.percent());
  }
  return points;
}

event::v1::Phase Cumulative(const std::string& id, const std::string& percent,
                            const std::string& end) {
  event::v1::Phase phase = PhaseOf(id, "", "", end);
  phase.set_cumulative_percent(percent);
  return phase;
}

TEST(PlannedCurve, WeightsAddUpByTheEndsOfTheirPhases) {
  EXPECT_THAT(CurveOf(Definition("1")
                          .Add(PhaseOf("p2", "33.33", "", "2024-09-30"))
                          .Add(PhaseOf("p1", "33.33", "", "2024-03"))
                          .Add(PhaseOf("p3", "33.34", "", "2024-09-30"))),
              ElementsAre("2024-03-31 33.33", "2024-09-30 100.00"));
}

TEST(PlannedCurve, APhaseWithoutAnEndCountsAtTheDeadline) {
  EXPECT_THAT(CurveOf(Definition("1")
                          .ByDate("2024-11-30")
                          .Add(PhaseOf("p1", "40", "", "2024-03-31"))
                          .Add(PhaseOf("p2", "60"))),
              ElementsAre("2024-03-31 40", "2024-11-30 100"));
  EXPECT_THAT(CurveOf(Definition("1")
                          .NotStated()
                          .Add(PhaseOf("p1", "40", "", "2024-03-31"))
                          .Add(PhaseOf("p2", "60"))),
              ElementsAre("2024-03-31 40"));
}

TEST(PlannedCurve, CumulativePercentsHoldAsTheyAre) {
  EXPECT_THAT(CurveOf(Definition("1")
                          .Add(Cumulative("p1", "30", "2024-03-31"))
                          .Add(Cumulative("p2", "70", "2024-06-30"))
                          .Add(Cumulative("p3", "100", "2024-05-31"))),
              ElementsAre("2024-03-31 30", "2024-05-31 100"))
      << "the last phase, ended first, promises all before it";
}

TEST(PlannedCurve, DatedPromisesAreEqualSteps) {
  event::v1::Indicator half_year = IndicatorOf("atti", event::v1::DIRECTION_UP, "100");
  half_year.set_due("2024-06-30");
  EXPECT_THAT(
      CurveOf(
          Definition("1").ByDate("2024-12-31").Add(MilestoneOf("bando", "2024-02")).Add(half_year)),
      ElementsAre("2024-02-29 33.33", "2024-06-30 66.67", "2024-12-31 100"));
  EXPECT_THAT(CurveOf(Definition("1")
                          .ByDate("2024-09-30")
                          .Add(MilestoneOf("bando", "2024-03-31"))
                          .Add(MilestoneOf("fine", "2024-09-30"))),
              ElementsAre("2024-03-31 50", "2024-09-30 100"));
}

TEST(PlannedCurve, WhatWasDueWithTheDeadlineMovesWithIt) {
  YearStory story(Definition("1")
                      .ByDate("2024-09-30")
                      .Add(PhaseOf("p1", "40", "", "2024-03-31"))
                      .Add(PhaseOf("p2", "60", "", "2024-09-30")));
  story.Tell(
      testing::ReplanProposed("r1", {testing::DeadlineChange("2024-11-30")}).On("2024-07-01"));
  story.Tell(
      testing::ReplanApproved("r1", testing::GiuntaAct("106", "2024-07-10")).On("2024-07-10"));
  const view::v1::Objective row = story.On("2024-07-10");
  ASSERT_EQ(row.planned_curve_size(), 2);
  EXPECT_EQ(row.planned_curve(0).date(), "2024-03-31");
  EXPECT_EQ(row.planned_curve(1).date(), "2024-11-30");
  EXPECT_EQ(row.phases(1).phase().planned().to(), "2024-09-30") << "as the plan has it";
}

TEST(PlannedCurve, WithoutDatedPromisesThereIsNone) {
  EXPECT_THAT(CurveOf(Definition("1").ByDate("2024-12-31")), IsEmpty());
  EXPECT_THAT(CurveOf(Definition("1").Add(IndicatorOf("atti", event::v1::DIRECTION_UP, "100"))),
              IsEmpty());
  EXPECT_THAT(CurveOf(Definition("1").Add(PhaseOf("p1", "", "", "2024-03-31"))), IsEmpty())
      << "phases without figures order the work, no more";
}

TEST(PlannedCurve, AShareHoldsUntilTheNextOneIsDue) {
  YearStory story(Definition("1")
                      .Add(PhaseOf("p1", "40", "", "2024-03-31"))
                      .Add(PhaseOf("p2", "60", "", "2024-09-30")));
  const auto planned = [&](const std::string& day) {
    return story.On(day).today().planned_percent();
  };
  EXPECT_EQ(planned("2024-02-15"), "0");
  EXPECT_EQ(planned("2024-03-30"), "0");
  EXPECT_EQ(planned("2024-03-31"), "40");
  EXPECT_EQ(planned("2024-09-29"), "40") << "no line is drawn between two dates";
  EXPECT_EQ(planned("2024-09-30"), "100");
}

}  // namespace
}  // namespace traguardo::projection
