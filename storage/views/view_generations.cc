#include "storage/views/view_generations.h"

#include <rocksdb/env.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "storage/rocks/rocks_status.h"
#include "storage/views/view_store.h"

namespace traguardo::storage {
namespace {

constexpr size_t kMaxVersionBytes = 32;
constexpr char kCurrentFile[] = "CURRENT";
constexpr char kNewCurrentFile[] = "CURRENT.new";

bool IsVersion(std::string_view version) {
  return !version.empty() && version.size() <= kMaxVersionBytes &&
         std::all_of(version.begin(), version.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.';
         });
}

// The number in "<version>-<number>", or null for other names.
std::optional<uint64_t> NumberOf(std::string_view generation) {
  const size_t dash = generation.rfind('-');
  if (dash == std::string_view::npos || !IsVersion(generation.substr(0, dash))) return {};
  const std::string_view digits = generation.substr(dash + 1);
  const bool only_digits =
      std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
  uint64_t number = 0;
  if (!only_digits || !absl::SimpleAtoi(std::string(digits), &number)) return {};
  return number;
}

}  // namespace

ViewGenerations::ViewGenerations(std::string root, rocksdb::Env* env)
    : root_(std::move(root)), env_(env != nullptr ? env : rocksdb::Env::Default()) {}

absl::StatusOr<std::unique_ptr<ViewGenerations>> ViewGenerations::Open(std::string root,
                                                                       rocksdb::Env* env) {
  std::unique_ptr<ViewGenerations> generations(new ViewGenerations(std::move(root), env));
  const rocksdb::Status made = generations->env_->CreateDirIfMissing(generations->root_);
  if (!made.ok()) return ToStatus(made, absl::StrCat("making the folder ", generations->root_));
  if (absl::Status status = generations->ReadCurrent(); !status.ok()) return status;
  if (absl::Status status = generations->RemoveLeftovers(); !status.ok()) return status;
  return generations;
}

absl::Status ViewGenerations::ReadCurrent() {
  const std::string file = absl::StrCat(root_, "/", kCurrentFile);
  if (env_->FileExists(file).IsNotFound()) return absl::OkStatus();
  std::string text;
  const rocksdb::Status status = rocksdb::ReadFileToString(env_, file, &text);
  if (!status.ok()) return ToStatus(status, absl::StrCat("reading ", file));
  const std::string name = text.empty() ? text : text.substr(0, text.size() - 1);
  const std::optional<uint64_t> number = NumberOf(name);
  if (!number || text.back() != '\n') {
    return absl::DataLossError(absl::StrCat(file, " is damaged: remove the folder ", root_,
                                            ", the views are built again from the log"));
  }
  last_number_ = *number;
  // A store that somebody removed by hand is simply built again.
  if (env_->FileExists(DirectoryOf(name)).ok()) live_ = name;
  return absl::OkStatus();
}

absl::Status ViewGenerations::RemoveLeftovers() {
  std::vector<std::string> children;
  const rocksdb::Status listed = env_->GetChildren(root_, &children);
  if (!listed.ok()) return ToStatus(listed, absl::StrCat("listing ", root_));
  for (const std::string& child : children) {
    if (child == kNewCurrentFile) {
      const rocksdb::Status removed = env_->DeleteFile(absl::StrCat(root_, "/", child));
      if (!removed.ok()) return ToStatus(removed, absl::StrCat("cleaning ", root_));
    }
    const std::optional<uint64_t> number = NumberOf(child);
    if (!number) continue;
    last_number_ = std::max(last_number_, *number);
    if (child == live_) continue;
    if (absl::Status status = ViewStore::Destroy(DirectoryOf(child), env_); !status.ok()) {
      return status;
    }
  }
  return absl::OkStatus();
}

std::string_view ViewGenerations::VersionOf(std::string_view generation) {
  return generation.substr(0, std::min(generation.rfind('-'), generation.size()));
}

absl::StatusOr<std::string> ViewGenerations::NewGeneration(std::string_view version) {
  if (!IsVersion(version)) {
    return absl::InvalidArgumentError(absl::StrCat("a view version has 1 to ", kMaxVersionBytes,
                                                   " characters out of a-z, 0-9 and '.'"));
  }
  return absl::StrCat(std::string(version), "-", ++last_number_);
}

std::string ViewGenerations::DirectoryOf(std::string_view generation) const {
  return absl::StrCat(root_, "/", std::string(generation));
}

absl::Status ViewGenerations::SwitchTo(const std::string& generation) {
  if (!NumberOf(generation) || !env_->FileExists(DirectoryOf(generation)).ok()) {
    return absl::FailedPreconditionError(
        absl::StrCat("there is no view generation '", generation, "' in ", root_));
  }
  const std::string current = absl::StrCat(root_, "/", kCurrentFile);
  const std::string beside = absl::StrCat(root_, "/", kNewCurrentFile);
  rocksdb::Status status = rocksdb::WriteStringToFile(env_, absl::StrCat(generation, "\n"), beside,
                                                      /*should_sync=*/true);
  if (status.ok()) status = env_->RenameFile(beside, current);
  std::unique_ptr<rocksdb::Directory> folder;
  if (status.ok()) status = env_->NewDirectory(root_, &folder);
  if (status.ok()) status = folder->Fsync();
  if (!status.ok()) return ToStatus(status, absl::StrCat("switching views to ", generation));
  live_ = generation;
  return absl::OkStatus();
}

absl::Status ViewGenerations::Remove(const std::string& generation) {
  if (generation == live_) {
    return absl::FailedPreconditionError(
        absl::StrCat("the view generation '", generation, "' is live: switch to another first"));
  }
  if (!NumberOf(generation)) {
    return absl::InvalidArgumentError(
        absl::StrCat("'", generation, "' is no name of a view generation"));
  }
  return ViewStore::Destroy(DirectoryOf(generation), env_);
}

}  // namespace traguardo::storage
