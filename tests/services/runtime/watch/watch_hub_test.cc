#include "services/runtime/watch/watch_hub.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/services/runtime/harness.h"
#include "tests/testing/status_matchers.h"
#include "traguardo/view/v1/objective.pb.h"

namespace traguardo::runtime {
namespace {

using projection::RowKey;
using projection::RowKind;
using testing::Deviated;
using testing::Progress;
using testing::StatusIs;
using Kind = WatchEvent::Kind;

// Asks a watch and keeps the answer until it is looked at.
class Question {
 public:
  explicit Question(Watch& watch) {
    watch.Next([this](WatchEvent event) {
      event_.emplace(std::move(event));
      answered_.Notify();
    });
  }
  bool is_answered() const { return answered_.HasBeenNotified(); }
  const WatchEvent& Wait() {
    answered_.WaitForNotification();
    return *event_;
  }
  // A sweep that is under way arms the next one from where the clock stands by then.
  const WatchEvent& WaitThroughSweeps(ManualClock& clock) {
    do {
      clock.Advance(absl::Seconds(5));
    } while (!answered_.WaitForNotificationWithTimeout(absl::Milliseconds(10)));
    return *event_;
  }

 private:
  std::optional<WatchEvent> event_;
  absl::Notification answered_;
};

std::shared_ptr<const WatchedRow> RowOf(const RowKey& key, storage::Position position,
                                        std::string message = "row") {
  return std::make_shared<const WatchedRow>(
      WatchedRow{projection::EncodeRowKey(key), key, position, false, std::move(message)});
}

RowKey ObjectiveKey(std::string id, int year = 2024, std::string ente = kDemo) {
  return {std::move(ente), year, RowKind::kObjective, std::move(id), ""};
}

// The hub alone, with published rows made by hand.
class WatchHubTest : public ::testing::Test {
 protected:
  std::unique_ptr<Watch> Subscribe(std::string_view kinds = "o") {
    auto watch = hub_.Subscribe(kDemo, 2024, kinds);
    EXPECT_TRUE(watch.ok()) << watch.status();
    return *std::move(watch);
  }

  ManualClock clock_{absl::FromUnixSeconds(1'719'730'000)};  // 30 June 2024, 8:46 in Italy
  const domain::RomeCalendar calendar_ = *domain::RomeCalendar::Load();
  Timer timer_{clock_};
  WatchOptions options_;
  WatchHub hub_{timer_, calendar_, options_};
};

TEST_F(WatchHubTest, TellsTheRowsOfItsPlanYearAndKindsAndNoOthers) {
  const auto watch = Subscribe("os");
  Question question(*watch);
  hub_.Publish(7,
               {RowOf(ObjectiveKey("ob-1", 2023), 7), RowOf(ObjectiveKey("ob-1", 2024, "altro"), 7),
                RowOf({kDemo, 2024, RowKind::kRound, "giugno", ""}, 7)});
  EXPECT_FALSE(question.is_answered());
  hub_.Publish(9, {RowOf(ObjectiveKey("ob-2"), 8), RowOf(ObjectiveKey("ob-1"), 9)});
  const WatchEvent& event = question.Wait();
  EXPECT_EQ(event.kind, Kind::kRows);
  EXPECT_EQ(event.position, 9u);
  EXPECT_EQ(event.today.ToString(), "2024-06-30");
  ASSERT_EQ(event.rows->size(), 2u);
  EXPECT_EQ((*event.rows)[0]->row.id, "ob-1");
  EXPECT_EQ((*event.rows)[1]->row.id, "ob-2");
}

// Also when one change brings two versions of a row. Who kept up gets the same rows as everybody
// else who did, so that they are made into a message once.
TEST_F(WatchHubTest, WhoKeepsUpSharesTheRows) {
  const auto first = Subscribe();
  const auto second = Subscribe();
  const auto other_kinds = Subscribe("os");
  Question first_question(*first);
  Question second_question(*second);
  Question other_question(*other_kinds);
  hub_.Publish(3, {RowOf(ObjectiveKey("ob-2"), 1, "old"), RowOf(ObjectiveKey("ob-1"), 2),
                   RowOf(ObjectiveKey("ob-2"), 3, "new")});
  const SharedRows rows = first_question.Wait().rows;
  ASSERT_EQ(rows->size(), 2u);
  EXPECT_EQ((*rows)[0]->row.id, "ob-1");
  EXPECT_EQ((*rows)[1]->message, "new");
  EXPECT_EQ(second_question.Wait().rows, rows);
  EXPECT_NE(other_question.Wait().rows, rows);
  EXPECT_EQ(*other_question.Wait().rows, *rows);
}

TEST_F(WatchHubTest, KeepsOnlyTheLatestOfEachRowBetweenQuestions) {
  const auto watch = Subscribe();
  for (storage::Position p = 1; p <= 1000; ++p) {
    hub_.Publish(p, {RowOf(ObjectiveKey(absl::StrCat("ob-", p % 3)), p, absl::StrCat(p))});
  }
  const WatchEvent event = Question(*watch).Wait();
  ASSERT_EQ(event.rows->size(), 3u);
  EXPECT_EQ((*event.rows)[0]->message, "999");
  EXPECT_EQ((*event.rows)[1]->message, "1000");
  EXPECT_EQ(event.position, 1000u);
  EXPECT_FALSE(Question(*watch).is_answered());
  watch->Cancel();
}

TEST_F(WatchHubTest, AQuietWatchGetsHeartbeats) {
  const auto watch = Subscribe();
  hub_.Publish(5, {});
  for (int i = 0; i < 3; ++i) {
    Question question(*watch);
    clock_.Advance(absl::Seconds(19));
    EXPECT_FALSE(question.is_answered());
    const WatchEvent& event = question.WaitThroughSweeps(clock_);
    EXPECT_EQ(event.kind, Kind::kHeartbeat);
    EXPECT_EQ(event.position, 5u);
  }
}

TEST_F(WatchHubTest, ASlowWatcherIsCutAndAFastOneIsNot) {
  const auto slow = Subscribe();
  const auto fast = Subscribe();
  hub_.Publish(1, {RowOf(ObjectiveKey("ob-1"), 1)});
  EXPECT_EQ(Question(*fast).Wait().kind, Kind::kRows);
  Question heartbeat(*fast);
  clock_.Advance(absl::Seconds(31));
  EXPECT_EQ(heartbeat.Wait().kind, Kind::kHeartbeat);  // the sweep has run
  EXPECT_EQ(Question(*slow).Wait().kind, Kind::kTooSlow);
  EXPECT_EQ(Question(*slow).Wait().kind, Kind::kTooSlow);
  hub_.Publish(2, {RowOf(ObjectiveKey("ob-1"), 2)});
  EXPECT_EQ(Question(*fast).Wait().kind, Kind::kRows);
  EXPECT_EQ(Question(*slow).Wait().kind, Kind::kTooSlow);
}

TEST_F(WatchHubTest, AWatcherThatOwesNothingIsNeverCut) {
  const auto idle = Subscribe();
  const auto other = Subscribe("r");
  Question heartbeat(*other);
  clock_.Advance(absl::Hours(1));
  heartbeat.Wait();
  hub_.Publish(1, {RowOf(ObjectiveKey("ob-1"), 1)});
  EXPECT_EQ(Question(*idle).Wait().kind, Kind::kRows);
}

TEST_F(WatchHubTest, ANewDayInItalyIsTold) {
  const auto asking = Subscribe();
  const auto busy = Subscribe();
  Question question(*asking);
  clock_.Set(absl::FromCivil(absl::CivilMinute(2024, 6, 30, 22, 0), absl::UTCTimeZone()));
  EXPECT_EQ(question.Wait().kind, Kind::kDayChanged);
  EXPECT_EQ(question.Wait().today.ToString(), "2024-07-01");
  hub_.Publish(3, {RowOf(ObjectiveKey("ob-1"), 3)});
  EXPECT_EQ(Question(*busy).Wait().kind, Kind::kDayChanged);
  EXPECT_EQ(Question(*busy).Wait().kind, Kind::kRows);
}

TEST_F(WatchHubTest, WatchesAreBoundedAndACancelledOneMakesRoom) {
  WatchOptions options;
  options.max_watches = 2;
  WatchHub hub(timer_, calendar_, options);
  auto first = hub.Subscribe(kDemo, 2024, "o");
  auto second = hub.Subscribe(kDemo, 2023, "o");
  EXPECT_THAT(hub.Subscribe(kDemo, 2024, "o").status(),
              StatusIs(absl::StatusCode::kResourceExhausted));
  EXPECT_TRUE(hub.IsWatched(kDemo, 2023));
  second->reset();
  EXPECT_FALSE(hub.IsWatched(kDemo, 2023));
  EXPECT_EQ(hub.watch_count(), 1u);
  EXPECT_TRUE(hub.Subscribe(kDemo, 2024, "o").ok());
}

TEST_F(WatchHubTest, StoppingEndsEveryWatch) {
  const auto asking = Subscribe();
  const auto busy = Subscribe();
  Question question(*asking);
  hub_.Stop();
  EXPECT_EQ(question.Wait().kind, Kind::kShuttingDown);
  EXPECT_EQ(Question(*busy).Wait().kind, Kind::kShuttingDown);
  EXPECT_THAT(hub_.Subscribe(kDemo, 2024, "o").status(), StatusIs(absl::StatusCode::kUnavailable));
}

TEST_F(WatchHubTest, EachRoundOfEventsIsFollowedByOneCall) {
  int rounds = 0;
  int told = 0;
  WatchHub hub(timer_, calendar_, {}, [&] { ++rounds; });
  std::vector<std::unique_ptr<Watch>> watches;
  for (int i = 0; i < 5; ++i) {
    watches.push_back(*hub.Subscribe(kDemo, 2024, "o"));
    watches.back()->Next([&](WatchEvent) { ++told; });
  }
  hub.Publish(1, {RowOf(ObjectiveKey("ob-1"), 1)});
  EXPECT_EQ(told, 5);
  EXPECT_EQ(rounds, 1);
}

// Over the whole runtime.
class WatchingTest : public ::testing::Test {
 protected:
  using Rows = std::map<std::string, std::string>;

  WatchingTest() {
    harness_.Start();
    harness_.Record(AdoptedPlan());
    harness_.AwaitViews();
  }

  static void Apply(const WatchedRows& changed, Rows& rows) {
    for (const auto& row : changed) {
      if (row->removed) {
        rows.erase(row->key);
      } else {
        rows[row->key] = row->message;
      }
    }
  }
  static void Apply(const ManyRows& read, Rows& rows) {
    for (const ReadRow& row : read.rows) {
      if (row.removed) {
        rows.erase(row.key);
      } else {
        rows[row.key] = row.message;
      }
    }
  }
  ManyRows Read(std::optional<storage::Position> changed_after = std::nullopt) {
    auto rows = harness_.reader->Scan(
        {.ente = kDemo, .year = 2024, .kinds = "osvr", .changed_after = changed_after});
    EXPECT_TRUE(rows.ok()) << rows.status();
    return *std::move(rows);
  }
  std::unique_ptr<Watch> Subscribe() { return *harness_.watches->Subscribe(kDemo, 2024, "osvr"); }

  // Records facts that make, change and remove rows.
  void Write(int rounds) {
    for (int i = 0; i < rounds; ++i) {
      const std::string id = absl::StrCat("s", ++last_scostamento_);
      const storage::Position deviation = harness_.Record({Deviated(id).On("2024-06-01")});
      harness_.Record({Progress(absl::StrCat(i % 100)).On("2024-06-30").Of("ob-2")});
      if (i % 3 == 0) harness_.Record({Correction(deviation)});
    }
  }

  Harness harness_;

 private:
  int last_scostamento_ = 0;
};

TEST_F(WatchingTest, SnapshotAndChangesTogetherLoseNothing) {
  std::thread writer([&] { Write(60); });
  // Begins somewhere in the middle of it all.
  const auto watch = Subscribe();
  Rows rows;
  Apply(Read(), rows);
  writer.join();
  harness_.AwaitViews();
  while (true) {
    Question question(*watch);
    if (!question.is_answered()) {
      watch->Cancel();
      break;
    }
    Apply(*question.Wait().rows, rows);
  }
  Rows expected;
  Apply(Read(), expected);
  EXPECT_EQ(rows, expected);
}

TEST_F(WatchingTest, AWatchResumesAtAnyPositionItWasGiven) {
  Rows rows;
  storage::Position position = 0;
  {
    const auto watch = Subscribe();
    const ManyRows snapshot = Read();
    Apply(snapshot, rows);
    position = snapshot.position;
    Write(5);
    harness_.AwaitViews();
    const WatchEvent event = Question(*watch).Wait();
    Apply(*event.rows, rows);
    position = event.position;
  }
  Write(7);  // removes rows that the watcher has
  harness_.Restart();
  const auto watch = Subscribe();
  EXPECT_GE(watch->begun_at(), position);
  Apply(Read(position), rows);
  Rows expected;
  Apply(Read(), expected);
  EXPECT_EQ(rows, expected);
}

TEST_F(WatchingTest, WaitingForAPositionBlocksNobody) {
  const storage::Position next = harness_.log->head() + 1;
  absl::Notification reached;
  absl::Notification late;
  ReachResult reached_result = ReachResult::kShuttingDown;
  ReachResult late_result = ReachResult::kShuttingDown;
  harness_.reader->WhenReached(next, harness_.clock.Now() + absl::Seconds(9), [&](ReachResult r) {
    reached_result = r;
    reached.Notify();
  });
  harness_.reader->WhenReached(next + 1, harness_.clock.Now() + absl::Seconds(9),
                               [&](ReachResult r) {
                                 late_result = r;
                                 late.Notify();
                               });
  EXPECT_FALSE(reached.HasBeenNotified());
  harness_.Record({Progress("40").On("2024-06-30")});
  reached.WaitForNotification();
  EXPECT_EQ(reached_result, ReachResult::kReached);
  EXPECT_FALSE(late.HasBeenNotified());
  harness_.clock.Advance(absl::Seconds(9));
  late.WaitForNotification();
  EXPECT_EQ(late_result, ReachResult::kDeadlinePassed);

  std::optional<ReachResult> stopped;
  harness_.reader->WhenReached(next + 100, absl::InfiniteFuture(),
                               [&](ReachResult r) { stopped = r; });
  harness_.Stop();
  EXPECT_EQ(stopped, ReachResult::kShuttingDown);
}

// Every answer is one state of the log: two rows that one command changes are never seen apart.
TEST_F(WatchingTest, ReadsOfAPlanYearStandAtOnePosition) {
  std::thread writer([&] {
    for (int i = 1; i < 100; ++i) {
      const std::string percent = absl::StrCat(i);
      harness_.RecordTogether(
          {Progress(percent).On("2024-06-30"), Progress(percent).On("2024-06-30").Of("ob-2")});
    }
  });
  storage::Position last = 0;
  for (int i = 0; i < 300; ++i) {
    const auto rows = harness_.reader->Scan({.ente = kDemo, .year = 2024, .kinds = "o"});
    ASSERT_TRUE(rows.ok());
    ASSERT_EQ(rows->rows.size(), 2u);
    std::vector<std::string> percents;
    for (const ReadRow& row : rows->rows) {
      view::v1::Objective objective;
      ASSERT_TRUE(objective.ParseFromString(row.message));
      percents.push_back(objective.results_size() > 0 ? objective.results(0).percent() : "");
      EXPECT_LE(row.last_change, rows->position);
    }
    EXPECT_EQ(percents[0], percents[1]);
    EXPECT_GE(rows->position, last);
    last = rows->position;
  }
  writer.join();
}

}  // namespace
}  // namespace traguardo::runtime
