#include "clients/cli/command/option_names.h"

#include <cctype>
#include <utility>

namespace traguardo::cli {
namespace {

bool IsPartOfAPath(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.';
}

// "unit" is a word too: only where a list of complaints names it does it mean the field.
bool CanOnlyBeAField(std::string_view field) {
  return field.find_first_of("._[") != std::string_view::npos;
}

bool BeginsAComplaint(std::string_view text, size_t at, size_t end) {
  const std::string_view before = text.substr(0, at);
  const bool follows = before.size() >= 2 && before.back() == ' ' &&
                       (before[before.size() - 2] == ':' || before[before.size() - 2] == ';');
  return follows && end < text.size() && text[end] == ' ';
}

std::string Replaced(std::string text, std::string_view field, const std::string& option) {
  for (size_t at = 0; (at = text.find(field, at)) != std::string::npos;) {
    const size_t end = at + field.size();
    // A full stop behind it ends the sentence.
    const bool goes_on = end < text.size() && IsPartOfAPath(text[end]) &&
                         !(text[end] == '.' && (end + 1 == text.size() || text[end + 1] == ' '));
    const bool whole = (at == 0 || (!IsPartOfAPath(text[at - 1]) && text[at - 1] != '-')) &&
                       !goes_on && (end == text.size() || text[end] != '[');
    if (whole && (CanOnlyBeAField(field) || BeginsAComplaint(text, at, end))) {
      text.replace(at, field.size(), option);
      at += option.size();
    } else {
      at = end;
    }
  }
  return text;
}

// The server calls a field by what people call it, «giorno del fatto», before what is wrong with
// it: whoever typed an option knows that better.
std::string WithOption(std::string text, const std::string& complaint, const std::string& option) {
  const std::string behind = " " + complaint;
  for (size_t end = text.find(behind); end != std::string::npos; end = text.find(behind, end + 1)) {
    const std::string_view before = std::string_view(text).substr(0, end);
    if (!before.ends_with("»") && !before.ends_with('"')) continue;
    const size_t colon = before.rfind(": ");
    const size_t semicolon = before.rfind("; ");
    if (colon == std::string::npos) continue;
    const bool first = semicolon == std::string::npos || semicolon < colon;
    const size_t begin = (first ? colon : semicolon) + 2;
    return text.replace(begin, end - begin, option);
  }
  return text;
}

}  // namespace

OptionNames::OptionNames()
    : options_{{"moment.as_of", "--as-of"},
               {"as_of", "--as-of"},
               {"moment.known_at", "--known-at"},
               {"known_at", "--known-at"},
               {"moment.min_position", "--min-position"},
               {"min_position", "--min-position"},
               {"filter.units", "--unit"},
               {"filter.responsabili", "--responsabile"},
               {"filter.scopes", "--scope"},
               {"filter.states", "--state"},
               {"filter.text", "--text"},
               {"units", "--unit"},
               {"responsabili", "--responsabile"},
               {"objectives", "--objective"},
               {"from", "--from-day"},
               {"to", "--to-day"},
               {"resume_token", "--resume"}} {}

void OptionNames::Add(std::string field, std::string option) {
  options_.insert(options_.begin(), {std::move(field), std::move(option)});
}

std::string OptionNames::OptionFor(std::string_view field) const {
  const std::pair<std::string, std::string>* best = nullptr;
  for (const auto& entry : options_) {
    const std::string& path = entry.first;
    const bool begins =
        field.substr(0, path.size()) == path &&
        (field.size() == path.size() || field[path.size()] == '.' || field[path.size()] == '[');
    if (begins && (best == nullptr || path.size() > best->first.size())) best = &entry;
  }
  if (best == nullptr) return std::string(field);
  std::string_view rest = field.substr(best->first.size());
  if (!rest.empty() && rest.front() == '[') {
    const size_t bracket = rest.find(']');
    rest.remove_prefix(bracket == std::string_view::npos ? rest.size() : bracket + 1);
  }
  if (!rest.empty() && rest.front() == '.') rest.remove_prefix(1);
  if (rest.empty()) return best->second;
  return best->second + " (" + std::string(rest) + ")";
}

std::string OptionNames::InMessage(const client::CallError& error) const {
  std::string message = error.message;
  for (const client::FieldProblem& problem : error.fields) {
    if (problem.field.empty()) continue;
    const std::string option = OptionFor(problem.field);
    message = Replaced(std::move(message), problem.field, option);
    // Without an option, the server's word for the field says more than its path.
    if (option == problem.field || problem.description.empty()) continue;
    message = WithOption(std::move(message), problem.description, option);
  }
  return InText(std::move(message));
}

std::string OptionNames::InText(std::string text) const {
  for (const auto& [path, option] : options_) {
    const std::string_view field = std::string_view(path).substr(path.rfind('.') + 1);
    // A name in one word is one of the language, too.
    if (field.find('_') != std::string_view::npos) text = Replaced(std::move(text), field, option);
  }
  return text;
}

}  // namespace traguardo::cli
