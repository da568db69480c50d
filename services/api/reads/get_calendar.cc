#include <string>
#include <utility>
#include <vector>

#include "services/api/reads/filter_check.h"
#include "services/api/reads/filter_match.h"
#include "services/api/reads/list_call.h"
#include "services/api/reads/read_methods.h"
#include "services/projection/answers/calendar.h"
#include "services/projection/answers/unit_tree.h"

namespace traguardo::api {
namespace {

std::vector<view::v1::CalendarEntry> SelectEntries(const v1::GetCalendarRequest& request,
                                                   YearRows& rows, const domain::CivilDate& day) {
  const projection::CalendarRows sources{.plan = &*rows.plan,
                                         .objectives = Pointers(rows.objectives),
                                         .scostamenti = Pointers(rows.scostamenti),
                                         .rounds = Pointers(rows.rounds)};
  const projection::UnitTree tree(*rows.plan);
  std::vector<view::v1::CalendarEntry> entries = projection::CalendarOf(
      sources, {.from = domain::ReadDate(request.from()), .to = domain::ReadDate(request.to())},
      day, [&](const std::string& unit) { return MatchesUnit(request.units(), tree, unit); });
  std::erase_if(entries, [&](const view::v1::CalendarEntry& entry) {
    // What names no unit is asked of all.
    const bool of_units =
        entry.units().empty() || MatchesUnit(request.units(), tree, entry.units());
    return !of_units || !Matches(request.responsabili(), entry.responsabili());
  });
  return entries;
}

ErrorStatus CheckFilter(const v1::GetCalendarRequest& request, const YearRows& rows,
                        Language language) {
  return CheckUnits(request.units(), rows, language, "units");
}

}  // namespace

UnaryMethod GetCalendarMethod(const ReadParts& parts) {
  return ListMethod<v1::GetCalendarRequest, v1::GetCalendarResponse, view::v1::CalendarEntry>(
      "traguardo.api.v1.ProjectionService/GetCalendar", parts,
      {[](const v1::GetCalendarRequest&) { return std::string("osr"); }, CheckFilter, SelectEntries,
       [](v1::GetCalendarResponse& response, view::v1::CalendarEntry entry) {
         *response.add_entries() = std::move(entry);
       }});
}

}  // namespace traguardo::api
