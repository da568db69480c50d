#include "services/domain/evolve/evolve.h"

#include <algorithm>
#include <cstdint>
#include <variant>

#include "services/domain/evolve/evolve_internal.h"
#include "services/domain/values/resource_name.h"

namespace traguardo::domain {
namespace {

using event::v1::Envelope;
using event::v1::Fact;

// Where a fact belongs, by its stream: exactly one of the first four is set, and the corrections
// with it; all are null when the stream has no valid name.
struct Place {
  EnteBase* base = nullptr;
  PlanYear* plan = nullptr;
  Objective* objective = nullptr;
  Round* round = nullptr;
  Corrections* corrections = nullptr;
};

void MoveOn(uint64_t& last, uint64_t candidate) { last = std::max(last, candidate); }

// Finds the aggregate, or makes it, and moves its revision and last positions on.
Place PlaceOf(Ente& ente, const Envelope& fact) {
  Place place;
  const std::variant<StreamName, NameFault> parsed = TryParseStreamName(fact.stream());
  const StreamName* const stream = std::get_if<StreamName>(&parsed);
  if (stream == nullptr) return place;

  if (stream->kind() == StreamKind::kEnte) {
    place.base = &ente.base;
    place.corrections = &ente.base.corrections;
    MoveOn(ente.base.revision, fact.revision());
    MoveOn(ente.base.last_position, fact.position());
    return place;
  }
  PlanYear& plan = ente.years[stream->year()];
  MoveOn(plan.last_position, fact.position());
  switch (stream->kind()) {
    case StreamKind::kEnte:
      break;
    case StreamKind::kPlan:
      place.plan = &plan;
      place.corrections = &plan.corrections;
      MoveOn(plan.revision, fact.revision());
      MoveOn(plan.last_own_position, fact.position());
      break;
    case StreamKind::kObjective:
      place.objective = &plan.objectives[stream->id()];
      place.corrections = &place.objective->corrections;
      MoveOn(place.objective->revision, fact.revision());
      MoveOn(place.objective->last_position, fact.position());
      break;
    case StreamKind::kRound:
      place.round = &plan.rounds[stream->id()];
      place.corrections = &place.round->corrections;
      MoveOn(place.round->revision, fact.revision());
      MoveOn(place.round->last_position, fact.position());
      break;
  }
  return place;
}

Frozen<ActorNames> SharedNames(Ente& ente, const Envelope& fact) {
  const event::v1::Actor& actor = fact.actor();
  const ActorNamesBefore::Names names(actor.principal(), actor.on_behalf_of(),
                                      fact.responsabile_then());
  if (names == ActorNamesBefore::Names()) return {};
  const auto found = ente.actors.find(names);
  if (found != ente.actors.end()) return *found;
  return *ente.actors
              .insert(Frozen<ActorNames>(
                  ActorNames{actor.principal(), actor.on_behalf_of(), fact.responsabile_then()}))
              .first;
}

// A fact whose stream is of another kind has no target and is left alone.
template <typename Target, typename Kind>
void AddTo(Target* target, const Recorded& fact, const Kind& kind) {
  if (target != nullptr) Add(*target, fact, kind);
}

void AddCorrection(Corrections* corrections, const Recorded& fact,
                   const event::v1::FactCorrected& kind) {
  if (corrections == nullptr) return;
  (*corrections)[kind.corrected_position()].Offer(fact.by, kind.reason());
}

void AddTo(const Place& at, const Recorded& by, const Fact& fact) {
  switch (fact.kind_case()) {
    case Fact::kEnteRegistered:
      return AddTo(at.base, by, fact.ente_registered());
    case Fact::kOrganisationChanged:
      return AddTo(at.base, by, fact.organisation_changed());
    case Fact::kConsentGiven:
      return AddTo(at.base, by, fact.consent_given());
    case Fact::kConsentWithdrawn:
      return AddTo(at.base, by, fact.consent_withdrawn());
    case Fact::kPersonalDataWithdrawn:
      return AddTo(at.base, by, fact.personal_data_withdrawn());

    case Fact::kPlanDrafted:
      return AddTo(at.plan, by, fact.plan_drafted());
    case Fact::kRuleSetAdopted:
      return AddTo(at.plan, by, fact.rule_set_adopted());
    case Fact::kObjectiveDefined:
      return AddTo(at.plan, by, fact.objective_defined());
    case Fact::kObjectiveRedefined:
      return AddTo(at.plan, by, fact.objective_redefined());
    case Fact::kObjectiveRemoved:
      return AddTo(at.plan, by, fact.objective_removed());
    case Fact::kPlanAdopted:
      return AddTo(at.plan, by, fact.plan_adopted());
    case Fact::kPlanAmended:
      return AddTo(at.plan, by, fact.plan_amended());
    case Fact::kObjectiveCarriedOver:
      return AddTo(at.plan, by, fact.objective_carried_over());
    case Fact::kNarrativeRecorded:
      return AddTo(at.plan, by, fact.narrative_recorded());
    case Fact::kAggregateResultDeclared:
      return AddTo(at.plan, by, fact.aggregate_result_declared());
    case Fact::kBandCountsRecorded:
      return AddTo(at.plan, by, fact.band_counts_recorded());
    case Fact::kResourcesPlanned:
      return AddTo(at.plan, by, fact.resources_planned());
    case Fact::kResourcesUsed:
      return AddTo(at.plan, by, fact.resources_used());
    case Fact::kConsuntivoFrozen:
      return AddTo(at.plan, by, fact.consuntivo_frozen());
    case Fact::kConsuntivoApproved:
      return AddTo(at.plan, by, fact.consuntivo_approved());
    case Fact::kConsuntivoValidated:
      return AddTo(at.plan, by, fact.consuntivo_validated());
    case Fact::kValidationRefused:
      return AddTo(at.plan, by, fact.validation_refused());
    case Fact::kRelazionePublished:
      return AddTo(at.plan, by, fact.relazione_published());
    case Fact::kYearClosed:
      return AddTo(at.plan, by, fact.year_closed());

    case Fact::kProgressRecorded:
      return AddTo(at.objective, by, fact.progress_recorded());
    case Fact::kMeasurementRecorded:
      return AddTo(at.objective, by, fact.measurement_recorded());
    case Fact::kOutcomeStated:
      return AddTo(at.objective, by, fact.outcome_stated());
    case Fact::kMilestoneReached:
      return AddTo(at.objective, by, fact.milestone_reached());
    case Fact::kNotDueDeclared:
      return AddTo(at.objective, by, fact.not_due_declared());
    case Fact::kScostamentoRecorded:
      return AddTo(at.objective, by, fact.scostamento_recorded());
    case Fact::kScostamentoCausesStated:
      return AddTo(at.objective, by, fact.scostamento_causes_stated());
    case Fact::kCorrectiveMeasurePlanned:
      return AddTo(at.objective, by, fact.corrective_measure_planned());
    case Fact::kCorrectiveMeasureAdopted:
      return AddTo(at.objective, by, fact.corrective_measure_adopted());
    case Fact::kCorrectiveMeasureDropped:
      return AddTo(at.objective, by, fact.corrective_measure_dropped());
    case Fact::kScostamentoClosed:
      return AddTo(at.objective, by, fact.scostamento_closed());
    case Fact::kRipianificazioneProposed:
      return AddTo(at.objective, by, fact.ripianificazione_proposed());
    case Fact::kRipianificazioneApproved:
      return AddTo(at.objective, by, fact.ripianificazione_approved());
    case Fact::kRipianificazioneRejected:
      return AddTo(at.objective, by, fact.ripianificazione_rejected());
    case Fact::kObjectiveSuspended:
      return AddTo(at.objective, by, fact.objective_suspended());
    case Fact::kObjectiveResumed:
      return AddTo(at.objective, by, fact.objective_resumed());
    case Fact::kObjectiveExcluded:
      return AddTo(at.objective, by, fact.objective_excluded());
    case Fact::kResponsabileChanged:
      return AddTo(at.objective, by, fact.responsabile_changed());
    case Fact::kSegnalazioneRaised:
      return AddTo(at.objective, by, fact.segnalazione_raised());
    case Fact::kFinalResultProposed:
      return AddTo(at.objective, by, fact.final_result_proposed());
    case Fact::kFinalResultAssessed:
      return AddTo(at.objective, by, fact.final_result_assessed());

    case Fact::kRoundOpened:
      return AddTo(at.round, by, fact.round_opened());
    case Fact::kReportSubmitted:
      return AddTo(at.round, by, fact.report_submitted());
    case Fact::kReportReturned:
      return AddTo(at.round, by, fact.report_returned());
    case Fact::kReportApproved:
      return AddTo(at.round, by, fact.report_approved());
    case Fact::kRoundClosed:
      return AddTo(at.round, by, fact.round_closed());

    case Fact::kFactCorrected:
      return AddCorrection(at.corrections, by, fact.fact_corrected());

    case Fact::KIND_NOT_SET:
      // A kind this version does not know. The store refuses to open a log that needs a newer
      // reader, so this is not how data gets lost.
      return;
  }
}

}  // namespace

void Evolve(Ente& ente, const Envelope& fact) {
  if (ente.id.empty()) ente.id = fact.ente();
  const Place place = PlaceOf(ente, fact);
  const Recorded recorded{.by = {.order = OrderOf(fact),
                                 .recorded_at_seconds = fact.recorded_at().seconds(),
                                 .actor = SharedNames(ente, fact)},
                          .unit = fact.unit()};
  AddTo(place, recorded, fact.fact());
}

}  // namespace traguardo::domain
