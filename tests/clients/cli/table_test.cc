#include "clients/cli/screen/table.h"

#include "gtest/gtest.h"

namespace traguardo::cli {
namespace {

Table Example() {
  return {.columns = {{.key = "id", .heading = {"Id", "Id"}},
                      {.key = "title", .heading = {"Titolo", "Title"}, .flexible = true},
                      {.key = "percent", .heading = {"%", "%"}, .align = Align::kRight},
                      {.key = "empty", .heading = {"Vuota", "Empty"}}},
          .rows = {{{"ob-1"}, {"Così è"}, {"7"}, {}},
                   {{"日本"}, {"Un titolo più lungo"}, {"100", Tone::kGood}, {}}}};
}

TEST(TableTest, ColumnsAreAlignedByWhatTheEyeSees) {
  EXPECT_EQ(FormatTable(Example(), {}),
            "Id    Titolo                 %\n"
            "ob-1  Così è                 7\n"
            "日本  Un titolo più lungo  100\n");
}

TEST(TableTest, HeadingsFollowTheLanguage) {
  EXPECT_EQ(FormatTable(Example(), {.language = Language::kEnglish}).substr(0, 11), "Id    Title");
}

TEST(TableTest, AFlexibleColumnGivesWayOnANarrowScreen) {
  EXPECT_EQ(FormatTable(Example(), {.screen_width = 26}),
            "Id    Titolo             %\n"
            "ob-1  Così è             7\n"
            "日本  Un titolo più …  100\n");
}

TEST(TableTest, AColumnIsNotSqueezedToNothing) {
  const std::string text = FormatTable(Example(), {.screen_width = 5});
  EXPECT_NE(text.find("Un titolo p…"), std::string::npos) << text;
}

TEST(TableTest, ColourStandsAroundTheTextAndNotInItsWidth) {
  EXPECT_EQ(FormatTable(Example(), {.coloured = true}),
            "\033[1mId\033[0m    \033[1mTitolo\033[0m                 \033[1m%\033[0m\n"
            "ob-1  Così è                 7\n"
            "日本  Un titolo più lungo  \033[32m100\033[0m\n");
}

TEST(TableTest, ACellIsOneLine) {
  const Table table{.columns = {{.key = "a", .heading = {"A", "A"}}}, .rows = {{{"uno\ndue"}}}};
  EXPECT_EQ(FormatTable(table, {}), "A\nuno⏎due\n");
}

TEST(CsvTest, KeysAndEveryColumn) {
  EXPECT_EQ(FormatCsv(Example()),
            "id,title,percent,empty\nob-1,Così è,7,\n日本,Un titolo più lungo,100,\n");
}

TEST(CsvTest, QuotesWhatNeedsQuotes) {
  const Table table{.columns = {{.key = "a"}},
                    .rows = {{{"uno, due"}}, {{"dice \"sì\""}}, {{"riga\nriga"}}}};
  EXPECT_EQ(FormatCsv(table), "a\n\"uno, due\"\n\"dice \"\"sì\"\"\"\n\"riga\nriga\"\n");
}

TEST(CsvTest, ProgramsGetTheBareValueAndTheirOwnColumns) {
  const Table table{.columns = {{.key = "percent", .heading = {"%", "%"}},
                                {.key = "original", .csv_only = true}},
                    .rows = {{{.text = "40%", .csv = "40"}, {"30"}},
                             {{std::string(kNoValue)}, {}}}};
  EXPECT_EQ(FormatCsv(table), "percent,original\n40,30\n,\n");
  EXPECT_EQ(FormatTable(table, {}), "%\n40%\n—\n");
}

TEST(CsvTest, NoTextBecomesAFormula) {
  const Table table{.columns = {{.key = "a"}},
                    .rows = {{{"=1+1"}}, {{"-1143"}}, {{"-12.50"}}, {{"@x"}}, {{"+cmd"}}}};
  EXPECT_EQ(FormatCsv(table), "a\n'=1+1\n-1143\n-12.50\n'@x\n'+cmd\n");
}

}  // namespace
}  // namespace traguardo::cli
