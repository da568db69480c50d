// The rows of the scostamenti register.

#include <algorithm>
#include <string>
#include <vector>

#include "services/domain/definitions/current_definition.h"
#include "services/domain/status/assignments.h"
#include "services/projection/keys/last_change.h"
#include "services/projection/measures/dates.h"
#include "services/projection/measures/figures.h"
#include "services/projection/render/render.h"
#include "services/projection/row_parts/names.h"
#include "services/projection/row_parts/provenance_view.h"

namespace traguardo::projection {
namespace {

using event::v1::ObjectiveDefinition;

std::string SubjectName(const event::v1::ScostamentoSubject& subject,
                        const ObjectiveDefinition& current) {
  if (subject.has_indicator()) {
    const auto* const indicator = domain::FindIndicator(current, subject.indicator());
    return indicator == nullptr ? "" : indicator->name();
  }
  if (!subject.has_milestone()) return "";
  const auto* const milestone = domain::FindMilestone(current, subject.milestone());
  if (milestone != nullptr) return milestone->name();
  const auto* const phase = domain::FindPhase(current, subject.milestone());
  return phase == nullptr ? "" : phase->name();
}

view::v1::CorrectiveMeasure RenderMeasure(const std::string& id,
                                          const domain::CorrectiveMeasure& measure) {
  view::v1::CorrectiveMeasure view;
  view.set_id(id);
  view.set_description(measure.planned.value->description());
  view.set_owner(measure.planned.value->owner());
  view.set_due(measure.planned.value->due());
  view.set_state(view::v1::MEASURE_STATE_PLANNED);
  if (measure.settled.is_set()) {
    view.set_state(measure.settled.value.settlement == domain::Settlement::kAdopted
                       ? view::v1::MEASURE_STATE_ADOPTED
                       : view::v1::MEASURE_STATE_DROPPED);
    view.set_settled_on(measure.settled.order().EffectiveOn());
    view.set_note(measure.settled.value.note);
    FillProvenance(measure.settled.by, view.mutable_settled());
  }
  if (measure.planned.is_set()) FillProvenance(measure.planned.by, view.mutable_planned());
  return view;
}

// The responsabili from the day it was detected on: who answered then, and who answers since.
void FillResponsabili(const domain::Objective& objective, view::v1::Scostamento* row) {
  const auto detected = FirstDay(row->detected_on());
  for (const event::v1::Assignment& assignment : domain::AllAssignments(objective)) {
    if (assignment.role() != event::v1::RESPONSABILE_ROLE_RESPONSABILE) continue;
    if (!row->unit().empty() && !assignment.unit().empty() && assignment.unit() != row->unit()) {
      continue;
    }
    const auto to = LastDay(assignment.validity().to());
    if (to.has_value() && detected.has_value() && *to < *detected) continue;
    const auto& listed = row->responsabili();
    if (std::find(listed.begin(), listed.end(), assignment.responsabile()) == listed.end()) {
      row->add_responsabili(assignment.responsabile());
    }
  }
}

// All that were named, each with who named it: together with the scostamento, or later.
void FillCauses(const domain::Scostamento& scostamento, view::v1::Scostamento* row) {
  const auto add = [row](const auto& causes, const domain::Provenance& by) {
    for (const event::v1::Cause& cause : causes) {
      *row->add_causes() = cause;
      FillProvenance(by, row->add_causes_recorded());
    }
  };
  add(scostamento.recorded.value->causes(), scostamento.recorded.by);
  for (const auto& [order, stated] : scostamento.causes_stated) {
    add(stated.value->causes(), stated.by);
  }
  row->set_causes_missing(scostamento.causes_missing());
}

void FillWhatDeviates(const domain::Scostamento& scostamento, const ObjectiveDefinition& current,
                      view::v1::Scostamento* row) {
  const event::v1::ScostamentoRecorded& recorded = *scostamento.recorded.value;
  row->set_unit(scostamento.unit);
  *row->mutable_subject() = recorded.subject();
  row->set_subject_name(SubjectName(recorded.subject(), current));
  row->set_planned(recorded.planned());
  row->set_actual(recorded.actual());
  const auto planned = ReadDecimal(recorded.planned());
  const auto actual = ReadDecimal(recorded.actual());
  if (planned.has_value() && actual.has_value()) {
    row->set_difference(DifferenceText(*actual, *planned));
  }
  if (recorded.has_delay_days()) row->set_delay_days(recorded.delay_days());
  row->set_description(recorded.description());
  // Where nobody said when it was detected, the day it speaks of is the best there is.
  row->set_detected_on(recorded.detected_on().empty() ? scostamento.recorded.order().EffectiveOn()
                                                      : recorded.detected_on());
  FillProvenance(scostamento.recorded.by, row->mutable_recorded());
}

bool Answers(const domain::Ripianificazione& ripianificazione, const std::string& scostamento) {
  const auto& named = ripianificazione.proposed.value->scostamenti();
  return std::find(named.begin(), named.end(), scostamento) != named.end();
}

void FillAnswers(const domain::Objective& objective, const std::string& id,
                 const domain::Scostamento& scostamento, view::v1::Scostamento* row) {
  for (const auto& [measure_id, measure] : scostamento.measures) {
    *row->add_measures() = RenderMeasure(measure_id, measure);
  }
  if (scostamento.closed.is_set()) {
    row->set_closing(scostamento.closed.value.closing);
    row->set_closed_on(scostamento.closed.order().EffectiveOn());
    row->set_closing_note(scostamento.closed.value.note);
    FillProvenance(scostamento.closed.by, row->mutable_closed());
  }
  // A proposal is no answer until an act approves it: a delay that waits for one stays on the list
  // of those that were not replanned.
  for (const auto& [answer_id, answer] : objective.ripianificazioni) {
    if (answer.is_approved() && Answers(answer, id)) row->add_ripianificazioni(answer_id);
  }
}

uint64_t LastAnswer(const domain::Objective& objective, const std::string& id) {
  uint64_t last = 0;
  for (const auto& [answer_id, answer] : objective.ripianificazioni) {
    if (Answers(answer, id)) last = std::max(last, answer.last_position);
  }
  return last;
}

}  // namespace

std::vector<view::v1::Scostamento> RenderScostamenti(const domain::Ente& ente, int year,
                                                     std::string_view id) {
  std::vector<view::v1::Scostamento> rows;
  const domain::PlanYear* const plan = ente.FindYear(year);
  const domain::Objective* const objective = ente.FindObjective(year, id);
  if (objective == nullptr || !objective->exists() || objective->scostamenti.empty()) return rows;
  const domain::Frozen<ObjectiveDefinition> current = domain::CurrentDefinition(*objective);
  const uint64_t frame = FrameLastChange(ente, *plan, *objective);
  for (const auto& [scostamento_id, scostamento] : objective->scostamenti) {
    if (!scostamento.exists()) continue;
    view::v1::Scostamento& row = rows.emplace_back();
    row.set_objective(ObjectiveName(ente.id, year, id));
    row.set_id(scostamento_id);
    row.set_objective_code(current->code());
    row.set_objective_title(current->title());
    *row.mutable_units() = current->units();
    FillWhatDeviates(scostamento, *current, &row);
    FillCauses(scostamento, &row);
    FillAnswers(*objective, scostamento_id, scostamento, &row);
    FillResponsabili(*objective, &row);
    row.set_last_change_position(
        std::max({frame, scostamento.last_position, LastAnswer(*objective, scostamento_id)}));
  }
  return rows;
}

}  // namespace traguardo::projection
