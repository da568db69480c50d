// Below the plan, or late, without a scostamento that says so. The figures are those of published
// reports in which nobody recorded one.

#include <string>

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
using testing::MilestoneOf;
using testing::Progress;

constexpr auto kUp = event::v1::DIRECTION_UP;

testing::FactBuilder DeviatedOnIndicator(const std::string& id, const std::string& indicator) {
  return testing::Deviated(id).With([&](event::v1::Fact& fact) {
    auto* const recorded = fact.mutable_scostamento_recorded();
    recorded->mutable_subject()->set_indicator(indicator);
    recorded->clear_delay_days();
  });
}

testing::FactBuilder DeviatedOnMilestone(const std::string& id, const std::string& milestone) {
  return testing::Deviated(id).With([&](event::v1::Fact& fact) {
    fact.mutable_scostamento_recorded()->mutable_subject()->set_milestone(milestone);
  });
}

testing::FactBuilder DeviatedOnProgress(const std::string& id) {
  return testing::Deviated(id).With([&](event::v1::Fact& fact) {
    fact.mutable_scostamento_recorded()->mutable_subject()->set_progress(true);
  });
}

TEST(SilentMiss, NoticesBelowTarget) {
  YearStory story(Definition("1").Continuous().Add(IndicatorOf("avvisi", kUp, "2500")));
  story.Tell(Measured("avvisi", "1357").On("2024-12-31"));
  EXPECT_THAT(MissTexts(story.On("2024-12-31")), IsEmpty()) << "the year is not over";
  EXPECT_THAT(MissTexts(story.On("2025-01-01")),
              ElementsAre("indicator:avvisi 2500 → 1357 since 2025-01-01"));
  story.Tell(DeviatedOnIndicator("s1", "avvisi").On("2025-01-10"));
  EXPECT_THAT(MissTexts(story.On("2025-01-10")), IsEmpty());
}

TEST(SilentMiss, AboutAndAtLeast) {
  YearStory story(Definition("1")
                      .Continuous()
                      .Add(IndicatorOf("segnali", kUp, "1300"))
                      .Add(IndicatorOf("utenze", kUp, "25")));
  story.Tell(Measured("segnali", "1050").On("2024-12-31").With([](event::v1::Fact& fact) {
    fact.mutable_measurement_recorded()->set_precision(event::v1::MEASUREMENT_PRECISION_ABOUT);
  }));
  story.Tell(Measured("utenze", "9").On("2024-12-31"));
  EXPECT_THAT(MissTexts(story.On("2025-01-01")),
              ElementsAre("indicator:segnali 1300 → 1050 since 2025-01-01",
                          "indicator:utenze 25 → 9 since 2025-01-01"));
  story.Tell(Measured("utenze", "9").On("2024-12-31").With([](event::v1::Fact& fact) {
    fact.mutable_measurement_recorded()->set_precision(event::v1::MEASUREMENT_PRECISION_AT_LEAST);
  }),
             "2025-01-02");
  EXPECT_THAT(MissTexts(story.On("2025-01-02")),
              ElementsAre("indicator:segnali 1300 → 1050 since 2025-01-01"))
      << "at least 9 may be 25";
}

TEST(SilentMiss, WhatWasNotMeasuredIsNotBelowTarget) {
  YearStory story(Definition("1").Continuous().Add(IndicatorOf("avvisi", kUp, "2500")));
  EXPECT_THAT(MissTexts(story.On("2025-02-01")), IsEmpty());
}

TEST(SilentMiss, ZeroIsBelowTarget) {
  YearStory story(Definition("1").Continuous().Add(IndicatorOf("avvisi", kUp, "2500")));
  story.Tell(Measured("avvisi", "0").On("2024-12-31"));
  EXPECT_THAT(MissTexts(story.On("2025-01-01")),
              ElementsAre("indicator:avvisi 2500 → 0 since 2025-01-01"));
}

TEST(SilentMiss, NoticeDueInFebruaryAndOpenedInMarch) {
  YearStory story(Definition("1").ByDate("2024-02"));
  EXPECT_THAT(MissTexts(story.On("2024-02-29")), IsEmpty());
  EXPECT_THAT(MissTexts(story.On("2024-03-10")),
              ElementsAre("deadline 2024-02 →  since 2024-03-01"));
  story.Tell(Progress("100").On("2024-03-19"));
  EXPECT_THAT(MissTexts(story.On("2024-12-31")),
              ElementsAre("deadline 2024-02 → 2024-03-19 since 2024-03-01"))
      << "done by now, and still nobody said why it was late";
  story.Tell(testing::Deviated("s1").On("2025-01-15"));
  EXPECT_THAT(MissTexts(story.On("2025-01-15")), IsEmpty());
}

TEST(SilentMiss, DateIndicatorOfTheSameNotice) {
  YearStory story(Definition("1").Continuous().Add(
      IndicatorOf("apertura", event::v1::DIRECTION_DATE, "2024-02")));
  story.Tell(Measured("apertura", "").On("2024-03-19").With([](event::v1::Fact& fact) {
    fact.mutable_measurement_recorded()->set_date("2024-03-19");
  }));
  EXPECT_THAT(MissTexts(story.On("2024-03-19")),
              ElementsAre("indicator:apertura 2024-02 → 2024-03-19 since 2024-03-01"));
}

TEST(SilentMiss, PlanDueForApprovalAndNotApproved) {
  YearStory story(
      Definition("1").Continuous().Add(IndicatorOf("approvato", event::v1::DIRECTION_YES_NO, "")));
  story.Tell(Measured("approvato", "").On("2024-12-31").With([](event::v1::Fact& fact) {
    fact.mutable_measurement_recorded()->set_met(false);
  }));
  EXPECT_THAT(MissTexts(story.On("2025-01-01")),
              ElementsAre("indicator:approvato yes → no since 2025-01-01"));
}

TEST(SilentMiss, AnIndicatorWithADateOfItsOwnDoesNotWait) {
  event::v1::Indicator indicator = IndicatorOf("avvisi", kUp, "100");
  indicator.set_due("2024-06-30");
  YearStory story(Definition("1").Add(indicator));
  story.Tell(Measured("avvisi", "80").On("2024-06-30"));
  EXPECT_THAT(MissTexts(story.On("2024-07-01")),
              ElementsAre("indicator:avvisi 100 → 80 since 2024-07-01"));
  story.Tell(DeviatedOnIndicator("s1", "avvisi").On("2024-08-01"));
  EXPECT_THAT(MissTexts(story.On("2024-08-01")), IsEmpty());
}

TEST(SilentMiss, MilestonePassedAndMilestoneReachedLate) {
  YearStory story(Definition("1")
                      .Add(MilestoneOf("bando", "2024-02"))
                      .Add(MilestoneOf("incarico", "2024-05-31")));
  story.Tell(testing::Reached("bando").On("2024-03-19"));
  EXPECT_THAT(MissTexts(story.On("2024-06-01")),
              ElementsAre("milestone:bando 2024-02 → 2024-03-19 since 2024-03-01",
                          "milestone:incarico 2024-05-31 →  since 2024-06-01"));
  story.Tell(DeviatedOnMilestone("s1", "incarico").On("2024-06-10"));
  EXPECT_THAT(MissTexts(story.On("2024-06-10")),
              ElementsAre("milestone:bando 2024-02 → 2024-03-19 since 2024-03-01"))
      << "a scostamento accounts for its own subject only";
}

TEST(SilentMiss, APhaseIsKeptByADeclaredPercentThatCoversIt) {
  YearStory story(Definition("1")
                      .Add(testing::PhaseOf("p1", "40", "", "2024-04-30"))
                      .Add(testing::PhaseOf("p2", "60", "", "2024-12-31")));
  EXPECT_THAT(MissTexts(story.On("2024-05-01")),
              ElementsAre("phase:p1 2024-04-30 →  since 2024-05-01"));
  story.Tell(Progress("39.99").On("2024-04-29"));
  EXPECT_THAT(MissTexts(story.On("2024-05-02")), ::testing::SizeIs(1));
  story.Tell(Progress("40").On("2024-05-20"));
  EXPECT_THAT(MissTexts(story.On("2024-05-20")),
              ElementsAre("phase:p1 2024-04-30 → 2024-05-20 since 2024-05-01"));
  story.Tell(Progress("45").On("2024-04-30"), "2024-06-01");
  EXPECT_THAT(MissTexts(story.On("2024-06-01")), IsEmpty()) << "reported late, kept in time";
}

TEST(SilentMiss, TheLastMilestoneIsTheDeadlinesMatter) {
  YearStory story(Definition("1").ByDate("2024-09-30").Add(MilestoneOf("fine", "2024-09-30")));
  EXPECT_THAT(MissTexts(story.On("2024-10-01")),
              ElementsAre("deadline 2024-09-30 →  since 2024-10-01"));
}

TEST(SilentMiss, RecoveredAccountsForWhatWasMissedBeforeOnly) {
  YearStory story(Definition("1").ByDate("2024-09-30").Add(MilestoneOf("bando", "2024-02-29")));
  story.Tell(DeviatedOnMilestone("s1", "bando").On("2024-03-05"));
  story.Tell(testing::Deviated("s2").On("2024-06-01"));
  story.Tell(testing::Reached("bando").On("2024-03-19"));
  story.Tell(testing::DeviationClosed("s1").On("2024-03-20"));
  story.Tell(testing::DeviationClosed("s2").On("2024-07-01"));
  EXPECT_THAT(MissTexts(story.On("2024-07-01")), IsEmpty());
  EXPECT_THAT(MissTexts(story.On("2024-10-01")),
              ElementsAre("deadline 2024-09-30 →  since 2024-10-01"))
      << "recovered in July, missed all the same";
}

// The list says "without a scostamento" of an objective: whatever it is about, who has recorded one
// has said that the result falls short.
TEST(SilentMiss, AnyScostamentoThatSpeaksAccountsForTheDeadline) {
  YearStory story(Definition("1")
                      .ByDate("2024-11-30")
                      .Add(IndicatorOf("ore", kUp, "40"))
                      .Add(MilestoneOf("bando", "2024-02-29")));
  story.Tell(Measured("ore", "24").On("2024-11-30"));
  EXPECT_THAT(MissTexts(story.On("2024-12-01")),
              ElementsAre("deadline 2024-11-30 →  since 2024-12-01",
                          "milestone:bando 2024-02-29 →  since 2024-03-01",
                          "indicator:ore 40 → 24 since 2024-12-01"));
  story.Tell(DeviatedOnIndicator("s1", "ore").On("2024-12-02"));
  EXPECT_THAT(MissTexts(story.On("2024-12-02")),
              ElementsAre("milestone:bando 2024-02-29 →  since 2024-03-01"))
      << "a milestone is a promise of its own";
}

TEST(SilentMiss, ARecoveredMilestoneDoesNotAccountForTheDeadlineAfterIt) {
  YearStory story(Definition("1").ByDate("2024-09-30").Add(MilestoneOf("bando", "2024-02-29")));
  story.Tell(DeviatedOnMilestone("s1", "bando").On("2024-03-05"));
  story.Tell(testing::Reached("bando").On("2024-03-19"));
  story.Tell(testing::DeviationClosed("s1").On("2024-03-20"));
  EXPECT_THAT(MissTexts(story.On("2024-10-01")),
              ElementsAre("deadline 2024-09-30 →  since 2024-10-01"));
}

TEST(SilentMiss, AScostamentoOfAPartSpeaksOfAnObjectiveThatIsOne) {
  auto definition = Definition("1").ByDate("2024-09-30").Add(IndicatorOf("ore", kUp, "40"));
  YearStory story(definition);
  story.Tell(DeviatedOnIndicator("s1", "ore").For("tributi").On("2024-09-15"));
  EXPECT_THAT(MissTexts(story.On("2024-10-01")), IsEmpty());
}

TEST(SilentMiss, AMissOfTheReplannedDeadlineIsNew) {
  YearStory story(Definition("1").ByDate("2024-09-30"));
  story.Tell(testing::Deviated("s1").On("2024-10-01"));
  story.Tell(testing::ReplanProposed("r1", {testing::DeadlineChange("2024-11-30")}, {"s1"})
                 .On("2024-10-05"));
  story.Tell(
      testing::ReplanApproved("r1", testing::GiuntaAct("106", "2024-10-07")).On("2024-10-07"));
  EXPECT_THAT(MissTexts(story.On("2024-10-07")), IsEmpty());
  story.Tell(
      testing::DeviationClosed("s1", event::v1::SCOSTAMENTO_CLOSING_REPLANNED).On("2024-10-08"));
  EXPECT_THAT(MissTexts(story.On("2024-11-30")), IsEmpty());
  EXPECT_THAT(MissTexts(story.On("2024-12-01")),
              ElementsAre("deadline 2024-11-30 →  since 2024-12-01"));
}

TEST(SilentMiss, TheLastPhaseIsNotLeftBehindByAnActThatMovesTheDeadline) {
  YearStory story(Definition("1")
                      .ByDate("2024-09-30")
                      .Add(testing::PhaseOf("p1", "40", "", "2024-04-30"))
                      .Add(testing::PhaseOf("p2", "60", "", "2024-09-30")));
  story.Tell(testing::Reached("p1").On("2024-04-30"));
  story.Tell(
      testing::ReplanProposed("r1", {testing::DeadlineChange("2024-11-30")}).On("2024-07-01"));
  story.Tell(
      testing::ReplanApproved("r1", testing::GiuntaAct("106", "2024-07-10")).On("2024-07-10"));
  EXPECT_EQ(story.StateOf("2024-10-15"), view::v1::OBJECTIVE_STATE_RUNNING);
  EXPECT_EQ(story.On("2024-10-15").today().next_milestone().id(), "p2");
  story.Tell(Progress("100").On("2024-11-20"));
  EXPECT_THAT(MissTexts(story.On("2024-12-31")), IsEmpty());
}

TEST(SilentMiss, ConfirmedStaysAsTheReason) {
  YearStory story(Definition("1").ByDate("2024-09-30"));
  story.Tell(testing::Deviated("s1").On("2024-09-01"));
  story.Tell(
      testing::DeviationClosed("s1", event::v1::SCOSTAMENTO_CLOSING_CONFIRMED).On("2024-09-02"));
  EXPECT_THAT(MissTexts(story.On("2024-12-31")), IsEmpty());
}

TEST(SilentMiss, ACorrectedScostamentoNoLongerSpeaks) {
  YearStory story(Definition("1").ByDate("2024-09-30"));
  const uint64_t recorded = story.Tell(testing::Deviated("s1").On("2024-10-01"));
  EXPECT_THAT(MissTexts(story.On("2024-10-02")), IsEmpty());
  story.Correct(recorded);
  EXPECT_THAT(MissTexts(story.On("2024-10-02")), ::testing::SizeIs(1));
}

TEST(SilentMiss, FinalResultBelowTheWholeWithoutACause) {
  YearStory story(Definition("1").Continuous());
  story.Tell(Progress("100").On("2024-12-31"));
  story.Tell(testing::Proposed("100").On("2024-12-31"));
  EXPECT_THAT(MissTexts(story.On("2025-02-01")), IsEmpty());
  story.Tell(testing::Assessed("80").On("2025-02-10"));
  EXPECT_THAT(MissTexts(story.On("2025-02-10")), ElementsAre("progress 100 → 80 since 2025-01-01"))
      << "the Nucleo's word counts";
  story.Tell(DeviatedOnProgress("s1").On("2025-02-20"));
  EXPECT_THAT(MissTexts(story.On("2025-02-20")), IsEmpty());
}

TEST(SilentMiss, AnOutcomeShortOfTheWholeIsOne) {
  YearStory story(Definition("1").NotStated());
  story.Tell(testing::Stated(event::v1::OUTCOME_PARTLY_REACHED).On("2024-12-20"));
  EXPECT_THAT(MissTexts(story.On("2024-12-21")),
              ElementsAre("progress 100 → partly_reached since 2024-12-20"));
}

TEST(SilentMiss, APercentBelowTheWholeIsOneWhenTheTimeIsOver) {
  YearStory story(Definition("1").NotStated());
  story.Tell(Progress("70").On("2024-11-30"));
  EXPECT_THAT(MissTexts(story.On("2024-12-31")), IsEmpty());
  EXPECT_THAT(MissTexts(story.On("2025-01-01")), ElementsAre("progress 100 → 70 since 2025-01-01"));
}

TEST(SilentMiss, NobodySaidAnythingIsNotAMissOfAnActivity) {
  YearStory story(Definition("1").Continuous());
  EXPECT_THAT(MissTexts(story.On("2025-03-01")), IsEmpty());
}

TEST(SilentMiss, EachUnitOfATransversalObjectiveIsLookedAt) {
  YearStory story(Definition("1").ByDate("2024-09-30").Units({"tributi", "tecnico"}));
  story.Tell(Progress("100").For("tributi").On("2024-09-30"));
  EXPECT_THAT(MissTexts(story.On("2024-10-01")),
              ElementsAre("deadline@tecnico 2024-09-30 →  since 2024-10-01"));
  story.Tell(testing::Deviated("s1").For("tributi").On("2024-10-05"));
  EXPECT_THAT(MissTexts(story.On("2024-10-05")),
              ElementsAre("deadline@tecnico 2024-09-30 →  since 2024-10-01"))
      << "the scostamento is of the other unit";
  story.Tell(testing::Deviated("s2").For("tecnico").On("2024-10-06"));
  EXPECT_THAT(MissTexts(story.On("2024-10-06")), IsEmpty());
}

TEST(SilentMiss, NothingIsAskedOfWhatIsSuspendedExcludedDroppedOrNotAdopted) {
  YearStory suspended(Definition("1").ByDate("2024-03-31"));
  suspended.Tell(testing::Suspended().On("2024-03-01"));
  EXPECT_THAT(MissTexts(suspended.On("2024-04-10")), IsEmpty());

  YearStory too_late(Definition("1").ByDate("2024-03-31"));
  too_late.Tell(testing::Suspended().On("2024-04-05"));
  const view::v1::Objective row = too_late.On("2024-04-10");
  EXPECT_EQ(row.today().state(), view::v1::OBJECTIVE_STATE_SUSPENDED);
  EXPECT_THAT(MissTexts(row), ElementsAre("deadline 2024-03-31 →  since 2024-04-01"))
      << "a suspension takes back nothing that was missed before it";

  YearStory excluded(Definition("1").ByDate("2024-03-31"));
  excluded.Tell(testing::Excluded().On("2024-04-05"));
  EXPECT_THAT(MissTexts(excluded.On("2024-04-10")), IsEmpty());

  YearStory draft;
  draft.Tell(testing::Defined("ob-1", Definition("1").ByDate("2024-01-10")));
  EXPECT_THAT(MissTexts(draft.On("2024-01-20")), IsEmpty());
}

// Suspended from February, as somebody says in April.
TEST(SilentMiss, ASuspensionThatIsSaidAfterwardsTakesNothingBack) {
  const Definition planned =
      Definition("1").ByDate("2024-03-31").Add(MilestoneOf("bando", "2024-02-20"));
  YearStory story(planned);
  story.Tell(testing::Suspended().On("2024-02-10"), "2024-04-05");
  const view::v1::Objective row = story.On("2024-04-10");
  EXPECT_EQ(row.today().state(), view::v1::OBJECTIVE_STATE_SUSPENDED);
  EXPECT_EQ(row.suspended_on(), "2024-02-10");
  EXPECT_EQ(row.results(0).nothing_due_from(), "2024-04-05");
  EXPECT_THAT(MissTexts(row), ElementsAre("deadline 2024-03-31 →  since 2024-04-01",
                                          "milestone:bando 2024-02-20 →  since 2024-02-21"));

  YearStory between(planned);
  between.Tell(testing::Suspended().On("2024-02-10"), "2024-03-05");
  EXPECT_THAT(MissTexts(between.On("2024-04-10")),
              ElementsAre("milestone:bando 2024-02-20 →  since 2024-02-21"));
}

// Excused while it stood still, and finished before it was resumed.
TEST(SilentMiss, WhatIsDoneWhileItIsSuspendedWasNotMissed) {
  YearStory story(Definition("1").ByDate("2024-06-30").Add(MilestoneOf("bando", "2024-06-15")));
  story.Tell(testing::Suspended().On("2024-06-01"));
  story.Tell(Progress("100").On("2024-07-10"));
  const view::v1::Objective row = story.On("2024-07-11");
  EXPECT_EQ(row.today().state(), view::v1::OBJECTIVE_STATE_DONE);
  EXPECT_THAT(MissTexts(row), IsEmpty());
}

TEST(SilentMiss, AnEventThatSlipsIsNone) {
  YearStory story(Definition("1").TiedTo("Elezioni", "2024-06-09"));
  story.Tell(Progress("50").On("2024-06-30"));
  EXPECT_THAT(MissTexts(story.On("2024-07-01")), IsEmpty());
}

}  // namespace
}  // namespace traguardo::projection
