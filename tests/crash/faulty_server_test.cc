// The whole server, in process, on a disk that fails while commands run. Afterwards either every
// acknowledged fact is there, or the server refuses to start and says why.

#include <gtest/gtest.h>
#include <rocksdb/env.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "grpcpp/grpcpp.h"
#include "services/api/principals_file.h"
#include "services/server/server.h"
#include "tests/crash/command_ledger.h"
#include "tests/crash/health.h"
#include "tests/crash/offline_check.h"
#include "tests/crash/wire_client.h"
#include "tests/crash/world.h"
#include "tests/storage/faulty_file_system.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_directory.h"

namespace traguardo::crash {
namespace {

using storage::Fault;
using storage::FaultError;
using storage::FaultyFileSystem;
using storage::FileCall;
using storage::FileKind;
using storage::UnsyncedTail;
using testing::IsOk;

constexpr uint64_t kSeed = 20251120;
constexpr absl::Duration kUntilReady = absl::Seconds(60);

// One server on a disk of its own, and what its clients were told.
class Life {
 public:
  Life(const std::string& directory, uint32_t seed)
      : directory_(directory),
        disk_(std::make_shared<FaultyFileSystem>(seed)),
        env_(rocksdb::NewCompositeEnv(disk_)),
        maker_(kSeed + seed, absl::StrCat("disco", seed)) {
    std::filesystem::remove_all(directory_);
  }
  ~Life() { server_.reset(); }

  FaultyFileSystem& disk() { return *disk_; }
  CommandLedger& ledger() { return ledger_; }
  server::Server* server() { return server_.get(); }

  absl::Status Start() {
    server::ServerOptions options;
    options.core.data_directory = directory_ + "/data";
    options.core.env = env_.get();
    options.core.log_write_buffer_bytes = 64 << 10;
    options.core.projector.store.write_buffer_bytes = 64 << 10;
    options.core.log_block_cache_bytes = 4 << 20;
    options.core.projector.store.block_cache_bytes = 4 << 20;
    auto principals = api::ParsePrincipals(PrincipalsFile());
    if (!principals.ok()) return principals.status();
    options.principals = *std::move(principals);
    auto server = server::Server::Start(options);
    if (!server.ok()) return server.status();
    server_ = *std::move(server);
    return absl::OkStatus();
  }
  void Stop() { server_.reset(); }

  // Sends what was never answered, then `count` new commands; ends early when the log is closed.
  // The reason of the last answer.
  std::string Work(int count) {
    std::string reason;
    for (PlannedCommand& command : SetUpCommands()) ledger_.Add(std::move(command));
    for (const PlannedCommand* command : ledger_.Unanswered()) {
      reason = Send(*command);
      if (reason == kLogClosed) return reason;
    }
    for (int i = 0; i < count && reason != kLogClosed; ++i) {
      reason = Send(*ledger_.Add(maker_.Next()));
    }
    return reason;
  }

  std::string Send(const PlannedCommand& command) {
    WireClient client(server_->grpc().InProcessChannel(), command.caller);
    const Answer answer = client.Send(command.command);
    ledger_.NoteAnswer(command.command.header().request_id(), answer);
    return answer.reason;
  }

  // The next start, on a disk that is well again. A refusal must say why; otherwise everything that
  // was promised must be there, and what was not answered must be answered now.
  void ExpectNothingLostAfterRestart() {
    Stop();
    disk_->Heal();
    disk_->Restart();
    const absl::Status started = Start();
    if (!started.ok()) {
      EXPECT_FALSE(started.message().empty());
      ++refusals;
      return;
    }
    Work(3);
    for (const PlannedCommand* command : ledger_.SomeAccepted(20, kSeed)) Send(*command);
    EXPECT_THAT(ledger_.Unanswered(), ::testing::IsEmpty());
    Stop();
    CheckOffline(directory_ + "/data", directory_ + "/scratch", ledger_);
    EXPECT_THAT(ledger_.violations(), ::testing::IsEmpty());
  }

  static constexpr char kLogClosed[] = "LOG_CLOSED_FOR_WRITING";
  static inline int refusals = 0;

 private:
  const std::string directory_;
  const std::shared_ptr<FaultyFileSystem> disk_;
  const std::unique_ptr<rocksdb::Env> env_;
  CommandMaker maker_;
  CommandLedger ledger_;
  std::unique_ptr<server::Server> server_;
};

class FaultyServerTest : public ::testing::Test {
 protected:
  FaultyServerTest() { Life::refusals = 0; }

  // Lives whose disk fails at a call of this sort, earlier or later, each on a new disk.
  void FailAt(Fault fault, const std::vector<uint64_t>& calls,
              std::optional<UnsyncedTail> power_cut) {
    int struck = 0;
    for (const uint64_t call : calls) {
      SCOPED_TRACE(absl::StrCat("at call ", call));
      Life life(directory_.File("life"), static_cast<uint32_t>(call));
      ASSERT_THAT(life.Start(), IsOk());
      fault.at_call = call;
      life.disk().Plan(fault);
      life.Work(60);
      struck += life.disk().struck();
      if (power_cut) life.disk().PowerCut(*power_cut);
      life.ExpectNothingLostAfterRestart();
      ASSERT_FALSE(HasFailure());
    }
    EXPECT_GT(struck, 0) << "no life met its failure";
    EXPECT_EQ(Life::refusals, 0) << "a log that could be opened was refused";
  }

  testing::TemporaryDirectory directory_;
};

TEST_F(FaultyServerTest, AFailedSyncClosesTheLogAndTurnsReadinessOff) {
  Life life(directory_.File("life"), 1);
  ASSERT_THAT(life.Start(), IsOk());
  ASSERT_EQ(life.Work(5).find(Life::kLogClosed), std::string::npos);
  const auto channel = life.server()->grpc().InProcessChannel();
  ASSERT_TRUE(AwaitHealth(channel, /*serving=*/true, kUntilReady));

  life.disk().Plan({.at_call = 1, .call = FileCall::kSync, .kind = FileKind::kWriteAheadLog});
  EXPECT_EQ(life.Work(40), Life::kLogClosed);
  EXPECT_TRUE(life.disk().struck());
  EXPECT_TRUE(AwaitHealth(channel, /*serving=*/false, kUntilReady));
  EXPECT_THAT(life.server()->core().readiness().why_not(), ::testing::HasSubstr("log"));

  // The disk is well again; the server has not seen what reached it, and stays closed.
  life.disk().Heal();
  EXPECT_EQ(life.Work(1), Life::kLogClosed);
  life.ExpectNothingLostAfterRestart();
  EXPECT_EQ(Life::refusals, 0);
}

TEST_F(FaultyServerTest, AWriteOfTheLogFails) {
  FailAt({.call = FileCall::kAppend, .kind = FileKind::kWriteAheadLog}, {1, 2, 9, 40},
         std::nullopt);
}

TEST_F(FaultyServerTest, AWriteOfTheLogIsTornAndThePowerGoes) {
  FailAt({.call = FileCall::kAppend, .kind = FileKind::kWriteAheadLog}, {1, 5, 30},
         UnsyncedTail::kTorn);
}

// In between the look at its free space and the write.
TEST_F(FaultyServerTest, TheDiskFillsUp) {
  FailAt({.call = FileCall::kAppend,
          .error = FaultError::kNoSpace,
          .from_then_on = true,
          .by_surprise = true},
         {1, 8, 25, 60}, std::nullopt);
}

// Before a start, and while it runs: nothing is lost, and nothing ends but what is asked for.
TEST_F(FaultyServerTest, AFullDiskIsRefusedWithAReasonAndClosesNothing) {
  const Fault full = {
      .call = FileCall::kAppend, .error = FaultError::kNoSpace, .from_then_on = true};
  Life life(directory_.File("life"), 1);
  life.disk().Plan(full);
  const absl::Status refused = life.Start();
  EXPECT_TRUE(absl::IsResourceExhausted(refused)) << refused;
  life.disk().Heal();
  ASSERT_THAT(life.Start(), IsOk());
  life.Work(20);
  life.disk().Plan(full);
  EXPECT_EQ(life.Work(3), "DISK_ALMOST_FULL");
  EXPECT_TRUE(life.server()->core().log().failure().ok());
  life.ExpectNothingLostAfterRestart();
  EXPECT_EQ(Life::refusals, 0);
}

TEST_F(FaultyServerTest, ATableCannotBeWritten) {
  FailAt({.call = FileCall::kAppend, .kind = FileKind::kTable}, {1, 3, 6}, std::nullopt);
}

TEST_F(FaultyServerTest, AnyCallFailsAndThenThePowerGoes) {
  FailAt({}, {2, 7, 19, 45, 88, 133}, UnsyncedTail::kDropped);
}

TEST_F(FaultyServerTest, TheDiskDies) {
  FailAt({.from_then_on = true}, {1, 13, 55, 120}, UnsyncedTail::kTorn);
}

// From the very first call of the very first start: whatever fails there says why.
TEST_F(FaultyServerTest, AStartThatFailsSaysWhyAndTheNextOneSucceeds) {
  int failed_starts = 0;
  for (const uint64_t call : {1, 4, 9, 16, 25, 36, 49, 64, 81}) {
    SCOPED_TRACE(absl::StrCat("at call ", call));
    Life life(directory_.File("life"), static_cast<uint32_t>(call));
    life.disk().Plan({.at_call = call});
    const absl::Status started = life.Start();
    failed_starts += !started.ok();
    EXPECT_EQ(started.ok(), started.message().empty());
    life.ExpectNothingLostAfterRestart();
    ASSERT_FALSE(HasFailure());
  }
  EXPECT_GT(failed_starts, 0);
  EXPECT_EQ(Life::refusals, 0);
}

}  // namespace
}  // namespace traguardo::crash
