// Tables for programs: the same columns whatever the data, the same words whatever the language.

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/clients/cli/reads_fixture.h"

namespace traguardo::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using Words = std::vector<std::string>;

std::vector<Words> Verbs() {
  std::vector<Words> verbs = ReadingVerbs();
  verbs.push_back({"ente", "list"});
  verbs.push_back({"admin", "stats"});
  return verbs;
}

class CsvTest : public ReadsTest {
 protected:
  std::string Csv(Words verb, const std::string& language = "it", size_t width = 0) {
    verb.insert(verb.end(), {"--format", "csv", "--lang", language});
    const RunResult result = RunVerb(verb, /*terminal=*/width > 0, width);
    EXPECT_EQ(result.exit_code, 0) << result.err;
    return result.out;
  }
  static std::string FirstLine(const std::string& text) { return text.substr(0, text.find('\n')); }
};

TEST_F(CsvTest, TheLanguageChangesNothing) {
  for (const Words& verb : Verbs()) EXPECT_EQ(Csv(verb), Csv(verb, "en"));
}

TEST_F(CsvTest, NeitherDoesTheScreen) {
  for (const Words& verb : Verbs()) EXPECT_EQ(Csv(verb), Csv(verb, "it", 40));
}

TEST_F(CsvTest, ColumnsDoNotComeAndGoWithTheData) {
  std::vector<std::string> headings;
  for (const Words& verb : Verbs()) headings.push_back(FirstLine(Csv(verb)));
  for (const char* method : {"ListObjectives", "ListScostamenti", "ListVariations", "GetCalendar",
                             "ListFacts", "GetOverview", "GetPlan", "GetObjective"}) {
    server_.On(method, [](const std::string&) { return FakeAnswer{.messages = {""}}; });
  }
  for (size_t i = 0; i < headings.size(); ++i) {
    EXPECT_EQ(FirstLine(Csv(Verbs()[i])), headings[i]);
  }
}

TEST_F(CsvTest, EveryLineHasEveryColumn) {
  for (const Words& verb : Verbs()) {
    std::istringstream lines(Csv(verb));
    std::string line;
    ASSERT_TRUE(std::getline(lines, line));
    const auto columns = std::count(line.begin(), line.end(), ',');
    while (std::getline(lines, line)) {
      // Commas in quotes are no columns.
      bool quoted = false;
      const auto found = std::count_if(line.begin(), line.end(), [&](char c) {
        if (c == '"') quoted = !quoted;
        return c == ',' && !quoted;
      });
      EXPECT_EQ(found, columns) << line;
    }
  }
}

TEST_F(CsvTest, ZeroIsZeroAndStatesAreThoseOfTheProto) {
  const std::string status = Csv({"status"});
  for (int number = 1; number <= view::v1::ObjectiveState_MAX; ++number) {
    EXPECT_THAT(
        FirstLine(status),
        HasSubstr(view::v1::ObjectiveState_Name(static_cast<view::v1::ObjectiveState>(number))));
  }
  EXPECT_THAT(status,
              HasSubstr("\nGROUP_KIND_UNIT,tributi,Tributi e bilancio,2,0,1,0,0,1,0,0,0,0,0,"));
  EXPECT_THAT(Csv({"scostamento", "list"}), HasSubstr("SCOSTAMENTO_CLOSING_CONFIRMED"));
  EXPECT_THAT(Csv({"scostamento", "list"}), Not(HasSubstr("aperto")));
  EXPECT_THAT(Csv({"plan", "calendar"}), HasSubstr("CALENDAR_KIND_ROUND_DUE"));
  EXPECT_THAT(Csv({"facts", "list", "ob-1"}), HasSubstr("2025-07-18T10:00:00Z"));
}

}  // namespace
}  // namespace traguardo::cli
