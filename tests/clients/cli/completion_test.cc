#include <algorithm>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/clients/cli/program_run.h"
#include "tests/testing/temporary_directory.h"

namespace traguardo::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::MatchesRegex;
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
  const testing::TemporaryDirectory folder;
  const std::string path = folder.File("script");
  std::ofstream(path) << RunProgramWith({"completion", "bash"}).out << "COMP_WORDS=(traguardo "
                      << words << " '" << last << "')\n"
                      << "COMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n"
                      << "compopt() { :; }\n"
                      << "_traguardo\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n";
  return Shell("bash " + path + " 2>&1");
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
  const testing::TemporaryDirectory folder;
  std::ofstream(folder.File("script")) << bash;
  EXPECT_EQ(Shell("bash -n " + folder.File("script") + " 2>&1"), "");
}

std::vector<std::string> LinesOf(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// The shells themselves are not at hand: a line with a quote that does not end would be what they
// refuse the whole script for.
TEST(CompletionTest, EveryQuoteEndsInItsLine) {
  for (const char* shell : {"bash", "zsh", "fish"}) {
    for (const char* language : {"it", "en"}) {
      const RunResult result = RunProgramWith({"completion", shell, "--lang", language});
      for (const std::string& line : LinesOf(result.out)) {
        EXPECT_EQ(std::count(line.begin(), line.end(), '\'') % 2, 0) << shell << ": " << line;
      }
    }
  }
}

// Every word that is offered for a value, each in quotes of its own.
TEST(CompletionTest, ZshGetsEveryChoiceAsOneWordThatNeedsNoQuotes) {
  for (const char* language : {"it", "en"}) {
    const RunResult result = RunProgramWith({"completion", "zsh", "--lang", language});
    int options = 0;
    for (const std::string& line : LinesOf(result.out)) {
      const size_t offer = line.find("compadd ");
      if (offer == std::string::npos) continue;
      ++options;
      EXPECT_THAT(line.substr(offer),
                  MatchesRegex("compadd --( '([a-z0-9/.-]|à|è|é|ì|ò|ù)+')+; return ;;"));
    }
    EXPECT_GT(options, 20);
  }
}

TEST(CompletionTest, WhatOnlyDescribesAValueIsNotOffered) {
  // The help writes "esogena|endogena|indicatore:TESTO": nobody means the word TESTO.
  EXPECT_EQ(Completed("scostamento record ob-1 --cause", "indic"), "\n");
  EXPECT_EQ(Completed("measure record ob-1 a --met", ""), "sì\nno\n");
  EXPECT_EQ(Completed("status --group", "nodo"), "nodo-strategico\n");
}

TEST(CompletionTest, AnotherShellIsUnknown) {
  EXPECT_EQ(RunProgramWith({"completion", "tcsh"}).exit_code, 2);
}

}  // namespace
}  // namespace traguardo::cli
