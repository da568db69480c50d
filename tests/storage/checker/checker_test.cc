// The offline check: silent about a good log, and exact about each kind of damage.

#include "storage/checker/checker.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <string>
#include <vector>

#include "storage/layout/fact_record.h"
#include "storage/layout/keys.h"
#include "storage/layout/request_record.h"
#include "tests/storage/ledger.h"
#include "tests/storage/raw_log.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_directory.h"

namespace traguardo::storage {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using traguardo::testing::IsOk;
using traguardo::testing::StatusIs;

// So that a failed expectation shows findings and not bytes.
void PrintTo(const CheckFinding& finding, std::ostream* out) {
  *out << CheckAreaName(finding.area) << " at " << finding.position << ": " << finding.what;
}

namespace {

auto Finding(CheckArea area, Position position, const std::string& what) {
  return AllOf(Field("area", &CheckFinding::area, area),
               Field("position", &CheckFinding::position, position),
               Field("what", &CheckFinding::what, HasSubstr(what)));
}

class CheckerTest : public ::testing::Test {
 protected:
  static constexpr size_t kFacts = 600;  // two full tiles and a part

  CheckerTest() : path_(directory_.File("log")) {}

  void SetUp() override {
    TRAGUARDO_ASSERT_OK_AND_ASSIGN(const auto log,
                                   EventLog::Open({.directory = path_, .create_if_missing = true}));
    for (int group = 0; group < 4; ++group) {
      ASSERT_THAT(ledger_.AppendTo(*log, kFacts / 12, 3), IsOk());
    }
    ASSERT_THAT(log->PutOperational("key", "value"), IsOk());
  }

  CheckReport Check(bool with_decoder = true) {
    CheckOptions options;
    options.directory = path_;
    if (with_decoder) options.decode = Ledger::Decode;
    const absl::StatusOr<CheckReport> report = CheckLog(options);
    EXPECT_THAT(report, IsOk());
    return report.ok() ? *report : CheckReport();
  }
  const Ledger::Fact& FactAt(Position position) const { return ledger_.facts()[position - 1]; }
  std::string StreamKeyAt(Position position) const {
    return StreamKey(FactAt(position).ente, FactAt(position).stream, FactAt(position).revision);
  }
  std::string RequestKeyAt(size_t index) const {
    std::string key;
    AppendRequestKey(ledger_.requests()[index].key, key);
    return key;
  }

  testing::TemporaryDirectory directory_;
  const std::string path_;
  Ledger ledger_;
};

TEST_F(CheckerTest, FindsNothingInAGoodLog) {
  const CheckReport report = Check();
  EXPECT_TRUE(report.ok());
  EXPECT_THAT(report.findings, IsEmpty());
  EXPECT_EQ(report.facts, kFacts);
  EXPECT_EQ(report.tree_head.size, kFacts);
  EXPECT_EQ(report.stream_entries, kFacts);
  EXPECT_EQ(report.streams, 15u);
  EXPECT_EQ(report.request_entries, kFacts / 3);
  EXPECT_EQ(report.tiles, 2u);
  EXPECT_TRUE(Check(/*with_decoder=*/false).ok());
}

TEST_F(CheckerTest, FindsNothingInAnEmptyLog) {
  std::filesystem::remove_all(path_);
  ASSERT_THAT(EventLog::Open({.directory = path_, .create_if_missing = true}), IsOk());
  EXPECT_TRUE(Check().ok());
}

TEST_F(CheckerTest, ChecksTilesOfTheSecondLevel) {
  {
    TRAGUARDO_ASSERT_OK_AND_ASSIGN(const auto log, EventLog::Open({.directory = path_}));
    while (log->head() < 256 * 256 + 300) {
      ASSERT_THAT(ledger_.AppendTo(*log, 1, kMaxFactsPerGroup, 1), IsOk());
    }
  }
  CheckReport report = Check();
  EXPECT_TRUE(report.ok()) << report.findings.front().what;
  EXPECT_EQ(report.tiles, report.tree_head.size / 256 + 1);
  {
    RawLog raw(path_);
    std::string tile = *raw.Get("tree", TileKey({1, 0}));
    tile[40 * 32] ^= 1;
    raw.Put("tree", TileKey({1, 0}), tile);
  }
  EXPECT_THAT(Check().findings, Contains(Finding(CheckArea::kTree, 40 * 256 + 1, "one level up")));
}

TEST_F(CheckerTest, TellsItsProgress) {
  std::vector<std::pair<CheckArea, uint64_t>> last;
  CheckOptions options;
  options.directory = path_;
  options.on_progress = [&](const CheckProgress& progress) {
    EXPECT_LE(progress.done, progress.total);
    if (last.empty() || last.back().first != progress.area) last.push_back({progress.area, 0});
    last.back().second = progress.done;
  };
  RawLog(path_).Flush();
  ASSERT_THAT(CheckLog(options), IsOk());
  EXPECT_THAT(last, Contains(std::pair(CheckArea::kFacts, uint64_t{kFacts})));
  EXPECT_THAT(last, Contains(std::pair(CheckArea::kStreams, uint64_t{kFacts})));
  EXPECT_EQ(last.front().first, CheckArea::kFiles);
}

// Half a check has seen half of the indexes: what it would find missing is not missing.
TEST_F(CheckerTest, EndsWithoutAVerdictWhereverItIsCancelled) {
  // In the streams, the requests, the facts, and behind them.
  for (const int asked : {0, 1, 599, 601, 900, 1400}) {
    int left = asked;
    CheckOptions options;
    options.directory = path_;
    options.is_cancelled = [&] { return left-- == 0; };
    EXPECT_THAT(CheckLog(options), StatusIs(absl::StatusCode::kCancelled)) << asked;
    EXPECT_EQ(left, -1) << "asked again after it said so";
  }
}

TEST_F(CheckerTest, KeepsFindingsToTheLimitAndCountsAll) {
  {
    RawLog raw(path_);
    for (Position position = 10; position < 60; ++position) {
      raw.Delete("streams", StreamKeyAt(position));
    }
  }
  CheckOptions options;
  options.directory = path_;
  options.finding_limit = 7;
  TRAGUARDO_ASSERT_OK_AND_ASSIGN(const CheckReport report, CheckLog(options));
  EXPECT_EQ(report.findings.size(), 7u);
  EXPECT_GE(report.finding_count, 50u);
}

TEST_F(CheckerTest, AMissingFactIsNamed) {
  RawLog(path_).Delete("facts", FactKey(77));
  EXPECT_THAT(Check().findings, ElementsAre(Finding(CheckArea::kFacts, 77, "missing")));
}

TEST_F(CheckerTest, AFactMissingAtTheEndIsNamed) {
  RawLog(path_).Delete("facts", FactKey(kFacts));
  EXPECT_THAT(Check().findings,
              ElementsAre(Finding(CheckArea::kFacts, kFacts, "missing at the end"),
                          Finding(CheckArea::kTree, 0, "root cannot be recomputed")));
}

TEST_F(CheckerTest, AFactBehindTheHeadIsNamed) {
  {
    RawLog raw(path_);
    raw.Put("facts", FactKey(kFacts + 1), *raw.Get("facts", FactKey(kFacts)));
  }
  EXPECT_THAT(Check().findings,
              Contains(Finding(CheckArea::kFacts, kFacts + 1, "behind the tree head")));
}

TEST_F(CheckerTest, AFactAtAnImpossiblyHighPositionIsSurvived) {
  RawLog(path_).Put("facts", FactKey(~Position{0}), "x");
  EXPECT_THAT(Check().findings, Contains(Finding(CheckArea::kFacts, kFacts + 1, "missing")));
}

TEST_F(CheckerTest, AChangedEnvelopeIsFoundAtItsPosition) {
  for (const Position position : {Position{1}, Position{300}, Position{512}}) {
    RawLog raw(path_);
    std::string bytes = *raw.Get("facts", FactKey(position));
    bytes[kFactHeaderBytes + FactAt(position).envelope.size() - 1] ^= 1;
    raw.Put("facts", FactKey(position), bytes);
  }
  EXPECT_THAT(Check(/*with_decoder=*/false).findings,
              ElementsAre(Finding(CheckArea::kTree, 1, "do not hash"),
                          Finding(CheckArea::kTree, 300, "do not hash"),
                          Finding(CheckArea::kTree, 512, "do not hash")));
}

TEST_F(CheckerTest, AChangedFactAtTheEdgeIsFoundByTheRoot) {
  {
    RawLog raw(path_);
    std::string bytes = *raw.Get("facts", FactKey(kFacts));
    bytes[kFactHeaderBytes - 1] ^= 1;  // of its salt
    raw.Put("facts", FactKey(kFacts), bytes);
  }
  EXPECT_THAT(Check().findings, ElementsAre(Finding(CheckArea::kTree, 0, "from 513 on")));
}

TEST_F(CheckerTest, SwappedFactsAreFound) {
  {
    RawLog raw(path_);
    const std::string first = *raw.Get("facts", FactKey(5));
    raw.Put("facts", FactKey(5), *raw.Get("facts", FactKey(6)));
    raw.Put("facts", FactKey(6), first);
  }
  EXPECT_THAT(Check().findings, AllOf(Contains(Finding(CheckArea::kTree, 5, "do not hash")),
                                      Contains(Finding(CheckArea::kTree, 6, "do not hash")),
                                      Contains(Finding(CheckArea::kFacts, 5, "says position 6")),
                                      Contains(Finding(CheckArea::kFacts, 6, "says position 5"))));
}

TEST_F(CheckerTest, ARecordThatIsNoneIsNamed) {
  RawLog(path_).Put("facts", FactKey(9), "not a record");
  EXPECT_THAT(Check().findings, ElementsAre(Finding(CheckArea::kFacts, 9, "shorter than")));
}

TEST_F(CheckerTest, AnEnvelopeThatDoesNotDecodeIsNamed) {
  {
    RawLog raw(path_);
    raw.Put("facts", FactKey(9), EncodeFactRecord({"no envelope", "", std::string(16, 's')}));
  }
  EXPECT_THAT(Check().findings, Contains(Finding(CheckArea::kFacts, 9, "does not decode")));
}

TEST_F(CheckerTest, AMissingStreamEntryIsNamedFromBothSides) {
  RawLog(path_).Delete("streams", StreamKeyAt(50));
  const CheckReport report = Check();
  EXPECT_THAT(report.findings,
              AllOf(Contains(Finding(CheckArea::kStreams, 50, "no entry of the stream index")),
                    Contains(Finding(CheckArea::kStreams, 50, "is not in the index"))));
  EXPECT_EQ(report.stream_entries, kFacts - 1);
  // Its stream has a gap there, seen at the revision behind it.
  EXPECT_THAT(report.findings, Contains(Field(&CheckFinding::what, HasSubstr("from revision"))));
}

TEST_F(CheckerTest, AStreamEntryThatPointsElsewhereIsNamed) {
  std::string elsewhere;
  AppendBigEndian(60, elsewhere);
  RawLog(path_).Put("streams", StreamKeyAt(50), elsewhere);
  EXPECT_THAT(Check().findings,
              AllOf(Contains(Finding(CheckArea::kStreams, 50, "points at another fact")),
                    Contains(Finding(CheckArea::kStreams, 60, ""))));
}

TEST_F(CheckerTest, AStreamEntryTooManyIsNamed) {
  std::string position;
  AppendBigEndian(50, position);
  RawLog(path_).Put("streams", StreamKey("nobody", "plans/1999", 1), position);
  EXPECT_THAT(Check(/*with_decoder=*/false).findings,
              ElementsAre(Finding(CheckArea::kStreams, 50, "another entry points at")));
  RawLog(path_).Put("streams", StreamKey("nobody", "plans/1999", 1), std::string(8, '\xff'));
  EXPECT_THAT(Check().findings,
              ElementsAre(Finding(CheckArea::kStreams, ~Position{0}, "points at no fact")));
  RawLog(path_).Put("streams", StreamKey("nobody", "plans/1999", 1), "short");
  EXPECT_THAT(Check().findings, ElementsAre(Finding(CheckArea::kStreams, 0, "damaged")));
}

TEST_F(CheckerTest, AMissingRequestIsNamedAtEachOfItsFacts) {
  RawLog(path_).Delete("requests", RequestKeyAt(10));
  EXPECT_THAT(Check().findings,
              ElementsAre(Finding(CheckArea::kRequests, 31, "not in the request index"),
                          Finding(CheckArea::kRequests, 32, "not in the request index"),
                          Finding(CheckArea::kRequests, 33, "not in the request index")));
}

TEST_F(CheckerTest, ARequestThatClaimsOtherFactsIsNamed) {
  RequestToAppend request;
  request.first_position = 61;
  request.fact_count = 3;
  std::string value;
  AppendRequestRecord(request, value);
  RawLog(path_).Put("requests", RequestKeyAt(10), value);
  EXPECT_THAT(Check().findings,
              AllOf(Contains(Finding(CheckArea::kRequests, 61, "two entries claim")),
                    Contains(Finding(CheckArea::kRequests, 31, "claims positions 61 to 63"))));
}

TEST_F(CheckerTest, ARequestPastTheEndIsNamed) {
  RequestToAppend request;
  request.first_position = kFacts;
  request.fact_count = 2;
  std::string value;
  AppendRequestRecord(request, value);
  RawLog(path_).Put("requests", "nobody" + std::string("\0somebody\0", 10) + std::string(16, 'h'),
                    value);
  EXPECT_THAT(Check().findings, ElementsAre(Finding(CheckArea::kRequests, kFacts, "log ends at")));
}

TEST_F(CheckerTest, ADamagedRequestIsNamed) {
  RawLog(path_).Put("requests", RequestKeyAt(10), "no record");
  EXPECT_THAT(Check().findings, Contains(Finding(CheckArea::kRequests, 31, "cannot be read")));
}

TEST_F(CheckerTest, AChangedTileIsFoundAtItsHash) {
  {
    RawLog raw(path_);
    std::string tile = *raw.Get("tree", TileKey({0, 1}));
    tile[3 * 32] ^= 1;
    raw.Put("tree", TileKey({0, 1}), tile);
  }
  EXPECT_THAT(Check().findings, Contains(Finding(CheckArea::kTree, 256 + 4, "do not hash")));
}

TEST_F(CheckerTest, MissingDamagedAndSurplusTilesAreNamed) {
  {
    RawLog raw(path_);
    raw.Put("tree", TileKey({0, 2}), *raw.Get("tree", TileKey({0, 0})));
    raw.Delete("tree", TileKey({0, 0}));
    raw.Put("tree", TileKey({0, 1}), "short");
    raw.Put("tree", TileKey({0, 3}), "");
    raw.Put("tree", "neither", "");
  }
  EXPECT_THAT(Check().findings, AllOf(Contains(Finding(CheckArea::kTree, 1, "tile 0/0 of")),
                                      Contains(Finding(CheckArea::kTree, 257, "impossible length")),
                                      Contains(Finding(CheckArea::kTree, 0, "3 tiles")),
                                      Contains(Finding(CheckArea::kTree, 0, "neither a tile"))));
}

TEST_F(CheckerTest, AChangedHeadIsNamed) {
  {
    RawLog raw(path_);
    std::string head = *raw.Get("tree", "head");
    head.back() ^= 1;
    raw.Put("tree", "head", head);
  }
  EXPECT_THAT(Check().findings, ElementsAre(Finding(CheckArea::kTree, 0, "not the stored one")));
}

TEST_F(CheckerTest, AnAbsurdHeadIsSurvived) {
  RawLog(path_).Put("tree", "head", std::string(40, '\xff'));
  EXPECT_THAT(Check().findings, Contains(Finding(CheckArea::kTree, kFacts + 1, "too many facts")));
  RawLog(path_).Put("tree", "head", "short");
  EXPECT_THAT(Check().findings, Contains(Finding(CheckArea::kTree, 0, "impossible length")));
}

// One bit anywhere in any table: filters, indexes and footers as well as rows.
TEST_F(CheckerTest, AFlippedBitInAnyTableIsFound) {
  {
    RawLog raw(path_);
    raw.Flush();
    raw.Compact();
  }
  const std::vector<std::string> tables = FilesEndingWith(path_, ".sst");
  ASSERT_GE(tables.size(), 5u);
  for (const std::string& table : tables) {
    const size_t size = std::filesystem::file_size(table);
    for (size_t part = 0; part < 12; ++part) {
      const size_t offset = part * (size - 1) / 11;
      SCOPED_TRACE(table + " at " + std::to_string(offset) + " of " + std::to_string(size));
      FlipBit(table, offset);
      const absl::StatusOr<CheckReport> report =
          CheckLog({.directory = path_, .decode = Ledger::Decode});
      EXPECT_TRUE(!report.ok() || !report->ok());
      FlipBit(table, offset);
    }
  }
  EXPECT_TRUE(Check().ok());
}

TEST_F(CheckerTest, GoesOnBehindAnUnreadableBlock) {
  {
    TRAGUARDO_ASSERT_OK_AND_ASSIGN(const auto log, EventLog::Open({.directory = path_}));
    ASSERT_THAT(ledger_.AppendTo(*log, 20, 100, 400), IsOk());
  }
  {
    RawLog raw(path_);
    raw.Flush();
    raw.Delete("streams", StreamKeyAt(2500));
  }
  std::string table;
  for (const std::string& file : FilesEndingWith(path_, ".sst")) {
    if (table.empty() || std::filesystem::file_size(file) > std::filesystem::file_size(table)) {
      table = file;
    }
  }
  FlipBit(table, std::filesystem::file_size(table) / 4);
  const CheckReport report = Check();
  EXPECT_THAT(report.findings,
              AllOf(Contains(Finding(CheckArea::kFiles, 0, "checksum mismatch")),
                    Contains(AllOf(Field(&CheckFinding::area, CheckArea::kFacts),
                                   Field(&CheckFinding::what, HasSubstr("cannot be read")))),
                    Contains(Finding(CheckArea::kStreams, 2500, "no entry"))));
  EXPECT_GT(report.facts, kFacts);
  EXPECT_LT(report.facts, kFacts + 2000);
}

TEST_F(CheckerTest, AFlippedBitInTheWriteAheadLogOrManifestIsRefused) {
  std::vector<std::string> files = FilesEndingWith(path_, ".log");
  for (const std::string& file : FilesEndingWith(path_, "")) {
    if (file.find("MANIFEST") != std::string::npos) files.push_back(file);
  }
  ASSERT_GE(files.size(), 2u);
  for (const std::string& file : files) {
    const size_t size = std::filesystem::file_size(file);
    if (size == 0) continue;
    for (const size_t offset : {size / 3, size - 1}) {
      FlipBit(file, offset);
      EXPECT_THAT(CheckLog({.directory = path_}), StatusIs(absl::StatusCode::kDataLoss))
          << file << " at " << offset << " of " << size;
      FlipBit(file, offset);
    }
  }
}

TEST_F(CheckerTest, ALogInUseIsNotChecked) {
  TRAGUARDO_ASSERT_OK_AND_ASSIGN(const auto log, EventLog::Open({.directory = path_}));
  EXPECT_THAT(CheckLog({.directory = path_}),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("another server")));
}

}  // namespace
}  // namespace traguardo::storage
