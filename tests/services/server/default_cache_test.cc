// How much memory the caches take when nobody says so.

#include "services/server/default_cache.h"

#include "gtest/gtest.h"

namespace traguardo::server {
namespace {

constexpr int64_t kGiB = int64_t{1} << 30;

TEST(DefaultCache, ATwelfthOfTheMachineForEachOfThree) {
  EXPECT_EQ(DefaultCacheMebibytes(24 * kGiB), 2048);
  EXPECT_EQ(DefaultCacheMebibytes(6 * kGiB), 512);
}

TEST(DefaultCache, StaysWithinWhatTheOptionTakes) {
  EXPECT_EQ(DefaultCacheMebibytes(kGiB / 8), kSmallestCacheMebibytes);
  EXPECT_EQ(DefaultCacheMebibytes(2048 * kGiB), kLargestCacheMebibytes);
}

TEST(DefaultCache, AnOrdinaryMachineWhereItCannotBeTold) {
  EXPECT_EQ(DefaultCacheMebibytes(0), 512);
  EXPECT_GT(MachineBytes(), 0);
}

}  // namespace
}  // namespace traguardo::server
