// Views are a function of the facts: in whatever order they arrive, wherever one stops and resumes,
// and for whatever moment one asks.

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "rapidcheck/gtest.h"
#include "services/domain/evolve/evolve.h"
#include "services/projection/keys/touched.h"
#include "services/projection/render/render.h"
#include "tests/services/projection/render/random_facts.h"
#include "tests/services/projection/year_story.h"

namespace traguardo::projection {
namespace {

using event::v1::Envelope;
using RowMap = std::map<std::string, Row>;

constexpr int kFacts = 30;

RowMap RowsOf(const domain::Ente& state) {
  RowMap rows;
  for (Row& row : RenderYear(state, YearStory::kYear, Rome())) {
    std::string key = EncodeRowKey(row.key);
    rows.emplace(std::move(key), std::move(row));
  }
  return rows;
}

bool SameRows(const RowMap& a, const RowMap& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
    return x.first == y.first && x.second.bytes == y.second.bytes &&
           x.second.last_change_position == y.second.last_change_position;
  });
}

// The facts, to read when a property fails.
std::string Told(const YearStory& story) {
  std::string text;
  for (const Envelope& fact : story.facts()) {
    text += std::to_string(fact.position()) + " " + fact.effective_on() + " " + fact.stream() +
            (fact.unit().empty() ? " " : "@" + fact.unit() + " ") + fact.fact().ShortDebugString() +
            "\n";
  }
  return text;
}

// The facts up to `position`, folded at once.
domain::Ente FoldUpTo(const YearStory& story, uint64_t position) {
  std::vector<const Envelope*> facts;
  for (const Envelope& fact : story.facts()) {
    if (fact.position() <= position) facts.push_back(&fact);
  }
  return domain::Fold("demo", std::move(facts));
}

RC_GTEST_PROP(Incremental, RowsDoNotDependOnTheOrderOfArrival, ()) {
  const YearStory story = ARandomYear(kFacts, /*with_corrections=*/false);
  std::vector<const Envelope*> arriving;
  for (const Envelope& fact : story.facts()) arriving.push_back(&fact);
  for (size_t i = arriving.size(); i > 1; --i) {
    std::swap(arriving[i - 1], arriving[*rc::gen::inRange<size_t>(0, i)]);
  }
  domain::Ente state;
  state.id = "demo";
  for (const Envelope* fact : arriving) domain::Evolve(state, *fact);
  RC_ASSERT(SameRows(RowsOf(state), RowsOf(FoldUpTo(story, story.facts().size()))));
}

RC_GTEST_PROP(Incremental, RowsComeInKeyOrderAndCarryTheirLastChange, ()) {
  const YearStory story = ARandomYear(kFacts, /*with_corrections=*/true);
  const domain::Ente state = FoldUpTo(story, story.facts().size());
  const std::vector<Row> rows = RenderYear(state, YearStory::kYear, Rome());
  for (size_t i = 0; i < rows.size(); ++i) {
    if (i > 0) RC_ASSERT(EncodeRowKey(rows[i - 1].key) < EncodeRowKey(rows[i].key));
    RC_ASSERT(rows[i].last_change_position > 0u);
    RC_ASSERT(rows[i].last_change_position <= story.facts().size());
  }
}

// What a projector relies on: it renders what Touch names, writes what changed in its batch, and
// never looks at the rest.
RC_GTEST_PROP(Incremental, EveryChangedRowIsNamedAndCarriesThePosition, ()) {
  const YearStory story = ARandomYear(kFacts, /*with_corrections=*/true);
  RowMap before;
  for (const Envelope& fact : story.facts()) {
    const domain::Ente state = FoldUpTo(story, fact.position());
    const RowMap after = RowsOf(state);
    Touched all;
    Touch(state, fact, all);
    const TouchedRows touched = all.Of(YearStory::kYear);
    for (const auto& [key, row] : after) {
      const auto old = before.find(key);
      if (old != before.end() && old->second.bytes == row.bytes) continue;
      if (touched.Names(row.key) && row.last_change_position == fact.position()) continue;
      RC_FAIL("fact " + std::to_string(fact.position()) + " changes the row " + key +
              (touched.Names(row.key) ? ", which carries " : ", unnamed, which carries ") +
              std::to_string(row.last_change_position) + "\n" + Told(story));
    }
    for (const auto& [key, row] : before) {
      if (after.count(key) != 0 || (touched.Names(row.key) && touched.rows_may_vanish)) continue;
      RC_FAIL("fact " + std::to_string(fact.position()) + " removes the row " + key +
              ", unforeseen\n" + Told(story));
    }
    before = after;
  }
}

// A store that is kept up batch by batch as services/runtime does it.
RC_GTEST_PROP(Incremental, RenderingWhatWasTouchedEqualsRenderingEverything, ()) {
  const YearStory story = ARandomYear(kFacts, /*with_corrections=*/true);
  RowMap stored;
  domain::Ente state;
  state.id = "demo";
  const uint64_t head = story.facts().size();
  for (uint64_t batch_first = 1; batch_first <= head;) {
    const uint64_t batch_last = std::min(head, batch_first + *rc::gen::inRange(0u, 6u));
    Touched all;
    for (uint64_t position = batch_first; position <= batch_last; ++position) {
      domain::Evolve(state, story.facts().at(position - 1));
      Touch(state, story.facts().at(position - 1), all);
    }
    const bool fold_again =
        all.fold_every_year_again || all.fold_again.count(YearStory::kYear) != 0;
    if (fold_again) state = FoldUpTo(story, batch_last);
    const TouchedRows touched = all.Of(YearStory::kYear);
    if (touched.rows_may_vanish) {
      std::erase_if(stored, [&](const auto& entry) { return touched.Names(entry.second.key); });
    }
    for (Row& row : RenderTouched(state, YearStory::kYear, touched, Rome())) {
      const std::string key = EncodeRowKey(row.key);
      if (touched.rows_may_vanish || row.last_change_position >= batch_first) {
        stored.insert_or_assign(key, std::move(row));
      }
    }
    batch_first = batch_last + 1;
  }
  if (!SameRows(stored, RowsOf(FoldUpTo(story, head)))) RC_FAIL(Told(story));
}

// As of a day, known at a position: what a server that stopped there would say about that day.
RC_GTEST_PROP(Incremental, AnswersAboutThePastAreThoseOfAServerStoppedThere, ()) {
  const YearStory whole = ARandomYear(kFacts, /*with_corrections=*/true);
  const uint64_t known_at = *rc::gen::inRange<uint64_t>(0, whole.facts().size() + 1);
  const std::string day =
      *rc::gen::elementOf(std::vector<std::string>{"2024-01-31", "2024-06-30", "2025-02-01"});

  std::vector<const Envelope*> by_then;
  domain::Ente arrived;
  arrived.id = "demo";
  for (uint64_t position = 1; position <= known_at; ++position) {
    const Envelope& fact = whole.facts().at(position - 1);
    if (Day(fact.effective_on()).first_day_number() > Day(day).first_day_number()) continue;
    by_then.push_back(&fact);
  }
  // The stopped server has them in the order of arrival, without those it knows to be taken back.
  for (const Envelope* fact : by_then) {
    const bool taken_back = std::any_of(by_then.begin(), by_then.end(), [&](const Envelope* other) {
      return other->fact().fact_corrected().corrected_position() == fact->position();
    });
    if (!taken_back) domain::Evolve(arrived, *fact);
  }
  RC_ASSERT(SameRows(RowsOf(whole.StateOn(day, known_at)), RowsOf(arrived)));
}

// What a projector writes for the last fact told: the rows that it names and that carry its
// position. Laid over the rows before it they have to be the rows of a rebuild.
void ExpectWrittenAsRebuilt(const YearStory& story) {
  const uint64_t head = story.facts().size();
  const domain::Ente state = FoldUpTo(story, head);
  Touched all;
  Touch(state, story.facts().back(), all);
  RowMap stored = RowsOf(FoldUpTo(story, head - 1));
  for (Row& row : RenderTouched(state, YearStory::kYear, all.Of(YearStory::kYear), Rome())) {
    if (row.last_change_position < head) continue;
    const std::string key = EncodeRowKey(row.key);
    stored.insert_or_assign(key, std::move(row));
  }
  EXPECT_TRUE(SameRows(stored, RowsOf(state))) << Told(story);
}

// Two checks go with an act of August; that one of them had been reported on is told in September.
TEST(Incremental, AReportThatMakesAnActTimelyIsWrittenIntoItsVariation) {
  YearStory story(testing::Definition("1").Recurring({"2024-03-31", "2024-06-30", "2024-12-31"}));
  story.Tell(testing::Progress("10").On("2024-03-31"));
  event::v1::Change fewer;
  fewer.mutable_time_shape()->mutable_recurring_checks()->add_dates("2024-03-31");
  fewer.mutable_time_shape()->mutable_recurring_checks()->add_dates("2024-12-31");
  story.Tell(testing::ReplanProposed("r1", {fewer}).On("2024-08-15"));
  story.Tell(testing::ReplanApproved("r1", testing::GiuntaAct("60", "2024-08-15")));
  ASSERT_TRUE(story.VariationsOn("2024-12-31").at(0).late());
  story.Tell(testing::Progress("20").On("2024-07-02"), "2024-09-01");
  ASSERT_FALSE(story.VariationsOn("2024-12-31").at(0).late());
  ExpectWrittenAsRebuilt(story);
}

TEST(Incremental, AScostamentoThatIsClosedBeforeTheMissMakesItsActSilent) {
  YearStory story(testing::Definition("1").ByDate("2024-06-30"));
  story.Tell(testing::Deviated("s1").On("2024-05-10"));
  story.Tell(testing::ReplanProposed("r1", {testing::DeadlineChange("2024-12-31")}, {"s1"})
                 .On("2024-08-15"));
  story.Tell(testing::ReplanApproved("r1", testing::GiuntaAct("60", "2024-08-15")));
  ASSERT_FALSE(story.VariationsOn("2024-12-31").at(0).silent());
  story.Tell(testing::DeviationClosed("s1").On("2024-06-01"), "2024-09-01");
  ASSERT_TRUE(story.VariationsOn("2024-12-31").at(0).silent());
  ExpectWrittenAsRebuilt(story);
}

TEST(Incremental, WhatIsDeclaredNotDueIsWrittenIntoItsRound) {
  YearStory story(testing::Definition("1").Add(testing::AssignmentOf("resp-tributi")));
  story.Tell(testing::Opened("2024-06-30", "2024-07-15").On("2024-06-20"));
  ASSERT_EQ(story.RoundOn("2024-07-01").reports_size(), 1);
  story.Tell(testing::NotDue("2024-06-01", "2024-07-31").On("2024-06-25"));
  ASSERT_EQ(story.RoundOn("2024-07-01").reports_size(), 0);
  ExpectWrittenAsRebuilt(story);
}

TEST(Incremental, AFactAboutOneObjectiveTouchesNoOther) {
  YearStory story{testing::Definition("1")};
  story.Tell(testing::Progress("40").On("2024-06-30"));
  const domain::Ente state = story.StateOn("2024-12-31");
  Touched all;
  Touch(state, story.facts().back(), all);
  const TouchedRows touched = all.Of(YearStory::kYear);
  EXPECT_TRUE(touched.Names({"demo", 2024, RowKind::kObjective, "ob-1", ""}));
  EXPECT_FALSE(touched.Names({"demo", 2024, RowKind::kObjective, "ob-2", ""}));
  EXPECT_FALSE(touched.Names({"demo", 2024, RowKind::kPlan, "", ""}));
  EXPECT_FALSE(touched.Names({"demo", 2024, RowKind::kRound, "giugno", ""}));
  EXPECT_TRUE(all.Of(2025).empty());
  EXPECT_EQ(RenderTouched(state, YearStory::kYear, touched, Rome()).size(), 1u);
}

}  // namespace
}  // namespace traguardo::projection
