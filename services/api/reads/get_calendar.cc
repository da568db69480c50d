#include <utility>
#include <vector>

#include "services/api/reads/filter_match.h"
#include "services/api/reads/list_call.h"
#include "services/api/reads/read_methods.h"
#include "services/projection/answers/calendar.h"

namespace traguardo::api {
namespace {

std::vector<view::v1::CalendarEntry> SelectEntries(const v1::GetCalendarRequest& request,
                                                   YearRows& rows, const domain::CivilDate& day) {
  const projection::CalendarRows sources{.plan = &*rows.plan,
                                         .objectives = Pointers(rows.objectives),
                                         .scostamenti = Pointers(rows.scostamenti),
                                         .rounds = Pointers(rows.rounds)};
  std::vector<view::v1::CalendarEntry> entries = projection::CalendarOf(
      sources, {.from = domain::ReadDate(request.from()), .to = domain::ReadDate(request.to())},
      day);
  std::erase_if(entries, [&request](const view::v1::CalendarEntry& entry) {
    return !Matches(request.units(), entry.units()) ||
           !Matches(request.responsabili(), entry.responsabili());
  });
  return entries;
}

}  // namespace

UnaryMethod GetCalendarMethod(const ReadParts& parts) {
  return ListMethod<v1::GetCalendarRequest, v1::GetCalendarResponse, view::v1::CalendarEntry>(
      "traguardo.api.v1.ProjectionService/GetCalendar", parts,
      {"osr", SelectEntries, [](v1::GetCalendarResponse& response, view::v1::CalendarEntry entry) {
         *response.add_entries() = std::move(entry);
       }});
}

}  // namespace traguardo::api
