// What is said about the result of an objective: progress, measurements, outcomes, milestones, not
// due. Zero is a declaration, not due is another one, and silence is neither.

#include <utility>

#include "absl/status/statusor.h"
#include "services/domain/decide/case/decide_case.h"
#include "services/domain/decide/monitoring/decide_monitoring.h"
#include "services/domain/definitions/current_definition.h"
#include "services/domain/definitions/measure_kind.h"
#include "services/domain/status/assignments.h"
#include "services/domain/status/objective_status.h"
#include "services/domain/values/ratio.h"

namespace traguardo::domain {
namespace {

using event::v1::Indicator;
using event::v1::MeasurementRecorded;
using event::v1::ProgressRecorded;

// Reports about days on which none was due, or on which work stood still.
void WarnOfReportDay(Case& c, const ObjectiveCase& o) {
  const std::string& unit = c.proposal.unit;
  if (IsSuspendedOn(o.objective, unit, c.day())) {
    c.Warn(WarningReason::kReportedWhileSuspended,
           {{"suspended_on", SuspendedBy(o.objective, unit, c.day()).EffectiveOn()}});
  }
  for (const auto& [order, not_due] : o.objective.ResultOf(unit).not_due) {
    if (!not_due.Covers(c.day())) continue;
    c.Warn(WarningReason::kReportedWhileNotDue, {{"from", not_due.from}, {"to", not_due.to}});
    return;
  }
}

// The percent that stood for this unit on the day the fact speaks of.
std::optional<Decimal> PercentBefore(const Case& c, const UnitResult& result,
                                     const std::string& phase) {
  const auto of_phase = result.phase_percents.find(phase);
  if (!phase.empty() && of_phase == result.phase_percents.end()) return std::nullopt;
  const auto& declarations = phase.empty() ? result.declarations : of_phase->second;
  for (auto at = declarations.rbegin(); at != declarations.rend(); ++at) {
    if (at->order() < c.order() && at->percent().has_value()) return at->percent();
  }
  return std::nullopt;
}

void WarnOfOpenMilestones(Case& c, const ObjectiveCase& o) {
  int count = 0;
  Details details;
  for (const auto& milestone : o.definition->milestones()) {
    if (ReachedBy(o.objective, milestone.id(), c.proposal.unit).is_set()) continue;
    if (++count == 1) details["milestone"] = milestone.id();
  }
  if (count == 0) return;
  details["count"] = std::to_string(count);
  c.Warn(WarningReason::kCompleteWithOpenMilestones, details);
}

// Which fields a measurement has, and which its indicator's direction wants.
Refused CheckMeasurementFields(const Case& c, const Indicator& indicator,
                               const MeasurementRecorded& fact) {
  const bool has_number = !fact.value().empty();
  const bool has_ratio = !fact.numerator().empty() || !fact.denominator().empty();
  const bool has_met = fact.has_met();
  const bool has_date = !fact.date().empty();
  const char* expected = "";
  bool fits = false;
  switch (MeasureKindOf(indicator.direction())) {
    case MeasureKind::kNumber:
      expected = "value";
      fits = has_number && !has_met && !has_date;
      break;
    case MeasureKind::kYesNo:
      expected = "met";
      fits = has_met && !has_number && !has_ratio && !has_date;
      break;
    case MeasureKind::kDate:
      expected = "date";
      fits = has_date && !has_number && !has_ratio && !has_met;
      break;
    case MeasureKind::kNone:
      break;
  }
  if (fits && fact.numerator().empty() != fact.denominator().empty()) {
    expected = fact.numerator().empty() ? "numerator" : "denominator";
    fits = false;
  }
  if (fits) return std::nullopt;
  return c.RefuseField(RefusalReason::kMeasurementNotFitting, expected,
                       {{"indicator", indicator.id()},
                        {"direction", event::v1::Direction_Name(indicator.direction())},
                        {"expected", expected}});
}

// The value at its own number of decimals: rounded or cut off.
bool IsShownAs(const absl::StatusOr<Ratio>& exact, const Decimal& value) {
  if (!exact.ok()) return false;
  for (const Rounding rounding : {Rounding::kHalfUp, Rounding::kTruncate}) {
    const auto shown = exact->Round(rounding, value.scale());
    if (shown.ok() && *shown == value) return true;
  }
  return false;
}

// An exact value follows from its ratio: as a ratio, as a percent, or as the count that is its
// numerator.
void WarnOfRatio(Case& c, const MeasurementRecorded& fact) {
  const auto value = ReadDecimal(fact.value());
  const auto numerator = ReadDecimal(fact.numerator());
  const auto denominator = ReadDecimal(fact.denominator());
  if (!value.has_value() || !numerator.has_value() || !denominator.has_value()) return;
  if (fact.precision() != event::v1::MEASUREMENT_PRECISION_EXACT &&
      fact.precision() != event::v1::MEASUREMENT_PRECISION_UNSPECIFIED) {
    return;
  }
  const auto ratio = Divide(*numerator, *denominator);
  if (!ratio.ok() || *value == *numerator) return;
  const auto percent = Multiply(*ratio, Decimal::Whole(100));
  if (IsShownAs(ratio, *value) || IsShownAs(percent, *value)) return;
  Details details;
  const auto show = [&](const char* name, const absl::StatusOr<Ratio>& exact) {
    if (!exact.ok()) return;
    const auto text = exact->Round(Rounding::kHalfUp, 2);
    if (text.ok()) details[name] = text->ToString();
  };
  show("ratio", ratio);
  show("percent", percent);
  c.Warn(WarningReason::kValueContradictsRatio, std::move(details));
}

}  // namespace

Refused JudgeProgress(Case& c, const ObjectiveCase& o, const ProgressRecorded& fact) {
  if (!fact.phase().empty() && FindPhase(*o.definition, fact.phase()) == nullptr) {
    return c.RefuseField(RefusalReason::kPhaseUnknown, "phase", {{"phase", fact.phase()}});
  }
  WarnOfReportDay(c, o);
  const auto percent = ReadDecimal(fact.percent());
  const auto before = PercentBefore(c, o.objective.ResultOf(c.proposal.unit), fact.phase());
  if (percent.has_value() && before.has_value() && *percent < *before) {
    c.Warn(WarningReason::kProgressDecreased, {{"previous", before->ToString()}});
  }
  if (fact.phase().empty() && percent.has_value() && *percent == Decimal::Whole(100)) {
    WarnOfOpenMilestones(c, o);
  }
  if (fact.phase().empty() && percent.has_value()) AskForCauseOfPercent(c, o, *percent);
  if (!fact.phase().empty() && percent.has_value()) AskForCauseOfMilestone(c, o, fact.phase());
  return std::nullopt;
}

Refused JudgeMeasurement(Case& c, const ObjectiveCase& o, const MeasurementRecorded& fact) {
  const Indicator* indicator = FindIndicator(*o.definition, fact.indicator());
  if (indicator == nullptr) {
    return c.RefuseField(RefusalReason::kIndicatorUnknown, "indicator",
                         {{"indicator", fact.indicator()}});
  }
  if (Refused refused = CheckMeasurementFields(c, *indicator, fact); refused) return refused;
  const auto denominator = ReadDecimal(fact.denominator());
  if (denominator.has_value() && *denominator <= Decimal()) {
    return c.RefuseField(*denominator == Decimal() ? RefusalReason::kDenominatorZero
                                                   : RefusalReason::kDenominatorNegative,
                         "denominator");
  }
  if (Refused refused = CheckNotInFuture(c, fact.date(), "date"); refused) return refused;
  WarnOfRatio(c, fact);
  WarnOfReportDay(c, o);
  WarnOfMeasuredAnew(c, o, *indicator, fact);
  AskForCauseOfMeasurement(c, o, *indicator, fact);
  return std::nullopt;
}

Refused JudgeOutcome(Case& c, const ObjectiveCase& o) {
  WarnOfReportDay(c, o);
  const event::v1::Outcome outcome = c.proposal.fact.outcome_stated().outcome();
  if (outcome == event::v1::OUTCOME_REACHED) WarnOfOpenMilestones(c, o);
  AskForCauseOfOutcome(c, o, outcome);
  return std::nullopt;
}

Refused JudgeMilestoneReached(Case& c, const ObjectiveCase& o,
                              const event::v1::MilestoneReached& fact) {
  const std::string& id = fact.milestone();
  if (FindMilestone(*o.definition, id) == nullptr && FindPhase(*o.definition, id) == nullptr) {
    return c.RefuseField(RefusalReason::kMilestoneUnknown, "milestone", {{"milestone", id}});
  }
  const FactOrder reached = ReachedBy(o.objective, id, c.proposal.unit);
  if (reached.is_set()) {
    return c.RefuseField(RefusalReason::kMilestoneAlreadyReached, "milestone",
                         {{"milestone", id}, {"reached_on", reached.EffectiveOn()}});
  }
  const auto adopted_on = o.plan.adopted.order().Date();
  if (adopted_on.has_value() && IsCertainlyBefore(c.effective_on, *adopted_on)) {
    c.Warn(WarningReason::kReachedBeforeAdoption, {{"adopted_on", adopted_on->ToString()}});
  }
  AskForCauseOfMilestone(c, o, id);
  WarnOfReportDay(c, o);
  return std::nullopt;
}

Refused JudgeNotDue(Case& c, const ObjectiveCase& o, const event::v1::NotDueDeclared& fact) {
  if (fact.period().from().empty() && fact.period().to().empty()) {
    return c.RefuseField(RefusalReason::kPeriodIncomplete, "period");
  }
  if (Refused refused = CheckPeriod(c, fact.period(), "period"); refused) return refused;
  for (const Declaration& declaration : o.objective.ResultOf(c.proposal.unit).declarations) {
    if (!Contains(fact.period(), declaration.order().day)) continue;
    c.Warn(WarningReason::kNotDueAlreadyReported,
           {{"reported_on", declaration.order().EffectiveOn()}});
    break;
  }
  WarnOfExcuseTooLate(c, o, fact.period());
  return std::nullopt;
}

}  // namespace traguardo::domain
