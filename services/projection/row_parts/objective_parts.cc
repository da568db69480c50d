#include "services/projection/row_parts/objective_parts.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "google/protobuf/repeated_ptr_field.h"
#include "services/domain/definitions/current_definition.h"
#include "services/domain/status/covered.h"
#include "services/domain/status/objective_status.h"
#include "services/domain/values/decimal.h"
#include "services/projection/measures/dates.h"

namespace traguardo::projection {
namespace {

using domain::FactOrder;
using event::v1::ObjectiveDefinition;

// A row stays small enough to be sent.
constexpr size_t kMaxDeclaredPoints = 500;

// In fold order; never empty.
const std::vector<domain::Declaration>* DeclaredPhase(const domain::Objective& objective,
                                                      const std::string& phase,
                                                      const std::string& unit) {
  const auto& percents = objective.ResultOf(unit).phase_percents;
  const auto found = percents.find(phase);
  return found == percents.end() ? nullptr : &found->second;
}

// The last one; none while nothing was declared.
std::optional<domain::Decimal> PhasePercent(const domain::Objective& objective,
                                            const std::string& phase, const std::string& unit) {
  const auto* const declared = DeclaredPhase(objective, phase, unit);
  return declared == nullptr ? std::nullopt : declared->back().percent();
}

// The lowest of the results; empty while one of them has none.
std::string LowestPhasePercent(const domain::Objective& objective, const std::string& phase,
                               const std::vector<std::string>& units) {
  std::optional<domain::Decimal> lowest;
  for (const std::string& unit : units) {
    const auto percent = PhasePercent(objective, phase, unit);
    if (!percent.has_value()) return "";
    if (!lowest.has_value() || *percent < *lowest) lowest = percent;
  }
  return lowest.has_value() ? lowest->ToString() : "";
}

// A phase is reached when that was said of it, or when it was declared at 100 percent.
FactOrder PhaseReachedBy(const domain::Objective& objective, const std::string& phase,
                         const std::string& unit) {
  const FactOrder reached = domain::ReachedBy(objective, phase, unit);
  if (reached.is_set()) return reached;
  const auto* const declared = DeclaredPhase(objective, phase, unit);
  return declared == nullptr ? FactOrder{} : domain::DoneSince(*declared);
}

// How far one result is with a phase or a milestone.
struct Part {
  FactOrder reached;
  // Of a phase.
  std::string declared_percent = {};
  FactOrder covered = {};

  bool has_begun() const {
    return reached.is_set() || !declared_percent.empty() || covered.is_set();
  }
};

// Of a transversal objective, and only where the unit has come anywhere: fifty phases of a hundred
// units that are still to begin would be five thousand entries that say nothing.
void AddPartOfUnit(const std::string& unit, Part part,
                   google::protobuf::RepeatedPtrField<view::v1::PartOfUnit>* parts) {
  if (unit.empty() || !part.has_begun()) return;
  view::v1::PartOfUnit* const view = parts->Add();
  view->set_unit(unit);
  view->set_reached_on(EffectiveText(part.reached));
  view->set_declared_percent(std::move(part.declared_percent));
  view->set_covered_on(EffectiveText(part.covered));
}

// The share that was promised by the end of the phase; none also where nobody declared anything
// that could have come to it.
std::optional<domain::DecimalSum> ShareAskedFor(const domain::Objective& objective,
                                                const ObjectiveDefinition& current,
                                                const std::string& phase,
                                                const std::vector<std::string>& units) {
  const bool declared = std::any_of(units.begin(), units.end(), [&](const std::string& unit) {
    return !objective.ResultOf(unit).declarations.empty();
  });
  return declared ? domain::ShareByEndOf(objective, current, phase) : std::nullopt;
}

}  // namespace

void FillPhases(const domain::Objective& objective, const ObjectiveDefinition& current,
                const std::vector<std::string>& units, view::v1::Objective* row) {
  const ObjectiveDefinition& original = *objective.definition.value;
  for (const event::v1::Phase& phase : current.phases()) {
    const auto reached_by = [&](const std::string& unit) {
      return PhaseReachedBy(objective, phase.id(), unit);
    };
    const auto share = ShareAskedFor(objective, current, phase.id(), units);
    const auto covered_by = [&](const std::string& unit) {
      return share.has_value() ? domain::CoveredSince(objective.ResultOf(unit).declarations, *share)
                               : FactOrder{};
    };
    view::v1::PhaseView* const view = row->add_phases();
    *view->mutable_phase() = phase;
    view->set_declared_percent(LowestPhasePercent(objective, phase.id(), units));
    view->set_reached_on(EffectiveText(HoldsForAll(units, reached_by)));
    view->set_covered_on(EffectiveText(HoldsForAll(units, covered_by)));
    for (const std::string& unit : units) {
      const auto percent = PhasePercent(objective, phase.id(), unit);
      AddPartOfUnit(unit,
                    {.reached = reached_by(unit),
                     .declared_percent = percent.has_value() ? percent->ToString() : "",
                     .covered = covered_by(unit)},
                    view->mutable_by_unit());
    }
    const auto* const first = domain::FindPhase(original, phase.id());
    if (first != nullptr && first->planned().to() != phase.planned().to()) {
      view->set_original_end(first->planned().to());
    }
  }
}

void FillMilestones(const domain::PlanYear& plan, const domain::Objective& objective,
                    const ObjectiveDefinition& current, const std::vector<std::string>& units,
                    view::v1::Objective* row) {
  const ObjectiveDefinition& original = *objective.definition.value;
  for (const event::v1::Milestone& milestone : current.milestones()) {
    view::v1::MilestoneView* const view = row->add_milestones();
    *view->mutable_milestone() = milestone;
    const auto reached_by = [&](const std::string& unit) {
      return domain::ReachedBy(objective, milestone.id(), unit);
    };
    const FactOrder reached = HoldsForAll(units, reached_by);
    view->set_reached_on(EffectiveText(reached));
    for (const std::string& unit : units) {
      AddPartOfUnit(unit, {.reached = reached_by(unit)}, view->mutable_by_unit());
    }
    view->set_before_adoption(reached.is_set() && plan.is_adopted() &&
                              reached.day < plan.adopted.order().day);
    const auto* const first = domain::FindMilestone(original, milestone.id());
    if (first != nullptr && first->due() != milestone.due()) view->set_original_due(first->due());
  }
}

namespace {

struct DeclaredPercent {
  FactOrder order;
  domain::Decimal percent;
  const std::string* unit;
};

// In fold order.
std::vector<DeclaredPercent> DeclaredPercents(const domain::Objective& objective,
                                              const std::vector<std::string>& units) {
  std::vector<DeclaredPercent> percents;
  for (const std::string& unit : units) {
    const std::vector<domain::Declaration>& all = objective.ResultOf(unit).declarations;
    percents.reserve(percents.size() + all.size());
    for (const domain::Declaration& declaration : all) {
      const std::optional<domain::Decimal> percent = declaration.percent();
      if (percent.has_value()) percents.push_back({declaration.order(), *percent, &unit});
    }
  }
  // Those of one unit are in order already.
  if (units.size() > 1) {
    std::sort(percents.begin(), percents.end(),
              [](const DeclaredPercent& a, const DeclaredPercent& b) { return a.order < b.order; });
  }
  return percents;
}

}  // namespace

void FillDeclaredCurve(const domain::Objective& objective, const std::vector<std::string>& units,
                       view::v1::Objective* row) {
  const std::vector<DeclaredPercent> percents = DeclaredPercents(objective, units);
  const size_t count = std::min(percents.size(), kMaxDeclaredPoints);
  row->mutable_declared_curve()->Reserve(static_cast<int>(count));
  for (size_t i = percents.size() - count; i < percents.size(); ++i) {
    view::v1::DeclaredPoint* const point = row->add_declared_curve();
    point->set_date(EffectiveText(percents[i].order));
    point->set_percent(percents[i].percent.ToString());
    point->set_unit(*percents[i].unit);
    point->set_position(percents[i].order.position);
  }
}

}  // namespace traguardo::projection
