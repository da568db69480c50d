// Importing a year and exporting it again, against a server that keeps commands in memory.

#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/clients/cli/import_fixture.h"
#include "tests/clients/cli/program_run.h"
#include "tests/testing/temporary_directory.h"
#include "traguardo/event/v1/envelope.pb.h"

namespace traguardo::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

TEST_F(ImportTest, TheDemoYearGoesInAndASecondTimeNothingDoes) {
  const RunResult first = RunVerb({"import", TRAGUARDO_DEMO_YEAR});
  EXPECT_EQ(first.exit_code, 0) << first.err;
  EXPECT_THAT(first.out, HasSubstr("già presenti 0, rifiutati 0"));
  const size_t facts = log_.size();
  EXPECT_GT(facts, 100u);
  const RunResult second = RunVerb({"import", TRAGUARDO_DEMO_YEAR});
  EXPECT_EQ(second.exit_code, 0);
  EXPECT_THAT(second.out, HasSubstr("registrati 0"));
  EXPECT_EQ(log_.size(), facts);
}

TEST_F(ImportTest, AnEnteThatIsThereAlreadyIsNotRegisteredAgain) {
  const std::string document =
      "ente: demo\nyear: 2025\neffectiveOn: 2025-01-07\nregistration: {name: C, kind: COMUNE}\n"
      "entries:\n" +
      Progress("1", "va");
  event::v1::Envelope registered;
  registered.set_position(1);
  registered.set_stream("ente");
  registered.mutable_fact()->mutable_ente_registered();
  log_.push_back(registered);
  const RunResult result = RunVerb({"import", "-"}, document);
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(result.out, "registrati 1, già presenti 1, rifiutati 0.\n");
  EXPECT_EQ(log_.size(), 2u);
}

TEST_F(ImportTest, ACorrectionPointsAtThePositionThatTheServerGave) {
  RunVerb({"import", TRAGUARDO_DEMO_YEAR});
  bool seen = false;
  for (const auto& envelope : log_) {
    if (!envelope.fact().has_fact_corrected()) continue;
    seen = true;
    const auto& corrected = log_.at(envelope.fact().fact_corrected().corrected_position() - 1);
    EXPECT_EQ(corrected.fact().progress_recorded().percent(), "90");
  }
  EXPECT_TRUE(seen);
}

TEST_F(ImportTest, WhatWasImportedIsExportedAndImportedAgainAsTheSame) {
  RunVerb({"import", TRAGUARDO_DEMO_YEAR});
  std::vector<event::v1::Envelope> before = log_;
  const testing::TemporaryDirectory folder;
  const std::string path = folder.File("anno.json");
  const RunResult exported = RunVerb({"export", "-o", path});
  ASSERT_EQ(exported.exit_code, 0) << exported.err;
  log_.clear();
  positions_.clear();
  const RunResult imported = RunVerb({"import", path});
  EXPECT_EQ(imported.exit_code, 0) << imported.err;
  ASSERT_EQ(log_.size(), before.size());
  for (size_t i = 0; i < before.size(); ++i) {
    // A request id that was written by hand is not in the log, only its hash: the export gives the
    // entry one that follows from its content.
    before[i].clear_command_hash();
    log_[i].clear_command_hash();
    EXPECT_EQ(log_[i].SerializeAsString(), before[i].SerializeAsString()) << i;
  }
  const RunResult again = RunVerb({"export", "-o", path});
  EXPECT_EQ(again.exit_code, 7);
  EXPECT_THAT(again.err, HasSubstr("--force"));
  EXPECT_EQ(RunVerb({"export", "-o", path, "--force"}).exit_code, 0);
}

TEST_F(ImportTest, EveryRefusalNamesFileLineEntryAndReason) {
  const RunResult result =
      RunVerb({"import", "-"}, Document(Progress("1", "va") + Progress("2", "rifiutami") +
                                        Progress("3", "va") + Progress("4", "rifiutami")));
  EXPECT_EQ(result.exit_code, 6);
  EXPECT_THAT(result.out, HasSubstr("registrati 2, già presenti 0, rifiutati 2."));
  EXPECT_THAT(result.err, HasSubstr("-:8: entries[1] (progressRecorded ob-1): non va bene "
                                    "[OBJECTIVE_UNKNOWN]"));
  EXPECT_THAT(result.err, HasSubstr("-:14: entries[3]"));
}

TEST_F(ImportTest, MachinesGetTheSummaryAsJsonOrCsv) {
  const std::string document = Document(Progress("1", "va") + Progress("2", "rifiutami"));
  EXPECT_EQ(RunVerb({"import", "-", "--format", "csv"}, document).out,
            "recorded,already_there,refused,unanswered\n1,0,1,0\n");
  EXPECT_EQ(RunVerb({"import", "-", "--format", "json"}, document).out,
            "{\"recorded\": 0, \"alreadyThere\": 1, \"refused\": 1, \"unanswered\": 0}\n");
}

TEST_F(ImportTest, ARefusalThatMayPassIsTriedAgain) {
  busy_times_ = 1;
  const RunResult result = RunVerb({"import", "-"}, Document(Progress("2", "rifiutami")));
  EXPECT_EQ(result.exit_code, 6);
  EXPECT_EQ(busy_times_, 0);
  EXPECT_THAT(result.out, HasSubstr("rifiutati 1"));
}

TEST_F(ImportTest, ARefusalForGoodIsToldAlsoWhenAnotherMayPass) {
  waits_ = 1;
  const RunResult result =
      RunVerb({"import", "-"}, Document(Progress("1", "rifiutami") + Progress("2", "aspetta")));
  EXPECT_EQ(result.exit_code, 6);
  EXPECT_EQ(waits_, 0);
  EXPECT_THAT(result.out, HasSubstr("registrati 1, già presenti 0, rifiutati 1"));
}

TEST_F(ImportTest, ACorrectionOfARefusedFactIsNotSent) {
  const RunResult result = RunVerb(
      {"import", "-"},
      Document("  - effectiveOn: 2025-06-30\n    objective: ob-1\n    requestId: wrong\n"
               "    fact: {progressRecorded: {percent: 1, note: rifiutami}}\n"
               "  - effectiveOn: 2025-06-30\n    objective: ob-1\n    correctsEntry: wrong\n"
               "    fact: {factCorrected: {reason: errore}}\n"));
  EXPECT_EQ(result.exit_code, 6);
  EXPECT_THAT(result.out, HasSubstr("rifiutati 2"));
  EXPECT_THAT(result.err, HasSubstr("la voce \"wrong\" è stata rifiutata"));
}

TEST_F(ImportTest, AStreamThatBreaksForGoodSaysHowMuchIsUnanswered) {
  std::string entries;
  for (int i = 0; i < 250; ++i) entries += Progress("1", "n" + std::to_string(i));
  answered_before_break_ = 100;
  const RunResult result = RunVerb({"import", "-"}, Document(entries));
  EXPECT_EQ(result.exit_code, 6);
  EXPECT_THAT(result.err, HasSubstr("150 comandi senza risposta"));
  answered_before_break_ = 0;
  EXPECT_EQ(RunVerb({"import", "-"}, Document(Progress("1", "altro"))).exit_code, 4);
}

TEST_F(ImportTest, AMistakeAnywhereSendsNothing) {
  const std::pair<std::string, std::string> cases[] = {
      {Progress("1", "va") + "  - effectiveOn: 2025-06-30\n    obiettivo: ob-1\n",
       "-:9: entries[1].obiettivo: campo sconosciuto"},
      {Progress("140", "va"), "-:7: entries[0].fact.progressRecorded.percent: \"140\" non è fra"},
      {Progress("1", "va") + "  - effectiveOn: 2025-06-30\n", "-:8: entries[1]: manca il fatto"},
      {"  - {effectiveOn: [\n", "non è JSON né YAML valido"},
  };
  for (const auto& [entries, says] : cases) {
    const RunResult result = RunVerb({"import", "-"}, Document(entries));
    EXPECT_EQ(result.exit_code, 2);
    EXPECT_THAT(result.err, HasSubstr(says));
    EXPECT_THAT(result.err, HasSubstr("Non è stato inviato nulla"));
  }
  EXPECT_THAT(server_.calls(), IsEmpty());
}

TEST_F(ImportTest, ADryRunSendsNothing) {
  const RunResult result = RunVerb({"import", TRAGUARDO_DEMO_YEAR, "--dry-run"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out, HasSubstr("forma corretta"));
  const RunResult for_machines =
      RunVerb({"--format", "csv", "import", TRAGUARDO_DEMO_YEAR, "--dry-run"});
  EXPECT_EQ(for_machines.out, "commands\n87\n");
  EXPECT_THAT(server_.calls(), IsEmpty());
}

TEST_F(ImportTest, ProgressIsForATerminalOnly) {
  EXPECT_THAT(RunVerb({"import", TRAGUARDO_DEMO_YEAR}).err, Not(HasSubstr("\r")));
  log_.clear();
  positions_.clear();
  const RunResult shown =
      RunProgramWith({"import", TRAGUARDO_DEMO_YEAR}, {.terminal = true, .server = &server_});
  EXPECT_THAT(shown.err, HasSubstr("\r"));
  const RunResult quiet = RunProgramWith({"import", TRAGUARDO_DEMO_YEAR, "--quiet"},
                                         {.terminal = true, .server = &server_});
  EXPECT_EQ(quiet.err, "");
}

TEST_F(ImportTest, AFileThatIsNotThereIsNamed) {
  const RunResult result = RunVerb({"import", "/nowhere/year.yaml"});
  EXPECT_EQ(result.exit_code, 7);
  EXPECT_THAT(result.err, HasSubstr("/nowhere/year.yaml"));
}

}  // namespace
}  // namespace traguardo::cli
