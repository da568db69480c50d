#include "clients/cpp/call_error.h"

#include <set>
#include <string>

#include "clients/cpp/request_id.h"
#include "gmock/gmock.h"
#include "google/rpc/error_details.pb.h"
#include "gtest/gtest.h"

namespace traguardo::client {
namespace {

using ::testing::MatchesRegex;
using ::testing::SizeIs;

google::rpc::Status FullStatus() {
  google::rpc::Status status;
  status.set_code(9);
  status.set_message("short");
  google::rpc::ErrorInfo info;
  info.set_domain("traguardo");
  info.set_reason("WEIGHTS_NOT_TOTAL");
  (*info.mutable_metadata())["sum"] = "90";
  status.add_details()->PackFrom(info);
  google::rpc::BadRequest bad_request;
  auto* violation = bad_request.add_field_violations();
  violation->set_field("adoption.act");
  violation->set_description("manca");
  status.add_details()->PackFrom(bad_request);
  google::rpc::RetryInfo retry;
  retry.mutable_retry_delay()->set_nanos(500'000'000);
  status.add_details()->PackFrom(retry);
  google::rpc::LocalizedMessage localized;
  localized.set_message("i pesi sommano a 90");
  status.add_details()->PackFrom(localized);
  return status;
}

TEST(CallErrorTest, EveryDetailIsTakenApart) {
  const CallError error = ErrorFrom(FullStatus());
  EXPECT_EQ(error.code, grpc::StatusCode::FAILED_PRECONDITION);
  EXPECT_EQ(error.reason, "WEIGHTS_NOT_TOTAL");
  EXPECT_EQ(error.message, "i pesi sommano a 90");
  EXPECT_EQ(error.details.at("sum"), "90");
  ASSERT_THAT(error.fields, SizeIs(1));
  EXPECT_EQ(error.fields[0].field, "adoption.act");
  EXPECT_EQ(error.retry_after, absl::Milliseconds(500));
}

TEST(CallErrorTest, DetailsTravelInsideAGrpcStatus) {
  const grpc::Status status(grpc::StatusCode::FAILED_PRECONDITION, "short",
                            FullStatus().SerializeAsString());
  EXPECT_EQ(ErrorFrom(status).reason, "WEIGHTS_NOT_TOTAL");
}

TEST(CallErrorTest, SomebodyElsesReasonIsNotOurs) {
  google::rpc::Status status;
  google::rpc::ErrorInfo info;
  info.set_domain("other.example");
  info.set_reason("X");
  status.add_details()->PackFrom(info);
  EXPECT_EQ(ErrorFrom(status).reason, "");
}

TEST(CallErrorTest, DetailsThatAreNoStatusAreIgnored) {
  const grpc::Status status(grpc::StatusCode::INTERNAL, "words", "\xff\xff not a message");
  const CallError error = ErrorFrom(status);
  EXPECT_EQ(error.message, "words");
  EXPECT_EQ(error.reason, "");
}

TEST(CallErrorTest, AServerThatAnsweredIsNotUnreachable) {
  EXPECT_TRUE(IsUnreachable(ErrorFrom(grpc::Status(grpc::StatusCode::UNAVAILABLE, "refused"))));
  CallError stopping = ErrorFrom(grpc::Status(grpc::StatusCode::UNAVAILABLE, "stopping"));
  stopping.reason = "SHUTTING_DOWN";
  EXPECT_FALSE(IsUnreachable(stopping));
}

TEST(CallErrorTest, OnlyARefusalSaysThatNothingWasRecorded) {
  const auto is_refusal = [](grpc::StatusCode code, const std::string& reason) {
    CallError error;
    error.code = code;
    error.reason = reason;
    return IsRefusal(error);
  };
  EXPECT_TRUE(is_refusal(grpc::StatusCode::FAILED_PRECONDITION, "YEAR_CLOSED"));
  EXPECT_TRUE(is_refusal(grpc::StatusCode::RESOURCE_EXHAUSTED, "QUEUE_FULL"));
  EXPECT_TRUE(is_refusal(grpc::StatusCode::ABORTED, "REVISION_MISMATCH"));
  // The transport's own words: an answer that was too large, a connection that broke.
  EXPECT_FALSE(is_refusal(grpc::StatusCode::RESOURCE_EXHAUSTED, ""));
  EXPECT_FALSE(is_refusal(grpc::StatusCode::ABORTED, ""));
  EXPECT_FALSE(is_refusal(grpc::StatusCode::UNAVAILABLE, ""));
  EXPECT_FALSE(is_refusal(grpc::StatusCode::UNAVAILABLE, "LOG_CLOSED_FOR_WRITING"));
  EXPECT_FALSE(is_refusal(grpc::StatusCode::DEADLINE_EXCEEDED, "DEADLINE_EXCEEDED"));
  EXPECT_FALSE(is_refusal(grpc::StatusCode::INTERNAL, "INTERNAL"));
}

TEST(RequestIdTest, IsARandomUuid) {
  std::set<std::string> ids;
  for (int i = 0; i < 1000; ++i) {
    const std::string id = NewRequestId();
    EXPECT_THAT(id, MatchesRegex("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-"
                                 "[0-9a-f]{12}"));
    ids.insert(id);
  }
  EXPECT_THAT(ids, SizeIs(1000));
}

}  // namespace
}  // namespace traguardo::client
