#include "tests/testing/temporary_directory.h"

#include <stdlib.h>

#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>

#include "gtest/gtest.h"

namespace traguardo::testing {

TemporaryDirectory::TemporaryDirectory() {
  const char* parent = getenv("TMPDIR");
  path_ = std::string(parent != nullptr && *parent != '\0' ? parent : "/tmp") +
          "/traguardo_test_XXXXXX";
  if (mkdtemp(path_.data()) == nullptr) {
    perror(path_.c_str());
    abort();
  }
}

TemporaryDirectory::~TemporaryDirectory() {
  if (::testing::Test::HasFailure()) {
    fprintf(stderr, "the failed test's directory is kept: %s\n", path_.c_str());
    return;
  }
  // A left-over directory must not turn a passed test into a failed one.
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string TemporaryDirectory::File(std::string_view name) const {
  return path_ + "/" + std::string(name);
}

}  // namespace traguardo::testing
