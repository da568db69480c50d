// Many who submit at once: order, idempotency, bounds, fairness, loading.

#include <atomic>
#include <map>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/mutex.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/runtime/sequencer/sequencer.h"
#include "services/runtime/states/fact_reader.h"
#include "tests/services/runtime/harness.h"

namespace traguardo::runtime {
namespace {

using testing::Progress;

HarnessOptions WithoutViews() {
  HarnessOptions options;
  options.with_views = false;
  return options;
}

// Answers of commands submitted without waiting.
class Answers {
 public:
  explicit Answers(int expected) : left_(expected) {}

  Answer ForMe(std::string name) {
    return [this, name = std::move(name)](SubmitResult result) {
      {
        absl::MutexLock lock(&mutex_);
        names_.push_back(name);
        results_.push_back(std::move(result));
      }
      left_.DecrementCount();
    };
  }
  void Wait() { left_.Wait(); }
  const std::vector<SubmitResult>& results() const { return results_; }
  const std::vector<std::string>& names() const { return names_; }

 private:
  absl::Mutex mutex_;
  std::vector<std::string> names_;
  std::vector<SubmitResult> results_;
  absl::BlockingCounter left_;
};

class GaplessTest : public ::testing::TestWithParam<size_t> {};

// The second time with room for no state: each is evicted as soon as nobody waits for it, and
// folded again, while other groups are still on their way to the log.
INSTANTIATE_TEST_SUITE_P(StateCacheBytes, GaplessTest, ::testing::Values(256u << 20, 1u));

TEST_P(GaplessTest, PositionsAndRevisionsAreGaplessWhoeverSubmits) {
  constexpr int kThreads = 4;
  constexpr int kCommands = 200;
  HarnessOptions options = WithoutViews();
  options.sequencer.state_cache_bytes = GetParam();
  Harness harness(options);
  harness.Start();
  std::vector<std::string> enti;
  for (int i = 0; i < kThreads; ++i) {
    enti.push_back(absl::StrCat("ente-", i));
    harness.Record(AdoptedPlan(), enti.back());
  }
  const storage::Position before = harness.log->head();
  Answers answers(kThreads * kCommands);
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&, thread] {
      for (int i = 0; i < kCommands; ++i) {
        // Every thread writes to every ente, one or two facts a command.
        std::vector<FactBuilder> facts(1 + i % 2, Progress("40").On("2024-06-30"));
        harness.sequencer->Submit(
            Harness::MakeCommand(facts, absl::StrCat(thread, " ", i), enti[i % kThreads]),
            answers.ForMe(""));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  answers.Wait();

  std::set<storage::Position> positions;
  for (const SubmitResult& result : answers.results()) {
    const Outcome& outcome = Accepted(result);
    for (storage::Position p = outcome.first_position; p <= outcome.position; ++p) {
      EXPECT_TRUE(positions.insert(p).second);
    }
  }
  EXPECT_EQ(positions.size(), kThreads * kCommands * 3u / 2);
  EXPECT_EQ(*positions.begin(), before + 1);
  EXPECT_EQ(*positions.rbegin(), harness.log->head());
  std::map<std::string, storage::Revision> revisions;
  ASSERT_TRUE(harness.log
                  ->Scan(1, harness.log->head(),
                         [&](const storage::FactView& stored) {
                           event::v1::Envelope fact;
                           EXPECT_TRUE(ParseFact(stored, Texts::kLeftOut, {}, fact).ok());
                           EXPECT_EQ(fact.revision(), ++revisions[fact.ente() + fact.stream()]);
                           return absl::OkStatus();
                         })
                  .ok());
  EXPECT_LT(harness.sequencer->ReadStatistics().groups,
            harness.sequencer->ReadStatistics().accepted);
}

TEST(SequencerConcurrencyTest, TheSameRequestFromManyThreadsIsAcceptedOnce) {
  constexpr int kThreads = 8;
  constexpr int kRounds = 20;
  Harness harness(WithoutViews());
  harness.Start();
  harness.Record(AdoptedPlan());
  for (int round = 0; round < kRounds; ++round) {
    const Submission command =
        Harness::MakeCommand({Progress("40").On("2024-06-30")}, absl::StrCat("round ", round));
    Answers answers(kThreads);
    std::vector<std::thread> threads;
    for (int i = 0; i < kThreads; ++i) {
      threads.emplace_back([&] { harness.sequencer->Submit(command, answers.ForMe("")); });
    }
    for (std::thread& thread : threads) thread.join();
    answers.Wait();
    int fresh = 0;
    for (const SubmitResult& result : answers.results()) {
      fresh += Accepted(result).replayed ? 0 : 1;
      EXPECT_EQ(Accepted(result).position, harness.log->head());
    }
    EXPECT_EQ(fresh, 1);
  }
}

TEST(SequencerConcurrencyTest, ATwinInTheSameGroupIsAnsweredLikeTheFirst) {
  Harness harness(WithoutViews());
  harness.Start();
  harness.Record(AdoptedPlan());
  Answers answers(3);
  {
    Plug plug(harness);
    const auto submit = [&](const char* percent) {
      harness.sequencer->Submit(Harness::MakeCommand({Progress(percent).On("2024-06-30")}, "twin"),
                                answers.ForMe(""));
    };
    submit("40");
    submit("40");
    submit("50");
  }
  answers.Wait();
  EXPECT_FALSE(Accepted(answers.results()[0]).replayed);
  EXPECT_TRUE(Accepted(answers.results()[1]).replayed);
  EXPECT_EQ(Accepted(answers.results()[0]).position, Accepted(answers.results()[1]).position);
  EXPECT_EQ(Troubled(answers.results()[2]).kind, Trouble::Kind::kRequestIdReused);
}

// A request that waits so long that its twin has left the window of recent requests is looked up in
// the log again.
TEST(SequencerConcurrencyTest, ATwinThatLeftTheWindowIsFoundInTheLog) {
  HarnessOptions options = WithoutViews();
  options.sequencer.recent_requests = 2;
  options.sequencer.max_group_commands = 1;
  Harness harness(options);
  harness.Start();
  harness.Record(AdoptedPlan());
  Answers answers(7);
  {
    Plug plug(harness);
    const auto submit = [&](const std::string& id) {
      harness.sequencer->Submit(Harness::MakeCommand({Progress("40").On("2024-06-30")}, id),
                                answers.ForMe(id));
    };
    submit("twin");
    for (int i = 0; i < 5; ++i) submit(absl::StrCat("other ", i));
    submit("twin");
  }
  answers.Wait();
  EXPECT_THAT(answers.names(), ::testing::ElementsAre("twin", "other 0", "other 1", "other 2",
                                                      "other 3", "other 4", "twin"));
  EXPECT_FALSE(Accepted(answers.results().front()).replayed);
  EXPECT_TRUE(Accepted(answers.results().back()).replayed);
  EXPECT_EQ(Accepted(answers.results().front()).position,
            Accepted(answers.results().back()).position);
}

// Two commands make a group that is written by one thread while the other judges the next.
TEST(SequencerConcurrencyTest, TheNextGroupIsJudgedWhileOneIsWrittenAndAnswered) {
  Harness harness(WithoutViews());
  harness.Start();
  harness.Record(AdoptedPlan());
  Answers answers(4);
  absl::Notification answering;
  absl::Notification judged;
  const auto submit = [&](const std::string& id, Answer answer) {
    harness.sequencer->Submit(Harness::MakeCommand({Progress("40").On("2024-06-30")}, id),
                              std::move(answer));
  };
  {
    Plug plug(harness);
    submit("first", [&, answer = answers.ForMe("first")](SubmitResult result) mutable {
      answering.Notify();
      judged.WaitForNotification();
      std::move(answer)(std::move(result));
    });
    submit("second", answers.ForMe("second"));
  }
  answering.WaitForNotification();
  submit("third", answers.ForMe("third"));
  submit("third", answers.ForMe("twin"));
  while (harness.sequencer->ReadStatistics().queued_commands > 0) std::this_thread::yield();
  EXPECT_THAT(answers.names(), ::testing::IsEmpty());
  judged.Notify();
  answers.Wait();
  EXPECT_THAT(answers.names(), ::testing::ElementsAre("first", "second", "third", "twin"));
  EXPECT_EQ(Accepted(answers.results()[2]).position, harness.log->head());
  EXPECT_TRUE(Accepted(answers.results()[3]).replayed);
}

TEST(SequencerConcurrencyTest, AFullQueueRefusesAtOnceAndOtherEntiGoOn) {
  HarnessOptions options = WithoutViews();
  options.sequencer.max_queued_per_ente = 3;
  Harness harness(options);
  harness.Start();
  harness.Record(AdoptedPlan());
  Answers queued(4);
  SubmitResult refused;
  {
    Plug plug(harness);
    const auto submit = [&](int i, Answer answer, const char* ente = kDemo) {
      harness.sequencer->Submit(
          Harness::MakeCommand({Progress("40").On("2024-06-30")}, absl::StrCat("full ", i), ente),
          std::move(answer));
    };
    for (int i = 0; i < 3; ++i) submit(i, queued.ForMe(""));
    submit(3, [&](SubmitResult result) { refused = std::move(result); });
    // Answered already: on this thread, without waiting for anything.
    EXPECT_EQ(Troubled(refused).kind, Trouble::Kind::kQueueFull);
    EXPECT_GT(Troubled(refused).retry_after, absl::ZeroDuration());
    submit(4, queued.ForMe(""), "altro");
    EXPECT_EQ(harness.sequencer->LongestQueues(1)[0].ente, kDemo);
    EXPECT_EQ(harness.sequencer->ReadStatistics().queued_commands, 4u);
  }
  queued.Wait();
  EXPECT_EQ(harness.sequencer->ReadStatistics().queued_commands, 0u);
  Accepted(harness.Submit({Progress("40").On("2024-06-30")}));
}

TEST(SequencerConcurrencyTest, AnImportDoesNotStarveAnotherEnte) {
  HarnessOptions options = WithoutViews();
  options.sequencer.ente_share_facts = 32;
  Harness harness(options);
  std::atomic<int> groups{0};
  harness.on_group_answered = [&] { ++groups; };
  harness.Start();
  harness.Record(AdoptedPlan(), "import");
  harness.Record(AdoptedPlan(), "small");
  constexpr int kImported = 900;
  Answers answers(kImported);
  int group_of_small = 0;
  int groups_before = 0;
  absl::Notification small_answered;
  {
    Plug plug(harness, "import");
    for (int i = 0; i < kImported; ++i) {
      harness.sequencer->Submit(Harness::MakeCommand({Progress("40").On("2024-06-30")},
                                                     absl::StrCat("import ", i), "import"),
                                answers.ForMe(""));
    }
    harness.sequencer->Submit(
        Harness::MakeCommand({Progress("40").On("2024-06-30")}, "small", "small"),
        [&](SubmitResult) {
          group_of_small = groups;
          small_answered.Notify();
        });
    groups_before = groups;
  }
  small_answered.WaitForNotification();
  answers.Wait();
  // The plug's group, and then the very next one, although 900 commands came before it.
  EXPECT_EQ(group_of_small, groups_before + 1);
  EXPECT_GT(groups, groups_before + 3);
}

TEST(SequencerConcurrencyTest, OneEnteIsLoadedWhileOthersGoOn) {
  Harness harness(WithoutViews());
  harness.Start();
  constexpr int kEnti = 12;
  for (int i = 0; i < kEnti; ++i) harness.Record(AdoptedPlan(), absl::StrCat("ente-", i));
  harness.Restart();
  Answers answers(kEnti * 3);
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < kEnti; ++i) {
      harness.sequencer->Submit(
          Harness::MakeCommand({Progress(absl::StrCat(round)).On("2024-06-30")},
                               absl::StrCat("round ", round), absl::StrCat("ente-", i)),
          answers.ForMe(absl::StrCat("ente-", i, " ", round)));
    }
  }
  answers.Wait();
  for (const SubmitResult& result : answers.results()) Accepted(result);
  // Each ente's in their order.
  std::map<std::string, std::vector<std::string>> by_ente;
  for (const std::string& name : answers.names()) {
    by_ente[name.substr(0, name.find(' '))].push_back(name.substr(name.find(' ')));
  }
  for (const auto& [ente, rounds] : by_ente) {
    EXPECT_THAT(rounds, ::testing::ElementsAre(" 0", " 1", " 2")) << ente;
  }
  EXPECT_EQ(harness.sequencer->ReadStatistics().loads, static_cast<uint64_t>(kEnti));
}

TEST(SequencerConcurrencyTest, ASmallCacheEvictsAndLoadsAgain) {
  HarnessOptions options = WithoutViews();
  options.sequencer.state_cache_bytes = 1;
  Harness harness(options);
  harness.Start();
  for (int i = 0; i < 3; ++i) harness.Record(AdoptedPlan(), absl::StrCat("ente-", i));
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 3; ++i) {
      const Outcome outcome =
          Accepted(harness.Submit({Progress("40").On("2024-06-30")}, absl::StrCat("ente-", i)));
      EXPECT_EQ(outcome.revision, static_cast<storage::Revision>(round + 1));
    }
  }
  EXPECT_GE(harness.sequencer->ReadStatistics().loads, 9u);
}

}  // namespace
}  // namespace traguardo::runtime
