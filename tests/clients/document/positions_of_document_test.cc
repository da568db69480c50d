// What an exported entry names by position becomes where the same fact stands in another log, or is
// told to be none of it.

#include "clients/document/positions_of_document.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "clients/document/content_hash.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace traguardo::document {
namespace {

using api::v1::Command;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Content = PositionsOfDocument::Content;

std::vector<DocumentCommand> Read(const std::string& entries) {
  const YearDocumentText read =
      ReadYearDocument("ente: demo\nyear: 2025\neffectiveOn: 2025-01-07\nentries:\n" + entries);
  EXPECT_THAT(read.mistakes, IsEmpty()) << read.mistakes.front().english;
  const DocumentCommands commands = ToCommands(read);
  EXPECT_THAT(commands.mistakes, IsEmpty()) << commands.mistakes.front().english;
  return commands.commands;
}

// An entry of objective ob-1, or of the ente.
std::string Entry(const std::string& fact, const std::string& positions,
                  const std::string& more = "") {
  return "  - {effectiveOn: 2025-06-30, objective: ob-1, positions: [" + positions + "], fact: {" +
         fact + "}" + more + "}\n";
}
std::string OfEnte(const std::string& fact, const std::string& positions) {
  return "  - {effectiveOn: 2025-06-30, positions: [" + positions + "], fact: {" + fact + "}}\n";
}
std::string Together(const std::string& fact) {
  return ", together: [{objective: ob-1, fact: {" + fact + "}}]";
}
std::string Progress(int percent) {
  return "progressRecorded: {percent: " + std::to_string(percent) + "}";
}
std::string Correction(int position) {
  return "factCorrected: {correctedPosition: " + std::to_string(position) + ", reason: errore}";
}

// entries[0] stood at 11, entries[1] at 12 and 14.
std::string ThreeFacts() {
  return Entry(Progress(10), "11") + Entry(Progress(20), "12, 14", Together(Progress(30)));
}

std::vector<uint64_t> CorrectedBy(const Command& command) {
  std::vector<uint64_t> positions;
  for (const auto& proposal : command.proposals()) {
    positions.push_back(proposal.fact().fact_corrected().corrected_position());
  }
  return positions;
}

TEST(PositionsOfDocumentTest, EachCorrectionOfACommandTakesBackTheSameFactHere) {
  const auto commands =
      Read(ThreeFacts() + Entry(Correction(14), "20, 21", Together(Correction(11))));
  PositionsOfDocument positions(commands);
  positions.NoteRecorded(0, 101);
  positions.NoteRecorded(1, 205);
  Command command = commands[2].command;
  EXPECT_FALSE(positions.FillPositions(2, command).has_value());
  EXPECT_THAT(CorrectedBy(command), ElementsAre(206, 101));
}

// Between them stand facts of another year.
TEST(PositionsOfDocumentTest, FactsOfAnEntryMayStandApartHereToo) {
  const auto commands = Read(ThreeFacts() + Entry(Correction(14), "20"));
  PositionsOfDocument positions(commands);
  positions.NoteAt(1, {205, 209}, Content::kSame);
  Command command = commands[2].command;
  EXPECT_FALSE(positions.FillPositions(2, command).has_value());
  EXPECT_THAT(CorrectedBy(command), ElementsAre(209));
}

TEST(PositionsOfDocumentTest, ACorrectionByNameTakesTheFactOfThatIndex) {
  const auto commands = Read(
      Entry(Progress(20), "12, 14", Together(Progress(30)) + ", requestId: due") +
      Entry("factCorrected: {reason: errore}", "22", ", correctsEntry: due, correctsIndex: 1") +
      Entry("factCorrected: {reason: errore}", "23", ", correctsEntry: due, correctsIndex: 2"));
  PositionsOfDocument positions(commands);
  Command command = commands[1].command;
  EXPECT_FALSE(positions.FillCorrected(1, command));
  positions.NoteAt(0, {205, 209}, Content::kSame);
  EXPECT_TRUE(positions.FillCorrected(1, command));
  EXPECT_THAT(CorrectedBy(command), ElementsAre(209));
  Command past_the_end = commands[2].command;
  EXPECT_FALSE(positions.FillCorrected(2, past_the_end));
}

// As an export writes it: the first by name, the others by position.
TEST(PositionsOfDocumentTest, NamesAndPositionsGoTogether) {
  const auto commands =
      Read(Entry(Progress(10), "11", ", requestId: uno") + Entry(Progress(20), "12") +
           Entry("factCorrected: {reason: errore}", "20, 21",
                 ", correctsEntry: uno" + Together(Correction(12))));
  PositionsOfDocument positions(commands);
  positions.NoteRecorded(0, 101);
  positions.NoteRecorded(1, 205);
  Command command = commands[2].command;
  EXPECT_FALSE(positions.FillPositions(2, command).has_value());
  EXPECT_TRUE(positions.FillCorrected(2, command));
  EXPECT_THAT(CorrectedBy(command), ElementsAre(101, 205));
}

TEST(PositionsOfDocumentTest, WithdrawnPositionsKeepTheirOrder) {
  const auto commands =
      Read(ThreeFacts() +
           OfEnte("personalDataWithdrawn: {positions: [14, 11], reason: richiesta}", "20"));
  PositionsOfDocument positions(commands);
  positions.NoteRecorded(0, 101);
  positions.NoteRecorded(1, 205);
  Command command = commands[2].command;
  EXPECT_FALSE(positions.FillPositions(2, command).has_value());
  EXPECT_THAT(command.proposals(0).fact().personal_data_withdrawn().positions(),
              ElementsAre(206, 101));
}

TEST(PositionsOfDocumentTest, AnEntryWrittenByHandNamesPositionsOfTheLogItGoesTo) {
  const auto commands = Read(ThreeFacts() + Entry(Correction(11), ""));
  PositionsOfDocument positions(commands);
  Command command = commands[2].command;
  EXPECT_FALSE(positions.FillPositions(2, command).has_value());
  EXPECT_THAT(CorrectedBy(command), ElementsAre(11));
}

TEST(PositionsOfDocumentTest, APositionOfNoEntryIsTold) {
  const auto commands =
      Read(ThreeFacts() +
           OfEnte("personalDataWithdrawn: {positions: [11, 13], reason: richiesta}", "20"));
  PositionsOfDocument positions(commands);
  positions.NoteRecorded(0, 101);
  positions.NoteRecorded(1, 205);
  Command command = commands[2].command;
  const auto why = positions.FillPositions(2, command);
  ASSERT_TRUE(why.has_value());
  EXPECT_THAT(why->italian, AllOf(HasSubstr("nomina la posizione 13 del registro da cui"),
                                  HasSubstr("non è di nessuna voce del documento")));
  EXPECT_THAT(why->english, HasSubstr("names position 13 of the log"));
}

TEST(PositionsOfDocumentTest, AFactThatIsNotRecordedIsToldWithItsEntry) {
  const auto commands = Read(ThreeFacts() + Entry(Correction(14), "20"));
  PositionsOfDocument positions(commands);
  positions.NoteRecorded(0, 101);
  for (const bool other_content : {false, true}) {
    if (other_content) positions.NoteAt(1, {205, 206}, Content::kOther);
    Command command = commands[2].command;
    const auto why = positions.FillPositions(2, command);
    ASSERT_TRUE(why.has_value());
    EXPECT_THAT(why->italian,
                AllOf(HasSubstr("posizione 14 "), HasSubstr("entries[1] (progressRecorded ob-1)")));
  }
}

TEST(PositionsOfDocumentTest, APositionThatTwoEntriesClaimIsNeither) {
  const auto commands =
      Read(Entry(Progress(10), "11") + Entry(Progress(20), "11") + Entry(Correction(11), "20"));
  PositionsOfDocument positions(commands);
  positions.NoteRecorded(0, 101);
  positions.NoteRecorded(1, 102);
  Command command = commands[2].command;
  const auto why = positions.FillPositions(2, command);
  ASSERT_TRUE(why.has_value());
  EXPECT_THAT(why->italian, HasSubstr("non si ricava quale fatto sia"));
}

// Somebody took a fact out of the entry: which of the two is left nobody knows.
TEST(PositionsOfDocumentTest, PositionsThatAreNotOneForEachFactAreNone) {
  const auto commands = Read(Entry(Progress(10), "11, 12") + Entry(Correction(12), "20"));
  PositionsOfDocument positions(commands);
  positions.NoteRecorded(0, 101);
  Command command = commands[1].command;
  const auto why = positions.FillPositions(1, command);
  ASSERT_TRUE(why.has_value());
  EXPECT_THAT(why->italian, HasSubstr("non si ricava quale fatto sia"));
}

class FrozenTest : public ::testing::Test {
 protected:
  static constexpr size_t kFreezing = 4;

  // Frozen at 8, which was another ente's: the last one of these up to there is entries[2].
  const std::vector<DocumentCommand> commands_ =
      Read(OfEnte("organisationChanged: {units: [{id: tributi}]}", "3") + Entry(Progress(10), "5") +
           Entry(Progress(20), "6, 7", Together(Progress(30))) + Entry(Progress(40), "9") +
           OfEnte("consuntivoFrozen: {frozenPosition: 8, version: 1}", "12") +
           OfEnte("consuntivoApproved: {frozenPosition: 8, version: 1}", "13"));
  PositionsOfDocument positions_{commands_};
  KnownFacts known_;

  void Record(size_t index, uint64_t first_position) {
    positions_.NoteRecorded(index, first_position);
    Add(commands_[index], first_position);
  }
  void Add(const DocumentCommand& command, uint64_t first_position) {
    uint32_t at = 0;
    for (event::v1::Envelope& envelope : EnvelopesOf(command.command)) {
      envelope.set_position(first_position + at);
      envelope.set_command_index(at++);
      known_.Add(envelope, false);
    }
  }
  void RecordAllBefore() {
    Record(0, 50);
    Record(1, 60);
    Record(2, 70);
    Record(3, 80);
  }
  std::optional<WhyNot> Check() {
    Command command = commands_[kFreezing].command;
    if (auto why = positions_.FillPositions(kFreezing, command)) return why;
    const std::vector<Freeze> freezes = FreezesOf(commands_[kFreezing], command);
    EXPECT_THAT(freezes, SizeIs(1));
    EXPECT_EQ(freezes.at(0).exported_position, 8u);
    EXPECT_EQ(freezes.at(0).position, 71u);
    return positions_.CheckFrozen(freezes.at(0), known_);
  }
};

TEST_F(FrozenTest, TheSameFactsAreFrozenHere) {
  RecordAllBefore();
  EXPECT_FALSE(Check().has_value());
  Command approved = commands_[kFreezing + 1].command;
  EXPECT_FALSE(positions_.FillPositions(kFreezing + 1, approved).has_value());
  EXPECT_EQ(approved.proposals(0).fact().consuntivo_approved().frozen_position(), 71u);
}

TEST_F(FrozenTest, OneThatIsNotHereIsMissed) {
  Record(0, 50);
  Record(2, 70);
  Record(3, 80);
  const auto why = Check();
  ASSERT_TRUE(why.has_value());
  EXPECT_THAT(why->italian, AllOf(HasSubstr("posizione 8 "), HasSubstr("anche la 5 di entries[1]"),
                                  HasSubstr("che qui non c'è")));
}

TEST_F(FrozenTest, OneThatCameLaterThereMayNotStandBeforeItHere) {
  Record(0, 50);
  Record(1, 60);
  Record(3, 65);
  Record(2, 70);
  const auto why = Check();
  ASSERT_TRUE(why.has_value());
  EXPECT_THAT(why->italian, AllOf(HasSubstr("posizione 8 "), HasSubstr("qui sarebbe la 71"),
                                  HasSubstr("c'è anche la 65")));
}

TEST_F(FrozenTest, NorOneOfTheYearThatTheDocumentDoesNotHave) {
  RecordAllBefore();
  Add(commands_[1], 66);
  const auto why = Check();
  ASSERT_TRUE(why.has_value());
  EXPECT_THAT(why->english, HasSubstr("up to there 66 stands too"));
}

TEST_F(FrozenTest, OneAfterItChangesNothing) {
  RecordAllBefore();
  Add(commands_[1], 72);
  EXPECT_FALSE(Check().has_value());
}

// The export of another year of the same ente was imported before.
TEST_F(FrozenTest, WhatAnotherYearSaidOfTheEnteMayBeSaidTwiceAndNotOtherwise) {
  RecordAllBefore();
  Add(commands_[0], 40);
  EXPECT_FALSE(Check().has_value());
  Add(Read(OfEnte("organisationChanged: {units: [{id: anagrafe}]}", "3")).front(), 41);
  EXPECT_TRUE(Check().has_value());
}

TEST_F(FrozenTest, TheRegistrationAndWithdrawalsOfTextsChangeNothing) {
  RecordAllBefore();
  Add(Read(OfEnte("enteRegistered: {name: Comune}", "1")).front(), 30);
  Add(Read(OfEnte("personalDataWithdrawn: {positions: [31], reason: a}", "2")).front(), 32);
  EXPECT_FALSE(Check().has_value());
}

TEST(PositionsOfDocumentTest, AWithdrawalThatIsNotHereDoesNotKeepAFreezeFromBeing) {
  const auto commands =
      Read(OfEnte("personalDataWithdrawn: {positions: [1], reason: richiesta}", "2") +
           OfEnte("enteRegistered: {name: Comune}", "3") + Entry(Progress(10), "5") +
           OfEnte("consuntivoFrozen: {frozenPosition: 5, version: 1}", "12"));
  PositionsOfDocument positions(commands);
  // Registered here in other words.
  positions.NoteAt(1, {1}, Content::kOther);
  positions.NoteRecorded(2, 7);
  Command command = commands[3].command;
  EXPECT_FALSE(positions.FillPositions(3, command).has_value());
  EXPECT_EQ(command.proposals(0).fact().consuntivo_frozen().frozen_position(), 7u);
}

}  // namespace
}  // namespace traguardo::document
