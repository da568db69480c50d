#include "storage/rocks/info_log.h"

#include <rocksdb/file_system.h>

#include <algorithm>
#include <array>
#include <cstdarg>
#include <cstdio>
#include <string_view>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace traguardo::storage {
namespace {

// Longer lines are cut.
constexpr size_t kMaxLineBytes = 4096;

class InfoLog final : public rocksdb::Logger {
 public:
  InfoLog(rocksdb::Env& env, std::string directory) : env_(env), directory_(std::move(directory)) {
    absl::MutexLock lock(&mutex_);
    Begin();
  }

  using rocksdb::Logger::Logv;
  void Logv(const char* format, va_list arguments) override {
    std::array<char, kMaxLineBytes> text;
    const int length = std::vsnprintf(text.data(), text.size(), format, arguments);
    if (length <= 0) return;
    std::string_view line(text.data(), std::min<size_t>(length, text.size() - 1));
    while (!line.empty() && line.back() == '\n') line.remove_suffix(1);
    Append(
        absl::StrCat(absl::FormatTime("%Y-%m-%dT%H:%M:%E6SZ",
                                      absl::FromUnixMicros(env_.NowMicros()), absl::UTCTimeZone()),
                     " ", absl::string_view(line.data(), line.size()), "\n"));
  }

 private:
  void Append(const std::string& line) {
    absl::MutexLock lock(&mutex_);
    if (written_bytes_ + line.size() > kMaxInfoLogBytes) Begin();
    if (file_ == nullptr) return;
    written_bytes_ += line.size();
    file_->Append(line, rocksdb::IOOptions(), nullptr).PermitUncheckedError();
  }

  void Begin() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    written_bytes_ = 0;
    file_.reset();
    const std::string path = absl::StrCat(directory_, "/LOG");
    const std::shared_ptr<rocksdb::FileSystem>& files = env_.GetFileSystem();
    // What fails here costs lines of a log, and nothing else.
    files->CreateDirIfMissing(directory_, rocksdb::IOOptions(), nullptr).PermitUncheckedError();
    if (files->FileExists(path, rocksdb::IOOptions(), nullptr).ok()) {
      files->RenameFile(path, absl::StrCat(path, ".old"), rocksdb::IOOptions(), nullptr)
          .PermitUncheckedError();
    }
    files->NewWritableFile(path, rocksdb::FileOptions(), &file_, nullptr).PermitUncheckedError();
  }

  rocksdb::Env& env_;
  const std::string directory_;
  absl::Mutex mutex_;
  std::unique_ptr<rocksdb::FSWritableFile> file_ ABSL_GUARDED_BY(mutex_);
  size_t written_bytes_ ABSL_GUARDED_BY(mutex_) = 0;
};

class Silence final : public rocksdb::Logger {
 public:
  using rocksdb::Logger::Logv;
  void Logv(const char*, va_list) override {}
};

}  // namespace

std::shared_ptr<rocksdb::Logger> NewInfoLog(rocksdb::Env& env, const std::string& directory) {
  return std::make_shared<InfoLog>(env, directory);
}

std::shared_ptr<rocksdb::Logger> NoInfoLog() { return std::make_shared<Silence>(); }

}  // namespace traguardo::storage
