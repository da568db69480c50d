#include "services/domain/definitions/replanning.h"

#include <algorithm>
#include <string>

#include "services/domain/definitions/current_definition.h"
#include "services/domain/definitions/due_day.h"
#include "services/domain/definitions/phase_shares.h"
#include "services/domain/definitions/replanning_parts.h"
#include "services/domain/definitions/time_shape.h"
#include "services/domain/values/decimal.h"

namespace traguardo::domain {
namespace {

using event::v1::Change;
using event::v1::Indicator;
using event::v1::IndicatorChange;
using event::v1::ObjectiveDefinition;
using Day = std::optional<DayNumber>;

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

// A new deadline, or a new time altogether.
bool TimeTakesBack(const ReplannedPlan& plan, const Change& change) {
  ObjectiveDefinition after;
  *after.mutable_time_shape() = plan.before.time_shape();
  if (!ApplyChange(after, change)) return false;
  const Deadlines deadlines =
      DeadlinesOf(DeadlineOf(plan.before, plan.year), DeadlineOf(after, plan.year));
  if (!deadlines.original.has_value()) return false;
  if (!deadlines.current.has_value() || *deadlines.current > *deadlines.original) return true;
  return BindingOf(after.time_shape()) < BindingOf(plan.before.time_shape()) ||
         // What has to hold this year may stay while the end of it all moves.
         IsLaterDate(plan.before.time_shape().multi_year().period().to(),
                     after.time_shape().multi_year().period().to()) ||
         !LostWindows(plan, after.time_shape()).empty() ||
         (change.has_time_shape() && !LostChecks(plan, change.time_shape()).empty());
}

bool TakesBack(const ReplannedPlan& plan, const Change& change,
               const std::vector<std::string>& lowered) {
  switch (change.change_case()) {
    case Change::kDeadline:
    case Change::kTimeShape:
      return TimeTakesBack(plan, change);
    case Change::kWeight:
      return IsLower(plan.before.weight(), change.weight());
    case Change::kIndicator:
      return IndicatorTakesBack(plan, change.indicator());
    case Change::kPhase: {
      const std::string& id = change.phase().phase();
      const auto* const phase = FindPhase(plan.before, id);
      if (phase == nullptr) return false;
      return IsLaterDate(phase->planned().to(), change.phase().planned().to()) ||
             std::find(lowered.begin(), lowered.end(), id) != lowered.end();
    }
    case Change::kMilestone: {
      const auto* const milestone = FindMilestone(plan.before, change.milestone().milestone());
      return milestone != nullptr && IsLaterDate(milestone->due(), change.milestone().due());
    }
    case Change::kUnits:
      return !LostEntries(plan.before.units(), change.units().units()).empty();
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

// The lowered phases that go on the account of this change, besides the one it names.
std::vector<std::string> LoweredBeside(const Change& change, bool takes_back,
                                       std::vector<std::string> lowered) {
  const bool is_of_phase = change.has_phase() || change.has_phase_removed();
  if (!is_of_phase || !takes_back) return {};
  lowered.erase(std::remove(lowered.begin(), lowered.end(), change.phase().phase()), lowered.end());
  return lowered;
}

}  // namespace

DayNumber DecisionDay(const FactOrder& effective, const event::v1::Act& act,
                      DayNumber recorded_on) {
  const auto first = FirstDay(act.date());
  const auto last = LastDay(act.date());
  if (!first.has_value() || !last.has_value()) return effective.day;
  const DayNumber known = std::min(*last, std::max(recorded_on, *first));
  return std::max(effective.day, known);
}

std::vector<ChangeJudgement> JudgeChanges(const ReplannedPlan& plan,
                                          const event::v1::RipianificazioneProposed& proposed,
                                          DayNumber decided_on) {
  std::vector<ChangeJudgement> judgements;
  const std::vector<std::string> lowered = LoweredPhases(plan, proposed);
  for (const Change& change : proposed.changes()) {
    ChangeJudgement& judgement = judgements.emplace_back();
    judgement.takes_back = TakesBack(plan, change, lowered);
    FillTimes(plan, change, LoweredBeside(change, judgement.takes_back, lowered), decided_on,
              judgement);
  }
  return judgements;
}

bool WasEverPlanned(const Objective& objective,
                    const std::function<bool(const ObjectiveDefinition&)>& holds) {
  ObjectiveDefinition definition = *objective.definition.value;
  if (holds(definition)) return true;
  for (const auto& [id, ripianificazione] : ApprovedInOrder(objective)) {
    for (const Change& change : ripianificazione->proposed.value->changes()) {
      ApplyChange(definition, change);
    }
    if (holds(definition)) return true;
  }
  return false;
}

}  // namespace traguardo::domain
