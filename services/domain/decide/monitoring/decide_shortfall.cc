// Asks for the cause when a shortfall is recorded: what nobody explains now is guessed at in the
// Relazione, or printed without a word. A warning and no refusal, because the figure is true
// whether or not its cause is known yet.

#include <algorithm>
#include <functional>
#include <utility>

#include "services/domain/decide/monitoring/decide_monitoring.h"
#include "services/domain/definitions/comparison.h"
#include "services/domain/definitions/due_day.h"
#include "services/domain/definitions/measure_kind.h"
#include "services/domain/definitions/time_shape.h"
#include "services/domain/status/objective_status.h"

namespace traguardo::domain {
namespace {

using event::v1::Outcome;
using event::v1::ScostamentoSubject;
using OfSubject = std::function<bool(const ScostamentoSubject&)>;

// A result as a whole is explained by whatever is said of any part of it.
bool AnySubject(const ScostamentoSubject&) { return true; }

Deadlines DeadlinesOfObjective(const ObjectiveCase& o) {
  return DeadlinesOf(DeadlineOf(*o.objective.definition.value, o.year),
                     DeadlineOf(*o.definition, o.year));
}

// Open, confirmed, or closed only after the day that was missed.
bool StillSpeaks(const Scostamento& scostamento, const std::optional<DayNumber>& due) {
  if (scostamento.is_open()) return true;
  if (!scostamento.exists()) return false;
  if (scostamento.closed.value.closing == event::v1::SCOSTAMENTO_CLOSING_CONFIRMED) return true;
  return due.has_value() && *due < scostamento.closed.order().day;
}

bool IsExplained(const Case& c, const ObjectiveCase& o, const std::optional<DayNumber>& due,
                 const OfSubject& is_subject) {
  const bool transversal = o.definition->kind() == event::v1::OBJECTIVE_KIND_TRANSVERSAL;
  const auto is_of_result = [&](const std::string& unit) {
    return !transversal || unit.empty() || unit == c.proposal.unit;
  };
  for (const auto& [id, scostamento] : o.objective.scostamenti) {
    if (StillSpeaks(scostamento, due) && is_of_result(scostamento.unit) &&
        is_subject(scostamento.recorded.value->subject())) {
      return true;
    }
  }
  // One that comes with it.
  return std::any_of(
      c.command.proposals.begin(), c.command.proposals.end(), [&](const Proposal& other) {
        return other.stream == c.proposal.stream && other.fact.has_scostamento_recorded() &&
               is_of_result(other.unit) && is_subject(other.fact.scostamento_recorded().subject());
      });
}

// Nothing was asked for on that day.
bool AsksNothing(const Case& c, const ObjectiveCase& o, DayNumber day) {
  return IsNotDueOn(o.objective, c.proposal.unit, day) ||
         IsSuspendedOn(o.objective, c.proposal.unit, day);
}

void AskForResult(Case& c, const ObjectiveCase& o, std::string planned, std::string actual) {
  if (IsExplained(c, o, DeadlinesOfObjective(o).current, AnySubject)) return;
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

}  // namespace

void AskForCauseOfMeasurement(Case& c, const ObjectiveCase& o,
                              const event::v1::Indicator& indicator,
                              const event::v1::MeasurementRecorded& fact) {
  if (Compare(indicator, fact) != Comparison::kNotMet) return;
  const DayNumber due = IndicatorDueDay(indicator, DeadlinesOfObjective(o), o.year);
  if (c.effective_on.last_day_number() < due || AsksNothing(c, o, due)) return;
  const OfSubject is_indicator = [&](const ScostamentoSubject& subject) {
    return subject.indicator() == indicator.id();
  };
  if (IsExplained(c, o, due, is_indicator)) return;
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
      c.day() <= *deadline || AsksNothing(c, o, *deadline)) {
    return;
  }
  const FactOrder done = DoneBy(o.objective, c.proposal.unit);
  if (done.is_set() && done.day <= *deadline) return;
  if (IsExplained(c, o, deadline, AnySubject)) return;
  c.Warn(WarningReason::kShortfallWithoutScostamento,
         {{"subject", "deadline"},
          {"planned", DeadlineOf(*o.definition, o.year)->ToString()},
          {"actual", c.proposal.effective_on},
          {"days", std::to_string(c.day() - *deadline)}});
}

void AskForCauseOfPercent(Case& c, const ObjectiveCase& o, const Decimal& percent) {
  if (percent >= Decimal::Whole(100)) return AskForCauseOfLateness(c, o);
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
