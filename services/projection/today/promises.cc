#include "services/projection/today/promises.h"

#include <algorithm>
#include <string>

#include "services/domain/values/decimal.h"
#include "services/projection/measures/dates.h"
#include "services/projection/measures/figures.h"
#include "services/projection/measures/planned_curve.h"

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

// The first day on which this result was declared at `share` or more.
std::optional<DayNumber> DeclaredDay(const view::v1::Objective& row, const std::string& unit,
                                     const Decimal& share) {
  for (const view::v1::DeclaredPoint& point : row.declared_curve()) {
    if (point.unit() != unit) continue;
    const auto percent = ReadDecimal(point.percent());
    if (percent.has_value() && *percent >= share) return FirstDay(point.date());
  }
  return std::nullopt;
}

// The day from which every result covered what was promised by the end of a phase.
std::optional<DayNumber> CoveredDay(const view::v1::Objective& row, const Results& results,
                                    DayNumber end) {
  const std::optional<Decimal> share = PlannedShareOn(row.planned_curve(), end);
  if (!share.has_value()) return std::nullopt;
  std::optional<DayNumber> last;
  for (const view::v1::UnitResult* result : results) {
    const auto declared = DeclaredDay(row, result->unit(), *share);
    if (!declared.has_value()) return std::nullopt;
    last = std::max(last.value_or(*declared), *declared);
  }
  return last;
}

}  // namespace

std::vector<Promise> PromisesOf(const view::v1::Objective& row, const TimeFrame& frame,
                                const Results& results, DayNumber day) {
  std::vector<Promise> promises;
  const std::optional<DayNumber> done = DoneDay(results, day);
  for (const view::v1::MilestoneView& view : row.milestones()) {
    const auto planned = LastDay(view.milestone().due());
    if (!planned.has_value()) continue;
    const DayNumber due = frame.deadlines.MovedAlong(*planned);
    auto kept = UpTo(FirstDay(view.reached_on()), day);
    if (!kept.has_value()) kept = done;
    promises.push_back(
        {view.milestone().id(), view.milestone().name(), view.milestone().due(), due, kept});
  }
  for (const view::v1::PhaseView& view : row.phases()) {
    const auto planned = LastDay(view.phase().planned().to());
    if (!planned.has_value()) continue;
    const DayNumber end = frame.deadlines.MovedAlong(*planned);
    auto kept = UpTo(FirstDay(view.reached_on()), day);
    if (!kept.has_value() && HasFigure(view.phase())) {
      kept = UpTo(CoveredDay(row, results, end), day);
    }
    kept = Earlier(kept, done);
    promises.push_back(
        {view.phase().id(), view.phase().name(), view.phase().planned().to(), end, kept});
  }
  std::stable_sort(promises.begin(), promises.end(),
                   [](const Promise& a, const Promise& b) { return a.due_day < b.due_day; });
  return promises;
}

}  // namespace traguardo::projection
