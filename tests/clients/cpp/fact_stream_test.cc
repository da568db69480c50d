#include "clients/cpp/fact_stream.h"

#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "grpcpp/server.h"
#include "grpcpp/server_builder.h"
#include "gtest/gtest.h"

namespace traguardo::client {
namespace {

using api::v1::Command;
using api::v1::CommandResult;
using api::v1::MonitoringService;
using api::v1::RecordFactsRequest;
using api::v1::RecordFactsResponse;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using Stream = grpc::ServerReaderWriter<RecordFactsResponse, RecordFactsRequest>;

// Records commands in memory, once for each request id, and may break streams on the way.
class MemoryServer : public MonitoringService::Service {
 public:
  grpc::Status RecordFacts(grpc::ServerContext*, Stream* stream) override {
    std::unique_lock lock(mutex_);
    const int number = ++streams;
    lock.unlock();
    int answered = 0;
    RecordFactsRequest request;
    while (stream->Read(&request)) {
      RecordFactsResponse response;
      lock.lock();
      largest_batch = std::max(largest_batch, request.commands_size());
      for (const Command& command : request.commands()) {
        // Recorded and then the connection breaks before the answer: what a retry has to survive.
        const bool breaks = break_after && break_after(number, answered);
        Record(command, *response.add_results());
        ++answered;
        if (breaks) {
          lock.unlock();
          return end_status;
        }
      }
      lock.unlock();
      stream->Write(response);
    }
    return grpc::Status::OK;
  }

  std::function<bool(int stream, int answered)> break_after;
  grpc::Status end_status{grpc::StatusCode::UNAVAILABLE, "broken"};
  int streams = 0;
  int largest_batch = 0;
  std::vector<std::string> recorded;  // request ids, in order

 private:
  void Record(const Command& command, CommandResult& result) {
    const std::string& id = command.header().request_id();
    result.set_request_id(id);
    if (id.rfind("bad", 0) == 0) {
      result.mutable_refusal()->set_code(9);
      return;
    }
    if (known_.insert(id).second) recorded.push_back(id);
    result.mutable_outcome()->set_position(recorded.size());
  }

  std::mutex mutex_;
  std::set<std::string> known_;
};

class FactStreamTest : public testing::Test {
 protected:
  FactStreamTest() {
    grpc::ServerBuilder builder;
    builder.RegisterService(&memory_);
    server_ = builder.BuildAndStart();
    connection_ = std::make_unique<Connection>(ConnectionOptions{}, server_->InProcessChannel({}));
    options_.batch_commands = 7;
    options_.max_outstanding = 50;
    options_.reconnect_pause = absl::Milliseconds(1);
  }

  // Sends ids prefix0 … and gives back the ids answered, in order.
  std::optional<CallError> SendAll(int count, const std::string& prefix = "id") {
    FactStream stream(*connection_, options_, [this](const CommandResult& result) {
      answered_.push_back(result.request_id());
      if (result.has_refusal()) ++refused_;
    });
    for (int i = 0; i < count; ++i) {
      Command command;
      command.mutable_header()->set_request_id(prefix + std::to_string(i));
      if (auto error = stream.Send(command); error.has_value()) return error;
    }
    return stream.Finish();
  }

  static std::vector<std::string> Ids(int count) {
    std::vector<std::string> ids;
    for (int i = 0; i < count; ++i) ids.push_back("id" + std::to_string(i));
    return ids;
  }

  MemoryServer memory_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<Connection> connection_;
  FactStreamOptions options_;
  std::vector<std::string> answered_;
  int refused_ = 0;
};

TEST_F(FactStreamTest, EveryCommandIsAnsweredOnceAndInOrder) {
  EXPECT_FALSE(SendAll(1000).has_value());
  EXPECT_EQ(answered_, Ids(1000));
  EXPECT_EQ(memory_.recorded, Ids(1000));
  EXPECT_EQ(memory_.streams, 1);
}

TEST_F(FactStreamTest, NothingToSendIsFine) {
  EXPECT_FALSE(SendAll(0).has_value());
  EXPECT_THAT(answered_, IsEmpty());
}

TEST_F(FactStreamTest, CommandsTravelInBatches) {
  EXPECT_FALSE(SendAll(100).has_value());
  EXPECT_EQ(memory_.largest_batch, 7);
}

TEST_F(FactStreamTest, ARefusalIsAnAnswerAndStopsNothing) {
  EXPECT_FALSE(SendAll(20, "bad").has_value());
  EXPECT_EQ(refused_, 20);
}

TEST_F(FactStreamTest, ABrokenStreamIsOpenedAgainAndNothingIsLostOrDoubled) {
  // Three streams break in the middle, the fourth holds.
  memory_.break_after = [](int stream, int answered) { return stream <= 3 && answered == 30; };
  EXPECT_FALSE(SendAll(500).has_value());
  EXPECT_EQ(answered_, Ids(500));
  EXPECT_EQ(memory_.recorded, Ids(500));
  EXPECT_EQ(memory_.streams, 4);
}

TEST_F(FactStreamTest, AServerThatClosesEarlyIsAskedAgain) {
  memory_.end_status = grpc::Status::OK;
  memory_.break_after = [](int stream, int answered) { return stream == 1 && answered == 3; };
  EXPECT_FALSE(SendAll(10).has_value());
  EXPECT_EQ(answered_, Ids(10));
}

TEST_F(FactStreamTest, GivesUpWhenConnectionsBreakWithoutAnAnswer) {
  options_.max_reconnects = 2;
  memory_.break_after = [](int, int) { return true; };
  const auto error = SendAll(10);
  ASSERT_TRUE(error.has_value());
  EXPECT_EQ(error->code, grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(memory_.streams, 3);
  // The first command was recorded each time, and once.
  EXPECT_THAT(memory_.recorded, SizeIs(1));
}

TEST_F(FactStreamTest, AnErrorThatWillNotPassEndsIt) {
  memory_.end_status = grpc::Status(grpc::StatusCode::PERMISSION_DENIED, "no");
  memory_.break_after = [](int, int) { return true; };
  const auto error = SendAll(10);
  ASSERT_TRUE(error.has_value());
  EXPECT_EQ(error->code, grpc::StatusCode::PERMISSION_DENIED);
  EXPECT_EQ(memory_.streams, 1);
}

TEST_F(FactStreamTest, WaitForAllMeansThatEveryResultWasHandedOver) {
  FactStream stream(*connection_, options_, [this](const CommandResult& result) {
    answered_.push_back(result.request_id());
  });
  for (int i = 0; i < 30; ++i) {
    Command command;
    command.mutable_header()->set_request_id("id" + std::to_string(i));
    ASSERT_FALSE(stream.Send(command).has_value());
    if (i % 3 != 0) continue;
    ASSERT_FALSE(stream.WaitForAll().has_value());
    EXPECT_EQ(answered_, Ids(i + 1));
  }
  EXPECT_FALSE(stream.Finish().has_value());
}

TEST_F(FactStreamTest, AStreamThatIsNotFinishedEndsQuietly) {
  FactStream stream(*connection_, options_, [](const CommandResult&) {});
  Command command;
  command.mutable_header()->set_request_id("id0");
  EXPECT_FALSE(stream.Send(command).has_value());
}

}  // namespace
}  // namespace traguardo::client
