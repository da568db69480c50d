#include "clients/cli/program.h"

#include <memory>
#include <optional>
#include <ostream>
#include <utility>

#include "clients/cli/command/exit_code.h"
#include "clients/cli/command/session.h"
#include "clients/cli/command/typed_value.h"
#include "clients/cli/command/verb.h"
#include "clients/cli/screen/display_width.h"
#include "clients/cli/screen/messages.h"
#include "clients/cli/verbs/fact_sentence.h"
#include "clients/cli/verbs/verbs.h"
#include "clients/document/foreign_text.h"

namespace traguardo::cli {
namespace {

constexpr Text kDescription{
    "Monitoraggio degli obiettivi di un ente: piano, avanzamenti, scostamenti, ripianificazioni.",
    "Monitoring of a public body's objectives: plan, progress, deviations, replanning."};

// A number is a position; one that looks like a year may be meant as one, and silently means
// something else. "@2025" is the position beyond doubt.
std::optional<Complaint> TakeKnownAt(const std::string& value, std::string* known_at) {
  const bool marked = !value.empty() && value[0] == '@';
  const std::string text = marked ? value.substr(1) : TypedDate(value);
  const bool is_number = !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
  if (marked && !is_number) {
    return Complaint{"dopo @ serve il numero di una posizione", "after @ the number of a position"};
  }
  if (is_number && !marked && text.size() == 4 && text >= "1900" && text < "2200") {
    return Complaint{"\"" + text + "\" può essere un anno o una posizione: scrivere " + text +
                         "-12-31 per la fine dell'anno, @" + text + " per la posizione",
                     "\"" + text + "\" may be a year or a position: write " + text +
                         "-12-31 for the end of the year, @" + text + " for the position"};
  }
  *known_at = text;
  return std::nullopt;
}

// "avanzamento — 40%"
std::string FactText(const event::v1::Fact& fact, Language language) {
  const std::string sentence = FactSentence(fact, language);
  return FactLabel(fact, language) + (sentence.empty() ? "" : " — " + sentence);
}

// The argument that is no text; null when all are.
const std::string* FindBadText(const std::vector<std::string>& arguments) {
  for (const std::string& argument : arguments) {
    if (!document::IsUtf8(argument)) return &argument;
  }
  return nullptr;
}

// The options that every verb takes.
void AddSettings(Verb root, std::shared_ptr<Settings> settings) {
  root.Add("--server",
           {"indirizzo del server (TRAGUARDO_SERVER; senza: 127.0.0.1:7450)",
            "address of the server (TRAGUARDO_SERVER; without it: 127.0.0.1:7450)"},
           {"INDIRIZZO", "ADDRESS"}, &settings->server);
  root.Add({.flags = "--token",
            .help = {"chiave d'accesso (meglio TRAGUARDO_TOKEN o un file: sulla riga di comando si "
                     "vede)",
                     "token (better TRAGUARDO_TOKEN or a file: a command line can be seen by "
                     "others)"},
            .value = {"CHIAVE", "TOKEN"},
            .take = [settings](const std::string& value) {
              settings->typed_token = value;
              return std::nullopt;
            }});
  root.Add({.flags = "--token-file",
            .help = {"file con la chiave d'accesso, prima di ogni variabile (TRAGUARDO_TOKEN_FILE; "
                     "senza: ~/.config/traguardo/token)",
                     "file with the token, before any variable (TRAGUARDO_TOKEN_FILE; without it: "
                     "~/.config/traguardo/token)"},
            .value = {"FILE", "FILE"},
            .take = [settings](const std::string& value) -> std::optional<Complaint> {
              settings->typed_token_file = value;
              if (!settings->typed_token.has_value()) return std::nullopt;
              return Complaint{"c'è già --token: indicare l'uno o l'altro",
                               "--token is there already: give one of them"};
            }});
  root.Add({.flags = "--ente",
            .help = {"ente (TRAGUARDO_ENTE; senza: l'unico accessibile)",
                     "ente (TRAGUARDO_ENTE; without it: the only one accessible)"},
            .value = {"ID", "ID"},
            .take = [settings](const std::string& value) {
              settings->ente = EnteIdIn(value);
              settings->ente_is_typed = true;
              return std::nullopt;
            }});
  root.Add({.flags = "--year",
            .help = {"anno del piano (TRAGUARDO_YEAR; senza: quello in corso o l'ultimo)",
                     "year of the plan (TRAGUARDO_YEAR; without it: this one or the latest)"},
            .value = {"ANNO", "YEAR"},
            .take = [settings](const std::string& value) {
              settings->year = value;
              settings->year_is_typed = true;
              return std::nullopt;
            }});
  root.Add("--as-of",
           {"legge come stavano le cose in quel giorno", "read how things stood on that day"},
           {"DATA", "DATE"}, &settings->as_of);
  root.Add(
      {.flags = "--known-at",
       .help = {"legge ciò che si sapeva allora: giorno, istante o posizione (senza --as-of anche "
                "come stavano le cose quel giorno)",
                "read what was known then: a day, an instant or a position (without --as-of also "
                "how things stood on that day)"},
       .value = {"QUANDO", "WHEN"},
       .take = [settings](const std::string& value) {
         return TakeKnownAt(value, &settings->known_at);
       }});
  root.Add("--min-position",
           {"aspetta che la lettura comprenda questa posizione",
            "wait until the read includes this position"},
           {"N", "N"}, &settings->min_position);
  root.Add(
      {.flags = "--lang",
       .help = {"lingua (TRAGUARDO_LANG; senza: it)", "language (TRAGUARDO_LANG; without it: it)"},
       .choices = {"it", "en"},
       // Chosen before the options were described; here only judged.
       .take = [](const std::string& value) -> std::optional<Complaint> {
         if (value == "it" || value == "en") return std::nullopt;
         return Complaint{"le lingue sono it ed en", "the languages are it and en"};
       }});
  root.Add({.flags = "--format",
            .help = {"tabella per le persone, json o csv per i programmi (senza: table)",
                     "table for people, json or csv for programs (without it: table)"},
            .choices = {"table", "json", "csv"},
            .take = [settings](const std::string& value) -> std::optional<Complaint> {
              if (value == "table") {
                settings->format = Format::kTable;
              } else if (value == "json") {
                settings->format = Format::kJson;
              } else if (value == "csv") {
                settings->format = Format::kCsv;
              } else {
                return Complaint{"i formati sono table, json e csv",
                                 "the formats are table, json and csv"};
              }
              return std::nullopt;
            }});
  root.Add({.flags = "--timeout",
            .help = {"secondi entro cui il server deve rispondere (senza: 30)",
                     "seconds within which the server has to answer (without it: 30)"},
            .value = {"SECONDI", "SECONDS"},
            .take = [settings](const std::string& value) -> std::optional<Complaint> {
              const bool digits = !value.empty() && value.size() <= 5 &&
                                  value.find_first_not_of("0123456789") == std::string::npos;
              if (digits) settings->deadline_seconds = static_cast<uint32_t>(std::stoul(value));
              if (digits && settings->deadline_seconds > 0) return std::nullopt;
              return Complaint{"serve un numero di secondi", "a number of seconds is needed"};
            }});
}

int RunVerb(std::vector<std::string> arguments, Language language, Environment& environment) {
  VerbTree tree(language, kDescription, kExitCodes);
  Verb root = tree.root();
  // The options write here while they are taken; the session works on what came of it.
  auto settings = std::make_shared<Settings>(SettingsFrom(environment));
  settings->language = language;
  AddSettings(root, settings);
  AddStatus(root);
  AddPlan(root);
  AddObjective(root);
  AddProgress(root);
  AddMeasure(root);
  AddMilestone(root);
  AddScostamento(root);
  AddRipianificazione(root);
  AddRound(root);
  AddFacts(root);
  AddWatch(root);
  AddImport(root);
  AddExport(root);
  AddEnte(root);
  AddAdmin(root);
  AddCompletion(root, tree);
  AddVersion(root);

  if (arguments.size() == 1 && arguments[0] == "--version") arguments[0] = "version";
  if (arguments.empty()) arguments.push_back("--help");
  if (const std::string* bad = FindBadText(arguments)) {
    environment.err << "traguardo: " << Fill(messages::kNotUtf8.In(language), OneLine(*bad))
                    << "\n";
    return static_cast<int>(ExitCode::kUsage);
  }
  Parsed parsed = tree.Parse(std::move(arguments));
  if (parsed.text.has_value()) {
    (parsed.complaint ? environment.err << "traguardo: " : environment.out) << *parsed.text;
    if (parsed.complaint) environment.err << "\n";
    return static_cast<int>(parsed.complaint ? ExitCode::kUsage : ExitCode::kDone);
  }
  Session session(settings, environment);
  session.DescribeFactsBy(FactText);
  return parsed.run(session);
}

}  // namespace

int RunProgram(std::vector<std::string> arguments, Environment& environment) {
  const Language language = ChooseLanguage(arguments, environment);
  const int exit_code = RunVerb(std::move(arguments), language, environment);
  // Whatever was done, whoever reads the output does not have all of it.
  environment.out.flush();
  if (environment.out.good()) return exit_code;
  environment.err << "traguardo: " << messages::kOutputLost.In(language) << "\n";
  return static_cast<int>(ExitCode::kFile);
}

}  // namespace traguardo::cli
