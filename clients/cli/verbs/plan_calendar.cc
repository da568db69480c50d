// traguardo plan calendar.

#include <memory>
#include <string>
#include <vector>

#include "clients/cli/command/names.h"
#include "clients/cli/command/reading.h"
#include "clients/cli/command/session.h"
#include "clients/cli/verbs/plan_verbs.h"
#include "clients/cli/verbs/rows.h"

namespace traguardo::cli {

using api::v1::ProjectionService;
using client::Connection;

void AddPlanCalendar(Verb group) {
  struct Options {
    std::string plan;
    std::string from;
    std::string to;
    std::vector<std::string> units;
    std::vector<std::string> responsabili;
    uint64_t limit = 0;
  };
  auto options = std::make_shared<Options>();
  Verb verb =
      group.Sub("calendar", {"scadenze, traguardi, verifiche, misure e rilevazioni per data",
                             "deadlines, milestones, checks, measures and rounds by date"});
  AddPlanArgument(verb, &options->plan);
  verb.Add("--from-day", {"da questo giorno", "from this day"}, {"DATA", "DATE"}, &options->from);
  verb.Add("--to-day", {"fino a questo giorno", "until this day"}, {"DATA", "DATE"}, &options->to);
  verb.Add("--unit", {"solo di questa unità", "of this unit only"}, {"ID", "ID"}, &options->units);
  verb.Add("--responsabile", {"solo di questo responsabile", "of this responsabile only"},
           {"ID", "ID"}, &options->responsabili);
  AddLimit(verb, &options->limit);
  verb.Runs([options](Session& session) {
    const auto plan = PlanName(session, options->plan);
    if (!plan.has_value()) return session.exit_code();
    api::v1::GetCalendarRequest request;
    request.set_plan(*plan);
    FillMoment(session, request.mutable_moment());
    request.set_from(options->from);
    request.set_to(options->to);
    request.mutable_units()->Assign(options->units.begin(), options->units.end());
    request.mutable_responsabili()->Assign(options->responsabili.begin(),
                                           options->responsabili.end());
    const auto all = ListAll(
        session, &Connection::projection, &ProjectionService::Stub::GetCalendar, request,
        options->limit,
        +[](const api::v1::GetCalendarResponse& page) { return page.entries_size(); });
    if (!all.has_value()) return session.exit_code();
    ShowMoment(session, all->as_of());
    return session.Show(*all, CalendarTable(all->entries(), session.language()));
  });
}

}  // namespace traguardo::cli
