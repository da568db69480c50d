#include "clients/cli/screen/display_width.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace traguardo::cli {
namespace {

TEST(DisplayWidthTest, CountsColumnsNotBytes) {
  EXPECT_EQ(DisplayWidth(""), 0u);
  EXPECT_EQ(DisplayWidth("abc"), 3u);
  EXPECT_EQ(DisplayWidth("perché"), 6u);
  EXPECT_EQ(DisplayWidth("→ 40 %"), 6u);
}

TEST(DisplayWidthTest, CombiningMarksTakeNoColumn) {
  EXPECT_EQ(DisplayWidth("perche\u0301"), 6u);
  EXPECT_EQ(DisplayWidth("a\u200bb"), 2u);
}

TEST(DisplayWidthTest, LinesBreakAtSpacesAndInsideAWordOnlyWhereTheyMust) {
  using Lines = std::vector<std::string>;
  EXPECT_EQ(WrapWords("", 10), Lines{""});
  EXPECT_EQ(WrapWords("così è  detto", 6), (Lines{"così è", "detto"}));
  EXPECT_EQ(WrapWords("a precipitevolissimevolmente b", 10),
            (Lines{"a", "precipitev", "olissimevo", "lmente b"}));
  EXPECT_EQ(WrapWords("日本日", 3), (Lines{"日", "本", "日"}));
}

TEST(DisplayWidthTest, WideCharactersTakeTwo) {
  EXPECT_EQ(DisplayWidth("日本"), 4u);
  EXPECT_EQ(DisplayWidth("\U0001F600"), 2u);
  EXPECT_EQ(DisplayWidth("Ａ"), 2u);
}

TEST(DisplayWidthTest, BytesThatAreNoTextTakeOneEach) {
  EXPECT_EQ(DisplayWidth("a\xff\xc3"), 3u);
  EXPECT_EQ(DisplayWidth("\xe2\x82"), 2u);
}

TEST(ShortenTest, LeavesWhatFits) {
  EXPECT_EQ(Shorten("perché", 6), "perché");
  EXPECT_EQ(Shorten("", 0), "");
}

TEST(ShortenTest, CutsAtACharacterAndSaysSo) {
  EXPECT_EQ(Shorten("perché no", 7), "perché…");
  EXPECT_EQ(Shorten("abc", 1), "…");
  EXPECT_EQ(Shorten("abc", 0), "");
  // The second one would take two columns where one is left.
  EXPECT_EQ(Shorten("日本語", 4), "日…");
}

TEST(OneLineTest, TextsOfOthersCannotMoveTheCursor) {
  EXPECT_EQ(OneLine("uno\ndue\ttre"), "uno⏎due tre");
  EXPECT_EQ(OneLine("\033[31mrosso"), "·[31mrosso");
  EXPECT_EQ(OneLine("a\xc2\x9bz"), "a·z");
  EXPECT_EQ(OneLine("a\u202eb"), "a·b");
  EXPECT_EQ(OneLine("a\xffz"), "a·z");
}

}  // namespace
}  // namespace traguardo::cli
