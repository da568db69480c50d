// Every reason has its words in both languages, with the same details, and its twin in
// errors.proto.

#include "services/api/messages/texts.h"

#include <algorithm>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/api/error_code.h"
#include "services/api/messages/template.h"

namespace traguardo::api {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

std::vector<std::string> SortedPlaces(std::string_view text) {
  std::vector<std::string> places = TemplatePlaces(text);
  std::sort(places.begin(), places.end());
  return places;
}

// What is wrong with the two texts of one reason; empty when nothing is.
std::string FaultOf(std::string_view italian, std::string_view english) {
  if (italian.empty()) return "no Italian text";
  if (english.empty()) return "no English text";
  if (italian == english) return "not translated";
  if (SortedPlaces(italian) != SortedPlaces(english)) return "different details";
  for (const std::string_view text : {italian, english}) {
    const auto count = [text](char c) { return std::count(text.begin(), text.end(), c); };
    if (count('[') != count(']') || count('{') != count('}')) return "unbalanced brackets";
    if (text.find("  ") != std::string_view::npos) return "two spaces";
  }
  return {};
}

TEST(TextsTest, EveryRefusalOfTheDomainHasBothTexts) {
  for (int i = 0; i < domain::kRefusalReasonCount; ++i) {
    const auto reason = static_cast<domain::RefusalReason>(i);
    EXPECT_EQ(FaultOf(RefusalTextIt(reason), RefusalTextEn(reason)), "")
        << domain::RefusalReasonName(reason);
  }
}

TEST(TextsTest, EveryWarningHasBothTexts) {
  for (int i = 0; i < domain::kWarningReasonCount; ++i) {
    const auto reason = static_cast<domain::WarningReason>(i);
    EXPECT_EQ(FaultOf(WarningTextIt(reason), WarningTextEn(reason)), "")
        << domain::WarningReasonName(reason);
  }
}

TEST(TextsTest, EveryReasonOfTheServerHasBothTextsAndACode) {
  const auto& reasons = *v1::ErrorReason_descriptor();
  int count = 0;
  for (int i = 0; i < reasons.value_count(); ++i) {
    const int number = reasons.value(i)->number();
    if (number == 0 || number >= 100) continue;
    const auto reason = static_cast<v1::ErrorReason>(number);
    EXPECT_EQ(FaultOf(ServerTextIt(reason), ServerTextEn(reason)), "") << reasons.value(i)->name();
    EXPECT_NE(CodeOf(reason), google::rpc::UNKNOWN) << reasons.value(i)->name();
    ++count;
  }
  EXPECT_GT(count, 20);
}

// Where nobody can know whether the command is in the log, no text may say that it is not.
TEST(TextsTest, DoubtIsSaidAndHowToEndIt) {
  for (const v1::ErrorReason reason :
       {v1::ERROR_REASON_LOG_CLOSED_FOR_WRITING, v1::ERROR_REASON_DEADLINE_EXCEEDED}) {
    const std::string italian(ServerTextIt(reason));
    const std::string english(ServerTextEn(reason));
    EXPECT_THAT(italian, HasSubstr("stesso identificativo"));
    EXPECT_THAT(english, HasSubstr("the same id"));
    EXPECT_THAT(italian, Not(HasSubstr("nulla è stato registrato")));
    EXPECT_THAT(english, Not(HasSubstr("nothing was recorded")));
  }
}

TEST(TextsTest, EveryFaultOfAFieldHasBothTexts) {
  using Kind = domain::FieldViolationKind;
  for (int i = 0; i <= static_cast<int>(Kind::kUnknownField); ++i) {
    const auto kind = static_cast<Kind>(i);
    EXPECT_EQ(FaultOf(FieldTextIt(kind), FieldTextEn(kind)), "") << i;
  }
}

// "Controllare effective_on" stood after nearly every fact of a past year, and the option that a
// person has is called --on.
TEST(TextsTest, NoTextSpeaksTheProgramsLanguage) {
  const auto expect_words = [](std::string_view text) {
    std::string shown(text);
    for (const std::string& place : TemplatePlaces(text)) {
      for (size_t at = shown.find("{" + place); at != std::string::npos;
           at = shown.find("{" + place)) {
        shown.erase(at, shown.find('}', at) - at + 1);
      }
    }
    EXPECT_THAT(shown, Not(HasSubstr("_"))) << text;
    EXPECT_FALSE(std::regex_search(shown, std::regex("[a-z][A-Z]"))) << text;
  };
  for (int i = 0; i < domain::kRefusalReasonCount; ++i) {
    expect_words(RefusalTextIt(static_cast<domain::RefusalReason>(i)));
    expect_words(RefusalTextEn(static_cast<domain::RefusalReason>(i)));
  }
  for (int i = 0; i < domain::kWarningReasonCount; ++i) {
    expect_words(WarningTextIt(static_cast<domain::WarningReason>(i)));
    expect_words(WarningTextEn(static_cast<domain::WarningReason>(i)));
  }
  const auto& reasons = *v1::ErrorReason_descriptor();
  for (int i = 0; i < reasons.value_count(); ++i) {
    expect_words(ServerTextIt(static_cast<v1::ErrorReason>(reasons.value(i)->number())));
    expect_words(ServerTextEn(static_cast<v1::ErrorReason>(reasons.value(i)->number())));
  }
}

// Whoever reads a text may sit before any program: which command does what is advised, each client
// says for itself. The server's own program may be named.
TEST(TextsTest, NoTextNamesACommandOfAClient) {
  const auto expect_none = [](std::string_view italian, std::string_view english) {
    for (const std::string& text : {std::string(italian), std::string(english)}) {
      EXPECT_FALSE(std::regex_search(text, std::regex("\\(traguardo [a-z -]+\\)"))) << text;
      EXPECT_THAT(text, Not(HasSubstr("--")));
    }
    // In Italian it is a milestone, too.
    EXPECT_FALSE(std::regex_search(std::string(english), std::regex("traguardo([^d]|$)")))
        << english;
  };
  for (int i = 0; i < domain::kRefusalReasonCount; ++i) {
    const auto reason = static_cast<domain::RefusalReason>(i);
    expect_none(RefusalTextIt(reason), RefusalTextEn(reason));
  }
  for (int i = 0; i < domain::kWarningReasonCount; ++i) {
    const auto reason = static_cast<domain::WarningReason>(i);
    expect_none(WarningTextIt(reason), WarningTextEn(reason));
  }
  const auto& reasons = *v1::ErrorReason_descriptor();
  for (int i = 0; i < reasons.value_count(); ++i) {
    const auto reason = static_cast<v1::ErrorReason>(reasons.value(i)->number());
    expect_none(ServerTextIt(reason), ServerTextEn(reason));
  }
}

// One thing, one word: the Relazione is the year's; what a responsabile hands in is a rapporto.
TEST(TextsTest, TheReportOfARoundIsARapporto) {
  for (int i = 0; i < domain::kRefusalReasonCount; ++i) {
    const auto text = RefusalTextIt(static_cast<domain::RefusalReason>(i));
    EXPECT_THAT(std::string(text), Not(HasSubstr("relazion"))) << text;
  }
  for (int i = 0; i < domain::kWarningReasonCount; ++i) {
    const auto text = WarningTextIt(static_cast<domain::WarningReason>(i));
    EXPECT_THAT(std::string(text), Not(HasSubstr("relazion"))) << text;
    EXPECT_THAT(std::string(text), Not(HasSubstr("resoconto"))) << text;
  }
}

TEST(TextsTest, EveryRefusalHasItsTwinInErrorsProtoAndTheReverse) {
  std::set<int> twins;
  for (int i = 0; i < domain::kRefusalReasonCount; ++i) {
    const auto reason = static_cast<domain::RefusalReason>(i);
    const v1::ErrorReason twin = ErrorReasonOf(reason);
    EXPECT_NE(twin, v1::ERROR_REASON_UNSPECIFIED) << domain::RefusalReasonName(reason);
    EXPECT_EQ(ReasonName(twin), domain::RefusalReasonName(reason));
    EXPECT_NE(CodeOf(reason), google::rpc::UNKNOWN) << domain::RefusalReasonName(reason);
    twins.insert(twin);
  }
  const auto& reasons = *v1::ErrorReason_descriptor();
  for (int i = 0; i < reasons.value_count(); ++i) {
    const auto* value = reasons.value(i);
    if (value->number() >= 100) {
      EXPECT_TRUE(twins.contains(value->number())) << value->name() << " has no refusal";
    }
  }
}

TEST(TemplateTest, FillsPlacesInTheLanguageOfTheReader) {
  const Details details{{"today", "2024-06-30"}, {"sum", "98.5"}, {"unit", "tributi"}};
  EXPECT_EQ(FillTemplate("il {today:date}: {sum:number} ({unit})", details, Language::kItalian),
            "il 30/06/2024: 98,5 (tributi)");
  EXPECT_EQ(FillTemplate("on {today:date}: {sum:number} ({unit})", details, Language::kEnglish),
            "on 2024-06-30: 98.5 (tributi)");
  EXPECT_EQ(FillTemplate("{month:date} {year:date}", {{"month", "2024-06"}, {"year", "2024"}},
                         Language::kItalian),
            "06/2024 2024");
}

TEST(TemplateTest, LeavesOutBracketsWhoseDetailIsMissing) {
  EXPECT_EQ(FillTemplate("a[ b {c}][ d] e", {}, Language::kItalian), "a d e");
  EXPECT_EQ(FillTemplate("a[ b {c}] e", {{"c", "x"}}, Language::kItalian), "a b x e");
  EXPECT_EQ(FillTemplate("a[ b {c}] e", {{"c", ""}}, Language::kItalian), "a e");
}

TEST(TemplateTest, ShowsADashForAMissingDetail) {
  EXPECT_EQ(FillTemplate("a {b}", {}, Language::kEnglish), "a –");
}

// Details come from callers too: they are shown, never read as templates.
TEST(TemplateTest, DoesNotReadDetailsAsTemplates) {
  EXPECT_EQ(FillTemplate("[{a}]{b}", {{"a", "{b}]["}, {"b", "[{a}]"}}, Language::kEnglish),
            "{b}][[{a}]");
}

TEST(TemplateTest, SurvivesBrokenTemplates) {
  EXPECT_EQ(FillTemplate("a {b", {{"b", "x"}}, Language::kEnglish), "a x");
  EXPECT_EQ(FillTemplate("a [b", {}, Language::kEnglish), "a b");
  EXPECT_THAT(TemplatePlaces("{a} {b:date} {a}"), ElementsAre("a", "b"));
}

}  // namespace
}  // namespace traguardo::api
