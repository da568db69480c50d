#include "services/server/read_principals.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "services/api/messages/bilingual_error.h"

namespace traguardo::server {
namespace {

absl::Status SystemError(const std::string& path, const char* italian, const char* english) {
  const char* const reason = std::strerror(errno);
  return api::BilingualError(absl::StatusCode::kUnavailable,
                             absl::StrCat(italian, " ", path, ": ", reason),
                             absl::StrCat(english, " ", path, ": ", reason));
}

absl::Status WriteAll(int file, std::string_view content, const std::string& path) {
  while (!content.empty()) {
    const ssize_t written = write(file, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return SystemError(path, "non si può scrivere", "cannot write");
    content.remove_prefix(static_cast<size_t>(written));
  }
  return fsync(file) == 0
             ? absl::OkStatus()
             : SystemError(path, "il disco non conferma la scrittura di", "cannot sync");
}

}  // namespace

absl::StatusOr<std::vector<api::Principal>> ReadPrincipals(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::error_code error;
  // A folder can be opened, and breaks whoever reads it.
  if (!file || std::filesystem::is_directory(path, error)) {
    return api::BilingualError(
        absl::StatusCode::kNotFound,
        absl::StrCat("non si può aprire il file di chi può accedere, ", path),
        absl::StrCat("cannot open the principals file ", path));
  }
  const std::string json{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  absl::StatusOr<std::vector<api::Principal>> principals = api::ParsePrincipals(json);
  if (!principals.ok()) return api::Prefixed(path + ": ", principals.status());
  return principals;
}

absl::Status WritePrivateFile(const std::string& path, const std::string& content) {
  const std::string temporary = path + ".new";
  const int file = open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) return SystemError(temporary, "non si può creare", "cannot make");
  absl::Status status = WriteAll(file, content, temporary);
  if (close(file) != 0 && status.ok()) {
    status = SystemError(temporary, "non si può chiudere", "cannot close");
  }
  if (status.ok() && std::rename(temporary.c_str(), path.c_str()) != 0) {
    status = SystemError(path, "non si può sostituire", "cannot replace");
  }
  if (!status.ok()) unlink(temporary.c_str());
  return status;
}

}  // namespace traguardo::server
