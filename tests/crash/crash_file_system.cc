#include "tests/crash/crash_file_system.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include <cstdlib>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace traguardo::crash {
namespace {

using rocksdb::FileOptions;
using rocksdb::IODebugContext;
using rocksdb::IOOptions;
using rocksdb::IOStatus;
using rocksdb::Slice;

constexpr char kCurrent[] = "CURRENT";
constexpr char kNextCurrent[] = "CURRENT.new";

class CrashWritableFile : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  CrashWritableFile(std::unique_ptr<rocksdb::FSWritableFile> file, std::string path,
                    CrashFileSystem& system)
      : FSWritableFileOwnerWrapper(std::move(file)), path_(std::move(path)), system_(system) {}

  IOStatus Append(const Slice& data, const IOOptions& options, IODebugContext* debug) override {
    system_.NoteNewLiveGeneration(path_, data);
    if (system_.Strikes(Kind(), KillPhase::kHalfWritten)) {
      const Slice half(data.data(), data.size() / 2);
      system_.WhilePowered([&] { return target()->Append(half, options, debug); })
          .PermitUncheckedError();
      system_.DieIn(KillPhase::kHalfWritten, path_);
    }
    const IOStatus appended =
        system_.WhilePowered([&] { return target()->Append(data, options, debug); });
    // Nobody syncs it: here it is whole, and that is all it will ever be.
    if (appended.ok() && Kind() == KillKind::kViewCommit &&
        system_.Strikes(Kind(), KillPhase::kUnsynced)) {
      system_.DieIn(KillPhase::kUnsynced, path_);
    }
    return appended;
  }
  IOStatus Append(const Slice& data, const IOOptions& options,
                  const rocksdb::DataVerificationInfo& /*verification*/,
                  IODebugContext* debug) override {
    return Append(data, options, debug);
  }
  IOStatus Sync(const IOOptions& options, IODebugContext* debug) override {
    return DieOrSync([&] { return target()->Sync(options, debug); });
  }
  IOStatus Fsync(const IOOptions& options, IODebugContext* debug) override {
    return DieOrSync([&] { return target()->Fsync(options, debug); });
  }
  void SetIOPriority(rocksdb::Env::IOPriority priority) override { priority_ = priority; }
  rocksdb::Env::IOPriority GetIOPriority() override { return priority_; }

 private:
  std::optional<KillKind> Kind() const { return system_.KindOfWrite(path_, priority_); }

  template <typename Change>
  IOStatus DieOrSync(const Change& sync) {
    if (system_.Strikes(Kind(), KillPhase::kUnsynced)) system_.DieIn(KillPhase::kUnsynced, path_);
    const IOStatus synced = system_.WhilePowered(sync);
    if (synced.ok() && system_.Strikes(Kind(), KillPhase::kSynced)) {
      system_.DieIn(KillPhase::kSynced, path_);
    }
    return synced;
  }

  const std::string path_;
  CrashFileSystem& system_;
  rocksdb::Env::IOPriority priority_ = rocksdb::Env::IO_TOTAL;
};

int OpenNote(const std::string& path) {
  const int note = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (note < 0) abort();
  return note;
}

std::string ThreadName() {
  char name[16] = "";
  pthread_getname_np(pthread_self(), name, sizeof(name));
  return name;
}

}  // namespace

CrashFileSystem::CrashFileSystem(const CrashOptions& options)
    : FileSystemWrapper(options.disk != nullptr ? options.disk : rocksdb::FileSystem::Default()),
      options_(options),
      log_prefix_(options.data_directory + "/log/"),
      views_prefix_(options.data_directory + "/views/"),
      note_(OpenNote(options.note_file)) {}

void CrashFileSystem::Arm() { armed_.store(true); }

void CrashFileSystem::Disarm() { armed_.store(false); }

bool CrashFileSystem::Strikes(std::optional<KillKind> kind, KillPhase phase) {
  if (!armed_.load(std::memory_order_relaxed)) return false;
  const bool fits = options_.plan.kind == KillKind::kStartUp ||
                    (kind == options_.plan.kind && phase == options_.plan.phase);
  return fits && calls_.fetch_add(1) + 1 == options_.plan.at_call;
}

void CrashFileSystem::DieIn(KillPhase phase, const std::string& path) {
  Die(absl::StrCat("phase=", std::string(NameOf(phase)), " path=", path));
}

void CrashFileSystem::Die(const std::string& moment) {
  // Threads that want to change the disk wait here until they are gone.
  power_.lock();
  WriteNote(moment);
  if (options_.disk != nullptr) options_.disk->PowerCut(options_.unsynced_tail);
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

void CrashFileSystem::WriteNote(const std::string& moment) const {
  const std::string text = absl::StrCat("plan=", FormatKillPlan(options_.plan), " ", moment,
                                        " thread=", ThreadName(), "\n");
  if (write(note_, text.data(), text.size()) < 0) abort();
}

std::optional<KillKind> CrashFileSystem::KindOfWrite(const std::string& path,
                                                     rocksdb::Env::IOPriority priority) const {
  if (path == views_prefix_ + kNextCurrent) return KillKind::kViewSwitch;
  if (absl::EndsWith(path, ".log")) {
    if (absl::StartsWith(path, log_prefix_)) return KillKind::kGroupCommit;
    if (absl::StartsWith(path, views_prefix_)) return KillKind::kViewCommit;
    return std::nullopt;
  }
  if (!absl::EndsWith(path, ".sst")) return std::nullopt;
  // While writes are held up both have IO_USER: then nobody can tell, and nobody is killed.
  if (priority == rocksdb::Env::IO_HIGH) return KillKind::kFlush;
  if (priority == rocksdb::Env::IO_LOW) return KillKind::kCompaction;
  return std::nullopt;
}

void CrashFileSystem::NoteNewLiveGeneration(const std::string& path, const Slice& content) {
  if (path != views_prefix_ + kNextCurrent) return;
  const std::lock_guard lock(switch_mutex_);
  next_generation_ = content.ToString();
  while (!next_generation_.empty() && next_generation_.back() == '\n') next_generation_.pop_back();
}

bool CrashFileSystem::IsOfOldGeneration(const std::string& path) const {
  const std::lock_guard lock(switch_mutex_);
  return !live_generation_.empty() && absl::StartsWith(path, views_prefix_) &&
         !absl::StartsWith(path, absl::StrCat(views_prefix_, live_generation_, "/")) &&
         !absl::StartsWith(path, absl::StrCat(views_prefix_, next_generation_, "/"));
}

IOStatus CrashFileSystem::NewWritableFile(const std::string& path, const FileOptions& options,
                                          std::unique_ptr<rocksdb::FSWritableFile>* file,
                                          IODebugContext* debug) {
  const IOStatus status =
      WhilePowered([&] { return target()->NewWritableFile(path, options, file, debug); });
  if (status.ok()) *file = std::make_unique<CrashWritableFile>(std::move(*file), path, *this);
  return status;
}

IOStatus CrashFileSystem::ReopenWritableFile(const std::string& path, const FileOptions& options,
                                             std::unique_ptr<rocksdb::FSWritableFile>* file,
                                             IODebugContext* debug) {
  const IOStatus status =
      WhilePowered([&] { return target()->ReopenWritableFile(path, options, file, debug); });
  if (status.ok()) *file = std::make_unique<CrashWritableFile>(std::move(*file), path, *this);
  return status;
}

IOStatus CrashFileSystem::DeleteFile(const std::string& path, const IOOptions& options,
                                     IODebugContext* debug) {
  // A compaction that was still running in the old generation deletes files there, too.
  const bool is_dropping = IsOfOldGeneration(path) && !absl::StartsWith(ThreadName(), "rocksdb:");
  const std::optional<KillKind> kind =
      is_dropping ? std::optional(KillKind::kViewSwitch) : std::nullopt;
  if (Strikes(kind, KillPhase::kDropping)) DieIn(KillPhase::kDropping, path);
  return WhilePowered([&] { return target()->DeleteFile(path, options, debug); });
}

IOStatus CrashFileSystem::RenameFile(const std::string& from, const std::string& to,
                                     const IOOptions& options, IODebugContext* debug) {
  const IOStatus status =
      WhilePowered([&] { return target()->RenameFile(from, to, options, debug); });
  if (!status.ok()) return status;
  const bool is_switch = to == views_prefix_ + kCurrent;
  const std::optional<KillKind> kind =
      is_switch ? std::optional(KillKind::kViewSwitch) : std::nullopt;
  if (Strikes(kind, KillPhase::kRenamed)) DieIn(KillPhase::kRenamed, to);
  if (is_switch) {
    const std::lock_guard lock(switch_mutex_);
    live_generation_ = next_generation_;
  }
  return status;
}

}  // namespace traguardo::crash
