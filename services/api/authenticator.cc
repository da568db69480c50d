#include "services/api/authenticator.h"

#include <cstring>
#include <utility>

#include "absl/numeric/int128.h"
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

Authenticator::SecretHash::SecretHash() {
  const std::string bytes = RandomBytes(sizeof key_);
  std::memcpy(key_.data(), bytes.data(), sizeof key_);
}

// Multiplied in pairs, which spreads every bit as long as the key is secret: some nanoseconds,
// where a second SHA-256 takes 150.
size_t Authenticator::SecretHash::operator()(const Digest& digest) const {
  std::array<uint64_t, 4> words;
  static_assert(sizeof words == sizeof digest);
  std::memcpy(words.data(), digest.data(), sizeof words);
  const absl::uint128 low = absl::uint128(words[0] ^ key_[0]) * (words[1] ^ key_[1]);
  const absl::uint128 high = absl::uint128(words[2] ^ key_[2]) * (words[3] ^ key_[3]);
  return absl::Uint128High64(low) ^ absl::Uint128Low64(low) ^
         (absl::Uint128High64(high) + absl::Uint128Low64(high));
}

Authenticator::Callers Authenticator::CallersOf(std::vector<Principal> principals) {
  Callers callers;
  for (Principal& principal : principals) {
    callers.emplace(principal.token_digest,
                    std::make_shared<const Caller>(std::move(principal.caller)));
  }
  return callers;
}

Authenticator::Authenticator(std::vector<Principal> principals)
    : by_token_digest_(CallersOf(std::move(principals))) {}

void Authenticator::Replace(std::vector<Principal> principals) {
  Callers callers = CallersOf(std::move(principals));
  const std::lock_guard lock(mutex_);
  by_token_digest_.swap(callers);
}

std::shared_ptr<const Caller> Authenticator::Authenticate(std::string_view authorization) const {
  const std::string_view token = TokenOf(authorization);
  if (token.empty()) return nullptr;
  const Digest digest = Sha256({token});
  const std::lock_guard lock(mutex_);
  const auto found = by_token_digest_.find(digest);
  return found == by_token_digest_.end() ? nullptr : found->second;
}

}  // namespace traguardo::api
