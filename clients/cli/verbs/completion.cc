// traguardo completion …: scripts for the shell, made from the tree of verbs itself.

#include <algorithm>
#include <string>
#include <vector>

#include "CLI/CLI.hpp"
#include "clients/cli/command/session.h"
#include "clients/cli/verbs/verbs.h"

namespace traguardo::cli {
namespace {

struct OptionWords {
  std::string name;  // "--format"
  std::string help;
  std::vector<std::string> choices;
  bool takes_value = false;
};

// One verb: the words typed so far and what may follow.
struct VerbWords {
  std::string path;                                        // "traguardo progress record"
  std::vector<std::pair<std::string, std::string>> verbs;  // and their help
  std::vector<OptionWords> options;
};

std::string FirstLine(const std::string& text) { return text.substr(0, text.find('\n')); }

std::vector<OptionWords> OptionsOf(const VerbTree& tree, const CLI::App& app) {
  std::vector<OptionWords> options;
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_lnames().empty()) continue;
    options.push_back({.name = "--" + option->get_lnames().front(),
                       .help = FirstLine(option->get_description()),
                       .choices = tree.ChoicesFor(*option),
                       .takes_value = option->get_expected_min() > 0});
  }
  return options;
}

void Collect(const VerbTree& tree, const CLI::App& app, const std::string& path,
             const std::vector<OptionWords>& everywhere, std::vector<VerbWords>& verbs) {
  VerbWords words{.path = path};
  words.options = OptionsOf(tree, app);
  for (const OptionWords& option : everywhere) {
    const bool known = std::any_of(words.options.begin(), words.options.end(),
                                   [&](const auto& own) { return own.name == option.name; });
    if (!known) words.options.push_back(option);
  }
  const auto subs = app.get_subcommands([](const CLI::App*) { return true; });
  for (const CLI::App* sub : subs) {
    words.verbs.emplace_back(sub->get_name(), FirstLine(sub->get_description()));
  }
  verbs.push_back(words);
  for (const CLI::App* sub : subs) {
    Collect(tree, *sub, path + " " + sub->get_name(), everywhere, verbs);
  }
}

std::vector<VerbWords> AllVerbs(const VerbTree& tree) {
  std::vector<VerbWords> verbs;
  Collect(tree, tree.parser(), "traguardo", OptionsOf(tree, tree.parser()), verbs);
  return verbs;
}

std::string Join(const std::vector<std::string>& words) {
  std::string joined;
  for (const std::string& word : words) joined += (joined.empty() ? "" : " ") + word;
  return joined;
}

// In single quotes, for any of the three shells. Choices have no apostrophe (field_value.h), and
// come out as they are.
std::string Quoted(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? std::string("’") : std::string(1, c);
  return quoted + "'";
}

std::string Bash(const std::vector<VerbWords>& verbs) {
  std::string script =
      "# bash completion for traguardo: source <(traguardo completion bash)\n"
      "_traguardo() {\n"
      "  local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}\n"
      "  local path=traguardo verbs options i\n"
      "  COMPREPLY=()\n"
      "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
      "    case \"$path ${COMP_WORDS[i]}\" in\n";
  for (const VerbWords& verb : verbs) {
    if (verb.path == "traguardo") continue;
    script += "      " + Quoted(verb.path) + ") path=" + Quoted(verb.path) + " ;;\n";
  }
  script +=
      "    esac\n"
      "  done\n"
      "  case \"$path\" in\n";
  for (const VerbWords& verb : verbs) {
    std::vector<std::string> names;
    std::vector<std::string> options;
    for (const auto& [name, help] : verb.verbs) names.push_back(name);
    for (const OptionWords& option : verb.options) options.push_back(option.name);
    script += "    " + Quoted(verb.path) + ")\n      verbs=" + Quoted(Join(names)) +
              "\n      options=" + Quoted(Join(options)) + "\n";
    std::string values;
    for (const OptionWords& option : verb.options) {
      if (!option.takes_value) continue;
      values +=
          "        " + option.name + ") " +
          (option.choices.empty() ? "compopt -o default; return"
                                  : "COMPREPLY=($(compgen -W " + Quoted(Join(option.choices)) +
                                        " -- \"$word\")); return") +
          " ;;\n";
    }
    if (!values.empty()) script += "      case $previous in\n" + values + "      esac\n";
    script += "      ;;\n";
  }
  script +=
      "  esac\n"
      "  if [[ $word == -* ]]; then\n"
      "    COMPREPLY=($(compgen -W \"$options\" -- \"$word\"))\n"
      "  elif [[ -n $verbs ]]; then\n"
      "    COMPREPLY=($(compgen -W \"$verbs\" -- \"$word\"))\n"
      "  else\n"
      "    compopt -o default\n"
      "  fi\n"
      "}\n"
      "complete -F _traguardo traguardo\n";
  return script;
}

// Each word by itself: "'raggiunto' 'raggiunto-in-parte'".
std::string QuotedOneByOne(const std::vector<std::string>& words) {
  std::vector<std::string> quoted;
  for (const std::string& word : words) quoted.push_back(Quoted(word));
  return Join(quoted);
}

// In a zsh list a colon parts the word from its description.
std::string Described(const std::string& word, const std::string& help) {
  std::string escaped;
  for (const char c : word) escaped += c == ':' ? std::string("\\:") : std::string(1, c);
  return Quoted(escaped + ":" + help);
}

std::string Zsh(const std::vector<VerbWords>& verbs) {
  std::string script =
      "#compdef traguardo\n"
      "# zsh completion for traguardo: traguardo completion zsh > \"${fpath[1]}/_traguardo\"\n"
      "_traguardo() {\n"
      "  local path_so_far=traguardo previous=${words[CURRENT-1]} i\n"
      "  local -a verbs options\n"
      "  for ((i = 2; i < CURRENT; i++)); do\n"
      "    case \"$path_so_far ${words[i]}\" in\n";
  for (const VerbWords& verb : verbs) {
    if (verb.path == "traguardo") continue;
    script += "      " + Quoted(verb.path) + ") path_so_far=" + Quoted(verb.path) + " ;;\n";
  }
  script +=
      "    esac\n"
      "  done\n"
      "  case \"$path_so_far\" in\n";
  for (const VerbWords& verb : verbs) {
    script += "    " + Quoted(verb.path) + ")\n      verbs=(";
    for (const auto& [name, help] : verb.verbs) script += "\n        " + Described(name, help);
    script += ")\n      options=(";
    for (const OptionWords& option : verb.options) {
      script += "\n        " + Described(option.name, option.help);
    }
    script += ")\n";
    std::string values;
    for (const OptionWords& option : verb.options) {
      if (!option.takes_value) continue;
      values +=
          "        " + option.name + ") " +
          (option.choices.empty() ? "_files" : "compadd -- " + QuotedOneByOne(option.choices)) +
          "; return ;;\n";
    }
    if (!values.empty()) script += "      case $previous in\n" + values + "      esac\n";
    script += "      ;;\n";
  }
  script +=
      "  esac\n"
      "  if [[ ${words[CURRENT]} == -* ]]; then\n"
      "    _describe option options\n"
      "  elif (( ${#verbs} )); then\n"
      "    _describe verb verbs\n"
      "  else\n"
      "    _files\n"
      "  fi\n"
      "}\n"
      "if [[ ${zsh_eval_context[-1]} == loadautofunc ]]; then _traguardo \"$@\"; "
      "else compdef _traguardo traguardo; fi\n";
  return script;
}

std::string Fish(const std::vector<VerbWords>& verbs) {
  std::string script =
      "# fish completion for traguardo: traguardo completion fish | source\n"
      "function __traguardo_at\n"
      "    # Whether the verbs typed so far are these, and no more.\n"
      "    set -l typed (commandline -opc | string match -v -- '-*')\n"
      "    test (count $typed) -ge (count $argv); and test \"$typed[1..(count $argv)]\" = "
      "\"$argv\"\n"
      "end\n";
  for (const VerbWords& verb : verbs) {
    std::string condition = "__traguardo_at " + verb.path;
    // A verb with others below it offers them only while none was typed.
    if (!verb.verbs.empty()) {
      std::string names;
      for (const auto& [name, help] : verb.verbs) names += " " + name;
      const std::string none = condition + "; and not __fish_seen_subcommand_from" + names;
      for (const auto& [name, help] : verb.verbs) {
        script += "complete -c traguardo -f -n " + Quoted(none) + " -a " + name + " -d " +
                  Quoted(help) + "\n";
      }
      if (verb.path != "traguardo") continue;
      condition = "true";
    }
    for (const OptionWords& option : verb.options) {
      const bool of_root =
          std::any_of(verbs.front().options.begin(), verbs.front().options.end(),
                      [&](const auto& everywhere) { return everywhere.name == option.name; });
      if (of_root && verb.path != "traguardo") continue;
      script += "complete -c traguardo -n " + Quoted(condition) + " -l " + option.name.substr(2) +
                (option.takes_value ? " -r" : "") +
                (option.choices.empty() ? "" : " -f -a " + Quoted(Join(option.choices))) + " -d " +
                Quoted(option.help) + "\n";
    }
  }
  return script;
}

}  // namespace

void AddCompletion(Verb root, const VerbTree& tree) {
  Verb group = root.Sub("completion", {"completamento per la shell: bash, zsh, fish",
                                       "shell completion: bash, zsh, fish"});
  const auto shell = [&](const std::string& name,
                         std::string (*script)(const std::vector<VerbWords>&), const Text& how) {
    Verb verb = group.Sub(name, how);
    verb.Refuses({"--as-of", "--known-at", "--min-position", "--format"});
    verb.Runs([&tree, script](Session& session) {
      session.environment().out << script(AllVerbs(tree));
      return 0;
    });
  };
  shell("bash", Bash,
        {"source <(traguardo completion bash)", "source <(traguardo completion bash)"});
  shell("zsh", Zsh,
        {"traguardo completion zsh > \"${fpath[1]}/_traguardo\"",
         "traguardo completion zsh > \"${fpath[1]}/_traguardo\""});
  shell("fish", Fish, {"traguardo completion fish | source", "traguardo completion fish | source"});
}

}  // namespace traguardo::cli
