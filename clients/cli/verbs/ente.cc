// traguardo ente …: the body itself: registration, organisation, consents.

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/command/command_verb.h"
#include "clients/cli/command/names.h"
#include "clients/cli/command/reading.h"
#include "clients/cli/command/session.h"
#include "clients/cli/command/short_forms.h"
#include "clients/cli/verbs/cells.h"
#include "clients/cli/verbs/verbs.h"

namespace traguardo::cli {

using api::v1::AdminService;
using api::v1::PlanService;
using client::Connection;

namespace {

int ListEnti(Session& session) {
  const auto all = ListAll(
      session, &Connection::admin, &AdminService::Stub::ListEnti, api::v1::ListEntiRequest(), 0,
      +[](const api::v1::ListEntiResponse& page) { return page.enti_size(); });
  if (!all.has_value()) return session.exit_code();
  Table table{.columns = {{.key = "id", .heading = {"Id", "Id"}},
                          {.key = "name", .heading = {"Nome", "Name"}, .flexible = true},
                          {.key = "kind", .heading = {"Tipo", "Kind"}},
                          {.key = "years", .heading = {"Anni", "Years"}}}};
  for (const auto& ente : all->enti()) {
    table.rows.push_back({{IdOf(ente.name()), Tone::kStrong},
                          {ente.display_name()},
                          EnumCell(ente.kind(), session.language()),
                          {absl::StrJoin(ente.years(), " ")}});
  }
  return session.Show(*all, table);
}

}  // namespace

void AddEnte(Verb root) {
  Verb group = root.Sub("ente", {"l'ente: registrazione, organizzazione, consensi",
                                 "the body itself: registration, organisation, consents"});

  group
      .Sub("list",
           {"gli enti accessibili, con i loro anni", "the accessible enti, with their years"})
      .Refuses({"--as-of", "--known-at", "--min-position"})
      .Runs(ListEnti);

  Command(group, "register",
          {"registra un ente (amministratore)", "register an ente (administrator)"}, Target::kEnte,
          &Connection::plan, &PlanService::Stub::RegisterEnte)
      .Field("--name", "registered.name", {"denominazione", "its name"}, {"NOME", "NAME"})
      .Default("registered.kind", "comune")
      .Field("--kind", "registered.kind", {"tipo (senza: comune)", "kind (without it: comune)"})
      .Field("--ipa-code", "registered.ipa_code", {"codice IPA", "IPA code"}, {"CODICE", "CODE"})
      .Field("--istat-code", "registered.istat_code", {"codice ISTAT", "ISTAT code"},
             {"CODICE", "CODE"});

  Command(group, "organisation",
          {"cambia l'organizzazione: unità e nodi strategici da un file (--from)",
           "change the organisation: units and strategic nodes from a file (--from)"},
          Target::kEnte, &Connection::plan, &PlanService::Stub::ChangeOrganisation);

  Command(group, "unit", {"aggiunge o cambia una sola unità", "add or change a single unit"},
          Target::kEnte, &Connection::plan, &PlanService::Stub::ChangeOrganisation)
      .Items<event::v1::Unit>(
          "--unit", "change.units",
          {"unità: id, tipo (settore, area, servizio, ufficio, segretario), nome e, "
           "se c'è, l'unità superiore",
           "unit: id, type (settore, area, servizio, ufficio, segretario), name "
           "and, if any, its parent"},
          {"ID:TIPO:NOME[:SUPERIORE]", "ID:TYPE:NAME[:PARENT]"}, ParseUnit);

  Command(group, "consent", {"registra un consenso dell'ente", "record a consent of the ente"},
          Target::kEnte, &Connection::plan, &PlanService::Stub::GiveConsent)
      .Field("--purpose", "consent.purpose", {"a che scopo", "for what purpose"})
      .Field("--grantee", "consent.grantee", {"a chi", "to whom"}, {"ID", "ID"});

  Command(group, "withdraw-consent", {"ritira un consenso", "withdraw a consent"}, Target::kEnte,
          &Connection::plan, &PlanService::Stub::WithdrawConsent)
      .Field("--purpose", "consent.purpose", {"quale scopo", "which purpose"})
      .Field("--grantee", "consent.grantee", {"a chi era dato", "to whom it was given"},
             {"ID", "ID"});
}

}  // namespace traguardo::cli
