#include "tests/testing/temporary_directory.h"

#include <stdlib.h>

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <system_error>

#include "gtest/gtest.h"

namespace traguardo::testing {
namespace {

using Sizes = std::map<std::string, uintmax_t>;

Sizes SizesIn(const std::string& directory) {
  Sizes sizes;
  std::error_code gone;
  for (const auto& file : std::filesystem::directory_iterator(directory)) {
    sizes[file.path().filename()] = file.file_size(gone);
  }
  return sizes;
}

}  // namespace

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

void CopyOfOneMoment(const std::string& from, const std::string& to) {
  Sizes before;
  do {
    std::filesystem::remove_all(to);
    std::filesystem::create_directory(to);
    before = SizesIn(from);
    std::error_code gone;
    for (const auto& [name, size] : before) {
      std::filesystem::copy_file(from + "/" + name, to + "/" + name, gone);
    }
  } while (SizesIn(from) != before);
}

}  // namespace traguardo::testing
