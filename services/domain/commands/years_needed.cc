#include "services/domain/commands/years_needed.h"

#include <optional>

#include "services/domain/values/civil_date.h"
#include "services/domain/values/resource_name.h"

namespace traguardo::domain {

std::set<int> YearsNeeded(const Command& command) {
  std::set<int> years;
  for (const Proposal& proposal : command.proposals) {
    if (proposal.stream.kind() != StreamKind::kEnte) years.insert(proposal.stream.year());
    // The form of the fact is judged later: any number may stand there.
    const auto from_year = static_cast<int>(proposal.fact.objective_carried_over().from_year());
    if (IsPlanYear(from_year)) years.insert(from_year);
    for (const event::v1::Unit& unit : proposal.fact.organisation_changed().units()) {
      years.merge(YearsAfterEnd(unit));
    }
  }
  return years;
}

std::set<int> YearsAfterEnd(const event::v1::Unit& unit) {
  const std::optional<DayNumber> last = LastDay(unit.validity().to());
  if (!last.has_value()) return {};
  std::set<int> years;
  const int first = static_cast<int>(CivilDayOf(*last + 1).year());
  for (const int year : {first, first + 1}) {
    if (IsPlanYear(year)) years.insert(year);
  }
  return years;
}

}  // namespace traguardo::domain
