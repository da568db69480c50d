// Asks for the cause when a shortfall is recorded: what nobody explains now is guessed at in the
// Relazione, or printed without a word. A warning and no refusal, because the figure is true
// whether or not its cause is known yet.

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "services/domain/decide/monitoring/decide_monitoring.h"
#include "services/domain/definitions/comparison.h"
#include "services/domain/definitions/due_day.h"
#include "services/domain/definitions/measure_kind.h"
#include "services/domain/definitions/time_shape.h"
#include "services/domain/status/accounting.h"
#include "services/domain/status/objective_status.h"
#include "services/domain/status/taken_back.h"

namespace traguardo::domain {
namespace {

using event::v1::Outcome;
using event::v1::ScostamentoSubject;

bool IsExplained(const Case& c, const ObjectiveCase& o, Miss miss) {
  miss.unit = c.proposal.unit;
  const auto& recorded = o.objective.scostamenti;
  if (std::any_of(recorded.begin(), recorded.end(), [&](const auto& entry) {
        return AccountsFor(*o.definition, entry.second, miss);
      })) {
    return true;
  }
  // One that comes with it.
  return std::any_of(
      c.command.proposals.begin(), c.command.proposals.end(), [&](const Proposal& other) {
        return other.stream == c.proposal.stream && other.fact.has_scostamento_recorded() &&
               IsAbout(*o.definition, other.unit, other.fact.scostamento_recorded().subject(),
                       miss);
      });
}

// A result as a whole is explained by whatever is said of any part of it.
Miss OfResult(std::optional<DayNumber> due) { return {.unit = "", .subject = {}, .due = due}; }

Miss OfIndicator(const std::string& id, DayNumber due) {
  Miss miss = OfResult(due);
  miss.subject.set_indicator(id);
  return miss;
}

Miss OfMilestone(const std::string& id, DayNumber due) {
  Miss miss = OfResult(due);
  miss.subject.set_milestone(id);
  return miss;
}

// Nothing was asked for on that day, as the list of misses sees it: a suspension that has ended
// moves no day.
bool AsksNothing(const Case& c, const ObjectiveCase& o, DayNumber day) {
  const auto nothing_due_from = NothingDueFrom(o.objective, c.proposal.unit);
  return IsNotDueOn(o.objective, c.proposal.unit, day) ||
         JoinedAfter(o.objective, c.proposal.unit, day) ||
         (nothing_due_from.has_value() && *nothing_due_from <= day);
}

bool WasThereFor(const Case& c, const ObjectiveCase& o, const ScostamentoSubject& subject,
                 DayNumber due) {
  return WasThere(o.objective, *o.definition,
                  {.unit = c.proposal.unit, .subject = subject, .due = due});
}

void AskForResult(Case& c, const ObjectiveCase& o, std::string planned, std::string actual) {
  if (IsExplained(c, o, OfResult(DeadlinesOfObjective(o).current))) return;
  c.Warn(WarningReason::kShortfallWithoutScostamento,
         {{"subject", "result"}, {"planned", std::move(planned)}, {"actual", std::move(actual)}});
}

// Passing the deadline makes it late: not something that simply goes on until its end, nor what is
// tied to an event, whose day is an expectation.
bool HasToBeDoneByDeadline(const event::v1::TimeShape& shape) {
  return shape.has_by_date() || shape.has_multi_year();
}

bool HasTimeOfItsOwn(const event::v1::TimeShape& shape) {
  return !shape.has_tied_to_event() && !shape.has_not_stated();
}

// Another measurement is what was known for the day.
bool MetOnDueDayAlready(const Case& c, const ObjectiveCase& o,
                        const event::v1::Indicator& indicator, DayNumber due) {
  ScostamentoSubject subject;
  subject.set_indicator(indicator.id());
  return c.effective_on.last_day_number() > due && WasThereFor(c, o, subject, due);
}

}  // namespace

Deadlines DeadlinesOfObjective(const ObjectiveCase& o) {
  return DeadlinesOf(DeadlineOf(*o.objective.definition.value, o.year),
                     DeadlineOf(*o.definition, o.year));
}

void AskForCauseOfMeasurement(Case& c, const ObjectiveCase& o,
                              const event::v1::Indicator& indicator,
                              const event::v1::MeasurementRecorded& fact) {
  if (Compare(indicator, fact) != Comparison::kNotMet) return;
  const DayNumber due = IndicatorDueDay(indicator, DeadlinesOfObjective(o), o.year);
  if (c.effective_on.last_day_number() < due || AsksNothing(c, o, due)) return;
  // What came later changes nothing about how it stood on its day.
  if (MetOnDueDayAlready(c, o, indicator, due)) return;
  if (IsExplained(c, o, OfIndicator(indicator.id(), due))) return;
  Details details{{"subject", "indicator"}, {"indicator", indicator.id()}};
  switch (MeasureKindOf(indicator.direction())) {
    case MeasureKind::kNumber:
      details["planned"] = indicator.target();
      details["actual"] = fact.value();
      break;
    case MeasureKind::kYesNo:
      details["planned"] = "yes";
      details["actual"] = "no";
      break;
    case MeasureKind::kDate:
      details["planned"] = indicator.target_date();
      details["actual"] = fact.date();
      break;
    case MeasureKind::kNone:
      break;
  }
  c.Warn(WarningReason::kShortfallWithoutScostamento, std::move(details));
}

void AskForCauseOfLateness(Case& c, const ObjectiveCase& o) {
  const auto deadline = DeadlinesOfObjective(o).current;
  if (!HasToBeDoneByDeadline(o.definition->time_shape()) || !deadline.has_value() ||
      c.effective_on.last_day_number() <= *deadline || AsksNothing(c, o, *deadline)) {
    return;
  }
  ScostamentoSubject whole;
  whole.set_deadline(true);
  // To say once more that it is done makes it no later.
  if (WasThereFor(c, o, whole, *deadline)) return;
  if (IsExplained(c, o, OfResult(deadline))) return;
  c.Warn(WarningReason::kShortfallWithoutScostamento,
         {{"subject", "deadline"},
          {"planned", DeadlineOf(*o.definition, o.year)->ToString()},
          {"actual", c.proposal.effective_on},
          {"days", std::to_string(c.effective_on.last_day_number() - *deadline)}});
}

void AskForCauseOfMilestone(Case& c, const ObjectiveCase& o, const std::string& id) {
  const auto due = MilestoneDueDay(*o.definition, id, DeadlinesOfObjective(o));
  if (!due.has_value() || AsksNothing(c, o, *due)) return;
  const DayNumber reached = c.effective_on.last_day_number();
  ScostamentoSubject subject;
  subject.set_milestone(id);
  if (reached <= *due || WasThereFor(c, o, subject, *due)) return;
  if (IsExplained(c, o, OfMilestone(id, *due))) return;
  c.Warn(WarningReason::kShortfallWithoutScostamento, {{"subject", "milestone"},
                                                       {"milestone", id},
                                                       {"planned", TextOfDay(*due)},
                                                       {"actual", c.proposal.effective_on},
                                                       {"days", std::to_string(reached - *due)}});
}

void AskForCauseOfPercent(Case& c, const ObjectiveCase& o, const Decimal& percent) {
  if (percent >= Decimal::Whole(100)) {
    WarnOfDeclaredAnew(c, o);
    return AskForCauseOfLateness(c, o);
  }
  const auto deadline = DeadlinesOfObjective(o).current;
  if (!HasTimeOfItsOwn(o.definition->time_shape()) || !deadline.has_value() ||
      c.effective_on.last_day_number() < *deadline || AsksNothing(c, o, *deadline)) {
    return;
  }
  AskForResult(c, o, "100", percent.ToString());
}

void AskForCauseOfOutcome(Case& c, const ObjectiveCase& o, Outcome outcome) {
  switch (outcome) {
    case event::v1::OUTCOME_REACHED:
      WarnOfDeclaredAnew(c, o);
      return AskForCauseOfLateness(c, o);
    case event::v1::OUTCOME_PARTLY_REACHED:
      return AskForResult(c, o, "reached", "partly_reached");
    case event::v1::OUTCOME_NOT_REACHED:
      return AskForResult(c, o, "reached", "not_reached");
    case event::v1::OUTCOME_UNSPECIFIED:
    case event::v1::Outcome_INT_MIN_SENTINEL_DO_NOT_USE_:
    case event::v1::Outcome_INT_MAX_SENTINEL_DO_NOT_USE_:
      return;
  }
}

void AskForCauseOfFinalResult(Case& c, const ObjectiveCase& o, const std::string& percent,
                              Outcome outcome) {
  const auto figure = ReadDecimal(percent);
  if (figure.has_value() && *figure < Decimal::Whole(100)) {
    return AskForResult(c, o, "100", percent);
  }
  if (outcome == event::v1::OUTCOME_PARTLY_REACHED) {
    return AskForResult(c, o, "reached", "partly_reached");
  }
  if (outcome == event::v1::OUTCOME_NOT_REACHED) {
    return AskForResult(c, o, "reached", "not_reached");
  }
}

}  // namespace traguardo::domain
