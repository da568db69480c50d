#include <algorithm>
#include <cctype>
#include <cstddef>

#include "clients/cli/screen/table.h"

namespace traguardo::cli {
namespace {

// One sign, digits, at most one point: a spreadsheet computes "-1+1".
bool IsNumber(std::string_view text) {
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
  const auto is_digit = [](unsigned char c) { return std::isdigit(c) != 0; };
  const auto digits = std::count_if(text.begin(), text.end(), is_digit);
  const auto points = std::count(text.begin(), text.end(), '.');
  return digits > 0 && points <= 1 && static_cast<size_t>(digits + points) == text.size();
}

std::string CsvField(const Cell& cell) {
  std::string field = cell.csv.value_or(cell.text == kNoValue ? "" : cell.text);
  // "=1+1" in a note must stay a text, "-5" must stay a number.
  if (!field.empty() && std::string_view("=+-@\t\r").find(field[0]) != std::string_view::npos &&
      !IsNumber(field)) {
    field.insert(field.begin(), '\'');
  }
  if (field.find_first_of(",\"\n\r") == std::string::npos) return field;
  std::string quoted = "\"";
  for (const char c : field) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

}  // namespace

std::string FormatCsv(const Table& table) {
  std::string text;
  const auto add_line = [&](const auto& cell_of) {
    bool first = true;
    for (size_t i = 0; i < table.columns.size(); ++i) {
      if (table.columns[i].medium == Medium::kScreen) continue;
      text += (first ? "" : ",") + CsvField(cell_of(i));
      first = false;
    }
    text += "\n";
  };
  add_line([&](size_t i) { return Cell{table.columns[i].key}; });
  for (const auto& row : table.rows) {
    if (table.is_fields && row[0].csv.value_or(row[0].text).empty()) continue;
    add_line([&](size_t i) { return row[i]; });
  }
  return text;
}

}  // namespace traguardo::cli
