#include "storage/rocks/free_space.h"

#include <rocksdb/env.h>
#include <rocksdb/file_system.h>

#include "absl/strings/str_cat.h"
#include "storage/rocks/rocks_status.h"

namespace traguardo::storage {
namespace {

constexpr uint64_t kMebibyte = 1 << 20;

// What is asked about may not have been made yet; then it will be made where this one is.
std::string ParentOf(const std::string& path) {
  const size_t slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

}  // namespace

absl::Status CheckRoom(rocksdb::Env& env, const std::string& path, uint64_t needed_bytes,
                       std::string_view doing) {
  const std::shared_ptr<rocksdb::FileSystem>& files = env.GetFileSystem();
  std::string asked = path;
  uint64_t free_bytes = 0;
  rocksdb::IOStatus status = files->GetFreeSpace(asked, rocksdb::IOOptions(), &free_bytes, nullptr);
  while (!status.ok() && !status.IsNotSupported() && asked != "." && asked != "/") {
    asked = ParentOf(asked);
    status = files->GetFreeSpace(asked, rocksdb::IOOptions(), &free_bytes, nullptr);
  }
  if (status.IsNotSupported()) return absl::OkStatus();
  if (!status.ok()) return ToStatus(status, doing);
  if (free_bytes >= needed_bytes) return absl::OkStatus();
  return absl::ResourceExhaustedError(absl::StrCat(
      std::string(doing), ": the disk of ", path, " has ", free_bytes / kMebibyte, " MiB free and ",
      (needed_bytes + kMebibyte - 1) / kMebibyte, " MiB are needed: free some space"));
}

}  // namespace traguardo::storage
