// The form of a proposal, and the one switch that hands its fact to its judge.

#include "services/domain/decide/decide_dispatch.h"

#include <utility>

#include "services/domain/decide/case/decide_case.h"
#include "services/domain/decide/decide_every_fact.h"
#include "services/domain/decide/monitoring/decide_monitoring.h"
#include "services/domain/decide/plan/decide_plan.h"
#include "services/domain/definitions/current_definition.h"
#include "services/domain/facts/field_rules.h"

namespace traguardo::domain {
namespace {

using event::v1::Fact;

Refusal Malformed(int index, std::string field, std::string_view problem) {
  return {.reason = RefusalReason::kFieldInvalid,
          .proposal_index = index,
          .field = std::move(field),
          .details = {{"problem", std::string(problem)}}};
}

bool EndsWith(std::string_view path, std::string_view segment) {
  if (!path.ends_with(segment)) return false;
  return path.size() == segment.size() || path[path.size() - segment.size() - 1] == '.';
}

// A missing act and a missing reason have names of their own: they are what a domain expert asks
// for first.
RefusalReason ReasonFor(const FieldViolation& violation) {
  if (violation.kind != FieldViolationKind::kRequired) return RefusalReason::kFieldInvalid;
  if (EndsWith(violation.path, "act")) return RefusalReason::kActMissing;
  if (EndsWith(violation.path, "reason") || EndsWith(violation.path, "reasons")) {
    return RefusalReason::kReasonMissing;
  }
  return RefusalReason::kFieldInvalid;
}

// The API has checked the form and named every fault; here nothing malformed gets past, whoever
// calls.
Refused CheckForm(const google::protobuf::Message& message, std::string_view prefix, int index) {
  const std::vector<FieldViolation> violations = CheckFields(message, 1);
  if (violations.empty()) return std::nullopt;
  Refusal refusal = Malformed(index, std::string(prefix) + violations.front().path,
                              DescribeFieldViolation(violations.front()));
  refusal.reason = ReasonFor(violations.front());
  return refusal;
}

Refused JudgeKind(Case& c, const PlanCase* plan, const ObjectiveCase* objective) {
  const Fact& fact = c.proposal.fact;
  switch (fact.kind_case()) {
    case Fact::kEnteRegistered:
      return JudgeEnteRegistered(c);
    case Fact::kOrganisationChanged:
      return JudgeOrganisationChanged(c, fact.organisation_changed());
    case Fact::kConsentGiven:
      return JudgeConsentGiven(c, fact.consent_given());
    case Fact::kConsentWithdrawn:
      return JudgeConsentWithdrawn(c, fact.consent_withdrawn());
    case Fact::kPersonalDataWithdrawn:
      return JudgePersonalDataWithdrawn(c, fact.personal_data_withdrawn());

    case Fact::kPlanDrafted:
      return JudgePlanDrafted(c, fact.plan_drafted());
    case Fact::kRuleSetAdopted:
      return JudgeRuleSetAdopted(c, *plan, fact.rule_set_adopted());
    case Fact::kObjectiveDefined:
      return JudgeObjectiveDefined(c, *plan, fact.objective_defined());
    case Fact::kObjectiveRedefined:
      return JudgeObjectiveRedefined(c, *plan, fact.objective_redefined());
    case Fact::kObjectiveRemoved:
      return JudgeObjectiveRemoved(c, *plan, fact.objective_removed());
    case Fact::kPlanAdopted:
      return JudgePlanAdopted(c, *plan, fact.plan_adopted());
    case Fact::kPlanAmended:
      return JudgePlanAmended(c, *plan, fact.plan_amended());
    case Fact::kObjectiveCarriedOver:
      return JudgeCarriedOver(c, *plan, fact.objective_carried_over());
    case Fact::kNarrativeRecorded:
      return std::nullopt;
    case Fact::kAggregateResultDeclared:
      return JudgeAggregate(c, *plan, fact.aggregate_result_declared());
    case Fact::kBandCountsRecorded:
      return JudgeBandCounts(c, fact.band_counts_recorded());
    case Fact::kResourcesPlanned:
      return JudgeResourcesPlanned(c, *plan, fact.resources_planned());
    case Fact::kResourcesUsed:
      return JudgeResourcesUsed(c, *plan, fact.resources_used());
    case Fact::kConsuntivoFrozen:
      return JudgeFrozen(c, *plan, fact.consuntivo_frozen());
    case Fact::kConsuntivoApproved:
      return JudgeApproved(c, *plan, fact.consuntivo_approved());
    case Fact::kConsuntivoValidated:
      return JudgeValidated(c, *plan, fact.consuntivo_validated());
    case Fact::kValidationRefused:
      return JudgeValidationRefused(c, *plan, fact.validation_refused());
    case Fact::kRelazionePublished:
      return JudgePublished(c, *plan, fact.relazione_published());
    case Fact::kYearClosed:
      return JudgeYearClosed(c, *plan);

    case Fact::kProgressRecorded:
      return JudgeProgress(c, *objective, fact.progress_recorded());
    case Fact::kMeasurementRecorded:
      return JudgeMeasurement(c, *objective, fact.measurement_recorded());
    case Fact::kOutcomeStated:
      return JudgeOutcome(c, *objective);
    case Fact::kMilestoneReached:
      return JudgeMilestoneReached(c, *objective, fact.milestone_reached());
    case Fact::kNotDueDeclared:
      return JudgeNotDue(c, *objective, fact.not_due_declared());
    case Fact::kScostamentoRecorded:
      return JudgeScostamento(c, *objective, fact.scostamento_recorded());
    case Fact::kScostamentoCausesStated:
      return JudgeCausesStated(c, *objective, fact.scostamento_causes_stated());
    case Fact::kCorrectiveMeasurePlanned:
      return JudgeMeasurePlanned(c, *objective, fact.corrective_measure_planned());
    case Fact::kCorrectiveMeasureAdopted:
      return JudgeMeasureAdopted(c, *objective, fact.corrective_measure_adopted());
    case Fact::kCorrectiveMeasureDropped:
      return JudgeMeasureDropped(c, *objective, fact.corrective_measure_dropped());
    case Fact::kScostamentoClosed:
      return JudgeScostamentoClosed(c, *objective, fact.scostamento_closed());
    case Fact::kRipianificazioneProposed:
      return JudgeProposed(c, *objective, fact.ripianificazione_proposed());
    case Fact::kRipianificazioneApproved:
      return JudgeApproval(c, *objective, fact.ripianificazione_approved());
    case Fact::kRipianificazioneRejected:
      return JudgeRejection(c, *objective, fact.ripianificazione_rejected());
    case Fact::kObjectiveSuspended:
      return JudgeSuspended(c, *objective);
    case Fact::kObjectiveResumed:
      return JudgeResumed(c, *objective);
    case Fact::kObjectiveExcluded:
      return JudgeExcluded(c, *objective);
    case Fact::kResponsabileChanged:
      return JudgeResponsabileChanged(c, *objective, fact.responsabile_changed());
    case Fact::kSegnalazioneRaised:
      return JudgeSegnalazione(c, *objective, fact.segnalazione_raised());
    case Fact::kFinalResultProposed:
      return JudgeFinalProposed(c, *objective, fact.final_result_proposed());
    case Fact::kFinalResultAssessed:
      return JudgeFinalAssessed(c, *objective, fact.final_result_assessed());

    case Fact::kRoundOpened:
      return JudgeRoundOpened(c, *plan, fact.round_opened());
    case Fact::kReportSubmitted:
      return JudgeReportSubmitted(c, *plan, fact.report_submitted());
    case Fact::kReportReturned:
      return JudgeReportReturned(c, *plan, fact.report_returned());
    case Fact::kReportApproved:
      return JudgeReportApproved(c, *plan, fact.report_approved());
    case Fact::kRoundClosed:
      return JudgeRoundClosed(c, *plan);

    case Fact::kFactCorrected:
      return JudgeCorrected(c, fact.fact_corrected());
    case Fact::KIND_NOT_SET:
      return c.Refuse(RefusalReason::kFactMissing, "fact");
  }
  return c.Refuse(RefusalReason::kFactMissing, "fact");
}

Refused JudgeInObjective(Case& c, const PlanCase& plan) {
  const std::string& id = c.proposal.stream.id();
  const auto found = plan.plan.objectives.find(id);
  if (found == plan.plan.objectives.end() || !found->second.exists()) {
    const bool removed = found != plan.plan.objectives.end() && found->second.removed.is_set();
    return c.Refuse(removed ? RefusalReason::kObjectiveRemoved : RefusalReason::kObjectiveUnknown,
                    "stream", {{"objective", id}});
  }
  const ObjectiveCase objective{plan.year, plan.plan, id, found->second,
                                CurrentDefinition(found->second)};
  if (Refused refused = CheckUnit(c, objective); refused) return refused;
  if (Refused refused = CheckLive(c, objective); refused) return refused;
  if (Refused refused = CheckAssessed(c, objective, c.kind(), c.proposal.unit); refused) {
    return refused;
  }
  if (c.kind() != Fact::kFactCorrected && c.traits.recorder == Recorder::kResponsabile) {
    if (Refused refused = JudgeResponsibility(c, objective, c.proposal.unit); refused) {
      return refused;
    }
  }
  if (Refused refused = JudgeKind(c, &plan, &objective); refused) return refused;
  WarnOfResultDay(c, plan.plan);
  return std::nullopt;
}

Refused JudgeInPlan(Case& c) {
  const int year = c.proposal.stream.year();
  const PlanYear* plan = c.ente.FindYear(year);
  const bool drafted = plan != nullptr && plan->exists();
  if (c.kind() == Fact::kPlanDrafted) {
    if (!drafted) {
      if (Refused refused = CheckDayInPlan(c); refused) return refused;
      return JudgeKind(c, nullptr, nullptr);
    }
    return c.Refuse(RefusalReason::kPlanAlreadyDrafted, "stream", {{"year", std::to_string(year)}});
  }
  if (!drafted) {
    return c.Refuse(RefusalReason::kPlanNotDrafted, "stream", {{"year", std::to_string(year)}});
  }
  if (Refused refused = CheckDayInPlan(c); refused) return refused;
  if (Refused refused = CheckYear(c, *plan); refused) return refused;
  const PlanCase in_plan{year, *plan};
  if (c.proposal.stream.kind() == StreamKind::kObjective) return JudgeInObjective(c, in_plan);
  return JudgeKind(c, &in_plan, nullptr);
}

}  // namespace

Refused JudgeProposal(const Ente& ente, const Command& command, const Stamp& stamp, int index,
                      CommandMemory& memory, std::vector<Warning>& warnings) {
  const Proposal& proposal = command.proposals[static_cast<size_t>(index)];
  if (proposal.fact.kind_case() == Fact::KIND_NOT_SET) {
    return Refusal{.reason = RefusalReason::kFactMissing, .proposal_index = index, .field = "fact"};
  }
  if (Refused refused = CheckForm(proposal.fact, "fact.", index); refused) return refused;
  if (Refused refused = CheckForm(proposal.evidence, "evidence.", index); refused) return refused;
  if (!proposal.unit.empty() && !IsId(proposal.unit)) {
    return Malformed(index, "unit", "is not an id");
  }
  if (proposal.effective_on.empty()) {
    return Refusal{.reason = RefusalReason::kEffectiveDateMissing,
                   .proposal_index = index,
                   .field = "effective_on"};
  }
  const auto parsed = TryParseCivilDate(proposal.effective_on);
  const CivilDate* effective_on = std::get_if<CivilDate>(&parsed);
  if (effective_on == nullptr) {
    return Malformed(
        index, "effective_on",
        DescribeCivilDateError(std::get<CivilDateError>(parsed), proposal.effective_on));
  }

  Case c{ente,         command, stamp,    memory,
         warnings,     index,   proposal, TraitsOf(proposal.fact.kind_case()),
         *effective_on};
  if (Refused refused = CheckStream(c); refused) return refused;
  if (Refused refused = JudgeRole(c); refused) return refused;
  if (Refused refused = CheckDayHasCome(c); refused) return refused;
  if (Refused refused = CheckActs(c); refused) return refused;
  const bool registering = c.kind() == Fact::kEnteRegistered;
  if (!registering && !ente.base.exists()) return c.Refuse(RefusalReason::kEnteNotRegistered);
  if (proposal.stream.kind() != StreamKind::kObjective && !proposal.unit.empty()) {
    return c.Refuse(RefusalReason::kUnitNotExpected, "unit", {{"unit", proposal.unit}});
  }
  if (proposal.stream.kind() == StreamKind::kEnte) return JudgeKind(c, nullptr, nullptr);
  return JudgeInPlan(c);
}

}  // namespace traguardo::domain
