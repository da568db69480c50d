// PersonalDataWithdrawn over the wire: the texts it names are gone from every answer, now, after a
// restart and from views that are built anew; what was recorded, by whom and when stays.

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/services/api/api_fixture.h"

namespace traguardo::api::testing {
namespace {

constexpr char kText[] = "Assenza prolungata di Caio";

class WithdrawalTest : public ApiTest {
 protected:
  void SetUp() override {
    Start();
    MakeYear();
  }

  uint64_t RecordScostamento() {
    const ApiClient client = As("resp-1");
    v1::RecordScostamentoRequest request;
    *request.mutable_header() = Header("2024-06-30");
    request.set_objective(kOb1);
    auto& scostamento = *request.mutable_scostamento();
    scostamento.set_scostamento("s1");
    scostamento.mutable_subject()->set_deadline(true);
    scostamento.set_delay_days(15);
    scostamento.set_description(kText);
    const auto answer =
        client.Call(client.monitoring(), &MonitoringStub::RecordScostamento, request);
    EXPECT_TRUE(answer.ok()) << answer.status.error_message();
    return answer.response.outcome().position();
  }

  Answer<v1::RecordCommandResponse> Withdraw(uint64_t position,
                                             const std::string& principal = "segretario") {
    v1::RecordCommandRequest request;
    *request.mutable_command()->mutable_header() = Header();
    auto& proposal = *request.mutable_command()->add_proposals();
    proposal.set_target("enti/demo");
    auto& withdrawn = *proposal.mutable_fact()->mutable_personal_data_withdrawn();
    withdrawn.add_positions(position);
    withdrawn.set_reason("Richiesta dell'interessato");
    const ApiClient client = As(principal);
    return client.Call(client.monitoring(), &MonitoringStub::RecordCommand, request);
  }

  v1::ListScostamentiResponse Register(const v1::Moment& moment) {
    const ApiClient client = As("nucleo");
    v1::ListScostamentiRequest request;
    request.set_plan(kPlan);
    *request.mutable_moment() = moment;
    const auto answer = client.Call(client.projection(), &ProjectionStub::ListScostamenti, request);
    EXPECT_TRUE(answer.ok()) << answer.status.error_message();
    return answer.response;
  }

  v1::RecordedFact FactAt(uint64_t position) {
    const ApiClient client = As("nucleo");
    v1::ListFactsRequest request;
    request.set_name(kOb1);
    const auto answer = client.Call(client.projection(), &ProjectionStub::ListFacts, request);
    EXPECT_TRUE(answer.ok()) << answer.status.error_message();
    for (const v1::RecordedFact& fact : answer.response.facts()) {
      if (fact.envelope().position() == position) return fact;
    }
    ADD_FAILURE() << "no fact at " << position;
    return {};
  }

  void ExpectWithdrawn(uint64_t position, uint64_t withdrawn_at) {
    const v1::RecordedFact fact = FactAt(position);
    EXPECT_TRUE(fact.private_part_withdrawn());
    EXPECT_EQ(fact.envelope().actor().principal(), "resp-1");
    EXPECT_EQ(fact.envelope().fact().scostamento_recorded().delay_days(), 15);
    EXPECT_EQ(fact.SerializeAsString().find(kText), std::string::npos);
    v1::Moment now;
    now.set_min_position(withdrawn_at);
    // Also of what was known before, and of the day it speaks of: there is nothing left to read.
    v1::Moment then = now;
    then.set_known_at(absl::StrCat(position));
    v1::Moment that_day = now;
    that_day.set_as_of("2024-06-30");
    for (const v1::Moment& moment : {now, then, that_day}) {
      const v1::ListScostamentiResponse listed = Register(moment);
      ASSERT_EQ(listed.scostamenti_size(), 1) << moment.ShortDebugString();
      EXPECT_EQ(listed.scostamenti(0).id(), "s1");
      EXPECT_EQ(listed.scostamenti(0).description(), "") << moment.ShortDebugString();
    }
  }
};

TEST_F(WithdrawalTest, TakesTheTextsAndNothingElse) {
  const uint64_t position = RecordScostamento();
  EXPECT_FALSE(FactAt(position).private_part_withdrawn());
  v1::Moment now;
  now.set_min_position(position);
  EXPECT_EQ(Register(now).scostamenti(0).description(), kText);

  const auto withdrawn = Withdraw(position);
  ASSERT_TRUE(withdrawn.ok()) << withdrawn.status.error_message();
  ExpectWithdrawn(position, withdrawn.response.outcome().position());
}

// The state is folded anew from a log that no longer has the texts: everything goes on.
TEST_F(WithdrawalTest, SurvivesARestart) {
  const uint64_t position = RecordScostamento();
  const auto withdrawn = Withdraw(position);
  ASSERT_TRUE(withdrawn.ok()) << withdrawn.status.error_message();
  Stop();
  Start();
  ExpectWithdrawn(position, withdrawn.response.outcome().position());

  const ApiClient client = As("resp-1");
  v1::CloseScostamentoRequest close;
  *close.mutable_header() = Header();
  close.set_objective(kOb1);
  close.mutable_closing()->set_scostamento("s1");
  close.mutable_closing()->set_closing(event::v1::SCOSTAMENTO_CLOSING_RECOVERED);
  const auto closed = client.Call(client.monitoring(), &MonitoringStub::CloseScostamento, close);
  EXPECT_TRUE(closed.ok()) << closed.status.error_message();
}

TEST_F(WithdrawalTest, StaysWithdrawnInViewsBuiltAnew) {
  const uint64_t position = RecordScostamento();
  const auto withdrawn = Withdraw(position);
  ASSERT_TRUE(withdrawn.ok()) << withdrawn.status.error_message();
  const ApiClient client = As("admin");
  grpc::ClientContext context;
  client.Prepare(context);
  const auto stream = client.admin().RebuildViews(&context, v1::RebuildViewsRequest());
  for (v1::RebuildViewsResponse step; stream->Read(&step);) {
  }
  ASSERT_TRUE(stream->Finish().ok());
  ExpectWithdrawn(position, withdrawn.response.outcome().position());
}

TEST_F(WithdrawalTest, IsRefusedForWhatIsNotOfTheEnte) {
  const uint64_t position = RecordScostamento();
  EXPECT_EQ(Withdraw(position, "resp-1").reason(), "PERMISSION_DENIED");
  EXPECT_FALSE(Withdraw(position + 1000).ok());
  EXPECT_FALSE(FactAt(position).private_part_withdrawn());
}

}  // namespace
}  // namespace traguardo::api::testing
