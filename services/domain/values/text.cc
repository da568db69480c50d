#include "services/domain/values/text.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <iterator>

namespace traguardo::domain {
namespace {

constexpr size_t kQuotedBytes = 60;

constexpr uint64_t EveryByte(uint8_t value) { return 0x0101010101010101ull * value; }

// True when all eight bytes are printable ASCII, 0x20..0x7E. May be wrong about other bytes only
// when it says false, which the slow path then looks into.
bool AllPrintableAscii(uint64_t bytes) {
  const uint64_t below_space = bytes - EveryByte(0x20);
  const uint64_t not_delete = bytes ^ EveryByte(0x7f);
  const uint64_t is_delete = (not_delete - EveryByte(0x01)) & ~not_delete;
  return ((bytes | below_space | is_delete) & EveryByte(0x80)) == 0;
}

bool IsControl(char32_t value) {
  return value < 0x20 || (value >= 0x7f && value <= 0x9f) || value == 0x2028 || value == 0x2029;
}

bool IsDirectionControl(char32_t value) {
  return value == 0x061c || value == 0x200e || value == 0x200f ||
         (value >= 0x202a && value <= 0x202e) || (value >= 0x2066 && value <= 0x2069);
}

struct Range {
  char32_t first;
  char32_t last;
};

// Ascending. White_Space and Default_Ignorable_Code_Point of Unicode, without what is refused
// anyway, and the braille pattern without dots.
constexpr Range kNoInk[] = {
    {0x0009, 0x000a},   {0x0020, 0x0020},   {0x00a0, 0x00a0},  {0x00ad, 0x00ad}, {0x034f, 0x034f},
    {0x115f, 0x1160},   {0x1680, 0x1680},   {0x17b4, 0x17b5},  {0x180b, 0x180f}, {0x2000, 0x200d},
    {0x202f, 0x202f},   {0x205f, 0x2065},   {0x206a, 0x206f},  {0x2800, 0x2800}, {0x3000, 0x3000},
    {0x3164, 0x3164},   {0xfe00, 0xfe0f},   {0xfeff, 0xfeff},  {0xffa0, 0xffa0}, {0xfff0, 0xfff8},
    {0x1bca0, 0x1bca3}, {0x1d173, 0x1d17a}, {0xe0000, 0xe0fff}};

void AppendEscapedByte(std::string& out, char byte) {
  constexpr char kHex[] = "0123456789abcdef";
  out += "\\x";
  out += kHex[static_cast<uint8_t>(byte) >> 4];
  out += kHex[static_cast<uint8_t>(byte) & 15];
}

}  // namespace

DecodedCodePoint DecodeCodePoint(std::string_view text) {
  if (text.empty()) return {};
  const auto byte = [&](size_t i) { return static_cast<uint8_t>(text[i]); };
  const uint8_t lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  // The second byte's range is narrower after some leads: that is what shuts out overlong forms
  // (E0, F0), surrogates (ED) and values above U+10FFFF (F4).
  size_t length;
  uint8_t low = 0x80;
  uint8_t high = 0xbf;
  char32_t value;
  if (lead >= 0xc2 && lead <= 0xdf) {
    length = 2;
    value = lead & 0x1f;
  } else if (lead >= 0xe0 && lead <= 0xef) {
    length = 3;
    value = lead & 0x0f;
    if (lead == 0xe0) low = 0xa0;
    if (lead == 0xed) high = 0x9f;
  } else if (lead >= 0xf0 && lead <= 0xf4) {
    length = 4;
    value = lead & 0x07;
    if (lead == 0xf0) low = 0x90;
    if (lead == 0xf4) high = 0x8f;
  } else {
    return {};
  }
  if (text.size() < length || byte(1) < low || byte(1) > high) return {};
  value = (value << 6) | (byte(1) & 0x3f);
  for (size_t i = 2; i < length; ++i) {
    if ((byte(i) & 0xc0) != 0x80) return {};
    value = (value << 6) | (byte(i) & 0x3f);
  }
  return {value, length};
}

TextReport ValidateText(std::string_view text, size_t max_bytes) {
  if (text.size() > max_bytes) return {TextFault::kTooLong, max_bytes, 0};
  bool visible = false;
  size_t code_points = 0;
  size_t at = 0;
  while (at < text.size()) {
    if (text.size() - at >= sizeof(uint64_t)) {
      uint64_t bytes;
      std::memcpy(&bytes, text.data() + at, sizeof(bytes));
      if (AllPrintableAscii(bytes)) {
        visible |= bytes != EveryByte(' ');
        at += sizeof(bytes);
        code_points += sizeof(bytes);
        continue;
      }
    }
    const DecodedCodePoint point = DecodeCodePoint(text.substr(at));
    if (point.length == 0) return {TextFault::kInvalidUtf8, at, code_points};
    const bool is_layout = point.value == '\n' || point.value == '\t';
    if (!is_layout && IsControl(point.value)) {
      return {TextFault::kControlCharacter, at, code_points};
    }
    if (IsDirectionControl(point.value)) return {TextFault::kDirectionControl, at, code_points};
    visible = visible || !HasNoInk(point.value);
    at += point.length;
    ++code_points;
  }
  return {visible ? TextFault::kOk : TextFault::kEmpty, text.size(), code_points};
}

bool HasNoInk(char32_t code_point) {
  const Range* const after =
      std::upper_bound(std::begin(kNoInk), std::end(kNoInk), code_point,
                       [](char32_t value, const Range& range) { return value < range.first; });
  return after != std::begin(kNoInk) && code_point <= std::prev(after)->last;
}

bool SaysSomething(std::string_view text) {
  return ValidateText(text, text.size()).fault != TextFault::kEmpty;
}

std::string DescribeTextFault(const TextReport& report, size_t max_bytes) {
  const std::string where = " at byte " + std::to_string(report.offset + 1);
  switch (report.fault) {
    case TextFault::kOk:
      return "the text is valid";
    case TextFault::kEmpty:
      return "the text is empty";
    case TextFault::kTooLong:
      return "the text is longer than " + std::to_string(max_bytes) + " bytes";
    case TextFault::kInvalidUtf8:
      return "the text is not valid UTF-8" + where;
    case TextFault::kControlCharacter:
      return "the text has a control character" + where + "; only line feeds and tabs are allowed";
    case TextFault::kDirectionControl:
      return "the text has a character that turns the direction of writing" + where;
  }
  return {};
}

std::string Quoted(std::string_view text) {
  std::string out = "\"";
  size_t at = 0;
  while (at < text.size()) {
    if (at >= kQuotedBytes) {
      out += "…";
      break;
    }
    const DecodedCodePoint point = DecodeCodePoint(text.substr(at));
    const size_t length = point.length == 0 ? 1 : point.length;
    const std::string_view bytes = text.substr(at, length);
    if (point.length == 0 || IsControl(point.value) || IsDirectionControl(point.value)) {
      for (const char byte : bytes) AppendEscapedByte(out, byte);
    } else {
      if (point.value == '"' || point.value == '\\') out += '\\';
      out += bytes;
    }
    at += length;
  }
  return out += '"';
}

}  // namespace traguardo::domain
