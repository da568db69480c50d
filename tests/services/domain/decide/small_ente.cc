#include "tests/services/domain/decide/small_ente.h"

#include <utility>

namespace traguardo::domain {
namespace {

using event::v1::Fact;
using testing::AssignmentOf;
using testing::Definition;
using testing::FactBuilder;

Facts Joined(Facts first, const Facts& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

FactBuilder CorrectedIn(FactBuilder::Stream stream, uint64_t position) {
  Fact fact;
  fact.mutable_fact_corrected()->set_corrected_position(position);
  fact.mutable_fact_corrected()->set_reason("Dato di un altro ufficio");
  return FactBuilder(stream, std::move(fact)).On("2024-11-30");
}

}  // namespace

event::v1::Act FirstAct() { return testing::GiuntaAct("21", "2024-01-31"); }

Definition ObjectiveOne() {
  return Definition("1")
      .ByDate("2024-11-30")
      .Weight("60")
      .Add(AssignmentOf("resp-tributi"))
      .Add(AssignmentOf("vice-tributi", "", "", "", event::v1::RESPONSABILE_ROLE_DEPUTY))
      .Add(testing::IndicatorOf("atti", event::v1::DIRECTION_UP, "2500"))
      .Add(testing::IndicatorOf("giorni", event::v1::DIRECTION_DOWN, "30"))
      .Add(testing::IndicatorOf("aperto", event::v1::DIRECTION_YES_NO, ""))
      .Add(testing::IndicatorOf("avvio", event::v1::DIRECTION_DATE, "2024-02-29"))
      .Add(testing::PhaseOf("bando", "40", "2024-01-01", "2024-03-31"))
      .Add(testing::PhaseOf("lavori", "60", "2024-04-01", "2024-11-30"))
      .Add(testing::MilestoneOf("approvazione", "2024-06-30"));
}

Definition ObjectiveTwo() {
  return Definition("2")
      .Continuous()
      .Weight("40")
      .Units({"tributi", "cultura"})
      .Add(AssignmentOf("resp-tributi", "tributi"))
      .Add(AssignmentOf("resp-cultura", "cultura"));
}

Definition Plain(std::string weight) {
  return Definition("3")
      .Units({"tecnico"})
      .Weight(std::move(weight))
      .Add(AssignmentOf("resp-tecnico"));
}

Facts OrganisedEnte() {
  return {testing::Registered(),
          testing::OrganisedAs({testing::UnitNamed("tributi"), testing::UnitNamed("cultura"),
                                testing::UnitNamed("tecnico")})};
}

Facts DraftedPlan() {
  return Joined(OrganisedEnte(), {testing::Drafted(), testing::RulesAdopted()});
}

Facts PlanWithObjectives() {
  return Joined(DraftedPlan(), {testing::Defined("ob-1", ObjectiveOne()),
                                testing::Defined("ob-2", ObjectiveTwo())});
}

Facts AdoptedPlan() { return Joined(PlanWithObjectives(), {testing::Adopted(FirstAct())}); }

Facts ValidatedYear() {
  const Facts adopted = AdoptedPlan();
  const uint64_t head = adopted.size();
  return Joined(adopted, {FrozenAt(1, head), ConsuntivoApproved(1, head), Validated(1)});
}

Facts ClosedYear() { return Joined(ValidatedYear(), {Published(1), YearClosed()}); }

FactBuilder Corrected(uint64_t position) {
  return CorrectedIn(FactBuilder::Stream::kObjective, position);
}
FactBuilder CorrectedInPlan(uint64_t position) {
  return CorrectedIn(FactBuilder::Stream::kPlan, position);
}
FactBuilder CorrectedInRound(uint64_t position) {
  return CorrectedIn(FactBuilder::Stream::kRound, position);
}
FactBuilder CorrectedInEnte(uint64_t position) {
  return CorrectedIn(FactBuilder::Stream::kEnte, position);
}

FactBuilder InEnte(Fact fact) { return FactBuilder(FactBuilder::Stream::kEnte, std::move(fact)); }
FactBuilder InPlan(Fact fact) { return FactBuilder(FactBuilder::Stream::kPlan, std::move(fact)); }

FactBuilder ConsentGivenTo(std::string grantee) {
  Fact fact;
  fact.mutable_consent_given()->set_purpose(event::v1::CONSENT_PURPOSE_OPERATION);
  fact.mutable_consent_given()->set_grantee(std::move(grantee));
  return InEnte(std::move(fact));
}

FactBuilder ConsentWithdrawnFrom(std::string grantee) {
  Fact fact;
  fact.mutable_consent_withdrawn()->set_purpose(event::v1::CONSENT_PURPOSE_OPERATION);
  fact.mutable_consent_withdrawn()->set_grantee(std::move(grantee));
  return InEnte(std::move(fact));
}

FactBuilder FrozenAt(uint32_t version, uint64_t position) {
  Fact fact;
  fact.mutable_consuntivo_frozen()->set_version(version);
  fact.mutable_consuntivo_frozen()->set_frozen_position(position);
  return InPlan(std::move(fact)).On("2025-05-20");
}

FactBuilder ConsuntivoApproved(uint32_t version, uint64_t position, std::string act_date) {
  Fact fact;
  fact.mutable_consuntivo_approved()->set_version(version);
  fact.mutable_consuntivo_approved()->set_frozen_position(position);
  *fact.mutable_consuntivo_approved()->mutable_act() = testing::GiuntaAct("88", act_date);
  return InPlan(std::move(fact)).On(std::move(act_date));
}

FactBuilder Validated(uint32_t version) {
  Fact fact;
  fact.mutable_consuntivo_validated()->set_version(version);
  return InPlan(std::move(fact)).On("2025-06-20").By("nucleo-1", event::v1::ROLE_NUCLEO);
}

FactBuilder ValidationRefused(uint32_t version) {
  Fact fact;
  fact.mutable_validation_refused()->set_version(version);
  fact.mutable_validation_refused()->set_reasons("Mancano le cause di due scostamenti");
  return InPlan(std::move(fact)).On("2025-06-20").By("nucleo-1", event::v1::ROLE_NUCLEO);
}

FactBuilder Published(uint32_t version) {
  Fact fact;
  fact.mutable_relazione_published()->set_version(version);
  fact.mutable_relazione_published()->set_uri("https://ente.example/relazione-2024");
  return InPlan(std::move(fact)).On("2025-06-25");
}

FactBuilder YearClosed() {
  Fact fact;
  fact.mutable_year_closed();
  return InPlan(std::move(fact)).On("2025-07-01");
}

}  // namespace traguardo::domain
