// A year brought in: offline by traguardod, and over the wire by the client into a server that has
// it already. What is refused is named with file, row and reason, and nothing is recorded twice.

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/crash/world.h"
#include "tests/services/server/program_run.h"
#include "tests/testing/temporary_directory.h"

namespace traguardo::server {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// The text with its first `from` replaced; the test is wrong when there is none.
std::string Changed(std::string text, const std::string& from, const std::string& to) {
  const size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

// A year of the ente "uno" up to its adopted plan, on lines 1 to 19; entries follow.
constexpr char kHead[] = R"(ente: uno
year: 2024
effectiveOn: 2024-01-08
recordedBy: segretario
registration: {name: Comune di prova, kind: COMUNE}
organisation: {units: [{id: tributi, type: SETTORE, name: Tributi}]}
plan: {title: Piano 2024, adoptionTerm: 2024-01-31, relazioneTerm: 2025-06-30}
ruleSet:
  version: 1
  ruleSet: {name: Sistema, phaseConvention: WEIGHTS, missingValuePolicy: ERROR, silenceDays: 60,
            scopes: [{id: tutti, name: Tutti, weighting: UNWEIGHTED}]}
objectives:
  - objective: ob-1
    definition: {code: "1", title: Accertamenti, kind: OPERATIVE, units: [tributi], scope: tutti,
                 timeShape: {byDate: {deadline: 2024-11-30}},
                 assignments: [{responsabile: resp-tributi, role: RESPONSABILE, name: Tributi}]}
entries:
  - effectiveOn: 2024-01-30
    fact: {planAdopted: {act: {organ: GIUNTA, kind: DELIBERA, number: "9", date: 2024-01-30}}}
)";

// Three lines each.
std::string Progress(const std::string& objective, const std::string& percent,
                     const std::string& more = "") {
  return "  - {effectiveOn: 2024-06-30, objective: " + objective + more +
         ",\n     fact: {progressRecorded: {percent: " + percent + ",\n     note: \"a metà\"}}}\n";
}

class ImportProgramTest : public ::testing::Test {
 protected:
  ImportProgramTest() { std::ofstream(Path("principals.json")) << crash::PrincipalsFile(); }

  std::string Path(const std::string& name) const { return directory_.File(name); }
  ProgramRun Import(const std::string& document) {
    std::ofstream(Path("year.yaml"), std::ios::binary) << document;
    return RunServerProgram({"import", "--data", Path("data"), "--document", Path("year.yaml"),
                             "--principals", Path("principals.json")});
  }
  std::string Row(int line) const { return Path("year.yaml") + ":" + std::to_string(line) + ": "; }

  testing::TemporaryDirectory directory_;
};

TEST_F(ImportProgramTest, RecordsAYearOnce) {
  const std::string document = kHead + Progress("ob-1", "40");
  const ProgramRun first = Import(document);
  EXPECT_EQ(first.exit_code, 0);
  EXPECT_THAT(first.said, HasSubstr("Registrati: 7, già presenti: 0"));
  const ProgramRun again = Import(document);
  EXPECT_EQ(again.exit_code, 0);
  EXPECT_THAT(again.said, HasSubstr("Registrati: 0, già presenti: 7"));
}

TEST_F(ImportProgramTest, AMistakeOfFormIsNamedAndNothingIsRecorded) {
  const ProgramRun unknown = Import(kHead + Progress("ob-1", "40", ", obiettivo: ob-2"));
  EXPECT_EQ(unknown.exit_code, 1);
  EXPECT_THAT(unknown.said, AllOf(HasSubstr(Row(20) + "entries[1].obiettivo: campo sconosciuto"),
                                  HasSubstr("Niente è stato registrato")));
  // Cut in the middle of its last text.
  const std::string whole = kHead + Progress("ob-1", "40");
  const ProgramRun cut = Import(whole.substr(0, whole.rfind("metà")));
  EXPECT_EQ(cut.exit_code, 1);
  EXPECT_THAT(cut.said, HasSubstr("finisce dentro un testo tra virgolette"));
  EXPECT_FALSE(std::filesystem::exists(Path("data")));
}

TEST_F(ImportProgramTest, ARefusalIsNamedAndTheRestFollowsOnceItIsMended) {
  const std::string wrong =
      kHead + Progress("ob-1", "40") + Progress("ob-9", "50") + Progress("ob-1", "60");
  const ProgramRun refused = Import(wrong);
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.said, HasSubstr(Row(23) + "entries[2] (progressRecorded ob-9): "));
  EXPECT_THAT(refused.said, HasSubstr("ob-9"));
  EXPECT_THAT(refused.said, HasSubstr("Registrati fin qui: 7 / 9."));
  const ProgramRun mended = Import(Changed(wrong, "ob-9", "ob-1"));
  EXPECT_EQ(mended.exit_code, 0);
  EXPECT_THAT(mended.said, HasSubstr("Registrati: 2, già presenti: 7"));
}

TEST_F(ImportProgramTest, AFigureThatCannotBeIsRefusedByTheSameRulesAsOverTheWire) {
  const ProgramRun refused = Import(kHead + Progress("ob-1", "140"));
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.said, AllOf(HasSubstr(Row(20) + "entries[1] (progressRecorded ob-1): "),
                                  HasSubstr("non è compreso fra 0 e 100")));
}

TEST_F(ImportProgramTest, PositionsOfAnotherLogThatAreInNoEntryAreRefused) {
  const ProgramRun refused =
      Import(kHead + Progress("ob-1", "40") +
             "  - {effectiveOn: 2024-07-01, objective: ob-1, positions: [90],\n"
             "     fact: {factCorrected: {correctedPosition: 7, reason: errore}}}\n");
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.said, AllOf(HasSubstr(Row(23) + "entries[2] (factCorrected ob-1): "),
                                  HasSubstr("nomina la posizione 7 del registro da cui"),
                                  HasSubstr("Registrati fin qui: 7 / 8.")));
}

TEST_F(ImportProgramTest, WhoRecordsAndWhenMustBeKnown) {
  const ProgramRun nobody = Import(kHead + Progress("ob-1", "40", ", recordedBy: caio"));
  EXPECT_EQ(nobody.exit_code, 1);
  EXPECT_THAT(nobody.said,
              AllOf(HasSubstr(Row(20) + "entries[1]: recordedBy \"caio\" non è nel file dei "
                                        "principals"),
                    HasSubstr("Niente è stato registrato")));
  const ProgramRun never = Import(kHead + Progress("ob-1", "40", ", recordedOn: 2024-06-31"));
  EXPECT_EQ(never.exit_code, 1);
  EXPECT_THAT(never.said, HasSubstr("recordedOn \"2024-06-31\" non è un giorno"));
}

TEST_F(ImportProgramTest, WhatStandsBehindTheDocumentIsNotDropped) {
  const ProgramRun refused = Import(kHead + Progress("ob-1", "40") + "---\nente: due\n");
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.said, AllOf(HasSubstr(Row(24) + "dopo la fine del documento c'è altro"),
                                  HasSubstr("Niente è stato registrato")));
}

TEST_F(ImportProgramTest, AnEditedEntryUnderTheSameRequestIdIsRefused) {
  const std::string document = kHead + Progress("ob-1", "40", ", requestId: giugno");
  ASSERT_EQ(Import(document).exit_code, 0);
  const ProgramRun edited = Import(Changed(document, "a metà", "a metà, o quasi"));
  EXPECT_EQ(edited.exit_code, 1);
  EXPECT_THAT(edited.said, AllOf(HasSubstr(Row(20) + "entries[1] (progressRecorded ob-1): "),
                                 HasSubstr("già stato usato con un contenuto diverso")));
}

TEST_F(ImportProgramTest, AnEditedDefinitionIsRefused) {
  const std::string document = kHead + Progress("ob-1", "40");
  ASSERT_EQ(Import(document).exit_code, 0);
  const ProgramRun edited = Import(Changed(document, "title: Accertamenti", "title: Altro"));
  EXPECT_EQ(edited.exit_code, 1);
  EXPECT_THAT(edited.said, HasSubstr(Row(13) + "objectives[0] (objectiveDefined ob-1): "));
}

TEST_F(ImportProgramTest, ADocumentThatIsNotThereIsNamed) {
  const ProgramRun run =
      RunServerProgram({"import", "--data", Path("data"), "--document", Path("nessuno.yaml"),
                        "--principals", Path("principals.json")});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.said, HasSubstr("non si può leggere il documento " + Path("nessuno.yaml")));
}

// The demo year, recorded offline by its own people, and the segretario who sends it again.
class WireImportTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::ifstream people(TRAGUARDO_DEMO "/principals.tsv");
    for (std::string line; std::getline(people, line);) {
      std::istringstream fields(line);
      std::string id, role, ente;
      if (line.rfind('#', 0) == 0 || !(fields >> id >> role >> ente)) continue;
      ASSERT_EQ(
          RunServerProgram({"principals", "add", "--file", Path("principals.json"), "--id", id,
                            "--role", role, "--ente", ente, "--token-file", Path("token-" + id)})
              .exit_code,
          0);
    }
    const ProgramRun imported =
        RunServerProgram({"import", "--data", Path("data"), "--document", kDemoYear, "--principals",
                          Path("principals.json")});
    ASSERT_EQ(imported.exit_code, 0) << imported.said;
    server_ = std::make_unique<RunningServer>(Path("data"), Path("principals.json"));
    ASSERT_NE(server_->address(), "");
  }

  std::string Path(const std::string& name) const { return directory_.File(name); }
  ProgramRun Client(std::vector<std::string> arguments, const std::string& principal) {
    for (const std::string& argument : {std::string("--server"), server_->address(),
                                        std::string("--token-file"), Path("token-" + principal)}) {
      arguments.push_back(argument);
    }
    return RunClientProgram(arguments);
  }
  ProgramRun Import(const std::string& document, const std::string& principal = "segretario") {
    std::ofstream(Path("year.yaml"), std::ios::binary) << document;
    return Client({"import", Path("year.yaml")}, principal);
  }
  std::string Head() {
    const ProgramRun stats = Client({"admin", "stats", "--format", "json"}, "amministratore");
    const size_t at = stats.said.find("headPosition");
    EXPECT_NE(at, std::string::npos) << stats.said;
    return stats.said.substr(at, stats.said.find_first_of(",}\n", at) - at);
  }

  static constexpr char kDemoYear[] = TRAGUARDO_DEMO "/year-2025.yaml";
  testing::TemporaryDirectory directory_;
  std::unique_ptr<RunningServer> server_;
};

TEST_F(WireImportTest, WhatOthersRecordedOfflineIsNotRecordedAgain) {
  const std::string before = Head();
  const ProgramRun again = Import(ReadFile(kDemoYear));
  EXPECT_EQ(again.exit_code, 0) << again.said;
  EXPECT_THAT(again.said, AllOf(HasSubstr("registrati 0,"), HasSubstr("rifiutati 0.")));
  EXPECT_EQ(Head(), before);
}

TEST_F(WireImportTest, AnEditedTextIsRefusedWithFileRowAndReason) {
  const std::string before = Head();
  // Under the request id that the entry bears, whoever recorded it.
  std::string document = ReadFile(kDemoYear);
  const size_t id = document.find("requestId: ");
  ASSERT_NE(id, std::string::npos);
  const size_t percent = document.find("percent: ", id);
  ASSERT_NE(percent, std::string::npos);
  document.replace(percent, document.find_first_of(",}\n", percent) - percent, "percent: 33");
  const ProgramRun edited = Import(document);
  EXPECT_EQ(edited.exit_code, 6) << edited.said;
  EXPECT_THAT(edited.said, AllOf(HasSubstr(Path("year.yaml") + ":"), HasSubstr("entries["),
                                 HasSubstr("il registro ha già un contenuto diverso"),
                                 HasSubstr("registrati 0,"), HasSubstr("rifiutati 1.")));
  EXPECT_EQ(Head(), before);
}

TEST_F(WireImportTest, AnEditedTitleIsRefusedByTheServerWithFileRowAndReason) {
  const std::string before = Head();
  std::string document = ReadFile(kDemoYear);
  const size_t title = document.find("title: ", document.find("objectives:"));
  ASSERT_NE(title, std::string::npos);
  document.replace(title, document.find('\n', title) - title, "title: Tutt'altro");
  const ProgramRun edited = Import(document);
  EXPECT_EQ(edited.exit_code, 6) << edited.said;
  EXPECT_THAT(
      edited.said,
      AllOf(HasSubstr(Path("year.yaml") + ":"), HasSubstr("objectives[0] (objectiveDefined"),
            HasSubstr("[OBJECTIVE_ALREADY_DEFINED]"), HasSubstr("rifiutati 1.")));
  EXPECT_EQ(Head(), before);
}

}  // namespace
}  // namespace traguardo::server
