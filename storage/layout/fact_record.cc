#include "storage/layout/fact_record.h"

#include <cstdint>
#include <cstring>

#include "absl/strings/str_cat.h"
#include "storage/bytes/big_endian.h"
#include "storage/bytes/check.h"

namespace traguardo::storage {
namespace {

constexpr char kFactLayout = 1;
constexpr char kHasPrivatePart = 1 << 0;
constexpr char kPrivateWithdrawn = 1 << 1;

constexpr size_t kFlagsAt = 1;
constexpr size_t kEnvelopeBytesAt = 2;
constexpr size_t kPrivateBytesAt = 6;
constexpr size_t kSaltAt = 10;

}  // namespace

std::array<char, kFactHeaderBytes> EncodeFactHeader(const FactRecord& record) {
  STORAGE_CHECK(!record.envelope.empty() && record.envelope.size() <= kMaxEnvelopeBytes);
  STORAGE_CHECK(record.private_part.size() <= kMaxPrivatePartBytes);
  STORAGE_CHECK(record.entry_salt.size() == kSaltBytes);
  STORAGE_CHECK(!record.private_withdrawn || record.private_part.empty());
  std::array<char, kFactHeaderBytes> header;
  header[0] = kFactLayout;
  header[kFlagsAt] = record.private_withdrawn       ? kPrivateWithdrawn
                     : !record.private_part.empty() ? kHasPrivatePart
                                                    : 0;
  WriteBigEndian32(static_cast<uint32_t>(record.envelope.size()), &header[kEnvelopeBytesAt]);
  WriteBigEndian32(static_cast<uint32_t>(record.private_part.size()), &header[kPrivateBytesAt]);
  std::memcpy(&header[kSaltAt], record.entry_salt.data(), kSaltBytes);
  return header;
}

std::string EncodeFactRecord(const FactRecord& record) {
  const auto header = EncodeFactHeader(record);
  std::string bytes;
  bytes.reserve(header.size() + record.envelope.size() + record.private_part.size());
  bytes.append(header.data(), header.size());
  bytes.append(record.envelope);
  bytes.append(record.private_part);
  return bytes;
}

absl::StatusOr<FactRecord> DecodeFactRecord(std::string_view bytes) {
  if (bytes.size() < kFactHeaderBytes) {
    return absl::DataLossError(
        absl::StrCat("a fact record of ", bytes.size(), " bytes is shorter than its header"));
  }
  if (bytes[0] != kFactLayout) {
    return absl::DataLossError(absl::StrCat("a fact record has the unknown layout ",
                                            static_cast<unsigned char>(bytes[0])));
  }
  const char flags = bytes[kFlagsAt];
  if (flags != 0 && flags != kHasPrivatePart && flags != kPrivateWithdrawn) {
    return absl::DataLossError(
        absl::StrCat("a fact record has the impossible flags ", static_cast<unsigned char>(flags)));
  }
  const size_t envelope_bytes = ReadBigEndian32(bytes.substr(kEnvelopeBytesAt, 4));
  const size_t private_bytes = ReadBigEndian32(bytes.substr(kPrivateBytesAt, 4));
  if (envelope_bytes == 0 || envelope_bytes > kMaxEnvelopeBytes ||
      private_bytes > kMaxPrivatePartBytes || (private_bytes != 0) != (flags == kHasPrivatePart) ||
      bytes.size() != kFactHeaderBytes + envelope_bytes + private_bytes) {
    return absl::DataLossError(absl::StrCat("a fact record of ", bytes.size(),
                                            " bytes claims an envelope of ", envelope_bytes,
                                            " and a private part of ", private_bytes));
  }
  FactRecord record;
  record.entry_salt = bytes.substr(kSaltAt, kSaltBytes);
  record.envelope = bytes.substr(kFactHeaderBytes, envelope_bytes);
  record.private_part = bytes.substr(kFactHeaderBytes + envelope_bytes);
  record.private_withdrawn = flags == kPrivateWithdrawn;
  return record;
}

}  // namespace traguardo::storage
