// traguardo facts …: what was recorded, and taking it back.

#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "clients/cli/command/command_verb.h"
#include "clients/cli/command/names.h"
#include "clients/cli/command/reading.h"
#include "clients/cli/command/session.h"
#include "clients/cli/screen/messages.h"
#include "clients/cli/verbs/verbs.h"
#include "clients/document/entry_command.h"
#include "google/protobuf/text_format.h"

namespace traguardo::cli {

using api::v1::ListFactsRequest;
using api::v1::ListFactsResponse;
using api::v1::MonitoringService;
using api::v1::ProjectionService;
using api::v1::RecordedFact;
using client::Connection;

namespace {

// The fact without its name, on one line: "percent: 40, note: …".
std::string Content(const event::v1::Fact& fact) {
  const auto* oneof = event::v1::Fact::descriptor()->FindOneofByName("kind");
  const auto* field = fact.GetReflection()->GetOneofFieldDescriptor(fact, oneof);
  if (field == nullptr) return "";
  google::protobuf::TextFormat::Printer printer;
  printer.SetSingleLineMode(true);
  printer.SetUseUtf8StringEscaping(true);
  std::string text;
  printer.PrintToString(fact.GetReflection()->GetMessage(fact, field), &text);
  if (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

std::string ActorText(const event::v1::Actor& actor, const Session& session) {
  if (actor.on_behalf_of().empty()) return actor.principal();
  return absl::StrCat(actor.principal(), " ",
                      Fill(session.Say(messages::kOnBehalfOf), actor.on_behalf_of()));
}

std::string RecordedText(const RecordedFact& fact) {
  return absl::FormatTime("%Y-%m-%d %H:%M",
                          absl::FromUnixSeconds(fact.envelope().recorded_at().seconds()),
                          absl::LocalTimeZone());
}

Table FactsTable(const ListFactsResponse& facts, const Session& session) {
  Table table{.columns = {
                  {.key = "position", .heading = {"Posizione", "Position"},
                   .align = Align::kRight},
                  {.key = "effective_on", .heading = {"Del", "Of"}},
                  {.key = "recorded_at", .heading = {"Registrato", "Recorded"}},
                  {.key = "stream", .heading = {"Dove", "Where"}, .flexible = true},
                  {.key = "unit", .heading = {"Unità", "Unit"}},
                  {.key = "actor", .heading = {"Chi", "Who"}, .flexible = true},
                  {.key = "fact", .heading = {"Fatto", "Fact"}},
                  {.key = "corrected", .heading = {"", ""}},
                  {.key = "content", .heading = {"Contenuto", "Content"}, .flexible = true},
              }};
  for (const RecordedFact& fact : facts.facts()) {
    const auto& envelope = fact.envelope();
    const bool corrected = fact.corrected_by_position() != 0;
    const Tone tone = corrected ? Tone::kFaint : Tone::kPlain;
    std::string mark;
    if (corrected) {
      mark = Fill(session.Say(messages::kCorrected), std::to_string(fact.corrected_by_position()));
    }
    std::string content = Content(envelope.fact());
    if (fact.private_part_withdrawn()) {
      absl::StrAppend(&content, " ", std::string(session.Say(messages::kWithdrawn)));
    }
    table.rows.push_back({{std::to_string(envelope.position()), Tone::kStrong},
                          {envelope.effective_on(), tone},
                          {RecordedText(fact), tone},
                          {envelope.stream(), tone},
                          {envelope.unit(), tone},
                          {ActorText(envelope.actor(), session), tone},
                          {document::FactName(envelope.fact()), tone},
                          {mark, Tone::kWarning},
                          {content, tone}});
  }
  return table;
}

// "ob-1" is an objective; anything with a slash is a resource name already.
std::optional<std::string> FactsName(Session& session, const std::string& typed) {
  if (typed.empty()) return PlanName(session, "");
  if (typed.find('/') != std::string::npos) return typed;
  return ObjectiveName(session, typed);
}

void AddList(Verb group) {
  struct Options {
    std::string name;
    bool recursive = false;
    uint64_t limit = 0;
  };
  auto options = std::make_shared<Options>();
  Verb verb = group.Sub("list", {"la storia: ogni fatto con chi, quando e da quando si sa",
                                 "the history: every fact with who, when, and since when known"});
  verb.Add("name", {"obiettivo, o nome completo di ente, piano o rilevazione (senza: il piano)",
                    "objective, or full name of an ente, plan or round (without it: the plan)"},
           {"NOME", "NAME"}, &options->name);
  verb.Switch("-r,--recursive", {"anche tutto ciò che sta sotto", "also everything below it"},
              &options->recursive);
  AddLimit(verb, &options->limit);
  verb.Runs([options](Session& session) {
    const auto name = FactsName(session, options->name);
    if (!name.has_value()) return session.exit_code();
    ListFactsRequest request;
    request.set_name(*name);
    request.set_recursive(options->recursive);
    request.set_known_at(session.settings().known_at);
    const auto all = ListAll(
        session, &Connection::projection, &ProjectionService::Stub::ListFacts, request,
        options->limit, +[](const ListFactsResponse& page) { return page.facts_size(); });
    if (!all.has_value()) return session.exit_code();
    return session.Show(*all, FactsTable(*all, session));
  });
}

}  // namespace

void AddFacts(Verb root) {
  Verb group = root.Sub("facts", {"i fatti registrati, e come annullarne uno",
                                  "the recorded facts, and how to take one back"});
  AddList(group);

  Command(group, "correct",
          {"annulla un fatto con un motivo (storno); entrambi restano leggibili",
           "take a fact back with a reason; both stay readable"},
          Target::kAnyName, &Connection::monitoring, &MonitoringService::Stub::CorrectFact)
      .Field("--position", "correction.corrected_position", {"posizione del fatto da annullare",
                                                             "position of the fact to take back"},
             {"N", "N"})
      .Field("--reason", "correction.reason", {"motivo", "reason"}, {"TESTO", "TEXT"});

  Command(group, "record",
          {"registra un comando qualsiasi da un file: da 1 a 2000 fatti, tutti o nessuno (--from)",
           "record any command from a file: 1 to 2,000 facts, all or none (--from)"},
          Target::kNone, &Connection::monitoring, &MonitoringService::Stub::RecordCommand);
}

}  // namespace traguardo::cli
