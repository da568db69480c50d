// A disk that is full before anything begins. RocksDB, as it is packaged, ends the process then: so
// each of these runs in a process of its own, whose way of ending is what is looked at first.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rocksdb/env.h>

#include <cstdlib>
#include <functional>
#include <iostream>
#include <memory>
#include <optional>
#include <string>

#include "storage/checker/checker.h"
#include "storage/log/event_log.h"
#include "storage/views/view_store.h"
#include "tests/storage/faulty_file_system.h"
#include "tests/storage/ledger.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_directory.h"

namespace traguardo::storage {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using traguardo::testing::IsOk;
using traguardo::testing::StatusIs;

// Says why not, to the process that waits, and ends.
void Require(bool condition, const std::string& what) {
  if (condition) return;
  std::cerr << "not as expected: " << what << std::endl;
  std::_Exit(2);
}

bool SaysWhy(const absl::Status& status) {
  return absl::IsResourceExhausted(status) &&
         status.message().find("MiB are needed: free some space") != std::string::npos;
}

class FullDiskTest : public ::testing::Test {
 protected:
  FullDiskTest() { GTEST_FLAG_SET(death_test_style, "threadsafe"); }

  EventLogOptions LogOptions() {
    EventLogOptions options;
    options.directory = directory_.File("log");
    options.create_if_missing = true;
    options.write_buffer_bytes = 64 << 10;
    options.env = env_.get();
    return options;
  }
  ViewStoreOptions ViewsOptions() {
    ViewStoreOptions options;
    options.directory = directory_.File("views");
    options.write_buffer_bytes = 64 << 10;
    options.env = env_.get();
    return options;
  }

  // A log with some facts, left as a kill leaves it.
  void MakeLog() {
    const auto log = EventLog::Open(LogOptions());
    ASSERT_THAT(log, IsOk());
    for (int i = 0; i < 10; ++i) ASSERT_THAT(ledger_.AppendTo(**log, 5, 2, 1500), IsOk());
  }
  // Files can still be made, read and removed.
  void FillTheDisk() {
    files_->Plan({.call = FileCall::kAppend, .error = FaultError::kNoSpace, .from_then_on = true});
  }

  // Whatever `work` does, the process ends by itself, and is content.
  static void ExpectToSurvive(const std::function<void()>& work) {
    EXPECT_EXIT(
        {
          work();
          std::_Exit(0);
        },
        ::testing::ExitedWithCode(0), "");
  }

  testing::TemporaryDirectory directory_;
  std::shared_ptr<FaultyFileSystem> files_ = std::make_shared<FaultyFileSystem>(1);
  std::unique_ptr<rocksdb::Env> env_ = rocksdb::NewCompositeEnv(files_);
  Ledger ledger_;
};

TEST_F(FullDiskTest, ANewLogIsNotBegun) {
  ExpectToSurvive([this] {
    FillTheDisk();
    Require(SaysWhy(EventLog::Open(LogOptions()).status()), "the new log");
  });
}

TEST_F(FullDiskTest, AnOldLogIsNotOpenedAndIsWholeWhenThereIsRoom) {
  ExpectToSurvive([this] {
    MakeLog();
    FillTheDisk();
    Require(SaysWhy(EventLog::Open(LogOptions()).status()), "the old log");
    files_->Heal();
    const auto log = EventLog::Open(LogOptions());
    Require(log.ok() && ledger_.FindLoss(**log).empty(), "what was recorded");
  });
}

TEST_F(FullDiskTest, ALogThatIsOpenIsNotCopiedAndGoesOn) {
  ExpectToSurvive([this] {
    const auto log = EventLog::Open(LogOptions());
    Require(log.ok() && ledger_.AppendTo(**log, 5, 2, 1500).ok(), "the log");
    FillTheDisk();
    Require(SaysWhy((*log)->CopyTo(directory_.File("copy"))), "the copy");
    Require(SaysWhy((*log)->EraseWithdrawn({1})), "the erasure");
    files_->Heal();
    Require((*log)->failure().ok() && ledger_.AppendTo(**log, 5, 2, 1500).ok(), "the next group");
  });
}

TEST_F(FullDiskTest, ALogThatIsOpenClosesWithoutItsLastFlush) {
  ExpectToSurvive([this] {
    auto log = EventLog::Open(LogOptions());
    Require(log.ok(), "the log");
    for (int i = 0; i < 3; ++i) Require(ledger_.AppendTo(**log, 5, 2, 1500).ok(), "a group");
    FillTheDisk();
    log->reset();
    files_->Heal();
    const auto again = EventLog::Open(LogOptions());
    Require(again.ok() && ledger_.FindLoss(**again).empty(), "what was recorded");
  });
}

TEST_F(FullDiskTest, ALogIsCheckedAllTheSame) {
  ExpectToSurvive([this] {
    MakeLog();
    FillTheDisk();
    const auto report = CheckLog(
        {.directory = LogOptions().directory, .decode = Ledger::Decode, .env = env_.get()});
    Require(report.ok() && report->ok(), "the check");
    Require(files_->calls() == 0, "nothing is written by who only reads");
  });
}

TEST_F(FullDiskTest, ViewsAreNotBegunNorFlushed) {
  ExpectToSurvive([this] {
    FillTheDisk();
    Require(SaysWhy(ViewStore::Open(ViewsOptions()).status()), "new views");
    files_->Heal();
    auto store = ViewStore::Open(ViewsOptions());
    Require(store.ok(), "views");
    ViewBatch batch;
    batch.Put("row", "value");
    Require((*store)->Write(batch, 1).ok(), "a row");
    FillTheDisk();
    Require(SaysWhy((*store)->CheckRoom()), "room for rows");
    Require(SaysWhy((*store)->Flush()), "the flush");
    store->reset();
  });
}

// The mark is far above what ends writing for good, so that a log is closed and opened again
// before.
TEST_F(FullDiskTest, ALogSaysThatRoomIsLittleWhileThereIsSome) {
  const auto log = EventLog::Open(LogOptions());
  ASSERT_THAT(log, IsOk());
  EXPECT_THAT((*log)->CheckRoom(), IsOk());
  files_->SetFreeBytes((16 << 20) + 4 * (64 << 10));
  EXPECT_THAT((*log)->CheckRoom(), IsOk());
  files_->SetFreeBytes((16 << 20) + 4 * (64 << 10) - 1);
  EXPECT_THAT((*log)->CheckRoom(),
              StatusIs(absl::StatusCode::kResourceExhausted,
                       AllOf(HasSubstr(directory_.File("log")), HasSubstr("16 MiB free"))));
  EXPECT_THAT(ledger_.AppendTo(**log, 1, 1), IsOk());
  files_->SetFreeBytes(std::nullopt);
  EXPECT_THAT((*log)->CheckRoom(), IsOk());
}

}  // namespace
}  // namespace traguardo::storage
