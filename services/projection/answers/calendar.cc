#include "services/projection/answers/calendar.h"

#include <algorithm>
#include <limits>
#include <string>
#include <tuple>
#include <utility>

#include "services/projection/measures/dates.h"
#include "services/projection/measures/due_day.h"
#include "services/projection/today/day_reading.h"
#include "services/projection/today/measured.h"
#include "services/projection/today/standing.h"

namespace traguardo::projection {
namespace {

using domain::DayNumber;
using view::v1::CalendarEntry;
using view::v1::Objective;

class Calendar {
 public:
  Calendar(const DateRange& range, DayNumber day, UnitFilter counts) : day_(day), counts_(counts) {
    if (range.from.has_value()) from_ = range.from->first_day_number();
    if (range.to.has_value()) to_ = range.to->last_day_number();
  }

  void AddPlan(const view::v1::Plan& plan) {
    CalendarEntry shared;
    shared.set_kind(view::v1::CALENDAR_KIND_INSTITUTIONAL_TERM);
    shared.set_name(plan.name());
    shared.set_title(plan.title());
    Add(shared, LastDay(plan.adoption_term()), "adoption_term", "", !plan.adopted_on().empty(),
        /*awaited=*/true);
    const bool validated = plan.phase() == view::v1::CYCLE_PHASE_VALIDATED ||
                           plan.phase() == view::v1::CYCLE_PHASE_CLOSED;
    Add(shared, LastDay(plan.relazione_term()), "relazione_term", "", validated, /*awaited=*/true);
  }

  void AddRound(const view::v1::Round& round) {
    CalendarEntry shared;
    shared.set_kind(view::v1::CALENDAR_KIND_ROUND_DUE);
    shared.set_name(round.name());
    shared.set_code(round.id());
    *shared.mutable_units() = round.units();
    for (const view::v1::RoundReport& report : round.reports()) {
      if (!report.due_objectives().empty()) shared.add_responsabili(report.responsabile());
    }
    // As the round's own row counts: a report that leaves out an objective is not in.
    const bool all_in = round.today().missing_count() == 0;
    Add(shared, LastDay(round.due_date()), "", "", all_in || !round.closed_on().empty(),
        /*awaited=*/true);
  }

  void AddObjective(const Objective& row) {
    const DayReading reading = ReadOn(row, day_, counts_);
    const Standing standing = StandingOf(reading);
    if (standing.state == view::v1::OBJECTIVE_STATE_EXCLUDED ||
        standing.state == view::v1::OBJECTIVE_STATE_DROPPED) {
      return;
    }
    CalendarEntry shared;
    shared.set_name(row.name());
    shared.set_code(row.code());
    shared.set_title(row.title());
    *shared.mutable_units() = row.units();
    *shared.mutable_responsabili() = row.today().responsabili();
    AddDates(reading, shared);
  }

  void AddMeasures(const view::v1::Scostamento& row) {
    if (!row.unit().empty() && !counts_(row.unit())) return;
    CalendarEntry shared;
    shared.set_kind(view::v1::CALENDAR_KIND_MEASURE_DUE);
    shared.set_name(row.objective());
    shared.set_code(row.objective_code());
    shared.set_title(row.objective_title());
    *shared.mutable_units() = row.units();
    if (!row.unit().empty()) {
      shared.clear_units();
      shared.add_units(row.unit());
    }
    for (const view::v1::CorrectiveMeasure& measure : row.measures()) {
      if (measure.state() == view::v1::MEASURE_STATE_DROPPED) continue;
      shared.clear_responsabili();
      shared.add_responsabili(measure.owner());
      Add(shared, LastDay(measure.due()), row.id() + "/" + measure.id(), measure.description(),
          measure.state() == view::v1::MEASURE_STATE_ADOPTED, /*awaited=*/true);
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
  void AddDates(const DayReading& reading, CalendarEntry shared) {
    const Objective& row = *reading.row;
    const TimeFrame& frame = reading.frame;
    if (frame.deadline().has_value()) {
      shared.set_kind(view::v1::CALENDAR_KIND_DEADLINE);
      AddOwed(reading, shared, *frame.deadline(), "", "",
              [](const ResultReading& result) { return result.done; });
    }

    for (const Promise& promise : reading.promises) {
      shared.set_kind(promise.is_phase ? view::v1::CALENDAR_KIND_PHASE_END
                                       : view::v1::CALENDAR_KIND_MILESTONE);
      const auto owed = [&](const Promise::Part& part) { return reading.IsOwed(part); };
      const auto awaited = [&](const Promise::Part& part) {
        return reading.IsOwed(part) && !reading.ResultOf(part).is_suspended;
      };
      const auto& parts = promise.parts;
      Add(shared, promise.due_day, std::string(promise.id), std::string(promise.name),
          std::none_of(parts.begin(), parts.end(), owed),
          std::any_of(parts.begin(), parts.end(), awaited));
    }

    shared.set_kind(view::v1::CALENDAR_KIND_RECURRING_CHECK);
    for (const DayNumber check : frame.checks) {
      AddOwed(reading, shared, check, "", "", [&](const ResultReading& result) {
        const bool was_done = result.done_day.has_value() && *result.done_day <= check;
        return was_done || IsCheckReported(*result.result, check);
      });
    }

    shared.set_kind(view::v1::CALENDAR_KIND_INDICATOR_DUE);
    for (const view::v1::IndicatorView& view : row.indicators()) {
      // One that is due with the objective is the deadline's entry.
      const bool has_own =
          !view.indicator().due().empty() || !view.indicator().target_date().empty();
      const DayNumber due =
          IndicatorDueDay(view.indicator(), frame.deadlines, static_cast<int>(row.year()));
      if (!has_own || due == frame.deadline()) continue;
      AddOwed(reading, shared, due, view.indicator().id(), view.indicator().name(),
              [&](const ResultReading& result) { return IsSettled(view, *result.result, due); });
    }
  }

  // What every result owes on a day, but those for which nothing was due on it. Done when all of
  // them have it.
  template <typename Has>
  void AddOwed(const DayReading& reading, const CalendarEntry& shared, DayNumber due,
               const std::string& detail, const std::string& detail_name, const Has& has) {
    bool done = true;
    bool awaited = false;
    for (const ResultReading& result : reading.results) {
      if (IsNotDue(*result.result, due) || has(result)) continue;
      done = false;
      awaited |= !result.is_suspended;
    }
    Add(shared, due, detail, detail_name, done, awaited);
  }

  // The target is met, or was when it had to be. What had to happen by a date has happened, however
  // late; a measurement that proves neither is enough once the day has come.
  static bool IsSettled(const view::v1::IndicatorView& indicator,
                        const view::v1::UnitResult& result, DayNumber due) {
    bool settled = false;
    for (const view::v1::MeasurementView& latest : indicator.measurements()) {
      if (!BelongsTo(latest, result)) continue;
      const bool happened = !latest.date().empty();
      const bool met = latest.comparison() == view::v1::COMPARISON_MET ||
                       KnownFor(indicator, latest, due).comparison() == view::v1::COMPARISON_MET;
      if (latest.comparison() == view::v1::COMPARISON_NOT_MET && !happened && !met) return false;
      const auto measured_on = LastDay(latest.recorded().effective_on());
      settled |= happened || met || (measured_on.has_value() && *measured_on >= due);
    }
    return settled;
  }

  // `awaited`: somebody still has to see to it.
  void Add(const CalendarEntry& shared, std::optional<DayNumber> date, std::string detail,
           std::string detail_name, bool done, bool awaited) {
    if (!date.has_value() || *date < from_ || *date > to_) return;
    CalendarEntry& entry = entries_.emplace_back(shared);
    entry.set_date(DayText(*date));
    entry.set_detail(std::move(detail));
    entry.set_detail_name(std::move(detail_name));
    entry.set_done(done);
    entry.set_overdue(awaited && !done && *date < day_);
  }

  const DayNumber day_;
  const UnitFilter counts_;
  DayNumber from_ = std::numeric_limits<DayNumber>::min();
  DayNumber to_ = std::numeric_limits<DayNumber>::max();
  std::vector<CalendarEntry> entries_;
};

}  // namespace

std::vector<CalendarEntry> CalendarOf(const CalendarRows& rows, const DateRange& range,
                                      const domain::CivilDate& day, UnitFilter counts) {
  Calendar calendar(range, day.first_day_number(), counts);
  if (rows.plan != nullptr) calendar.AddPlan(*rows.plan);
  for (const Objective* row : rows.objectives) calendar.AddObjective(*row);
  for (const view::v1::Scostamento* row : rows.scostamenti) calendar.AddMeasures(*row);
  for (const view::v1::Round* row : rows.rounds) calendar.AddRound(*row);
  return calendar.Take();
}

}  // namespace traguardo::projection
