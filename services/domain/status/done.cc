#include "services/domain/status/done.h"

#include <algorithm>

#include "services/domain/definitions/comparison.h"
#include "services/domain/definitions/due_day.h"
#include "services/domain/status/measured.h"
#include "services/domain/status/objective_status.h"
#include "services/domain/status/taken_back.h"

namespace traguardo::domain {
namespace {

using event::v1::Indicator;
using event::v1::ObjectiveDefinition;
using event::v1::Phase;

bool HasFigure(const Phase& phase) {
  return ReadDecimal(phase.cumulative_percent().empty() ? phase.weight()
                                                        : phase.cumulative_percent())
      .has_value();
}

// A measurement of any unit is one of the whole, and one of the whole is one of every unit.
bool IsOfUnit(const std::string& measured, const std::string& unit) {
  return measured.empty() || unit.empty() || measured == unit;
}

FactOrder LastShortOf(const std::vector<Declaration>& declarations) {
  const auto last = std::find_if(declarations.rbegin(), declarations.rend(),
                                 [](const Declaration& declared) { return !declared.is_done(); });
  return last == declarations.rend() ? FactOrder{} : last->order();
}

// The latest fact about a phase with a figure after which the phases were not all complete.
FactOrder PhasesShortBy(const Objective& objective, const ObjectiveDefinition& definition,
                        const std::string& unit) {
  const FactOrder complete = PhasesCompleteBy(objective, definition, unit);
  FactOrder last;
  const auto offer = [&](const FactOrder& order) {
    if (!complete.is_set() || order < complete) last = std::max(last, order);
  };
  for (const Phase& phase : definition.phases()) {
    if (!HasFigure(phase)) return {};
    const auto& percents = objective.ResultOf(unit).phase_percents;
    if (const auto found = percents.find(phase.id()); found != percents.end()) {
      for (const Declaration& declared : found->second) offer(declared.order());
    }
    offer(ReachedBy(objective, phase.id(), unit));
  }
  return last;
}

// Adds one indicator. False when a measurement says that its target is not met, or none that it is.
bool AddIndicator(const Objective& objective, const Indicator& indicator, const std::string& unit,
                  DayNumber day, MeasuredAsMet& all) {
  bool measured = false;
  for (auto at = objective.measurements.lower_bound(PartOfUnit{indicator.id(), ""});
       at != objective.measurements.end() && at->first.part == indicator.id(); ++at) {
    if (!IsOfUnit(at->first.unit, unit) || at->second.empty()) continue;
    const auto latest = std::prev(at->second.end());
    const auto then = KnownFor(at->second, day);
    const Comparison compared_then = Compare(indicator, *then->value);
    const bool is_met_now = Compare(indicator, *latest->value) == Comparison::kMet;
    if (!is_met_now && compared_then != Comparison::kMet) return false;
    measured = true;
    all.late |= compared_then == Comparison::kNotMet;
    all.newest = std::max(all.newest, (is_met_now ? latest : then)->order());
  }
  return measured;
}

// `other` says so before what says it now, and nothing in between says otherwise.
FactOrder Earlier(const FactOrder& now, const FactOrder& other, const FactOrder& last_short) {
  return other.is_set() && other < now && last_short < other ? other : now;
}

}  // namespace

bool IsBy(const FactOrder& order, DayNumber due) {
  return order.is_set() && order.last_day() <= due;
}

PhaseDeclared DeclaredOfPhase(const Objective& objective, const std::string& phase,
                              const std::string& unit) {
  PhaseDeclared declared;
  const UnitResult& result = objective.ResultOf(unit);
  if (const auto found = result.phase_percents.find(phase); found != result.phase_percents.end()) {
    const Declaration& last = found->second.back();
    declared = {last.order(), last.percent().value_or(Decimal()), DoneSince(found->second)};
  }
  const FactOrder reached = ReachedBy(objective, phase, unit);
  if (reached.is_set() && (!declared.by.is_set() || declared.by < reached)) {
    declared.by = reached;
    declared.percent = Decimal::Whole(100);
    if (!declared.complete.is_set()) declared.complete = reached;
  }
  // To declare at 100 what had been reached makes it no later.
  const auto percents = result.phase_percents.find(phase);
  if (percents != result.phase_percents.end() && reached.is_set()) {
    declared.complete = Earlier(declared.complete, reached, LastShortOf(percents->second));
  }
  return declared;
}

FactOrder PhasesCompleteBy(const Objective& objective, const ObjectiveDefinition& definition,
                           const std::string& unit) {
  FactOrder complete;
  for (const Phase& phase : definition.phases()) {
    const FactOrder by = DeclaredOfPhase(objective, phase.id(), unit).complete;
    if (!by.is_set() || !HasFigure(phase)) return {};
    complete = std::max(complete, by);
  }
  return complete;
}

std::optional<MeasuredAsMet> MeasuredAsMetFor(const Objective& objective,
                                              const ObjectiveDefinition& definition,
                                              const std::string& unit, DayNumber deadline) {
  MeasuredAsMet all;
  const Deadlines deadlines{.original = deadline, .current = deadline};
  for (const Indicator& indicator : definition.indicators()) {
    // With a deadline there is always a day, whatever the year.
    const DayNumber due = IndicatorDueDay(indicator, deadlines, /*year=*/0);
    if (IsNotDueOn(objective, unit, due) || JoinedAfter(objective, unit, due)) continue;
    if (!AddIndicator(objective, indicator, unit, std::max(due, deadline), all))
      return std::nullopt;
  }
  if (!all.newest.is_set()) return std::nullopt;
  return all;
}

FactOrder DeclaredShortBy(const Objective& objective, const ObjectiveDefinition& definition,
                          const std::string& unit) {
  return std::max(LastShortOf(objective.ResultOf(unit).declarations),
                  PhasesShortBy(objective, definition, unit));
}

FactOrder DoneOn(const Objective& objective, const ObjectiveDefinition& definition,
                 const std::string& unit, std::optional<DayNumber> deadline) {
  FactOrder done = DoneBy(objective, unit);
  if (!done.is_set()) return done;
  const FactOrder last_short = DeclaredShortBy(objective, definition, unit);
  done = Earlier(done, PhasesCompleteBy(objective, definition, unit), last_short);
  if (!deadline.has_value() || IsBy(done, *deadline)) return done;
  const auto measured = MeasuredAsMetFor(objective, definition, unit, *deadline);
  const bool in_time = measured.has_value() && !measured->late && IsBy(measured->newest, *deadline);
  if (!in_time || Earlier(done, measured->newest, last_short) != measured->newest) return done;
  // A measurement makes nothing done ahead of time: it says that it was there on the deadline.
  return {.day = *deadline, .position = measured->newest.position};
}

bool WasDone(const Objective& objective, const ObjectiveDefinition& definition,
             const std::string& unit, DayNumber due) {
  if (IsFinallyShort(objective, unit)) return false;
  const FactOrder done = DoneOn(objective, definition, unit, due);
  if (FinalAssessmentOf(objective, unit).is_set()) {
    if (done.is_set()) return IsBy(done, due);
    const auto measured = MeasuredAsMetFor(objective, definition, unit, due);
    return !measured.has_value() || !measured->late;
  }
  // The last word that is not short says the whole.
  if (IsBy(FinalWordOf(objective, unit)->order(), due)) return true;
  if (IsBy(done, due)) return true;
  const FactOrder last_short = DeclaredShortBy(objective, definition, unit);
  const FactOrder phases = PhasesCompleteBy(objective, definition, unit);
  if (IsBy(phases, due) && last_short < phases) return true;
  const auto measured = MeasuredAsMetFor(objective, definition, unit, due);
  const bool told_otherwise =
      last_short.is_set() && measured.has_value() &&
      (last_short.last_day() >= due || last_short.day >= measured->newest.day);
  return measured.has_value() && !measured->late && !told_otherwise;
}

}  // namespace traguardo::domain
