#include "clients/document/year_export.h"

#include <map>
#include <set>
#include <string>
#include <vector>

#include "clients/document/message_to_yaml.h"
#include "clients/document/year_document.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace traguardo::document {
namespace {

using api::v1::YearDocument;
using event::v1::Envelope;
using ::testing::IsEmpty;

// What a server would have written down: a log with one envelope for each proposal.
std::vector<Envelope> Record(const std::vector<DocumentCommand>& commands, uint64_t next_position) {
  std::vector<Envelope> log;
  std::map<std::string, uint64_t> first_positions;
  for (const DocumentCommand& command : commands) {
    const auto& header = command.command.header();
    first_positions[header.request_id()] = next_position;
    const int size = command.command.proposals_size();
    for (int i = 0; i < size; ++i) {
      const auto& proposal = command.command.proposals(i);
      Envelope envelope;
      envelope.set_position(next_position++);
      envelope.set_ente("demo");
      const std::string target = proposal.target();
      const size_t below = target.find("/plans/");
      envelope.set_stream(below == std::string::npos ? "ente" : target.substr(below + 1));
      envelope.set_effective_on(proposal.effective_on().empty() ? header.effective_on()
                                                                : proposal.effective_on());
      envelope.mutable_actor()->set_principal(command.recorded_by);
      envelope.mutable_actor()->set_on_behalf_of(header.on_behalf_of());
      envelope.mutable_recorded_at()->set_seconds(1'750'000'000);
      envelope.set_command_index(static_cast<uint32_t>(i));
      envelope.set_command_size(static_cast<uint32_t>(size));
      envelope.set_unit(proposal.unit());
      if (proposal.has_evidence()) {
        *envelope.mutable_evidence() = proposal.evidence();
      } else if (header.has_evidence()) {
        *envelope.mutable_evidence() = header.evidence();
      }
      *envelope.mutable_fact() = proposal.fact();
      if (!command.corrects_request_id.empty()) {
        envelope.mutable_fact()->mutable_fact_corrected()->set_corrected_position(
            first_positions.at(command.corrects_request_id) + command.corrects_index);
      }
      log.push_back(envelope);
    }
  }
  return log;
}

std::vector<DocumentCommand> Read(const std::string& text) {
  const YearDocumentText read = ReadYearDocument(text);
  EXPECT_THAT(read.mistakes, IsEmpty()) << read.mistakes.front().english;
  DocumentCommands commands = ToCommands(read);
  EXPECT_THAT(commands.mistakes, IsEmpty()) << commands.mistakes.front().english;
  return commands.commands;
}

std::vector<std::string> Bytes(const std::vector<DocumentCommand>& commands) {
  std::vector<std::string> bytes;
  for (const DocumentCommand& command : commands) {
    bytes.push_back(command.command.SerializeAsString());
  }
  return bytes;
}

std::vector<DocumentCommand> DemoYear() {
  const auto read = LoadYearDocument(TRAGUARDO_DEMO_YEAR);
  EXPECT_TRUE(read.ok()) << read.status();
  return ToCommands(*read).commands;
}

// As the demo year has one entry with an id of its own, and it is named by another, the ids of
// these two differ the first time round; everything else about every command is the same.
std::vector<std::string> BytesWithoutIds(std::vector<DocumentCommand> commands) {
  for (DocumentCommand& command : commands) {
    command.command.mutable_header()->clear_request_id();
  }
  return Bytes(commands);
}

TEST(YearExportTest, AnExportedYearImportsAsTheSameCommands) {
  const std::vector<DocumentCommand> original = DemoYear();
  ASSERT_GT(original.size(), 80u);
  const auto exported = ExportYear("demo", 2025, Record(original, 1));
  for (const std::string& text : {MessageToYaml(exported), MessageToJson(exported)}) {
    const std::vector<DocumentCommand> imported = Read(text);
    EXPECT_EQ(BytesWithoutIds(imported), BytesWithoutIds(original));
  }
}

TEST(YearExportTest, ImportAfterExportAfterImportIsTheIdentityIdsIncluded) {
  const auto first = Read(MessageToYaml(ExportYear("demo", 2025, Record(DemoYear(), 1))));
  // Into another log, where every position is another.
  const auto second = Read(MessageToYaml(ExportYear("demo", 2025, Record(first, 1000))));
  EXPECT_EQ(Bytes(second), Bytes(first));
  for (size_t i = 0; i < first.size(); ++i) {
    EXPECT_EQ(second[i].corrects_request_id, first[i].corrects_request_id);
    EXPECT_EQ(second[i].corrects_index, first[i].corrects_index);
  }
}

TEST(YearExportTest, AYearFromADocumentKeepsItsRequestIds) {
  const std::vector<DocumentCommand> original = DemoYear();
  const auto imported = Read(MessageToYaml(ExportYear("demo", 2025, Record(original, 7))));
  ASSERT_EQ(imported.size(), original.size());
  int different = 0;
  for (size_t i = 0; i < original.size(); ++i) {
    if (imported[i].command.header().request_id() != original[i].command.header().request_id()) {
      ++different;
    }
  }
  EXPECT_EQ(different, 2);
}

TEST(YearExportTest, FactsOfOneCommandStayTogetherEachWithItsOwnDayAndEvidence) {
  const std::string text =
      "ente: demo\nyear: 2025\neffectiveOn: 2025\nentries:\n"
      "  - effectiveOn: 2025-06-30\n    objective: ob-1\n    fact: {progressRecorded: {percent: "
      "1}}\n"
      "    evidence: {description: uno}\n"
      "    together:\n"
      "      - {objective: ob-2, unit: tributi, effectiveOn: 2025-06-29, "
      "evidence: {description: due}, fact: {progressRecorded: {percent: 2}}}\n"
      "      - {round: giugno, fact: {roundClosed: {}}}\n";
  const auto original = Read(text);
  const auto exported = ExportYear("demo", 2025, Record(original, 1));
  ASSERT_EQ(exported.entries_size(), 1);
  EXPECT_EQ(exported.entries(0).together(0).effective_on(), "2025-06-29");
  EXPECT_EQ(exported.entries(0).together(0).evidence().description(), "due");
  EXPECT_EQ(exported.entries(0).together(1).effective_on(), "");
  EXPECT_EQ(exported.entries(0).positions_size(), 3);
  EXPECT_EQ(Bytes(Read(MessageToYaml(exported))), Bytes(original));
}

// Its other facts are another plan-year's, and so not in the listing of this one.
TEST(YearExportTest, PartOfACommandIsAnEntryOfItsOwn) {
  std::vector<Envelope> log =
      Record(Read("ente: demo\nyear: 2025\neffectiveOn: 2025\nentries:\n"
                  "  - effectiveOn: 2025-06-30\n    objective: ob-1\n"
                  "    fact: {progressRecorded: {percent: 1}}\n"
                  "  - effectiveOn: 2025-06-30\n    objective: ob-1\n"
                  "    fact: {progressRecorded: {percent: 2}}\n    together:\n"
                  "      - {objective: ob-2, fact: {progressRecorded: {percent: 3}}}\n"
                  "      - {objective: ob-3, fact: {progressRecorded: {percent: 4}}}\n"),
             1);
  log.erase(log.begin() + 1);
  const auto exported = ExportYear("demo", 2025, log);
  ASSERT_EQ(exported.entries_size(), 2);
  EXPECT_EQ(exported.entries(0).together_size(), 0);
  EXPECT_EQ(exported.entries(1).objective(), "ob-2");
  EXPECT_EQ(exported.entries(1).together_size(), 1);
}

// Its positions are another log's, the facts that it names are the same.
TEST(YearExportTest, WhatNamesPositionsHasTheSameIdInEveryLog) {
  const auto exported_from = [](uint64_t first) {
    const auto entry = [](const std::string& fact, const std::string& more = "") {
      return "  - {effectiveOn: 2025-06-30, objective: ob-1, fact: {" + fact + "}" + more + "}\n";
    };
    const auto position = [first](uint64_t after) { return std::to_string(first + after); };
    return ExportYear(
        "demo", 2025,
        Record(
            Read("ente: demo\nyear: 2025\neffectiveOn: 2025\nentries:\n" +
                 entry("progressRecorded: {percent: 1}") + entry("progressRecorded: {percent: 2}") +
                 entry("factCorrected: {correctedPosition: " + position(0) + ", reason: a}",
                       ", together: [{objective: ob-1, fact: {factCorrected: "
                       "{correctedPosition: " +
                           position(1) + ", reason: a}}}]") +
                 "  - {effectiveOn: 2025-06-30, fact: {personalDataWithdrawn: {positions: [" +
                 position(1) + ", " + position(0) +
                 "], reason: a}}}\n"
                 "  - {effectiveOn: 2025-06-30, fact: {consuntivoFrozen: {frozenPosition: " +
                 position(3) + ", version: 1}}}\n"),
            first));
  };
  const YearDocument here = exported_from(1);
  const YearDocument elsewhere = exported_from(500);
  ASSERT_EQ(here.entries_size(), 5);
  std::set<std::string> ids;
  for (int i = 0; i < here.entries_size(); ++i) {
    EXPECT_EQ(here.entries(i).request_id(), elsewhere.entries(i).request_id()) << i;
    ids.insert(here.entries(i).request_id());
  }
  EXPECT_EQ(ids.size(), 5u);
  // The document itself names what the log names.
  EXPECT_EQ(elsewhere.entries(3).fact().personal_data_withdrawn().positions(0), 501u);
}

TEST(YearExportTest, WhoAndWhenAreWrittenDown) {
  const auto exported = ExportYear("demo", 2025, Record(DemoYear(), 1));
  // 1,750,000,000 seconds are 15 June 2025, 17:06 in Italy.
  EXPECT_EQ(exported.entries(0).recorded_on(), "2025-06-15");
  EXPECT_EQ(exported.entries(0).recorded_by(), "segretario");
}

}  // namespace
}  // namespace traguardo::document
