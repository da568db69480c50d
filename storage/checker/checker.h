// The offline check of a whole event log: read-only, every byte, no server running on it.
//
// It proves, or names where it cannot:
//   files      every block of every table matches its checksum
//   facts      positions are gapless from 1 to the tree head's size; every record decodes, and so
//              does its envelope, which names the position it stands at
//   streams    revisions are gapless per stream, positions ascend in it; every fact has exactly one
//              entry, the one its envelope names, and no entry points elsewhere
//   requests   every entry points at existing facts that no other entry claims; the command that
//              an envelope names has an entry, and that entry claims the fact
//   tree       every leaf, every tile and the root, recomputed from the facts' bytes, equal those
//              stored
//
// A finding does not end the check: it goes on with the next fact, so that one report names all
// there is, up to a limit. What it cannot see: a whole directory put back to an older state, or a
// log rewritten together with its tree. For these, compare the tree head with a signed checkpoint
// kept elsewhere.
//
// Without a decoder, what needs the envelope is left out; everything else is still checked.
//
// Memory: two bits per fact (2.4 MiB for 10 million) and the block cache, whatever the log's
// length. Time: one pass over all files, one over each index, one over the facts with a point read
// per fact and one per command.

#ifndef TRAGUARDO_STORAGE_CHECKER_CHECKER_H_
#define TRAGUARDO_STORAGE_CHECKER_CHECKER_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "storage/bytes/position.h"
#include "storage/layout/request_key.h"
#include "storage/tree/tree_hash.h"

namespace rocksdb {
class Env;
}

namespace traguardo::storage {

// What the check wants to know from an envelope; this folder cannot read one itself.
struct DecodedHeader {
  std::string ente;
  std::string stream;
  Revision revision = 0;
  Position position = 0;
  // Of the command that recorded the fact; without a hash the request index is checked only for
  // what it says by itself.
  std::string principal;
  std::optional<RequestIdHash> command_hash;  // HashRequestId(request id)
};

// A non-OK status is a finding at the fact's position.
using HeaderDecoder = std::function<absl::StatusOr<DecodedHeader>(std::string_view envelope)>;

// In the order in which they are checked.
enum class CheckArea { kFiles, kStreams, kRequests, kFacts, kTree, kOperational };
std::string_view CheckAreaName(CheckArea area);

struct CheckFinding {
  CheckArea area = CheckArea::kFacts;
  Position position = 0;  // of the fact concerned; 0 when the finding concerns no single fact
  std::string what;
};

struct CheckProgress {
  CheckArea area = CheckArea::kFiles;
  uint64_t done = 0;   // files, facts or entries of this area
  uint64_t total = 0;  // an estimate for entries
};

struct CheckOptions {
  std::string directory;
  HeaderDecoder decode;  // null: envelopes stay opaque and what needs them is not checked
  std::function<void(const CheckProgress&)> on_progress;
  // Asked before each file, entry and fact; true ends the check with CANCELLED. Null: it goes on.
  std::function<bool()> is_cancelled;
  size_t finding_limit = 100;  // kept in the report; all are counted
  uint64_t block_cache_bytes = 128ull << 20;
  rocksdb::Env* env = nullptr;  // null: the operating system's. Not owned.
};

struct CheckReport {
  TreeHead tree_head;  // as stored
  Position facts = 0;
  uint64_t stream_entries = 0;
  uint64_t streams = 0;
  uint64_t request_entries = 0;
  uint64_t tiles = 0;
  uint64_t finding_count = 0;
  std::vector<CheckFinding> findings;

  bool ok() const { return finding_count == 0; }
};

// An error when the log cannot be opened at all (missing, in use, unknown format, or files that
// RocksDB refuses: DATA_LOSS), and CANCELLED when is_cancelled said so: half a check proves
// nothing. Whatever is wrong inside an open log is in the report.
absl::StatusOr<CheckReport> CheckLog(const CheckOptions& options);

}  // namespace traguardo::storage

#endif  // TRAGUARDO_STORAGE_CHECKER_CHECKER_H_
