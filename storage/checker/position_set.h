// A set of positions at one bit each, for the checker. Private to storage.

#ifndef TRAGUARDO_STORAGE_CHECKER_POSITION_SET_H_
#define TRAGUARDO_STORAGE_CHECKER_POSITION_SET_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "absl/container/node_hash_map.h"
#include "storage/bytes/position.h"

namespace traguardo::storage {

// Memory follows the positions that are in it, not the largest one: a damaged log may name any.
class PositionSet {
 public:
  // Whether it was not in the set before.
  bool Insert(Position position) {
    uint64_t& word = pages_[position / kPageBits][position % kPageBits / 64];
    const uint64_t bit = uint64_t{1} << (position % 64);
    const bool is_new = (word & bit) == 0;
    word |= bit;
    return is_new;
  }

  bool Contains(Position position) const {
    const auto page = pages_.find(position / kPageBits);
    if (page == pages_.end()) return false;
    return (page->second[position % kPageBits / 64] >> (position % 64) & 1) != 0;
  }

 private:
  static constexpr size_t kPageBits = 1 << 16;
  absl::node_hash_map<uint64_t, std::array<uint64_t, kPageBits / 64>> pages_;
};

}  // namespace traguardo::storage

#endif  // TRAGUARDO_STORAGE_CHECKER_POSITION_SET_H_
