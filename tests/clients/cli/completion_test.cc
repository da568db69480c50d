#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/clients/cli/program_run.h"

namespace traguardo::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// What a shell command prints.
std::string Shell(const std::string& command) {
  std::string output;
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return "";
  char block[4096];
  while (size_t size = fread(block, 1, sizeof block, pipe)) output.append(block, size);
  pclose(pipe);
  return output;
}

// What bash offers after these words, one a line.
std::string Completed(const std::string& words, const std::string& last) {
  const std::string path = testing::TempDir() + "completion_test." + std::to_string(getpid());
  std::ofstream(path) << RunProgramWith({"completion", "bash"}).out << "COMP_WORDS=(traguardo "
                      << words << " '" << last << "')\n"
                      << "COMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n"
                      << "compopt() { :; }\n"
                      << "_traguardo\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n";
  const std::string output = Shell("bash " + path + " 2>&1");
  std::remove(path.c_str());
  return output;
}

TEST(CompletionTest, BashOffersVerbsThenTheirVerbs) {
  EXPECT_EQ(Completed("", "sta"), "status\n");
  EXPECT_EQ(Completed("progress", "re"), "record\n");
  EXPECT_EQ(Completed("ripianificazione", ""), "propose\napprove\nreject\nlist\n");
}

TEST(CompletionTest, BashOffersOptionsOfTheVerbAndOfTheProgram) {
  const std::string options = Completed("progress record ob-1", "--");
  EXPECT_THAT(options, HasSubstr("--percent\n"));
  EXPECT_THAT(options, HasSubstr("--format\n"));
  EXPECT_THAT(options, Not(HasSubstr("--planned\n")));
  EXPECT_EQ(Completed("--format json progress record", "--perc"), "--percent\n");
}

TEST(CompletionTest, BashOffersTheValuesOfAChoice) {
  EXPECT_EQ(Completed("status --format", ""), "table\njson\ncsv\n");
  EXPECT_EQ(Completed("progress outcome ob-1 --outcome", "r"), "raggiunto\nraggiunto-in-parte\n");
}

TEST(CompletionTest, ScriptsForTheOtherShellsNameEveryVerb) {
  for (const char* shell : {"zsh", "fish"}) {
    const RunResult result = RunProgramWith({"completion", shell});
    EXPECT_EQ(result.exit_code, 0);
    for (const char* word : {"ripianificazione", "propose", "percent", "raggiunto-in-parte"}) {
      EXPECT_THAT(result.out, HasSubstr(word)) << shell;
    }
  }
}

TEST(CompletionTest, NoTextBreaksOutOfItsQuotes) {
  // Every text is in single quotes, so outside the two quoting characters of a shell nothing of a
  // description is ever run.
  const std::string bash = RunProgramWith({"completion", "bash"}).out;
  const std::string path = testing::TempDir() + "completion_test.syntax";
  std::ofstream(path) << bash;
  EXPECT_EQ(Shell("bash -n " + path + " 2>&1"), "");
  std::remove(path.c_str());
}

TEST(CompletionTest, AnotherShellIsUnknown) {
  EXPECT_EQ(RunProgramWith({"completion", "tcsh"}).exit_code, 2);
}

}  // namespace
}  // namespace traguardo::cli
