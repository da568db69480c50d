// Who may record what: roles, consents, and who answers for an objective on the day of recording.

#include "tests/services/domain/decide/given_when_then.h"
#include "tests/services/domain/decide/small_ente.h"

namespace traguardo::domain {
namespace {

using namespace traguardo::testing;    // NOLINT: the facts read as sentences.
using namespace traguardo::event::v1;  // NOLINT: the roles.

class ActorTest : public DecideTest {
 protected:
  // One fact of every recorder's kind.
  static Facts Samples() {
    return {Registered(),
            OrganisedAs({UnitNamed("scuole")}),
            ConsentGivenTo("operatore-1"),
            FactBuilder(FactBuilder::Stream::kPlan, Narrative()),
            Progress("40").On("2024-06-30"),
            Amended(GiuntaAct("106", "2024-11-07")),
            Signalled("n-1").On("2024-09-30")};
  }
  static ::traguardo::event::v1::Fact Narrative() {
    ::traguardo::event::v1::Fact fact;
    fact.mutable_narrative_recorded()->set_section(NARRATIVE_SECTION_CONTEXT);
    fact.mutable_narrative_recorded()->set_text("Un anno di elezioni");
    return fact;
  }
  // Of a meeting of the Nucleo, or of another organ.
  static ::traguardo::event::v1::Evidence Minutes(Organ organ = ORGAN_NUCLEO) {
    ::traguardo::event::v1::Evidence minutes;
    *minutes.mutable_act() = GiuntaAct("3", "2024-09-30");
    minutes.mutable_act()->set_organ(organ);
    minutes.mutable_act()->set_kind(ACT_KIND_VERBALE);
    return minutes;
  }
  // Which of the samples the role may record, as a row of a table.
  std::string Row(Role role) {
    std::string row;
    for (FactBuilder sample : Samples()) {
      When(std::move(sample).By("qualcuno", role));
      const bool by_role =
          !result().accepted() && refusal().reason == RefusalReason::kRoleMayNotRecord;
      row += by_role ? "." : "x";
    }
    return row;
  }
};

TEST_F(ActorTest, RolesAndKindsOfFacts) {
  Given(AdoptedPlan());
  //                                       registered, organisation, consent, narrative, progress,
  //                                       act, segnalazione
  EXPECT_EQ(Row(ROLE_AMMINISTRATORE), "xx.....");
  EXPECT_EQ(Row(ROLE_SEGRETARIO), ".xxxxxx");
  EXPECT_EQ(Row(ROLE_OPERATORE), ".x.xxxx");
  EXPECT_EQ(Row(ROLE_RESPONSABILE), "....x..");
  EXPECT_EQ(Row(ROLE_ORGANO_POLITICO), ".....x.");
  EXPECT_EQ(Row(ROLE_NUCLEO), "......x");
  EXPECT_EQ(Row(ROLE_COLLABORATORE), ".......");
  EXPECT_EQ(Row(ROLE_REVISORE), ".......");
  EXPECT_EQ(Row(ROLE_UNSPECIFIED), ".......");
}

TEST_F(ActorTest, IsNeeded) {
  Given(AdoptedPlan());
  When(Progress("40").On("2024-06-30").By("", ROLE_SEGRETARIO));
  ThenRefused(RefusalReason::kActorMissing);
}

TEST_F(ActorTest, CollaboratorePreparesButDoesNotRecord) {
  Given(AdoptedPlan());
  When(Progress("40").On("2024-06-30").By("resp-tributi", ROLE_COLLABORATORE));
  ThenRefused(RefusalReason::kRoleMayNotRecord,
              {{"role", "ROLE_COLLABORATORE"}, {"kind", "progress_recorded"}});
}

TEST_F(ActorTest, OperatorNeedsTheConsentOfTheEnte) {
  Given(AdoptedPlan());
  When(Progress("40").On("2024-06-30").By("operatore-1", ROLE_OPERATORE));
  ThenRefused(RefusalReason::kOperatorWithoutConsent, {{"principal", "operatore-1"}});
  Given(ConsentGivenTo("operatore-1"));
  When(Progress("40").On("2024-06-30").By("operatore-1", ROLE_OPERATORE));
  ThenAccepted();
  When(Progress("40").On("2024-06-30").By("operatore-2", ROLE_OPERATORE));
  ThenRefused(RefusalReason::kOperatorWithoutConsent);
}

TEST_F(ActorTest, ResponsabileOrDeputyReports) {
  Given(AdoptedPlan());
  When(Progress("40").On("2024-06-30").By("resp-tributi"));
  ThenAccepted();
  When(Progress("40").On("2024-06-30").By("vice-tributi"));
  ThenAccepted();
}

TEST_F(ActorTest, NobodyElseReports) {
  Given(AdoptedPlan());
  When(Progress("40").On("2024-06-30").By("resp-cultura"));
  ThenRefused(RefusalReason::kNotResponsible,
              {{"principal", "resp-cultura"}, {"objective", "ob-1"}, {"today", "2024-12-01"}});
  EXPECT_EQ(refusal().field, "") << "who calls is in no field of the message";
}

TEST_F(ActorTest, ContributorDoesNotReport) {
  Given(DraftedPlan(),
        Defined("ob-1", ObjectiveOne().Add(AssignmentOf("ausiliario", "", "", "",
                                                        RESPONSABILE_ROLE_CONTRIBUTOR))));
  When(Progress("40").On("2024-06-30").By("ausiliario"));
  ThenRefused(RefusalReason::kNotResponsible);
}

TEST_F(ActorTest, EachReportsForTheirOwnUnit) {
  Given(AdoptedPlan());
  When(Progress("40").Of("ob-2").For("cultura").On("2024-06-30").By("resp-cultura"));
  ThenAccepted();
  When(Progress("40").Of("ob-2").For("tributi").On("2024-06-30").By("resp-cultura"));
  ThenRefused(RefusalReason::kNotResponsible);
}

TEST_F(ActorTest, WritingInAnothersNameDoesNotHelp) {
  Given(AdoptedPlan());
  When(Progress("40").On("2024-06-30").By("resp-cultura").OnBehalfOf("resp-tributi"));
  ThenRefused(RefusalReason::kNotResponsible, {{"principal", "resp-cultura"}});
  When(Progress("40").On("2024-06-30").By("resp-tributi").OnBehalfOf("resp-cultura"));
  ThenRefused(RefusalReason::kNotResponsible, {{"principal", "resp-cultura"}});
  EXPECT_EQ(refusal().field, "actor.on_behalf_of");
  When(Progress("40").On("2024-06-30").By("vice-tributi").OnBehalfOf("resp-tributi"));
  ThenAccepted();
}

TEST_F(ActorTest, SegretarioWritesDownWhatAResponsabileReports) {
  Given(AdoptedPlan());
  When(
      Progress("40").On("2024-06-30").By("segretario", ROLE_SEGRETARIO).OnBehalfOf("resp-tributi"));
  ThenAccepted();
  When(
      Progress("40").On("2024-06-30").By("segretario", ROLE_SEGRETARIO).OnBehalfOf("resp-cultura"));
  ThenRefused(RefusalReason::kNotResponsible, {{"principal", "resp-cultura"}});
}

TEST_F(ActorTest, AfterAHandoverTheSuccessorReportsTheDaysBefore) {
  Given(AdoptedPlan(), HandedOver("resp-tributi", AssignmentOf("resp-nuovo")).On("2024-03-15"));
  When(Progress("20").On("2024-02-29").By("resp-nuovo"));
  ThenAccepted();
  EXPECT_EQ(Recorded().front().responsabile_then(), "resp-tributi");
  When(Progress("30").On("2024-03-31").By("resp-nuovo"));
  ThenAccepted();
  EXPECT_EQ(Recorded().front().responsabile_then(), "resp-nuovo");
}

TEST_F(ActorTest, AfterAHandoverThePredecessorDoesNotReportAnyMore) {
  Given(AdoptedPlan(), HandedOver("resp-tributi", AssignmentOf("resp-nuovo")).On("2024-03-15"));
  When(Progress("20").On("2024-02-29").By("resp-tributi"));
  ThenRefused(RefusalReason::kNotResponsible, {{"principal", "resp-tributi"}});
  // The segretario may still write down what the predecessor said of a day of theirs.
  When(
      Progress("20").On("2024-02-29").By("segretario", ROLE_SEGRETARIO).OnBehalfOf("resp-tributi"));
  ThenAccepted();
  When(
      Progress("20").On("2024-03-31").By("segretario", ROLE_SEGRETARIO).OnBehalfOf("resp-tributi"));
  ThenRefused(RefusalReason::kNotResponsible);
}

TEST_F(ActorTest, ResponsabileRecordsNeitherActsNorStatus) {
  Given(AdoptedPlan(), ReplanProposed("r-1", {DeadlineChange("2024-12-31")}).On("2024-10-01"));
  When(ReplanApproved("r-1", FirstAct()).On("2024-11-07").By("resp-tributi"));
  ThenRefused(RefusalReason::kRoleMayNotRecord, {{"kind", "ripianificazione_approved"}});
  When(Suspended().On("2024-11-07").By("resp-tributi"));
  ThenRefused(RefusalReason::kRoleMayNotRecord, {{"kind", "objective_suspended"}});
  When(Assessed("100").On("2024-11-07").By("resp-tributi"));
  ThenRefused(RefusalReason::kRoleMayNotRecord, {{"kind", "final_result_assessed"}});
}

TEST_F(ActorTest, OrganoPoliticoAddsObjectivesOnlyByItsAct) {
  Given(DraftedPlan());
  When(Defined("ob-3", Plain()).By("giunta", ROLE_ORGANO_POLITICO));
  ThenRefused(RefusalReason::kRoleMayNotRecord);
}

TEST_F(ActorTest, FactsOfTheNucleoNeedAnActOfIt) {
  Given(AdoptedPlan());
  for (const FactBuilder& fact :
       Facts{Signalled("n-1").On("2024-09-30"), Assessed("90").On("2024-11-30")}) {
    When(FactBuilder(fact).By("segretario", ROLE_SEGRETARIO));
    ThenRefused(RefusalReason::kNucleoNotNamed);
    EXPECT_EQ(refusal().field, "evidence.act");
    When(FactBuilder(fact).By("segretario", ROLE_SEGRETARIO).Evidence(Minutes(ORGAN_GIUNTA)));
    ThenRefused(RefusalReason::kNucleoNotNamed);
    When(FactBuilder(fact).By("segretario", ROLE_SEGRETARIO).Evidence(Minutes()));
    EXPECT_TRUE(result().accepted());
    When(FactBuilder(fact).By("nucleo-1", ROLE_NUCLEO));
    EXPECT_TRUE(result().accepted());
  }
}

// Any name in on_behalf_of, the writer's own or nobody's, once counted as the Nucleo's.
TEST_F(ActorTest, ANameIsNoActOfTheNucleo) {
  Given(AdoptedPlan());
  for (const char* name : {"nucleo-1", "pinco.pallino", "resp-cultura"}) {
    When(Assessed("100").On("2024-11-30").By("segretario", ROLE_SEGRETARIO).OnBehalfOf(name));
    ThenRefused(RefusalReason::kNucleoNotNamed);
  }
}

TEST_F(ActorTest, ValidationByOthersNeedsAnActOfTheNucleo) {
  Today("2025-06-22");
  const Facts adopted = AdoptedPlan();
  const uint64_t position = adopted.size();
  Given(adopted, FrozenAt(1, position), ConsuntivoApproved(1, position));
  When(Validated(1).By("segretario", ROLE_SEGRETARIO).OnBehalfOf("nucleo-1"));
  ThenRefused(RefusalReason::kNucleoNotNamed);
  When(ValidationRefused(1).By("segretario", ROLE_SEGRETARIO).OnBehalfOf("nucleo-1"));
  ThenRefused(RefusalReason::kNucleoNotNamed);
  // In the fact itself, or beside it.
  When(Validated(1).By("segretario", ROLE_SEGRETARIO).With([](auto& fact) {
    *fact.mutable_consuntivo_validated()->mutable_act() = Minutes().act();
  }));
  ThenAccepted();
  When(ValidationRefused(1).By("segretario", ROLE_SEGRETARIO).Evidence(Minutes()));
  ThenAccepted();
}

TEST_F(ActorTest, NobodyWritesInTheirOwnName) {
  Given(AdoptedPlan());
  When(Progress("40").On("2024-06-30").By("resp-tributi").OnBehalfOf("resp-tributi"));
  ThenRefused(RefusalReason::kOnBehalfOfOneself, {{"principal", "resp-tributi"}});
  EXPECT_EQ(refusal().field, "actor.on_behalf_of");
}

TEST_F(ActorTest, NobodyAssessesTheirOwnObjective) {
  Given(AdoptedPlan(), Proposed("90").On("2024-11-30"));
  When(Assessed("90").On("2024-11-30").By("resp-tributi", ROLE_NUCLEO));
  ThenRefused(RefusalReason::kOwnObjectiveAssessed, {{"principal", "resp-tributi"}});
  When(Assessed("90")
           .On("2024-11-30")
           .By("segretario", ROLE_SEGRETARIO)
           .OnBehalfOf("resp-tributi")
           .Evidence(Minutes()));
  ThenRefused(RefusalReason::kOwnObjectiveAssessed);
  When(Assessed("90").On("2024-11-30").By("vice-tributi", ROLE_NUCLEO));
  ThenRefused(RefusalReason::kOwnObjectiveAssessed);
}

TEST_F(ActorTest, NobodyAssessesWhatTheyAnsweredForEarlierInTheYear) {
  Given(AdoptedPlan(), Proposed("90").On("2024-11-30"),
        HandedOver("resp-tributi", AssignmentOf("resp-nuovo")).On("2024-03-15"));
  When(Assessed("90").On("2024-11-30").By("resp-tributi", ROLE_NUCLEO));
  ThenRefused(RefusalReason::kOwnObjectiveAssessed);
}

TEST_F(ActorTest, ResponsabileRecordsResourcesUsedForOwnObjectives) {
  Given(AdoptedPlan());
  ::traguardo::event::v1::Fact fact;
  fact.mutable_resources_used()->set_objective("ob-1");
  fact.mutable_resources_used()->add_resources()->set_unit_of_measure("euro");
  fact.mutable_resources_used()->mutable_resources(0)->set_amount("1200.50");
  When(InPlan(fact).On("2024-06-30").By("resp-tributi"));
  ThenAccepted();
  When(InPlan(fact).On("2024-06-30").By("resp-cultura"));
  ThenRefused(RefusalReason::kNotResponsible);
}

}  // namespace
}  // namespace traguardo::domain
