#include "clients/document/foreign_text.h"

#include <algorithm>
#include <cstddef>

namespace traguardo::document {
namespace {

// The first byte that no UTF-8 text has there; npos when all is well. Alphabets of one byte a
// letter would come through as something that nobody can read any more.
size_t FindBadByte(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const size_t size = lead < 0x80                   ? 1
                        : lead >= 0xc2 && lead < 0xe0 ? 2
                        : lead >= 0xe0 && lead < 0xf0 ? 3
                        : lead >= 0xf0 && lead < 0xf5 ? 4
                                                      : 0;
    if (size == 0 || at + size > text.size()) return at;
    const auto second = static_cast<unsigned char>(size > 1 ? text[at + 1] : 0);
    // Longer than need be, halves of a pair, beyond the last character.
    if ((lead == 0xe0 && second < 0xa0) || (lead == 0xed && second > 0x9f) ||
        (lead == 0xf0 && second < 0x90) || (lead == 0xf4 && second > 0x8f)) {
      return at;
    }
    for (size_t i = 1; i < size; ++i) {
      if ((static_cast<unsigned char>(text[at + i]) & 0xc0) != 0x80) return at;
    }
    at += size;
  }
  return std::string_view::npos;
}

}  // namespace

bool IsUtf8(std::string_view text) { return FindBadByte(text) == std::string_view::npos; }

std::optional<Mistake> FindForeignText(std::string_view text) {
  const std::string_view mark = text.substr(0, 2);
  if (mark == "\xff\xfe" || mark == "\xfe\xff" || text.find('\0') != std::string_view::npos) {
    return std::nullopt;
  }
  const size_t at = FindBadByte(text);
  if (at == std::string_view::npos) return std::nullopt;
  const auto line = std::count(text.begin(), text.begin() + static_cast<ptrdiff_t>(at), '\n') + 1;
  return Mistake{static_cast<int>(line), "",
                 "il testo non è in UTF-8: salvarlo di nuovo scegliendo la codifica UTF-8",
                 "the text is not UTF-8: save it again and choose the encoding UTF-8"};
}

}  // namespace traguardo::document
