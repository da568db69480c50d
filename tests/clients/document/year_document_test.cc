#include "clients/document/year_document.h"

#include <fstream>
#include <set>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/temporary_directory.h"

namespace traguardo::document {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kHead[] = "ente: demo\nyear: 2025\neffectiveOn: 2025-01-07\n";

DocumentCommands CommandsOf(const std::string& text) {
  const YearDocumentText read = ReadYearDocument(text);
  EXPECT_THAT(read.mistakes, IsEmpty()) << read.mistakes.front().english;
  return ToCommands(read);
}

std::string RequestId(const DocumentCommand& command) {
  return command.command.header().request_id();
}

std::string Progress(const std::string& objective, const std::string& percent,
                     const std::string& rest = "") {
  return "  - effectiveOn: 2025-06-30\n    objective: " + objective + "\n" + rest +
         "    fact: {progressRecorded: {percent: " + percent + "}}\n";
}

TEST(YearDocumentTest, HeadComesFirstAndInOrder) {
  const DocumentCommands commands =
      CommandsOf(std::string(kHead) +
                 "registration: {name: Comune, kind: COMUNE}\norganisation: {units: [{id: a}]}\n"
                 "plan: {adoptionTerm: 2025-01-31}\nruleSet: {version: 1}\n"
                 "objectives: [{objective: ob-1}, {objective: ob-2}]\n"
                 "entries:\n" +
                 Progress("ob-1", "40"));
  std::vector<std::string> whats;
  std::vector<std::string> targets;
  for (const auto& command : commands.commands) {
    whats.push_back(command.what);
    targets.push_back(command.command.proposals(0).target());
  }
  EXPECT_THAT(whats, ::testing::ElementsAre("enteRegistered", "organisationChanged", "planDrafted",
                                          "ruleSetAdopted", "objectiveDefined ob-1",
                                          "objectiveDefined ob-2", "progressRecorded ob-1"));
  EXPECT_THAT(targets,
              ::testing::ElementsAre("enti/demo", "enti/demo", "enti/demo/plans/2025",
                                   "enti/demo/plans/2025", "enti/demo/plans/2025",
                                   "enti/demo/plans/2025", "enti/demo/plans/2025/objectives/ob-1"));
}

TEST(YearDocumentTest, FactsOfTheEnteNeedNoPlace) {
  const DocumentCommands commands =
      CommandsOf(std::string(kHead) +
                 "entries:\n  - effectiveOn: 2025\n"
                 "    fact: {consentGiven: {purpose: OPERATION, grantee: op}}\n"
                 "  - effectiveOn: 2025\n    round: giugno\n    fact: {roundClosed: {}}\n");
  EXPECT_EQ(commands.commands[0].command.proposals(0).target(), "enti/demo");
  EXPECT_EQ(commands.commands[1].command.proposals(0).target(),
            "enti/demo/plans/2025/rounds/giugno");
}

TEST(YearDocumentTest, TheSameDocumentGivesTheSameRequestIds) {
  const std::string text = std::string(kHead) + "entries:\n" + Progress("ob-1", "40");
  EXPECT_EQ(RequestId(CommandsOf(text).commands[0]), RequestId(CommandsOf(text).commands[0]));
}

TEST(YearDocumentTest, AnInsertedEntryLeavesTheIdsOfTheOthers) {
  const std::string one = Progress("ob-1", "40");
  const std::string two = Progress("ob-2", "50");
  const auto before = CommandsOf(std::string(kHead) + "entries:\n" + two);
  const auto after = CommandsOf(std::string(kHead) + "entries:\n" + one + two);
  EXPECT_EQ(RequestId(before.commands[0]), RequestId(after.commands[1]));
}

TEST(YearDocumentTest, EqualEntriesAreSeveralFacts) {
  const std::string entry = Progress("ob-1", "40");
  const auto commands = CommandsOf(std::string(kHead) + "entries:\n" + entry + entry);
  EXPECT_THAT(commands.mistakes, IsEmpty());
  EXPECT_NE(RequestId(commands.commands[0]), RequestId(commands.commands[1]));
}

TEST(YearDocumentTest, AnotherYearOrEnteGivesOtherIds) {
  std::set<std::string> ids;
  for (const char* head :
       {"ente: demo\nyear: 2025\n", "ente: demo\nyear: 2024\n", "ente: altro\nyear: 2025\n"}) {
    const auto commands = CommandsOf(std::string(head) +
                                     "entries:\n  - effectiveOn: 2025\n"
                                     "    fact: {yearClosed: {}}\n");
    ids.insert(RequestId(commands.commands[0]));
  }
  EXPECT_THAT(ids, SizeIs(3));
}

TEST(YearDocumentTest, TogetherIsOneCommandInItsOrder) {
  const auto commands =
      CommandsOf(std::string(kHead) + "entries:\n" + Progress("ob-1", "100") +
                 "    together:\n      - objective: ob-2\n        unit: tributi\n"
                 "        effectiveOn: 2025-06-29\n        fact: {objectiveResumed: {}}\n");
  ASSERT_THAT(commands.commands, SizeIs(1));
  const auto& proposals = commands.commands[0].command.proposals();
  ASSERT_EQ(proposals.size(), 2);
  EXPECT_EQ(proposals[1].target(), "enti/demo/plans/2025/objectives/ob-2");
  EXPECT_EQ(proposals[1].unit(), "tributi");
  EXPECT_EQ(proposals[1].effective_on(), "2025-06-29");
}

TEST(YearDocumentTest, ACorrectionNamesAnEarlierEntry) {
  const std::string wrong = Progress("ob-1", "90", "    requestId: wrong\n");
  const std::string correction =
      "  - effectiveOn: 2025-06-30\n    objective: ob-1\n    correctsEntry: wrong\n"
      "    correctsIndex: 0\n    fact: {factCorrected: {reason: errore}}\n";
  const auto commands = CommandsOf(std::string(kHead) + "entries:\n" + wrong + correction);
  EXPECT_THAT(commands.mistakes, IsEmpty());
  EXPECT_EQ(commands.commands[1].corrects_request_id, "wrong");

  const auto turned = CommandsOf(std::string(kHead) + "entries:\n" + correction + wrong);
  ASSERT_THAT(turned.mistakes, SizeIs(1));
  EXPECT_THAT(turned.mistakes[0].english, HasSubstr("earlier entry"));
  EXPECT_EQ(turned.mistakes[0].line, 5);
}

TEST(YearDocumentTest, ARepeatedRequestIdIsAMistake) {
  const auto commands =
      CommandsOf(std::string(kHead) + "entries:\n" + Progress("ob-1", "40", "    requestId: a\n") +
                 Progress("ob-1", "50", "    requestId: a\n"));
  ASSERT_THAT(commands.mistakes, SizeIs(1));
  EXPECT_EQ(commands.mistakes[0].path, "entries[1]");
}

TEST(YearDocumentTest, ObjectiveAndRoundAtOnceAreAMistake) {
  const auto commands =
      CommandsOf(std::string(kHead) + "entries:\n" + Progress("ob-1", "40", "    round: giugno\n"));
  EXPECT_THAT(commands.mistakes, SizeIs(1));
}

TEST(YearDocumentTest, AFactHasThePlaceThatItIsAbout) {
  const std::pair<std::string, std::string> cases[] = {
      {"    fact: {progressRecorded: {percent: 1}}\n", "manca \"objective\""},
      {"    round: giugno\n    fact: {progressRecorded: {percent: 1}}\n", "\"round\" è di troppo"},
      {"    fact: {roundClosed: {}}\n", "manca \"round\""},
      {"    objective: ob-1\n    fact: {yearClosed: {}}\n", "\"objective\" è di troppo"},
      {"    round: giugno\n    fact: {consentGiven: {purpose: OPERATION, grantee: op}}\n",
       "\"round\" è di troppo"},
      {"    fact: {yearClosed: {}}\n    together: [{fact: {roundClosed: {}}}]\n",
       "manca \"round\""},
  };
  for (const auto& [entry, says] : cases) {
    const YearDocumentText text = ReadYearDocument(
        "ente: demo\nyear: 2025\neffectiveOn: 2025\nentries:\n  - effectiveOn: 2025\n" + entry);
    ASSERT_TRUE(text.mistakes.empty()) << entry;
    const DocumentCommands commands = ToCommands(text);
    ASSERT_EQ(commands.mistakes.size(), 1u) << entry;
    EXPECT_NE(commands.mistakes[0].italian.find(says), std::string::npos)
        << commands.mistakes[0].italian;
    EXPECT_GT(commands.mistakes[0].line, 4);
  }
}

TEST(YearDocumentTest, AnEntryWithoutFactIsAMistake) {
  const auto commands = CommandsOf(std::string(kHead) + "entries:\n  - effectiveOn: 2025\n");
  ASSERT_THAT(commands.mistakes, SizeIs(1));
  EXPECT_THAT(commands.mistakes[0].english, HasSubstr("fact is missing"));
}

TEST(YearDocumentTest, RecordedOnAndByFallBackToTheDocument) {
  const auto commands = CommandsOf(
      std::string(kHead) + "recordedBy: segretario\nregistration: {name: C}\nentries:\n" +
      Progress("ob-1", "40") +
      Progress("ob-1", "50", "    recordedOn: 2025-07-18\n    recordedBy: responsabile.a\n"));
  EXPECT_EQ(commands.commands[0].recorded_on, "2025-01-07");
  EXPECT_EQ(commands.commands[1].recorded_on, "2025-06-30");
  EXPECT_EQ(commands.commands[1].recorded_by, "segretario");
  EXPECT_EQ(commands.commands[2].recorded_on, "2025-07-18");
  EXPECT_EQ(commands.commands[2].recorded_by, "responsabile.a");
}

TEST(YearDocumentTest, AFileThatIsNotThereIsNotFound) {
  EXPECT_EQ(LoadYearDocument("/nowhere/at/all.yaml").status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(LoadYearDocument(::testing::TempDir()).status().code(), absl::StatusCode::kNotFound);
}

TEST(YearDocumentTest, AFileIsRead) {
  const testing::TemporaryDirectory directory;
  const std::string path = directory.File("year.yaml");
  std::ofstream(path) << kHead;
  const auto read = LoadYearDocument(path);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->document.ente(), "demo");
}

}  // namespace
}  // namespace traguardo::document
