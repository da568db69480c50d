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
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/api/messages/bilingual_error.h"
#include "services/server/unreadable.h"

namespace traguardo::server {
namespace {

// Names that somebody else may take at the same moment.
constexpr int kMaxNames = 100;

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

// The file itself where `path` is a link to it.
absl::StatusOr<std::string> PlaceOf(const std::string& path) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  // What cannot even be looked at, writing will complain of.
  if (status.type() == std::filesystem::file_type::not_found ||
      status.type() == std::filesystem::file_type::none) {
    return path;
  }
  if (status.type() != std::filesystem::file_type::regular) {
    return api::BilingualError(absl::StatusCode::kUnavailable,
                               absl::StrCat("non si può sostituire ", path, ": non è un file"),
                               absl::StrCat("cannot replace ", path, ": it is no file"));
  }
  const std::filesystem::path place = std::filesystem::canonical(path, error);
  return error ? path : place.string();
}

}  // namespace

absl::StatusOr<std::vector<api::Principal>> ReadPrincipals(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::error_code error;
  // A folder can be opened, and breaks whoever reads it.
  if (!file || std::filesystem::is_directory(path, error)) {
    const Reason why = WhyUnreadable(path);
    return api::BilingualError(
        absl::StatusCode::kNotFound,
        absl::StrCat("non si può aprire il file di chi può accedere, ", path, ": ", why.italian),
        absl::StrCat("cannot open the principals file ", path, ": ", why.english));
  }
  const std::string json{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  absl::StatusOr<std::vector<api::Principal>> principals = api::ParsePrincipals(json);
  if (!principals.ok()) return api::Prefixed(path + ": ", principals.status());
  return principals;
}

absl::StatusOr<PrivateFile> PrivateFile::Write(const std::string& path,
                                               const std::string& content) {
  absl::StatusOr<std::string> place = PlaceOf(path);
  if (!place.ok()) return place.status();
  int file = -1;
  std::string beside;
  // Under a name that nobody has: what is there is somebody's.
  for (int i = 0; i < kMaxNames && file < 0; ++i) {
    beside = absl::StrCat(*place, ".", getpid(), ".", i, ".new");
    file = open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0 && errno != EEXIST) break;
  }
  if (file < 0) return SystemError(beside, "non si può creare", "cannot make");
  PrivateFile written(*std::move(place), beside);
  absl::Status status = WriteAll(file, content, beside);
  if (close(file) != 0 && status.ok()) {
    status = SystemError(beside, "non si può chiudere", "cannot close");
  }
  if (!status.ok()) return status;
  return written;
}

PrivateFile::PrivateFile(PrivateFile&& other) noexcept
    : path_(std::move(other.path_)), beside_(std::exchange(other.beside_, "")) {}

PrivateFile::~PrivateFile() {
  if (!beside_.empty()) unlink(beside_.c_str());
}

absl::Status PrivateFile::PutInPlace() {
  if (std::rename(beside_.c_str(), path_.c_str()) != 0) {
    return SystemError(path_, "non si può sostituire", "cannot replace");
  }
  beside_.clear();
  return absl::OkStatus();
}

absl::Status WritePrivateFile(const std::string& path, const std::string& content) {
  absl::StatusOr<PrivateFile> file = PrivateFile::Write(path, content);
  return file.ok() ? file->PutInPlace() : file.status();
}

}  // namespace traguardo::server
