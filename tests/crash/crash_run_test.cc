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
  for (const KillKind kind : options.kinds) {
    EXPECT_GE(report.InsideOf(kind), kind == KillKind::kStartUp ? 1 : 2) << NameOf(kind);
  }
  EXPECT_GT(report.commands.accepted, 100u);
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
  // What is left may be a log that ends too early, or one that cannot be opened any more.
  EXPECT_THAT(report.violations,
              ::testing::Contains(::testing::AnyOf(::testing::HasSubstr("not in the log"),
                                                   ::testing::HasSubstr("DATA_LOSS"))));
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
