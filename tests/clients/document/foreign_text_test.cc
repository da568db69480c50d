#include "clients/document/foreign_text.h"

#include <string>

#include "gtest/gtest.h"

namespace traguardo::document {
namespace {

TEST(ForeignTextTest, TellsUtf8FromOtherBytes) {
  for (const char* good : {"", "perché", "日本", "→", "\xef\xbf\xbd", "\xf4\x8f\xbf\xbf"}) {
    EXPECT_TRUE(IsUtf8(good)) << good;
  }
  for (const char* bad : {"caff\xe8", "\xc0\xaf", "\xe0\x80\xaf", "\xf0\x80\x80\xaf",
                          "\xed\xa0\x80", "\xf4\x90\x80\x80", "a\xe2\x82", "\xff"}) {
    EXPECT_FALSE(IsUtf8(bad)) << bad;
  }
}

TEST(ForeignTextTest, NamesTheLineOfTheFirstBadByte) {
  EXPECT_EQ(FindForeignText("uno\ndue caff\xe8\ntre \xe8\n")->line, 2);
  EXPECT_FALSE(FindForeignText("uno\ndue caffè\n").has_value());
}

TEST(ForeignTextTest, LeavesWhatSaysThatItIsTwoBytesALetter) {
  EXPECT_FALSE(FindForeignText(std::string("\xff\xfe"
                                           "a\0\xe8\0",
                                           6))
                   .has_value());
}

}  // namespace
}  // namespace traguardo::document
