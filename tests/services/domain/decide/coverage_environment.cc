// Asks, once every test of the program has run, whether there is one for everything.

#include <gtest/gtest.h>

#include "tests/services/domain/decide/coverage.h"

namespace traguardo::domain {
namespace {

class CoverageEnvironment : public ::testing::Environment {
 public:
  void TearDown() override {
    // Of a part of the tests nothing can be asked.
    if (::testing::GTEST_FLAG(filter) != "*") return;
    for (const std::string& name : Coverage::Get().Missing()) {
      ADD_FAILURE() << "no test has seen: " << name;
    }
  }
};

const auto* const kEnvironment = ::testing::AddGlobalTestEnvironment(new CoverageEnvironment());

}  // namespace
}  // namespace traguardo::domain
