// Serialised answers, kept as long as what they were made from has not changed and the day is the
// same. Bounded by bytes; the least recently used go first.

#ifndef TRAGUARDO_SERVICES_API_READS_BYTES_CACHE_H_
#define TRAGUARDO_SERVICES_API_READS_BYTES_CACHE_H_

#include <cstddef>
#include <cstdint>
#include <list>
#include <mutex>
#include <string>
#include <string_view>

#include "absl/container/flat_hash_map.h"
#include "services/api/payload.h"
#include "services/domain/values/civil_date.h"

namespace traguardo::api {

// Any thread.
class BytesCache {
 public:
  explicit BytesCache(size_t max_bytes) : max_bytes_(max_bytes) {}

  // Null when there is nothing for this key of this version and day.
  SharedBytes Find(std::string_view key, uint64_t version, domain::DayNumber day);
  // Takes the place of any other version of the key.
  void Put(std::string_view key, uint64_t version, domain::DayNumber day, SharedBytes bytes);

  size_t size_bytes() const;

 private:
  struct Entry {
    std::string key;
    uint64_t version;
    domain::DayNumber day;
    SharedBytes bytes;
  };

  static size_t SizeOf(const Entry& entry);

  const size_t max_bytes_;
  mutable std::mutex mutex_;
  std::list<Entry> entries_;  // most recently used first
  absl::flat_hash_map<std::string_view, std::list<Entry>::iterator> by_key_;
  size_t size_bytes_ = 0;
};

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_READS_BYTES_CACHE_H_
