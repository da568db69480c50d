#include "services/api/digest.h"

#include <cstdio>
#include <cstdlib>
#include <memory>

#include "openssl/crypto.h"
#include "openssl/evp.h"
#include "openssl/hmac.h"
#include "openssl/rand.h"

namespace traguardo::api {
namespace {

[[noreturn]] void Die(const char* what) {
  std::fprintf(stderr, "OpenSSL failed: %s\n", what);
  std::abort();
}

// Fetching the algorithm for every digest costs more than the digest of a short text.
const EVP_MD* Algorithm() {
  static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  if (algorithm == nullptr) Die("EVP_MD_fetch");
  return algorithm;
}

struct ContextDeleter {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

EVP_MD_CTX* ThreadContext() {
  thread_local const std::unique_ptr<EVP_MD_CTX, ContextDeleter> context(EVP_MD_CTX_new());
  if (context == nullptr) Die("EVP_MD_CTX_new");
  return context.get();
}

}  // namespace

Digest Sha256(std::initializer_list<std::string_view> parts) {
  EVP_MD_CTX* const context = ThreadContext();
  if (EVP_DigestInit_ex2(context, Algorithm(), nullptr) != 1) Die("EVP_DigestInit_ex2");
  for (const std::string_view part : parts) {
    if (EVP_DigestUpdate(context, part.data(), part.size()) != 1) Die("EVP_DigestUpdate");
  }
  Digest digest;
  if (EVP_DigestFinal_ex(context, digest.data(), nullptr) != 1) Die("EVP_DigestFinal_ex");
  return digest;
}

Digest HmacSha256(std::string_view key, std::string_view message) {
  Digest digest;
  unsigned int length = 0;
  if (HMAC(Algorithm(), key.data(), static_cast<int>(key.size()),
           reinterpret_cast<const unsigned char*>(message.data()), message.size(), digest.data(),
           &length) == nullptr ||
      length != digest.size()) {
    Die("HMAC");
  }
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
