// What a person should know about a ripianificazione that is proposed, or approved.

#include <algorithm>

#include "services/domain/decide/monitoring/decide_changes.h"
#include "services/domain/decide/monitoring/decide_monitoring.h"
#include "services/domain/definitions/current_definition.h"
#include "services/domain/definitions/replanning.h"
#include "services/domain/status/reports_about.h"
#include "services/domain/status/taken_back.h"

namespace traguardo::domain {
namespace {

using event::v1::Change;
using event::v1::ObjectiveDefinition;
using event::v1::RipianificazioneProposed;

// Of a late one it is the last word: the miss that it covers will be listed with it.
void WarnOfLateSilence(Case& c, const JudgedProposal& judged) {
  const auto& changes = judged.changes;
  const bool late = std::any_of(changes.begin(), changes.end(), [](const ChangeJudgement& change) {
    return change.is_late && change.takes_back;
  });
  bool unexplained = false;
  for (int i = 0; i < judged.proposed.changes_size(); ++i) {
    unexplained = unexplained || IsUnexplained(judged, i);
  }
  if (unexplained || (late && IsSilent(judged))) {
    c.Warn(WarningReason::kTakenBackWithoutScostamento);
  }
}

void WarnOfLateness(Case& c, const std::vector<ChangeJudgement>& changes) {
  for (const ChangeJudgement& change : changes) {
    if (!change.is_late) continue;
    const auto deadline = CivilDate::FromDayNumber(*change.time);
    c.Warn(WarningReason::kDeadlineAlreadyPassed,
           {{"deadline", deadline.ok() ? deadline->ToString() : ""}});
    return;
  }
}

void WarnOfRemaining(Case& c, const FirstFact& said, const char* what, const std::string& id) {
  if (!said.is_set()) return;
  c.Warn(WarningReason::kRemovedPartReported,
         {{"what", what}, {"id", id}, {"position", std::to_string(said.position)}});
}

// What was said about a part that goes stays readable, and counts no more.
void WarnOfRemoved(Case& c, const ObjectiveCase& o, const Change& change) {
  if (change.has_indicator_removed()) {
    const std::string& id = change.indicator_removed();
    WarnOfRemaining(c, FirstAboutIndicator(o.objective, id), "indicator", id);
  } else if (change.has_phase_removed()) {
    const std::string& id = change.phase_removed();
    WarnOfRemaining(c, FirstAboutMilestone(o.objective, id), "phase", id);
  } else if (change.has_milestone_removed()) {
    const std::string& id = change.milestone_removed();
    WarnOfRemaining(c, FirstAboutMilestone(o.objective, id), "milestone", id);
  } else if (change.has_units()) {
    ObjectiveDefinition after;
    *after.mutable_units() = change.units().units();
    for (const std::string& unit : o.definition->units()) {
      if (HasUnit(after, unit)) continue;
      WarnOfRemaining(c, FirstForUnit(o.objective, unit), "unit", unit);
    }
  }
}

}  // namespace

void WarnOfProposal(Case& c, const ObjectiveCase& o, const RipianificazioneProposed& proposed) {
  // While it is proposed, the scostamento can still be named.
  const ObjectiveDefinition before = DefinitionBefore(o.objective, c.order());
  const auto changes = JudgeChanges(PlanBefore(o.objective, before, o.year), proposed, c.day());
  if (!IsSilent({o.objective, before, proposed, c.day(), changes})) return;
  c.Warn(WarningReason::kTakenBackWithoutScostamento);
}

void WarnOfApproval(Case& c, const ObjectiveCase& o, const Ripianificazione& pending,
                    const event::v1::Act& act) {
  const RipianificazioneProposed& proposed = *pending.proposed.value;
  const ObjectiveDefinition before = DefinitionBefore(o.objective, c.order());
  const auto changes = JudgeChanges(PlanBefore(o.objective, before, o.year), proposed,
                                    DecisionDay(c.order(), act, c.today()));
  WarnOfLateness(c, changes);
  WarnOfLateSilence(c, {o.objective, before, proposed, pending.proposed.order().day, changes});
  for (const Change& change : proposed.changes()) {
    WarnOfRemoved(c, o, change);
    if (change.has_dropped()) WarnOfFactsAfter(c, o);
  }
}

}  // namespace traguardo::domain
