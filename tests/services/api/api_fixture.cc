#include "tests/services/api/api_fixture.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "grpcpp/create_channel.h"
#include "services/api/digest.h"

namespace traguardo::api::testing {
namespace {

std::string TokenOf(const std::string& principal) { return "token-of-" + principal; }

Principal MakePrincipal(const std::string& id, event::v1::Role role, const std::string& ente) {
  Principal principal;
  principal.caller.principal = id;
  principal.caller.role = role;
  if (ente == "*") {
    principal.caller.all_enti = true;
  } else {
    principal.caller.enti = {ente};
  }
  principal.token_digest = Sha256({TokenOf(id)});
  return principal;
}

absl::Time Noon() {
  return absl::FromCivil(absl::CivilSecond(2024, 7, 1, 10, 0, 0), absl::UTCTimeZone());
}

event::v1::Act MakeAct(const std::string& date) {
  event::v1::Act act;
  act.set_organ(event::v1::ORGAN_GIUNTA);
  act.set_kind(event::v1::ACT_KIND_DELIBERA);
  act.set_number("12");
  act.set_date(date);
  return act;
}

void AddUnit(event::v1::OrganisationChanged& change, const std::string& id) {
  auto& unit = *change.add_units();
  unit.set_id(id);
  unit.set_type(event::v1::UNIT_TYPE_SETTORE);
  unit.set_name("Settore " + id);
}

}  // namespace

rules::v1::RuleSet RuleSet() {
  rules::v1::RuleSet rule_set;
  rule_set.set_name("SMVP 2024");
  auto& scope = *rule_set.add_scopes();
  scope.set_id("performance");
  scope.set_name("Piano della performance");
  scope.set_weighting(rules::v1::WEIGHTING_WEIGHTED);
  scope.set_weight_sum_policy(rules::v1::WEIGHT_SUM_POLICY_REFUSE);
  rule_set.set_phase_convention(rules::v1::PHASE_CONVENTION_WEIGHTS);
  rule_set.set_missing_value_policy(rules::v1::MISSING_VALUE_POLICY_ERROR);
  rule_set.set_silence_days(60);
  return rule_set;
}

event::v1::ObjectiveDefined Objective(const std::string& id, const std::string& weight,
                                      const std::string& responsabile) {
  event::v1::ObjectiveDefined defined;
  defined.set_objective(id);
  auto& definition = *defined.mutable_definition();
  definition.set_code(absl::StrCat("OB ", id.substr(id.rfind('-') + 1)));
  definition.set_title("Obiettivo " + id);
  definition.set_kind(event::v1::OBJECTIVE_KIND_OPERATIVE);
  definition.add_units("tributi");
  definition.set_scope("performance");
  definition.set_weight(weight);
  definition.mutable_time_shape()->mutable_by_date()->set_deadline("2024-11-30");
  auto& assignment = *definition.add_assignments();
  assignment.set_responsabile(responsabile);
  assignment.set_role(event::v1::RESPONSABILE_ROLE_RESPONSABILE);
  assignment.set_name("Dirigente " + responsabile);
  return defined;
}

ApiTest::ApiTest() : clock_(Noon()) {
  options_.core.data_directory = directory_.File("data");
  options_.core.clock = &clock_;
  options_.core.log_block_cache_bytes = 8 << 20;
  options_.core.log_write_buffer_bytes = 4 << 20;
  options_.principals = {
      MakePrincipal("admin", event::v1::ROLE_AMMINISTRATORE, "*"),
      MakePrincipal("segretario", event::v1::ROLE_SEGRETARIO, "demo"),
      MakePrincipal("resp-1", event::v1::ROLE_RESPONSABILE, "demo"),
      MakePrincipal("resp-2", event::v1::ROLE_RESPONSABILE, "demo"),
      MakePrincipal("nucleo", event::v1::ROLE_NUCLEO, "demo"),
      MakePrincipal("giunta", event::v1::ROLE_ORGANO_POLITICO, "demo"),
      MakePrincipal("revisore", event::v1::ROLE_REVISORE, "demo"),
      MakePrincipal("estraneo", event::v1::ROLE_SEGRETARIO, "altro"),
  };
}

ApiTest::~ApiTest() { Stop(); }

void ApiTest::Start() {
  auto started = server::Server::Start(options_);
  ASSERT_TRUE(started.ok()) << started.status();
  server_ = *std::move(started);
}

void ApiTest::Stop() {
  if (server_ != nullptr) server_->Stop(absl::Seconds(10));
  server_.reset();
}

std::shared_ptr<grpc::Channel> ApiTest::Channel() {
  if (options_.grpc.address.empty()) return server_->grpc().InProcessChannel();
  return grpc::CreateChannel(absl::StrCat("127.0.0.1:", server_->port()),
                             grpc::InsecureChannelCredentials());
}

ApiClient ApiTest::As(const std::string& principal, const std::string& language) {
  return ApiClient(Channel(), TokenOf(principal), language);
}

v1::CommandHeader ApiTest::Header(const std::string& effective_on) {
  v1::CommandHeader header;
  header.set_request_id(absl::StrCat("request-", ++requests_));
  header.set_effective_on(effective_on);
  return header;
}

void ApiTest::MakeYear() {
  const ApiClient admin = As("admin");
  const ApiClient segretario = As("segretario");

  v1::RegisterEnteRequest register_ente;
  *register_ente.mutable_header() = Header("2024-01-01");
  register_ente.set_ente("enti/demo");
  register_ente.mutable_registered()->set_name("Comune di Borgo Esempio");
  register_ente.mutable_registered()->set_kind(event::v1::ENTE_KIND_COMUNE);
  const auto registered = admin.Call(admin.plan(), &PlanStub::RegisterEnte, register_ente);
  ASSERT_TRUE(registered.ok()) << registered.status.error_message();

  v1::ChangeOrganisationRequest change;
  *change.mutable_header() = Header("2024-01-01");
  change.set_ente("enti/demo");
  AddUnit(*change.mutable_change(), "tributi");
  AddUnit(*change.mutable_change(), "tecnico");
  const auto changed = segretario.Call(segretario.plan(), &PlanStub::ChangeOrganisation, change);
  ASSERT_TRUE(changed.ok()) << changed.status.error_message();

  v1::DraftPlanRequest draft;
  *draft.mutable_header() = Header("2024-01-10");
  draft.set_plan(kPlan);
  draft.mutable_draft()->set_title("PIAO 2024-2026");
  draft.mutable_draft()->set_adoption_term("2024-01-31");
  draft.mutable_draft()->set_relazione_term("2025-06-30");
  const auto drafted = segretario.Call(segretario.plan(), &PlanStub::DraftPlan, draft);
  ASSERT_TRUE(drafted.ok()) << drafted.status.error_message();

  v1::AdoptRuleSetRequest rules;
  *rules.mutable_header() = Header("2024-01-10");
  rules.set_plan(kPlan);
  rules.mutable_rule_set()->set_version(1);
  *rules.mutable_rule_set()->mutable_rule_set() = RuleSet();
  const auto ruled = segretario.Call(segretario.plan(), &PlanStub::AdoptRuleSet, rules);
  ASSERT_TRUE(ruled.ok()) << ruled.status.error_message();

  for (const auto& objective : {Objective("ob-1", "60", "resp-1"), Objective("ob-2", "40", "resp-2")}) {
    v1::DefineObjectiveRequest define;
    *define.mutable_header() = Header("2024-01-15");
    define.set_plan(kPlan);
    *define.mutable_objective() = objective;
    const auto defined = segretario.Call(segretario.plan(), &PlanStub::DefineObjective, define);
    ASSERT_TRUE(defined.ok()) << defined.status.error_message();
  }

  v1::AdoptPlanRequest adopt;
  *adopt.mutable_header() = Header("2024-01-30");
  adopt.set_plan(kPlan);
  *adopt.mutable_adoption()->mutable_act() = MakeAct("2024-01-30");
  const auto adopted = segretario.Call(segretario.plan(), &PlanStub::AdoptPlan, adopt);
  ASSERT_TRUE(adopted.ok()) << adopted.status.error_message();
}

v1::RecordProgressRequest ApiTest::ProgressRequest(const std::string& percent) {
  v1::RecordProgressRequest request;
  *request.mutable_header() = Header();
  request.set_objective(kOb1);
  request.mutable_progress()->set_percent(percent);
  return request;
}

v1::CommandOutcome ApiTest::Progress(const std::string& percent, const std::string& effective_on) {
  v1::RecordProgressRequest request = ProgressRequest(percent);
  request.mutable_header()->set_effective_on(effective_on);
  const ApiClient client = As("resp-1");
  const auto answer = client.Call(client.monitoring(), &MonitoringStub::RecordProgress, request);
  EXPECT_TRUE(answer.ok()) << answer.status.error_message();
  return answer.response.outcome();
}

ApiTest::LateJune ApiTest::RecordLateJune() {
  const ApiClient client = As("segretario");
  v1::RecordScostamentoRequest scostamento;
  *scostamento.mutable_header() = Header();
  scostamento.set_objective(kOb1);
  scostamento.mutable_scostamento()->set_scostamento("s1");
  scostamento.mutable_scostamento()->mutable_subject()->set_deadline(true);
  scostamento.mutable_scostamento()->set_delay_days(15);
  scostamento.mutable_scostamento()->set_description("Gara deserta");
  const auto recorded =
      client.Call(client.monitoring(), &MonitoringStub::RecordScostamento, scostamento);
  EXPECT_TRUE(recorded.ok()) << recorded.status.error_message();

  v1::ProposeRipianificazioneRequest propose;
  *propose.mutable_header() = Header();
  propose.set_objective(kOb1);
  propose.mutable_proposal()->set_ripianificazione("r1");
  propose.mutable_proposal()->add_changes()->set_deadline("2024-12-15");
  propose.mutable_proposal()->set_reason("Gara deserta");
  const auto proposed =
      client.Call(client.monitoring(), &MonitoringStub::ProposeRipianificazione, propose);
  EXPECT_TRUE(proposed.ok()) << proposed.status.error_message();

  v1::OpenRoundRequest round;
  *round.mutable_header() = Header();
  round.set_round("enti/demo/plans/2024/rounds/giugno");
  round.mutable_opening()->set_reference_date("2024-06-30");
  round.mutable_opening()->set_due_date("2024-07-15");
  const auto opened = client.Call(client.monitoring(), &MonitoringStub::OpenRound, round);
  EXPECT_TRUE(opened.ok()) << opened.status.error_message();
  return {recorded.response.outcome().position(), opened.response.outcome().position()};
}

}  // namespace traguardo::api::testing
