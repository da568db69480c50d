// The rows of the scostamenti register and of the variations.

#include <deque>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/domain/evolve/evolve.h"
#include "tests/services/projection/year_story.h"

namespace traguardo::projection {
namespace {

using testing::AssignmentOf;
using testing::Definition;
using testing::Deviated;
using ::testing::ElementsAre;
using testing::GiuntaAct;
using ::testing::IsEmpty;
using ::testing::SizeIs;

testing::FactBuilder NoticesBelow() {
  return Deviated("s1").With([](event::v1::Fact& fact) {
    auto* const recorded = fact.mutable_scostamento_recorded();
    recorded->mutable_subject()->set_indicator("avvisi");
    recorded->set_planned("2500");
    recorded->set_actual("1357");
    recorded->set_detected_on("2024-06-30");
    recorded->clear_delay_days();
  });
}

YearStory NoticesStory() {
  return YearStory(Definition("1")
                       .ByDate("2024-09-30")
                       .Add(testing::IndicatorOf("avvisi", event::v1::DIRECTION_UP, "2500"))
                       .Add(AssignmentOf("resp-tributi")));
}

TEST(Scostamenti, DifferenceIsConsuntivoMinusProgrammato) {
  YearStory story = NoticesStory();
  story.Tell(NoticesBelow().On("2024-07-01").By("resp-tributi"));
  const auto rows = story.ScostamentiOn("2024-07-02");
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_EQ(rows[0].objective(), "enti/demo/plans/2024/objectives/ob-1");
  EXPECT_EQ(rows[0].difference(), "-1143");
  EXPECT_EQ(rows[0].subject_name(), "Indicatore avvisi");
  EXPECT_TRUE(rows[0].causes_missing());
  EXPECT_EQ(rows[0].recorded().principal(), "resp-tributi");
  EXPECT_THAT(rows[0].responsabili(), ElementsAre("resp-tributi"));
}

TEST(Scostamenti, ExactAtTheScaleThatWasWritten) {
  YearStory story = NoticesStory();
  story.Tell(NoticesBelow().On("2024-07-01").With([](event::v1::Fact& fact) {
    fact.mutable_scostamento_recorded()->set_planned("91.9");
    fact.mutable_scostamento_recorded()->set_actual("91.89");
  }));
  EXPECT_EQ(story.ScostamentiOn("2024-07-01")[0].difference(), "-0.01");
}

TEST(Scostamenti, RecordedLateIsVisible) {
  YearStory story = NoticesStory();
  story.Tell(NoticesBelow().On("2024-06-30"), "2024-07-18");
  const auto row = story.ScostamentiOn("2024-08-09")[0];
  EXPECT_EQ(row.today().recorded_late_days(), 18);
  EXPECT_EQ(row.today().age_days(), 40);
}

TEST(Scostamenti, CausesStatedLaterJoinTheFirstOnes) {
  YearStory story = NoticesStory();
  story.Tell(NoticesBelow().On("2024-07-01"));
  story.Tell(
      testing::CausesStated(
          "s1", {testing::CauseOf(event::v1::CAUSE_KIND_EXOGENOUS, "Ritardo della banca dati"),
                 testing::CauseOf(event::v1::CAUSE_KIND_INDICATOR, "Stima troppo alta")})
          .On("2024-07-20"));
  EXPECT_TRUE(story.ScostamentiOn("2024-07-19")[0].causes_missing());
  const auto row = story.ScostamentiOn("2024-07-20")[0];
  EXPECT_FALSE(row.causes_missing());
  EXPECT_EQ(row.causes_size(), 2);
}

TEST(Scostamenti, MeasuresAreOverdueUntilTheyAreSettled) {
  YearStory story = NoticesStory();
  story.Tell(NoticesBelow().On("2024-07-01"));
  story.Tell(testing::MeasurePlanned("s1", "m1", "2024-07-31").On("2024-07-01"));
  story.Tell(testing::MeasurePlanned("s1", "m2", "2024-07-31").On("2024-07-01"));
  story.Tell(testing::MeasurePlanned("s1", "m3", "2024-07").On("2024-07-01"));
  story.Tell(testing::MeasureDropped("s1", "m2").On("2024-07-15"));
  EXPECT_EQ(story.ScostamentiOn("2024-07-31")[0].today().overdue_measures_count(), 0u);
  EXPECT_EQ(story.ScostamentiOn("2024-08-01")[0].today().overdue_measures_count(), 2u);
  story.Tell(testing::MeasureAdopted("s1", "m1").On("2024-08-05"));
  const auto row = story.ScostamentiOn("2024-08-05")[0];
  EXPECT_EQ(row.today().overdue_measures_count(), 1u);
  EXPECT_EQ(row.measures(0).state(), view::v1::MEASURE_STATE_ADOPTED);
  EXPECT_EQ(row.measures(0).settled_on(), "2024-08-05");
  EXPECT_EQ(row.measures(1).state(), view::v1::MEASURE_STATE_DROPPED);
  EXPECT_EQ(story.On("2024-08-05").open_measures_count(), 1u);
}

// The audit trail: of every cause, every step of a measure and the closing, who and when.
TEST(Scostamenti, SayWhoKnewWhat) {
  YearStory story = NoticesStory();
  story.Tell(NoticesBelow().On("2024-07-01").By("resp-tributi").With([](event::v1::Fact& fact) {
    *fact.mutable_scostamento_recorded()->add_causes() =
        testing::CauseOf(event::v1::CAUSE_KIND_ENDOGENOUS, "Una persona in meno");
  }));
  const uint64_t stated =
      story.Tell(testing::CausesStated(
                     "s1", {testing::CauseOf(event::v1::CAUSE_KIND_EXOGENOUS, "Ritardo dei dati")})
                     .On("2024-07-20")
                     .By("nucleo"));
  story.Tell(testing::MeasurePlanned("s1", "m1", "2024-08-31").On("2024-07-21"));
  story.Tell(testing::MeasureAdopted("s1", "m1").On("2024-08-30").By("resp-tecnico"));
  story.Tell(testing::DeviationClosed("s1").On("2024-10-01").By("segretario"), "2024-10-04");

  const auto row = story.ScostamentiOn("2024-10-31")[0];
  ASSERT_THAT(row.causes(), SizeIs(2));
  ASSERT_THAT(row.causes_recorded(), SizeIs(2));
  EXPECT_EQ(row.causes_recorded(0).principal(), "resp-tributi");
  EXPECT_EQ(row.causes_recorded(1).principal(), "nucleo");
  EXPECT_EQ(row.causes_recorded(1).position(), stated);
  EXPECT_EQ(row.measures(0).settled().principal(), "resp-tecnico");
  EXPECT_EQ(row.measures(0).settled().effective_on(), "2024-08-30");
  EXPECT_EQ(row.closed().principal(), "segretario");
  EXPECT_EQ(row.closed().effective_on(), "2024-10-01");
  EXPECT_GT(row.closed().recorded_at_seconds(), row.measures(0).settled().recorded_at_seconds());
}

TEST(Scostamenti, WhatIsStillToBeSettledNamesNobody) {
  YearStory story = NoticesStory();
  story.Tell(NoticesBelow().On("2024-07-01"));
  story.Tell(testing::MeasurePlanned("s1", "m1", "2024-08-31").On("2024-07-21"));
  const auto row = story.ScostamentiOn("2024-07-31")[0];
  EXPECT_FALSE(row.measures(0).has_settled());
  EXPECT_FALSE(row.has_closed());
  EXPECT_THAT(row.causes_recorded(), IsEmpty());
}

TEST(Scostamenti, SayWhoAnsweredThen) {
  YearStory story = NoticesStory();
  story.Tell(NoticesBelow().On("2024-07-01").By("resp-nuovo"));
  std::deque<event::v1::Envelope> facts = story.facts();
  facts.back().set_responsabile_then("resp-tributi");
  std::vector<const event::v1::Envelope*> pointers;
  for (const event::v1::Envelope& fact : facts) pointers.push_back(&fact);
  const domain::Ente ente = domain::Fold("demo", pointers);
  const auto rows = RenderScostamenti(ente, YearStory::kYear, "ob-1");
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_EQ(rows[0].recorded().principal(), "resp-nuovo");
  EXPECT_EQ(rows[0].recorded().responsabile_then(), "resp-tributi");
}

TEST(Scostamenti, LateAndNotReplanned) {
  YearStory story = NoticesStory();
  story.Tell(Deviated("s1").On("2024-10-01"));
  EXPECT_TRUE(story.ScostamentiOn("2024-10-02")[0].today().late_not_replanned());
  story.Tell(testing::ReplanProposed("r1", {testing::DeadlineChange("2024-11-30")}, {"s1"})
                 .On("2024-10-05"));
  const auto proposed = story.ScostamentiOn("2024-10-05")[0];
  EXPECT_TRUE(proposed.today().late_not_replanned()) << "a proposal is no decision yet";
  EXPECT_THAT(proposed.ripianificazioni(), IsEmpty());
  story.Tell(testing::ReplanRejected("r1", GiuntaAct("110", "2024-10-20")).On("2024-10-20"));
  EXPECT_TRUE(story.ScostamentiOn("2024-10-20")[0].today().late_not_replanned());
  story.Tell(
      testing::DeviationClosed("s1", event::v1::SCOSTAMENTO_CLOSING_CONFIRMED).On("2024-12-31"));
  const auto closed = story.ScostamentiOn("2025-03-01")[0];
  EXPECT_TRUE(closed.today().late_not_replanned())
      << "a delay that was only taken note of is what the list is for";
  EXPECT_EQ(closed.today().age_days(), 91) << "a closed one ages no more";

  story.Tell(testing::ReplanProposed("r2", {testing::DeadlineChange("2025-02-28")}, {"s1"})
                 .On("2025-03-02"));
  story.Tell(testing::ReplanApproved("r2", GiuntaAct("9", "2025-03-10")).On("2025-03-10"));
  const auto answered = story.ScostamentiOn("2025-03-10")[0];
  EXPECT_FALSE(answered.today().late_not_replanned());
  EXPECT_THAT(answered.ripianificazioni(), ElementsAre("r2"));
}

// Who closes it says that it was replanned; the act that names it does so.
TEST(Scostamenti, ADelayClosedAsReplannedWaitsForTheActThatDoesIt) {
  YearStory story = NoticesStory();
  story.Tell(Deviated("s1").On("2024-10-01"));
  story.Tell(testing::ReplanProposed("r1", {testing::DeadlineChange("2025-02-28")}, {"s1"})
                 .On("2024-10-02"));
  story.Tell(
      testing::DeviationClosed("s1", event::v1::SCOSTAMENTO_CLOSING_REPLANNED).On("2024-10-05"));
  EXPECT_TRUE(story.ScostamentiOn("2024-10-10")[0].today().late_not_replanned());
  story.Tell(testing::ReplanApproved("r1", GiuntaAct("110", "2024-10-20")));
  EXPECT_TRUE(story.ScostamentiOn("2024-10-10")[0].today().late_not_replanned())
      << "as of a day before the act";
  EXPECT_FALSE(story.ScostamentiOn("2024-10-20")[0].today().late_not_replanned());
}

TEST(Scostamenti, ADelayThatWasMadeUpIsNoneToReplan) {
  YearStory story = NoticesStory();
  story.Tell(Deviated("s1").On("2024-10-01"));
  story.Tell(NoticesBelow().On("2024-10-01").With([](event::v1::Fact& fact) {
    fact.mutable_scostamento_recorded()->set_scostamento("s2");
  }));
  EXPECT_FALSE(story.ScostamentiOn("2024-10-02")[1].today().late_not_replanned())
      << "a figure is not about time";
  story.Tell(
      testing::DeviationClosed("s1", event::v1::SCOSTAMENTO_CLOSING_RECOVERED).On("2024-11-30"));
  EXPECT_FALSE(story.ScostamentiOn("2024-11-30")[0].today().late_not_replanned());
}

TEST(Scostamenti, ShowWhoAnsweredThenAndWhoAnswersSince) {
  YearStory story(Definition("1").Add(AssignmentOf("resp-affari")));
  story.Tell(testing::HandedOver("resp-affari", AssignmentOf("resp-territorio")).On("2024-03-01"));
  story.Tell(Deviated("s1").On("2024-02-15"));
  story.Tell(Deviated("s2").On("2024-04-15"));
  const auto rows = story.ScostamentiOn("2024-05-01");
  EXPECT_THAT(rows[0].responsabili(), ElementsAre("resp-affari", "resp-territorio"));
  EXPECT_THAT(rows[1].responsabili(), ElementsAre("resp-territorio"));
}

std::vector<std::string> Steps(const view::v1::Variation& variation) {
  std::vector<std::string> steps;
  for (const view::v1::ValueChange& change : variation.changes()) {
    steps.push_back(change.what() + ": " + change.before() + " → " + change.after() + " (" +
                    change.original() + ")");
  }
  return steps;
}

TEST(Variations, EachStepKeepsOriginalAndCurrent) {
  YearStory story(Definition("1").ByDate("2024-06-30"));
  story.Tell(
      testing::ReplanProposed("r1", {testing::DeadlineChange("2024-09-30")}).On("2024-05-01"));
  story.Tell(testing::ReplanApproved("r1", GiuntaAct("60", "2024-05-20")).On("2024-05-20"));
  story.Tell(
      testing::ReplanProposed("r2", {testing::DeadlineChange("2024-12-31")}).On("2024-10-10"));
  auto rows = story.VariationsOn("2024-10-10");
  ASSERT_THAT(rows, SizeIs(2));
  EXPECT_EQ(rows[0].state(), view::v1::VARIATION_STATE_APPROVED);
  EXPECT_THAT(Steps(rows[0]), ElementsAre("deadline: 2024-06-30 → 2024-09-30 (2024-06-30)"));
  EXPECT_EQ(rows[0].act().number(), "60");
  EXPECT_FALSE(rows[0].late());
  EXPECT_EQ(rows[1].state(), view::v1::VARIATION_STATE_PROPOSED);
  EXPECT_THAT(Steps(rows[1]), ElementsAre("deadline: 2024-09-30 → 2024-12-31 (2024-06-30)"));
  EXPECT_FALSE(rows[1].has_decided());

  story.Tell(testing::ReplanApproved("r2", GiuntaAct("112", "2024-10-25")).On("2024-10-25"));
  rows = story.VariationsOn("2024-10-25");
  EXPECT_TRUE(rows[1].late()) << "the deadline it moves had passed";
  EXPECT_THAT(Steps(rows[0]), ElementsAre("deadline: 2024-06-30 → 2024-09-30 (2024-06-30)"))
      << "a later step changes nothing in an earlier one";
}

TEST(Variations, RejectedKeepsItsActAndReason) {
  YearStory story(Definition("1"));
  story.Tell(testing::ReplanProposed("r1", {testing::WeightChange("5")}).On("2024-05-01"));
  story.Tell(testing::ReplanRejected("r1", GiuntaAct("60", "2024-05-20")).On("2024-05-20"));
  const auto row = story.VariationsOn("2024-05-20")[0];
  EXPECT_EQ(row.state(), view::v1::VARIATION_STATE_REJECTED);
  EXPECT_NE(row.rejection_reason(), "");
  EXPECT_FALSE(row.late());
}

TEST(Variations, EveryKindOfChangeSaysWhatItChanges) {
  YearStory story(Definition("1")
                      .ByDate("2024-06-30")
                      .Weight("4.00")
                      .Add(AssignmentOf("resp-tributi"))
                      .Add(testing::IndicatorOf("avvisi", event::v1::DIRECTION_UP, "2500"))
                      .Add(testing::PhaseOf("p1", "100", "2024-02-01", "2024-05-31"))
                      .Add(testing::MilestoneOf("bando", "2024-03-31")));
  std::vector<event::v1::Change> changes(8);
  changes[0].set_deadline("2024-09-30");
  changes[1].set_weight("5.00");
  changes[2].mutable_indicator()->set_indicator("avvisi");
  changes[2].mutable_indicator()->set_target("1500");
  changes[3].mutable_phase()->set_phase("p1");
  changes[3].mutable_phase()->mutable_planned()->set_to("2024-08-31");
  changes[4].mutable_milestone()->set_milestone("bando");
  changes[4].mutable_milestone()->set_due("2024-05-15");
  *changes[5].mutable_assignment() = AssignmentOf("resp-affari");
  *changes[6].mutable_milestone_added() = testing::MilestoneOf("esito", "2024-08-31");
  changes[7].mutable_time_shape()->mutable_continuous();
  story.Tell(testing::ReplanProposed("r1", changes).On("2024-04-10"));
  story.Tell(testing::ReplanApproved("r1", GiuntaAct("60", "2024-04-20")).On("2024-04-20"));
  const auto row = story.VariationsOn("2024-04-20")[0];
  EXPECT_THAT(
      Steps(row),
      ElementsAre("deadline: 2024-06-30 → 2024-09-30 (2024-06-30)", "weight: 4.00 → 5.00 (4.00)",
                  "indicator:avvisi/target: 2500 → 1500 (2500)",
                  "phase:p1/end: 2024-05-31 → 2024-08-31 (2024-05-31)",
                  "milestone:bando/due: 2024-03-31 → 2024-05-15 (2024-03-31)",
                  "responsabile: resp-tributi → resp-affari (resp-tributi)",
                  "milestone:esito added:  → 2024-08-31 ()",
                  "time_shape: by_date 2024-09-30 → continuous (by_date 2024-06-30)",
                  "deadline: 2024-09-30 → 2024-12-31 (2024-06-30)"));
  EXPECT_TRUE(row.late()) << "the milestone had passed";
}

TEST(Variations, DroppedByAnAct) {
  YearStory story(Definition("1"));
  story.Tell(testing::ReplanProposed("r1", {testing::Dropped()}).On("2024-05-01"));
  EXPECT_THAT(Steps(story.VariationsOn("2024-05-01")[0]), ElementsAre("dropped:  →  ()"));
}

TEST(Variations, AnObjectiveAddedByAnAmendmentIsOne) {
  YearStory story(Definition("1"));
  story.Tell(testing::Amended(GiuntaAct("106", "2024-07-03")));
  story.Tell(testing::Defined("ob-2", Definition("2")).On("2024-07-03"));
  story.Tell(testing::Amended(GiuntaAct("140", "2024-10-03")));
  const auto rows = story.VariationsOn("2024-12-01", "ob-2");
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_EQ(rows[0].id(), "ob-2");
  EXPECT_THAT(Steps(rows[0]), ElementsAre("added:  →  ()"));
  EXPECT_EQ(rows[0].act().number(), "106");
  EXPECT_EQ(rows[0].reason(), "Variazione in corso d'anno");
  EXPECT_EQ(story.On("2024-12-01", "ob-2").added_on(), "2024-07-03");
  EXPECT_THAT(story.VariationsOn("2024-12-01"), IsEmpty());
}

TEST(Variations, TheActMayStandBehindTheObjectiveInItsCommand) {
  YearStory story(Definition("1"));
  story.Tell(testing::Amended(GiuntaAct("90", "2024-06-01")));
  story.Tell(testing::Defined("ob-2", Definition("2")).On("2024-07-03"));
  story.Tell(testing::Amended(GiuntaAct("106", "2024-07-03")));
  EXPECT_EQ(story.VariationsOn("2024-12-01", "ob-2")[0].act().number(), "106");
}

}  // namespace
}  // namespace traguardo::projection
