#include "services/api/reads/bytes_cache.h"

#include <utility>

namespace traguardo::api {
namespace {

// What an entry takes beside its bytes, roughly.
constexpr size_t kEntryOverheadBytes = 160;

}  // namespace

size_t BytesCache::SizeOf(const Entry& entry) {
  return entry.bytes->size() + entry.key.size() + kEntryOverheadBytes;
}

SharedBytes BytesCache::Find(std::string_view key, uint64_t version, domain::DayNumber day) {
  const std::lock_guard lock(mutex_);
  const auto found = by_key_.find(key);
  if (found == by_key_.end() || found->second->version != version || found->second->day != day) {
    return nullptr;
  }
  entries_.splice(entries_.begin(), entries_, found->second);
  return found->second->bytes;
}

void BytesCache::Put(std::string_view key, uint64_t version, domain::DayNumber day,
                     SharedBytes bytes) {
  const std::lock_guard lock(mutex_);
  if (const auto found = by_key_.find(key); found != by_key_.end()) {
    Entry& entry = *found->second;
    size_bytes_ -= SizeOf(entry);
    entry.version = version;
    entry.day = day;
    entry.bytes = std::move(bytes);
    size_bytes_ += SizeOf(entry);
    entries_.splice(entries_.begin(), entries_, found->second);
  } else {
    entries_.push_front({std::string(key), version, day, std::move(bytes)});
    by_key_.emplace(entries_.front().key, entries_.begin());
    size_bytes_ += SizeOf(entries_.front());
  }
  while (size_bytes_ > max_bytes_ && !entries_.empty()) {
    size_bytes_ -= SizeOf(entries_.back());
    by_key_.erase(entries_.back().key);
    entries_.pop_back();
  }
}

size_t BytesCache::size_bytes() const {
  const std::lock_guard lock(mutex_);
  return size_bytes_;
}

}  // namespace traguardo::api
