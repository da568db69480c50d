#include "services/domain/values/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/services/domain/values/value_generators.h"

namespace traguardo::domain {
namespace {

using ::testing::HasSubstr;
using testing_values::AlmostText;

constexpr size_t kRoomy = 1 << 20;

TextFault FaultOf(std::string_view text) { return ValidateText(text, kRoomy).fault; }

std::string Encode(char32_t value) {
  const auto trail = [&](int shift) { return static_cast<char>(0x80 | ((value >> shift) & 0x3f)); };
  if (value < 0x80) return {static_cast<char>(value)};
  if (value < 0x800) return {static_cast<char>(0xc0 | (value >> 6)), trail(0)};
  if (value < 0x10000) return {static_cast<char>(0xe0 | (value >> 12)), trail(6), trail(0)};
  return {static_cast<char>(0xf0 | (value >> 18)), trail(12), trail(6), trail(0)};
}

// What strict UTF-8 means, said another way: decode by counting leading ones, then encode again.
size_t NaiveLength(std::string_view text) {
  if (text.empty()) return 0;
  const auto byte = [&](size_t i) { return static_cast<uint8_t>(text[i]); };
  size_t ones = 0;
  while (ones < 8 && (byte(0) & (0x80 >> ones)) != 0) ++ones;
  const size_t length = ones == 0 ? 1 : ones;
  if (ones == 1 || length > 4 || text.size() < length) return 0;
  char32_t value = byte(0) & (0xff >> (ones + 1));
  if (ones == 0) value = byte(0);
  for (size_t i = 1; i < length; ++i) {
    if ((byte(i) >> 6) != 2) return 0;
    value = value * 64 + (byte(i) & 63);
  }
  if (value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff)) return 0;
  return Encode(value) == text.substr(0, length) ? length : 0;
}

// Without ink, said another way: one code point after the other.
bool NaiveHasNoInk(std::string_view point) {
  static const auto* const kPoints = [] {
    auto* points = new std::set<std::string>;
    const auto add = [&](char32_t first, char32_t last) {
      for (char32_t value = first; value <= last; ++value) points->insert(Encode(value));
    };
    for (const char32_t value :
         {U'\n', U'\t', U' ', U'\u00a0', U'\u00ad', U'\u034f', U'\u115f', U'\u1160', U'\u1680',
          U'\u17b4', U'\u17b5', U'\u202f', U'\u2800', U'\u3000', U'\u3164', U'\ufeff', U'\uffa0'}) {
      add(value, value);
    }
    add(0x180b, 0x180f);    // Mongolian selectors
    add(0x2000, 0x200d);    // spaces, and joiners of no width
    add(0x205f, 0x2065);    // a space, and operators of no width
    add(0x206a, 0x206f);    // deprecated formatting
    add(0xfe00, 0xfe0f);    // variation selectors
    add(0xfff0, 0xfff8);    // reserved, to be ignored
    add(0x1bca0, 0x1bca3);  // shorthand formatting
    add(0x1d173, 0x1d17a);  // musical formatting
    add(0xe0000, 0xe0fff);  // tags and more selectors
    return points;
  }();
  return kPoints->contains(std::string(point));
}

// The twelve of Unicode's Bidi_Control.
constexpr const char* kDirections[] = {"\u061c", "\u200e", "\u200f", "\u202a", "\u202b", "\u202c",
                                       "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"};

bool NaiveTurns(std::string_view point) {
  return std::find(std::begin(kDirections), std::end(kDirections), point) != std::end(kDirections);
}

TextReport NaiveValidate(std::string_view text) {
  bool visible = false;
  size_t count = 0;
  for (size_t at = 0; at < text.size(); ++count) {
    const size_t length = NaiveLength(text.substr(at));
    if (length == 0) return {TextFault::kInvalidUtf8, at, count};
    const std::string_view point = text.substr(at, length);
    const uint8_t first = static_cast<uint8_t>(point[0]);
    const bool c1 = length == 2 && first == 0xc2 && static_cast<uint8_t>(point[1]) < 0xa0;
    const bool line_end = point == "\u2028" || point == "\u2029";
    if ((first < 0x20 && first != '\n' && first != '\t') || first == 0x7f || c1 || line_end) {
      return {TextFault::kControlCharacter, at, count};
    }
    if (NaiveTurns(point)) return {TextFault::kDirectionControl, at, count};
    if (!NaiveHasNoInk(point)) visible = true;
    at += length;
  }
  return {visible ? TextFault::kOk : TextFault::kEmpty, text.size(), count};
}

bool Same(const TextReport& a, const TextReport& b) {
  return a.fault == b.fault && a.offset == b.offset && a.code_points == b.code_points;
}

TEST(TextTest, AcceptsItalianAndAnyOtherWriting) {
  EXPECT_EQ(FaultOf("Perché l'attività è in ritardo:\n\t- mancano 3 € su 10"), TextFault::kOk);
  EXPECT_EQ(FaultOf("Straße, città, Škofja, 学校, 🏛️, a\u0301"), TextFault::kOk);
  EXPECT_EQ(FaultOf("x"), TextFault::kOk);
}

TEST(TextTest, CountsCharactersNotBytes) {
  const TextReport report = ValidateText("però 🏛", 10);
  EXPECT_EQ(report.fault, TextFault::kOk);
  EXPECT_EQ(report.offset, 10u);
  EXPECT_EQ(report.code_points, 6u);
}

TEST(TextTest, HoldsItsBoundInBytes) {
  EXPECT_EQ(ValidateText("città", 6).fault, TextFault::kOk);
  const TextReport report = ValidateText("città", 5);
  EXPECT_EQ(report.fault, TextFault::kTooLong);
  EXPECT_EQ(report.offset, 5u);
  EXPECT_EQ(DescribeTextFault(report, 5), "the text is longer than 5 bytes");
  EXPECT_EQ(ValidateText("", 0).fault, TextFault::kEmpty);
}

TEST(TextTest, CallsBlankTextEmpty) {
  for (const char* text : {"", " ", "\n\t \n", "        ", "                 "}) {
    EXPECT_EQ(FaultOf(text), TextFault::kEmpty) << '"' << text << '"';
  }
  EXPECT_EQ(FaultOf("                 ."), TextFault::kOk);
  EXPECT_EQ(FaultOf("        .        "), TextFault::kOk);
}

TEST(TextTest, NamesThePlaceOfAControlCharacter) {
  const TextReport report = ValidateText("però\r\n", kRoomy);
  EXPECT_EQ(report.fault, TextFault::kControlCharacter);
  EXPECT_EQ(report.offset, 5u);
  EXPECT_EQ(report.code_points, 4u);
  EXPECT_THAT(DescribeTextFault(report, kRoomy), HasSubstr("at byte 6"));
  EXPECT_EQ(FaultOf(std::string_view("a\0b", 3)), TextFault::kControlCharacter);
  EXPECT_EQ(FaultOf("\x1b[31m"), TextFault::kControlCharacter);
  for (const char* text : {"\u0080", "\u0085", "\u009f"}) {
    EXPECT_EQ(FaultOf(text), TextFault::kControlCharacter);
  }
  EXPECT_EQ(FaultOf("a\u2028b"), TextFault::kControlCharacter) << "a line end by another name";
  EXPECT_EQ(FaultOf("a\u00a0b"), TextFault::kOk);
}

// A reason of one zero width space was taken for a reason.
TEST(TextTest, CallsTextThatCannotBeSeenEmpty) {
  for (const char* text : {"\u200b", "\u00a0", "\ufeff \u2060", "\u00ad\n", "\u3164", "\u2800"}) {
    EXPECT_EQ(FaultOf(text), TextFault::kEmpty) << '"' << text << '"';
  }
  EXPECT_EQ(FaultOf("\u200bx"), TextFault::kOk);
  EXPECT_EQ(FaultOf("👩\u200d🔧"), TextFault::kOk) << "joined, and seen";
}

TEST(TextTest, KnowsEveryCodePointWithoutInk) {
  for (char32_t value = 0; value <= 0x10ffff; ++value) {
    const bool is_control = value < 0x20 && value != '\n' && value != '\t';
    if (is_control || (value >= 0x2028 && value <= 0x202e)) continue;
    ASSERT_EQ(HasNoInk(value), NaiveHasNoInk(Encode(value))) << std::hex << uint32_t{value};
  }
}

TEST(TextTest, RefusesWhatTurnsTheDirectionOfWriting) {
  for (const char* turn : kDirections) {
    const std::string text = std::string("approvato ") + turn + "on";
    const TextReport report = ValidateText(text, kRoomy);
    EXPECT_EQ(report.fault, TextFault::kDirectionControl) << Quoted(text);
    EXPECT_EQ(report.offset, 10u);
    EXPECT_THAT(DescribeTextFault(report, kRoomy), HasSubstr("at byte 11"));
    EXPECT_THAT(Quoted(text), HasSubstr("\\x")) << "a message about it is not turned";
  }
  EXPECT_EQ(FaultOf("עברית, العربية"), TextFault::kOk) << "writing from the right is writing";
}

TEST(TextTest, RefusesEveryKindOfBrokenUtf8) {
  for (const std::string_view bytes : {"\x80",
                                       "\xbf",
                                       "\xc0\x80",
                                       "\xc1\xbf",
                                       "\xc3",
                                       "\xc3(",
                                       "\xe0\x80\x80",
                                       "\xe0\x9f\xbf",
                                       "\xed\xa0\x80",
                                       "\xed\xbf\xbf",
                                       "\xe2\x82",
                                       "\xe2\x28\xa1",
                                       "\xf0\x80\x80\x80",
                                       "\xf0\x8f\xbf\xbf",
                                       "\xf4\x90\x80\x80",
                                       "\xf5\x80\x80\x80",
                                       "\xf0\x9f\x8f",
                                       "\xfe",
                                       "\xff",
                                       "\xf8\x88\x80\x80\x80"}) {
    const std::string text = "valid before " + std::string(bytes);
    const TextReport report = ValidateText(text, kRoomy);
    EXPECT_EQ(report.fault, TextFault::kInvalidUtf8) << text;
    EXPECT_EQ(report.offset, 13u);
    EXPECT_THAT(DescribeTextFault(report, kRoomy), HasSubstr("UTF-8 at byte 14"));
  }
}

TEST(TextTest, DecodesEveryCodePointThereIs) {
  for (char32_t value = 0; value <= 0x10ffff; ++value) {
    const std::string text = Encode(value);
    const DecodedCodePoint point = DecodeCodePoint(text);
    const bool surrogate = value >= 0xd800 && value <= 0xdfff;
    ASSERT_EQ(point.length, surrogate ? 0 : text.size()) << static_cast<uint32_t>(value);
    if (!surrogate) {
      ASSERT_EQ(point.value, value);
    }
  }
}

TEST(TextTest, AgreesWithTheDefinitionOnAllShortSequences) {
  // Continuation bytes stand behind every sequence: reading past its end would find them.
  std::string text(4, '\x80');
  const auto check = [&](size_t length) {
    const std::string_view bytes = std::string_view(text).substr(0, length);
    ASSERT_EQ(DecodeCodePoint(bytes).length, NaiveLength(bytes)) << Quoted(bytes);
  };
  for (int a = 0; a < 256; ++a) {
    text[0] = static_cast<char>(a);
    check(1);
    for (int b = 0; b < 256; ++b) {
      text[1] = static_cast<char>(b);
      check(2);
      for (const int c : {0x00, 0x7f, 0x80, 0x9f, 0xa0, 0xbf, 0xc0, 0xff}) {
        text[2] = static_cast<char>(c);
        check(3);
        for (const int d : {0x00, 0x7f, 0x80, 0xbf, 0xc0, 0xff}) {
          text[3] = static_cast<char>(d);
          check(4);
        }
        text[3] = '\x80';
      }
      text[2] = '\x80';
    }
    text[1] = '\x80';
  }
}

// The fast path takes eight bytes at a time: no byte may slip through at any place in them.
TEST(TextTest, SeesEveryByteAtEveryPlace) {
  for (int byte = 0; byte < 256; ++byte) {
    for (size_t place = 0; place < 24; ++place) {
      for (const char around : {' ', 'a', '~', '\x21'}) {
        std::string text(24, around);
        text[place] = static_cast<char>(byte);
        ASSERT_TRUE(Same(ValidateText(text, 24), NaiveValidate(text))) << Quoted(text);
      }
    }
  }
}

TEST(TextTest, QuotesForMessages) {
  EXPECT_EQ(Quoted(""), "\"\"");
  EXPECT_EQ(Quoted("però"), "\"però\"");
  EXPECT_EQ(Quoted("a\"b\\c"), "\"a\\\"b\\\\c\"");
  EXPECT_EQ(Quoted("a\n\x7f\xff"), "\"a\\x0a\\x7f\\xff\"");
  EXPECT_EQ(Quoted("\u0085"), "\"\\xc2\\x85\"");
  EXPECT_EQ(Quoted(std::string(60, 'a')), '"' + std::string(60, 'a') + '"');
  EXPECT_EQ(Quoted(std::string(61, 'a')), '"' + std::string(60, 'a') + "…\"");
}

RC_GTEST_PROP(TextProperty, AgreesWithTheDefinition, ()) {
  const std::string text =
      *rc::gen::oneOf(rc::gen::arbitrary<std::string>(),
                      AlmostText("abcdefgh      \n\t\x7f\xc2\xc3\xa0\xe2\x82\xac\x85"));
  RC_ASSERT(Same(ValidateText(text, kRoomy), NaiveValidate(text)));
}

RC_GTEST_PROP(TextProperty, AcceptsValidTextOfAnyLength, ()) {
  const auto points = *rc::gen::container<std::vector<char32_t>>(rc::gen::map(
      rc::gen::resize(100, rc::gen::inRange<uint32_t>(0x20, 0x10ffff + 1)), [](uint32_t value) {
        const bool refused = (value >= 0x7f && value <= 0x9f) ||
                             (value >= 0xd800 && value <= 0xdfff) || value == 0x2028 ||
                             value == 0x2029 || NaiveTurns(Encode(value));
        return static_cast<char32_t>(refused ? U'è' : value);
      }));
  std::string text = "x";
  for (const char32_t point : points) text += Encode(point);
  const TextReport report = ValidateText(text, kRoomy);
  RC_ASSERT(report.fault == TextFault::kOk);
  RC_ASSERT(report.code_points == points.size() + 1);
}

// A reason of blanks is none; one that cannot be read is refused elsewhere, and is not blank.
TEST(TextTest, BlanksSayNothing) {
  for (const char* text : {"", " ", "\n\t", "\u00a0", " \u200b\u3000"}) {
    EXPECT_FALSE(SaysSomething(text)) << Quoted(text);
  }
  for (const char* text : {"sì", " . ", "\xff"}) EXPECT_TRUE(SaysSomething(text)) << Quoted(text);
}

RC_GTEST_PROP(TextProperty, QuotedIsAlwaysValidAndShort, ()) {
  const std::string bytes =
      *rc::gen::oneOf(rc::gen::arbitrary<std::string>(), AlmostText("\xc3\xa0\xe2\x82\xac\"\\\n"));
  const std::string quoted = Quoted(bytes);
  RC_ASSERT(FaultOf(quoted) == TextFault::kOk);
  RC_ASSERT(quoted.size() <= 4 * 64 + 5);
}

}  // namespace
}  // namespace traguardo::domain
