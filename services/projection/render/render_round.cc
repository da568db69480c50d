// The row of one monitoring round.

#include <map>
#include <string>
#include <vector>

#include "services/domain/status/assignments.h"
#include "services/domain/status/round_duties.h"
#include "services/projection/keys/last_change.h"
#include "services/projection/measures/dates.h"
#include "services/projection/render/render.h"
#include "services/projection/row_parts/names.h"
#include "services/projection/row_parts/provenance_view.h"

namespace traguardo::projection {
namespace {

view::v1::ReportState StateOf(domain::ReportStatus status) {
  switch (status) {
    case domain::ReportStatus::kMissing:
      return view::v1::REPORT_STATE_MISSING;
    case domain::ReportStatus::kSubmitted:
      return view::v1::REPORT_STATE_SUBMITTED;
    case domain::ReportStatus::kReturned:
      return view::v1::REPORT_STATE_RETURNED;
    case domain::ReportStatus::kApproved:
      return view::v1::REPORT_STATE_APPROVED;
  }
  return view::v1::REPORT_STATE_UNSPECIFIED;
}

bool CameLate(const domain::Provenance& submitted, const std::string& due_date,
              const domain::RomeCalendar& rome) {
  const auto due = LastDay(due_date);
  const auto recorded = rome.DayOf(absl::FromUnixSeconds(submitted.recorded_at_seconds));
  return due.has_value() && recorded.ok() && recorded->first_day_number() > *due;
}

// Every time it was sent back, with the coming that it answers.
void FillReturns(const domain::RoundReport& report, view::v1::RoundReport* view) {
  std::vector<const domain::Provenance*> submissions;
  for (const auto& [order, by] : report.earlier_submissions) submissions.push_back(&by);
  if (report.submitted.is_set()) submissions.push_back(&report.submitted.by);
  const auto add = [&](const domain::Attributed<std::string>& returned) {
    view::v1::ReportReturn* const shown = view->add_returns();
    FillProvenance(returned.by, shown->mutable_returned());
    shown->set_reason(returned.value);
    // The last one before it, of those in fold order.
    const domain::Provenance* answered = nullptr;
    for (const domain::Provenance* by : submissions) {
      if (by->order < returned.order()) answered = by;
    }
    if (answered != nullptr) FillProvenance(*answered, shown->mutable_submitted());
  };
  for (const auto& [order, returned] : report.earlier_returns) add(returned);
  if (report.returned.is_set()) add(report.returned);
}

void FillReport(const domain::RoundReport& report, const std::string& due_date,
                const domain::RomeCalendar& rome, view::v1::RoundReport* view) {
  view->set_state(StateOf(report.status()));
  if (report.submitted.is_set()) {
    *view->mutable_covered_objectives() = report.submitted.value->objectives();
    view->set_note(report.submitted.value->note());
    FillProvenance(report.submitted.by, view->mutable_submitted());
    view->set_late(CameLate(report.submitted.by, due_date, rome));
  }
  // Only while it stands: a report submitted again answers it.
  if (report.status() == domain::ReportStatus::kReturned) {
    view->set_return_reason(report.returned.value);
  }
  FillReturns(report, view);
}

// As the assignments name them; the last name there is.
std::map<std::string, std::string> NamesIn(const domain::PlanYear& plan) {
  std::map<std::string, std::string> names;
  for (const auto& [id, objective] : plan.objectives) {
    for (const event::v1::Assignment& assignment : domain::AllAssignments(objective)) {
      if (!assignment.name().empty()) names[assignment.responsabile()] = assignment.name();
    }
  }
  return names;
}

}  // namespace

std::optional<view::v1::Round> RenderRound(const domain::Ente& ente, int year, std::string_view id,
                                           const domain::RomeCalendar& rome) {
  const domain::PlanYear* const plan = ente.FindYear(year);
  const domain::Round* const round = ente.FindRound(year, id);
  if (round == nullptr || !round->exists()) return std::nullopt;
  view::v1::Round row;
  row.set_name(RoundName(ente.id, year, id));
  row.set_id(std::string(id));
  row.set_reference_date(round->opened.value->reference_date());
  row.set_due_date(round->opened.value->due_date());
  *row.mutable_units() = round->opened.value->units();
  row.set_opened_on(round->opened.order().EffectiveOn());
  row.set_closed_on(round->closed.order.EffectiveOn());

  std::map<std::string, std::vector<std::string>> due = domain::OwnDutiesOf(*plan, *round);
  // Who reported without owing a report is listed too.
  for (const auto& [responsabile, report] : round->reports) due[responsabile];
  const std::map<std::string, std::string> names = NamesIn(*plan);
  for (const auto& [responsabile, objectives] : due) {
    const auto report = round->reports.find(responsabile);
    if (objectives.empty() && report == round->reports.end()) continue;
    view::v1::RoundReport* const view = row.add_reports();
    view->set_responsabile(responsabile);
    if (const auto name = names.find(responsabile); name != names.end()) {
      view->set_responsabile_name(name->second);
    }
    view->set_state(view::v1::REPORT_STATE_MISSING);
    view->mutable_due_objectives()->Add(objectives.begin(), objectives.end());
    if (report != round->reports.end()) {
      FillReport(report->second, row.due_date(), rome, view);
    }
  }
  row.set_last_change_position(RoundLastChange(ente, *plan, *round));
  return row;
}

}  // namespace traguardo::projection
