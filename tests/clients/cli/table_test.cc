#include "clients/cli/screen/table.h"

#include <algorithm>
#include <sstream>
#include <string>
#include <utility>

#include "clients/cli/screen/display_width.h"
#include "clients/cli/screen/fields_table.h"
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
  EXPECT_EQ(FormatTable(Example(), {.screen_width = 18}),
            "Id    Titolo\n"
            "ob-1  Così è\n"
            "    %: 7\n"
            "日本  Un titolo p…\n"
            "    %: 100\n");
}

// Counts with long headings, and texts.
Table Wide() {
  return {.columns = {{.key = "id", .heading = {"Id", "Id"}},
                      {.key = "late", .heading = {"in ritardo", "late"}, .align = Align::kRight},
                      {.key = "weight", .heading = {"Peso", "Weight"}, .aside = 1},
                      {.key = "unit", .heading = {"Unità", "Unit"}, .aside = 2},
                      {.key = "note", .heading = {"Nota", "Note"}, .wraps = true, .aside = 3}},
          .rows = {{{"accertamenti"},
                    {"1"},
                    {"20"},
                    {"tributi"},
                    {"Dati catastali arrivati con due mesi di ritardo"}},
                   {{"nido"}, {}, {"5"}, {}, {}}}};
}

TEST(TableTest, WhatDoesNotFitMovesBelowItsRowAndNothingIsLost) {
  EXPECT_EQ(FormatTable(Wide(), {.screen_width = 35}),
            "Id            in ritardo  Peso\n"
            "accertamenti           1  20\n"
            "    Unità: tributi\n"
            "    Nota: Dati catastali arrivati\n"
            "      con due mesi di ritardo\n"
            "nido                      5\n");
}

TEST(TableTest, HeadingsTakeTwoLinesBeforeAColumnMoves) {
  EXPECT_EQ(FormatTable(Wide(), {.screen_width = 28}),
            "                   in\n"
            "Id            ritardo  Peso\n"
            "accertamenti        1  20\n"
            "    Unità: tributi\n"
            "    Nota: Dati catastali\n"
            "      arrivati con due mesi\n"
            "      di ritardo\n"
            "nido                   5\n");
}

TEST(TableTest, ATextGoesOnInFurtherLines) {
  EXPECT_EQ(FormatTable(Wide(), {.screen_width = 80}),
            "Id            in ritardo  Peso  Unità    Nota\n"
            "accertamenti           1  20    tributi  Dati catastali arrivati con due mesi di\n"
            "                                         ritardo\n"
            "nido                      5\n");
}

TEST(TableTest, NoLineIsWiderThanTheScreen) {
  for (size_t width = 14; width < 110; ++width) {
    std::istringstream lines(FormatTable(Wide(), {.screen_width = width}));
    // What stands below a row has some room of its own.
    const size_t allowed = std::max<size_t>(width, 26);
    for (std::string line; std::getline(lines, line);) {
      EXPECT_LE(DisplayWidth(line), allowed) << width << ": " << line;
    }
  }
}

TEST(TableTest, FieldsWithoutAValueAreForProgramsOnly) {
  FieldsTable fields(Language::kItalian, {"Piano", "Plan"});
  fields.Add("title", {"titolo", "title"}, "Piano 2025");
  fields.Add("closed_on", {"chiuso il", "closed on"}, "");
  fields.Add("state", {"stato", "state"}, "in corso", "RUNNING");
  const Table table = std::move(fields).Take();
  EXPECT_EQ(FormatTable(table, {}), "Piano\ntitolo  Piano 2025\nstato   in corso\n");
  EXPECT_EQ(FormatCsv(table), "field,value\ntitle,Piano 2025\nclosed_on,\nstate,RUNNING\n");
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
  const Table table{
      .columns = {{.key = "percent", .heading = {"%", "%"}},
                  {.key = "original", .medium = Medium::kCsv}},
      .rows = {{{.text = "40%", .csv = "40"}, {"30"}}, {{std::string(kNoValue)}, {}}}};
  EXPECT_EQ(FormatCsv(table), "percent,original\n40,30\n,\n");
  EXPECT_EQ(FormatTable(table, {}), "%\n40%\n—\n");
}

TEST(CsvTest, ColumnsForTheScreenAreNotThere) {
  const Table table{.columns = {{.key = "a"}, {.key = "dressed", .medium = Medium::kScreen}},
                    .rows = {{{"1"}, {"uno"}}}};
  EXPECT_EQ(FormatCsv(table), "a\n1\n");
}

TEST(CsvTest, NoTextBecomesAFormula) {
  const Table table{.columns = {{.key = "a"}},
                    .rows = {{{"=1+1"}}, {{"-1143"}}, {{"-12.50"}}, {{"@x"}}, {{"+cmd"}}}};
  EXPECT_EQ(FormatCsv(table), "a\n'=1+1\n-1143\n-12.50\n'@x\n'+cmd\n");
  // A spreadsheet computes these.
  const Table sums{.columns = {{.key = "a"}},
                   .rows = {{{"-1+1"}}, {{"+2-3"}}, {{"--1"}}, {{"-1.2.3"}}, {{"-"}}, {{"+3"}}}};
  EXPECT_EQ(FormatCsv(sums), "a\n'-1+1\n'+2-3\n'--1\n'-1.2.3\n'-\n+3\n");
}

}  // namespace
}  // namespace traguardo::cli
