#include "services/server/progress_text.h"

#include <string>
#include <string_view>
#include <vector>

#include "gtest/gtest.h"
#include "services/server/core.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_directory.h"

namespace traguardo::server {
namespace {

using testing::IsOk;

// Asked of a start itself, so that a step that is added is not forgotten here.
TEST(ProgressTextTest, EverythingAStartSaysHasItsItalianText) {
  testing::TemporaryDirectory directory;
  std::vector<std::string> said;
  CoreOptions options;
  options.data_directory = directory.File("data");
  options.on_progress = [&said](std::string_view doing) { said.emplace_back(doing); };
  ASSERT_THAT(Core::Open(options), IsOk());
  EXPECT_FALSE(said.empty());
  for (const std::string& doing : said) {
    EXPECT_NE(ProgressText(doing, api::Language::kItalian), doing);
    EXPECT_EQ(ProgressText(doing, api::Language::kEnglish), doing);
  }
}

TEST(ProgressTextTest, WhatItDoesNotKnowStaysAsItIs) {
  EXPECT_EQ(ProgressText("doing something new", api::Language::kItalian), "doing something new");
}

}  // namespace
}  // namespace traguardo::server
