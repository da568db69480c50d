// Folding the log a page at a time: the same state as all at once, and memory that does not grow
// with the number of facts.

#include "services/runtime/states/state_loader.h"

#include <malloc.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/domain/evolve/evolve.h"
#include "services/runtime/states/envelope_head.h"
#include "services/runtime/states/fact_reader.h"
#include "tests/services/runtime/harness.h"
#include "tests/testing/status_matchers.h"

namespace traguardo::runtime {
namespace {

using event::v1::Envelope;
using testing::IsOk;
using testing::Progress;

class StateLoaderTest : public ::testing::Test {
 protected:
  StateLoaderTest() { harness_.Start(); }

  // Progress of two objectives, with notes, in commands of a thousand facts.
  void RecordProgress(size_t thousands, const std::string& note) {
    const auto noted = [&note](event::v1::Fact& fact) {
      fact.mutable_progress_recorded()->set_note(note);
    };
    for (size_t i = 0; i < thousands; ++i) {
      std::vector<FactBuilder> facts;
      for (int day = 0; day < 1000; ++day) {
        facts.push_back(Progress(absl::StrCat(day % 90))
                            .On(absl::StrCat("2024-0", 1 + day % 9, "-1", day % 10))
                            .Of(day % 2 == 0 ? "ob-1" : "ob-2")
                            .With(noted));
      }
      harness_.RecordTogether(facts);
    }
  }
  static StateParts Parts() {
    StateParts parts;
    parts.base = true;
    parts.AddYear(2024);
    return parts;
  }
  absl::StatusOr<domain::Ente> Load(Texts texts) {
    return LoadState(*harness_.log, kDemo, Parts(), harness_.log->head(), texts, {});
  }
  domain::Ente FoldAllAtOnce(Texts texts) {
    FactSet facts;
    EXPECT_THAT(harness_.log->Scan(1, harness_.log->head(),
                                   [&](const storage::FactView& stored) {
                                     return ParseFact(stored, texts, {}, facts.Add());
                                   }),
                IsOk());
    return domain::Fold(kDemo, {facts.facts().begin(), facts.facts().end()});
  }

  Harness harness_{[] {
    HarnessOptions options;
    options.with_views = false;
    return options;
  }()};
};

TEST_F(StateLoaderTest, PagesGiveTheStateThatAllFactsTogetherGive) {
  harness_.Record(AdoptedPlan());
  const storage::Position deviated = harness_.Record({testing::Deviated("s1").On("2024-06-01")});
  const storage::Position wrong = harness_.Record({testing::Deviated("s2").On("2024-06-02")});
  RecordProgress(1, "Prima");
  for (const Texts texts : {Texts::kLeftOut, Texts::kIncluded}) {
    const auto one_page = Load(texts);
    ASSERT_THAT(one_page, IsOk());
    EXPECT_TRUE(*one_page == FoldAllAtOnce(texts));
  }
  // The last page takes back what the first one holds.
  RecordProgress(kFactsPerPage / 1000 + 1, "Poi");
  harness_.Record({Correction(wrong), Withdrawal({deviated})});
  ASSERT_GT(harness_.log->head(), kFactsPerPage + 1000);
  for (const Texts texts : {Texts::kLeftOut, Texts::kIncluded}) {
    const auto pages = Load(texts);
    ASSERT_THAT(pages, IsOk());
    EXPECT_TRUE(*pages == FoldAllAtOnce(texts));
    const auto& scostamenti = pages->FindObjective(2024, "ob-1")->scostamenti;
    EXPECT_TRUE(scostamenti.contains("s1"));
    EXPECT_FALSE(scostamenti.contains("s2"));
  }
}

TEST_F(StateLoaderTest, FactsThatDoNotCountAreLeftOutOfEveryPage) {
  harness_.Record(AdoptedPlan());
  RecordProgress(kFactsPerPage / 1000 + 1, "Nota");
  size_t asked = 0;
  const auto loaded = LoadState(*harness_.log, kDemo, Parts(), harness_.log->head(),
                                Texts::kLeftOut, {}, [&](const Envelope& fact) {
                                  ++asked;
                                  return !fact.fact().has_progress_recorded();
                                });
  ASSERT_THAT(loaded, IsOk());
  EXPECT_EQ(asked, harness_.log->head());
  EXPECT_TRUE(loaded->FindObjective(2024, "ob-1") == nullptr ||
              loaded->FindObjective(2024, "ob-1")->revision == 0);
}

// What is counted are bytes that are in use while facts are folded; an allocator that does not
// count (a sanitizer's) leaves nothing to see.
TEST_F(StateLoaderTest, MemoryDoesNotGrowWithTheNumberOfFacts) {
  harness_.Record(AdoptedPlan());
  RecordProgress(12, std::string(2000, 'x'));
  const auto in_use = [] {
    return static_cast<int64_t>(mallinfo2().uordblks + mallinfo2().hblkhd);
  };
  const int64_t before = in_use();
  int64_t most = 0;
  size_t asked = 0;
  // Folds without the notes' facts: the state itself stays small.
  const auto loaded = LoadState(*harness_.log, kDemo, Parts(), harness_.log->head(),
                                Texts::kIncluded, {}, [&](const Envelope& fact) {
                                  if (++asked % 100 == 0) most = std::max(most, in_use() - before);
                                  return !fact.fact().has_progress_recorded();
                                });
  ASSERT_THAT(loaded, IsOk());
  EXPECT_EQ(asked, harness_.log->head());
  // Twelve thousand facts with their notes are more than 24 MB as stored, and some 90 in memory.
  EXPECT_LT(most, 6 * static_cast<int64_t>(kPageBytes));
}

TEST(PeekKindTest, FindsTheKindWithoutParsing) {
  Envelope fact = Correction(7).Build();
  fact.set_position(9);
  fact.set_private_hash(std::string(32, 'h'));
  EXPECT_EQ(PeekKind(fact.SerializeAsString()), event::v1::Fact::kFactCorrected);
  fact = Withdrawal({7}).Build();
  EXPECT_EQ(PeekKind(fact.SerializeAsString()), event::v1::Fact::kPersonalDataWithdrawn);
  fact.clear_fact();
  EXPECT_EQ(PeekKind(fact.SerializeAsString()), event::v1::Fact::KIND_NOT_SET);
  EXPECT_EQ(PeekKind(""), event::v1::Fact::KIND_NOT_SET);
  const std::string whole = Correction(7).Build().SerializeAsString();
  for (size_t bytes = 0; bytes < whole.size(); ++bytes) PeekKind(whole.substr(0, bytes));
}

}  // namespace
}  // namespace traguardo::runtime
