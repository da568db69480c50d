// Rows as they are sent: with their day-dependent fields, framed as a field of the answer.

#ifndef TRAGUARDO_SERVICES_API_READS_ROW_BYTES_H_
#define TRAGUARDO_SERVICES_API_READS_ROW_BYTES_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "services/api/payload.h"
#include "services/api/reads/read_parts.h"
#include "services/projection/keys/row_key.h"

namespace traguardo::api {

// The field of WatchResponse that holds rows of this kind. An objective's is also that of
// GetObjectiveResponse. Plans are sent with the overview only.
int FieldOf(projection::RowKind kind);

// From the cache, or made and kept there: whoever asks for the same row on the same day gets the
// same bytes. DATA_LOSS when the stored row does not parse.
absl::StatusOr<SharedBytes> FramedRow(const ReadParts& parts, projection::RowKind kind,
                                      std::string_view key, storage::Position last_change,
                                      std::string_view message, const domain::CivilDate& day);

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_READS_ROW_BYTES_H_
