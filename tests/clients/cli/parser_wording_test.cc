// Every sentence that the parser of command lines can say has its Italian one: the parser itself is
// asked for the English ones, so that another version of it is noticed.

#include "clients/cli/parser/parser_wording.h"

#include <string>
#include <vector>

#include "CLI/CLI.hpp"
#include "gtest/gtest.h"

namespace traguardo::cli {
namespace {

std::string Sentence(const CLI::ParseError& error) { return error.what(); }

// As the parser says it of an option's value.
std::string Judged(const CLI::Validator& validator, std::string value) {
  return Sentence(CLI::ValidationError("--n", validator(value)));
}

TEST(ParserWordingTest, EverySentenceHasItsItalianOne) {
  struct Case {
    std::string english;
    std::string italian;
  };
  const std::string options = "--a,--b";
  const Case cases[] = {
      {Sentence(CLI::RequiredError("--ente")), "manca --ente"},
      {Sentence(CLI::RequiredError::Option(1, 1, 0, options)), "serve una opzione fra --a,--b"},
      {Sentence(CLI::RequiredError::Option(1, 1, 2, options)),
       "serve una sola opzione fra --a,--b, ne sono state date 2"},
      {Sentence(CLI::RequiredError::Option(1, 3, 0, options)),
       "serve almeno una opzione fra --a,--b"},
      {Sentence(CLI::RequiredError::Option(2, 3, 1, options)),
       "servono almeno 2 opzioni fra --a,--b, ne sono state date 1"},
      {Sentence(CLI::RequiredError::Option(0, 1, 2, options)),
       "al massimo una opzione fra --a,--b"},
      {Sentence(CLI::RequiredError::Option(0, 2, 3, options)),
       "al massimo 2 opzioni fra --a,--b, ne sono state date 3"},
      {Sentence(CLI::RequiredError::Subcommand(2)), "servono almeno 2 verbi"},
      {Sentence(CLI::RequiresError("--a", "--b")), "--a vuole anche --b"},
      {Sentence(CLI::ExcludesError("--a", "--b")), "--a e --b non possono stare insieme"},
      {Sentence(CLI::ArgumentMismatch::AtLeast("--a", 2, 1)),
       "--a: servono almeno 2 valori, dati 1"},
      {Sentence(CLI::ArgumentMismatch::AtMost("--a", 1, 2)), "--a: serve un solo valore, dati 2"},
      {Sentence(CLI::ArgumentMismatch::AtMost("--a", 2, 3)), "--a: al massimo 2 valori, dati 3"},
      {Sentence(CLI::ArgumentMismatch::TypedAtLeast("--a", 1, "DATA")),
       "--a: manca il valore (DATA)"},
      {Sentence(CLI::ArgumentMismatch::TypedAtLeast("--a", 2, "DATA")),
       "--a: mancano 2 valori (DATA)"},
      {Sentence(CLI::ArgumentMismatch("--a", 2, 1)), "--a: servono 2 valori, dati 1"},
      {Sentence(CLI::ArgumentMismatch("--a", -2, 1)), "--a: servono almeno 2 valori, dati 1"},
      {Sentence(CLI::ArgumentMismatch::FlagOverride("--a")), "--a non prende un valore"},
      {Sentence(CLI::ConversionError::TooManyInputsFlag("--a")), "--a non prende più di un valore"},
      {Sentence(CLI::ConversionError::TrueFalse("--a")),
       "--a: serve true (vero), false (falso) o un numero"},
      {Sentence(CLI::ConversionError("tre", "--a")), "--a: il valore tre non è ammesso"},
      {Sentence(CLI::ConversionError("--a", std::vector<std::string>{"tre"})),
       "--a: il valore tre non si può leggere"},
      {Sentence(CLI::InvalidError("--a")), "--a: troppi argomenti di cui non si vede la fine"},
      {Judged(CLI::Range(1, 64), "99"), "--n: 99 non è un numero da 1 a 64"},
      {Judged(CLI::Range(1, 64), "tanti"), "--n: tanti non è un numero da 1 a 64"},
      {Judged(CLI::IsMember({"it", "en"}), "fr"), "--n: fr non è tra i valori it,en"},
      {Sentence(CLI::FileError::Missing("a.ini")), "il file a.ini non si può leggere"},
      {Sentence(CLI::ConfigError::Extras("a")), "nel file delle impostazioni non si capisce a"},
      {Sentence(CLI::ConfigError::NotConfigurable("--a")),
       "--a non può stare nel file delle impostazioni"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(ParserSentenceInItalian(c.english).value_or("none for: " + c.english), c.italian);
  }
}

TEST(ParserWordingTest, ValuesMaySayWhatTheyWant) {
  EXPECT_EQ(
      ParserSentenceInItalian(Sentence(CLI::RequiredError("il file is required"))).value_or(""),
      "manca il file is required");
  EXPECT_EQ(ParserSentenceInItalian("--a: {0} * not in {it,en}").value_or(""),
            "--a: {0} * non è tra i valori it,en");
}

TEST(ParserWordingTest, ASentenceThatItNeverSaidHasNone) {
  EXPECT_FALSE(ParserSentenceInItalian("").has_value());
  EXPECT_FALSE(ParserSentenceInItalian("something else altogether").has_value());
}

}  // namespace
}  // namespace traguardo::cli
