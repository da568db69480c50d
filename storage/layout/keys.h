// Keys of the column families. Permanent: every function here spells stored bytes (FORMAT.md).
//
// Numbers are big-endian. Names end in a NUL byte, which no name contains, so that no key of one
// ente lies among those of another.

#ifndef TRAGUARDO_STORAGE_LAYOUT_KEYS_H_
#define TRAGUARDO_STORAGE_LAYOUT_KEYS_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "storage/bytes/big_endian.h"
#include "storage/bytes/position.h"
#include "storage/layout/request_key.h"
#include "storage/tree/tree_edge.h"

namespace traguardo::storage {

// 1 to max_bytes bytes, none of them NUL.
bool IsName(std::string_view name, size_t max_bytes);

// facts: position
std::string FactKey(Position position);
std::optional<Position> ParseFactKey(std::string_view key);

// streams: ente NUL stream NUL revision → position
inline constexpr size_t kMinStreamKeyBytes = 4 + kNumberBytes;
void AppendStreamPrefix(std::string_view ente, std::string_view stream, std::string& out);
std::string StreamKey(std::string_view ente, std::string_view stream, Revision revision);

struct ParsedStreamKey {
  std::string_view ente;
  std::string_view stream;
  Revision revision = 0;
};
// Null for bytes that are no such key. The views point into `key`.
std::optional<ParsedStreamKey> ParseStreamKey(std::string_view key);

// requests: ente NUL principal NUL 16-byte hash → request record
void AppendRequestKey(const RequestKey& key, std::string& out);
std::optional<RequestKey> ParseRequestKey(std::string_view key);

// tree: 'T' level index → 256 hashes, and one key for the head
inline constexpr std::string_view kTreeHeadKey = "head";
std::string TileKey(TileId id);
std::optional<TileId> ParseTileKey(std::string_view key);

// The smallest key greater than every key that starts with `prefix`; empty when there is none.
std::string PrefixEnd(std::string_view prefix);

}  // namespace traguardo::storage

#endif  // TRAGUARDO_STORAGE_LAYOUT_KEYS_H_
