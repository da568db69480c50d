// Free text from outside: titles, reasons, notes. Checked once, where it enters; after that every
// stored text is short enough, strict UTF-8, and prints without surprises.

#ifndef TRAGUARDO_SERVICES_DOMAIN_VALUES_TEXT_H_
#define TRAGUARDO_SERVICES_DOMAIN_VALUES_TEXT_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace traguardo::domain {

enum class TextFault {
  kOk,
  kEmpty,        // nothing that can be seen (HasNoInk); allowed only where a text may lack
  kTooLong,      // more than the bytes allowed; the rest was not looked at
  kInvalidUtf8,  // also overlong forms, surrogates, and anything above U+10FFFF
  // U+0000..U+001F but \n and \t, U+007F..U+009F, and the line ends U+2028 and U+2029; also the \r
  // of "\r\n".
  kControlCharacter,
  // What turns the direction of writing, so that a text reads differently from what it says: the
  // twelve of Unicode's Bidi_Control (U+061C, U+200E, U+200F, U+202A..U+202E, U+2066..U+2069).
  kDirectionControl,
};

struct TextReport {
  TextFault fault = TextFault::kOk;
  // The first bad byte, counted from 0; `max_bytes` for kTooLong, the text's size for the others.
  size_t offset = 0;
  // Characters (code points) before the offset; not counted, and 0, for kTooLong.
  size_t code_points = 0;
};

// Reads `text` once, or not at all when it is too long. An invalid text is never called empty.
TextReport ValidateText(std::string_view text, size_t max_bytes);

// One English sentence for logs and developers.
std::string DescribeTextFault(const TextReport& report, size_t max_bytes);

// The first code point of `text` and its length in bytes; length 0 when `text` is empty or does not
// begin with strict UTF-8.
struct DecodedCodePoint {
  char32_t value = 0;
  size_t length = 0;
};
DecodedCodePoint DecodeCodePoint(std::string_view text);

// Whether a reader sees nothing at this place: every space of Unicode, characters of no width,
// fillers, variation selectors and tags. A text of these alone is empty.
bool HasNoInk(char32_t code_point);

// Whether a reader sees anything in it. Optional texts may be blank: where one has to say why,
// blanks say nothing.
bool SaysSomething(std::string_view text);

// `text` in double quotes for a message: control characters, those that turn the direction of
// writing, and invalid bytes escaped, cut after about 60 bytes with "…". Always valid UTF-8,
// whatever comes in.
std::string Quoted(std::string_view text);

}  // namespace traguardo::domain

#endif  // TRAGUARDO_SERVICES_DOMAIN_VALUES_TEXT_H_
