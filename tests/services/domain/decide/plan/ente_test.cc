// The ente's own stream: registration, organisation, consents, withdrawals.

#include "tests/services/domain/decide/given_when_then.h"
#include "tests/services/domain/decide/small_ente.h"

namespace traguardo::domain {
namespace {

using namespace traguardo::testing;  // NOLINT: the facts read as sentences.

class EnteTest : public DecideTest {
 protected:
  static event::v1::StrategicNode Node(std::string id, std::string parent = "") {
    event::v1::StrategicNode node;
    node.set_name("Linea " + id);
    node.set_id(std::move(id));
    node.set_type(event::v1::STRATEGIC_NODE_TYPE_LINEA_DI_MANDATO);
    node.set_parent(std::move(parent));
    return node;
  }
  static FactBuilder Nodes(std::vector<event::v1::StrategicNode> nodes) {
    event::v1::Fact fact;
    for (auto& node : nodes) {
      *fact.mutable_organisation_changed()->add_strategic_nodes() = std::move(node);
    }
    return InEnte(std::move(fact));
  }
  static FactBuilder Withdrawn(std::vector<uint64_t> positions) {
    event::v1::Fact fact;
    for (const uint64_t position : positions) {
      fact.mutable_personal_data_withdrawn()->add_positions(position);
    }
    fact.mutable_personal_data_withdrawn()->set_reason("Richiesta dell'interessato");
    return InEnte(std::move(fact)).On("2024-05-10");
  }
};

TEST_F(EnteTest, IsRegisteredOnce) {
  When(Registered());
  ThenAccepted();
  Given(Registered());
  When(Registered());
  ThenRefused(RefusalReason::kEnteAlreadyRegistered);
}

TEST_F(EnteTest, IsOrganisedAsATree) {
  Given(Registered());
  When(OrganisedAs(
      {UnitNamed("area"), UnitNamed("servizio", "area"), UnitNamed("ufficio", "servizio")}));
  ThenAccepted();
}

TEST_F(EnteTest, ChangesSomethingWhenItsOrganisationChanges) {
  Given(Registered());
  event::v1::Fact nothing;
  nothing.mutable_organisation_changed();
  When(InEnte(nothing));
  ThenRefused(RefusalReason::kOrganisationChangeEmpty);
}

TEST_F(EnteTest, NamesEachUnitOnce) {
  Given(Registered());
  When(OrganisedAs({UnitNamed("area"), UnitNamed("area")}));
  ThenRefused(RefusalReason::kDuplicateId, {{"id", "area"}});
  EXPECT_EQ(refusal().field, "fact.organisation_changed.units[1].id");
}

TEST_F(EnteTest, HasUnitsWhoseValidityDoesNotEndBeforeItStarts) {
  Given(Registered());
  When(OrganisedAs({UnitNamed("area", "", "2024-06-01", "2024-05-31")}));
  ThenRefused(RefusalReason::kPeriodEndsBeforeStart,
              {{"from", "2024-06-01"}, {"to", "2024-05-31"}});
}

TEST_F(EnteTest, HangsUnitsOnUnitsThatAreThere) {
  Given(Registered());
  When(OrganisedAs({UnitNamed("ufficio", "area")}));
  ThenRefused(RefusalReason::kUnitUnknown, {{"unit", "area"}});
  Given(OrganisedAs({UnitNamed("area", "", "", "2023-12-31")}).On("2023-01-01"));
  When(OrganisedAs({UnitNamed("ufficio", "area")}).On("2024-02-01"));
  ThenRefused(RefusalReason::kUnitNotValid, {{"unit", "area"}, {"day", "2024-02-01"}});
}

TEST_F(EnteTest, RefusesCycles) {
  Given(Registered());
  When(OrganisedAs({UnitNamed("area", "area")}));
  ThenRefused(RefusalReason::kOrganisationCycle, {{"id", "area"}});
  When(OrganisedAs({UnitNamed("a", "b"), UnitNamed("b", "c"), UnitNamed("c", "a")}));
  ThenRefused(RefusalReason::kOrganisationCycle, {{"id", "a"}});
}

TEST_F(EnteTest, RefusesCyclesOfLaterDays) {
  Given(Registered(), OrganisedAs({UnitNamed("a"), UnitNamed("b")}).On("2024-01-01"),
        OrganisedAs({UnitNamed("b", "a")}).On("2024-06-01"));
  // Nothing wrong in March; from June on b hangs on a, and a would hang on b.
  When(OrganisedAs({UnitNamed("a", "b")}).On("2024-03-01"));
  ThenRefused(RefusalReason::kOrganisationCycle, {{"id", "a"}});
}

TEST_F(EnteTest, MayTurnItsTreeUpsideDown) {
  Given(Registered(), OrganisedAs({UnitNamed("a"), UnitNamed("b", "a")}).On("2024-01-01"));
  When(OrganisedAs({UnitNamed("b"), UnitNamed("a", "b")}).On("2024-06-01"));
  ThenAccepted();
}

TEST_F(EnteTest, EndsNoUnitUnderOneThatGoesOn) {
  Given(Registered(), OrganisedAs({UnitNamed("area"), UnitNamed("ufficio", "area")}));
  When(OrganisedAs({UnitNamed("area", "", "", "2024-03-31")}).On("2024-03-01"));
  ThenRefused(RefusalReason::kUnitHasUnitsBelow,
              {{"unit", "area"}, {"child", "ufficio"}, {"day", "2024-04-01"}});
  EXPECT_EQ(refusal().field, "fact.organisation_changed.units[0].validity");
  // Ended with it, or moved on the same day.
  When(OrganisedAs({UnitNamed("area", "", "", "2024-03-31"),
                    UnitNamed("ufficio", "area", "", "2024-03-31")})
           .On("2024-03-01"));
  ThenAccepted();
  When(OrganisedAs({UnitNamed("area", "", "", "2024-03-31"), UnitNamed("ufficio")})
           .On("2024-04-01"));
  ThenAccepted();
}

TEST_F(EnteTest, MayRecordLateHowAUnitHungBeforeItMoved) {
  Given(Registered(), OrganisedAs({UnitNamed("area"), UnitNamed("ufficio")}),
        OrganisedAs({UnitNamed("area", "", "", "2024-03-31"), UnitNamed("ufficio")})
            .On("2024-04-01"));
  When(OrganisedAs({UnitNamed("ufficio", "area")}).On("2024-02-01"));
  ThenAccepted();
}

TEST_F(EnteTest, MayEndAUnitOnADayToComeAndIsWarned) {
  Given(Registered(), OrganisedAs({UnitNamed("area"), UnitNamed("ufficio", "area")}));
  When(OrganisedAs({UnitNamed("area", "", "", "2024-12-31")}).On("2024-11-01"));
  ThenAccepted({WarningReason::kEndedUnitStillNamed});
  EXPECT_EQ(WarningDetails(WarningReason::kEndedUnitStillNamed),
            (Details{{"unit", "area"}, {"ended_on", "2024-12-31"}, {"child", "ufficio"}}));
}

TEST_F(EnteTest, IsWarnedOfObjectivesThatNameAUnitThatEnds) {
  Given(AdoptedPlan());
  When(OrganisedAs({UnitNamed("tributi", "", "", "2024-06-30")}).On("2024-06-01"));
  ThenAccepted({WarningReason::kEndedUnitStillNamed});
  EXPECT_EQ(WarningDetails(WarningReason::kEndedUnitStillNamed),
            (Details{{"unit", "tributi"},
                     {"ended_on", "2024-06-30"},
                     {"count", "2"},
                     {"objective", "plans/2024/objectives/ob-1"}}));
  // With the year's last day nothing of the year is left without a unit.
  When(OrganisedAs({UnitNamed("tributi", "", "", "2024-12-31")}).On("2024-06-01"));
  ThenAccepted();
  Given(Excluded().Of("ob-2").For("cultura").On("2024-05-01"));
  When(OrganisedAs({UnitNamed("cultura", "", "", "2024-06-30")}).On("2024-06-01"));
  ThenAccepted();
}

TEST_F(EnteTest, KeepsATreeOfStrategicNodes) {
  Given(Registered());
  When(Nodes({Node("linea"), Node("programma", "linea")}));
  ThenAccepted();
  When(Nodes({Node("programma", "linea")}));
  ThenRefused(RefusalReason::kStrategicNodeUnknown, {{"node", "linea"}});
  When(Nodes({Node("a", "b"), Node("b", "a")}));
  ThenRefused(RefusalReason::kOrganisationCycle, {{"id", "a"}});
  When(Nodes({Node("a"), Node("a")}));
  ThenRefused(RefusalReason::kDuplicateId, {{"id", "a"}});
}

TEST_F(EnteTest, GivesAConsentOnceAndWithdrawsWhatWasGiven) {
  Given(Registered());
  When(ConsentWithdrawnFrom("regione"));
  ThenRefused(RefusalReason::kConsentNotGiven, {{"grantee", "regione"}});
  When(ConsentGivenTo("regione"));
  ThenAccepted();
  Given(ConsentGivenTo("regione").On("2024-03-01"));
  When(ConsentGivenTo("regione").On("2024-04-01"));
  ThenRefused(RefusalReason::kConsentAlreadyGiven, {{"grantee", "regione"}});
  When(ConsentWithdrawnFrom("regione").On("2024-04-01"));
  ThenAccepted();
  Given(ConsentWithdrawnFrom("regione").On("2024-04-01"));
  When(ConsentWithdrawnFrom("regione").On("2024-05-01"));
  ThenRefused(RefusalReason::kConsentNotGiven);
  When(ConsentGivenTo("regione").On("2024-05-01"));
  ThenAccepted();
}

TEST_F(EnteTest, WithdrawsAConsentNotBeforeTheDayItWasGiven) {
  Given(Registered(), ConsentGivenTo("regione").On("2024-03-01"));
  When(ConsentWithdrawnFrom("regione").On("2024-02-01"));
  ThenRefused(RefusalReason::kDatedBeforeWhatItFollows,
              {{"effective_on", "2024-02-01"}, {"previous", "2024-03-01"}});
}

TEST_F(EnteTest, WithdrawsTextsOfItsOwnFactsAndReloads) {
  Given(AdoptedPlan());
  When(Withdrawn({5, 6}));
  ThenAccepted();
  EXPECT_TRUE(acceptance().reload_needed);
}

TEST_F(EnteTest, WithdrawsNoTextsOfOthers) {
  Given(AdoptedPlan());
  When(Withdrawn({5, 999}));
  ThenRefused(RefusalReason::kPositionUnknown, {{"position", "999"}});
  event::v1::Envelope elsewhere;
  elsewhere.set_ente("altro");
  elsewhere.set_position(999);
  GivenElsewhere(elsewhere);
  When(Withdrawn({5, 999}));
  ThenRefused(RefusalReason::kPositionUnknown, {{"position", "999"}});
  EXPECT_EQ(refusal().field, "fact.personal_data_withdrawn.positions[1]");
}

}  // namespace
}  // namespace traguardo::domain
