// The transparency tree's side of the database. Private to storage.

#ifndef TRAGUARDO_STORAGE_LOG_TREE_STORE_H_
#define TRAGUARDO_STORAGE_LOG_TREE_STORE_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "storage/log/log_database.h"
#include "storage/tree/tree_edge.h"

namespace traguardo::storage {

// The stored head: size, 8 bytes big-endian, then the root's 32. Permanent.
std::string EncodeTreeHead(const TreeHead& head);
absl::StatusOr<TreeHead> DecodeTreeHead(std::string_view bytes);

// A full tile: its hashes one after the other. Permanent.
std::string EncodeTile(const std::vector<Hash>& hashes);
absl::StatusOr<std::vector<Hash>> DecodeTile(std::string_view bytes);

// The head of the last group, or the empty tree's of a log without facts.
absl::StatusOr<TreeHead> ReadTreeHead(const LogDatabase& database);
absl::StatusOr<std::vector<Hash>> ReadTile(const LogDatabase& database, TileId id);

// The position of the last fact, 0 when there is none.
absl::StatusOr<Position> ReadLastPosition(const LogDatabase& database);

// Recomputes the edge from the facts of the last tile (at most 255) and the full tiles above it.
// DATA_LOSS, naming both sides, when size or root differ from the stored head: then facts were
// changed, added or taken away behind the log's back.
absl::StatusOr<TreeEdge> RestoreEdge(const LogDatabase& database);

}  // namespace traguardo::storage

#endif  // TRAGUARDO_STORAGE_LOG_TREE_STORE_H_
