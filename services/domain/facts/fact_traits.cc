#include "services/domain/facts/fact_traits.h"

#include "google/protobuf/descriptor.h"

namespace traguardo::domain {
namespace {

using event::v1::Fact;

FactTraits EnteFact(Recorder recorder, const char* instead) {
  return {.stream = StreamKind::kEnte,
          .recorder = recorder,
          .correctable = Correctable::kNever,
          .instead = instead};
}

FactTraits PlanFact() { return {.stream = StreamKind::kPlan}; }

FactTraits StructuralPlanFact(const char* instead) {
  return {.stream = StreamKind::kPlan, .correctable = Correctable::kNever, .instead = instead};
}

FactTraits ConsuntivoFact(Recorder recorder, const char* instead) {
  FactTraits traits = StructuralPlanFact(instead);
  traits.recorder = recorder;
  traits.needs_adopted_plan = true;
  return traits;
}

// Something said about a result.
FactTraits ResultFact(Recorder recorder) {
  return {.stream = StreamKind::kObjective,
          .recorder = recorder,
          .unit = UnitRule::kResult,
          .moves_figures = true,
          .needs_live_objective = true};
}

// What becomes of a scostamento, whatever becomes of its objective.
FactTraits FollowUp(Recorder recorder) {
  return {.stream = StreamKind::kObjective,
          .recorder = recorder,
          .unit = UnitRule::kMay,
          .follow_up = true};
}

// Changes how an objective stands in the plan.
FactTraits StatusFact() {
  return {.stream = StreamKind::kObjective,
          .unit = UnitRule::kResultOrWhole,
          .moves_figures = true,
          .needs_live_objective = true,
          .needs_adopted_plan = true};
}

FactTraits RoundFact(Recorder recorder) {
  return {.stream = StreamKind::kRound, .recorder = recorder};
}

}  // namespace

FactTraits TraitsOf(FactKind kind) {
  switch (kind) {
    case Fact::kEnteRegistered:
      return EnteFact(Recorder::kAmministratore, "");
    case Fact::kOrganisationChanged:
      return EnteFact(Recorder::kSegretarioOrAmministratore, "organisation_changed");
    case Fact::kConsentGiven:
      return EnteFact(Recorder::kSegretarioAlone, "consent_withdrawn");
    case Fact::kConsentWithdrawn:
      return EnteFact(Recorder::kSegretarioAlone, "consent_given");
    case Fact::kPersonalDataWithdrawn:
      return EnteFact(Recorder::kSegretarioOrAmministratore, "");

    case Fact::kPlanDrafted:
      return StructuralPlanFact("");
    case Fact::kRuleSetAdopted: {
      FactTraits traits = StructuralPlanFact("rule_set_adopted");
      traits.moves_figures = true;
      return traits;
    }
    case Fact::kObjectiveDefined: {
      FactTraits traits = StructuralPlanFact("objective_removed");
      traits.moves_figures = true;
      return traits;
    }
    case Fact::kObjectiveRedefined:
    case Fact::kObjectiveRemoved: {
      FactTraits traits = PlanFact();
      traits.moves_figures = true;
      traits.correctable = Correctable::kWhileDrafting;
      traits.instead = "ripianificazione_proposed";
      return traits;
    }
    case Fact::kPlanAdopted: {
      FactTraits traits = StructuralPlanFact("plan_amended");
      traits.recorder = Recorder::kOrganoPolitico;
      traits.moves_figures = true;
      return traits;
    }
    case Fact::kPlanAmended: {
      FactTraits traits = StructuralPlanFact("plan_amended");
      traits.recorder = Recorder::kOrganoPolitico;
      traits.moves_figures = true;
      traits.needs_adopted_plan = true;
      return traits;
    }
    case Fact::kObjectiveCarriedOver:
    case Fact::kNarrativeRecorded:
    case Fact::kBandCountsRecorded:
    case Fact::kResourcesPlanned:
      return PlanFact();
    case Fact::kAggregateResultDeclared: {
      FactTraits traits = PlanFact();
      traits.moves_figures = true;
      return traits;
    }
    case Fact::kResourcesUsed: {
      FactTraits traits = PlanFact();
      traits.recorder = Recorder::kResponsabile;
      return traits;
    }
    case Fact::kConsuntivoFrozen:
      return ConsuntivoFact(Recorder::kSegretario, "consuntivo_frozen");
    case Fact::kConsuntivoApproved:
      return ConsuntivoFact(Recorder::kOrganoPolitico, "consuntivo_frozen");
    case Fact::kConsuntivoValidated:
      return ConsuntivoFact(Recorder::kNucleo, "validation_refused");
    case Fact::kValidationRefused:
      return ConsuntivoFact(Recorder::kNucleo, "consuntivo_frozen");
    case Fact::kRelazionePublished:
    case Fact::kYearClosed:
      return ConsuntivoFact(Recorder::kSegretario, "");

    case Fact::kProgressRecorded:
    case Fact::kMeasurementRecorded:
    case Fact::kOutcomeStated:
    case Fact::kMilestoneReached:
    case Fact::kNotDueDeclared:
    case Fact::kFinalResultProposed:
      return ResultFact(Recorder::kResponsabile);
    case Fact::kFinalResultAssessed: {
      FactTraits traits = ResultFact(Recorder::kNucleo);
      traits.needs_adopted_plan = true;
      return traits;
    }
    case Fact::kScostamentoRecorded: {
      // A shortfall may be written down after validation: it explains figures and moves none.
      FactTraits traits = ResultFact(Recorder::kResponsabile);
      traits.moves_figures = false;
      // It explains; a cause may lie in one unit of several that share a result.
      traits.unit = UnitRule::kResultOrMay;
      return traits;
    }
    case Fact::kCorrectiveMeasurePlanned: {
      FactTraits traits = FollowUp(Recorder::kResponsabile);
      traits.follow_up = false;
      return traits;
    }
    case Fact::kScostamentoCausesStated:
    case Fact::kCorrectiveMeasureDropped:
    case Fact::kScostamentoClosed:
      return FollowUp(Recorder::kResponsabile);
    case Fact::kCorrectiveMeasureAdopted:
      return FollowUp(Recorder::kMeasureOwner);
    case Fact::kRipianificazioneProposed: {
      FactTraits traits = StatusFact();
      traits.recorder = Recorder::kResponsabile;
      traits.unit = UnitRule::kNever;
      return traits;
    }
    case Fact::kRipianificazioneApproved: {
      FactTraits traits = StatusFact();
      traits.recorder = Recorder::kOrganoPolitico;
      traits.unit = UnitRule::kNever;
      return traits;
    }
    case Fact::kRipianificazioneRejected:
      // Moves nothing, and answers a proposal also after the objective has left the plan.
      return {.stream = StreamKind::kObjective, .recorder = Recorder::kOrganoPolitico};
    case Fact::kObjectiveSuspended:
    case Fact::kObjectiveResumed:
    case Fact::kObjectiveExcluded:
      return StatusFact();
    case Fact::kResponsabileChanged:
      return {.stream = StreamKind::kObjective};
    case Fact::kSegnalazioneRaised:
      return {
          .stream = StreamKind::kObjective, .recorder = Recorder::kNucleo, .unit = UnitRule::kMay};

    case Fact::kRoundOpened: {
      FactTraits traits = RoundFact(Recorder::kSegretario);
      traits.correctable = Correctable::kNever;
      traits.instead = "round_closed";
      return traits;
    }
    case Fact::kReportSubmitted:
      return RoundFact(Recorder::kResponsabile);
    case Fact::kReportReturned:
    case Fact::kReportApproved:
    case Fact::kRoundClosed:
      return RoundFact(Recorder::kSegretario);

    case Fact::kFactCorrected:
      // Who may record a fact may take it back: judged by the corrected fact.
      return {.follow_up = true, .correctable = Correctable::kNever};
    case Fact::KIND_NOT_SET:
      return {.recorder = Recorder::kAmministratore, .correctable = Correctable::kNever};
  }
  return {.recorder = Recorder::kAmministratore, .correctable = Correctable::kNever};
}

std::string FactKindName(FactKind kind) {
  const auto* field = Fact::descriptor()->FindFieldByNumber(static_cast<int>(kind));
  return field == nullptr ? std::string() : field->name();
}

}  // namespace traguardo::domain
