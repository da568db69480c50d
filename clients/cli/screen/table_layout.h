// Which columns of a table stand in the line, how wide, and which below it.

#ifndef TRAGUARDO_CLIENTS_CLI_SCREEN_TABLE_LAYOUT_H_
#define TRAGUARDO_CLIENTS_CLI_SCREEN_TABLE_LAYOUT_H_

#include <cstddef>
#include <vector>

#include "clients/cli/screen/table.h"

namespace traguardo::cli {

// Between columns.
inline constexpr size_t kColumnGap = 2;

struct TableLayout {
  // Indices of columns, in their order.
  std::vector<size_t> in_line;
  std::vector<size_t> below;
  // By index of column; of those in the line.
  std::vector<size_t> widths;
};

// Headings may take several lines, one word in each at the least: a width is never less than that
// of the longest word. `screen_width` 0 is as wide as it gets.
TableLayout LayOut(const Table& table, const TableStyle& style);

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_SCREEN_TABLE_LAYOUT_H_
