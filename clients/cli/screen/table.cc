#include "clients/cli/screen/table.h"

#include <algorithm>
#include <cctype>

#include "clients/cli/screen/display_width.h"

namespace traguardo::cli {
namespace {

constexpr size_t kGap = 2;
// A flexible column is not made narrower than this.
constexpr size_t kNarrowestFlexible = 12;

std::string_view ColourOf(Tone tone) {
  switch (tone) {
    case Tone::kPlain:
      return "";
    case Tone::kGood:
      return "\033[32m";
    case Tone::kWarning:
      return "\033[33m";
    case Tone::kBad:
      return "\033[31m";
    case Tone::kFaint:
      return "\033[2m";
    case Tone::kStrong:
      return "\033[1m";
  }
  return "";
}

// The columns that have something to show.
std::vector<size_t> ShownColumns(const Table& table) {
  std::vector<size_t> shown;
  for (size_t i = 0; i < table.columns.size(); ++i) {
    if (table.columns[i].csv_only) continue;
    const bool filled =
        table.rows.empty() || std::any_of(table.rows.begin(), table.rows.end(),
                                          [&](const auto& row) { return !row[i].text.empty(); });
    if (filled) shown.push_back(i);
  }
  return shown;
}

// Takes columns from the widest flexible column until the table fits.
void FitWidths(const Table& table, const std::vector<size_t>& shown, size_t screen_width,
               std::vector<size_t>& widths) {
  size_t total = shown.empty() ? 0 : kGap * (shown.size() - 1);
  for (const size_t i : shown) total += widths[i];
  while (total > screen_width) {
    size_t widest = table.columns.size();
    for (const size_t i : shown) {
      if (!table.columns[i].flexible || widths[i] <= kNarrowestFlexible) continue;
      if (widest == table.columns.size() || widths[i] > widths[widest]) widest = i;
    }
    if (widest == table.columns.size()) return;  // nothing gives way: the line will wrap
    --widths[widest];
    --total;
  }
}

std::string Padded(std::string_view text, size_t width, Align align, Tone tone, bool coloured) {
  const std::string shown = Shorten(text, width);
  const std::string space(width - DisplayWidth(shown), ' ');
  const std::string painted = Coloured(shown, tone, coloured);
  return align == Align::kLeft ? painted + space : space + painted;
}

std::string WithoutTrailingSpace(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

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

std::string Coloured(std::string_view text, Tone tone, bool coloured) {
  if (!coloured || tone == Tone::kPlain || text.empty()) return std::string(text);
  return std::string(ColourOf(tone)) + std::string(text) + "\033[0m";
}

std::string FormatTable(const Table& table, const TableStyle& style) {
  const std::vector<size_t> shown = ShownColumns(table);
  std::vector<size_t> widths(table.columns.size(), 0);
  for (const size_t i : shown) {
    widths[i] = DisplayWidth(table.columns[i].heading.In(style.language));
    for (const auto& row : table.rows) {
      widths[i] = std::max(widths[i], DisplayWidth(OneLine(row[i].text)));
    }
  }
  if (style.screen_width > 0) FitWidths(table, shown, style.screen_width, widths);

  std::string text;
  const auto add_line = [&](const auto& cell_of) {
    std::string line;
    for (size_t n = 0; n < shown.size(); ++n) {
      const size_t i = shown[n];
      const Cell cell = cell_of(i);
      if (n > 0) line.append(kGap, ' ');
      line += Padded(OneLine(cell.text), widths[i], table.columns[i].align, cell.tone,
                     style.coloured);
    }
    text += WithoutTrailingSpace(std::move(line)) + "\n";
  };
  add_line([&](size_t i) {
    return Cell{std::string(table.columns[i].heading.In(style.language)), Tone::kStrong};
  });
  for (const auto& row : table.rows) add_line([&](size_t i) { return row[i]; });
  return text;
}

std::string FormatCsv(const Table& table) {
  std::string text;
  for (size_t i = 0; i < table.columns.size(); ++i) {
    text += (i == 0 ? "" : ",") + CsvField({table.columns[i].key});
  }
  text += "\n";
  for (const auto& row : table.rows) {
    for (size_t i = 0; i < row.size(); ++i) text += (i == 0 ? "" : ",") + CsvField(row[i]);
    text += "\n";
  }
  return text;
}

}  // namespace traguardo::cli
