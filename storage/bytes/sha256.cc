#include "storage/bytes/sha256.h"

#include <openssl/evp.h>

#include <memory>

#include "storage/bytes/check.h"

namespace traguardo::storage {
namespace {

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

const EVP_MD* Algorithm() {
  // Never freed: other threads may hash until the process ends.
  static EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  STORAGE_CHECK(algorithm != nullptr);
  return algorithm;
}

EVP_MD_CTX* Context() {
  thread_local const std::unique_ptr<EVP_MD_CTX, FreeContext> context = [] {
    std::unique_ptr<EVP_MD_CTX, FreeContext> made(EVP_MD_CTX_new());
    STORAGE_CHECK(made != nullptr);
    STORAGE_CHECK(EVP_DigestInit_ex2(made.get(), Algorithm(), nullptr) == 1);
    return made;
  }();
  return context.get();
}

}  // namespace

std::array<uint8_t, 32> Sha256(std::initializer_list<std::string_view> pieces) {
  EVP_MD_CTX* context = Context();
  // A null algorithm keeps the one that is set and only starts over, which skips every look-up.
  STORAGE_CHECK(EVP_DigestInit_ex2(context, nullptr, nullptr) == 1);
  for (const std::string_view piece : pieces) {
    STORAGE_CHECK(EVP_DigestUpdate(context, piece.data(), piece.size()) == 1);
  }
  std::array<uint8_t, 32> digest;
  unsigned length = 0;
  STORAGE_CHECK(EVP_DigestFinal_ex(context, digest.data(), &length) == 1);
  STORAGE_CHECK(length == digest.size());
  return digest;
}

}  // namespace traguardo::storage
