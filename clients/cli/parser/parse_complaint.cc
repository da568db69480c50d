#include "clients/cli/parser/parse_complaint.h"

#include <memory>
#include <string_view>
#include <vector>

#include "clients/cli/parser/parser_wording.h"

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

constexpr Text kUnknownVerb{"verbo sconosciuto: {}; i verbi sono: {}",
                            "unknown verb: {}; the verbs are: {}"};
constexpr Text kUnknownArgument{"argomento sconosciuto: {}", "unknown argument: {}"};
constexpr Text kVerbsAre{"; i verbi sono: {}", "; the verbs are: {}"};
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

// What nobody asked for is left with the verb it was typed behind, and with those above it; in the
// parser's own sentence it stands backwards.
std::string AboutExtras(const CLI::App& verb, Language language) {
  const CLI::App* root = &verb;
  while (root->get_parent() != nullptr) root = root->get_parent();
  std::string extras;
  for (const std::string& word : root->remaining(/*recurse=*/true)) {
    extras += (extras.empty() ? "" : " ") + word;
  }
  const std::string verbs = VerbsOf(verb);
  return Fill(kUnknownArgument.In(language), extras) +
         (verbs.empty() ? "" : Fill(kVerbsAre.In(language), verbs));
}

std::string Italian(const CLI::ParseError& error) {
  return ParserSentenceInItalian(error.what())
      .value_or(std::string("argomenti non comprensibili: ") + error.what());
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
  // By its number: it bears the verb's name instead of its own.
  const bool is_about_extras =
      error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ExtrasError);
  const std::string what = is_about_extras                  ? AboutExtras(verb, language)
                           : language == Language::kItalian ? Italian(error)
                                                            : std::string(error.what());
  return what + "\n" + Fill(kSeeHelp.In(language), PathOf(verb));
}

}  // namespace traguardo::cli
