// Whole rows of short stories, so that every field has been looked at by somebody once.

#include <string>

#include "gtest/gtest.h"
#include "tests/services/projection/render/golden_file.h"
#include "tests/services/projection/year_story.h"

namespace traguardo::projection {
namespace {

using testing::AssignmentOf;
using testing::Definition;
using testing::GiuntaAct;
using testing::Progress;

event::v1::Assignment Named(event::v1::Assignment assignment, const std::string& name) {
  assignment.set_name(name);
  return assignment;
}

// A notice due in February, opened on 19 March, and nobody says why.
TEST(Golden, ANoticeOpenedLate) {
  YearStory story(Definition("4.2")
                      .ByDate("2024-02")
                      .Add(AssignmentOf("resp-sociali"))
                      .With([](event::v1::ObjectiveDefinition& definition) {
                        definition.set_title("Bando alloggi");
                        definition.set_expected_outcome("Bando aperto");
                        definition.mutable_links()->set_missione("m08");
                      }));
  story.Tell(Progress("100").On("2024-03-19").By("resp-sociali"), "2024-03-21");
  GoldenText text;
  text.Add("as of 10 March", story.On("2024-03-10"));
  text.Add("as of 31 March", story.On("2024-03-31"));
  ExpectGolden("a_notice_opened_late.txtpb", text.text());
}

// Measured below target, said why, measures planned, replanned by an act, done.
TEST(Golden, AYearReplanned) {
  YearStory story(Definition("2.1")
                      .ByDate("2024-09-30")
                      .Add(Named(AssignmentOf("resp-tributi"), "Responsabile Tributi"))
                      .Add(testing::IndicatorOf("avvisi", event::v1::DIRECTION_UP, "2500"))
                      .Add(testing::PhaseOf("bonifica", "40", "2024-02-01", "2024-05-31"))
                      .Add(testing::PhaseOf("invio", "60", "2024-06-01", "2024-09-30")),
                  {.silence_days = 90});
  story.Tell(testing::Reached("bonifica").On("2024-05-28").By("resp-tributi"));
  story.Tell(testing::Measured("avvisi", "1050")
                 .On("2024-06-30")
                 .By("resp-tributi")
                 .With([](event::v1::Fact& fact) {
                   fact.mutable_measurement_recorded()->set_precision(
                       event::v1::MEASUREMENT_PRECISION_ABOUT);
                 }),
             "2024-07-18");
  story.Tell(testing::Deviated(
                 "s1", {testing::CauseOf(event::v1::CAUSE_KIND_EXOGENOUS, "Banca dati incompleta")})
                 .On("2024-07-18")
                 .By("resp-tributi")
                 .With([](event::v1::Fact& fact) {
                   auto* const recorded = fact.mutable_scostamento_recorded();
                   recorded->mutable_subject()->set_indicator("avvisi");
                   recorded->set_planned("2500");
                   recorded->set_actual("1357");
                   recorded->set_detected_on("2024-06-30");
                 }));
  story.Tell(testing::MeasurePlanned("s1", "m1", "2024-08-31").On("2024-07-18"));
  event::v1::Change target;
  target.mutable_indicator()->set_indicator("avvisi");
  target.mutable_indicator()->set_target("1500");
  story.Tell(testing::ReplanProposed("r1", {target, testing::DeadlineChange("2024-11-30")}, {"s1"})
                 .On("2024-07-20")
                 .By("resp-tributi"));
  story.Tell(testing::ReplanApproved("r1", GiuntaAct("106", "2024-10-03")).On("2024-10-03"));
  story.Tell(testing::Measured("avvisi", "1520").On("2024-11-20").By("resp-tributi"));
  story.Tell(Progress("100").On("2024-11-20").By("resp-tributi"));
  GoldenText text;
  text.Add("objective as of 30 September", story.On("2024-09-30"));
  text.Add("objective as of 30 November", story.On("2024-11-30"));
  text.Add("scostamento as of 30 September", story.ScostamentiOn("2024-09-30")[0]);
  text.Add("variation", story.VariationsOn("2024-11-30")[0]);
  ExpectGolden("a_year_replanned.txtpb", text.text());
}

// An objective changes hands in March; in June one report is missing and one came back.
TEST(Golden, AHandoverAndARound) {
  YearStory story(Definition("1.3").Continuous().Add(AssignmentOf("resp-affari")));
  story.Tell(testing::Defined("ob-2", Definition("1.4").Add(AssignmentOf("resp-tecnico"))));
  story.Tell(testing::HandedOver("resp-affari", AssignmentOf("resp-territorio")).On("2024-03-01"));
  story.Tell(Progress("15").On("2024-02-29").By("resp-territorio"), "2024-03-12");
  story.Tell(testing::Opened("2024-06-30", "2024-07-15").On("2024-06-20"));
  story.Tell(
      testing::Submitted("resp-territorio", {"ob-1"}).On("2024-07-10").By("resp-territorio"));
  story.Tell(testing::Returned("resp-territorio").On("2024-07-12"));
  GoldenText text;
  text.Add("objective as of 15 July", story.On("2024-07-15"));
  text.Add("round as of 15 July", story.RoundOn("2024-07-15"));
  ExpectGolden("a_handover_and_a_round.txtpb", text.text());
}

// One objective with a result per settore; one of them is excluded.
TEST(Golden, ATransversalObjective) {
  YearStory story(Definition("T1")
                      .ByDate("2024-12-31")
                      .Units({"amministrativo", "tributi", "tecnico"})
                      .Add(AssignmentOf("resp-tributi", "tributi"))
                      .Add(testing::MilestoneOf("formazione", "2024-06-30")));
  story.Tell(Progress("0").For("tributi").On("2024-06-30"));
  story.Tell(testing::Reached("formazione").For("tributi").On("2024-06-15"));
  story.Tell(testing::NotDue("2024-01-01", "2024-07-31").For("amministrativo").On("2024-06-30"));
  story.Tell(
      testing::Excluded(event::v1::EXCLUSION_CAUSE_NOT_APPLICABLE).For("tecnico").On("2024-05-01"));
  GoldenText text;
  text.Add("as of 10 July", story.On("2024-07-10"));
  ExpectGolden("a_transversal_objective.txtpb", text.text());
}

// The year at a glance.
TEST(Golden, TheYearAtAGlance) {
  YearStory story({.silence_days = 90, .weighting = rules::v1::WEIGHTING_WEIGHTED});
  story.Tell(testing::Defined(
      "ob-1",
      Definition("1").Weight("60.00").ByDate("2024-05-31").Add(AssignmentOf("resp-tributi"))));
  story.Tell(testing::Defined(
      "ob-2",
      Definition("2").Weight("40.00").Units({"tecnico"}).Add(AssignmentOf("resp-tecnico"))));
  story.Adopt("2024-02-15");
  story.Tell(Progress("66.67").On("2024-05-31"));
  story.Tell(testing::Amended(GiuntaAct("106", "2024-07-03")));
  story.Tell(testing::Defined("ob-3", Definition("3").Weight("0.00")).On("2024-07-03"));
  GoldenText text;
  text.Add("plan as of 15 July", story.PlanOn("2024-07-15"));
  for (const view::v1::GroupSummary& group : story.SummaryOn("2024-07-15")) {
    text.Add("group " + view::v1::GroupKind_Name(group.kind()) + " " + group.id(), group);
  }
  text.Add("addition", story.VariationsOn("2024-07-15", "ob-3")[0]);
  ExpectGolden("the_year_at_a_glance.txtpb", text.text());
}

}  // namespace
}  // namespace traguardo::projection
