#include "services/domain/decide/decide_every_fact.h"

#include "services/domain/definitions/current_definition.h"
#include "services/domain/definitions/replanning.h"
#include "services/domain/status/objective_status.h"
#include "services/domain/status/plan_status.h"

namespace traguardo::domain {

using event::v1::Fact;

namespace {

// What an act took out had been missed before it went, or not; a cause may be found after.
bool ExplainsWhatIsGone(FactKind kind) {
  return kind == Fact::kScostamentoRecorded || kind == Fact::kScostamentoCausesStated ||
         kind == Fact::kCorrectiveMeasurePlanned || kind == Fact::kCorrectiveMeasureAdopted ||
         kind == Fact::kCorrectiveMeasureDropped || kind == Fact::kScostamentoClosed;
}

}  // namespace

Refused CheckStream(const Case& c) {
  if (c.kind() == Fact::kFactCorrected || c.proposal.stream.kind() == c.traits.stream) {
    return std::nullopt;
  }
  static constexpr const char* kExpected[] = {
      "ente", "plans/{year}", "plans/{year}/objectives/{objective}", "plans/{year}/rounds/{round}"};
  return c.Refuse(RefusalReason::kStreamMismatch, "stream",
                  {{"stream", c.proposal.stream.ToString()},
                   {"expected", kExpected[static_cast<int>(c.traits.stream)]}});
}

Refused CheckDayHasCome(const Case& c) {
  const auto refuse = [&](RefusalReason reason) {
    return c.Refuse(
        reason, "effective_on",
        {{"effective_on", c.proposal.effective_on}, {"today", c.stamp.today.ToString()}});
  };
  if (c.day() > c.today()) return refuse(RefusalReason::kEffectiveDateInFuture);
  // "In 2024", said in November of a result: by when it was there, nobody could ever tell.
  const bool may_be_running = c.traits.unit != UnitRule::kResult;
  if (may_be_running || c.effective_on.last_day_number() <= c.today()) return std::nullopt;
  return refuse(RefusalReason::kEffectiveDateNotOver);
}

Refused CheckDayInPlan(const Case& c) {
  const int year = c.proposal.stream.year();
  const int first = year - 1;
  const int last = year + 2;
  // A measure, or a correction, may take longer than the plan's life.
  const bool too_late = c.effective_on.year() > last && !c.traits.follow_up;
  if (c.effective_on.year() >= first && !too_late) return std::nullopt;
  return c.Refuse(RefusalReason::kEffectiveDateOutsidePlan, "effective_on",
                  {{"effective_on", c.proposal.effective_on},
                   {"from", std::to_string(first) + "-01-01"},
                   {"to", std::to_string(last) + "-12-31"}});
}

Refused CheckYear(const Case& c, const PlanYear& plan) {
  if (plan.is_closed() && !c.traits.follow_up) {
    return c.Refuse(RefusalReason::kYearClosed, "",
                    {{"closed_on", plan.closed.order.EffectiveOn()}});
  }
  if (c.traits.moves_figures && IsValidated(plan)) {
    return c.Refuse(RefusalReason::kConsuntivoAlreadyValidated);
  }
  if (c.traits.needs_adopted_plan && !plan.is_adopted()) {
    return c.Refuse(RefusalReason::kPlanNotAdopted, "",
                    {{"year", std::to_string(c.proposal.stream.year())}});
  }
  return std::nullopt;
}

Refused CheckUnit(const Case& c, const ObjectiveCase& o) {
  const std::string& unit = c.proposal.unit;
  const bool transversal = IsTransversal(*o.definition);
  const auto not_expected = [&] {
    return c.Refuse(RefusalReason::kUnitNotExpected, "unit", {{"unit", unit}});
  };
  const auto missing = [&] {
    return c.Refuse(RefusalReason::kUnitMissing, "unit", {{"objective", o.id}});
  };
  switch (c.traits.unit) {
    case UnitRule::kNever:
      if (!unit.empty()) return not_expected();
      return std::nullopt;
    // Where all units share one result, a figure of one of them would count nowhere beside it.
    case UnitRule::kResult:
      if (transversal && unit.empty()) return missing();
      if (!transversal && !unit.empty()) return not_expected();
      break;
    case UnitRule::kResultOrWhole:
      if (!transversal && !unit.empty()) return not_expected();
      break;
    case UnitRule::kResultOrMay:
      if (transversal && unit.empty()) return missing();
      break;
    case UnitRule::kMay:
      break;
  }
  if (unit.empty() || HasUnit(*o.definition, unit)) return std::nullopt;
  if (ExplainsWhatIsGone(c.kind()) &&
      WasEverPlanned(o.objective, [&](const event::v1::ObjectiveDefinition& definition) {
        return HasUnit(definition, unit);
      })) {
    return std::nullopt;
  }
  return c.Refuse(RefusalReason::kUnitNotOfObjective, "unit",
                  {{"unit", unit}, {"objective", o.id}});
}

Refused CheckLive(const Case& c, const ObjectiveCase& o) {
  if (!c.traits.needs_live_objective) return std::nullopt;
  if (IsDroppedOn(o.objective, c.day()) && !ExplainsWhatIsGone(c.kind())) {
    return c.Refuse(RefusalReason::kObjectiveDropped, "",
                    {{"dropped_on", DroppedBy(o.objective).EffectiveOn()}});
  }
  // A second exclusion has a refusal of its own.
  if (c.kind() == Fact::kObjectiveExcluded) return std::nullopt;
  if (!IsExcludedOn(o.objective, c.proposal.unit, c.day())) return std::nullopt;
  return c.Refuse(
      RefusalReason::kObjectiveExcluded, "",
      {{"excluded_on", ExclusionOf(o.objective, c.proposal.unit)->order.EffectiveOn()}});
}

void WarnOfResultDay(Case& c, const PlanYear& plan) {
  if (c.traits.unit != UnitRule::kResult && c.traits.unit != UnitRule::kResultOrMay) return;
  if (!plan.is_adopted()) c.Warn(WarningReason::kPlanNotAdoptedYet);
  if (c.effective_on.year() != c.proposal.stream.year()) {
    c.Warn(WarningReason::kOutsidePlanYear, {{"effective_on", c.proposal.effective_on}});
  }
}

}  // namespace traguardo::domain
