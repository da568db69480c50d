#include "services/projection/render/unexplained_variations.h"

#include <algorithm>
#include <string>

#include "services/domain/definitions/current_definition.h"
#include "services/domain/definitions/replanning.h"
#include "services/projection/measures/dates.h"
#include "services/projection/render/value_change.h"

namespace traguardo::projection {
namespace {

using domain::Objective;
using domain::Scostamento;
using event::v1::Change;
using event::v1::ObjectiveDefinition;
using event::v1::ScostamentoSubject;

// What would have to be explained: an indicator, or a milestone or phase; else both are empty.
struct Subject {
  std::string indicator;
  std::string milestone;
};

Subject SubjectOf(const Change& change) {
  switch (change.change_case()) {
    case Change::kIndicator:
      return {.indicator = change.indicator().indicator()};
    case Change::kIndicatorRemoved:
      return {.indicator = change.indicator_removed()};
    case Change::kPhase:
      return {.milestone = change.phase().phase()};
    case Change::kPhaseRemoved:
      return {.milestone = change.phase_removed()};
    case Change::kMilestone:
      return {.milestone = change.milestone().milestone()};
    case Change::kMilestoneRemoved:
      return {.milestone = change.milestone_removed()};
    case Change::kDeadline:
    case Change::kWeight:
    case Change::kAssignment:
    case Change::kDropped:
    case Change::kIndicatorAdded:
    case Change::kPhaseAdded:
    case Change::kMilestoneAdded:
    case Change::kTimeShape:
    case Change::kUnits:
    case Change::CHANGE_NOT_SET:
      break;
  }
  return {};
}

bool IsRecoveredBefore(const Scostamento& scostamento, domain::DayNumber day) {
  return scostamento.closed.is_set() &&
         scostamento.closed.value.closing == event::v1::SCOSTAMENTO_CLOSING_RECOVERED &&
         scostamento.closed.order().day < day;
}

bool IsExplained(const Objective& objective, const Change& change, domain::DayNumber decided_on) {
  const Subject subject = SubjectOf(change);
  const bool of_whole = subject.indicator.empty() && subject.milestone.empty();
  return std::any_of(
      objective.scostamenti.begin(), objective.scostamenti.end(), [&](const auto& entry) {
        const Scostamento& scostamento = entry.second;
        if (!scostamento.exists() || IsRecoveredBefore(scostamento, decided_on)) return false;
        const ScostamentoSubject& named = scostamento.recorded.value->subject();
        return of_whole ||
               (named.indicator() == subject.indicator && named.milestone() == subject.milestone);
      });
}

}  // namespace

void FillUnexplainedVariations(const Objective& objective, int year, view::v1::Objective* row) {
  if (objective.ripianificazioni.empty()) return;
  for (const auto& [id, ripianificazione] : domain::ApprovedInOrder(objective)) {
    const auto& proposed = *ripianificazione->proposed.value;
    if (!proposed.scostamenti().empty()) continue;
    const domain::FactOrder& decided = ripianificazione->decided.order();
    const event::v1::Act& act = *ripianificazione->decided.value.act;
    const domain::DayNumber day = domain::DecisionDay(decided, act);
    const domain::DayNumber decided_on = FirstDay(act.date()).value_or(decided.day);
    ObjectiveDefinition before = domain::DefinitionBefore(objective, decided);
    const auto judgements =
        domain::JudgeChanges({*objective.definition.value, before, year}, proposed, day);
    for (int i = 0; i < proposed.changes_size(); ++i) {
      const Change& change = proposed.changes(i);
      const ChangeBase base{
          .objective = &objective, .before = &before, .day = decided.day, .year = year};
      const domain::ChangeJudgement& judged = judgements[static_cast<size_t>(i)];
      if (judged.is_late && judged.takes_back && !IsExplained(objective, change, day)) {
        for (const view::v1::ValueChange& value : ValueChanges(base, change)) {
          view::v1::UnexplainedVariation* const entry = row->add_unexplained_variations();
          entry->set_ripianificazione(*id);
          entry->set_what(value.what());
          entry->set_before(value.before());
          entry->set_after(value.after());
          entry->set_decided_on(DayText(decided_on));
        }
      }
      domain::ApplyChange(before, change);
    }
  }
}

}  // namespace traguardo::projection
