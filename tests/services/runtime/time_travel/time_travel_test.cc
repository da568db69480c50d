#include "services/runtime/time_travel/time_travel.h"

#include <memory>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/projection/render/render.h"
#include "services/runtime/projector/view_builder.h"
#include "services/runtime/states/fact_reader.h"
#include "tests/services/runtime/harness.h"
#include "tests/testing/status_matchers.h"

namespace traguardo::runtime {
namespace {

using domain::CivilDate;
using domain::StreamName;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::IsOk;
using testing::IsOkAndHolds;
using testing::Progress;
using testing::StatusIs;

class TimeTravelTest : public ::testing::Test {
 protected:
  TimeTravelTest() { harness_.Start(); }

  const TimeTravel& travel() { return *harness_.time_travel; }

  std::vector<projection::Row> RenderedAt(int year, std::optional<CivilDate> as_of,
                                          storage::Position known_at) {
    const auto ente = travel().FoldAt(kDemo, year, as_of, known_at);
    EXPECT_THAT(ente, IsOk());
    return projection::RenderYear(*ente, year, harness_.calendar);
  }

  std::string PercentAt(std::optional<CivilDate> as_of, storage::Position known_at) {
    const auto ente = travel().FoldAt(kDemo, 2024, as_of, known_at);
    EXPECT_THAT(ente, IsOk());
    const auto objective = projection::RenderObjective(*ente, 2024, "ob-1");
    if (!objective.has_value() || objective->results_size() == 0) return "";
    return objective->results(0).percent();
  }

  static std::vector<storage::Position> PositionsOf(const FactsPage& page) {
    std::vector<storage::Position> positions;
    for (const ListedFact& fact : page.facts) positions.push_back(fact.envelope.position());
    return positions;
  }

  Harness harness_;
};

TEST_F(TimeTravelTest, AnswersWhatAServerStoppedAtThatPositionWouldSay) {
  RecordBusyYears(harness_);
  const storage::Position head = harness_.log->head();
  for (storage::Position known_at = 1; known_at <= head; ++known_at) {
    if (*travel().ResolvePosition(known_at) != known_at) continue;
    auto store = storage::ViewStore::Open(
        {.directory = harness_.path("stopped-at-" + std::to_string(known_at))});
    ASSERT_THAT(store, IsOk());
    auto generation = std::make_shared<ViewGeneration>();
    generation->store = *std::move(store);
    ViewBuilder stopped(*harness_.log, harness_.calendar, generation, ViewBuilderOptions());
    while (stopped.checkpoint() < known_at) {
      ASSERT_THAT(stopped.Step({SIZE_MAX, SIZE_MAX, SIZE_MAX}, known_at), IsOk());
    }
    for (const int year : {2024, 2025}) {
      for (const projection::Row& row : RenderedAt(year, std::nullopt, known_at)) {
        const auto stored = generation->store->Get(projection::EncodeRowKey(row.key));
        ASSERT_TRUE(stored.ok() && stored->has_value()) << known_at;
        EXPECT_EQ(DecodeViewRow(**stored)->message, row.bytes) << known_at;
      }
    }
  }
}

TEST_F(TimeTravelTest, TheTwoTimesAreIndependent) {
  const storage::Position adopted = harness_.Record(AdoptedPlan());
  // Registered late: effective on 30 June, recorded after what was said of September.
  const storage::Position september = harness_.Record({Progress("60").On("2024-09-30")});
  const storage::Position june = harness_.Record({Progress("30").On("2024-06-30")});
  const auto day = [](int month, int number) { return *CivilDate::Day(2024, month, number); };
  EXPECT_EQ(PercentAt(std::nullopt, june), "60");
  EXPECT_EQ(PercentAt(day(6, 30), june), "30");
  EXPECT_EQ(PercentAt(day(6, 30), september), "");
  EXPECT_EQ(PercentAt(day(9, 30), september), "60");
  EXPECT_EQ(PercentAt(day(6, 29), june), "");
  EXPECT_EQ(PercentAt(std::nullopt, adopted), "");
}

TEST_F(TimeTravelTest, AStornoCountsForEveryDayOnceItIsKnown) {
  harness_.Record(AdoptedPlan());
  const storage::Position wrong = harness_.Record({Progress("90").On("2024-06-30")});
  const storage::Position storno = harness_.Record({Correction(wrong)});  // of 1 December
  EXPECT_EQ(PercentAt(*CivilDate::Day(2024, 6, 30), wrong), "90");
  EXPECT_EQ(PercentAt(*CivilDate::Day(2024, 6, 30), storno), "");
}

TEST_F(TimeTravelTest, APositionInsideACommandMeansTheOneBefore) {
  const storage::Position adopted = harness_.Record(AdoptedPlan());
  harness_.RecordTogether({Progress("10").On("2024-03-31"), Progress("20").On("2024-04-30"),
                           Progress("30").On("2024-05-31")});
  EXPECT_THAT(travel().ResolvePosition(0), IsOkAndHolds(0u));
  EXPECT_THAT(travel().ResolvePosition(adopted), IsOkAndHolds(adopted));
  EXPECT_THAT(travel().ResolvePosition(adopted + 1), IsOkAndHolds(adopted));
  EXPECT_THAT(travel().ResolvePosition(adopted + 2), IsOkAndHolds(adopted));
  EXPECT_THAT(travel().ResolvePosition(adopted + 3), IsOkAndHolds(adopted + 3));
  EXPECT_THAT(travel().ResolvePosition(adopted + 4), StatusIs(absl::StatusCode::kOutOfRange));
}

TEST_F(TimeTravelTest, AnInstantOrADayMeansTheLastFactRecordedByThen) {
  EXPECT_THAT(travel().ResolveInstant(harness_.clock.Now()), IsOkAndHolds(0u));
  // 23:59:30 in Italy on 30 June.
  const absl::Time late =
      absl::FromCivil(absl::CivilSecond(2024, 6, 30, 21, 59, 30), absl::UTCTimeZone());
  harness_.clock.Set(late);
  const std::vector<FactBuilder> facts = AdoptedPlan();
  harness_.Record({facts[0], facts[1]});
  harness_.clock.Advance(absl::Minutes(1));
  harness_.Record({facts[2]});
  harness_.clock.Advance(absl::Hours(48));
  harness_.Record({facts[3]});
  EXPECT_THAT(travel().ResolveInstant(late - absl::Microseconds(1)), IsOkAndHolds(0u));
  EXPECT_THAT(travel().ResolveInstant(late), IsOkAndHolds(2u));
  EXPECT_THAT(travel().ResolveInstant(late + absl::Minutes(1)), IsOkAndHolds(3u));
  EXPECT_THAT(travel().ResolveInstant(absl::InfiniteFuture()), IsOkAndHolds(4u));
  EXPECT_THAT(travel().ResolveDay(*CivilDate::Day(2024, 6, 29)), IsOkAndHolds(0u));
  EXPECT_THAT(travel().ResolveDay(*CivilDate::Day(2024, 6, 30)), IsOkAndHolds(2u));
  EXPECT_THAT(travel().ResolveDay(*CivilDate::Day(2024, 7, 1)), IsOkAndHolds(3u));
  EXPECT_THAT(travel().ResolveDay(*CivilDate::Day(2030, 1, 1)), IsOkAndHolds(4u));
}

TEST_F(TimeTravelTest, ListsTheFactsOfAStreamOrOfAllBelowItInPages) {
  const storage::Position adopted = harness_.Record(AdoptedPlan());
  const storage::Position one = harness_.Record({Progress("10").On("2024-03-31")});
  harness_.Record(AdoptedPlan(), "altro");
  const storage::Position two = harness_.Record({Progress("20").On("2024-03-31").Of("ob-2")});
  const storage::Position three = harness_.Record({Progress("30").On("2024-04-30")});
  harness_.AwaitViews();
  FactsQuery query;
  query.ente = kDemo;
  query.known_at = harness_.log->head();
  query.stream = *StreamName::Objective(2024, "ob-1");
  EXPECT_THAT(PositionsOf(*travel().ListFacts(query)), ElementsAre(one, three));
  query.stream = *StreamName::Plan(2024);
  EXPECT_EQ(PositionsOf(*travel().ListFacts(query)).size(), 5u);
  query.recursive = true;
  query.after = adopted;
  query.limit = 2;
  const auto first_page = travel().ListFacts(query);
  EXPECT_THAT(PositionsOf(*first_page), ElementsAre(one, two));
  EXPECT_TRUE(first_page->more);
  query.after = two;
  const auto last_page = travel().ListFacts(query);
  EXPECT_THAT(PositionsOf(*last_page), ElementsAre(three));
  EXPECT_FALSE(last_page->more);
  query = {.ente = kDemo, .stream = StreamName::Ente(), .recursive = true, .known_at = three};
  EXPECT_EQ(PositionsOf(*travel().ListFacts(query)).size(), adopted + 3);
  query.known_at = one;
  EXPECT_EQ(PositionsOf(*travel().ListFacts(query)).back(), one);
  query = {.ente = "nobody", .recursive = true, .known_at = three};
  EXPECT_THAT(PositionsOf(*travel().ListFacts(query)), IsEmpty());
}

TEST_F(TimeTravelTest, ListedFactsSayThatTheyWereCorrectedOrWithdrawn) {
  harness_.Record(AdoptedPlan());
  const storage::Position wrong = harness_.Record({testing::Deviated("s1").On("2024-06-01")});
  const storage::Position kept = harness_.Record({testing::Deviated("s2").On("2024-06-01")});
  const storage::Position storno = harness_.Record({Correction(wrong)});
  harness_.Record({Withdrawal({kept})});
  harness_.AwaitViews();
  FactsQuery query;
  query.ente = kDemo;
  query.stream = *StreamName::Objective(2024, "ob-1");
  query.known_at = harness_.log->head();
  const auto page = travel().ListFacts(query);
  ASSERT_THAT(page, IsOk());
  ASSERT_EQ(page->facts.size(), 3u);
  EXPECT_EQ(page->facts[0].corrected_by, storno);
  EXPECT_FALSE(page->facts[0].private_part_withdrawn);
  EXPECT_NE(page->facts[0].envelope.fact().scostamento_recorded().description(), "");
  EXPECT_EQ(page->facts[1].corrected_by, 0u);
  EXPECT_TRUE(page->facts[1].private_part_withdrawn);
  EXPECT_EQ(page->facts[1].envelope.fact().scostamento_recorded().description(), "");
  query.known_at = kept;
  EXPECT_EQ(travel().ListFacts(query)->facts[0].corrected_by, 0u);
}

}  // namespace
}  // namespace traguardo::runtime
