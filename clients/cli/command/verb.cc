#include "clients/cli/command/verb.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "CLI/CLI.hpp"
#include "clients/cli/command/session.h"
#include "clients/cli/command/typed_value.h"
#include "clients/cli/parser/parse_complaint.h"
#include "clients/cli/screen/messages.h"

namespace traguardo::cli {
namespace {

constexpr Text kOptions{"Opzioni", "Options"};
constexpr Text kVerbs{"Verbi", "Verbs"};
constexpr Text kRepeatable{"; si può ripetere", "; may be repeated"};

constexpr Text kNotForThisVerb{"{} non vale per questo comando{}",
                               "{} means nothing to this verb{}"};

struct BoundOption {
  Option option;
  const CLI::Option* parsed = nullptr;
  std::vector<std::string> values;
};

std::string JoinChoices(const std::vector<std::string>& choices) {
  std::string joined;
  for (const std::string& choice : choices) joined += (joined.empty() ? "" : "|") + choice;
  return joined;
}

}  // namespace

struct Verb::Node {
  CLI::App* app = nullptr;
  std::unique_ptr<CLI::App> owned;  // of the root
  Language language = Language::kItalian;
  Node* parent = nullptr;
  std::vector<std::shared_ptr<Node>> children;
  // Stable addresses: the parser writes into them.
  std::vector<std::unique_ptr<BoundOption>> options;
  std::function<int(Session&)> run;
  std::vector<std::string> refused;
  Text instead;

  // False when an option of the program was typed that this verb refuses: that was said.
  bool Admits(const Node& node, Session& session) const {
    for (const auto& bound : node.options) {
      const std::string name = LongName(bound->option.flags);
      if (bound->values.empty() ||
          std::find(refused.begin(), refused.end(), name) == refused.end()) {
        continue;
      }
      session.Fail(ExitCode::kUsage,
                   Fill(session.Say(kNotForThisVerb), name, std::string(session.Say(instead))));
      return false;
    }
    return true;
  }

  // Takes the values of this verb's options; false: a complaint was shown.
  bool TakeValues(Session& session) {
    for (const auto& bound : options) {
      for (const std::string& value : bound->values) {
        const bool is_date = bound->option.value.italian == kDateValue.italian;
        const auto complaint = bound->option.take(is_date ? TypedDate(value) : value);
        if (!complaint.has_value()) continue;
        session.Fail(ExitCode::kUsage,
                     Fill(session.Say(messages::kBadValue), LongName(bound->option.flags),
                          complaint->In(session.language())));
        return false;
      }
    }
    return true;
  }

  // Of this verb or one below it; null for one of the parser's own (--help).
  const BoundOption* Find(const CLI::Option& parsed) const {
    for (const auto& bound : options) {
      if (bound->parsed == &parsed) return bound.get();
    }
    for (const auto& child : children) {
      if (const BoundOption* found = child->Find(parsed)) return found;
    }
    return nullptr;
  }

  // The verb that was typed: the deepest one.
  Node* Chosen() {
    for (const auto& child : children) {
      if (child->app->parsed()) return child->Chosen();
    }
    return this;
  }
};

std::string Verb::LongName(const std::string& flags) {
  const size_t comma = flags.rfind(',');
  return comma == std::string::npos ? flags : flags.substr(comma + 1);
}

Verb Verb::Sub(const std::string& name, const Text& help) {
  auto child = std::make_shared<Node>();
  child->language = node_->language;
  child->parent = node_.get();
  child->app = node_->app->add_subcommand(name, std::string(help.In(node_->language)));
  child->app->group(std::string(kVerbs.In(node_->language)));
  child->app->footer("");
  child->app->get_help_ptr()->group(std::string(kOptions.In(node_->language)));
  node_->children.push_back(child);
  // As soon as a verb has others below it, one of them has to be named.
  node_->app->require_subcommand(1);
  return Verb(child);
}

Verb& Verb::Add(Option option) {
  auto bound = std::make_unique<BoundOption>();
  bound->option = std::move(option);
  const Option& described = bound->option;
  std::string help(described.help.In(node_->language));
  if (described.repeated) help += kRepeatable.In(node_->language);
  const bool is_switch = described.value.italian.empty() && described.choices.empty();
  CLI::Option* added;
  if (is_switch) {
    std::vector<std::string>* values = &bound->values;
    added = node_->app->add_flag_callback(
        described.flags, [values] { values->push_back("true"); }, help);
  } else {
    added = node_->app->add_option(described.flags, bound->values, help);
    added->allow_extra_args(false);
    if (!described.repeated) added->expected(1);
    added->type_name(described.choices.empty()
                         ? std::string(described.value.In(node_->language))
                         : JoinChoices(described.choices.In(node_->language)));
  }
  const Text& group = described.group.italian.empty() ? kOptions : described.group;
  added->group(std::string(group.In(node_->language)));
  if (described.required) added->required();
  bound->parsed = added;
  node_->options.push_back(std::move(bound));
  return *this;
}

Verb& Verb::Add(const std::string& flags, const Text& help, const Text& value,
                std::string* target) {
  return Add({.flags = flags, .help = help, .value = value, .take = [target](const auto& given) {
                *target = given;
                return std::nullopt;
              }});
}

Verb& Verb::Add(const std::string& flags, const Text& help, const Text& value,
                std::vector<std::string>* target) {
  return Add({.flags = flags,
              .help = help,
              .value = value,
              .repeated = true,
              .take = [target](const auto& given) {
                target->push_back(given);
                return std::nullopt;
              }});
}

Verb& Verb::Add(const std::string& flags, const Text& help, const Text& value, uint64_t* target) {
  return Add({.flags = flags,
              .help = help,
              .value = value,
              .take = [target](const std::string& given) -> std::optional<Complaint> {
                const auto [end, error] =
                    std::from_chars(given.data(), given.data() + given.size(), *target);
                if (error == std::errc() && end == given.data() + given.size()) {
                  return std::nullopt;
                }
                return Complaint{"\"" + given + "\" non è un numero intero",
                                 "\"" + given + "\" is not a whole number"};
              }});
}

Verb& Verb::Switch(const std::string& flags, const Text& help, bool* target) {
  return Add({.flags = flags, .help = help, .take = [target](const auto&) {
                *target = true;
                return std::nullopt;
              }});
}

Verb& Verb::Footer(const Text& text) {
  node_->app->footer(std::string(text.In(node_->language)));
  return *this;
}

Verb& Verb::Refuses(std::vector<std::string> flags, const Text& instead) {
  node_->refused = std::move(flags);
  node_->instead = instead;
  return *this;
}

void Verb::Runs(std::function<int(Session&)> run) { node_->run = std::move(run); }

VerbTree::VerbTree(Language language, const Text& description, const Text& footer)
    : root_(std::make_shared<Verb::Node>()) {
  root_->owned = std::make_unique<CLI::App>(std::string(description.In(language)), "traguardo");
  root_->app = root_->owned.get();
  root_->language = language;
  CLI::App& app = *root_->app;
  app.footer(std::string(footer.In(language)));
  // Options of the program may stand behind the verb too.
  app.fallthrough();
  app.option_defaults()->group(std::string(kOptions.In(language)));
  DescribeHelp(app, language);
  app.get_help_ptr()->group(std::string(kOptions.In(language)));
}

VerbTree::~VerbTree() = default;

Verb VerbTree::root() { return Verb(root_); }

const CLI::App& VerbTree::parser() const { return *root_->app; }

const std::vector<std::string>& VerbTree::ChoicesFor(const CLI::Option& parsed) const {
  static const auto& none = *new std::vector<std::string>();
  const BoundOption* bound = root_->Find(parsed);
  return bound == nullptr ? none : bound->option.choices.In(root_->language);
}

Parsed VerbTree::Parse(std::vector<std::string> arguments) {
  CLI::App& app = *root_->app;
  // The parser takes them from the back.
  std::reverse(arguments.begin(), arguments.end());
  try {
    app.parse(std::move(arguments));
  } catch (const CLI::Success&) {
    return {.text = app.help()};
  } catch (const CLI::ParseError& error) {
    Verb::Node* chosen = root_->Chosen();
    return {.text = ComplaintAbout(error, *chosen->app, root_->language), .complaint = true};
  }
  Verb::Node* chosen = root_->Chosen();
  return {.run = [this, chosen](Session& session) {
    std::vector<Verb::Node*> path;
    for (Verb::Node* node = chosen; node != nullptr; node = node->parent) path.push_back(node);
    for (const Verb::Node* node : path) {
      if (!chosen->Admits(*node, session)) return session.exit_code();
    }
    for (auto node = path.rbegin(); node != path.rend(); ++node) {
      if (!(*node)->TakeValues(session)) return session.exit_code();
    }
    return chosen->run(session);
  }};
}

}  // namespace traguardo::cli
