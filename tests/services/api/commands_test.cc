// Commands over the wire: recorded once, answered the same for ever, refused with reason and advice.

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/services/api/api_fixture.h"

namespace traguardo::api::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class CommandsTest : public ApiTest {
 protected:
  void SetUp() override {
    Start();
    MakeYear();
  }

  Answer<v1::RecordProgressResponse> Send(const v1::RecordProgressRequest& request,
                                          const std::string& principal = "resp-1",
                                          const std::string& language = "") {
    const ApiClient client = As(principal, language);
    return client.Call(client.monitoring(), &MonitoringStub::RecordProgress, request);
  }
};

TEST_F(CommandsTest, RecordsAndAnswersWithPositionAndRevision) {
  const v1::CommandOutcome first = Progress("10");
  EXPECT_GT(first.position(), 0u);
  EXPECT_EQ(first.first_position(), first.position());
  EXPECT_EQ(first.revision(), 1u);
  const v1::CommandOutcome second = Progress("20");
  EXPECT_EQ(second.position(), first.position() + 1);
  EXPECT_EQ(second.revision(), 2u);
  EXPECT_THAT(second.warnings(), IsEmpty());
}

TEST_F(CommandsTest, SaysWarningsInTheCallersLanguage) {
  Progress("50");
  v1::RecordProgressRequest request = ProgressRequest("40");
  const auto italian = Send(request);
  ASSERT_TRUE(italian.ok()) << italian.status.error_message();
  ASSERT_EQ(italian.response.outcome().warnings_size(), 1);
  EXPECT_EQ(italian.response.outcome().warnings(0).reason(), "PROGRESS_DECREASED");
  EXPECT_THAT(italian.response.outcome().warnings(0).message(), HasSubstr("già dichiarato (50)"));
  // The same request again: the same answer, in the language asked for now.
  const auto english = Send(request, "resp-1", "en");
  ASSERT_TRUE(english.ok());
  EXPECT_EQ(english.response.outcome().position(), italian.response.outcome().position());
  EXPECT_THAT(english.response.outcome().warnings(0).message(), HasSubstr("declared before"));
}

TEST_F(CommandsTest, AnswersTheSameRequestTheSameForEver) {
  const v1::RecordProgressRequest request = ProgressRequest("30");
  const auto first = Send(request);
  ASSERT_TRUE(first.ok());
  EXPECT_EQ(Send(request).response.SerializeAsString(), first.response.SerializeAsString());
  // Also on another day: a date that was left out stays left out.
  clock_.Advance(absl::Hours(72));
  EXPECT_EQ(Send(request).response.SerializeAsString(), first.response.SerializeAsString());
  Stop();
  Start();
  EXPECT_EQ(Send(request).response.SerializeAsString(), first.response.SerializeAsString());
}

TEST_F(CommandsTest, RefusesAnIdThatWasUsedWithOtherContent) {
  v1::RecordProgressRequest request = ProgressRequest("30");
  ASSERT_TRUE(Send(request).ok());
  for (const auto& change : std::vector<std::function<void(v1::RecordProgressRequest&)>>{
           [](auto& r) { r.mutable_progress()->set_percent("31"); },
           [](auto& r) { r.mutable_progress()->set_percent("30.0"); },
           [](auto& r) { r.mutable_progress()->set_note("altro"); },
           [](auto& r) { r.mutable_header()->set_effective_on("2024-06-30"); },
           [](auto& r) { r.mutable_header()->set_expected_revision(0); },
           [](auto& r) { r.mutable_header()->mutable_evidence()->set_description("altro"); },
       }) {
    v1::RecordProgressRequest changed = request;
    change(changed);
    EXPECT_EQ(Send(changed).reason(), "REQUEST_ID_REUSED") << changed.ShortDebugString();
  }
  // Another principal's ids are their own.
  request.mutable_progress()->set_percent("35");
  EXPECT_TRUE(Send(request, "segretario").ok());
}

// Which method carries a command makes no difference to what was asked.
TEST_F(CommandsTest, KnowsARequestAgainThroughAnotherMethod) {
  v1::RecordProgressRequest typed = ProgressRequest("30");
  typed.mutable_header()->set_effective_on("2024-06-30");
  const auto first = Send(typed);
  ASSERT_TRUE(first.ok());

  v1::RecordCommandRequest general;
  *general.mutable_command()->mutable_header() = typed.header();
  auto& proposal = *general.mutable_command()->add_proposals();
  proposal.set_target(typed.objective());
  *proposal.mutable_fact()->mutable_progress_recorded() = typed.progress();
  const ApiClient client = As("resp-1");
  const auto again = client.Call(client.monitoring(), &MonitoringStub::RecordCommand, general);
  ASSERT_TRUE(again.ok()) << again.status.error_message();
  EXPECT_EQ(again.response.outcome().position(), first.response.outcome().position());
}

TEST_F(CommandsTest, RefusesAnUnexpectedRevisionNamingBoth) {
  Progress("10");
  v1::RecordProgressRequest request = ProgressRequest("20");
  request.mutable_header()->set_expected_revision(7);
  const auto answer = Send(request);
  EXPECT_EQ(answer.status.error_code(), grpc::StatusCode::ABORTED);
  const Trouble trouble = answer.trouble();
  EXPECT_EQ(trouble.reason, "REVISION_MISMATCH");
  EXPECT_EQ(trouble.domain, "traguardo");
  EXPECT_EQ(trouble.metadata.at("expected"), "7");
  EXPECT_EQ(trouble.metadata.at("actual"), "1");
  EXPECT_THAT(trouble.fields, ElementsAre("header.expected_revision"));
  request.mutable_header()->set_expected_revision(1);
  EXPECT_TRUE(Send(request).ok());
}

TEST_F(CommandsTest, NamesTheFieldOfTheRequestThatTheDomainRefuses) {
  v1::RecordMeasurementRequest request;
  *request.mutable_header() = Header();
  request.set_objective(kOb1);
  request.mutable_measurement()->set_indicator("atti");
  request.mutable_measurement()->set_value("10");
  request.mutable_measurement()->set_precision(event::v1::MEASUREMENT_PRECISION_EXACT);
  const ApiClient client = As("resp-1", "en");
  const auto answer = client.Call(client.monitoring(), &MonitoringStub::RecordMeasurement, request);
  EXPECT_EQ(answer.reason(), "INDICATOR_UNKNOWN");
  EXPECT_EQ(answer.trouble().locale, "en");
  EXPECT_THAT(answer.trouble().fields, ElementsAre("measurement.indicator"));
  EXPECT_THAT(answer.status.error_message(), HasSubstr("no indicator \"atti\""));

  v1::RecordProgressRequest future = ProgressRequest("10");
  future.mutable_header()->set_effective_on("2024-07-02");
  const auto refused = Send(future);
  EXPECT_EQ(refused.reason(), "EFFECTIVE_DATE_IN_FUTURE");
  EXPECT_THAT(refused.trouble().fields, ElementsAre("header.effective_on"));
  EXPECT_THAT(refused.trouble().precondition_subjects, ElementsAre(kOb1));
  EXPECT_THAT(refused.status.error_message(), HasSubstr("02/07/2024"));
}

TEST_F(CommandsTest, AmendsThePlanAsOneCommand) {
  const ApiClient segretario = As("segretario");
  v1::ProposeRipianificazioneRequest propose;
  *propose.mutable_header() = Header("2024-06-01");
  propose.set_objective(kOb1);
  auto& proposal = *propose.mutable_proposal();
  proposal.set_ripianificazione("r1");
  proposal.add_changes()->set_deadline("2024-12-15");
  proposal.set_reason("Gara rinviata");
  ASSERT_TRUE(segretario.Call(segretario.monitoring(), &MonitoringStub::ProposeRipianificazione,
                              propose)
                  .ok());

  v1::AmendPlanRequest amend;
  *amend.mutable_header() = Header("2024-06-20");
  amend.set_plan(kPlan);
  auto& act = *amend.mutable_amendment()->mutable_act();
  act.set_organ(event::v1::ORGAN_GIUNTA);
  act.set_kind(event::v1::ACT_KIND_DELIBERA);
  act.set_number("106");
  act.set_date("2024-06-20");
  amend.mutable_amendment()->set_summary("Variazione di giugno");
  auto& decision = *amend.add_decisions();
  decision.set_objective(kOb1);
  decision.set_ripianificazione("r1");
  decision.set_approved(true);
  *amend.add_additions() = Objective("ob-3", "10", "resp-2");

  // 60 + 40 + 10 is not 100: all of it is refused, at its end.
  const auto refused = segretario.Call(segretario.plan(), &PlanStub::AmendPlan, amend);
  EXPECT_EQ(refused.reason(), "WEIGHTS_NOT_TOTAL");
  amend.clear_additions();
  amend.mutable_decisions(0)->set_ripianificazione("r2");
  const auto unknown = segretario.Call(segretario.plan(), &PlanStub::AmendPlan, amend);
  EXPECT_EQ(unknown.reason(), "RIPIANIFICAZIONE_UNKNOWN");
  EXPECT_THAT(unknown.trouble().fields, ElementsAre("decisions[0].ripianificazione"));

  amend.mutable_decisions(0)->set_ripianificazione("r1");
  amend.mutable_decisions(0)->set_rejection_reason("mai");
  const auto contradictory = segretario.Call(segretario.plan(), &PlanStub::AmendPlan, amend);
  EXPECT_EQ(contradictory.reason(), "FIELD_INVALID");
  EXPECT_THAT(contradictory.trouble().fields, ElementsAre("decisions[0].rejection_reason"));

  amend.mutable_decisions(0)->clear_rejection_reason();
  const auto amended = segretario.Call(segretario.plan(), &PlanStub::AmendPlan, amend);
  ASSERT_TRUE(amended.ok()) << amended.status.error_message();
  EXPECT_EQ(amended.response.outcome().position(),
            amended.response.outcome().first_position() + 1);
}

TEST_F(CommandsTest, RefusesACommandOverTwoEnti) {
  v1::RecordCommandRequest request;
  *request.mutable_command()->mutable_header() = Header();
  for (const char* target : {kOb1, "enti/altro/plans/2024/objectives/ob-1"}) {
    auto& proposal = *request.mutable_command()->add_proposals();
    proposal.set_target(target);
    proposal.mutable_fact()->mutable_progress_recorded()->set_percent("1");
  }
  const ApiClient client = As("segretario");
  const auto answer = client.Call(client.monitoring(), &MonitoringStub::RecordCommand, request);
  EXPECT_EQ(answer.reason(), "COMMAND_SHAPE");
}

TEST_F(CommandsTest, DeniesWhatTheRoleOrTheEnteDoesNotAllow) {
  const v1::RecordProgressRequest request = ProgressRequest("10");
  for (const char* principal : {"nucleo", "giunta", "revisore", "admin", "estraneo"}) {
    const auto answer = Send(request, principal);
    EXPECT_EQ(answer.status.error_code(), grpc::StatusCode::PERMISSION_DENIED) << principal;
    EXPECT_EQ(answer.reason(), "PERMISSION_DENIED") << principal;
  }
  EXPECT_EQ(Send(request, "resp-2").reason(), "NOT_RESPONSIBLE");

  // Nobody learns from the answer whether another ente has such an objective.
  v1::RecordProgressRequest elsewhere = request;
  elsewhere.set_objective("enti/inesistente/plans/2024/objectives/ob-1");
  EXPECT_EQ(Send(elsewhere).reason(), "PERMISSION_DENIED");

  v1::RecordProgressRequest on_behalf = request;
  on_behalf.mutable_header()->set_on_behalf_of("resp-1");
  EXPECT_EQ(Send(on_behalf, "giunta").reason(), "PERMISSION_DENIED");
  EXPECT_TRUE(Send(on_behalf, "segretario").ok());
}

// Permission is asked before a recorded answer is repeated.
TEST_F(CommandsTest, DoesNotRepeatAnAnswerToWhoLostTheRight) {
  const v1::RecordProgressRequest request = ProgressRequest("10");
  ASSERT_TRUE(Send(request).ok());
  Stop();
  for (Principal& principal : options_.principals) {
    if (principal.caller.principal == "resp-1") principal.caller.enti = {"altro"};
  }
  Start();
  EXPECT_EQ(Send(request).reason(), "PERMISSION_DENIED");
}

TEST_F(CommandsTest, KnowsNobodyWithoutAToken) {
  const ApiClient nobody(Channel(), "");
  const auto answer =
      nobody.Call(nobody.monitoring(), &MonitoringStub::RecordProgress, ProgressRequest("10"));
  EXPECT_EQ(answer.status.error_code(), grpc::StatusCode::UNAUTHENTICATED);
  EXPECT_EQ(answer.reason(), "UNAUTHENTICATED");
  EXPECT_THAT(answer.status.error_message(), HasSubstr("authorization: Bearer"));
}

TEST_F(CommandsTest, CorrectsAFact) {
  const v1::CommandOutcome wrong = Progress("90");
  v1::CorrectFactRequest correct;
  *correct.mutable_header() = Header();
  correct.set_target(kOb1);
  correct.mutable_correction()->set_corrected_position(wrong.position());
  correct.mutable_correction()->set_reason("Cifra sbagliata");
  const ApiClient client = As("resp-1");
  const auto answer = client.Call(client.monitoring(), &MonitoringStub::CorrectFact, correct);
  ASSERT_TRUE(answer.ok()) << answer.status.error_message();
  *correct.mutable_header() = Header();
  const auto again = client.Call(client.monitoring(), &MonitoringStub::CorrectFact, correct);
  EXPECT_EQ(again.reason(), "FACT_ALREADY_CORRECTED");
}

}  // namespace
}  // namespace traguardo::api::testing
