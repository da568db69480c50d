// The year at a glance, kept as bytes until a row of the plan-year or the day changes.

#ifndef TRAGUARDO_SERVICES_API_READS_OVERVIEW_H_
#define TRAGUARDO_SERVICES_API_READS_OVERVIEW_H_

#include <optional>
#include <string_view>

#include "absl/status/statusor.h"
#include "services/api/payload.h"
#include "services/api/reads/read_parts.h"
#include "services/api/reads/year_rows.h"

namespace traguardo::api {

struct OverviewBytes {
  // A GetOverviewResponse but for its position.
  SharedBytes response;
  storage::Position position = 0;
};

// None when the cache does not have it as it is now: costs two look-ups in memory.
absl::StatusOr<std::optional<OverviewBytes>> FindOverview(const ReadParts& parts,
                                                          std::string_view ente, int year,
                                                          const domain::CivilDate& day);

// From the cache, or computed from the rows and kept. None when there is no such plan.
absl::StatusOr<std::optional<OverviewBytes>> LoadOverview(const ReadParts& parts,
                                                          std::string_view ente, int year,
                                                          const domain::CivilDate& day);

// The rows must have a plan; their texts may be taken.
std::string SummariseRows(YearRows& rows, const domain::CivilDate& day);

// The kinds of row that the overview is made of.
inline constexpr std::string_view kOverviewKinds = "pos";

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_READS_OVERVIEW_H_
