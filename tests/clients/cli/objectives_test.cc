// What the tables of objectives say where the row alone would be misread.

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/clients/cli/reads_fixture.h"

namespace traguardo::cli {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

class ObjectivesTest : public ReadsTest {};

TEST_F(ObjectivesTest, AUnitThatHasLeftIsNotWaitedFor) {
  server_.Answer("ListObjectives", Read<api::v1::ListObjectivesResponse>(R"(
    objectives { id: "pagamenti" units: "tributi" units: "anagrafe"
                 results { unit: "tributi" declaration: DECLARATION_DECLARED percent: "40" }
                 results { unit: "anagrafe" declaration: DECLARATION_NOT_DECLARED }
                 results { unit: "cultura" declaration: DECLARATION_NOT_APPLICABLE } })"));
  EXPECT_THAT(RunVerb({"objective", "list"}).out, HasSubstr(" 1/2"));
  EXPECT_THAT(RunVerb({"objective", "list", "--format", "csv"}).out, HasSubstr(",1,2,"));
}

// The miss itself tells the first change only, and not of what it is.
TEST_F(ObjectivesTest, WhatAnActTookBackIsSaidThingByThing) {
  server_.Answer("ListObjectives", Read<api::v1::ListObjectivesResponse>(R"(
    objectives {
      id: "scuola"
      unexplained_variations { ripianificazione: "r1" what: "deadline" before: "2025-06-30"
                               after: "2025-12-31" decided_on: "2025-07-10" }
      unexplained_variations { ripianificazione: "r1" what: "indicator:ore/target" before: "400"
                               after: "250" decided_on: "2025-07-11" }
      unexplained_variations { ripianificazione: "r1" what: "milestone:gara removed"
                               before: "2025-08-31" decided_on: "2025-09-01" }
      unexplained_variations { ripianificazione: "r2" what: "phase:lavori/end" before: "2025-05-31"
                               after: "2025-10-31" decided_on: "2025-07-12" }
      today { date: "2025-07-18"
              silent_misses { subject: "ripianificazione:r1" planned: "2025-06-30"
                              actual: "2025-12-31" since: "2025-07-10" } } })"));
  const std::string out = RunVerb({"status"}).out;
  EXPECT_THAT(out,
              ContainsRegex("ripianificazione r1: scadenza +2025-06-30 +2025-12-31 +2025-07-10"));
  EXPECT_THAT(out, ContainsRegex(
                       "ripianificazione r1: indicatore ore: valore atteso +400 +250 +2025-07-11"));
  EXPECT_THAT(out, Not(HasSubstr("gara"))) << "not to be seen before September";
  EXPECT_THAT(out, Not(HasSubstr("r2"))) << "of another act";
}

TEST_F(ObjectivesTest, AResponsabileWhomNobodyKnowsIsSaid) {
  server_.Answer("ListObjectives",
                 Read<api::v1::ListObjectivesResponse>("position: 9 as_of: '2025-07-18'"));
  const RunResult typo = RunVerb({"objective", "list", "--responsabile", "tributii"});
  EXPECT_EQ(typo.exit_code, 0);
  EXPECT_EQ(typo.out, "Nessuna riga.\n");
  EXPECT_THAT(typo.err,
              HasSubstr("\"tributii\" risponde di un obiettivo del 2025 (al 2025-07-18)"));
  EXPECT_EQ(RunVerb({"objective", "list", "--state", "late"}).err, "");

  // Somebody who is known and has nothing of the kind.
  server_.On("ListObjectives", [](const std::string& bytes) {
    api::v1::ListObjectivesRequest request;
    request.ParseFromString(bytes);
    api::v1::ListObjectivesResponse response;
    if (request.filter().states().empty()) response.add_objectives()->set_id("ob-1");
    return FakeAnswer{.messages = {response.SerializeAsString()}};
  });
  const RunResult known =
      RunVerb({"objective", "list", "--responsabile", "tributi", "--state", "late"});
  EXPECT_EQ(known.out, "Nessuna riga.\n");
  EXPECT_EQ(known.err, "");
}

}  // namespace
}  // namespace traguardo::cli
