#include "services/api/language.h"

#include "absl/strings/ascii.h"

namespace traguardo::api {
namespace {

std::string_view Trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// "en", "en-GB", "EN" and so on.
bool IsTagOf(std::string_view tag, std::string_view language) {
  if (tag.size() < language.size()) return false;
  const std::string_view head = tag.substr(0, language.size());
  for (size_t i = 0; i < head.size(); ++i) {
    if (absl::ascii_tolower(head[i]) != language[i]) return false;
  }
  return tag.size() == language.size() || tag[language.size()] == '-';
}

// "0.8" as 800, without floating point; anything unreadable is 0, so that it never wins.
int ThousandthsOf(std::string_view quality) {
  if (quality.empty() || (quality[0] != '0' && quality[0] != '1')) return 0;
  int value = (quality[0] - '0') * 1000;
  if (quality.size() == 1) return value;
  if (quality[1] != '.' || quality.size() > 5) return 0;
  int unit = 100;
  for (const char digit : quality.substr(2)) {
    if (digit < '0' || digit > '9') return 0;
    value += (digit - '0') * unit;
    unit /= 10;
  }
  return value > 1000 ? 0 : value;
}

int QualityOf(std::string_view parameters) {
  while (!parameters.empty()) {
    const size_t end = parameters.find(';');
    const std::string_view parameter = Trim(parameters.substr(0, end));
    if (parameter.size() > 2 && (parameter[0] == 'q' || parameter[0] == 'Q') &&
        parameter[1] == '=') {
      return ThousandthsOf(parameter.substr(2));
    }
    if (end == std::string_view::npos) break;
    parameters.remove_prefix(end + 1);
  }
  return 1000;
}

}  // namespace

Language ParseAcceptLanguage(std::string_view header) {
  Language best = Language::kItalian;
  int best_quality = 0;
  while (!header.empty()) {
    const size_t comma = header.find(',');
    const std::string_view item = header.substr(0, comma);
    const size_t semicolon = item.find(';');
    const std::string_view tag = Trim(item.substr(0, semicolon));
    const bool italian = IsTagOf(tag, "it");
    if (italian || IsTagOf(tag, "en")) {
      const int quality = semicolon == std::string_view::npos
                              ? 1000
                              : QualityOf(item.substr(semicolon + 1));
      if (quality > best_quality) {
        best_quality = quality;
        best = italian ? Language::kItalian : Language::kEnglish;
      }
    }
    if (comma == std::string_view::npos) break;
    header.remove_prefix(comma + 1);
  }
  return best;
}

std::string_view LanguageTag(Language language) {
  switch (language) {
    case Language::kItalian:
      return "it";
    case Language::kEnglish:
      return "en";
  }
  return "it";
}

}  // namespace traguardo::api
