// Matchers for absl::Status and absl::StatusOr, which Debian's Abseil does not bring.
//
//   EXPECT_THAT(log.Append(group), IsOk());
//   EXPECT_THAT(ParseDecimal("1,5"), StatusIs(absl::StatusCode::kInvalidArgument));
//   EXPECT_THAT(Open(dir), StatusIs(absl::StatusCode::kDataLoss, HasSubstr("position 7")));
//   EXPECT_THAT(ParseDecimal("1.5"), IsOkAndHolds(expected));
//   TRAGUARDO_ASSERT_OK_AND_ASSIGN(const Decimal half, ParseDecimal("0.5"));

#ifndef TRAGUARDO_TESTS_TESTING_STATUS_MATCHERS_H_
#define TRAGUARDO_TESTS_TESTING_STATUS_MATCHERS_H_

#include <ostream>
#include <string>
#include <type_traits>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace traguardo::testing {

inline const absl::Status& StatusOf(const absl::Status& status) { return status; }
template <typename T>
const absl::Status& StatusOf(const absl::StatusOr<T>& status_or) {
  return status_or.status();
}

// Abseil's message is an absl::string_view, which matchers for std::string do not take.
inline std::string MessageOf(const absl::Status& status) { return std::string(status.message()); }

MATCHER(IsOk, negation ? "is not OK" : "is OK") {
  *result_listener << "whose status is " << StatusOf(arg).ToString();
  return StatusOf(arg).ok();
}

MATCHER_P(StatusIs, code,
          "has the status code " + std::string(absl::StatusCodeToString(code))) {
  *result_listener << "whose status is " << StatusOf(arg).ToString();
  return StatusOf(arg).code() == code;
}

MATCHER_P2(StatusIs, code, message,
           "has the status code " + std::string(absl::StatusCodeToString(code)) +
               " and a message that " +
               ::testing::DescribeMatcher<std::string>(message, negation)) {
  *result_listener << "whose status is " << StatusOf(arg).ToString();
  return StatusOf(arg).code() == code &&
         ::testing::Matches(message)(MessageOf(StatusOf(arg)));
}

MATCHER_P(IsOkAndHolds, value,
          "is OK and holds a value that " +
              ::testing::DescribeMatcher<typename std::decay_t<arg_type>::value_type>(value,
                                                                                      negation)) {
  if (!arg.ok()) {
    *result_listener << "whose status is " << arg.status().ToString();
    return false;
  }
  return ::testing::ExplainMatchResult(value, *arg, result_listener);
}

}  // namespace traguardo::testing

#define TRAGUARDO_STATUS_CONCAT_INNER(a, b) a##b
#define TRAGUARDO_STATUS_CONCAT(a, b) TRAGUARDO_STATUS_CONCAT_INNER(a, b)

// Declares `lhs` from a StatusOr, or ends the test with its status. Only in void functions.
#define TRAGUARDO_ASSERT_OK_AND_ASSIGN(lhs, expression)                                \
  auto TRAGUARDO_STATUS_CONCAT(status_or_, __LINE__) = (expression);                   \
  ASSERT_TRUE(TRAGUARDO_STATUS_CONCAT(status_or_, __LINE__).ok())                      \
      << TRAGUARDO_STATUS_CONCAT(status_or_, __LINE__).status().ToString();            \
  lhs = std::move(*TRAGUARDO_STATUS_CONCAT(status_or_, __LINE__))

#endif  // TRAGUARDO_TESTS_TESTING_STATUS_MATCHERS_H_
