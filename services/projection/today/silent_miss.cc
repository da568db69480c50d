#include "services/projection/today/silent_miss.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "services/domain/definitions/measure_kind.h"
#include "services/domain/values/decimal.h"
#include "services/projection/measures/dates.h"
#include "services/projection/measures/due_day.h"
#include "services/projection/measures/figures.h"

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

  // For the whole, or for any one unit: where the row does not tell units apart.
  bool ForAnyUnit(const std::string& subject) const {
    const std::string of_unit = subject + "@";
    return std::any_of(subjects_.begin(), subjects_.end(), [&](const std::string& accounted) {
      return accounted == subject || accounted.compare(0, of_unit.size(), of_unit) == 0;
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
      : row_(*reading.row),
        frame_(reading.frame),
        day_(reading.day),
        accounted_(*reading.row),
        results_(reading.results),
        promises_(reading.promises) {}

  std::vector<SilentMiss> Find() {
    for (const UnitResult* result : results_) FindDeadline(*result);
    FindPromises();
    FindIndicators();
    for (const UnitResult* result : results_) FindProgress(*result);
    return std::move(misses_);
  }

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

  void FindDeadline(const UnitResult& result) {
    if (!frame_.deadline_binds || !frame_.HasPassed(day_) || frame_.is_activity) return;
    const std::optional<DayNumber> done = DoneDay(result, day_);
    if (done.has_value() ? *done <= *frame_.deadline() : IsMeasuredAsMet(row_, result)) return;
    deadline_missed_ = true;
    if (accounted_.ForWhole(result.unit())) return;
    Add("deadline", result.unit(), row_.current_deadline(),
        done.has_value() ? result.done_on() : "", DayText(*frame_.deadline() + 1));
  }

  void FindPromises() {
    for (const Promise& promise : promises_) {
      if (!promise.WasMissedBy(day_) && !promise.WasKeptLate()) continue;
      if (deadline_missed_ && promise.due_day >= *frame_.deadline()) continue;
      std::string subject = "milestone:" + std::string(promise.id);
      if (accounted_.ForAnyUnit(subject)) continue;
      Add(std::move(subject), "", std::string(promise.due),
          promise.kept.has_value() ? DayText(*promise.kept) : "", DayText(promise.due_day + 1));
    }
  }

  void FindIndicators() {
    for (const view::v1::IndicatorView& view : row_.indicators()) {
      const event::v1::Indicator& indicator = view.indicator();
      const DayNumber due =
          IndicatorDueDay(indicator, frame_.deadlines, static_cast<int>(row_.year()));
      if (due >= day_) continue;
      const std::string subject = "indicator:" + indicator.id();
      for (const view::v1::MeasurementView& measurement : view.measurements()) {
        if (measurement.comparison() != view::v1::COMPARISON_NOT_MET) continue;
        if (!Counts(measurement.unit()) || accounted_.For(subject, measurement.unit())) continue;
        Add(subject, measurement.unit(), PlannedText(indicator), ActualText(indicator, measurement),
            DayText(due + 1));
      }
    }
  }

  void FindProgress(const UnitResult& result) {
    const bool listed = std::any_of(misses_.begin(), misses_.end(), [&](const SilentMiss& miss) {
      return miss.unit().empty() || miss.unit() == result.unit();
    });
    if (listed || accounted_.ForWhole(result.unit())) return;
    if (const auto final_result = FinalShortfall(result); final_result.has_value()) {
      Add("progress", result.unit(), "100", *final_result, SinceText(result));
    } else if (!HasFinalResult(result) && IsTimeOver(result)) {
      const auto declared = Shortfall(result.percent(), result.outcome());
      if (declared.has_value()) {
        Add("progress", result.unit(), "100", *declared, SinceText(result));
      }
    }
  }

  // Whether the measurement is of a result that counts.
  bool Counts(const std::string& unit) const {
    if (unit.empty() || !IsTransversal(row_)) return true;
    return std::any_of(results_.begin(), results_.end(),
                       [&](const UnitResult* result) { return result->unit() == unit; });
  }

  static bool HasFinalResult(const UnitResult& result) {
    return !result.final_assessed_percent().empty() || !result.final_proposed_percent().empty() ||
           result.final_assessed_outcome() != event::v1::OUTCOME_UNSPECIFIED ||
           result.final_proposed_outcome() != event::v1::OUTCOME_UNSPECIFIED;
  }

  // The Nucleo's word counts before the responsabile's.
  static std::optional<std::string> FinalShortfall(const UnitResult& result) {
    const bool assessed = !result.final_assessed_percent().empty() ||
                          result.final_assessed_outcome() != event::v1::OUTCOME_UNSPECIFIED;
    return assessed ? Shortfall(result.final_assessed_percent(), result.final_assessed_outcome())
                    : Shortfall(result.final_proposed_percent(), result.final_proposed_outcome());
  }

  // What is short of the whole, in words for `actual`; none for what is not.
  static std::optional<std::string> Shortfall(const std::string& percent,
                                              event::v1::Outcome outcome) {
    if (const auto value = ReadDecimal(percent); value.has_value()) {
      if (*value >= domain::Decimal::Whole(100)) return std::nullopt;
      return percent;
    }
    switch (outcome) {
      case event::v1::OUTCOME_PARTLY_REACHED:
        return "partly_reached";
      case event::v1::OUTCOME_NOT_REACHED:
        return "not_reached";
      case event::v1::OUTCOME_REACHED:
      case event::v1::OUTCOME_UNSPECIFIED:
      case event::v1::Outcome_INT_MIN_SENTINEL_DO_NOT_USE_:
      case event::v1::Outcome_INT_MAX_SENTINEL_DO_NOT_USE_:
        break;
    }
    return std::nullopt;
  }

  // Without a day that binds, an outcome that was stated is the last word, and a percent is once
  // the plan's year has ended. A missed deadline is a subject of its own.
  bool IsTimeOver(const UnitResult& result) const {
    if (frame_.is_activity) return frame_.HasPassed(day_);
    if (frame_.deadline_binds) return false;
    return result.percent().empty() || frame_.year_end < day_;
  }

  std::string SinceText(const UnitResult& result) const {
    if (frame_.HasPassed(day_)) return DayText(*frame_.deadline() + 1);
    if (frame_.year_end < day_) return DayText(frame_.year_end + 1);
    return result.declared().effective_on();
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

  const Objective& row_;
  const TimeFrame& frame_;
  const DayNumber day_;
  const Accounted accounted_;
  const Results& results_;
  const std::vector<Promise>& promises_;
  // For some result, accounted for or not.
  bool deadline_missed_ = false;
  std::vector<SilentMiss> misses_;
};

}  // namespace

std::vector<SilentMiss> SilentMisses(const DayReading& reading, const Standing& standing) {
  switch (standing.state) {
    case view::v1::OBJECTIVE_STATE_SUSPENDED:
    case view::v1::OBJECTIVE_STATE_EXCLUDED:
    case view::v1::OBJECTIVE_STATE_DROPPED:
    case view::v1::OBJECTIVE_STATE_UNSPECIFIED:
    case view::v1::ObjectiveState_INT_MIN_SENTINEL_DO_NOT_USE_:
    case view::v1::ObjectiveState_INT_MAX_SENTINEL_DO_NOT_USE_:
      return {};
    case view::v1::OBJECTIVE_STATE_PLANNED:
    case view::v1::OBJECTIVE_STATE_RUNNING:
    case view::v1::OBJECTIVE_STATE_NOT_DECLARED:
    case view::v1::OBJECTIVE_STATE_MILESTONE_MISSED:
    case view::v1::OBJECTIVE_STATE_LATE:
    case view::v1::OBJECTIVE_STATE_DONE:
    case view::v1::OBJECTIVE_STATE_DONE_LATE:
      break;
  }
  const std::optional<DayNumber>& adopted = reading.frame.adopted;
  if (!adopted.has_value() || *adopted > reading.day) return {};
  return Finder(reading).Find();
}

}  // namespace traguardo::projection
