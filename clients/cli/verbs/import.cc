// traguardo import: a whole year from one document.

#include <algorithm>
#include <memory>

#include "absl/strings/str_cat.h"
#include "clients/cli/command/interrupt.h"
#include "clients/cli/command/read_text.h"
#include "clients/cli/command/session.h"
#include "clients/cli/screen/display_width.h"
#include "clients/cli/screen/messages.h"
#include "clients/cli/screen/text.h"
#include "clients/cli/verbs/importer.h"
#include "clients/cli/verbs/known_facts.h"
#include "clients/cli/verbs/verbs.h"
#include "clients/cpp/call.h"
#include "clients/document/form_check.h"
#include "clients/document/known_facts.h"
#include "clients/document/year_document.h"
#include "google/protobuf/struct.pb.h"

namespace traguardo::cli {
namespace {

using document::DocumentCommand;
using document::Mistake;

constexpr Text kOtherEnte{
    "{}: il documento è dell'ente \"{}\", --ente dice \"{}\"; non è stato inviato nulla.",
    "{}: the document is of the ente \"{}\", --ente says \"{}\"; nothing was sent."};
constexpr Text kOtherYear{
    "{}: il documento è dell'anno {}, --year dice {}; non è stato inviato nulla.",
    "{}: the document is of the year {}, --year says {}; nothing was sent."};
constexpr Text kStopped{
    "fermato su richiesta: {} voci non inviate. Ripetere l'importazione riprende da qui: ciò che "
    "c'è "
    "già viene saltato.",
    "stopped as asked: {} entries not sent. Repeating the import goes on from here: what is there "
    "already is skipped."};
constexpr Text kStoppedEarly{"fermato su richiesta: non è stato inviato nulla.",
                             "stopped as asked: nothing was sent."};
constexpr Text kNotTakenOver{
    "recordedOn e recordedBy del documento non si riportano: risulta registrato oggi, da chi "
    "importa, e ciò che vi è dichiarato non dovuto lo è solo da oggi in poi. Li riporta solo "
    "\"traguardod import\", a server fermo.",
    "recordedOn and recordedBy of the document are not taken over: it counts as recorded today, by "
    "whoever imports, and what is declared not due in it is so from today on only. Only "
    "\"traguardod import\" takes them over, while no server runs."};

struct Options {
  std::string file;
  bool dry_run = false;
  bool quiet = false;
};

std::string Place(const Options& options, int line, const std::string& path) {
  std::string place = options.file;
  if (line > 0) absl::StrAppend(&place, ":", line);
  if (!path.empty()) absl::StrAppend(&place, ": ", path);
  return place;
}

int ShowMistakes(Session& session, const Options& options, const std::vector<Mistake>& mistakes) {
  for (const Mistake& mistake : mistakes) {
    session.Note(
        absl::StrCat(Place(options, mistake.line, mistake.path), ": ",
                     session.language() == Language::kItalian ? mistake.italian : mistake.english));
  }
  const std::string count = mistakes.size() < document::kMaxMistakes
                                ? std::to_string(mistakes.size())
                                : absl::StrCat(">= ", document::kMaxMistakes);
  return session.Fail(ExitCode::kUsage,
                      Fill(session.Say(messages::kMistakes), options.file, count));
}

std::string ReasonOf(const Session& session, const Refusal& refusal) {
  const DocumentCommand& command = *refusal.command;
  switch (refusal.why) {
    case Refusal::Why::kServer:
      break;
    case Refusal::Why::kCorrectedRefused:
      return Fill(session.Say(messages::kCorrectedRefused), command.corrects_request_id);
    case Refusal::Why::kRequestIdReused:
      return Fill(session.Say(messages::kRequestIdReused), command.command.header().request_id());
    case Refusal::Why::kOtherLog:
      return std::string(session.Say(Text{refusal.other_log.italian, refusal.other_log.english}));
  }
  return absl::StrCat(
      OneLine(refusal.error.message),
      refusal.error.reason.empty() ? "" : absl::StrCat(" [", refusal.error.reason, "]"));
}

void ShowRefusal(Session& session, const Options& options, const Refusal& refusal) {
  const DocumentCommand& command = *refusal.command;
  session.Note(absl::StrCat(Place(options, command.line, command.path), " (", command.what,
                            "): ", ReasonOf(session, refusal)));
  for (const auto& field : refusal.error.fields) {
    if (refusal.error.message.find(field.description) != std::string::npos) continue;
    session.Note(absl::StrCat("  ", OneLine(field.field), ": ", OneLine(field.description)));
  }
}

int ShowResult(Session& session, const Options& options, const ImportResult& result) {
  if (!options.quiet) {
    for (const auto& [command, warning] : result.warnings) {
      session.Note(
          absl::StrCat(Place(options, command->line, command->path), " (", command->what,
                       "): ", Fill(session.Say(messages::kWarning), OneLine(warning.message()))));
    }
  }
  for (const Refusal& refusal : result.refused) ShowRefusal(session, options, refusal);
  Table table{.columns = {{.key = "recorded", .heading = {"Registrati", "Recorded"}},
                          {.key = "already_there", .heading = {"Già presenti", "Already there"}},
                          {.key = "refused", .heading = {"Rifiutati", "Refused"}},
                          {.key = "unanswered", .heading = {"Senza risposta", "Unanswered"}}},
              .rows = {{{std::to_string(result.recorded)},
                        {std::to_string(result.already_there)},
                        {std::to_string(result.refused.size())},
                        {std::to_string(result.unanswered)}}}};
  switch (session.settings().format) {
    case Format::kTable:
      session.Line(Fill(session.Say(messages::kImportSummary), table.rows[0][0].text,
                        table.rows[0][1].text, table.rows[0][2].text));
      break;
    case Format::kCsv:
      session.environment().out << FormatCsv(table);
      break;
    case Format::kJson:
      session.Line(absl::StrCat(
          "{\"recorded\": ", result.recorded, ", \"alreadyThere\": ", result.already_there,
          ", \"refused\": ", result.refused.size(), ", \"unanswered\": ", result.unanswered, "}"));
      break;
  }
  if (result.broken.has_value()) {
    session.Fail(*result.broken);
    if (result.recorded + result.already_there == 0) return session.exit_code();
    return session.Fail(ExitCode::kPartial, Fill(session.Say(messages::kImportUnsent),
                                                 std::to_string(result.unanswered)));
  }
  if (result.stopped) {
    return session.Fail(ExitCode::kPartial,
                        Fill(session.Say(kStopped), std::to_string(result.unanswered)));
  }
  return static_cast<int>(result.refused.empty() ? ExitCode::kDone : ExitCode::kPartial);
}

// False when --ente or --year says something else than the document: that was said.
bool AgreesWithOptions(Session& session, const Options& options,
                       const api::v1::YearDocument& document) {
  const Settings& settings = session.settings();
  const std::string year = std::to_string(document.year());
  if (settings.ente_is_typed && settings.ente != document.ente()) {
    session.Fail(ExitCode::kUsage, Fill(session.Say(kOtherEnte), options.file, document.ente(),
                                        OneLine(settings.ente)));
    return false;
  }
  if (settings.year_is_typed && settings.year != year) {
    session.Fail(ExitCode::kUsage,
                 Fill(session.Say(kOtherYear), options.file, year, OneLine(settings.year)));
    return false;
  }
  return true;
}

// What the document says of who recorded it and when, which over the wire nobody can say.
bool SaysWhoRecordedIt(const api::v1::YearDocument& document) {
  return !document.recorded_by().empty() ||
         std::any_of(document.entries().begin(), document.entries().end(), [](const auto& entry) {
           return !entry.recorded_on().empty() || !entry.recorded_by().empty();
         });
}

int Run(Session& session, const Options& options) {
  const auto text = ReadText(session, options.file);
  if (!text.has_value()) return session.exit_code();
  const document::YearDocumentText read = document::ReadYearDocument(*text);
  if (!read.mistakes.empty()) return ShowMistakes(session, options, read.mistakes);
  const std::vector<Mistake> bad_form = document::CheckForm(read.document, read.lines);
  if (!bad_form.empty()) return ShowMistakes(session, options, bad_form);
  const document::DocumentCommands commands = document::ToCommands(read);
  if (!commands.mistakes.empty()) return ShowMistakes(session, options, commands.mistakes);
  if (!AgreesWithOptions(session, options, read.document)) return session.exit_code();
  if (options.dry_run) {
    const std::string count = std::to_string(commands.commands.size());
    google::protobuf::Struct answer;
    (*answer.mutable_fields())["commands"].set_number_value(
        static_cast<double>(commands.commands.size()));
    return session.ShowSentence(Fill(session.Say(messages::kDryRun), count), answer,
                                {.columns = {{.key = "commands"}}, .rows = {{{count}}}});
  }
  if (session.Connect() == nullptr) return session.exit_code();
  const Interrupt interrupt;
  const auto asked_to_stop = [&] { return interrupt.asked(); };
  document::KnownFacts known;
  if (const auto error =
          AddKnownFacts(*session.Connect(), read.document, 0, asked_to_stop, known)) {
    return session.Fail(*error);
  }
  if (interrupt.asked()) {
    return session.Fail(ExitCode::kPartial, std::string(session.Say(kStoppedEarly)));
  }
  const size_t total = commands.commands.size();
  const bool show_progress = session.environment().err_is_terminal && !options.quiet;
  size_t shown_percent = 101;
  const auto show_answered = [&](size_t answered) {
    const size_t percent = answered * 100 / std::max<size_t>(total, 1);
    if (!show_progress || percent == shown_percent) return;
    shown_percent = percent;
    session.environment().err << "\r"
                              << Fill(session.Say(messages::kImportProgress),
                                      std::to_string(answered), std::to_string(total))
                              << std::flush;
  };
  const auto facts_up_to = [&](uint64_t position) -> client::Reply<document::KnownFacts> {
    document::KnownFacts facts;
    auto error = AddKnownFacts(
        *session.Connect(), read.document, position, [] { return false; }, facts);
    if (error.has_value()) return *std::move(error);
    return facts;
  };
  const ImportResult result = Import(
      *session.Connect(), commands.commands, known,
      {.asked_to_stop = asked_to_stop, .on_answer = show_answered, .facts_up_to = facts_up_to});
  if (show_progress) session.Note("");
  if (!options.quiet && result.recorded > 0 && SaysWhoRecordedIt(read.document)) {
    session.Note(std::string(session.Say(kNotTakenOver)));
  }
  return ShowResult(session, options, result);
}

}  // namespace

void AddImport(Verb root) {
  auto options = std::make_shared<Options>();
  Verb verb =
      root.Sub("import", {"importa un anno intero da un documento YAML o JSON; si può ripetere "
                          "senza registrare nulla due volte",
                          "import a whole year from a YAML or JSON document; can be repeated "
                          "without recording anything twice"});
  verb.Add(
      {.flags = "file",
       .help = {"il documento (- per lo standard input)", "the document (- for standard input)"},
       .value = {"FILE", "FILE"},
       .required = true,
       .take = [options](const std::string& value) {
         options->file = value;
         return std::nullopt;
       }});
  verb.Switch("--dry-run",
              {"controlla solo la forma, senza inviare nulla: se i nomi esistono e le regole "
               "tornano lo dice il server",
               "only check the form, send nothing: whether names exist and rules hold the server "
               "says"},
              &options->dry_run);
  verb.Switch("-q,--quiet",
              {"né avanzamento né avvisi; i rifiuti sì",
               "neither progress nor warnings; refusals all the same"},
              &options->quiet);
  verb.Refuses({"--as-of", "--known-at", "--min-position"})
      .Footer(
          {"Un documento ha al massimo 64 MiB, 200000 voci e 5000 obiettivi; una voce al massimo "
           "2000 fatti.\n"
           "Un documento esportato entra anche in un altro registro: le posizioni che nomina "
           "diventano\n"
           "quelle degli stessi fatti in questo. Dove non è certo quali siano, la voce è "
           "rifiutata.\n"
           "Ctrl-C ferma dopo ciò che è già partito e dice fin dove; ripetere riprende da lì.",
           "A document has at most 64 MiB, 200000 entries and 5000 objectives; an entry at most "
           "2000 facts.\n"
           "An exported document goes into another log as well: the positions that it names "
           "become\n"
           "those of the same facts in this one. Where it is not certain which, the entry is "
           "refused.\n"
           "Ctrl-C stops after what is under way and says how far it came; repeating goes on "
           "from there."})
      .Runs([options](Session& session) { return Run(session, *options); });
}

}  // namespace traguardo::cli
