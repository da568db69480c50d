// Every table on the screens people have: 80 and 100 columns wide, in both languages. How each
// looks is in golden files, which TRAGUARDO_UPDATE_GOLDEN=1 writes anew.

#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "clients/cli/screen/display_width.h"
#include "gtest/gtest.h"
#include "tests/clients/cli/reads_fixture.h"

namespace traguardo::cli {
namespace {

using Words = std::vector<std::string>;

class ScreenTest : public ReadsTest {
 protected:
  std::string OnScreen(Words verb, const std::string& language, size_t width) {
    verb.insert(verb.end(), {"--lang", language});
    return RunVerb(verb, /*terminal=*/false, width).out;
  }
};

TEST_F(ScreenTest, NoLineIsWiderThanTheScreen) {
  for (const size_t width : {80, 100, 132}) {
    for (const char* language : {"it", "en"}) {
      for (const Words& verb : ReadingVerbs()) {
        std::istringstream lines(OnScreen(verb, language, width));
        for (std::string line; std::getline(lines, line);) {
          EXPECT_LE(DisplayWidth(line), width) << verb[0] << ": " << line;
        }
      }
    }
  }
}

TEST_F(ScreenTest, LooksAsThePeopleWhoReadItSawIt) {
  for (const auto& [width, language] :
       {std::pair{80, "it"}, std::pair{100, "it"}, std::pair{80, "en"}}) {
    std::string all;
    for (const Words& verb : ReadingVerbs()) {
      for (const std::string& word : verb) all += word + " ";
      all += "\n\n" + OnScreen(verb, language, static_cast<size_t>(width)) + "\n";
    }
    ExpectGolden(TRAGUARDO_GOLDEN, "screen_" + std::to_string(width) + "_" + language + ".txt",
                 all);
  }
}

// Whatever moves below its row is still there: the words of a wide screen are on the narrow one
// too.
TEST_F(ScreenTest, NothingIsLostForWantOfRoom) {
  const std::string narrow = OnScreen({"scostamento", "list"}, "it", 80);
  std::string words = narrow;
  for (char& c : words) c = c == '\n' ? ' ' : c;
  for (const char* text : {"2500", "1357", "-1143", "esogena:", "catastali",
                           "endogena:", "1/2, 1 scaduta, 1 abbandonata", "r1", "2025-09-30",
                           "aperto", "Cantiere", "MANCANO", "+45 giorni"}) {
    EXPECT_NE(words.find(text), std::string::npos) << text << "\n" << narrow;
  }
}

}  // namespace
}  // namespace traguardo::cli
