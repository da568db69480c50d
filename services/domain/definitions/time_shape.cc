#include "services/domain/definitions/time_shape.h"

#include <string>

namespace traguardo::domain {
namespace {

using event::v1::ObjectiveDefinition;
using event::v1::Period;
using event::v1::TimeShape;

std::optional<CivilDate> DayOfYear(int year, int month, int day) {
  const absl::StatusOr<CivilDate> date = CivilDate::Day(year, month, day);
  if (!date.ok()) return std::nullopt;
  return *date;
}

// The window that ends last; of windows that end together, the later one in the list.
template <typename Windows>
auto* LastWindow(Windows* windows) {
  decltype(&*windows->begin()) last = nullptr;
  std::optional<CivilDate> last_end;
  for (auto& window : *windows) {
    const std::optional<CivilDate> end = ReadDate(window.to());
    const bool later = !last_end.has_value() || !end.has_value() ||
                       end->last_day_number() >= last_end->last_day_number();
    if (last == nullptr || later) {
      last = &window;
      last_end = end;
    }
    // An open end is the last of all.
    if (!end.has_value()) break;
  }
  return last;
}

}  // namespace

bool MoveDeadline(TimeShape& shape, const std::string& deadline) {
  switch (shape.shape_case()) {
    case TimeShape::kByDate:
      shape.mutable_by_date()->set_deadline(deadline);
      return true;
    case TimeShape::kContinuous:
      shape.mutable_continuous()->mutable_period()->set_to(deadline);
      return true;
    case TimeShape::kSeasonal: {
      Period* const window = LastWindow(shape.mutable_seasonal()->mutable_windows());
      if (window == nullptr) return false;
      window->set_to(deadline);
      return true;
    }
    case TimeShape::kRecurringChecks:
      return false;
    case TimeShape::kMultiYear:
      // What must hold this year is what this plan's deadline is, where it was stated.
      if (!shape.multi_year().this_year_deadline().empty()) {
        shape.mutable_multi_year()->set_this_year_deadline(deadline);
      } else {
        shape.mutable_multi_year()->mutable_period()->set_to(deadline);
      }
      return true;
    case TimeShape::kTiedToEvent:
      shape.mutable_tied_to_event()->set_expected_on(deadline);
      return true;
    case TimeShape::kNotStated:
    case TimeShape::SHAPE_NOT_SET:
      shape.mutable_by_date()->set_deadline(deadline);
      return true;
  }
  return false;
}

std::optional<CivilDate> DeadlineOf(const ObjectiveDefinition& definition, int year) {
  const TimeShape& shape = definition.time_shape();
  switch (shape.shape_case()) {
    case TimeShape::kByDate:
      return ReadDate(shape.by_date().deadline());
    case TimeShape::kContinuous: {
      const std::optional<CivilDate> end = ReadDate(shape.continuous().period().to());
      return end.has_value() ? end : DayOfYear(year, 12, 31);
    }
    case TimeShape::kSeasonal: {
      const Period* const window = LastWindow(&shape.seasonal().windows());
      if (window == nullptr) return std::nullopt;
      const std::optional<CivilDate> end = ReadDate(window->to());
      return end.has_value() ? end : DayOfYear(year, 12, 31);
    }
    case TimeShape::kRecurringChecks: {
      std::optional<CivilDate> last;
      for (const std::string& text : shape.recurring_checks().dates()) {
        const std::optional<CivilDate> date = ReadDate(text);
        if (!date.has_value()) continue;
        if (!last.has_value() || last->last_day_number() < date->last_day_number()) last = date;
      }
      return last;
    }
    case TimeShape::kMultiYear: {
      const std::optional<CivilDate> this_year = ReadDate(shape.multi_year().this_year_deadline());
      return this_year.has_value() ? this_year : ReadDate(shape.multi_year().period().to());
    }
    case TimeShape::kTiedToEvent:
      return ReadDate(shape.tied_to_event().expected_on());
    case TimeShape::kNotStated:
    case TimeShape::SHAPE_NOT_SET:
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<CivilDate> BeginOf(const ObjectiveDefinition& definition, int year) {
  const TimeShape& shape = definition.time_shape();
  switch (shape.shape_case()) {
    case TimeShape::kContinuous: {
      const std::optional<CivilDate> begin = ReadDate(shape.continuous().period().from());
      return begin.has_value() ? begin : DayOfYear(year, 1, 1);
    }
    case TimeShape::kSeasonal: {
      std::optional<CivilDate> first;
      for (const Period& window : shape.seasonal().windows()) {
        const std::optional<CivilDate> begin = ReadDate(window.from());
        if (!begin.has_value()) return DayOfYear(year, 1, 1);
        if (!first.has_value() || begin->first_day_number() < first->first_day_number()) {
          first = begin;
        }
      }
      return first;
    }
    case TimeShape::kMultiYear:
      return ReadDate(shape.multi_year().period().from());
    case TimeShape::kByDate:
    case TimeShape::kRecurringChecks:
    case TimeShape::kTiedToEvent:
    case TimeShape::kNotStated:
    case TimeShape::SHAPE_NOT_SET:
      return std::nullopt;
  }
  return std::nullopt;
}

bool HasMovableDeadline(const TimeShape& shape) {
  switch (shape.shape_case()) {
    case TimeShape::kRecurringChecks:
      return false;
    case TimeShape::kByDate:
    case TimeShape::kContinuous:
    case TimeShape::kSeasonal:
    case TimeShape::kMultiYear:
    case TimeShape::kTiedToEvent:
    case TimeShape::kNotStated:
    case TimeShape::SHAPE_NOT_SET:
      return true;
  }
  return false;
}

}  // namespace traguardo::domain
