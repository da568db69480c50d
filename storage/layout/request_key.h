// How an accepted command is found again, for ever: by ente, principal and the hash of the id that
// the caller chose. The id itself is not stored; 16 bytes of SHA-256 keep every entry equally
// short, and ids of different principals or enti never meet.

#ifndef TRAGUARDO_STORAGE_LAYOUT_REQUEST_KEY_H_
#define TRAGUARDO_STORAGE_LAYOUT_REQUEST_KEY_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace traguardo::storage {

// The first 16 bytes of SHA-256(request id). Permanent: it is part of a stored key.
using RequestIdHash = std::array<uint8_t, 16>;

// 16 bytes that stand for the content of a command. Made by the caller; the log only keeps it.
using RequestFingerprint = std::array<uint8_t, 16>;

// Any bytes are a valid request id. Safe from any thread.
RequestIdHash HashRequestId(std::string_view request_id);

struct RequestKey {
  std::string ente;       // no NUL byte, 1 to kMaxEnteBytes
  std::string principal;  // no NUL byte, 1 to kMaxPrincipalBytes
  RequestIdHash request_id_hash{};

  friend bool operator==(const RequestKey& left, const RequestKey& right) = default;

  template <typename H>
  friend H AbslHashValue(H state, const RequestKey& key) {
    return H::combine(std::move(state), key.ente, key.principal, key.request_id_hash);
  }
};

}  // namespace traguardo::storage

#endif  // TRAGUARDO_STORAGE_LAYOUT_REQUEST_KEY_H_
