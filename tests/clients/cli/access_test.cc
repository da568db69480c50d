// As whom the program calls, and where: a token or an address that is not the one that was meant
// has to be found before anything is sent.

#include <fstream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/clients/cli/program_run.h"
#include "tests/testing/temporary_directory.h"

namespace traguardo::cli {
namespace {

using ::testing::HasSubstr;

class AccessTest : public ::testing::Test {
 protected:
  AccessTest() { Write("from-file\n"); }

  void Write(const std::string& text) const { std::ofstream(path_, std::ios::binary) << text; }

  // With all that the environment can say about tokens.
  RunResult RunVerb(const std::vector<std::string>& arguments) {
    RunOptions options{.server = &server_};
    options.variables["TRAGUARDO_TOKEN"] = variable_;
    options.variables["TRAGUARDO_TOKEN_FILE"] = file_variable_;
    options.variables["HOME"] = "/nowhere";
    return RunProgramWith(arguments, options);
  }
  std::string SentToken() {
    return server_.calls().empty() ? "" : server_.calls().back().metadata["authorization"];
  }

  FakeServer server_;
  const testing::TemporaryDirectory folder_;
  const std::string path_ = folder_.File("token");
  std::string variable_ = "from-variable";
  std::string file_variable_;
};

TEST_F(AccessTest, WhatWasTypedComesBeforeTheEnvironment) {
  EXPECT_EQ(RunVerb({"status", "--token-file", path_}).exit_code, 0);
  EXPECT_EQ(SentToken(), "Bearer from-file");
  file_variable_ = path_;
  EXPECT_EQ(RunVerb({"status", "--token", "from-option"}).exit_code, 0);
  EXPECT_EQ(SentToken(), "Bearer from-option");
  EXPECT_EQ(RunVerb({"status"}).exit_code, 0);
  EXPECT_EQ(SentToken(), "Bearer from-variable");
  variable_ = "";
  EXPECT_EQ(RunVerb({"status"}).exit_code, 0);
  EXPECT_EQ(SentToken(), "Bearer from-file");
}

TEST_F(AccessTest, ATypedFileThatIsNotThereIsNotReplacedByAVariable) {
  const RunResult result = RunVerb({"status", "--token-file", "/nowhere/token"});
  EXPECT_EQ(result.exit_code, 7);
  EXPECT_THAT(result.err, HasSubstr("/nowhere/token"));
  EXPECT_TRUE(server_.calls().empty());
}

TEST_F(AccessTest, TwoTokensAreOneTooMany) {
  const RunResult result = RunVerb({"status", "--token", "a", "--token-file", path_});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("--token-file: c'è già --token"));
  EXPECT_TRUE(server_.calls().empty());
}

TEST_F(AccessTest, WhatCannotBeATokenIsRefusedAndItsPlaceNamed) {
  EXPECT_THAT(RunVerb({"status", "--token", "perché"}).err, HasSubstr("--token non contiene"));
  EXPECT_EQ(RunVerb({"status", "--token", "perché"}).exit_code, 4);
  variable_ = "a\nb";
  EXPECT_THAT(RunVerb({"status"}).err, HasSubstr("TRAGUARDO_TOKEN non contiene"));
  Write(
      std::string("\x7f"
                  "ELF\x02\0\0",
                  7));
  const RunResult binary = RunVerb({"status", "--token-file", path_});
  EXPECT_EQ(binary.exit_code, 4);
  EXPECT_THAT(binary.err, HasSubstr(path_ + " non contiene una chiave"));
  EXPECT_TRUE(server_.calls().empty());
}

TEST_F(AccessTest, AnEmptyTokenIsNotReplacedByAnother) {
  const RunResult typed = RunVerb({"status", "--token", ""});
  EXPECT_EQ(typed.exit_code, 4);
  EXPECT_THAT(typed.err, HasSubstr("--token è vuota"));
  Write("\n");
  EXPECT_THAT(RunVerb({"status", "--token-file", path_}).err, HasSubstr("è vuota"));
  EXPECT_TRUE(server_.calls().empty());
}

TEST_F(AccessTest, AnAddressThatTheTransportWouldReadAsAnotherIsRefused) {
  for (const char* address : {"127.0.0.1:119636", "127.0.0.1:7450x", "127.0.0.1:", "127.0.0.1",
                              "127.0.0.1:0", "127.0.0.1:-1", "", ":7450"}) {
    for (const std::vector<std::string>& verb :
         {std::vector<std::string>{"status"}, std::vector<std::string>{"admin", "ready"}}) {
      std::vector<std::string> arguments = verb;
      arguments.insert(arguments.end(), {"--server", address});
      const RunResult result = RunProgramWith(arguments);
      EXPECT_EQ(result.exit_code, 2) << address;
      EXPECT_THAT(result.err, HasSubstr("--server (o TRAGUARDO_SERVER)"));
    }
  }
}

}  // namespace
}  // namespace traguardo::cli
