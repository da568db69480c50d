#include "clients/cpp/connection.h"

#include <map>
#include <memory>
#include <string>

#include "clients/cpp/call.h"
#include "gmock/gmock.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "grpcpp/server.h"
#include "grpcpp/server_builder.h"
#include "gtest/gtest.h"

namespace traguardo::client {
namespace {

using api::v1::AdminService;
using api::v1::GetServerStatusRequest;
using api::v1::GetServerStatusResponse;

// Says what it was told about the caller, after refusing so many times that its queue is full.
class EchoingAdmin : public AdminService::Service {
 public:
  grpc::Status GetServerStatus(grpc::ServerContext* context, const GetServerStatusRequest*,
                               GetServerStatusResponse* response) override {
    ++calls;
    if (calls <= busy_times) {
      google::rpc::Status status;
      google::rpc::RetryInfo retry;
      retry.mutable_retry_delay()->set_nanos(1'000'000);
      status.add_details()->PackFrom(retry);
      return {grpc::StatusCode::RESOURCE_EXHAUSTED, "busy", status.SerializeAsString()};
    }
    for (const auto& [name, value] : context->client_metadata()) {
      metadata[std::string(name.data(), name.size())] = std::string(value.data(), value.size());
    }
    response->set_ready(true);
    return grpc::Status::OK;
  }

  int calls = 0;
  int busy_times = 0;
  std::map<std::string, std::string> metadata;
};

class ConnectionTest : public testing::Test {
 protected:
  ConnectionTest() {
    grpc::ServerBuilder builder;
    builder.RegisterService(&admin_);
    server_ = builder.BuildAndStart();
  }

  Reply<GetServerStatusResponse> Ask(ConnectionOptions options) {
    const Connection connection(options, server_->InProcessChannel({}));
    return Call(connection, connection.admin(), &AdminService::Stub::GetServerStatus,
                GetServerStatusRequest());
  }

  EchoingAdmin admin_;
  std::unique_ptr<grpc::Server> server_;
};

TEST_F(ConnectionTest, TellsWhoIsCallingAndInWhichLanguage) {
  const auto reply = Ask({.token = "abc", .language = "en"});
  EXPECT_TRUE(std::get<GetServerStatusResponse>(reply).ready());
  EXPECT_EQ(admin_.metadata["authorization"], "Bearer abc");
  EXPECT_EQ(admin_.metadata["accept-language"], "en");
}

TEST_F(ConnectionTest, SendsNoCredentialsWithoutAToken) {
  Ask({});
  EXPECT_FALSE(admin_.metadata.contains("authorization"));
}

TEST_F(ConnectionTest, TriesAgainWhenTheServerSaysItMayPass) {
  admin_.busy_times = kMaxAttempts - 1;
  EXPECT_TRUE(std::holds_alternative<GetServerStatusResponse>(Ask({})));
  EXPECT_EQ(admin_.calls, kMaxAttempts);
}

TEST_F(ConnectionTest, GivesUpInTheEnd) {
  admin_.busy_times = 100;
  EXPECT_EQ(std::get<CallError>(Ask({})).code, grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_EQ(admin_.calls, kMaxAttempts);
}

TEST(ConnectionWithoutServerTest, IsUnreachable) {
  // Port 1 is nobody's.
  const Connection connection({.server = "127.0.0.1:1", .deadline = absl::Seconds(5)});
  const auto reply = Call(connection, connection.admin(), &AdminService::Stub::GetServerStatus,
                          GetServerStatusRequest());
  EXPECT_TRUE(IsUnreachable(std::get<CallError>(reply)));
}

TEST(IsLoopbackTest, OnlyThisMachine) {
  for (const char* here : {"127.0.0.1:7450", "127.0.0.2:1", "localhost:7450", "[::1]:7450",
                           "unix:/run/traguardo.sock"}) {
    EXPECT_TRUE(IsLoopback(here)) << here;
  }
  for (const char* elsewhere :
       {"10.0.0.1:7450", "example.org:7450", "[::]:7450", "0.0.0.0:1", "localhost.example.org:7450",
        "127.example.org:7450", "127.0.0.1.example.org:7450", "127.1:7450"}) {
    EXPECT_FALSE(IsLoopback(elsewhere)) << elsewhere;
  }
}

TEST(AddressTest, AHostAndAPortOrASocket) {
  for (const char* good : {"127.0.0.1:7450", "localhost:1", "[::1]:65535", "unix:/run/traguardo"}) {
    EXPECT_TRUE(IsServerAddress(good)) << good;
  }
  for (const char* bad :
       {"", ":7450", "127.0.0.1", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:65536",
        "127.0.0.1:119636", "127.0.0.1:7450x", "127.0.0.1:+1", "::1:7450", "unix:"}) {
    EXPECT_FALSE(IsServerAddress(bad)) << bad;
  }
}

// The transport ends the whole program over a header that it cannot carry.
TEST_F(ConnectionTest, ATokenThatCannotTravelIsLeftOut) {
  for (const char* bad : {"perché", "a\nb", "\x7f", "\x01"}) {
    EXPECT_FALSE(IsSendableToken(bad));
    EXPECT_TRUE(std::holds_alternative<GetServerStatusResponse>(Ask({.token = bad})));
    EXPECT_FALSE(admin_.metadata.contains("authorization"));
  }
  EXPECT_TRUE(IsSendableToken("trg_0123 ~"));
}

}  // namespace
}  // namespace traguardo::client
