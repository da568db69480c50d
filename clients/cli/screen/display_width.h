// How many columns of a terminal a text takes, which is neither its bytes nor its characters.

#ifndef TRAGUARDO_CLIENTS_CLI_SCREEN_DISPLAY_WIDTH_H_
#define TRAGUARDO_CLIENTS_CLI_SCREEN_DISPLAY_WIDTH_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace traguardo::cli {

// Columns of a UTF-8 text on one line: combining marks take none, East Asian wide characters and
// emoji take two. A byte that is no UTF-8 takes one.
size_t DisplayWidth(std::string_view text);

// At most `columns` wide; what does not fit is cut at a character and marked with "…".
std::string Shorten(std::string_view text, size_t columns);

// Lines of at most `columns`, broken at spaces, and inside a word only where it is longer than a
// line. At least one line; an empty text is one empty line. `columns` is at least 2.
std::vector<std::string> WrapWords(std::string_view text, size_t columns);

// On one line and without control characters: whoever wrote a note must not be able to move the
// cursor of whoever reads it. A line end becomes "⏎", other control characters "·".
std::string OneLine(std::string_view text);

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_SCREEN_DISPLAY_WIDTH_H_
