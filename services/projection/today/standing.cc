#include "services/projection/today/standing.h"

#include <algorithm>
#include <string>
#include <vector>

#include "services/projection/measures/dates.h"
#include "services/projection/measures/due_day.h"

namespace traguardo::projection {
namespace {

using domain::DayNumber;
using view::v1::Objective;
using view::v1::UnitResult;

bool HasCome(const std::string& date, DayNumber day) {
  const auto first = FirstDay(date);
  return first.has_value() && *first <= day;
}

// What is asked about one objective on one day.
class Question {
 public:
  explicit Question(const DayReading& reading)
      : row_(*reading.row), frame_(reading.frame), day_(reading.day) {}

  // Late by the deadline in force. By measurement alone nobody can tell when.
  std::optional<view::v1::ObjectiveState> Done(const Results& results) const {
    std::optional<DayNumber> last;
    for (const UnitResult* result : results) {
      const std::optional<DayNumber> done = DoneDay(*result, day_);
      const bool measured = frame_.HasPassed(day_) && IsMeasuredAsMet(row_, *result);
      if (!done.has_value() && !measured) return std::nullopt;
      if (done.has_value()) last = std::max(last.value_or(*done), *done);
    }
    const bool late = last.has_value() && frame_.deadline_binds && *last > *frame_.deadline();
    return late ? view::v1::OBJECTIVE_STATE_DONE_LATE : view::v1::OBJECTIVE_STATE_DONE;
  }

  // Days since anything was said, or since it began to run, or since it was due again.
  std::optional<int32_t> Silence(const UnitResult& result) const {
    if (IsNotDue(result, day_) || !frame_.IsInSeason(day_)) return std::nullopt;
    DayNumber since = frame_.begin;
    if (const DaySpan* window = frame_.WindowAt(day_)) since = std::max(since, window->from);
    if (const auto reported = LastDay(result.last_reported_on()); reported.has_value()) {
      since = std::max(since, *reported);
    }
    if (const auto due_again = LastDay(result.not_due().to()); due_again.has_value()) {
      if (*due_again < day_) since = std::max(since, *due_again);
    }
    return std::max(0, day_ - since);
  }

  bool IsSilent(std::optional<int32_t> silence_days) const {
    return row_.silence_days_limit() > 0 && silence_days.has_value() &&
           static_cast<uint32_t>(*silence_days) > row_.silence_days_limit();
  }

  // Something was due for a report on this result, and nobody said anything.
  bool LacksReport(const UnitResult& result) const {
    if (IsNotDue(result, day_)) return false;
    // How it stands is the latest check's matter; those before it stay overdue in the calendar.
    const auto check = std::find_if(frame_.checks.rbegin(), frame_.checks.rend(),
                                    [&](DayNumber candidate) { return WasDue(result, candidate); });
    if (check != frame_.checks.rend() && !IsCheckReported(result, *check)) return true;
    const auto reported = LastDay(result.last_reported_on());
    for (const DaySpan& window : frame_.windows) {
      if (WasDue(result, window.to) && (!reported.has_value() || *reported < window.from)) {
        return true;
      }
    }
    if (HasBeenSpokenOf(row_, result)) return false;
    if (IsSilent(Silence(result)) || WasDue(result, frame_.year_end)) return true;
    if (frame_.deadline().has_value() && WasDue(result, *frame_.deadline())) return true;
    for (const view::v1::PlannedPoint& point : row_.planned_curve()) {
      if (const auto due = LastDay(point.date()); due.has_value() && WasDue(result, *due)) {
        return true;
      }
    }
    return std::any_of(row_.indicators().begin(), row_.indicators().end(),
                       [&](const view::v1::IndicatorView& view) {
                         return WasDue(result, IndicatorDueDay(view.indicator(), frame_.deadlines,
                                                               static_cast<int>(row_.year())));
                       });
  }

 private:
  // Has passed, while the objective was in the plan and due.
  bool WasDue(const UnitResult& result, DayNumber due) const {
    return due < day_ && due >= frame_.begin && !IsNotDue(result, due);
  }

  const Objective& row_;
  const TimeFrame& frame_;
  const DayNumber day_;
};

// Not done, and in the plan: what is awaited, and from when.
view::v1::ObjectiveState StateOfOpen(const DayReading& reading, const Results& open,
                                     const Question& question) {
  const TimeFrame& frame = reading.frame;
  const DayNumber day = reading.day;
  const bool spoken_of = std::any_of(open.begin(), open.end(), [&](const UnitResult* result) {
    return HasBeenSpokenOf(*reading.row, *result);
  });
  const bool has_passed = frame.deadline_binds && frame.HasPassed(day);
  if (has_passed && (spoken_of || !frame.is_activity)) return view::v1::OBJECTIVE_STATE_LATE;
  const bool missed = std::any_of(reading.promises.begin(), reading.promises.end(),
                                  [&](const Promise& promise) { return promise.WasMissedBy(day); });
  if (missed) return view::v1::OBJECTIVE_STATE_MILESTONE_MISSED;
  if (!frame.IsInSeason(day)) return view::v1::OBJECTIVE_STATE_PLANNED;
  const bool lacks_report = std::any_of(
      open.begin(), open.end(), [&](const UnitResult* r) { return question.LacksReport(*r); });
  return lacks_report ? view::v1::OBJECTIVE_STATE_NOT_DECLARED : view::v1::OBJECTIVE_STATE_RUNNING;
}

}  // namespace

Standing StandingOf(const DayReading& reading) {
  const Objective& row = *reading.row;
  const DayNumber day = reading.day;
  Standing standing;
  const auto as = [&](view::v1::ObjectiveState state) {
    standing.state = state;
    return standing;
  };
  if (HasCome(row.dropped_on(), day)) return as(view::v1::OBJECTIVE_STATE_DROPPED);
  if (HasCome(row.excluded_on(), day) || reading.results.empty()) {
    return as(view::v1::OBJECTIVE_STATE_EXCLUDED);
  }
  const std::optional<DayNumber>& adopted = reading.frame.adopted;
  if (!adopted.has_value() || *adopted > day) return as(view::v1::OBJECTIVE_STATE_PLANNED);
  const Question question(reading);
  if (const auto done = question.Done(reading.results); done.has_value()) return as(*done);
  if (HasCome(row.suspended_on(), day)) return as(view::v1::OBJECTIVE_STATE_SUSPENDED);

  Results open = reading.results;
  std::erase_if(open, [&](const UnitResult* r) { return DoneDay(*r, day).has_value(); });
  as(StateOfOpen(reading, open, question));
  for (const UnitResult* result : open) {
    const auto silence = question.Silence(*result);
    if (!silence.has_value()) continue;
    standing.silence_days = std::max(standing.silence_days.value_or(*silence), *silence);
  }
  standing.silent = question.IsSilent(standing.silence_days);
  return standing;
}

bool IsDone(const Standing& standing) {
  return standing.state == view::v1::OBJECTIVE_STATE_DONE ||
         standing.state == view::v1::OBJECTIVE_STATE_DONE_LATE;
}

}  // namespace traguardo::projection
