// The log's SHA-256, our own HMAC over it, and random bytes from OpenSSL.

#ifndef TRAGUARDO_SERVICES_API_DIGEST_H_
#define TRAGUARDO_SERVICES_API_DIGEST_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace traguardo::api {

using Digest = std::array<uint8_t, 32>;

// Of the parts one after the other. Any thread.
Digest Sha256(std::initializer_list<std::string_view> parts);
Digest HmacSha256(std::string_view key, std::string_view message);

// Takes as long whatever the bytes are.
bool EqualInConstantTime(std::string_view a, std::string_view b);

// From the operating system's generator; ends the process when it gives none.
std::string RandomBytes(size_t count);

inline std::string_view ViewOf(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_DIGEST_H_
