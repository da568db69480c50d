// What may be typed, what may not, and how the program says so.

#include <fstream>
#include <set>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/clients/cli/program_run.h"
#include "tests/testing/temporary_directory.h"
#include "traguardo/api/v1/admin_service.pb.h"
#include "traguardo/api/v1/monitoring_service.pb.h"
#include "traguardo/api/v1/projection_service.pb.h"

namespace traguardo::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(ArgumentsTest, HelpIsItalianAndEnglishOnRequest) {
  const RunResult italian = RunProgramWith({"--help"});
  EXPECT_EQ(italian.exit_code, 0);
  EXPECT_THAT(italian.out, HasSubstr("Codici di uscita:"));
  EXPECT_THAT(italian.out, HasSubstr("Verbi:"));
  for (const auto& arguments : {std::vector<std::string>{"--lang", "en", "--help"},
                                std::vector<std::string>{"--lang=en", "--help"}}) {
    EXPECT_THAT(RunProgramWith(arguments).out, HasSubstr("Exit codes:"));
  }
  RunOptions options;
  options.variables["TRAGUARDO_LANG"] = "en_GB.UTF-8";
  EXPECT_THAT(RunProgramWith({"--help"}, options).out, HasSubstr("Exit codes:"));
}

TEST(ArgumentsTest, NothingTypedShowsTheHelp) {
  const RunResult result = RunProgramWith({});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out, HasSubstr("scostamento"));
}

TEST(ArgumentsTest, HelpOfAVerbNamesItWhole) {
  const RunResult result = RunProgramWith({"progress", "record", "--help"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out, HasSubstr("traguardo progress record"));
  EXPECT_THAT(result.out, HasSubstr("--percent PERCENTO"));
  EXPECT_THAT(result.out, Not(HasSubstr("Codici di uscita")));
}

TEST(ArgumentsTest, WrongArgumentsAreExplainedAndSendNothing) {
  struct Case {
    std::vector<std::string> arguments;
    std::string says;
  };
  const Case cases[] = {
      {{"boh"}, "verbo sconosciuto: boh; i verbi sono: status, plan"},
      {{"progress"}, "manca il verbo: record, outcome"},
      {{"progress", "recrd", "ob-1"}, "verbo sconosciuto: recrd"},
      {{"progress", "record"}, "manca objective"},
      {{"progress", "record", "ob-1"}, "manca --percent (da 0 a 100)"},
      {{"progress", "record", "ob-1", "--percent", "40", "--boh"}, "argomento sconosciuto: --boh"},
      {{"progress", "record", "ob-1", "--percent", "40", "--boh", "ob-2", "--mah"},
       "argomento sconosciuto: --boh ob-2 --mah"},
      {{"progress", "record", "ob-1", "--percent", "40", "--percent", "50"},
       "--percent: serve un solo valore, dati 2"},
      {{"progress", "record", "ob-1", "--percent"}, "--percent: manca il valore (PERCENTO)"},
      {{"import", "f.yaml", "--quiet=forse"}, "--quiet: il valore forse non si può leggere"},
      {{"progress", "outcome", "ob-1", "--outcome", "quasi"}, "raggiunto, raggiunto-in-parte"},
      {{"plan", "adopt", "--act", "106 2024"}, "--act: "},
      {{"status", "--group", "colore"}, "ente, unità, responsabile, ambito, nodo-strategico"},
      {{"status", "--format", "xml"}, "--format: i formati sono table, json e csv"},
      {{"status", "--lang", "fr"}, "le lingue sono it ed en"},
      {{"status", "--timeout", "presto"}, "numero di secondi"},
      {{"status", "enti/demo/objectives"}, "non è un piano"},
      {{"objective", "show", "enti/demo"}, "non è un obiettivo"},
      {{"admin", "ready", "--wait", "x"}, "non è un numero intero"},
      {{"import"}, "manca file"},
  };
  FakeServer server;
  for (const Case& c : cases) {
    const RunResult result = RunProgramWith(c.arguments, {.server = &server});
    EXPECT_EQ(result.exit_code, 2) << result.err;
    EXPECT_THAT(result.err, HasSubstr(c.says));
    EXPECT_EQ(result.out, "");
  }
  EXPECT_TRUE(server.calls().empty());
}

TEST(ArgumentsTest, WithoutATokenNothingIsSent) {
  FakeServer server;
  RunOptions options{.server = &server};
  options.variables["TRAGUARDO_TOKEN"] = "";
  options.variables["HOME"] = "/nowhere";
  const RunResult result = RunProgramWith({"status"}, options);
  EXPECT_EQ(result.exit_code, 4);
  EXPECT_THAT(result.err, HasSubstr("/nowhere/.config/traguardo/token"));
  EXPECT_TRUE(server.calls().empty());
}

TEST(ArgumentsTest, TheTokenComesFromOptionVariableOrFileAndIsNeverShown) {
  const testing::TemporaryDirectory folder;
  const std::string path = folder.File("token");
  std::ofstream(path) << "from-file \n";
  struct Case {
    std::vector<std::string> arguments;
    std::string variable;
    std::string token;
  };
  const Case cases[] = {
      {{"status", "--token", "from-option"}, "from-variable", "from-option"},
      {{"status"}, "from-variable", "from-variable"},
      {{"status", "--token-file", path}, "", "from-file"},
  };
  for (const Case& c : cases) {
    FakeServer server;
    RunOptions options{.server = &server};
    options.variables["TRAGUARDO_TOKEN"] = c.variable;
    const RunResult result = RunProgramWith(c.arguments, options);
    ASSERT_FALSE(server.calls().empty());
    EXPECT_EQ(server.calls()[0].metadata["authorization"], "Bearer " + c.token);
    EXPECT_THAT(result.out + result.err, Not(HasSubstr(c.token)));
  }
}

TEST(ArgumentsTest, ATokenFileThatCannotBeReadIsNamed) {
  RunOptions options;
  options.variables["TRAGUARDO_TOKEN"] = "";
  const RunResult result = RunProgramWith({"status", "--token-file", "/nowhere/token"}, options);
  EXPECT_EQ(result.exit_code, 7);
  EXPECT_THAT(result.err, HasSubstr("/nowhere/token"));
}

TEST(ArgumentsTest, TheTokenDoesNotTravelToAnotherMachine) {
  const RunResult result = RunProgramWith({"status", "--server", "10.1.2.3:7450"});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("ssh -L"));
}

TEST(ArgumentsTest, NobodyAnswering) {
  const RunResult result = RunProgramWith({"status", "--server", "127.0.0.1:1"});
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.err, HasSubstr("nessun server risponde su 127.0.0.1:1"));
  EXPECT_EQ(RunProgramWith({"admin", "ready", "--server", "127.0.0.1:1"}).exit_code, 3);
}

TEST(ArgumentsTest, ReadyNeedsNoToken) {
  FakeServer server;
  server.On("Check", [](const std::string&) { return FakeAnswer{.messages = {"\x08\x01"}}; });
  RunOptions options{.server = &server};
  options.variables["TRAGUARDO_TOKEN"] = "";
  options.variables["HOME"] = "/nowhere";
  EXPECT_EQ(RunProgramWith({"admin", "ready"}, options).exit_code, 0);
  server.On("Check", [](const std::string&) { return FakeAnswer{.messages = {"\x08\x02"}}; });
  EXPECT_EQ(RunProgramWith({"admin", "ready"}, options).exit_code, 3);
}

TEST(ArgumentsTest, ReadyWaits) {
  FakeServer server;
  int asked = 0;
  server.On("Check", [&](const std::string&) {
    return FakeAnswer{.messages = {++asked < 3 ? "\x08\x02" : "\x08\x01"}};
  });
  EXPECT_EQ(RunProgramWith({"admin", "ready", "--wait", "60"}, {.server = &server}).exit_code, 0);
  EXPECT_EQ(asked, 3);
}

TEST(ArgumentsTest, APlanMayBeNamedInEveryWay) {
  for (const char* typed : {"", "2025", "demo/2025", "enti/demo/plans/2025"}) {
    FakeServer server;
    std::vector<std::string> arguments{"status"};
    if (*typed != '\0') arguments.push_back(typed);
    EXPECT_EQ(RunProgramWith(arguments, {.server = &server}).exit_code, 0) << typed;
    EXPECT_EQ(server.Last<api::v1::GetOverviewRequest>("GetOverview").plan(),
              "enti/demo/plans/2025");
  }
}

TEST(ArgumentsTest, TheOnlyEnteAndItsLatestYearNeedNotBeNamed) {
  FakeServer server;
  api::v1::ListEntiResponse enti;
  auto* ente = enti.add_enti();
  ente->set_name("enti/borgo");
  ente->add_years(2019);
  ente->add_years(2021);
  server.Answer("ListEnti", enti);
  RunOptions options{.server = &server};
  options.variables["TRAGUARDO_ENTE"] = "";
  options.variables["TRAGUARDO_YEAR"] = "";
  EXPECT_EQ(RunProgramWith({"status"}, options).exit_code, 0);
  EXPECT_EQ(server.Last<api::v1::GetOverviewRequest>("GetOverview").plan(),
            "enti/borgo/plans/2021");

  enti.add_enti()->set_name("enti/altro");
  server.Answer("ListEnti", enti);
  const RunResult result = RunProgramWith({"status"}, options);
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("borgo, altro"));
}

TEST(ArgumentsTest, AnEnteMayBeNamedWholeInTheEnvironmentToo) {
  FakeServer server;
  RunOptions options{.server = &server};
  options.variables["TRAGUARDO_ENTE"] = "enti/demo";
  EXPECT_EQ(RunProgramWith({"status"}, options).exit_code, 0);
  EXPECT_EQ(server.Last<api::v1::GetOverviewRequest>("GetOverview").plan(), "enti/demo/plans/2025");
}

TEST(ArgumentsTest, AnEnteThatIsNotThereIsNotOneWithoutAPlan) {
  FakeServer server;
  api::v1::ListEntiResponse enti;
  enti.add_enti()->set_name("enti/borgo");
  enti.add_enti()->set_name("enti/altro");
  server.Answer("ListEnti", enti);
  RunOptions options{.server = &server};
  options.variables["TRAGUARDO_YEAR"] = "";
  const RunResult unknown = RunProgramWith({"status", "--ente", "brogo"}, options);
  EXPECT_EQ(unknown.exit_code, 5);
  EXPECT_THAT(unknown.err, HasSubstr("l'ente \"brogo\" non c'è"));
  EXPECT_THAT(unknown.err, HasSubstr("borgo, altro"));
  EXPECT_THAT(unknown.err, Not(HasSubstr("plan draft")));
  const RunResult empty = RunProgramWith({"status", "--ente", "borgo"}, options);
  EXPECT_EQ(empty.exit_code, 5);
  EXPECT_THAT(empty.err, HasSubstr("l'ente borgo non ha ancora un piano"));
}

TEST(ArgumentsTest, AGroupIsCalledAsTablesCallIt) {
  for (const char* typed : {"nodo strategico", "nodo-strategico", "strategic-node", "node"}) {
    FakeServer server;
    api::v1::GetOverviewResponse overview;
    auto* group = overview.add_groups();
    group->set_kind(view::v1::GROUP_KIND_NODE);
    group->set_name("Città sicura");
    server.Answer("GetOverview", overview);
    const RunResult result = RunProgramWith({"status", "--group", typed}, {.server = &server});
    EXPECT_EQ(result.exit_code, 0) << typed << result.err;
    EXPECT_THAT(result.out, HasSubstr("Città sicura")) << typed;
  }
}

TEST(ArgumentsTest, OptionsOfTheProgramMayStandBehindTheVerb) {
  FakeServer server;
  RunProgramWith({"progress", "record", "ob-1", "--percent", "1", "--ente", "x", "--year", "2024"},
                 {.server = &server});
  EXPECT_EQ(server.Last<api::v1::RecordProgressRequest>("RecordProgress").objective(),
            "enti/x/plans/2024/objectives/ob-1");
}

TEST(ArgumentsTest, VersionInTwoWays) {
  EXPECT_EQ(RunProgramWith({"--version"}).out, RunProgramWith({"version"}).out);
  EXPECT_THAT(RunProgramWith({"version"}).out, ::testing::StartsWith("traguardo "));
}

}  // namespace
}  // namespace traguardo::cli
