// traguardo objective show.

#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "clients/cli/command/names.h"
#include "clients/cli/command/reading.h"
#include "clients/cli/command/session.h"
#include "clients/cli/screen/messages.h"
#include "clients/cli/verbs/message_fields.h"
#include "clients/cli/verbs/objective_tables.h"
#include "clients/cli/verbs/objective_verbs.h"
#include "clients/cli/verbs/rows.h"

namespace traguardo::cli {

using api::v1::ProjectionService;
using client::Connection;
using view::v1::Objective;

namespace {

// What ObjectiveTable says of the objective's own fields, by whatever name.
const std::set<std::string_view>& FieldsInHead() {
  static const auto& fields = *new std::set<std::string_view>{"name",
                                                              "code",
                                                              "title",
                                                              "expected_outcome",
                                                              "measurement",
                                                              "kind",
                                                              "units",
                                                              "scope",
                                                              "contributors",
                                                              "weight",
                                                              "original_weight",
                                                              "pay_share",
                                                              "current_deadline",
                                                              "original_deadline",
                                                              "suspended_on",
                                                              "excluded_on",
                                                              "exclusion_cause",
                                                              "dropped_on",
                                                              "added_on",
                                                              "carried_over_from"};
  return fields;
}

int RunShow(Session& session, const std::string& typed) {
  const auto name = ObjectiveName(session, typed);
  if (!name.has_value()) return session.exit_code();
  api::v1::GetObjectiveRequest request;
  request.set_objective(*name);
  FillMoment(session, request.mutable_moment());
  const auto response =
      session.Call(&Connection::projection, &ProjectionService::Stub::GetObjective, request);
  if (!response.has_value()) return session.exit_code();
  const Objective& objective = response->objective();
  const Language language = session.language();
  ShowMoment(session, objective.today().date());
  Table head = ObjectiveTable(objective, language);
  AddFields(objective, FieldsInHead(), &head);
  session.Show(*response, head);
  if (session.settings().format != Format::kTable) return 0;
  session.Section(std::string(session.Say(messages::kAssignments)),
                  AssignmentsTable(objective, language));
  session.Section(std::string(session.Say(messages::kGates)), GatesTable(objective, language));
  session.Section(std::string(session.Say(messages::kResults)), ResultsTable(objective, language));
  session.Section(std::string(session.Say(messages::kIndicators)),
                  IndicatorsTable(objective, language));
  session.Section(std::string(session.Say(messages::kPhasesMilestones)),
                  PhasesTable(objective, language));
  session.Section(std::string(session.Say(messages::kResources)),
                  ResourcesTable(objective, language));
  Rows<Objective> one;
  *one.Add() = objective;
  session.Section(std::string(session.Say(messages::kSilentMisses)),
                  SilentMissesTable(one, language));
  session.Section(std::string(session.Say(messages::kSegnalazioni)), SegnalazioniTable(objective));
  return 0;
}

}  // namespace

void AddObjectiveShow(Verb group) {
  auto typed = std::make_shared<std::string>();
  Verb show = group.Sub("show", {"tutto di un obiettivo", "everything about one objective"});
  show.Add({.flags = "objective",
            .help = {"obiettivo: id o nome completo", "objective: id or full name"},
            .value = {"NOME", "NAME"},
            .required = true,
            .take = [typed](const std::string& value) {
              *typed = value;
              return std::nullopt;
            }});
  show.Runs([typed](Session& session) { return RunShow(session, *typed); });
}

}  // namespace traguardo::cli
