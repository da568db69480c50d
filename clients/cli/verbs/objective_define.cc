// traguardo objective define, redefine, remove, carry-over: while the plan is a draft.

#include "clients/cli/command/command_verb.h"
#include "clients/cli/command/field_value.h"
#include "clients/cli/command/short_forms.h"
#include "clients/cli/verbs/objective_verbs.h"

namespace traguardo::cli {

using api::v1::PlanService;
using client::Connection;
using event::v1::ObjectiveDefinition;
using event::v1::TimeShape;

namespace {

// An option that changes the objective's time shape, of which it has one: two that fill different
// ones are refused.
Option TimeOption(ObjectiveDefinition* (*definition)(google::protobuf::Message&),
                  google::protobuf::Message& request, const std::string& flags, const Text& help,
                  const Text& value, bool repeated,
                  std::optional<Complaint> (*put)(const std::string&, TimeShape*)) {
  return {.flags = flags,
          .help = help,
          .value = value,
          .repeated = repeated,
          .take = [definition, &request, put](const std::string& given) {
            return put(given, definition(request)->mutable_time_shape());
          }};
}

// The options of a definition, which defining and redefining share.
void AddDefinitionOptions(CommandVerb& verb,
                          ObjectiveDefinition* (*definition)(google::protobuf::Message&)) {
  auto& request = verb.request();
  const auto time = [&](const std::string& flags, const Text& help, const Text& value,
                        bool repeated,
                        std::optional<Complaint> (*put)(const std::string&, TimeShape*)) {
    verb.Custom(TimeOption(definition, request, flags, help, value, repeated, put));
  };
  verb.Field("objective", "objective.objective", {"id, che non cambierà più", "id, for ever"},
             {"ID", "ID"})
      .Field("--code", "objective.definition.code", {"codice che si vede", "code that people see"},
             {"CODICE", "CODE"})
      .Field("--title", "objective.definition.title", {"titolo", "title"}, {"TESTO", "TEXT"})
      .Field("--expected-outcome", "objective.definition.expected_outcome",
             {"risultato atteso", "expected outcome"}, {"TESTO", "TEXT"})
      .Field("--measurement", "objective.definition.measurement",
             {"come si misura", "how it is measured"}, {"TESTO", "TEXT"})
      .Field("--kind", "objective.definition.kind", {"tipo", "kind"})
      .Field("--unit", "objective.definition.units",
             {"unità a cui appartiene", "unit it belongs to"}, {"ID", "ID"})
      .Items<event::v1::Assignment>("--responsabile", "objective.definition.assignments",
                                    {"chi ne risponde", "who answers for it"}, kAssignmentForm,
                                    ParseAssignment)
      .Field("--scope", "objective.definition.scope", {"ambito", "scope"}, {"ID", "ID"})
      .Field("--weight", "objective.definition.weight", {"peso nel piano", "weight in the plan"},
             {"PESO", "WEIGHT"})
      .Field("--pay-share", "objective.definition.pay_share",
             {"quota della retribuzione di risultato", "share of result pay"},
             {"PERCENTO", "PERCENT"})
      .Items<event::v1::Indicator>("--indicator", "objective.definition.indicators",
                                   {"indicatore", "indicator"}, kIndicatorForm, ParseIndicator)
      .Items<event::v1::Phase>("--phase", "objective.definition.phases", {"fase", "phase"},
                               kPhaseForm, ParsePhase)
      .Items<event::v1::Milestone>("--milestone", "objective.definition.milestones",
                                   {"traguardo", "milestone"}, kMilestoneForm, ParseMilestone)
      .Items<event::v1::ResourceAmount>("--resource", "objective.definition.resources",
                                        {"risorsa", "resource"}, kAmountForm, ParseAmount);
  time(
      "--deadline", {"tempo: entro questa data", "time: by this date"}, {"DATA", "DATE"}, false,
      +[](const std::string& given, TimeShape* shape) -> std::optional<Complaint> {
        return PutValue(*shape, "by_date.deadline", given);
      });
  time(
      "--continuous", {"tempo: per tutto l'anno", "time: all through the year"}, {}, false,
      +[](const std::string&, TimeShape* shape) -> std::optional<Complaint> {
        shape->mutable_continuous();
        return std::nullopt;
      });
  time(
      "--season", {"tempo: in questa stagione", "time: in this season"}, kPeriodForm, true,
      +[](const std::string& given, TimeShape* shape) {
        return ParsePeriod(given, shape->mutable_seasonal()->add_windows());
      });
  time(
      "--check", {"tempo: verifica in questo giorno", "time: a check on this day"},
      {"DATA", "DATE"}, true,
      +[](const std::string& given, TimeShape* shape) -> std::optional<Complaint> {
        return PutValue(*shape, "recurring_checks.dates", given);
      });
  time(
      "--multi-year", {"tempo: su più anni", "time: over several years"}, kPeriodForm, false,
      +[](const std::string& given, TimeShape* shape) {
        return ParsePeriod(given, shape->mutable_multi_year()->mutable_period());
      });
  time(
      "--this-year",
      {"con --multi-year: entro quando quest'anno", "with --multi-year: by when this year"},
      {"DATA", "DATE"}, false,
      +[](const std::string& given, TimeShape* shape) -> std::optional<Complaint> {
        return PutValue(*shape, "multi_year.this_year_deadline", given);
      });
  time(
      "--event", {"tempo: legato a un evento esterno", "time: tied to an outside event"},
      {"TESTO", "TEXT"}, false,
      +[](const std::string& given, TimeShape* shape) -> std::optional<Complaint> {
        shape->mutable_tied_to_event()->set_event(given);
        return std::nullopt;
      });
  time(
      "--no-time", {"tempo: non indicato", "time: not stated"}, {}, false,
      +[](const std::string&, TimeShape* shape) -> std::optional<Complaint> {
        shape->mutable_not_stated();
        return std::nullopt;
      });
}

}  // namespace

void AddObjectiveDefinition(Verb group) {
  CommandVerb define =
      Command(group, "define",
              {"definisce un obiettivo mentre il piano è in redazione; ciò che non sta nelle "
               "opzioni sta nel "
               "file (--from)",
               "define an objective while the plan is a draft; what has no option goes into the "
               "file (--from)"},
              Target::kPlan, &Connection::plan, &PlanService::Stub::DefineObjective);
  AddDefinitionOptions(
      define, +[](google::protobuf::Message& request) {
        return static_cast<api::v1::DefineObjectiveRequest&>(request)
            .mutable_objective()
            ->mutable_definition();
      });

  CommandVerb redefine =
      Command(group, "redefine",
              {"sostituisce per intero una definizione mentre il piano è in redazione",
               "replace a whole definition while the plan is a draft"},
              Target::kPlan, &Connection::plan, &PlanService::Stub::RedefineObjective);
  AddDefinitionOptions(
      redefine, +[](google::protobuf::Message& request) {
        return static_cast<api::v1::RedefineObjectiveRequest&>(request)
            .mutable_objective()
            ->mutable_definition();
      });

  Command(group, "remove",
          {"toglie un obiettivo mentre il piano è in redazione",
           "remove an objective while the plan is a draft"},
          Target::kPlan, &Connection::plan, &PlanService::Stub::RemoveObjective)
      .Field("objective", "objective.objective", {"id dell'obiettivo", "id of the objective"},
             {"ID", "ID"})
      .Field("--reason", "objective.reason", {"motivo", "reason"}, {"TESTO", "TEXT"});

  Command(group, "carry-over",
          {"lega un obiettivo a quello di un anno precedente",
           "link an objective to the one of an earlier year"},
          Target::kPlan, &Connection::plan, &PlanService::Stub::CarryOverObjective)
      .Field("objective", "carried_over.objective", {"id in questo piano", "id in this plan"},
             {"ID", "ID"})
      .Field("--from-year", "carried_over.from_year", {"anno precedente", "earlier year"},
             {"ANNO", "YEAR"})
      .Field("--from-objective", "carried_over.from_objective",
             {"id in quel piano", "id in that plan"}, {"ID", "ID"});
}

}  // namespace traguardo::cli
