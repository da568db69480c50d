// MakeId is a source of its own: it needs a table of letters that no parser needs.

#include "services/domain/values/resource_name.h"
#include "services/domain/values/text.h"

namespace traguardo::domain {
namespace {

// The plain letters of U+00C0..U+017F (Latin-1 Supplement and Latin Extended-A), '-' for the two
// that are signs. One letter each: ß is s, æ is a.
constexpr char32_t kFirstAccented = 0xc0;
constexpr std::string_view kPlainLetters =
    "aaaaaaaceeeeiiii"
    "dnooooo-ouuuuyts"
    "aaaaaaaceeeeiiii"
    "dnooooo-ouuuuyty"
    "aaaaaaccccccccdd"
    "ddeeeeeeeeeegggg"
    "gggghhhhiiiiiiii"
    "iiiijjkkklllllll"
    "lllnnnnnnnnnoooo"
    "oooorrrrrrssssss"
    "ssttttttuuuuuuuu"
    "uuuuwwyyyzzzzzzs";
static_assert(kPlainLetters.size() == 0x180 - kFirstAccented);

constexpr char kDrop = '\0';

// What stands for a code point in an id: a character an id may have, '-' for a gap, or nothing.
char PlainCharacter(char32_t value) {
  if (value >= 'A' && value <= 'Z') return static_cast<char>(value - 'A' + 'a');
  if ((value >= 'a' && value <= 'z') || (value >= '0' && value <= '9')) {
    return static_cast<char>(value);
  }
  if (value == '.' || value == '_') return static_cast<char>(value);
  if (value >= kFirstAccented && value - kFirstAccented < kPlainLetters.size()) {
    return kPlainLetters[value - kFirstAccented];
  }
  // Combining accents follow the letter they belong to, which stays.
  if (value >= 0x300 && value <= 0x36f) return kDrop;
  return '-';
}

bool IsPunctuation(char c) { return c == '.' || c == '_' || c == '-'; }

// Empty when the text has no letter or digit to keep.
std::string IdOf(std::string_view text) {
  std::string id;
  while (!text.empty() && id.size() < kMaxIdBytes) {
    const DecodedCodePoint point = DecodeCodePoint(text);
    const char c = point.length == 0 ? '-' : PlainCharacter(point.value);
    text.remove_prefix(point.length == 0 ? 1 : point.length);
    if (c == kDrop) continue;
    if (IsPunctuation(c) && id.empty()) continue;
    if (c == '-' && id.back() == '-') continue;
    id += c;
  }
  while (!id.empty() && IsPunctuation(id.back())) id.pop_back();
  return id;
}

}  // namespace

std::string MakeId(std::string_view title, std::string_view fallback) {
  std::string id = IdOf(title);
  if (id.empty()) id = IdOf(fallback);
  return id.empty() ? "x" : id;
}

}  // namespace traguardo::domain
