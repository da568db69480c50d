// Rows for people (aligned, coloured) and for programs (CSV).

#ifndef TRAGUARDO_CLIENTS_CLI_SCREEN_TABLE_H_
#define TRAGUARDO_CLIENTS_CLI_SCREEN_TABLE_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "clients/cli/screen/text.h"

namespace traguardo::cli {

enum class Align { kLeft, kRight };

// What a cell means, from which its colour follows. Colour never says what the text does not.
enum class Tone { kPlain, kGood, kWarning, kBad, kFaint, kStrong };

// Stands where somebody could have said something and nobody did; in CSV it is empty.
inline constexpr std::string_view kNoValue = "—";

struct Cell {
  std::string text;
  Tone tone = Tone::kPlain;
  // In CSV instead of `text`: the bare value where people see it dressed.
  std::optional<std::string> csv;
};

struct Column {
  // Heading in CSV: stable, whatever the language.
  std::string key;
  // Heading on the screen.
  Text heading;
  Align align = Align::kLeft;
  // Gives way first where the screen is too narrow.
  bool flexible = false;
  // For programs: on the screen another column shows it too.
  bool csv_only = false;
};

struct Table {
  std::vector<Column> columns;
  // Each as long as `columns`.
  std::vector<std::vector<Cell>> rows;
};

struct TableStyle {
  Language language = Language::kItalian;
  bool coloured = false;
  // Columns of the screen; 0: as wide as it gets.
  size_t screen_width = 0;
};

// One line for each row below a line of headings; two spaces between columns, none at the end of a
// line. Columns that are empty in every row are left out.
std::string FormatTable(const Table& table, const TableStyle& style);

// RFC 4180 with "\n" line ends: every column, keys as headings, texts whole. A text that a
// spreadsheet would take for a formula is preceded by an apostrophe.
std::string FormatCsv(const Table& table);

// `text` in the colour of its tone, when `coloured`.
std::string Coloured(std::string_view text, Tone tone, bool coloured);

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_SCREEN_TABLE_H_
