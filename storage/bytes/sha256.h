// SHA-256 over several pieces, by OpenSSL. The algorithm is fetched once per process and the
// context kept per thread: fetching it anew for every 33-byte leaf costs more than hashing it.
// Safe from any thread.

#ifndef TRAGUARDO_STORAGE_BYTES_SHA256_H_
#define TRAGUARDO_STORAGE_BYTES_SHA256_H_

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace traguardo::storage {

// SHA-256 of the pieces one after the other.
std::array<uint8_t, 32> Sha256(std::initializer_list<std::string_view> pieces);

}  // namespace traguardo::storage

#endif  // TRAGUARDO_STORAGE_BYTES_SHA256_H_
