#include "services/projection/today/result_reading.h"

#include <optional>

#include "services/projection/measures/dates.h"
#include "services/projection/today/final_word.h"
#include "services/projection/today/measured.h"
#include "services/projection/today/row_results.h"

namespace traguardo::projection {

using domain::DayNumber;

namespace {

// A declaration hides older measurements, and no newer ones.
bool IsNewerThanDeclared(const MeasuredAsMet& measured, const view::v1::UnitResult& result) {
  if (result.declaration() != view::v1::DECLARATION_DECLARED) return true;
  const auto declared = FirstDay(result.declared().effective_on());
  return !declared.has_value() || *declared < measured.newest;
}

// Who proposes the whole after the deadline says that it is there, and not that it was there in
// time. Of an activity, which has no day to be finished on, only what was declared as short of it
// when its time was over says that it was not.
bool IsProposedTooLate(const FinalWord& word, const TimeFrame& frame,
                       const view::v1::UnitResult& result) {
  const auto proposed = FirstDay(word.effective_on);
  if (word.is_assessed || !proposed.has_value() || !frame.HasPassed(*proposed)) return false;
  if (!frame.is_activity) return true;
  const auto declared = LastDay(result.declared().effective_on());
  return declared.has_value() && *declared >= *frame.deadline() &&
         Shortfall(result.percent(), result.outcome()).has_value();
}

}  // namespace

ResultReading ReadResult(const view::v1::Objective& row, const TimeFrame& frame,
                         const view::v1::UnitResult& result, DayNumber day) {
  ResultReading reading{.result = &result};
  reading.deadline_passed =
      frame.deadline_binds && frame.HasPassed(day) && !IsNotDue(result, *frame.deadline());
  const std::optional<FinalWord> word = FinalWordOn(result, day);
  bool late = false;
  if (word.has_value() && !word->is_whole) {
    reading.done = false;
  } else if (reading.done_day = DoneDay(result, day); reading.done_day.has_value()) {
    reading.done = true;
    late = frame.HasPassed(*reading.done_day);
  } else {
    // The last word says that it is done and not since when: a figure of the deadline's day does.
    const auto measured = frame.HasPassed(day) ? MeasuredAsMetBy(row, frame, result) : std::nullopt;
    reading.done = word.has_value() || (measured && IsNewerThanDeclared(*measured, result));
    late = measured.has_value() ? measured->late
                                : word.has_value() && IsProposedTooLate(*word, frame, result);
  }
  reading.done_late = reading.done && late && reading.deadline_passed;
  if (!reading.done && HasComeBy(result.suspended_on(), day)) {
    reading.suspended_on = FirstDay(result.suspended_on());
    if (reading.deadline_passed && reading.WasSuspendedOn(*frame.deadline())) {
      reading.deadline_passed = false;
    }
  }
  return reading;
}

}  // namespace traguardo::projection
