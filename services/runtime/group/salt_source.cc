#include "services/runtime/group/salt_source.h"

#include <sys/random.h>
#include <sys/types.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>

namespace traguardo::runtime {

std::string_view SaltSource::Draw() {
  if (next_ == bytes_.size()) {
    size_t filled = 0;
    while (filled < bytes_.size()) {
      const ssize_t got = getrandom(bytes_.data() + filled, bytes_.size() - filled, 0);
      if (got > 0) {
        filled += static_cast<size_t>(got);
      } else if (errno != EINTR) {
        std::perror("getrandom");
        std::abort();
      }
    }
    next_ = 0;
  }
  const std::string_view salt(bytes_.data() + next_, storage::kSaltBytes);
  next_ += storage::kSaltBytes;
  return salt;
}

}  // namespace traguardo::runtime
