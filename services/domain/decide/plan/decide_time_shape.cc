// The time of an objective within the plan's year.
//
// A deadline after the plan's year is warned about and not refused: published plans move deadlines
// into the next year by an act, and some state PNRR terms as plain dates. A deadline before it is
// refused: it was over before the plan began.

#include "services/domain/decide/plan/decide_definition.h"

namespace traguardo::domain {
namespace {

using event::v1::Period;

// Plan years are well inside the years that dates may have.
CivilDate WholeYear(int year) { return *CivilDate::Year(year); }

Refused CheckDeadline(const DefinitionCase& d, const std::string& text, std::string_view path) {
  const auto date = ReadDate(text);
  if (!date.has_value()) return std::nullopt;
  if (IsCertainlyBefore(*date, WholeYear(d.year))) {
    return d.Refuse(RefusalReason::kDeadlineBeforePlanYear, path,
                    {{"date", text}, {"year", std::to_string(d.year)}});
  }
  if (IsCertainlyAfter(*date, WholeYear(d.year))) {
    d.Warn(WarningReason::kDeadlineOutsidePlanYear, {{"date", text}});
  }
  return std::nullopt;
}

Refused CheckTouchesYear(const DefinitionCase& d, const Period& period, const std::string& path) {
  if (Refused refused = CheckPeriod(d.c, period, d.Path(path)); refused) return refused;
  const auto from = ReadDate(period.from());
  const auto to = ReadDate(period.to());
  const bool ends_before = to.has_value() && IsCertainlyBefore(*to, WholeYear(d.year));
  const bool begins_after = from.has_value() && IsCertainlyAfter(*from, WholeYear(d.year));
  if (!ends_before && !begins_after) return std::nullopt;
  return d.Refuse(RefusalReason::kPeriodOutsidePlanYear, path,
                  {{"from", period.from()}, {"to", period.to()}, {"year", std::to_string(d.year)}});
}

std::string PeriodText(const Period& period) { return period.from() + "/" + period.to(); }

bool Overlap(const Period& a, const Period& b) {
  const auto a_from = ReadDate(a.from());
  const auto a_to = ReadDate(a.to());
  const auto b_from = ReadDate(b.from());
  const auto b_to = ReadDate(b.to());
  if (!a_from || !a_to || !b_from || !b_to) return false;
  return a_to->last_day_number() >= b_from->first_day_number() &&
         b_to->last_day_number() >= a_from->first_day_number();
}

Refused CheckSeasonal(const DefinitionCase& d, const event::v1::Seasonal& seasonal) {
  for (int i = 0; i < seasonal.windows_size(); ++i) {
    const Period& window = seasonal.windows(i);
    const std::string path = "time_shape.seasonal.windows[" + std::to_string(i) + "]";
    if (window.from().empty() || window.to().empty()) {
      return d.Refuse(RefusalReason::kPeriodIncomplete, path);
    }
    if (Refused refused = CheckTouchesYear(d, window, path); refused) return refused;
    for (int earlier = 0; earlier < i; ++earlier) {
      if (!Overlap(seasonal.windows(earlier), window)) continue;
      return d.Refuse(
          RefusalReason::kSeasonalWindowsOverlap, path,
          {{"first", PeriodText(seasonal.windows(earlier))}, {"second", PeriodText(window)}});
    }
  }
  return std::nullopt;
}

Refused CheckRecurring(const DefinitionCase& d, const event::v1::RecurringChecks& checks) {
  const std::vector<std::string> dates(checks.dates().begin(), checks.dates().end());
  if (Refused refused = CheckDistinct(d.c, dates, d.Path("time_shape.recurring_checks.dates"));
      refused) {
    return refused;
  }
  for (const std::string& text : dates) {
    const auto date = ReadDate(text);
    if (date.has_value() && date->year() != d.year) {
      d.Warn(WarningReason::kCheckDateOutsidePlanYear, {{"date", text}});
    }
  }
  return std::nullopt;
}

Refused CheckMultiYear(const DefinitionCase& d, const event::v1::MultiYear& multi_year) {
  const Period& period = multi_year.period();
  if (period.to().empty()) {
    return d.Refuse(RefusalReason::kPeriodIncomplete, "time_shape.multi_year.period");
  }
  if (Refused refused = CheckTouchesYear(d, period, "time_shape.multi_year.period"); refused) {
    return refused;
  }
  const auto deadline = ReadDate(multi_year.this_year_deadline());
  if (!deadline.has_value()) return std::nullopt;
  const auto from = ReadDate(period.from());
  const auto to = ReadDate(period.to());
  const bool outside = deadline->year() != d.year ||
                       (from.has_value() && IsCertainlyBefore(*deadline, *from)) ||
                       (to.has_value() && IsCertainlyAfter(*deadline, *to));
  if (!outside) return std::nullopt;
  return d.Refuse(RefusalReason::kDeadlineOutsidePeriod, "time_shape.multi_year.this_year_deadline",
                  {{"date", multi_year.this_year_deadline()}});
}

}  // namespace

Refused CheckTimeShape(const DefinitionCase& d) {
  const event::v1::TimeShape& shape = d.definition.time_shape();
  switch (shape.shape_case()) {
    case event::v1::TimeShape::kByDate:
      return CheckDeadline(d, shape.by_date().deadline(), "time_shape.by_date.deadline");
    case event::v1::TimeShape::kContinuous:
      return CheckTouchesYear(d, shape.continuous().period(), "time_shape.continuous.period");
    case event::v1::TimeShape::kSeasonal:
      return CheckSeasonal(d, shape.seasonal());
    case event::v1::TimeShape::kRecurringChecks:
      return CheckRecurring(d, shape.recurring_checks());
    case event::v1::TimeShape::kMultiYear:
      return CheckMultiYear(d, shape.multi_year());
    case event::v1::TimeShape::kTiedToEvent:
      return CheckDeadline(d, shape.tied_to_event().expected_on(),
                           "time_shape.tied_to_event.expected_on");
    case event::v1::TimeShape::kNotStated:
    case event::v1::TimeShape::SHAPE_NOT_SET:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace traguardo::domain
