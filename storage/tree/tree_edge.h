// The right edge of the transparency tree: all that is needed to add a leaf and to name the root.
//
// Hashes are kept by tiles as C2SP tlog-tiles lays them out: tile (level L, index N) holds the 256
// hashes of tree level 8·L from number 256·N on; a hash of level 8·(L+1) is the root of one full
// tile below. The edge holds every tile that is not full yet, at most 255 hashes a level, and one
// subtree root per bit of the size. Adding a leaf costs one node hash on average.
//
// Not thread-safe; belongs to whoever appends.

#ifndef TRAGUARDO_STORAGE_TREE_TREE_EDGE_H_
#define TRAGUARDO_STORAGE_TREE_TREE_EDGE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "storage/tree/tree_hash.h"

namespace traguardo::storage {

// Permanent: stored tiles and published ones have this width.
inline constexpr size_t kTileWidth = 256;
inline constexpr unsigned kTileHeight = 8;

struct TileId {
  uint8_t level = 0;
  uint64_t index = 0;

  friend bool operator==(const TileId& left, const TileId& right) = default;
};

struct Tile {
  TileId id;
  std::vector<Hash> hashes;  // kTileWidth of them when the tile is complete
};

// The root of a full tile: the hash that stands for it one level up.
Hash TileRoot(const std::vector<Hash>& hashes);

class TreeEdge {
 public:
  // The empty tree.
  TreeEdge() = default;

  // The edge of a tree of `size` leaves from its partial tiles: `partial_tiles[L]` holds the
  // (size >> 8·L) mod 256 hashes of level 8·L that no full tile holds. CHECKs the counts.
  static TreeEdge FromPartialTiles(uint64_t size, std::vector<std::vector<Hash>> partial_tiles);

  void Append(const Hash& leaf);

  uint64_t size() const { return size_; }
  Hash Root() const;

  // Tiles that Append() completed since the last call, in the order in which they became full.
  std::vector<Tile> TakeCompletedTiles();

  // The hashes of the tile of `level` that is not full yet; empty when there is none.
  const std::vector<Hash>& partial_tile(size_t level) const;

 private:
  void AddToTile(size_t level, const Hash& hash);

  uint64_t size_ = 0;
  // One root per set bit of size_, of the largest subtree first.
  std::vector<Hash> subtree_roots_;
  std::vector<std::vector<Hash>> partial_tiles_;
  std::vector<Tile> completed_;
};

}  // namespace traguardo::storage

#endif  // TRAGUARDO_STORAGE_TREE_TREE_EDGE_H_
