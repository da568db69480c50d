#include "storage/checker/tree_check.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "storage/log/tree_store.h"

namespace traguardo::storage {
namespace {

// Leaves that are not known are stepped over one by one. A hole past this is no longer a damaged
// file but a position that never existed, and no tile says anything about it.
constexpr uint64_t kMaxHole = 1 << 24;

}  // namespace

TreeCheck::TreeCheck(const LogDatabase& database, const TreeHead& head, Report report)
    : database_(database), head_(head), report_(std::move(report)) {}

uint64_t TreeCheck::HashCount(size_t level) const { return head_.size >> (level * kTileHeight); }

void TreeCheck::AddLeaf(Position position, const Hash& leaf) {
  if (gave_up_ || position > head_.size) return;
  if (position - next_position_ > kMaxHole) {
    gave_up_ = true;
    report_(next_position_, "too many facts are missing from here on: the tree is not checked");
    return;
  }
  for (; next_position_ < position; ++next_position_) AddHash(0, next_position_ - 1, std::nullopt);
  AddHash(0, position - 1, leaf);
  ++next_position_;
}

void TreeCheck::AddHash(size_t level, uint64_t number, std::optional<Hash> hash) {
  if (levels_.size() <= level) levels_.resize(level + 1);
  OpenTile& tile = levels_[level];
  tile.index = number / kTileWidth;
  tile.hashes.push_back(hash);
  if (tile.hashes.size() == kTileWidth) CloseTile(level);
}

void TreeCheck::CloseTile(size_t level) {
  OpenTile tile = std::exchange(levels_[level], {});
  ++tiles_;
  const TileId id{static_cast<uint8_t>(level), tile.index};
  const absl::StatusOr<std::vector<Hash>> stored = ReadTile(database_, id);
  if (!stored.ok()) {
    ReportHash(level, tile.index * kTileWidth, stored.status().ToString());
    const bool all_known = std::all_of(tile.hashes.begin(), tile.hashes.end(),
                                       [](const auto& hash) { return hash.has_value(); });
    std::optional<Hash> root;
    if (all_known) {
      std::vector<Hash> known;
      for (const std::optional<Hash>& hash : tile.hashes) known.push_back(*hash);
      root = TileRoot(known);
    }
    AddHash(level + 1, tile.index, root);
    return;
  }
  for (size_t i = 0; i < kTileWidth; ++i) {
    if (!tile.hashes[i].has_value() || *tile.hashes[i] == (*stored)[i]) continue;
    ReportHash(level, tile.index * kTileWidth + i,
               level == 0 ? "the fact's salt and envelope do not hash to its leaf in the tree"
                          : "a tile's root is not the hash that stands for it one level up");
  }
  AddHash(level + 1, tile.index, TileRoot(*stored));
}

void TreeCheck::ReportHash(size_t level, uint64_t number, const std::string& what) {
  // The first fact below the hash.
  const Position position = (number << (level * kTileHeight)) + 1;
  report_(position, level == 0 ? what
                               : absl::StrCat(what, " (tile ", level, "/", number / kTileWidth,
                                              ", hash ", number % kTileWidth, ")"));
}

uint64_t TreeCheck::Finish() {
  if (!gave_up_) {
    if (head_.size >= next_position_ && head_.size - next_position_ > kMaxHole) {
      report_(next_position_, "too many facts are missing from here on: the tree is not checked");
    } else {
      for (; next_position_ <= head_.size; ++next_position_) {
        AddHash(0, next_position_ - 1, std::nullopt);
      }
      CheckRoot();
    }
  }
  return tiles_;
}

void TreeCheck::CheckRoot() {
  std::vector<std::vector<Hash>> partial_tiles(levels_.size());
  for (size_t level = 0; level < levels_.size(); ++level) {
    for (const std::optional<Hash>& hash : levels_[level].hashes) {
      if (!hash.has_value()) {
        report_(0,
                "the root cannot be recomputed: a fact or tile at the tree's right edge is "
                "missing or unreadable");
        return;
      }
      partial_tiles[level].push_back(*hash);
    }
  }
  const TreeEdge edge = TreeEdge::FromPartialTiles(head_.size, std::move(partial_tiles));
  if (edge.Root() != head_.root) {
    const Position first = head_.size - head_.size % kTileWidth + 1;
    report_(0, absl::StrCat("the root over ", head_.size,
                            " facts is not the stored one: the head or one of the facts from ",
                            first, " on was changed"));
  }
}

}  // namespace traguardo::storage
