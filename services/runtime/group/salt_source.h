// Random bytes for salts, from the kernel, fetched by the page: a call for each of two salts a fact
// would cost as much as judging it. Not thread-safe.

#ifndef TRAGUARDO_SERVICES_RUNTIME_GROUP_SALT_SOURCE_H_
#define TRAGUARDO_SERVICES_RUNTIME_GROUP_SALT_SOURCE_H_

#include <array>
#include <cstddef>
#include <string_view>

#include "storage/bytes/limits.h"

namespace traguardo::runtime {

class SaltSource {
 public:
  // kSaltBytes bytes that nobody had before; valid until the next call. Ends the process when the
  // kernel gives no random bytes, which it does only before it has booted: a salt that can be
  // guessed would publish what it should hide.
  std::string_view Draw();

 private:
  static constexpr size_t kSaltsAtOnce = 256;

  std::array<char, kSaltsAtOnce * storage::kSaltBytes> bytes_;
  size_t next_ = bytes_.size();
};

}  // namespace traguardo::runtime

#endif  // TRAGUARDO_SERVICES_RUNTIME_GROUP_SALT_SOURCE_H_
