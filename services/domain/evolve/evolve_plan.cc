#include <algorithm>

#include "services/domain/evolve/evolve_internal.h"

namespace traguardo::domain {
namespace {

// The objective that a fact in the plan's stream names.
Objective& Named(PlanYear& plan, const Recorded& fact, const std::string& id) {
  Objective& objective = plan.objectives[id];
  objective.last_position = std::max(objective.last_position, fact.order().position);
  return objective;
}

}  // namespace

void Add(PlanYear& plan, const Recorded& fact, const event::v1::PlanDrafted& kind) {
  plan.drafted.Offer(fact.by, Frozen(kind));
}

void Add(PlanYear& plan, const Recorded& fact, const event::v1::RuleSetAdopted& kind) {
  plan.rule_sets[kind.version()].Offer(fact.order(), Frozen(kind));
}

void Add(PlanYear& plan, const Recorded& fact, const event::v1::ObjectiveDefined& kind) {
  Objective& objective = Named(plan, fact, kind.objective());
  if (!objective.defined.is_set() || fact.order().position < objective.defined.position) {
    objective.defined = fact.order();
  }
  objective.definition.Offer(fact.order(), Packed(kind.definition()));
}

void Add(PlanYear& plan, const Recorded& fact, const event::v1::ObjectiveRedefined& kind) {
  Named(plan, fact, kind.objective()).definition.Offer(fact.order(), Packed(kind.definition()));
}

void Add(PlanYear& plan, const Recorded& fact, const event::v1::ObjectiveRemoved& kind) {
  Named(plan, fact, kind.objective()).removed.Offer(fact.order(), kind.reason());
}

void Add(PlanYear& plan, const Recorded& fact, const event::v1::PlanAdopted& kind) {
  plan.adopted.Offer(fact.by, Frozen(kind));
}

void Add(PlanYear& plan, const Recorded& fact, const event::v1::PlanAmended& kind) {
  plan.amendments[fact.order()].Offer(fact.by, Frozen(kind));
}

void Add(PlanYear& plan, const Recorded& fact, const event::v1::ObjectiveCarriedOver& kind) {
  Named(plan, fact, kind.objective())
      .carried_over.Offer(fact.order(), CarriedOver{kind.from_year(), kind.from_objective()});
}

void Add(PlanYear& plan, const Recorded& fact, const event::v1::NarrativeRecorded& kind) {
  plan.narratives[kind.section()].Offer(fact.by, kind.text());
}

void Add(PlanYear& plan, const Recorded& fact, const event::v1::AggregateResultDeclared& kind) {
  plan.aggregates[kind.aggregate()].Offer(fact.by, Frozen(kind));
}

void Add(PlanYear& plan, const Recorded& fact, const event::v1::BandCountsRecorded& kind) {
  plan.band_counts[kind.unit()].Offer(fact.by, Frozen(kind));
}

void Add(PlanYear& plan, const Recorded& fact, const event::v1::ResourcesPlanned& kind) {
  Named(plan, fact, kind.objective()).resources_planned.Offer(fact.order(), Frozen(kind));
}

void Add(PlanYear& plan, const Recorded& fact, const event::v1::ResourcesUsed& kind) {
  Named(plan, fact, kind.objective()).resources_used.Offer(fact.order(), Frozen(kind));
}

void Add(PlanYear& plan, const Recorded& fact, const event::v1::ConsuntivoFrozen& kind) {
  plan.consuntivo[kind.version()].frozen.Offer(fact.order(), kind.frozen_position());
}

void Add(PlanYear& plan, const Recorded& fact, const event::v1::ConsuntivoApproved& kind) {
  plan.consuntivo[kind.version()].approved.Offer(fact.order(), Frozen(kind));
}

void Add(PlanYear& plan, const Recorded& fact, const event::v1::ConsuntivoValidated& kind) {
  plan.consuntivo[kind.version()].validated.Offer(fact.order(), Frozen(kind));
}

void Add(PlanYear& plan, const Recorded& fact, const event::v1::ValidationRefused& kind) {
  plan.consuntivo[kind.version()].refused.Offer(fact.order(), kind.reasons());
}

void Add(PlanYear& plan, const Recorded& fact, const event::v1::RelazionePublished& kind) {
  plan.consuntivo[kind.version()].published.Offer(fact.order(), kind.uri());
}

void Add(PlanYear& plan, const Recorded& fact, const event::v1::YearClosed& kind) {
  plan.closed.Offer(fact.order(), kind.note());
}

}  // namespace traguardo::domain
