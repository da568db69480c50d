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

// Declared as short of the whole on the deadline's day or later: whatever came after that came
// late.
bool WasShortAtDeadline(const TimeFrame& frame, const view::v1::UnitResult& result) {
  const auto told = LastDay(result.declared_short_on());
  return told.has_value() && frame.deadline().has_value() && *told >= *frame.deadline();
}

// Whether what is said to be done since that date came after the deadline. An activity has no day
// to be finished on: it was not done when its time was over only where somebody said so.
bool CameLate(const std::string& since, const TimeFrame& frame,
              const view::v1::UnitResult& result) {
  const auto day = LastDay(since);
  if (!day.has_value() || !frame.HasPassed(*day)) return false;
  return !frame.is_activity || WasShortAtDeadline(frame, result);
}

// By the measurements, where there are any; else who proposes the whole after the deadline says
// that it is there, and not that it was there in time. The Nucleo's word has no such doubt.
bool CameLateUndeclared(const std::optional<MeasuredAsMet>& measured,
                        const std::optional<FinalWord>& word, const TimeFrame& frame,
                        const view::v1::UnitResult& result) {
  const bool is_assessed = word.has_value() && word->is_assessed;
  if (measured.has_value() && measured->late) return true;
  if (is_assessed) return false;
  if (WasShortAtDeadline(frame, result)) return true;
  if (measured.has_value()) {
    const auto told_short = FirstDay(result.declared_short_on());
    if (!told_short.has_value() || *told_short < measured->newest) return false;
  }
  return word.has_value() && CameLate(word->effective_on, frame, result);
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
    late = CameLate(result.done_on(), frame, result);
  } else {
    // The last word says that it is done and not since when: a figure of the deadline's day does.
    std::optional<MeasuredAsMet> measured;
    if (frame.HasPassed(day)) measured = MeasuredAsMetBy(row, frame, result);
    reading.done = word.has_value() || (measured && IsNewerThanDeclared(*measured, result));
    late = CameLateUndeclared(measured, word, frame, result);
  }
  if (HasComeBy(result.suspended_on(), day)) {
    reading.is_suspended = !reading.done;
    reading.nothing_due_from = FirstDay(result.nothing_due_from());
    if (reading.deadline_passed && reading.AskedNothingFor(*frame.deadline())) {
      reading.deadline_passed = false;
    }
  }
  reading.done_late = reading.done && late && reading.deadline_passed;
  return reading;
}

}  // namespace traguardo::projection
