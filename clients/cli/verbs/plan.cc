// traguardo plan …: drafting, adopting and amending the plan of a year.

#include "clients/cli/command/command_verb.h"
#include "clients/cli/command/names.h"
#include "clients/cli/command/short_forms.h"
#include "clients/cli/verbs/plan_verbs.h"
#include "clients/cli/verbs/verbs.h"

namespace traguardo::cli {

using api::v1::AmendPlanRequest;
using api::v1::PlanService;
using client::Connection;

namespace {

// Decisions are written "ob-3/r1": an objective and one of its proposals. The objective's full name
// is put together when the plan is known, so here only its id.
std::optional<Complaint> ParseDecision(const std::string& text, AmendPlanRequest* request,
                                       bool approved) {
  const size_t reason_at = text.find(':');
  const std::string place = text.substr(0, reason_at);
  const size_t slash = place.rfind('/');
  if (slash == std::string::npos || slash == 0) {
    return Complaint{"si scrive OBIETTIVO/PROPOSTA, per esempio ob-3/r1",
                     "write OBJECTIVE/PROPOSAL, for instance ob-3/r1"};
  }
  auto* decision = request->add_decisions();
  decision->set_objective(place.substr(0, slash));
  decision->set_ripianificazione(place.substr(slash + 1));
  decision->set_approved(approved);
  if (reason_at != std::string::npos) decision->set_rejection_reason(text.substr(reason_at + 1));
  return std::nullopt;
}

void AddAmend(Verb group) {
  CommandVerb verb =
      Command(group, "amend",
              {"registra un atto che varia il piano, con tutto ciò che decide: o tutto o niente",
               "record an act that changes the plan, with everything it decides: all or nothing"},
              Target::kPlan, &Connection::plan, &PlanService::Stub::AmendPlan);
  auto* request = static_cast<AmendPlanRequest*>(&verb.request());
  verb.Item<event::v1::Act>("--act", "amendment.act", {"atto", "act"}, kActForm, ParseAct)
      .Field("--summary", "amendment.summary", {"che cosa cambia", "what changes"},
             {"TESTO", "TEXT"})
      .Custom(
          {.flags = "--approve",
           .help = {"ripianificazione approvata", "ripianificazione approved"},
           .value = {"OBIETTIVO/PROPOSTA", "OBJECTIVE/PROPOSAL"},
           .repeated = true,
           .take =
               [request](const std::string& value) { return ParseDecision(value, request, true); }})
      .Custom(
          {.flags = "--reject",
           .help = {"ripianificazione respinta, con il motivo",
                    "ripianificazione rejected, with "
                    "the reason"},
           .value = {"OBIETTIVO/PROPOSTA:MOTIVO", "OBJECTIVE/PROPOSAL:REASON"},
           .repeated = true,
           .take = [request](
                       const std::string& value) { return ParseDecision(value, request, false); }})
      .CustomAddsTo("decisions")
      .FromFillsRequest()
      .BeforeSending([request](const std::string& plan) {
        for (auto& decision : *request->mutable_decisions()) {
          if (decision.objective().find('/') != std::string::npos) continue;
          decision.set_objective(plan + "/objectives/" + decision.objective());
        }
      });
}

void AddYear(Verb group) {
  Command(group, "narrative",
          {"registra una parte narrativa; vale l'ultima di ogni parte",
           "record a narrative section; the latest of each counts"},
          Target::kPlan, &Connection::plan, &PlanService::Stub::RecordNarrative)
      .Field("--section", "narrative.section", {"quale parte", "which section"})
      .Field("--text", "narrative.text", {"testo", "text"}, {"TESTO", "TEXT"});

  Command(group, "aggregate",
          {"dichiara un totale stampato senza nulla sotto",
           "declare a total printed with nothing "
           "under it"},
          Target::kPlan, &Connection::plan, &PlanService::Stub::DeclareAggregateResult)
      .Field("aggregate", "aggregate.aggregate", {"id", "id"}, {"ID", "ID"})
      .Field("--scope", "aggregate.scope", {"ambito", "scope"}, {"ID", "ID"})
      .Field("--unit", "aggregate.unit", {"unità", "unit"}, {"ID", "ID"})
      .Field("--node", "aggregate.node", {"nodo strategico", "strategic node"}, {"ID", "ID"})
      .Field("--percent", "aggregate.percent", {"percentuale", "percent"}, {"NUMERO", "NUMBER"})
      .Field("--reached", "aggregate.reached", {"raggiunti", "reached"}, {"N", "N"})
      .Field("--assigned", "aggregate.assigned", {"assegnati", "assigned"}, {"N", "N"})
      .Field("--source", "aggregate.source", {"da dove viene", "where it comes from"},
             {"TESTO", "TEXT"});

  Command(group, "bands",
          {"registra quante valutazioni individuali cadono in ogni fascia: mai una persona",
           "record how many individual evaluations fall into each band: never a person"},
          Target::kPlan, &Connection::plan, &PlanService::Stub::RecordBandCounts)
      .Items<event::v1::BandCount>("--band", "band_counts.bands",
                                   {"fascia e quante valutazioni", "band and how many evaluations"},
                                   {"FASCIA=N", "BAND=N"}, ParseBandCount)
      .Field("--unit", "band_counts.unit", {"unità", "unit"}, {"ID", "ID"});

  Command(group, "resources",
          {"registra le risorse previste per un obiettivo",
           "record the resources planned for an objective"},
          Target::kPlan, &Connection::plan, &PlanService::Stub::PlanResources)
      .Field("objective", "resources.objective", {"id dell'obiettivo", "id of the objective"},
             {"ID", "ID"})
      .Items<event::v1::ResourceAmount>("--resource", "resources.resources",
                                        {"risorsa", "resource"}, kAmountForm, ParseAmount);

  Command(group, "resources-used",
          {"registra le risorse impiegate per un obiettivo",
           "record the resources used for an objective"},
          Target::kPlan, &Connection::plan, &PlanService::Stub::UseResources)
      .Field("objective", "resources.objective", {"id dell'obiettivo", "id of the objective"},
             {"ID", "ID"})
      .Items<event::v1::ResourceAmount>("--resource", "resources.resources",
                                        {"risorsa", "resource"}, kAmountForm, ParseAmount);
}

}  // namespace

void AddPlan(Verb root) {
  Verb group = root.Sub("plan", {"il piano di un anno", "the plan of a year"});

  AddPlanReads(group);

  Command(
      group, "draft",
      {"apre il piano di un anno, con i suoi termini", "open the plan of a year, with its terms"},
      Target::kPlan, &Connection::plan, &PlanService::Stub::DraftPlan)
      .Field("--title", "draft.title", {"titolo", "title"}, {"TESTO", "TEXT"})
      .Field("--adoption-term", "draft.adoption_term",
             {"termine per l'adozione", "term of its adoption"}, {"DATA", "DATE"})
      .Field("--relazione-term", "draft.relazione_term",
             {"termine per la Relazione", "term of the Relazione"}, {"DATA", "DATE"});

  Command(group, "rules",
          {"adotta una versione delle regole (--from con version e ruleSet)",
           "adopt a version of the rule set (--from with version and ruleSet)"},
          Target::kPlan, &Connection::plan, &PlanService::Stub::AdoptRuleSet)
      .Field("--version-number", "rule_set.version",
             {"numero della versione", "number of the version"}, {"N", "N"})
      .Item<event::v1::Act>("--act", "rule_set.act", {"atto", "act"}, kActForm, ParseAct);

  Command(group, "adopt", {"adotta il piano con un atto", "adopt the plan by an act"},
          Target::kPlan, &Connection::plan, &PlanService::Stub::AdoptPlan)
      .Item<event::v1::Act>("--act", "adoption.act", {"atto", "act"}, kActForm, ParseAct)
      .Field("--lateness-reason", "adoption.lateness_reason",
             {"perché dopo il termine", "why after the term"}, {"TESTO", "TEXT"});

  AddAmend(group);
  AddYear(group);
}

}  // namespace traguardo::cli
