#include "services/domain/status/covered.h"

#include "services/domain/definitions/current_definition.h"
#include "services/domain/definitions/due_day.h"
#include "services/domain/definitions/phase_shares.h"
#include "services/domain/definitions/time_shape.h"
#include "services/domain/values/civil_date.h"

namespace traguardo::domain {
namespace {

using event::v1::ObjectiveDefinition;
using event::v1::Phase;

// Only a shape whose end is open asks for the plan's year; such an objective goes on to the end of
// that year, and its phases end in it.
int YearOf(DayNumber end) { return static_cast<int>(CivilDayOf(end).year()); }

}  // namespace

std::optional<DecimalSum> ShareByEndOf(const Objective& objective,
                                       const ObjectiveDefinition& definition,
                                       const std::string& phase) {
  const Phase* const found = FindPhase(definition, phase);
  const auto planned = found == nullptr ? std::nullopt : LastDay(found->planned().to());
  if (!planned.has_value()) return std::nullopt;
  const int year = YearOf(*planned);
  const Deadlines deadlines =
      DeadlinesOf(DeadlineOf(*objective.definition.value, year), DeadlineOf(definition, year));
  return SharePromisedBy(definition, deadlines, deadlines.MovedAlong(*planned));
}

FactOrder CoveredSince(const std::vector<Declaration>& declarations, const DecimalSum& share) {
  FactOrder covered;
  for (auto it = declarations.rbegin(); it != declarations.rend(); ++it) {
    const auto percent = it->percent();
    if (it->is_done() || (percent.has_value() && share <= *percent)) {
      covered = it->order();
    } else if (percent.has_value()) {
      break;
    }
  }
  return covered;
}

FactOrder CoveredBy(const Objective& objective, const ObjectiveDefinition& definition,
                    const std::string& phase, const std::string& unit) {
  const auto& declarations = objective.ResultOf(unit).declarations;
  if (declarations.empty()) return {};
  const auto share = ShareByEndOf(objective, definition, phase);
  return share.has_value() ? CoveredSince(declarations, *share) : FactOrder{};
}

}  // namespace traguardo::domain
