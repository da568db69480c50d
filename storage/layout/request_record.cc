#include "storage/layout/request_record.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/str_cat.h"
#include "storage/bytes/big_endian.h"
#include "storage/bytes/check.h"

namespace traguardo::storage {
namespace {

constexpr char kRequestLayout = 1;
constexpr size_t kFirstPositionAt = 1;
constexpr size_t kFactCountAt = 9;
constexpr size_t kFingerprintAt = 13;
constexpr size_t kHeaderBytes = 29;

}  // namespace

void AppendRequestRecord(const RequestToAppend& request, std::string& out) {
  STORAGE_CHECK(request.first_position > 0);
  STORAGE_CHECK(request.fact_count > 0 && request.fact_count <= kMaxFactsPerGroup);
  STORAGE_CHECK(request.answer.size() <= kMaxAnswerBytes);
  char header[kHeaderBytes];
  header[0] = kRequestLayout;
  WriteBigEndian(request.first_position, header + kFirstPositionAt);
  WriteBigEndian32(request.fact_count, header + kFactCountAt);
  std::copy(request.fingerprint.begin(), request.fingerprint.end(), header + kFingerprintAt);
  out.append(header, sizeof(header));
  out.append(request.answer);
}

absl::StatusOr<StoredRequest> DecodeRequestRecord(std::string_view bytes) {
  if (bytes.size() < kHeaderBytes || bytes.size() > kHeaderBytes + kMaxAnswerBytes) {
    return absl::DataLossError(
        absl::StrCat("a request record has the impossible length ", bytes.size()));
  }
  if (bytes[0] != kRequestLayout) {
    return absl::DataLossError(absl::StrCat("a request record has the unknown layout ",
                                            static_cast<unsigned char>(bytes[0])));
  }
  StoredRequest request;
  request.first_position = ReadBigEndian(bytes.substr(kFirstPositionAt, kNumberBytes));
  request.fact_count = ReadBigEndian32(bytes.substr(kFactCountAt, 4));
  if (request.first_position == 0 || request.fact_count == 0 ||
      request.fact_count > kMaxFactsPerGroup) {
    return absl::DataLossError(absl::StrCat("a request record claims ", request.fact_count,
                                            " facts from position ", request.first_position));
  }
  const std::string_view fingerprint = bytes.substr(kFingerprintAt, request.fingerprint.size());
  std::copy(fingerprint.begin(), fingerprint.end(), request.fingerprint.begin());
  request.answer = bytes.substr(kHeaderBytes);
  return request;
}

}  // namespace traguardo::storage
