#include "storage/log/tree_store.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "storage/bytes/big_endian.h"
#include "storage/layout/fact_record.h"
#include "storage/layout/keys.h"
#include "storage/rocks/rocks_status.h"

namespace traguardo::storage {
namespace {

std::string Hex(const Hash& hash) {
  const std::string_view bytes = AsBytes(hash);
  return absl::BytesToHexString({bytes.data(), bytes.size()});
}

Hash HashAt(std::string_view bytes, size_t index) {
  Hash hash;
  const std::string_view part = bytes.substr(index * hash.size(), hash.size());
  std::copy(part.begin(), part.end(), hash.begin());
  return hash;
}

absl::StatusOr<std::string> ReadTreeKey(const LogDatabase& database, std::string_view key,
                                        std::string_view what) {
  std::string value;
  const rocksdb::Status status = database.db().Get(
      rocksdb::ReadOptions(), database.family(Family::kTree), AsSlice(key), &value);
  if (status.ok()) return value;
  return ToStatus(status, absl::StrCat("reading ", std::string(what)));
}

// Leaves of the facts first..last, which must all be there.
absl::StatusOr<std::vector<Hash>> LeavesOfFacts(const LogDatabase& database, Position first,
                                                Position last) {
  std::vector<Hash> leaves;
  if (first > last) return leaves;
  std::unique_ptr<rocksdb::Iterator> facts(
      database.db().NewIterator(OrderedRead(), database.family(Family::kFacts)));
  facts->Seek(FactKey(first));
  for (Position position = first; position <= last; ++position, facts->Next()) {
    if (!facts->status().ok()) return ToStatus(facts->status(), "reading the last facts");
    if (!facts->Valid() || ParseFactKey(AsView(facts->key())) != position) {
      return absl::DataLossError(absl::StrCat("the fact at position ", position,
                                              " is missing: restore the log from a backup"));
    }
    const absl::StatusOr<FactRecord> record = DecodeFactRecord(AsView(facts->value()));
    if (!record.ok()) {
      return absl::DataLossError(absl::StrCat("the fact at position ", position,
                                              " is damaged: ", record.status().ToString()));
    }
    leaves.push_back(LeafHash(Commitment(record->entry_salt, record->envelope)));
  }
  return leaves;
}

}  // namespace

std::string EncodeTreeHead(const TreeHead& head) {
  std::string bytes;
  AppendBigEndian(head.size, bytes);
  bytes.append(AsBytes(head.root));
  return bytes;
}

absl::StatusOr<TreeHead> DecodeTreeHead(std::string_view bytes) {
  TreeHead head;
  if (bytes.size() != kNumberBytes + head.root.size()) {
    return absl::DataLossError(
        absl::StrCat("the tree head has the impossible length ", bytes.size()));
  }
  head.size = ReadBigEndian(bytes.substr(0, kNumberBytes));
  head.root = HashAt(bytes.substr(kNumberBytes), 0);
  return head;
}

std::string EncodeTile(const std::vector<Hash>& hashes) {
  std::string bytes;
  bytes.reserve(hashes.size() * sizeof(Hash));
  for (const Hash& hash : hashes) bytes.append(AsBytes(hash));
  return bytes;
}

absl::StatusOr<std::vector<Hash>> DecodeTile(std::string_view bytes) {
  if (bytes.size() != kTileWidth * sizeof(Hash)) {
    return absl::DataLossError(absl::StrCat("a tile has the impossible length ", bytes.size()));
  }
  std::vector<Hash> hashes(kTileWidth);
  for (size_t i = 0; i < kTileWidth; ++i) hashes[i] = HashAt(bytes, i);
  return hashes;
}

absl::StatusOr<TreeHead> ReadTreeHead(const LogDatabase& database) {
  const absl::StatusOr<std::string> bytes = ReadTreeKey(database, kTreeHeadKey, "the tree head");
  if (absl::IsNotFound(bytes.status())) return TreeHead{0, EmptyRoot()};
  if (!bytes.ok()) return bytes.status();
  return DecodeTreeHead(*bytes);
}

absl::StatusOr<std::vector<Hash>> ReadTile(const LogDatabase& database, TileId id) {
  const std::string name = absl::StrCat("tile ", id.level, "/", id.index);
  const absl::StatusOr<std::string> bytes = ReadTreeKey(database, TileKey(id), name);
  if (absl::IsNotFound(bytes.status())) {
    return absl::DataLossError(absl::StrCat(name, " of the transparency tree is missing"));
  }
  if (!bytes.ok()) return bytes.status();
  return DecodeTile(*bytes);
}

absl::StatusOr<Position> ReadLastPosition(const LogDatabase& database) {
  std::unique_ptr<rocksdb::Iterator> facts(
      database.db().NewIterator(OrderedRead(), database.family(Family::kFacts)));
  facts->SeekToLast();
  if (!facts->status().ok()) return ToStatus(facts->status(), "looking for the last fact");
  if (!facts->Valid()) return Position{0};
  const std::optional<Position> position = ParseFactKey(AsView(facts->key()));
  if (!position) return absl::DataLossError("the last fact has an impossible key");
  return *position;
}

absl::StatusOr<TreeEdge> RestoreEdge(const LogDatabase& database) {
  const absl::StatusOr<TreeHead> head = ReadTreeHead(database);
  if (!head.ok()) return head.status();
  const absl::StatusOr<Position> last = ReadLastPosition(database);
  if (!last.ok()) return last.status();
  if (*last != head->size) {
    return absl::DataLossError(absl::StrCat("the last fact stands at position ", *last,
                                            " and the stored tree head counts ", head->size,
                                            " facts: restore the log from a backup"));
  }
  std::vector<std::vector<Hash>> partial_tiles;
  for (uint8_t level = 0; level * kTileHeight < 64; ++level) {
    const uint64_t hashes = head->size >> (level * kTileHeight);  // of this level, full tiles too
    if (hashes == 0) break;
    const uint64_t first = hashes - hashes % kTileWidth;
    if (level == 0) {
      absl::StatusOr<std::vector<Hash>> leaves = LeavesOfFacts(database, first + 1, hashes);
      if (!leaves.ok()) return leaves.status();
      partial_tiles.push_back(*std::move(leaves));
      continue;
    }
    std::vector<Hash> roots;
    for (uint64_t index = first; index < hashes; ++index) {
      const absl::StatusOr<std::vector<Hash>> tile =
          ReadTile(database, {static_cast<uint8_t>(level - 1), index});
      if (!tile.ok()) return tile.status();
      roots.push_back(TileRoot(*tile));
    }
    partial_tiles.push_back(std::move(roots));
  }
  TreeEdge edge = TreeEdge::FromPartialTiles(head->size, std::move(partial_tiles));
  if (const Hash root = edge.Root(); root != head->root) {
    return absl::DataLossError(
        absl::StrCat("the tree over ", head->size, " facts has the root ", Hex(root),
                     " and the stored tree head says ", Hex(head->root),
                     ": the log was changed outside the server; restore it from a backup"));
  }
  return edge;
}

}  // namespace traguardo::storage
