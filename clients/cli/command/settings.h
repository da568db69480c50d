// What the command line, the environment and the token file say about every verb.

#ifndef TRAGUARDO_CLIENTS_CLI_COMMAND_SETTINGS_H_
#define TRAGUARDO_CLIENTS_CLI_COMMAND_SETTINGS_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "clients/cli/screen/text.h"
#include "grpcpp/channel.h"

namespace traguardo::cli {

// What surrounds one run of the program; tests bring their own.
struct Environment {
  std::ostream& out;
  std::ostream& err;
  std::istream& in;
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  // Columns of the terminal; 0: not known, so as wide as it gets.
  size_t screen_width = 0;
  // Value of an environment variable; empty when it is not set.
  std::function<std::string(const char* name)> variable;
  // Instead of connecting to the server that the settings name. May be null.
  std::shared_ptr<grpc::Channel> channel;
};

enum class Format { kTable, kJson, kCsv };

struct Settings {
  std::string server;
  // From the environment; what was typed comes before both.
  std::string token;
  std::string token_file;
  std::optional<std::string> typed_token;
  std::optional<std::string> typed_token_file;
  std::string ente;
  std::string year;
  // Whether they were typed, and are no default for whatever says something else.
  bool ente_is_typed = false;
  bool year_is_typed = false;
  Language language = Language::kItalian;
  Format format = Format::kTable;
  bool coloured = false;
  std::string as_of;
  std::string known_at;
  uint64_t min_position = 0;
  uint32_t deadline_seconds = 30;
};

// "demo" of "demo" and of "enti/demo", as an ente is named in an option or a variable.
std::string EnteIdIn(const std::string& value);

// From the environment alone; options override it afterwards.
Settings SettingsFrom(const Environment& environment);

// The language has to be known before the options are described: "--lang en" anywhere among
// `arguments`, else TRAGUARDO_LANG, else Italian.
Language ChooseLanguage(const std::vector<std::string>& arguments, const Environment& environment);

// Where the token is looked for last: $XDG_CONFIG_HOME/traguardo/token or
// ~/.config/traguardo/token.
std::string DefaultTokenFile(const Environment& environment);

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_COMMAND_SETTINGS_H_
