#include "storage/layout/request_key.h"

#include <algorithm>

#include "storage/bytes/sha256.h"

namespace traguardo::storage {

RequestIdHash HashRequestId(std::string_view request_id) {
  const std::array<uint8_t, 32> digest = Sha256({request_id});
  RequestIdHash hash;
  std::copy_n(digest.begin(), hash.size(), hash.begin());
  return hash;
}

}  // namespace traguardo::storage
