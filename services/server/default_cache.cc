#include "services/server/default_cache.h"

#include <unistd.h>

#include <algorithm>

namespace traguardo::server {
namespace {

constexpr int64_t kCaches = 3;
constexpr int64_t kShareOfAll = 4;
// Where the machine does not say how much it has.
constexpr int kOrdinaryMebibytes = 512;

}  // namespace

int DefaultCacheMebibytes(int64_t machine_bytes) {
  if (machine_bytes <= 0) return kOrdinaryMebibytes;
  const int64_t share = (machine_bytes >> 20) / (kShareOfAll * kCaches);
  return static_cast<int>(
      std::clamp<int64_t>(share, kSmallestCacheMebibytes, kLargestCacheMebibytes));
}

int64_t MachineBytes() {
  const int64_t pages = sysconf(_SC_PHYS_PAGES);
  const int64_t page_bytes = sysconf(_SC_PAGESIZE);
  return pages > 0 && page_bytes > 0 ? pages * page_bytes : 0;
}

}  // namespace traguardo::server
