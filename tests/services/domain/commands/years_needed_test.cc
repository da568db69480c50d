// Which years have to be loaded before a command is judged.

#include "services/domain/commands/years_needed.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/testing/fact_builder.h"

namespace traguardo::domain {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::UnitNamed;

void Propose(Command& command, const testing::FactBuilder& fact) {
  Proposal& proposal = command.proposals.emplace_back();
  proposal.stream = *ParseStreamName(fact.StreamText());
  proposal.fact = fact.fact();
}

testing::FactBuilder CarriedOver(uint32_t from_year) {
  event::v1::Fact fact;
  fact.mutable_objective_carried_over()->set_from_year(from_year);
  return testing::FactBuilder(testing::FactBuilder::Stream::kPlan, fact);
}

TEST(YearsNeededTest, OfTheStreams) {
  Command command;
  Propose(command, testing::Registered());
  EXPECT_THAT(YearsNeeded(command), IsEmpty());
  Propose(command, testing::Progress("40"));
  Propose(command, testing::Drafted().InYear(2025));
  Propose(command, testing::Opened("2024-06-30", "2024-07-15"));
  EXPECT_THAT(YearsNeeded(command), ElementsAre(2024, 2025));
}

TEST(YearsNeededTest, OfWhatIsCarriedOver) {
  Command command;
  Propose(command, CarriedOver(2021));
  EXPECT_THAT(YearsNeeded(command), ElementsAre(2021, 2024));
}

TEST(YearsNeededTest, NoneThatIsNoYear) {
  Command command;
  Propose(command, CarriedOver(0));
  Propose(command, CarriedOver(4'294'967'295));
  EXPECT_THAT(YearsNeeded(command), ElementsAre(2024));
}

TEST(YearsNeededTest, OfPlansThatMayNameAUnitAfterItsEnd) {
  EXPECT_THAT(YearsAfterEnd(UnitNamed("area")), IsEmpty());
  EXPECT_THAT(YearsAfterEnd(UnitNamed("area", "", "", "2025-03-31")), ElementsAre(2025, 2026));
  EXPECT_THAT(YearsAfterEnd(UnitNamed("area", "", "", "2025-12-31")), ElementsAre(2026, 2027));
  EXPECT_THAT(YearsAfterEnd(UnitNamed("area", "", "", "2199")), IsEmpty());
  Command command;
  Propose(command, testing::OrganisedAs({UnitNamed("a"), UnitNamed("b", "", "", "2025-03-31")}));
  EXPECT_THAT(YearsNeeded(command), ElementsAre(2025, 2026));
}

}  // namespace
}  // namespace traguardo::domain
