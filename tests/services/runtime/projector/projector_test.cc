// The views: a function of the log, whatever way they were built.

#include "services/runtime/projector/projector.h"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/synchronization/notification.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/projection/render/render.h"
#include "services/runtime/projector/view_builder.h"
#include "services/runtime/views/view_row.h"
#include "tests/services/runtime/harness.h"
#include "tests/testing/status_matchers.h"

namespace traguardo::runtime {
namespace {

using projection::RowKey;
using projection::RowKind;
using ::testing::HasSubstr;
using testing::IsOk;
using testing::Progress;
using testing::StatusIs;
using Rows = std::map<std::string, std::string>;

constexpr BatchLimits kOneCommand{1, 1, 1};
constexpr BatchLimits kEverything{SIZE_MAX, SIZE_MAX, SIZE_MAX};

class ProjectorTest : public ::testing::Test {
 protected:
  ProjectorTest() { harness_.Start(); }

  // An empty generation of its own.
  std::shared_ptr<ViewGeneration> NewGeneration(const std::string& name) {
    auto generation = std::make_shared<ViewGeneration>();
    generation->name = name;
    auto store = storage::ViewStore::Open({.directory = harness_.path(name)});
    EXPECT_THAT(store, IsOk());
    generation->store = *std::move(store);
    return generation;
  }

  std::unique_ptr<ViewBuilder> NewBuilder(std::shared_ptr<ViewGeneration> generation,
                                          size_t cache_bytes = 64 << 20) {
    return std::make_unique<ViewBuilder>(*harness_.log, harness_.calendar, std::move(generation),
                                         ViewBuilderOptions{.state_cache_bytes = cache_bytes});
  }

  void BuildTo(ViewBuilder& builder, const BatchLimits& limits, storage::Position head) {
    while (builder.checkpoint() < head) ASSERT_THAT(builder.Step(limits, head), IsOk());
    ASSERT_EQ(builder.checkpoint(), head);
  }

  static Rows RowsOf(const ViewGeneration& generation) {
    Rows rows;
    EXPECT_THAT(generation.store->Scan({.limit = 100000},
                                       [&](std::string_view key, std::string_view value) {
                                         rows.emplace(key, value);
                                         return true;
                                       }),
                IsOk());
    return rows;
  }

  std::optional<ReadRow> Get(const RowKey& key) {
    const absl::StatusOr<OneRow> row = harness_.reader->Get(key);
    EXPECT_THAT(row, IsOk());
    return row.ok() ? row->row : std::nullopt;
  }

  Harness harness_;
};

TEST_F(ProjectorTest, OnePassAndStoppingAnywhereGiveEqualRows) {
  RecordBusyYears(harness_);
  harness_.AwaitViews();
  const Rows live = harness_.ViewRows();
  const storage::Position head = harness_.log->head();
  EXPECT_GT(live.size(), 20u);

  const auto one_pass = NewGeneration("one-pass");
  BuildTo(*NewBuilder(one_pass), kEverything, head);
  EXPECT_EQ(RowsOf(*one_pass), live);

  const auto by_command = NewGeneration("by-command");
  BuildTo(*NewBuilder(by_command), kOneCommand, head);
  EXPECT_EQ(RowsOf(*by_command), live);

  // Nothing in memory from one command to the next.
  const auto resumed = NewGeneration("resumed");
  while (resumed->store->checkpoint() < head) {
    ASSERT_THAT(NewBuilder(resumed)->Step(kOneCommand, head), IsOk());
  }
  EXPECT_EQ(RowsOf(*resumed), live);

  const auto by_threads = NewGeneration("by-threads");
  const ViewBuilderOptions three{.threads = 3, .large_batch_facts = 1, .is_live = false};
  ViewBuilder threaded(*harness_.log, harness_.calendar, by_threads, three);
  BuildTo(threaded, kEverything, head);
  EXPECT_EQ(RowsOf(*by_threads), live);

  const auto forgetful = NewGeneration("forgetful");
  BuildTo(*NewBuilder(forgetful, /*cache_bytes=*/1), kEverything, head);
  EXPECT_EQ(RowsOf(*forgetful), live);
}

TEST_F(ProjectorTest, StoppedAtAnyCommandAndGoingOnInOnePassGivesEqualRows) {
  RecordBusyYears(harness_);
  const storage::Position head = harness_.log->head();
  const auto one_pass = NewGeneration("one-pass");
  BuildTo(*NewBuilder(one_pass), kEverything, head);
  const Rows expected = RowsOf(*one_pass);
  for (storage::Position stop = 1; stop < head; ++stop) {
    if (*harness_.time_travel->ResolvePosition(stop) != stop) continue;
    const auto generation = NewGeneration("stopped-at-" + std::to_string(stop));
    BuildTo(*NewBuilder(generation), kEverything, stop);
    BuildTo(*NewBuilder(generation), kEverything, head);
    EXPECT_EQ(RowsOf(*generation), expected) << "stopped at " << stop;
  }
}

TEST_F(ProjectorTest, AKillLosesNothingOfTheLiveRows) {
  RecordBusyYears(harness_);
  harness_.AwaitViews();
  const Rows rows = RowsOf(*harness_.views->Current());
  const std::string name = harness_.views->Current()->name;
  testing::CopyOfOneMoment(harness_.path("views/" + name), harness_.path("killed"));
  const auto killed = NewGeneration("killed");
  EXPECT_EQ(killed->store->checkpoint(), harness_.log->head());
  EXPECT_EQ(RowsOf(*killed), rows);
}

TEST_F(ProjectorTest, CheckpointsStandOnlyAtTheEndsOfCommands) {
  harness_.Record(AdoptedPlan());
  const storage::Position before = harness_.log->head();
  harness_.RecordTogether({Progress("10").On("2024-03-31"), Progress("20").On("2024-04-30"),
                           Progress("30").On("2024-05-31")});
  const auto generation = NewGeneration("by-command");
  const auto builder = NewBuilder(generation);
  BuildTo(*builder, kOneCommand, before);
  ASSERT_THAT(builder->Step(kOneCommand, harness_.log->head()), IsOk());
  EXPECT_EQ(builder->checkpoint(), before + 3);
}

TEST_F(ProjectorTest, ARowThatVanishedLeavesATombstone) {
  harness_.Record(AdoptedPlan());
  const storage::Position recorded = harness_.Record({testing::Deviated("s1").On("2024-06-01")});
  harness_.AwaitViews();
  const RowKey key{kDemo, 2024, RowKind::kScostamento, "ob-1", "s1"};
  ASSERT_TRUE(Get(key).has_value());
  EXPECT_EQ(Get(key)->last_change, recorded);
  const storage::Position corrected = harness_.Record({Correction(recorded)});
  harness_.AwaitViews();
  EXPECT_FALSE(Get(key).has_value());
  const auto changed =
      harness_.reader->Scan({.ente = kDemo, .year = 2024, .kinds = "s", .changed_after = recorded});
  ASSERT_THAT(changed, IsOk());
  ASSERT_EQ(changed->rows.size(), 1u);
  EXPECT_TRUE(changed->rows[0].removed);
  EXPECT_EQ(changed->rows[0].last_change, corrected);
  EXPECT_EQ(harness_.reader->CorrectionOf(recorded)->value(), corrected);
  EXPECT_FALSE(harness_.reader->CorrectionOf(corrected)->has_value());
}

TEST_F(ProjectorTest, RowsAreWhatTheFoldOfTheLogRenders) {
  RecordBusyYears(harness_);
  harness_.AwaitViews();
  const auto ente = harness_.time_travel->FoldAt(kDemo, 2024, std::nullopt, harness_.log->head());
  ASSERT_THAT(ente, IsOk());
  const auto rendered = projection::RenderYear(*ente, 2024, harness_.calendar);
  const auto stored = harness_.reader->Scan({.ente = kDemo, .year = 2024, .kinds = "oprsv"});
  ASSERT_THAT(stored, IsOk());
  ASSERT_EQ(stored->rows.size(), rendered.size());
  for (size_t i = 0; i < rendered.size(); ++i) {
    EXPECT_EQ(stored->rows[i].key, projection::EncodeRowKey(rendered[i].key));
    EXPECT_EQ(stored->rows[i].message, rendered[i].bytes);
    EXPECT_EQ(stored->rows[i].last_change, rendered[i].last_change_position);
  }
}

TEST_F(ProjectorTest, WithdrawnTextsLeaveTheRows) {
  harness_.Record(AdoptedPlan());
  const storage::Position position = harness_.Record({testing::Deviated("s1").On("2024-06-01")});
  harness_.AwaitViews();
  const RowKey key{kDemo, 2024, RowKind::kScostamento, "ob-1", "s1"};
  view::v1::Scostamento row;
  ASSERT_TRUE(row.ParseFromString(Get(key)->message));
  ASSERT_NE(row.description(), "");
  harness_.Record({Withdrawal({position})});
  harness_.AwaitViews();
  ASSERT_TRUE(row.ParseFromString(Get(key)->message));
  EXPECT_EQ(row.description(), "");
}

TEST_F(ProjectorTest, ARestartGoesOnFromTheCheckpoint) {
  RecordBusyYears(harness_);
  harness_.AwaitViews();
  const std::string generation = harness_.views->Current()->name;
  const Rows rows = harness_.ViewRows();
  harness_.Restart();
  EXPECT_EQ(harness_.views->position(), harness_.log->head());
  EXPECT_EQ(harness_.views->Current()->name, generation);
  EXPECT_EQ(harness_.ViewRows(), rows);
  // The projector's thread says so a moment after the start. The listener outlives this test's
  // body.
  const auto ready = std::make_shared<absl::Notification>();
  harness_.readiness->Listen([ready](bool is_ready) {
    if (is_ready && !ready->HasBeenNotified()) ready->Notify();
  });
  EXPECT_TRUE(ready->WaitForNotificationWithTimeout(absl::Seconds(30)))
      << harness_.readiness->why_not();
}

TEST_F(ProjectorTest, ViewsOfAnotherLogAreBegunAnew) {
  RecordBusyYears(harness_);
  harness_.AwaitViews();
  harness_.Stop();
  std::filesystem::remove_all(harness_.path("log"));
  harness_.Start();
  EXPECT_EQ(harness_.views->position(), 0u);
  EXPECT_TRUE(harness_.ViewRows().empty());
  harness_.Record(AdoptedPlan());
  harness_.AwaitViews();
  EXPECT_TRUE(Get({kDemo, 2024, RowKind::kPlan, "", ""}).has_value());
}

TEST_F(ProjectorTest, ViewsOfAnOtherVersionAreBuiltAnew) {
  RecordBusyYears(harness_);
  harness_.AwaitViews();
  const Rows rows = harness_.ViewRows();
  const std::string old = harness_.views->Current()->name;
  harness_.Stop();
  // As a server of another version left them.
  std::filesystem::rename(harness_.path("views/" + old), harness_.path("views/0.9-1"));
  ASSERT_TRUE(std::filesystem::exists(harness_.path("views/0.9-1")));
  {
    auto generations = storage::ViewGenerations::Open(harness_.path("views"));
    ASSERT_THAT(generations, IsOk());
  }
  std::filesystem::create_directory(harness_.path("views/0.9-1"));
  {
    auto generations = storage::ViewGenerations::Open(harness_.path("views"));
    ASSERT_THAT(generations, IsOk());
    std::filesystem::create_directory(harness_.path("views/0.9-1"));
    ASSERT_THAT((*generations)->SwitchTo("0.9-1"), IsOk());
  }
  harness_.Start();
  harness_.AwaitViews();
  EXPECT_EQ(storage::ViewGenerations::VersionOf(harness_.views->Current()->name), kViewVersion);
  EXPECT_EQ(harness_.ViewRows(), rows);
  EXPECT_FALSE(std::filesystem::exists(harness_.path("views/0.9-1")));
}

TEST_F(ProjectorTest, ARebuildGivesTheSameRowsAndTakesTheOldOnesPlace) {
  RecordBusyYears(harness_);
  harness_.AwaitViews();
  const Rows rows = harness_.ViewRows();
  const std::string old = harness_.views->Current()->name;

  absl::Notification begun;
  absl::Notification go_on;
  absl::Notification done;
  absl::Status result;
  std::vector<RebuildProgress> progress;
  ASSERT_THAT(harness_.projector->Rebuild(
                  [&](const RebuildProgress& step) {
                    progress.push_back(step);
                    if (begun.HasBeenNotified()) return;
                    begun.Notify();
                    go_on.WaitForNotification();
                  },
                  [&](absl::Status status) {
                    result = std::move(status);
                    done.Notify();
                  }),
              IsOk());
  begun.WaitForNotification();
  EXPECT_THAT(harness_.projector->Rebuild([](const RebuildProgress&) {}, [](absl::Status) {}),
              StatusIs(absl::StatusCode::kAlreadyExists));
  // Reads and writes go on meanwhile.
  EXPECT_EQ(harness_.ViewRows(), rows);
  harness_.Record({Progress("90").On("2024-11-30").Of("ob-2")});
  harness_.AwaitViews();
  const Rows newer = harness_.ViewRows();
  EXPECT_NE(newer, rows);
  go_on.Notify();
  done.WaitForNotification();
  ASSERT_THAT(result, IsOk());
  EXPECT_TRUE(progress.back().switched);
  EXPECT_EQ(progress.back().position, harness_.log->head());
  EXPECT_NE(harness_.views->Current()->name, old);
  EXPECT_EQ(harness_.ViewRows(), newer);
  harness_.Record({Progress("95").On("2024-12-01").Of("ob-2")});
  harness_.AwaitViews();
  harness_.Restart();
  EXPECT_EQ(harness_.views->position(), harness_.log->head());
  EXPECT_FALSE(std::filesystem::exists(harness_.path("views/" + old)));
}

TEST_F(ProjectorTest, AReaderKeepsItsGenerationThroughASwitch) {
  RecordBusyYears(harness_);
  harness_.AwaitViews();
  const std::shared_ptr<ViewGeneration> kept = harness_.views->Current();
  const Rows rows = RowsOf(*kept);
  absl::Notification done;
  ASSERT_THAT(harness_.projector->Rebuild([](const RebuildProgress&) {},
                                          [&](absl::Status status) {
                                            EXPECT_THAT(status, IsOk());
                                            done.Notify();
                                          }),
              IsOk());
  done.WaitForNotification();
  EXPECT_NE(harness_.views->Current(), kept);
  EXPECT_EQ(RowsOf(*kept), rows);
}

TEST_F(ProjectorTest, TheDirectoryNamesEntiAndTheirYears) {
  RecordBusyYears(harness_);
  harness_.Record({testing::Registered("Comune di mezzo")}, "centro");
  harness_.AwaitViews();
  const auto first = harness_.reader->ListEnti("", 2);
  ASSERT_THAT(first, IsOk());
  ASSERT_EQ(first->enti.size(), 2u);
  EXPECT_TRUE(first->more);
  EXPECT_EQ(first->enti[0].ente, "altro");
  EXPECT_EQ(first->enti[1].ente, "centro");
  EXPECT_EQ(first->enti[1].registered.name(), "Comune di mezzo");
  EXPECT_TRUE(first->enti[1].years.empty());
  const auto second = harness_.reader->ListEnti("centro", 2);
  ASSERT_EQ(second->enti.size(), 1u);
  EXPECT_FALSE(second->more);
  EXPECT_THAT(second->enti[0].years, ::testing::ElementsAre(2024, 2025));
  EXPECT_FALSE(harness_.reader->GetEnte("nobody")->has_value());
}

TEST_F(ProjectorTest, AFactThatDoesNotBelongStopsTheViewsAndSaysWhy) {
  harness_.Record(AdoptedPlan());
  harness_.AwaitViews();
  harness_.sequencer->Stop();
  storage::AppendGroup group;
  const storage::Position position = harness_.log->head() + 1;
  group.facts.push_back({position, kDemo, "ente", 3, "no envelope", "", "0123456789abcdef"});
  group.requests.push_back({{kDemo, "segretario", {}}, {}, position, 1, ""});
  ASSERT_THAT(harness_.log->Append(group), IsOk());
  absl::Notification not_ready;
  harness_.readiness->ReportReady(Part::kSequencer);
  harness_.readiness->Listen([&](bool ready) {
    if (!ready) not_ready.Notify();
  });
  harness_.projector->HeadMoved();
  not_ready.WaitForNotification();
  EXPECT_THAT(harness_.readiness->why_not(),
              HasSubstr("fact at position " + std::to_string(position)));
  EXPECT_TRUE(Get({kDemo, 2024, RowKind::kPlan, "", ""}).has_value());
}

}  // namespace
}  // namespace traguardo::runtime
