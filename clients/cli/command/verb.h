// The tree of verbs: what may be typed, what each word means, and what it does.
//
// A thin layer over the parser of command lines, so that the verbs themselves are only tables of
// options: every help text in two languages, values taken only once the whole line was understood,
// complaints in the reader's language.

#ifndef TRAGUARDO_CLIENTS_CLI_COMMAND_VERB_H_
#define TRAGUARDO_CLIENTS_CLI_COMMAND_VERB_H_

#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "clients/cli/screen/text.h"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace traguardo::cli {

class Session;

// What is wrong with a value, or the way it should be written.
struct Complaint {
  std::string italian;
  std::string english;

  const std::string& In(Language language) const {
    return language == Language::kItalian ? italian : english;
  }
};

// Words that may be chosen, as the help shows them: often those of the tables, in the reader's
// language.
struct Choices {
  Choices() = default;
  Choices(std::initializer_list<std::string> same) : italian(same), english(same) {}

  const std::vector<std::string>& In(Language language) const {
    return language == Language::kItalian ? italian : english;
  }
  bool empty() const { return english.empty(); }

  std::vector<std::string> italian;
  std::vector<std::string> english;
};

// What a day is called as the value of an option. Where an option has it, the day may be typed as
// an act writes it: "20/11/2026".
inline constexpr Text kDateValue{"DATA", "DATE"};

using TakeValue = std::function<std::optional<Complaint>(const std::string& value)>;

struct Option {
  // "--percent", "-n,--limit", or a word without dashes for an argument by position.
  std::string flags;
  Text help;
  // The value in the help: "DATA"; empty for a switch, whose `take` gets "true".
  Text value;
  bool required = false;
  // May be given more than once.
  bool repeated = false;
  // For the help and for completion; `take` judges.
  Choices choices;
  // Heading it stands under in the help, where not the usual one.
  Text group;
  TakeValue take;
};

// One verb or group of verbs. A handle: copies mean the same verb.
class Verb {
 public:
  struct Node;
  explicit Verb(std::shared_ptr<Node> node) : node_(std::move(node)) {}

  // Adds a verb below this one.
  Verb Sub(const std::string& name, const Text& help);

  // Adds an option; values are taken in the order in which options were added.
  Verb& Add(Option option);
  // Options that put their value somewhere that lives as long as the tree.
  Verb& Add(const std::string& flags, const Text& help, const Text& value, std::string* target);
  Verb& Add(const std::string& flags, const Text& help, const Text& value,
            std::vector<std::string>* target);
  Verb& Add(const std::string& flags, const Text& help, const Text& value, uint64_t* target);
  Verb& Switch(const std::string& flags, const Text& help, bool* target);

  // A paragraph below the options: how something is written, an example.
  Verb& Footer(const Text& text);

  // Options of the program that mean nothing to this verb. Whoever types one of them believes that
  // it does something, so the verb does not run; `instead` says what may have been meant.
  Verb& Refuses(std::vector<std::string> flags, const Text& instead = {});

  // What the verb does; returns the exit code. A verb without it is a group.
  void Runs(std::function<int(Session&)> run);

  // The name of the flag for messages: "--percent" of "-p,--percent".
  static std::string LongName(const std::string& flags);

 private:
  std::shared_ptr<Node> node_;
};

// What the command line came to.
struct Parsed {
  // Help, version or a complaint; nothing is to be run.
  std::optional<std::string> text;
  bool complaint = false;
  // Otherwise: takes the values and does what was asked.
  std::function<int(Session&)> run;
};

class VerbTree {
 public:
  VerbTree(Language language, const Text& description, const Text& footer);
  ~VerbTree();

  Verb root();
  // `arguments` without the program's name.
  Parsed Parse(std::vector<std::string> arguments);
  // For completion: the verbs, and the words that an option of theirs offers, none where it takes
  // any value.
  const CLI::App& parser() const;
  const std::vector<std::string>& ChoicesFor(const CLI::Option& parsed) const;

 private:
  std::shared_ptr<Verb::Node> root_;
};

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_COMMAND_VERB_H_
