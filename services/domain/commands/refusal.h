// Why the domain says no. A refusal is normal: nothing was recorded, and the same facts are still
// true. Each comment gives: cause (with its details in brackets); what to do; whether the same
// command may be accepted later without anybody changing it ("Retry"). The names are stable and
// mirrored one to one by ErrorReason in proto/traguardo/api/v1/errors.proto.

#ifndef TRAGUARDO_SERVICES_DOMAIN_COMMANDS_REFUSAL_H_
#define TRAGUARDO_SERVICES_DOMAIN_COMMANDS_REFUSAL_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "services/domain/commands/warning.h"

namespace traguardo::domain {

enum class RefusalReason : uint8_t {
  // --- The command and its form. -----------------------------------------------------------------
  // The command records nothing. Add a fact. Retry: no.
  kCommandEmpty,
  // The command has more facts than one may have (count, limit). Split it; what one act decides has
  // to stay together. Retry: no.
  kCommandTooLarge,
  // A proposal names no fact. Retry: no.
  kFactMissing,
  // A field does not have its form (problem, and limit where there is one). Correct it. Retry: no.
  kFieldInvalid,
  // A reason is needed and none is given. Say why. Retry: no.
  kReasonMissing,
  // An act is needed and none is given. Name organ, kind, number and date. Retry: no.
  kActMissing,
  // The fact does not belong to this stream (stream, expected). Address it to the right one. Retry:
  // no.
  kStreamMismatch,
  // The stream is not at the expected revision (expected, actual): somebody wrote in between. Read,
  // judge again, and send a new command. Retry: no.
  kRevisionMismatch,
  // A unit is named for a fact that is about no unit, or a figure is declared for one unit of an
  // objective that is not transversal and has one result (unit). Leave it out. Retry: no.
  kUnitNotExpected,

  // --- Dates. ------------------------------------------------------------------------------------
  // The fact does not say of which day it speaks. Retry: no.
  kEffectiveDateMissing,
  // The fact speaks of a day that has not come (effective_on, today). Record it then. Retry: on
  // that day.
  kEffectiveDateInFuture,
  // The fact says how a result stood in a month or a year that is not over (effective_on, today):
  // nobody could tell by when. Give the day, or the month. Retry: no.
  kEffectiveDateNotOver,
  // The fact speaks of a day outside the plan's life, which lasts from 1 January of the year before
  // to 31 December of the second year after, without end for corrections and the follow-up of
  // scostamenti (effective_on, from, to). Check day and year. Retry: no.
  kEffectiveDateOutsidePlan,
  // The act bears a date that has not come (act_date, today). Check it. Retry: on that day.
  kActInFuture,
  // The act bears a date before what it decides on: the proposal, or the adoption of the plan it
  // changes (act_date, previous). Check both dates. Retry: no.
  kActBeforeWhatItDecides,
  // Another date that must have come has not (date, today). Check it. Retry: on that day.
  kDateInFuture,
  // A period ends before it starts (from, to). Correct it. Retry: no.
  kPeriodEndsBeforeStart,
  // A period lacks an end that it needs. Give it. Retry: no.
  kPeriodIncomplete,
  // The fact is dated before the one it follows: approved before proposed, settled before planned,
  // resumed before suspended (effective_on, previous). Check effective_on. Retry: no.
  kDatedBeforeWhatItFollows,

  // --- Who may. ----------------------------------------------------------------------------------
  // The command has no actor. A caller inside the server forgot it. Retry: no.
  kActorMissing,
  // This role does not record this kind of fact (role). Ask the segretario. Retry: no.
  kRoleMayNotRecord,
  // The operator has no recorded consent of this ente (principal). The ente gives it. Retry: after
  // that.
  kOperatorWithoutConsent,
  // The actor, or the one in whose name they write, does not answer for the objective (and unit)
  // today (principal, objective, today). The responsabile or a deputy records it, or the
  // segretario.
  // Retry: no.
  kNotResponsible,
  // A fact of the Nucleo is recorded by somebody else without an act of the Nucleo. Name that act,
  // with organ NUCLEO, in the fact or its evidence; on_behalf_of does not replace it. Retry: no.
  kNucleoNotNamed,
  // on_behalf_of names the caller (principal). Leave it out. Retry: no.
  kOnBehalfOfOneself,
  // Somebody assesses an objective they answer for (principal). Another member does. Retry: no.
  kOwnObjectiveAssessed,

  // --- Ente. -------------------------------------------------------------------------------------
  // Nobody has registered this ente. Register it first. Retry: after that.
  kEnteNotRegistered,
  // The ente is registered already. Retry: no.
  kEnteAlreadyRegistered,
  // The change names neither units nor strategic nodes. Retry: no.
  kOrganisationChangeEmpty,
  // Two things have the same id, or it was that of a part that an act has taken out; milestones and
  // phases share one space of ids (id). Choose another one. Retry: no.
  kDuplicateId,
  // The organisation has no such unit (unit). Add it with a change of the organisation. Retry:
  // after that.
  kUnitUnknown,
  // The unit does not exist on the day the fact speaks of, nor later in the plan's year, or in all
  // of that year (unit; day or year). Check day and validity. Retry: no.
  kUnitNotValid,
  // The unit ends and another one below it goes on (unit, child, day). Move or end that one in the
  // same change. Retry: no.
  kUnitHasUnitsBelow,
  // The ente has no such strategic node, or not of this type, or not on that day (node; day). Add
  // it, or check the day. Retry: after that.
  kStrategicNodeUnknown,
  // The tree would lead back to itself (id). Correct the parents. Retry: no.
  kOrganisationCycle,
  // The consent is given already (grantee). Retry: no.
  kConsentAlreadyGiven,
  // There is no such consent to withdraw (grantee). Retry: no.
  kConsentNotGiven,
  // The ente has no fact at this position (position). Check it. Retry: no.
  kPositionUnknown,

  // --- Plan. -------------------------------------------------------------------------------------
  // The plan of this year is not there (year). Draft it first. Retry: after that.
  kPlanNotDrafted,
  // The plan of this year is drafted already (year). Retry: no.
  kPlanAlreadyDrafted,
  // The term of the Relazione is not after the term of adoption. Correct the dates. Retry: no.
  kTermsOutOfOrder,
  // The plan has no rule set. Adopt one first: it names the scopes. Retry: after that.
  kRuleSetMissing,
  // The version does not follow the last one (version, expected). Take the next number. Retry: no.
  kRuleSetVersionNotNext,
  // The rule set has no such scope (scope). Check the id, or adopt a version that has it. Retry:
  // after that.
  kScopeUnknown,
  // A weighted scope does not say what happens when its weights do not sum up (scope). Retry: no.
  kScopeWithoutWeightSumPolicy,
  // The total of a weighted scope is not above zero, or an unweighted scope has a total or a policy
  // (scope). Correct the rule set. Retry: no.
  kScopeWeightsContradictory,
  // Objectives do not follow the rule set in force or to come (count, objective: the first one,
  // problem). Redefine or replan them first. Retry: after that.
  kObjectivesContradictRuleSet,
  // The plan is adopted already (adopted_on). Changes go through an amendment. Retry: no.
  kPlanAlreadyAdopted,
  // The plan is not adopted yet. While it is a draft, redefine the objective instead. Retry: after
  // the adoption.
  kPlanNotAdopted,
  // Definitions are fixed since the adoption (adopted_on). Propose a ripianificazione. Retry: no.
  kDefinitionFixedByAdoption,
  // An objective joins an adopted plan only together with the amendment that adds it, in one
  // command.
  // Retry: no.
  kAmendmentMissing,
  // The plan has no objectives. Define them first. Retry: after that.
  kPlanWithoutObjectives,
  // The weights of a scope do not sum to its total (scope, unit where the sum is per unit, sum,
  // total, difference). Correct the weights, in the same act. Retry: no.
  kWeightsNotTotal,
  // The act is later than the term of the adoption, or of the Relazione, and nobody says why (term,
  // act_date). Give lateness_reason. Retry: no.
  kLatenessReasonMissing,
  // The amendment is dated before the adoption (adopted_on). Check both dates. Retry: no.
  kAmendmentBeforeAdoption,
  // One command names two different acts. One act, one command. Retry: no.
  kActDiffersFromAmendment,
  // An objective is carried over only from an earlier year (from_year). Retry: no.
  kCarriedOverFromLaterYear,
  // The objective is linked to another year already (from). Correct that fact first. Retry: no.
  kAlreadyCarriedOver,
  // A declared total needs a percent, or both reached and assigned. Retry: no.
  kAggregateWithoutFigure,
  // More objectives reached than were assigned (reached, assigned). The two may be swapped. Retry:
  // no.
  kReachedExceedsAssigned,
  // A share of zero has no value. Check the denominator. Retry: no.
  kDenominatorZero,
  // A share of less than nothing. Check the denominator. Retry: no.
  kDenominatorNegative,
  // An amount of resources below zero. Retry: no.
  kAmountNegative,

  // --- Definition of an objective. ---------------------------------------------------------------
  // The plan has no such objective (objective). Check the id. Retry: after it is defined.
  kObjectiveUnknown,
  // An objective with this id exists, or did (objective). Choose another id. Retry: no.
  kObjectiveAlreadyDefined,
  // The objective was removed from the draft (objective). Retry: no.
  kObjectiveRemoved,
  // Another objective has this one as its gate (objective, gate). Redefine that one first. Retry:
  // after that.
  kObjectiveNamedByGate,
  // The scope is weighted and no weight is given (scope). Retry: no.
  kWeightMissing,
  // The scope is unweighted and a weight is given (scope). Leave it out. Retry: no.
  kWeightInUnweightedScope,
  // The weight of an indicator is below zero. Retry: no.
  kWeightNegative,
  // The unit is none of the objective's (unit, objective). Retry: no.
  kUnitNotOfObjective,
  // The objective is transversal and the fact does not say for which unit it is. Retry: no.
  kUnitMissing,
  // The deadline lies before the plan's year (date, year). Retry: no.
  kDeadlineBeforePlanYear,
  // The period or window does not touch the plan's year (from, to, year). Retry: no.
  kPeriodOutsidePlanYear,
  // The deadline of this year is outside the multi-year period, or in another year (date). Retry:
  // no.
  kDeadlineOutsidePeriod,
  // Two seasonal windows overlap (first, second). Retry: no.
  kSeasonalWindowsOverlap,
  // A phase has a figure that the rule set's convention does not know, or lacks the one it wants
  // (phase, convention). Retry: no.
  kPhaseConventionMismatch,
  // The phases' weights do not sum to 100 (sum). Retry: no.
  kPhaseWeightsNotHundred,
  // The phases' cumulative percentages do not rise, or the last is not 100 (phase). Retry: no.
  kPhasePercentNotRising,
  // The indicator lacks the target that its direction needs (indicator, direction). Retry: no.
  kIndicatorTargetMissing,
  // The indicator has a target of a kind its direction has no use for (indicator, direction).
  // Retry: no.
  kIndicatorTargetNotFitting,
  // A gate names an objective that the plan does not have, or no longer has (gate, objective).
  // Retry: no.
  kGateObjectiveUnknown,
  // A gate names its own objective (gate). Retry: no.
  kGateNamesItself,
  // Gates lead back to where they started (objective). Retry: no.
  kGateCycle,

  // --- The life of an objective. -----------------------------------------------------------------
  // The objective is excluded since (excluded_on). Only earlier days may still be reported. Retry:
  // no.
  kObjectiveExcluded,
  // An act dropped the objective from the plan (dropped_on). Retry: no.
  kObjectiveDropped,
  // The Nucleo has assessed the result: nobody else moves it, nor excludes or replans the
  // objective, nor takes back what it rests on. It corrects its assessment first. Retry: after
  // that.
  kObjectiveAssessed,
  // The objective is suspended already (suspended_on). Retry: no.
  kObjectiveAlreadySuspended,
  // The objective is not suspended on that day. Retry: no.
  kObjectiveNotSuspended,
  // The objective is excluded already (excluded_on). Retry: no.
  kObjectiveAlreadyExcluded,
  // The objective has no such indicator (indicator). Retry: no.
  kIndicatorUnknown,
  // The measurement has not the field that the indicator's direction needs, or has another
  // (direction, expected). Retry: no.
  kMeasurementNotFitting,
  // The objective has no such phase (phase). Retry: no.
  kPhaseUnknown,
  // The objective has no such milestone or phase (milestone). Retry: no.
  kMilestoneUnknown,
  // The milestone is marked as reached (milestone, reached_on). If the day is wrong, correct that
  // fact. Retry: no.
  kMilestoneAlreadyReached,
  // The outgoing one does not hold, on that day, the role that comes in (outgoing, role). Retry:
  // no.
  kOutgoingNotResponsible,
  // The same person goes and comes. Retry: no.
  kIncomingEqualsOutgoing,
  // The incoming one has this role on that day already (incoming). Retry: no.
  kIncomingAlreadyResponsible,
  // A segnalazione with this id exists (segnalazione). Choose another id. Retry: no.
  kSegnalazioneExists,
  // A final result needs a percent or an outcome. Retry: no.
  kResultWithoutFigure,
  // A final result below zero. Retry: no.
  kResultNegative,
  // A result of more than 10,000 percent (percent, limit): a slip, not a measurement. Correct it.
  // Retry: no.
  kResultTooLarge,

  // --- Scostamenti and measures. -----------------------------------------------------------------
  // A scostamento with this id exists (scostamento). Choose another id. Retry: no.
  kScostamentoExists,
  // The objective has no such scostamento (scostamento). Retry: no.
  kScostamentoUnknown,
  // The scostamento is closed (scostamento, closed_on). Retry: no.
  kScostamentoClosed,
  // The objective has no deadline that could be missed or moved. Retry: no.
  kObjectiveWithoutDeadline,
  // A delay below zero days. Retry: no.
  kDelayNegative,
  // A measure with this id exists (measure). Choose another id. Retry: no.
  kMeasureExists,
  // The scostamento has no such measure (measure). Retry: no.
  kMeasureUnknown,
  // The measure was adopted or dropped (measure, settled_on). Retry: no.
  kMeasureSettled,
  // No approved ripianificazione names the scostamento. Approve one that does, or close it
  // otherwise. Retry: after that.
  kScostamentoNotReplanned,

  // --- Ripianificazioni. -------------------------------------------------------------------------
  // A ripianificazione with this id exists (ripianificazione). Choose another id. Retry: no.
  kRipianificazioneExists,
  // The objective has no such ripianificazione (ripianificazione). Retry: no.
  kRipianificazioneUnknown,
  // It was approved or rejected (ripianificazione, decided_on). Propose a new one. Retry: no.
  kRipianificazioneDecided,
  // A change leaves everything as it is (what). Leave it out. Retry: no.
  kChangeWithoutEffect,
  // Two changes touch the same thing (what). Retry: no.
  kChangeRepeated,
  // An objective is dropped and changed at once. Do one. Retry: no.
  kDropNotAlone,

  // --- Rounds. -----------------------------------------------------------------------------------
  // The round is open already, or was (round). Retry: no.
  kRoundExists,
  // The plan has no such round (round). Retry: after it is opened.
  kRoundUnknown,
  // The round is closed (closed_on). Retry: no.
  kRoundClosed,
  // The due date lies before the reference date. Retry: no.
  kRoundDueBeforeReference,
  // Nothing is due from this responsabile in this round (responsabile). Retry: no.
  kNothingDueInRound,
  // The report covers an objective that is not due from this responsabile (objective). Retry: no.
  kObjectiveNotDueFromResponsabile,
  // The report is submitted, or approved (responsabile). It must be returned first. Retry: after
  // that.
  kReportAlreadySubmitted,
  // There is no submitted report of this responsabile to decide on. Retry: after it is submitted.
  kReportNotSubmitted,

  // --- Consuntivo. -------------------------------------------------------------------------------
  // The version does not follow the last one (version, expected). Retry: no.
  kConsuntivoVersionNotNext,
  // The position is not yet written, lies before the adoption, or goes back behind the version
  // before (position, head). Retry: no.
  kFrozenPositionInvalid,
  // The position lies inside a command, and nobody can read up to there (position; before, after:
  // the ends of commands around it, the first only where it could be frozen). Name one of them.
  // Retry: no.
  kFrozenPositionInsideCommand,
  // No consuntivo is frozen. Freeze one. Retry: after that.
  kConsuntivoNotFrozen,
  // The consuntivo has another version now (version, current). Name the current one. Retry: no.
  kConsuntivoVersionNotCurrent,
  // The act names another position than was frozen (position, frozen). Retry: no.
  kFrozenPositionDiffers,
  // This version is approved already. Retry: no.
  kConsuntivoAlreadyApproved,
  // This version is not approved yet. Retry: after that.
  kConsuntivoNotApproved,
  // The approved version waits for the Nucleo. Freeze another only if validation is refused. Retry:
  // after that.
  kConsuntivoAwaitsValidation,
  // The consuntivo is validated: results no longer move. Retry: no.
  kConsuntivoAlreadyValidated,
  // Validation of this version was refused. Freeze a new version. Retry: no.
  kValidationAlreadyRefused,
  // The consuntivo is not validated yet. Retry: after that.
  kConsuntivoNotValidated,
  // The Relazione is published already. Retry: no.
  kRelazioneAlreadyPublished,
  // The Relazione is not published yet. Retry: after that.
  kRelazioneNotPublished,
  // The year is closed (closed_on). Only corrections with a reason and the follow-up of scostamenti
  // and measures are taken, and they never move frozen figures. Retry: no.
  kYearClosed,

  // --- Corrections. ------------------------------------------------------------------------------
  // There is no fact at this position (position). Retry: no.
  kCorrectedFactUnknown,
  // The fact is another ente's (position). Retry: no.
  kCorrectedFactOfOtherEnte,
  // The fact stands in another stream (position, stream). Correct it there. Retry: no.
  kCorrectedFactInOtherStream,
  // The fact was corrected before (position). Retry: no.
  kFactAlreadyCorrected,
  // A correction cannot be taken back (position). Record the fact anew. Retry: no.
  kCorrectionOfCorrection,
  // Others stand on this fact; it is followed by another fact, never taken back (position, kind,
  // advice: what to record instead). Retry: no.
  kStructuralFactNotCorrectable,
  // Other facts follow from this one, a decision from a proposal for instance (position; follower:
  // the position of the first, kind: its kind). Correct those first, in commands of their own.
  // Retry: after that.
  kCorrectedFactHasFollowers,
  // A command that corrects does nothing else: what comes with it would be judged by what is being
  // taken back. Correct first, then record. Retry: no.
  kCorrectionNotAlone,
};
inline constexpr int kRefusalReasonCount = static_cast<int>(RefusalReason::kCorrectionNotAlone) + 1;

// The stable name, for instance "REVISION_MISMATCH".
std::string_view RefusalReasonName(RefusalReason reason);

struct Refusal {
  RefusalReason reason;
  // Which proposal of the command, from 0; the one that shows it, where several together do.
  int proposal_index = 0;
  // Path of the field in the proposal ("fact.progress_recorded.percent", "effective_on", "unit"),
  // empty where no single field is wrong.
  std::string field;
  // What the comment above names in brackets; texts for messages, never decisions.
  std::map<std::string, std::string> details;
};

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_COMMANDS_REFUSAL_H_
