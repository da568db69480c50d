#include "services/runtime/sequencer/ente_queues.h"

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace traguardo::runtime {
namespace {

using ::testing::ElementsAre;
using PushResult = EnteQueues::PushResult;

std::unique_ptr<PendingCommand> CommandOf(const std::string& ente, size_t facts = 1,
                                          size_t bytes = 100) {
  auto command = std::make_unique<PendingCommand>();
  command->key.ente = ente;
  command->command.proposals.resize(facts);
  command->bytes = bytes;
  return command;
}

PushResult Push(EnteQueues& queues, const std::string& ente, size_t facts = 1, size_t bytes = 100) {
  auto command = CommandOf(ente, facts, bytes);
  return queues.Push(command);
}

constexpr EnteQueues::Room kMuchRoom{1000, 1000, 1 << 20};

// The enti in the order in which one group takes from them, each with its number of commands.
std::vector<std::string> TakeGroup(EnteQueues& queues, EnteQueues::Room room = kMuchRoom) {
  std::vector<EnteQueues::Task> tasks;
  EXPECT_TRUE(queues.BeginGroup(tasks));
  std::vector<std::unique_ptr<PendingCommand>> taken;
  std::vector<std::string> turns;
  while (EnteQueues::Lane* const lane = queues.Take(room, turns.empty(), taken)) {
    turns.push_back(lane->ente + " " + std::to_string(taken.size()));
    room.commands -= taken.size();
  }
  return turns;
}

SequencerOptions Shares(size_t share, size_t lone_share) {
  SequencerOptions options;
  options.ente_share_facts = share;
  options.lone_ente_share_facts = lone_share;
  return options;
}

TEST(EnteQueuesTest, ALaneIsBoundedAndItsNeighbourIsNot) {
  SequencerOptions options;
  options.max_queued_per_ente = 2;
  EnteQueues queues(options);
  EXPECT_EQ(Push(queues, "a"), PushResult::kQueued);
  EXPECT_EQ(Push(queues, "a"), PushResult::kQueued);
  EXPECT_EQ(Push(queues, "a"), PushResult::kEnteFull);
  EXPECT_EQ(Push(queues, "b"), PushResult::kQueued);
}

TEST(EnteQueuesTest, WhatIsTakenCountsUntilItIsJudged) {
  SequencerOptions options;
  options.max_queued_per_ente = 1;
  EnteQueues queues(options);
  EXPECT_EQ(Push(queues, "a"), PushResult::kQueued);
  std::vector<EnteQueues::Task> tasks;
  ASSERT_TRUE(queues.BeginGroup(tasks));
  std::vector<std::unique_ptr<PendingCommand>> taken;
  ASSERT_NE(queues.Take(kMuchRoom, true, taken), nullptr);
  EXPECT_EQ(Push(queues, "a"), PushResult::kEnteFull);
  EXPECT_EQ(queues.Take(kMuchRoom, false, taken), nullptr);
  EXPECT_EQ(Push(queues, "a"), PushResult::kQueued);
}

TEST(EnteQueuesTest, AllLanesTogetherAreBoundedInCommandsAndBytes) {
  SequencerOptions options;
  options.max_queued = 2;
  EnteQueues queues(options);
  EXPECT_EQ(Push(queues, "a"), PushResult::kQueued);
  EXPECT_EQ(Push(queues, "b"), PushResult::kQueued);
  EXPECT_EQ(Push(queues, "c"), PushResult::kAllFull);

  SequencerOptions few_bytes;
  few_bytes.max_queued_bytes = 1000;
  EnteQueues small(few_bytes);
  // One command is taken however large it is: its own bound is checked before.
  EXPECT_EQ(Push(small, "a", 1, 5000), PushResult::kQueued);
  EXPECT_EQ(Push(small, "b", 1, 1), PushResult::kAllFull);
  EXPECT_EQ(small.Longest(9).size(), 1u);
}

TEST(EnteQueuesTest, LanesTakeTurns) {
  EnteQueues queues(Shares(32, 256));
  for (int i = 0; i < 40; ++i) Push(queues, "import");
  Push(queues, "a");
  Push(queues, "b");
  EXPECT_THAT(TakeGroup(queues), ElementsAre("import 16", "a 1", "b 1", "import 16", "import 8"));
}

TEST(EnteQueuesTest, ALaneThatHadItsShareRestsUntilTheNextGroup) {
  EnteQueues queues(Shares(16, 256));
  for (int i = 0; i < 40; ++i) Push(queues, "import");
  for (int i = 0; i < 20; ++i) Push(queues, "a");
  EXPECT_THAT(TakeGroup(queues), ElementsAre("import 16", "a 16"));
  // Once nobody else waits, the import goes on.
  EXPECT_THAT(TakeGroup(queues), ElementsAre("import 16", "a 4", "import 8"));
}

TEST(EnteQueuesTest, ALaneAloneMayTakeMore) {
  EnteQueues queues(Shares(16, 40));
  for (int i = 0; i < 100; ++i) Push(queues, "import");
  EXPECT_THAT(TakeGroup(queues), ElementsAre("import 16", "import 16", "import 8"));
}

TEST(EnteQueuesTest, ANewcomerJoinsTheGroupAtHand) {
  EnteQueues queues(Shares(16, 1000));
  for (int i = 0; i < 100; ++i) Push(queues, "import");
  std::vector<EnteQueues::Task> tasks;
  ASSERT_TRUE(queues.BeginGroup(tasks));
  std::vector<std::unique_ptr<PendingCommand>> taken;
  for (int i = 0; i < 3; ++i) ASSERT_EQ(queues.Take(kMuchRoom, false, taken)->ente, "import");
  Push(queues, "a");
  // The import has had its share, now that it is not alone.
  ASSERT_EQ(queues.Take(kMuchRoom, false, taken)->ente, "a");
  EXPECT_EQ(queues.Take(kMuchRoom, false, taken), nullptr);
}

TEST(EnteQueuesTest, AGroupTakesNoMoreThanItHasRoomFor) {
  EnteQueues queues(Shares(100, 100));
  Push(queues, "a", 3);
  Push(queues, "a", 3);
  Push(queues, "a", 3);
  EXPECT_THAT(TakeGroup(queues, {10, 7, 1000}), ElementsAre("a 2", "a 1"));
  Push(queues, "a", 500, 5000);
  EXPECT_THAT(TakeGroup(queues, {10, 7, 1000}), ElementsAre("a 1"));
}

TEST(EnteQueuesTest, AnOpenGroupWaitsForACommandOrATask) {
  EnteQueues queues{SequencerOptions()};
  std::vector<EnteQueues::Task> tasks;
  std::vector<std::unique_ptr<PendingCommand>> taken;
  Push(queues, "a");
  EXPECT_THAT(TakeGroup(queues), ElementsAre("a 1"));
  Push(queues, "b");
  queues.AwaitMore(tasks);
  EXPECT_THAT(tasks, ::testing::IsEmpty());
  ASSERT_NE(queues.Take(kMuchRoom, false, taken), nullptr);
  EXPECT_FALSE(queues.HasTurns());
  queues.Post([] {});
  queues.AwaitMore(tasks);
  EXPECT_THAT(tasks, ::testing::SizeIs(1));
}

// A lane at rest has had its share; it still has commands, and whoever writes is not alone.
TEST(EnteQueuesTest, ALaneAtRestWaitsForItsTurnToo) {
  EnteQueues queues(Shares(2, 2));
  for (int i = 0; i < 3; ++i) Push(queues, "a");
  EXPECT_THAT(TakeGroup(queues), ElementsAre("a 2"));
  EXPECT_TRUE(queues.HasTurns());
  EXPECT_THAT(TakeGroup(queues), ElementsAre("a 1"));
  EXPECT_FALSE(queues.HasTurns());
}

// Else it would be asked again and again, in vain.
TEST(EnteQueuesTest, AFullGroupWaitsForATaskAlone) {
  EnteQueues queues{SequencerOptions()};
  Push(queues, "a");
  Push(queues, "b");
  EXPECT_THAT(TakeGroup(queues, {.commands = 1, .facts = 1, .bytes = 1000}), ElementsAre("a 1"));
  EXPECT_TRUE(queues.HasTurns());
  std::vector<EnteQueues::Task> tasks;
  std::thread posting([&] { queues.Post([] {}); });
  queues.AwaitMore(tasks);
  posting.join();
  EXPECT_THAT(tasks, ::testing::SizeIs(1));
  EXPECT_THAT(TakeGroup(queues), ElementsAre("b 1"));
}

TEST(EnteQueuesTest, AHeldLaneKeepsItsOrderAndLetsOthersGoOn) {
  EnteQueues queues(Shares(100, 100));
  for (size_t facts = 1; facts <= 3; ++facts) Push(queues, "a", facts);
  Push(queues, "b");
  std::vector<EnteQueues::Task> tasks;
  ASSERT_TRUE(queues.BeginGroup(tasks));
  std::vector<std::unique_ptr<PendingCommand>> taken;
  EnteQueues::Lane* const lane = queues.Take(kMuchRoom, true, taken);
  ASSERT_EQ(lane->ente, "a");
  ASSERT_EQ(taken.size(), 3u);
  queues.Hold(*lane, taken, 1);
  Push(queues, "a", 4);
  EXPECT_EQ(queues.Take(kMuchRoom, false, taken)->ente, "b");
  EXPECT_EQ(queues.Take(kMuchRoom, false, taken), nullptr);
  queues.Release(*lane);
  ASSERT_TRUE(queues.BeginGroup(tasks));
  ASSERT_EQ(queues.Take(kMuchRoom, true, taken), lane);
  ASSERT_EQ(taken.size(), 3u);
  for (size_t i = 0; i < 3; ++i) EXPECT_EQ(taken[i]->command.proposals.size(), i + 2);
}

TEST(EnteQueuesTest, ClosedQueuesTakeNothingAndEndWhenTheyAreEmpty) {
  EnteQueues queues(SequencerOptions{});
  Push(queues, "a");
  queues.Close();
  EXPECT_EQ(Push(queues, "a"), PushResult::kClosed);
  EXPECT_THAT(TakeGroup(queues), ElementsAre("a 1"));
  std::vector<EnteQueues::Task> tasks;
  EXPECT_FALSE(queues.BeginGroup(tasks));
}

TEST(EnteQueuesTest, TasksRunAlsoAfterClosing) {
  EnteQueues queues(SequencerOptions{});
  Push(queues, "a");
  std::vector<EnteQueues::Task> tasks;
  ASSERT_TRUE(queues.BeginGroup(tasks));
  std::vector<std::unique_ptr<PendingCommand>> taken;
  EnteQueues::Lane& lane = *queues.Take(kMuchRoom, true, taken);
  queues.Hold(lane, taken, 0);
  queues.Close();
  bool ran = false;
  queues.Post([&] { ran = true; });
  ASSERT_TRUE(queues.BeginGroup(tasks));
  ASSERT_EQ(tasks.size(), 1u);
  std::move(tasks[0])();
  EXPECT_TRUE(ran);
  EXPECT_EQ(queues.TakeAll(lane).size(), 1u);
  EXPECT_FALSE(queues.BeginGroup(tasks));
}

TEST(EnteQueuesTest, TheLongestQueuesComeFirst) {
  EnteQueues queues(SequencerOptions{});
  for (int i = 0; i < 3; ++i) Push(queues, "b");
  for (int i = 0; i < 5; ++i) Push(queues, "c");
  Push(queues, "a");
  const std::vector<QueueLength> longest = queues.Longest(2);
  ASSERT_EQ(longest.size(), 2u);
  EXPECT_EQ(longest[0].ente, "c");
  EXPECT_EQ(longest[0].commands, 5u);
  EXPECT_EQ(longest[1].ente, "b");
}

}  // namespace
}  // namespace traguardo::runtime
