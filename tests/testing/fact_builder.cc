#include "tests/testing/fact_builder.h"

#include <utility>

namespace traguardo::testing {
namespace {

// 1 January 2024, 08:00 UTC: when the first fact of every story is recorded.
constexpr int64_t kFirstRecordedAtSeconds = 1'704'096'000;
constexpr int64_t kSecondsBetweenFacts = 60;

FactBuilder InEnte(event::v1::Fact fact) {
  return FactBuilder(FactBuilder::Stream::kEnte, std::move(fact));
}
FactBuilder InPlan(event::v1::Fact fact) {
  return FactBuilder(FactBuilder::Stream::kPlan, std::move(fact));
}
FactBuilder InRound(event::v1::Fact fact) {
  return FactBuilder(FactBuilder::Stream::kRound, std::move(fact));
}

}  // namespace

FactBuilder::FactBuilder(Stream stream, event::v1::Fact fact) : stream_(stream) {
  id_ = stream == Stream::kRound ? "giugno" : "ob-1";
  envelope_.set_effective_on("2024-01-01");
  envelope_.mutable_actor()->set_principal("segretario");
  envelope_.mutable_actor()->set_role(event::v1::ROLE_SEGRETARIO);
  *envelope_.mutable_fact() = std::move(fact);
}

FactBuilder&& FactBuilder::On(std::string date) && {
  envelope_.set_effective_on(std::move(date));
  return std::move(*this);
}

FactBuilder&& FactBuilder::By(std::string principal, event::v1::Role role) && {
  envelope_.mutable_actor()->set_principal(std::move(principal));
  envelope_.mutable_actor()->set_role(role);
  return std::move(*this);
}

FactBuilder&& FactBuilder::OnBehalfOf(std::string principal) && {
  envelope_.mutable_actor()->set_on_behalf_of(std::move(principal));
  return std::move(*this);
}

FactBuilder&& FactBuilder::For(std::string unit) && {
  envelope_.set_unit(std::move(unit));
  return std::move(*this);
}

FactBuilder&& FactBuilder::Of(std::string id) && {
  id_ = std::move(id);
  return std::move(*this);
}

FactBuilder&& FactBuilder::InYear(int year) && {
  year_ = year;
  return std::move(*this);
}

FactBuilder&& FactBuilder::Evidence(event::v1::Evidence evidence) && {
  *envelope_.mutable_evidence() = std::move(evidence);
  return std::move(*this);
}

std::string FactBuilder::StreamText() const {
  const std::string plan = "plans/" + std::to_string(year_);
  switch (stream_) {
    case Stream::kEnte:
      return "ente";
    case Stream::kPlan:
      return plan;
    case Stream::kObjective:
      return plan + "/objectives/" + id_;
    case Stream::kRound:
      return plan + "/rounds/" + id_;
  }
  return {};
}

event::v1::Envelope FactBuilder::Build() const {
  event::v1::Envelope envelope = envelope_;
  envelope.set_stream(StreamText());
  return envelope;
}

const event::v1::Envelope& Story::Add(const FactBuilder& fact) { return Record(fact.Build()); }

const event::v1::Envelope& Story::Correct(uint64_t position, std::string reason) {
  event::v1::Envelope correction = At(position);
  correction.clear_unit();
  correction.clear_evidence();
  event::v1::FactCorrected* const kind = correction.mutable_fact()->mutable_fact_corrected();
  kind->set_corrected_position(position);
  kind->set_reason(std::move(reason));
  return Record(std::move(correction));
}

std::vector<const event::v1::Envelope*> Story::Pointers() const {
  std::vector<const event::v1::Envelope*> pointers;
  pointers.reserve(facts_.size());
  for (const event::v1::Envelope& fact : facts_) pointers.push_back(&fact);
  return pointers;
}

const event::v1::Envelope& Story::Record(event::v1::Envelope fact) {
  const auto before = static_cast<int64_t>(facts_.size());
  fact.set_ente(ente_);
  fact.set_position(static_cast<uint64_t>(before) + 1);
  fact.set_revision(++revisions_[fact.stream()]);
  fact.mutable_recorded_at()->set_seconds(kFirstRecordedAtSeconds + before * kSecondsBetweenFacts);
  fact.set_command_index(0);
  fact.set_command_size(1);
  facts_.push_back(std::move(fact));
  return facts_.back();
}

event::v1::Act GiuntaAct(std::string number, std::string date) {
  event::v1::Act act;
  act.set_organ(event::v1::ORGAN_GIUNTA);
  act.set_kind(event::v1::ACT_KIND_DELIBERA);
  act.set_number(std::move(number));
  act.set_date(std::move(date));
  return act;
}

event::v1::Cause CauseOf(event::v1::CauseKind kind, std::string description) {
  event::v1::Cause cause;
  cause.set_kind(kind);
  cause.set_description(std::move(description));
  return cause;
}

FactBuilder Registered(std::string name) {
  event::v1::Fact fact;
  fact.mutable_ente_registered()->set_name(std::move(name));
  fact.mutable_ente_registered()->set_kind(event::v1::ENTE_KIND_COMUNE);
  return InEnte(std::move(fact)).By("amministratore", event::v1::ROLE_AMMINISTRATORE);
}

FactBuilder OrganisedAs(std::vector<event::v1::Unit> units) {
  event::v1::Fact fact;
  for (event::v1::Unit& unit : units) {
    *fact.mutable_organisation_changed()->add_units() = std::move(unit);
  }
  return InEnte(std::move(fact));
}

event::v1::Unit UnitNamed(std::string id, std::string parent, std::string from, std::string to) {
  event::v1::Unit unit;
  unit.set_name("Settore " + id);
  unit.set_id(std::move(id));
  unit.set_type(event::v1::UNIT_TYPE_SETTORE);
  unit.set_parent(std::move(parent));
  if (!from.empty() || !to.empty()) {
    *unit.mutable_validity() = PeriodOf(std::move(from), std::move(to));
  }
  return unit;
}

FactBuilder Drafted(std::string adoption_term) {
  event::v1::Fact fact;
  fact.mutable_plan_drafted()->set_title("Piano di prova");
  fact.mutable_plan_drafted()->set_adoption_term(std::move(adoption_term));
  fact.mutable_plan_drafted()->set_relazione_term("2025-06-30");
  return InPlan(std::move(fact));
}

FactBuilder RulesAdopted(uint32_t version, rules::v1::Weighting weighting,
                         rules::v1::PhaseConvention convention) {
  event::v1::Fact fact;
  fact.mutable_rule_set_adopted()->set_version(version);
  rules::v1::RuleSet* const rules = fact.mutable_rule_set_adopted()->mutable_rule_set();
  rules->set_name("SMVP di prova");
  rules->set_phase_convention(convention);
  rules->set_missing_value_policy(rules::v1::MISSING_VALUE_POLICY_ZERO);
  rules::v1::Scope* const scope = rules->add_scopes();
  scope->set_id("performance");
  scope->set_name("Piano della performance");
  scope->set_weighting(weighting);
  if (weighting == rules::v1::WEIGHTING_WEIGHTED) {
    scope->set_weight_total("100");
    scope->set_weight_sum_policy(rules::v1::WEIGHT_SUM_POLICY_REFUSE);
  }
  return InPlan(std::move(fact));
}

FactBuilder Defined(std::string id, const Definition& definition) {
  event::v1::Fact fact;
  fact.mutable_objective_defined()->set_objective(std::move(id));
  *fact.mutable_objective_defined()->mutable_definition() = definition.Build();
  return InPlan(std::move(fact));
}

FactBuilder Redefined(std::string id, const Definition& definition) {
  event::v1::Fact fact;
  fact.mutable_objective_redefined()->set_objective(std::move(id));
  *fact.mutable_objective_redefined()->mutable_definition() = definition.Build();
  return InPlan(std::move(fact));
}

FactBuilder Removed(std::string id) {
  event::v1::Fact fact;
  fact.mutable_objective_removed()->set_objective(std::move(id));
  fact.mutable_objective_removed()->set_reason("Confluito in un altro");
  return InPlan(std::move(fact));
}

FactBuilder Adopted(event::v1::Act act) {
  event::v1::Fact fact;
  std::string date = act.date();
  *fact.mutable_plan_adopted()->mutable_act() = std::move(act);
  return InPlan(std::move(fact)).On(std::move(date));
}

FactBuilder Amended(event::v1::Act act) {
  event::v1::Fact fact;
  std::string date = act.date();
  *fact.mutable_plan_amended()->mutable_act() = std::move(act);
  fact.mutable_plan_amended()->set_summary("Variazione in corso d'anno");
  return InPlan(std::move(fact)).On(std::move(date));
}

FactBuilder Opened(std::string reference_date, std::string due_date) {
  event::v1::Fact fact;
  fact.mutable_round_opened()->set_reference_date(std::move(reference_date));
  fact.mutable_round_opened()->set_due_date(std::move(due_date));
  return InRound(std::move(fact));
}

FactBuilder Submitted(std::string responsabile, std::vector<std::string> objectives) {
  event::v1::Fact fact;
  fact.mutable_report_submitted()->set_responsabile(std::move(responsabile));
  for (std::string& objective : objectives) {
    fact.mutable_report_submitted()->add_objectives(std::move(objective));
  }
  return InRound(std::move(fact));
}

FactBuilder Returned(std::string responsabile) {
  event::v1::Fact fact;
  fact.mutable_report_returned()->set_responsabile(std::move(responsabile));
  fact.mutable_report_returned()->set_reason("Manca il dato di un indicatore");
  return InRound(std::move(fact));
}

FactBuilder Approved(std::string responsabile) {
  event::v1::Fact fact;
  fact.mutable_report_approved()->set_responsabile(std::move(responsabile));
  return InRound(std::move(fact));
}

FactBuilder Closed() {
  event::v1::Fact fact;
  fact.mutable_round_closed();
  return InRound(std::move(fact));
}

}  // namespace traguardo::testing
