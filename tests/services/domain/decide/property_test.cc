// What holds for any commands: whatever Decide accepts folds to the same state in one pass, in two
// halves and from any checkpoint; a refusal never changes a clean state; nothing crashes.

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <deque>
#include <set>
#include <vector>

#include "services/domain/evolve/evolve.h"
#include "services/domain/facts/fact_traits.h"
#include "services/domain/facts/private_part.h"
#include "tests/services/domain/decide/given_when_then.h"
#include "tests/services/domain/decide/random_command.h"
#include "tests/services/domain/decide/small_ente.h"

namespace traguardo::domain {
namespace {

using event::v1::Envelope;
using testing::Filling;
using testing::RandomEngine;

// A log with the state that the sequencer would keep beside it.
class Year {
 public:
  explicit Year(const Facts& given) {
    testing::Story story("demo");
    for (const FactBuilder& fact : given) story.Add(fact);
    log_ = story.facts();
    state_ = FoldWithoutTexts(log_);
  }

  // True when the command was accepted.
  bool Submit(Command command) {
    for (const Proposal& proposal : command.proposals) {
      ReadFor(command, proposal.fact.fact_corrected().corrected_position());
      for (const uint64_t position : proposal.fact.personal_data_withdrawn().positions()) {
        ReadFor(command, position);
      }
    }
    const Ente before = state_;
    const DecideResult result = Decide(state_, std::move(command), Now());
    if (!result.accepted()) {
      refusals_.insert(std::get<Refusal>(result.outcome).reason);
      if (!result.state_is_dirty) RC_ASSERT(state_ == before);
      if (result.state_is_dirty) state_ = before;
      return false;
    }
    const auto& acceptance = std::get<Acceptance>(result.outcome);
    for (const Envelope& fact : acceptance.facts) {
      kinds_.insert(fact.fact().kind_case());
      log_.push_back(fact);
    }
    if (acceptance.reload_needed) {
      has_corrections_ = true;
      state_ = FoldWithoutTexts(log_);
    }
    return true;
  }

  const std::deque<Envelope>& log() const { return log_; }
  const Ente& state() const { return state_; }
  bool has_corrections() const { return has_corrections_; }
  const std::set<FactKind>& kinds() const { return kinds_; }
  const std::set<RefusalReason>& refusals() const { return refusals_; }

 private:
  // What the runtime reads from the log for corrections and withdrawals.
  void ReadFor(Command& command, uint64_t position) const {
    if (position >= 1 && position <= log_.size()) command.corrected.push_back(log_[position - 1]);
  }
  Stamp Now() const {
    return {.next_position = log_.size() + 1,
            .recorded_at = absl::FromUnixSeconds(1'733'000'000),
            .today = *CivilDate::Day(2024, 12, 1)};
  }

  std::deque<Envelope> log_;
  Ente state_;
  bool has_corrections_ = false;
  std::set<FactKind> kinds_;
  std::set<RefusalReason> refusals_;
};

RC_GTEST_PROP(Decide, WhatIsAcceptedFoldsToTheStateThatDecided, ()) {
  RandomEngine random(*rc::gen::arbitrary<uint64_t>());
  Year year(random() % 3 == 0 ? PlanWithObjectives() : AdoptedPlan());
  const int commands_count = *rc::gen::inRange(1, 80);
  for (int i = 0; i < commands_count; ++i) year.Submit(SensibleCommand(random, year.log().size()));
  RC_ASSERT(year.state() == FoldWithoutTexts(year.log()));
}

RC_GTEST_PROP(Decide, WhatIsAcceptedFoldsInHalvesAndFromAnyCheckpoint, ()) {
  RandomEngine random(*rc::gen::arbitrary<uint64_t>());
  Year year(AdoptedPlan());
  for (int i = 0; i < 60; ++i) year.Submit(SensibleCommand(random, 0));
  RC_ASSERT(!year.has_corrections());

  const auto half = *rc::gen::inRange<size_t>(0, year.log().size() + 1);
  const std::deque<Envelope> first(year.log().begin(), year.log().begin() + half);
  Ente resumed;
  resumed.id = "demo";
  if (!first.empty()) resumed = FoldWithoutTexts(first);
  for (size_t i = half; i < year.log().size(); ++i) {
    Ente checkpoint = resumed;
    Envelope fact = year.log()[i];
    SplitPrivate(fact);  // the given ones still have their texts
    Evolve(checkpoint, fact);
    resumed = std::move(checkpoint);
  }
  RC_ASSERT(resumed == year.state());
}

RC_GTEST_PROP(Decide, NothingCrashes, ()) {
  RandomEngine random(*rc::gen::arbitrary<uint64_t>());
  Year year(random() % 2 == 0 ? AdoptedPlan() : Facts{});
  for (int i = 0; i < 40; ++i) {
    year.Submit(WildCommand(random, random() % 2 == 0 ? Filling::kWild : Filling::kValid));
    if (random() % 4 == 0) year.Submit(SensibleCommand(random, year.log().size()));
  }
  RC_ASSERT(year.state() == FoldWithoutTexts(year.log()));
}

// A property about nothing holds easily: the generator must get most kinds of fact of the year
// accepted, and meet many refusals.
TEST(SensibleCommands, AreAcceptedAndRefusedOften) {
  std::set<FactKind> kinds;
  std::set<RefusalReason> refusals;
  int accepted = 0;
  int submitted = 0;
  for (uint64_t seed = 1; seed <= 40; ++seed) {
    RandomEngine random(seed);
    Year year(seed % 3 == 0 ? PlanWithObjectives() : AdoptedPlan());
    for (int i = 0; i < 80; ++i, ++submitted) {
      accepted += year.Submit(SensibleCommand(random, year.log().size())) ? 1 : 0;
    }
    kinds.insert(year.kinds().begin(), year.kinds().end());
    refusals.insert(year.refusals().begin(), year.refusals().end());
  }
  EXPECT_GT(accepted, submitted / 5);
  EXPECT_LT(accepted, submitted * 4 / 5);
  EXPECT_GE(kinds.size(), 25u);
  EXPECT_GE(refusals.size(), 35u);
}

}  // namespace
}  // namespace traguardo::domain
