// A year that takes facts back, withdraws texts and is frozen goes from one log into others, where
// all positions are other ones: offline, and over the wire.

#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/crash/world.h"
#include "tests/services/server/program_run.h"
#include "tests/testing/temporary_directory.h"

namespace traguardo::server {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr char kHead[] = R"(ente: uno
year: 2024
effectiveOn: 2024-01-08
recordedBy: segretario
registration: {name: Comune di prova, kind: COMUNE}
)";

// Up to its adopted plan: six facts, with the registration.
constexpr char kPlan[] =
    R"(organisation: {units: [{id: tributi, type: SETTORE, name: Tributi}]}
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

// By hand, for a log where the plan's facts are 7 to 12: 13 to 15 are reports, 16 and 17 take two
// of them back, 18 withdraws the texts of 14, 19 and 20 freeze and approve all up to 17.
constexpr char kYear[] = R"(
  - {effectiveOn: 2024-04-30, objective: ob-1,
     fact: {progressRecorded: {percent: 90, note: "troppo presto"}}}
  - {effectiveOn: 2024-05-31, objective: ob-1,
     fact: {progressRecorded: {percent: 20, note: "di Caio"}},
     together: [{objective: ob-1, fact: {progressRecorded: {percent: 95, note: doppione}}}]}
  - {effectiveOn: 2024-06-30, objective: ob-1,
     fact: {factCorrected: {correctedPosition: 15, reason: doppione}},
     together: [{objective: ob-1, fact: {factCorrected: {correctedPosition: 13, reason: errore}}}]}
  - {effectiveOn: 2024-07-31,
     fact: {personalDataWithdrawn: {positions: [14], reason: richiesta}}}
  - {effectiveOn: 2025-02-28,
     fact: {consuntivoFrozen: {frozenPosition: 17, version: 1}}}
  - {effectiveOn: 2025-03-31,
     fact: {consuntivoApproved: {frozenPosition: 17, version: 1,
            act: {organ: GIUNTA, kind: DELIBERA, number: "40", date: 2025-03-31}}}}
)";

class ImportOtherLogTest : public ::testing::Test {
 protected:
  ImportOtherLogTest() {
    std::ofstream(Path("principals.json")) << crash::PrincipalsFile();
    std::ofstream(Path("token")) << crash::TokenOf(crash::Caller::kSegretario);
    // In the first log another ente comes first.
    const std::string other =
        absl::StrReplaceAll(std::string(kHead) + kPlan, {{"ente: uno", "ente: due"}});
    EXPECT_THAT(ImportOffline("first", other), HasSubstr("Registrati: 6,"));
    EXPECT_THAT(ImportOffline("first", std::string(kHead) + kPlan + kYear),
                HasSubstr("Registrati: 12,"));
    exported_ = Export("first");
  }

  std::string Path(const std::string& name) const { return directory_.File(name); }

  std::string ImportOffline(const std::string& log, const std::string& document) {
    std::ofstream(Path("year.yaml"), std::ios::binary) << document;
    return RunServerProgram({"import", "--data", Path(log), "--document", Path("year.yaml"),
                             "--principals", Path("principals.json")})
        .said;
  }

  std::string Client(const RunningServer& server, std::vector<std::string> arguments) {
    for (const std::string& argument :
         {std::string("--server"), server.address(), std::string("--token-file"), Path("token")}) {
      arguments.push_back(argument);
    }
    return RunClientProgram(arguments).said;
  }
  std::string ImportOverTheWire(const RunningServer& server, const std::string& document) {
    std::ofstream(Path("year.yaml"), std::ios::binary) << document;
    return Client(server, {"import", Path("year.yaml"), "--quiet"});
  }
  std::string Export(const std::string& log) {
    const RunningServer server(Path(log), Path("principals.json"));
    return ExportFrom(server);
  }
  std::string ExportFrom(const RunningServer& server) {
    Client(server,
           {"export", "--ente", "uno", "--year", "2024", "-o", Path("exported.yaml"), "--force"});
    std::ifstream file(Path("exported.yaml"), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  testing::TemporaryDirectory directory_;
  std::string exported_;  // from the first log
};

// In the log of this ente alone every fact stands six positions earlier.
void ExpectTheSameSixEarlier(const std::string& moved) {
  EXPECT_THAT(moved, AllOf(HasSubstr("consuntivoFrozen:\n        frozenPosition: \"11\""),
                           HasSubstr("frozenPosition: \"11\"\n        act:"),
                           HasSubstr("correctsIndex: 1"),  // of the entry of two reports
                           HasSubstr("correctedPosition: \"7\""),
                           HasSubstr("personalDataWithdrawn:\n        positions: [\"8\"]")));
}

TEST_F(ImportOtherLogTest, OfflineIntoAnEmptyLogAndFromThereIntoAThird) {
  ASSERT_THAT(exported_, AllOf(HasSubstr("frozenPosition"), HasSubstr("correctedPosition")));
  EXPECT_THAT(ImportOffline("second", exported_), HasSubstr("Registrati: 12, già presenti: 0"));
  EXPECT_THAT(ImportOffline("second", exported_), HasSubstr("Registrati: 0, già presenti: 12"));
  const std::string moved = Export("second");
  ExpectTheSameSixEarlier(moved);
  EXPECT_THAT(ImportOffline("second", moved), HasSubstr("Registrati: 0, già presenti: 12"));
  EXPECT_THAT(ImportOffline("third", moved), HasSubstr("Registrati: 12, già presenti: 0"));
  EXPECT_EQ(Export("third"), moved);
  EXPECT_THAT(ImportOffline("third", exported_), HasSubstr("Registrati: 0, già presenti: 12"));
}

TEST_F(ImportOtherLogTest, OverTheWireNothingIsRecordedTwice) {
  // What was imported offline is there, for whoever imports it.
  ImportOffline("second", exported_);
  {
    const RunningServer second(Path("second"), Path("principals.json"));
    EXPECT_THAT(ImportOverTheWire(second, exported_),
                HasSubstr("registrati 0, già presenti 12, rifiutati 0."));
  }
  // An ente that is registered and has nothing else.
  ImportOffline("third", kHead);
  const RunningServer third(Path("third"), Path("principals.json"));
  EXPECT_THAT(ImportOverTheWire(third, exported_),
              HasSubstr("registrati 11, già presenti 1, rifiutati 0."));
  EXPECT_THAT(ImportOverTheWire(third, exported_),
              HasSubstr("registrati 0, già presenti 12, rifiutati 0."));
  const std::string moved = ExportFrom(third);
  ExpectTheSameSixEarlier(moved);
  EXPECT_THAT(ImportOverTheWire(third, moved),
              HasSubstr("registrati 0, già presenti 12, rifiutati 0."));
}

TEST_F(ImportOtherLogTest, WhereTheYearHasMoreThanWasFrozenItIsNotFrozen) {
  const std::string more = R"(
  - {effectiveOn: 2024-03-31, objective: ob-1,
     fact: {progressRecorded: {percent: 5, note: altro}}}
)";
  ImportOffline("second", std::string(kHead) + kPlan + more);
  const std::string refused = ImportOffline("second", exported_);
  EXPECT_THAT(
      refused,
      AllOf(HasSubstr("year.yaml:"), HasSubstr("(consuntivoFrozen): nomina la posizione 17"),
            HasSubstr("qui sarebbe la 12, ma fin lì c'è anche la 7, che là non contava")));
}

}  // namespace
}  // namespace traguardo::server
