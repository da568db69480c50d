#include <algorithm>
#include <cctype>

#include "clients/cli/screen/table.h"

namespace traguardo::cli {
namespace {

bool LooksLikeNumber(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) {
    return std::isdigit(c) || c == '.' || c == '-' || c == '+';
  });
}

std::string CsvField(const Cell& cell) {
  std::string field = cell.csv.value_or(cell.text == kNoValue ? "" : cell.text);
  // "=1+1" in a note must stay a text, "-5" must stay a number.
  if (!field.empty() && std::string_view("=+-@\t\r").find(field[0]) != std::string_view::npos &&
      !LooksLikeNumber(field)) {
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
  for (const auto& row : table.rows) add_line([&](size_t i) { return row[i]; });
  return text;
}

}  // namespace traguardo::cli
