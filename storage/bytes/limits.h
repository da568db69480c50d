// Bounds of everything that is written. A value past its bound is refused before it reaches the
// disk; bytes past a bound that are read back are data loss. Raising a bound is compatible with
// stored logs, lowering one is not.

#ifndef TRAGUARDO_STORAGE_BYTES_LIMITS_H_
#define TRAGUARDO_STORAGE_BYTES_LIMITS_H_

#include <cstddef>

namespace traguardo::storage {

// One fact.
inline constexpr size_t kMaxEnvelopeBytes = 48 << 10;
inline constexpr size_t kMaxPrivatePartBytes = 64 << 10;
inline constexpr size_t kMaxEnteBytes = 64;
inline constexpr size_t kMaxStreamBytes = 160;
// Permanent: the commitment is SHA-256(salt ‖ envelope), so its length is part of the format.
inline constexpr size_t kSaltBytes = 16;

// One accepted command.
inline constexpr size_t kMaxPrincipalBytes = 128;
inline constexpr size_t kMaxAnswerBytes = 4 << 10;

// One group: what a single synced write may carry. The bytes are those of all keys and values.
inline constexpr size_t kMaxFactsPerGroup = 8192;
inline constexpr size_t kMaxGroupBytes = 32 << 20;

// Operational state.
inline constexpr size_t kMaxOperationalKeyBytes = 1 << 10;
inline constexpr size_t kMaxOperationalValueBytes = 1 << 20;

}  // namespace traguardo::storage

#endif  // TRAGUARDO_STORAGE_BYTES_LIMITS_H_
