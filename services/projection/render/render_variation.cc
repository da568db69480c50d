// The rows of the variations: what the plan said first, what it says now, and the act behind each
// step.

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "services/domain/definitions/current_definition.h"
#include "services/domain/definitions/replanning.h"
#include "services/domain/status/objective_status.h"
#include "services/domain/status/taken_back.h"
#include "services/projection/keys/last_change.h"
#include "services/projection/render/render.h"
#include "services/projection/render/value_change.h"
#include "services/projection/row_parts/names.h"
#include "services/projection/row_parts/provenance_view.h"

namespace traguardo::projection {
namespace {

using domain::FactOrder;
using domain::Objective;
using domain::Ripianificazione;
using event::v1::Change;
using event::v1::ObjectiveDefinition;
using view::v1::Variation;

view::v1::VariationState StateOf(const Ripianificazione& ripianificazione) {
  if (ripianificazione.is_approved()) return view::v1::VARIATION_STATE_APPROVED;
  if (ripianificazione.is_rejected()) return view::v1::VARIATION_STATE_REJECTED;
  return view::v1::VARIATION_STATE_PROPOSED;
}

// What the act did to what had been promised.
void FillJudgement(const ChangeBase& base, const Ripianificazione& approved, Variation* row) {
  const auto& proposed = *approved.proposed.value;
  const auto changes =
      domain::JudgeChanges(domain::PlanBefore(*base.objective, *base.before, base.year), proposed,
                           domain::DecisionDayOf(approved));
  row->set_late(std::any_of(changes.begin(), changes.end(),
                            [](const domain::ChangeJudgement& change) { return change.is_late; }));
  row->set_silent(domain::IsSilent(
      {*base.objective, *base.before, proposed, approved.proposed.order().day, changes}));
}

void FillChanges(const Objective& objective, int year, const Ripianificazione& ripianificazione,
                 ObjectiveDefinition before, Variation* row) {
  const bool decided = ripianificazione.decided.is_set();
  const ChangeBase base{
      .objective = &objective,
      .before = &before,
      .day = decided ? ripianificazione.decided.order().day : ripianificazione.proposed.order().day,
      .year = year};
  if (ripianificazione.is_approved()) FillJudgement(base, ripianificazione, row);
  // Each change is laid upon the ones before it in the same ripianificazione.
  for (const Change& change : ripianificazione.proposed.value->changes()) {
    for (view::v1::ValueChange& value : ValueChanges(base, change)) {
      *row->add_changes() = std::move(value);
    }
    domain::ApplyChange(before, change);
  }
}

void FillDecision(const Ripianificazione& ripianificazione, Variation* row) {
  if (!ripianificazione.decided.is_set()) return;
  const domain::Decision& decision = ripianificazione.decided.value;
  FillProvenance(ripianificazione.decided.by, row->mutable_decided());
  if (decision.act.is_set()) *row->mutable_act() = *decision.act;
  row->set_rejection_reason(decision.reason);
}

using Amendment = domain::Attributed<domain::Frozen<event::v1::PlanAmended>>;

// The act that added the objective. It is in the same command, nearly always before it and of the
// same day; the state keeps no commands, so that has to do.
const Amendment* AmendmentOf(const domain::PlanYear& plan, const FactOrder& defined) {
  const Amendment* before = nullptr;
  const Amendment* after = nullptr;
  for (const auto& [order, amendment] : plan.amendments) {
    if (order.position < defined.position) {
      if (before == nullptr || before->by.position() < order.position) before = &amendment;
    } else if (after == nullptr || order.position < after->by.position()) {
      after = &amendment;
    }
  }
  const bool next_fits_better = before != nullptr && after != nullptr &&
                                before->order().day != defined.day &&
                                after->order().day == defined.day;
  return before == nullptr || next_fits_better ? after : before;
}

// `row` comes with what all rows of the objective share.
Variation Addition(const domain::PlanYear& plan, const Objective& objective, std::string_view id,
                   Variation row) {
  row.set_id(std::string(id));
  row.set_state(view::v1::VARIATION_STATE_APPROVED);
  view::v1::ValueChange* const change = row.add_changes();
  change->set_what("added");
  change->set_what_name(objective.definition.value->title());
  const auto* const amendment = AmendmentOf(plan, objective.defined);
  uint64_t last = objective.defined.position;
  if (amendment != nullptr) {
    FillProvenance(amendment->by, row.mutable_decided());
    *row.mutable_act() = amendment->value->act();
    row.set_reason(amendment->value->summary());
    last = std::max(last, amendment->by.position());
  } else {
    FillProvenance(objective.defined, row.mutable_decided());
  }
  row.set_last_change_position(std::max(row.last_change_position(), last));
  return row;
}

}  // namespace

std::vector<Variation> RenderVariations(const domain::Ente& ente, int year, std::string_view id) {
  std::vector<Variation> rows;
  const domain::PlanYear* const plan = ente.FindYear(year);
  const Objective* const objective = ente.FindObjective(year, id);
  if (objective == nullptr || !objective->exists()) return rows;
  const bool added = domain::WasAddedAfterAdoption(*plan, *objective);
  if (!added && objective->ripianificazioni.empty()) return rows;

  const domain::Frozen<ObjectiveDefinition> current = domain::CurrentDefinition(*objective);
  Variation shared;
  shared.set_objective(ObjectiveName(ente.id, year, id));
  shared.set_objective_code(current->code());
  shared.set_objective_title(current->title());
  *shared.mutable_units() = current->units();
  shared.set_last_change_position(FrameLastChange(ente, *plan, *objective));

  if (added) rows.push_back(Addition(*plan, *objective, id, shared));
  for (const auto& [ripianificazione_id, ripianificazione] : objective->ripianificazioni) {
    if (!ripianificazione.exists()) continue;
    Variation& row = rows.emplace_back(shared);
    row.set_id(ripianificazione_id);
    row.set_state(StateOf(ripianificazione));
    row.set_reason(ripianificazione.proposed.value->reason());
    *row.mutable_scostamenti() = ripianificazione.proposed.value->scostamenti();
    FillProvenance(ripianificazione.proposed.by, row.mutable_proposed());
    FillDecision(ripianificazione, &row);
    FillChanges(*objective, year, ripianificazione,
                domain::DefinitionBefore(*objective, ripianificazione.decided.order()), &row);
    // Late and silent are judged by what is known now of the days before, too: whatever is recorded
    // about the objective may change them.
    const uint64_t last =
        ripianificazione.is_approved() ? objective->last_position : ripianificazione.last_position;
    row.set_last_change_position(std::max(row.last_change_position(), last));
  }
  return rows;
}

}  // namespace traguardo::projection
