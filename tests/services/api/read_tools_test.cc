// The small parts that reads are made of.

#include <memory>
#include <string>
#include <utility>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/api/reads/bytes_cache.h"
#include "services/api/reads/filter_check.h"
#include "services/api/reads/filter_match.h"
#include "services/api/reads/text_match.h"

namespace traguardo::api {
namespace {

SharedBytes Bytes(const std::string& text) { return std::make_shared<const std::string>(text); }

TEST(BytesCacheTest, GivesBackOnlyTheVersionAndDayItKept) {
  BytesCache cache(10000);
  cache.Put("a", 7, 100, Bytes("seven"));
  ASSERT_NE(cache.Find("a", 7, 100), nullptr);
  EXPECT_EQ(*cache.Find("a", 7, 100), "seven");
  EXPECT_EQ(cache.Find("a", 8, 100), nullptr);
  EXPECT_EQ(cache.Find("a", 7, 101), nullptr);
  EXPECT_EQ(cache.Find("b", 7, 100), nullptr);
  cache.Put("a", 8, 100, Bytes("eight"));
  EXPECT_EQ(cache.Find("a", 7, 100), nullptr);
  EXPECT_EQ(*cache.Find("a", 8, 100), "eight");
}

TEST(BytesCacheTest, StaysWithinItsBoundAndDropsTheLeastUsed) {
  BytesCache cache(5000);
  for (int i = 0; i < 100; ++i) {
    cache.Put(std::to_string(i), 1, 1, Bytes(std::string(1000, 'x')));
    cache.Find("0", 1, 1);
    EXPECT_LE(cache.size_bytes(), 5000u);
  }
  EXPECT_NE(cache.Find("0", 1, 1), nullptr);
  EXPECT_NE(cache.Find("99", 1, 1), nullptr);
  EXPECT_EQ(cache.Find("50", 1, 1), nullptr);
  // Larger than the whole cache: not kept, and nothing breaks.
  cache.Put("large", 1, 1, Bytes(std::string(100000, 'x')));
  EXPECT_EQ(cache.Find("large", 1, 1), nullptr);
  EXPECT_LE(cache.size_bytes(), 5000u);
}

view::v1::Plan Organised() {
  view::v1::Plan plan;
  for (const auto& [id, parent] : {std::pair{"finanze", ""}, std::pair{"tributi", "finanze"},
                                   std::pair{"imu", "tributi"}, std::pair{"tecnico", ""}}) {
    auto* const unit = plan.add_units();
    unit->set_id(id);
    unit->set_parent(parent);
  }
  return plan;
}

FilterIds Units(const std::string& unit) {
  FilterIds units;
  *units.Add() = unit;
  return units;
}

TEST(FilterMatchTest, AUnitTakesInWhatIsBelowIt) {
  const projection::UnitTree tree(Organised());
  EXPECT_TRUE(MatchesUnit(Units("finanze"), tree, "imu"));
  EXPECT_TRUE(MatchesUnit(Units("tributi"), tree, "tributi"));
  EXPECT_FALSE(MatchesUnit(Units("imu"), tree, "tributi")) << "not what is above it";
  EXPECT_FALSE(MatchesUnit(Units("tecnico"), tree, "imu"));
  EXPECT_TRUE(MatchesUnit(FilterIds(), tree, "imu")) << "an empty filter takes everything";
}

// No Decide lets one in; a log that has one must not stop the server.
TEST(FilterMatchTest, ACircleOfUnitsEnds) {
  view::v1::Plan plan = Organised();
  plan.mutable_units(0)->set_parent("imu");
  const projection::UnitTree tree(plan);
  EXPECT_TRUE(MatchesUnit(Units("imu"), tree, "finanze"));
  EXPECT_FALSE(MatchesUnit(Units("tecnico"), tree, "imu"));
}

// Of a transversal objective only what concerns the unit is the unit's.
TEST(FilterMatchTest, WhatAnotherUnitMissedOrRecordedIsNotThisOnes) {
  const projection::UnitTree tree(Organised());
  view::v1::Objective objective;
  objective.mutable_today()->add_silent_misses()->set_unit("imu");
  EXPECT_TRUE(HasSilentMiss(FilterIds(), tree, objective));
  EXPECT_TRUE(HasSilentMiss(Units("finanze"), tree, objective));
  EXPECT_FALSE(HasSilentMiss(Units("tecnico"), tree, objective));
  objective.mutable_today()->add_silent_misses();
  EXPECT_TRUE(HasSilentMiss(Units("tecnico"), tree, objective))
      << "one of the whole is everybody's";

  view::v1::Scostamento scostamento;
  scostamento.add_units("tecnico");
  scostamento.add_units("imu");
  EXPECT_TRUE(MatchesUnit(Units("tecnico"), tree, scostamento));
  scostamento.set_unit("imu");
  EXPECT_FALSE(MatchesUnit(Units("tecnico"), tree, scostamento));
  EXPECT_TRUE(MatchesUnit(Units("finanze"), tree, scostamento));
}

TEST(TextMatchTest, IgnoresCaseInItalian) {
  EXPECT_EQ(FoldCase("QUALITÀ Perché ×"), "qualità perché ×");
  EXPECT_TRUE(ContainsFolded("La QUALITÀ dell'aria", FoldCase("Qualità")));
  EXPECT_FALSE(ContainsFolded("La quantità", FoldCase("qualità")));
  EXPECT_TRUE(ContainsFolded("anything", ""));
}

TEST(TextMatchTest, OrdersCodesAsPeopleCount) {
  EXPECT_TRUE(CodeLess("OB 2", "OB 10"));
  EXPECT_FALSE(CodeLess("OB 10", "OB 2"));
  EXPECT_TRUE(CodeLess("1.2", "1.10"));
  EXPECT_TRUE(CodeLess("OB 1", "OB 1a"));
  EXPECT_TRUE(CodeLess("", "1"));
  EXPECT_FALSE(CodeLess("OB 02", "OB 2"));
  EXPECT_FALSE(CodeLess("OB 2", "OB 02"));
  EXPECT_TRUE(CodeLess("9", "99999999999999999999999999"));
}

}  // namespace
}  // namespace traguardo::api
