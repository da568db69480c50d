// The stored value of an accepted command. Permanent bytes:
//
//   offset  bytes  meaning
//   0       1      layout of the record: 1
//   1       8      first position, big-endian, from 1
//   9       4      number of facts, big-endian, 1 to kMaxFactsPerGroup
//   13      16     fingerprint of the command's content
//   29      rest   answer, up to kMaxAnswerBytes, given back word for word

#ifndef TRAGUARDO_STORAGE_LAYOUT_REQUEST_RECORD_H_
#define TRAGUARDO_STORAGE_LAYOUT_REQUEST_RECORD_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "storage/layout/log_records.h"

namespace traguardo::storage {

// Appends the value to `out`. CHECKs the bounds: Append() has refused what breaks them.
void AppendRequestRecord(const RequestToAppend& request, std::string& out);

// DATA_LOSS, saying what is wrong, for anything that AppendRequestRecord cannot have made.
absl::StatusOr<StoredRequest> DecodeRequestRecord(std::string_view bytes);

}  // namespace traguardo::storage

#endif  // TRAGUARDO_STORAGE_LAYOUT_REQUEST_RECORD_H_
