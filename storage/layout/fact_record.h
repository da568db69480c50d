// The stored value of a fact. Permanent bytes:
//
//   offset  bytes  meaning
//   0       1      layout of the record: 1
//   1       1      flags: bit 0 a private part follows, bit 1 it was withdrawn; never both
//   2       4      E, bytes of the envelope, big-endian, 1 to kMaxEnvelopeBytes
//   6       4      P, bytes of the private part, big-endian, 1 to kMaxPrivatePartBytes when
//                  bit 0 is set, else 0
//   10      16     entry salt
//   26      E      envelope
//   26+E    P      private part
//
// There is no checksum: RocksDB keeps one per block, and the tree vouches for salt and envelope.
// The private part is vouched for by the envelope, which holds a salted hash of it.

#ifndef TRAGUARDO_STORAGE_LAYOUT_FACT_RECORD_H_
#define TRAGUARDO_STORAGE_LAYOUT_FACT_RECORD_H_

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "storage/bytes/limits.h"

namespace traguardo::storage {

inline constexpr size_t kFactHeaderBytes = 10 + kSaltBytes;

struct FactRecord {
  std::string_view envelope;
  std::string_view private_part;  // empty: there is none
  std::string_view entry_salt;    // kSaltBytes
  bool private_withdrawn = false;
};

// Everything before the envelope. CHECKs the bounds: Append() has refused what breaks them.
std::array<char, kFactHeaderBytes> EncodeFactHeader(const FactRecord& record);

// The whole value.
std::string EncodeFactRecord(const FactRecord& record);

// The views point into `bytes`. DATA_LOSS, saying what is wrong, for anything that EncodeFactRecord
// cannot have made; never crashes on any bytes.
absl::StatusOr<FactRecord> DecodeFactRecord(std::string_view bytes);

}  // namespace traguardo::storage

#endif  // TRAGUARDO_STORAGE_LAYOUT_FACT_RECORD_H_
