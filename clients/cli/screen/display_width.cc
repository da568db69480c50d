#include "clients/cli/screen/display_width.h"

#include <cstdint>
#include <utility>

namespace traguardo::cli {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// What combines with the character before it, or is not seen: Unicode categories Mn, Me and Cf as
// far as Latin, Greek and Cyrillic texts, emoji and scripts of neighbours use them.
constexpr Range kNarrowest[] = {
    {0x0300, 0x036f},   {0x0483, 0x0489},   {0x0591, 0x05bd},   {0x0610, 0x061a},
    {0x064b, 0x065f},   {0x1ab0, 0x1aff},   {0x1dc0, 0x1dff},   {0x200b, 0x200f},
    {0x202a, 0x202e},   {0x2060, 0x2064},   {0x2066, 0x2069},   {0x20d0, 0x20f0},
    {0xfe00, 0xfe0f},   {0xfe20, 0xfe2f},   {0xfeff, 0xfeff},   {0x1f3fb, 0x1f3ff},
    {0xe0100, 0xe01ef},
};

// East Asian Width W and F, and emoji shown as pictures.
constexpr Range kWide[] = {
    {0x1100, 0x115f},   {0x231a, 0x231b},   {0x2329, 0x232a},   {0x23e9, 0x23ec},
    {0x23f0, 0x23f0},   {0x23f3, 0x23f3},   {0x25fd, 0x25fe},   {0x2614, 0x2615},
    {0x2648, 0x2653},   {0x267f, 0x267f},   {0x2693, 0x2693},   {0x26a1, 0x26a1},
    {0x26aa, 0x26ab},   {0x26bd, 0x26be},   {0x26c4, 0x26c5},   {0x26ce, 0x26ce},
    {0x26d4, 0x26d4},   {0x26ea, 0x26ea},   {0x26f2, 0x26f3},   {0x26f5, 0x26f5},
    {0x26fa, 0x26fa},   {0x26fd, 0x26fd},   {0x2705, 0x2705},   {0x270a, 0x270b},
    {0x2728, 0x2728},   {0x274c, 0x274c},   {0x274e, 0x274e},   {0x2753, 0x2755},
    {0x2757, 0x2757},   {0x2795, 0x2797},   {0x27b0, 0x27b0},   {0x27bf, 0x27bf},
    {0x2b1b, 0x2b1c},   {0x2b50, 0x2b50},   {0x2b55, 0x2b55},   {0x2e80, 0x303e},
    {0x3041, 0x33ff},   {0x3400, 0x4dbf},   {0x4e00, 0x9fff},   {0xa000, 0xa4cf},
    {0xa960, 0xa97f},   {0xac00, 0xd7a3},   {0xf900, 0xfaff},   {0xfe30, 0xfe6f},
    {0xff00, 0xff60},   {0xffe0, 0xffe6},   {0x16fe0, 0x18cff}, {0x1b000, 0x1b2ff},
    {0x1f004, 0x1f004}, {0x1f0cf, 0x1f0cf}, {0x1f18e, 0x1f18e}, {0x1f191, 0x1f19a},
    {0x1f200, 0x1f320}, {0x1f32d, 0x1f335}, {0x1f337, 0x1f37c}, {0x1f37e, 0x1f393},
    {0x1f3a0, 0x1f3ca}, {0x1f3cf, 0x1f3d3}, {0x1f3e0, 0x1f3f0}, {0x1f3f4, 0x1f3f4},
    {0x1f3f8, 0x1f3fa}, {0x1f400, 0x1f43e}, {0x1f440, 0x1f440}, {0x1f442, 0x1f4fc},
    {0x1f4ff, 0x1f53d}, {0x1f54b, 0x1f54e}, {0x1f550, 0x1f567}, {0x1f57a, 0x1f57a},
    {0x1f595, 0x1f596}, {0x1f5a4, 0x1f5a4}, {0x1f5fb, 0x1f64f}, {0x1f680, 0x1f6c5},
    {0x1f6cc, 0x1f6cc}, {0x1f6d0, 0x1f6d7}, {0x1f6dd, 0x1f6df}, {0x1f6eb, 0x1f6ec},
    {0x1f6f4, 0x1f6fc}, {0x1f7e0, 0x1f7eb}, {0x1f7f0, 0x1f7f0}, {0x1f90c, 0x1f93a},
    {0x1f93c, 0x1f945}, {0x1f947, 0x1f9ff}, {0x1fa70, 0x1faff}, {0x20000, 0x3fffd},
};

template <size_t kSize>
bool Contains(const Range (&ranges)[kSize], char32_t character) {
  size_t low = 0;
  size_t high = kSize;
  while (low < high) {
    const size_t middle = (low + high) / 2;
    if (character > ranges[middle].last) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < kSize && character >= ranges[low].first;
}

struct Character {
  char32_t value;
  size_t bytes;
};

// The first character of a text that is not empty; a byte that begins no valid sequence is one.
Character First(std::string_view text) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const size_t size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || text.size() < size) return {0xfffd, 1};
  char32_t value = lead & (0xffu >> (size + 1));
  for (size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xc0) != 0x80) return {0xfffd, 1};
    value = value << 6 | (byte(i) & 0x3fu);
  }
  return {value, size};
}

size_t WidthOf(char32_t character) {
  if (character < 0x300) return 1;
  if (Contains(kNarrowest, character)) return 0;
  return Contains(kWide, character) ? 2 : 1;
}

}  // namespace

size_t DisplayWidth(std::string_view text) {
  size_t width = 0;
  while (!text.empty()) {
    const Character character = First(text);
    width += WidthOf(character.value);
    text.remove_prefix(character.bytes);
  }
  return width;
}

std::string Shorten(std::string_view text, size_t columns) {
  if (DisplayWidth(text) <= columns) return std::string(text);
  if (columns == 0) return "";
  size_t width = 1;  // of the mark
  size_t bytes = 0;
  while (bytes < text.size()) {
    const Character character = First(text.substr(bytes));
    width += WidthOf(character.value);
    if (width > columns) break;
    bytes += character.bytes;
  }
  return std::string(text.substr(0, bytes)) + "…";
}

std::vector<std::string> WrapWords(std::string_view text, size_t columns) {
  std::vector<std::string> lines;
  std::string line;
  const auto end_line = [&] {
    lines.push_back(std::move(line));
    line.clear();
  };
  while (!text.empty()) {
    const size_t space = text.find(' ');
    std::string_view word = text.substr(0, space);
    text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
    if (word.empty()) continue;
    if (!line.empty() && DisplayWidth(line) + 1 + DisplayWidth(word) > columns) end_line();
    if (!line.empty()) line += ' ';
    while (DisplayWidth(word) > columns) {
      size_t bytes = 0;
      size_t width = 0;
      for (;;) {
        const Character character = First(word.substr(bytes));
        width += WidthOf(character.value);
        if (width > columns && bytes > 0) break;
        bytes += character.bytes;
      }
      line = std::string(word.substr(0, bytes));
      word.remove_prefix(bytes);
      end_line();
    }
    line += word;
  }
  if (!line.empty() || lines.empty()) end_line();
  return lines;
}

std::string OneLine(std::string_view text) {
  std::string line;
  while (!text.empty()) {
    const Character character = First(text);
    const char32_t value = character.value;
    if (value == '\n') {
      line += "⏎";
    } else if (value == '\t') {
      line += ' ';
    } else if (value < 0x20 || (value >= 0x7f && value < 0xa0) ||
               (value >= 0x202a && value <= 0x202e) || (value >= 0x2066 && value <= 0x2069) ||
               value == 0xfffd) {
      line += "·";
    } else {
      line += text.substr(0, character.bytes);
    }
    text.remove_prefix(character.bytes);
  }
  return line;
}

}  // namespace traguardo::cli
