// The hashes of the transparency tree (RFC 6962, section 2.1). Permanent: every byte that goes into
// a hash here is part of what proofs rest on.
//
// An entry of the tree is not the envelope but a commitment to it, so that leaves, tiles and proofs
// can be public while the envelope goes only to readers with the right. With envelope and salt
// anybody can recompute the commitment, and from there the path to a signed root.
//
//   commitment = SHA-256(salt ‖ envelope)      salt: kSaltBytes random bytes of this fact
//   leaf       = SHA-256(0x00 ‖ commitment)
//   node       = SHA-256(0x01 ‖ left ‖ right)
//   empty root = SHA-256("")
//
// All functions are pure and safe from any thread.

#ifndef TRAGUARDO_STORAGE_TREE_TREE_HASH_H_
#define TRAGUARDO_STORAGE_TREE_TREE_HASH_H_

#include <array>
#include <cstdint>
#include <string_view>

namespace traguardo::storage {

using Hash = std::array<uint8_t, 32>;

Hash Commitment(std::string_view salt, std::string_view envelope);

// The leaf over a tree entry, whatever its length; ours are commitments.
Hash LeafHash(std::string_view entry);
Hash LeafHash(const Hash& commitment);

Hash NodeHash(const Hash& left, const Hash& right);

// The root of the tree without leaves.
Hash EmptyRoot();

// A state of the tree: how many leaves, and the root over them.
struct TreeHead {
  uint64_t size = 0;
  Hash root{};

  friend bool operator==(const TreeHead& left, const TreeHead& right) = default;
};

// A hash as the bytes that are stored or hashed again. Lives as long as `hash`.
inline std::string_view AsBytes(const Hash& hash) {
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

}  // namespace traguardo::storage

#endif  // TRAGUARDO_STORAGE_TREE_TREE_HASH_H_
