#include "services/api/messages/template.h"

#include <algorithm>
#include <optional>

#include "services/api/messages/words.h"

namespace traguardo::api {
namespace {

struct Place {
  std::string_view name;
  std::string_view form;
};

// The place that begins at text[0] == '{'; `length` is how much of the text it takes.
Place ReadPlace(std::string_view text, size_t& length) {
  const size_t end = std::min(text.find('}'), text.size());
  length = std::min(end + 1, text.size());
  const std::string_view inside = text.substr(1, end - 1);
  const size_t colon = inside.find(':');
  if (colon == std::string_view::npos) return {inside, {}};
  return {inside.substr(0, colon), inside.substr(colon + 1)};
}

// "2024-06-30" as "30/06/2024", "2024-06" as "06/2024"; anything else as it is.
std::string ItalianDate(std::string_view value) {
  if (value.size() == 10 && value[4] == '-' && value[7] == '-') {
    return std::string(value.substr(8, 2)) + "/" + std::string(value.substr(5, 2)) + "/" +
           std::string(value.substr(0, 4));
  }
  if (value.size() == 7 && value[4] == '-') {
    return std::string(value.substr(5, 2)) + "/" + std::string(value.substr(0, 4));
  }
  return std::string(value);
}

std::string Shown(std::string_view value, std::string_view form, Language language) {
  if (language == Language::kItalian && form == "date") return ItalianDate(value);
  if (form == "word") return WordOf(value, language);
  if (form == "value") return ValueText(value, language);
  if (form == "place") return PlaceText(value, language);
  if (form == "field") return FieldWords(value, language);
  std::string shown(value);
  if (language == Language::kItalian && form == "number") {
    std::replace(shown.begin(), shown.end(), '.', ',');
  }
  return shown;
}

std::optional<std::string_view> Find(const Details& details, std::string_view name) {
  const auto found = details.find(std::string(name));
  if (found == details.end() || found->second.empty()) return std::nullopt;
  return found->second;
}

// Fills what has no brackets. `complete` becomes false when a detail is missing.
std::string FillPlain(std::string_view text, const Details& details, Language language,
                      bool& complete) {
  std::string filled;
  while (!text.empty()) {
    const size_t brace = std::min(text.find('{'), text.size());
    filled += text.substr(0, brace);
    text.remove_prefix(brace);
    if (text.empty()) break;
    size_t length;
    const Place place = ReadPlace(text, length);
    const auto value = Find(details, place.name);
    complete = complete && value.has_value();
    filled += value.has_value() ? Shown(*value, place.form, language) : "–";
    text.remove_prefix(length);
  }
  return filled;
}

}  // namespace

std::string FillTemplate(std::string_view text, const Details& details, Language language) {
  std::string filled;
  while (!text.empty()) {
    const size_t open = std::min(text.find('['), text.size());
    bool complete = true;
    filled += FillPlain(text.substr(0, open), details, language, complete);
    text.remove_prefix(open);
    if (text.empty()) break;
    const size_t close = std::min(text.find(']'), text.size());
    complete = true;
    const std::string inside = FillPlain(text.substr(1, close - 1), details, language, complete);
    if (complete) filled += inside;
    text.remove_prefix(std::min(close + 1, text.size()));
  }
  return filled;
}

std::vector<std::string> TemplatePlaces(std::string_view text) {
  std::vector<std::string> names;
  for (size_t brace = text.find('{'); brace != std::string_view::npos;
       brace = text.find('{', brace + 1)) {
    size_t length;
    const std::string name(ReadPlace(text.substr(brace), length).name);
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return names;
}

}  // namespace traguardo::api
