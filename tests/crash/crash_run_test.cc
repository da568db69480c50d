// A short crash run over all kinds, and the same with a planted bug, which it must find: a harness
// that cannot fail proves nothing.

#include "tests/crash/crash_run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iostream>
#include <random>

#include "tests/testing/temporary_directory.h"

namespace traguardo::crash {
namespace {

class CrashRunTest : public ::testing::Test {
 protected:
  CrashRunOptions Options() {
    CrashRunOptions options;
    options.server_binary = CRASH_SERVER;
    options.directory = directory_.File("run");
    options.seed = std::random_device()();
    options.on_progress = [](const std::string& line) { std::cout << line << std::flush; };
    std::cout << "seed " << options.seed << std::endl;
    return options;
  }

  testing::TemporaryDirectory directory_;
};

TEST_F(CrashRunTest, NothingAcknowledgedIsLostAndNothingIsHalfThere) {
  CrashRunOptions options = Options();
  options.unsynced = {Unsynced::kKept, Unsynced::kTorn};
  options.kills = 2 * static_cast<int>(options.kinds.size());
  const CrashReport report = CrashRun(options).Run();
  std::cout << report.Table();
  EXPECT_THAT(report.violations, ::testing::IsEmpty());
  for (const KillKind kind : options.kinds) EXPECT_EQ(report.InsideOf(kind), 2) << NameOf(kind);
  // Told apart by the file alone: both are write-ahead logs.
  EXPECT_THAT(report.of_views, ::testing::Contains(::testing::Pair(KillKind::kViewCommit, 2)));
  EXPECT_THAT(report.of_views,
              ::testing::Not(::testing::Contains(::testing::Key(KillKind::kGroupCommit))));
  EXPECT_EQ(report.kills, options.kills + report.missed);
  EXPECT_GT(report.commands.accepted, 100u);
}

// A call that never comes; a start-up is waited for least.
constexpr uint64_t kNever = 1'000'000;

TEST_F(CrashRunTest, WaitsInAnotherLifeForAMomentThatDidNotCome) {
  CrashRunOptions options = Options();
  options.kinds = {KillKind::kStartUp};
  options.kills = 2;
  int plans = 0;
  options.on_plan = [&plans](KillPlan& plan) { plan.at_call = ++plans == 1 ? kNever : 1; };
  const CrashReport report = CrashRun(options).Run();
  EXPECT_THAT(report.violations, ::testing::IsEmpty());
  EXPECT_EQ(report.missed, 1);
  EXPECT_EQ(report.InsideOf(KillKind::kStartUp), 2);
  EXPECT_EQ(report.kills, 3);
}

TEST(SpareLivesTest, AreAQuarterOfTheKillsAndAtLeastTwo) {
  EXPECT_EQ(SpareLives(1), 2);
  EXPECT_EQ(SpareLives(11), 2);
  EXPECT_EQ(SpareLives(12), 3);
  EXPECT_EQ(SpareLives(252), 63);
}

TEST_F(CrashRunTest, GivesUpWhenNoSpareLifeIsLeft) {
  CrashRunOptions options = Options();
  options.kinds = {KillKind::kStartUp};
  options.kills = 3;
  options.on_plan = [](KillPlan& plan) { plan.at_call = kNever; };
  const CrashReport report = CrashRun(options).Run();
  EXPECT_THAT(report.violations, ::testing::IsEmpty());
  EXPECT_EQ(report.missed, 3 + SpareLives(3));
  EXPECT_EQ(report.InsideOf(KillKind::kStartUp), 0);
}

// The log's syncs say OK and do nothing; at the kill the disk forgets what was not synced.
TEST_F(CrashRunTest, CatchesAServerThatAcknowledgesBeforeTheSync) {
  CrashRunOptions options = Options();
  options.kinds = {KillKind::kGroupCommit};
  options.unsynced = {Unsynced::kDropped};
  options.kills = 4;
  options.lie_about_syncs = true;
  const CrashReport report = CrashRun(options).Run();
  for (const std::string& violation : report.violations) std::cout << violation << std::endl;
  // What is left may be a log that ends too early, one that cannot be opened any more, or, after an
  // early kill, one of which not even the beginning is there.
  EXPECT_THAT(report.violations,
              ::testing::Contains(::testing::AnyOf(
                  ::testing::HasSubstr("not in the log"), ::testing::HasSubstr("DATA_LOSS"),
                  ::testing::HasSubstr("was not completely created"))));
}

// The same disk without the lie: what is caught above is the lie, not the disk.
TEST_F(CrashRunTest, LosesNothingOnADiskThatForgetsWhatWasNotSynced) {
  CrashRunOptions options = Options();
  options.kinds = {KillKind::kGroupCommit};
  options.unsynced = {Unsynced::kDropped};
  options.kills = 2;
  const CrashReport report = CrashRun(options).Run();
  EXPECT_THAT(report.violations, ::testing::IsEmpty());
  EXPECT_EQ(report.InsideOf(KillKind::kGroupCommit), 2);
}

}  // namespace
}  // namespace traguardo::crash
