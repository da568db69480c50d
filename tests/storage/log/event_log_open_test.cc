// What Open() refuses, and what its message tells to do.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "storage/log/event_log.h"
#include "tests/storage/ledger.h"
#include "tests/storage/raw_log.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_directory.h"

namespace traguardo::storage {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using traguardo::testing::IsOk;
using traguardo::testing::StatusIs;

class EventLogOpenTest : public ::testing::Test {
 protected:
  EventLogOpenTest() : path_(directory_.File("log")) {}

  absl::StatusOr<std::unique_ptr<EventLog>> Open() { return EventLog::Open({.directory = path_}); }
  absl::StatusOr<std::unique_ptr<EventLog>> Create() {
    return EventLog::Open({.directory = path_, .create_if_missing = true});
  }
  void Fill(size_t facts) {
    TRAGUARDO_ASSERT_OK_AND_ASSIGN(const auto log, Create());
    ASSERT_THAT(ledger_.AppendTo(*log, facts, 1), IsOk());
  }

  testing::TemporaryDirectory directory_;
  const std::string path_;
  Ledger ledger_;
};

TEST_F(EventLogOpenTest, ALogIsMadeOnlyWhenAsked) {
  EXPECT_THAT(Open(), StatusIs(absl::StatusCode::kFailedPrecondition,
                               HasSubstr("there is no event log in")));
  EXPECT_FALSE(std::filesystem::exists(path_));
  EXPECT_THAT(EventLog::Open({.directory = path_, .create_if_missing = true, .read_only = true}),
              StatusIs(absl::StatusCode::kFailedPrecondition));
  ASSERT_THAT(Create(), IsOk());
  EXPECT_THAT(Open(), IsOk());
}

TEST_F(EventLogOpenTest, EveryLogHasAnIdOfItsOwn) {
  TRAGUARDO_ASSERT_OK_AND_ASSIGN(const auto log, Create());
  TRAGUARDO_ASSERT_OK_AND_ASSIGN(
      const auto other,
      EventLog::Open({.directory = directory_.File("other"), .create_if_missing = true}));
  EXPECT_NE(log->log_id(), other->log_id());
}

TEST_F(EventLogOpenTest, TellsWhatItIsDoing) {
  std::vector<std::string> told;
  EventLogOptions options;
  options.directory = path_;
  options.create_if_missing = true;
  options.on_progress = [&](std::string_view doing) { told.emplace_back(doing); };
  ASSERT_THAT(EventLog::Open(options), IsOk());
  EXPECT_EQ(told, (std::vector<std::string>{"replaying the write-ahead log",
                                            "recomputing the tree's edge"}));
}

TEST_F(EventLogOpenTest, ASecondServerIsRefused) {
  TRAGUARDO_ASSERT_OK_AND_ASSIGN(const auto log, Create());
  for (const bool read_only : {false, true}) {
    EXPECT_THAT(EventLog::Open({.directory = path_, .read_only = read_only}),
                StatusIs(absl::StatusCode::kFailedPrecondition,
                         HasSubstr("another server is running on the event log in " + path_)));
  }
}

TEST_F(EventLogOpenTest, AnotherFormatIsRefused) {
  Fill(3);
  RawLog(path_).Put("default", "format", std::string("\0\0\0\7", 4));
  EXPECT_THAT(Open(), StatusIs(absl::StatusCode::kFailedPrecondition,
                               AllOf(HasSubstr("format 7"), HasSubstr("start the version"))));
}

TEST_F(EventLogOpenTest, ALogThatNeedsANewerReaderIsRefused) {
  Fill(3);
  RawLog(path_).Put("default", "minimum reader", std::string("\0\0\0\2", 4));
  EXPECT_THAT(Open(), StatusIs(absl::StatusCode::kFailedPrecondition,
                               AllOf(HasSubstr("reader 2"), HasSubstr("start the version"))));
}

TEST_F(EventLogOpenTest, AnUnknownColumnFamilyIsRefusedBeforeAnythingIsWritten) {
  Fill(3);
  RawLog(path_).MakeFamily("novelty");
  EXPECT_THAT(Create(), StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("'novelty'")));
}

TEST_F(EventLogOpenTest, ALostColumnFamilyIsDataLoss) {
  Fill(3);
  RawLog(path_).DropFamily("requests");
  EXPECT_THAT(Open(),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("not completely created")));
  // Also the second time: the first must not have made it anew.
  for (int attempt = 0; attempt < 2; ++attempt) {
    EXPECT_THAT(Create(), StatusIs(absl::StatusCode::kDataLoss, HasSubstr("lost a column family")));
  }
}

TEST_F(EventLogOpenTest, LostOrDamagedMetaIsDataLoss) {
  Fill(3);
  for (const std::string key : {"format", "minimum reader", "log id"}) {
    const std::string value = *RawLog(path_).Get("default", key);
    RawLog(path_).Delete("default", key);
    EXPECT_THAT(Create(), StatusIs(absl::StatusCode::kDataLoss, HasSubstr("lost its"))) << key;
    RawLog(path_).Put("default", key, "x");
    EXPECT_THAT(Create(), StatusIs(absl::StatusCode::kDataLoss, HasSubstr("is damaged"))) << key;
    RawLog(path_).Put("default", key, value);
  }
  EXPECT_THAT(Open(), IsOk());
}

TEST_F(EventLogOpenTest, AnInterruptedCreationIsCompleted) {
  ASSERT_THAT(Create(), IsOk());
  {
    RawLog raw(path_);
    for (const std::string& key : raw.Keys("default")) raw.Delete("default", key);
    raw.DropFamily("tree");
  }
  EXPECT_THAT(Open(),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("not completely created")));
  TRAGUARDO_ASSERT_OK_AND_ASSIGN(const auto log, Create());
  EXPECT_THAT(ledger_.AppendTo(*log, 1, 1), IsOk());
}

TEST_F(EventLogOpenTest, NoNewLogIsMadeOverDataWhoseCurrentFileIsLost) {
  Fill(3);
  const size_t files = FilesEndingWith(path_, "").size();
  std::filesystem::remove(path_ + "/CURRENT");
  EXPECT_THAT(Create(), StatusIs(absl::StatusCode::kDataLoss, HasSubstr("CURRENT is missing")));
  EXPECT_EQ(FilesEndingWith(path_, "").size(), files - 1);
}

TEST_F(EventLogOpenTest, ATreeHeadThatCountsOtherFactsIsDataLoss) {
  Fill(300);
  {
    RawLog raw(path_);
    std::string head = *raw.Get("tree", "head");
    ++head[7];
    raw.Put("tree", "head", head);
  }
  EXPECT_THAT(Open(), StatusIs(absl::StatusCode::kDataLoss,
                               AllOf(HasSubstr("position 300"), HasSubstr("counts 301"))));
}

TEST_F(EventLogOpenTest, AnotherRootIsDataLossNamingBoth) {
  Fill(300);
  {
    RawLog raw(path_);
    std::string head = *raw.Get("tree", "head");
    head.back() ^= 1;
    raw.Put("tree", "head", head);
  }
  EXPECT_THAT(Open(), StatusIs(absl::StatusCode::kDataLoss,
                               AllOf(HasSubstr("has the root"), HasSubstr("tree head says"))));
}

TEST_F(EventLogOpenTest, AChangedFactAtTheEdgeIsDataLoss) {
  Fill(300);
  {
    RawLog raw(path_);
    const std::string key = raw.Keys("facts").back();
    std::string fact = *raw.Get("facts", key);
    fact.back() ^= 1;
    // The last fact has no private part, so its last byte is its envelope's.
    ASSERT_TRUE(ledger_.facts().back().private_part.empty());
    raw.Put("facts", key, fact);
  }
  EXPECT_THAT(Open(), StatusIs(absl::StatusCode::kDataLoss, HasSubstr("root")));
}

TEST_F(EventLogOpenTest, ALostTileIsDataLoss) {
  Fill(300);
  {
    RawLog raw(path_);
    for (const std::string& key : raw.Keys("tree")) {
      if (key != "head") raw.Delete("tree", key);
    }
  }
  EXPECT_THAT(Open(), StatusIs(absl::StatusCode::kDataLoss, HasSubstr("tile 0/0")));
}

TEST_F(EventLogOpenTest, AFlippedBitInTheWriteAheadLogIsRefused) {
  Fill(50);
  const std::vector<std::string> logs = FilesEndingWith(path_, ".log");
  ASSERT_FALSE(logs.empty());
  const size_t size = std::filesystem::file_size(logs.back());
  ASSERT_GT(size, 1000u);
  for (const size_t offset : {size / 2, size - 1}) {
    FlipBit(logs.back(), offset);
    EXPECT_THAT(EventLog::Open({.directory = path_, .read_only = true}),
                StatusIs(absl::StatusCode::kDataLoss))
        << offset << " of " << size;
    FlipBit(logs.back(), offset);
  }
  EXPECT_THAT(Open(), IsOk());
}

TEST_F(EventLogOpenTest, ACutTailOfTheWriteAheadLogLosesOnlyWhatWasNotAcknowledged) {
  Fill(50);
  const std::string file = FilesEndingWith(path_, ".log").back();
  const size_t size = std::filesystem::file_size(file);
  ASSERT_GT(size, 1000u);
  // The next group is written, and the process dies before its sync: some prefix of it remains.
  std::string before;
  {
    std::ifstream stream(file, std::ios::binary);
    before.assign(std::istreambuf_iterator<char>(stream), {});
  }
  ASSERT_EQ(before.size(), size);
  const std::string torn = before + before.substr(0, 40);
  for (const size_t bytes : {size + 1, size + 7, size + 20, size + 40}) {
    std::ofstream(file, std::ios::binary | std::ios::trunc).write(torn.data(), bytes);
    TRAGUARDO_ASSERT_OK_AND_ASSIGN(const auto log,
                                   EventLog::Open({.directory = path_, .read_only = true}));
    EXPECT_EQ(ledger_.FindLoss(*log), "");
  }
}

TEST_F(EventLogOpenTest, AMissingTableIsDataLoss) {
  Fill(50);
  RawLog(path_).Flush();
  std::filesystem::remove(FilesEndingWith(path_, ".sst").front());
  EXPECT_THAT(Open(), StatusIs(absl::StatusCode::kDataLoss));
}

TEST_F(EventLogOpenTest, AMissingManifestIsDataLoss) {
  Fill(50);
  for (const std::string& file : FilesEndingWith(path_, "")) {
    if (file.find("MANIFEST") != std::string::npos) std::filesystem::remove(file);
  }
  EXPECT_THAT(Open(), StatusIs(absl::StatusCode::kDataLoss));
}

}  // namespace
}  // namespace traguardo::storage
