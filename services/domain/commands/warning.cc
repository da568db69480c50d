#include "services/domain/commands/warning.h"

namespace traguardo::domain {

std::string_view WarningReasonName(WarningReason reason) {
  switch (reason) {
    case WarningReason::kWeightsNotTotal:
      return "WEIGHTS_NOT_TOTAL";
    case WarningReason::kObjectivesContradictRuleSet:
      return "OBJECTIVES_CONTRADICT_RULE_SET";
    case WarningReason::kTermUnusual:
      return "TERM_UNUSUAL";
    case WarningReason::kPlanAdoptedLate:
      return "PLAN_ADOPTED_LATE";
    case WarningReason::kActDatedAfterEffect:
      return "ACT_DATED_AFTER_EFFECT";
    case WarningReason::kEndedUnitStillNamed:
      return "ENDED_UNIT_STILL_NAMED";
    case WarningReason::kDeadlineOutsidePlanYear:
      return "DEADLINE_OUTSIDE_PLAN_YEAR";
    case WarningReason::kCheckDateOutsidePlanYear:
      return "CHECK_DATE_OUTSIDE_PLAN_YEAR";
    case WarningReason::kDueAfterDeadline:
      return "DUE_AFTER_DEADLINE";
    case WarningReason::kPhasesOutOfOrder:
      return "PHASES_OUT_OF_ORDER";
    case WarningReason::kThresholdBeyondTarget:
      return "THRESHOLD_BEYOND_TARGET";
    case WarningReason::kIndicatorWeightsIncomplete:
      return "INDICATOR_WEIGHTS_INCOMPLETE";
    case WarningReason::kResponsabileMissing:
      return "RESPONSABILE_MISSING";
    case WarningReason::kAggregatePercentDiffers:
      return "AGGREGATE_PERCENT_DIFFERS";
    case WarningReason::kBandCountsSingleOut:
      return "BAND_COUNTS_SINGLE_OUT";
    case WarningReason::kPlanNotAdoptedYet:
      return "PLAN_NOT_ADOPTED_YET";
    case WarningReason::kOutsidePlanYear:
      return "OUTSIDE_PLAN_YEAR";
    case WarningReason::kReachedBeforeAdoption:
      return "REACHED_BEFORE_ADOPTION";
    case WarningReason::kProgressDecreased:
      return "PROGRESS_DECREASED";
    case WarningReason::kCompleteWithOpenMilestones:
      return "COMPLETE_WITH_OPEN_MILESTONES";
    case WarningReason::kReportedWhileSuspended:
      return "REPORTED_WHILE_SUSPENDED";
    case WarningReason::kFactsAfterExclusion:
      return "FACTS_AFTER_EXCLUSION";
    case WarningReason::kReportedWhileNotDue:
      return "REPORTED_WHILE_NOT_DUE";
    case WarningReason::kNotDueAlreadyReported:
      return "NOT_DUE_ALREADY_REPORTED";
    case WarningReason::kOutcomeContradictsPercent:
      return "OUTCOME_CONTRADICTS_PERCENT";
    case WarningReason::kValueContradictsRatio:
      return "VALUE_CONTRADICTS_RATIO";
    case WarningReason::kNothingProposed:
      return "NOTHING_PROPOSED";
    case WarningReason::kScostamentoWithoutCause:
      return "SCOSTAMENTO_WITHOUT_CAUSE";
    case WarningReason::kScostamentoWithoutDifference:
      return "SCOSTAMENTO_WITHOUT_DIFFERENCE";
    case WarningReason::kScostamentoRepeated:
      return "SCOSTAMENTO_REPEATED";
    case WarningReason::kMeasureDueBeforeScostamento:
      return "MEASURE_DUE_BEFORE_SCOSTAMENTO";
    case WarningReason::kMeasuresStillOpen:
      return "MEASURES_STILL_OPEN";
    case WarningReason::kNewDeadlineAlreadyPassed:
      return "NEW_DEADLINE_ALREADY_PASSED";
    case WarningReason::kDeadlineAlreadyPassed:
      return "DEADLINE_ALREADY_PASSED";
    case WarningReason::kRoundReferenceOutsidePlanYear:
      return "ROUND_REFERENCE_OUTSIDE_PLAN_YEAR";
    case WarningReason::kReportIncomplete:
      return "REPORT_INCOMPLETE";
    case WarningReason::kReportLate:
      return "REPORT_LATE";
    case WarningReason::kReportsMissing:
      return "REPORTS_MISSING";
    case WarningReason::kFrozenBeforeYearEnd:
      return "FROZEN_BEFORE_YEAR_END";
    case WarningReason::kObjectivesNotDeclared:
      return "OBJECTIVES_NOT_DECLARED";
    case WarningReason::kScostamentiStillOpen:
      return "SCOSTAMENTI_STILL_OPEN";
    case WarningReason::kRelazioneLate:
      return "RELAZIONE_LATE";
  }
  return "";
}

}  // namespace traguardo::domain
