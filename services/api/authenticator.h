// The one place that says who is calling, from the call's metadata alone: "authorization: Bearer
// TOKEN". No message ever says it.

#ifndef TRAGUARDO_SERVICES_API_AUTHENTICATOR_H_
#define TRAGUARDO_SERVICES_API_AUTHENTICATOR_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "services/api/caller.h"
#include "services/api/digest.h"
#include "services/api/principals_file.h"

namespace traguardo::api {

// Any thread.
class Authenticator {
 public:
  // `principals` as ParsePrincipals gives them: no id and no token twice.
  explicit Authenticator(std::vector<Principal> principals);

  // Those who may call from now on. Who was let in before stays in until their call ends.
  void Replace(std::vector<Principal> principals);

  // Null when the value of the authorization header is no token of ours.
  std::shared_ptr<const Caller> Authenticate(std::string_view authorization) const;

 private:
  // Tokens are looked up by a hash that nobody outside this process can compute, and compared in
  // constant time, so how long the look-up takes says nothing about the stored digests.
  class SecretHash {
   public:
    SecretHash();
    size_t operator()(const Digest& digest) const;

   private:
    std::array<uint64_t, 4> key_;
  };
  struct ConstantTimeEqual {
    bool operator()(const Digest& a, const Digest& b) const {
      return EqualInConstantTime(ViewOf(a), ViewOf(b));
    }
  };

  using Callers =
      absl::flat_hash_map<Digest, std::shared_ptr<const Caller>, SecretHash, ConstantTimeEqual>;
  static Callers CallersOf(std::vector<Principal> principals);

  // For as long as a look-up takes; the token is hashed before.
  mutable std::mutex mutex_;
  Callers by_token_digest_;
};

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_AUTHENTICATOR_H_
