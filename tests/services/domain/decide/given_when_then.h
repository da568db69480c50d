// The form of every test of Decide: given facts, when a command, then facts or a refusal.
//
//   TEST_F(ProgressTest, IsRefusedOnceTheObjectiveIsExcluded) {
//     Given(AdoptedPlan(), Excluded().On("2024-05-01"));
//     When(Progress("50").On("2024-06-30"));
//     ThenRefused(RefusalReason::kObjectiveExcluded, {{"excluded_on", "2024-05-01"}});
//   }
//
// Given facts stand in the log whatever Decide would have said of them. The command is that of the
// actor of its first fact. Every When also holds Decide to its laws: the same arguments give the
// same answer; a refusal leaves the state as it was or says that it is dirty; what is accepted has
// contiguous positions, gapless revisions and the content that was proposed, and folds to the same
// state as the log that now holds it.

#ifndef TRAGUARDO_TESTS_SERVICES_DOMAIN_DECIDE_GIVEN_WHEN_THEN_H_
#define TRAGUARDO_TESTS_SERVICES_DOMAIN_DECIDE_GIVEN_WHEN_THEN_H_

#include <gtest/gtest.h>

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "services/domain/decide/decide.h"
#include "tests/testing/fact_builder.h"

namespace traguardo::domain {

using Details = std::map<std::string, std::string>;
using testing::FactBuilder;

class DecideTest : public ::testing::Test {
 protected:
  // --- Given. ----------------------------------------------------------------------------------
  template <typename... Parts>
  void Given(const Parts&... parts) {
    (Stands(parts), ...);
  }
  // The day of recording; 2024-12-01 unless said otherwise.
  void Today(std::string_view date);
  // A fact of another ente that the caller reads for a correction.
  void GivenElsewhere(event::v1::Envelope fact) { elsewhere_.push_back(std::move(fact)); }

  // --- When. -----------------------------------------------------------------------------------
  template <typename... Parts>
  void When(const Parts&... parts) {
    std::vector<FactBuilder> proposed;
    (Append(proposed, parts), ...);
    WhenCommand(CommandOf(proposed));
  }
  // A command made by hand, or by CommandOf and then changed.
  void WhenCommand(const Command& command);
  Command CommandOf(const std::vector<FactBuilder>& facts) const;

  // --- Then. -----------------------------------------------------------------------------------
  // With these details among others. The first proposal is the refused one unless said otherwise.
  void ThenRefused(RefusalReason reason, const Details& details = {}, int proposal_index = 0);
  // With exactly these warnings, in any order.
  void ThenAccepted(std::vector<WarningReason> warnings = {});
  // The details that a warning of this reason has; empty when there is none.
  Details WarningDetails(WarningReason reason) const;

  const DecideResult& result() const { return *result_; }
  const Refusal& refusal() const { return std::get<Refusal>(result_->outcome); }
  const Acceptance& acceptance() const { return std::get<Acceptance>(result_->outcome); }
  // The facts accepted, texts inside.
  std::vector<event::v1::Envelope> Recorded() const;
  // Position of the last given fact.
  uint64_t head() const { return story_.facts().size(); }
  // The given facts.
  const std::deque<event::v1::Envelope>& SoFar() const { return story_.facts(); }
  // The state without texts, as the sequencer has it: before the command, and after it.
  const Ente& before() const { return before_; }
  const Ente& after() const { return after_; }

 private:
  void Stands(const FactBuilder& fact) { story_.Add(fact); }
  void Stands(const std::vector<FactBuilder>& facts) {
    for (const FactBuilder& fact : facts) story_.Add(fact);
  }
  static void Append(std::vector<FactBuilder>& to, const FactBuilder& fact) { to.push_back(fact); }
  static void Append(std::vector<FactBuilder>& to, const std::vector<FactBuilder>& facts) {
    to.insert(to.end(), facts.begin(), facts.end());
  }
  Stamp StampNow() const;
  void CheckLaws(const Command& command) const;
  void CheckAccepted(const Command& command) const;

  testing::Story story_{"demo"};
  std::vector<event::v1::Envelope> elsewhere_;
  CivilDate today_ = *CivilDate::Day(2024, 12, 1);
  Ente before_;
  Ente after_;
  std::optional<DecideResult> result_;
};

// What the sequencer's state is folded from: the facts without their texts.
Ente FoldWithoutTexts(const std::deque<event::v1::Envelope>& facts);

// The command that records these facts, by the actor of the first one.
Command MakeCommand(const std::vector<FactBuilder>& facts);

}  // namespace traguardo::domain

#endif  // TRAGUARDO_TESTS_SERVICES_DOMAIN_DECIDE_GIVEN_WHEN_THEN_H_
