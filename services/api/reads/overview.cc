#include "services/api/reads/overview.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "services/projection/answers/summary.h"
#include "services/projection/keys/row_key.h"
#include "traguardo/api/v1/projection_service.pb.h"

namespace traguardo::api {
namespace {

// Facts may come between reading the position and the last change; then both are read again.
constexpr int kAttempts = 4;

}  // namespace

absl::StatusOr<std::optional<OverviewBytes>> FindOverview(const ReadParts& parts,
                                                          std::string_view ente, int year,
                                                          const domain::CivilDate& day) {
  const std::string key = projection::PlanYearPrefix(ente, year);
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    const storage::Position position = parts.views->position();
    const auto last_change = parts.views->LastChange(ente, year);
    if (!last_change.ok()) return last_change.status();
    if (*last_change > position) continue;
    SharedBytes known = parts.overview_cache->Find(key, *last_change, day.first_day_number());
    if (known == nullptr) return std::nullopt;
    return OverviewBytes{std::move(known), position};
  }
  return std::nullopt;
}

absl::StatusOr<std::optional<OverviewBytes>> LoadOverview(const ReadParts& parts,
                                                          std::string_view ente, int year,
                                                          const domain::CivilDate& day) {
  auto known = FindOverview(parts, ente, year, day);
  if (!known.ok() || known->has_value()) return known;
  auto rows = LoadYear(parts, ente, year, kOverviewKinds, Moment{.day = day});
  if (!rows.ok()) return rows.status();
  if (!rows->plan.has_value()) return std::nullopt;
  const storage::Position position = rows->position;
  auto bytes = std::make_shared<const std::string>(SummariseRows(*rows, day));
  // Kept only if the rows are still the latest: then the last change is theirs.
  const auto last_change = parts.views->LastChange(ente, year);
  if (last_change.ok() && *last_change <= position) {
    parts.overview_cache->Put(projection::PlanYearPrefix(ente, year), *last_change,
                              day.first_day_number(), bytes);
  }
  return OverviewBytes{std::move(bytes), position};
}

std::string SummariseRows(YearRows& rows, const domain::CivilDate& day) {
  v1::GetOverviewResponse response;
  for (view::v1::GroupSummary& group : projection::Summarise(*rows.plan, Pointers(rows.objectives),
                                                             Pointers(rows.scostamenti), day)) {
    *response.add_groups() = std::move(group);
  }
  *response.mutable_plan() = *std::move(rows.plan);
  response.set_as_of(day.ToString());
  return response.SerializeAsString();
}

}  // namespace traguardo::api
