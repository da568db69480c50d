#include "clients/cli/screen/table_layout.h"

#include <algorithm>
#include <string>

#include "clients/cli/screen/display_width.h"

namespace traguardo::cli {
namespace {

// Columns that give way do so down to here while others can still move below the line…
constexpr size_t kComfortableWidth = 24;
// …and then down to here.
constexpr size_t kNarrowestWidth = 12;
// A text that goes on in further lines needs some room, or it becomes a ribbon.
constexpr size_t kComfortableTextWidth = 32;
constexpr size_t kNarrowestTextWidth = 20;

enum class Squeeze { kNone, kComfortable, kNarrowest };

// The columns that have something to show.
std::vector<size_t> FilledColumns(const Table& table) {
  std::vector<size_t> filled;
  for (size_t i = 0; i < table.columns.size(); ++i) {
    if (table.columns[i].medium == Medium::kCsv) continue;
    const bool has_text =
        table.rows.empty() || std::any_of(table.rows.begin(), table.rows.end(),
                                          [&](const auto& row) { return !row[i].text.empty(); });
    if (has_text) filled.push_back(i);
  }
  return filled;
}

size_t LongestWord(std::string_view text) {
  size_t longest = 0;
  while (!text.empty()) {
    const size_t space = text.find(' ');
    longest = std::max(longest, DisplayWidth(text.substr(0, space)));
    text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
  }
  return longest;
}

class Widths {
 public:
  Widths(const Table& table, Language language) : table_(table) {
    for (size_t i = 0; i < table.columns.size(); ++i) {
      const std::string_view heading = table.columns[i].heading.In(language);
      headings_.push_back(DisplayWidth(heading));
      heading_words_.push_back(LongestWord(heading));
      size_t widest = 0;
      for (const auto& row : table.rows) {
        widest = std::max(widest, DisplayWidth(OneLine(row[i].text)));
      }
      cells_.push_back(widest);
    }
  }

  // Of one column, with its heading in one line or in several.
  size_t Natural(size_t i, bool headings_split) const {
    return std::max(cells_[i], headings_split ? heading_words_[i] : headings_[i]);
  }

  size_t Least(size_t i, bool headings_split, Squeeze squeeze) const {
    const size_t natural = Natural(i, headings_split);
    const Column& column = table_.columns[i];
    if (squeeze == Squeeze::kNone || !GivesWay(column)) return natural;
    const bool narrowest = squeeze == Squeeze::kNarrowest;
    const size_t text = narrowest ? kNarrowestTextWidth : kComfortableTextWidth;
    const size_t cut = narrowest ? kNarrowestWidth : kComfortableWidth;
    return std::min(natural, std::max(column.wraps ? text : cut, heading_words_[i]));
  }

  size_t Total(const std::vector<size_t>& columns, bool headings_split, Squeeze squeeze) const {
    size_t total = columns.empty() ? 0 : kColumnGap * (columns.size() - 1);
    for (const size_t i : columns) total += Least(i, headings_split, squeeze);
    return total;
  }

  static bool GivesWay(const Column& column) { return column.flexible || column.wraps; }

 private:
  const Table& table_;
  std::vector<size_t> headings_;
  std::vector<size_t> heading_words_;
  std::vector<size_t> cells_;
};

// The column that moves below next; the first one stays.
size_t NextBelow(const Table& table, const std::vector<size_t>& in_line) {
  size_t next = 1;
  for (size_t n = 1; n < in_line.size(); ++n) {
    if (table.columns[in_line[n]].aside >= table.columns[in_line[next]].aside) next = n;
  }
  return next;
}

bool SomethingMayMove(const Table& table, const std::vector<size_t>& in_line) {
  return std::any_of(in_line.begin() + 1, in_line.end(),
                     [&](size_t i) { return table.columns[i].aside > 0; });
}

// Gives every column what it wants, then takes from the widest that gives way until all fit.
void SetWidths(const Table& table, const Widths& wanted, bool headings_split, size_t screen_width,
               TableLayout& layout) {
  const std::vector<size_t>& in_line = layout.in_line;
  for (const size_t i : in_line) layout.widths[i] = wanted.Natural(i, headings_split);
  size_t total = wanted.Total(in_line, headings_split, Squeeze::kNone);
  while (screen_width > 0 && total > screen_width) {
    size_t widest = table.columns.size();
    for (const size_t i : in_line) {
      if (layout.widths[i] <= wanted.Least(i, headings_split, Squeeze::kNarrowest)) continue;
      if (widest == table.columns.size() || layout.widths[i] > layout.widths[widest]) widest = i;
    }
    if (widest == table.columns.size()) return;  // a screen narrower than the first column
    --layout.widths[widest];
    --total;
  }
}

}  // namespace

TableLayout LayOut(const Table& table, const TableStyle& style) {
  TableLayout layout;
  layout.in_line = FilledColumns(table);
  layout.widths.assign(table.columns.size(), 0);
  const Widths wanted(table, style.language);
  const auto fits = [&](bool headings_split, Squeeze squeeze) {
    return style.screen_width == 0 ||
           wanted.Total(layout.in_line, headings_split, squeeze) <= style.screen_width;
  };
  const auto comfortable = [&] {
    return fits(false, Squeeze::kComfortable) || fits(true, Squeeze::kComfortable);
  };
  while (layout.in_line.size() > 1 && !comfortable()) {
    if (!SomethingMayMove(table, layout.in_line) && fits(true, Squeeze::kNarrowest)) break;
    const size_t next = NextBelow(table, layout.in_line);
    layout.below.push_back(layout.in_line[next]);
    layout.in_line.erase(layout.in_line.begin() + static_cast<std::ptrdiff_t>(next));
  }
  std::sort(layout.below.begin(), layout.below.end());
  const bool one_line = fits(false, Squeeze::kComfortable);
  SetWidths(table, wanted, !one_line, style.screen_width, layout);
  return layout;
}

}  // namespace traguardo::cli
