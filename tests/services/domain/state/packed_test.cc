// A message that is bytes until it is read.

#include "services/domain/state/packed.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "tests/testing/definition_builder.h"

namespace traguardo::domain {
namespace {

using event::v1::ObjectiveDefinition;
using traguardo::testing::Definition;

ObjectiveDefinition AnyDefinition() { return Definition("1").Weight("4.00").Build(); }

TEST(PackedTest, ReadsAsWhatItWasMadeOf) {
  const Packed<ObjectiveDefinition> packed(AnyDefinition());
  EXPECT_TRUE(packed.is_set());
  EXPECT_FALSE(packed.is_unfolded());
  EXPECT_EQ(packed->weight(), "4.00");
  EXPECT_TRUE(packed.is_unfolded());
  EXPECT_EQ((*packed).SerializeAsString(), AnyDefinition().SerializeAsString());
}

TEST(PackedTest, UnsetReadsAsAnEmptyMessage) {
  const Packed<ObjectiveDefinition> unset;
  EXPECT_FALSE(unset.is_set());
  EXPECT_EQ(unset->code(), "");
  EXPECT_FALSE(Frozen<ObjectiveDefinition>(unset).is_set());
  EXPECT_EQ(unset.HeapBytes(), 0u);
}

TEST(PackedTest, AnEmptyMessageIsSet) {
  const Packed<ObjectiveDefinition> empty{ObjectiveDefinition()};
  EXPECT_TRUE(empty.is_set());
  EXPECT_FALSE(empty == Packed<ObjectiveDefinition>());
  EXPECT_EQ(empty->code(), "");
}

TEST(PackedTest, IsEqualByContentReadOrNot) {
  const Packed<ObjectiveDefinition> a(AnyDefinition());
  const Packed<ObjectiveDefinition> b(AnyDefinition());
  EXPECT_EQ(a->code(), "1");
  EXPECT_TRUE(a == b);
  EXPECT_FALSE(a == Packed<ObjectiveDefinition>(Definition("2").Build()));
}

TEST(PackedTest, RestingTakesTheMessageFromNobodyElse) {
  Packed<ObjectiveDefinition> packed(AnyDefinition());
  const size_t folded = packed.HeapBytes();
  const Packed<ObjectiveDefinition> copy = packed;
  const Frozen<ObjectiveDefinition> shared = packed;
  EXPECT_EQ(&*shared, &*copy) << "one message for all";
  EXPECT_GT(packed.HeapBytes(), folded);

  packed.Rest();
  EXPECT_FALSE(packed.is_unfolded());
  EXPECT_LE(packed.HeapBytes(), folded);
  EXPECT_EQ(copy->weight(), "4.00");
  EXPECT_EQ(shared->weight(), "4.00");
  EXPECT_TRUE(packed == copy);
  EXPECT_EQ(packed->weight(), "4.00");
}

TEST(PackedTest, ThreadsThatUnfoldAtOnceReadTheSameMessage) {
  for (int round = 0; round < 50; ++round) {
    const Packed<ObjectiveDefinition> packed(AnyDefinition());
    std::vector<const ObjectiveDefinition*> seen(4);
    std::vector<std::thread> threads;
    for (auto& place : seen) {
      threads.emplace_back([&place, copy = packed] { place = &*copy; });
    }
    for (std::thread& thread : threads) thread.join();
    for (const ObjectiveDefinition* message : seen) EXPECT_EQ(message, &*packed);
  }
}

}  // namespace
}  // namespace traguardo::domain
