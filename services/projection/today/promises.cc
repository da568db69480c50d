#include "services/projection/today/promises.h"

#include <algorithm>
#include <string>
#include <utility>

#include "services/domain/values/decimal.h"
#include "services/projection/measures/dates.h"
#include "services/projection/measures/figures.h"
#include "services/projection/measures/planned_curve.h"
#include "services/projection/today/row_results.h"

namespace traguardo::projection {
namespace {

using domain::DayNumber;
using domain::Decimal;

std::optional<DayNumber> UpTo(std::optional<DayNumber> day, DayNumber last) {
  return day.has_value() && *day <= last ? day : std::nullopt;
}

// The earlier of the two that are there.
std::optional<DayNumber> Earlier(std::optional<DayNumber> a, std::optional<DayNumber> b) {
  if (!a.has_value() || !b.has_value()) return a.has_value() ? a : b;
  return std::min(*a, *b);
}

// The day from which the unit was declared at what was promised by the end of a phase.
std::optional<DayNumber> CoveredDay(const view::v1::Objective& row, const std::string& unit,
                                    DayNumber end) {
  const std::optional<Decimal> share = PlannedShareOn(row.planned_curve(), end);
  if (!share.has_value()) return std::nullopt;
  for (const view::v1::DeclaredPoint& point : row.declared_curve()) {
    if (point.unit() != unit) continue;
    const auto percent = ReadDecimal(point.percent());
    if (percent.has_value() && *percent >= *share) return FirstDay(point.date());
  }
  return std::nullopt;
}

// The promises of a row, for the results that count.
class Reader {
 public:
  Reader(const view::v1::Objective& row, const TimeFrame& frame,
         const std::vector<ResultReading>& results, DayNumber day)
      : row_(row), frame_(frame), results_(results), day_(day) {}

  void Add(const view::v1::MilestoneView& view) {
    const event::v1::Milestone& milestone = view.milestone();
    Add(milestone, /*is_phase=*/false, milestone.due(),
        [&](const ResultReading& reading, DayNumber) {
          const auto reached = UpTo(FirstDay(ReachedOf(view, *reading.result).reached_on), day_);
          return reached.has_value() ? reached : reading.done_day;
        });
  }

  void Add(const view::v1::PhaseView& view) {
    const event::v1::Phase& phase = view.phase();
    Add(phase, /*is_phase=*/true, phase.planned().to(),
        [&](const ResultReading& reading, DayNumber end) {
          auto kept = UpTo(FirstDay(ReachedOf(view, *reading.result).reached_on), day_);
          if (!kept.has_value() && HasFigure(phase)) {
            kept = UpTo(CoveredDay(row_, reading.result->unit(), end), day_);
          }
          return Earlier(kept, reading.done_day);
        });
  }

  std::vector<Promise> Take() {
    std::stable_sort(promises_.begin(), promises_.end(),
                     [](const Promise& a, const Promise& b) { return a.due_day < b.due_day; });
    return std::move(promises_);
  }

 private:
  template <typename Part, typename KeptBy>
  void Add(const Part& part, bool is_phase, const std::string& due, const KeptBy& kept_by) {
    const auto planned = LastDay(due);
    if (!planned.has_value()) return;
    Promise& promise = promises_.emplace_back(
        Promise{part.id(), part.name(), is_phase, due, frame_.deadlines.MovedAlong(*planned), {}});
    for (size_t i = 0; i < results_.size(); ++i) {
      if (IsNotDue(*results_[i].result, promise.due_day)) continue;
      promise.parts.push_back({i, kept_by(results_[i], promise.due_day)});
    }
  }

  const view::v1::Objective& row_;
  const TimeFrame& frame_;
  const std::vector<ResultReading>& results_;
  const DayNumber day_;
  std::vector<Promise> promises_;
};

}  // namespace

std::vector<Promise> PromisesOf(const view::v1::Objective& row, const TimeFrame& frame,
                                const std::vector<ResultReading>& results, DayNumber day) {
  Reader reader(row, frame, results, day);
  for (const view::v1::MilestoneView& view : row.milestones()) reader.Add(view);
  for (const view::v1::PhaseView& view : row.phases()) reader.Add(view);
  return reader.Take();
}

}  // namespace traguardo::projection
