#include "services/api/messages/texts.h"

namespace traguardo::api {

std::string_view RefusalTextEn(domain::RefusalReason reason) {
  using domain::RefusalReason;
  switch (reason) {
    case RefusalReason::kCommandEmpty:
      return "The command records nothing. Add a fact.";
    case RefusalReason::kCommandTooLarge:
      return "The command has {count} facts, the limit is {limit}. Split it, and keep together "
             "what one act decides.";
    case RefusalReason::kFactMissing:
      return "A proposal names no fact. Say what is to be recorded.";
    case RefusalReason::kFieldInvalid:
      return "A field does not have its form[: {problem:word}]. Correct it and send it "
             "again.";
    case RefusalReason::kReasonMissing:
      return "A reason is needed and none is given. Say why.";
    case RefusalReason::kActMissing:
      return "An act is needed and none is given. Name organ, kind, number and date.";
    case RefusalReason::kStreamMismatch:
      return "The fact is addressed to this: {stream:place}. It is about {expected:word}. "
             "Address it there.";
    case RefusalReason::kRevisionMismatch:
      return "Somebody wrote in between: revision {expected} was expected, it is {actual}. Read, "
             "judge again, and send a new command.";
    case RefusalReason::kUnitNotExpected:
      return "No unit is to be named here[ (\"{unit}\")]: the fact is about the whole. An "
             "objective of several units has one result too, unless it is transversal. Leave "
             "the unit out.";
    case RefusalReason::kEffectiveDateMissing:
      return "The fact does not say of which day it speaks. Give the day.";
    case RefusalReason::kEffectiveDateInFuture:
      return "The fact speaks of {effective_on:date}, which has not come (today is {today:date}). "
             "Record it then, or correct the date.";
    case RefusalReason::kEffectiveDateNotOver:
      return "The period \"{effective_on:date}\" is not over (today is {today:date}): nobody could "
             "tell by when the result was there. Give the day, or a month that has ended.";
    case RefusalReason::kEffectiveDateOutsidePlan:
      return "The fact speaks of {effective_on:date}, outside the plan's life[, which lasts from "
             "{from:date} to {to:date}]. Check day and year.";
    case RefusalReason::kActInFuture:
      return "The act bears the date {act_date:date}, which has not come (today is {today:date}). "
             "Check the act's date.";
    case RefusalReason::kActBeforeWhatItDecides:
      return "The act is dated {act_date:date}, before what it decides on ({previous:date}). Check "
             "both "
             "dates.";
    case RefusalReason::kDateInFuture:
      return "The date {date:date} has not come (today is {today:date}). Check it.";
    case RefusalReason::kPeriodEndsBeforeStart:
      return "The period ends ({to:date}) before it starts ({from:date}). Correct the dates.";
    case RefusalReason::kPeriodIncomplete:
      return "The period lacks an end that it needs. Give it.";
    case RefusalReason::kDatedBeforeWhatItFollows:
      return "The fact speaks of {effective_on:date}, before what it follows ({previous:date}). "
             "Check the date.";
    case RefusalReason::kActorMissing:
      return "The command has no actor. This is a fault of the server: tell whoever runs it.";
    case RefusalReason::kRoleMayNotRecord:
      return "The role {role:word} does not record this kind of fact[ ({kind:word})]. Ask "
             "the segretario.";
    case RefusalReason::kOperatorWithoutConsent:
      return "The operator {principal} has no recorded consent of this ente. The ente gives it.";
    case RefusalReason::kNotResponsible:
      return "{principal} does not answer for the objective {objective} today ({today:date}). The "
             "responsabile, a deputy or the segretario records it.";
    case RefusalReason::kNucleoNotNamed:
      return "This is a fact of the Nucleo, without an act of the Nucleo. Name one (organ: "
             "Nucleo; minutes for instance) in the fact or its evidence: writing on behalf "
             "of the Nucleo is not enough.";
    case RefusalReason::kOnBehalfOfOneself:
      return "Who writes ({principal}) does not write on their own behalf. Leave that out.";
    case RefusalReason::kOwnObjectiveAssessed:
      return "{principal} answers for this objective and cannot assess it. Another member does.";
    case RefusalReason::kEnteNotRegistered:
      return "Nobody has registered this ente. Whoever runs the server registers it first.";
    case RefusalReason::kEnteAlreadyRegistered:
      return "The ente is registered already. Nothing else is needed.";
    case RefusalReason::kOrganisationChangeEmpty:
      return "The change names neither units nor strategic nodes. Name at least one.";
    case RefusalReason::kDuplicateId:
      return "The id \"{id}\" is used twice, or was that of a part that an act has taken out. "
             "Choose another one; milestones and phases share one space of ids.";
    case RefusalReason::kUnitUnknown:
      return "The organisation has no unit \"{unit}\". Add it with a change of the organisation, "
             "or check the id.";
    case RefusalReason::kUnitNotValid:
      return "The unit \"{unit}\" does not exist[ on {day:date}][ in {year}]. Check the day "
             "and the unit's validity.";
    case RefusalReason::kUnitHasUnitsBelow:
      return "The unit \"{unit}\" no longer exists on {day:date}, and \"{child}\" still hangs on "
             "it. Move "
             "or end that one in the same change.";
    case RefusalReason::kStrategicNodeUnknown:
      return "The ente has no strategic node \"{node}\"[ on {day:date}], or not of this type. Add "
             "it, or check id and day.";
    case RefusalReason::kOrganisationCycle:
      return "The tree would lead back to itself at \"{id}\". Correct the parents.";
    case RefusalReason::kConsentAlreadyGiven:
      return "The consent to {grantee} is given already. Nothing else is needed.";
    case RefusalReason::kConsentNotGiven:
      return "There is no consent to {grantee} to withdraw. Check purpose and grantee.";
    case RefusalReason::kPositionUnknown:
      return "The ente has no fact at position {position}. Check the number.";
    case RefusalReason::kPlanNotDrafted:
      return "The plan {year} is not there. Open its draft first, or check the year.";
    case RefusalReason::kPlanAlreadyDrafted:
      return "The plan {year} is drafted already. Go on with it.";
    case RefusalReason::kTermsOutOfOrder:
      return "The term of the Relazione is not after the term of adoption. Correct the dates.";
    case RefusalReason::kRuleSetMissing:
      return "The plan has no rule set. Adopt one first: it names the scopes.";
    case RefusalReason::kRuleSetVersionNotNext:
      return "Version {version} of the rule set does not follow the last one: use {expected}.";
    case RefusalReason::kScopeUnknown:
      return "The rule set has no scope \"{scope}\". Check the id, or adopt a version that has it.";
    case RefusalReason::kScopeWithoutWeightSumPolicy:
      return "The weighted scope \"{scope}\" does not say what happens when its weights do not "
             "sum up. Say in the rule set whether that is refused or warned about.";
    case RefusalReason::kScopeWeightsContradictory:
      return "The scope \"{scope}\" contradicts itself: a weighted one has a total above zero, an "
             "unweighted one has neither total nor policy. Correct the rule set.";
    case RefusalReason::kObjectivesContradictRuleSet:
      return "Objectives do not follow the rule set: {count}, the first is {objective}[ "
             "({problem:word})]. Redefine or replan them first.";
    case RefusalReason::kPlanAlreadyAdopted:
      return "The plan is adopted already[ since {adopted_on:date}]. Changes go through an "
             "amendment.";
    case RefusalReason::kPlanNotAdopted:
      return "The plan is not adopted yet. While it is a draft, redefine the objective instead.";
    case RefusalReason::kDefinitionFixedByAdoption:
      return "Definitions are fixed since the adoption[ on {adopted_on:date}]. Propose a "
             "ripianificazione.";
    case RefusalReason::kAmendmentMissing:
      return "An objective joins an adopted plan only together with the act that adds it. "
             "Record the amendment of the plan with its act, and the objective in it.";
    case RefusalReason::kPlanWithoutObjectives:
      return "The plan has no objectives. Define them before the adoption.";
    case RefusalReason::kWeightsNotTotal:
      return "The weights of the scope \"{scope}\"[ for the unit {unit}] sum to {sum:number} "
             "instead of {total:number}[ (difference {difference:number})]. Correct them in the "
             "same act.";
    case RefusalReason::kLatenessReasonMissing:
      return "The act is of {act_date:date}, after the term {term:date}, and nobody says "
             "why. Give the reason for the delay.";
    case RefusalReason::kAmendmentBeforeAdoption:
      return "The amendment is dated before the adoption[ on {adopted_on:date}]. Check both dates.";
    case RefusalReason::kActDiffersFromAmendment:
      return "The command names two different acts. One command holds what one act decides.";
    case RefusalReason::kCarriedOverFromLaterYear:
      return "An objective is carried over only from an earlier year, not from {from_year}. Check "
             "the year.";
    case RefusalReason::kAlreadyCarriedOver:
      return "The objective is linked to another year already[: {from}]. Correct that fact first.";
    case RefusalReason::kAggregateWithoutFigure:
      return "A declared total needs a percent, or both reached and assigned. Give them.";
    case RefusalReason::kReachedExceedsAssigned:
      return "More objectives are reached ({reached}) than were assigned ({assigned}). The two "
             "may be swapped.";
    case RefusalReason::kDenominatorZero:
      return "A share of zero has no value. Check the denominator.";
    case RefusalReason::kDenominatorNegative:
      return "The denominator is below zero. Check it.";
    case RefusalReason::kAmountNegative:
      return "An amount of resources is below zero. Correct it.";
    case RefusalReason::kObjectiveUnknown:
      return "The plan has no objective \"{objective}\". Check the id.";
    case RefusalReason::kObjectiveAlreadyDefined:
      return "The objective \"{objective}\" exists, or did. Choose another id.";
    case RefusalReason::kObjectiveRemoved:
      return "The objective \"{objective}\" was removed from the draft. Define a new one if it is "
             "needed.";
    case RefusalReason::kObjectiveNamedByGate:
      return "The objective {objective} has this one as its gate \"{gate}\". Redefine that one "
             "first.";
    case RefusalReason::kWeightMissing:
      return "The scope \"{scope}\" is weighted and no weight is given. Give it.";
    case RefusalReason::kWeightInUnweightedScope:
      return "The scope \"{scope}\" is unweighted. Leave the weight out.";
    case RefusalReason::kWeightNegative:
      return "The weight of an indicator is below zero. Correct it.";
    case RefusalReason::kUnitNotOfObjective:
      return "The unit \"{unit}\" is none of the units of objective {objective}. Check it.";
    case RefusalReason::kUnitMissing:
      return "The objective is transversal: say for which unit the fact is.";
    case RefusalReason::kDeadlineBeforePlanYear:
      return "The deadline {date:date} lies before the plan's year ({year}). Check it.";
    case RefusalReason::kPeriodOutsidePlanYear:
      return "The period[ from {from:date}][ to {to:date}] does not touch the plan's year "
             "({year}). Check the dates.";
    case RefusalReason::kDeadlineOutsidePeriod:
      return "The deadline of this year, {date:date}, is outside the multi-year period or in "
             "another year. Check it.";
    case RefusalReason::kSeasonalWindowsOverlap:
      return "The seasonal windows {first} and {second} overlap. Correct the dates.";
    case RefusalReason::kPhaseConventionMismatch:
      return "The phase \"{phase}\" does not follow the rule set's convention[ "
             "({convention:word})]: weights, cumulative percentages, or no figures. Correct "
             "the phases.";
    case RefusalReason::kPhaseWeightsNotHundred:
      return "The phases' weights sum to {sum:number} instead of 100. Correct them.";
    case RefusalReason::kPhasePercentNotRising:
      return "The cumulative percentages do not rise, or the last is not 100[ (phase "
             "\"{phase}\")]. Correct them.";
    case RefusalReason::kIndicatorTargetMissing:
      return "The indicator \"{indicator}\" lacks the target that its direction needs[ "
             "({direction:word})]. Give it.";
    case RefusalReason::kIndicatorTargetNotFitting:
      return "The indicator \"{indicator}\" has a target that its direction has no use for[ "
             "({direction:word})]. Leave it out or change the direction.";
    case RefusalReason::kGateObjectiveUnknown:
      return "The gate \"{gate}\" names the objective {objective}, which the plan does not "
             "have, or no longer has. Check the id.";
    case RefusalReason::kGateNamesItself:
      return "The gate \"{gate}\" names its own objective. Name another one.";
    case RefusalReason::kGateCycle:
      return "The gates lead back to where they started[ ({objective})]. Remove one.";
    case RefusalReason::kObjectiveExcluded:
      return "The objective is excluded[ since {excluded_on:date}]. Only earlier days may still "
             "be reported.";
    case RefusalReason::kObjectiveDropped:
      return "An act dropped the objective from the plan[ on {dropped_on:date}]. Only earlier "
             "days may still be reported.";
    case RefusalReason::kObjectiveAssessed:
      return "The Nucleo has assessed the result. It corrects its assessment first.";
    case RefusalReason::kObjectiveAlreadySuspended:
      return "The objective is suspended already[ since {suspended_on:date}]. Nothing else is "
             "needed.";
    case RefusalReason::kObjectiveNotSuspended:
      return "The objective is not suspended on that day. Check the date.";
    case RefusalReason::kObjectiveAlreadyExcluded:
      return "The objective is excluded already[ since {excluded_on:date}]. Nothing else is "
             "needed.";
    case RefusalReason::kIndicatorUnknown:
      return "The objective has no indicator \"{indicator}\". Check the id.";
    case RefusalReason::kMeasurementNotFitting:
      return "The measurement has not the field that the indicator's direction needs[: "
             "{expected:word}][ (direction: {direction:word})]. Correct it.";
    case RefusalReason::kPhaseUnknown:
      return "The objective has no phase \"{phase}\". Check the id.";
    case RefusalReason::kMilestoneUnknown:
      return "The objective has no milestone or phase \"{milestone}\". Check the id.";
    case RefusalReason::kMilestoneAlreadyReached:
      return "The milestone \"{milestone}\" is marked as reached[ on {reached_on:date}]. If the "
             "day is wrong, correct that fact.";
    case RefusalReason::kOutgoingNotResponsible:
      return "On that day {outgoing} does not hold, for the objective or that unit, the role "
             "of who comes[ ({role:word})]. Check who leaves, the role and the date.";
    case RefusalReason::kIncomingEqualsOutgoing:
      return "The same person goes and comes. Check the names.";
    case RefusalReason::kIncomingAlreadyResponsible:
      return "{incoming} has this role on that day already. Nothing else is needed.";
    case RefusalReason::kSegnalazioneExists:
      return "A segnalazione \"{segnalazione}\" exists. Choose another id.";
    case RefusalReason::kResultWithoutFigure:
      return "A final result needs a percent or an outcome. Give one.";
    case RefusalReason::kResultNegative:
      return "A result cannot be below zero. Correct it.";
    case RefusalReason::kResultTooLarge:
      return "{percent} percent is more than a result can be: {limit} at most. Check the figure.";
    case RefusalReason::kScostamentoExists:
      return "A scostamento \"{scostamento}\" exists. Choose another id.";
    case RefusalReason::kScostamentoUnknown:
      return "The objective has no scostamento \"{scostamento}\". Check the id.";
    case RefusalReason::kScostamentoClosed:
      return "The scostamento \"{scostamento}\" is closed[ since {closed_on:date}]. Record a new "
             "one if it is needed.";
    case RefusalReason::kObjectiveWithoutDeadline:
      return "The objective has no deadline that could be missed or moved. Check the objective.";
    case RefusalReason::kDelayNegative:
      return "A delay cannot be below zero days. Correct it.";
    case RefusalReason::kMeasureExists:
      return "A measure \"{measure}\" exists. Choose another id.";
    case RefusalReason::kMeasureUnknown:
      return "The scostamento has no measure \"{measure}\". Check the id.";
    case RefusalReason::kMeasureSettled:
      return "The measure \"{measure}\" was adopted or dropped[ on {settled_on:date}]. Nothing "
             "else is needed.";
    case RefusalReason::kScostamentoNotReplanned:
      return "No approved ripianificazione names this scostamento. Approve one that does, or "
             "close it otherwise.";
    case RefusalReason::kRipianificazioneExists:
      return "A ripianificazione \"{ripianificazione}\" exists. Choose another id.";
    case RefusalReason::kRipianificazioneUnknown:
      return "The objective has no ripianificazione \"{ripianificazione}\". Propose it first, or "
             "check the id.";
    case RefusalReason::kRipianificazioneDecided:
      return "The ripianificazione \"{ripianificazione}\" was decided[ on {decided_on:date}]. "
             "Propose a new one.";
    case RefusalReason::kChangeWithoutEffect:
      return "A change leaves everything as it is[ ({what:word})]. Leave it out.";
    case RefusalReason::kChangeRepeated:
      return "Two changes touch the same thing[ ({what:word})]. Keep one.";
    case RefusalReason::kDropNotAlone:
      return "The objective is dropped and changed at once. Do one.";
    case RefusalReason::kRoundExists:
      return "The round \"{round}\" is open already, or was. Choose another id.";
    case RefusalReason::kRoundUnknown:
      return "The plan has no round \"{round}\". Open it first, or check the id.";
    case RefusalReason::kRoundClosed:
      return "The round is closed[ since {closed_on:date}]. Open a new one if it is needed.";
    case RefusalReason::kRoundDueBeforeReference:
      return "The due date lies before the reference date. Correct the dates.";
    case RefusalReason::kNothingDueInRound:
      return "Nothing is due from {responsabile} in this round. Check the responsabile.";
    case RefusalReason::kObjectiveNotDueFromResponsabile:
      return "The objective {objective} is not due from this responsabile. Leave it out of the "
             "report.";
    case RefusalReason::kReportAlreadySubmitted:
      return "The report of {responsabile} is submitted, or approved. It must be returned first.";
    case RefusalReason::kReportNotSubmitted:
      return "There is no submitted report of this responsabile to decide on. Wait until it is "
             "submitted.";
    case RefusalReason::kConsuntivoVersionNotNext:
      return "Version {version} of the consuntivo does not follow the last one: use {expected}.";
    case RefusalReason::kFrozenPositionInvalid:
      return "The position {position} cannot be frozen[: the log ends at {head}]. Name one that "
             "is written, after the adoption and after the version before.";
    case RefusalReason::kFrozenPositionInsideCommand:
      return "The position {position} lies inside a command, and nobody can read up to there. Name "
             "{after}[ or {before}].";
    case RefusalReason::kConsuntivoNotFrozen:
      return "No consuntivo is frozen. Freeze one first.";
    case RefusalReason::kConsuntivoVersionNotCurrent:
      return "Version {version} is not the current one, which is {current}. Name the current one.";
    case RefusalReason::kFrozenPositionDiffers:
      return "The act names position {position}, but {frozen} was frozen. Check the act.";
    case RefusalReason::kConsuntivoAlreadyApproved:
      return "This version is approved already. Nothing else is needed.";
    case RefusalReason::kConsuntivoNotApproved:
      return "This version is not approved yet. Approve it first.";
    case RefusalReason::kConsuntivoAwaitsValidation:
      return "The approved version waits for the Nucleo. Freeze another only if validation is "
             "refused.";
    case RefusalReason::kConsuntivoAlreadyValidated:
      return "The consuntivo is validated: results no longer move.";
    case RefusalReason::kValidationAlreadyRefused:
      return "Validation of this version was refused. Freeze a new version.";
    case RefusalReason::kConsuntivoNotValidated:
      return "The consuntivo is not validated yet. Wait for the Nucleo.";
    case RefusalReason::kRelazioneAlreadyPublished:
      return "The Relazione is published already. Nothing else is needed.";
    case RefusalReason::kRelazioneNotPublished:
      return "The Relazione is not published yet. Publish it first.";
    case RefusalReason::kYearClosed:
      return "The year is closed[ since {closed_on:date}]. Only corrections with a reason and the "
             "follow-up of scostamenti and measures are taken, and they move no figures.";
    case RefusalReason::kCorrectedFactUnknown:
      return "There is no fact at position {position}. Check the number.";
    case RefusalReason::kCorrectedFactOfOtherEnte:
      return "The fact at position {position} is another ente's. Check the number.";
    case RefusalReason::kCorrectedFactInOtherStream:
      return "The fact at position {position} is about something else: {stream:place}. "
             "Correct it there.";
    case RefusalReason::kFactAlreadyCorrected:
      return "The fact at position {position} was corrected before. Nothing else is needed.";
    case RefusalReason::kCorrectionOfCorrection:
      return "The fact at position {position} is a correction and cannot be taken back. Record "
             "the fact anew.";
    case RefusalReason::kStructuralFactNotCorrectable:
      return "Others stand on the fact at position {position}[ ({kind:word})], which is "
             "never taken back.[ Record instead: {advice:word}.]";
    case RefusalReason::kCorrectedFactHasFollowers:
      return "Other facts follow from the one at position {position}[, the first at "
             "{follower}][ ({kind:word})]. Correct those first, in commands of their own.";
    case RefusalReason::kCorrectionNotAlone:
      return "A command that corrects does nothing else. Correct first, then record.";
  }
  return {};
}

}  // namespace traguardo::api
