#include "services/projection/render/unexplained_variations.h"

#include <algorithm>

#include "services/domain/definitions/current_definition.h"
#include "services/domain/status/taken_back.h"
#include "services/projection/measures/dates.h"
#include "services/projection/render/value_change.h"

namespace traguardo::projection {

using event::v1::Change;
using event::v1::ObjectiveDefinition;

void FillUnexplainedVariations(const domain::Objective& objective, int year,
                               view::v1::Objective* row) {
  if (objective.ripianificazioni.empty()) return;
  for (const auto& [id, approved] : domain::ApprovedInOrder(objective)) {
    const auto& proposed = *approved->proposed.value;
    const domain::FactOrder& decided = approved->decided.order();
    const ObjectiveDefinition before = domain::DefinitionBefore(objective, decided);
    const domain::JudgedProposal judged{
        objective, before, proposed, approved->proposed.order().day,
        domain::JudgeChanges(domain::PlanBefore(objective, before, year), proposed,
                             domain::DecisionDayOf(*approved))};
    // Each change is laid upon the ones before it in the same ripianificazione.
    ObjectiveDefinition laid = before;
    for (int i = 0; i < proposed.changes_size(); ++i) {
      const Change& change = proposed.changes(i);
      if (domain::IsUnexplained(judged, i)) {
        const ChangeBase base{
            .objective = &objective, .before = &laid, .day = decided.day, .year = year};
        const domain::DayNumber missed_on = *judged.changes[static_cast<size_t>(i)].time + 1;
        for (const view::v1::ValueChange& value : ValueChanges(base, change)) {
          view::v1::UnexplainedVariation* const entry = row->add_unexplained_variations();
          entry->set_ripianificazione(*id);
          entry->set_what(value.what());
          entry->set_before(value.before());
          entry->set_after(value.after());
          entry->set_decided_on(DayText(std::max(decided.day, missed_on)));
        }
      }
      domain::ApplyChange(laid, change);
    }
  }
}

}  // namespace traguardo::projection
