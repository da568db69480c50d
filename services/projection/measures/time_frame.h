// When an objective has to run, out of its row: one reading of the seven time shapes for everything
// that depends on the day.

#ifndef TRAGUARDO_SERVICES_PROJECTION_MEASURES_TIME_FRAME_H_
#define TRAGUARDO_SERVICES_PROJECTION_MEASURES_TIME_FRAME_H_

#include <optional>
#include <vector>

#include "services/domain/values/civil_date.h"
#include "services/projection/measures/due_day.h"
#include "traguardo/event/v1/objective.pb.h"
#include "traguardo/view/v1/objective.pb.h"

namespace traguardo::projection {

// Both days included.
struct DaySpan {
  domain::DayNumber from;
  domain::DayNumber to;

  bool Contains(domain::DayNumber day) const { return from <= day && day <= to; }
};

struct TimeFrame {
  // In the plan from this day; none while the plan is not adopted.
  std::optional<domain::DayNumber> adopted;
  // The first day it has to run: not before it is in the plan, nor before the plan's year.
  domain::DayNumber begin = 0;
  // From whatever time shape.
  Deadlines deadlines;
  // Passing the deadline makes it late. Not for an objective tied to an event, whose day is an
  // expectation and no promise.
  bool deadline_binds = false;
  // Something that simply goes on until its end (continuous, seasonal, recurring checks): it is
  // judged by what is said about it, not by being finished on a day.
  bool is_activity = false;
  // Of a seasonal objective, in order of their begin.
  std::vector<DaySpan> windows;
  // Of recurring checks, ascending.
  std::vector<domain::DayNumber> checks;
  domain::DayNumber year_end = 0;

  // The one in force.
  const std::optional<domain::DayNumber>& deadline() const { return deadlines.current; }
  bool HasPassed(domain::DayNumber day) const {
    return deadline().has_value() && *deadline() < day;
  }
  // For any shape but a seasonal one, from its begin on.
  bool IsInSeason(domain::DayNumber day) const;
  // The window that `day` falls into, or the last one that ended before it.
  const DaySpan* WindowAt(domain::DayNumber day) const;
};

// The days of recurring checks, ascending; none for another shape.
std::vector<domain::DayNumber> ChecksOf(const event::v1::TimeShape& shape);

TimeFrame TimeFrameOf(const view::v1::Objective& row);

}  // namespace traguardo::projection

#endif  // TRAGUARDO_SERVICES_PROJECTION_MEASURES_TIME_FRAME_H_
