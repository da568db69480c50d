// How an objective stands in the plan and who answers for it: suspended, resumed, excluded, handed
// over; what the Nucleo signals; the final result.

#include <utility>

#include "services/domain/decide/case/decide_case.h"
#include "services/domain/decide/monitoring/decide_monitoring.h"
#include "services/domain/definitions/current_definition.h"
#include "services/domain/status/assignments.h"
#include "services/domain/status/objective_status.h"
#include "services/domain/values/text.h"

namespace traguardo::domain {
namespace {

using event::v1::Assignment;
using event::v1::Outcome;

// The first suspension or resumption after the day of this fact: what it must alternate with.
struct NextChange {
  FactOrder order;
  bool suspended = false;
};

NextChange NextAfter(const Case& c, const ObjectiveCase& o) {
  const auto& suspensions = o.objective.ResultOf(c.proposal.unit).suspensions;
  const auto next = suspensions.upper_bound(c.order());
  if (next == suspensions.end()) return {};
  return {next->first, next->second.suspended};
}

bool HoldsRole(const Assignment& assignment, const std::string& responsabile,
               const Assignment& incoming) {
  return assignment.responsabile() == responsabile && assignment.unit() == incoming.unit() &&
         assignment.role() == incoming.role();
}

// In the role that is handed over, on the day itself or until the day before. With any role, a
// contributor who goes would leave the responsabile beside the incoming one.
bool HeldRole(const Case& c, const ObjectiveCase& o, const std::string& outgoing,
              const Assignment& incoming) {
  for (const DayNumber day : {c.day(), c.day() - 1}) {
    for (const Assignment& assignment : AssignmentsOn(o.objective, day)) {
      if (HoldsRole(assignment, outgoing, incoming)) return true;
    }
  }
  return false;
}

// Nobody assesses what they answer for, or answered for in the year.
bool EverAnsweredFor(const Objective& objective, const std::string& principal,
                     const std::string& unit) {
  if (principal.empty()) return false;
  for (const Assignment& assignment : AllAssignments(objective)) {
    if (assignment.responsabile() != principal ||
        assignment.role() == event::v1::RESPONSABILE_ROLE_CONTRIBUTOR) {
      continue;
    }
    if (unit.empty() || assignment.unit().empty() || assignment.unit() == unit) return true;
  }
  return false;
}

Refused CheckFigure(Case& c, const std::string& text, Outcome outcome) {
  const auto percent = ReadDecimal(text);
  if (!percent.has_value() && outcome == event::v1::OUTCOME_UNSPECIFIED) {
    return c.RefuseField(RefusalReason::kResultWithoutFigure, "percent");
  }
  if (!percent.has_value()) return std::nullopt;
  if (Refused refused = CheckResultPercent(c, text, "percent"); refused) return refused;
  const bool contradicts =
      (outcome == event::v1::OUTCOME_REACHED && *percent == Decimal()) ||
      (outcome == event::v1::OUTCOME_NOT_REACHED && *percent >= Decimal::Whole(100));
  if (contradicts) c.Warn(WarningReason::kOutcomeContradictsPercent, {{"percent", text}});
  return std::nullopt;
}

bool Differs(const FinalResult& result, const std::string& percent, Outcome outcome) {
  if (result.outcome != outcome) return true;
  const auto before = ReadDecimal(result.percent);
  const auto now = ReadDecimal(percent);
  if (before.has_value() != now.has_value()) return true;
  return now.has_value() && *before != *now;
}

}  // namespace

Refused CheckAssessed(const Case& c, const ObjectiveCase& o, FactKind kind,
                      const std::string& unit) {
  const FactTraits traits = TraitsOf(kind);
  if (!traits.moves_figures || !traits.needs_live_objective) return std::nullopt;
  if (kind == FactKind::kFinalResultAssessed) return std::nullopt;
  // A result is of its unit; what befalls the whole objective befalls every unit of it.
  const bool of_all_units = unit.empty() && traits.unit != UnitRule::kResult;
  if (of_all_units ? !IsAssessedAnywhere(o.objective) : !IsAssessed(o.objective, unit)) {
    return std::nullopt;
  }
  return c.Refuse(RefusalReason::kObjectiveAssessed, "", {{"objective", o.id}});
}

void WarnOfFactsAfter(Case& c, const ObjectiveCase& o) {
  const std::string& unit = c.proposal.unit;
  FactOrder last;
  const auto is_after = [&](const FactOrder& order) {
    if (!order.is_set() || order.day <= c.day()) return false;
    if (!last.is_set() || last < order) last = order;
    return true;
  };
  for (const auto& [of_unit, result] : o.objective.results) {
    if (!unit.empty() && of_unit != unit) continue;
    is_after(result.last_report);
    for (const auto& [order, not_due] : result.not_due) is_after(order);
  }
  int open_count = 0;
  for (const auto& [id, scostamento] : o.objective.scostamenti) {
    if (!unit.empty() && scostamento.unit != unit) continue;
    if (is_after(scostamento.recorded.order()) && scostamento.is_open()) ++open_count;
  }
  if (!last.is_set()) return;
  Details details{{"last", last.EffectiveOn()}};
  if (open_count > 0) details["scostamenti"] = std::to_string(open_count);
  c.Warn(WarningReason::kFactsAfterExclusion, std::move(details));
}

Refused JudgeSuspended(Case& c, const ObjectiveCase& o) {
  const FactOrder since = SuspendedBy(o.objective, c.proposal.unit, c.day());
  const NextChange next = NextAfter(c, o);
  if (!since.is_set() && !next.suspended) {
    event::v1::Period suspension;
    suspension.set_from(c.proposal.effective_on);
    // Until the resumption that was recorded before it, where there is one.
    if (next.order.is_set()) suspension.set_to(next.order.EffectiveOn());
    WarnOfExcuseTooLate(c, o, suspension);
    return std::nullopt;
  }
  const FactOrder& other = since.is_set() ? since : next.order;
  return c.Refuse(RefusalReason::kObjectiveAlreadySuspended, "",
                  {{"suspended_on", other.EffectiveOn()}});
}

Refused JudgeResumed(Case& c, const ObjectiveCase& o) {
  const auto& suspensions = o.objective.ResultOf(c.proposal.unit).suspensions;
  auto next = suspensions.upper_bound(c.order());
  const bool is_suspended = next != suspensions.begin() && std::prev(next)->second.suspended;
  const bool resumes_later = next != suspensions.end() && !next->second.suspended;
  if (is_suspended && !resumes_later) return std::nullopt;
  return c.Refuse(RefusalReason::kObjectiveNotSuspended, "",
                  {{"effective_on", c.proposal.effective_on}});
}

Refused JudgeExcluded(Case& c, const ObjectiveCase& o) {
  const auto& exclusion = ExclusionOf(o.objective, c.proposal.unit);
  if (!exclusion.is_set()) {
    // From whatever day: it ends every miss.
    WarnOfExcuseTooLate(c, o, event::v1::Period());
    WarnOfFactsAfter(c, o);
    return std::nullopt;
  }
  return c.Refuse(RefusalReason::kObjectiveAlreadyExcluded, "",
                  {{"excluded_on", exclusion->order.EffectiveOn()}});
}

Refused JudgeResponsabileChanged(Case& c, const ObjectiveCase& o,
                                 const event::v1::ResponsabileChanged& fact) {
  const Assignment& incoming = fact.incoming();
  if (!incoming.unit().empty() && !HasUnit(*o.definition, incoming.unit())) {
    return c.RefuseField(RefusalReason::kUnitNotOfObjective, "incoming.unit",
                         {{"unit", incoming.unit()}, {"objective", o.id}});
  }
  if (Refused refused = CheckPeriod(c, incoming.validity(), "incoming.validity"); refused) {
    return refused;
  }
  if (fact.outgoing() == incoming.responsabile()) {
    return c.RefuseField(RefusalReason::kIncomingEqualsOutgoing, "incoming.responsabile");
  }
  if (!fact.outgoing().empty() && !HeldRole(c, o, fact.outgoing(), incoming)) {
    return c.RefuseField(RefusalReason::kOutgoingNotResponsible, "outgoing",
                         {{"outgoing", fact.outgoing()},
                          {"role", event::v1::ResponsabileRole_Name(incoming.role())}});
  }
  for (const Assignment& assignment : AssignmentsOn(o.objective, c.day())) {
    if (!HoldsRole(assignment, incoming.responsabile(), incoming)) continue;
    return c.RefuseField(RefusalReason::kIncomingAlreadyResponsible, "incoming.responsabile",
                         {{"incoming", incoming.responsabile()}});
  }
  return std::nullopt;
}

Refused JudgeSegnalazione(Case& c, const ObjectiveCase& o,
                          const event::v1::SegnalazioneRaised& fact) {
  if (!o.objective.segnalazioni.contains(fact.segnalazione())) return std::nullopt;
  return c.RefuseField(RefusalReason::kSegnalazioneExists, "segnalazione",
                       {{"segnalazione", fact.segnalazione()}});
}

Refused JudgeFinalProposed(Case& c, const ObjectiveCase& o,
                           const event::v1::FinalResultProposed& fact) {
  if (Refused refused = CheckFigure(c, fact.percent(), fact.outcome()); refused) return refused;
  AskForCauseOfFinalResult(c, o, fact.percent(), fact.outcome());
  // That all of it is there says nothing of when: only the Nucleo's word is the last one.
  if (IsWhole(fact.percent(), fact.outcome())) AskForCauseOfLateness(c, o);
  return std::nullopt;
}

Refused JudgeFinalAssessed(Case& c, const ObjectiveCase& o,
                           const event::v1::FinalResultAssessed& fact) {
  const event::v1::Actor& actor = c.command.actor;
  for (const std::string* assessor : {&actor.principal(), &actor.on_behalf_of()}) {
    if (!EverAnsweredFor(o.objective, *assessor, c.proposal.unit)) continue;
    return c.Refuse(RefusalReason::kOwnObjectiveAssessed, "actor", {{"principal", *assessor}});
  }
  if (Refused refused = CheckFigure(c, fact.percent(), fact.outcome()); refused) return refused;
  const UnitResult& result = o.objective.ResultOf(c.proposal.unit);
  if (!result.final_proposed.is_set()) c.Warn(WarningReason::kNothingProposed);
  // Also a second thought of the Nucleo's own wants its reasons.
  const auto& before =
      result.final_assessed.is_set() ? result.final_assessed : result.final_proposed;
  if (before.is_set() && !SaysSomething(fact.reasons()) &&
      Differs(before->value, fact.percent(), fact.outcome())) {
    return c.RefuseField(RefusalReason::kReasonMissing, "reasons");
  }
  if (result.final_assessed.is_set()) {
    if (Refused refused = CheckFollows(c, result.final_assessed->order()); refused) return refused;
  }
  AskForCauseOfFinalResult(c, o, fact.percent(), fact.outcome());
  return std::nullopt;
}

}  // namespace traguardo::domain
