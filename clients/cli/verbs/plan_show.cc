// traguardo plan show, calendar, variations.

#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/command/names.h"
#include "clients/cli/command/reading.h"
#include "clients/cli/command/session.h"
#include "clients/cli/screen/fields_table.h"
#include "clients/cli/screen/labels.h"
#include "clients/cli/screen/messages.h"
#include "clients/cli/verbs/cells.h"
#include "clients/cli/verbs/plan_verbs.h"
#include "clients/cli/verbs/rows.h"
#include "traguardo/event/v1/plan.pb.h"

namespace traguardo::cli {

using api::v1::PlanService;
using api::v1::ProjectionService;
using client::Connection;
using view::v1::Plan;

namespace {

Table PlanTable(const Plan& plan, Language language) {
  FieldsTable table(language, {"Piano", "Plan"});
  const Cell phase = EnumCell(plan.phase(), language);
  table.Add("name", {"nome", "name"}, plan.name());
  table.Add("ente", {"ente", "ente"}, plan.ente_name());
  table.Add("title", {"titolo", "title"}, plan.title());
  table.Add("phase", {"fase del ciclo", "phase of the cycle"}, phase.text, phase.csv);
  table.Add("adoption_term", {"termine per il Piano", "term of the plan"}, plan.adoption_term());
  table.Add("relazione_term", {"termine per la Relazione", "term of the Relazione"},
            plan.relazione_term());
  table.Add("adopted_by", {"adottato con", "adopted by"}, ActText(plan.adoption(), language),
            ActCodes(plan.adoption()));
  table.Add("adopted_on", {"adottato il", "adopted on"}, plan.adopted_on());
  table.Add("adoption_lateness_reason", {"motivo del ritardo", "reason for lateness"},
            plan.adoption_lateness_reason());
  table.Add("objectives", {"obiettivi", "objectives"}, std::to_string(plan.objectives_count()));
  const std::string version = std::to_string(plan.rule_set_version());
  constexpr Text kRules{"{} (versione {})", "{} (version {})"};
  table.Add("rule_set", {"regole", "rule set"},
            plan.rule_set_version() == 0
                ? ""
                : Fill(kRules.In(language), plan.rule_set().name(), version),
            plan.rule_set().name());
  table.Add("rule_set_version", {}, "", version);
  table.Add("closed_on", {"chiuso il", "closed on"}, plan.closed_on());
  return std::move(table).Take();
}

Table ScopesTable(const Plan& plan) {
  Table table{.columns = {{.key = "id", .heading = {"Id", "Id"}},
                          {.key = "name", .heading = {"Nome", "Name"}, .flexible = true},
                          {.key = "total", .heading = {"Totale pesi", "Total of weights"},
                           .align = Align::kRight}}};
  for (const auto& scope : plan.rule_set().scopes()) {
    const bool weighted = scope.weighting() == rules::v1::WEIGHTING_WEIGHTED;
    const std::string total = scope.weight_total().empty() ? "100" : scope.weight_total();
    table.rows.push_back(
        {{scope.id(), Tone::kStrong}, {scope.name()}, {weighted ? total : std::string(kNoValue)}});
  }
  return table;
}

// The word for an enum value that travels by its name.
std::string NamedLabel(const google::protobuf::EnumDescriptor& type, const std::string& name,
                       Language language) {
  const auto* value = type.FindValueByName(name);
  return value == nullptr ? name : Label(*value, language);
}

Table UnitsTable(const Plan& plan, Language language) {
  Table table{.columns = {{.key = "id", .heading = {"Id", "Id"}},
                          {.key = "name", .heading = {"Nome", "Name"}, .flexible = true},
                          {.key = "type", .heading = {"Tipo", "Type"}},
                          {.key = "parent", .heading = {"Parte di", "Part of"}}}};
  for (const auto& unit : plan.units()) {
    table.rows.push_back({{unit.id(), Tone::kStrong},
                          {unit.name()},
                          {NamedLabel(*event::v1::UnitType_descriptor(), unit.type(), language)},
                          {unit.parent()}});
  }
  return table;
}

Table AmendmentsTable(const Plan& plan, Language language) {
  Table table{.columns = {{.key = "act", .heading = {"Atto", "Act"}},
                          {.key = "summary", .heading = {"Che cosa cambia", "What changes"},
                           .wraps = true}}};
  for (const auto& amendment : plan.amendments()) {
    table.rows.push_back({{ActText(amendment.act(), language)}, {amendment.summary()}});
  }
  return table;
}

Table NarrativesTable(const Plan& plan, Language language) {
  Table table{.columns = {{.key = "section", .heading = {"Parte", "Section"}},
                          {.key = "text", .heading = {"Testo", "Text"}, .wraps = true}}};
  for (const auto& narrative : plan.narratives()) {
    table.rows.push_back({{NamedLabel(*event::v1::NarrativeSection_descriptor(), narrative.section(), language)},
         {narrative.text()}});
  }
  return table;
}

Table AggregatesTable(const Plan& plan) {
  Table table{.columns = {{.key = "aggregate", .heading = {"Id", "Id"}},
                          {.key = "scope", .heading = {"Ambito", "Scope"}},
                          {.key = "unit", .heading = {"Unità", "Unit"}},
                          {.key = "percent", .heading = {"%", "%"}, .align = Align::kRight},
                          {.key = "reached", .heading = {"Raggiunti", "Reached"},
                           .align = Align::kRight},
                          {.key = "assigned", .heading = {"Assegnati", "Assigned"},
                           .align = Align::kRight},
                          {.key = "source", .heading = {"Fonte", "Source"}, .wraps = true}}};
  for (const auto& aggregate : plan.aggregates()) {
    table.rows.push_back({{aggregate.aggregate()},
                          {aggregate.scope()},
                          {aggregate.unit()},
                          {aggregate.percent()},
                          {aggregate.has_reached() ? std::to_string(aggregate.reached()) : ""},
                          {aggregate.has_assigned() ? std::to_string(aggregate.assigned()) : ""},
                          {aggregate.source()}});
  }
  return table;
}

int RunShow(Session& session, const std::string& typed) {
  const auto name = PlanName(session, typed);
  if (!name.has_value()) return session.exit_code();
  api::v1::GetPlanRequest request;
  request.set_plan(*name);
  request.set_as_of(AskedDay(session));
  request.set_known_at(session.settings().known_at);
  request.set_min_position(session.settings().min_position);
  const auto response = session.Call(&Connection::plan, &PlanService::Stub::GetPlan, request);
  if (!response.has_value()) return session.exit_code();
  const Plan& plan = response->plan();
  ShowMoment(session, request.as_of());
  session.Show(*response, PlanTable(plan, session.language()));
  if (session.settings().format != Format::kTable) return 0;
  session.Section(std::string(session.Say(messages::kScopes)), ScopesTable(plan));
  session.Section(std::string(session.Say(messages::kUnits)), UnitsTable(plan, session.language()));
  session.Section(std::string(session.Say(messages::kAmendments)),
                  AmendmentsTable(plan, session.language()));
  session.Section(std::string(session.Say(messages::kAggregates)), AggregatesTable(plan));
  session.Section(std::string(session.Say(messages::kNarratives)), NarrativesTable(plan, session.language()));
  return 0;
}

void AddCalendar(Verb group) {
  struct Options {
    std::string plan;
    std::string from;
    std::string to;
    std::vector<std::string> units;
    std::vector<std::string> responsabili;
    uint64_t limit = 0;
  };
  auto options = std::make_shared<Options>();
  Verb verb = group.Sub("calendar", {"scadenze, traguardi, verifiche, misure e rilevazioni per data",
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

}  // namespace

void AddPlanReads(Verb group) {
  auto shown = std::make_shared<std::string>();
  Verb show = group.Sub("show", {"termini, atti, ambiti, unità, parti narrative",
                                 "terms, acts, scopes, units, narratives"});
  AddPlanArgument(show, shown.get());
  show.Runs([shown](Session& session) { return RunShow(session, *shown); });

  AddCalendar(group);

  auto varied = std::make_shared<std::string>();
  Verb variations = group.Sub("variations", {"originale → attuale, ogni passo con il suo atto",
                                             "original → current, each step with its act"});
  AddPlanArgument(variations, varied.get());
  variations.Runs([varied](Session& session) { return ShowVariations(session, *varied, {}, 0); });
}

}  // namespace traguardo::cli
