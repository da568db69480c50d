// The rows of one plan-year at one moment, with their day-dependent fields filled in.

#ifndef TRAGUARDO_SERVICES_API_READS_YEAR_ROWS_H_
#define TRAGUARDO_SERVICES_API_READS_YEAR_ROWS_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/api/reads/moment.h"
#include "services/api/reads/read_parts.h"
#include "services/projection/keys/row_key.h"
#include "traguardo/view/v1/objective.pb.h"
#include "traguardo/view/v1/round.pb.h"
#include "traguardo/view/v1/scostamento.pb.h"
#include "traguardo/view/v1/summary.pb.h"
#include "traguardo/view/v1/variation.pb.h"

namespace traguardo::api {

struct YearRows {
  // Everything up to here, and nothing after, is in the rows.
  storage::Position position = 0;
  // None: no plan was drafted by then.
  std::optional<view::v1::Plan> plan;
  std::vector<view::v1::Objective> objectives;
  std::vector<view::v1::Scostamento> scostamenti;
  std::vector<view::v1::Variation> variations;
  std::vector<view::v1::Round> rounds;
};

// As the pure functions over rows want them. Good as long as `rows` is left alone.
template <typename Row>
std::vector<const Row*> Pointers(const std::vector<Row>& rows) {
  std::vector<const Row*> pointers;
  pointers.reserve(rows.size());
  for (const Row& row : rows) pointers.push_back(&row);
  return pointers;
}

// Reads rows of these kinds (letters of projection::RowKind), by key. From the views where they can
// answer for the moment, else folded from the log: may read the disk.
absl::StatusOr<YearRows> LoadYear(const ReadParts& parts, std::string_view ente, int year,
                                  std::string_view kinds, const Moment& moment);

// One serialised row with its day-dependent fields filled in. DATA_LOSS when it does not parse.
absl::StatusOr<std::string> FillRow(projection::RowKind kind, std::string_view message,
                                    const domain::CivilDate& day,
                                    const domain::RomeCalendar& calendar);

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_READS_YEAR_ROWS_H_
