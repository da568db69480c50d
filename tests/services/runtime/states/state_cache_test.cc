// The cache of folded states: what was unfolded to be read is folded up again.

#include "services/runtime/states/state_cache.h"

#include <string>

#include "gtest/gtest.h"
#include "services/domain/evolve/evolve.h"
#include "tests/services/runtime/harness.h"
#include "tests/testing/fact_builder.h"

namespace traguardo::runtime {
namespace {

class StateCacheTest : public ::testing::Test {
 protected:
  StateCacheTest() {
    for (const char* const ente : {"demo", "altro"}) {
      testing::Story story(ente);
      for (const testing::FactBuilder& fact : AdoptedPlan()) story.Add(fact);
      StateParts parts;
      parts.base = true;
      parts.AddYear(2024);
      cache_.Adopt(domain::Fold(ente, story.Pointers()), parts);
    }
  }

  static const domain::Packed<event::v1::ObjectiveDefinition>& Definition(
      const ResidentEnte& resident) {
    return resident.state.FindObjective(2024, "ob-1")->definition.value;
  }

  StateCache cache_;
};

TEST_F(StateCacheTest, WhatWasReadIsFoldedUpAfterManyUses) {
  const ResidentEnte& demo = *cache_.Find("demo");
  const ResidentEnte& altro = *cache_.Find("altro");
  EXPECT_NE(Definition(demo)->title(), "");
  EXPECT_TRUE(Definition(demo).is_unfolded());
  for (size_t use = 0; use < StateCache::kMaxUnfolded; ++use) cache_.Find("altro");
  EXPECT_FALSE(Definition(demo).is_unfolded());
  // And again, also while it is the one in use.
  EXPECT_NE(Definition(demo)->title(), "");
  EXPECT_NE(Definition(altro)->title(), "");
  cache_.Find("demo");
  cache_.NoteUnfolded(StateCache::kMaxUnfolded);
  EXPECT_FALSE(Definition(demo).is_unfolded());
  EXPECT_FALSE(Definition(altro).is_unfolded());
}

}  // namespace
}  // namespace traguardo::runtime
