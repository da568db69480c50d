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

// What is said after the reports were due leaves whoever is missing on the list.
DayNumber LastDayToSay(const Round& round, DayNumber reference_day) {
  return LastDay(round.opened.value->due_date()).value_or(reference_day);
}

bool WasExcluded(const Objective& objective, const std::string& unit, DayNumber day,
                 DayNumber said_by) {
  return IsExcludedOn(objective, unit, day) && WasExcludedFor(objective, unit, said_by);
}

bool WasNotDue(const UnitResult& result, DayNumber day, DayNumber said_by) {
  return std::any_of(result.not_due.begin(), result.not_due.end(), [&](const auto& entry) {
    return entry.second.Covers(day) && entry.second.said_on <= said_by;
  });
}

// Of the unit, or "" of the whole: suspended on the day, or declared not due for it.
bool AsksNothingOf(const Objective& objective, const std::string& unit, DayNumber day,
                   DayNumber said_by) {
  return WasSuspendedFor(objective, unit, day, said_by) ||
         WasNotDue(objective.ResultOf(unit), day, said_by);
}

// An act took the unit out of the objective: who answered for its result answers for nothing.
bool HasLeft(const event::v1::ObjectiveDefinition& definition, const std::string& unit) {
  return IsTransversal(definition) && !HasUnit(definition, unit);
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

// No act makes an objective transversal, or ends that.
bool HasResultPerUnit(const PlanYear& plan, const std::string& objective) {
  return IsTransversal(*plan.objectives.at(objective).definition.value);
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
         !WasExcluded(objective, "", *day, LastDayToSay(round, *day)) &&
         AsksAnyUnit(round, *DefinitionOn(objective, *day));
}

std::map<std::string, std::vector<std::string>> DutiesOf(const PlanYear& plan, const Round& round) {
  std::map<std::string, std::vector<std::string>> duties;
  const auto day = ReferenceDay(round);
  if (!day.has_value()) return duties;
  const DayNumber due = LastDayToSay(round, *day);
  for (const auto& [id, objective] : plan.objectives) {
    if (!IsInRound(objective, round) || AsksNothingOf(objective, "", *day, due)) continue;
    const Frozen<event::v1::ObjectiveDefinition> definition = DefinitionOn(objective, *day);
    std::set<std::string> responsabili;
    for (const event::v1::Assignment& assignment : AssignmentsOn(objective, *day)) {
      if (assignment.role() != event::v1::RESPONSABILE_ROLE_RESPONSABILE) continue;
      const std::string& unit = assignment.unit();
      const bool asked = unit.empty() || (AsksUnit(round, unit) && !HasLeft(*definition, unit) &&
                                          !WasExcluded(objective, unit, *day, due) &&
                                          !AsksNothingOf(objective, unit, *day, due));
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
      const bool is_covered =
          covered.By(responsabile, id) || (!HasResultPerUnit(plan, id) && covered.ByAnyone(id));
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
      const bool taken_over =
          !covered.By(responsabile, id) && covered.ByAnyone(id) && !HasResultPerUnit(plan, id);
      if (!taken_over) own[responsabile].push_back(id);
    }
  }
  return own;
}

}  // namespace traguardo::domain
