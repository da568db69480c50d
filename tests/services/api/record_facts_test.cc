// RecordFacts: many commands on one stream, each answered, in order, whatever becomes of the
// others.

#include <set>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/services/api/api_fixture.h"

namespace traguardo::api::testing {
namespace {

class RecordFactsTest : public ApiTest {
 protected:
  void SetUp() override {
    Start();
    MakeYear();
  }

  v1::Command ProgressCommand(const std::string& objective, const std::string& percent) {
    v1::Command command;
    *command.mutable_header() = Header();
    auto& proposal = *command.add_proposals();
    proposal.set_target(objective);
    proposal.mutable_fact()->mutable_progress_recorded()->set_percent(percent);
    return command;
  }

  struct Exchange {
    grpc::Status status;
    std::vector<v1::CommandResult> results;
  };

  // Sends everything, half-closes, and reads until the server closes.
  Exchange Send(const std::vector<v1::RecordFactsRequest>& requests,
                const std::string& principal = "segretario") {
    const ApiClient client = As(principal);
    grpc::ClientContext context;
    client.Prepare(context);
    const auto stream = client.monitoring().RecordFacts(&context);
    for (const v1::RecordFactsRequest& request : requests) {
      if (!stream->Write(request)) break;
    }
    stream->WritesDone();
    Exchange exchange;
    v1::RecordFactsResponse response;
    while (stream->Read(&response)) {
      exchange.results.insert(exchange.results.end(), response.results().begin(),
                              response.results().end());
    }
    exchange.status = stream->Finish();
    return exchange;
  }
};

TEST_F(RecordFactsTest, AnswersEveryCommandInOrder) {
  std::vector<v1::RecordFactsRequest> requests;
  std::vector<std::string> ids;
  for (int message = 0; message < 30; ++message) {
    v1::RecordFactsRequest& request = requests.emplace_back();
    for (int i = 0; i < 100; ++i) {
      *request.add_commands() = ProgressCommand(i % 2 == 0 ? kOb1 : kOb2, "10");
      ids.push_back(request.commands(i).header().request_id());
    }
  }
  const Exchange exchange = Send(requests);
  ASSERT_TRUE(exchange.status.ok()) << exchange.status.error_message();
  ASSERT_EQ(exchange.results.size(), ids.size());
  std::set<uint64_t> positions;
  for (size_t i = 0; i < ids.size(); ++i) {
    EXPECT_EQ(exchange.results[i].request_id(), ids[i]);
    ASSERT_TRUE(exchange.results[i].has_outcome()) << exchange.results[i].refusal().message();
    positions.insert(exchange.results[i].outcome().position());
  }
  EXPECT_EQ(positions.size(), ids.size());
  EXPECT_EQ(*positions.rbegin() - *positions.begin() + 1, ids.size());
  // Of one stream, in the order they were sent.
  EXPECT_LT(exchange.results[0].outcome().position(), exchange.results[2].outcome().position());

  // All of it again: the same answers, and nothing recorded twice.
  const Exchange again = Send(requests);
  ASSERT_EQ(again.results.size(), ids.size());
  for (size_t i = 0; i < ids.size(); ++i) {
    EXPECT_EQ(again.results[i].SerializeAsString(), exchange.results[i].SerializeAsString());
  }
}

TEST_F(RecordFactsTest, DoesNotStopAtARefusal) {
  v1::RecordFactsRequest request;
  *request.add_commands() = ProgressCommand(kOb1, "10");
  *request.add_commands() = ProgressCommand("enti/demo/plans/2024/objectives/nessuno", "10");
  *request.add_commands() = ProgressCommand(kOb1, "dieci");
  *request.add_commands() = ProgressCommand("enti/altro/plans/2024/objectives/ob-1", "10");
  *request.add_commands() = v1::Command();
  *request.add_commands() = ProgressCommand(kOb1, "20");
  const Exchange exchange = Send({request});
  ASSERT_TRUE(exchange.status.ok()) << exchange.status.error_message();
  ASSERT_EQ(exchange.results.size(), 6u);
  EXPECT_TRUE(exchange.results[0].has_outcome());
  const auto reason = [&exchange](int i) {
    const google::rpc::Status& refusal = exchange.results[i].refusal();
    return Trouble(grpc::Status(static_cast<grpc::StatusCode>(refusal.code()), refusal.message(),
                                refusal.SerializeAsString()));
  };
  EXPECT_EQ(reason(1).reason, "OBJECTIVE_UNKNOWN");
  EXPECT_EQ(reason(2).reason, "FIELD_INVALID");
  EXPECT_THAT(reason(2).fields,
              ::testing::ElementsAre("proposals[0].fact.progress_recorded.percent"));
  EXPECT_EQ(reason(3).reason, "PERMISSION_DENIED");
  EXPECT_EQ(reason(4).reason, "FIELD_INVALID");
  EXPECT_TRUE(exchange.results[5].has_outcome());
  EXPECT_EQ(exchange.results[5].outcome().position(), exchange.results[0].outcome().position() + 1);
}

// Callers that check texts throw away a whole message of answers when one of them holds bytes that
// are none.
TEST_F(RecordFactsTest, SendsNoTextBackThatIsNone) {
  v1::RecordFactsRequest request;
  *request.add_commands() = ProgressCommand(kOb1, "10");
  *request.add_commands() = ProgressCommand(kOb1, "20");
  request.mutable_commands(1)->mutable_header()->set_request_id("\x01 perch\xe9");
  v1::Command& noted = *request.add_commands() = ProgressCommand(kOb1, "30");
  noted.mutable_proposals(0)->mutable_fact()->mutable_progress_recorded()->set_note("caff\xe8");
  *request.add_commands() = ProgressCommand(kOb1, "40");
  const Exchange exchange = Send({request});
  ASSERT_TRUE(exchange.status.ok()) << exchange.status.error_message();
  ASSERT_EQ(exchange.results.size(), 4u);
  EXPECT_TRUE(exchange.results[0].has_outcome());
  const auto trouble = [&exchange](int i) {
    const google::rpc::Status& refusal = exchange.results[i].refusal();
    return Trouble(grpc::Status(static_cast<grpc::StatusCode>(refusal.code()), refusal.message(),
                                refusal.SerializeAsString()));
  };
  EXPECT_EQ(trouble(1).reason, "TEXT_NOT_UTF8");
  EXPECT_THAT(trouble(1).fields, ::testing::ElementsAre("header.request_id"));
  EXPECT_EQ(exchange.results[1].request_id(), "");
  // An id that was read names its command.
  EXPECT_EQ(trouble(2).reason, "TEXT_NOT_UTF8");
  EXPECT_EQ(exchange.results[2].request_id(), request.commands(2).header().request_id());
  EXPECT_TRUE(exchange.results[3].has_outcome());
}

TEST_F(RecordFactsTest, RefusesAMessageOfTooManyCommandsOrNone) {
  v1::RecordFactsRequest many;
  for (int i = 0; i < 501; ++i) *many.add_commands() = ProgressCommand(kOb1, "10");
  v1::RecordFactsRequest one;
  *one.add_commands() = ProgressCommand(kOb1, "10");
  const Exchange exchange = Send({one, many});
  EXPECT_EQ(Trouble(exchange.status).reason, "FIELD_INVALID");
  // What came before it is answered all the same.
  ASSERT_EQ(exchange.results.size(), 1u);
  EXPECT_TRUE(exchange.results[0].has_outcome());
  EXPECT_EQ(Trouble(Send({v1::RecordFactsRequest()}).status).reason, "FIELD_INVALID");
}

// The queue of one ente is shorter than what a stream may have under way: nobody sees that.
TEST_F(RecordFactsTest, WaitsForAFullQueueInsteadOfRefusing) {
  Stop();
  options_.core.sequencer.max_queued_per_ente = 8;
  Start();
  std::vector<v1::RecordFactsRequest> requests(8);
  for (v1::RecordFactsRequest& request : requests) {
    for (int i = 0; i < 50; ++i) *request.add_commands() = ProgressCommand(kOb1, "10");
  }
  const Exchange exchange = Send(requests);
  ASSERT_TRUE(exchange.status.ok()) << exchange.status.error_message();
  ASSERT_EQ(exchange.results.size(), 400u);
  for (size_t i = 0; i < exchange.results.size(); ++i) {
    ASSERT_TRUE(exchange.results[i].has_outcome()) << exchange.results[i].refusal().message();
    EXPECT_EQ(exchange.results[i].outcome().position(),
              exchange.results[0].outcome().position() + i);
  }
}

TEST_F(RecordFactsTest, IsClosedToWhoRecordsNothing) {
  v1::RecordFactsRequest request;
  *request.add_commands() = ProgressCommand(kOb1, "10");
  EXPECT_EQ(Trouble(Send({request}, "revisore").status).reason, "PERMISSION_DENIED");
}

}  // namespace
}  // namespace traguardo::api::testing
