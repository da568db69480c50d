// What is said today of a day that has passed. It may well be true, so it is recorded; but what was
// missed stays missed, or whoever reads the list has to know why it no longer is.

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <string>

#include "services/domain/decide/monitoring/decide_monitoring.h"
#include "services/domain/definitions/comparison.h"
#include "services/domain/definitions/due_day.h"
#include "services/domain/definitions/measure_kind.h"
#include "services/domain/definitions/time_shape.h"
#include "services/domain/status/assignments.h"
#include "services/domain/status/measured.h"
#include "services/domain/status/objective_status.h"
#include "services/domain/status/taken_back.h"

namespace traguardo::domain {
namespace {

using event::v1::Indicator;
using event::v1::MeasurementRecorded;

// Of the unit or of the whole objective, whose result a measurement of any unit is of.
bool IsOfUnit(const std::string& measured, const std::string& unit) {
  return measured.empty() || unit.empty() || measured == unit;
}

// By what was known for the day. Unknown also while nothing was measured.
Comparison ComparedFor(const ObjectiveCase& o, const Indicator& indicator, const std::string& unit,
                       DayNumber day) {
  Comparison compared = Comparison::kUnknown;
  for (auto at = o.objective.measurements.lower_bound(PartOfUnit{indicator.id(), ""});
       at != o.objective.measurements.end() && at->first.part == indicator.id(); ++at) {
    if (!IsOfUnit(at->first.unit, unit) || at->second.empty()) continue;
    compared = Compare(indicator, *KnownFor(at->second, day)->value);
    if (compared != Comparison::kMet) return compared;
  }
  return compared;
}

// The first due day that had passed before the excuse for it came.
class FirstPassed {
 public:
  FirstPassed(const Case& c, const ObjectiveCase& o, const event::v1::Period& period)
      : o_(o),
        unit_(c.proposal.unit),
        period_(period),
        said_on_(std::max(c.day(), c.today())),
        done_(DoneBy(o.objective, unit_)) {}

  void Look(std::optional<DayNumber> due, bool kept) {
    if (!due.has_value() || kept || *due >= said_on_ || !Contains(period_, *due)) return;
    if (done_.is_set() && done_.day <= *due) return;
    if (IsNotDueOn(o_.objective, unit_, *due) || WasSuspended(*due)) return;
    day_ = std::min(day_, *due);
  }

  // A milestone or a phase.
  void LookAtPart(const std::string& id, const Deadlines& deadlines) {
    const auto due = MilestoneDueDay(*o_.definition, id, deadlines);
    if (!due.has_value()) return;
    PassedPart part{.unit = unit_, .subject = {}, .due = *due};
    part.subject.set_milestone(id);
    Look(due, WasKept(o_.objective, *o_.definition, part));
  }

  bool found() const { return day_ != kNever; }
  DayNumber day() const { return day_; }

 private:
  // And that was said by then: one excuse that came too late is none for the next.
  bool WasSuspended(DayNumber due) const {
    const FactOrder by = SuspendedBy(o_.objective, unit_, due);
    if (!by.is_set()) return false;
    return std::any_of(
        o_.objective.results.begin(), o_.objective.results.end(), [&](const auto& entry) {
          const auto found = entry.second.suspensions.find(by);
          return found != entry.second.suspensions.end() && found->second.said_on <= due;
        });
  }

  static constexpr DayNumber kNever = std::numeric_limits<DayNumber>::max();

  const ObjectiveCase& o_;
  const std::string& unit_;
  const event::v1::Period& period_;
  const DayNumber said_on_;
  const FactOrder done_;
  DayNumber day_ = kNever;
};

// Whether the new measurement takes the place of the one that was known for the day.
bool BecomesKnown(const FactOrder& before, const FactOrder& now, DayNumber day) {
  const bool had_spoken = before.day <= day;
  if (now.day <= day) return !had_spoken || before < now;
  return !had_spoken && now < before;
}

std::string TextOf(const Indicator& indicator, const MeasurementRecorded& measured) {
  switch (MeasureKindOf(indicator.direction())) {
    case MeasureKind::kYesNo:
      return measured.met() ? "yes" : "no";
    case MeasureKind::kDate:
      return measured.date();
    case MeasureKind::kNumber:
    case MeasureKind::kNone:
      break;
  }
  return measured.value();
}

std::string DayText(DayNumber day) {
  const auto date = CivilDate::FromDayNumber(day);
  return date.ok() ? date->ToString() : std::string();
}

}  // namespace

void WarnOfExcuseTooLate(Case& c, const ObjectiveCase& o, const event::v1::Period& period) {
  const event::v1::ObjectiveDefinition& definition = *o.definition;
  const event::v1::TimeShape& shape = definition.time_shape();
  const Deadlines deadlines = DeadlinesOfObjective(o);
  FirstPassed passed(c, o, period);
  // What is tied to an event is expected on its day and not due.
  if (!shape.has_tied_to_event()) passed.Look(deadlines.current, IsMeasuredInTime(c, o));
  for (const auto& milestone : definition.milestones()) {
    passed.LookAtPart(milestone.id(), deadlines);
  }
  for (const auto& phase : definition.phases()) passed.LookAtPart(phase.id(), deadlines);
  for (const Indicator& indicator : definition.indicators()) {
    const DayNumber due = IndicatorDueDay(indicator, deadlines, o.year);
    passed.Look(due, ComparedFor(o, indicator, c.proposal.unit, due) != Comparison::kNotMet);
  }
  const auto& reports = o.objective.ResultOf(c.proposal.unit).report_days;
  for (const std::string& date : shape.recurring_checks().dates()) {
    const auto check = LastDay(date);
    passed.Look(check, check.has_value() && std::lower_bound(reports.begin(), reports.end(),
                                                             *check) != reports.end());
  }
  if (!passed.found()) return;
  c.Warn(WarningReason::kExcusedAfterDueDay, {{"due", DayText(passed.day())}});
}

void WarnOfMeasuredAnew(Case& c, const ObjectiveCase& o, const Indicator& indicator,
                        const MeasurementRecorded& fact) {
  if (Compare(indicator, fact) != Comparison::kMet) return;
  const auto found = o.objective.measurements.find(PartOfUnit{indicator.id(), c.proposal.unit});
  if (found == o.objective.measurements.end() || found->second.empty()) return;
  const Deadlines deadlines = DeadlinesOfObjective(o);
  const DayNumber due = IndicatorDueDay(indicator, deadlines, o.year);
  // The two days for which a figure counts.
  for (const DayNumber day : std::array{due, std::max(due, deadlines.current.value_or(due))}) {
    if (day >= c.today()) continue;
    const auto known = KnownFor(found->second, day);
    const MeasurementRecorded before = *known->value;
    if (Compare(indicator, before) != Comparison::kNotMet) continue;
    if (!BecomesKnown(known->order(), c.order(), day)) continue;
    c.Warn(WarningReason::kMeasuredAnewAsMet, {{"indicator", indicator.id()},
                                               {"due", DayText(day)},
                                               {"previous", TextOf(indicator, before)}});
    return;
  }
}

bool IsMeasuredInTime(const Case& c, const ObjectiveCase& o) {
  const Deadlines deadlines = DeadlinesOfObjective(o);
  if (!deadlines.current.has_value()) return false;
  bool measured = false;
  for (const Indicator& indicator : o.definition->indicators()) {
    const DayNumber due = IndicatorDueDay(indicator, deadlines, o.year);
    if (IsNotDueOn(o.objective, c.proposal.unit, due)) continue;
    const DayNumber day = std::max(due, *deadlines.current);
    if (ComparedFor(o, indicator, c.proposal.unit, day) != Comparison::kMet) return false;
    measured = true;
  }
  return measured;
}

}  // namespace traguardo::domain
