// Where what the program says goes, in which order, and what happens when it cannot go there.

#include <sstream>
#include <streambuf>
#include <string>
#include <vector>

#include "clients/cli/program.h"
#include "gmock/gmock.h"
#include "google/protobuf/duration.pb.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "gtest/gtest.h"
#include "tests/clients/cli/program_run.h"
#include "traguardo/api/v1/monitoring_service.pb.h"
#include "traguardo/api/v1/projection_service.pb.h"

namespace traguardo::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using Words = std::vector<std::string>;

// Takes nothing, as a full disk.
class FullDisk : public std::streambuf {
 protected:
  int_type overflow(int_type) override { return traits_type::eof(); }
  std::streamsize xsputn(const char*, std::streamsize) override { return 0; }
};

class OutputTest : public testing::Test {
 protected:
  int RunInto(std::ostream& out, const Words& words) {
    std::istringstream in;
    Environment environment{
        .out = out,
        .err = err_,
        .in = in,
        .variable =
            [](const char* name) {
              const std::string wanted = name;
              if (wanted == "TRAGUARDO_TOKEN") return std::string("secret");
              if (wanted == "TRAGUARDO_ENTE") return std::string("demo");
              return std::string(wanted == "TRAGUARDO_YEAR" ? "2025" : "");
            },
        .channel = server_.channel(),
    };
    return RunProgram(words, environment);
  }

  FakeServer server_;
  std::ostringstream err_;
};

TEST_F(OutputTest, WhatCouldNotBeWrittenIsSaid) {
  for (const Words& words : {Words{"--help"}, Words{"version"}, Words{"objective", "list"},
                             Words{"progress", "record", "ob-1", "--percent", "1"}}) {
    FullDisk disk;
    std::ostream out(&disk);
    err_.str("");
    EXPECT_EQ(RunInto(out, words), 7) << words[0];
    EXPECT_EQ(err_.str(),
              "traguardo: lo standard output non si può scrivere (il disco è pieno, o chi legge ha "
              "chiuso): il testo non è completo.\n");
  }
}

TEST_F(OutputTest, AYearThatCouldNotBeWrittenIsNotCalledExported) {
  FullDisk disk;
  std::ostream out(&disk);
  EXPECT_EQ(RunInto(out, {"export"}), 7);
  EXPECT_THAT(err_.str(), HasSubstr("non si può scrivere"));
  EXPECT_THAT(err_.str(), Not(HasSubstr("voci")));
}

// Whoever waits for a word about it, or gives up waiting, knows that it is recorded.
TEST_F(OutputTest, ThatAMeasurementIsRecordedIsSaidBeforeItsUnitOfMeasureIsAskedFor) {
  std::ostringstream out;
  std::string seen;
  server_.On("GetObjective", [&](const std::string&) {
    seen = out.str();
    return FakeAnswer{.messages = {""}};
  });
  EXPECT_EQ(RunInto(out, {"measure", "record", "ob-1", "atti", "--value", "3"}), 0);
  EXPECT_THAT(seen, testing::StartsWith("Registrato (posizione"));
  EXPECT_THAT(out.str(), HasSubstr("\n  ob-1, oggi: misura — atti: 3\n"));
}

TEST_F(OutputTest, TheUnitOfMeasureIsAskedForOnce) {
  google::rpc::Status status;
  status.set_code(static_cast<int>(grpc::StatusCode::UNAVAILABLE));
  google::rpc::ErrorInfo info;
  info.set_domain("traguardo");
  info.set_reason("VIEWS_BEHIND");
  status.add_details()->PackFrom(info);
  google::rpc::RetryInfo retry;
  retry.mutable_retry_delay()->set_nanos(1);
  status.add_details()->PackFrom(retry);
  int asked = 0;
  server_.On("GetObjective", [&, details = status.SerializeAsString()](const std::string&) {
    ++asked;
    return FakeAnswer{.status = grpc::Status(grpc::StatusCode::UNAVAILABLE, "more", details)};
  });
  std::ostringstream out;
  EXPECT_EQ(RunInto(out, {"measure", "record", "ob-1", "atti", "--value", "3"}), 0);
  EXPECT_EQ(asked, 1);
  EXPECT_EQ(err_.str(), "");
}

TEST_F(OutputTest, AHistorySaysWhenItWasKnown) {
  const auto facts = [&](const Words& more) {
    Words words{"facts", "list", "ob-1"};
    words.insert(words.end(), more.begin(), more.end());
    std::ostringstream out;
    EXPECT_EQ(RunInto(out, words), 0);
    return out.str();
  };
  EXPECT_THAT(facts({"--known-at", "2025-06-30"}),
              testing::StartsWith("I fatti noti al 2025-06-30:\n"));
  EXPECT_THAT(facts({"--known-at", "41", "--lang", "en"}),
              testing::StartsWith("The facts known at position 41:\n"));
  EXPECT_THAT(facts({}), Not(HasSubstr("noti")));
  EXPECT_THAT(facts({"--known-at", "41", "--format", "csv"}), testing::StartsWith("position,"));
  // Facts are not judged.
  EXPECT_EQ(err_.str(), "");
}

}  // namespace
}  // namespace traguardo::cli
