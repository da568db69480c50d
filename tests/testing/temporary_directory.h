// A directory of a test's own, below TMPDIR or /tmp. It is removed with the object, except when the
// running test has failed: then it stays, and its path is printed, so that it can be looked at.

#ifndef TRAGUARDO_TESTS_TESTING_TEMPORARY_DIRECTORY_H_
#define TRAGUARDO_TESTS_TESTING_TEMPORARY_DIRECTORY_H_

#include <string>
#include <string_view>

namespace traguardo::testing {

class TemporaryDirectory {
 public:
  // Ends the process when the directory cannot be made: no test can go on without it.
  TemporaryDirectory();
  ~TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

  const std::string& path() const { return path_; }
  // The path of `name` inside; nothing is created.
  std::string File(std::string_view name) const;

 private:
  std::string path_;
};

}  // namespace traguardo::testing

#endif  // TRAGUARDO_TESTS_TESTING_TEMPORARY_DIRECTORY_H_
