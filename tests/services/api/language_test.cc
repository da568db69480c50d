#include "services/api/language.h"

#include "gtest/gtest.h"

namespace traguardo::api {
namespace {

TEST(LanguageTest, IsItalianUnlessEnglishIsAskedFor) {
  EXPECT_EQ(ParseAcceptLanguage(""), Language::kItalian);
  EXPECT_EQ(ParseAcceptLanguage("it"), Language::kItalian);
  EXPECT_EQ(ParseAcceptLanguage("fr, de"), Language::kItalian);
  EXPECT_EQ(ParseAcceptLanguage("en"), Language::kEnglish);
  EXPECT_EQ(ParseAcceptLanguage("EN-gb"), Language::kEnglish);
}

TEST(LanguageTest, TakesTheHighestQualityAndTheFirstOfEquals) {
  EXPECT_EQ(ParseAcceptLanguage("it;q=0.4, en;q=0.8"), Language::kEnglish);
  EXPECT_EQ(ParseAcceptLanguage("en;q=0.8,it"), Language::kItalian);
  EXPECT_EQ(ParseAcceptLanguage("en, it"), Language::kEnglish);
  EXPECT_EQ(ParseAcceptLanguage("fr, en;q=0.05"), Language::kEnglish);
  EXPECT_EQ(ParseAcceptLanguage("en;q=0"), Language::kItalian);
}

TEST(LanguageTest, ReadsNothingIntoWhatItCannotRead) {
  EXPECT_EQ(ParseAcceptLanguage("english"), Language::kItalian);
  EXPECT_EQ(ParseAcceptLanguage("en;q=high"), Language::kItalian);
  EXPECT_EQ(ParseAcceptLanguage(";;,,=q"), Language::kItalian);
}

}  // namespace
}  // namespace traguardo::api
