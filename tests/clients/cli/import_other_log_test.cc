// A year that was exported from one log and is imported into another, where every position is
// another: what an entry names by position is the same fact there, or the entry is refused.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/document/message_to_yaml.h"
#include "clients/document/year_document.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/clients/cli/import_fixture.h"
#include "tests/clients/cli/program_run.h"
#include "traguardo/api/v1/year_document.pb.h"

namespace traguardo::cli {
namespace {

using api::v1::YearDocument;
using event::v1::Envelope;
using ::testing::AllOf;
using ::testing::HasSubstr;

// Facts 1 to 3 are reports; 4 and 5 take back 1 and 3 together, 6 takes back 4, 7 withdraws the
// texts of 3 and 2, 8 and 9 freeze and approve all up to 5.
std::string Everything() {
  const auto objective = [](const std::string& fact) {
    return "  - effectiveOn: 2025-06-30\n    objective: ob-1\n    fact: {" + fact + "}\n";
  };
  const auto correction = [](int position) {
    return absl::StrCat("factCorrected: {correctedPosition: ", position, ", reason: errore}");
  };
  const auto of_plan = [](const std::string& fact) {
    return "  - effectiveOn: 2025-06-30\n    fact: {" + fact + "}\n";
  };
  return objective("progressRecorded: {percent: 10}") +
         objective("progressRecorded: {percent: 20}") +
         "    together: [{objective: ob-1, fact: {progressRecorded: {percent: 30}}}]\n" +
         objective(correction(1)) + "    together: [{objective: ob-1, fact: {" + correction(3) +
         "}}]\n" + objective(correction(4)) +
         of_plan("personalDataWithdrawn: {positions: [3, 2], reason: richiesta}") +
         of_plan("consuntivoFrozen: {frozenPosition: 5, version: 1}") +
         of_plan(
             "consuntivoApproved: {frozenPosition: 5, version: 1, act: {organ: GIUNTA, kind: "
             "DELIBERA, number: '1', date: '2026-05-30'}}");
}

class ImportOtherLogTest : public ImportTest {
 protected:
  // Another log, in which others have recorded something.
  void MoveToLogWith(uint64_t others) {
    log_.clear();
    positions_.clear();
    for (uint64_t i = 0; i < others; ++i) Another("plans/2024/objectives/altro");
  }
  void Another(const std::string& stream) {
    Envelope& envelope = log_.emplace_back();
    envelope.set_position(log_.size());
    envelope.set_stream(stream);
    envelope.mutable_fact()->mutable_objective_resumed();
  }

  YearDocument Export() {
    const auto read = document::ReadYearDocument(RunVerb({"export"}).out);
    EXPECT_TRUE(read.mistakes.empty()) << read.mistakes.front().english;
    return read.document;
  }
  YearDocument ExportOf(const std::string& entries) {
    MoveToLogWith(0);
    const RunResult result = RunVerb({"import", "-"}, Document(entries));
    EXPECT_EQ(result.exit_code, 0) << result.err;
    return Export();
  }

  // To the server every request id is new, as for somebody else: only the log can tell.
  RunResult Import(const YearDocument& document) {
    positions_.clear();
    return RunVerb({"import", "-"}, document::MessageToYaml(document));
  }

  // What each fact of the year says, with positions counted from its first fact on.
  std::vector<std::string> Said(uint64_t before) const {
    std::vector<std::string> said;
    for (size_t i = before; i < log_.size(); ++i) {
      event::v1::Fact fact = log_[i].fact();
      if (fact.has_fact_corrected()) {
        auto& corrected = *fact.mutable_fact_corrected();
        corrected.set_corrected_position(corrected.corrected_position() - before);
      } else if (fact.has_personal_data_withdrawn()) {
        for (uint64_t& position : *fact.mutable_personal_data_withdrawn()->mutable_positions()) {
          position -= before;
        }
      } else if (fact.has_consuntivo_frozen()) {
        auto& frozen = *fact.mutable_consuntivo_frozen();
        frozen.set_frozen_position(frozen.frozen_position() - before);
      } else if (fact.has_consuntivo_approved()) {
        auto& approved = *fact.mutable_consuntivo_approved();
        approved.set_frozen_position(approved.frozen_position() - before);
      }
      said.push_back(fact.ShortDebugString());
    }
    return said;
  }

  static std::string Summary(int recorded, int already_there, int refused) {
    return absl::StrCat("registrati ", recorded, ", già presenti ", already_there, ", rifiutati ",
                        refused, ".\n");
  }
};

TEST_F(ImportOtherLogTest, EveryPositionIsThatOfTheSameFactThere) {
  const YearDocument exported = ExportOf(Everything());
  const std::vector<std::string> said = Said(0);
  ASSERT_EQ(said.size(), 9u);
  EXPECT_EQ(Import(exported).out, Summary(0, 7, 0)) << "in its own log it is known";
  MoveToLogWith(5);
  const RunResult moved = Import(exported);
  EXPECT_EQ(moved.out, Summary(7, 0, 0)) << moved.err;
  EXPECT_EQ(Said(5), said);
}

TEST_F(ImportOtherLogTest, NothingIsRecordedTwiceThereEither) {
  const YearDocument exported = ExportOf(Everything());
  MoveToLogWith(5);
  ASSERT_EQ(Import(exported).out, Summary(7, 0, 0));
  EXPECT_EQ(Import(exported).out, Summary(0, 7, 0));
  EXPECT_EQ(Import(Export()).out, Summary(0, 7, 0));
  EXPECT_EQ(log_.size(), 14u);
}

TEST_F(ImportOtherLogTest, FromThereItGoesIntoAThird) {
  const YearDocument exported = ExportOf(Everything());
  const std::vector<std::string> said = Said(0);
  MoveToLogWith(5);
  ASSERT_EQ(Import(exported).out, Summary(7, 0, 0));
  const YearDocument from_there = Export();
  MoveToLogWith(2);
  EXPECT_EQ(Import(from_there).out, Summary(7, 0, 0));
  EXPECT_EQ(Said(2), said);
  // From the first it comes as the same.
  EXPECT_EQ(Import(exported).out, Summary(0, 7, 0));
}

TEST_F(ImportOtherLogTest, AnImportThatWasStoppedGoesOn) {
  const YearDocument exported = ExportOf(Everything());
  const std::vector<std::string> said = Said(0);
  for (const int before : {1, 2, 3, 4, 5, 6}) {
    MoveToLogWith(5);
    YearDocument beginning = exported;
    beginning.mutable_entries()->DeleteSubrange(before, 7 - before);
    ASSERT_EQ(Import(beginning).out, Summary(before, 0, 0));
    EXPECT_EQ(Import(exported).out, Summary(7 - before, before, 0));
    EXPECT_EQ(Said(5), said) << before;
  }
}

TEST_F(ImportOtherLogTest, APositionThatIsInNoEntryIsRefusedWithFileRowAndReason) {
  YearDocument exported =
      ExportOf(Progress("10", "va") + Progress("20", "va") +
               "  - effectiveOn: 2025-06-30\n"
               "    fact: {personalDataWithdrawn: {positions: [2, 1], reason: richiesta}}\n");
  exported.mutable_entries()->DeleteSubrange(0, 1);
  MoveToLogWith(1);
  const RunResult refused = Import(exported);
  EXPECT_EQ(refused.exit_code, 6);
  EXPECT_EQ(refused.out, Summary(1, 0, 1));
  EXPECT_THAT(refused.err, AllOf(HasSubstr("-:"),
                                 HasSubstr("entries[1] (personalDataWithdrawn): nomina la "
                                           "posizione 1 del registro da cui il documento"),
                                 HasSubstr("non è di nessuna voce del documento")));
  EXPECT_EQ(log_.size(), 2u);
}

TEST_F(ImportOtherLogTest, WhatNamesARefusedFactIsRefusedToo) {
  YearDocument exported = ExportOf(Everything());
  exported.mutable_entries(1)->mutable_fact()->mutable_progress_recorded()->set_note("rifiutami");
  MoveToLogWith(5);
  const RunResult refused = Import(exported);
  EXPECT_EQ(refused.exit_code, 6);
  // The reports together, what takes one of them back, what takes that back, withdrawal and freeze.
  EXPECT_EQ(refused.out, Summary(1, 0, 6));
  EXPECT_THAT(refused.err,
              AllOf(HasSubstr("nomina la posizione 3 del registro da cui il documento è stato "
                              "esportato, che è di entries[1] (progressRecorded ob-1)"),
                    HasSubstr("entries[5] (consuntivoFrozen): nomina la posizione 5"),
                    HasSubstr("anche la 2 di entries[1] (progressRecorded ob-1)")));
  EXPECT_EQ(log_.size(), 6u);
}

// A fact of the year that the frozen one did not have: also one that somebody records meanwhile.
TEST_F(ImportOtherLogTest, AFreezeThatWouldHoldMoreIsRefused) {
  const YearDocument exported = ExportOf(Everything());
  for (const char* const stream : {"plans/2025/objectives/ob-2", "plans/2024"}) {
    MoveToLogWith(5);
    bool first = true;
    server_.On("RecordFacts", [&](const std::string& bytes) {
      if (std::exchange(first, false)) Another(stream);
      return Record(bytes);
    });
    const RunResult result = Import(exported);
    if (stream == std::string("plans/2024")) {
      EXPECT_EQ(result.out, Summary(7, 0, 0)) << result.err;
      continue;
    }
    // The approval speaks of what the server did not freeze: that is for the server to say.
    EXPECT_EQ(result.out, Summary(6, 0, 1));
    EXPECT_THAT(result.err, AllOf(HasSubstr("entries[5] (consuntivoFrozen): nomina la posizione 5"),
                                  HasSubstr("c'è anche la 6, che là non contava")));
  }
}

}  // namespace
}  // namespace traguardo::cli
