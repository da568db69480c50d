#include "tests/testing/temporary_directory.h"

#include <filesystem>
#include <fstream>
#include <string>

#include "gtest/gtest.h"

namespace traguardo::testing {
namespace {

namespace fs = std::filesystem;

TEST(TemporaryDirectoryTest, IsThereAndGoesWithWhatIsInIt) {
  std::string path;
  {
    const TemporaryDirectory directory;
    path = directory.path();
    ASSERT_TRUE(fs::is_directory(path));
    fs::create_directory(directory.File("nested"));
    std::ofstream(directory.File("nested/file")) << "text";
    ASSERT_TRUE(fs::exists(path + "/nested/file"));
  }
  EXPECT_FALSE(fs::exists(path));
}

TEST(TemporaryDirectoryTest, TwoNeverMeet) {
  const TemporaryDirectory one;
  const TemporaryDirectory two;
  EXPECT_NE(one.path(), two.path());
}

}  // namespace
}  // namespace traguardo::testing
