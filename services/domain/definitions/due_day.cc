#include "services/domain/definitions/due_day.h"

#include "absl/time/civil_time.h"
#include "services/domain/definitions/current_definition.h"

namespace traguardo::domain {
namespace {

std::optional<DayNumber> LastDayOf(const std::optional<CivilDate>& date) {
  if (!date.has_value()) return std::nullopt;
  return date->last_day_number();
}

// A scostamento's "milestone" may be a phase.
std::optional<DayNumber> StatedDueDay(const event::v1::ObjectiveDefinition& definition,
                                      const std::string& id) {
  if (const auto* milestone = FindMilestone(definition, id); milestone != nullptr) {
    return LastDay(milestone->due());
  }
  if (const auto* phase = FindPhase(definition, id); phase != nullptr) {
    return LastDay(phase->planned().to());
  }
  return std::nullopt;
}

}  // namespace

DayNumber Deadlines::MovedAlong(DayNumber due) const {
  const bool put_off = original.has_value() && current.has_value() && *current > *original;
  return put_off && due == *original ? *current : due;
}

Deadlines DeadlinesOf(const std::optional<CivilDate>& original,
                      const std::optional<CivilDate>& current) {
  return {.original = LastDayOf(original), .current = LastDayOf(current)};
}

DayNumber IndicatorDueDay(const event::v1::Indicator& indicator, const Deadlines& deadlines,
                          int year) {
  if (const auto own = LastDay(indicator.due()); own.has_value()) {
    return deadlines.MovedAlong(*own);
  }
  if (indicator.direction() == event::v1::DIRECTION_DATE) {
    if (const auto target = LastDay(indicator.target_date()); target.has_value()) return *target;
  }
  return deadlines.current.value_or(DayNumberOf(absl::CivilDay(year, 12, 31)));
}

std::optional<DayNumber> MilestoneDueDay(const event::v1::ObjectiveDefinition& definition,
                                         const std::string& id, const Deadlines& deadlines) {
  const auto due = StatedDueDay(definition, id);
  if (!due.has_value()) return std::nullopt;
  return deadlines.MovedAlong(*due);
}

std::optional<DayNumber> SubjectDueDay(const event::v1::ScostamentoSubject& subject,
                                       const event::v1::ObjectiveDefinition& current,
                                       const Deadlines& deadlines, int year) {
  switch (subject.subject_case()) {
    case event::v1::ScostamentoSubject::kIndicator: {
      const auto* const indicator = FindIndicator(current, subject.indicator());
      if (indicator == nullptr) return std::nullopt;
      return IndicatorDueDay(*indicator, deadlines, year);
    }
    case event::v1::ScostamentoSubject::kMilestone:
      return MilestoneDueDay(current, subject.milestone(), deadlines);
    case event::v1::ScostamentoSubject::kDeadline:
    case event::v1::ScostamentoSubject::kProgress:
    case event::v1::ScostamentoSubject::SUBJECT_NOT_SET:
      break;
  }
  return deadlines.current;
}

}  // namespace traguardo::domain
