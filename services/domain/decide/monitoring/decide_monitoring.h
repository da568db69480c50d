// The judges of what is recorded about objectives and rounds while the year runs.

#ifndef TRAGUARDO_SERVICES_DOMAIN_DECIDE_MONITORING_DECIDE_MONITORING_H_
#define TRAGUARDO_SERVICES_DOMAIN_DECIDE_MONITORING_DECIDE_MONITORING_H_

#include <string>

#include "services/domain/decide/case/decide_case.h"
#include "services/domain/definitions/due_day.h"

namespace traguardo::domain {

// A fact of this kind about this unit, recorded or taken back, moves nothing that the Nucleo has
// assessed; the Nucleo itself may assess again.
Refused CheckAssessed(const Case& c, const ObjectiveCase& o, FactKind kind,
                      const std::string& unit);
// Warns when facts stand for days after the one on which the objective, or this unit of it, leaves.
void WarnOfFactsAfter(Case& c, const ObjectiveCase& o);

// As first planned and as planned now.
Deadlines DeadlinesOfObjective(const ObjectiveCase& o);

// --- Ask for the cause of what falls short, unless a scostamento says it (decide_shortfall.cc). --
// A value below the target of its indicator, for the day it is due or a later one.
void AskForCauseOfMeasurement(Case& c, const ObjectiveCase& o,
                              const event::v1::Indicator& indicator,
                              const event::v1::MeasurementRecorded& fact);
// A milestone or phase that is reached, or a phase of which any part is declared, only after its
// day.
void AskForCauseOfMilestone(Case& c, const ObjectiveCase& o, const std::string& id);
// Done only now that the deadline has passed.
void AskForCauseOfLateness(Case& c, const ObjectiveCase& o);
// Less than all of it when the time is over; all of it, but late.
void AskForCauseOfPercent(Case& c, const ObjectiveCase& o, const Decimal& percent);
void AskForCauseOfOutcome(Case& c, const ObjectiveCase& o, event::v1::Outcome outcome);
// A final result, proposed or assessed, of less than all of it.
void AskForCauseOfFinalResult(Case& c, const ObjectiveCase& o, const std::string& percent,
                              event::v1::Outcome outcome);

// --- Look at what is said today of a day that has passed (decide_hindsight.cc). ------------------
// Warns when something inside the period that is now declared not due, suspended or excluded was
// due and not kept before that was said.
void WarnOfExcuseTooLate(Case& c, const ObjectiveCase& o, const event::v1::Period& period);
// Warns when the measurement makes met what was known as not met for a due day that has passed.
void WarnOfMeasuredAnew(Case& c, const ObjectiveCase& o, const event::v1::Indicator& indicator,
                        const event::v1::MeasurementRecorded& fact);
// Warns when all of it is declared for a day, in time, for which it had been declared as short.
void WarnOfDeclaredAnew(Case& c, const ObjectiveCase& o);
// Warns when the fact that is taken back is the measurement that said that a target was missed.
void WarnOfMissTakenBack(Case& c, const ObjectiveCase& o, const event::v1::Envelope& corrected);

// --- An objective. -------------------------------------------------------------------------------
Refused JudgeProgress(Case& c, const ObjectiveCase& o, const event::v1::ProgressRecorded& fact);
Refused JudgeMeasurement(Case& c, const ObjectiveCase& o,
                         const event::v1::MeasurementRecorded& fact);
Refused JudgeOutcome(Case& c, const ObjectiveCase& o);
Refused JudgeMilestoneReached(Case& c, const ObjectiveCase& o,
                              const event::v1::MilestoneReached& fact);
Refused JudgeNotDue(Case& c, const ObjectiveCase& o, const event::v1::NotDueDeclared& fact);
Refused JudgeSuspended(Case& c, const ObjectiveCase& o);
Refused JudgeResumed(Case& c, const ObjectiveCase& o);
Refused JudgeExcluded(Case& c, const ObjectiveCase& o);
Refused JudgeResponsabileChanged(Case& c, const ObjectiveCase& o,
                                 const event::v1::ResponsabileChanged& fact);
Refused JudgeSegnalazione(Case& c, const ObjectiveCase& o,
                          const event::v1::SegnalazioneRaised& fact);
Refused JudgeFinalProposed(Case& c, const ObjectiveCase& o,
                           const event::v1::FinalResultProposed& fact);
Refused JudgeFinalAssessed(Case& c, const ObjectiveCase& o,
                           const event::v1::FinalResultAssessed& fact);

// --- Scostamenti and ripianificazioni. -----------------------------------------------------------
Refused JudgeScostamento(Case& c, const ObjectiveCase& o,
                         const event::v1::ScostamentoRecorded& fact);
Refused JudgeCausesStated(Case& c, const ObjectiveCase& o,
                          const event::v1::ScostamentoCausesStated& fact);
Refused JudgeMeasurePlanned(Case& c, const ObjectiveCase& o,
                            const event::v1::CorrectiveMeasurePlanned& fact);
Refused JudgeMeasureAdopted(Case& c, const ObjectiveCase& o,
                            const event::v1::CorrectiveMeasureAdopted& fact);
Refused JudgeMeasureDropped(Case& c, const ObjectiveCase& o,
                            const event::v1::CorrectiveMeasureDropped& fact);
Refused JudgeScostamentoClosed(Case& c, const ObjectiveCase& o,
                               const event::v1::ScostamentoClosed& fact);
Refused JudgeProposed(Case& c, const ObjectiveCase& o,
                      const event::v1::RipianificazioneProposed& fact);
Refused JudgeApproval(Case& c, const ObjectiveCase& o,
                      const event::v1::RipianificazioneApproved& fact);
Refused JudgeRejection(Case& c, const ObjectiveCase& o,
                       const event::v1::RipianificazioneRejected& fact);

// --- Rounds. -------------------------------------------------------------------------------------
Refused JudgeRoundOpened(Case& c, const PlanCase& p, const event::v1::RoundOpened& fact);
Refused JudgeReportSubmitted(Case& c, const PlanCase& p, const event::v1::ReportSubmitted& fact);
Refused JudgeReportReturned(Case& c, const PlanCase& p, const event::v1::ReportReturned& fact);
Refused JudgeReportApproved(Case& c, const PlanCase& p, const event::v1::ReportApproved& fact);
Refused JudgeRoundClosed(Case& c, const PlanCase& p);

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_DECIDE_MONITORING_DECIDE_MONITORING_H_
