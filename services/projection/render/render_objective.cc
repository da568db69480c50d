// The row of one objective.

#include <algorithm>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "services/domain/definitions/current_definition.h"
#include "services/domain/definitions/time_shape.h"
#include "services/domain/status/assignments.h"
#include "services/domain/status/objective_status.h"
#include "services/domain/status/plan_status.h"
#include "services/projection/keys/last_change.h"
#include "services/projection/measures/dates.h"
#include "services/projection/measures/due_day.h"
#include "services/projection/measures/planned_curve.h"
#include "services/projection/render/render.h"
#include "services/projection/render/unexplained_variations.h"
#include "services/projection/row_parts/indicator_parts.h"
#include "services/projection/row_parts/names.h"
#include "services/projection/row_parts/objective_parts.h"
#include "services/projection/row_parts/provenance_view.h"
#include "services/projection/row_parts/scostamento_subject.h"
#include "services/projection/row_parts/unit_result.h"

namespace traguardo::projection {
namespace {

using domain::DayNumber;
using domain::FactOrder;
using event::v1::ObjectiveDefinition;

// The row is a function of the facts: what holds after all of them.
constexpr DayNumber kAfterEverything = std::numeric_limits<DayNumber>::max();

using Date = std::optional<domain::CivilDate>;

std::string DateText(const Date& date) {
  return date.has_value() ? date->ToString() : std::string();
}

// Who answers from when to when. Copied as planned where nothing has changed it since, which is
// nearly always.
void FillAssignments(const domain::Objective& objective, view::v1::Objective* row) {
  const auto& planned = objective.definition.value->assignments();
  const bool as_planned =
      objective.responsabile_changes.empty() && objective.ripianificazioni.empty() &&
      std::none_of(planned.begin(), planned.end(), [](const event::v1::Assignment& assignment) {
        return assignment.has_validity();
      });
  if (as_planned) {
    *row->mutable_assignments() = planned;
    return;
  }
  for (event::v1::Assignment& assignment : domain::AllAssignments(objective)) {
    *row->add_assignments() = std::move(assignment);
  }
}

void FillDefinition(const domain::Objective& objective, const ObjectiveDefinition& current,
                    const Date& original_deadline, const Date& current_deadline,
                    view::v1::Objective* row) {
  const ObjectiveDefinition& original = *objective.definition.value;
  row->set_code(current.code());
  row->set_title(current.title());
  row->set_expected_outcome(current.expected_outcome());
  row->set_measurement(current.measurement());
  row->set_kind(current.kind());
  *row->mutable_units() = current.units();
  row->set_scope(current.scope());
  row->set_weight(current.weight());
  row->set_original_weight(original.weight());
  row->set_pay_share(current.pay_share());
  *row->mutable_time_shape() = current.time_shape();
  row->set_current_deadline(DateText(current_deadline));
  row->set_original_deadline(DateText(original_deadline));
  FillAssignments(objective, row);
  row->set_contributors(current.contributors());
  if (current.has_links()) *row->mutable_links() = current.links();
  *row->mutable_gates() = current.gates();
  // What was planned last, in the definition or by ResourcesPlanned, counts.
  const bool planned_apart = objective.resources_planned.is_set() &&
                             objective.definition.order < objective.resources_planned->order;
  *row->mutable_resources() =
      planned_apart ? objective.resources_planned->value->resources() : current.resources();
  if (objective.resources_used.is_set()) {
    *row->mutable_resources_used() = objective.resources_used->value->resources();
  }
}

// The results of `units` that still count.
std::vector<std::string> Applicable(const domain::Objective& objective,
                                    const std::vector<std::string>& units) {
  std::vector<std::string> applicable;
  for (const std::string& unit : units) {
    if (unit.empty() || !domain::ExclusionOf(objective, unit).is_set()) applicable.push_back(unit);
  }
  return applicable;
}

// Results that speak for the whole: units of a transversal objective, else the objective itself.
std::vector<std::string> CountingUnits(const ObjectiveDefinition& current) {
  if (!domain::IsTransversal(current)) return {""};
  return {current.units().begin(), current.units().end()};
}

// `applicable` are those of `units` that still count.
void FillStanding(const domain::PlanYear& plan, const domain::Objective& objective,
                  const std::vector<std::string>& units, const std::vector<std::string>& applicable,
                  view::v1::Objective* row) {
  row->set_plan_adopted_on(EffectiveText(plan.adopted.order()));
  row->set_suspended_on(EffectiveText(HoldsForAll(applicable, [&](const std::string& unit) {
    return domain::SuspendedBy(objective, unit, kAfterEverything);
  })));
  const FactOrder excluded = HoldsForAll(
      units, [&](const std::string& unit) { return domain::ExclusionOf(objective, unit)->order; });
  if (excluded.is_set()) {
    row->set_excluded_on(EffectiveText(excluded));
    row->set_exclusion_cause(domain::ExclusionOf(objective, units.front())->value.cause);
  }
  row->set_dropped_on(EffectiveText(domain::DroppedBy(objective)));
  if (domain::WasAddedAfterAdoption(plan, objective)) {
    row->set_added_on(EffectiveText(objective.defined));
  }
  if (objective.carried_over.is_set()) {
    const domain::CarriedOver& from = objective.carried_over->value;
    row->set_carried_over_from("plans/" + std::to_string(from.from_year) + "/objectives/" +
                               from.from_objective);
  }
}

void FillDeviations(const domain::Objective& objective, const ObjectiveDefinition& current,
                    const Deadlines& deadlines, int year, view::v1::Objective* row) {
  uint32_t count = 0;
  uint32_t open = 0;
  uint32_t open_measures = 0;
  std::set<std::string> subjects;
  for (const auto& [id, scostamento] : objective.scostamenti) {
    if (!scostamento.exists()) continue;
    ++count;
    if (scostamento.is_open()) ++open;
    for (std::string& subject : AccountedFor(scostamento, current, deadlines, year)) {
      subjects.insert(std::move(subject));
    }
    for (const auto& [measure_id, measure] : scostamento.measures) {
      if (measure.planned.is_set() && !measure.settled.is_set()) ++open_measures;
    }
  }
  uint32_t approved = 0;
  uint32_t pending = 0;
  for (const auto& [id, ripianificazione] : objective.ripianificazioni) {
    if (ripianificazione.is_approved()) ++approved;
    if (ripianificazione.is_pending()) ++pending;
  }
  row->set_scostamenti_count(count);
  row->set_open_scostamenti_count(open);
  row->set_open_measures_count(open_measures);
  row->set_approved_ripianificazioni_count(approved);
  row->set_pending_ripianificazioni_count(pending);
  for (const std::string& subject : subjects) row->add_scostamento_subjects(subject);
  for (const auto& [id, raised] : objective.segnalazioni) {
    view::v1::SegnalazioneView* const segnalazione = row->add_segnalazioni();
    segnalazione->set_segnalazione(id);
    segnalazione->set_text(raised.value);
    FillProvenance(raised.by, segnalazione->mutable_raised());
  }
  row->set_corrections_count(static_cast<uint32_t>(objective.corrections.size()));
}

}  // namespace

bool RenderObjective(const domain::Ente& ente, int year, std::string_view id,
                     view::v1::Objective* row) {
  row->Clear();
  const domain::PlanYear* const plan = ente.FindYear(year);
  const domain::Objective* const objective = ente.FindObjective(year, id);
  if (objective == nullptr || !objective->exists()) return false;
  const domain::Frozen<ObjectiveDefinition> definition = domain::CurrentDefinition(*objective);
  const ObjectiveDefinition& current = *definition;
  const std::vector<std::string> units = ResultUnits(*objective, current);
  const std::vector<std::string> counting = CountingUnits(current);
  const std::vector<std::string> applicable = Applicable(*objective, counting);
  const ObjectiveDefinition& original = *objective->definition.value;
  const Date original_deadline = domain::DeadlineOf(original, year);
  const Date current_deadline =
      &current == &original ? original_deadline : domain::DeadlineOf(current, year);
  const Deadlines deadlines = DeadlinesOf(original_deadline, current_deadline);

  row->set_name(ObjectiveName(ente.id, year, id));
  row->set_ente(ente.id);
  row->set_year(static_cast<uint32_t>(year));
  row->set_id(std::string(id));
  FillDefinition(*objective, current, original_deadline, current_deadline, row);
  for (const std::string& unit : units) {
    FillUnitResult(*objective, unit, current, deadlines.current, row->add_results());
  }
  FillIndicators(*objective, current, deadlines, year, row);
  FillPhases(*objective, current, applicable, row);
  FillMilestones(*plan, *objective, current, applicable, row);
  FillPlannedCurve(current, deadlines, year, row->mutable_planned_curve());
  FillDeclaredCurve(*objective, units, row);
  FillStanding(*plan, *objective, counting, applicable, row);
  FillDeviations(*objective, current, deadlines, year, row);
  FillUnexplainedVariations(*objective, year, row);
  if (const domain::RuleSetInForce rules = domain::CurrentRuleSet(*plan); rules.is_set()) {
    row->set_silence_days_limit(rules.rule_set->silence_days());
  }
  row->set_last_change_position(ObjectiveLastChange(ente, *plan, *objective));
  return true;
}

std::optional<view::v1::Objective> RenderObjective(const domain::Ente& ente, int year,
                                                   std::string_view id) {
  view::v1::Objective row;
  if (!RenderObjective(ente, year, id, &row)) return std::nullopt;
  return row;
}

}  // namespace traguardo::projection
