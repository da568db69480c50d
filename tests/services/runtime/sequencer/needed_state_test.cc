// What the sequencer reads for a command before it is judged: other years of the ente, and facts
// that the command points at.

#include <string>
#include <utility>

#include "gtest/gtest.h"
#include "tests/services/runtime/harness.h"
#include "tests/testing/fact_builder.h"

namespace traguardo::runtime {
namespace {

using domain::RefusalReason;
using testing::Progress;

FactBuilder InPlan(event::v1::Fact fact) {
  return FactBuilder(FactBuilder::Stream::kPlan, std::move(fact))
      .On("2024-12-20")
      .By("segretario", event::v1::ROLE_SEGRETARIO);
}

FactBuilder FrozenAt(storage::Position position) {
  event::v1::Fact fact;
  fact.mutable_consuntivo_frozen()->set_version(1);
  fact.mutable_consuntivo_frozen()->set_frozen_position(position);
  return InPlan(std::move(fact));
}

FactBuilder CarriedOver(const std::string& from_objective) {
  event::v1::Fact fact;
  fact.mutable_objective_carried_over()->set_objective("ob-1");
  fact.mutable_objective_carried_over()->set_from_year(2023);
  fact.mutable_objective_carried_over()->set_from_objective(from_objective);
  return InPlan(std::move(fact));
}

class NeededStateTest : public ::testing::Test {
 protected:
  void SetUp() override {
    harness_.Start();
    harness_.Record(AdoptedPlan());
  }

  Harness harness_{{.with_views = false}};
};

TEST_F(NeededStateTest, AConsuntivoIsFrozenAtTheEndOfACommand) {
  const storage::Position end =
      harness_.RecordTogether({Progress("40").On("2024-06-30"), Progress("50").On("2024-09-30"),
                               Progress("60").On("2024-10-31")});
  for (const storage::Position inside : {end - 2, end - 1}) {
    const SubmitResult refused = harness_.Submit({FrozenAt(inside)});
    EXPECT_EQ(Refused(refused).reason, RefusalReason::kFrozenPositionInsideCommand);
    EXPECT_EQ(Refused(refused).details.at("before"), std::to_string(end - 3));
    EXPECT_EQ(Refused(refused).details.at("after"), std::to_string(end));
  }
  // Of whatever ente: the log is one.
  const storage::Position elsewhere = harness_.Record({testing::Registered()}, "altro");
  Accepted(harness_.Submit({FrozenAt(elsewhere)}));
}

TEST_F(NeededStateTest, AnObjectiveIsCarriedOverFromAYearThatNoStreamNames) {
  // The unit was there in 2023 already.
  harness_.Record({testing::OrganisedAs({testing::UnitNamed("tributi")}).On("2023-01-01")});
  for (FactBuilder fact : {testing::Drafted("2023-01-31"), testing::RulesAdopted(),
                           testing::Defined("ob-7", testing::Definition("7").Weight("100"))}) {
    harness_.Record({std::move(fact).InYear(2023).On("2023-01-02")});
  }
  // Nothing is loaded yet.
  harness_.Restart();
  Accepted(harness_.Submit({CarriedOver("ob-7")}));
  harness_.Restart();
  EXPECT_EQ(Refused(harness_.Submit({CarriedOver("nonesiste")})).reason,
            RefusalReason::kAlreadyCarriedOver);
}

TEST_F(NeededStateTest, NothingIsCarriedOverFromNowhere) {
  EXPECT_EQ(Refused(harness_.Submit({CarriedOver("nonesiste")})).reason,
            RefusalReason::kObjectiveUnknown);
}

TEST_F(NeededStateTest, TheEndOfAUnitIsHeldAgainstThePlansThatNameIt) {
  harness_.Restart();
  const SubmitResult ended =
      harness_.Submit({testing::OrganisedAs({testing::UnitNamed("tributi", "", "", "2024-06-30")})
                           .On("2024-06-01")});
  ASSERT_EQ(Accepted(ended).warnings.size(), 1u);
  EXPECT_EQ(Accepted(ended).warnings[0].reason(), "ENDED_UNIT_STILL_NAMED");
}

}  // namespace
}  // namespace traguardo::runtime
