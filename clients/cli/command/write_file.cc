#include "clients/cli/command/write_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>

#include "absl/strings/str_cat.h"
#include "clients/cli/command/file_trouble.h"
#include "clients/cli/screen/messages.h"

namespace traguardo::cli {
namespace {

constexpr Text kUnwritable{"il file {} non si può scrivere: {}.",
                           "the file {} cannot be written: {}."};
constexpr Text kNoFile{"{} non è un file: non si sovrascrive nemmeno con --force.",
                       "{} is not a file: it is not overwritten, --force or not."};
constexpr Text kLinkToNothing{
    "{} è un collegamento a un file che non c'è: indicare il file, o togliere il collegamento.",
    "{} is a link to a file that is not there: name the file, or remove the link."};
// Names that somebody else may take at the same moment.
constexpr int kMaxNames = 100;

int Fail(Session& session, const Text& text, const std::string& path) {
  return session.Fail(ExitCode::kFile, Fill(session.Say(text), path));
}

void FailBy(Session& session, const std::string& path, int error_number) {
  session.Fail(ExitCode::kFile,
               Fill(session.Say(kUnwritable), path, FileTrouble(error_number, session.language())));
}

// The folder that `path` stands in.
std::string FolderOf(const std::string& path) {
  const size_t slash = path.find_last_of('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

// Where the bytes go, and the permissions of what is there.
struct Place {
  std::string path;
  std::optional<mode_t> mode;
};

// The place, if a new file may be made beside it; otherwise that was said of `path`.
std::optional<Place> IfItsFolderTakesFiles(Session& session, const std::string& path, Place place) {
  if (access(FolderOf(place.path).c_str(), W_OK | X_OK) == 0) return place;
  FailBy(session, path, errno);
  return std::nullopt;
}

std::optional<Place> FindPlace(Session& session, const std::string& path, IfThere if_there) {
  struct stat itself {};
  if (lstat(path.c_str(), &itself) != 0) {
    if (errno == ENOENT) return IfItsFolderTakesFiles(session, path, {path, std::nullopt});
    FailBy(session, path, errno);
    return std::nullopt;
  }
  struct stat target {};
  if (stat(path.c_str(), &target) != 0) {
    errno == ENOENT ? void(Fail(session, kLinkToNothing, path)) : FailBy(session, path, errno);
    return std::nullopt;
  }
  if (!S_ISREG(target.st_mode)) {
    Fail(session, kNoFile, path);
    return std::nullopt;
  }
  if (if_there == IfThere::kRefuse) {
    Fail(session, messages::kFileExists, path);
    return std::nullopt;
  }
  const std::unique_ptr<char, decltype(&std::free)> real(realpath(path.c_str(), nullptr),
                                                         &std::free);
  if (real == nullptr) {
    FailBy(session, path, errno);
    return std::nullopt;
  }
  return IfItsFolderTakesFiles(session, path, {real.get(), target.st_mode & 07777});
}

// A new file beside `place`, and its name; -1 with errno when there is none. What it replaces may
// be for few to read, so it is never open to more of them: not even while it is empty, since
// whoever has opened it then reads what comes.
int OpenBeside(const Place& place, std::string& name) {
  for (int i = 0; i < kMaxNames; ++i) {
    name = absl::StrCat(place.path, ".", getpid(), ".", i, ".new");
    const int file =
        open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, place.mode.value_or(0666));
    if (file >= 0 || errno != EEXIST) return file;
  }
  return -1;
}

// 0, or the errno of what went wrong.
int WriteAll(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(file, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    text.remove_prefix(static_cast<size_t>(written));
  }
  return fsync(file) == 0 ? 0 : errno;
}

}  // namespace

bool MayWriteFile(Session& session, const std::string& path, IfThere if_there) {
  return FindPlace(session, path, if_there).has_value();
}

bool WriteFile(Session& session, const std::string& path, std::string_view text, IfThere if_there) {
  const std::optional<Place> place = FindPlace(session, path, if_there);
  if (!place.has_value()) return false;
  std::string beside;
  const int file = OpenBeside(*place, beside);
  if (file < 0) {
    FailBy(session, path, errno);
    return false;
  }
  // What the umask took away; before there is anything to read.
  const bool has_mode = !place->mode.has_value() || fchmod(file, *place->mode) == 0;
  int error_number = has_mode ? WriteAll(file, text) : errno;
  if (close(file) != 0 && error_number == 0) error_number = errno;
  if (error_number == 0 && std::rename(beside.c_str(), place->path.c_str()) != 0) {
    error_number = errno;
  }
  if (error_number == 0) return true;
  unlink(beside.c_str());
  FailBy(session, path, error_number);
  return false;
}

}  // namespace traguardo::cli
