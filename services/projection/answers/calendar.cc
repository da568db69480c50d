#include "services/projection/answers/calendar.h"

#include <algorithm>
#include <limits>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "services/projection/measures/dates.h"
#include "services/projection/measures/due_day.h"
#include "services/projection/today/day_reading.h"
#include "services/projection/today/standing.h"

namespace traguardo::projection {
namespace {

using domain::DayNumber;
using view::v1::CalendarEntry;
using view::v1::Objective;

class Calendar {
 public:
  Calendar(const DateRange& range, DayNumber day) : day_(day) {
    if (range.from.has_value()) from_ = range.from->first_day_number();
    if (range.to.has_value()) to_ = range.to->last_day_number();
  }

  void AddPlan(const view::v1::Plan& plan) {
    CalendarEntry shared;
    shared.set_kind(view::v1::CALENDAR_KIND_INSTITUTIONAL_TERM);
    shared.set_name(plan.name());
    shared.set_title(plan.title());
    Add(shared, LastDay(plan.adoption_term()), "adoption_term", "", !plan.adopted_on().empty());
    const bool validated = plan.phase() == view::v1::CYCLE_PHASE_VALIDATED ||
                           plan.phase() == view::v1::CYCLE_PHASE_CLOSED;
    Add(shared, LastDay(plan.relazione_term()), "relazione_term", "", validated);
  }

  void AddRound(const view::v1::Round& round) {
    CalendarEntry shared;
    shared.set_kind(view::v1::CALENDAR_KIND_ROUND_DUE);
    shared.set_name(round.name());
    shared.set_code(round.id());
    *shared.mutable_units() = round.units();
    bool all_in = true;
    for (const view::v1::RoundReport& report : round.reports()) {
      if (report.due_objectives().empty()) continue;
      shared.add_responsabili(report.responsabile());
      all_in &= report.state() == view::v1::REPORT_STATE_SUBMITTED ||
                report.state() == view::v1::REPORT_STATE_APPROVED;
    }
    Add(shared, LastDay(round.due_date()), "", "", all_in || !round.closed_on().empty());
  }

  void AddObjective(const Objective& row) {
    const DayReading reading = ReadOn(row, day_, AnyUnit);
    const Standing standing = StandingOf(reading);
    if (standing.state == view::v1::OBJECTIVE_STATE_EXCLUDED ||
        standing.state == view::v1::OBJECTIVE_STATE_DROPPED) {
      taken_out_.insert(row.name());
      return;
    }
    CalendarEntry shared;
    shared.set_name(row.name());
    shared.set_code(row.code());
    shared.set_title(row.title());
    *shared.mutable_units() = row.units();
    *shared.mutable_responsabili() = row.today().responsabili();
    awaits_ = standing.state != view::v1::OBJECTIVE_STATE_SUSPENDED;
    AddDates(reading, IsDone(standing), shared);
    awaits_ = true;
  }

  void AddMeasures(const view::v1::Scostamento& row) {
    if (taken_out_.count(row.objective()) != 0) return;
    CalendarEntry shared;
    shared.set_kind(view::v1::CALENDAR_KIND_MEASURE_DUE);
    shared.set_name(row.objective());
    shared.set_code(row.objective_code());
    shared.set_title(row.objective_title());
    *shared.mutable_units() = row.units();
    for (const view::v1::CorrectiveMeasure& measure : row.measures()) {
      if (measure.state() == view::v1::MEASURE_STATE_DROPPED) continue;
      shared.clear_responsabili();
      shared.add_responsabili(measure.owner());
      Add(shared, LastDay(measure.due()), row.id() + "/" + measure.id(), measure.description(),
          measure.state() == view::v1::MEASURE_STATE_ADOPTED);
    }
  }

  std::vector<CalendarEntry> Take() {
    const auto key = [](const CalendarEntry& entry) {
      return std::tie(entry.date(), entry.name(), entry.detail());
    };
    std::sort(entries_.begin(), entries_.end(),
              [&](const CalendarEntry& a, const CalendarEntry& b) {
                if (a.date() != b.date()) return a.date() < b.date();
                if (a.kind() != b.kind()) return a.kind() < b.kind();
                return key(a) < key(b);
              });
    return std::move(entries_);
  }

 private:
  void AddDates(const DayReading& reading, bool done, CalendarEntry shared) {
    const Objective& row = *reading.row;
    const TimeFrame& frame = reading.frame;
    shared.set_kind(view::v1::CALENDAR_KIND_DEADLINE);
    Add(shared, frame.deadline(), "", "", done);

    for (const Promise& promise : reading.promises) {
      const bool is_milestone = std::any_of(
          row.milestones().begin(), row.milestones().end(),
          [&](const view::v1::MilestoneView& m) { return m.milestone().id() == promise.id; });
      shared.set_kind(is_milestone ? view::v1::CALENDAR_KIND_MILESTONE
                                   : view::v1::CALENDAR_KIND_PHASE_END);
      Add(shared, promise.due_day, std::string(promise.id), std::string(promise.name),
          promise.kept.has_value());
    }

    shared.set_kind(view::v1::CALENDAR_KIND_RECURRING_CHECK);
    const std::optional<DayNumber> done_day = DoneDay(reading.results, day_);
    for (const DayNumber check : frame.checks) {
      const bool was_done = done_day.has_value() && *done_day <= check;
      Add(shared, check, "", "", was_done || WasReported(reading.results, check));
    }

    shared.set_kind(view::v1::CALENDAR_KIND_INDICATOR_DUE);
    for (const view::v1::IndicatorView& view : row.indicators()) {
      // One that is due with the objective is the deadline's entry.
      const bool has_own =
          !view.indicator().due().empty() || !view.indicator().target_date().empty();
      const DayNumber due =
          IndicatorDueDay(view.indicator(), frame.deadlines, static_cast<int>(row.year()));
      if (!has_own || due == frame.deadline()) continue;
      Add(shared, due, view.indicator().id(), view.indicator().name(),
          IsSettled(view, reading.results, due));
    }
  }

  static bool WasReported(const Results& results, DayNumber check) {
    return std::all_of(results.begin(), results.end(), [&](const view::v1::UnitResult* result) {
      return IsCheckReported(*result, check);
    });
  }

  // For every result the target is met, or nothing was due. What had to happen by a date has
  // happened, however late; a measurement that proves neither is enough once the day has come.
  static bool IsSettled(const view::v1::IndicatorView& indicator, const Results& results,
                        DayNumber due) {
    return std::all_of(results.begin(), results.end(), [&](const view::v1::UnitResult* result) {
      if (IsNotDue(*result, due)) return true;
      bool settled = false;
      for (const view::v1::MeasurementView& measurement : indicator.measurements()) {
        if (!BelongsTo(measurement, *result)) continue;
        const bool happened = !measurement.date().empty();
        if (measurement.comparison() == view::v1::COMPARISON_NOT_MET && !happened) return false;
        const auto measured_on = LastDay(measurement.recorded().effective_on());
        settled = settled || happened || measurement.comparison() == view::v1::COMPARISON_MET ||
                  (measured_on.has_value() && *measured_on >= due);
      }
      return settled;
    });
  }

  void Add(const CalendarEntry& shared, std::optional<DayNumber> date, std::string detail,
           std::string detail_name, bool done) {
    if (!date.has_value() || *date < from_ || *date > to_) return;
    CalendarEntry& entry = entries_.emplace_back(shared);
    entry.set_date(DayText(*date));
    entry.set_detail(std::move(detail));
    entry.set_detail_name(std::move(detail_name));
    entry.set_done(done);
    entry.set_overdue(awaits_ && !done && *date < day_);
  }

  const DayNumber day_;
  DayNumber from_ = std::numeric_limits<DayNumber>::min();
  DayNumber to_ = std::numeric_limits<DayNumber>::max();
  // False while a suspended objective is added.
  bool awaits_ = true;
  // Names of objectives.
  std::set<std::string> taken_out_;
  std::vector<CalendarEntry> entries_;
};

}  // namespace

std::vector<CalendarEntry> CalendarOf(const CalendarRows& rows, const DateRange& range,
                                      const domain::CivilDate& day) {
  Calendar calendar(range, day.first_day_number());
  if (rows.plan != nullptr) calendar.AddPlan(*rows.plan);
  for (const Objective* row : rows.objectives) calendar.AddObjective(*row);
  for (const view::v1::Scostamento* row : rows.scostamenti) calendar.AddMeasures(*row);
  for (const view::v1::Round* row : rows.rounds) calendar.AddRound(*row);
  return calendar.Take();
}

}  // namespace traguardo::projection
