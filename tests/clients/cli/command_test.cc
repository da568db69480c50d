// What verbs that record something send, and how they show what came back.

#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/clients/cli/program_run.h"
#include "tests/testing/temporary_directory.h"
#include "traguardo/api/v1/monitoring_service.pb.h"
#include "traguardo/api/v1/plan_service.pb.h"

namespace traguardo::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

using Words = std::vector<std::string>;

RunResult RunVerb(FakeServer& server, const Words& arguments, const std::string& in = "") {
  return RunProgramWith(arguments, {.in = in, .server = &server});
}

api::v1::RecordProgressResponse Recorded(uint64_t first, uint64_t last) {
  api::v1::RecordProgressResponse response;
  response.mutable_outcome()->set_first_position(first);
  response.mutable_outcome()->set_position(last);
  response.mutable_outcome()->set_revision(7);
  return response;
}

TEST(CommandTest, ProgressSaysEverythingThatWasTyped) {
  FakeServer server;
  server.Answer("RecordProgress", Recorded(12, 12));
  const RunResult result = RunVerb(server, {"progress",
                                            "record",
                                            "ob-1",
                                            "--percent",
                                            "40",
                                            "--on",
                                            "2025-06-30",
                                            "--note",
                                            "a metà",
                                            "--unit",
                                            "tributi",
                                            "--on-behalf-of",
                                            "responsabile.tributi",
                                            "--expected-revision",
                                            "6",
                                            "--evidence-act",
                                            "DET 4 2025-06-29",
                                            "--evidence-uri",
                                            "https://example.org/a.pdf",
                                            "--request-id",
                                            "mine"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out, ::testing::StartsWith("Registrato (posizione 12, revisione 7).\n"));
  EXPECT_EQ(result.err, "");
  const auto request = server.Last<api::v1::RecordProgressRequest>("RecordProgress");
  EXPECT_EQ(request.objective(), "enti/demo/plans/2025/objectives/ob-1");
  EXPECT_EQ(request.progress().percent(), "40");
  EXPECT_EQ(request.progress().note(), "a metà");
  EXPECT_EQ(request.unit(), "tributi");
  EXPECT_EQ(request.header().request_id(), "mine");
  EXPECT_EQ(request.header().effective_on(), "2025-06-30");
  EXPECT_EQ(request.header().on_behalf_of(), "responsabile.tributi");
  EXPECT_EQ(request.header().expected_revision(), 6u);
  EXPECT_EQ(request.header().evidence().act().number(), "4");
  EXPECT_EQ(request.header().evidence().uri(), "https://example.org/a.pdf");
}

TEST(CommandTest, EveryCommandHasARequestIdOfItsOwn) {
  FakeServer server;
  std::set<std::string> ids;
  for (int i = 0; i < 3; ++i) {
    RunVerb(server, {"progress", "record", "ob-1", "--percent", "0"});
    const auto request = server.Last<api::v1::RecordProgressRequest>("RecordProgress");
    ids.insert(request.header().request_id());
    EXPECT_FALSE(request.header().has_expected_revision());
    EXPECT_EQ(request.progress().percent(), "0");
  }
  EXPECT_EQ(ids.size(), 3u);
}

TEST(CommandTest, WarningsGoToStandardErrorAndLeaveTheExitCode) {
  FakeServer server;
  auto response = Recorded(12, 14);
  response.mutable_outcome()->add_warnings()->set_message("meno di prima");
  server.Answer("RecordProgress", response);
  const RunResult result = RunVerb(server, {"progress", "record", "ob-1", "--percent", "1"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out, ::testing::StartsWith(
                              "Registrati 3 fatti insieme (posizioni 12-14, revisione 7).\n"));
  EXPECT_EQ(result.err, "Attenzione: meno di prima\n");
}

TEST(CommandTest, ProgramsGetJsonOrCsv) {
  FakeServer server;
  server.Answer("RecordProgress", Recorded(12, 12));
  const Words verb{"progress", "record", "ob-1", "--percent", "1"};
  Words json = verb;
  json.insert(json.end(), {"--format", "json"});
  EXPECT_THAT(RunVerb(server, json).out, HasSubstr("\"position\": \"12\""));
  Words csv = verb;
  csv.insert(csv.end(), {"--format", "csv"});
  EXPECT_EQ(RunVerb(server, csv).out, "first_position,position,revision,warnings\n12,12,7,0\n");
}

TEST(CommandTest, ErrorsHaveTheirWordsReasonAndExitCode) {
  struct Case {
    grpc::StatusCode code;
    std::string reason;
    int exit_code;
  };
  const Case cases[] = {
      {grpc::StatusCode::FAILED_PRECONDITION, "YEAR_CLOSED", 1},
      {grpc::StatusCode::INVALID_ARGUMENT, "FIELD_INVALID", 1},
      {grpc::StatusCode::ABORTED, "REVISION_MISMATCH", 1},
      {grpc::StatusCode::UNAUTHENTICATED, "UNAUTHENTICATED", 4},
      {grpc::StatusCode::PERMISSION_DENIED, "PERMISSION_DENIED", 4},
      {grpc::StatusCode::NOT_FOUND, "OBJECTIVE_UNKNOWN", 5},
  };
  for (const Case& c : cases) {
    FakeServer server;
    server.Refuse("RecordProgress", c.code, c.reason, "non si può");
    const RunResult result = RunVerb(server, {"progress", "record", "ob-1", "--percent", "1"});
    EXPECT_EQ(result.exit_code, c.exit_code) << c.reason;
    EXPECT_EQ(result.out, "");
    EXPECT_EQ(result.err, "traguardo: non si può [" + c.reason + "]\n");
  }
}

TEST(CommandTest, AServersTextCannotMoveTheCursor) {
  FakeServer server;
  server.Refuse("RecordProgress", grpc::StatusCode::ABORTED, "X", "a\033[2Jb");
  EXPECT_THAT(RunVerb(server, {"progress", "record", "ob-1", "--percent", "1"}).err,
              Not(HasSubstr("\033")));
}

TEST(CommandTest, ScostamentoWithCausesInAShortForm) {
  FakeServer server;
  RunVerb(server, {"scostamento", "record", "ob-3", "--indicator", "atti", "--planned", "2500",
                   "--actual", "1357", "--cause", "exogenous:dati in ritardo", "--cause",
                   "endogena:una persona in meno", "--description", "meno atti"});
  const auto request = server.Last<api::v1::RecordScostamentoRequest>("RecordScostamento");
  EXPECT_EQ(request.scostamento().scostamento(), "s1");
  EXPECT_EQ(request.scostamento().subject().indicator(), "atti");
  ASSERT_EQ(request.scostamento().causes_size(), 2);
  EXPECT_EQ(request.scostamento().causes(0).description(), "dati in ritardo");
  EXPECT_EQ(request.scostamento().causes(1).kind(), event::v1::CAUSE_KIND_ENDOGENOUS);
  EXPECT_FALSE(request.scostamento().has_delay_days());

  RunVerb(server, {"scostamento", "record", "ob-3", "--id", "s2", "--deadline", "--delay-days",
                   "45", "--description", "tardi"});
  const auto late = server.Last<api::v1::RecordScostamentoRequest>("RecordScostamento");
  EXPECT_TRUE(late.scostamento().subject().deadline());
  EXPECT_EQ(late.scostamento().delay_days(), 45);
}

TEST(CommandTest, RipianificazioneWithSeveralChanges) {
  FakeServer server;
  RunVerb(server, {"ripianificazione", "propose", "ob-3", "--deadline", "2024-11-30", "--target",
                   "atti=2000", "--phase", "lavori=2024-07-10..2024-11-30", "--weight", "5",
                   "--add-milestone", "m9:2024-10-01:Collaudo", "--scostamento", "s1", "--reason",
                   "impresa", "--id", "r2"});
  const auto request =
      server.Last<api::v1::ProposeRipianificazioneRequest>("ProposeRipianificazione");
  EXPECT_EQ(request.proposal().ripianificazione(), "r2");
  ASSERT_EQ(request.proposal().changes_size(), 5);
  std::set<int> kinds;
  for (const auto& change : request.proposal().changes()) kinds.insert(change.change_case());
  EXPECT_EQ(kinds.size(), 5u);

  RunVerb(server, {"ripianificazione", "propose", "ob-3", "--drop", "--reason", "inutile"});
  EXPECT_TRUE(server.Last<api::v1::ProposeRipianificazioneRequest>("ProposeRipianificazione")
                  .proposal()
                  .changes(0)
                  .has_dropped());
  RunVerb(server, {"ripianificazione", "approve", "ob-3", "r1", "--act", "GC 106 2024-07-03"});
  EXPECT_EQ(server.Last<api::v1::ApproveRipianificazioneRequest>("ApproveRipianificazione")
                .approval()
                .act()
                .number(),
            "106");
}

TEST(CommandTest, AnActDecidesSeveralThingsAtOnce) {
  FakeServer server;
  RunVerb(server, {"plan", "amend", "--act", "GC 106 2025-07-29", "--summary", "variazioni",
                   "--approve", "scuola/r1", "--reject", "pattuglie/r1:si recupera: in autunno"});
  const auto request = server.Last<api::v1::AmendPlanRequest>("AmendPlan");
  EXPECT_EQ(request.plan(), "enti/demo/plans/2025");
  ASSERT_EQ(request.decisions_size(), 2);
  EXPECT_EQ(request.decisions(0).objective(), "enti/demo/plans/2025/objectives/scuola");
  EXPECT_TRUE(request.decisions(0).approved());
  EXPECT_EQ(request.decisions(1).rejection_reason(), "si recupera: in autunno");
}

TEST(CommandTest, AnObjectiveFromOptions) {
  FakeServer server;
  RunVerb(server, {"objective",
                   "define",
                   "ob-1",
                   "--code",
                   "T1",
                   "--title",
                   "Accertamenti",
                   "--kind",
                   "strategic",
                   "--unit",
                   "tributi",
                   "--responsabile",
                   "responsabile.tributi",
                   "--scope",
                   "performance",
                   "--weight",
                   "20",
                   "--season",
                   "2025-07-01..2025-07-31",
                   "--season",
                   "2025-09-05..2025-09-28",
                   "--indicator",
                   "atti:up:1800:atti:Atti notificati"});
  const auto definition =
      server.Last<api::v1::DefineObjectiveRequest>("DefineObjective").objective().definition();
  EXPECT_EQ(definition.time_shape().seasonal().windows_size(), 2);
  EXPECT_EQ(definition.assignments(0).responsabile(), "responsabile.tributi");
  EXPECT_EQ(definition.indicators(0).target(), "1800");
}

TEST(CommandTest, AFileIsCompletedByOptions) {
  const testing::TemporaryDirectory folder;
  const std::string path = folder.File("objective.yaml");
  std::ofstream(path) << "objective: ob-1\ndefinition:\n  code: T1\n  title: Dal file\n"
                         "  kind: STRATEGIC\n  units: [tributi]\n  scope: performance\n"
                         "  timeShape: {byDate: {deadline: 2025-12-31}}\n";
  FakeServer server;
  const RunResult result = RunVerb(server, {"objective", "define", "--from", path, "--title",
                                            "Dalle opzioni", "--weight", "20"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  const auto defined = server.Last<api::v1::DefineObjectiveRequest>("DefineObjective").objective();
  EXPECT_EQ(defined.objective(), "ob-1");
  EXPECT_EQ(defined.definition().title(), "Dalle opzioni");
  EXPECT_EQ(defined.definition().weight(), "20");
  EXPECT_EQ(defined.definition().code(), "T1");
}

TEST(CommandTest, AFileWithAMistakeIsNamedWithItsLineAndSendsNothing) {
  FakeServer server;
  const RunResult result = RunVerb(server, {"ente", "organisation", "--from", "-"},
                                   "units:\n  - id: a\n    tipo: SETTORE\n");
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("-:3: units[0].tipo: campo sconosciuto"));
  EXPECT_THAT(server.calls(), IsEmpty());
}

TEST(CommandTest, AnyCommandFromAFile) {
  FakeServer server;
  const RunResult result = RunVerb(server, {"facts", "record", "--from", "-"},
                                   "command:\n  proposals:\n    - target: enti/demo/plans/2025\n"
                                   "      fact: {yearClosed: {}}\n");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  const auto request = server.Last<api::v1::RecordCommandRequest>("RecordCommand");
  EXPECT_TRUE(request.command().proposals(0).fact().has_year_closed());
  EXPECT_EQ(request.command().header().request_id().size(), 36u);
}

}  // namespace
}  // namespace traguardo::cli
