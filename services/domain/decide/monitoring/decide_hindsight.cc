// What is said today of a day that has passed. It may well be true, so it is recorded; but what was
// missed stays missed, or whoever reads the list has to know why it no longer is.

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <string>

#include "services/domain/decide/monitoring/decide_monitoring.h"
#include "services/domain/definitions/comparison.h"
#include "services/domain/definitions/current_definition.h"
#include "services/domain/definitions/due_day.h"
#include "services/domain/definitions/measure_kind.h"
#include "services/domain/definitions/time_shape.h"
#include "services/domain/status/assignments.h"
#include "services/domain/status/done.h"
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
        done_(DoneOn(o.objective, *o.definition, unit_, DeadlinesOfObjective(o).current)) {}

  // One excuse that came too late is none for the next: what was excused by its day is kept.
  void Look(DayNumber due, bool kept) {
    if (kept || due >= said_on_ || !Contains(period_, due)) return;
    if (done_.is_set() && done_.last_day() <= due) return;
    day_ = std::min(day_, due);
  }

  void LookAt(const event::v1::ScostamentoSubject& subject, std::optional<DayNumber> due) {
    if (!due.has_value()) return;
    Look(*due,
         WasKept(o_.objective, *o_.definition, {.unit = unit_, .subject = subject, .due = *due}));
  }

  // A milestone or a phase.
  void LookAtPart(const std::string& id, const Deadlines& deadlines) {
    event::v1::ScostamentoSubject subject;
    subject.set_milestone(id);
    LookAt(subject, MilestoneDueDay(*o_.definition, id, deadlines));
  }

  // What was not measured is not declared, and not missed.
  void LookAtIndicator(const Indicator& indicator, DayNumber due) {
    const bool asked_nothing =
        IsNotDueOn(o_.objective, unit_, due) || WasSuspendedFor(o_.objective, unit_, due, due);
    Look(due, asked_nothing || ComparedFor(o_, indicator, unit_, due) != Comparison::kNotMet);
  }

  bool found() const { return day_ != kNever; }
  DayNumber day() const { return day_; }

 private:
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
  const bool had_spoken = before.last_day() <= day;
  if (now.last_day() <= day) return !had_spoken || before < now;
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

}  // namespace

void WarnOfExcuseTooLate(Case& c, const ObjectiveCase& o, const event::v1::Period& period) {
  const event::v1::ObjectiveDefinition& definition = *o.definition;
  const event::v1::TimeShape& shape = definition.time_shape();
  const Deadlines deadlines = DeadlinesOfObjective(o);
  FirstPassed passed(c, o, period);
  event::v1::ScostamentoSubject subject;
  // What is tied to an event is expected on its day and not due.
  if (!shape.has_tied_to_event()) {
    subject.set_deadline(true);
    passed.LookAt(subject, deadlines.current);
  }
  for (const auto& milestone : definition.milestones()) {
    passed.LookAtPart(milestone.id(), deadlines);
  }
  for (const auto& phase : definition.phases()) passed.LookAtPart(phase.id(), deadlines);
  for (const Indicator& indicator : definition.indicators()) {
    passed.LookAtIndicator(indicator, IndicatorDueDay(indicator, deadlines, o.year));
  }
  subject.set_progress(true);
  for (const std::string& check : shape.recurring_checks().dates()) {
    passed.LookAt(subject, LastDay(check));
  }
  if (!passed.found()) return;
  c.Warn(WarningReason::kExcusedAfterDueDay, {{"due", TextOfDay(passed.day())}});
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
                                               {"due", TextOfDay(day)},
                                               {"previous", TextOf(indicator, before)}});
    return;
  }
}

void WarnOfDeclaredAnew(Case& c, const ObjectiveCase& o) {
  const auto deadline = DeadlinesOfObjective(o).current;
  if (!deadline.has_value() || *deadline >= c.today() ||
      c.effective_on.last_day_number() > *deadline) {
    return;
  }
  const FactOrder before = DeclaredShortBy(o.objective, *o.definition, c.proposal.unit);
  if (!before.is_set() || before.day != c.day()) return;
  c.Warn(WarningReason::kDeclaredAnewAsDone,
         {{"due", TextOfDay(*deadline)}, {"effective_on", c.proposal.effective_on}});
}

void WarnOfMissTakenBack(Case& c, const ObjectiveCase& o, const event::v1::Envelope& corrected) {
  const MeasurementRecorded& measured = corrected.fact().measurement_recorded();
  const Indicator* const indicator = FindIndicator(*o.definition, measured.indicator());
  if (indicator == nullptr || Compare(*indicator, measured) != Comparison::kNotMet) return;
  const DayNumber due = IndicatorDueDay(*indicator, DeadlinesOfObjective(o), o.year);
  const auto found =
      o.objective.measurements.find(PartOfUnit{measured.indicator(), corrected.unit()});
  if (due >= c.today() || found == o.objective.measurements.end() || found->second.empty()) return;
  if (KnownFor(found->second, due)->order().position != corrected.position()) return;
  c.Warn(WarningReason::kMissTakenBack, {{"indicator", measured.indicator()},
                                         {"due", TextOfDay(due)},
                                         {"previous", TextOf(*indicator, measured)}});
}

}  // namespace traguardo::domain
