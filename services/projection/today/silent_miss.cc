#include "services/projection/today/silent_miss.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "services/domain/definitions/measure_kind.h"
#include "services/projection/measures/dates.h"
#include "services/projection/measures/due_day.h"
#include "services/projection/today/final_word.h"
#include "services/projection/today/measured.h"
#include "services/projection/today/promises.h"
#include "services/projection/today/row_results.h"

namespace traguardo::projection {
namespace {

using domain::DayNumber;
using view::v1::Objective;
using view::v1::SilentMiss;
using view::v1::UnitResult;

// What scostamenti account for, as scostamento_subject.h writes it.
class Accounted {
 public:
  explicit Accounted(const Objective& row) : subjects_(row.scostamento_subjects()) {}

  bool For(const std::string& subject, const std::string& unit) const {
    return std::any_of(subjects_.begin(), subjects_.end(), [&](const std::string& accounted) {
      return accounted == subject || (!unit.empty() && accounted == subject + "@" + unit);
    });
  }

  // The result as a whole: whatever a scostamento that still speaks is about.
  bool ForWhole(const std::string& unit) const { return For("deadline", unit); }

 private:
  const google::protobuf::RepeatedPtrField<std::string>& subjects_;
};

class Finder {
 public:
  explicit Finder(const DayReading& reading)
      : reading_(reading),
        row_(*reading.row),
        frame_(reading.frame),
        day_(reading.day),
        accounted_(*reading.row) {}

  void FindShortfalls() {
    for (const ResultReading& result : reading_.results) FindDeadline(result);
    for (const Promise& promise : reading_.promises) FindPromise(promise);
    FindIndicators();
    for (const ResultReading& result : reading_.results) FindProgress(result);
  }

  void FindVariations() {
    std::set<std::string_view> listed;
    for (const view::v1::UnexplainedVariation& variation : row_.unexplained_variations()) {
      if (!HasComeBy(variation.decided_on(), day_)) continue;
      if (!listed.insert(variation.ripianificazione()).second) continue;
      Add("ripianificazione:" + variation.ripianificazione(), "", variation.before(),
          variation.after(), variation.decided_on());
    }
  }

  std::vector<SilentMiss> Take() { return std::move(misses_); }

 private:
  void Add(std::string subject, std::string unit, std::string planned, std::string actual,
           std::string since) {
    SilentMiss& miss = misses_.emplace_back();
    miss.set_subject(std::move(subject));
    miss.set_unit(std::move(unit));
    miss.set_planned(std::move(planned));
    miss.set_actual(std::move(actual));
    miss.set_since(std::move(since));
  }

  // Of an activity, that it fell short when its time was over is the matter of its progress.
  bool MissedDeadline(const ResultReading& reading) const {
    return !frame_.is_activity && reading.missed_deadline();
  }

  void FindDeadline(const ResultReading& reading) {
    const UnitResult& result = *reading.result;
    if (!MissedDeadline(reading) || accounted_.ForWhole(result.unit())) return;
    const std::string since = DayText(*frame_.deadline() + 1);
    // The last word says by how much it fell short, which is more than that its day has passed.
    if (const auto word = FinalWordOn(result, day_); word.has_value() && !word->is_whole) {
      return Add("progress", result.unit(), "100", word->shortfall, since);
    }
    Add("deadline", result.unit(), row_.current_deadline(),
        reading.done_day.has_value() ? result.done_on() : "", since);
  }

  // What is due with the deadline: missed with it, or kept with the whole on a day nobody knows.
  bool IsDeadlinesMatter(const Promise& promise, const ResultReading& reading) const {
    const bool done_some_day = reading.done && !reading.done_day.has_value();
    return reading.deadline_passed && promise.due_day >= *frame_.deadline() &&
           (done_some_day || MissedDeadline(reading));
  }

  void FindPromise(const Promise& promise) {
    if (promise.due_day >= day_) return;
    // Scostamenti name a phase as they name a milestone.
    const std::string subject = "milestone:" + std::string(promise.id);
    for (const Promise::Part& part : promise.parts) {
      const ResultReading& reading = reading_.ResultOf(part);
      const std::string& unit = reading.result->unit();
      const bool in_time = part.kept.has_value() && *part.kept <= promise.due_day;
      if (in_time || reading.AskedNothingFor(promise.due_day) ||
          IsDeadlinesMatter(promise, reading))
        continue;
      if (accounted_.For(subject, unit)) continue;
      Add((promise.is_phase ? "phase:" : "milestone:") + std::string(promise.id), unit,
          std::string(promise.due), part.kept.has_value() ? DayText(*part.kept) : "",
          DayText(promise.due_day + 1));
    }
  }

  void FindIndicators() {
    for (const view::v1::IndicatorView& view : row_.indicators()) {
      const event::v1::Indicator& indicator = view.indicator();
      const DayNumber due =
          IndicatorDueDay(indicator, frame_.deadlines, static_cast<int>(row_.year()));
      if (due >= day_) continue;
      const std::string subject = "indicator:" + indicator.id();
      for (const view::v1::MeasurementView& latest : view.measurements()) {
        const view::v1::MeasurementView& then = KnownFor(view, latest, due);
        if (then.comparison() != view::v1::COMPARISON_NOT_MET) continue;
        if (!WasAsked(then, due) || accounted_.For(subject, then.unit())) continue;
        Add(subject, then.unit(), PlannedText(indicator), ActualText(indicator, then),
            DayText(due + 1));
      }
    }
  }

  // Of a result that counts, was not suspended yet, and had something due on that day.
  bool WasAsked(const view::v1::MeasurementView& measurement, DayNumber due) const {
    return std::any_of(reading_.results.begin(), reading_.results.end(),
                       [&](const ResultReading& reading) {
                         return BelongsTo(measurement, *reading.result) &&
                                !reading.AskedNothingFor(due) && !IsNotDue(*reading.result, due);
                       });
  }

  void FindProgress(const ResultReading& reading) {
    const UnitResult& result = *reading.result;
    const bool listed = std::any_of(misses_.begin(), misses_.end(), [&](const SilentMiss& miss) {
      return miss.unit().empty() || miss.unit() == result.unit();
    });
    if (listed || accounted_.ForWhole(result.unit())) return;
    if (reading.done) {
      // Made good after its end: by then it had fallen short.
      if (frame_.is_activity && reading.done_late) {
        Add("deadline", result.unit(), row_.current_deadline(), result.done_on(),
            DayText(*frame_.deadline() + 1));
      }
      return;
    }
    if (reading.is_suspended && !reading.deadline_passed) return;
    if (const auto word = FinalWordOn(result, day_); word.has_value()) {
      Add("progress", result.unit(), "100", word->shortfall, SinceText(word->effective_on));
    } else if (IsTimeOver(reading)) {
      const auto declared = Shortfall(result.percent(), result.outcome());
      if (!declared.has_value()) return;
      Add("progress", result.unit(), "100", *declared, SinceText(result.declared().effective_on()));
    }
  }

  // Without a day that binds, an outcome that was stated is the last word, and a percent is once
  // the plan's year has ended. A missed deadline is a subject of its own.
  bool IsTimeOver(const ResultReading& reading) const {
    if (frame_.is_activity) return reading.deadline_passed;
    if (frame_.deadline_binds) return false;
    return reading.result->percent().empty() || frame_.year_end < day_;
  }

  std::string SinceText(const std::string& said_on) const {
    if (frame_.HasPassed(day_)) return DayText(*frame_.deadline() + 1);
    if (frame_.year_end < day_) return DayText(frame_.year_end + 1);
    return said_on;
  }

  static std::string PlannedText(const event::v1::Indicator& indicator) {
    switch (domain::MeasureKindOf(indicator.direction())) {
      case domain::MeasureKind::kDate:
        return indicator.target_date();
      case domain::MeasureKind::kYesNo:
        return "yes";
      case domain::MeasureKind::kNumber:
      case domain::MeasureKind::kNone:
        break;
    }
    return indicator.target();
  }

  static std::string ActualText(const event::v1::Indicator& indicator,
                                const view::v1::MeasurementView& measurement) {
    switch (domain::MeasureKindOf(indicator.direction())) {
      case domain::MeasureKind::kDate:
        return measurement.date();
      case domain::MeasureKind::kYesNo:
        return measurement.met() ? "yes" : "no";
      case domain::MeasureKind::kNumber:
      case domain::MeasureKind::kNone:
        break;
    }
    return measurement.value();
  }

  const DayReading& reading_;
  const Objective& row_;
  const TimeFrame& frame_;
  const DayNumber day_;
  const Accounted accounted_;
  std::vector<SilentMiss> misses_;
};

// Something is asked of an objective in this state.
bool IsInThePlan(view::v1::ObjectiveState state) {
  switch (state) {
    case view::v1::OBJECTIVE_STATE_EXCLUDED:
    case view::v1::OBJECTIVE_STATE_DROPPED:
    case view::v1::OBJECTIVE_STATE_UNSPECIFIED:
    case view::v1::ObjectiveState_INT_MIN_SENTINEL_DO_NOT_USE_:
    case view::v1::ObjectiveState_INT_MAX_SENTINEL_DO_NOT_USE_:
      return false;
    case view::v1::OBJECTIVE_STATE_PLANNED:
    case view::v1::OBJECTIVE_STATE_RUNNING:
    case view::v1::OBJECTIVE_STATE_NOT_DECLARED:
    case view::v1::OBJECTIVE_STATE_MILESTONE_MISSED:
    case view::v1::OBJECTIVE_STATE_LATE:
    case view::v1::OBJECTIVE_STATE_DONE:
    case view::v1::OBJECTIVE_STATE_DONE_LATE:
    case view::v1::OBJECTIVE_STATE_SUSPENDED:
      return true;
  }
  return false;
}

}  // namespace

std::vector<SilentMiss> SilentMisses(const DayReading& reading, const Standing& standing) {
  const std::optional<DayNumber>& adopted = reading.frame.adopted;
  if (!adopted.has_value() || *adopted > reading.day) return {};
  Finder finder(reading);
  if (IsInThePlan(standing.state)) finder.FindShortfalls();
  finder.FindVariations();
  return finder.Take();
}

}  // namespace traguardo::projection
