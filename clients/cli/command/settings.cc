#include "clients/cli/command/settings.h"

#include <string_view>

#include "clients/cpp/connection.h"

namespace traguardo::cli {
namespace {

Language ParseLanguage(const std::string& text) {
  return text.rfind("en", 0) == 0 ? Language::kEnglish : Language::kItalian;
}

}  // namespace

std::string DefaultTokenFile(const Environment& environment) {
  const std::string config = environment.variable("XDG_CONFIG_HOME");
  if (!config.empty()) return config + "/traguardo/token";
  return environment.variable("HOME") + "/.config/traguardo/token";
}

std::string EnteIdIn(const std::string& value) {
  constexpr std::string_view kCollection = "enti/";
  return value.rfind(kCollection, 0) == 0 ? value.substr(kCollection.size()) : value;
}

Settings SettingsFrom(const Environment& environment) {
  Settings settings;
  settings.server = environment.variable("TRAGUARDO_SERVER");
  if (settings.server.empty()) settings.server = client::kDefaultServer;
  settings.token = environment.variable("TRAGUARDO_TOKEN");
  settings.token_file = environment.variable("TRAGUARDO_TOKEN_FILE");
  settings.ente = EnteIdIn(environment.variable("TRAGUARDO_ENTE"));
  settings.year = environment.variable("TRAGUARDO_YEAR");
  settings.coloured = environment.out_is_terminal && environment.variable("NO_COLOR").empty() &&
                      environment.variable("TERM") != "dumb";
  return settings;
}

Language ChooseLanguage(const std::vector<std::string>& arguments, const Environment& environment) {
  for (size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--lang" && i + 1 < arguments.size())
      return ParseLanguage(arguments[i + 1]);
    if (arguments[i].rfind("--lang=", 0) == 0) return ParseLanguage(arguments[i].substr(7));
  }
  return ParseLanguage(environment.variable("TRAGUARDO_LANG"));
}

}  // namespace traguardo::cli
