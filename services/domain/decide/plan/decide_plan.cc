// The plan from draft to adoption and amendment, and the objectives in it.

#include "services/domain/decide/plan/decide_plan.h"

#include "services/domain/decide/case/decide_case.h"
#include "services/domain/decide/plan/decide_definition.h"
#include "services/domain/definitions/current_definition.h"
#include "services/domain/status/plan_status.h"
#include "services/domain/values/text.h"

namespace traguardo::domain {
namespace {

using event::v1::ObjectiveDefinition;

const Objective* FindExisting(const PlanYear& plan, const std::string& id) {
  const auto found = plan.objectives.find(id);
  return found != plan.objectives.end() && found->second.exists() ? &found->second : nullptr;
}

Refusal UnknownObjective(const Case& c, const PlanYear& plan, const std::string& id) {
  const auto found = plan.objectives.find(id);
  const bool removed = found != plan.objectives.end() && found->second.removed.is_set();
  return c.RefuseField(
      removed ? RefusalReason::kObjectiveRemoved : RefusalReason::kObjectiveUnknown, "objective",
      {{"objective", id}});
}

Refused CheckAmounts(
    const Case& c, const google::protobuf::RepeatedPtrField<event::v1::ResourceAmount>& resources) {
  for (int i = 0; i < resources.size(); ++i) {
    const auto amount = ReadDecimal(resources[i].amount());
    if (amount.has_value() && *amount < Decimal()) {
      return c.RefuseField(RefusalReason::kAmountNegative,
                           "resources[" + std::to_string(i) + "].amount");
    }
  }
  return std::nullopt;
}

Details AdoptedOn(const PlanYear& plan) {
  return {{"adopted_on", plan.adopted.order().EffectiveOn()}};
}

Refused CheckDefinition(Case& c, const PlanCase& p, const std::string& id,
                        const ObjectiveDefinition& definition) {
  const DefinitionCase d{.c = c,
                         .year = p.year,
                         .plan = p.plan,
                         .objective = id,
                         .definition = definition,
                         .is_changed = false,
                         .warns = true};
  if (Refused refused = CheckStructure(d); refused) return refused;
  if (Refused refused = CheckPlacement(d); refused) return refused;
  if (!definition.gates().empty()) c.memory.new_gates[{p.year, id}] = c.index;
  c.memory.touched_scopes[{p.year, definition.scope()}] = c.index;
  return std::nullopt;
}

// The draft as a whole follows the rule set it is adopted under.
Refused CheckObjectives(const Case& c, const PlanCase& p, const rules::v1::RuleSet& rule_set) {
  int objectives_count = 0;
  int misfits_count = 0;
  Details details;
  for (const auto& [id, objective] : p.plan.objectives) {
    if (!objective.exists()) continue;
    ++objectives_count;
    const auto misfit = MisfitWithRuleSet(*objective.definition.value, rule_set, false);
    if (!misfit.has_value() || ++misfits_count > 1) continue;
    details = {{"objective", id}, {"problem", std::string(RefusalReasonName(misfit->reason))}};
  }
  if (objectives_count == 0) return c.Refuse(RefusalReason::kPlanWithoutObjectives);
  if (misfits_count == 0) return std::nullopt;
  details["count"] = std::to_string(misfits_count);
  return c.Refuse(RefusalReason::kObjectivesContradictRuleSet, "", details);
}

}  // namespace

Refused JudgePlanDrafted(Case& c, const event::v1::PlanDrafted& fact) {
  const auto adoption = ReadDate(fact.adoption_term());
  const auto relazione = ReadDate(fact.relazione_term());
  if (!adoption.has_value() || !relazione.has_value()) return std::nullopt;
  if (!IsCertainlyAfter(*relazione, *adoption)) {
    return c.RefuseField(RefusalReason::kTermsOutOfOrder, "relazione_term");
  }
  const int year = c.proposal.stream.year();
  if (adoption->year() != year) {
    c.Warn(WarningReason::kTermUnusual, {{"year", std::to_string(adoption->year())}});
  }
  if (relazione->year() != year + 1) {
    c.Warn(WarningReason::kTermUnusual, {{"year", std::to_string(relazione->year())}});
  }
  return std::nullopt;
}

Refused JudgeObjectiveDefined(Case& c, const PlanCase& p, const event::v1::ObjectiveDefined& fact) {
  const auto found = p.plan.objectives.find(fact.objective());
  if (found != p.plan.objectives.end() && found->second.definition.is_set()) {
    return c.RefuseField(RefusalReason::kObjectiveAlreadyDefined, "objective",
                         {{"objective", fact.objective()}});
  }
  if (p.plan.is_adopted() && !c.memory.amendments.contains(p.year)) {
    return c.Refuse(RefusalReason::kAmendmentMissing, "", AdoptedOn(p.plan));
  }
  return CheckDefinition(c, p, fact.objective(), fact.definition());
}

Refused JudgeObjectiveRedefined(Case& c, const PlanCase& p,
                                const event::v1::ObjectiveRedefined& fact) {
  const Objective* objective = FindExisting(p.plan, fact.objective());
  if (objective == nullptr) return UnknownObjective(c, p.plan, fact.objective());
  if (p.plan.is_adopted()) {
    return c.Refuse(RefusalReason::kDefinitionFixedByAdoption, "", AdoptedOn(p.plan));
  }
  if (Refused refused = CheckFollows(c, objective->definition.order); refused) return refused;
  // The scope that it leaves changes, too.
  c.memory.touched_scopes[{p.year, objective->definition.value->scope()}] = c.index;
  return CheckDefinition(c, p, fact.objective(), fact.definition());
}

Refused JudgeObjectiveRemoved(Case& c, const PlanCase& p, const event::v1::ObjectiveRemoved& fact) {
  const Objective* objective = FindExisting(p.plan, fact.objective());
  if (objective == nullptr) return UnknownObjective(c, p.plan, fact.objective());
  if (p.plan.is_adopted()) {
    return c.Refuse(RefusalReason::kDefinitionFixedByAdoption, "", AdoptedOn(p.plan));
  }
  for (const auto& [id, other] : p.plan.objectives) {
    if (!other.exists()) continue;
    for (const event::v1::Gate& gate : other.definition.value->gates()) {
      if (gate.objective() != fact.objective()) continue;
      return c.RefuseField(RefusalReason::kObjectiveNamedByGate, "objective",
                           {{"objective", id}, {"gate", gate.id()}});
    }
  }
  c.memory.touched_scopes[{p.year, objective->definition.value->scope()}] = c.index;
  return CheckFollows(c, objective->definition.order);
}

Refused JudgePlanAdopted(Case& c, const PlanCase& p, const event::v1::PlanAdopted& fact) {
  if (p.plan.is_adopted()) {
    return c.Refuse(RefusalReason::kPlanAlreadyAdopted, "", AdoptedOn(p.plan));
  }
  const RuleSetInForce in_force = CurrentRuleSet(p.plan);
  if (!in_force.is_set()) {
    return c.Refuse(RefusalReason::kRuleSetMissing, "", {{"year", std::to_string(p.year)}});
  }
  if (Refused refused = CheckObjectives(c, p, *in_force.rule_set); refused) return refused;

  const auto act_date = ReadDate(fact.act().date());
  const auto term = ReadDate(p.plan.drafted.value->adoption_term());
  if (act_date.has_value() && term.has_value() && IsCertainlyAfter(*act_date, *term)) {
    if (!SaysSomething(fact.lateness_reason())) {
      return c.RefuseField(RefusalReason::kLatenessReasonMissing, "lateness_reason",
                           {{"term", term->ToString()}, {"act_date", fact.act().date()}});
    }
    c.Warn(WarningReason::kPlanAdoptedLate,
           {{"days", std::to_string(DaysBetween(*term, *act_date))}});
  }
  WarnOfLateAct(c, fact.act());
  c.memory.touched_scopes[{p.year, ""}] = c.index;
  return std::nullopt;
}

Refused JudgePlanAmended(Case& c, const PlanCase& p, const event::v1::PlanAmended& fact) {
  const auto adopted_on = p.plan.adopted.order().Date();
  if (adopted_on.has_value() && IsCertainlyBefore(c.effective_on, *adopted_on)) {
    return c.Refuse(RefusalReason::kAmendmentBeforeAdoption, "effective_on", AdoptedOn(p.plan));
  }
  if (!IsSameAct(fact.act(), c.memory.amendments.at(p.year))) {
    return c.RefuseField(RefusalReason::kActDiffersFromAmendment, "act");
  }
  const auto adopted_by = ReadDate(p.plan.adopted.value->act().date());
  if (Refused refused = CheckActNotBefore(c, fact.act(), adopted_by); refused) return refused;
  WarnOfLateAct(c, fact.act());
  return std::nullopt;
}

Refused JudgeCarriedOver(Case& c, const PlanCase& p, const event::v1::ObjectiveCarriedOver& fact) {
  const Objective* objective = FindExisting(p.plan, fact.objective());
  if (objective == nullptr) return UnknownObjective(c, p.plan, fact.objective());
  if (fact.from_year() >= static_cast<uint32_t>(p.year) ||
      !IsPlanYear(static_cast<int>(fact.from_year()))) {
    return c.RefuseField(RefusalReason::kCarriedOverFromLaterYear, "from_year",
                         {{"from_year", std::to_string(fact.from_year())}});
  }
  if (objective->carried_over.is_set()) {
    const CarriedOver& from = objective->carried_over->value;
    return c.RefuseField(RefusalReason::kAlreadyCarriedOver, "objective",
                         {{"from", "plans/" + std::to_string(from.from_year) + "/objectives/" +
                                       from.from_objective}});
  }
  const PlanYear* from_plan = c.ente.FindYear(static_cast<int>(fact.from_year()));
  if (from_plan == nullptr || FindExisting(*from_plan, fact.from_objective()) == nullptr) {
    return c.RefuseField(RefusalReason::kObjectiveUnknown, "from_objective",
                         {{"objective", "plans/" + std::to_string(fact.from_year()) +
                                            "/objectives/" + fact.from_objective()}});
  }
  return std::nullopt;
}

Refused JudgeResourcesPlanned(Case& c, const PlanCase& p, const event::v1::ResourcesPlanned& fact) {
  if (FindExisting(p.plan, fact.objective()) == nullptr) {
    return UnknownObjective(c, p.plan, fact.objective());
  }
  return CheckAmounts(c, fact.resources());
}

Refused JudgeResourcesUsed(Case& c, const PlanCase& p, const event::v1::ResourcesUsed& fact) {
  const Objective* objective = FindExisting(p.plan, fact.objective());
  if (objective == nullptr) return UnknownObjective(c, p.plan, fact.objective());
  const ObjectiveCase o{p.year, p.plan, fact.objective(), *objective,
                        CurrentDefinition(*objective)};
  if (Refused refused = JudgeResponsibility(c, o, ""); refused) return refused;
  return CheckAmounts(c, fact.resources());
}

}  // namespace traguardo::domain
