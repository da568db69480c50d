#include "services/domain/definitions/replanning_parts.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/time/civil_time.h"
#include "services/domain/definitions/current_definition.h"
#include "services/domain/definitions/time_shape.h"

namespace traguardo::domain {
namespace {

using event::v1::Change;
using event::v1::Indicator;
using event::v1::ObjectiveDefinition;
using event::v1::Period;
using event::v1::TimeShape;
using Day = std::optional<DayNumber>;

// What a change touches, with the last day on which that is in time; none where it has none.
struct Part {
  event::v1::ScostamentoSubject subject;
  Day due;
  // Of a season, in which any report says how it goes: its first day.
  Day begin = std::nullopt;
};

Part Whole(const ReplannedPlan& plan) {
  Part part{.subject = {}, .due = DeadlinesBefore(plan).current};
  part.subject.set_deadline(true);
  return part;
}

Part IndicatorPart(const ReplannedPlan& plan, const std::string& id, bool moves_target_date) {
  Part part;
  part.subject.set_indicator(id);
  const Indicator* const indicator = FindIndicator(plan.before, id);
  if (indicator == nullptr) return part;
  const DayNumber due = IndicatorDueDay(*indicator, DeadlinesBefore(plan), plan.year);
  const Day target = moves_target_date ? LastDay(indicator->target_date()) : std::nullopt;
  part.due = target.has_value() ? std::min(due, *target) : due;
  return part;
}

// A milestone or a phase.
Part MilestonePart(const ReplannedPlan& plan, const std::string& id) {
  const Deadlines deadlines = DeadlinesBefore(plan);
  const Day own = MilestoneDueDay(plan.before, id, deadlines);
  Part part{.subject = {}, .due = own.has_value() ? own : deadlines.current};
  part.subject.set_milestone(id);
  return part;
}

// The whole first.
std::vector<Part> AllParts(const ReplannedPlan& plan) {
  std::vector<Part> parts{Whole(plan)};
  for (const Indicator& indicator : plan.before.indicators()) {
    parts.push_back(IndicatorPart(plan, indicator.id(), /*moves_target_date=*/true));
  }
  for (const event::v1::Milestone& milestone : plan.before.milestones()) {
    parts.push_back(MilestonePart(plan, milestone.id()));
  }
  for (const event::v1::Phase& phase : plan.before.phases()) {
    if (!phase.planned().to().empty()) parts.push_back(MilestonePart(plan, phase.id()));
  }
  return parts;
}

// One that is open begins and ends with the plan's year.
DayNumber BeginOfWindow(const Period& window, int year) {
  return FirstDay(window.from()).value_or(DayNumberOf(absl::CivilDay(year, 1, 1)));
}
DayNumber EndOfWindow(const Period& window, int year) {
  return LastDay(window.to()).value_or(DayNumberOf(absl::CivilDay(year, 12, 31)));
}

std::vector<Part> TimeShapeParts(const ReplannedPlan& plan, const TimeShape& shape) {
  std::vector<Part> parts{Whole(plan)};
  for (const std::string& check : LostChecks(plan, shape)) {
    Part& part = parts.emplace_back(Part{.subject = {}, .due = LastDay(check)});
    part.subject.set_progress(true);
  }
  for (const Period& window : LostWindows(plan, shape)) {
    Part& part = parts.emplace_back(Part{.subject = {},
                                         .due = EndOfWindow(window, plan.year),
                                         .begin = BeginOfWindow(window, plan.year)});
    part.subject.set_progress(true);
  }
  return parts;
}

// Of a transversal objective each unit has a result of its own, which goes with it.
std::vector<std::string> LostResults(const ReplannedPlan& plan,
                                     const event::v1::UnitsChanged& change) {
  if (!IsTransversal(plan.before)) return {};
  return LostEntries(plan.before.units(), change.units());
}

std::vector<Part> PartsOf(const ReplannedPlan& plan, const Change& change) {
  switch (change.change_case()) {
    case Change::kIndicator:
      return {IndicatorPart(plan, change.indicator().indicator(),
                            !change.indicator().target_date().empty())};
    case Change::kIndicatorRemoved:
      return {IndicatorPart(plan, change.indicator_removed(), /*moves_target_date=*/true)};
    case Change::kPhase:
      return {MilestonePart(plan, change.phase().phase())};
    case Change::kPhaseRemoved:
      return {MilestonePart(plan, change.phase_removed())};
    case Change::kMilestone:
      return {MilestonePart(plan, change.milestone().milestone())};
    case Change::kMilestoneRemoved:
      return {MilestonePart(plan, change.milestone_removed())};
    case Change::kDropped:
      return AllParts(plan);
    case Change::kUnits:
      if (!LostResults(plan, change.units()).empty()) return AllParts(plan);
      return {Whole(plan)};
    case Change::kTimeShape:
      return TimeShapeParts(plan, change.time_shape());
    case Change::kDeadline:
    case Change::kWeight:
    case Change::kIndicatorAdded:
    case Change::kPhaseAdded:
    case Change::kMilestoneAdded:
      return {Whole(plan)};
    case Change::kAssignment:
    case Change::CHANGE_NOT_SET:
      break;
  }
  return {};
}

// Of a season, by what was there for its last day, or is for its first: a report of April speaks of
// spring as well as one of May.
bool WasKept(const ReplannedPlan& plan, const Part& part, const PassedPart& passed) {
  if (!plan.was_kept) return false;
  if (plan.was_kept(passed)) return true;
  if (!part.begin.has_value()) return false;
  PassedPart since = passed;
  since.due = *part.begin;
  return plan.was_kept(since);
}

// The results that it touches.
std::vector<std::string> UnitsOf(const ReplannedPlan& plan, const Change& change) {
  if (!IsTransversal(plan.before)) return {""};
  std::vector<std::string> lost;
  if (change.has_units()) lost = LostResults(plan, change.units());
  if (!lost.empty()) return lost;
  return {plan.before.units().begin(), plan.before.units().end()};
}

}  // namespace

Deadlines DeadlinesBefore(const ReplannedPlan& plan) {
  return DeadlinesOf(DeadlineOf(plan.original, plan.year), DeadlineOf(plan.before, plan.year));
}

Binding BindingOf(const TimeShape& shape) {
  switch (shape.shape_case()) {
    case TimeShape::kByDate:
    case TimeShape::kMultiYear:
      return Binding::kDone;
    case TimeShape::kContinuous:
    case TimeShape::kSeasonal:
    case TimeShape::kRecurringChecks:
      return Binding::kGoesOn;
    case TimeShape::kTiedToEvent:
    case TimeShape::kNotStated:
    case TimeShape::SHAPE_NOT_SET:
      break;
  }
  return Binding::kExpected;
}

std::vector<std::string> LostEntries(const Texts& before, const Texts& after) {
  std::vector<std::string> lost;
  for (const std::string& entry : before) {
    if (std::find(after.begin(), after.end(), entry) == after.end()) lost.push_back(entry);
  }
  return lost;
}

std::vector<std::string> LostChecks(const ReplannedPlan& plan, const TimeShape& shape) {
  ObjectiveDefinition after;
  *after.mutable_time_shape() = shape;
  const auto deadline = DeadlineOf(after, plan.year);
  std::vector<std::string> lost = LostEntries(plan.before.time_shape().recurring_checks().dates(),
                                              shape.recurring_checks().dates());
  if (!deadline.has_value() || BindingOf(shape) == Binding::kExpected) return lost;
  lost.erase(std::remove(lost.begin(), lost.end(), deadline->ToString()), lost.end());
  return lost;
}

std::vector<Period> LostWindows(const ReplannedPlan& plan, const TimeShape& shape) {
  ObjectiveDefinition after;
  *after.mutable_time_shape() = shape;
  const auto deadline = DeadlineOf(after, plan.year);
  const bool binds = deadline.has_value() && BindingOf(shape) != Binding::kExpected;
  const auto& windows = shape.seasonal().windows();
  std::vector<Period> lost;
  for (const Period& window : plan.before.time_shape().seasonal().windows()) {
    const DayNumber end = EndOfWindow(window, plan.year);
    const bool stays = std::any_of(windows.begin(), windows.end(), [&](const Period& other) {
      return EndOfWindow(other, plan.year) == end &&
             BeginOfWindow(other, plan.year) <= BeginOfWindow(window, plan.year);
    });
    const bool whole_is_due = !shape.has_seasonal() && binds && deadline->last_day_number() == end;
    if (!stays && !whole_is_due) lost.push_back(window);
  }
  return lost;
}

void FillTimes(const ReplannedPlan& plan, const Change& change,
               const std::vector<std::string>& lowered, DayNumber decided_on,
               ChangeJudgement& judgement) {
  std::vector<Part> parts = PartsOf(plan, change);
  if (parts.empty()) return;
  for (const std::string& phase : lowered) parts.push_back(MilestonePart(plan, phase));
  const std::vector<std::string> units = UnitsOf(plan, change);
  judgement.time = parts.front().due;
  for (const Part& part : parts) {
    if (!part.due.has_value() || *part.due >= decided_on) continue;
    for (const std::string& unit : units) {
      PassedPart passed{.unit = unit, .subject = part.subject, .due = *part.due};
      if (WasKept(plan, part, passed)) continue;
      judgement.time = std::min(judgement.time.value_or(passed.due), passed.due);
      judgement.missed.push_back(std::move(passed));
    }
  }
  judgement.is_late = judgement.time.has_value() && *judgement.time < decided_on;
}

}  // namespace traguardo::domain
