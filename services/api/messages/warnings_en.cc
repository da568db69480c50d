#include "services/api/messages/texts.h"

namespace traguardo::api {

std::string_view WarningTextEn(domain::WarningReason reason) {
  using domain::WarningReason;
  switch (reason) {
    case WarningReason::kWeightsNotTotal:
      return "The weights of the scope \"{scope}\"[ for the unit {unit}] sum to {sum:number} "
             "instead of {total:number}. Complete them before adoption.";
    case WarningReason::kObjectivesContradictRuleSet:
      return "Objectives of the draft do not follow the new rule set: {count}, the first is "
             "{objective}. Redefine them: adoption will refuse them.";
    case WarningReason::kTermUnusual:
      return "An institutional term lies in an unusual year[ ({year})]. Check it.";
    case WarningReason::kPlanAdoptedLate:
      return "The plan was adopted after its term (days late: {days}); the reason will stand "
             "in the Relazione.";
    case WarningReason::kActDatedAfterEffect:
      return "The act is dated {act_date:date}, after the day from which it is said to hold. "
             "Check that day.";
    case WarningReason::kEndedUnitStillNamed:
      return "The unit \"{unit}\" ends on {ended_on:date}[, and objectives still name it "
             "({count}; the first is {objective})][, and \"{child}\" still hangs on it]. Move "
             "them, by a ripianificazione once the plan is adopted.";
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
      return "The fact speaks of {effective_on:date}, outside the plan's year. Check the "
             "day.";
    case WarningReason::kReachedBeforeAdoption:
      return "Reached before the plan was adopted[ ({adopted_on:date})]: that result was no "
             "target yet.";
    case WarningReason::kProgressDecreased:
      return "It is less than was declared before[ ({previous:number})]. Correct the wrong one.";
    case WarningReason::kCompleteWithOpenMilestones:
      return "100 % is declared and not all milestones and phases are marked as reached "
             "(missing: {count}; the first is \"{milestone}\"). Record them with their day.";
    case WarningReason::kReportedWhileSuspended:
      return "The objective is suspended on that day. Resume it if work goes on.";
    case WarningReason::kFactsAfterExclusion:
      return "Facts stand for days after the objective left, the last for {last:date}[; "
             "scostamenti still open: {scostamenti}]. Check the day, or close them.";
    case WarningReason::kReportedWhileNotDue:
      return "That day was declared not due[ (from {from:date}][ to {to:date})]. Correct the one "
             "that is wrong.";
    case WarningReason::kNotDueAlreadyReported:
      return "Something was reported inside the period now declared not due[ (on "
             "{reported_on:date})]. Check it.";
    case WarningReason::kExcusedAfterDueDay:
      return "The term of {due:date} had passed before this was said. If it was not kept, say why "
             "with a scostamento.";
    case WarningReason::kMeasuredAnewAsMet:
      return "For {due:date}, which has passed, the indicator \"{indicator}\" was short of its "
             "target[ ({previous:value})], and with this measurement it is met. Check that it "
             "speaks of that day.";
    case WarningReason::kDeclaredAnewAsDone:
      return "For {effective_on:date} less had been declared: with this it is complete within the "
             "term of {due:date}, which has passed. Check that it speaks of that day.";
    case WarningReason::kMissTakenBack:
      return "The measurement that is taken back[ ({previous:value})] said that the indicator "
             "\"{indicator}\" was below its target for {due:date}: without it nothing does. If the "
             "value was wrong, record the right one.";
    case WarningReason::kOutcomeContradictsPercent:
      return "Outcome and percent contradict each other: reached with 0, or not reached with 100. "
             "Check both.";
    case WarningReason::kValueContradictsRatio:
      return "The value does not follow from numerator and denominator[ (ratio {ratio:number}, as "
             "a "
             "percent {percent:number})]. Check the three.";
    case WarningReason::kNothingProposed:
      return "The Nucleo assessed what nobody had proposed.";
    case WarningReason::kShortfallWithoutScostamento:
      return "The result is not what was planned[ (indicator \"{indicator}\")]"
             "[ (milestone or phase \"{milestone}\")][: planned "
             "{planned:value}][, actual {actual:value}][ (days late: {days})]. The cause is "
             "missing: record a scostamento.";
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
      return "The scostamento is closed with measures that are neither adopted nor dropped: "
             "{count}.";
    case WarningReason::kNewDeadlineAlreadyPassed:
      return "The new deadline {date:date} has passed when it starts to hold. Check it.";
    case WarningReason::kDeadlineAlreadyPassed:
      return "The time of what is changed had passed[ ({deadline:date})]: the ripianificazione "
             "will show as late.";
    case WarningReason::kTakenBackWithoutScostamento:
      return "What was planned is put off, lowered or taken out, and no scostamento says "
             "why. Record the scostamento, and name it in the proposal where that is not "
             "decided yet.";
    case WarningReason::kRemovedPartReported:
      return "There are facts about what is taken out ({what:word} \"{id}\"), the first at "
             "position {position}: they stay readable and count no more.";
    case WarningReason::kDroppedObjectiveNamedByGate:
      return "The objective {objective}[ ({code})] has as its gate \"{gate}\" the one that is "
             "dropped ({dropped}): the gate can no longer open. Replan that objective too.";
    case WarningReason::kRoundReferenceOutsidePlanYear:
      return "The reference date lies outside the plan's year. Check it.";
    case WarningReason::kReportIncomplete:
      return "The report leaves out objectives that are due: {count}, the first is "
             "{objective}. Complete it.";
    case WarningReason::kReportLate:
      return "The report came after the due date[ ({due_date:date})].";
    case WarningReason::kReportsMissing:
      return "The round was closed and reports are missing: {count} of {expected}, the first "
             "is that of {responsabile}.";
    case WarningReason::kFrozenBeforeYearEnd:
      return "The consuntivo was frozen before the year has ended.";
    case WarningReason::kObjectivesNotDeclared:
      return "Some objectives have no declared result: {count}, the first is {objective}.";
    case WarningReason::kScostamentiStillOpen:
      return "Scostamenti still open: {count}; they may be followed up after the year is "
             "closed.";
    case WarningReason::kRelazioneLate:
      return "The Relazione was approved after its term[ ({term:date})]; the reason will "
             "stand in the Relazione.";
  }
  return {};
}

}  // namespace traguardo::api
