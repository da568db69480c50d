#include "services/domain/definitions/current_definition.h"

#include <algorithm>
#include <set>
#include <string>

namespace traguardo::domain {
namespace {

using event::v1::Change;
using event::v1::Indicator;
using event::v1::Milestone;
using event::v1::ObjectiveDefinition;
using event::v1::Phase;

// Lists are at most a few dozen long: a scan beats an index.
template <typename List>
auto* FindById(List* list, const std::string& id) {
  const auto found =
      std::find_if(list->begin(), list->end(), [&](const auto& entry) { return entry.id() == id; });
  return found == list->end() ? nullptr : &*found;
}

bool ChangeIndicator(ObjectiveDefinition& definition, const event::v1::IndicatorChange& change) {
  Indicator* const indicator = FindById(definition.mutable_indicators(), change.indicator());
  if (indicator == nullptr) return false;
  if (!change.target().empty()) indicator->set_target(change.target());
  if (!change.target_date().empty()) indicator->set_target_date(change.target_date());
  if (!change.due().empty()) indicator->set_due(change.due());
  if (!change.name().empty()) indicator->set_name(change.name());
  if (!change.weight().empty()) indicator->set_weight(change.weight());
  return true;
}

bool ChangePhase(ObjectiveDefinition& definition, const event::v1::PhaseChange& change) {
  Phase* const phase = FindById(definition.mutable_phases(), change.phase());
  if (phase == nullptr) return false;
  if (!change.planned().from().empty()) phase->mutable_planned()->set_from(change.planned().from());
  if (!change.planned().to().empty()) phase->mutable_planned()->set_to(change.planned().to());
  if (!change.weight().empty()) phase->set_weight(change.weight());
  if (!change.cumulative_percent().empty()) {
    phase->set_cumulative_percent(change.cumulative_percent());
  }
  return true;
}

// The same units in another order are the same.
bool ChangeUnits(ObjectiveDefinition& definition, const event::v1::UnitsChanged& change) {
  const std::set<std::string> before(definition.units().begin(), definition.units().end());
  const std::set<std::string> after(change.units().begin(), change.units().end());
  if (after.empty() || after == before) return false;
  *definition.mutable_units() = change.units();
  return true;
}

template <typename List>
bool Remove(List* list, const std::string& id) {
  const auto found =
      std::find_if(list->begin(), list->end(), [&](const auto& entry) { return entry.id() == id; });
  if (found == list->end()) return false;
  list->erase(found);
  return true;
}

template <typename List, typename Entry>
void AddOrReplace(List* list, const Entry& entry) {
  Entry* const existing = FindById(list, entry.id());
  *(existing != nullptr ? existing : list->Add()) = entry;
}

using Approved = std::vector<std::pair<const std::string*, const Ripianificazione*>>;

void Apply(const Ripianificazione& approved, ObjectiveDefinition& definition) {
  for (const Change& change : approved.proposed.value->changes()) ApplyChange(definition, change);
}

// The original itself where nothing is laid upon it.
Frozen<ObjectiveDefinition> Laid(const Objective& objective, const Approved& approved) {
  if (approved.empty()) return objective.definition.value;
  ObjectiveDefinition definition = *objective.definition.value;
  for (const auto& [id, ripianificazione] : approved) Apply(*ripianificazione, definition);
  return Frozen(std::move(definition));
}

}  // namespace

bool ApplyChange(ObjectiveDefinition& definition, const Change& change) {
  switch (change.change_case()) {
    case Change::kDeadline:
      return MoveDeadline(*definition.mutable_time_shape(), change.deadline());
    case Change::kWeight:
      definition.set_weight(change.weight());
      return true;
    case Change::kIndicator:
      return ChangeIndicator(definition, change.indicator());
    case Change::kPhase:
      return ChangePhase(definition, change.phase());
    case Change::kMilestone: {
      Milestone* const milestone =
          FindById(definition.mutable_milestones(), change.milestone().milestone());
      if (milestone == nullptr) return false;
      milestone->set_due(change.milestone().due());
      return true;
    }
    case Change::kAssignment:
    case Change::kDropped:
      return true;
    case Change::kIndicatorAdded:
      AddOrReplace(definition.mutable_indicators(), change.indicator_added());
      return true;
    case Change::kPhaseAdded:
      AddOrReplace(definition.mutable_phases(), change.phase_added());
      return true;
    case Change::kMilestoneAdded:
      AddOrReplace(definition.mutable_milestones(), change.milestone_added());
      return true;
    case Change::kTimeShape:
      *definition.mutable_time_shape() = change.time_shape();
      return true;
    case Change::kUnits:
      return ChangeUnits(definition, change.units());
    case Change::kIndicatorRemoved:
      return Remove(definition.mutable_indicators(), change.indicator_removed());
    case Change::kPhaseRemoved:
      return Remove(definition.mutable_phases(), change.phase_removed());
    case Change::kMilestoneRemoved:
      return Remove(definition.mutable_milestones(), change.milestone_removed());
    case Change::CHANGE_NOT_SET:
      return false;
  }
  return false;
}

std::vector<std::pair<const std::string*, const Ripianificazione*>> ApprovedInOrder(
    const Objective& objective) {
  std::vector<std::pair<const std::string*, const Ripianificazione*>> approved;
  for (const auto& [id, ripianificazione] : objective.ripianificazioni) {
    if (ripianificazione.is_approved()) approved.emplace_back(&id, &ripianificazione);
  }
  std::sort(approved.begin(), approved.end(), [](const auto& a, const auto& b) {
    return a.second->decided.order() < b.second->decided.order();
  });
  return approved;
}

Frozen<ObjectiveDefinition> CurrentDefinition(const Objective& objective) {
  return Laid(objective, ApprovedInOrder(objective));
}

Frozen<ObjectiveDefinition> DefinitionOn(const Objective& objective, DayNumber day) {
  Approved approved = ApprovedInOrder(objective);
  std::erase_if(approved,
                [&](const auto& entry) { return entry.second->decided.order().day > day; });
  return Laid(objective, approved);
}

ObjectiveDefinition DefinitionBefore(const Objective& objective, const FactOrder& decided) {
  ObjectiveDefinition definition = *objective.definition.value;
  for (const auto& [id, ripianificazione] : ApprovedInOrder(objective)) {
    if (decided.is_set() && ripianificazione->decided.order() >= decided) break;
    Apply(*ripianificazione, definition);
  }
  return definition;
}

FactOrder DroppedBy(const Objective& objective) {
  for (const auto& [id, ripianificazione] : ApprovedInOrder(objective)) {
    for (const Change& change : ripianificazione->proposed.value->changes()) {
      if (change.has_dropped()) return ripianificazione->decided.order();
    }
  }
  return {};
}

const Ripianificazione* JoinedBy(const Objective& objective, const std::string& unit) {
  if (objective.ripianificazioni.empty() || HasUnit(*objective.definition.value, unit)) {
    return nullptr;
  }
  for (const auto& [id, ripianificazione] : ApprovedInOrder(objective)) {
    for (const Change& change : ripianificazione->proposed.value->changes()) {
      const auto& units = change.units().units();
      if (std::find(units.begin(), units.end(), unit) != units.end()) return ripianificazione;
    }
  }
  return nullptr;
}

const Indicator* FindIndicator(const ObjectiveDefinition& definition, const std::string& id) {
  return FindById(&definition.indicators(), id);
}

const Phase* FindPhase(const ObjectiveDefinition& definition, const std::string& id) {
  return FindById(&definition.phases(), id);
}

const Milestone* FindMilestone(const ObjectiveDefinition& definition, const std::string& id) {
  return FindById(&definition.milestones(), id);
}

bool HasUnit(const ObjectiveDefinition& definition, const std::string& unit) {
  return std::find(definition.units().begin(), definition.units().end(), unit) !=
         definition.units().end();
}

}  // namespace traguardo::domain
