// The judges of facts about an ente, a plan and its consuntivo, and of a command's end.

#ifndef TRAGUARDO_SERVICES_DOMAIN_DECIDE_PLAN_DECIDE_PLAN_H_
#define TRAGUARDO_SERVICES_DOMAIN_DECIDE_PLAN_DECIDE_PLAN_H_

#include <vector>

#include "services/domain/commands/warning.h"
#include "services/domain/decide/case/decide_case.h"
#include "services/domain/state/state.h"

namespace traguardo::domain {

// --- The ente. -----------------------------------------------------------------------------------
Refused JudgeEnteRegistered(Case& c);
Refused JudgeOrganisationChanged(Case& c, const event::v1::OrganisationChanged& fact);
Refused JudgeConsentGiven(Case& c, const event::v1::ConsentGiven& fact);
Refused JudgeConsentWithdrawn(Case& c, const event::v1::ConsentWithdrawn& fact);
Refused JudgePersonalDataWithdrawn(Case& c, const event::v1::PersonalDataWithdrawn& fact);

// --- The plan. -----------------------------------------------------------------------------------
Refused JudgePlanDrafted(Case& c, const event::v1::PlanDrafted& fact);
Refused JudgeRuleSetAdopted(Case& c, const PlanCase& p, const event::v1::RuleSetAdopted& fact);
Refused JudgeObjectiveDefined(Case& c, const PlanCase& p, const event::v1::ObjectiveDefined& fact);
Refused JudgeObjectiveRedefined(Case& c, const PlanCase& p,
                                const event::v1::ObjectiveRedefined& fact);
Refused JudgeObjectiveRemoved(Case& c, const PlanCase& p, const event::v1::ObjectiveRemoved& fact);
Refused JudgePlanAdopted(Case& c, const PlanCase& p, const event::v1::PlanAdopted& fact);
Refused JudgePlanAmended(Case& c, const PlanCase& p, const event::v1::PlanAmended& fact);
Refused JudgeCarriedOver(Case& c, const PlanCase& p, const event::v1::ObjectiveCarriedOver& fact);
Refused JudgeAggregate(Case& c, const PlanCase& p, const event::v1::AggregateResultDeclared& fact);
Refused JudgeBandCounts(Case& c, const event::v1::BandCountsRecorded& fact);
Refused JudgeResourcesPlanned(Case& c, const PlanCase& p, const event::v1::ResourcesPlanned& fact);
Refused JudgeResourcesUsed(Case& c, const PlanCase& p, const event::v1::ResourcesUsed& fact);

// --- The consuntivo. -----------------------------------------------------------------------------
Refused JudgeFrozen(Case& c, const PlanCase& p, const event::v1::ConsuntivoFrozen& fact);
Refused JudgeApproved(Case& c, const PlanCase& p, const event::v1::ConsuntivoApproved& fact);
Refused JudgeValidated(Case& c, const PlanCase& p, const event::v1::ConsuntivoValidated& fact);
Refused JudgeValidationRefused(Case& c, const PlanCase& p,
                               const event::v1::ValidationRefused& fact);
Refused JudgePublished(Case& c, const PlanCase& p, const event::v1::RelazionePublished& fact);
Refused JudgeYearClosed(Case& c, const PlanCase& p);

// --- What is judged at the end of a command. -----------------------------------------------------
// `warnings` takes what a draft, or a rule set that only warns, is told about its weights.
Refused JudgeEndOfCommand(const Ente& ente, const CommandMemory& memory,
                          std::vector<Warning>& warnings);

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_DECIDE_PLAN_DECIDE_PLAN_H_
