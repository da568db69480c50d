// What was recorded as asked and a person should look at all the same. A warning never stops a
// command. Each comment gives: what was seen; what to do about it. The names are stable: they
// travel to callers and are stored with the answer of the request.

#ifndef TRAGUARDO_SERVICES_DOMAIN_COMMANDS_WARNING_H_
#define TRAGUARDO_SERVICES_DOMAIN_COMMANDS_WARNING_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace traguardo::domain {

enum class WarningReason : uint8_t {
  // --- The plan. ---------------------------------------------------------------------------------
  // The weights of a scope do not sum to its total (scope, unit, sum, total): the plan is a draft,
  // or its rule set only warns. Complete the weights before adoption.
  kWeightsNotTotal,
  // Objectives of the draft do not follow the new rule set (count, objective: the first one).
  // Redefine them: adoption will refuse them.
  kObjectivesContradictRuleSet,
  // An institutional term lies in an unusual year (year). Check it.
  kTermUnusual,
  // The act came after the adoption term (days), with its reason. It will stand in the Relazione.
  kPlanAdoptedLate,
  // The act is dated after the day from which it is said to hold (act_date). Check effective_on.
  kActDatedAfterEffect,
  // The unit has an end (unit, ended_on) after which objectives still name it (count, objective:
  // the first one), or, where that day has not come, a unit still hangs on it (child). Move them.
  kEndedUnitStillNamed,

  // --- Definitions. ------------------------------------------------------------------------------
  // A deadline lies after the plan's year (date). Use the multi-year shape if it is meant.
  kDeadlineOutsidePlanYear,
  // A recurring check lies outside the plan's year (date). Check it.
  kCheckDateOutsidePlanYear,
  // A milestone, an indicator or a phase is due after the objective's deadline (due, deadline).
  kDueAfterDeadline,
  // A phase is planned to end before the one it follows (phase). Check the order of the phases.
  kPhasesOutOfOrder,
  // The minimum threshold lies beyond the target: it decides nothing. Check both.
  kThresholdBeyondTarget,
  // Some indicators have a weight and some have none. Give one to each or to none.
  kIndicatorWeightsIncomplete,
  // Nobody answers for the objective. Name a responsabile.
  kResponsabileMissing,

  // --- Declared totals. --------------------------------------------------------------------------
  // The declared percent is not reached / assigned, however rounded (computed). Check the source.
  kAggregatePercentDiffers,
  // One evaluation in one unit is the evaluation of a person everybody can name. Leave the unit
  // out.
  kBandCountsSingleOut,

  // --- Results. ----------------------------------------------------------------------------------
  // The plan is not adopted yet. What is recorded counts all the same.
  kPlanNotAdoptedYet,
  // The fact speaks of a day outside the plan's year. Check effective_on.
  kOutsidePlanYear,
  // Reached before the plan was adopted (adopted_on): a result that was no target yet.
  kReachedBeforeAdoption,
  // Less than was declared for an earlier or the same day (previous). Correct the wrong one.
  kProgressDecreased,
  // 100 % was declared and milestones are not marked as reached (count, milestone: the first one).
  // Record them with their day.
  kCompleteWithOpenMilestones,
  // The objective is suspended on that day. Resume it if work goes on.
  kReportedWhileSuspended,
  // Facts stand for days after the one on which the objective leaves the plan (last: the latest
  // day; scostamenti: how many of them are still open). Check the day, or close what is open.
  kFactsAfterExclusion,
  // That day was declared not due (from, to). Correct the one that is wrong.
  kReportedWhileNotDue,
  // Something was reported inside the period now declared not due (reported_on).
  kNotDueAlreadyReported,
  // What is declared not due, suspended or excluded had a due day that had passed before it was
  // said (due). Say why with a scostamento.
  kExcusedAfterDueDay,
  // What was known for a due day that has passed was not met, and is by this measurement
  // (indicator, due; previous: the value that stood). Check that it speaks of that day.
  kMeasuredAnewAsMet,
  // For that day less than all of it had been declared; now all of it, within a deadline that has
  // passed (effective_on, due). Check that it speaks of that day.
  kDeclaredAnewAsDone,
  // The measurement that is taken back said that a target was missed (indicator, due, previous):
  // without it nothing does. Record the right one.
  kMissTakenBack,
  // Reached with a percent of 0, or not reached with 100. Check both.
  kOutcomeContradictsPercent,
  // The value is neither numerator / denominator (ratio) nor that as a percent (percent), however
  // rounded, nor the numerator alone. Check the three.
  kValueContradictsRatio,
  // The Nucleo assessed what nobody had proposed.
  kNothingProposed,
  // Less than was planned, or later (subject: "indicator", "milestone", "deadline", "result";
  // indicator, milestone: its id, also of a phase; planned, actual; days: how many it is late), and
  // no scostamento says why, neither one that still speaks nor one that comes with it in the same
  // command. Record one with its causes.
  kShortfallWithoutScostamento,

  // --- Scostamenti and ripianificazioni. ---------------------------------------------------------
  // No cause is named: every list says so until it is. State the causes.
  kScostamentoWithoutCause,
  // Planned and actual are equal, or neither figures nor a delay say what deviates.
  kScostamentoWithoutDifference,
  // Another scostamento on the same subject is open (scostamento). Use that one, or close it.
  kScostamentoRepeated,
  // The measure is due before the scostamento was there. Check the date.
  kMeasureDueBeforeScostamento,
  // Measures of the closed scostamento are neither adopted nor dropped (count).
  kMeasuresStillOpen,
  // The new deadline has passed when it starts to hold (date).
  kNewDeadlineAlreadyPassed,
  // The time of what is changed had passed by the day of the act, or the day from which it is to
  // hold (deadline: its last day): a late ripianificazione, shown as such.
  kDeadlineAlreadyPassed,
  // Something that was promised is put off, lowered or taken out, and no scostamento that is named
  // speaks of that. Where its time has passed by the act, what was missed by then is listed as
  // unexplained. Record the scostamento, and name it in the proposal.
  kTakenBackWithoutScostamento,
  // There are facts about what the act takes out of the objective (what: "unit", "indicator",
  // "phase", "milestone"; id; position: the first of them): they stay readable and count no more.
  kRemovedPartReported,
  // A gate of an objective that stays leads to the one that was dropped (objective, code, gate;
  // dropped). It can no longer open: replan that objective too.
  kDroppedObjectiveNamedByGate,

  // --- Rounds. -----------------------------------------------------------------------------------
  // The reference date lies outside the plan's year. Check it.
  kRoundReferenceOutsidePlanYear,
  // The report leaves out objectives that are due (count, objective: the first one).
  kReportIncomplete,
  // The report came after the due date (due_date).
  kReportLate,
  // The round was closed with reports missing (count, expected, responsabile: the first one).
  kReportsMissing,

  // --- Consuntivo. -------------------------------------------------------------------------------
  // Frozen before the year has ended.
  kFrozenBeforeYearEnd,
  // Objectives without any declared result (count, objective: the first one).
  kObjectivesNotDeclared,
  // Scostamenti are still open (count). They may be followed up after the year is closed.
  kScostamentiStillOpen,
  // The Relazione was approved after its term (term).
  kRelazioneLate,
};
inline constexpr int kWarningReasonCount = static_cast<int>(WarningReason::kRelazioneLate) + 1;

// The stable name, for instance "SCOSTAMENTO_WITHOUT_CAUSE".
std::string_view WarningReasonName(WarningReason reason);

struct Warning {
  WarningReason reason;
  int proposal_index = 0;
  // What the comment above names in brackets; texts for messages, never decisions.
  std::map<std::string, std::string> details;
};

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_COMMANDS_WARNING_H_
