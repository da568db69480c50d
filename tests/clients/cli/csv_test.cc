// Tables for programs: the same columns whatever the data, the same words whatever the language.

#include <algorithm>
#include <sstream>
#include <string>
#include <utility>
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
  // The names of fields, a line each; texts with line ends are not among them.
  static std::vector<std::string> Keys(const std::string& csv) {
    std::vector<std::string> keys;
    std::istringstream lines(csv);
    bool in_text = false;
    for (std::string line; std::getline(lines, line);) {
      if (!in_text) keys.push_back(line.substr(0, line.find(',')));
      if (std::count(line.begin(), line.end(), '"') % 2 != 0) in_text = !in_text;
    }
    return keys;
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
    // What there is none of cannot be shown.
    if (Verbs()[i] == Words{"scostamento", "show", "accertamenti", "s1"}) continue;
    EXPECT_EQ(FirstLine(Csv(Verbs()[i])), headings[i]);
  }
}

// Of one thing the lines are the columns. A part that is not there is one line with its own name.
TEST_F(CsvTest, AFieldHasALineWhetherOrNotItIsStated) {
  for (const auto& [method, verb] :
       {std::pair<const char*, Words>{"GetObjective", {"objective", "show", "accertamenti"}},
        {"GetPlan", {"plan", "show"}},
        {"GetServerStatus", {"admin", "stats"}}}) {
    const std::vector<std::string> full = Keys(Csv(verb));
    server_.On(method, [](const std::string&) { return FakeAnswer{.messages = {""}}; });
    const std::vector<std::string> empty = Keys(Csv(verb));
    for (const std::string& key : full) {
      const bool is_there = std::any_of(empty.begin(), empty.end(), [&](const std::string& name) {
        return key == name || key.rfind(name + ".", 0) == 0;
      });
      EXPECT_TRUE(is_there) << verb[0] << " " << key;
    }
    for (const std::string& name : empty) {
      const bool is_known = std::any_of(full.begin(), full.end(), [&](const std::string& key) {
        return key == name || key.rfind(name + ".", 0) == 0;
      });
      EXPECT_TRUE(is_known) << verb[0] << " " << name;
    }
  }
}

TEST_F(CsvTest, EveryLineHasEveryColumn) {
  for (const Words& verb : Verbs()) {
    const std::string csv = Csv(verb);
    const std::string first = FirstLine(csv);
    const auto columns = std::count(first.begin(), first.end(), ',');
    // Commas and line ends in quotes are text.
    bool quoted = false;
    std::string line;
    int found = 0;
    for (const char c : csv) {
      line += c;
      if (c == '"') quoted = !quoted;
      if (c == ',' && !quoted) ++found;
      if (c != '\n' || quoted) continue;
      EXPECT_EQ(found, columns) << line;
      line.clear();
      found = 0;
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

// Everything about one thing is a line for each field, those of its parts too.
TEST_F(CsvTest, OneThingHasALineForEveryField) {
  const std::vector<std::string> objective = Keys(Csv({"objective", "show", "accertamenti"}));
  for (const char* key :
       {"results.1.percent", "results.1.final_assessed_reasons", "results.1.declared.on_behalf_of",
        "indicators.1.measurements.1.value", "indicators.1.at_due.1.value", "phases.1.phase.id",
        "milestones.1.reached_on", "segnalazioni.1.text", "resources_used.1.amount",
        "today.silent_misses.1.subject", "contributors", "links.pnrr_measure", "gates.1.effect",
        "time_shape.by_date.deadline", "assignments.2.validity.to"}) {
    EXPECT_THAT(objective, testing::Contains(key));
  }
  const std::vector<std::string> plan = Keys(Csv({"plan", "show"}));
  for (const char* key :
       {"rule_set.scopes.2.id", "units.1.name", "amendments.1.act.number", "narratives.1.section",
        "aggregates.2.node", "band_counts.1.bands.2.count"}) {
    EXPECT_THAT(plan, testing::Contains(key));
  }
  const std::vector<std::string> scostamento =
      Keys(Csv({"scostamento", "show", "accertamenti", "s1"}));
  for (const char* key :
       {"recorded_position", "recorded_responsabile_then", "causes.2.kind",
        "causes_recorded.2.principal", "measures.3.settled_on", "measures.1.settled.recorded_at",
        "closed_position", "today.overdue_measures_count"}) {
    EXPECT_THAT(scostamento, testing::Contains(key));
  }
  for (std::vector<std::string> found : {objective, plan, scostamento}) {
    std::sort(found.begin(), found.end());
    EXPECT_EQ(std::adjacent_find(found.begin(), found.end()), found.end()) << "one name, one line";
  }
}

}  // namespace
}  // namespace traguardo::cli
