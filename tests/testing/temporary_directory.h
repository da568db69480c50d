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

// Copies the files of `from` into the new directory `to` as they are at one moment, which is what a
// SIGKILL would leave: while a database is open its files come and go, so what changed during the
// copying is copied again.
void CopyOfOneMoment(const std::string& from, const std::string& to);

}  // namespace traguardo::testing

#endif  // TRAGUARDO_TESTS_TESTING_TEMPORARY_DIRECTORY_H_
