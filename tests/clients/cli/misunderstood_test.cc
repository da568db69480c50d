// What somebody typed and meant otherwise: said, and nothing sent, instead of done in another way.

#include <set>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/clients/cli/program_run.h"
#include "traguardo/api/v1/monitoring_service.pb.h"
#include "traguardo/api/v1/plan_service.pb.h"
#include "traguardo/api/v1/projection_service.pb.h"

namespace traguardo::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

using Words = std::vector<std::string>;

void ExpectRefused(const Words& arguments, const std::string& says) {
  FakeServer server;
  const RunResult result = RunProgramWith(arguments, {.server = &server});
  EXPECT_EQ(result.exit_code, 2) << arguments[0] << " " << arguments[1];
  EXPECT_THAT(result.err, HasSubstr(says));
  EXPECT_EQ(result.out, "");
  EXPECT_THAT(server.calls(), IsEmpty()) << arguments[0] << " " << arguments[1];
}

TEST(MisunderstoodTest, AMomentOfReadingIsNoDayOfAFact) {
  ExpectRefused({"progress", "record", "ob-1", "--percent", "40", "--as-of", "2025-01-01"},
                "--as-of non vale per questo comando; per il giorno del fatto usare --on");
  ExpectRefused({"--as-of", "2025-01-01", "progress", "record", "ob-1", "--percent", "40"},
                "per il giorno del fatto usare --on");
}

TEST(MisunderstoodTest, AMomentIsRefusedWhereItWouldDoNothing) {
  const Words verbs[] = {{"progress", "record", "ob-1", "--percent", "40"},
                         {"plan", "adopt", "--act", "GC 9 2025-01-30"},
                         {"round", "close", "giugno"},
                         {"facts", "record", "--from", "-"},
                         {"facts", "withdraw-texts", "--position", "3", "--reason", "x"},
                         {"watch", "2025"},
                         {"import", "f.yaml"},
                         {"ente", "list"},
                         {"admin", "ready"},
                         {"admin", "stats"},
                         {"admin", "rebuild"},
                         {"admin", "check"},
                         {"completion", "bash"}};
  for (const Words& verb : verbs) {
    for (const Words& option : {Words{"--as-of", "2025-01-01"}, Words{"--known-at", "2025-01-01"},
                                Words{"--min-position", "5"}}) {
      Words arguments = verb;
      arguments.insert(arguments.end(), option.begin(), option.end());
      ExpectRefused(arguments, option[0] + " non vale per questo comando");
    }
  }
  for (const Words& verb : {Words{"facts", "list"}, Words{"export", "2025"}}) {
    Words arguments = verb;
    arguments.insert(arguments.end(), {"--as-of", "2025-01-01"});
    ExpectRefused(arguments, "--as-of non vale");
  }
}

TEST(MisunderstoodTest, TwoSubjectsAreNotOne) {
  ExpectRefused(
      {"scostamento", "record", "ob-1", "--indicator", "atti", "--deadline", "--description", "x"},
      "--deadline: non può stare insieme a --indicator");
  ExpectRefused({"scostamento", "record", "ob-1", "--milestone", "m1", "--indicator", "atti",
                 "--description", "x"},
                "non può stare insieme a --indicator");
  ExpectRefused(
      {"objective", "define", "ob-1", "--code", "T1", "--title", "x", "--kind", "operativo",
       "--unit", "a", "--scope", "s", "--deadline", "2025-06-30", "--continuous"},
      "--continuous: non può stare insieme a --deadline");
}

TEST(MisunderstoodTest, ATimeOfManyPartsIsOneTime) {
  FakeServer server;
  RunProgramWith({"objective", "define", "ob-1", "--code", "T1", "--title", "x", "--kind",
                  "operativo", "--unit", "a", "--scope", "s", "--multi-year",
                  "2025-01-01..2026-12-31", "--this-year", "30/11/2025"},
                 {.server = &server});
  const auto shape = server.Last<api::v1::DefineObjectiveRequest>("DefineObjective")
                         .objective()
                         .definition()
                         .time_shape();
  EXPECT_EQ(shape.multi_year().this_year_deadline(), "2025-11-30");
  EXPECT_EQ(shape.multi_year().period().to(), "2026-12-31");
}

TEST(MisunderstoodTest, AProposalWithoutAChangeNamesTheOptionsOfChanges) {
  ExpectRefused({"ripianificazione", "propose", "ob-1", "--reason", "x"},
                "indicare almeno una fra: --deadline, --weight, --units, --target");
}

TEST(MisunderstoodTest, APartThatIsMissingIsCalledByItsOptions) {
  ExpectRefused({"scostamento", "record", "ob-1", "--description", "x"},
                "indicare almeno una fra: --indicator, --milestone, --deadline, --progress");
  ExpectRefused({"objective", "define", "ob-1", "--code", "T1", "--title", "x", "--kind",
                 "operativo", "--unit", "a", "--scope", "s"},
                "indicare almeno una fra: --deadline, --continuous, --season");
}

TEST(MisunderstoodTest, AFigureThatMayBeAThousandTimesAsMuchIsAsked) {
  ExpectRefused({"measure", "record", "ob-1", "atti", "--value", "1.250"},
                "--value: \"1.250\" si può leggere in due modi: scrivere 1.25 oppure 1250");
  ExpectRefused({"ripianificazione", "propose", "ob-1", "--reason", "x", "--target", "atti=1.250"},
                "--target: \"1.250\"");
  ExpectRefused({"plan", "resources", "ob-1", "--resource", "640.000 euro"},
                "--resource: \"640.000\"");
  ExpectRefused({"objective", "define", "ob-1", "--code", "T1", "--title", "x", "--kind",
                 "operativo", "--unit", "a", "--scope", "s", "--deadline", "2025-06-30",
                 "--indicator", "atti:crescente:1.800:atti:Atti"},
                "--indicator: \"1.800\"");
}

TEST(MisunderstoodTest, ACodeIsNoIdAndAnOptionIsNamed) {
  ExpectRefused({"progress", "record", "T1", "--percent", "1"},
                "\"T1\" non è l'id di un obiettivo: un id ha solo minuscole");
  ExpectRefused({"round", "close", "Giugno"}, "traguardo round list");
  ExpectRefused({"status", "--year", "duemila"}, "--year (o TRAGUARDO_YEAR): \"duemila\"");
  ExpectRefused({"progress", "record", "ob-1", "--percent", "1", "--ente", "Comune X"},
                "--ente (o TRAGUARDO_ENTE): \"Comune X\"");
  ExpectRefused({"ente", "register", "Comune X", "--name", "x"}, "non è un ente");
}

TEST(MisunderstoodTest, NoRowsIsNoLimit) {
  ExpectRefused({"objective", "list", "-n", "0"}, "--limit: \"0\": serve un numero da 1 in su");
  ExpectRefused({"facts", "list", "-n", "x"}, "senza -n si vedono tutte");
}

TEST(MisunderstoodTest, RowsThatALimitLeavesOutAreMentioned) {
  FakeServer server;
  api::v1::ListObjectivesResponse page;
  page.add_objectives()->set_id("ob-1");
  page.set_next_page_token("more");
  server.Answer("ListObjectives", page);
  const RunResult some = RunProgramWith({"objective", "list", "-n", "1"}, {.server = &server});
  EXPECT_EQ(some.exit_code, 0);
  EXPECT_THAT(some.err, AllOf(HasSubstr("Righe mostrate: 1;"), HasSubstr("senza -n")));
  page.clear_next_page_token();
  server.Answer("ListObjectives", page);
  EXPECT_EQ(RunProgramWith({"objective", "list", "-n", "1"}, {.server = &server}).err, "");
}

TEST(MisunderstoodTest, WordsOfTablesAndDaysAsActsWriteThemCanBeTyped) {
  FakeServer server;
  RunProgramWith({"measure", "record", "ob-1", "atti", "--value", "71,5", "--precision", "circa",
                  "--source", "misurato", "--on", "30/06/2025"},
                 {.server = &server});
  const auto measured = server.Last<api::v1::RecordMeasurementRequest>("RecordMeasurement");
  EXPECT_EQ(measured.measurement().value(), "71.5");
  EXPECT_EQ(measured.measurement().precision(), event::v1::MEASUREMENT_PRECISION_ABOUT);
  EXPECT_EQ(measured.measurement().source(), event::v1::MEASUREMENT_SOURCE_MEASURED);
  EXPECT_EQ(measured.header().effective_on(), "2025-06-30");
  for (const char* word : {"raggiunto in parte", "raggiunto-in-parte", "partly-reached"}) {
    RunProgramWith({"progress", "outcome", "ob-1", "--outcome", word}, {.server = &server});
    EXPECT_EQ(server.Last<api::v1::StateOutcomeRequest>("StateOutcome").outcome().outcome(),
              event::v1::OUTCOME_PARTLY_REACHED);
  }
  RunProgramWith({"status", "--as-of", "30/06/2025", "--known-at", "1/7/2025"},
                 {.server = &server});
  const auto moment = server.Last<api::v1::GetOverviewRequest>("GetOverview").moment();
  EXPECT_EQ(moment.as_of(), "2025-06-30");
  EXPECT_EQ(moment.known_at(), "2025-07-01");
  RunProgramWith({"ripianificazione", "propose", "ob-1", "--reason", "x", "--deadline",
                  "30/11/2025", "--milestone", "m1=1/12/2025"},
                 {.server = &server});
  const auto proposal =
      server.Last<api::v1::ProposeRipianificazioneRequest>("ProposeRipianificazione").proposal();
  EXPECT_EQ(proposal.changes(0).deadline(), "2025-11-30");
  EXPECT_EQ(proposal.changes(1).milestone().due(), "2025-12-01");
}

TEST(MisunderstoodTest, TheHelpSaysHowActsAreWritten) {
  for (const Words& verb : {Words{"plan", "adopt"}, Words{"progress", "record"}}) {
    Words arguments = verb;
    arguments.push_back("--help");
    const RunResult help = RunProgramWith(arguments);
    for (const char* word : {"GC", "DCC", "DET", "DSG", "NV", "PROT", "ORGANO/TIPO"}) {
      EXPECT_THAT(help.out, HasSubstr(word));
    }
  }
  EXPECT_THAT(RunProgramWith({"progress", "outcome", "--help"}).out,
              HasSubstr("raggiunto|raggiunto-in-parte|non-raggiunto"));
  EXPECT_THAT(RunProgramWith({"progress", "outcome", "--help", "--lang", "en"}).out,
              HasSubstr("reached|partly-reached|not-reached"));
}

TEST(MisunderstoodTest, WhatTheServerAdvisesNamesOptions) {
  FakeServer server;
  api::v1::RecordProgressResponse response;
  response.mutable_outcome()->add_warnings()->set_message("Controllare effective_on.");
  server.Answer("RecordProgress", response);
  EXPECT_THAT(
      RunProgramWith({"progress", "record", "ob-1", "--percent", "1"}, {.server = &server}).err,
      AllOf(HasSubstr("Controllare --on."), Not(HasSubstr("effective_on"))));
  server.Refuse("AdoptPlan", grpc::StatusCode::FAILED_PRECONDITION, "LATENESS_REASON_MISSING",
                "Indicare lateness_reason");
  EXPECT_THAT(
      RunProgramWith({"plan", "adopt", "--act", "GC 9 2025-01-30"}, {.server = &server}).err,
      HasSubstr("Indicare --lateness-reason"));
}

}  // namespace
}  // namespace traguardo::cli
