// traguardo facts withdraw-texts: the texts of some facts are removed because somebody has a right
// to it. The one verb that cannot be undone, so it says what it will do until it is told to.

#include "clients/cli/verbs/withdraw_texts.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "clients/cli/command/field_value.h"
#include "clients/cli/command/names.h"
#include "clients/cli/command/outcome.h"
#include "clients/cli/command/recorded_text.h"
#include "clients/cli/command/session.h"
#include "clients/cli/command/short_forms.h"
#include "clients/cli/screen/messages.h"
#include "clients/cli/verbs/rows.h"
#include "clients/cpp/request_id.h"
#include "traguardo/api/v1/monitoring_service.pb.h"

namespace traguardo::cli {

using api::v1::ListFactsResponse;
using api::v1::MonitoringService;
using api::v1::ProjectionService;
using client::Connection;
using event::v1::PersonalDataWithdrawn;

namespace {

constexpr Text kNotYet{
    "non è stato cancellato nulla. Di questi fatti ({}) si cancellano per sempre tutti i testi: "
    "note, motivi, nomi, indirizzi delle prove. Restano chi li ha registrati, quando, le cifre e "
    "gli atti. Le copie di sicurezza fatte prima li contengono ancora. Se i fatti sono questi, "
    "ripetere con --confirm.",
    "nothing was removed. Of these facts ({}) all texts are removed for ever: notes, reasons, "
    "names, addresses of evidence. Who recorded them, when, figures and acts stay. Backups made "
    "before still have them. If these are the facts, repeat with --confirm."};
constexpr Text kNotThere{"Fra i fatti dell'ente non c'è la posizione {}.",
                         "Position {} is not among the facts of the ente."};
constexpr Text kPosition{"posizione di un fatto", "position of a fact"};
constexpr Text kReason{"motivo della cancellazione; senza ripetere i dati cancellati",
                       "reason of the removal; without repeating what is removed"};

struct Options {
  PersonalDataWithdrawn withdrawal;
  api::v1::CommandHeader header;
  bool confirmed = false;
};

std::string PositionsText(const PersonalDataWithdrawn& withdrawal) {
  std::string text;
  for (const uint64_t position : withdrawal.positions()) {
    text += (text.empty() ? "" : ", ") + std::to_string(position);
  }
  return text;
}

bool HasAll(Session& session, const PersonalDataWithdrawn& withdrawal) {
  const bool has_positions = !withdrawal.positions().empty();
  if (has_positions && !withdrawal.reason().empty()) return true;
  session.Fail(ExitCode::kUsage,
               Fill(session.Say(messages::kFieldMissing), has_positions ? "--reason" : "--position",
                    std::string(session.Say(has_positions ? kReason : kPosition))));
  return false;
}

// The ente's facts at these positions; nothing when a call failed. The log is walked up to the last
// of them, since the API knows facts by where they belong.
std::optional<ListFactsResponse> FactsAt(Session& session, const std::string& ente,
                                         const std::set<uint64_t>& positions) {
  constexpr uint32_t kPage = 500;
  ListFactsResponse found;
  api::v1::ListFactsRequest request;
  request.set_name(ente);
  request.set_recursive(true);
  request.set_page_size(kPage);
  for (;;) {
    const auto page =
        session.Call(&Connection::projection, &ProjectionService::Stub::ListFacts, request);
    if (!page.has_value()) return std::nullopt;
    found.set_position(page->position());
    uint64_t last = 0;
    for (const auto& fact : page->facts()) {
      last = fact.envelope().position();
      if (positions.contains(last)) *found.add_facts() = fact;
    }
    if (page->next_page_token().empty() || last >= *positions.rbegin()) return found;
    request.set_page_token(page->next_page_token());
  }
}

// What it would do: shows the facts, and those that are not there, and says how to go on.
int ShowWhatItWouldDo(Session& session, const std::string& ente,
                      const PersonalDataWithdrawn& withdrawal) {
  const std::set<uint64_t> positions(withdrawal.positions().begin(), withdrawal.positions().end());
  const auto found = FactsAt(session, ente, positions);
  if (!found.has_value()) return session.exit_code();
  session.Show(*found, FactsTable(*found, session));
  for (const uint64_t position : positions) {
    const bool is_there =
        std::any_of(found->facts().begin(), found->facts().end(),
                    [&](const auto& fact) { return fact.envelope().position() == position; });
    if (!is_there) session.Note(Fill(session.Say(kNotThere), std::to_string(position)));
  }
  return session.Fail(ExitCode::kUsage, Fill(session.Say(kNotYet), PositionsText(withdrawal)));
}

// For what the server has to say about fields.
void NameFields(OptionNames& names) {
  const std::pair<std::string_view, std::string_view> fields[] = {
      {"header.request_id", "--request-id"},
      {"header.effective_on", "--on"},
      {"header.on_behalf_of", "--on-behalf-of"},
      {"header.evidence.act", "--evidence-act"},
      {"proposals[0].fact.personal_data_withdrawn.positions", "--position"},
      {"proposals[0].fact.personal_data_withdrawn.reason", "--reason"}};
  for (const auto& [field, option] : fields) {
    names.Add("command." + std::string(field), std::string(option));
  }
}

int Run(Session& session, const Options& options) {
  if (!HasAll(session, options.withdrawal)) return session.exit_code();
  NameFields(session.option_names());
  const Connection* connection = session.Connect();
  if (connection == nullptr) return session.exit_code();
  const std::optional<std::string> ente = EnteName(session, "");
  if (!ente.has_value()) return session.exit_code();
  if (!options.confirmed) return ShowWhatItWouldDo(session, *ente, options.withdrawal);
  api::v1::RecordCommandRequest request;
  auto& command = *request.mutable_command();
  *command.mutable_header() = options.header;
  if (options.header.request_id().empty()) {
    command.mutable_header()->set_request_id(client::NewRequestId());
  }
  auto& proposal = *command.add_proposals();
  proposal.set_target(*ente);
  *proposal.mutable_fact()->mutable_personal_data_withdrawn() = options.withdrawal;
  const auto reply = client::Call(*connection, connection->monitoring(),
                                  &MonitoringService::Stub::RecordCommand, request);
  if (const auto* error = std::get_if<client::CallError>(&reply)) {
    return session.Fail(*error, command.header().request_id());
  }
  return ShowOutcome(session, std::get<api::v1::RecordCommandResponse>(reply),
                     [&] { return RecordedText(session, request); });
}

}  // namespace

void AddWithdrawTexts(Verb group) {
  auto options = std::make_shared<Options>();
  Verb verb =
      group.Sub("withdraw-texts",
                {"cancella per sempre i testi di alcuni fatti, per chi ne ha diritto; cifre, "
                 "date e atti restano",
                 "remove the texts of some facts for ever, for whoever has a right to it; "
                 "figures, dates and acts stay"});
  verb.Add({.flags = "--position",
            .help = kPosition,
            .value = {"N", "N"},
            .repeated = true,
            .take = [options](const std::string& value) {
              return PutValue(options->withdrawal, "positions", value);
            }});
  verb.Add("--reason", kReason, {"TESTO", "TEXT"}, options->withdrawal.mutable_reason());
  verb.Switch("--confirm",
              {"cancella davvero: senza, il comando mostra soltanto di quali fatti si tratta",
               "really remove: without it the verb only shows which facts these are"},
              &options->confirmed);
  verb.Add("--on", {"giorno di cui si parla (senza: oggi)", "day it speaks of (without it: today)"},
           kDateValue, options->header.mutable_effective_on());
  verb.Add("--on-behalf-of", {"per conto di chi si scrive", "in whose name it is written"},
           {"ID", "ID"}, options->header.mutable_on_behalf_of());
  verb.Add({.flags = "--evidence-act",
            .help = {"la richiesta o l'atto a cui risponde", "the request or act that it answers"},
            .value = kActForm,
            .take = [options](const std::string& value) {
              return ParseAct(value, options->header.mutable_evidence()->mutable_act());
            }});
  verb.Add("--request-id",
           {"identificativo della richiesta: la stessa, ripetuta, si registra una volta sola",
            "id of the request: the same one, repeated, is recorded once"},
           {"ID", "ID"}, options->header.mutable_request_id());
  verb.Refuses({"--as-of", "--known-at", "--min-position"}).Footer(kActsFooter);
  verb.Runs([options](Session& session) { return Run(session, *options); });
}

}  // namespace traguardo::cli
