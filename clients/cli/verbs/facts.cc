// traguardo facts …: what was recorded, and taking it back.

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/command/command_verb.h"
#include "clients/cli/command/names.h"
#include "clients/cli/command/reading.h"
#include "clients/cli/command/session.h"
#include "clients/cli/screen/messages.h"
#include "clients/cli/screen/rome_time.h"
#include "clients/cli/verbs/cells.h"
#include "clients/cli/verbs/fact_sentence.h"
#include "clients/cli/verbs/rows.h"
#include "clients/cli/verbs/verbs.h"
#include "clients/cli/verbs/withdraw_texts.h"
#include "clients/document/entry_command.h"
#include "google/protobuf/util/json_util.h"

namespace traguardo::cli {

using api::v1::ListFactsRequest;
using api::v1::ListFactsResponse;
using api::v1::MonitoringService;
using api::v1::ProjectionService;
using api::v1::RecordedFact;
using client::Connection;

namespace {

// The fact without its name, for programs.
std::string ContentJson(const event::v1::Fact& fact) {
  const auto* oneof = event::v1::Fact::descriptor()->FindOneofByName("kind");
  const auto* field = fact.GetReflection()->GetOneofFieldDescriptor(fact, oneof);
  if (field == nullptr) return "";
  std::string json;
  // Fails only for messages with an Any that nobody knows; ours have none.
  const auto status = google::protobuf::util::MessageToJsonString(
      fact.GetReflection()->GetMessage(fact, field), &json);
  return status.ok() ? json : "";
}

std::string ActorText(const event::v1::Actor& actor, const Session& session) {
  if (actor.on_behalf_of().empty()) return actor.principal();
  return absl::StrCat(actor.principal(), " ",
                      Fill(session.Say(messages::kOnBehalfOf), actor.on_behalf_of()));
}

std::vector<Column> FactColumns() {
  return {
      {.key = "position", .heading = {"Posizione", "Position"}, .align = Align::kRight},
      {.key = "effective_on", .heading = {"Del", "Of"}},
      {.key = "recorded_at",
       .heading = {"Registrato (ora italiana)", "Recorded (time in Italy)"},
       .aside = 2},
      {.key = "stream", .heading = {"Dove", "Where"}, .aside = 5},
      {.key = "unit", .heading = {"Unità", "Unit"}, .aside = 4},
      {.key = "actor", .heading = {"Chi", "Who"}, .aside = 3, .medium = Medium::kScreen},
      {.key = "principal", .medium = Medium::kCsv},
      {.key = "role", .medium = Medium::kCsv},
      {.key = "on_behalf_of", .medium = Medium::kCsv},
      {.key = "fact", .heading = {"Fatto", "Fact"}},
      {.key = "corrected_by", .heading = {"", ""}, .aside = 1},
      {.key = "texts_withdrawn", .medium = Medium::kCsv},
      {.key = "content", .heading = {"Contenuto", "Content"}, .wraps = true, .aside = 6},
      {.key = "responsabile_then",
       .heading = {"Chi rispondeva", "Who answered for it"},
       .aside = 7},
      {.key = "evidence",
       .heading = {"Prova", "Evidence"},
       .wraps = true,
       .aside = 8,
       .medium = Medium::kScreen},
      {.key = "evidence_act", .medium = Medium::kCsv},
      {.key = "evidence_uri", .medium = Medium::kCsv},
      {.key = "evidence_sha256", .medium = Medium::kCsv},
      {.key = "evidence_note", .medium = Medium::kCsv},
      {.key = "command", .heading = {"Comando (fatto)", "Command (fact)"}, .aside = 9},
  };
}

// What proves it, for people: an impronta is told apart by its first digits.
std::string EvidenceText(const event::v1::Evidence& evidence, Language language) {
  constexpr size_t kShownDigits = 12;
  std::string text = ActText(evidence.act(), language);
  const auto add = [&](const std::string& part) {
    if (!part.empty()) absl::StrAppend(&text, text.empty() ? "" : "; ", part);
  };
  add(evidence.uri());
  if (!evidence.sha256().empty()) {
    add(absl::StrCat("SHA-256 ", evidence.sha256().substr(0, kShownDigits), "…"));
  }
  add(evidence.description());
  return text;
}

// The facts of one command have its first position in common. Alone, nobody asks.
Cell CommandCell(const event::v1::Envelope& envelope, Tone tone) {
  const std::string first = std::to_string(envelope.position() - envelope.command_index());
  return {.text = envelope.command_size() < 2
                      ? ""
                      : absl::StrCat(first, " (", envelope.command_index() + 1, "/",
                                     envelope.command_size(), ")"),
          .tone = tone,
          .csv = first};
}

// Where everything stands in one place, nobody has to be told in every line.
bool AreOfOneStream(const ListFactsResponse& facts) {
  return std::all_of(facts.facts().begin(), facts.facts().end(), [&](const RecordedFact& fact) {
    return fact.envelope().stream() == facts.facts(0).envelope().stream();
  });
}

Table FactsTable(const ListFactsResponse& facts, const Session& session) {
  const Language language = session.language();
  const bool of_one_stream = AreOfOneStream(facts);
  Table table{.columns = FactColumns()};
  for (const RecordedFact& fact : facts.facts()) {
    const auto& envelope = fact.envelope();
    const auto& evidence = envelope.evidence();
    const int64_t recorded_at = envelope.recorded_at().seconds();
    const uint64_t corrected_by = fact.corrected_by_position();
    const Tone tone = corrected_by != 0 ? Tone::kFaint : Tone::kPlain;
    const std::string number = corrected_by == 0 ? "" : std::to_string(corrected_by);
    std::string content = FactSentence(envelope.fact(), language);
    if (fact.private_part_withdrawn()) {
      absl::StrAppend(&content, content.empty() ? "" : " ",
                      std::string(session.Say(messages::kWithdrawn)));
    }
    table.rows.push_back(
        {{std::to_string(envelope.position()), Tone::kStrong},
         {envelope.effective_on(), tone},
         {.text = RomeTime(recorded_at), .tone = tone, .csv = UtcTime(recorded_at)},
         {.text = of_one_stream ? "" : envelope.stream(), .tone = tone, .csv = envelope.stream()},
         {envelope.unit(), tone},
         {ActorText(envelope.actor(), session), tone},
         {envelope.actor().principal()},
         EnumCell(envelope.actor().role(), language),
         {envelope.actor().on_behalf_of()},
         {.text = FactLabel(envelope.fact(), language),
          .tone = tone,
          .csv = document::FactName(envelope.fact())},
         {.text = number.empty() ? "" : Fill(session.Say(messages::kCorrected), number),
          .tone = Tone::kWarning,
          .csv = number},
         TruthCell(fact.private_part_withdrawn(), {}),
         {.text = content, .tone = tone, .csv = ContentJson(envelope.fact())},
         {envelope.responsabile_then(), tone},
         {EvidenceText(evidence, language), tone},
         {ActCodes(evidence.act())},
         {evidence.uri()},
         {evidence.sha256()},
         {evidence.description()},
         CommandCell(envelope, tone)});
  }
  return table;
}

std::optional<std::string> FactsName(Session& session, const std::string& typed) {
  return typed.empty() ? PlanName(session, "") : AnyName(session, typed);
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
  verb.Add("name",
           {"obiettivo, o nome completo di ente, piano o rilevazione (senza: il piano)",
            "objective, or full name of an ente, plan or round (without it: the plan)"},
           {"NOME", "NAME"}, &options->name);
  verb.Switch("-r,--recursive", {"anche tutto ciò che sta sotto", "also everything below it"},
              &options->recursive);
  AddLimit(verb, &options->limit);
  verb.Refuses({"--as-of", "--min-position"}, {"; per ciò che si sapeva allora usare --known-at",
                                               "; for what was known then use --known-at"});
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

constexpr Text kRecordFooter{
    "Il file ha questa forma, in YAML o JSON; i fatti si chiamano come in \"facts list --format "
    "csv\":\n"
    "  command:\n"
    "    header: {effectiveOn: 2026-06-30}\n"
    "    proposals:\n"
    "      - target: enti/demo/plans/2025\n"
    "        fact:\n"
    "          consuntivoApproved:\n"
    "            version: 1\n"
    "            frozenPosition: 412\n"
    "            act: {organ: GIUNTA, kind: DELIBERA, number: '88', date: 2026-06-30}\n"
    "            # solo oltre il termine della Relazione\n"
    "            latenessReason: il Nucleo si è insediato a maggio\n"
    "      - target: enti/demo/plans/2025/objectives/ob-1\n"
    "        fact: {progressRecorded: {percent: '40', note: a metà}}",
    "The file has this form, in YAML or JSON; facts are called as in \"facts list --format csv\":\n"
    "  command:\n"
    "    header: {effectiveOn: 2026-06-30}\n"
    "    proposals:\n"
    "      - target: enti/demo/plans/2025\n"
    "        fact:\n"
    "          consuntivoApproved:\n"
    "            version: 1\n"
    "            frozenPosition: 412\n"
    "            act: {organ: GIUNTA, kind: DELIBERA, number: '88', date: 2026-06-30}\n"
    "            # only after the term of the Relazione\n"
    "            latenessReason: the Nucleo took office in May\n"
    "      - target: enti/demo/plans/2025/objectives/ob-1\n"
    "        fact: {progressRecorded: {percent: '40', note: half way}}"};

}  // namespace

void AddFacts(Verb root) {
  Verb group = root.Sub("facts", {"i fatti registrati, e come annullarne uno",
                                  "the recorded facts, and how to take one back"});
  AddList(group);

  Command(group, "correct",
          {"annulla un fatto con un motivo (storno); entrambi restano leggibili",
           "take a fact back with a reason; both stay readable"},
          Target::kAnyName, &Connection::monitoring, &MonitoringService::Stub::CorrectFact)
      .Field("--position", "correction.corrected_position",
             {"posizione del fatto da annullare", "position of the fact to take back"}, {"N", "N"})
      .Field("--reason", "correction.reason", {"motivo", "reason"}, {"TESTO", "TEXT"});

  Command(group, "record",
          {"registra un comando qualsiasi da un file: da 1 a 2000 fatti, tutti o nessuno (--from)",
           "record any command from a file: 1 to 2,000 facts, all or none (--from)"},
          Target::kNone, &Connection::monitoring, &MonitoringService::Stub::RecordCommand)
      .Footer(kRecordFooter);
  AddWithdrawTexts(group);
}

}  // namespace traguardo::cli
