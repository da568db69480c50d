#include "services/api/reads/row_bytes.h"

#include <memory>
#include <string>
#include <utility>

#include "services/api/reads/year_rows.h"
#include "services/api/wire_format.h"
#include "traguardo/api/v1/projection_service.pb.h"

namespace traguardo::api {

using projection::RowKind;

static_assert(int{v1::WatchResponse::kObjectivesFieldNumber} ==
              int{v1::GetObjectiveResponse::kObjectiveFieldNumber});

int FieldOf(RowKind kind) {
  switch (kind) {
    case RowKind::kObjective:
      return v1::WatchResponse::kObjectivesFieldNumber;
    case RowKind::kScostamento:
      return v1::WatchResponse::kScostamentiFieldNumber;
    case RowKind::kVariation:
      return v1::WatchResponse::kVariationsFieldNumber;
    case RowKind::kRound:
      return v1::WatchResponse::kRoundsFieldNumber;
    case RowKind::kPlan:
      return 0;
  }
  return 0;
}

absl::StatusOr<SharedBytes> FramedRow(const ReadParts& parts, RowKind kind, std::string_view key,
                                      storage::Position last_change, std::string_view message,
                                      const domain::CivilDate& day) {
  const domain::DayNumber day_number = day.first_day_number();
  if (SharedBytes known = parts.row_cache->Find(key, last_change, day_number)) return known;
  auto filled = FillRow(kind, message, day, *parts.calendar);
  if (!filled.ok()) return filled.status();
  std::string framed;
  framed.reserve(filled->size() + 8);
  AppendBytesField(FieldOf(kind), *filled, framed);
  auto bytes = std::make_shared<const std::string>(std::move(framed));
  parts.row_cache->Put(key, last_change, day_number, bytes);
  return bytes;
}

}  // namespace traguardo::api
