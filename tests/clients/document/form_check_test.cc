#include "clients/document/form_check.h"

#include <string>

#include "clients/document/year_document.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace traguardo::document {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<Mistake> MistakesOf(const std::string& text) {
  const YearDocumentText read = ReadYearDocument(text);
  EXPECT_THAT(read.mistakes, IsEmpty()) << read.mistakes.front().english;
  return CheckForm(read.document, read.lines);
}

std::string Entry(const std::string& fact) {
  return "ente: demo\nyear: 2025\neffectiveOn: 2025-01-07\nentries:\n"
         "  - effectiveOn: 2025-06-30\n    objective: ob-1\n    fact: " +
         fact + "\n";
}

TEST(FormCheckTest, TheDemoYearIsWellFormed) {
  const auto read = LoadYearDocument(TRAGUARDO_DEMO_YEAR);
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_THAT(read->mistakes, IsEmpty());
  EXPECT_THAT(CheckForm(read->document, read->lines), IsEmpty());
  EXPECT_THAT(ToCommands(*read).mistakes, IsEmpty());
}

TEST(FormCheckTest, WhatIsRequiredIsMissedByName) {
  const auto mistakes = MistakesOf(Entry("{progressRecorded: {note: a}}"));
  ASSERT_THAT(mistakes, SizeIs(1));
  EXPECT_EQ(mistakes[0].path, "entries[0].fact.progressRecorded.percent");
  EXPECT_EQ(mistakes[0].line, 7);
}

TEST(FormCheckTest, PercentsLieBetweenZeroAndHundred) {
  for (const char* good : {"0", "40", "99.999", "100", "100.00"}) {
    EXPECT_THAT(MistakesOf(Entry(std::string("{progressRecorded: {percent: ") + good + "}}")),
                IsEmpty())
        << good;
  }
  for (const char* bad : {"-1", "101", "100.01", "1000", "quaranta", "40%", "'40,5'", "+1", "007"}) {
    EXPECT_THAT(MistakesOf(Entry(std::string("{progressRecorded: {percent: ") + bad + "}}")),
                SizeIs(1))
        << bad;
  }
}

TEST(FormCheckTest, DecimalsHaveAtMostEighteenDigits) {
  const auto with = [](const std::string& value) {
    return Entry("{measurementRecorded: {indicator: a, precision: EXACT, value: \"" + value + "\"}}");
  };
  EXPECT_THAT(MistakesOf(with("123456789.123456789")), IsEmpty());
  EXPECT_THAT(MistakesOf(with("-12.50")), IsEmpty());
  EXPECT_THAT(MistakesOf(with("1234567890.123456789")), SizeIs(1));
  EXPECT_THAT(MistakesOf(with("0.1234567890")), SizeIs(1));
  EXPECT_THAT(MistakesOf(with("1e3")), SizeIs(1));
}

TEST(FormCheckTest, DatesExist) {
  const auto on = [](const std::string& date) {
    return "ente: demo\nyear: 2025\neffectiveOn: " + date + "\n";
  };
  for (const char* good : {"2025-02-28", "2024-02-29", "2025-02", "2025"}) {
    EXPECT_THAT(MistakesOf(on(good)), IsEmpty()) << good;
  }
  for (const char* bad : {"2025-02-29", "2025-13", "2025-04-31", "28/02/2025", "2025-2-8"}) {
    EXPECT_THAT(MistakesOf(on(bad)), SizeIs(1)) << bad;
  }
}

TEST(FormCheckTest, ADayIsAWholeDay) {
  const auto mistakes = MistakesOf(
      "ente: demo\nyear: 2025\neffectiveOn: 2025\nplan: {adoptionTerm: 2025-01, relazioneTerm: "
      "2026-06-30}\n");
  ASSERT_THAT(mistakes, SizeIs(1));
  EXPECT_THAT(mistakes[0].english, HasSubstr("day"));
}

TEST(FormCheckTest, IdsAreSmall) {
  EXPECT_THAT(MistakesOf("ente: Demo\nyear: 2025\neffectiveOn: 2025\n"), SizeIs(1));
  EXPECT_THAT(MistakesOf("ente: " + std::string(61, 'a') + "\nyear: 2025\neffectiveOn: 2025\n"),
              SizeIs(1));
}

TEST(FormCheckTest, LabelsAreOneBoundedLine) {
  EXPECT_THAT(MistakesOf("ente: demo\nyear: 2025\neffectiveOn: 2025\n"
                         "registration: {kind: COMUNE, name: \"a\\nb\"}\n"),
              SizeIs(1));
  EXPECT_THAT(MistakesOf("ente: demo\nyear: 2025\neffectiveOn: 2025\n"
                         "registration: {kind: COMUNE, name: " + std::string(201, 'a') + "}\n"),
              SizeIs(1));
}

TEST(FormCheckTest, TheCorrectedPositionMayComeLater) {
  EXPECT_THAT(MistakesOf(Entry("{factCorrected: {reason: errore}}")), IsEmpty());
}

}  // namespace
}  // namespace traguardo::document
