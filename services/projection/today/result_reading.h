// One result of an objective on one day: whether it is done, since when, and whether anything is
// asked of it.

#ifndef TRAGUARDO_SERVICES_PROJECTION_TODAY_RESULT_READING_H_
#define TRAGUARDO_SERVICES_PROJECTION_TODAY_RESULT_READING_H_

#include <optional>

#include "services/domain/values/civil_date.h"
#include "services/projection/measures/time_frame.h"
#include "traguardo/view/v1/objective.pb.h"

namespace traguardo::projection {

// Points into the row, which must outlive it.
struct ResultReading {
  const view::v1::UnitResult* result;
  // By the last word (final_word.h); without one, by declaration or, once the deadline has passed,
  // by measurements that are newer than the latest declaration (measured.h).
  bool done = false;
  // The day it was declared done. None where only the last word or a measurement says so: nobody
  // can tell when it was.
  std::optional<domain::DayNumber> done_day;
  // The deadline binds, has passed, and asked for something: it was not inside a period declared
  // not due, nor after a suspension was said.
  bool deadline_passed = false;
  // Done after that deadline, as far as anybody can tell; also where it was only proposed as done,
  // by then, and nothing says that it was in time.
  bool done_late = false;
  // Not done, and suspended on the day of the reading.
  bool is_suspended = false;
  // Because it is suspended, done or not, nothing falls due from this day on. What was missed
  // before stays missed.
  std::optional<domain::DayNumber> nothing_due_from;

  // Something may be asked of it.
  bool is_awaited() const { return !done && !is_suspended; }
  bool AskedNothingFor(domain::DayNumber due) const {
    return nothing_due_from.has_value() && *nothing_due_from <= due;
  }
  // What counts for a deadline is missed: it is not there, or came later.
  bool missed_deadline() const { return deadline_passed && (!done || done_late); }
};

ResultReading ReadResult(const view::v1::Objective& row, const TimeFrame& frame,
                         const view::v1::UnitResult& result, domain::DayNumber day);

}  // namespace traguardo::projection

#endif  // TRAGUARDO_SERVICES_PROJECTION_TODAY_RESULT_READING_H_
