#include <string>

#include "gmock/gmock.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "gtest/gtest.h"
#include "tests/clients/cli/program_run.h"
#include "traguardo/api/v1/projection_service.pb.h"

namespace traguardo::cli {
namespace {

using api::v1::WatchRequest;
using api::v1::WatchResponse;
using ::testing::HasSubstr;

WatchResponse Progress(const std::string& percent, uint64_t position, const std::string& token) {
  WatchResponse response;
  auto* objective = response.add_objectives();
  objective->set_id("ob-1");
  objective->set_title("Accertamenti");
  objective->add_results()->set_percent(percent);
  objective->mutable_today()->set_state(view::v1::OBJECTIVE_STATE_RUNNING);
  response.set_position(position);
  response.set_snapshot_complete(true);
  response.set_resume_token(token);
  return response;
}

std::string Bytes(const WatchResponse& response) { return response.SerializeAsString(); }

TEST(WatchTest, ShowsTheSnapshotAndThenWhatChanges) {
  FakeServer server;
  server.On("Watch", [](const std::string&) {
    return FakeAnswer{.messages = {Bytes(Progress("30", 5, "a")), Bytes(Progress("40", 6, "b"))},
                      .goes_on = true};
  });
  const RunResult result = RunProgramWith({"watch", "--events", "1"}, {.server = &server});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(result.out,
            "5  obiettivo  ob-1  in corso  30% Accertamenti\n"
            "6  obiettivo  ob-1  in corso  40% Accertamenti\n");
  EXPECT_THAT(result.err, HasSubstr("posizione 5"));
  EXPECT_EQ(server.Last<WatchRequest>("Watch").views_size(), 4);
}

TEST(WatchTest, ARowThatLooksTheSameSaysNothing) {
  FakeServer server;
  server.On("Watch", [](const std::string&) {
    return FakeAnswer{.messages = {Bytes(Progress("30", 5, "a")), Bytes(Progress("30", 6, "b"))},
                      .goes_on = true};
  });
  const RunResult result = RunProgramWith({"watch", "--events", "1"}, {.server = &server});
  EXPECT_EQ(result.out, "5  obiettivo  ob-1  in corso  30% Accertamenti\n");
}

TEST(WatchTest, ABrokenWatchResumesWhereItWas) {
  FakeServer server;
  server.On("Watch", [](const std::string& bytes) {
    WatchRequest request;
    request.ParseFromString(bytes);
    if (request.resume_token().empty()) {
      return FakeAnswer{.messages = {Bytes(Progress("30", 5, "five"))},
                        .status = grpc::Status(grpc::StatusCode::UNAVAILABLE, "gone")};
    }
    EXPECT_EQ(request.resume_token(), "five");
    return FakeAnswer{.messages = {Bytes(Progress("50", 9, "nine"))}, .goes_on = true};
  });
  const RunResult result = RunProgramWith({"watch", "--events", "1"}, {.server = &server});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("9  obiettivo  ob-1  in corso  50%"));
  EXPECT_THAT(result.err, HasSubstr("Connessione ripresa."));
}

TEST(WatchTest, AWatcherThatWasCutResumes) {
  google::rpc::Status cut;
  cut.set_code(8);
  google::rpc::ErrorInfo info;
  info.set_domain("traguardo");
  info.set_reason("WATCHER_TOO_SLOW");
  cut.add_details()->PackFrom(info);
  FakeServer server;
  int opened = 0;
  server.On("Watch", [&, details = cut.SerializeAsString()](const std::string&) {
    if (++opened == 1) {
      return FakeAnswer{
          .messages = {Bytes(Progress("30", 5, "five"))},
          .status = grpc::Status(grpc::StatusCode::RESOURCE_EXHAUSTED, "slow", details)};
    }
    return FakeAnswer{.messages = {Bytes(Progress("50", 9, "nine"))}, .goes_on = true};
  });
  EXPECT_EQ(RunProgramWith({"watch", "--events", "1"}, {.server = &server}).exit_code, 0);
  EXPECT_EQ(opened, 2);
}

TEST(WatchTest, ARefusedWatchEnds) {
  FakeServer server;
  server.Refuse("Watch", grpc::StatusCode::PERMISSION_DENIED, "PERMISSION_DENIED", "non si può");
  EXPECT_EQ(RunProgramWith({"watch"}, {.server = &server}).exit_code, 4);
}

TEST(WatchTest, ProgramsGetOneMessageALineWithTheTokenToResume) {
  FakeServer server;
  server.On("Watch", [](const std::string&) {
    return FakeAnswer{.messages = {Bytes(Progress("30", 5, "a")), Bytes(Progress("40", 6, "b"))},
                      .goes_on = true};
  });
  const RunResult result = RunProgramWith(
      {"watch", "--events", "1", "--format", "json", "--view", "objectives", "--resume", "t0"},
      {.server = &server});
  EXPECT_EQ(std::count(result.out.begin(), result.out.end(), '\n'), 2);
  EXPECT_THAT(result.out, HasSubstr("\"resumeToken\":\"b\""));
  const auto request = server.Last<WatchRequest>("Watch");
  EXPECT_EQ(request.resume_token(), "t0");
  EXPECT_EQ(request.views_size(), 1);
}

TEST(WatchTest, TheTableForProgramsHasOneHeadingAndNoWordsOfALanguage) {
  FakeServer server;
  server.On("Watch", [](const std::string&) {
    return FakeAnswer{.messages = {Bytes(Progress("30", 5, "a")), Bytes(Progress("40", 6, "b"))},
                      .goes_on = true};
  });
  EXPECT_EQ(RunProgramWith({"watch", "--events", "1", "--format", "csv"}, {.server = &server}).out,
            "position,view,id,state,text\n"
            "5,WATCHED_VIEW_OBJECTIVES,ob-1,OBJECTIVE_STATE_RUNNING,30% Accertamenti\n"
            "6,WATCHED_VIEW_OBJECTIVES,ob-1,OBJECTIVE_STATE_RUNNING,40% Accertamenti\n");
}

}  // namespace
}  // namespace traguardo::cli
