#include "storage/tree/tree_hash.h"

#include "storage/bytes/sha256.h"

namespace traguardo::storage {
namespace {

// RFC 6962: leaves and inner nodes can never be taken for one another.
constexpr std::string_view kLeafPrefix("\x00", 1);
constexpr std::string_view kNodePrefix("\x01", 1);

}  // namespace

Hash Commitment(std::string_view salt, std::string_view envelope) {
  return Sha256({salt, envelope});
}

Hash LeafHash(std::string_view entry) { return Sha256({kLeafPrefix, entry}); }

Hash LeafHash(const Hash& commitment) { return LeafHash(AsBytes(commitment)); }

Hash NodeHash(const Hash& left, const Hash& right) {
  return Sha256({kNodePrefix, AsBytes(left), AsBytes(right)});
}

Hash EmptyRoot() { return Sha256({}); }

}  // namespace traguardo::storage
