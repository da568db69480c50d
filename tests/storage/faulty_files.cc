#include "tests/storage/faulty_files.h"

namespace traguardo::storage {

using rocksdb::IODebugContext;
using rocksdb::IOOptions;
using rocksdb::IOStatus;
using rocksdb::Slice;

IOStatus FaultyWritableFile::Append(const Slice& data, const IOOptions& options,
                                    IODebugContext* debug) {
  const IOStatus met = system_.Meet(FileCall::kAppend, path_);
  // A write that fails may have reached the file in part.
  const Slice reaching(data.data(), met.ok() ? data.size() : system_.TornLength(data.size()));
  if (reaching.empty()) return met;
  const IOStatus written = target()->Append(reaching, options, debug);
  if (written.ok()) system_.NoteAppend(path_, reaching.size());
  return met.ok() ? written : met;
}

IOStatus FaultyWritableFile::Append(const Slice& data, const IOOptions& options,
                                    const rocksdb::DataVerificationInfo& /*verification*/,
                                    IODebugContext* debug) {
  return Append(data, options, debug);
}

IOStatus FaultyWritableFile::Truncate(uint64_t size, const IOOptions& options,
                                      IODebugContext* debug) {
  const IOStatus met = system_.Meet(FileCall::kAppend, path_);
  if (!met.ok()) return met;
  system_.NoteTruncate(path_, size);
  return target()->Truncate(size, options, debug);
}

IOStatus FaultyWritableFile::Sync(const IOOptions& /*options*/, IODebugContext* /*debug*/) {
  const IOStatus met = system_.Meet(FileCall::kSync, path_);
  if (met.ok()) system_.NoteSync(path_);
  return met;
}

IOStatus FaultyWritableFile::Fsync(const IOOptions& options, IODebugContext* debug) {
  return Sync(options, debug);
}

IOStatus FaultySequentialFile::Read(size_t bytes, const IOOptions& options, Slice* result,
                                    char* scratch, IODebugContext* debug) {
  const IOStatus met = system_.Meet(FileCall::kRead, path_);
  return met.ok() ? target()->Read(bytes, options, result, scratch, debug) : met;
}

IOStatus FaultyRandomAccessFile::Read(uint64_t offset, size_t bytes, const IOOptions& options,
                                      Slice* result, char* scratch, IODebugContext* debug) const {
  const IOStatus met = system_.Meet(FileCall::kRead, path_);
  return met.ok() ? target()->Read(offset, bytes, options, result, scratch, debug) : met;
}

IOStatus FaultyRandomAccessFile::MultiRead(rocksdb::FSReadRequest* requests, size_t count,
                                           const IOOptions& options, IODebugContext* debug) {
  const IOStatus met = system_.Meet(FileCall::kRead, path_);
  return met.ok() ? target()->MultiRead(requests, count, options, debug) : met;
}

IOStatus FaultyDirectory::Fsync(const IOOptions& /*options*/, IODebugContext* /*debug*/) {
  const IOStatus met = system_.Meet(FileCall::kSyncDirectory, path_);
  if (met.ok()) system_.NoteDirectorySync(path_);
  return met;
}

}  // namespace traguardo::storage
