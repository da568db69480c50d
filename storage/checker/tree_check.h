// The checker's view of the transparency tree: leaves come in one by one, and every stored tile
// that they complete is compared hash by hash. Private to the checker.

#ifndef TRAGUARDO_STORAGE_CHECKER_TREE_CHECK_H_
#define TRAGUARDO_STORAGE_CHECKER_TREE_CHECK_H_

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "storage/bytes/position.h"
#include "storage/tree/tree_edge.h"

namespace traguardo::storage {

class LogDatabase;

// A wrong or missing leaf is reported where it is; above it the stored hash is taken as right, so
// that one changed fact is one finding and the rest of the tree is still checked.
class TreeCheck {
 public:
  using Report = std::function<void(Position position, std::string what)>;

  // `head` is the stored one; leaves past its size are not looked at.
  TreeCheck(const LogDatabase& database, const TreeHead& head, Report report);

  // The leaf of the fact at `position`. Positions ascend; one left out is a leaf not known.
  void AddLeaf(Position position, const Hash& leaf);

  // Checks what is left, and the root. Returns the number of tiles that the head's size implies.
  uint64_t Finish();

 private:
  // One tile being filled, of any level.
  struct OpenTile {
    uint64_t index = 0;
    std::vector<std::optional<Hash>> hashes;
  };

  uint64_t HashCount(size_t level) const;
  void AddHash(size_t level, uint64_t number, std::optional<Hash> hash);
  void CloseTile(size_t level);
  void ReportHash(size_t level, uint64_t number, const std::string& what);
  void CheckRoot();

  const LogDatabase& database_;
  const TreeHead head_;
  const Report report_;
  std::vector<OpenTile> levels_;
  Position next_position_ = 1;
  uint64_t tiles_ = 0;
  bool gave_up_ = false;
};

}  // namespace traguardo::storage

#endif  // TRAGUARDO_STORAGE_CHECKER_TREE_CHECK_H_
