#include "services/domain/definitions/replanning.h"

#include <algorithm>
#include <string>

#include "services/domain/definitions/current_definition.h"
#include "services/domain/definitions/due_day.h"
#include "services/domain/definitions/time_shape.h"
#include "services/domain/values/decimal.h"

namespace traguardo::domain {
namespace {

using event::v1::Change;
using event::v1::Indicator;
using event::v1::IndicatorChange;
using event::v1::ObjectiveDefinition;
using Day = std::optional<DayNumber>;

Deadlines DeadlinesBefore(const ReplannedPlan& plan) {
  return DeadlinesOf(DeadlineOf(plan.original, plan.year), DeadlineOf(plan.before, plan.year));
}

Day TimeOfIndicator(const ReplannedPlan& plan, const std::string& id, bool moves_target_date) {
  const Indicator* const indicator = FindIndicator(plan.before, id);
  if (indicator == nullptr) return std::nullopt;
  const DayNumber due = IndicatorDueDay(*indicator, DeadlinesBefore(plan), plan.year);
  const Day target = moves_target_date ? LastDay(indicator->target_date()) : std::nullopt;
  return target.has_value() ? std::min(due, *target) : due;
}

Day TimeOfPart(const ReplannedPlan& plan, const std::string& id) {
  const Deadlines deadlines = DeadlinesBefore(plan);
  const Day own = MilestoneDueDay(plan.before, id, deadlines);
  return own.has_value() ? own : deadlines.current;
}

Day TimeOf(const ReplannedPlan& plan, const Change& change) {
  switch (change.change_case()) {
    case Change::kIndicator:
      return TimeOfIndicator(plan, change.indicator().indicator(),
                             !change.indicator().target_date().empty());
    case Change::kIndicatorRemoved:
      return TimeOfIndicator(plan, change.indicator_removed(), /*moves_target_date=*/true);
    case Change::kPhase:
      return TimeOfPart(plan, change.phase().phase());
    case Change::kPhaseRemoved:
      return TimeOfPart(plan, change.phase_removed());
    case Change::kMilestone:
      return TimeOfPart(plan, change.milestone().milestone());
    case Change::kMilestoneRemoved:
      return TimeOfPart(plan, change.milestone_removed());
    case Change::kDeadline:
    case Change::kWeight:
    case Change::kDropped:
    case Change::kIndicatorAdded:
    case Change::kPhaseAdded:
    case Change::kMilestoneAdded:
    case Change::kTimeShape:
    case Change::kUnits:
      return DeadlinesBefore(plan).current;
    case Change::kAssignment:
    case Change::CHANGE_NOT_SET:
      return std::nullopt;
  }
  return std::nullopt;
}

// Empty stays as it was.
bool IsLaterDate(const std::string& before, const std::string& after) {
  const Day was = LastDay(before);
  const Day is = LastDay(after);
  return was.has_value() && is.has_value() && *is > *was;
}

bool IsLower(const std::string& before, const std::string& after) {
  const auto was = ReadDecimal(before);
  const auto is = ReadDecimal(after);
  return was.has_value() && is.has_value() && *is < *was;
}

bool IsEasierTarget(const Indicator& before, const std::string& after) {
  switch (before.direction()) {
    case event::v1::DIRECTION_UP:
      return IsLower(before.target(), after);
    case event::v1::DIRECTION_DOWN:
      return IsLower(after, before.target());
    case event::v1::DIRECTION_EXACT:
      return IsLower(before.target(), after) || IsLower(after, before.target());
    case event::v1::DIRECTION_YES_NO:
    case event::v1::DIRECTION_DATE:
    case event::v1::DIRECTION_UNSPECIFIED:
    case event::v1::Direction_INT_MIN_SENTINEL_DO_NOT_USE_:
    case event::v1::Direction_INT_MAX_SENTINEL_DO_NOT_USE_:
      return false;
  }
  return false;
}

bool IndicatorTakesBack(const ReplannedPlan& plan, const IndicatorChange& change) {
  const Indicator* const before = FindIndicator(plan.before, change.indicator());
  if (before == nullptr) return false;
  if (IsEasierTarget(*before, change.target()) || IsLower(before->weight(), change.weight()) ||
      IsLaterDate(before->target_date(), change.target_date())) {
    return true;
  }
  // It may have been due with the objective.
  const Day due = LastDay(change.due());
  return due.has_value() && *due > IndicatorDueDay(*before, DeadlinesBefore(plan), plan.year);
}

template <typename List>
bool LosesOne(const List& before, const List& after) {
  return std::any_of(before.begin(), before.end(), [&](const std::string& entry) {
    return std::find(after.begin(), after.end(), entry) == after.end();
  });
}

// A new deadline, or a new time altogether.
bool TimeTakesBack(const ReplannedPlan& plan, const Change& change) {
  ObjectiveDefinition after;
  *after.mutable_time_shape() = plan.before.time_shape();
  if (!ApplyChange(after, change)) return false;
  const Deadlines deadlines =
      DeadlinesOf(DeadlineOf(plan.before, plan.year), DeadlineOf(after, plan.year));
  if (!deadlines.original.has_value()) return false;
  if (!deadlines.current.has_value() || *deadlines.current > *deadlines.original) return true;
  const event::v1::TimeShape& was = plan.before.time_shape();
  const event::v1::TimeShape& is = after.time_shape();
  return was.has_recurring_checks() && is.has_recurring_checks() &&
         LosesOne(was.recurring_checks().dates(), is.recurring_checks().dates());
}

bool TakesBack(const ReplannedPlan& plan, const Change& change) {
  switch (change.change_case()) {
    case Change::kDeadline:
    case Change::kTimeShape:
      return TimeTakesBack(plan, change);
    case Change::kWeight:
      return IsLower(plan.before.weight(), change.weight());
    case Change::kIndicator:
      return IndicatorTakesBack(plan, change.indicator());
    case Change::kPhase: {
      const auto* const phase = FindPhase(plan.before, change.phase().phase());
      return phase != nullptr && IsLaterDate(phase->planned().to(), change.phase().planned().to());
    }
    case Change::kMilestone: {
      const auto* const milestone = FindMilestone(plan.before, change.milestone().milestone());
      return milestone != nullptr && IsLaterDate(milestone->due(), change.milestone().due());
    }
    case Change::kUnits:
      return LosesOne(plan.before.units(), change.units().units());
    case Change::kDropped:
    case Change::kIndicatorRemoved:
    case Change::kPhaseRemoved:
    case Change::kMilestoneRemoved:
      return true;
    case Change::kAssignment:
    case Change::kIndicatorAdded:
    case Change::kPhaseAdded:
    case Change::kMilestoneAdded:
    case Change::CHANGE_NOT_SET:
      return false;
  }
  return false;
}

}  // namespace

DayNumber DecisionDay(const FactOrder& effective, const event::v1::Act& act) {
  return std::max(effective.day, FirstDay(act.date()).value_or(effective.day));
}

std::vector<ChangeJudgement> JudgeChanges(const ReplannedPlan& plan,
                                          const event::v1::RipianificazioneProposed& proposed,
                                          DayNumber decided_on) {
  std::vector<ChangeJudgement> judgements;
  for (const Change& change : proposed.changes()) {
    const Day time = TimeOf(plan, change);
    judgements.push_back({.time = time,
                          .is_late = time.has_value() && *time < decided_on,
                          .takes_back = TakesBack(plan, change)});
  }
  return judgements;
}

bool IsSilent(const std::vector<ChangeJudgement>& changes,
              const event::v1::RipianificazioneProposed& proposed) {
  return proposed.scostamenti().empty() &&
         std::any_of(changes.begin(), changes.end(),
                     [](const ChangeJudgement& change) { return change.takes_back; });
}

}  // namespace traguardo::domain
