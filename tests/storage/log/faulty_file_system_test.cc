// The event log on a disk that fails: at every call in turn, at every sync, full, and with the
// power cut. After each, every acknowledged fact is there or the log refuses to open.

#include "tests/storage/faulty_file_system.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "storage/checker/checker.h"
#include "storage/log/event_log.h"
#include "tests/storage/ledger.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_directory.h"

namespace traguardo::storage {
namespace {

using ::testing::HasSubstr;
using traguardo::testing::IsOk;
using traguardo::testing::StatusIs;

// One life of a log on a disk of its own: writes until something fails, restarts, checks.
class Life {
 public:
  Life(const std::string& directory, uint32_t seed)
      : files_(std::make_shared<FaultyFileSystem>(seed)),
        env_(rocksdb::NewCompositeEnv(files_)),
        directory_(directory),
        ledger_(seed) {
    std::filesystem::remove_all(directory_);
  }

  FaultyFileSystem& files() { return *files_; }
  Ledger& ledger() { return ledger_; }
  EventLog* log() { return log_.get(); }

  absl::Status Open() {
    EventLogOptions options;
    options.directory = directory_;
    options.create_if_missing = true;
    options.write_buffer_bytes = 64 << 10;  // so that a few groups flush, and flushes compact
    options.env = env_.get();
    absl::StatusOr<std::unique_ptr<EventLog>> log = EventLog::Open(options);
    if (log.ok()) log_ = *std::move(log);
    return log.status();
  }
  void Close() { log_.reset(); }

  absl::Status AppendGroups(int groups) {
    for (int group = 0; group < groups; ++group) {
      const absl::Status status = ledger_.AppendTo(*log_, 5, 2, 1500);
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

  // Two lives in one: made, written, closed, opened again, written.
  absl::Status Work() {
    for (int run = 0; run < 2; ++run) {
      if (absl::Status status = Open(); !status.ok()) return status;
      if (absl::Status status = AppendGroups(7); !status.ok()) return status;
      if (absl::Status status = log_->PutOperational("key", "value"); !status.ok()) return status;
      Close();
    }
    return absl::OkStatus();
  }

  // After a failure: nothing more is accepted, also when the disk is well again.
  std::string FindWritingAfterFailure() {
    if (log_ == nullptr) return "";
    files_->Heal();
    if (log_->failure().ok()) return "the failure is forgotten";
    // By hand: the ledger must not count it behind a group that may have reached the disk.
    const std::string salt(kSaltBytes, 's');
    const FactToAppend fact{log_->head() + 1, "ente", "stream", 1, "envelope", "", salt};
    if (log_->Append({{fact}, {}}) != log_->failure()) return "a group was not refused";
    if (log_->PutOperational("key", "other").ok()) return "state was accepted after a failure";
    return "";
  }

  // Empty, or what is wrong with the log as it is found at the next start. A refusal to open is
  // right too, as long as it says why.
  std::string FindLossAfterRestart() {
    Close();
    files_->Heal();
    files_->Restart();
    const absl::Status opened = Open();
    was_refused_ = !opened.ok();
    if (was_refused_) return opened.message().empty() ? "refused without a reason" : "";
    if (std::string loss = ledger_.FindLoss(*log_); !loss.empty()) return loss;
    Close();
    const absl::StatusOr<CheckReport> report =
        CheckLog({.directory = directory_, .decode = Ledger::Decode, .env = env_.get()});
    if (!report.ok()) return report.status().ToString();
    return report->ok() ? "" : report->findings.front().what;
  }
  bool was_refused() const { return was_refused_; }

 private:
  const std::shared_ptr<FaultyFileSystem> files_;
  const std::unique_ptr<rocksdb::Env> env_;
  const std::string directory_;
  Ledger ledger_;
  std::unique_ptr<EventLog> log_;
  bool was_refused_ = false;
};

// Whether to fail every single call instead of every eighth one: minutes instead of seconds.
bool IsSoak() { return std::getenv("TRAGUARDO_SOAK") != nullptr; }

class FaultyFileSystemTest : public ::testing::Test {
 protected:
  std::string Directory() const { return directory_.File("log"); }

  // Fails call `first`, then the eighth after it, … of those that fit, until a whole life meets no
  // failure; after each, the process restarts, with or without a power cut before. `refusals`
  // counts the lives after which the log refuses to open; without it there must be none.
  void FailEachCall(uint64_t first, Fault fault, std::optional<UnsyncedTail> power_cut,
                    int* refusals = nullptr) {
    int refused = 0;
    for (uint64_t call = IsSoak() ? 1 : first;; call += IsSoak() ? 1 : 8) {
      ASSERT_LT(call, 5000u) << "the life never comes to its end";
      SCOPED_TRACE("at call " + std::to_string(call));
      Life life(Directory(), static_cast<uint32_t>(call));
      fault.at_call = call;
      life.files().Plan(fault);
      const absl::Status worked = life.Work();
      const bool struck = life.files().struck();
      if (!worked.ok()) {
        ASSERT_EQ(life.FindWritingAfterFailure(), "");
      }
      if (power_cut) life.files().PowerCut(*power_cut);
      ASSERT_EQ(life.FindLossAfterRestart(), "");
      refused += life.was_refused();
      if (!struck && worked.ok()) break;
    }
    if (refusals != nullptr) {
      *refusals = refused;
    } else {
      EXPECT_EQ(refused, 0) << "lives after which the log does not open";
    }
  }

  testing::TemporaryDirectory directory_;
};

TEST_F(FaultyFileSystemTest, ALifeWithoutFailuresFlushesAndCompacts) {
  Life life(Directory(), 1);
  life.files().Plan({.at_call = 5000, .call = FileCall::kCreate, .kind = FileKind::kTable});
  ASSERT_THAT(life.Work(), IsOk());
  EXPECT_GT(life.files().calls(), 4u);
  EXPECT_EQ(life.FindLossAfterRestart(), "");
  EXPECT_FALSE(life.was_refused());
}

TEST_F(FaultyFileSystemTest, EveryCallFailsInTurn) { FailEachCall(1, {}, std::nullopt); }

TEST_F(FaultyFileSystemTest, EveryCallFailsInTurnAndThenThePower) {
  FailEachCall(3, {}, UnsyncedTail::kDropped);
}

TEST_F(FaultyFileSystemTest, TheDiskDiesAtEveryCallInTurnAndLeavesATornTail) {
  FailEachCall(5, {.from_then_on = true}, UnsyncedTail::kTorn);
}

TEST_F(FaultyFileSystemTest, TheDiskFillsUpAtEveryWriteInTurn) {
  FailEachCall(7, {.call = FileCall::kAppend, .error = FaultError::kNoSpace, .from_then_on = true},
               std::nullopt);
}

TEST_F(FaultyFileSystemTest, TheDiskFillsUpUnannouncedAtEveryWriteInTurn) {
  FailEachCall(2,
               {.call = FileCall::kAppend,
                .error = FaultError::kNoSpace,
                .from_then_on = true,
                .by_surprise = true},
               std::nullopt);
}

TEST_F(FaultyFileSystemTest, ATailOfZerosIsNeverTakenForFacts) {
  // The log may refuse to open after this one, and says why.
  int refusals = 0;
  FailEachCall(1, {.call = FileCall::kSync, .kind = FileKind::kWriteAheadLog},
               UnsyncedTail::kZeroed, &refusals);
}

TEST_F(FaultyFileSystemTest, LinesOfTheInfoLogThatAreLostCostNothingElse) {
  Life life(Directory(), 1);
  life.files().Plan({.kind = FileKind::kInfoLog, .from_then_on = true});
  EXPECT_THAT(life.Work(), IsOk());
  EXPECT_TRUE(life.files().struck());
  EXPECT_EQ(life.FindLossAfterRestart(), "");
  EXPECT_FALSE(life.was_refused());
}

TEST_F(FaultyFileSystemTest, AFailedSyncStopsWritingForGood) {
  Life life(Directory(), 1);
  ASSERT_THAT(life.Open(), IsOk());
  ASSERT_THAT(life.AppendGroups(2), IsOk());
  life.files().Plan({.call = FileCall::kSync, .kind = FileKind::kWriteAheadLog});
  const absl::Status failed = life.AppendGroups(1);
  EXPECT_THAT(failed,
              StatusIs(absl::StatusCode::kUnavailable, HasSubstr("syncing the write-ahead log")));
  life.files().Heal();
  EXPECT_EQ(life.log()->failure(), failed);
  EXPECT_EQ(life.log()->PutOperational("key", "value"), failed);
  EXPECT_EQ(life.log()->DeleteOperational("key"), failed);
  EXPECT_EQ(life.log()->WithdrawPrivatePart(1), failed);
  EXPECT_EQ(life.log()->EraseWithdrawn({1}), failed);
  EXPECT_EQ(life.FindWritingAfterFailure(), "");
  // What was acknowledged can still be read, and nothing else.
  EXPECT_EQ(life.log()->head(), life.ledger().acknowledged());
  EXPECT_EQ(life.ledger().FindLoss(*life.log()), "");
  EXPECT_EQ(life.FindLossAfterRestart(), "");
}

TEST_F(FaultyFileSystemTest, AFullDiskSaysWhatToDo) {
  Life life(Directory(), 1);
  ASSERT_THAT(life.Open(), IsOk());
  life.files().Plan(
      {.call = FileCall::kAppend, .kind = FileKind::kWriteAheadLog, .error = FaultError::kNoSpace});
  EXPECT_THAT(life.AppendGroups(1), StatusIs(absl::StatusCode::kResourceExhausted,
                                             HasSubstr("free some space, then restart")));
  EXPECT_EQ(life.FindWritingAfterFailure(), "");
}

TEST_F(FaultyFileSystemTest, AFailureInTheBackgroundStopsWriting) {
  Life life(Directory(), 1);
  ASSERT_THAT(life.Open(), IsOk());
  life.files().Plan({.call = FileCall::kSync, .kind = FileKind::kTable});
  // The first full buffer is flushed; groups are accepted until that has failed.
  EXPECT_THAT(life.AppendGroups(10'000), StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_EQ(life.FindWritingAfterFailure(), "");
  EXPECT_EQ(life.FindLossAfterRestart(), "");
}

// The check itself, tested by a planted bug: groups are acknowledged that are not synced.
TEST_F(FaultyFileSystemTest, ADiskThatLiesAboutSyncsIsFoundOut) {
  Life life(Directory(), 1);
  life.files().LieAboutSyncsOf(FileKind::kWriteAheadLog);
  ASSERT_THAT(life.Open(), IsOk());
  ASSERT_THAT(life.AppendGroups(2), IsOk());
  life.files().PowerCut(UnsyncedTail::kDropped);
  EXPECT_THAT(life.FindLossAfterRestart(), HasSubstr("were acknowledged"));
}

}  // namespace
}  // namespace traguardo::storage
