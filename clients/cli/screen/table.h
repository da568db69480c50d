// Rows for people (aligned, coloured, fitted to the screen) and for programs (CSV).

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
  // In CSV instead of `text`: the bare value where people see it dressed, or in their language.
  std::optional<std::string> csv;
};

// Where a column stands; one that programs get in several parts is for the screen only.
enum class Medium { kBoth, kScreen, kCsv };

struct Column {
  // Heading in CSV: stable, whatever the language.
  std::string key;
  // Heading on the screen.
  Text heading;
  Align align = Align::kLeft;
  // Gives way where the screen is too narrow: what does not fit is cut and marked with "…".
  bool flexible = false;
  // Gives way too, but nothing is lost: its texts go on in further lines.
  bool wraps = false;
  // Where not even that is enough, columns move out of the line and below it, as "heading: value":
  // the one with the highest number first, of equals the last one, and those with 0 at the very
  // end.
  int aside = 0;
  Medium medium = Medium::kBoth;
};

struct Table {
  std::vector<Column> columns;
  // Each as long as `columns`.
  std::vector<std::vector<Cell>> rows;
  // A name and its value in each row: on the screen those without a value are left out, in CSV
  // those without a name.
  bool is_fields = false;
};

struct TableStyle {
  Language language = Language::kItalian;
  bool coloured = false;
  // Columns of the screen; 0: as wide as it gets, one line for each row.
  size_t screen_width = 0;
};

// Rows below a line of headings; two spaces between columns, none at the end of a line. Columns
// that are empty in every row are left out. No line is wider than the screen unless it is too
// narrow for the first column. Nothing but what is marked with "…" is lost for want of room.
std::string FormatTable(const Table& table, const TableStyle& style);

// RFC 4180 with "\n" line ends: every column, keys as headings, texts whole; neither the data nor
// the language change the columns. A text that a spreadsheet would take for a formula is preceded
// by an apostrophe.
std::string FormatCsv(const Table& table);

// `text` in the colour of its tone, when `coloured`.
std::string Coloured(std::string_view text, Tone tone, bool coloured);

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_SCREEN_TABLE_H_
