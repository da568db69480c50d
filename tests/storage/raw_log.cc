#include "tests/storage/raw_log.h"

#include <rocksdb/db.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

namespace traguardo::storage {
namespace {

void Must(const rocksdb::Status& status) {
  if (status.ok()) return;
  std::fprintf(stderr, "raw log: %s\n", status.ToString().c_str());
  std::abort();
}

rocksdb::Slice AsSlice(std::string_view view) { return {view.data(), view.size()}; }

}  // namespace

struct RawLog::State {
  std::unique_ptr<rocksdb::DB> db;
  std::map<std::string, rocksdb::ColumnFamilyHandle*> families;
};

RawLog::RawLog(const std::string& directory) : state_(std::make_unique<State>()) {
  std::vector<std::string> names;
  Must(rocksdb::DB::ListColumnFamilies(rocksdb::DBOptions(), directory, &names));
  std::vector<rocksdb::ColumnFamilyDescriptor> descriptors;
  for (const std::string& name : names) {
    descriptors.emplace_back(name, rocksdb::ColumnFamilyOptions());
  }
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* db = nullptr;
  Must(rocksdb::DB::Open(rocksdb::DBOptions(), directory, descriptors, &handles, &db));
  state_->db.reset(db);
  for (size_t i = 0; i < names.size(); ++i) state_->families[names[i]] = handles[i];
}

RawLog::~RawLog() {
  for (const auto& [name, handle] : state_->families) {
    Must(state_->db->DestroyColumnFamilyHandle(handle));
  }
  Must(state_->db->Close());
}

std::optional<std::string> RawLog::Get(const std::string& family, std::string_view key) const {
  std::string value;
  const rocksdb::Status status =
      state_->db->Get(rocksdb::ReadOptions(), state_->families.at(family), AsSlice(key), &value);
  if (status.IsNotFound()) return std::nullopt;
  Must(status);
  return value;
}

void RawLog::Put(const std::string& family, std::string_view key, std::string_view value) {
  Must(state_->db->Put(rocksdb::WriteOptions(), state_->families.at(family), AsSlice(key),
                       AsSlice(value)));
}

void RawLog::Delete(const std::string& family, std::string_view key) {
  Must(state_->db->Delete(rocksdb::WriteOptions(), state_->families.at(family), AsSlice(key)));
}

std::vector<std::string> RawLog::Keys(const std::string& family) const {
  std::vector<std::string> keys;
  std::unique_ptr<rocksdb::Iterator> all(
      state_->db->NewIterator(rocksdb::ReadOptions(), state_->families.at(family)));
  for (all->SeekToFirst(); all->Valid(); all->Next()) keys.push_back(all->key().ToString());
  Must(all->status());
  return keys;
}

void RawLog::MakeFamily(const std::string& family) {
  Must(state_->db->CreateColumnFamily(rocksdb::ColumnFamilyOptions(), family,
                                      &state_->families[family]));
}

void RawLog::DropFamily(const std::string& family) {
  Must(state_->db->DropColumnFamily(state_->families.at(family)));
  Must(state_->db->DestroyColumnFamilyHandle(state_->families.at(family)));
  state_->families.erase(family);
}

void RawLog::Flush() {
  for (const auto& [name, handle] : state_->families) {
    Must(state_->db->Flush(rocksdb::FlushOptions(), handle));
  }
}

void RawLog::Compact() {
  for (const auto& [name, handle] : state_->families) {
    Must(state_->db->CompactRange(rocksdb::CompactRangeOptions(), handle, nullptr, nullptr));
  }
}

void FlipBit(const std::string& file, size_t offset) {
  std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
  stream.seekg(static_cast<std::streamoff>(offset));
  const int byte = stream.get();
  if (byte == EOF) std::abort();
  stream.seekp(static_cast<std::streamoff>(offset));
  stream.put(static_cast<char>(byte ^ 1));
  stream.flush();
  if (!stream) std::abort();
}

std::vector<std::string> FilesEndingWith(const std::string& directory, std::string_view ending) {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(directory)) {
    const std::string path = entry.path().string();
    if (path.ends_with(ending)) files.push_back(path);
  }
  std::sort(files.begin(), files.end());
  return files;
}

size_t FilesContaining(const std::string& directory, std::string_view bytes) {
  size_t count = 0;
  for (const std::string& file : FilesEndingWith(directory, "")) {
    std::ifstream stream(file, std::ios::binary);
    const std::string content(std::istreambuf_iterator<char>(stream), {});
    if (content.find(bytes) != std::string::npos) ++count;
  }
  return count;
}

}  // namespace traguardo::storage
