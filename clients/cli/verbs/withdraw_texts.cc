// traguardo facts withdraw-texts: the texts of some facts are removed because somebody has a right
// to it. The one verb that cannot be undone, so it says what it will do until it is told to.

#include "clients/cli/verbs/withdraw_texts.h"

#include <memory>
#include <optional>
#include <string>

#include "clients/cli/command/field_value.h"
#include "clients/cli/command/names.h"
#include "clients/cli/command/outcome.h"
#include "clients/cli/command/recorded_text.h"
#include "clients/cli/command/session.h"
#include "clients/cli/screen/messages.h"
#include "clients/cpp/request_id.h"
#include "traguardo/api/v1/monitoring_service.pb.h"

namespace traguardo::cli {

using api::v1::MonitoringService;
using client::Connection;
using event::v1::PersonalDataWithdrawn;

namespace {

constexpr Text kNotYet{
    "non è stato cancellato nulla. Di questi fatti ({}) si cancellano per sempre i testi: note, "
    "motivi, nomi, indirizzi delle prove. Restano chi li ha registrati, quando, le cifre e gli "
    "atti. "
    "Le copie di sicurezza fatte prima li contengono ancora. Se i fatti sono quelli (facts list), "
    "ripetere con --confirm.",
    "nothing was removed. Of these facts ({}) the texts are removed for ever: notes, reasons, "
    "names, "
    "addresses of evidence. Who recorded them, when, figures and acts stay. Backups made before "
    "still "
    "have them. If these are the facts (facts list), repeat with --confirm."};
constexpr Text kPosition{"posizione di un fatto", "position of a fact"};
constexpr Text kReason{"motivo della cancellazione; senza ripetere i dati cancellati",
                       "reason of the removal; without repeating what is removed"};

struct Options {
  PersonalDataWithdrawn withdrawal;
  std::string request_id;
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

int Run(Session& session, const Options& options) {
  if (!HasAll(session, options.withdrawal)) return session.exit_code();
  if (!options.confirmed) {
    return session.Fail(ExitCode::kUsage,
                        Fill(session.Say(kNotYet), PositionsText(options.withdrawal)));
  }
  const Connection* connection = session.Connect();
  if (connection == nullptr) return session.exit_code();
  const std::optional<std::string> ente = EnteName(session, "");
  if (!ente.has_value()) return session.exit_code();
  api::v1::RecordCommandRequest request;
  auto& command = *request.mutable_command();
  command.mutable_header()->set_request_id(options.request_id.empty() ? client::NewRequestId()
                                                                      : options.request_id);
  auto& proposal = *command.add_proposals();
  proposal.set_target(*ente);
  *proposal.mutable_fact()->mutable_personal_data_withdrawn() = options.withdrawal;
  const auto reply = client::Call(*connection, connection->monitoring(),
                                  &MonitoringService::Stub::RecordCommand, request);
  if (const auto* error = std::get_if<client::CallError>(&reply)) {
    return session.Fail(*error, command.header().request_id());
  }
  return ShowOutcome(session, std::get<api::v1::RecordCommandResponse>(reply),
                     RecordedText(session, request));
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
              {"cancella davvero: senza, il comando dice soltanto che cosa cancellerebbe",
               "really remove: without it the verb only says what it would remove"},
              &options->confirmed);
  verb.Add("--request-id",
           {"identificativo della richiesta: la stessa, ripetuta, si registra una volta sola",
            "id of the request: the same one, repeated, is recorded once"},
           {"ID", "ID"}, &options->request_id);
  verb.Refuses({"--as-of", "--known-at", "--min-position"});
  verb.Runs([options](Session& session) { return Run(session, *options); });
}

}  // namespace traguardo::cli
