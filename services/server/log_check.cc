#include "services/server/log_check.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "services/server/decode_header.h"
#include "storage/checker/checker.h"

namespace traguardo::server {

LogCheck::LogCheck(const storage::EventLog* log, std::string directory, rocksdb::Env* env)
    : log_(log), directory_(std::move(directory)), env_(env) {
  RemoveCopy();
}

LogCheck::~LogCheck() {
  Stop();
  if (thread_.joinable()) thread_.join();
}

absl::Status LogCheck::Start(
    std::function<void(const api::CheckStep&)> on_step,
    std::function<void(absl::StatusOr<api::v1::CheckLogResponse>)> on_end) {
  const std::lock_guard lock(mutex_);
  if (running_) return absl::AlreadyExistsError("the log is being checked already");
  if (thread_.joinable()) thread_.join();
  running_ = true;
  thread_ = std::thread([this, on_step = std::move(on_step), on_end = std::move(on_end)] {
    auto response = Check(on_step);
    RemoveCopy();
    {
      const std::lock_guard ended(mutex_);
      running_ = false;
    }
    on_end(std::move(response));
  });
  return absl::OkStatus();
}

absl::StatusOr<api::v1::CheckLogResponse> LogCheck::Check(
    const std::function<void(const api::CheckStep&)>& on_step) const {
  if (absl::Status copied = log_->CopyTo(directory_); !copied.ok()) return copied;
  storage::CheckOptions options;
  options.directory = directory_;
  options.decode = DecodeHeader;
  options.env = env_;
  options.on_progress = [&on_step](const storage::CheckProgress& progress) {
    on_step({progress.done, progress.total});
  };
  options.is_cancelled = [this] { return stopped_.load(std::memory_order_relaxed); };
  const auto report = storage::CheckLog(options);
  if (absl::IsCancelled(report.status())) return absl::UnavailableError("the server is stopping");
  if (!report.ok()) return report.status();
  api::v1::CheckLogResponse response;
  response.set_checked_count(report->facts);
  response.set_total_count(report->facts);
  response.set_finished(true);
  response.set_sound(report->ok());
  for (const storage::CheckFinding& finding : report->findings) {
    api::v1::CheckFinding& added = *response.add_findings();
    added.set_position(finding.position);
    added.set_what(finding.what);
  }
  return response;
}

void LogCheck::RemoveCopy() const {
  std::error_code ignored;
  std::filesystem::remove_all(directory_, ignored);
}

}  // namespace traguardo::server
