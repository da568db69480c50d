#include "services/projection/row_parts/unit_result.h"

#include <algorithm>
#include <iterator>

#include "services/domain/status/objective_status.h"
#include "services/projection/measures/dates.h"
#include "services/projection/measures/time_frame.h"
#include "services/projection/row_parts/phase_result.h"
#include "services/projection/row_parts/provenance_view.h"

namespace traguardo::projection {
namespace {

using domain::DayNumber;
using domain::FactOrder;
using domain::UnitResult;

bool IsTransversal(const event::v1::ObjectiveDefinition& definition) {
  return definition.kind() == event::v1::OBJECTIVE_KIND_TRANSVERSAL;
}

// A report about a part of an objective that is one is a report about the objective.
FactOrder LastReportOf(const domain::Objective& objective, const std::string& unit,
                       const event::v1::ObjectiveDefinition& current) {
  FactOrder last = objective.ResultOf(unit).last_report;
  if (!unit.empty() || IsTransversal(current)) return last;
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
  if (!unit.empty() || IsTransversal(current)) return days;
  for (const auto& [other, result] : objective.results) {
    if (!other.empty()) {
      days.insert(days.end(), result.report_days.begin(), result.report_days.end());
    }
  }
  std::sort(days.begin(), days.end());
  return days;
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

void FillDeclared(const domain::Objective& objective, const std::string& unit,
                  const event::v1::ObjectiveDefinition& current, view::v1::UnitResult* view) {
  const UnitResult& result = objective.ResultOf(unit);
  const PhaseResult phases = PhaseResultOf(objective, unit, current);
  const domain::Declaration* const latest = domain::LatestDeclarationOf(objective, unit);
  const bool by_phases = phases.latest.is_set() &&
                         (latest == nullptr || (phases.complete.is_set() && !latest->is_done() &&
                                                latest->order() < phases.complete));
  if (by_phases) {
    view->set_declaration(view::v1::DECLARATION_DECLARED);
    view->set_percent(phases.percent);
    view->set_done_on(EffectiveText(phases.complete));
    FillProvenance(phases.latest, view->mutable_declared());
    return;
  }
  if (latest == nullptr) {
    view->set_declaration(result.not_due.empty() ? view::v1::DECLARATION_NOT_DECLARED
                                                 : view::v1::DECLARATION_NOT_DUE);
    return;
  }
  view->set_declaration(view::v1::DECLARATION_DECLARED);
  if (const auto percent = latest->percent(); percent.has_value()) {
    view->set_percent(percent->ToString());
  }
  view->set_outcome(latest->outcome());
  view->set_note(result.latest.value.note);
  view->set_done_on(EffectiveText(domain::DoneBy(objective, unit)));
  FillProvenance(result.latest.by, view->mutable_declared());
}

}  // namespace

std::vector<std::string> ResultUnits(const domain::Objective& objective,
                                     const event::v1::ObjectiveDefinition& current) {
  std::vector<std::string> units;
  if (IsTransversal(current)) {
    units.assign(current.units().begin(), current.units().end());
    return units;
  }
  units.emplace_back();
  for (const auto& [unit, result] : objective.results) {
    if (!unit.empty()) units.push_back(unit);
  }
  return units;
}

void FillUnitResult(const domain::Objective& objective, const std::string& unit,
                    const event::v1::ObjectiveDefinition& current, view::v1::UnitResult* view) {
  const UnitResult& result = objective.ResultOf(unit);
  view->set_unit(unit);
  FillDeclared(objective, unit, current, view);
  if (domain::ExclusionOf(objective, unit).is_set()) {
    view->set_declaration(view::v1::DECLARATION_NOT_APPLICABLE);
  }
  view->set_last_reported_on(EffectiveText(LastReportOf(objective, unit, current)));
  FillReportedChecks(objective, unit, current, view);
  if (!result.not_due.empty()) {
    const domain::NotDue& not_due = std::prev(result.not_due.end())->second;
    view->mutable_not_due()->set_from(not_due.from);
    view->mutable_not_due()->set_to(not_due.to);
  }
  if (result.final_proposed.is_set()) {
    view->set_final_proposed_percent(result.final_proposed->value.percent);
    view->set_final_proposed_outcome(result.final_proposed->value.outcome);
  }
  if (result.final_assessed.is_set()) {
    view->set_final_assessed_percent(result.final_assessed->value.percent);
    view->set_final_assessed_outcome(result.final_assessed->value.outcome);
  }
}

}  // namespace traguardo::projection
