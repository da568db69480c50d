// The cache of folded states: what was unfolded to be read is folded up again, and so much of it
// stays as the bound says.

#include "services/runtime/states/state_cache.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "services/domain/evolve/evolve.h"
#include "tests/services/runtime/harness.h"
#include "tests/testing/fact_builder.h"

namespace traguardo::runtime {
namespace {

class StateCacheTest : public ::testing::Test {
 protected:
  // An ente with so many objectives in 2024, besides "ob-1" and "ob-2".
  void Adopt(const std::string& ente, size_t objectives = 0) {
    testing::Story story(ente);
    for (const testing::FactBuilder& fact : AdoptedPlan()) story.Add(fact);
    for (size_t i = 0; i < objectives; ++i) {
      const std::string id = "further-" + std::to_string(i);
      story.Add(testing::Defined(id, testing::Definition(std::to_string(i + 3)).Continuous()));
    }
    StateParts parts;
    parts.base = true;
    parts.AddYear(2024);
    cache_.Adopt(domain::Fold(ente, story.Pointers()), parts);
  }

  static void ReadAll(const ResidentEnte& resident) {
    for (const auto& [id, objective] : resident.state.FindYear(2024)->objectives) {
      EXPECT_NE(objective.definition.value->title(), "");
    }
  }
  static size_t CountUnfolded(const ResidentEnte& resident) {
    size_t unfolded = 0;
    for (const auto& [id, objective] : resident.state.FindYear(2024)->objectives) {
      unfolded += objective.definition.value.is_unfolded() ? 1 : 0;
    }
    return unfolded;
  }

  static const domain::Packed<event::v1::ObjectiveDefinition>& Definition(
      const ResidentEnte& resident) {
    return resident.state.FindObjective(2024, "ob-1")->definition.value;
  }

  StateCache cache_;
};

TEST_F(StateCacheTest, WhatWasReadStaysUnfoldedForTheNextReader) {
  Adopt("demo");
  Adopt("altro");
  const ResidentEnte& demo = *cache_.Find("demo");
  EXPECT_NE(Definition(demo)->title(), "");
  // However often it is read: it is one definition.
  for (size_t use = 0; use < 2 * StateCache::kMaxUnfolded; ++use) {
    cache_.Find("altro");
    cache_.NoteUnfolded(*cache_.Find("demo"), StateCache::kAll);
  }
  EXPECT_TRUE(Definition(demo).is_unfolded());
}

// Each command reads one definition, or all of its ente, or those of the ente that was found before
// another one.
TEST_F(StateCacheTest, NoMoreAreUnfoldedThanTheBound) {
  constexpr size_t kEnti = 30;
  constexpr size_t kObjectives = 500;
  std::vector<std::string> enti;
  for (size_t i = 0; i < kEnti; ++i) {
    enti.push_back("ente-" + std::to_string(i));
    Adopt(enti.back(), kObjectives - 2);
  }
  const auto count_all = [&] {
    size_t unfolded = 0;
    for (const std::string& ente : enti) unfolded += CountUnfolded(*cache_.Find(ente));
    return unfolded;
  };
  ASSERT_GT(kEnti * kObjectives, StateCache::kMaxUnfolded + kObjectives);
  size_t most = 0;
  for (size_t round = 0; round < 2; ++round) {
    for (size_t i = 0; i < kEnti; ++i) {
      ResidentEnte& resident = *cache_.Find(enti[i]);
      ResidentEnte& later = *cache_.Find(enti[(i + 7) % kEnti]);
      EXPECT_NE(Definition(later)->title(), "");
      ReadAll(resident);
      cache_.NoteUnfolded(resident, StateCache::kAll);
      most = std::max(most, count_all());
      ASSERT_LE(most, StateCache::kMaxUnfolded);
    }
  }
  // And the bound is used.
  EXPECT_GT(most, StateCache::kMaxUnfolded / 2);
}

TEST_F(StateCacheTest, WhatIsDroppedOrEvictedIsNotCountedAnyMore) {
  constexpr size_t kObjectives = 1000;
  Adopt("demo", kObjectives - 2);
  ReadAll(*cache_.Find("demo"));
  cache_.NoteUnfolded(*cache_.Find("demo"), StateCache::kAll);
  StateParts parts;
  parts.base = true;
  parts.AddYear(2024);
  for (size_t i = 0; i < StateCache::kMaxUnfolded / kObjectives + 2; ++i) {
    Adopt("altro", kObjectives - 2);
    ReadAll(*cache_.Find("altro"));
    cache_.NoteUnfolded(*cache_.Find("altro"), StateCache::kAll);
    if (i % 2 == 0) {
      cache_.Drop("altro", parts);
    } else {
      cache_.EvictTo(0, [](const std::string& ente) { return ente == "altro"; });
    }
  }
  EXPECT_EQ(CountUnfolded(*cache_.Find("demo")), kObjectives);
}

}  // namespace
}  // namespace traguardo::runtime
