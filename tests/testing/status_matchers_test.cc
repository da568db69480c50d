#include "tests/testing/status_matchers.h"

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gmock/gmock.h"
#include "gtest/gtest-spi.h"
#include "gtest/gtest.h"

namespace traguardo::testing {
namespace {

using ::testing::ExplainMatchResult;
using ::testing::Gt;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StringMatchResultListener;

TEST(IsOkTest, TellsOkFromAnError) {
  EXPECT_THAT(absl::OkStatus(), IsOk());
  EXPECT_THAT(absl::StatusOr<int>(3), IsOk());
  EXPECT_THAT(absl::DataLossError("bad bytes"), Not(IsOk()));
  EXPECT_THAT(absl::StatusOr<int>(absl::DataLossError("bad bytes")), Not(IsOk()));
}

TEST(IsOkTest, ExplainsWithTheStatus) {
  StringMatchResultListener listener;
  EXPECT_FALSE(ExplainMatchResult(IsOk(), absl::DataLossError("bad bytes"), &listener));
  EXPECT_THAT(listener.str(), HasSubstr("DATA_LOSS: bad bytes"));
}

TEST(StatusIsTest, ComparesTheCode) {
  EXPECT_THAT(absl::NotFoundError("no"), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(absl::NotFoundError("no"), Not(StatusIs(absl::StatusCode::kDataLoss)));
  EXPECT_THAT(absl::StatusOr<int>(3), Not(StatusIs(absl::StatusCode::kDataLoss)));
}

TEST(StatusIsTest, ComparesTheMessageToo) {
  const absl::StatusOr<std::string> missing = absl::NotFoundError("no position 7");
  EXPECT_THAT(missing, StatusIs(absl::StatusCode::kNotFound, HasSubstr("position 7")));
  EXPECT_THAT(missing, Not(StatusIs(absl::StatusCode::kNotFound, HasSubstr("position 8"))));
  EXPECT_THAT(missing, Not(StatusIs(absl::StatusCode::kDataLoss, HasSubstr("position 7"))));
}

TEST(IsOkAndHoldsTest, MatchesTheValueOnlyOfAnOk) {
  EXPECT_THAT(absl::StatusOr<int>(3), IsOkAndHolds(3));
  EXPECT_THAT(absl::StatusOr<int>(3), IsOkAndHolds(Gt(2)));
  EXPECT_THAT(absl::StatusOr<int>(3), Not(IsOkAndHolds(4)));
  EXPECT_THAT(absl::StatusOr<int>(absl::UnknownError("?")), Not(IsOkAndHolds(3)));
}

TEST(AssertOkAndAssignTest, DeclaresTheValue) {
  TRAGUARDO_ASSERT_OK_AND_ASSIGN(const int three, absl::StatusOr<int>(3));
  EXPECT_EQ(three, 3);
}

void AssignFromAnError() {
  TRAGUARDO_ASSERT_OK_AND_ASSIGN(const int never, absl::StatusOr<int>(absl::AbortedError("cut")));
  FAIL() << "went on with " << never;
}

TEST(AssertOkAndAssignTest, EndsTheTestWithTheStatus) {
  EXPECT_FATAL_FAILURE(AssignFromAnError(), "ABORTED: cut");
}

}  // namespace
}  // namespace traguardo::testing
