#include "services/projection/measures/time_frame.h"

#include <algorithm>
#include <limits>
#include <string>

#include "services/domain/definitions/time_shape.h"
#include "services/projection/measures/dates.h"

namespace traguardo::projection {
namespace {

using domain::DayNumber;
using event::v1::TimeShape;

std::vector<DaySpan> WindowsOf(const event::v1::Seasonal& seasonal) {
  std::vector<DaySpan> windows;
  for (const event::v1::Period& window : seasonal.windows()) {
    windows.push_back({FirstDay(window.from()).value_or(std::numeric_limits<DayNumber>::min()),
                       LastDay(window.to()).value_or(std::numeric_limits<DayNumber>::max())});
  }
  std::sort(windows.begin(), windows.end(),
            [](const DaySpan& a, const DaySpan& b) { return a.from < b.from; });
  return windows;
}

std::optional<DayNumber> ShapeBegin(const TimeShape& shape, int year) {
  // Most objectives: their shape names no begin, and a copy of it would cost more than the rest.
  if (shape.has_by_date() || shape.has_not_stated()) return std::nullopt;
  event::v1::ObjectiveDefinition definition;
  *definition.mutable_time_shape() = shape;
  const auto begin = domain::BeginOf(definition, year);
  if (!begin.has_value()) return std::nullopt;
  return begin->first_day_number();
}

}  // namespace

std::vector<DayNumber> ChecksOf(const TimeShape& shape) {
  std::vector<DayNumber> checks;
  for (const std::string& date : shape.recurring_checks().dates()) {
    if (const auto day = LastDay(date); day.has_value()) checks.push_back(*day);
  }
  std::sort(checks.begin(), checks.end());
  return checks;
}

TimeFrame TimeFrameOf(const view::v1::Objective& row) {
  TimeFrame frame;
  const int year = static_cast<int>(row.year());
  const TimeShape& shape = row.time_shape();
  frame.adopted = FirstDay(row.plan_adopted_on());
  if (const auto added = FirstDay(row.added_on()); added.has_value() && frame.adopted.has_value()) {
    frame.adopted = std::max(*frame.adopted, *added);
  }
  frame.year_end = YearEnd(year);
  frame.begin = std::max(YearBegin(year), frame.adopted.value_or(YearBegin(year)));
  if (const auto begin = ShapeBegin(shape, year); begin.has_value()) {
    frame.begin = std::max(frame.begin, *begin);
  }
  frame.deadlines = {.original = LastDay(row.original_deadline()),
                     .current = LastDay(row.current_deadline())};
  switch (shape.shape_case()) {
    case TimeShape::kByDate:
    case TimeShape::kMultiYear:
      frame.deadline_binds = frame.deadline().has_value();
      break;
    case TimeShape::kContinuous:
      frame.is_activity = true;
      frame.deadline_binds = frame.deadline().has_value();
      break;
    case TimeShape::kSeasonal:
      frame.is_activity = true;
      frame.deadline_binds = frame.deadline().has_value();
      frame.windows = WindowsOf(shape.seasonal());
      break;
    case TimeShape::kRecurringChecks:
      frame.is_activity = true;
      frame.deadline_binds = frame.deadline().has_value();
      frame.checks = ChecksOf(shape);
      break;
    case TimeShape::kTiedToEvent:
    case TimeShape::kNotStated:
    case TimeShape::SHAPE_NOT_SET:
      break;
  }
  return frame;
}

bool TimeFrame::IsInSeason(DayNumber day) const {
  if (day < begin) return false;
  // After the last window the season is over and what is missing is missing.
  if (windows.empty() || HasPassed(day)) return true;
  return std::any_of(windows.begin(), windows.end(),
                     [&](const DaySpan& window) { return window.Contains(day); });
}

const DaySpan* TimeFrame::WindowAt(DayNumber day) const {
  const DaySpan* at = nullptr;
  for (const DaySpan& window : windows) {
    if (window.from <= day) at = &window;
  }
  return at;
}

}  // namespace traguardo::projection
