// Words for people, in the two languages.

#ifndef TRAGUARDO_CLIENTS_CLI_SCREEN_TEXT_H_
#define TRAGUARDO_CLIENTS_CLI_SCREEN_TEXT_H_

#include <string>
#include <string_view>

namespace traguardo::cli {

enum class Language { kItalian, kEnglish };

struct Text {
  std::string_view italian;
  std::string_view english;

  constexpr std::string_view In(Language language) const {
    return language == Language::kItalian ? italian : english;
  }
};

// The text with every "{}" replaced, in order.
template <typename... Values>
std::string Fill(std::string_view pattern, const Values&... values) {
  std::string filled(pattern);
  size_t at = 0;
  const auto replace = [&](const std::string& value) {
    at = filled.find("{}", at);
    if (at == std::string::npos) return;
    filled.replace(at, 2, value);
    at += value.size();
  };
  (replace(std::string(values)), ...);
  return filled;
}

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_SCREEN_TEXT_H_
