// Memory for the bytes of one group: allocations stay where they are until Clear(), which keeps the
// blocks for the next group.

#ifndef TRAGUARDO_SERVICES_RUNTIME_STATES_BYTES_ARENA_H_
#define TRAGUARDO_SERVICES_RUNTIME_STATES_BYTES_ARENA_H_

#include <algorithm>
#include <cstddef>
#include <memory>
#include <vector>

namespace traguardo::runtime {

class BytesArena {
 public:
  // Never null; uninitialised.
  char* Allocate(size_t bytes) {
    while (current_ < blocks_.size() && blocks_[current_].size - used_ < bytes) {
      ++current_;
      used_ = 0;
    }
    if (current_ == blocks_.size()) {
      const size_t size = std::max(bytes, kBlockBytes);
      blocks_.push_back({std::make_unique_for_overwrite<char[]>(size), size});
      used_ = 0;
    }
    char* const place = blocks_[current_].bytes.get() + used_;
    used_ += bytes;
    return place;
  }

  // Keeps up to kKeptBlocks of the usual size.
  void Clear() {
    std::erase_if(blocks_, [](const Block& block) { return block.size > kBlockBytes; });
    if (blocks_.size() > kKeptBlocks) blocks_.resize(kKeptBlocks);
    current_ = 0;
    used_ = 0;
  }

 private:
  static constexpr size_t kBlockBytes = 128 << 10;
  static constexpr size_t kKeptBlocks = 16;

  struct Block {
    std::unique_ptr<char[]> bytes;
    size_t size = 0;
  };

  std::vector<Block> blocks_;
  size_t current_ = 0;
  size_t used_ = 0;
};

}  // namespace traguardo::runtime

#endif  // TRAGUARDO_SERVICES_RUNTIME_STATES_BYTES_ARENA_H_
