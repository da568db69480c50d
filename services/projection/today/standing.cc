#include "services/projection/today/standing.h"

#include <algorithm>
#include <string>
#include <vector>

#include "services/projection/measures/dates.h"
#include "services/projection/measures/due_day.h"
#include "services/projection/today/promises.h"
#include "services/projection/today/row_results.h"

namespace traguardo::projection {
namespace {

using domain::DayNumber;
using view::v1::Objective;
using view::v1::UnitResult;

// What is asked about one objective on one day.
class Question {
 public:
  explicit Question(const DayReading& reading)
      : row_(*reading.row), frame_(reading.frame), day_(reading.day) {}

  // Days since anything was said, or since it began to run, or since it was due again. None when no
  // report is awaited: once the Nucleo has assessed a result, nobody may report on it any more.
  std::optional<int32_t> Silence(const UnitResult& result) const {
    if (IsNotDue(result, day_) || !frame_.IsInSeason(day_)) return std::nullopt;
    if (HasComeBy(result.final_assessed().effective_on(), day_)) return std::nullopt;
    DayNumber since = frame_.begin;
    if (const DaySpan* window = frame_.WindowAt(day_)) since = std::max(since, window->from);
    if (const auto reported = LastDay(result.last_reported_on()); reported.has_value()) {
      since = std::max(since, *reported);
    }
    // Nobody was asked while it was suspended, nor before its unit came in.
    for (const std::string* asked_from : {&result.resumed_on(), &result.joined_on()}) {
      if (const auto from = FirstDay(*asked_from); from && *from <= day_) {
        since = std::max(since, *from);
      }
    }
    for (const event::v1::Period& not_due : result.not_due_periods()) {
      const auto last = LastDay(not_due.to());
      if (last.has_value() && *last < day_) since = std::max(since, *last);
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
    if (HasBeenSpokenOf(result)) return false;
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

// Done in every result; late when one of them is. None while one is not.
std::optional<view::v1::ObjectiveState> Done(const std::vector<ResultReading>& results) {
  bool late = false;
  for (const ResultReading& reading : results) {
    if (!reading.done) return std::nullopt;
    late |= reading.done_late;
  }
  return late ? view::v1::OBJECTIVE_STATE_DONE_LATE : view::v1::OBJECTIVE_STATE_DONE;
}

bool IsMissed(const Promise& promise, const DayReading& reading) {
  return promise.due_day < reading.day &&
         std::any_of(promise.parts.begin(), promise.parts.end(), [&](const Promise::Part& part) {
           return reading.IsOwed(part) && !reading.ResultOf(part).is_suspended;
         });
}

// In the plan, and `awaited` of it: what state they are in, and from when.
view::v1::ObjectiveState StateOfOpen(const DayReading& reading,
                                     const std::vector<ResultReading>& awaited,
                                     const Question& question) {
  const bool late = std::any_of(awaited.begin(), awaited.end(), [&](const ResultReading& open) {
    return open.deadline_passed && (!reading.frame.is_activity || HasBeenSpokenOf(*open.result));
  });
  if (late) return view::v1::OBJECTIVE_STATE_LATE;
  const bool missed =
      std::any_of(reading.promises.begin(), reading.promises.end(),
                  [&](const Promise& promise) { return IsMissed(promise, reading); });
  if (missed) return view::v1::OBJECTIVE_STATE_MILESTONE_MISSED;
  if (!reading.frame.IsInSeason(reading.day)) return view::v1::OBJECTIVE_STATE_PLANNED;
  const bool lacks_report =
      std::any_of(awaited.begin(), awaited.end(),
                  [&](const ResultReading& open) { return question.LacksReport(*open.result); });
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
  if (HasComeBy(row.dropped_on(), day)) return as(view::v1::OBJECTIVE_STATE_DROPPED);
  if (HasComeBy(row.excluded_on(), day) || reading.results.empty()) {
    return as(view::v1::OBJECTIVE_STATE_EXCLUDED);
  }
  const std::optional<DayNumber>& adopted = reading.frame.adopted;
  if (!adopted.has_value() || *adopted > day) return as(view::v1::OBJECTIVE_STATE_PLANNED);
  if (const auto done = Done(reading.results); done.has_value()) return as(*done);

  std::vector<ResultReading> awaited = reading.results;
  std::erase_if(awaited, [](const ResultReading& result) { return !result.is_awaited(); });
  if (awaited.empty()) return as(view::v1::OBJECTIVE_STATE_SUSPENDED);
  const Question question(reading);
  as(StateOfOpen(reading, awaited, question));
  for (const ResultReading& open : awaited) {
    const auto silence = question.Silence(*open.result);
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
