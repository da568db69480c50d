// Recorded facts as a table: what, of which day, by whom, with which proof.

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/command/session.h"
#include "clients/cli/screen/messages.h"
#include "clients/cli/screen/rome_time.h"
#include "clients/cli/verbs/cells.h"
#include "clients/cli/verbs/fact_sentence.h"
#include "clients/cli/verbs/rows.h"
#include "clients/document/entry_command.h"
#include "google/protobuf/util/json_util.h"

namespace traguardo::cli {

using api::v1::ListFactsResponse;
using api::v1::RecordedFact;

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
      {.key = "command", .heading = {"Comando (n. del fatto)", "Command (fact no.)"}, .aside = 9},
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

}  // namespace

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

}  // namespace traguardo::cli
