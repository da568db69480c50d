#include "services/api/seal.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace traguardo::api {
namespace {

using ::testing::Eq;
using ::testing::MatchesRegex;
using ::testing::Optional;

SealBinding Binding(const std::string& caller, const std::string& plan) {
  SealBinding binding("List 1");
  binding.Add(caller).Add(plan);
  return binding;
}

class SealTest : public ::testing::Test {
 protected:
  const Sealer sealer_{std::string(32, 'k')};
};

TEST_F(SealTest, OpensWhatItSealed) {
  const std::string state = TokenWriter().Number(0).Number(1'000'000'007).Text("ob-1").bytes();
  const std::string token = sealer_.Seal(state, Binding("segretario", "enti/demo/plans/2024"));
  EXPECT_THAT(token, MatchesRegex("[A-Za-z0-9_-]+"));
  const auto opened = sealer_.Open(token, Binding("segretario", "enti/demo/plans/2024"));
  ASSERT_THAT(opened, Optional(Eq(state)));
  TokenReader reader(*opened);
  EXPECT_EQ(reader.Number(), 0u);
  EXPECT_EQ(reader.Number(), 1'000'000'007u);
  EXPECT_EQ(reader.Text(), "ob-1");
  EXPECT_TRUE(reader.AtEnd());
}

TEST_F(SealTest, IsGoodForNobodyAndNothingElse) {
  const std::string token = sealer_.Seal("state", Binding("segretario", "a"));
  EXPECT_EQ(sealer_.Open(token, Binding("nucleo", "a")), std::nullopt);
  EXPECT_EQ(sealer_.Open(token, Binding("segretario", "b")), std::nullopt);
  EXPECT_EQ(sealer_.Open(token, SealBinding("List 1")), std::nullopt);
  EXPECT_EQ(Sealer(std::string(32, 'x')).Open(token, Binding("segretario", "a")), std::nullopt);
  // The parts of a binding do not run into each other.
  EXPECT_EQ(sealer_.Open(sealer_.Seal("state", Binding("ab", "c")), Binding("a", "bc")),
            std::nullopt);
}

TEST_F(SealTest, FindsEveryChangedByte) {
  const std::string token = sealer_.Seal("state", Binding("segretario", "a"));
  for (size_t i = 0; i < token.size(); ++i) {
    std::string changed = token;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    const auto opened = sealer_.Open(changed, Binding("segretario", "a"));
    // The last character of base64 may hold bits that mean nothing.
    if (opened.has_value()) {
      EXPECT_EQ(i, token.size() - 1);
    }
  }
  for (const char* text : {"", "A", "????", "AAAAAAAAAAAAAAAAAAAAAAAAAAAA"}) {
    EXPECT_EQ(sealer_.Open(text, Binding("segretario", "a")), std::nullopt) << text;
  }
}

TEST_F(SealTest, ReaderNoticesWhatIsMissingOrTooMuch) {
  const std::string bytes = TokenWriter().Number(300).Text("abc").bytes();
  for (size_t size = 0; size < bytes.size(); ++size) {
    TokenReader reader(std::string_view(bytes).substr(0, size));
    reader.Number();
    reader.Text();
    EXPECT_FALSE(reader.AtEnd()) << size;
  }
  TokenReader reader(bytes);
  reader.Number();
  EXPECT_FALSE(reader.AtEnd());
}

}  // namespace
}  // namespace traguardo::api
