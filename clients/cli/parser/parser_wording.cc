#include "clients/cli/parser/parser_wording.h"

#include <vector>

namespace traguardo::cli {
namespace {

// "*" stands for a name or a value; {0} in the Italian sentence is what the first one stood for.
// The first that fits counts, so what is particular stands before what is general.
struct Sentence {
  std::string_view english;
  std::string_view italian;
};

constexpr Sentence kSentences[] = {
    // Something is missing.
    {"Exactly 1 option from [*] is required and * were given",
     "serve una sola opzione fra {0}, ne sono state date {1}"},
    {"Exactly 1 option from [*] is required", "serve una opzione fra {0}"},
    {"At least 1 option from [*] is required", "serve almeno una opzione fra {0}"},
    {"Requires at least * options used and only *were given from [*]",
     "servono almeno {0} opzioni fra {2}, ne sono state date {1}"},
    {"Requires at most 1 options be given from [*]", "al massimo una opzione fra {0}"},
    {"Requires at most * options be used and *were given from [*]",
     "al massimo {0} opzioni fra {2}, ne sono state date {1}"},
    {"Requires at least * subcommands", "servono almeno {0} verbi"},
    {"* is required", "manca {0}"},
    {"* requires *", "{0} vuole anche {1}"},
    {"* excludes *", "{0} e {1} non possono stare insieme"},
    // Too many values, or too few.
    {"*: At least * required but received *", "{0}: servono almeno {1} valori, dati {2}"},
    {"*: At Most 1 required but received *", "{0}: serve un solo valore, dati {1}"},
    {"*: At Most * required but received *", "{0}: al massimo {1} valori, dati {2}"},
    {"*: 1 required * missing", "{0}: manca il valore ({1})"},
    {"*: * required * missing", "{0}: mancano {1} valori ({2})"},
    {"Expected exactly * arguments to *, got *", "{1}: servono {0} valori, dati {2}"},
    {"Expected at least * arguments to *, got *", "{1}: servono almeno {0} valori, dati {2}"},
    {"* was given a disallowed flag override", "{0} non prende un valore"},
    {"*: too many inputs for a flag", "{0} non prende più di un valore"},
    {"*: Too many positional arguments with unlimited expected args",
     "{0}: troppi argomenti di cui non si vede la fine"},
    // Values that are none.
    {"*: Should be true/false or a number", "{0}: serve true (vero), false (falso) o un numero"},
    {"The value * is not an allowed value for *", "{1}: il valore {0} non è ammesso"},
    {"Could not convert: * = *", "{0}: il valore {1} non si può leggere"},
    {"*: Value * not in range * to *", "{0}: {1} non è un numero da {2} a {3}"},
    {"*: * not in {*}", "{0}: {1} non è tra i valori {2}"},
    // Files of settings.
    {"* was not readable (missing?)", "il file {0} non si può leggere"},
    {"INI was not able to parse *", "nel file delle impostazioni non si capisce {0}"},
    {"*: This option is not allowed in a configuration file",
     "{0} non può stare nel file delle impostazioni"},
};

// What each "*" stands for; none when the sentence is another one. Each stands for as little as it
// can, the last one for all that is left.
std::optional<std::vector<std::string_view>> Match(std::string_view pattern,
                                                   std::string_view text) {
  std::vector<std::string_view> stood_for;
  size_t star = pattern.find('*');
  if (text.substr(0, star) != pattern.substr(0, star)) return std::nullopt;
  text.remove_prefix(star);  // every sentence of the table has one
  while (star != std::string_view::npos) {
    pattern.remove_prefix(star + 1);
    star = pattern.find('*');
    const std::string_view follows = pattern.substr(0, star);
    const bool is_last = star == std::string_view::npos;
    const size_t at = is_last && follows.empty() ? text.size()
                      : is_last                  ? text.rfind(follows)
                                                 : text.find(follows);
    if (at == std::string_view::npos || (is_last && at + follows.size() != text.size())) {
      return std::nullopt;
    }
    stood_for.push_back(text.substr(0, at));
    text.remove_prefix(at + follows.size());
  }
  return stood_for;
}

std::string Fill(std::string_view italian, const std::vector<std::string_view>& stood_for) {
  std::string filled;
  for (size_t i = 0; i < italian.size(); ++i) {
    if (italian[i] == '{') {
      filled += stood_for[static_cast<size_t>(italian[i + 1] - '0')];
      i += 2;
    } else {
      filled.push_back(italian[i]);
    }
  }
  return filled;
}

}  // namespace

std::optional<std::string> ParserSentenceInItalian(std::string_view english) {
  for (const Sentence& sentence : kSentences) {
    if (const auto stood_for = Match(sentence.english, english)) {
      return Fill(sentence.italian, *stood_for);
    }
  }
  return std::nullopt;
}

}  // namespace traguardo::cli
