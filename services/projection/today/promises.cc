#include "services/projection/today/promises.h"

#include <algorithm>
#include <string>
#include <utility>

#include "services/projection/measures/dates.h"
#include "services/projection/today/row_results.h"

namespace traguardo::projection {
namespace {

using domain::DayNumber;

// What is known of a month only was so by its end.
std::optional<DayNumber> UpTo(const std::string& date, DayNumber last) {
  const std::optional<DayNumber> day = LastDay(date);
  return day.has_value() && *day <= last ? day : std::nullopt;
}

// The earlier of the two that are there.
std::optional<DayNumber> Earlier(std::optional<DayNumber> a, std::optional<DayNumber> b) {
  if (!a.has_value() || !b.has_value()) return a.has_value() ? a : b;
  return std::min(*a, *b);
}

// The promises of a row, for the results that count.
class Reader {
 public:
  Reader(const TimeFrame& frame, const std::vector<ResultReading>& results, DayNumber day)
      : frame_(frame), results_(results), day_(day) {}

  void Add(const view::v1::MilestoneView& view) {
    const event::v1::Milestone& milestone = view.milestone();
    Add(milestone, /*is_phase=*/false, milestone.due(), [&](const ResultReading& reading) {
      return Earlier(UpTo(ReachedOf(view, *reading.result).reached_on, day_), reading.done_day);
    });
  }

  void Add(const view::v1::PhaseView& view) {
    const event::v1::Phase& phase = view.phase();
    Add(phase, /*is_phase=*/true, phase.planned().to(), [&](const ResultReading& reading) {
      const PartReached part = ReachedOf(view, *reading.result);
      const auto kept = Earlier(UpTo(part.reached_on, day_), UpTo(part.covered_on, day_));
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
      promise.parts.push_back({i, kept_by(results_[i])});
    }
  }

  const TimeFrame& frame_;
  const std::vector<ResultReading>& results_;
  const DayNumber day_;
  std::vector<Promise> promises_;
};

}  // namespace

std::vector<Promise> PromisesOf(const view::v1::Objective& row, const TimeFrame& frame,
                                const std::vector<ResultReading>& results, DayNumber day) {
  Reader reader(frame, results, day);
  for (const view::v1::MilestoneView& view : row.milestones()) reader.Add(view);
  for (const view::v1::PhaseView& view : row.phases()) reader.Add(view);
  return reader.Take();
}

}  // namespace traguardo::projection
