// The small parts that reads are made of.

#include <memory>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/api/reads/bytes_cache.h"
#include "services/api/reads/text_match.h"

namespace traguardo::api {
namespace {

SharedBytes Bytes(const std::string& text) { return std::make_shared<const std::string>(text); }

TEST(BytesCacheTest, GivesBackOnlyTheVersionAndDayItKept) {
  BytesCache cache(10000);
  cache.Put("a", 7, 100, Bytes("seven"));
  ASSERT_NE(cache.Find("a", 7, 100), nullptr);
  EXPECT_EQ(*cache.Find("a", 7, 100), "seven");
  EXPECT_EQ(cache.Find("a", 8, 100), nullptr);
  EXPECT_EQ(cache.Find("a", 7, 101), nullptr);
  EXPECT_EQ(cache.Find("b", 7, 100), nullptr);
  cache.Put("a", 8, 100, Bytes("eight"));
  EXPECT_EQ(cache.Find("a", 7, 100), nullptr);
  EXPECT_EQ(*cache.Find("a", 8, 100), "eight");
}

TEST(BytesCacheTest, StaysWithinItsBoundAndDropsTheLeastUsed) {
  BytesCache cache(5000);
  for (int i = 0; i < 100; ++i) {
    cache.Put(std::to_string(i), 1, 1, Bytes(std::string(1000, 'x')));
    cache.Find("0", 1, 1);
    EXPECT_LE(cache.size_bytes(), 5000u);
  }
  EXPECT_NE(cache.Find("0", 1, 1), nullptr);
  EXPECT_NE(cache.Find("99", 1, 1), nullptr);
  EXPECT_EQ(cache.Find("50", 1, 1), nullptr);
  // Larger than the whole cache: not kept, and nothing breaks.
  cache.Put("large", 1, 1, Bytes(std::string(100000, 'x')));
  EXPECT_EQ(cache.Find("large", 1, 1), nullptr);
  EXPECT_LE(cache.size_bytes(), 5000u);
}

TEST(TextMatchTest, IgnoresCaseInItalian) {
  EXPECT_EQ(FoldCase("QUALITÀ Perché ×"), "qualità perché ×");
  EXPECT_TRUE(ContainsFolded("La QUALITÀ dell'aria", FoldCase("Qualità")));
  EXPECT_FALSE(ContainsFolded("La quantità", FoldCase("qualità")));
  EXPECT_TRUE(ContainsFolded("anything", ""));
}

TEST(TextMatchTest, OrdersCodesAsPeopleCount) {
  EXPECT_TRUE(CodeLess("OB 2", "OB 10"));
  EXPECT_FALSE(CodeLess("OB 10", "OB 2"));
  EXPECT_TRUE(CodeLess("1.2", "1.10"));
  EXPECT_TRUE(CodeLess("OB 1", "OB 1a"));
  EXPECT_TRUE(CodeLess("", "1"));
  EXPECT_FALSE(CodeLess("OB 02", "OB 2"));
  EXPECT_FALSE(CodeLess("OB 2", "OB 02"));
  EXPECT_TRUE(CodeLess("9", "99999999999999999999999999"));
}

}  // namespace
}  // namespace traguardo::api
