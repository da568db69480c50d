// An import that is stopped, contradicted or cannot take everything over says so.

#include <csignal>
#include <string>
#include <utility>

#include "clients/document/year_document.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/clients/cli/import_fixture.h"
#include "traguardo/schema/v1/field_rule.pb.h"

namespace traguardo::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST_F(ImportTest, CtrlCStopsBetweenTwoEntriesAndSaysHowFarItCame) {
  std::string entries;
  for (int i = 0; i < 3000; ++i) entries += Progress("1", "n" + std::to_string(i));
  bool first = true;
  server_.On("RecordFacts", [&](const std::string& bytes) {
    // No more than 1,000 entries are under way at a time, so this comes before the last is sent.
    if (std::exchange(first, false)) std::raise(SIGINT);
    return Record(bytes);
  });
  const RunResult stopped = RunVerb({"import", "-"}, Document(entries));
  EXPECT_EQ(stopped.exit_code, 6);
  ASSERT_GT(log_.size(), 0u);
  ASSERT_LT(log_.size(), 3000u);
  const std::string recorded = std::to_string(log_.size());
  EXPECT_THAT(stopped.out, HasSubstr("registrati " + recorded + ", già presenti 0, rifiutati 0."));
  EXPECT_THAT(stopped.err,
              AllOf(HasSubstr("fermato su richiesta: " + std::to_string(3000 - log_.size()) +
                              " voci non inviate"),
                    HasSubstr("viene saltato")));
  const RunResult again = RunVerb({"import", "-"}, Document(entries));
  EXPECT_EQ(again.exit_code, 0) << again.err;
  EXPECT_THAT(again.out, HasSubstr("già presenti " + recorded));
  EXPECT_EQ(log_.size(), 3000u);
}

TEST_F(ImportTest, AnEnteOrYearThatContradictsTheDocumentIsRefused) {
  const std::string document = Document(Progress("1", "va"));
  const RunResult ente = RunVerb({"import", "-", "--ente", "altro"}, document);
  EXPECT_EQ(ente.exit_code, 2);
  EXPECT_THAT(ente.err, HasSubstr("il documento è dell'ente \"demo\", --ente dice \"altro\""));
  const RunResult year = RunVerb({"import", "-", "--year", "2024"}, document);
  EXPECT_EQ(year.exit_code, 2);
  EXPECT_THAT(year.err, HasSubstr("il documento è dell'anno 2025, --year dice 2024"));
  EXPECT_THAT(server_.calls(), IsEmpty());
  EXPECT_EQ(RunVerb({"import", "-", "--ente", "enti/demo", "--year", "2025"}, document).exit_code,
            0);
  // The environment is a default for those who say nothing; the document says something.
  RunOptions options{.in = document, .server = &server_};
  options.variables["TRAGUARDO_ENTE"] = "altro";
  EXPECT_EQ(RunProgramWith({"import", "-"}, options).exit_code, 0);
}

TEST_F(ImportTest, WhoRecordedItElsewhereIsSaidOnceNotToBeTakenOver) {
  const std::string document =
      Document(Progress("1", "va") +
               "  - effectiveOn: 2025-06-30\n    objective: ob-1\n    recordedOn: 2025-07-02\n"
               "    recordedBy: segretario\n    fact: {progressRecorded: {percent: 2}}\n");
  const RunResult result = RunVerb({"import", "-"}, document);
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.err, HasSubstr("recordedOn e recordedBy del documento non si riportano"));
  // Nothing was recorded, so nothing was recorded in another name.
  EXPECT_EQ(RunVerb({"import", "-"}, document).err, "");
  log_.clear();
  positions_.clear();
  EXPECT_EQ(RunVerb({"import", "-", "--quiet"}, document).err, "");
}

TEST_F(ImportTest, ADryRunFindsAllThatTheFormShows) {
  const std::pair<std::string, std::string> cases[] = {
      {"  - effectiveOn: 2025-06-30\n    fact: {progressRecorded: {percent: 1}}\n",
       "-:5: entries[0]: manca \"objective\": progressRecorded non può stare senza"},
      {Progress("1", "caff\xe8"), "-:7: il testo non è in UTF-8"},
      {Progress("1", "va") + "---\nente: altro\n", "-:9: dopo la fine del documento c'è altro"},
      {"  - {effectiveOn: 2025\n", "non è JSON né YAML valido: manca la graffa }"},
  };
  for (const auto& [entries, says] : cases) {
    const RunResult result = RunVerb({"import", "-", "--dry-run"}, Document(entries));
    EXPECT_EQ(result.exit_code, 2) << says;
    EXPECT_THAT(result.err, AllOf(HasSubstr(says),
                                  HasSubstr("-: errori trovati: 1. Non è stato inviato nulla.")));
  }
}

TEST_F(ImportTest, TheHelpSaysTheBoundsThatAreKept) {
  const std::string help = RunVerb({"import", "--help"}).out;
  const auto bound = [](const google::protobuf::Descriptor* message, const char* field) {
    return std::to_string(
        message->FindFieldByName(field)->options().GetExtension(schema::v1::rule).max_items());
  };
  EXPECT_THAT(help, HasSubstr(std::to_string(document::kMaxDocumentBytes >> 20) + " MiB"));
  EXPECT_THAT(help, HasSubstr(bound(api::v1::YearDocument::descriptor(), "entries") + " voci"));
  EXPECT_THAT(help,
              HasSubstr(bound(api::v1::YearDocument::descriptor(), "objectives") + " obiettivi"));
}

}  // namespace
}  // namespace traguardo::cli
