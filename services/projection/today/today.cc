#include "services/projection/today/today.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "services/domain/status/assignments.h"
#include "services/projection/measures/dates.h"
#include "services/projection/measures/planned_curve.h"
#include "services/projection/today/day_reading.h"
#include "services/projection/today/silent_miss.h"
#include "services/projection/today/standing.h"

namespace traguardo::projection {
namespace {

using domain::CivilDate;
using domain::DayNumber;
using view::v1::Objective;
using view::v1::ObjectiveToday;

// "Not due" is about a period, so whether it holds depends on the day.
void FillDeclarations(Objective* row, DayNumber day) {
  for (view::v1::UnitResult& result : *row->mutable_results()) {
    switch (result.declaration()) {
      case view::v1::DECLARATION_NOT_DECLARED:
      case view::v1::DECLARATION_NOT_DUE:
        result.set_declaration(IsNotDue(result, day) ? view::v1::DECLARATION_NOT_DUE
                                                     : view::v1::DECLARATION_NOT_DECLARED);
        break;
      case view::v1::DECLARATION_DECLARED:
      case view::v1::DECLARATION_NOT_APPLICABLE:
      case view::v1::DECLARATION_UNSPECIFIED:
      case view::v1::Declaration_INT_MIN_SENTINEL_DO_NOT_USE_:
      case view::v1::Declaration_INT_MAX_SENTINEL_DO_NOT_USE_:
        break;
    }
  }
}

// The first one ahead, of an objective that is still to be done.
void FillNextMilestone(const DayReading& reading, const Standing& standing, ObjectiveToday* today) {
  if (IsDone(standing) || standing.state == view::v1::OBJECTIVE_STATE_EXCLUDED ||
      standing.state == view::v1::OBJECTIVE_STATE_DROPPED) {
    return;
  }
  for (const Promise& promise : reading.promises) {
    const bool owed = std::any_of(promise.parts.begin(), promise.parts.end(),
                                  [&](const Promise::Part& part) { return reading.IsOwed(part); });
    if (!owed || promise.due_day < reading.day) continue;
    view::v1::NextMilestone* const next = today->mutable_next_milestone();
    next->set_id(std::string(promise.id));
    next->set_name(std::string(promise.name));
    next->set_due(std::string(promise.due));
    return;
  }
}

void FillResponsabili(const Objective& row, DayNumber day, ObjectiveToday* today) {
  for (const event::v1::Assignment& assignment : row.assignments()) {
    if (assignment.role() != event::v1::RESPONSABILE_ROLE_RESPONSABILE) continue;
    if (!domain::Contains(assignment.validity(), day)) continue;
    const auto& listed = today->responsabili();
    if (std::find(listed.begin(), listed.end(), assignment.responsabile()) == listed.end()) {
      today->add_responsabili(assignment.responsabile());
    }
  }
}

// Of time: the deadline, a milestone or phase, or with a delay in days.
bool IsAboutTime(const view::v1::Scostamento& row) {
  return row.subject().has_deadline() || row.subject().has_milestone() || row.has_delay_days();
}

// Open, or closed but for a delay that was made up. That one was replanned says the act that names
// it, and nobody else: closed as replanned before there is one, it waits for it.
bool StandsAsShortfall(const view::v1::Scostamento& row) {
  switch (row.closing()) {
    case event::v1::SCOSTAMENTO_CLOSING_UNSPECIFIED:
    case event::v1::SCOSTAMENTO_CLOSING_CONFIRMED:
    case event::v1::SCOSTAMENTO_CLOSING_REPLANNED:
      return true;
    case event::v1::SCOSTAMENTO_CLOSING_RECOVERED:
    case event::v1::ScostamentoClosing_INT_MIN_SENTINEL_DO_NOT_USE_:
    case event::v1::ScostamentoClosing_INT_MAX_SENTINEL_DO_NOT_USE_:
      return false;
  }
  return false;
}

bool Stands(const view::v1::RoundReport& report) {
  return report.state() == view::v1::REPORT_STATE_SUBMITTED ||
         report.state() == view::v1::REPORT_STATE_APPROVED;
}

// What this report is due for and does not cover. One that was returned has to come again.
std::vector<std::string> MissingObjectives(const view::v1::RoundReport& report) {
  std::vector<std::string> missing;
  const auto& covered = report.covered_objectives();
  for (const std::string& id : report.due_objectives()) {
    if (!Stands(report) || std::find(covered.begin(), covered.end(), id) == covered.end()) {
      missing.push_back(id);
    }
  }
  return missing;
}

uint32_t OverdueMeasures(const view::v1::Scostamento& row, DayNumber day) {
  return static_cast<uint32_t>(std::count_if(
      row.measures().begin(), row.measures().end(), [&](const view::v1::CorrectiveMeasure& m) {
        const auto due = LastDay(m.due());
        return m.state() == view::v1::MEASURE_STATE_PLANNED && due.has_value() && *due < day;
      }));
}

}  // namespace

void FillToday(Objective* row, const CivilDate& date) {
  const DayNumber day = date.first_day_number();
  FillDeclarations(row, day);
  const DayReading reading = ReadOn(*row, day, AnyUnit);
  const Standing standing = StandingOf(reading);
  const std::vector<view::v1::SilentMiss> misses = SilentMisses(reading, standing);

  ObjectiveToday* const today = row->mutable_today();
  today->Clear();
  today->set_date(date.ToString());
  today->set_state(standing.state);
  if (const auto share = PlannedShareOn(row->planned_curve(), day); share.has_value()) {
    today->set_planned_percent(share->ToString());
  }
  if (standing.silence_days.has_value()) today->set_silence_days(*standing.silence_days);
  today->set_silent(standing.silent);
  FillNextMilestone(reading, standing, today);
  const auto& deadline = reading.frame.deadline();
  if (deadline.has_value()) today->set_days_to_deadline(*deadline - day);
  today->mutable_silent_misses()->Add(misses.begin(), misses.end());
  FillResponsabili(*row, day, today);
}

void FillToday(view::v1::Scostamento* row, const CivilDate& date,
               const domain::RomeCalendar& rome) {
  const DayNumber day = date.first_day_number();
  view::v1::ScostamentoToday* const today = row->mutable_today();
  today->Clear();
  today->set_date(date.ToString());
  const DayNumber detected = FirstDay(row->detected_on()).value_or(day);
  const DayNumber until = std::min(day, FirstDay(row->closed_on()).value_or(day));
  today->set_age_days(std::max(0, until - detected));
  today->set_overdue_measures_count(OverdueMeasures(*row, day));
  const auto recorded = rome.DayOf(absl::FromUnixSeconds(row->recorded().recorded_at_seconds()));
  if (recorded.ok()) {
    today->set_recorded_late_days(std::max(0, recorded->first_day_number() - detected));
  }
  today->set_late_not_replanned(IsAboutTime(*row) && StandsAsShortfall(*row) &&
                                row->ripianificazioni().empty());
}

void FillToday(view::v1::Round* row, const CivilDate& date) {
  const DayNumber day = date.first_day_number();
  view::v1::RoundToday* const today = row->mutable_today();
  today->Clear();
  today->set_date(date.ToString());
  const auto closed = FirstDay(row->closed_on());
  const auto opened = FirstDay(row->opened_on());
  today->set_open(opened.has_value() && *opened <= day && !(closed.has_value() && *closed <= day));
  // The row's due_objectives are domain::OwnDutiesOf: so this counts what the closing warns of.
  uint32_t expected = 0;
  uint32_t missing = 0;
  std::set<std::string> due_objectives;
  std::set<std::string> missing_objectives;
  for (const view::v1::RoundReport& report : row->reports()) {
    if (report.due_objectives().empty()) continue;
    ++expected;
    due_objectives.insert(report.due_objectives().begin(), report.due_objectives().end());
    const std::vector<std::string> left_out = MissingObjectives(report);
    if (!left_out.empty()) ++missing;
    missing_objectives.insert(left_out.begin(), left_out.end());
  }
  today->set_expected_count(expected);
  today->set_missing_count(missing);
  today->set_due_objectives_count(static_cast<uint32_t>(due_objectives.size()));
  today->set_missing_objectives_count(static_cast<uint32_t>(missing_objectives.size()));
  if (const auto due = LastDay(row->due_date()); due.has_value())
    today->set_days_to_due(*due - day);
}

}  // namespace traguardo::projection
