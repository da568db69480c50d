// What a batch of the views holds: whole commands, gathered by ente and stream.

#include "services/runtime/states/fact_batch.h"

#include <string>
#include <string_view>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/runtime/states/fact_reader.h"
#include "storage/bytes/limits.h"
#include "storage/layout/log_records.h"
#include "storage/log/event_log.h"
#include "tests/services/runtime/harness.h"
#include "tests/testing/fact_builder.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_directory.h"

namespace traguardo::runtime {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::IsOk;
using testing::Progress;
using testing::StatusIs;

constexpr BatchLimits kEverything{SIZE_MAX, SIZE_MAX, SIZE_MAX};

class FactBatchTest : public ::testing::Test {
 protected:
  FactBatchTest() { harness_.Start(); }

  void Read(const BatchLimits& limits, storage::Position first = 1) {
    ASSERT_THAT(batch_.Read(*harness_.log, first, harness_.log->head(), limits), IsOk());
  }

  // "ente stream position position …" for each stream, in the batch's order.
  std::vector<std::string> Places() const {
    std::vector<std::string> places;
    for (const FactBatch::Ente& ente : batch_.enti()) {
      EXPECT_THAT(batch_.ForEachStream(ente,
                                       [&](const FactBatch::Stream& stream) {
                                         std::string& place = places.emplace_back(ente.id);
                                         place.append(" ").append(stream.name);
                                         return batch_.ForEachFact(
                                             stream, [&](const FactBatch::Fact& fact) {
                                               place += " " + std::to_string(fact.position);
                                               return absl::OkStatus();
                                             });
                                       }),
                  IsOk());
    }
    return places;
  }

  Harness harness_;
  FactBatch batch_;
};

TEST_F(FactBatchTest, GathersFactsByEnteAndStreamInTheOrderOfTheLog) {
  harness_.Record(AdoptedPlan());
  harness_.Record(AdoptedPlan(), "altro");
  const storage::Position before = harness_.log->head();
  for (const char* const ente : {kDemo, "altro", kDemo}) {
    harness_.Record({Progress("10").On("2024-06-30").Of("ob-1")}, ente);
    harness_.Record({Progress("20").On("2024-06-30").Of("ob-2")}, ente);
  }
  Read(kEverything, before + 1);
  const auto at = [&](int fact) { return " " + std::to_string(before + fact); };
  const std::string one = " plans/2024/objectives/ob-1";
  const std::string two = " plans/2024/objectives/ob-2";
  EXPECT_THAT(Places(), ElementsAre(kDemo + one + at(1) + at(5), kDemo + two + at(2) + at(6),
                                    "altro" + one + at(3), "altro" + two + at(4)));
  EXPECT_EQ(batch_.first_position(), before + 1);
  EXPECT_EQ(batch_.last_position(), before + 6);
  EXPECT_FALSE(batch_.is_alone());
}

TEST_F(FactBatchTest, EndsAtTheEndOfACommandPastAnyLimit) {
  harness_.Record(AdoptedPlan());
  const storage::Position before = harness_.log->head();
  const auto three = {Progress("10").On("2024-03-31"), Progress("20").On("2024-04-30"),
                      Progress("30").On("2024-05-31")};
  harness_.RecordTogether(three);
  harness_.RecordTogether(three);
  for (const BatchLimits& limits :
       {BatchLimits{1, SIZE_MAX, SIZE_MAX}, BatchLimits{SIZE_MAX, 1, SIZE_MAX},
        BatchLimits{SIZE_MAX, SIZE_MAX, 1}}) {
    Read(limits, before + 1);
    EXPECT_EQ(batch_.last_position(), before + 3);
    Read(limits, before + 4);
    EXPECT_EQ(batch_.last_position(), before + 6);
  }
}

TEST_F(FactBatchTest, ACommandByWhichRowsMayVanishIsAlone) {
  harness_.Record(AdoptedPlan());
  const storage::Position first = harness_.log->head() + 1;
  const storage::Position wrong = harness_.Record({Progress("10").On("2024-06-30")});
  const storage::Position correction = harness_.Record({Correction(wrong)});
  harness_.Record({Progress("20").On("2024-06-30")});
  Read(kEverything, first);
  EXPECT_EQ(batch_.last_position(), wrong);
  EXPECT_FALSE(batch_.is_alone());
  Read(kEverything, correction);
  EXPECT_EQ(batch_.last_position(), correction);
  EXPECT_TRUE(batch_.is_alone());
  Read(kEverything, correction + 1);
  EXPECT_EQ(batch_.last_position(), harness_.log->head());
  EXPECT_FALSE(batch_.is_alone());
}

TEST_F(FactBatchTest, ACommandThatBeginsBeforeTheBatchIsDataLoss) {
  harness_.Record(AdoptedPlan());
  const storage::Position before = harness_.log->head();
  harness_.RecordTogether({Progress("10").On("2024-03-31"), Progress("20").On("2024-04-30")});
  EXPECT_THAT(batch_.Read(*harness_.log, before + 2, before + 2, kEverything),
              StatusIs(absl::StatusCode::kDataLoss,
                       HasSubstr("fact at position " + std::to_string(before + 2) +
                                 ": it is number 1 of its command, but follows 0 others")));
}

TEST_F(FactBatchTest, ACommandWithoutItsEndIsDataLoss) {
  harness_.Record(AdoptedPlan());
  const storage::Position before = harness_.log->head();
  harness_.RecordTogether({Progress("10").On("2024-03-31"), Progress("20").On("2024-04-30")});
  EXPECT_THAT(
      batch_.Read(*harness_.log, before + 1, before + 1, kEverything),
      StatusIs(absl::StatusCode::kDataLoss, HasSubstr("the command that begins at position " +
                                                      std::to_string(before + 1) + " has no end")));
  // What comes before it is a batch all the same.
  ASSERT_THAT(batch_.Read(*harness_.log, before, before + 1, kEverything), IsOk());
  EXPECT_EQ(batch_.last_position(), before);
}

// A log whose only fact is these bytes, as no sequencer writes them.
class FactBatchOfBadBytesTest : public ::testing::Test {
 protected:
  absl::Status ReadOnly(std::string_view envelope) {
    testing::TemporaryDirectory directory;
    storage::EventLogOptions options;
    options.directory = directory.File("log");
    options.create_if_missing = true;
    auto log = storage::EventLog::Open(options);
    EXPECT_THAT(log, IsOk());
    const std::string salt(storage::kSaltBytes, 's');
    storage::AppendGroup group;
    group.facts.push_back({1, kDemo, "ente", 1, envelope, "", salt});
    group.requests.push_back({{kDemo, "segretario", {}}, {}, 1, 1, "answer"});
    EXPECT_THAT((*log)->Append(group), IsOk());
    FactBatch batch;
    return batch.Read(**log, 1, 1, kEverything);
  }

  static event::v1::Envelope Good() {
    testing::Story story(kDemo);
    story.Add(testing::Registered());
    return *story.Pointers().front();
  }
};

TEST_F(FactBatchOfBadBytesTest, AreDataLossThatNamesThePosition) {
  EXPECT_THAT(ReadOnly("\x0f no envelope"),
              StatusIs(absl::StatusCode::kDataLoss,
                       HasSubstr("fact at position 1: the envelope does not decode")));
  event::v1::Envelope elsewhere = Good();
  elsewhere.set_position(7);
  EXPECT_THAT(ReadOnly(elsewhere.SerializeAsString()),
              StatusIs(absl::StatusCode::kDataLoss,
                       HasSubstr("fact at position 1: the envelope names another position")));
}

// Whatever way the texts take, parsing gives what the log's own reader gives.
TEST_F(FactBatchTest, PutsTheTextsBack) {
  RecordBusyYears(harness_);
  for (storage::Position first = 1; first <= harness_.log->head();
       first = batch_.last_position() + 1) {
    Read(kEverything, first);
    for (const FactBatch::Ente& ente : batch_.enti()) {
      const auto compare = [&](const FactBatch::Fact& fact) {
        event::v1::Envelope parsed;
        EXPECT_THAT(
            ParseFact(storage::FactView{fact.position, fact.envelope, fact.private_part, {}, false},
                      Texts::kIncluded, {}, parsed),
            IsOk());
        const auto stored = harness_.log->ReadMany({fact.position});
        EXPECT_THAT(stored, IsOk());
        event::v1::Envelope expected;
        EXPECT_THAT(ParseFact(stored->front(), Texts::kIncluded, {}, expected), IsOk());
        EXPECT_EQ(parsed.DebugString(), expected.DebugString());
        EXPECT_EQ(fact.kind, expected.fact().kind_case());
        EXPECT_EQ(ente.id, expected.ente());
        return absl::OkStatus();
      };
      EXPECT_THAT(batch_.ForEachStream(ente,
                                       [&](const FactBatch::Stream& stream) {
                                         return batch_.ForEachFact(stream, compare);
                                       }),
                  IsOk());
    }
  }
}

}  // namespace
}  // namespace traguardo::runtime
