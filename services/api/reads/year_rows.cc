#include "services/api/reads/year_rows.h"

#include <limits>
#include <utility>

#include "services/projection/render/render.h"
#include "services/projection/today/today.h"

namespace traguardo::api {
namespace {

using projection::RowKind;

absl::Status BadRow() {
  return absl::DataLossError("a row of the views does not parse; the views can be rebuilt");
}

template <typename Message>
bool Parse(std::string_view bytes, Message& message) {
  return message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
}

absl::Status AddRow(RowKind kind, std::string_view bytes, const domain::CivilDate& day,
                    const domain::RomeCalendar& calendar, YearRows& rows) {
  switch (kind) {
    case RowKind::kPlan:
      return Parse(bytes, rows.plan.emplace()) ? absl::OkStatus() : BadRow();
    case RowKind::kObjective:
      if (!Parse(bytes, rows.objectives.emplace_back())) return BadRow();
      projection::FillToday(&rows.objectives.back(), day);
      return absl::OkStatus();
    case RowKind::kScostamento:
      if (!Parse(bytes, rows.scostamenti.emplace_back())) return BadRow();
      projection::FillToday(&rows.scostamenti.back(), day, calendar);
      return absl::OkStatus();
    case RowKind::kVariation:
      return Parse(bytes, rows.variations.emplace_back()) ? absl::OkStatus() : BadRow();
    case RowKind::kRound:
      if (!Parse(bytes, rows.rounds.emplace_back())) return BadRow();
      projection::FillToday(&rows.rounds.back(), day);
      return absl::OkStatus();
  }
  return BadRow();
}

// Whether the views hold this plan-year as it was known at `known_at`: they have come that far, and
// nothing has changed it since.
bool ViewsAnswerFor(const ReadParts& parts, std::string_view ente, int year,
                    storage::Position known_at) {
  if (parts.views->position() < known_at) return false;
  const auto last_change = parts.views->LastChange(ente, year);
  return last_change.ok() && *last_change <= known_at;
}

absl::StatusOr<YearRows> LoadFromViews(const ReadParts& parts, std::string_view ente, int year,
                                       std::string_view kinds, const domain::CivilDate& day) {
  auto scanned = parts.views->Scan({.ente = ente,
                                    .year = year,
                                    .kinds = kinds,
                                    .limit = std::numeric_limits<size_t>::max() - 1});
  if (!scanned.ok()) return scanned.status();
  YearRows rows;
  rows.position = scanned->position;
  for (const runtime::ReadRow& row : scanned->rows) {
    const auto key = projection::ParseRowKey(row.key);
    if (!key.has_value()) return BadRow();
    absl::Status status = AddRow(key->kind, row.message, day, *parts.calendar, rows);
    if (!status.ok()) return status;
  }
  return rows;
}

absl::StatusOr<YearRows> FoldFromLog(const ReadParts& parts, std::string_view ente, int year,
                                     std::string_view kinds, const Moment& moment,
                                     storage::Position known_at) {
  const auto folded = parts.travel->FoldAt(ente, year, moment.as_of, known_at);
  if (!folded.ok()) return folded.status();
  YearRows rows;
  rows.position = known_at;
  for (const projection::Row& row : projection::RenderYear(*folded, year, *parts.calendar)) {
    if (kinds.find(static_cast<char>(row.key.kind)) == std::string_view::npos) continue;
    absl::Status status = AddRow(row.key.kind, row.bytes, moment.day, *parts.calendar, rows);
    if (!status.ok()) return status;
  }
  return rows;
}

}  // namespace

absl::StatusOr<YearRows> LoadYear(const ReadParts& parts, std::string_view ente, int year,
                                  std::string_view kinds, const Moment& moment) {
  if (moment.IsCurrent()) return LoadFromViews(parts, ente, year, kinds, moment.day);
  // ResolveMoment gives a position with every as_of.
  const storage::Position known_at = moment.known_at.value_or(0);
  if (!moment.as_of.has_value() && ViewsAnswerFor(parts, ente, year, known_at)) {
    auto rows = LoadFromViews(parts, ente, year, kinds, moment.day);
    if (!rows.ok()) return rows.status();
    // Somebody may have written meanwhile.
    if (ViewsAnswerFor(parts, ente, year, known_at)) {
      rows->position = known_at;
      return rows;
    }
  }
  return FoldFromLog(parts, ente, year, kinds, moment, known_at);
}

absl::StatusOr<std::string> FillRow(RowKind kind, std::string_view message,
                                    const domain::CivilDate& day,
                                    const domain::RomeCalendar& calendar) {
  // Plans and variations have nothing that depends on the day.
  if (kind == RowKind::kPlan || kind == RowKind::kVariation) return std::string(message);
  YearRows rows;
  if (absl::Status status = AddRow(kind, message, day, calendar, rows); !status.ok()) {
    return status;
  }
  switch (kind) {
    case RowKind::kObjective:
      return rows.objectives.front().SerializeAsString();
    case RowKind::kScostamento:
      return rows.scostamenti.front().SerializeAsString();
    case RowKind::kRound:
      return rows.rounds.front().SerializeAsString();
    case RowKind::kPlan:
    case RowKind::kVariation:
      break;
  }
  return BadRow();
}

}  // namespace traguardo::api
