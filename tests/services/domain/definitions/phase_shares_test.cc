// Figures of phases promise how much of the whole is there by the end of each: an act of November
// that lowers the figure of March takes something back.

#include "services/domain/definitions/phase_shares.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/domain/definitions/replanning.h"
#include "tests/testing/fact_builder.h"

namespace traguardo::domain {
namespace {

using event::v1::Change;
using event::v1::ObjectiveDefinition;
using event::v1::RipianificazioneProposed;
using namespace traguardo::testing;  // NOLINT: the facts read as sentences.

event::v1::Phase Cumulative(const std::string& id, const std::string& percent,
                            const std::string& to) {
  event::v1::Phase phase = PhaseOf(id, "", "2024-01-01", to);
  phase.set_cumulative_percent(percent);
  return phase;
}

ObjectiveDefinition Weighted() {
  return Definition("1")
      .ByDate("2024-12-31")
      .Add(PhaseOf("bando", "50", "2024-01-01", "2024-03-31"))
      .Add(PhaseOf("gara", "30", "2024-04-01", "2024-06-30"))
      .Add(PhaseOf("lavori", "20", "2024-07-01", "2024-12-31"))
      .Build();
}

Change Weighs(const std::string& id, const std::string& weight) {
  Change change;
  change.mutable_phase()->set_phase(id);
  change.mutable_phase()->set_weight(weight);
  return change;
}

Change Ends(const std::string& id, const std::string& to) {
  Change change;
  change.mutable_phase()->set_phase(id);
  change.mutable_phase()->mutable_planned()->set_to(to);
  return change;
}

Change Removed(const std::string& id) {
  Change change;
  change.set_phase_removed(id);
  return change;
}

RipianificazioneProposed Act(const std::vector<Change>& changes) {
  RipianificazioneProposed proposed;
  for (const Change& change : changes) *proposed.add_changes() = change;
  return proposed;
}

// What an act of November does; `kept` is the phase that was there by its day.
std::vector<ChangeJudgement> Judged(const ObjectiveDefinition& before,
                                    const std::vector<Change>& changes,
                                    const std::string& kept = "") {
  const ReplannedPlan plan{before, before, 2024, [&](const PassedPart& part) {
                             return part.subject.milestone() == kept;
                           }};
  return JudgeChanges(plan, Act(changes), *FirstDay("2024-11-01"));
}

std::string MissedOf(const ChangeJudgement& judgement) {
  std::string missed;
  for (const PassedPart& part : judgement.missed) missed += part.subject.milestone() + " ";
  return missed;
}

std::vector<std::string> Lowered(const ObjectiveDefinition& before,
                                 const std::vector<Change>& changes) {
  return LoweredPhases({before, before, 2024}, Act(changes));
}

using Ids = std::vector<std::string>;

// 20 were declared in March where 50 had been promised, and in November 20 had always been enough.
TEST(PhaseSharesTest, ALowerFigureTakesBack) {
  const auto judged = Judged(Weighted(), {Weighs("bando", "20"), Weighs("lavori", "50")});
  EXPECT_TRUE(judged[0].takes_back);
  EXPECT_TRUE(judged[0].is_late);
  EXPECT_EQ(judged[0].time, FirstDay("2024-03-31"));
  EXPECT_EQ(MissedOf(judged[0]), "bando gara ");
  EXPECT_FALSE(judged[1].takes_back);
}

TEST(PhaseSharesTest, ALowerCumulativePercentTakesBack) {
  const ObjectiveDefinition before = Definition("1")
                                         .ByDate("2024-12-31")
                                         .Add(Cumulative("bando", "50", "2024-03-31"))
                                         .Add(Cumulative("lavori", "100", "2024-12-31"))
                                         .Build();
  Change lower;
  lower.mutable_phase()->set_phase("bando");
  lower.mutable_phase()->set_cumulative_percent("20");
  const auto judged = Judged(before, {lower});
  EXPECT_TRUE(judged[0].takes_back);
  EXPECT_EQ(MissedOf(judged[0]), "bando ");
  lower.mutable_phase()->set_cumulative_percent("60");
  EXPECT_FALSE(Judged(before, {lower})[0].takes_back);
}

// The later phase counts for less because the earlier one counts for more.
TEST(PhaseSharesTest, MoreAtFirstTakesNothingBack) {
  for (const ChangeJudgement& judged :
       Judged(Weighted(), {Weighs("bando", "60"), Weighs("lavori", "10")})) {
    EXPECT_FALSE(judged.takes_back);
  }
  Change added;
  *added.mutable_phase_added() = PhaseOf("collaudo", "10", "2024-07-01", "2024-12-31");
  EXPECT_EQ(Lowered(Weighted(), {Weighs("lavori", "10"), added}), Ids());
}

// The phase of March was kept, and goes; what counted for it goes to a phase of December, and the
// figure of June, which was not kept, falls below what was declared.
TEST(PhaseSharesTest, APhaseThatGoesTakesItsShareOfTheNextOnesWithIt) {
  const auto judged = Judged(Weighted(), {Removed("bando"), Weighs("lavori", "70")}, "bando");
  EXPECT_EQ(MissedOf(judged[0]), "gara ");
  EXPECT_TRUE(judged[0].is_late);
  EXPECT_FALSE(judged[1].takes_back);
  // Its weight rises, and the share by its end falls all the same.
  const auto heavier =
      Judged(Weighted(), {Removed("bando"), Weighs("gara", "55"), Weighs("lavori", "45")}, "bando");
  EXPECT_TRUE(heavier[1].takes_back);
  EXPECT_EQ(MissedOf(heavier[1]), "gara ");
}

TEST(PhaseSharesTest, APhaseThatIsPutOffTakesItsShareOfTheNextOnesWithIt) {
  const auto judged = Judged(Weighted(), {Ends("bando", "2024-12-31")}, "bando");
  EXPECT_TRUE(judged[0].takes_back);
  EXPECT_EQ(MissedOf(judged[0]), "gara ");
  // Brought forward, it promises less by its new end and no less by any day.
  EXPECT_EQ(Lowered(Weighted(), {Ends("gara", "2024-02-28")}), Ids());
}

TEST(PhaseSharesTest, AsksOnlyForWhatHasFigures) {
  const ObjectiveDefinition bare =
      Definition("1").ByDate("2024-12-31").Add(PhaseOf("bando", "", "", "2024-03-31")).Build();
  EXPECT_EQ(Lowered(bare, {Weighs("bando", "20")}), Ids());
  EXPECT_FALSE(SharePromisedBy(bare, {}, *FirstDay("2024-12-31")).has_value());
  EXPECT_EQ(SharePromisedBy(Weighted(), {}, *FirstDay("2024-06-30")), *ReadDecimal("80"));
}

}  // namespace
}  // namespace traguardo::domain
