// Shared by the sources of Evolve only: how each kind of fact is added to its aggregate. One
// overload for each fact; the one switch over all of them is in evolve.cc.
//
// All of them are total, order-independent and harmless when repeated: they offer values to
// registers and put entries under keys that the fact itself gives.

#ifndef TRAGUARDO_SERVICES_DOMAIN_EVOLVE_EVOLVE_INTERNAL_H_
#define TRAGUARDO_SERVICES_DOMAIN_EVOLVE_EVOLVE_INTERNAL_H_

#include <string>

#include "services/domain/state/state.h"
#include "traguardo/event/v1/envelope.pb.h"

namespace traguardo::domain {

// What the envelope says about any fact.
struct Recorded {
  Provenance by;
  const std::string& unit;

  const FactOrder& order() const { return by.order; }
};

// Ente.
void Add(EnteBase& base, const Recorded& fact, const event::v1::EnteRegistered& kind);
void Add(EnteBase& base, const Recorded& fact, const event::v1::OrganisationChanged& kind);
void Add(EnteBase& base, const Recorded& fact, const event::v1::ConsentGiven& kind);
void Add(EnteBase& base, const Recorded& fact, const event::v1::ConsentWithdrawn& kind);
void Add(EnteBase& base, const Recorded& fact, const event::v1::PersonalDataWithdrawn& kind);

// Plan-year.
void Add(PlanYear& plan, const Recorded& fact, const event::v1::PlanDrafted& kind);
void Add(PlanYear& plan, const Recorded& fact, const event::v1::RuleSetAdopted& kind);
void Add(PlanYear& plan, const Recorded& fact, const event::v1::ObjectiveDefined& kind);
void Add(PlanYear& plan, const Recorded& fact, const event::v1::ObjectiveRedefined& kind);
void Add(PlanYear& plan, const Recorded& fact, const event::v1::ObjectiveRemoved& kind);
void Add(PlanYear& plan, const Recorded& fact, const event::v1::PlanAdopted& kind);
void Add(PlanYear& plan, const Recorded& fact, const event::v1::PlanAmended& kind);
void Add(PlanYear& plan, const Recorded& fact, const event::v1::ObjectiveCarriedOver& kind);
void Add(PlanYear& plan, const Recorded& fact, const event::v1::NarrativeRecorded& kind);
void Add(PlanYear& plan, const Recorded& fact, const event::v1::AggregateResultDeclared& kind);
void Add(PlanYear& plan, const Recorded& fact, const event::v1::BandCountsRecorded& kind);
void Add(PlanYear& plan, const Recorded& fact, const event::v1::ResourcesPlanned& kind);
void Add(PlanYear& plan, const Recorded& fact, const event::v1::ResourcesUsed& kind);
void Add(PlanYear& plan, const Recorded& fact, const event::v1::ConsuntivoFrozen& kind);
void Add(PlanYear& plan, const Recorded& fact, const event::v1::ConsuntivoApproved& kind);
void Add(PlanYear& plan, const Recorded& fact, const event::v1::ConsuntivoValidated& kind);
void Add(PlanYear& plan, const Recorded& fact, const event::v1::ValidationRefused& kind);
void Add(PlanYear& plan, const Recorded& fact, const event::v1::RelazionePublished& kind);
void Add(PlanYear& plan, const Recorded& fact, const event::v1::YearClosed& kind);

// Objective: reports.
void Add(Objective& objective, const Recorded& fact, const event::v1::ProgressRecorded& kind);
void Add(Objective& objective, const Recorded& fact, const event::v1::MeasurementRecorded& kind);
void Add(Objective& objective, const Recorded& fact, const event::v1::OutcomeStated& kind);
void Add(Objective& objective, const Recorded& fact, const event::v1::MilestoneReached& kind);
void Add(Objective& objective, const Recorded& fact, const event::v1::NotDueDeclared& kind);
void Add(Objective& objective, const Recorded& fact, const event::v1::ObjectiveSuspended& kind);
void Add(Objective& objective, const Recorded& fact, const event::v1::ObjectiveResumed& kind);
void Add(Objective& objective, const Recorded& fact, const event::v1::ObjectiveExcluded& kind);
void Add(Objective& objective, const Recorded& fact, const event::v1::ResponsabileChanged& kind);
void Add(Objective& objective, const Recorded& fact, const event::v1::SegnalazioneRaised& kind);
void Add(Objective& objective, const Recorded& fact, const event::v1::FinalResultProposed& kind);
void Add(Objective& objective, const Recorded& fact, const event::v1::FinalResultAssessed& kind);

// Objective: deviations and replanning.
void Add(Objective& objective, const Recorded& fact, const event::v1::ScostamentoRecorded& kind);
void Add(Objective& objective, const Recorded& fact,
         const event::v1::ScostamentoCausesStated& kind);
void Add(Objective& objective, const Recorded& fact,
         const event::v1::CorrectiveMeasurePlanned& kind);
void Add(Objective& objective, const Recorded& fact,
         const event::v1::CorrectiveMeasureAdopted& kind);
void Add(Objective& objective, const Recorded& fact,
         const event::v1::CorrectiveMeasureDropped& kind);
void Add(Objective& objective, const Recorded& fact, const event::v1::ScostamentoClosed& kind);
void Add(Objective& objective, const Recorded& fact,
         const event::v1::RipianificazioneProposed& kind);
void Add(Objective& objective, const Recorded& fact,
         const event::v1::RipianificazioneApproved& kind);
void Add(Objective& objective, const Recorded& fact,
         const event::v1::RipianificazioneRejected& kind);

// Round.
void Add(Round& round, const Recorded& fact, const event::v1::RoundOpened& kind);
void Add(Round& round, const Recorded& fact, const event::v1::ReportSubmitted& kind);
void Add(Round& round, const Recorded& fact, const event::v1::ReportReturned& kind);
void Add(Round& round, const Recorded& fact, const event::v1::ReportApproved& kind);
void Add(Round& round, const Recorded& fact, const event::v1::RoundClosed& kind);

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_EVOLVE_EVOLVE_INTERNAL_H_
