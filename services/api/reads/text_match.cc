#include "services/api/reads/text_match.h"

#include <algorithm>

#include "absl/strings/ascii.h"

namespace traguardo::api {
namespace {

// The capitals À..Þ are C3 80..9E in UTF-8, their small letters 20 higher; × is no letter.
constexpr char kLatinLead = '\xC3';
constexpr unsigned char kFirstCapital = 0x80;
constexpr unsigned char kLastCapital = 0x9E;
constexpr unsigned char kTimesSign = 0x97;

std::string_view DigitRun(std::string_view text) {
  size_t end = 0;
  while (end < text.size() && absl::ascii_isdigit(static_cast<unsigned char>(text[end]))) ++end;
  return text.substr(0, end);
}

std::string_view WithoutLeadingZeros(std::string_view digits) {
  const size_t first = digits.find_first_not_of('0');
  return first == std::string_view::npos ? std::string_view() : digits.substr(first);
}

int CompareNumbers(std::string_view a, std::string_view b) {
  a = WithoutLeadingZeros(a);
  b = WithoutLeadingZeros(b);
  if (a.size() != b.size()) return a.size() < b.size() ? -1 : 1;
  return a.compare(b);
}

}  // namespace

std::string FoldCase(std::string_view text) {
  std::string folded(text);
  for (size_t i = 0; i < folded.size(); ++i) {
    const auto byte = static_cast<unsigned char>(folded[i]);
    if (byte < 0x80) {
      folded[i] = absl::ascii_tolower(byte);
    } else if (i > 0 && folded[i - 1] == kLatinLead && byte >= kFirstCapital &&
               byte <= kLastCapital && byte != kTimesSign) {
      folded[i] = static_cast<char>(byte + 0x20);
    }
  }
  return folded;
}

bool ContainsFolded(std::string_view text, std::string_view folded_part) {
  return FoldCase(text).find(folded_part) != std::string::npos;
}

bool CodeLess(std::string_view a, std::string_view b) {
  while (!a.empty() && !b.empty()) {
    const std::string_view digits_a = DigitRun(a);
    const std::string_view digits_b = DigitRun(b);
    if (!digits_a.empty() && !digits_b.empty()) {
      const int order = CompareNumbers(digits_a, digits_b);
      if (order != 0) return order < 0;
      a.remove_prefix(digits_a.size());
      b.remove_prefix(digits_b.size());
    } else {
      if (a.front() != b.front()) {
        return static_cast<unsigned char>(a.front()) < static_cast<unsigned char>(b.front());
      }
      a.remove_prefix(1);
      b.remove_prefix(1);
    }
  }
  return a.empty() && !b.empty();
}

}  // namespace traguardo::api
