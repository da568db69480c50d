// The plan from draft to adoption, and what is only known as a total.

#include "tests/services/domain/decide/given_when_then.h"
#include "tests/services/domain/decide/small_ente.h"

namespace traguardo::domain {
namespace {

using namespace traguardo::testing;  // NOLINT: the facts read as sentences.

class PlanTest : public DecideTest {
 protected:
  static FactBuilder CarriedOver(std::string objective, uint32_t from_year,
                                 std::string from_objective) {
    event::v1::Fact fact;
    fact.mutable_objective_carried_over()->set_objective(std::move(objective));
    fact.mutable_objective_carried_over()->set_from_year(from_year);
    fact.mutable_objective_carried_over()->set_from_objective(std::move(from_objective));
    return InPlan(std::move(fact));
  }
  static FactBuilder Resources(std::string objective, std::string amount) {
    event::v1::Fact fact;
    fact.mutable_resources_planned()->set_objective(std::move(objective));
    auto* resource = fact.mutable_resources_planned()->add_resources();
    resource->set_unit_of_measure("euro");
    resource->set_amount(std::move(amount));
    return InPlan(std::move(fact));
  }
  static FactBuilder Late(FactBuilder adoption) {
    return std::move(adoption).With([](auto& fact) {
      fact.mutable_plan_adopted()->set_lateness_reason("Bilancio approvato a febbraio");
    });
  }
};

TEST_F(PlanTest, IsDraftedOnce) {
  Given(OrganisedEnte());
  When(Drafted());
  ThenAccepted();
  Given(Drafted());
  When(Drafted());
  ThenRefused(RefusalReason::kPlanAlreadyDrafted, {{"year", "2024"}});
}

TEST_F(PlanTest, HasItsTermsInOrder) {
  Given(OrganisedEnte());
  When(Drafted("2025-07-31"));
  ThenRefused(RefusalReason::kTermsOutOfOrder);
}

TEST_F(PlanTest, IsWarnedOfUnusualTerms) {
  Given(OrganisedEnte());
  When(Drafted("2025-01-31"));
  ThenAccepted({WarningReason::kTermUnusual});
  EXPECT_EQ(WarningDetails(WarningReason::kTermUnusual).at("year"), "2025");
}

TEST_F(PlanTest, HasARuleSetBeforeObjectives) {
  Given(OrganisedEnte(), Drafted());
  When(Defined("ob-1", ObjectiveOne()));
  ThenRefused(RefusalReason::kRuleSetMissing, {{"year", "2024"}});
  When(Adopted(FirstAct()));
  ThenRefused(RefusalReason::kRuleSetMissing);
}

TEST_F(PlanTest, DefinesAnObjectiveOnce) {
  Given(DraftedPlan());
  When(Defined("ob-1", ObjectiveOne()), Defined("ob-2", ObjectiveTwo()));
  ThenAccepted();
  Given(Defined("ob-1", ObjectiveOne()));
  When(Defined("ob-1", ObjectiveOne()));
  ThenRefused(RefusalReason::kObjectiveAlreadyDefined, {{"objective", "ob-1"}});
  Given(Removed("ob-1"));
  When(Defined("ob-1", ObjectiveOne()));
  ThenRefused(RefusalReason::kObjectiveAlreadyDefined);
}

TEST_F(PlanTest, RedefinesAndRemovesWhileDrafting) {
  Given(PlanWithObjectives());
  When(Redefined("ob-1", ObjectiveOne().ByDate("2024-12-15")));
  ThenAccepted();
  When(Removed("ob-2"));
  ThenAccepted({WarningReason::kWeightsNotTotal});
  When(Removed("ob-9"));
  ThenRefused(RefusalReason::kObjectiveUnknown, {{"objective", "ob-9"}});
  Given(Removed("ob-2"));
  When(Redefined("ob-2", ObjectiveTwo()));
  ThenRefused(RefusalReason::kObjectiveRemoved, {{"objective", "ob-2"}});
  When(Progress("10").Of("ob-2").For("cultura"));
  ThenRefused(RefusalReason::kObjectiveRemoved);
}

TEST_F(PlanTest, RedefinesNotBeforeItDefines) {
  Given(DraftedPlan(), Defined("ob-1", ObjectiveOne()).On("2024-01-15"));
  When(Redefined("ob-1", ObjectiveOne()).On("2024-01-10"));
  ThenRefused(RefusalReason::kDatedBeforeWhatItFollows, {{"previous", "2024-01-15"}});
  When(Removed("ob-1").On("2024-01-10"));
  ThenRefused(RefusalReason::kDatedBeforeWhatItFollows);
}

TEST_F(PlanTest, IsAdoptedByAnAct) {
  Given(PlanWithObjectives());
  When(Adopted(FirstAct()).By("giunta", event::v1::ROLE_ORGANO_POLITICO));
  ThenAccepted();
}

TEST_F(PlanTest, IsAdoptedOnce) {
  Given(AdoptedPlan());
  When(Adopted(GiuntaAct("30", "2024-02-15")));
  ThenRefused(RefusalReason::kPlanAlreadyAdopted, {{"adopted_on", "2024-01-31"}});
}

TEST_F(PlanTest, IsNotAdoptedEmpty) {
  Given(DraftedPlan());
  When(Adopted(FirstAct()));
  ThenRefused(RefusalReason::kPlanWithoutObjectives);
  Given(Defined("ob-1", Plain("100")), Removed("ob-1"));
  When(Adopted(FirstAct()));
  ThenRefused(RefusalReason::kPlanWithoutObjectives);
}

TEST_F(PlanTest, SaysWhyItsAdoptionIsLate) {
  Given(PlanWithObjectives());
  When(Adopted(GiuntaAct("27", "2024-03-04")));
  ThenRefused(RefusalReason::kLatenessReasonMissing,
              {{"term", "2024-01-31"}, {"act_date", "2024-03-04"}});
  When(Late(Adopted(GiuntaAct("27", "2024-03-04"))));
  ThenAccepted({WarningReason::kPlanAdoptedLate});
  EXPECT_EQ(WarningDetails(WarningReason::kPlanAdoptedLate).at("days"), "33");
}

// A space that does not break is no reason why.
TEST_F(PlanTest, ABlankReasonSaysNothing) {
  Given(PlanWithObjectives());
  for (const char* blank : {" ", "\u00a0", "\n"}) {
    When(Adopted(GiuntaAct("27", "2024-03-04")).With([&](event::v1::Fact& fact) {
      fact.mutable_plan_adopted()->set_lateness_reason(blank);
    }));
    ThenRefused(RefusalReason::kLatenessReasonMissing);
  }
  Given(Adopted(FirstAct()));
  const uint64_t frozen = head();
  Given(FrozenAt(1, frozen));
  Today("2025-07-10");
  When(ConsuntivoApproved(1, frozen, "2025-07-03").With([](event::v1::Fact& fact) {
    fact.mutable_consuntivo_approved()->set_lateness_reason("\u00a0");
  }));
  ThenRefused(RefusalReason::kLatenessReasonMissing);
}

TEST_F(PlanTest, IsNotLateWhenTheActHasOnlyItsYear) {
  Given(PlanWithObjectives());
  When(Adopted(GiuntaAct("154", "2024")));
  ThenAccepted();
}

TEST_F(PlanTest, IsWarnedOfAnActDatedAfterItsEffect) {
  Given(PlanWithObjectives());
  When(Adopted(FirstAct()).On("2024-01-10"));
  ThenAccepted({WarningReason::kActDatedAfterEffect});
  EXPECT_EQ(WarningDetails(WarningReason::kActDatedAfterEffect).at("act_date"), "2024-01-31");
}

TEST_F(PlanTest, FixesDefinitionsWhenAdopted) {
  Given(AdoptedPlan());
  When(Redefined("ob-1", ObjectiveOne()).On("2024-03-01"));
  ThenRefused(RefusalReason::kDefinitionFixedByAdoption, {{"adopted_on", "2024-01-31"}});
  When(Removed("ob-1").On("2024-03-01"));
  ThenRefused(RefusalReason::kDefinitionFixedByAdoption);
}

TEST_F(PlanTest, CarriesObjectivesOverFromAnEarlierYear) {
  Given(AdoptedPlan(), Drafted().InYear(2023).On("2023-01-02"),
        RulesAdopted().InYear(2023).On("2023-01-02"),
        Defined("ob-7", Plain("100")).InYear(2023).On("2023-01-02"));
  When(CarriedOver("ob-1", 2023, "ob-7"));
  ThenAccepted();
  When(CarriedOver("ob-1", 2024, "ob-7"));
  ThenRefused(RefusalReason::kCarriedOverFromLaterYear, {{"from_year", "2024"}});
  When(CarriedOver("ob-9", 2023, "ob-7"));
  ThenRefused(RefusalReason::kObjectiveUnknown);
  Given(CarriedOver("ob-1", 2023, "ob-7"));
  When(CarriedOver("ob-1", 2022, "ob-3"));
  ThenRefused(RefusalReason::kAlreadyCarriedOver, {{"from", "plans/2023/objectives/ob-7"}});
}

TEST_F(PlanTest, CarriesNothingOverFromNowhere) {
  Given(AdoptedPlan());
  When(CarriedOver("ob-1", 2001, "nonesiste"));
  ThenRefused(RefusalReason::kObjectiveUnknown, {{"objective", "plans/2001/objectives/nonesiste"}});
  EXPECT_EQ(refusal().field, "fact.objective_carried_over.from_objective");
  Given(Drafted().InYear(2023).On("2023-01-02"), RulesAdopted().InYear(2023).On("2023-01-02"),
        Defined("ob-7", Plain("100")).InYear(2023).On("2023-01-02"),
        Removed("ob-7").InYear(2023).On("2023-01-03"));
  When(CarriedOver("ob-1", 2023, "ob-7"));
  ThenRefused(RefusalReason::kObjectiveUnknown);
}

TEST_F(PlanTest, RecordsNarratives) {
  Given(AdoptedPlan());
  event::v1::Fact fact;
  fact.mutable_narrative_recorded()->set_section(event::v1::NARRATIVE_SECTION_DIFFICULTIES);
  fact.mutable_narrative_recorded()->set_text("Due pensionamenti non sostituiti");
  When(InPlan(fact).On("2024-11-30"));
  ThenAccepted();
}

TEST_F(PlanTest, PlansResources) {
  Given(AdoptedPlan());
  When(Resources("ob-1", "15000.00"));
  ThenAccepted();
  When(Resources("ob-1", "-1"));
  ThenRefused(RefusalReason::kAmountNegative);
  EXPECT_EQ(refusal().field, "fact.resources_planned.resources[0].amount");
  When(Resources("ob-9", "1"));
  ThenRefused(RefusalReason::kObjectiveUnknown);
}

TEST_F(PlanTest, CountsResourcesUsed) {
  Given(AdoptedPlan());
  event::v1::Fact fact;
  fact.mutable_resources_used()->set_objective("ob-9");
  fact.mutable_resources_used()->add_resources()->set_unit_of_measure("ore");
  fact.mutable_resources_used()->mutable_resources(0)->set_amount("80");
  When(InPlan(fact));
  ThenRefused(RefusalReason::kObjectiveUnknown);
  fact.mutable_resources_used()->set_objective("ob-1");
  When(InPlan(fact));
  ThenAccepted();
}

}  // namespace
}  // namespace traguardo::domain
