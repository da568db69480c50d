// The offline import believes the document what day it was. A day to come would date everything
// recorded until then, for ever: none is believed.

#include <fstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/crash/world.h"
#include "tests/services/server/program_run.h"
#include "tests/testing/temporary_directory.h"

namespace traguardo::server {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class ImportClockTest : public ::testing::Test {
 protected:
  ImportClockTest() { std::ofstream(Path("principals.json")) << crash::PrincipalsFile(); }
  std::string Path(const std::string& name) const { return directory_.File(name); }

  // An ente whose organisation was recorded on this day, on the line of its entry.
  ProgramRun Import(const std::string& recorded_on) {
    std::ofstream(Path("year.yaml"), std::ios::binary) << absl::StrCat(R"(ente: uno
year: 2024
effectiveOn: 2024-01-08
recordedBy: segretario
registration: {name: Comune di prova, kind: COMUNE}
organisation: {units: [{id: tributi, type: SETTORE, name: Tributi}]}
plan: {title: Piano 2024, adoptionTerm: 2024-01-31, relazioneTerm: 2025-06-30}
entries:
  - effectiveOn: 2024-01-30
    recordedOn: )",
                                                                       recorded_on, R"(
    fact: {narrativeRecorded: {section: CONTEXT, text: Prova}}
)");
    return RunServerProgram({"import", "--data", Path("data"), "--document", Path("year.yaml"),
                             "--principals", Path("principals.json")});
  }

  testing::TemporaryDirectory directory_;
};

TEST_F(ImportClockTest, RefusesADayToComeBeforeAnythingIsRecorded) {
  const ProgramRun refused = Import("2191-05-05");
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.said,
              AllOf(HasSubstr("year.yaml:9: entries[0]: recordedOn 2191-05-05 è dopo oggi"),
                    HasSubstr("Niente è stato registrato")));
  EXPECT_FALSE(std::ifstream(Path("data/log/CURRENT")).is_open());
}

TEST_F(ImportClockTest, TakesADayThatHasCome) {
  const ProgramRun taken = Import("2024-02-01");
  EXPECT_EQ(taken.exit_code, 0) << taken.said;
  // And an earlier one after it: the log's time goes on from there.
  EXPECT_EQ(Import("2024-01-31").exit_code, 0);
}

}  // namespace
}  // namespace traguardo::server
