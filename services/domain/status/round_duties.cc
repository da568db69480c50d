#include "services/domain/status/round_duties.h"

#include <algorithm>
#include <optional>
#include <set>
#include <variant>

#include "services/domain/definitions/current_definition.h"
#include "services/domain/status/assignments.h"
#include "services/domain/status/objective_status.h"

namespace traguardo::domain {
namespace {

std::optional<DayNumber> ReferenceDay(const Round& round) {
  if (!round.exists()) return std::nullopt;
  return FirstDay(round.opened.value->reference_date());
}

bool AsksUnit(const Round& round, const std::string& unit) {
  const auto& units = round.opened.value->units();
  return units.empty() || std::find(units.begin(), units.end(), unit) != units.end();
}

bool AsksAnyUnit(const Round& round, const event::v1::ObjectiveDefinition& definition) {
  const auto& units = definition.units();
  return std::any_of(units.begin(), units.end(),
                     [&](const std::string& unit) { return AsksUnit(round, unit); });
}

bool IsTransversal(const Objective& objective) {
  return CurrentDefinition(objective)->kind() == event::v1::OBJECTIVE_KIND_TRANSVERSAL;
}

// What the reports that stand (submitted or approved) speak of. A transversal objective has a
// responsabile for each unit, and each reports for theirs.
class Covered {
 public:
  explicit Covered(const Round& round) {
    for (const auto& [responsabile, report] : round.reports) {
      const ReportStatus status = report.status();
      if (status != ReportStatus::kSubmitted && status != ReportStatus::kApproved) continue;
      const auto& objectives = report.submitted.value->objectives();
      by_anyone_.insert(objectives.begin(), objectives.end());
      by_[responsabile].insert(objectives.begin(), objectives.end());
    }
  }

  bool ByAnyone(const std::string& objective) const { return by_anyone_.contains(objective); }
  bool By(const std::string& responsabile, const std::string& objective) const {
    const auto found = by_.find(responsabile);
    return found != by_.end() && found->second.contains(objective);
  }

 private:
  std::set<std::string> by_anyone_;
  std::map<std::string, std::set<std::string>> by_;
};

}  // namespace

bool IsInRound(const Objective& objective, const Round& round) {
  const auto day = ReferenceDay(round);
  return day.has_value() && objective.exists() && !IsDroppedOn(objective, *day) &&
         !IsExcludedOn(objective, "", *day) && AsksAnyUnit(round, *CurrentDefinition(objective));
}

std::map<std::string, std::vector<std::string>> DutiesOf(const PlanYear& plan, const Round& round) {
  std::map<std::string, std::vector<std::string>> duties;
  const auto day = ReferenceDay(round);
  if (!day.has_value()) return duties;
  for (const auto& [id, objective] : plan.objectives) {
    if (!IsInRound(objective, round) || IsSuspendedOn(objective, "", *day)) continue;
    std::set<std::string> responsabili;
    for (const event::v1::Assignment& assignment : AssignmentsOn(objective, *day)) {
      if (assignment.role() != event::v1::RESPONSABILE_ROLE_RESPONSABILE) continue;
      const std::string& unit = assignment.unit();
      const bool asked =
          unit.empty() || (AsksUnit(round, unit) && !IsExcludedOn(objective, unit, *day) &&
                           !IsSuspendedOn(objective, unit, *day));
      if (asked) responsabili.insert(assignment.responsabile());
    }
    for (const std::string& responsabile : responsabili) duties[responsabile].push_back(id);
  }
  return duties;
}

std::map<std::string, std::vector<std::string>> MissingDutiesOf(const PlanYear& plan,
                                                                const Round& round) {
  const Covered covered(round);
  std::map<std::string, std::vector<std::string>> missing;
  for (const auto& [responsabile, objectives] : DutiesOf(plan, round)) {
    for (const std::string& id : objectives) {
      const bool is_covered = covered.By(responsabile, id) ||
                              (!IsTransversal(plan.objectives.at(id)) && covered.ByAnyone(id));
      if (!is_covered) missing[responsabile].push_back(id);
    }
  }
  return missing;
}

std::map<std::string, std::vector<std::string>> OwnDutiesOf(const PlanYear& plan,
                                                            const Round& round) {
  const Covered covered(round);
  std::map<std::string, std::vector<std::string>> own;
  for (const auto& [responsabile, objectives] : DutiesOf(plan, round)) {
    for (const std::string& id : objectives) {
      const bool taken_over = !covered.By(responsabile, id) && covered.ByAnyone(id) &&
                              !IsTransversal(plan.objectives.at(id));
      if (!taken_over) own[responsabile].push_back(id);
    }
  }
  return own;
}

}  // namespace traguardo::domain
