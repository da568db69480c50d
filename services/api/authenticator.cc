#include "services/api/authenticator.h"

#include <cstring>
#include <utility>

#include "absl/strings/ascii.h"

namespace traguardo::api {
namespace {

constexpr std::string_view kScheme = "bearer ";
constexpr size_t kMaxTokenBytes = 1000;

// The token, or an empty view.
std::string_view TokenOf(std::string_view authorization) {
  if (authorization.size() <= kScheme.size() ||
      authorization.size() > kScheme.size() + kMaxTokenBytes) {
    return {};
  }
  for (size_t i = 0; i < kScheme.size(); ++i) {
    if (absl::ascii_tolower(authorization[i]) != kScheme[i]) return {};
  }
  return authorization.substr(kScheme.size());
}

}  // namespace

size_t Authenticator::BlindedHash::operator()(const Digest& digest) const {
  size_t head;
  std::memcpy(&head, digest.data(), sizeof head);
  return head;
}

Authenticator::Authenticator(std::vector<Principal> principals)
    : blinding_key_(RandomBytes(32)) {
  for (Principal& principal : principals) {
    entries_.emplace(Blind(principal.token_digest),
                     Entry{principal.token_digest,
                           std::make_shared<const Caller>(std::move(principal.caller))});
  }
}

Digest Authenticator::Blind(const Digest& token_digest) const {
  return Sha256({blinding_key_, ViewOf(token_digest)});
}

std::shared_ptr<const Caller> Authenticator::Authenticate(std::string_view authorization) const {
  const std::string_view token = TokenOf(authorization);
  if (token.empty()) return nullptr;
  const Digest digest = Sha256({token});
  const auto found = entries_.find(Blind(digest));
  if (found == entries_.end() ||
      !EqualInConstantTime(ViewOf(found->second.token_digest), ViewOf(digest))) {
    return nullptr;
  }
  return found->second.caller;
}

}  // namespace traguardo::api
