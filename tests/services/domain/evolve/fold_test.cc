// The laws of the fold: order does not matter, repetition does not matter, a copy is a checkpoint,
// corrected facts are left out.

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <deque>
#include <set>
#include <utility>
#include <vector>

#include "services/domain/evolve/evolve.h"
#include "tests/testing/fact_builder.h"
#include "tests/testing/random_message.h"

namespace traguardo::domain {
namespace {

using event::v1::Envelope;
using namespace traguardo::testing;  // NOLINT: the facts read as sentences.

// Of any kind, or, so that facts about the same thing meet more often, of only four kinds.
std::deque<Envelope> AnyFacts(size_t count) {
  RandomEngine random(*rc::gen::arbitrary<uint64_t>());
  std::set<int> kinds;
  if (*rc::gen::inRange(0, 4) != 0) {
    while (kinds.size() < 4) kinds.insert(AnyFact(random, 1).fact().kind_case());
  }
  std::deque<Envelope> facts;
  while (facts.size() < count) {
    Envelope fact = AnyFact(random, facts.size() + 1);
    if (kinds.empty() || kinds.contains(fact.fact().kind_case())) facts.push_back(std::move(fact));
  }
  return facts;
}

std::vector<const Envelope*> PointersTo(const std::deque<Envelope>& facts) {
  std::vector<const Envelope*> pointers;
  for (const Envelope& fact : facts) pointers.push_back(&fact);
  return pointers;
}

Ente EvolveAll(const std::vector<const Envelope*>& facts) {
  Ente state;
  state.id = "demo";
  for (const Envelope* fact : facts) Evolve(state, *fact);
  return state;
}

RC_GTEST_PROP(Fold, AnyOrderGivesTheSameState, ()) {
  const auto facts = AnyFacts(*rc::gen::inRange<size_t>(1, 60));
  std::vector<const Envelope*> shuffled = PointersTo(facts);
  RandomEngine random(*rc::gen::arbitrary<uint64_t>());
  std::shuffle(shuffled.begin(), shuffled.end(), random);

  RC_ASSERT(EvolveAll(PointersTo(facts)) == EvolveAll(shuffled));
  RC_ASSERT(Fold("demo", PointersTo(facts)) == Fold("demo", shuffled));
}

RC_GTEST_PROP(Fold, MeetingFactsAgainChangesNothing, ()) {
  const auto facts = AnyFacts(*rc::gen::inRange<size_t>(1, 40));
  const Ente once = EvolveAll(PointersTo(facts));
  Ente again = once;
  for (const Envelope& fact : facts) {
    if (*rc::gen::arbitrary<bool>()) Evolve(again, fact);
  }
  RC_ASSERT(once == again);
}

RC_GTEST_PROP(Fold, OnePassEqualsResumingFromAnyCheckpoint, ()) {
  const auto facts = AnyFacts(*rc::gen::inRange<size_t>(1, 60));
  const size_t stop = *rc::gen::inRange<size_t>(0, facts.size() + 1);
  const std::vector<const Envelope*> all = PointersTo(facts);

  Ente first_half = EvolveAll({all.begin(), all.begin() + static_cast<std::ptrdiff_t>(stop)});
  const Ente checkpoint = first_half;
  for (size_t i = stop; i < all.size(); ++i) Evolve(first_half, *all[i]);
  RC_ASSERT(first_half == EvolveAll(all));

  // Going on from a copy leaves the copy's source alone.
  Ente resumed = checkpoint;
  for (size_t i = stop; i < all.size(); ++i) Evolve(resumed, *all[i]);
  RC_ASSERT(resumed == first_half);
  RC_ASSERT(checkpoint ==
            EvolveAll({all.begin(), all.begin() + static_cast<std::ptrdiff_t>(stop)}));
}

RC_GTEST_PROP(Fold, LeavesOutExactlyWhatCorrectionsTakeBack, ()) {
  auto facts = AnyFacts(*rc::gen::inRange<size_t>(2, 40));
  const size_t target = *rc::gen::inRange<size_t>(0, facts.size());
  Envelope correction = facts[target];
  correction.set_position(facts.size() + 1);
  correction.mutable_fact()->mutable_fact_corrected()->set_corrected_position(
      facts[target].position());
  facts.push_back(correction);

  std::vector<uint64_t> corrected;
  for (const Envelope& fact : facts) {
    if (fact.fact().has_fact_corrected()) {
      corrected.push_back(fact.fact().fact_corrected().corrected_position());
    }
  }
  std::vector<const Envelope*> kept;
  for (const Envelope& fact : facts) {
    if (std::find(corrected.begin(), corrected.end(), fact.position()) == corrected.end()) {
      kept.push_back(&fact);
    }
  }
  RC_ASSERT(Fold("demo", PointersTo(facts)) == EvolveAll(kept));
}

RC_GTEST_PROP(Fold, NoFactFromTheWildBringsItDown, ()) {
  RandomEngine random(*rc::gen::arbitrary<uint64_t>());
  std::deque<Envelope> facts;
  for (uint64_t i = 0; i < 30; ++i) {
    facts.push_back(AnyFact(random, 1 + random() % 40, Filling::kWild));
  }
  const Ente state = Fold("demo", PointersTo(facts));
  RC_ASSERT(ApproximateMemory(state) >= sizeof(Ente));
}

TEST(FoldTest, ACorrectedProgressNoLongerCountsAndIsRemembered) {
  Story story("demo");
  story.Add(Defined("ob-1", Definition("1")));
  story.Add(Progress("40").On("2024-06-30"));
  const uint64_t wrong = story.Add(Progress("90").On("2024-07-31")).position();
  story.Correct(wrong, "Cifra di un altro obiettivo");

  const Ente state = Fold("demo", story.Pointers());
  const Objective& objective = *state.FindObjective(2024, "ob-1");
  ASSERT_EQ(objective.ResultOf("").declarations.size(), 1u);
  EXPECT_EQ(objective.ResultOf("").declarations[0].percent(), Decimal::Whole(40));
  EXPECT_EQ(objective.corrections.at(wrong).value, "Cifra di un altro obiettivo");
  EXPECT_EQ(objective.revision, 3u) << "revisions count corrected facts too";
}

TEST(FoldTest, BeforeTheCorrectionWasKnownTheFactCounted) {
  Story story("demo");
  story.Add(Progress("40").On("2024-06-30"));
  const uint64_t wrong = story.Add(Progress("90").On("2024-07-31")).position();
  story.Correct(wrong);

  std::vector<const Envelope*> known_then = story.Pointers();
  known_then.pop_back();
  const Ente state = Fold("demo", known_then);
  EXPECT_EQ(state.FindObjective(2024, "ob-1")->ResultOf("").declarations.size(), 2u);
}

TEST(FoldTest, NoFactsGiveAnEmptyEnteThatKnowsItsId) {
  const Ente state = Fold("demo", {});
  EXPECT_EQ(state.id, "demo");
  EXPECT_FALSE(state.base.exists());
  EXPECT_TRUE(state.years.empty());
}

TEST(FoldTest, StatesThatDifferInOneTextAreDifferent) {
  Story story("demo");
  const Envelope& one = story.Add(Progress("40").On("2024-06-30"));
  Envelope other = one;
  other.mutable_fact()->mutable_progress_recorded()->set_note("Nota");
  EXPECT_FALSE(Fold("demo", {&one}) == Fold("demo", {&other}));
}

}  // namespace
}  // namespace traguardo::domain
