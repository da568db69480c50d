// Reading and writing the principals file as a file; what it says is api/principals_file.h.

#ifndef TRAGUARDO_SERVICES_SERVER_READ_PRINCIPALS_H_
#define TRAGUARDO_SERVICES_SERVER_READ_PRINCIPALS_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/api/principals_file.h"

namespace traguardo::server {

// NOT_FOUND when there is no such file; INVALID_ARGUMENT, naming file and field, for wrong content.
absl::StatusOr<std::vector<api::Principal>> ReadPrincipals(const std::string& path);

// A file that only its owner may read, written beside its place and not there yet, so that several
// can be written before the first of them changes anything. What is not put in place is removed.
class PrivateFile {
 public:
  // Of what is a link, the file that it points to is replaced; what is there and is no file (a
  // folder, a device) is not. UNAVAILABLE, with the reason, where it cannot be written.
  static absl::StatusOr<PrivateFile> Write(const std::string& path, const std::string& content);
  ~PrivateFile();
  PrivateFile(PrivateFile&& other) noexcept;
  PrivateFile& operator=(PrivateFile&&) = delete;

  // Replaces what is there in one step.
  absl::Status PutInPlace();

 private:
  PrivateFile(std::string path, std::string beside)
      : path_(std::move(path)), beside_(std::move(beside)) {}

  std::string path_;
  std::string beside_;  // empty once it is in its place
};

// Both at once.
absl::Status WritePrivateFile(const std::string& path, const std::string& content);

}  // namespace traguardo::server

#endif  // TRAGUARDO_SERVICES_SERVER_READ_PRINCIPALS_H_
