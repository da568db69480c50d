#include "clients/cli/command/parse_complaint.h"

#include <string_view>
#include <vector>

namespace traguardo::cli {
namespace {

constexpr Text kHelpFlag{"mostra questo aiuto", "show this help"};
constexpr Text kSeeHelp{"Per l'aiuto: {} --help", "For help: {} --help"};

// "traguardo progress record"
std::string PathOf(const CLI::App& verb) {
  std::string path;
  for (const CLI::App* app = &verb; app != nullptr; app = app->get_parent()) {
    path = app->get_name() + (path.empty() ? "" : " " + path);
  }
  return path;
}

std::string VerbsOf(const CLI::App& verb) {
  std::string names;
  for (const CLI::App* sub : verb.get_subcommands([](const CLI::App*) { return true; })) {
    names += (names.empty() ? "" : ", ") + sub->get_name();
  }
  return names;
}

bool EndsWith(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

constexpr Text kUnknownVerb{"verbo sconosciuto: {}; i verbi sono: {}",
                            "unknown verb: {}; the verbs are: {}"};
constexpr Text kVerbMissing{"manca il verbo: {}", "a verb is needed: {}"};

// The parser looks for the verb first and complains that there is none, whatever was typed.
std::string AboutVerb(const CLI::App& verb, Language language) {
  // A word that a verb does not know falls through to those above it and is left there.
  for (const CLI::App* app = &verb; app != nullptr; app = app->get_parent()) {
    for (const std::string& word : app->remaining()) {
      if (word.rfind('-', 0) != 0) return Fill(kUnknownVerb.In(language), word, VerbsOf(verb));
    }
  }
  return Fill(kVerbMissing.In(language), VerbsOf(verb));
}

bool IsAboutVerb(const CLI::ParseError& error) {
  return error.get_name() == "RequiredError" &&
         std::string_view(error.what()).find("subcommand") != std::string_view::npos;
}

std::string Italian(const CLI::ParseError& error, const CLI::App& verb) {
  const std::string message = error.what();
  constexpr std::string_view kRequired = " is required";
  if (error.get_name() == "RequiredError") {
    return "manca " + (EndsWith(message, kRequired)
                           ? message.substr(0, message.size() - kRequired.size())
                           : message);
  }
  // This one bears the verb's name instead of its own.
  if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ExtrasError)) {
    const size_t colon = message.find(": ");
    const std::string extra = colon == std::string::npos ? "" : message.substr(colon + 2);
    const std::string verbs = VerbsOf(verb);
    return "argomento sconosciuto: " + extra +
           (verbs.empty() ? "" : "; i verbi sono: " + verbs);
  }
  if (error.get_name() == "ArgumentMismatch") {
    const size_t colon = message.find(':');
    return (colon == std::string::npos ? message : message.substr(0, colon)) +
           ": serve un solo valore";
  }
  return "argomenti non comprensibili: " + message;
}

std::string English(const CLI::ParseError& error, const CLI::App& verb) {
  const std::string message = error.what();
  const std::string verbs = VerbsOf(verb);
  if (verbs.empty()) return message;
  return message + "; the verbs are: " + verbs;
}

}  // namespace

void DescribeHelp(CLI::App& app, Language language) {
  app.set_help_flag("-h,--help", std::string(kHelpFlag.In(language)));
  if (language == Language::kEnglish) return;
  auto formatter = app.get_formatter();
  const auto label = [&](const char* key, const char* value) {
    std::static_pointer_cast<CLI::Formatter>(formatter)->label(key, value);
  };
  label("Usage", "Uso");
  label("Options", "Opzioni");
  label("Option Group", "Gruppo");
  label("Positionals", "Argomenti");
  label("Subcommands", "Verbi");
  label("SUBCOMMAND", "VERBO");
  label("SUBCOMMANDS", "VERBI");
  label("OPTIONS", "OPZIONI");
  label("REQUIRED", "(obbligatorio)");
  label("Env", "Variabile");
}

std::string ComplaintAbout(const CLI::ParseError& error, const CLI::App& verb, Language language) {
  if (IsAboutVerb(error)) {
    return AboutVerb(verb, language) + "\n" + Fill(kSeeHelp.In(language), PathOf(verb));
  }
  const std::string what =
      language == Language::kItalian ? Italian(error, verb) : English(error, verb);
  return what + "\n" + Fill(kSeeHelp.In(language), PathOf(verb));
}

}  // namespace traguardo::cli
