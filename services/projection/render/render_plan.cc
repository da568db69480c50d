// The row of the plan-year itself.

#include <algorithm>
#include <string>

#include "services/domain/status/assignments.h"
#include "services/domain/status/organisation.h"
#include "services/domain/status/plan_status.h"
#include "services/projection/keys/last_change.h"
#include "services/projection/measures/dates.h"
#include "services/projection/render/render.h"
#include "services/projection/row_parts/names.h"
#include "services/projection/row_parts/provenance_view.h"

namespace traguardo::projection {
namespace {

view::v1::CyclePhase PhaseOf(const domain::PlanYear& plan) {
  if (plan.is_closed()) return view::v1::CYCLE_PHASE_CLOSED;
  if (domain::IsValidated(plan)) return view::v1::CYCLE_PHASE_VALIDATED;
  if (!plan.consuntivo.empty()) return view::v1::CYCLE_PHASE_CONSUNTIVO;
  return plan.is_adopted() ? view::v1::CYCLE_PHASE_MONITORING : view::v1::CYCLE_PHASE_DRAFTING;
}

// Whether any day of the period lies in the year.
bool Overlaps(const event::v1::Period& period, int year) {
  const auto from = FirstDay(period.from());
  const auto to = LastDay(period.to());
  return (!from.has_value() || *from <= YearEnd(year)) &&
         (!to.has_value() || *to >= YearBegin(year));
}

// The units that were there at any time of the year, as they were at its end.
void FillUnits(const domain::EnteBase& base, int year, view::v1::Plan* row) {
  for (const auto& [id, versions] : base.units) {
    const event::v1::Unit* const unit = domain::UnitVersionOn(base, id, YearEnd(year));
    if (unit == nullptr || !Overlaps(unit->validity(), year)) continue;
    view::v1::PlanUnit* const view = row->add_units();
    view->set_id(id);
    view->set_type(event::v1::UnitType_Name(unit->type()));
    view->set_name(unit->name());
    view->set_parent(unit->parent());
  }
}

// The same of the strategic nodes: linee di mandato, missioni, programmi,
// strategic objectives.
void FillNodes(const domain::EnteBase& base, int year, view::v1::Plan* row) {
  for (const auto& [id, versions] : base.strategic_nodes) {
    const event::v1::StrategicNode* const node = domain::NodeVersionOn(base, id, YearEnd(year));
    if (node == nullptr || !Overlaps(node->validity(), year)) continue;
    view::v1::PlanNode* const view = row->add_nodes();
    view->set_id(id);
    view->set_type(event::v1::StrategicNodeType_Name(node->type()));
    view->set_code(node->code());
    view->set_name(node->name());
    view->set_parent(node->parent());
  }
}

void FillAdoption(const domain::PlanYear& plan, view::v1::Plan* row) {
  if (plan.is_adopted()) {
    *row->mutable_adoption() = plan.adopted.value->act();
    row->set_adopted_on(EffectiveText(plan.adopted.order()));
    row->set_adoption_lateness_reason(plan.adopted.value->lateness_reason());
  }
  for (const auto& [order, amended] : plan.amendments) {
    view::v1::Amendment* const amendment = row->add_amendments();
    *amendment->mutable_act() = amended.value->act();
    amendment->set_summary(amended.value->summary());
    FillProvenance(amended.by, amendment->mutable_recorded());
  }
}

void FillTextsAndFigures(const domain::PlanYear& plan, view::v1::Plan* row) {
  for (const auto& [section, recorded] : plan.narratives) {
    view::v1::Narrative* const narrative = row->add_narratives();
    narrative->set_section(event::v1::NarrativeSection_Name(section));
    narrative->set_text(recorded.value);
    FillProvenance(recorded.by, narrative->mutable_recorded());
  }
  for (const auto& [id, declared] : plan.aggregates) {
    const event::v1::AggregateResultDeclared& result = *declared.value;
    view::v1::AggregateResult* const aggregate = row->add_aggregates();
    aggregate->set_aggregate(id);
    aggregate->set_scope(result.scope());
    aggregate->set_unit(result.unit());
    aggregate->set_node(result.node());
    aggregate->set_percent(result.percent());
    if (result.has_reached()) aggregate->set_reached(result.reached());
    if (result.has_assigned()) aggregate->set_assigned(result.assigned());
    aggregate->set_source(result.source());
    FillProvenance(declared.by, aggregate->mutable_declared());
  }
  for (const auto& [unit, recorded] : plan.band_counts) {
    view::v1::BandCounts* const counts = row->add_band_counts();
    counts->set_unit(unit);
    *counts->mutable_bands() = recorded.value->bands();
    FillProvenance(recorded.by, counts->mutable_recorded());
  }
}

}  // namespace

std::optional<view::v1::Plan> RenderPlan(const domain::Ente& ente, int year) {
  const domain::PlanYear* const plan = ente.FindYear(year);
  if (plan == nullptr || !plan->exists()) return std::nullopt;
  view::v1::Plan row;
  row.set_name(PlanName(ente.id, year));
  row.set_ente(ente.id);
  row.set_ente_name(ente.base.registered.value->name());
  row.set_year(static_cast<uint32_t>(year));
  row.set_title(plan->drafted.value->title());
  row.set_phase(PhaseOf(*plan));
  row.set_adoption_term(plan->drafted.value->adoption_term());
  row.set_relazione_term(plan->drafted.value->relazione_term());
  FillAdoption(*plan, &row);
  if (const domain::RuleSetInForce rules = domain::CurrentRuleSet(*plan); rules.is_set()) {
    row.set_rule_set_version(rules.version);
    *row.mutable_rule_set() = *rules.rule_set;
  }
  FillUnits(ente.base, year, &row);
  FillNodes(ente.base, year, &row);
  FillTextsAndFigures(*plan, &row);
  // Only what the plan's own stream says: an objective taken out by an act was still planned.
  row.set_objectives_count(static_cast<uint32_t>(
      std::count_if(plan->objectives.begin(), plan->objectives.end(),
                    [](const auto& entry) { return entry.second.exists(); })));
  row.set_closed_on(plan->closed.order.EffectiveOn());
  row.set_last_change_position(PlanLastChange(ente, *plan));
  return row;
}

}  // namespace traguardo::projection
