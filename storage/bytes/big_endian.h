// Numbers as big-endian bytes, so that the order of the bytes is the order of the numbers: in keys
// of the log and of the views, and in stored records. Permanent.

#ifndef TRAGUARDO_STORAGE_BYTES_BIG_ENDIAN_H_
#define TRAGUARDO_STORAGE_BYTES_BIG_ENDIAN_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace traguardo::storage {

inline constexpr size_t kNumberBytes = 8;

void AppendBigEndian(uint64_t number, std::string& out);
void WriteBigEndian(uint64_t number, char* out);  // kNumberBytes
// CHECKs that `bytes` is kNumberBytes long.
uint64_t ReadBigEndian(std::string_view bytes);

void WriteBigEndian32(uint32_t number, char* out);  // 4 bytes
// CHECKs that `bytes` is 4 long.
uint32_t ReadBigEndian32(std::string_view bytes);

}  // namespace traguardo::storage

#endif  // TRAGUARDO_STORAGE_BYTES_BIG_ENDIAN_H_
