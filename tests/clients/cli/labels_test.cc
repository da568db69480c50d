#include "clients/cli/screen/labels.h"

#include "gtest/gtest.h"
#include "traguardo/api/v1/projection_service.pb.h"
#include "traguardo/event/v1/ente.pb.h"
#include "traguardo/event/v1/envelope.pb.h"
#include "traguardo/event/v1/plan.pb.h"
#include "traguardo/event/v1/scostamento.pb.h"
#include "traguardo/event/v1/values.pb.h"
#include "traguardo/view/v1/calendar.pb.h"
#include "traguardo/view/v1/round.pb.h"
#include "traguardo/view/v1/scostamento.pb.h"
#include "traguardo/view/v1/summary.pb.h"
#include "traguardo/view/v1/variation.pb.h"

namespace traguardo::cli {
namespace {

TEST(LabelsTest, EveryValueThatIsShownHasAWord) {
  for (const auto* type : {view::v1::ObjectiveState_descriptor(),
                           view::v1::Declaration_descriptor(),
                           view::v1::Comparison_descriptor(),
                           view::v1::MeasureState_descriptor(),
                           view::v1::VariationState_descriptor(),
                           view::v1::ReportState_descriptor(),
                           view::v1::CalendarKind_descriptor(),
                           view::v1::GroupKind_descriptor(),
                           view::v1::CyclePhase_descriptor(),
                           event::v1::Outcome_descriptor(),
                           event::v1::ObjectiveKind_descriptor(),
                           event::v1::Direction_descriptor(),
                           event::v1::MeasurementPrecision_descriptor(),
                           event::v1::ExclusionCause_descriptor(),
                           event::v1::CauseKind_descriptor(),
                           event::v1::ScostamentoClosing_descriptor(),
                           event::v1::Organ_descriptor(),
                           event::v1::ActKind_descriptor(),
                           event::v1::EnteKind_descriptor(),
                           event::v1::UnitType_descriptor(),
                           event::v1::NarrativeSection_descriptor(),
                           event::v1::ConsentPurpose_descriptor(),
                           event::v1::GateEffect_descriptor(),
                           event::v1::StrategicNodeType_descriptor(),
                           event::v1::ResponsabileRole_descriptor(),
                           event::v1::MeasurementSource_descriptor(),
                           event::v1::Role_descriptor(),
                           api::v1::WatchedView_descriptor()}) {
    EXPECT_EQ(MissingLabels(*type), "") << type->full_name();
  }
}

TEST(LabelsTest, SubjectsOfViewsAreWords) {
  EXPECT_EQ(SubjectLabel("deadline", "", Language::kItalian), "scadenza");
  EXPECT_EQ(SubjectLabel("indicator:atti/target", "", Language::kItalian),
            "indicatore atti: valore atteso");
  EXPECT_EQ(SubjectLabel("phase:lavori/end", "Esecuzione", Language::kEnglish),
            "phase Esecuzione: end");
  EXPECT_EQ(SubjectLabel("indicator:ore added", "", Language::kItalian),
            "indicatore ore: aggiunto");
  EXPECT_EQ(SubjectLabel("milestone:gara", "", Language::kItalian), "traguardo gara");
  EXPECT_EQ(SubjectLabel("something_new", "", Language::kItalian), "something_new");
}

TEST(LabelsTest, ValuesOfANewerServerAreShownByTheirName) {
  EXPECT_EQ(Label(view::v1::OBJECTIVE_STATE_DONE_LATE, Language::kItalian), "raggiunto in ritardo");
  EXPECT_EQ(Label(view::v1::OBJECTIVE_STATE_DONE_LATE, Language::kEnglish), "done late");
  EXPECT_EQ(Label(static_cast<view::v1::ObjectiveState>(77), Language::kItalian), "77");
  EXPECT_EQ(Label(view::v1::OBJECTIVE_STATE_UNSPECIFIED, Language::kItalian), "");
}

}  // namespace
}  // namespace traguardo::cli
