#include "services/domain/definitions/phase_shares.h"

#include <algorithm>

#include "services/domain/definitions/current_definition.h"
#include "services/domain/definitions/replanning_parts.h"

namespace traguardo::domain {
namespace {

using event::v1::Change;
using event::v1::ObjectiveDefinition;
using event::v1::Phase;

std::optional<DayNumber> EndOf(const Phase& phase, const Deadlines& deadlines) {
  const auto end = LastDay(phase.planned().to());
  if (!end.has_value()) return deadlines.current;
  return deadlines.MovedAlong(*end);
}

// The first phase with a figure tells which of the two conventions holds.
bool HasCumulative(const ObjectiveDefinition& definition) {
  for (const Phase& phase : definition.phases()) {
    if (!phase.cumulative_percent().empty()) return true;
    if (!phase.weight().empty()) return false;
  }
  return false;
}

bool IsOfPhases(const Change& change) {
  return change.has_phase() || change.has_phase_added() || change.has_phase_removed();
}

}  // namespace

std::optional<DecimalSum> SharePromisedBy(const ObjectiveDefinition& definition,
                                          const Deadlines& deadlines, DayNumber day) {
  const bool cumulative = HasCumulative(definition);
  DecimalSum weights;
  std::optional<Decimal> highest;
  for (const Phase& phase : definition.phases()) {
    const auto end = EndOf(phase, deadlines);
    const auto figure = ReadDecimal(cumulative ? phase.cumulative_percent() : phase.weight());
    if (!end.has_value() || *end > day || !figure.has_value()) continue;
    weights.Add(*figure);
    if (!highest.has_value() || *highest < *figure) highest = figure;
  }
  if (!highest.has_value()) return std::nullopt;
  if (!cumulative) return weights;
  DecimalSum share;
  share.Add(*highest);
  return share;
}

std::vector<std::string> LoweredPhases(const ReplannedPlan& plan,
                                       const event::v1::RipianificazioneProposed& proposed) {
  std::vector<std::string> lowered;
  const auto& changes = proposed.changes();
  if (std::none_of(changes.begin(), changes.end(), IsOfPhases)) return lowered;
  ObjectiveDefinition after;
  *after.mutable_phases() = plan.before.phases();
  for (const Change& change : changes) {
    if (IsOfPhases(change)) ApplyChange(after, change);
  }
  // The deadline that is moved beside them is judged by itself.
  const Deadlines deadlines = DeadlinesBefore(plan);
  for (const Phase& phase : plan.before.phases()) {
    if (phase.planned().to().empty() || FindPhase(after, phase.id()) == nullptr) continue;
    const auto day = MilestoneDueDay(plan.before, phase.id(), deadlines);
    if (!day.has_value()) continue;
    const auto was = SharePromisedBy(plan.before, deadlines, *day);
    const auto is = SharePromisedBy(after, deadlines, *day);
    if (!was.has_value() || (is.has_value() && is->scaled() >= was->scaled())) continue;
    lowered.push_back(phase.id());
  }
  return lowered;
}

}  // namespace traguardo::domain
