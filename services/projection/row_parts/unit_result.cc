#include "services/projection/row_parts/unit_result.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "services/domain/definitions/current_definition.h"
#include "services/domain/status/done.h"
#include "services/domain/status/objective_status.h"
#include "services/domain/status/taken_back.h"
#include "services/projection/measures/dates.h"
#include "services/projection/measures/time_frame.h"
#include "services/projection/row_parts/phase_result.h"
#include "services/projection/row_parts/provenance_view.h"

namespace traguardo::projection {
namespace {

using domain::DayNumber;
using domain::FactOrder;
using domain::UnitResult;

// The row is a function of the facts: what holds after all of them.
constexpr DayNumber kAfterEverything = std::numeric_limits<DayNumber>::max();

// An act took the unit out of the objective: what was said of it can be read, and counts no more.
bool HasLeft(const event::v1::ObjectiveDefinition& current, const std::string& unit) {
  return domain::IsTransversal(current) && !domain::HasUnit(current, unit);
}

// A report about a part of an objective that is one is a report about the objective.
FactOrder LastReportOf(const domain::Objective& objective, const std::string& unit,
                       const event::v1::ObjectiveDefinition& current) {
  FactOrder last = objective.ResultOf(unit).last_report;
  if (!unit.empty()) {
    // The final word may be of the whole.
    const auto& word = domain::FinalWordOf(objective, unit);
    return word.is_set() && last < word->order() ? word->order() : last;
  }
  if (domain::IsTransversal(current)) return last;
  for (const auto& [other, result] : objective.results) {
    if (result.last_report.is_set() && (!last.is_set() || last < result.last_report)) {
      last = result.last_report;
    }
  }
  return last;
}

// The days that reports speak up to; of an objective that is one, also those of its parts.
std::vector<DayNumber> ReportDaysOf(const domain::Objective& objective, const std::string& unit,
                                    const event::v1::ObjectiveDefinition& current) {
  std::vector<DayNumber> days = objective.ResultOf(unit).report_days;
  if (!unit.empty() || domain::IsTransversal(current)) return days;
  for (const auto& [other, result] : objective.results) {
    if (!other.empty()) {
      days.insert(days.end(), result.report_days.begin(), result.report_days.end());
    }
  }
  std::sort(days.begin(), days.end());
  return days;
}

// Those of the unit and of the whole objective, by the facts that declared them.
std::vector<std::pair<FactOrder, const domain::NotDue*>> NotDuePeriodsOf(
    const domain::Objective& objective, const std::string& unit) {
  std::vector<std::pair<FactOrder, const domain::NotDue*>> periods;
  const auto add = [&](const UnitResult& result) {
    for (const auto& [order, not_due] : result.not_due) periods.emplace_back(order, &not_due);
  };
  add(objective.ResultOf(unit));
  if (!unit.empty()) add(objective.ResultOf(""));
  std::sort(periods.begin(), periods.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  return periods;
}

// For what of it nothing is asked: from the day on which it was said. None where all of it had
// passed by then.
std::optional<event::v1::Period> CountingPeriod(const domain::NotDue& not_due) {
  event::v1::Period period;
  period.set_from(not_due.from);
  period.set_to(not_due.to);
  const auto last = LastDay(not_due.to);
  if (last.has_value() && *last < not_due.said_on) return std::nullopt;
  const auto first = FirstDay(not_due.from);
  if (!first.has_value() || *first < not_due.said_on) period.set_from(DayText(not_due.said_on));
  return period;
}

void FillNotDue(const domain::Objective& objective, const std::string& unit,
                view::v1::UnitResult* view) {
  const auto declared = NotDuePeriodsOf(objective, unit);
  if (declared.empty()) return;
  auto& periods = *view->mutable_not_due_periods();
  for (const auto& [order, not_due] : declared) {
    if (auto counting = CountingPeriod(*not_due); counting.has_value()) {
      *periods.Add() = *std::move(counting);
    }
  }
  // As it was said.
  view->mutable_not_due()->set_from(declared.back().second->from);
  view->mutable_not_due()->set_to(declared.back().second->to);
  std::stable_sort(periods.begin(), periods.end(),
                   [](const auto& a, const auto& b) { return a.from() < b.from(); });
}

void FillReportedChecks(const domain::Objective& objective, const std::string& unit,
                        const event::v1::ObjectiveDefinition& current, view::v1::UnitResult* view) {
  const std::vector<DayNumber> checks = ChecksOf(current.time_shape());
  if (checks.empty()) return;
  const std::vector<DayNumber> reports = ReportDaysOf(objective, unit, current);
  for (size_t i = 0; i < checks.size(); ++i) {
    const auto report = std::lower_bound(reports.begin(), reports.end(), checks[i]);
    if (report == reports.end()) return;
    const bool is_last = i + 1 == checks.size();
    if (is_last || *report - checks[i] <= checks[i + 1] - *report) {
      view->add_reported_checks(DayText(checks[i]));
    }
  }
}

// Nobody declared anything through the year: the final result is the first thing that was said.
void FillUndeclared(const domain::Objective& objective, const std::string& unit,
                    view::v1::UnitResult* view) {
  const auto& proposed = domain::FinalProposalOf(objective, unit);
  const auto& said = proposed.is_set() ? proposed : domain::FinalAssessmentOf(objective, unit);
  if (!said.is_set()) {
    const auto declared = NotDuePeriodsOf(objective, unit);
    const bool counts = std::any_of(declared.begin(), declared.end(), [](const auto& entry) {
      return CountingPeriod(*entry.second).has_value();
    });
    view->set_declaration(counts ? view::v1::DECLARATION_NOT_DUE
                                 : view::v1::DECLARATION_NOT_DECLARED);
    return;
  }
  view->set_declaration(view::v1::DECLARATION_DECLARED);
  view->set_percent(said->value.percent);
  view->set_outcome(said->value.outcome);
  view->set_note(said->value.text);
  FillProvenance(said->by, view->mutable_declared());
}

// The last word says that what was reported by `reported` fell short. A proposal says nothing of
// what came after it.
bool IsTakenBack(const domain::Objective& objective, const std::string& unit,
                 const FactOrder& reported) {
  if (!domain::IsFinallyShort(objective, unit)) return false;
  return domain::FinalAssessmentOf(objective, unit).is_set() ||
         reported < domain::FinalWordOf(objective, unit)->order();
}

void FillDeclared(const domain::Objective& objective, const std::string& unit,
                  const event::v1::ObjectiveDefinition& current,
                  const std::optional<DayNumber>& deadline, view::v1::UnitResult* view) {
  const UnitResult& result = objective.ResultOf(unit);
  view->set_declared_short_on(EffectiveText(domain::DeclaredShortBy(objective, current, unit)));
  const PhaseResult phases = PhaseResultOf(objective, unit, current);
  const domain::Declaration* const latest = domain::LatestDeclarationOf(objective, unit);
  if (phases.SpeakInsteadOf(latest)) {
    view->set_declaration(view::v1::DECLARATION_DECLARED);
    view->set_percent(phases.percent);
    if (phases.complete.is_set() && !IsTakenBack(objective, unit, phases.latest)) {
      // Declared as short after they were complete: only what was said since makes it done again.
      const bool doubted = latest != nullptr && phases.complete < latest->order();
      view->set_done_on(EffectiveText(doubted ? phases.latest : phases.complete));
    }
    FillProvenance(phases.latest, view->mutable_declared());
    return;
  }
  if (latest == nullptr) return FillUndeclared(objective, unit, view);
  view->set_declaration(view::v1::DECLARATION_DECLARED);
  if (const auto percent = latest->percent(); percent.has_value()) {
    view->set_percent(percent->ToString());
  }
  view->set_outcome(latest->outcome());
  view->set_note(result.latest.value.note);
  view->set_done_on(EffectiveText(domain::DoneOn(objective, current, unit, deadline)));
  FillProvenance(result.latest.by, view->mutable_declared());
}

void FillFinal(const domain::Objective& objective, const std::string& unit,
               view::v1::UnitResult* view) {
  if (const auto& proposed = domain::FinalProposalOf(objective, unit); proposed.is_set()) {
    view->set_final_proposed_percent(proposed->value.percent);
    view->set_final_proposed_outcome(proposed->value.outcome);
    view->set_final_proposed_note(proposed->value.text);
    FillProvenance(proposed->by, view->mutable_final_proposed());
  }
  if (const auto& assessed = domain::FinalAssessmentOf(objective, unit); assessed.is_set()) {
    view->set_final_assessed_percent(assessed->value.percent);
    view->set_final_assessed_outcome(assessed->value.outcome);
    view->set_final_assessed_reasons(assessed->value.text);
    FillProvenance(assessed->by, view->mutable_final_assessed());
  }
}

}  // namespace

std::vector<std::string> ResultUnits(const domain::Objective& objective,
                                     const event::v1::ObjectiveDefinition& current) {
  std::vector<std::string> units;
  if (domain::IsTransversal(current)) {
    units.assign(current.units().begin(), current.units().end());
  } else {
    units.emplace_back();
  }
  for (const auto& [unit, result] : objective.results) {
    if (!unit.empty() && (!domain::IsTransversal(current) || HasLeft(current, unit))) {
      units.push_back(unit);
    }
  }
  return units;
}

void FillUnitResult(const domain::Objective& objective, const std::string& unit,
                    const event::v1::ObjectiveDefinition& current,
                    const std::optional<DayNumber>& deadline, view::v1::UnitResult* view) {
  view->set_unit(unit);
  FillDeclared(objective, unit, current, deadline, view);
  if (domain::ExclusionOf(objective, unit).is_set() || HasLeft(current, unit)) {
    view->set_declaration(view::v1::DECLARATION_NOT_APPLICABLE);
  }
  view->set_last_reported_on(EffectiveText(LastReportOf(objective, unit, current)));
  FillReportedChecks(objective, unit, current, view);
  FillNotDue(objective, unit, view);
  view->set_suspended_on(EffectiveText(domain::SuspendedBy(objective, unit, kAfterEverything)));
  if (const auto from = domain::NothingDueFrom(objective, unit); from.has_value()) {
    view->set_nothing_due_from(DayText(*from));
  }
  view->set_resumed_on(EffectiveText(domain::ResumedBy(objective, unit)));
  if (domain::IsTransversal(current)) {
    const domain::Ripianificazione* const joined = domain::JoinedBy(objective, unit);
    if (joined != nullptr) view->set_joined_on(DayText(domain::DecisionDayOf(*joined)));
  }
  FillFinal(objective, unit, view);
}

}  // namespace traguardo::projection
