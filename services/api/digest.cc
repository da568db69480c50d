#include "services/api/digest.h"

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "openssl/crypto.h"
#include "openssl/rand.h"
#include "services/runtime/commands/sha256.h"

namespace traguardo::api {
namespace {

[[noreturn]] void Die(const char* what) {
  std::fprintf(stderr, "OpenSSL failed: %s\n", what);
  std::abort();
}

}  // namespace

Digest Sha256(std::initializer_list<std::string_view> parts) { return runtime::Sha256(parts); }

// RFC 2104. OpenSSL's own makes and frees its contexts every time, which costs more than hashing.
Digest HmacSha256(std::string_view key, std::string_view message) {
  constexpr size_t kBlockBytes = 64;
  Digest hashed_key;
  if (key.size() > kBlockBytes) {
    hashed_key = Sha256({key});
    key = ViewOf(hashed_key);
  }
  std::array<char, kBlockBytes> inner_pad;
  std::array<char, kBlockBytes> outer_pad;
  for (size_t i = 0; i < kBlockBytes; ++i) {
    const auto byte = static_cast<uint8_t>(i < key.size() ? key[i] : 0);
    inner_pad[i] = static_cast<char>(byte ^ 0x36);
    outer_pad[i] = static_cast<char>(byte ^ 0x5c);
  }
  const Digest inner = Sha256({std::string_view(inner_pad.data(), kBlockBytes), message});
  const Digest digest = Sha256({std::string_view(outer_pad.data(), kBlockBytes), ViewOf(inner)});
  OPENSSL_cleanse(inner_pad.data(), kBlockBytes);
  OPENSSL_cleanse(outer_pad.data(), kBlockBytes);
  return digest;
}

bool EqualInConstantTime(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string RandomBytes(size_t count) {
  std::string bytes(count, '\0');
  if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count)) != 1) {
    Die("RAND_bytes");
  }
  return bytes;
}

}  // namespace traguardo::api
