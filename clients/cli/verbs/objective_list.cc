// traguardo objective list.

#include <memory>
#include <string>

#include "clients/cli/command/field_value.h"
#include "clients/cli/command/names.h"
#include "clients/cli/command/reading.h"
#include "clients/cli/command/session.h"
#include "clients/cli/verbs/objective_verbs.h"
#include "clients/cli/verbs/rows.h"
#include "clients/cli/verbs/unknown_responsabile.h"

namespace traguardo::cli {

using api::v1::ProjectionService;
using client::Connection;

void AddObjectiveList(Verb group) {
  struct Options {
    std::string plan;
    api::v1::ObjectiveFilter filter;
    uint64_t limit = 0;
  };
  auto options = std::make_shared<Options>();
  Verb verb =
      group.Sub("list", {"elenca gli obiettivi di un piano", "list the objectives of a plan"});
  AddPlanArgument(verb, &options->plan);
  const auto filter = [&](const std::string& flags, const std::string& field, const Text& help) {
    const auto& descriptor = *api::v1::ObjectiveFilter::descriptor()->FindFieldByName(field);
    verb.Add({.flags = flags,
              .help = help,
              .value = {"VALORE", "VALUE"},
              .repeated = descriptor.is_repeated(),
              .choices = ChoicesOf(descriptor),
              .take = [options, field](const std::string& value) {
                return PutValue(options->filter, field, value);
              }});
  };
  filter("--unit", "units", {"solo di questa unità", "of this unit only"});
  filter("--responsabile", "responsabili",
         {"solo di questo responsabile", "of this responsabile only"});
  filter("--scope", "scopes", {"solo di questo ambito", "of this scope only"});
  filter("--state", "states", {"solo in questo stato", "in this state only"});
  filter("--text", "text",
         {"con questo testo nel codice o nel titolo", "with this text in code or title"});
  verb.Add({.flags = "--silent-misses",
            .help = {"solo sotto il previsto e senza scostamento",
                     "only below target and without a scostamento"},
            .take = [options](const std::string&) {
              options->filter.set_silent_misses_only(true);
              return std::nullopt;
            }});
  verb.Add({.flags = "--silent",
            .help = {"solo quelli di cui nessuno parla da troppo tempo",
                     "only those nobody has reported on for too long"},
            .take = [options](const std::string&) {
              options->filter.set_silent_only(true);
              return std::nullopt;
            }});
  AddLimit(verb, &options->limit);
  verb.Runs([options](Session& session) {
    const auto plan = PlanName(session, options->plan);
    if (!plan.has_value()) return session.exit_code();
    api::v1::ListObjectivesRequest request;
    request.set_plan(*plan);
    FillMoment(session, request.mutable_moment());
    *request.mutable_filter() = options->filter;
    const auto all = ListAll(
        session, &Connection::projection, &ProjectionService::Stub::ListObjectives, request,
        options->limit,
        +[](const api::v1::ListObjectivesResponse& page) { return page.objectives_size(); });
    if (!all.has_value()) return session.exit_code();
    ShowMoment(session, all->as_of());
    if (all->objectives().empty()) NoteUnknownResponsabili(session, request, all->as_of());
    return session.Show(*all, ObjectivesTable(all->objectives(), session.language()));
  });
}

}  // namespace traguardo::cli
