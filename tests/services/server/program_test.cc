// traguardod as whoever runs it meets it: what it refuses, in which words, with which exit code.

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/crash/world.h"
#include "tests/services/server/program_run.h"
#include "tests/storage/raw_log.h"
#include "tests/testing/temporary_directory.h"

namespace traguardo::server {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class ProgramTest : public ::testing::Test {
 protected:
  ProgramTest() { Write("principals.json", crash::PrincipalsFile()); }

  std::string Path(const std::string& name) const { return directory_.File(name); }
  void Write(const std::string& name, const std::string& text) {
    std::ofstream(Path(name), std::ios::binary) << text;
  }
  std::string Read(const std::string& name) const {
    std::ifstream file(Path(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  ProgramRun Serve(const std::string& listen, const std::vector<std::string>& first = {}) {
    std::vector<std::string> arguments = first;
    for (const std::string& argument :
         {std::string("serve"), std::string("--data"), Path("data"), std::string("--principals"),
          Path("principals.json"), std::string("--listen"), listen}) {
      arguments.push_back(argument);
    }
    return RunServerProgram(arguments);
  }
  ProgramRun AddPrincipal(const std::string& id, const std::string& role, const std::string& ente) {
    return RunServerProgram({"principals", "add", "--file", Path("added.json"), "--id", id,
                             "--role", role, "--ente", ente});
  }

  testing::TemporaryDirectory directory_;
};

TEST_F(ProgramTest, ServesOnlyThisMachine) {
  const ProgramRun italian = Serve("0.0.0.0:0");
  EXPECT_EQ(italian.exit_code, 1);
  EXPECT_THAT(italian.said, HasSubstr("Non riuscito: l'indirizzo \"0.0.0.0:0\" si raggiunge da "
                                      "altre macchine, e questo server non cifra ancora"));
  const ProgramRun english = Serve("0.0.0.0:0", {"--lang", "en"});
  EXPECT_EQ(english.exit_code, 1);
  EXPECT_THAT(english.said, HasSubstr("can be reached from other machines"));
  EXPECT_FALSE(std::filesystem::exists(Path("data")));
}

TEST_F(ProgramTest, ServesNobodyWithoutAGoodPrincipalsFile) {
  Write("principals.json", "{\"principals\": [{\"id\": \"a\", \"role\": \"SINDACO\"}]}");
  const ProgramRun wrong = Serve("127.0.0.1:0");
  EXPECT_EQ(wrong.exit_code, 1);
  EXPECT_THAT(wrong.said,
              HasSubstr(Path("principals.json") + ": voce 1 (riga 1): role: \"SINDACO\" "
                                                  "non è un ruolo"));
  std::filesystem::remove(Path("principals.json"));
  const ProgramRun missing = Serve("127.0.0.1:0");
  EXPECT_EQ(missing.exit_code, 1);
  EXPECT_THAT(missing.said, HasSubstr("non si può aprire il file di chi può accedere"));
}

TEST_F(ProgramTest, SaysInItsOwnWordsThatAPortIsTaken) {
  RunningServer server(Path("other"), Path("principals.json"));
  ASSERT_NE(server.address(), "");
  const ProgramRun refused = Serve(server.address());
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.said, AllOf(HasSubstr("non si può ascoltare su " + server.address()),
                                  Not(HasSubstr("chttp2"))));
}

TEST_F(ProgramTest, StopsWhenItIsToldAndSaysSo) {
  RunningServer server(Path("data"), Path("principals.json"), {"--ready-file", Path("ready")});
  ASSERT_THAT(server.address(), HasSubstr("127.0.0.1:"));
  EXPECT_EQ(Read("ready"), server.address() + "\n");
  const ProgramRun run = server.Stop();
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_THAT(run.said,
              AllOf(HasSubstr("Apro il registro in"), HasSubstr("rileggo"),
                    HasSubstr("scrittura: il server si sta fermando"), HasSubstr("Chiuso.")));
  EXPECT_FALSE(std::filesystem::exists(Path("ready")));
}

TEST_F(ProgramTest, ExplainsWrongArgumentsInTheReadersLanguage) {
  struct Case {
    std::vector<std::string> arguments;
    std::string says;
  };
  const Case cases[] = {
      {{}, "manca il verbo: serve, check, import, principals"},
      {{"boh"}, "verbo sconosciuto: boh; i verbi sono: serve, check"},
      {{"principals"}, "manca il verbo: add, new-token, remove, list"},
      {{"serve"}, "manca --data"},
      {{"serve", "--data"}, "--data: manca il valore"},
      {{"serve", "--data", "d", "--data", "e", "--principals", "p"},
       "--data: serve un solo valore, dati 2"},
      {{"serve", "--data", "d", "--principals", "p", "--cache-mib", "3"},
       "--cache-mib: 3 non è un numero da 16 a 65536"},
      {{"serve", "--data", "d", "--principals", "p", "--completion-threads", "molti"},
       "--completion-threads: molti non è un numero da 1 a 64"},
      {{"check", "--data", "d", "--boh", "e"}, "argomento sconosciuto: --boh e"},
      {{"--lang", "fr", "check", "--data", "d"}, "--lang: fr non è tra i valori it,en"},
      {{"--lang", "en", "serve"}, "--data is required"},
      {{"--lang", "en"}, "a verb is needed: serve"},
  };
  for (const Case& c : cases) {
    const ProgramRun run = RunServerProgram(c.arguments);
    EXPECT_EQ(run.exit_code, 2) << run.said;
    EXPECT_THAT(run.said, HasSubstr("traguardod: " + c.says));
    EXPECT_THAT(run.said, HasSubstr(" --help"));
  }
}

TEST_F(ProgramTest, HelpsInTheReadersLanguage) {
  const ProgramRun italian = RunServerProgram({"serve", "--help"});
  EXPECT_EQ(italian.exit_code, 0);
  EXPECT_THAT(italian.said, AllOf(HasSubstr("Uso: traguardod serve"), HasSubstr("Opzioni:"),
                                  HasSubstr("mostra questo aiuto"), HasSubstr("(obbligatorio)")));
  const ProgramRun english = RunServerProgram({"--lang", "en", "--help"});
  EXPECT_EQ(english.exit_code, 0);
  EXPECT_THAT(english.said,
              AllOf(HasSubstr("Usage:"), HasSubstr("Verbs:"), HasSubstr("show this help")));
  EXPECT_THAT(RunServerProgram({"--help"}).said, AllOf(HasSubstr("Verbi:"), HasSubstr("Opzioni:")));
  EXPECT_EQ(RunServerProgram({"--version"}).exit_code, 0);
}

TEST_F(ProgramTest, AddsWhoMayCallAndKeepsNoToken) {
  const ProgramRun added = AddPrincipal("nucleo", "NUCLEO", "demo");
  EXPECT_EQ(added.exit_code, 0);
  EXPECT_THAT(added.said, HasSubstr("Token di nucleo: conservarlo ora"));
  const size_t begin = added.said.find("trg_");
  ASSERT_NE(begin, std::string::npos);
  const std::string token = added.said.substr(begin, added.said.find('\n', begin) - begin);
  EXPECT_EQ(token.size(), 4u + 64u);
  EXPECT_THAT(Read("added.json"), AllOf(HasSubstr("\"nucleo\""), Not(HasSubstr(token)),
                                        Not(HasSubstr(token.substr(4)))));
  EXPECT_EQ(AddPrincipal("segretario", "SEGRETARIO", "demo").exit_code, 0);
  EXPECT_THAT(Read("added.json"), AllOf(HasSubstr("\"nucleo\""), HasSubstr("\"segretario\"")));
}

TEST_F(ProgramTest, AddsNobodyWhomTheServerWouldRefuse) {
  ASSERT_EQ(AddPrincipal("nucleo", "NUCLEO", "demo").exit_code, 0);
  const std::string before = Read("added.json");
  struct Case {
    std::string id;
    std::string role;
    std::string ente;
    int exit_code;
    std::string says;
  };
  for (const Case& c :
       {Case{"nucleo", "NUCLEO", "demo", 1, Path("added.json") + " c'è già \"nucleo\""},
        Case{"altri", "SINDACO", "demo", 2,
             "traguardod: --role: \"SINDACO\" non è un ruolo: AMMINISTRATORE, OPERATORE"},
        Case{"altri", "SEGRETARIO", "*", 2, "traguardod: --ente: tutti gli enti (\"*\") sono solo"},
        Case{"Altri", "SEGRETARIO", "demo", 2,
             "traguardod: --id: \"Altri\" non è un identificativo: minuscole, cifre"},
        Case{"altri", "SEGRETARIO", "Demo", 2,
             "traguardod: --ente: \"Demo\" non è l'identificativo di un ente: minuscole"}}) {
    const ProgramRun refused = AddPrincipal(c.id, c.role, c.ente);
    EXPECT_EQ(refused.exit_code, c.exit_code) << refused.said;
    EXPECT_THAT(refused.said, HasSubstr(c.says));
    if (c.exit_code == 2) {
      EXPECT_THAT(refused.said, HasSubstr("traguardod principals add --help"));
    }
    EXPECT_THAT(refused.said, Not(HasSubstr("trg_")));
    EXPECT_EQ(Read("added.json"), before);
  }
}

TEST_F(ProgramTest, HelpsWithoutTheParsersOwnWords) {
  for (const std::string verb : {"serve", "check", "import"}) {
    EXPECT_THAT(RunServerProgram({verb, "--help"}).said,
                AllOf(Not(HasSubstr("TEXT")), Not(HasSubstr("INT")), Not(HasSubstr("in ["))))
        << verb;
  }
  EXPECT_THAT(RunServerProgram({"serve", "--help"}).said, HasSubstr("--data CARTELLA"));
  EXPECT_THAT(RunServerProgram({"--help"}).said, Not(HasSubstr("TEXT")));
  EXPECT_THAT(RunServerProgram({"--help"}).said, HasSubstr("Codici di uscita: 0 fatto"));
}

class PrincipalsProgramTest : public ProgramTest {
 protected:
  PrincipalsProgramTest() { EXPECT_EQ(AddPrincipal("nucleo", "NUCLEO", "demo").exit_code, 0); }

  ProgramRun Principals(const std::string& verb, const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments = {"principals", verb, "--file", Path("added.json")};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return RunServerProgram(arguments);
  }
  static std::string TokenIn(const std::string& text) {
    const size_t begin = text.find("trg_");
    return begin == std::string::npos ? "" : text.substr(begin, text.find('\n', begin) - begin);
  }
  // As whom the client's call is taken; its exit code.
  int Call(const RunningServer& server, const std::string& token) {
    return RunClientProgram({"ente", "list", "--server", server.address(), "--token", token})
        .exit_code;
  }
};

TEST_F(PrincipalsProgramTest, AreListedAndRemoved) {
  EXPECT_THAT(Principals("list").said, HasSubstr("nucleo\tNUCLEO\tdemo\n"));
  const ProgramRun stranger = Principals("remove", {"--id", "caio"});
  EXPECT_EQ(stranger.exit_code, 1);
  EXPECT_THAT(stranger.said, HasSubstr("non c'è \"caio\""));
  const ProgramRun removed = Principals("remove", {"--id", "nucleo"});
  EXPECT_EQ(removed.exit_code, 0);
  EXPECT_THAT(removed.said, HasSubstr("\"nucleo\" non può più accedere."));
  // Whoever was the last stays in until the server ends: that has to be known.
  EXPECT_THAT(removed.said, HasSubstr("Nel file non c'è più nessuno"));
  EXPECT_THAT(Principals("list").said, Not(HasSubstr("nucleo")));
}

TEST_F(PrincipalsProgramTest, ARoleIsNamedAsItWasTyped) {
  const ProgramRun wrong = AddPrincipal("altri", "BOH", "demo");
  EXPECT_EQ(wrong.exit_code, 2);
  EXPECT_THAT(wrong.said, AllOf(HasSubstr("--role: \"BOH\" non è un ruolo: AMMINISTRATORE"),
                                Not(HasSubstr("UNSPECIFIED"))));
  EXPECT_EQ(AddPrincipal("altri", "revisore", "demo").exit_code, 0);
}

TEST_F(PrincipalsProgramTest, SayWhatTheyDidAlsoWhereTheTokenGoesIntoAFile) {
  const ProgramRun added =
      Principals("add", {"--id", "altri", "--role", "revisore", "--ente", "demo", "--ente", "borgo",
                         "--token-file", Path("token")});
  EXPECT_EQ(added.exit_code, 0);
  EXPECT_THAT(added.said,
              AllOf(HasSubstr("\"altri\" può accedere come REVISORE (enti: borgo, demo).\n"),
                    HasSubstr("Il token è in " + Path("token") + ","), HasSubstr("kill -HUP"),
                    Not(HasSubstr("trg_"))));
  const ProgramRun renewed =
      Principals("new-token", {"--id", "altri", "--token-file", Path("token"), "--lang", "en"});
  EXPECT_THAT(renewed.said, AllOf(HasSubstr("\"altri\" has a new token"),
                                  HasSubstr("The token is in " + Path("token") + ","),
                                  HasSubstr("kill -HUP"), Not(HasSubstr("trg_"))));
}

TEST_F(PrincipalsProgramTest, ATokenFileThatCannotBeWrittenLeavesEverybodyAsTheyWere) {
  const std::string before = Read("added.json");
  std::filesystem::create_directories(Path("folder"));
  for (const std::string token_file : {"no/such/token", "folder"}) {
    const ProgramRun added = Principals("add", {"--id", "altri", "--role", "REVISORE", "--ente",
                                                "demo", "--token-file", Path(token_file)});
    EXPECT_EQ(added.exit_code, 1) << added.said;
    EXPECT_EQ(
        Principals("new-token", {"--id", "nucleo", "--token-file", Path(token_file)}).exit_code, 1);
    EXPECT_EQ(Read("added.json"), before);
  }
}

TEST_F(PrincipalsProgramTest, ATokenFileOfSomebodyElseIsNotReplaced) {
  const std::vector<std::string> altri = {"--id",   "altri", "--role",       "REVISORE",
                                          "--ente", "demo",  "--token-file", Path("token")};
  ASSERT_EQ(Principals("add", altri).exit_code, 0);
  const std::string token = Read("token");
  const std::string principals = Read("added.json");
  const ProgramRun taken =
      Principals("new-token", {"--id", "nucleo", "--token-file", Path("token")});
  EXPECT_EQ(taken.exit_code, 1);
  EXPECT_THAT(taken.said, HasSubstr("non è il token di nucleo"));
  EXPECT_EQ(
      Principals("new-token", {"--id", "nucleo", "--token-file", Path("added.json")}).exit_code, 1);
  EXPECT_EQ(Read("token"), token);
  EXPECT_EQ(Read("added.json"), principals);

  EXPECT_EQ(Principals("new-token", {"--id", "altri", "--token-file", Path("token")}).exit_code, 0);
  EXPECT_NE(Read("token"), token) << "its own";
}

TEST_F(PrincipalsProgramTest, WhoIsAddedRenewedOrRemovedIsKnownAfterTheServerReadsAgain) {
  RunningServer server(Path("data"), Path("added.json"));
  ASSERT_NE(server.address(), "");
  const std::string first =
      TokenIn(Principals("add", {"--id", "altri", "--role", "REVISORE", "--ente", "demo"}).said);
  EXPECT_EQ(Call(server, first), 4);
  ASSERT_TRUE(server.ReadAgain("Riletto chi può accedere: 2"));
  EXPECT_EQ(Call(server, first), 0);

  const std::string second = TokenIn(Principals("new-token", {"--id", "altri"}).said);
  ASSERT_NE(second, first);
  EXPECT_EQ(Call(server, first), 0);
  // One more, so that what the server says is another line.
  ASSERT_EQ(AddPrincipal("terzi", "REVISORE", "demo").exit_code, 0);
  ASSERT_TRUE(server.ReadAgain("Riletto chi può accedere: 3"));
  EXPECT_EQ(Call(server, first), 4);
  EXPECT_EQ(Call(server, second), 0);

  Principals("remove", {"--id", "altri"});
  Principals("remove", {"--id", "terzi"});
  ASSERT_TRUE(server.ReadAgain("Riletto chi può accedere: 1"));
  EXPECT_EQ(Call(server, second), 4);
  EXPECT_EQ(server.Stop().exit_code, 0);
}

TEST_F(PrincipalsProgramTest, AFileThatIsWrongLeavesThoseWhoMayCall) {
  const std::string token = TokenIn(Principals("new-token", {"--id", "nucleo"}).said);
  RunningServer server(Path("data"), Path("added.json"));
  ASSERT_NE(server.address(), "");
  const std::string stay = "Chi può accedere resta quello di prima: " + Path("added.json");
  struct Case {
    std::string content;
    std::string says;
  };
  for (const Case& c :
       {Case{"{\n", ": non è JSON valido: "}, Case{"", ": riga 1: non è JSON valido: "},
        Case{"{}", ": principals: deve esserci"},
        Case{"{\"principals\": []}", ": non c'è nessuno; "},
        Case{"{\"principals\": [\n\n{\"id\": \"a\"}]}", ": voce 1 (riga 3): role: manca"}}) {
    Write("added.json", c.content);
    ASSERT_TRUE(server.ReadAgain(stay + c.says)) << c.content;
    EXPECT_EQ(Call(server, token), 0) << c.content;
  }
  std::filesystem::remove(Path("added.json"));
  ASSERT_TRUE(server.ReadAgain("Chi può accedere resta quello di prima: non si può aprire"));
  EXPECT_EQ(Call(server, token), 0);
}

class CheckProgramTest : public ProgramTest {
 protected:
  void SetUp() override {
    RunningServer server(Path("data"), Path("principals.json"));
    ASSERT_NE(server.address(), "");
    ASSERT_EQ(server.Stop().exit_code, 0);
  }
  ProgramRun Check(const std::string& language = "it") {
    return RunServerProgram({"--lang", language, "check", "--data", Path("data")});
  }
};

TEST_F(CheckProgramTest, FindsAGoodLogSound) {
  const ProgramRun run = Check();
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_THAT(run.said, AllOf(HasSubstr("Fatti: 0"), HasSubstr("Il registro è integro.")));
  EXPECT_THAT(Check("en").said, HasSubstr("The log is sound."));
}

TEST_F(CheckProgramTest, ExitsWithThreeWhenSomethingIsWrong) {
  {
    storage::RawLog raw(Path("data/log"));
    raw.Put("streams", "nonsense", "nonsense");
  }
  const ProgramRun run = Check();
  EXPECT_EQ(run.exit_code, 3);
  EXPECT_THAT(run.said, AllOf(HasSubstr("flussi"), HasSubstr("Errori trovati: "),
                              HasSubstr("ripristinare una copia")));
}

TEST_F(CheckProgramTest, ExitsWithOneWhenThereIsNothingToCheck) {
  const ProgramRun run = RunServerProgram({"check", "--data", Path("elsewhere")});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.said, HasSubstr("il registro in " + Path("elsewhere/log") + " non c'è"));
}

}  // namespace
}  // namespace traguardo::server
