#include "services/api/messages/words.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <map>
#include <variant>

#include "services/api/messages/template.h"
#include "services/domain/values/resource_name.h"

namespace traguardo::api {
namespace {

using Table = std::map<std::string_view, TokenWords>;

Table Indexed(std::span<const TokenWords> words) {
  Table table;
  for (const TokenWords& entry : words) table.emplace(entry.token, entry);
  return table;
}

const Table& Values() {
  static const auto& table = *new Table(Indexed(ValueWordTable()));
  return table;
}

const Table& Fields() {
  static const auto& table = *new Table(Indexed(FieldWordTable()));
  return table;
}

std::string_view In(const TokenWords& words, Language language) {
  return language == Language::kItalian ? words.italian : words.english;
}

// "unit_of_measure" as "unit of measure": better than nothing, for a field without a word.
std::string Spaced(std::string_view name) {
  std::string words(name);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

std::string NameOf(std::string_view field, Language language) {
  const auto found = Fields().find(field);
  if (found != Fields().end()) return std::string(In(found->second, language));
  return Spaced(field);
}

struct Segment {
  std::string_view name;
  // From 0; -1 where there is none.
  int index = -1;
};

Segment ReadSegment(std::string_view text) {
  const size_t bracket = text.find('[');
  Segment segment{.name = text.substr(0, bracket)};
  if (bracket == std::string_view::npos) return segment;
  std::from_chars(text.data() + bracket + 1, text.data() + text.size(), segment.index);
  return segment;
}

// "indicators[2]" as "indicatore 3".
std::string Counted(const Segment& segment, Language language) {
  return NameOf(segment.name, language) + " " + std::to_string(segment.index + 1);
}

bool IsOneOfTheRequest(std::string_view name) {
  return name == "proposals" || name == "commands" || name == "facts" || name == "groups";
}

bool IsNumber(std::string_view text) {
  const size_t begin = text.starts_with('-') ? 1 : 0;
  return text.size() > begin && std::all_of(text.begin() + begin, text.end(), [](char c) {
           return c == '.' || std::isdigit(static_cast<unsigned char>(c)) != 0;
         });
}

}  // namespace

bool HasValueWord(std::string_view token) { return Values().contains(token); }
bool HasFieldWord(std::string_view field) { return Fields().contains(field); }

std::string WordOf(std::string_view token, Language language) {
  if (const auto found = Values().find(token); found != Values().end()) {
    return std::string(In(found->second, language));
  }
  // "indicator:atti", or the name of a field.
  if (const size_t colon = token.find(':'); colon != std::string_view::npos) {
    const auto part = Values().find(token.substr(0, colon));
    if (part != Values().end()) {
      return std::string(In(part->second, language)) + " " + std::string(token.substr(colon + 1));
    }
  }
  // The principals' file knows the roles without their prefix.
  if (const auto role = Values().find("ROLE_" + std::string(token)); role != Values().end()) {
    return std::string(In(role->second, language));
  }
  if (HasFieldWord(token)) return NameOf(token, language);
  return std::string(token);
}

std::string ValueText(std::string_view value, Language language) {
  if (IsNumber(value)) return FillTemplate("{v:number}", {{"v", std::string(value)}}, language);
  const bool is_date = !value.empty() && std::isdigit(static_cast<unsigned char>(value[0])) != 0;
  if (is_date) return FillTemplate("{v:date}", {{"v", std::string(value)}}, language);
  return WordOf(value, language);
}

std::string PlaceText(std::string_view stream, Language language) {
  const auto parsed = domain::TryParseStreamName(stream);
  const auto* const name = std::get_if<domain::StreamName>(&parsed);
  if (name == nullptr) return std::string(stream);
  const bool italian = language == Language::kItalian;
  const auto of_year = [&](std::string_view kind) {
    return std::string(kind) + " " + name->id() + (italian ? " del " : " of ") +
           std::to_string(name->year());
  };
  switch (name->kind()) {
    case domain::StreamKind::kEnte:
      return "ente";
    case domain::StreamKind::kPlan:
      return (italian ? "piano " : "plan ") + std::to_string(name->year());
    case domain::StreamKind::kObjective:
      return of_year(italian ? "obiettivo" : "objective");
    case domain::StreamKind::kRound:
      return of_year(italian ? "rilevazione" : "round");
  }
  return std::string(stream);
}

std::string FieldWords(std::string_view path, Language language) {
  std::string where;
  Segment last;
  Segment above;
  while (!path.empty()) {
    const size_t dot = path.find('.');
    above = last;
    last = ReadSegment(path.substr(0, dot));
    path.remove_prefix(dot == std::string_view::npos ? path.size() : dot + 1);
    const bool counts = last.index > 0 || (last.index == 0 && !IsOneOfTheRequest(last.name));
    if (path.empty() || !counts) continue;
    where.append(where.empty() ? "" : ", ").append(Counted(last, language));
  }
  // An indicator has one too, which is another thing.
  if (last.name == "target" && above.name == "proposals") last.name = "proposal_target";
  std::string words = last.index < 0 ? NameOf(last.name, language) : Counted(last, language);
  if (!where.empty()) words.append(" (").append(where).append(")");
  return words;
}

}  // namespace traguardo::api
