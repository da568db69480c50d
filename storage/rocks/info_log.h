// Where RocksDB writes down what it does: the file LOG, for whoever looks for the cause of trouble.
// Private to storage.
//
// In place of RocksDB's own, which ends the process when the disk is full: here a line that cannot
// be written is lost. Two files of at most kMaxInfoLogBytes each, LOG and LOG.old.

#ifndef TRAGUARDO_STORAGE_ROCKS_INFO_LOG_H_
#define TRAGUARDO_STORAGE_ROCKS_INFO_LOG_H_

#include <rocksdb/env.h>

#include <cstddef>
#include <memory>
#include <string>

namespace traguardo::storage {

inline constexpr size_t kMaxInfoLogBytes = 4 << 20;

// Begins a new LOG in the directory, which is made when it is missing. Never null.
std::shared_ptr<rocksdb::Logger> NewInfoLog(rocksdb::Env& env, const std::string& directory);

// Writes nothing: for what is opened only to be read.
std::shared_ptr<rocksdb::Logger> NoInfoLog();

}  // namespace traguardo::storage

#endif  // TRAGUARDO_STORAGE_ROCKS_INFO_LOG_H_
