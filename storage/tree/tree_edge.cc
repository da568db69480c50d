#include "storage/tree/tree_edge.h"

#include <bit>
#include <utility>

#include "storage/bytes/check.h"

namespace traguardo::storage {
namespace {

// How many hashes of the tile at the edge of `level` a tree of `size` leaves has.
size_t PartialCount(uint64_t size, size_t level) {
  const size_t shift = level * kTileHeight;
  return shift < 64 ? (size >> shift) % kTileWidth : 0;
}

// The root over a row of hashes whose number is a power of two.
Hash FullSubtreeRoot(std::vector<Hash> row) {
  for (; row.size() > 1; row.resize(row.size() / 2)) {
    for (size_t i = 0; i < row.size() / 2; ++i) row[i] = NodeHash(row[2 * i], row[2 * i + 1]);
  }
  return row.front();
}

}  // namespace

Hash TileRoot(const std::vector<Hash>& hashes) {
  STORAGE_CHECK(hashes.size() == kTileWidth);
  return FullSubtreeRoot(hashes);
}

TreeEdge TreeEdge::FromPartialTiles(uint64_t size, std::vector<std::vector<Hash>> partial_tiles) {
  TreeEdge edge;
  edge.size_ = size;
  for (size_t level = 0; level < 64 / kTileHeight; ++level) {
    const size_t given = level < partial_tiles.size() ? partial_tiles[level].size() : 0;
    STORAGE_CHECK(given == PartialCount(size, level));
  }
  // The k hashes of a partial tile are, from the left, one full subtree per set bit of k, the
  // largest first; tiles of higher levels lie further to the left.
  for (size_t level = partial_tiles.size(); level-- > 0;) {
    const std::vector<Hash>& hashes = partial_tiles[level];
    size_t first = 0;
    for (unsigned bit = kTileHeight; bit-- > 0;) {
      const size_t width = size_t{1} << bit;
      if ((hashes.size() & width) == 0) continue;
      const auto begin = hashes.begin() + first;
      edge.subtree_roots_.push_back(FullSubtreeRoot({begin, begin + width}));
      first += width;
    }
  }
  edge.partial_tiles_ = std::move(partial_tiles);
  return edge;
}

void TreeEdge::Append(const Hash& leaf) {
  // Adding 1 to the size carries through its trailing ones; each carry joins two subtrees.
  const int carries = std::countr_one(size_);
  Hash joined = leaf;
  AddToTile(0, joined);
  for (int height = 1; height <= carries; ++height) {
    joined = NodeHash(subtree_roots_.back(), joined);
    subtree_roots_.pop_back();
    if (height % kTileHeight == 0) AddToTile(height / kTileHeight, joined);
  }
  subtree_roots_.push_back(joined);
  ++size_;
}

void TreeEdge::AddToTile(size_t level, const Hash& hash) {
  if (partial_tiles_.size() <= level) partial_tiles_.resize(level + 1);
  std::vector<Hash>& partial = partial_tiles_[level];
  if (partial.empty()) partial.reserve(kTileWidth);
  partial.push_back(hash);
  if (partial.size() < kTileWidth) return;
  // size_ still counts the leaves before this one, so the tile that became full is the one that
  // the current last leaf lies in.
  const uint64_t index = size_ >> ((level + 1) * kTileHeight);
  completed_.push_back({{static_cast<uint8_t>(level), index}, std::exchange(partial, {})});
}

Hash TreeEdge::Root() const {
  if (subtree_roots_.empty()) return EmptyRoot();
  Hash root = subtree_roots_.back();
  for (size_t i = subtree_roots_.size() - 1; i-- > 0;) root = NodeHash(subtree_roots_[i], root);
  return root;
}

std::vector<Tile> TreeEdge::TakeCompletedTiles() { return std::exchange(completed_, {}); }

const std::vector<Hash>& TreeEdge::partial_tile(size_t level) const {
  static const std::vector<Hash> kNone;
  return level < partial_tiles_.size() ? partial_tiles_[level] : kNone;
}

}  // namespace traguardo::storage
