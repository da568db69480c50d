// The organisation tree on a day.

#include "services/domain/status/organisation.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/domain/evolve/evolve.h"
#include "tests/testing/fact_builder.h"

namespace traguardo::domain {
namespace {

using namespace traguardo::testing;  // NOLINT: the facts read as sentences.

DayNumber DayOf(const std::string& date) { return ParseCivilDate(date)->first_day_number(); }

class OrganisationTest : public ::testing::Test {
 protected:
  void Given(const FactBuilder& fact) { Evolve(state_, story_.Add(fact)); }

  Story story_{"demo"};
  Ente state_;
};

TEST_F(OrganisationTest, AUnitIsAsTheLatestEffectiveVersionSays) {
  Given(OrganisedAs({UnitNamed("area", ""), UnitNamed("tributi", "area")}).On("2024-01-01"));
  Given(OrganisedAs({UnitNamed("tributi", "")}).On("2024-07-01"));
  EXPECT_EQ(UnitOn(state_.base, "tributi", DayOf("2024-06-30"))->parent(), "area");
  EXPECT_EQ(UnitOn(state_.base, "tributi", DayOf("2024-07-01"))->parent(), "");
  EXPECT_EQ(UnitOn(state_.base, "altro", DayOf("2024-07-01")), nullptr);
}

TEST_F(OrganisationTest, TheFirstVersionAlsoHoldsForDaysBeforeIt) {
  Given(OrganisedAs({UnitNamed("tributi")}).On("2024-03-01"));
  EXPECT_NE(UnitOn(state_.base, "tributi", DayOf("2024-01-01")), nullptr);
}

TEST_F(OrganisationTest, AUnitExistsOnlyWhileItIsValid) {
  Given(OrganisedAs({UnitNamed("tributi", "", "2024-03-01", "2024-09")}).On("2024-01-01"));
  EXPECT_EQ(UnitOn(state_.base, "tributi", DayOf("2024-02-29")), nullptr);
  EXPECT_NE(UnitOn(state_.base, "tributi", DayOf("2024-09-30")), nullptr);
  EXPECT_EQ(UnitOn(state_.base, "tributi", DayOf("2024-10-01")), nullptr);
  EXPECT_NE(UnitVersionOn(state_.base, "tributi", DayOf("2024-10-01")), nullptr);
  EXPECT_EQ(UnitsOn(state_.base, DayOf("2024-09-30")).size(), 1u);
  EXPECT_TRUE(UnitsOn(state_.base, DayOf("2024-10-01")).empty());
}

TEST_F(OrganisationTest, AUnitExistsBetweenTwoDays) {
  Given(OrganisedAs({UnitNamed("tributi"), UnitNamed("antico", "", "2010-01-01"),
                     UnitNamed("estivo", "", "2024-06-01", "2024-09")})
            .On("2024-03-01"));
  Given(OrganisedAs({UnitNamed("tributi", "", "2024-01-01", "2024-06-30")}).On("2024-06-15"));
  const auto exists = [&](const char* unit, const char* first, const char* last) {
    return ExistsBetween(state_.base, unit, DayOf(first), DayOf(last));
  };
  EXPECT_TRUE(exists("tributi", "2024-01-01", "2024-12-31"));
  EXPECT_FALSE(exists("tributi", "2023-01-01", "2024-02-29")) << "nobody had written it down";
  EXPECT_TRUE(exists("tributi", "2024-06-30", "2024-12-31"));
  EXPECT_FALSE(exists("tributi", "2024-07-01", "2024-12-31"));
  EXPECT_TRUE(exists("antico", "2023-01-01", "2023-12-31")) << "its validity says since when";
  EXPECT_TRUE(exists("estivo", "2024-09-30", "2024-12-31"));
  EXPECT_FALSE(exists("estivo", "2024-10-01", "2024-12-31"));
  EXPECT_FALSE(exists("altro", "2024-01-01", "2024-12-31"));
}

TEST_F(OrganisationTest, AboveAUnitAreItsParents) {
  Given(OrganisedAs({UnitNamed("ente"), UnitNamed("area", "ente"), UnitNamed("tributi", "area"),
                     UnitNamed("orfano", "sparito")}));
  EXPECT_EQ(UnitAndAbove(state_.base, "tributi", DayOf("2024-06-01")),
            (std::vector<std::string>{"tributi", "area", "ente"}));
  EXPECT_EQ(UnitAndAbove(state_.base, "orfano", DayOf("2024-06-01")),
            (std::vector<std::string>{"orfano"}));
  EXPECT_TRUE(UnitAndAbove(state_.base, "altro", DayOf("2024-06-01")).empty());
}

TEST_F(OrganisationTest, ACircleThatSomebodyRecordedHasAnEnd) {
  Given(OrganisedAs({UnitNamed("a", "b"), UnitNamed("b", "a")}));
  EXPECT_EQ(UnitAndAbove(state_.base, "a", DayOf("2024-06-01")),
            (std::vector<std::string>{"a", "b"}));
}

TEST_F(OrganisationTest, StrategicNodesFollowTheSameRules) {
  event::v1::Fact fact;
  event::v1::StrategicNode* const node = fact.mutable_organisation_changed()->add_strategic_nodes();
  node->set_id("missione-1");
  node->mutable_validity()->set_to("2024-06");
  Given(FactBuilder(FactBuilder::Stream::kEnte, fact));
  EXPECT_NE(NodeOn(state_.base, "missione-1", DayOf("2024-06-30")), nullptr);
  EXPECT_EQ(NodeOn(state_.base, "missione-1", DayOf("2024-07-01")), nullptr);
  EXPECT_NE(NodeVersionOn(state_.base, "missione-1", DayOf("2024-07-01")), nullptr);
}

}  // namespace
}  // namespace traguardo::domain
