#include "tests/storage/unsynced_changes.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

namespace traguardo::storage {
namespace {

namespace fs = std::filesystem;

std::optional<std::string> Read(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

// As a new file: a database that still runs may have the old one open and cut or extend it later.
void Write(const std::string& path, const std::string& content) {
  std::error_code missing;
  fs::remove(path, missing);
  std::ofstream(path, std::ios::binary) << content;
}

}  // namespace

void UnsyncedChanges::Create(const std::string& path) {
  std::optional<std::string> old_content;
  if (fs::exists(path)) old_content = DurableContent(path);
  name_changes_.push_back({path, std::nullopt, std::move(old_content)});
  files_[path] = File{};
}

void UnsyncedChanges::Reopen(const std::string& path) {
  if (!fs::exists(path)) return Create(path);
  const uint64_t size = fs::file_size(path);
  files_.try_emplace(path, File{size, size});
}

void UnsyncedChanges::CreateDirectory(const std::string& path) {
  if (!fs::exists(path)) name_changes_.push_back({path, std::nullopt, std::nullopt});
}

void UnsyncedChanges::Append(const std::string& path, uint64_t bytes) {
  files_[path].written += bytes;
}

void UnsyncedChanges::Truncate(const std::string& path, uint64_t size) {
  File& file = files_[path];
  file.written = size;
  file.synced = std::min(file.synced, size);
}

void UnsyncedChanges::Sync(const std::string& path) {
  File& file = files_[path];
  file.synced = file.written;
}

void UnsyncedChanges::Rename(const std::string& from, const std::string& to) {
  std::optional<std::string> old_content;
  if (fs::exists(to)) old_content = DurableContent(to);
  name_changes_.push_back({to, from, std::move(old_content)});
  if (const auto file = files_.find(from); file != files_.end()) {
    files_[to] = file->second;
    files_.erase(from);
  } else {
    files_.erase(to);
  }
}

void UnsyncedChanges::Delete(const std::string& path) {
  if (!fs::is_regular_file(path)) return;
  name_changes_.push_back({path, std::nullopt, DurableContent(path)});
  files_.erase(path);
}

void UnsyncedChanges::SyncDirectory(const std::string& directory) {
  std::erase_if(name_changes_, [&](const NameChange& change) {
    return fs::path(change.path).parent_path() == fs::path(directory).lexically_normal();
  });
}

// Of a file that is about to be replaced, only what the disk holds of it can come back.
std::string UnsyncedChanges::DurableContent(const std::string& path) const {
  std::string content = Read(path).value_or("");
  const auto file = files_.find(path);
  if (file != files_.end() && file->second.synced < content.size()) {
    content.resize(file->second.synced);
  }
  return content;
}

void UnsyncedChanges::CutTail(const std::string& path, const File& file, UnsyncedTail tail,
                              std::mt19937& random) {
  if (file.synced >= file.written || !fs::exists(path)) return;
  const uint64_t kept = file.synced + random() % (file.written - file.synced);
  std::string content = Read(path).value_or("");
  content.resize(tail == UnsyncedTail::kDropped ? file.synced : kept);
  if (tail == UnsyncedTail::kZeroed) content.resize(file.written, '\0');
  Write(path, content);
}

void UnsyncedChanges::PowerCut(UnsyncedTail tail, std::mt19937& random) {
  for (const auto& [path, file] : files_) CutTail(path, file, tail, random);
  for (auto change = name_changes_.rbegin(); change != name_changes_.rend(); ++change) {
    std::error_code missing;
    if (change->moved_from) {
      fs::rename(change->path, *change->moved_from, missing);
    } else {
      fs::remove_all(change->path, missing);
    }
    if (change->old_content) Write(change->path, *change->old_content);
  }
  files_.clear();
  name_changes_.clear();
}

}  // namespace traguardo::storage
