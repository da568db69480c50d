// What a document says that the log has already is not recorded again, and nothing else is left
// out.

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "clients/document/entry_command.h"
#include "clients/document/message_to_yaml.h"
#include "clients/document/year_document.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/clients/cli/import_fixture.h"
#include "tests/clients/cli/program_run.h"
#include "tests/testing/temporary_directory.h"
#include "traguardo/api/v1/year_document.pb.h"

namespace traguardo::cli {
namespace {

using api::v1::YearDocument;
using api::v1::YearEntry;
using ::testing::HasSubstr;

class ImportAgainTest : public ImportTest {
 protected:
  // A log with these entries and nothing else.
  void Start(const std::string& entries) {
    log_.clear();
    positions_.clear();
    withdrawn_.clear();
    ASSERT_EQ(RunVerb({"import", "-"}, Document(entries)).exit_code, 0);
  }

  YearDocument Export() {
    const auto read = document::ReadYearDocument(RunVerb({"export"}).out);
    EXPECT_TRUE(read.mistakes.empty()) << read.mistakes.front().english;
    return read.document;
  }

  // As somebody else: to the server every request id is new, so that only the log can tell.
  std::string Import(const YearDocument& document) {
    positions_.clear();
    const RunResult result = RunVerb({"import", "-"}, document::MessageToYaml(document));
    return result.out;
  }

  // As a person types it in: the log has a hash of an id that no export knows.
  static std::string Typed(const std::string& id, const std::string& entry) {
    return entry + "    requestId: " + id + "\n";
  }

  static std::string Summary(int recorded, int already_there, int refused) {
    return "registrati " + std::to_string(recorded) + ", già presenti " +
           std::to_string(already_there) + ", rifiutati " + std::to_string(refused) + ".\n";
  }
};

constexpr char kEvidence[] =
    "    evidence: {uri: 'https://comune/a', act: {organ: GIUNTA, kind: DELIBERA, number: '1', "
    "date: '2025-06-01'}}\n";

struct Change {
  const char* what;
  std::function<void(YearEntry&)> make;
};

std::vector<Change> PublicChanges() {
  return {
      {"day", [](YearEntry& entry) { entry.set_effective_on("2025-06-29"); }},
      {"objective", [](YearEntry& entry) { entry.set_objective("ob-2"); }},
      {"unit", [](YearEntry& entry) { entry.set_unit("tributi"); }},
      {"in whose name", [](YearEntry& entry) { entry.set_on_behalf_of("caio"); }},
      {"kind", [](YearEntry& entry) { entry.mutable_fact()->mutable_objective_resumed(); }},
      {"figure",
       [](YearEntry& entry) {
         entry.mutable_fact()->mutable_progress_recorded()->set_percent("50");
       }},
      {"act", [](YearEntry& entry) { entry.mutable_evidence()->mutable_act()->set_number("2"); }},
  };
}

std::vector<Change> TextChanges() {
  return {
      {"note",
       [](YearEntry& entry) {
         entry.mutable_fact()->mutable_progress_recorded()->set_note("di Sempronio");
       }},
      {"address", [](YearEntry& entry) { entry.mutable_evidence()->set_uri("https://comune/b"); }},
  };
}

TEST_F(ImportAgainTest, WhatAnotherPrincipalImportedIsNotRecordedTwice) {
  RunVerb({"import", TRAGUARDO_DEMO_YEAR});
  const size_t facts = log_.size();
  // A server knows request ids by their principal: to this one they are all new.
  positions_.clear();
  const RunResult result = RunVerb({"import", TRAGUARDO_DEMO_YEAR});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out, HasSubstr("registrati 0,")) << result.err;
  EXPECT_EQ(log_.size(), facts);
}

// Also of somebody else's: a server that knows ids by their caller would record it a second time.
TEST_F(ImportAgainTest, ARequestIdWithOtherContentIsRefusedAndNotSent) {
  const auto with = [](const std::string& percent) {
    return Document(
        "  - effectiveOn: 2025-06-30\n    objective: ob-1\n    requestId: mine\n"
        "    fact: {progressRecorded: {percent: " +
        percent + "}}\n");
  };
  RunVerb({"import", "-"}, with("40"));
  positions_.clear();
  const RunResult result = RunVerb({"import", "-"}, with("50"));
  EXPECT_EQ(result.exit_code, 6);
  EXPECT_THAT(result.err, HasSubstr("-:5: entries[0] (progressRecorded ob-1): sotto il requestId "
                                    "\"mine\" il registro ha già un contenuto diverso"));
  EXPECT_THAT(result.out, HasSubstr("registrati 0, già presenti 0, rifiutati 1."));
  EXPECT_EQ(log_.size(), 1u);
  EXPECT_EQ(RunVerb({"import", "-"}, with("40")).exit_code, 0);
}

// Its texts are gone from the log and must not come back with a document that still has them.
TEST_F(ImportAgainTest, WhatWasWithdrawnIsNotRecordedAgain) {
  const std::string document = Document(Progress("40", "di Caio"));
  RunVerb({"import", "-"}, document);
  log_[0].mutable_fact()->mutable_progress_recorded()->clear_note();
  withdrawn_.insert(1);
  positions_.clear();
  const RunResult result = RunVerb({"import", "-"}, document);
  EXPECT_EQ(result.out, "registrati 0, già presenti 1, rifiutati 0.\n") << result.err;
  EXPECT_EQ(log_.size(), 1u);
}

// The demo year has an entry with an id of its own, and another one that takes it back: the log has
// only a hash of the id, so the export gives both an id that the log does not know.
TEST_F(ImportAgainTest, AnExportRecordsNothingInTheLogThatItCameFrom) {
  RunVerb({"import", TRAGUARDO_DEMO_YEAR});
  const size_t facts = log_.size();
  const testing::TemporaryDirectory folder;
  const std::string path = folder.File("anno.json");
  ASSERT_EQ(RunVerb({"export", "-o", path, "--force"}).exit_code, 0);
  const RunResult imported = RunVerb({"import", path});
  EXPECT_EQ(imported.exit_code, 0) << imported.err;
  EXPECT_THAT(imported.out, HasSubstr("registrati 0,"));
  EXPECT_EQ(log_.size(), facts);
}

// The id is the log's own, so that other content under it is a mistake.
TEST_F(ImportAgainTest, AnEntryOfADocumentThatSaysSomethingElseIsRefused) {
  std::vector<Change> changes = PublicChanges();
  for (Change& change : TextChanges()) changes.push_back(std::move(change));
  for (const Change& change : changes) {
    Start(Progress("40", "di Caio") + kEvidence);
    YearDocument exported = Export();
    EXPECT_EQ(Import(exported), Summary(0, 1, 0)) << change.what;
    change.make(*exported.mutable_entries(0));
    EXPECT_EQ(Import(exported), Summary(0, 0, 1)) << change.what;
    EXPECT_EQ(log_.size(), 1u) << change.what;
  }
}

// It has an id that the log does not know and the position of something else: it is new.
TEST_F(ImportAgainTest, APositionAloneMakesNothingKnown) {
  std::vector<Change> changes = PublicChanges();
  for (Change& change : TextChanges()) changes.push_back(std::move(change));
  for (const Change& change : changes) {
    Start(Typed("mine", Progress("40", "di Caio") + kEvidence));
    YearDocument exported = Export();
    EXPECT_EQ(Import(exported), Summary(0, 1, 0)) << change.what;
    change.make(*exported.mutable_entries(0));
    EXPECT_EQ(Import(exported), Summary(1, 0, 0)) << change.what;
    EXPECT_EQ(log_.size(), 2u) << change.what;
  }
}

class WithdrawnTest : public ImportAgainTest {
 protected:
  // The texts of the only fact go, as the server takes them: what is left of its evidence stays.
  void Withdraw() {
    log_[0].mutable_fact()->mutable_progress_recorded()->clear_note();
    log_[0].mutable_evidence()->clear_uri();
    withdrawn_.insert(1);
  }
};

// By its position alone: the export that still has the texts calls it by an id that the log does
// not know.
TEST_F(WithdrawnTest, AnOldExportOfWhatWasTypedInBringsNoTextsBack) {
  Start(Typed("mine", Progress("40", "di Caio") + kEvidence));
  const YearDocument exported = Export();
  Withdraw();
  EXPECT_EQ(Import(exported), Summary(0, 1, 0));
  EXPECT_EQ(Import(Export()), Summary(0, 1, 0));
  for (const Change& change : TextChanges()) {
    YearDocument changed = exported;
    change.make(*changed.mutable_entries(0));
    EXPECT_EQ(Import(changed), Summary(0, 1, 0)) << change.what;
  }
  EXPECT_EQ(log_.size(), 1u);
}

TEST_F(WithdrawnTest, EvidenceOfTextsAloneGoesWithThem) {
  Start(Typed("mine", Progress("40", "di Caio") + "    evidence: {uri: 'https://comune/a'}\n"));
  const YearDocument exported = Export();
  Withdraw();
  EXPECT_EQ(Import(exported), Summary(0, 1, 0));
}

// It may be the same position of another log.
TEST_F(WithdrawnTest, WhatIsLeftOfItStillHasToBeTheSame) {
  for (const Change& change : PublicChanges()) {
    Start(Typed("mine", Progress("40", "di Caio") + kEvidence));
    YearDocument exported = Export();
    Withdraw();
    change.make(*exported.mutable_entries(0));
    EXPECT_EQ(Import(exported), Summary(1, 0, 0)) << change.what;
  }
}

TEST_F(WithdrawnTest, UnderAKnownIdWhatIsLeftOfItHasToBeTheSameToo) {
  Start(Progress("40", "di Caio") + kEvidence);
  YearDocument exported = Export();
  Withdraw();
  EXPECT_EQ(Import(exported), Summary(0, 1, 0));
  exported.mutable_entries(0)->mutable_fact()->mutable_progress_recorded()->set_percent("50");
  EXPECT_EQ(Import(exported), Summary(0, 0, 1));
}

TEST_F(ImportAgainTest, ACorrectionThatNamesAnotherEntryIsAnotherCorrection) {
  const std::string correction =
      "  - effectiveOn: 2025-06-30\n    objective: ob-1\n    correctsEntry: one\n"
      "    fact: {factCorrected: {reason: errore}}\n";
  const std::string entries =
      Typed("one", Progress("10", "va")) + Typed("two", Progress("20", "va"));
  for (const bool typed : {false, true}) {
    Start(entries + (typed ? Typed("three", correction) : correction));
    YearDocument exported = Export();
    ASSERT_EQ(exported.entries(2).corrects_entry(), exported.entries(0).request_id());
    EXPECT_EQ(Import(exported), Summary(0, 3, 0));
    exported.mutable_entries(2)->set_corrects_entry(exported.entries(1).request_id());
    EXPECT_EQ(Import(exported), Summary(1, 2, 0));
    ASSERT_EQ(log_.size(), 4u);
    EXPECT_EQ(log_[3].fact().fact_corrected().corrected_position(), 2u);
  }
}

// The log has the entry itself under that id.
TEST_F(ImportAgainTest, ACorrectionUnderAKnownIdThatNamesAnotherEntryIsRefused) {
  const auto document = [](const std::string& corrects) {
    return Typed("one", Progress("10", "va")) + Typed("two", Progress("20", "va")) +
           "  - effectiveOn: 2025-06-30\n    objective: ob-1\n    requestId: three\n"
           "    correctsEntry: " +
           corrects + "\n    fact: {factCorrected: {reason: errore}}\n";
  };
  Start(document("one"));
  EXPECT_EQ(RunVerb({"import", "-"}, Document(document("one"))).out, Summary(0, 3, 0));
  EXPECT_EQ(RunVerb({"import", "-"}, Document(document("two"))).out, Summary(0, 2, 1));
  EXPECT_EQ(log_.size(), 3u);
}

// The export names the entry that the first takes back; the other keeps the position it has.
TEST_F(ImportAgainTest, TwoCorrectionsInOneCommandAreBothKnown) {
  Start(
      Progress("10", "va") + Progress("20", "va") +
      "  - effectiveOn: 2025-06-30\n    objective: ob-1\n    requestId: both\n"
      "    fact: {factCorrected: {correctedPosition: 1, reason: errore}}\n    together:\n"
      "      - {objective: ob-1, fact: {factCorrected: {correctedPosition: 2, reason: errore}}}\n");
  const YearDocument exported = Export();
  ASSERT_EQ(exported.entries(2).corrects_entry(), exported.entries(0).request_id());
  EXPECT_EQ(Import(exported), Summary(0, 3, 0));
  EXPECT_EQ(log_.size(), 4u);
}

// The first fact of its command is another year's.
TEST_F(ImportAgainTest, PartOfACommandIsKnownToo) {
  Start(Progress("10", "va") +
        "  - effectiveOn: 2025-06-30\n    objective: ob-1\n"
        "    fact: {progressRecorded: {percent: 20}}\n    together:\n"
        "      - {objective: ob-2, fact: {progressRecorded: {percent: 30}}}\n");
  ASSERT_EQ(log_.size(), 3u);
  log_.erase(log_.begin() + 1);
  EXPECT_EQ(Import(Export()), Summary(0, 2, 0));
  EXPECT_EQ(log_.size(), 2u);
}

// The export numbers equals in log order, and so gives the first the id that the log has of the
// second.
TEST_F(ImportAgainTest, AmongEqualsThePositionCountsBeforeTheId) {
  Start(Typed("mine", Progress("40", "va")) + Typed("other", Progress("1", "va")));
  RunVerb({"import", "-"}, Document(Progress("40", "va")));
  ASSERT_EQ(log_.size(), 3u);
  YearDocument exported = Export();
  ASSERT_EQ(log_[2].command_hash(), document::CommandHash(exported.entries(0).request_id()));
  YearEntry& correction = *exported.add_entries();
  correction.set_effective_on("2025-06-30");
  correction.set_objective("ob-1");
  correction.set_corrects_entry(exported.entries(0).request_id());
  correction.mutable_fact()->mutable_fact_corrected()->set_reason("errore");
  EXPECT_EQ(Import(exported), Summary(1, 3, 0));
  ASSERT_EQ(log_.size(), 4u);
  EXPECT_EQ(log_[3].fact().fact_corrected().corrected_position(), 1u);
}

TEST_F(ImportAgainTest, ACopyOfAnExportedEntrySaysTheSameAgain) {
  for (const bool typed : {false, true}) {
    for (const bool before : {false, true}) {
      Start(typed ? Typed("mine", Progress("40", "va")) : Progress("40", "va"));
      YearDocument exported = Export();
      YearEntry& copy = *exported.add_entries();
      copy = exported.entries(0);
      copy.set_request_id("again");
      if (before) exported.mutable_entries()->SwapElements(0, 1);
      EXPECT_EQ(Import(exported), Summary(1, 1, 0)) << typed << before;
      ASSERT_EQ(log_.size(), 2u);
      // The original keeps what the log has of it, wherever the copy stands.
      if (!typed) {
        EXPECT_EQ(log_[1].command_hash(), document::CommandHash("again")) << before;
      }
    }
  }
}

// In the log from which it comes the first stands elsewhere; here its id has the second's position.
TEST_F(ImportAgainTest, WhatIsKnownByItsIdTakesItsPosition) {
  Start(Typed("other", Progress("1", "va")) + Progress("40", "va"));
  YearDocument exported = Export();
  exported.mutable_entries(0)->CopyFrom(exported.entries(1));
  exported.mutable_entries(0)->set_positions(0, 1);
  exported.mutable_entries(1)->set_request_id("doc-elsewhere-1");
  EXPECT_EQ(Import(exported), Summary(1, 1, 0));
  EXPECT_EQ(log_.size(), 3u);
}

// The server knows ids by their caller, so the log may have one hash twice.
TEST_F(ImportAgainTest, TwoCommandsUnderTheIdOfTwoCallersAreBothKnown) {
  const std::string first = Typed("mine", Progress("40", "va"));
  const std::string second = Typed("mine", Progress("50", "va"));
  Start(first);
  auto& other = log_.emplace_back(log_[0]);
  other.set_position(2);
  other.mutable_fact()->mutable_progress_recorded()->set_percent("50");
  EXPECT_EQ(Import(Export()), Summary(0, 2, 0));
  EXPECT_EQ(RunVerb({"import", "-"}, Document(first)).out, Summary(0, 1, 0));
  EXPECT_EQ(RunVerb({"import", "-"}, Document(second)).out, Summary(0, 1, 0));
  EXPECT_EQ(RunVerb({"import", "-"}, Document(Typed("mine", Progress("60", "va")))).out,
            Summary(0, 0, 1));
  EXPECT_EQ(log_.size(), 2u);
}

}  // namespace
}  // namespace traguardo::cli
