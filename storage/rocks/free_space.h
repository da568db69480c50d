// Whether a disk has room for what is about to be written. Private to storage.
//
// Debian's RocksDB is built with assertions: a file that is written to again after its first failed
// write ends the process, and opening or copying a database on a full disk does just that. So a
// full disk is found out before RocksDB meets it, and refused with a sentence. Another program can
// still fill the disk between the look and the write; the margin is there for that.

#ifndef TRAGUARDO_STORAGE_ROCKS_FREE_SPACE_H_
#define TRAGUARDO_STORAGE_ROCKS_FREE_SPACE_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace rocksdb {
class Env;
}

namespace traguardo::storage {

// Kept free beyond what is known to be written: manifests, options, info logs.
inline constexpr uint64_t kRoomMarginBytes = 16 << 20;

// OK when the disk that holds `path`, or would hold it, has `needed_bytes` free, or cannot tell;
// else RESOURCE_EXHAUSTED, with how much is missing. Costs one system call.
absl::Status CheckRoom(rocksdb::Env& env, const std::string& path, uint64_t needed_bytes,
                       std::string_view doing);

}  // namespace traguardo::storage

#endif  // TRAGUARDO_STORAGE_ROCKS_FREE_SPACE_H_
