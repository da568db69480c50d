// Between RocksDB's words and ours. Private to storage.

#ifndef TRAGUARDO_STORAGE_ROCKS_ROCKS_STATUS_H_
#define TRAGUARDO_STORAGE_ROCKS_ROCKS_STATUS_H_

#include <rocksdb/slice.h>
#include <rocksdb/status.h>

#include <string_view>

#include "absl/status/status.h"

namespace traguardo::storage {

// `doing` says what was tried, "reading a fact"; it opens the message.
//   corruption            DATA_LOSS
//   no space              RESOURCE_EXHAUSTED, with advice
//   any other I/O error   UNAVAILABLE
//   not found             NOT_FOUND
//   anything else         INTERNAL: RocksDB was used wrongly
absl::Status ToStatus(const rocksdb::Status& status, std::string_view doing);

inline rocksdb::Slice AsSlice(std::string_view view) { return {view.data(), view.size()}; }
inline std::string_view AsView(const rocksdb::Slice& slice) { return {slice.data(), slice.size()}; }

}  // namespace traguardo::storage

#endif  // TRAGUARDO_STORAGE_ROCKS_ROCKS_STATUS_H_
