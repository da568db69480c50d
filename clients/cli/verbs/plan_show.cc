// traguardo plan show, variations.

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "clients/cli/command/names.h"
#include "clients/cli/command/reading.h"
#include "clients/cli/command/session.h"
#include "clients/cli/screen/fields_table.h"
#include "clients/cli/screen/labels.h"
#include "clients/cli/screen/messages.h"
#include "clients/cli/verbs/cells.h"
#include "clients/cli/verbs/message_fields.h"
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
                          {.key = "total",
                           .heading = {"Totale pesi", "Total of weights"},
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

// "98%", "34/37": what was declared for the node as a whole.
std::string DeclaredFor(const Plan& plan, const std::string& node) {
  std::string text;
  for (const auto& aggregate : plan.aggregates()) {
    if (aggregate.node() != node) continue;
    text += (text.empty() ? "" : ", ") +
            (aggregate.percent().empty()
                 ? std::to_string(aggregate.reached()) + "/" + std::to_string(aggregate.assigned())
                 : aggregate.percent() + "%");
  }
  return text;
}

Table NodesTable(const Plan& plan, Language language) {
  Table table{.columns = {{.key = "id", .heading = {"Id", "Id"}},
                          {.key = "name", .heading = {"Nome", "Name"}, .flexible = true},
                          {.key = "type", .heading = {"Tipo", "Type"}},
                          {.key = "parent", .heading = {"Parte di", "Part of"}},
                          {.key = "declared",
                           .heading = {"Risultato dichiarato", "Declared result"},
                           .align = Align::kRight}}};
  for (const auto& node : plan.nodes()) {
    table.rows.push_back(
        {{node.id(), Tone::kStrong},
         {node.name()},
         {NamedLabel(*event::v1::StrategicNodeType_descriptor(), node.type(), language)},
         {node.parent()},
         {DeclaredFor(plan, node.id())}});
  }
  return table;
}

Table AmendmentsTable(const Plan& plan, Language language) {
  Table table{
      .columns = {
          {.key = "act", .heading = {"Atto", "Act"}},
          {.key = "summary", .heading = {"Che cosa cambia", "What changes"}, .wraps = true}}};
  for (const auto& amendment : plan.amendments()) {
    table.rows.push_back({{ActText(amendment.act(), language)}, {amendment.summary()}});
  }
  return table;
}

Table NarrativesTable(const Plan& plan, Language language) {
  Table table{.columns = {{.key = "section", .heading = {"Parte", "Section"}},
                          {.key = "text", .heading = {"Testo", "Text"}, .wraps = true}}};
  for (const auto& narrative : plan.narratives()) {
    table.rows.push_back(
        {{NamedLabel(*event::v1::NarrativeSection_descriptor(), narrative.section(), language)},
         {narrative.text()}});
  }
  return table;
}

Table AggregatesTable(const Plan& plan) {
  Table table{
      .columns = {{.key = "aggregate", .heading = {"Id", "Id"}},
                  {.key = "scope", .heading = {"Ambito", "Scope"}},
                  {.key = "unit", .heading = {"Unità", "Unit"}},
                  {.key = "node", .heading = {"Nodo strategico", "Strategic node"}},
                  {.key = "percent", .heading = {"%", "%"}, .align = Align::kRight},
                  {.key = "reached", .heading = {"Raggiunti", "Reached"}, .align = Align::kRight},
                  {.key = "assigned", .heading = {"Assegnati", "Assigned"}, .align = Align::kRight},
                  {.key = "source", .heading = {"Fonte", "Source"}, .wraps = true}}};
  for (const auto& aggregate : plan.aggregates()) {
    table.rows.push_back({{aggregate.aggregate()},
                          {aggregate.scope()},
                          {aggregate.unit()},
                          {aggregate.node()},
                          {aggregate.percent()},
                          {aggregate.has_reached() ? std::to_string(aggregate.reached()) : ""},
                          {aggregate.has_assigned() ? std::to_string(aggregate.assigned()) : ""},
                          {aggregate.source()}});
  }
  return table;
}

Table BandsTable(const Plan& plan) {
  Table table{
      .columns = {
          {.key = "unit", .heading = {"Unità", "Unit"}},
          {.key = "band", .heading = {"Fascia", "Band"}},
          {.key = "count", .heading = {"Valutazioni", "Evaluations"}, .align = Align::kRight}}};
  for (const auto& counts : plan.band_counts()) {
    for (const auto& band : counts.bands()) {
      table.rows.push_back(
          {{counts.unit(), Tone::kStrong}, {band.band()}, {std::to_string(band.count())}});
    }
  }
  return table;
}

// What PlanTable says of the plan's own fields, by whatever name.
const std::set<std::string_view>& FieldsInHead() {
  static const auto& fields = *new std::set<std::string_view>{"name",
                                                              "ente",
                                                              "ente_name",
                                                              "title",
                                                              "phase",
                                                              "adoption_term",
                                                              "relazione_term",
                                                              "adopted_on",
                                                              "adoption_lateness_reason",
                                                              "objectives_count",
                                                              "rule_set_version",
                                                              "closed_on"};
  return fields;
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
  Table head = PlanTable(plan, session.language());
  std::set<std::string_view> in_head = FieldsInHead();
  if (!plan.has_rule_set()) in_head.insert("rule_set");
  AddFields(plan, in_head, &head);
  session.Show(*response, head);
  if (session.settings().format != Format::kTable) return 0;
  session.Section(std::string(session.Say(messages::kScopes)), ScopesTable(plan));
  session.Section(std::string(session.Say(messages::kUnits)), UnitsTable(plan, session.language()));
  session.Section(std::string(session.Say(messages::kNodes)), NodesTable(plan, session.language()));
  session.Section(std::string(session.Say(messages::kAmendments)),
                  AmendmentsTable(plan, session.language()));
  session.Section(std::string(session.Say(messages::kAggregates)), AggregatesTable(plan));
  session.Section(std::string(session.Say(messages::kBands)), BandsTable(plan));
  session.Section(std::string(session.Say(messages::kNarratives)),
                  NarrativesTable(plan, session.language()));
  return 0;
}

}  // namespace

void AddPlanReads(Verb group) {
  auto shown = std::make_shared<std::string>();
  Verb show = group.Sub("show", {"termini, atti, ambiti, unità, parti narrative",
                                 "terms, acts, scopes, units, narratives"});
  AddPlanArgument(show, shown.get());
  show.Runs([shown](Session& session) { return RunShow(session, *shown); });

  AddPlanCalendar(group);

  auto varied = std::make_shared<std::string>();
  Verb variations = group.Sub("variations", {"originale → attuale, ogni passo con il suo atto",
                                             "original → current, each step with its act"});
  AddPlanArgument(variations, varied.get());
  variations.Runs([varied](Session& session) { return ShowVariations(session, *varied, {}, 0); });
}

}  // namespace traguardo::cli
