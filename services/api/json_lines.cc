#include "services/api/json_lines.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace traguardo::api {
namespace {

int CountLineEnds(std::string_view text) {
  return static_cast<int>(std::count(text.begin(), text.end(), '\n'));
}

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// Just behind the text in quotes that begins at `begin`.
size_t EndOfQuoted(std::string_view json, size_t begin) {
  size_t end = begin + 1;
  while (end < json.size() && json[end] != json[begin]) end += json[end] == '\\' ? 2 : 1;
  return std::min(end + 1, json.size());
}

// Goes through the text once, one character or one text in quotes at a time.
class ListFinder {
 public:
  explicit ListFinder(std::string_view name) : name_(name) {}

  void Quoted(std::string_view quoted, int line) {
    BeginElement(line);
    if (depth_ == 1 && quoted.size() >= 2) last_text_ = quoted.substr(1, quoted.size() - 2);
  }

  void Character(char c, int line) {
    switch (c) {
      case '{':
      case '[':
        BeginElement(line);
        ++depth_;
        if (depth_ == kDepthOfList && c == '[' && last_text_ == name_) {
          in_list_ = true;
          between_elements_ = true;
        }
        return;
      case '}':
      case ']':
        if (depth_ == kDepthOfList) in_list_ = false;
        --depth_;
        return;
      case ',':
        if (depth_ == kDepthOfList) between_elements_ = true;
        return;
      default:
        BeginElement(line);
    }
  }

  std::vector<int> Take() { return std::move(lines_); }

 private:
  static constexpr int kDepthOfList = 2;

  void BeginElement(int line) {
    if (!in_list_ || depth_ != kDepthOfList || !between_elements_) return;
    between_elements_ = false;
    lines_.push_back(line);
  }

  const std::string_view name_;
  // Of the outermost object: behind the last of them begins what it is the name of.
  std::string_view last_text_;
  int depth_ = 0;
  bool in_list_ = false;
  bool between_elements_ = false;
  std::vector<int> lines_;
};

}  // namespace

std::vector<int> LinesOfList(std::string_view json, std::string_view name) {
  ListFinder finder(name);
  int line = 1;
  for (size_t at = 0; at < json.size();) {
    const char c = json[at];
    const bool is_quoted = c == '"' || c == '\'';
    const size_t end = is_quoted ? EndOfQuoted(json, at) : at + 1;
    const std::string_view part = json.substr(at, end - at);
    if (is_quoted) {
      finder.Quoted(part, line);
    } else if (!IsBlank(c)) {
      finder.Character(c, line);
    }
    line += CountLineEnds(part);
    at = end;
  }
  return finder.Take();
}

int LineOfParseError(std::string_view json, std::string_view error) {
  // The parser's complaint, then what stands around the place, then a line that points at it.
  const size_t complaint_end = error.find('\n');
  const size_t around_end = error.rfind('\n');
  if (complaint_end == around_end || error.back() != '^') return 0;
  const std::string_view around = error.substr(complaint_end + 1, around_end - complaint_end - 1);
  const size_t offset = error.size() - around_end - 2;
  const size_t place = json.find(around);
  const bool is_there_once =
      place != std::string_view::npos && json.find(around, place + 1) == std::string_view::npos;
  if (!is_there_once) return 0;
  return 1 + CountLineEnds(json.substr(0, place + offset));
}

}  // namespace traguardo::api
