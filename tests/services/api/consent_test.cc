// An operator reads and writes for an ente with its recorded consent, and only as long as it lasts.

#include <memory>
#include <string>
#include <utility>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/api/digest.h"
#include "tests/services/api/watch_fixture.h"

namespace traguardo::api::testing {
namespace {

using ::testing::HasSubstr;

class ConsentTest : public WatchFixture {
 protected:
  ConsentTest() {
    Principal operatore;
    operatore.caller.principal = "operatore";
    operatore.caller.role = event::v1::ROLE_OPERATORE;
    operatore.caller.enti = {"demo"};
    operatore.token_digest = Sha256({"token-of-operatore"});
    options_.principals.push_back(std::move(operatore));
  }

  // Each until the views know it.
  void GiveConsent(event::v1::ConsentPurpose purpose = event::v1::CONSENT_PURPOSE_OPERATION,
                   const std::string& grantee = "operatore") {
    v1::GiveConsentRequest request;
    *request.mutable_header() = Header();
    request.set_ente("enti/demo");
    request.mutable_consent()->set_purpose(purpose);
    request.mutable_consent()->set_grantee(grantee);
    const ApiClient segretario = As("segretario");
    const auto given = segretario.Call(segretario.plan(), &PlanStub::GiveConsent, request);
    ASSERT_TRUE(given.ok()) << given.status.error_message();
    AwaitViews(given.response.outcome().position());
  }
  void WithdrawConsent() {
    v1::WithdrawConsentRequest request;
    *request.mutable_header() = Header();
    request.set_ente("enti/demo");
    request.mutable_consent()->set_purpose(event::v1::CONSENT_PURPOSE_OPERATION);
    request.mutable_consent()->set_grantee("operatore");
    const ApiClient segretario = As("segretario");
    const auto withdrawn = segretario.Call(segretario.plan(), &PlanStub::WithdrawConsent, request);
    ASSERT_TRUE(withdrawn.ok()) << withdrawn.status.error_message();
    AwaitViews(withdrawn.response.outcome().position());
  }

  // The reasons with which the operator's reads of every kind are refused, in one word when they
  // are the same: "" when all succeed.
  std::string ReasonOfReads() {
    const ApiClient client = As("operatore");
    std::string reasons;
    const auto note = [&reasons](const std::string& read, const auto& answer) {
      const std::string reason = answer.ok() ? "" : answer.reason();
      if (reasons.empty()) reasons = "all: " + reason;
      if (reasons != "all: " + reason) reasons += ", " + read + ": " + reason;
    };
    v1::GetPlanRequest plan;
    plan.set_plan(kPlan);
    note("GetPlan", client.Call(client.plan(), &PlanStub::GetPlan, plan));
    v1::GetOverviewRequest overview;
    overview.set_plan(kPlan);
    note("GetOverview", client.Call(client.projection(), &ProjectionStub::GetOverview, overview));
    v1::GetObjectiveRequest objective;
    objective.set_objective(kOb1);
    note("GetObjective",
         client.Call(client.projection(), &ProjectionStub::GetObjective, objective));
    objective.mutable_moment()->set_as_of("2024-05-01");
    note("GetObjective then",
         client.Call(client.projection(), &ProjectionStub::GetObjective, objective));
    v1::ListObjectivesRequest objectives;
    objectives.set_plan(kPlan);
    note("ListObjectives",
         client.Call(client.projection(), &ProjectionStub::ListObjectives, objectives));
    v1::GetCalendarRequest calendar;
    calendar.set_plan(kPlan);
    note("GetCalendar", client.Call(client.projection(), &ProjectionStub::GetCalendar, calendar));
    v1::ListFactsRequest facts;
    facts.set_name("enti/demo");
    facts.set_recursive(true);
    note("ListFacts", client.Call(client.projection(), &ProjectionStub::ListFacts, facts));
    WatchCall watch(As("operatore"), Request());
    const bool watches = watch.Next().has_value();
    note("Watch", Answer<v1::WatchResponse>{watches ? grpc::Status::OK : watch.End(), {}});
    return reasons;
  }
};

TEST_F(ConsentTest, WithoutConsentAnOperatorReadsNothing) {
  EXPECT_EQ(ReasonOfReads(), "all: OPERATOR_WITHOUT_CONSENT");
  // Neither another purpose nor somebody else's consent opens the door.
  GiveConsent(event::v1::CONSENT_PURPOSE_COMPARISON);
  GiveConsent(event::v1::CONSENT_PURPOSE_OPERATION, "altro-operatore");
  EXPECT_EQ(ReasonOfReads(), "all: OPERATOR_WITHOUT_CONSENT");
}

TEST_F(ConsentTest, WithConsentAnOperatorReadsUntilItIsWithdrawn) {
  GiveConsent();
  EXPECT_EQ(ReasonOfReads(), "all: ");
  WithdrawConsent();
  EXPECT_EQ(ReasonOfReads(), "all: OPERATOR_WITHOUT_CONSENT");
}

TEST_F(ConsentTest, TheRefusalSaysWhyAndWhoCanMendIt) {
  v1::GetPlanRequest request;
  request.set_plan(kPlan);
  const ApiClient client = As("operatore");
  const auto answer = client.Call(client.plan(), &PlanStub::GetPlan, request);
  EXPECT_EQ(answer.status.error_code(), grpc::StatusCode::PERMISSION_DENIED);
  EXPECT_EQ(answer.trouble().metadata["principal"], "operatore");
  EXPECT_THAT(answer.status.error_message(), HasSubstr("consenso"));
}

TEST_F(ConsentTest, AConsentHoldsAfterARestart) {
  GiveConsent();
  Stop();
  Start();
  AwaitViews(head_ + 1);
  EXPECT_EQ(ReasonOfReads(), "all: ");
}

TEST_F(ConsentTest, AWatchEndsWithTheConsent) {
  GiveConsent();
  WatchCall watch(As("operatore"), Request());
  watch.ReadSnapshot();
  WithdrawConsent();
  const v1::CommandOutcome outcome = Progress("70", "2024-04-30");
  AwaitViews(outcome.position());
  const grpc::Status end = watch.End();
  EXPECT_EQ(end.error_code(), grpc::StatusCode::PERMISSION_DENIED);
  EXPECT_EQ(Trouble(end).reason, "OPERATOR_WITHOUT_CONSENT");
}

// Everybody else reads as before: their right comes with their role.
TEST_F(ConsentTest, OthersNeedNone) {
  v1::GetPlanRequest request;
  request.set_plan(kPlan);
  for (const char* principal : {"segretario", "resp-1", "nucleo", "giunta", "revisore", "admin"}) {
    const ApiClient client = As(principal);
    EXPECT_TRUE(client.Call(client.plan(), &PlanStub::GetPlan, request).ok()) << principal;
  }
}

}  // namespace
}  // namespace traguardo::api::testing
