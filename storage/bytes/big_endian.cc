#include "storage/bytes/big_endian.h"

#include <bit>
#include <cstring>

#include "storage/bytes/check.h"

namespace traguardo::storage {
namespace {

uint64_t Swapped(uint64_t number) {
  return std::endian::native == std::endian::little ? __builtin_bswap64(number) : number;
}

uint32_t Swapped32(uint32_t number) {
  return std::endian::native == std::endian::little ? __builtin_bswap32(number) : number;
}

}  // namespace

void WriteBigEndian(uint64_t number, char* out) {
  number = Swapped(number);
  std::memcpy(out, &number, sizeof(number));
}

void AppendBigEndian(uint64_t number, std::string& out) {
  char bytes[kNumberBytes];
  WriteBigEndian(number, bytes);
  out.append(bytes, sizeof(bytes));
}

uint64_t ReadBigEndian(std::string_view bytes) {
  STORAGE_CHECK(bytes.size() == kNumberBytes);
  uint64_t number;
  std::memcpy(&number, bytes.data(), sizeof(number));
  return Swapped(number);
}

void WriteBigEndian32(uint32_t number, char* out) {
  number = Swapped32(number);
  std::memcpy(out, &number, sizeof(number));
}

uint32_t ReadBigEndian32(std::string_view bytes) {
  uint32_t number;
  STORAGE_CHECK(bytes.size() == sizeof(number));
  std::memcpy(&number, bytes.data(), sizeof(number));
  return Swapped32(number);
}

}  // namespace traguardo::storage
