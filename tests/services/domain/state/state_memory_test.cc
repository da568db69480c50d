// How much memory a state takes, and that ApproximateMemory tells the truth about it.

#include <gtest/gtest.h>
#include <malloc.h>

#include <cstddef>
#include <string>

#include "services/domain/evolve/evolve.h"
#include "services/domain/facts/private_part.h"
#include "tests/testing/fact_builder.h"

namespace traguardo::domain {
namespace {

using namespace traguardo::testing;  // NOLINT: the facts read as sentences.

constexpr int kObjectives = 10'000;

// One that most plans are full of: an indicator, two phases, a milestone, one responsabile.
Definition Typical(int number) {
  return Definition(std::to_string(number))
      .ByDate("2024-11-30")
      .Weight("4.00")
      .Add(AssignmentOf("resp-" + std::to_string(number % 8), "", "2024-01-01"))
      .Add(IndicatorOf("atti", event::v1::DIRECTION_UP, "2500"))
      .Add(PhaseOf("f1", "40", "2024-01-01", "2024-06-30"))
      .Add(PhaseOf("f2", "60", "2024-07-01", "2024-11-30"))
      .Add(MilestoneOf("m1", "2024-06-30"));
}

// As the sequencer sees it: without texts.
void EvolveWithoutTexts(Ente& state, event::v1::Envelope fact) {
  SplitPrivate(fact);
  Evolve(state, fact);
}

// An ente with kObjectives objectives, each with twelve reports.
Ente TypicalEnte() {
  Ente state;
  Story story("demo");
  const auto record = [&](const FactBuilder& fact) { EvolveWithoutTexts(state, story.Add(fact)); };
  record(Drafted());
  record(RulesAdopted());
  for (int i = 0; i < kObjectives; ++i) {
    const std::string id = "ob-" + std::to_string(i);
    const std::string by = "resp-" + std::to_string(i % 8);
    record(Defined(id, Typical(i)));
    for (int month = 1; month <= 9; ++month) {
      record(Progress(std::to_string(10 * month))
                 .Of(id)
                 .On("2024-0" + std::to_string(month) + "-28")
                 .By(by));
    }
    record(Measured("atti", "900").Of(id).On("2024-06-30").By(by));
    record(Reached("m1").Of(id).On("2024-06-30").By(by));
    record(Measured("atti", "1357").Of(id).On("2024-09-30").By(by));
  }
  return state;
}

size_t PerObjective(const Ente& state) { return ApproximateMemory(state) / kObjectives; }

TEST(StateMemoryTest, ATypicalObjectiveTakesTwoKilobytes) {
  Ente state = TypicalEnte();
  const size_t folded = PerObjective(state);
  RecordProperty("approximate_bytes_per_objective", static_cast<int>(folded));
  EXPECT_LE(folded, 2048u);

  // Reading unfolds definitions; resting folds them up again.
  for (const auto& [id, objective] : state.years.at(2024).objectives) {
    EXPECT_EQ(objective.definition.value->phases_size(), 2);
  }
  RecordProperty("approximate_bytes_per_objective_read", static_cast<int>(PerObjective(state)));
  EXPECT_GT(PerObjective(state), folded + 1000);
  Rest(state);
  EXPECT_EQ(PerObjective(state), folded);
}

// The real figure is malloc's, which a sanitizer replaces by its own.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
TEST(StateMemoryTest, TheApproximationIsWithinAFifthOfWhatIsAllocated) {
  // A copy owns what is not shared; the original owns the rest: so measure the original.
  const size_t before = mallinfo2().uordblks;
  Ente* const state = new Ente(TypicalEnte());
  const size_t allocated = mallinfo2().uordblks - before;
  const size_t approximate = ApproximateMemory(*state);
  RecordProperty("allocated_bytes_per_objective", static_cast<int>(allocated / kObjectives));
  EXPECT_GT(approximate, allocated * 4 / 5);
  EXPECT_LT(approximate, allocated * 6 / 5);
  delete state;
}
#endif

// Weekly measurements of a year are what an eager office records; they are kept, and cost their own
// room and no more.
TEST(StateMemoryTest, EachMeasurementTakesLessThanTwoHundredBytes) {
  const auto with = [](int count) {
    Ente state;
    Story story("demo");
    EvolveWithoutTexts(state, story.Add(Defined("ob-1", Typical(1))));
    for (int i = 0; i < count; ++i) {
      EvolveWithoutTexts(state, story.Add(Measured("atti", std::to_string(10 * i))));
    }
    return ApproximateMemory(state);
  };
  const size_t fifty = with(50);
  EXPECT_LT(with(250) - fifty, 200u * 200u);
  EXPECT_GT(with(250) - fifty, 200u * 50u);
}

TEST(StateMemoryTest, GrowsWithWhatIsKept) {
  Story story("demo");
  story.Add(Defined("ob-1", Definition("1")));
  const size_t before = ApproximateMemory(Fold("demo", story.Pointers()));
  story.Add(Deviated("s1", {CauseOf(event::v1::CAUSE_KIND_EXOGENOUS, std::string(500, 'a'))}));
  EXPECT_GT(ApproximateMemory(Fold("demo", story.Pointers())), before + 500);
}

}  // namespace
}  // namespace traguardo::domain
