#include "services/api/messages/texts.h"

namespace traguardo::api {

std::string_view WarningTextEn(domain::WarningReason reason) {
  using domain::WarningReason;
  switch (reason) {
    case WarningReason::kWeightsNotTotal:
      return "The weights of the scope \"{scope}\"[ for the unit {unit}] sum to {sum:number} "
             "instead of {total:number}. Complete them before adoption.";
    case WarningReason::kObjectivesContradictRuleSet:
      return "{count} objectives of the draft do not follow the new rule set, the first is "
             "{objective}. Redefine them: adoption will refuse them.";
    case WarningReason::kTermUnusual:
      return "An institutional term lies in an unusual year[ ({year})]. Check it.";
    case WarningReason::kPlanAdoptedLate:
      return "The plan was adopted {days} days after its term; the reason will stand in the "
             "Relazione.";
    case WarningReason::kActDatedAfterEffect:
      return "The act is dated {act_date:date}, after the day from which it is said to hold. "
             "Check effective_on.";
    case WarningReason::kEndedUnitStillNamed:
      return "The unit \"{unit}\" ends on {ended_on:date}[, and {count} objectives still name it, "
             "the first "
             "is {objective}][, and \"{child}\" still hangs on it]. Move them.";
    case WarningReason::kDeadlineOutsidePlanYear:
      return "The deadline {date:date} lies after the plan's year. Use the multi-year shape if it "
             "is meant.";
    case WarningReason::kCheckDateOutsidePlanYear:
      return "The check of {date:date} lies outside the plan's year. Check it.";
    case WarningReason::kDueAfterDeadline:
      return "The date {due:date} is after the objective's deadline ({deadline:date}). Check both.";
    case WarningReason::kPhasesOutOfOrder:
      return "The phase \"{phase}\" ends before the one it follows. Check the order of the phases.";
    case WarningReason::kThresholdBeyondTarget:
      return "The minimum threshold lies beyond the target and decides nothing. Check both.";
    case WarningReason::kIndicatorWeightsIncomplete:
      return "Some indicators have a weight and some have none. Give one to each or to none.";
    case WarningReason::kResponsabileMissing:
      return "Nobody answers for the objective. Name a responsabile.";
    case WarningReason::kAggregatePercentDiffers:
      return "The declared percent is not reached over assigned[ (which gives "
             "{computed:number})]. Check the source.";
    case WarningReason::kBandCountsSingleOut:
      return "One evaluation in one unit is a person everybody can name. Leave the unit out.";
    case WarningReason::kPlanNotAdoptedYet:
      return "The plan is not adopted yet; what is recorded counts all the same.";
    case WarningReason::kOutsidePlanYear:
      return "The fact speaks of a day outside the plan's year. Check effective_on.";
    case WarningReason::kReachedBeforeAdoption:
      return "Reached before the plan was adopted[ ({adopted_on:date})]: that result was no "
             "target yet.";
    case WarningReason::kProgressDecreased:
      return "It is less than was declared before[ ({previous:number})]. Correct the wrong one.";
    case WarningReason::kCompleteWithOpenMilestones:
      return "100 % is declared and {count} milestones or phases are not marked as reached, the "
             "first is \"{milestone}\". Record them with their day.";
    case WarningReason::kReportedWhileSuspended:
      return "The objective is suspended on that day. Resume it if work goes on.";
    case WarningReason::kFactsAfterExclusion:
      return "Facts stand for days after the objective left, the last for {last:date}[; "
             "{scostamenti} "
             "scostamenti are still open]. Check the day, or close them.";
    case WarningReason::kReportedWhileNotDue:
      return "That day was declared not due[ (from {from:date}][ to {to:date})]. Correct the one "
             "that is wrong.";
    case WarningReason::kNotDueAlreadyReported:
      return "Something was reported inside the period now declared not due[ (on "
             "{reported_on:date})]. Check it.";
    case WarningReason::kOutcomeContradictsPercent:
      return "Outcome and percent contradict each other: reached with 0, or not reached with 100. "
             "Check both.";
    case WarningReason::kValueContradictsRatio:
      return "The value does not follow from numerator and denominator[ (ratio {ratio:number}, as "
             "a "
             "percent {percent:number})]. Check the three.";
    case WarningReason::kNothingProposed:
      return "The Nucleo assessed what nobody had proposed.";
    case WarningReason::kScostamentoWithoutCause:
      return "No cause is named: every list says so until it is. State the causes.";
    case WarningReason::kScostamentoWithoutDifference:
      return "Planned and actual are equal, or neither figures nor a delay say what deviates. Say "
             "what does.";
    case WarningReason::kScostamentoRepeated:
      return "Another scostamento on the same subject is open: \"{scostamento}\". Use that one, "
             "or close it.";
    case WarningReason::kMeasureDueBeforeScostamento:
      return "The measure is due before the scostamento was there. Check the date.";
    case WarningReason::kMeasuresStillOpen:
      return "{count} measures of the closed scostamento are neither adopted nor dropped.";
    case WarningReason::kNewDeadlineAlreadyPassed:
      return "The new deadline {date:date} has passed when it starts to hold. Check it.";
    case WarningReason::kDeadlineAlreadyPassed:
      return "The deadline that is moved ({deadline:date}) had passed: the ripianificazione will "
             "show as late.";
    case WarningReason::kRoundReferenceOutsidePlanYear:
      return "The reference date lies outside the plan's year. Check it.";
    case WarningReason::kReportIncomplete:
      return "The report leaves out {count} objectives that are due, the first is {objective}. "
             "Complete it.";
    case WarningReason::kReportLate:
      return "The report came after the due date[ ({due_date:date})].";
    case WarningReason::kReportsMissing:
      return "The round was closed with {count} of {expected} reports missing, the first is that "
             "of {responsabile}.";
    case WarningReason::kFrozenBeforeYearEnd:
      return "The consuntivo was frozen before the year has ended.";
    case WarningReason::kObjectivesNotDeclared:
      return "{count} objectives have no declared result, the first is {objective}.";
    case WarningReason::kScostamentiStillOpen:
      return "{count} scostamenti are still open; they may be followed up after the year is "
             "closed.";
    case WarningReason::kRelazioneLate:
      return "The Relazione was approved after its term[ ({term:date})].";
  }
  return {};
}

}  // namespace traguardo::api
